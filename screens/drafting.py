"""Makes e-mail drafts: written to this computer, or downloaded by a browser as one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from chairtui.draft_files import DraftFiles, NewDraft
from chairtui.meeting.after.distribution import Copy
from chairtui.meeting.convening.invitation import Invitation
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.minutes.file_names import meeting_name
from chairtui.minutes.mail.agenda import Naming
from chairtui.minutes.mail.copies import CopyDraft, MailStyle, NoDraft, copy_drafts, reader_key, state_of
from chairtui.minutes.mail.invitations import invitation_drafts, organiser_of
from chairtui.words import file_names, invitation, mail
from screens.export_jobs import Sent

MOST_NAMES = 4
"""Names in one message; more are counted."""


def drafts_folder(exports: str, meeting: Meeting, format_: Format, pattern: str) -> Path:
    """The folder for this meeting's drafts."""
    return Path(exports) / file_names.DRAFTS / meeting_name(meeting, format_, pattern)


def make_drafts(
    meeting: Meeting, format_: Format, copies: Sequence[Copy], style: MailStyle, files: DraftFiles | None, folder: Path
) -> Sent:
    """A draft for each of these copies; without `files` they are handed over as one archive. Raises `OSError`."""
    made = list(copy_drafts(meeting, format_, copies, style))
    drafts = [draft for draft in made if isinstance(draft, CopyDraft)]
    new = [NewDraft(reader_key(d.copy), d.copy.to.name, d.name, d.content) for d in drafts]
    said, content = _kept(meeting, new, files, folder, mail.DRAFTED)
    refused = [draft for draft in made if isinstance(draft, NoDraft)]
    for draft in refused:
        if files is not None:  # a draft made while the copy was released must not be sent any more
            files.remove(meeting.id, reader_key(draft.copy))
    unaddressed = [draft.copy.to.name for draft in drafts if not draft.address]
    unreleased = ", ".join(draft.copy.to.name for draft in refused)
    not_yet = mail.NOT_YET.format(names=unreleased) if unreleased else ""
    return Sent(_joined(said, _without_address(unaddressed), not_yet, *style.problems), content)


def make_invitations(
    meeting: Meeting,
    format_: Format,
    invited: Sequence[Invitation],
    style: MailStyle,
    files: DraftFiles | None,
    folder: Path,
    naming: Naming,
    reply_by: date,
) -> Sent:
    """A draft for each of those invited, as `make_drafts`. Raises `OSError`."""
    drafts = list(
        invitation_drafts(
            meeting,
            format_,
            invited,
            style,
            kind="docx",
            naming=naming,
            reply_by=reply_by,
            organiser=organiser_of(meeting),
        )
    )
    new = [NewDraft(d.reader, d.invitation.entry.record.name, d.name, d.content) for d in drafts]
    said, content = _kept(meeting, new, files, folder, invitation.DRAFTED)
    unaddressed = [draft.invitation.entry.record.name for draft in drafts if not draft.address]
    return Sent(_joined(said, _without_address(unaddressed), *style.problems), content)


def _kept(
    meeting: Meeting, drafts: Sequence[NewDraft], files: DraftFiles | None, folder: Path, words: tuple[str, str]
) -> tuple[str, bytes | None]:
    """Write the drafts or pack them; returns the message (`words`: singular and plural) and the archive."""
    if not drafts:
        return mail.DRAFTED_NONE, None
    if files is None:
        return mail.DRAFTS_HANDED_OVER[len(drafts) != 1].format(count=len(drafts), name=mail.ZIP), _archive(drafts)
    try:
        files.write(folder, meeting.id, drafts, made_of=state_of(meeting))
    except TimeoutError:
        raise OSError(mail.DRAFTS_BUSY) from None
    return words[len(drafts) != 1].format(count=len(drafts), folder=folder), None


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _without_address(names: Sequence[str]) -> str:
    return mail.WITHOUT_ADDRESS.format(names=_listed(names)) if names else ""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= MOST_NAMES else mail.MANY_WITHOUT.format(count=len(names))


def _archive(drafts: Sequence[NewDraft]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for draft in drafts:
            archive.writestr(f"{draft.file_name}.eml", draft.content)
    return out.getvalue()

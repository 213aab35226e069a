"""Makes e-mail drafts for the copies page: written to this computer, or handed to a browser in one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from chairtui.draft_files import DraftFiles, NewDraft
from chairtui.meeting.after.distribution import Copy
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.minutes.file_names import meeting_name
from chairtui.minutes.mail.copies import CopyDraft, MailStyle, NoDraft, copy_drafts, reader_key
from chairtui.words import file_names
from chairtui.words import mail as words
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
    content: bytes | None = None
    if not drafts:
        said = words.DRAFTED_NONE
    elif files is None:
        content = _archive(drafts)
        said = _counted(words.DRAFTS_HANDED_OVER, len(drafts)).format(name=words.ZIP)
    else:
        new = [NewDraft(reader_key(d.copy), d.copy.to.name, d.name, d.content) for d in drafts]
        try:
            files.write(folder, meeting.id, new)
        except TimeoutError:
            raise OSError(words.DRAFTS_BUSY) from None
        said = _counted(words.DRAFTED, len(drafts)).format(folder=folder)
    unreleased = ", ".join(draft.copy.to.name for draft in made if isinstance(draft, NoDraft))
    unaddressed = _listed([draft.copy.to.name for draft in drafts if not draft.address])
    parts = [
        said,
        words.WITHOUT_ADDRESS.format(names=unaddressed) if unaddressed else "",
        words.NOT_YET.format(names=unreleased) if unreleased else "",
        *style.problems,
    ]
    return Sent(" ".join(part for part in parts if part), content)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= MOST_NAMES else words.MANY_WITHOUT.format(count=len(names))


def _archive(drafts: Sequence[CopyDraft]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for draft in drafts:
            archive.writestr(f"{draft.name}.eml", draft.content)
    return out.getvalue()


def _counted(forms: tuple[str, str], count: int) -> str:
    return forms[count != 1].replace("{count}", str(count))

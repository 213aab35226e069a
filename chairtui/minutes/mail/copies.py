"""One e-mail draft for each copy of the minutes, with that reader's own copy in it and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chairtui.meeting.after.distribution import Copy
from chairtui.meeting.copy_readers import address_of_reader, family_reader
from chairtui.meeting.dates.calendar import day_of, show_date
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Attendee
from chairtui.minutes.escape import flat
from chairtui.minutes.file_kinds import Branding, Kind, NothingToWrite, NotReleased, Reader, build_file, reader_of
from chairtui.minutes.file_names import attachment_name, safe_name
from chairtui.minutes.mail.message import Attachment, draft, usable_address
from chairtui.minutes.mail.wording import Wording
from chairtui.words import mail as words

NOT_IN_COPIES = ("distribution", "follow-up", "next-meeting")
"""Kinds of record that no copy holds."""


@dataclass(frozen=True, slots=True)
class MailStyle:
    """How drafts look: the kind of file attached, a partnership's templates, the words by their names (keys of
    `wording.PLACES`), the pattern of file names, and who signs.

    `problems` lists what of the partnership's own could not be used, one line each for a person.
    """

    kind: Kind
    branding: Branding
    wordings: dict[str, Wording]
    file_name: str
    sender: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """A reader's draft: its file name without extension, its bytes, and its recipient's address ("": none known)."""

    copy: Copy
    name: str
    address: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NoDraft:
    """A reader without a draft, and why: their copy is not released, or there is nothing to put in it."""

    copy: Copy
    why: str


def copy_drafts(
    meeting: Meeting, format_: Format, copies: Iterable[Copy], style: MailStyle
) -> Iterator[CopyDraft | NoDraft]:
    """A draft for each of these copies. Raises what `build_file` raises, save `NotReleased` and `NothingToWrite`."""
    files: dict[Reader, Attachment] = {}
    names: set[str] = set()
    for copy in copies:
        reader = reader_of(copy, meeting, format_)
        try:
            if reader not in files:
                files[reader] = _attachment(meeting, format_, reader, style)
        except (NotReleased, NothingToWrite) as error:
            yield NoDraft(copy, str(error))
            continue
        name = safe_name(copy.to.name)
        if name.casefold() in names:  # two people of one name
            name = safe_name(f"{name} {copy.ref or len(names) + 1}")
        names.add(name.casefold())
        address = usable_address(address_of(copy, meeting))
        places = {
            "reader": flat(meeting.name_of(copy.to)),
            "date": show_date(day_of(meeting.details.starts)),
            "sender": flat(style.sender),
            "document": words.DOCUMENTS[reader.audience],
        }
        wording = style.wordings["family" if reader.audience == "family" else "copy"]
        subject, body = wording.filled(places)
        yield CopyDraft(copy, name, address, draft(copy.to.name, address, subject, body, (files[reader],)))


def state_of(meeting: Meeting) -> int:
    """The last version that a copy may depend on, so that a draft made of an earlier one is known to be out of date."""
    return max((v.seq for v in meeting.versions if v.record.kind not in NOT_IN_COPIES), default=0)


def reader_key(copy: Copy) -> str:
    """Key of a reader's drafts: their record id, or their name if they have none."""
    return copy.relative or copy.person or copy.to.name


def address_of(copy: Copy, meeting: Meeting) -> str:
    """The e-mail address recorded for whoever a copy is for, "" if none is."""
    if reader := family_reader(copy.relative, meeting):
        return address_of_reader(reader, meeting)
    entry = meeting.entry(copy.person)
    return entry.record.email if entry is not None and isinstance(entry.record, Attendee) else ""


def _attachment(meeting: Meeting, format_: Format, reader: Reader, style: MailStyle) -> Attachment:
    content = build_file(meeting, format_, style.kind, reader, style.branding)
    return Attachment(f"{attachment_name(meeting, format_, reader, style.file_name)}.{style.kind}", content)

"""Builds every kind of export file, for the command line and the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from chairtui.meeting.after.distribution import Copy
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Audience
from chairtui.meeting.seal import verify
from chairtui.minutes.audience import Access
from chairtui.minutes.audience import NotReleased as NotReleased

Kind = Literal["md", "html", "docx", "json", "csv", "ics"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Reader:
    """The recipient of a file: an audience, and the record id of an attendee or (for the family) a relative, "" for
    any attendee."""

    audience: Audience = "attendees"
    person: str = ""


@dataclass(frozen=True)
class Branding:
    """A partnership's templates.

    `template` is Markdown; `pictures` maps the addresses in it to bytes; `word` is a Word file, None for the built-in
    one. `problems` lists what could not be used, one line each for a person.
    """

    template: str
    pictures: tuple[tuple[str, bytes], ...] = ()
    word: bytes | None = None
    problems: tuple[str, ...] = ()

    def picture(self, source: str) -> bytes | None:
        return dict(self.pictures).get(source)


def kind_of_name(name: str) -> Kind | None:
    """The kind of file for a file name's extension, None if unknown."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    ending = {"markdown": "md", "htm": "html"}.get(ending, ending)
    return next((kind for kind in KINDS if ending == kind), None)


def made(meeting: Meeting, format_: Format, kind: Kind, reader: Reader, branding: Branding) -> bytes:
    """Build the file; text is UTF-8. JSON for all attendees is the whole meeting and can be imported.

    CSV holds only actions, a calendar also the review. Raises `BadTemplate`, `BadWordTemplate`, and `SealBroken` for a
    closed meeting that doesn't match its seal.
    """
    verify(meeting.versions)
    match kind:
        case "json":
            return _json(meeting, format_, reader).encode("utf-8")
        case "csv":
            from chairtui.minutes.csv_file import to_csv

            return to_csv(meeting, format_, reader.audience, reader.person).encode("utf-8")
        case "ics":
            from chairtui.minutes.calendar_file import to_ics

            return to_ics(meeting, format_, reader.audience, reader.person)
        case _:
            return _minutes(meeting, format_, kind, reader, branding)


def _json(meeting: Meeting, format_: Format, reader: Reader) -> str:
    if reader.audience == "attendees" and not reader.person:
        from chairtui.minutes.exchange import to_json

        return to_json(meeting)
    from chairtui.minutes.flat_json import to_copy

    return to_copy(meeting, format_, reader.audience, reader.person)


def _minutes(meeting: Meeting, format_: Format, kind: Kind, reader: Reader, branding: Branding) -> bytes:
    from chairtui.minutes.markdown import minutes, places

    text = minutes(meeting, format_, branding.template, reader.audience, reader.person).rstrip("\n") + "\n"
    if kind == "md":
        return text.encode("utf-8")
    from chairtui.minutes.markdown_tree import read

    if kind == "html":
        from chairtui.minutes.html_file import to_html

        return to_html(read(text), branding.picture).encode("utf-8")
    from chairtui.minutes.visible_records import VisibleRecords
    from chairtui.minutes.word_file import to_word

    written = VisibleRecords(meeting, format_, reader.audience, reader.person).as_of
    parts = places(meeting, format_, reader.audience, reader.person) if branding.word else {}
    size = 12 if reader.audience == "family" else 10.5
    filled = {name: read(part) for name, part in parts.items()}
    return to_word(read(text), branding.picture, branding.word, written, filled, size=size)


def reader_of(copy: Copy, meeting: Meeting, format_: Format) -> Reader:
    """The reader of a copy in the distribution list. Identical copies have equal readers."""
    if copy.audience == "family":
        return Reader("family", copy.relative)
    own = Access(meeting, format_, copy.audience, copy.person).part is not None or _for_some(meeting)
    return Reader(copy.audience, copy.person if own else "")


def _for_some(meeting: Meeting) -> bool:
    """Whether anything is for people of certain agencies only, so that copies differ from person to person."""
    return any(entry.record.only for entry in meeting.statements)


def copy_name(reader: Reader, kind: Kind, meeting: Meeting) -> str:
    """File name of a copy: `minutes-ID-attendees.docx`, with the attendee's reference for a personal copy."""
    ref = meeting.ref_of(reader.person)
    return f"minutes-{meeting.id}-{reader.audience}{f'-{ref}' if ref else ''}.{kind}"

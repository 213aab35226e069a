"""Every kind of file a meeting goes out as, made in one place for the command line and the screens alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from chairtui.meeting.after.distribution import Copy
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Audience
from chairtui.meeting.seal import verify
from chairtui.minutes.audience import NotReleased as NotReleased
from chairtui.minutes.audience import Sight

Kind = Literal["md", "html", "docx", "json", "csv", "ics"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Reader:
    """For whom a file is made: an audience, and the attendee, or for the family the relative, (by record id) whose copy
    it is; "" for any attendee."""

    audience: Audience = "attendees"
    person: str = ""


@dataclass(frozen=True)
class Branding:
    """What a partnership gives the minutes to look like: a template in Markdown, the pictures it names (by the
    address it gives them, each as its bytes), and a Word file, None for the program's own. `problems` is what of it
    could not be used, one line each for a person."""

    template: str
    pictures: tuple[tuple[str, bytes], ...] = ()
    word: bytes | None = None
    problems: tuple[str, ...] = ()

    def picture(self, source: str) -> bytes | None:
        return dict(self.pictures).get(source)


def kind_of_name(name: str) -> Kind | None:
    """The kind that a file's name asks for by its ending, None for an ending that is none."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    ending = {"markdown": "md", "htm": "html"}.get(ending, ending)
    return next((kind for kind in KINDS if ending == kind), None)


def made(meeting: Meeting, format_: Format, kind: Kind, reader: Reader, branding: Branding) -> bytes:
    """The file's bytes; texts are UTF-8. JSON for all attendees is the whole meeting, which can be imported again.

    CSV holds the actions alone, a calendar these and the review. Raises `BadTemplate`, `BadWordTemplate`, and
    `SealBroken` for a closed meeting that holds something other than what was sealed.
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
    whole = not reader.person or Sight(meeting, format_, reader.audience, reader.person).whole
    if reader.audience == "attendees" and whole:
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
    """For whom a copy of the distribution list is made; those whose copies are the same have the same reader."""
    if copy.audience == "family":
        return Reader("family", copy.relative)
    own = Sight(meeting, format_, copy.audience, copy.person).part is not None or _for_some(meeting)
    return Reader(copy.audience, copy.person if own else "")


def _for_some(meeting: Meeting) -> bool:
    """Whether anything is for people of certain agencies only, so that copies differ from person to person."""
    return any(entry.record.only for entry in meeting.statements)


def copy_name(reader: Reader, kind: Kind, meeting: Meeting) -> str:
    """A name for a copy's file: `minutes-ID-attendees.docx`, with the attendee's reference where it is theirs alone."""
    ref = meeting.ref_of(reader.person)
    return f"minutes-{meeting.id}-{reader.audience}{f'-{ref}' if ref else ''}.{kind}"

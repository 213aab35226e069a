"""Builds every kind of export file, for the command line and the screens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from chairtui.meeting.after.distribution import Copy
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.marked_words import every_mark
from chairtui.meeting.parts import only_about
from chairtui.meeting.records import Audience
from chairtui.meeting.seal import verify
from chairtui.minutes.audience import Access
from chairtui.minutes.audience import NotReleased as NotReleased
from chairtui.words import minutes as words

if TYPE_CHECKING:
    from chairtui.minutes.markdown_tree import Document
    from chairtui.minutes.visible_records import VisibleRecords

Kind = Literal["md", "html", "docx", "pdf", "json", "csv", "ics"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class NothingToWrite(ValueError):
    """A file of this kind would be empty. The message is one line for a person."""


@dataclass(frozen=True)
class Reader:
    """The recipient of a file: an audience, and the record id of an attendee or (for the family) a relative, "" for
    any attendee. `about`: the person concerned (by record id) whom it is about, "" for all of them. `whole`: the user's
    own JSON, which holds every record and is for no reader."""

    audience: Audience = "attendees"
    person: str = ""
    about: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Branding:
    """A partnership's templates.

    `template` is Markdown; `pictures` maps the addresses in it to bytes; `word` is a Word file, None for the built-in
    one. `problems` lists what could not be used, one line each for a person. `mark` is the classification at the foot
    of each page, "" for none.
    """

    template: str
    pictures: tuple[tuple[str, bytes], ...] = ()
    word: bytes | None = None
    problems: tuple[str, ...] = ()
    mark: str = words.MARK

    def picture(self, source: str) -> bytes | None:
        return dict(self.pictures).get(source)


def kind_of_name(name: str) -> Kind | None:
    """The kind of file for a file name's extension, None if unknown."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    ending = {"markdown": "md", "htm": "html"}.get(ending, ending)
    return next((kind for kind in KINDS if ending == kind), None)


def build_file(meeting: Meeting, format_: Format, kind: Kind, reader: Reader, branding: Branding) -> bytes:
    """Build the file; text is UTF-8. JSON is a reader's copy, or if `whole` the meeting, which can be imported.

    CSV holds only actions, a calendar also the review. Raises `BadTemplate`, `BadWordTemplate`, `NothingToWrite`,
    `NotReleased`, and `SealBroken` for a closed meeting that doesn't match its seal.
    """
    return CopyFiles(meeting, format_, reader, branding).build(kind)


class CopyFiles:
    """One reader's copy in any kind of file, from one selection of records. Raises what `build_file` raises."""

    def __init__(self, meeting: Meeting, format_: Format, reader: Reader, branding: Branding) -> None:
        verify(meeting.versions)
        self._meeting = only_about(meeting, reader.about) if reader.about else meeting
        self._format = format_
        self._reader = reader
        self._branding = branding

    def build(self, kind: Kind) -> bytes:
        """Build the file; text is UTF-8."""
        match kind:
            case "json":
                return self._json().encode("utf-8")
            case "csv":
                from chairtui.minutes.csv_file import to_csv

                return to_csv(self._visible).encode("utf-8")
            case "ics":
                from chairtui.minutes.calendar_file import to_ics

                calendar = to_ics(self._visible)
                if calendar is None:
                    raise NothingToWrite(words.NO_CALENDAR)
                return calendar
            case _:
                return self._minutes(kind)

    @cached_property
    def _visible(self) -> VisibleRecords:
        from chairtui.minutes.visible_records import VisibleRecords

        return VisibleRecords(self._meeting, self._format, self._reader.audience, self._reader.person)

    @cached_property
    def _markdown(self) -> str:
        from chairtui.minutes.markdown import minutes_of

        return minutes_of(self._visible, self._branding.template).rstrip("\n") + "\n"

    @cached_property
    def _document(self) -> Document:
        from chairtui.minutes.markdown_tree import read

        return read(self._markdown)

    def _json(self) -> str:
        if self._reader.whole and not self._reader.about:
            from chairtui.minutes.exchange import to_json

            return to_json(self._meeting)
        from chairtui.minutes.flat_json import to_copy

        return to_copy(self._visible)

    def _minutes(self, kind: Kind) -> bytes:
        from chairtui.minutes.escape import line
        from chairtui.minutes.page_foot import page_foot

        branding, text = self._branding, self._markdown
        foot = page_foot(self._visible, branding.mark)
        if kind == "md":
            return (f"{text}\n---\n\n{line(foot)}\n" if foot else text).encode("utf-8")
        if kind == "html":
            from chairtui.minutes.html_file import to_html

            return to_html(self._document, branding.picture, foot).encode("utf-8")
        if kind == "pdf":
            from chairtui.minutes.pdf_file import to_pdf

            return to_pdf(self._document, branding.picture, self._visible.as_of, foot)
        from chairtui.minutes.markdown import places
        from chairtui.minutes.markdown_tree import read
        from chairtui.minutes.word_file import to_word

        parts = places(self._visible) if branding.word else {}
        filled = {name: read(part) for name, part in parts.items()}
        return to_word(self._document, branding.picture, branding.word, self._visible.as_of, filled, foot=foot)


def reader_of(copy: Copy, meeting: Meeting, format_: Format) -> Reader:
    """The reader of a copy in the distribution list. Identical copies have equal readers."""
    if copy.audience == "family":
        return Reader("family", copy.relative)
    access = Access(meeting, format_, copy.audience, copy.person)
    own = access.part is not None or access.in_no_part or _for_some(meeting)
    return Reader(copy.audience, copy.person if own else "")


def _for_some(meeting: Meeting) -> bool:
    """Whether anything is for people of certain agencies only, so that copies differ from person to person."""
    return any(words.only for words in every_mark(meeting))

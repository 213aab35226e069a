"""Reads the convening agency's briefing, in Markdown, into records known before the meeting.

Under the headings Strengths, Needs, Risks, Attendees and Aim, every list item, paragraph and table row becomes a
record. Text under other headings is filed as reported by the briefing, under the agenda item of that name or the item
for information. Text that can't be placed is filed in the same way and listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chairtui.meeting.capture.names import plain
from chairtui.meeting.capture.tokenise import mark_in
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Attendee, Note, Observation, Record, Theme, Unsettled, Who
from chairtui.meeting.text import LONGEST_NAME, LONGEST_TEXT, clean
from chairtui.words import follow_up as words

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_LINES = 5_000
"""Maximum number of lines; a longer file is refused."""
_RESTRICTED = re.compile(r"(?<!\S)!\s?(?:restrict\w*|restr\b)[:.]?\s*", re.IGNORECASE)
_THEMES: dict[str, Theme] = {"strength": "strength", "need": "need", "risk": "risk"}


class BadBriefing(ValueError):
    """The briefing can't be read; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text that could not be placed: its line (from 1), the reason, and how it begins."""

    line: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """A parsed briefing: the title from its first heading, the aim, the records in order, and unplaced text."""

    title: str
    aim: str
    records: tuple[Record, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, list item or table row: its line (from 1), text, and cells if it is a row."""

    line: int
    text: str
    cells: tuple[str, ...] = ()


def read_briefing(text: str, format_: Format, new_id: Callable[[], str], agency: str = "") -> Briefing:
    """Parse a briefing. `agency` is the convening agency, "" if unknown. Raises `BadBriefing`."""
    lines = text.count("\n") + 1
    if lines > MOST_LINES:
        raise BadBriefing(words.TOO_MANY_LINES.format(count=f"{lines:,}", most=f"{MOST_LINES:,}"))
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(str(clean(text.removeprefix("\ufeff"))))
    return _Reading(format_, new_id, agency).read(tokens)


@dataclass
class _Reading:
    format: Format
    new_id: Callable[[], str]
    agency: str
    title: str = ""
    aim: str = ""
    records: list[Record] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    known: set[tuple[str, ...]] = field(default_factory=set)

    def read(self, tokens: list[Token]) -> Briefing:
        heading, line, filled, first = "", 0, True, True
        for piece in _pieces(tokens):
            if isinstance(piece, _Piece):
                filled = True
                self._file(piece, heading)
                continue
            if not filled:
                self._empty(heading, line)
            heading, line, level = piece
            filled = False
            if first and level == 1 and _kind(heading) is None:
                self.title = heading
            first = False
        if not filled:
            self._empty(heading, line)
        return Briefing(self.title, self.aim, tuple(self.records), tuple(self.unplaced))

    def _empty(self, heading: str, line: int) -> None:
        """A heading without text: the title, a known heading left blank, or an agenda item."""
        if heading and heading == self.title:
            return
        if _kind(heading) is None:
            self._keep(_Piece(line, heading), "", "empty")
        else:
            self._set_aside(_Piece(line, heading), "empty")

    def _file(self, piece: _Piece, heading: str) -> None:
        kind = _kind(heading)
        rows = re.split(r"[\r\n]", piece.text) if kind == "attendees" and not piece.cells else []
        if len(rows) > 1:
            for number, row in enumerate(rows):
                self._file(_Piece(piece.line + number, row), heading)
            return
        piece = _Piece(piece.line, piece.text.replace("\r", " "), piece.cells)
        if not any(c.isalnum() for c in piece.text):
            self._keep(piece, heading, "other")
        elif mark_in(_RESTRICTED.sub("", piece.text)):
            self._leave(piece, kind, heading)
        elif kind in ("aim", "attendees") and _RESTRICTED.search(piece.text):
            self._keep(piece, heading, "restricted here")
        elif kind == "aim":
            self._set_aim(piece)
        elif kind == "attendees":
            self._invite(piece)
        elif kind is not None:
            self._observe(piece, _THEMES[kind])
        else:
            self._keep(piece, heading, "" if heading else "before")

    def _leave(self, piece: _Piece, kind: str | None, heading: str) -> None:
        """Keep text unsettled, and so in nobody's copy, that says who may read it otherwise than by `!restricted`: the
        people whom such a mark names are known once the meeting is there."""
        self._set_aside(piece, "marked")
        text = f"{kind}: {piece.text}" if kind in _THEMES else f"invite: {piece.text}" if kind == "attendees" else ""
        said = text or (words.UNDER.format(heading=heading, text=piece.text) if heading else piece.text)
        item = self._item(heading)
        self.records.append(Unsettled(id=self.new_id(), text=said, reason=words.MARKED_IN_BRIEFING, item=item))

    def _set_aim(self, piece: _Piece) -> None:
        aim = f"{self.aim}\n{piece.text}" if self.aim else piece.text
        if len(aim) > LONGEST_TEXT:
            self._keep(piece, "", "too long")
        else:
            self.aim = aim

    def _invite(self, piece: _Piece) -> None:
        cells = piece.cells or tuple(part.strip() for part in piece.text.split(",", 3))
        name, role, agency = [*(" ".join(cell.split()) for cell in cells[:3]), "", "", ""][:3]
        why = ", ".join(cell for cell in cells[3:] if cell.strip())
        if not plain(name):
            self._keep(piece, "", "nobody")
        elif len(name) > LONGEST_NAME or max(map(len, (role, agency, why))) > LONGEST_TEXT:
            self._keep(piece, "", "name too long")
        elif plain(name) in self.known:
            self._keep(piece, "", "twice")
        else:
            self.known.add(plain(name))
            self.records.append(Attendee(id=self.new_id(), name=name, role=role, agency=agency, why=why))

    def _observe(self, piece: _Piece, theme: Theme) -> None:
        for text, reason in self._parts(piece, piece.text):
            self.records.append(
                Observation(
                    id=self.new_id(), theme=theme, text=text, origin="prior", source=self._source(), restricted=reason
                )
            )

    def _keep(self, piece: _Piece, heading: str, why: str) -> None:
        """File it as reported by the briefing; list it as unplaced if `why` is given."""
        if why:
            self._set_aside(piece, why)
        said = words.UNDER.format(heading=heading, text=piece.text) if heading else piece.text
        if not said.strip():
            return
        named = Who(name=self.agency or words.BRIEFING)
        for text, reason in self._parts(piece, said):
            self.records.append(
                Note(
                    id=self.new_id(),
                    nature="reported",
                    text=text,
                    source=named,
                    item=self._item(heading),
                    restricted=reason,
                )
            )

    def _set_aside(self, piece: _Piece, why: str) -> None:
        shown = " ".join(piece.text.split())
        self.unplaced.append(Unplaced(piece.line, words.WHY[why], shown if len(shown) <= 60 else f"{shown[:59]}…"))

    def _parts(self, piece: _Piece, said: str) -> Iterator[tuple[str, str | None]]:
        """The text and the reason for its restriction, split into pieces that fit a record."""
        found = _RESTRICTED.search(said)
        reason: str | None = None
        if found:
            reason, said = said[found.end() :].strip(), said[: found.start()].strip() or said
            if not reason:
                self._set_aside(piece, "no reason")
                reason = words.NO_REASON_GIVEN
            reason = reason[:LONGEST_TEXT]
        if len(said) > LONGEST_TEXT:
            self._set_aside(piece, "too long")
        for start in range(0, len(said), LONGEST_TEXT):
            if said[start : start + LONGEST_TEXT].strip():
                yield said[start : start + LONGEST_TEXT], reason

    def _source(self) -> Who | None:
        return Who(name=self.agency) if self.agency else None

    def _item(self, heading: str) -> str:
        """Id of the agenda item that a heading names, else of the one for information."""
        wanted = plain(heading)
        named = next((i for i in self.format.agenda if wanted and wanted in (plain(i.title), plain(i.id))), None)
        item = named or self.format.first_item("information") or self.format.first_item("discussion")
        return item.id if item else ""


def _kind(heading: str) -> str | None:
    said = " ".join(heading.casefold().strip(" :.").split())
    return next((kind for kind, names in words.HEADINGS.items() if said in names), None)


def _pieces(tokens: list[Token]) -> Iterator[_Piece | tuple[str, int, int]]:
    """Pieces of text in order, and headings as (text, line, level). A table's head row is skipped."""
    level, row, in_head, line = 0, list[str](), False, 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "thead_open" | "thead_close":
                in_head = token.nesting == 1
            case "tr_open":
                row = []
            case "td_open" | "th_open":
                row.append("")
            case "td_close" | "th_close":
                pass
            case "tr_close":
                if not in_head:
                    yield _Piece(line, ", ".join(cell for cell in row if cell), tuple(row))
                row = []
            case "inline" if level:
                yield _words(token), line, level
            case "inline" if row:
                row[-1] = _words(token)
            case "inline":
                yield _Piece(line, _words(token))
            case "fence" | "code_block" | "html_block":
                yield _Piece(line, token.content.strip())
            case _:
                pass


def _words(inline: Token) -> str:
    """Plain text with the targets of links; soft line breaks become carriage returns."""
    said, leads = "", ""
    for token in inline.children or []:
        match token.type:
            case "softbreak":
                said += "\r"
            case "hardbreak":
                said += "\n"
            case "link_open":
                leads = str(token.attrGet("href") or "")
            case "link_close":
                said += "" if not leads or said.endswith(leads) else f" ({leads})"
            case _:
                said += token.content
    return said.strip()

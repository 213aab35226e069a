"""Reads the tables of a Word file as its reader sees them: changes accepted, hidden text and nested copies left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx import Document as open_word
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from chairtui.meeting.convening.earlier_actions import MOST_ROWS, SheetTable, TooManyRows, UnseenText
from chairtui.minutes.word_template import check_package, hidden_styles, is_on
from chairtui.words import earlier_actions as words

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement

WIDEST = 60
"""Columns of a table; a wider one is cut."""
_GONE = (qn("w:del"), qn("w:moveFrom"))
_TEXT = (qn("w:t"), qn("w:delText"))
_SPACE = (qn("w:tab"), qn("w:br"), qn("w:cr"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_APART = (qn("w:tbl"), _FALLBACK, qn("w:pPr"), qn("w:rPr"), qn("w:tcPr"))
"""What is read by itself, repeats what stands beside it for older programs, or holds no text."""


def word_tables(raw: bytes) -> list[SheetTable]:
    """The tables of a Word file. Raises `TooManyRows`, `BadWordTemplate` and what is in `word_template.DAMAGED`."""
    check_package(raw)
    word = open_word(io.BytesIO(raw))
    reader = _Reader(word)
    body = [SheetTable(number, *reader.read(table)) for number, table in enumerate(_tables(word.element.body), 1)]
    margins = [SheetTable(0, *reader.read(table), margin=True) for root in _margins(word) for table in _tables(root)]
    return [*body, *margins]


def _tables(root: BaseOxmlElement) -> list[BaseOxmlElement]:
    """All tables, nested ones too. Rows are counted before any is read, since reading 60,000 takes seconds."""
    found = [table for table in root.iter(qn("w:tbl")) if next(table.iterancestors(_FALLBACK), None) is None]
    if sum(1 for _ in root.iter(qn("w:tr"))) > MOST_ROWS:
        raise TooManyRows
    return found


def _margins(word: Word) -> Iterator[BaseOxmlElement]:
    """Headers, footers and notes."""
    for rel in word.part.rels.values():
        what = rel.reltype.rpartition("/")[2]
        if what in ("header", "footer", "footnotes", "endnotes") and not rel.is_external:
            part = rel.target_part
            if isinstance(part, XmlPart):
                yield part.element


class _Reader:
    def __init__(self, word: Word) -> None:
        self._hidden = hidden_styles(word)

    def read(self, table: BaseOxmlElement) -> tuple[tuple[tuple[str, ...], ...], tuple[UnseenText, ...]]:
        """The rows as texts by column, and what isn't seen in them.

        A cell across columns stands in the first of them, one across rows in each.
        """
        style = _of(table, "w:tblPr/w:tblStyle")
        rows: list[tuple[str, ...]] = []
        unseen: list[UnseenText] = []
        for number, row in enumerate(table.xpath("./w:tr | ./w:sdt/w:sdtContent/w:tr"), 1):
            whole = self._reason(row, "w:trPr", style)
            cells: list[str] = []
            gone: dict[str, list[str]] = {}
            for cell in row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc")[:WIDEST]:
                above = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else ""
                merged = cell.xpath("./w:tcPr/w:vMerge[not(@w:val='restart')]")
                spans = cell.xpath("./w:tcPr/w:gridSpan/@w:val")
                width = int(spans[0]) if spans and spans[0].isdigit() else 1
                text = _Text(gone)
                self._take(cell, text, whole or self._reason(cell, "w:tcPr", None))
                cells += [above if merged and not whole else text.seen(), *[""] * (min(width, WIDEST) - 1)]
                text.end_cell()
            rows.append(tuple(cells[:WIDEST]))
            unseen += [UnseenText(number, why, " ".join(said)) for why, said in gone.items() if said]
        return tuple(rows), tuple(unseen)

    def _reason(self, element: BaseOxmlElement, properties: str, style: str | None) -> str:
        """Why nobody sees a row or a cell, "" where it is seen."""
        for name in ("w:del", "w:cellDel", "w:moveFrom"):
            if element.find(f"{qn(properties)}/{qn(name)}") is not None:
                return words.DELETED
        hidden = element.find(f"{qn(properties)}/{qn('w:hidden')}")
        return words.HIDDEN if (hidden is not None and is_on(hidden)) or (style and style in self._hidden) else ""

    def _take(self, element: BaseOxmlElement, text: _Text, why: str) -> None:
        """Add an element's text, in order. `why`: the reason for which it isn't seen."""
        for child in element:
            if child.tag in _APART:
                continue
            if child.tag in _TEXT:
                text.add(child.text or "", why)
            elif child.tag in _SPACE:
                text.add(" ", why)
            elif child.tag in _GONE:
                self._take(child, text, words.DELETED)
            elif child.tag == qn("w:p"):
                text.start_line()
                self._take(child, text, why or self._styled(child, "w:pPr/w:pStyle", default=True))
                text.start_line()
            elif child.tag == qn("w:r"):
                self._take(child, text, self._of_run(child, why))
            else:
                self._take(child, text, why)

    def _of_run(self, run: BaseOxmlElement, why: str) -> str:
        if why == words.DELETED:
            return why
        own = [run.find(f"{qn('w:rPr')}/{qn(name)}") for name in ("w:vanish", "w:specVanish", "w:webHidden")]
        marks = [is_on(mark) for mark in own if mark is not None]
        if marks:
            return words.HIDDEN if any(marks) else ""
        return why or self._styled(run, "w:rPr/w:rStyle")

    def _styled(self, element: BaseOxmlElement, path: str, *, default: bool = False) -> str:
        style = _of(element, path)
        if style is None:
            return words.HIDDEN if default and "" in self._hidden else ""
        return words.HIDDEN if style in self._hidden else ""


def _of(element: BaseOxmlElement, path: str) -> str | None:
    found = element.find("/".join(qn(name) for name in path.split("/")))
    return None if found is None else found.get(qn("w:val"))


class _Text:
    """A cell's text by lines, and what isn't seen of its row by reason."""

    def __init__(self, gone: dict[str, list[str]]) -> None:
        self._lines = [""]
        self._gone = gone
        self._unseen: dict[str, str] = {}

    def add(self, said: str, why: str) -> None:
        if why:
            self._unseen[why] = self._unseen.get(why, "") + said
        else:
            self._lines[-1] += said

    def start_line(self) -> None:
        self._lines.append("")
        for why in self._unseen:
            self._unseen[why] += " "

    def seen(self) -> str:
        return "\n".join(line.strip() for line in self._lines if line.strip())

    def end_cell(self) -> None:
        for why, said in self._unseen.items():
            if said.strip():
                self._gone.setdefault(why, []).append(" ".join(said.split()))

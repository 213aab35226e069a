"""Minutes as a tagged PDF, typeset by typst on the page described in `data/templates/minutes.typ`.

The document tree is handed over as JSON and never as markup. A PDF conforms to PDF/UA-1 unless it has a character
that no font on the machine can show, or a template whose headings skip a level. Heads of columns are tagged; heads of
rows are not, since typst keeps that (`pdf.header-cell`) behind a feature which its Python package can't switch on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final

import typst

from chairtui.data_files import data_folder, read_data
from chairtui.minutes import markdown_tree as tree
from chairtui.minutes.html_file import Pictures, kind_of
from chairtui.minutes.markdown_tree import item_is_short, leads_on, row_is_short, title_of
from chairtui.minutes.table_columns import LONGEST_WORD, column_widths
from chairtui.words import minutes as words

ROOM, LETTER, CELL = 174.0, 2.5, 4.0
"""The width of the page's text, of a bold letter in a table, and of a cell's margins, in millimetres."""
LONGEST_IN_TEXT: Final = 60
"""Maximum letters of a word outside tables before it may be broken."""
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_UNICODE = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How typst writes a character that can't be seen."""

Data = Mapping[str, object]


def to_pdf(document: tree.Document, pictures: Pictures, written: datetime, foot: str) -> bytes:
    """Build the file. `written` (aware) is its creation date, `foot` stands at the foot of each page."""
    attempt = _Attempt()
    while True:
        page = _Page(pictures if attempt.pictures else _no_picture, attempt.spelled).data(document, foot)
        try:
            return typst.compile(
                read_data("templates/minutes.typ").encode("utf-8"),
                font_paths=_fonts(attempt.system_fonts),
                format="pdf",
                sys_inputs={"document": json.dumps(page, ensure_ascii=False)},
                pdf_standards="ua-1" if attempt.conforming else None,
                timestamp=int(written.timestamp()),
            )
        except typst.TypstError as error:
            attempt = attempt.after(error)


@dataclass(frozen=True)
class _Attempt:
    """What an attempt leaves out after typst has refused the file."""

    pictures: bool = True
    system_fonts: bool = False
    """Whether the machine's fonts are searched too, which takes time."""
    spelled: frozenset[str] = frozenset()
    """Characters that no font has, shown by their number."""
    conforming: bool = True

    def after(self, error: typst.TypstError) -> _Attempt:
        """The next attempt. Raises the error if nothing is left to give up."""
        missing = {_UNICODE.sub(_character, found) for found in _NO_GLYPH.findall(error.diagnostic)}
        if "image" in error.message and self.pictures:
            return replace(self, pictures=False)
        if missing and not self.system_fonts:
            return replace(self, system_fonts=True)
        if missing - self.spelled:
            return replace(self, spelled=self.spelled | frozenset("".join(missing)))
        if self.conforming:
            return replace(self, conforming=False)
        raise error


def _character(number: re.Match[str]) -> str:
    return chr(int(number[1], 16))


@cache
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(data_folder() / "fonts")]
    )


def _no_picture(_: str) -> None:
    return None


class _Page:
    """Turns the document tree into the JSON that the page reads."""

    def __init__(self, pictures: Pictures, spelled: frozenset[str]) -> None:
        self._pictures = pictures
        self._spelled = str.maketrans({letter: f"[U+{ord(letter):04X}]" for letter in spelled})

    def data(self, document: tree.Document, foot: str) -> Data:
        title = " ".join(title_of(document).split()) or words.UNTITLED
        return {
            "title": title,
            "foot": foot.translate(self._spelled),
            "page-of": words.PAGE_OF,
            "blocks": self._blocks(document),
        }

    def _blocks(self, blocks: Sequence[tree.Block]) -> list[Data]:
        return [{**self._block(block), "sticky": leads_on(blocks, place)} for place, block in enumerate(blocks)]

    def _block(self, block: tree.Block) -> Data:
        match block:
            case tree.Heading():
                return {"kind": "heading", "level": block.level, "text": self._inline(block.text)}
            case tree.Paragraph():
                return {"kind": "paragraph", "text": self._inline(block.text)}
            case tree.Listing():
                items = [{"short": item_is_short(item), "blocks": self._blocks(item)} for item in block.items]
                return {"kind": "list", "start": block.start, "items": items}
            case tree.Table():
                return self._table(block)
            case tree.Quote():
                return {"kind": "quote", "blocks": self._blocks(block.blocks)}
            case tree.Code():
                return {"kind": "code", "text": block.text.translate(self._spelled)}
            case tree.Rule():
                return {"kind": "rule"}

    def _table(self, table: tree.Table) -> Data:
        def cells(row: Iterable[tree.Inline]) -> list[list[Data]]:
            return [self._inline(cell, LONGEST_WORD) for cell in row]

        return {
            "kind": "table",
            "shares": list(column_widths(table, ROOM, LETTER, CELL)),
            "head": cells(table.head),
            "rows": [{"short": row_is_short(row), "cells": cells(row)} for row in table.rows],
        }

    def _inline(self, text: tree.Inline, longest: int = LONGEST_IN_TEXT) -> list[Data]:
        return [data for piece in text for data in self._piece(piece, longest)]

    def _piece(self, piece: tree.Run | tree.Break | tree.Picture, longest: int) -> Iterator[Data]:
        if isinstance(piece, tree.Break):
            yield {"kind": "break"}
            return
        if isinstance(piece, tree.Picture):
            held = self._pictures(piece.source)
            if held and kind_of(held):
                yield {"kind": "picture", "bytes": list(held), "words": piece.words or words.PICTURE}
                return
            piece = tree.Run(piece.words)
        # Typst prints a word that is too long for its line over the edge of the page, unless it may break.
        parts = re.split(rf"(\S{{{longest}}})(?=\S)", piece.text.translate(self._spelled))
        for number, part in enumerate(filter(None, parts)):
            if number:
                yield {"kind": "may-break"}
            yield {"kind": "run", "text": part, "bold": piece.bold, "italic": piece.italic, "href": piece.href}

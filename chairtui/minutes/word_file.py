"""Minutes as a Word file with real headings, lists and tables, optionally based on a partnership's file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from chairtui.minutes import markdown_tree as tree
from chairtui.minutes.html_file import Pictures, kind_of
from chairtui.minutes.markdown_tree import item_is_short, leads_on, row_is_short, title_of, words_of
from chairtui.minutes.table_columns import column_widths
from chairtui.minutes.template import BLOCKS, INLINE, REST, rest_of
from chairtui.minutes.word_foot import write_foot
from chairtui.minutes.word_form import WHOLE, fill, places_in
from chairtui.minutes.word_numbering import new_numbering, set_numbering
from chairtui.minutes.word_styles import built_in_file, set_compatibility
from chairtui.minutes.word_template import opened

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement

LETTER, CELL = Mm(2.5), Mm(4.5)
"""The width of a bold letter in a table, and what a cell needs beside its words."""
DEEPEST = 3
"""List levels that Word's built-in styles provide."""
CELL_SPACE, SINGLE, HEAD_FILL = "40", "240", "E9E9E9"
"""Space above and below the words of a cell, in twentieths of a point, its line spacing, and the shade of a head."""
P, R, R_PR, T, FONTS, BOLD, ITALIC, UNDERLINE = map(qn, ("w:p", "w:r", "w:rPr", "w:t", "w:rFonts", "w:b", "w:i", "w:u"))
SECTION = qn("w:sectPr")
VAL, ASCII, H_ANSI, SPACE = map(qn, ("w:val", "w:ascii", "w:hAnsi", "xml:space"))
BROKEN = re.compile("[\t\n\r]")
"""Characters that WordprocessingML represents as elements."""


def to_word(
    document: tree.Document,
    pictures: Pictures,
    template: bytes | None,
    written: datetime,
    parts: Mapping[str, tree.Document] = MappingProxyType({}),
    *,
    foot: str = "",
) -> bytes:
    """Build the file. `written` (aware) is its creation date, `foot` stands at the foot of each page.

    `template` is a partnership's letterhead, whose styles, header, footer and first lines are kept, or a form with
    placeholders for `parts` of the minutes or all of them. Raises `BadWordTemplate`.
    """
    word = opened(template) if template is not None else built_in_file()
    set_compatibility(word)
    places = places_in(word) if template is not None else []
    if places and not parts and all(place.name != WHOLE for place in places):
        word, places = built_in_file(), []  # the form has no placeholder for this document, such as an action list
    _describe(word, title_of(document), written)
    writer = _Writer(word, pictures)
    if places:
        rest = tuple(chain.from_iterable(rest_of({place.name for place in places}, parts)))
        whole = {**parts, WHOLE: document, **dict.fromkeys(REST, rest)}
        texts = {name: _words(whole.get(name, ())) for name in INLINE}
        fill(places, texts, {name: partial(writer.apart, whole.get(name, ())) for name in (WHOLE, *BLOCKS, *REST)})
    else:
        writer.write(document)
    write_foot(word, foot)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _words(part: tree.Document) -> str:
    """The text of a short part, as one line."""
    return " ".join(words_of(block.text).strip() for block in part if isinstance(block, tree.Paragraph | tree.Heading))


def _describe(word: Word, title: str, written: datetime) -> None:
    about = word.core_properties
    about.title = " ".join(title.split())[:255]
    about.author = about.last_modified_by = ""
    about.comments = ""
    about.language = "en-GB"
    about.created = about.modified = written.replace(tzinfo=None)


class _Writer:
    def __init__(self, word: Word, pictures: Pictures) -> None:
        self._word = word
        self._pictures = pictures
        self._styles = {(style.type, style.name) for style in word.styles}
        self._ids: dict[str, str | None] = {}
        self._body = word.element.body
        self._end = self._body.find(SECTION)
        """The last element of the body, before which content is inserted, if any."""

    def write(self, blocks: Sequence[tree.Block], depth: int = 0) -> None:
        for place, block in enumerate(blocks):
            match block:
                case tree.Heading():
                    self._fill(self._heading(block.level), block.text)
                case tree.Paragraph():
                    line = self._paragraph("")
                    self._fill(line, block.text)
                    if leads_on(blocks, place):
                        line.paragraph_format.keep_with_next = True
                case tree.Listing():
                    self._listing(block, depth + 1)
                case tree.Table():
                    self._table(block)
                case tree.Quote():
                    self.write(block.blocks, depth)
                case tree.Code():
                    self._paragraph("").add_run(block.text)
                case tree.Rule():
                    self._paragraph("").add_run("\u2014" * 12)

    def apart(self, blocks: Sequence[tree.Block]) -> list[BaseOxmlElement]:
        """As `write`, but detach the elements for insertion elsewhere."""
        body = self._word.element.body
        before = set(body)
        self.write(blocks)
        made = [node for node in body if node not in before]
        for node in made:
            body.remove(node)
        return made

    def _paragraph(self, style: str) -> WordParagraph:
        made = WordParagraph(self._last(P), self._word._body)
        if (WD_STYLE_TYPE.PARAGRAPH, style) in self._styles:
            if style not in self._ids:  # cached: the lookup took half of the run time
                self._ids[style] = self._word.styles[style].style_id
            made._p.style = self._ids[style]
        return made

    def _last(self, name: str) -> BaseOxmlElement:
        """Append an element. python-docx would scan for the position from the start each time."""
        made = _under(self._body, name)
        if self._end is not None:
            self._end.addprevious(made)
        return made

    def _heading(self, level: int) -> WordParagraph:
        made = self._paragraph(f"Heading {level}")
        if (WD_STYLE_TYPE.PARAGRAPH, f"Heading {level}") not in self._styles:
            outline = OxmlElement("w:outlineLvl")
            outline.set(qn("w:val"), str(level - 1))
            made._p.get_or_add_pPr().append(outline)
            made.paragraph_format.keep_with_next = True
        return made

    def _listing(self, listing: tree.Listing, depth: int) -> None:
        kind = "List Bullet" if listing.start is None else "List Number"
        level = min(depth, DEEPEST)
        style = kind if level == 1 else f"{kind} {level}"
        styled = (WD_STYLE_TYPE.PARAGRAPH, style) in self._styles
        numbering = new_numbering(self._word, style, listing.start) if styled and listing.start is not None else None
        for number, item in enumerate(listing.items, listing.start or 1):
            first, rest = (item[0], item[1:]) if item and isinstance(item[0], tree.Paragraph) else (None, item)
            made = self._paragraph(style)
            if numbering is not None:
                set_numbering(made, numbering)
            elif not styled or listing.start is not None:
                made.paragraph_format.left_indent = Cm(0.6 * depth)
                made.paragraph_format.first_line_indent = Cm(-0.4)
                made.add_run("\u2022 " if listing.start is None else f"{number}. ")
            made.paragraph_format.space_after = Pt(2)
            if first is not None:
                self._fill(made, first.text)
            self.write(rest, depth)
            if item_is_short(item):
                self._keep_together(made)
            elif rest:
                made.paragraph_format.keep_with_next = True

    def _keep_together(self, first: WordParagraph) -> None:
        """Keep this paragraph and all that were added since on one page."""
        lines = [first._p, *first._p.itersiblings(P)]
        for line in lines[:-1]:
            line.get_or_add_pPr().keepNext_val = True
        for line in lines:
            line.get_or_add_pPr().keepLines_val = True

    def _table(self, table: tree.Table) -> None:
        made = self._word.add_table(rows=1, cols=len(table.head))
        if (WD_STYLE_TYPE.TABLE, "Table Grid") in self._styles:
            made.style = "Table Grid"
        else:
            _border(made._tbl)
        _describe_table(made._tbl, table.caption)
        made.autofit = False
        widths = self._widths(table)
        for column, cell, width in zip(made.columns, made.rows[0].cells, widths, strict=True):
            column.width = cell.width = width
        first = made.rows[0]._tr
        for line in first.iter(P):
            spacing = _under(_under(line, qn("w:pPr")), qn("w:spacing"))
            spacing.set(qn("w:before"), CELL_SPACE)
            spacing.set(qn("w:after"), CELL_SPACE)
            spacing.set(qn("w:line"), SINGLE)
            spacing.set(qn("w:lineRule"), "auto")
        blank = deepcopy(first)  # copying a row is five times as fast as building one
        _mark(first, "w:tblHeader")
        _mark(first, "w:cantSplit")
        for cell in first.iter(qn("w:tcPr")):
            shade = _under(cell, qn("w:shd"))
            for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", HEAD_FILL)):
                shade.set(qn(name), value)
        self._row(first, table.head, bold=True)
        _keep_with_next(first)
        for number, texts in enumerate(table.rows):
            added = deepcopy(blank)
            if row_is_short(texts):
                _mark(added, "w:cantSplit")
                if number < len(table.rows) - 1 and number in (0, len(table.rows) - 2):
                    _keep_with_next(added)  # no row stands alone on a page
            made._tbl.append(added)
            self._row(added, texts)
        below = self._paragraph("").paragraph_format  # Word joins two tables with nothing between them
        below.space_after, below.line_spacing = Pt(0), Pt(4)

    def _widths(self, table: tree.Table) -> list[Length]:
        section = self._word.sections[-1]
        room = float((section.page_width or Mm(210)) - (section.left_margin or 0) - (section.right_margin or 0))
        return [Length(int(width)) for width in column_widths(table, room, LETTER, CELL)]

    def _row(self, row: BaseOxmlElement, texts: Iterable[tree.Inline], *, bold: bool = False) -> None:
        for line, text in zip(row.iter(P), texts, strict=False):
            self._fill(WordParagraph(line, self._word), text, bold=bold)

    def _fill(self, line: WordParagraph, text: tree.Inline, *, bold: bool = False) -> None:
        for piece in text:
            if isinstance(piece, tree.Break):
                line.add_run().add_break()
            elif isinstance(piece, tree.Picture):
                self._picture(line, piece)
            else:
                self._run(line, replace(piece, bold=True) if bold else piece)

    def _run(self, line: WordParagraph, piece: tree.Run) -> None:
        """Build the run's elements in schema order directly; python-docx's search for positions dominated the run
        time."""
        run = _under(line._p, R)
        if piece.bold or piece.italic or piece.code or piece.href:
            looks = _under(run, R_PR)
            if piece.code:
                fonts = _under(looks, FONTS)
                fonts.set(ASCII, "Courier New")
                fonts.set(H_ANSI, "Courier New")
            if piece.bold:
                _under(looks, BOLD)
            if piece.italic:
                _under(looks, ITALIC)
            if piece.href:
                _under(looks, UNDERLINE).set(VAL, "single")
        if BROKEN.search(piece.text):
            WordRun(run, line).add_text(piece.text)
        elif piece.text:
            text = _under(run, T)
            text.text = piece.text
            if piece.text.strip() != piece.text:
                text.set(SPACE, "preserve")
        if piece.href:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), line.part.relate_to(piece.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            link.append(run)
            line._p.append(link)

    def _picture(self, line: WordParagraph, picture: tree.Picture) -> None:
        held = self._pictures(picture.source)
        if held and kind_of(held):
            run = line.add_run()
            try:
                shape = run.add_picture(io.BytesIO(held), height=Cm(2))
            except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError, KeyError):
                line._p.remove(run._r)
            else:
                shape._inline.docPr.set("descr", picture.words)
                return
        line.add_run(picture.words)


def _under(above: BaseOxmlElement, name: str) -> BaseOxmlElement:
    """Append a child element, given its qualified name."""
    made: BaseOxmlElement = above.makeelement(name)
    above.append(made)
    return made


def _mark(row: BaseOxmlElement, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _keep_with_next(row: BaseOxmlElement) -> None:
    for line in row.iter(P):
        line.get_or_add_pPr().keepNext_val = True


def _describe_table(table: BaseOxmlElement, caption: str) -> None:
    """Set the table's alternative text for screen readers."""
    made = OxmlElement("w:tblCaption")
    made.set(qn("w:val"), " ".join(caption.split())[:255])
    table.tblPr.append(made)


def _border(table: BaseOxmlElement) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "777777")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table.tblPr
    # The schema prescribes the order: borders before layout.
    later = next((n for n, node in enumerate(properties) if node.tag in (qn("w:tblLayout"), qn("w:tblLook"))), -1)
    properties.insert(later if later >= 0 else len(properties), borders)

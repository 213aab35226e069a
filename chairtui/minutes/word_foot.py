"""The footer of a Word file: the mark and the seal on the left, the page number on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from chairtui.words import minutes as words

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.section import _Footer, _Header
    from docx.text.paragraph import Paragraph


def write_foot(word: Word, foot: str) -> None:
    """Add `foot` and “Page 1 of 3” to the footers, except what a partnership's file has already."""
    section = word.sections[0]
    width = Length((section.page_width or Mm(210)) - (section.left_margin or 0) - (section.right_margin or 0))
    edges: list[tuple[_Header, _Footer]] = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        edges.append((section.first_page_header, section.first_page_footer))
    for header, footer in edges:
        mark, _, rest = foot.partition(" · ")
        marked = mark and any(mark in line.text for edge in (header, footer) for line in edge.paragraphs)
        left, numbered = rest if marked else foot, _has_page_numbers(footer)
        if not left and numbered:
            continue
        line = footer.paragraphs[0]
        if line.text or numbered:
            line = footer.add_paragraph()
        _lay_out(line, width)
        line.add_run(left)
        if not numbered:
            before, between = words.PAGE_OF
            line.add_run(f"\t{before}")
            _field(line, "PAGE")
            line.add_run(between)
            _field(line, "NUMPAGES")


def _has_page_numbers(footer: _Footer) -> bool:
    if "PAGE" in "".join(node.text or "" for node in footer._element.iter(qn("w:instrText"))):
        return True
    return any("PAGE" in (node.get(qn("w:instr")) or "") for node in footer._element.iter(qn("w:fldSimple")))


def _lay_out(line: Paragraph, width: Length) -> None:
    stops = line.paragraph_format.tab_stops
    if line.style is not None and line.style.name == "Footer":
        for stop in list(getattr(line.style, "paragraph_format").tab_stops):  # noqa: B009
            stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _field(line: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)

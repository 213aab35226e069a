"""Numbered lists in Word, each starting at its own number instead of where the last one ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph


def new_numbering(word: Word, style: str, start: int) -> int | None:
    """Id of a numbering for one list, in the look of a list style; None if the style doesn't number."""
    ids = [found.get(qn("w:val")) for found in word.styles[style].element.iter(qn("w:numId"))]
    if not ids or ids[0] is None:
        return None
    try:
        numbering = word.part.numbering_part.element
        abstract = numbering.num_having_numId(int(ids[0])).abstractNumId.val
    except (KeyError, NotImplementedError, ValueError):
        return None
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def set_numbering(line: Paragraph, numbering: int) -> None:
    properties = line._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering

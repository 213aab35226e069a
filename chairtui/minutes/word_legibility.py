"""Finds text in a Word file that is there and can't be read: in the colour of its background, or tiny.

Hidden text is `word_template`'s. Colours and sizes are taken from the text itself, else from its styles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement

SMALLEST = 12
"""Half points, as Word counts sizes: nobody reads text smaller than 6 points."""
DEEPEST_STYLES = 20
"""Styles based on one another that are followed; Word itself stops at about ten."""
LEAST_CONTRAST = 1.3
"""Ratio of two colours below which one can't be told from the other."""
WHITE, BLACK, UNKNOWN = "FFFFFF", "000000", "unknown"
_THEME = {"background1": WHITE, "bg1": WHITE, "light1": WHITE, "text1": "000000", "tx1": "000000", "dark1": "000000"}
"""Colours of the theme whatever it is; of the others no template makes its paper."""
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BOX = qn("w:txbxContent")
_AROUND = (_BOX, qn("w:tc"), qn("w:tbl"))


def unreadable_text(word: Word, root: BaseOxmlElement) -> str:
    """The first text in this part that can't be read, "" for none."""
    styles = _Styles(word)
    for run in root.iter(qn("w:r")):
        said = "".join(text.text or "" for text in run.iter(qn("w:t"))).strip()
        if said and next(run.iter(_BOX), None) is None and styles.is_unreadable(run):
            return said
    return ""


@dataclass(frozen=True, slots=True)
class _Look:
    """Size in half points, colour, and what is behind a run and its paragraph; None where nothing is said."""

    size: int | None = None
    colour: str | None = None
    fill: str | None = None
    paper: str | None = None

    def over(self, other: _Look) -> _Look:
        """This, and of what it doesn't say the other's."""
        return _Look(
            other.size if self.size is None else self.size,
            self.colour or other.colour,
            self.fill or other.fill,
            self.paper or other.paper,
        )


class _Styles:
    """Resolves how runs look through their styles. Each style and each paragraph is looked at once."""

    def __init__(self, word: Word) -> None:
        sheet = word.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in sheet.iter(qn("w:style"))}
        self._looks: dict[str, _Look] = {}
        self._tables: dict[BaseOxmlElement, _Look] = {}
        self._defaults = _look(sheet.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}"))
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")
            ),
            None,
        )
        self._page = _colour(word.element.find(qn("w:background")), "w:color") or WHITE
        self._paragraph: BaseOxmlElement | None = None
        self._around = _Look()

    def is_unreadable(self, run: BaseOxmlElement) -> bool:
        paragraph = next(run.iterancestors(qn("w:p")), None)
        if paragraph is None or paragraph is not self._paragraph:
            self._paragraph, self._around = paragraph, self._of_paragraph(run, paragraph)
        own = _look(run)
        style = _named(_child(run, "w:rPr"), "w:rStyle")
        look = own.over(self._of_style(style)).over(self._around)
        if look.size is not None and look.size < SMALLEST:
            return True
        paper = look.fill or look.paper
        return paper != UNKNOWN and _contrast(look.colour or BLACK, paper or self._page) < LEAST_CONTRAST

    def _of_style(self, name: str | None, depth: int = 0) -> _Look:
        style = self._styles.get(name) if name else None
        if name is None or style is None or depth > DEEPEST_STYLES:
            return _Look()
        if name not in self._looks:
            self._looks[name] = _look(style).over(self._of_style(_named(style, "w:basedOn"), depth + 1))
        return self._looks[name]

    def _of_paragraph(self, run: BaseOxmlElement, paragraph: BaseOxmlElement | None) -> _Look:
        """What applies to the runs of a paragraph by itself, its style, its cell, table or box, and the defaults."""
        properties = _child(paragraph, "w:pPr")
        own = _Look(paper=_fill(properties))
        look = own.over(self._of_style(_named(properties, "w:pStyle") or self._default))
        for element in (paragraph if paragraph is not None else run).iterancestors(*_AROUND):
            if element.tag == _BOX:
                look = look.over(_Look(paper=_box(element)))
                break
            look = look.over(self._of_cell(element) if element.tag == qn("w:tc") else self._of_table(element))
        return look.over(self._defaults)

    @staticmethod
    def _of_cell(cell: BaseOxmlElement) -> _Look:
        return _Look(paper=_fill(_child(cell, "w:tcPr")))

    def _of_table(self, table: BaseOxmlElement) -> _Look:
        """Looked at once, as lxml's `find` reads all the rows. Which row a style shades isn't worked out."""
        if table not in self._tables:
            properties = _child(table, "w:tblPr")
            name = _named(properties, "w:tblStyle")
            style = self._styles.get(name)
            banded = style is not None and next(style.iter(qn("w:shd")), None) is not None
            shaded = _Look(paper=UNKNOWN if banded else None)
            self._tables[table] = _Look(paper=_fill(properties)).over(self._of_style(name)).over(shaded)
        return self._tables[table]


def _look(element: BaseOxmlElement | None) -> _Look:
    """What an element's own run and paragraph properties say."""
    run = _child(element, "w:rPr")
    size = _named(run, "w:sz") or ""
    return _Look(
        int(size) if size.isdigit() else None,
        _colour(_child(run, "w:color"), "w:val") or None,
        _fill(run),
        _fill(_child(element, "w:pPr")),
    )


def _fill(properties: BaseOxmlElement | None) -> str | None:
    return _colour(_child(properties, "w:shd"), "w:fill") or None


def _box(content: BaseOxmlElement) -> str:
    """The fill of a text box; `UNKNOWN` where it isn't one plain colour."""
    shape = content.getparent()
    shape = None if shape is None else shape.getparent()
    if shape is None:
        return UNKNOWN
    for fill in shape.iter(f"{_A}solidFill"):
        colour = fill.find(f"{_A}srgbClr")
        return UNKNOWN if colour is None else _rgb(colour.get("val")) or UNKNOWN
    filled = shape.get("fillcolor")
    if filled is not None:
        return _rgb(filled.lstrip("#")) or (WHITE if filled == "white" else UNKNOWN)
    return WHITE if shape.find(f".//{_A}noFill") is not None else UNKNOWN


def _child(element: BaseOxmlElement | None, name: str) -> BaseOxmlElement | None:
    return None if element is None else element.find(qn(name))


def _named(element: BaseOxmlElement | None, name: str) -> str | None:
    found = _child(element, name)
    return None if found is None else found.get(qn("w:val"))


def _colour(element: BaseOxmlElement | None, attribute: str) -> str:
    """An element's colour as six digits, "" where it names none."""
    if element is None:
        return ""
    theme = element.get(qn("w:themeFill" if attribute == "w:fill" else "w:themeColor"))
    return _THEME.get(theme or "", "") or _rgb(element.get(qn(attribute))) or ""


def _rgb(said: str | None) -> str | None:
    return said if said and _RGB.fullmatch(said) else None


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG reckons it, from 1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""Finds text in a Word file that is there and can't be read: in the colour of its background, or tiny.

Hidden text is `word_template`'s. Colours and sizes are taken from the text itself, else from its styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
WHITE = "FFFFFF"
_THEME = {"background1": WHITE, "bg1": WHITE, "light1": WHITE, "text1": "000000", "tx1": "000000", "dark1": "000000"}
"""Colours of the theme whatever it is; of the others no template makes its paper."""
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BOX = qn("w:txbxContent")


def unreadable_text(word: Word, root: BaseOxmlElement) -> str:
    """The first text in this part that can't be read, "" for none."""
    styles = _Styles(word)
    for run in root.iter(qn("w:r")):
        said = "".join(text.text or "" for text in run.iter(qn("w:t"))).strip()
        if said and next(run.iter(_BOX), None) is None and styles.is_unreadable(run):
            return said
    return ""


class _Styles:
    """Resolves the properties of runs through their styles."""

    def __init__(self, word: Word) -> None:
        sheet = word.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in sheet.iter(qn("w:style"))}
        defaults = sheet.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._defaults = [] if defaults is None else [defaults]
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")
            ),
            None,
        )
        page = word.element.find(qn("w:background"))
        self._page = _colour(page, "w:color") or WHITE

    def is_unreadable(self, run: BaseOxmlElement) -> bool:
        looks = list(self._looks(run))
        size = next((size for look in looks if (size := _size(look)) is not None), None)
        if size is not None and size < SMALLEST:
            return True
        colour = next(filter(None, (_colour(look.find(qn("w:color")), "w:val") for look in looks)), "000000")
        paper = self._paper(run, looks)
        return paper is not None and _contrast(colour, paper) < LEAST_CONTRAST

    def _looks(self, run: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
        """The run properties that apply, the nearest first."""
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._of_style(_named(own, "w:rStyle"))
        paragraph = next(run.iterancestors(qn("w:p")), None)
        yield from self._of_style(_named(_child(paragraph, "w:pPr"), "w:pStyle") or self._default)
        table = next(run.iterancestors(qn("w:tbl")), None)
        yield from self._of_style(_named(_child(table, "w:tblPr"), "w:tblStyle"))
        yield from self._defaults

    def _of_style(self, name: str | None, part: str = "w:rPr") -> Iterator[BaseOxmlElement]:
        seen: set[str] = set()
        while name and name not in seen and name in self._styles and len(seen) < DEEPEST_STYLES:
            seen.add(name)
            style = self._styles[name]
            found = style.find(qn(part))
            if found is not None:
                yield found
            name = _named(style, "w:basedOn")

    def _paper(self, run: BaseOxmlElement, looks: list[BaseOxmlElement]) -> str | None:
        """The colour behind a run: of its shading, paragraph, cell, box or page; None where it can't be told."""
        for look in looks:
            if colour := _colour(look.find(qn("w:shd")), "w:fill"):
                return colour
        for element in run.iterancestors():
            if element.tag == qn("w:p"):
                properties = _child(element, "w:pPr")
                own = [] if properties is None else [properties]
                for found in (*own, *self._of_style(_named(properties, "w:pStyle") or self._default, "w:pPr")):
                    if colour := _colour(found.find(qn("w:shd")), "w:fill"):
                        return colour
            elif element.tag in (qn("w:tc"), qn("w:tbl")):
                properties = _child(element, "w:tcPr" if element.tag == qn("w:tc") else "w:tblPr")
                if properties is not None and (colour := _colour(properties.find(qn("w:shd")), "w:fill")):
                    return colour
                if element.tag == qn("w:tbl") and _named(properties, "w:tblStyle"):
                    style = self._styles.get(_named(properties, "w:tblStyle") or "")
                    if style is not None and next(style.iter(qn("w:shd")), None) is not None:
                        return None  # a banded table: which row has which colour isn't worked out
            elif element.tag == _BOX:
                return _box(element)
        return self._page


def _box(content: BaseOxmlElement) -> str | None:
    """The fill of a text box; None where it isn't one plain colour."""
    shape = content.getparent()
    shape = None if shape is None else shape.getparent()
    if shape is None:
        return None
    for fill in shape.iter(f"{_A}solidFill"):
        colour = fill.find(f"{_A}srgbClr")
        return None if colour is None else _rgb(colour.get("val"))
    filled = shape.get("fillcolor")
    if filled is not None:
        return _rgb(filled.lstrip("#")) or (WHITE if filled == "white" else None)
    return WHITE if shape.find(f".//{_A}noFill") is not None else None


def _child(element: BaseOxmlElement | None, name: str) -> BaseOxmlElement | None:
    return None if element is None else element.find(qn(name))


def _named(element: BaseOxmlElement | None, name: str) -> str | None:
    found = _child(element, name)
    return None if found is None else found.get(qn("w:val"))


def _size(look: BaseOxmlElement) -> int | None:
    said = _named(look, "w:sz") or ""
    return int(said) if said.isdigit() else None


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

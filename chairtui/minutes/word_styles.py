"""The built-in Word file that minutes are written into where a partnership has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document as open_word
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

if TYPE_CHECKING:
    from docx.document import Document as Word

FONT = "Arial"
DARK = RGBColor(0x1A, 0x1A, 0x1A)
"""17:1 on white; python-docx's own headings are blue at 4:1."""
BODY = 12
HEADINGS = {"Heading 1": (19, 0, 6), "Heading 2": (15, 16, 4), "Heading 3": (12.5, 10, 3)}
"""Points of each heading, and of the space before and after it."""
BULLETS = {"": 6, "2": 12, "3": 18}
"""Indent of each list level's text, in millimetres."""
COMPATIBILITY = "15"
"""Word 2013 and later; anything lower opens in compatibility mode."""
THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def built_in_file() -> Word:
    """An empty A4 file with accessible styles."""
    word = open_word()
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = Mm(18)
    section.bottom_margin = Mm(20)
    section.footer_distance = Mm(10)
    normal = _style(word, "Normal")
    normal.font.size = Pt(BODY)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    _set_font(normal)
    for name, (size, before, after) in HEADINGS.items():
        heading = _style(word, name)
        heading.font.size, heading.font.bold, heading.font.color.rgb = Pt(size), True, DARK
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(after)
        _set_font(heading)
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
    for language in word.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")
    set_compatibility(word)
    return word


def set_compatibility(word: Word) -> None:
    """Raise the file's compatibility mode to that of Word 2013."""
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode" and (setting.get(qn("w:val")) or "") < COMPATIBILITY:
            setting.set(qn("w:val"), COMPATIBILITY)


def _style(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _set_font(style: ParagraphStyle) -> None:
    """Name the font for every script, in place of the theme's."""
    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for theme in THEME_FONTS:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    if (sizes := style.element.rPr.find(qn("w:szCs"))) is None:
        sizes = OxmlElement("w:szCs")
        style.element.rPr.append(sizes)
    assert style.font.size is not None
    sizes.set(qn("w:val"), str(int(style.font.size.pt * 2)))

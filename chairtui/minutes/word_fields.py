"""The fields of a Word file: which of them compute something from the document alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

HARMLESS = frozenset(
    {"=", "ADVANCE", "BARCODE", "COMPARE", "DISPLAYBARCODE", "EQ", "IF", "MERGEFIELD", "QUOTE", "SET", "SYMBOL"}
    | {
        "AUTHOR",
        "COMMENTS",
        "DOCPROPERTY",
        "FILENAME",
        "FILESIZE",
        "INFO",
        "KEYWORDS",
        "LASTSAVEDBY",
        "SUBJECT",
        "TITLE",
    }
    | {"CREATEDATE", "DATE", "EDITTIME", "PRINTDATE", "REVNUM", "SAVEDATE", "TIME"}
    | {"USERADDRESS", "USERINITIALS", "USERNAME"}
    | {"FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT"}
    | {"NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "SECTION", "SECTIONPAGES"}
    | {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "SEQ"}
    | {"BIBLIOGRAPHY", "CITATION", "HYPERLINK", "INDEX", "NOTEREF", "REF", "STYLEREF", "TC", "TOC", "XE"}
)
"""Others read a file (INCLUDETEXT), fetch something (INCLUDEPICTURE), or run it (DDEAUTO, MACROBUTTON)."""
_NAME = re.compile(r"\s*(=|[A-Za-z]+)")
_BEGIN, _SEPARATE, _END = "begin", "separate", "end"


def harmful(root: BaseOxmlElement) -> str:
    """The name of the first field that isn't known to be harmless, "" if all are.

    A name that another field makes up is "?".
    """
    for instruction in _instructions(root):
        named = _NAME.match(instruction)
        name = named[1].upper() if named else "?"
        if name not in HARMLESS:
            return name
    return ""


def _instructions(root: BaseOxmlElement) -> Iterator[str]:
    """Each field's instruction, put together from its pieces; a field in it stands as "{}"."""
    kind, simple = qn("w:fldCharType"), qn("w:instr")
    begun: list[list[str]] = []
    for element in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")):
        if element.tag == qn("w:fldSimple"):
            yield element.get(simple) or ""
        elif element.tag == qn("w:instrText"):
            if not begun:
                begun.append([])
            begun[-1].append(element.text or "")
        elif element.get(kind) == _BEGIN:
            if begun:
                begun[-1].append("{}")
            begun.append([])
        elif begun:
            if instruction := "".join(begun[-1]):
                yield instruction
            begun[-1].clear()
            if element.get(kind) == _END:
                begun.pop()
    yield from filter(None, map("".join, begun))

"""Removes from the XML of a partnership's Word file what nobody sees in Word: notes to the reader of the XML, text
outside the elements that show it, data that other programs left, identifiers of editing sessions, file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

OURS = (
    "{http://schemas.openxmlformats.org/",
    "{http://schemas.microsoft.com/office/",
    "{http://purl.oclc.org/ooxml/",
    "{urn:schemas-microsoft-com:",
    "{http://www.w3.org/XML/",
)
"""Starts of the namespaces that Word knows. It ignores elements and attributes of others, but keeps them."""
SHOWN = tuple(map(qn, ("w:t", "m:t", "a:t")))
"""Elements whose text is shown."""
TEXT = frozenset({*SHOWN, *map(qn, ("w:instrText", "w:delText", "w:delInstrText"))})
"""Elements that hold text: what is shown, the instructions of fields, and deleted text, which is refused elsewhere."""
POSITIONS = tuple("{http://schemas." + space for space in ("openxmlformats.org/drawingml/", "microsoft.com/office/"))
LONGEST_POSITION = 20
"""Characters of the text with which drawings give positions and sizes, such as `<wp:posOffset>` and `<wp:align>`."""
SHOW_NOTHING = tuple(
    qn(f"w:{name}")
    for name in (
        *("tblCaption", "tblDescription", "helpText", "statusText", "entryMacro", "exitMacro", "fldData"),
        *("smartTagPr", "customXmlPr", "dataBinding", "proofErr", "permStart", "permEnd", "writeProtection"),
    )
)
CHANGES = re.compile(
    r"(ins|del|delText|delInstrText|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change|(move|customXml)\w+RangeStart)"
)
"""Local names of the elements that record tracked changes, each with its author."""
_OWN_TEXT = next(vars(base)["text"] for base in BaseOxmlElement.__mro__ if "text" in vars(base))
"""An element's own text. For a paragraph python-docx's `text` is that of its runs, and can't be set."""
_VML = "urn:schemas-microsoft-com:office:office"
ATTRIBUTES = frozenset({"src", f"{{{_VML}}}gfxdata", f"{{{_VML}}}href", f"{{{_VML}}}althref", f"{{{_VML}}}title"})
"""Attributes of drawings that repeat their content, or say which file or address it came from."""
_PROSE = re.compile(r"(?:[^\W\d_]{2,}[\s,;.]+){4}")
"""Words in a row, as no attribute has that is not a person's text."""


def local_name(element: BaseOxmlElement) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def clean(part: Part) -> None:
    """Clean a part in place; what is no XML stays as it is."""
    if isinstance(part, XmlPart):
        _clean(part.element)
    elif str(part.partname).lower().endswith(".xml"):
        root = parse_xml(part.blob)
        _clean(root)
        part._blob = serialize_part_xml(root)


def prose(root: BaseOxmlElement) -> Iterator[str]:
    """Attributes that hold somebody's text, such as alternative text or the entries of a list to choose from."""
    for element in root.iter("{*}*"):
        yield from (value for value in element.attrib.values() if _PROSE.search(value))


def _clean(root: BaseOxmlElement) -> None:
    for found in list(root.iter()):
        if found is root:
            continue
        known = isinstance(found.tag, str) and found.tag.startswith(OURS)  # comments have a function for their tag
        if not known or found.tag in SHOW_NOTHING:
            _remove(found)
    for element in root.iter():
        own = _OWN_TEXT.__get__(element)
        if own and element.tag not in TEXT and not (element.tag.startswith(POSITIONS) and len(own) <= LONGEST_POSITION):
            _OWN_TEXT.__set__(element, None)
        element.tail = None
        for name in list(element.attrib):
            session = name.rpartition("}")[2].startswith("rsid")
            if session or name in ATTRIBUTES or (name.startswith("{") and not name.startswith(OURS)):
                del element.attrib[name]
    for picture in root.iter(qn("pic:cNvPr")):
        picture.set("name", "")  # that of its file


def drop_changes(root: BaseOxmlElement) -> None:
    """Remove tracked changes of formatting, from parts that hold nothing else."""
    for found in list(root.iter()):
        if found is not root and CHANGES.fullmatch(local_name(found)):
            _remove(found)


def _remove(element: BaseOxmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

"""Validates and strips a partnership's Word file before minutes are based on it.

Everything in it goes out with every family's minutes. Parts that aren't needed for display are dropped, with all
metadata. Invisible text (deleted, hidden, commented) is an error, because only the partnership can decide about it.
Sizes and nesting are checked before parsing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx import Document as open_word
from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from chairtui.minutes.word_cleaning import CHANGES, SHOWN, clean, drop_changes, local_name, prose
from chairtui.minutes.word_fields import harmful
from chairtui.minutes.word_form import WHOLE, MissingPlaces, as_document, drop_macros, places_in
from chairtui.minutes.word_legibility import unreadable_text
from chairtui.words import minutes as words

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.opc.rel import Relationships
    from docx.oxml.xmlchemy import BaseOxmlElement

LARGEST = 20_000_000
"""Maximum size of the file, and of its unpacked content, in bytes."""
LARGEST_XML = 5_000_000
"""Maximum size of the unpacked XML, in bytes. Parsed, it takes thirty times that in memory."""
MOST_PARTS = 400
DEEPEST = 200
"""Maximum nesting of XML elements. Word's own pages use about thirty."""
LONGEST_LETTERHEAD = 20
"""Lines that the file may begin with, and that its headers and footers may hold; one with more holds a document, which
would go out with every other. A form, which says where the minutes are to stand, may be of any length."""
LONGEST_TEXT = 2_000
"""Maximum characters in those lines."""
QUOTED = 60
"""Characters quoted of text that nobody can read."""

KEPT = frozenset(
    {"officeDocument", "core-properties", "styles", "numbering", "settings", "fontTable", "theme"}
    | {"header", "footer", "footnotes", "endnotes", "image", "hyperlink"}
)
"""The relationships, by the last word of their type, whose parts are kept. Comments, custom XML, building blocks,
thumbnails, macros, embedded files and application properties are not among them."""
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")
REFERENCED = frozenset({"header", "footer", "image", "hyperlink"})
"""Of these, what no place in the document refers to isn't kept."""
COMMENTED = ("w:commentRangeStart", "w:commentReference")
EMBEDDED = ("w:altChunk", "w:object", "w:subDoc", "w:control")
HIDDEN = ("w:vanish", "w:specVanish", "w:webHidden")
STYLED = ("w:pStyle", "w:rStyle", "w:tblStyle")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HIDING = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none|mso-hide\s*:\s*(?:all|screen)", re.IGNORECASE)
SETTINGS = ("w:docVars", "w:attachedTemplate", "w:mailMerge", "w:rsids", "w:saveThroughXslt")
"""Settings that may refer to other documents and people."""

DAMAGED: tuple[type[Exception], ...] = (
    OpcError,
    zipfile.BadZipFile,
    ValueError,
    KeyError,
    SyntaxError,
    AttributeError,
    AssertionError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    IndexError,
    RecursionError,
    MemoryError,
    zlib.error,
)
"""What a damaged file can raise in python-docx, which is almost anything; XML errors are SyntaxErrors."""


class BadWordTemplate(ValueError):
    """The Word file can't be used. The message is one line for a person."""


class WordTooLarge(BadWordTemplate):
    """The Word file is too large, or nested too deep, to be parsed."""


def opened(template: bytes) -> Word:
    """Load the file, stripped. Raises `BadWordTemplate`, which names what has to be removed."""
    try:
        check_package(template)
        word = open_word(io.BytesIO(as_document(template)))
        assert word.element.body is not None
        _strip(word)
        drop_macros(word)
        _check_text(word, form=bool(places_in(word)))
    except BadWordTemplate:
        raise
    except MissingPlaces as missing:
        raise BadWordTemplate(words.WORD_WITHOUT_PLACE.format(places=missing, whole=f"${WHOLE}")) from None
    except DAMAGED:
        raise BadWordTemplate(words.NOT_WORD) from None
    return word


def check_package(template: bytes) -> None:
    """Check sizes and nesting before anything is parsed. Raises `BadWordTemplate`, and what is in `DAMAGED`."""
    if len(template) > LARGEST:
        raise WordTooLarge(words.WORD_TOO_LARGE)
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        parts = packed.infolist()
        names = {part.filename.lower() for part in parts}
        sizes = [part.file_size for part in parts]
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
        if len(parts) > MOST_PARTS or sum(sizes) > LARGEST or sum(part.file_size for part in xml) > LARGEST_XML:
            raise WordTooLarge(words.WORD_TOO_LARGE)
        if len(names) < len(parts) or any(part.flag_bits & 0x1 for part in parts):
            raise BadWordTemplate(words.NOT_WORD)
        for part in xml:
            _check_xml(packed.read(part))


def _check_xml(raw: bytes) -> None:
    """Reject document types, because of entity expansion, and excessive nesting."""
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadWordTemplate(words.NOT_WORD)
    depth = 0
    for tag in _TAG.finditer(raw):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > DEEPEST:
            raise WordTooLarge(words.WORD_TOO_LARGE)


def _strip(word: Word) -> None:
    """Drop every part that isn't needed for display, and the metadata."""
    package = word.part.package
    assert package is not None
    _prune(package.rels)
    seen: set[int] = set()
    waiting: list[Part] = [word.part]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        clean(part)
        _prune(part.rels, _referenced(part))
        waiting += [rel.target_part for rel in part.rels.values() if not rel.is_external]
    for root in _sheets(word):
        drop_changes(root)
    settings = word.settings.element
    for name in SETTINGS:
        for found in list(settings.iter(qn(name))):
            found.getparent().remove(found)
    about = word.core_properties._element
    for child in list(about):
        about.remove(child)


def _referenced(part: Part) -> frozenset[str] | None:
    """The relationships that the part's XML refers to; None for a part that is no XML."""
    if not isinstance(part, XmlPart):
        return None
    return frozenset(
        value for found in part.element.iter() for name, value in found.attrib.items() if name.startswith(_R)
    )


def _prune(relationships: Relationships, referenced: frozenset[str] | None = None) -> None:
    for key, rel in list(relationships.items()):
        what = rel.reltype.rstrip("/").rpartition("/")[2]
        if rel.is_external and what != "hyperlink" and what in KEPT:
            raise BadWordTemplate(words.WORD_LINKED)
        if what not in KEPT or (referenced is not None and what in REFERENCED and key not in referenced):
            del relationships[key]
        elif what == "image" and not rel.target_part.content_type.startswith("image/"):
            raise BadWordTemplate(words.WORD_PARTS)


def _roots(word: Word) -> Iterator[tuple[str, BaseOxmlElement]]:
    """The parts that hold text: the last segment of their name, and their root element."""
    yield "body", word.element.body
    for rel in word.part.rels.values():
        what = rel.reltype.rpartition("/")[2]
        if what in ("header", "footer", "footnotes", "endnotes") and not rel.is_external:
            part = rel.target_part
            yield what, part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _sheets(word: Word) -> list[BaseOxmlElement]:
    """The root elements of the styles and of the numbering."""
    related = [rel for rel in word.part.rels.values() if rel.reltype.rpartition("/")[2] in ("styles", "numbering")]
    parts = [rel.target_part for rel in related if not rel.is_external]
    return [part.element for part in parts if isinstance(part, XmlPart)]


def _check_text(word: Word, *, form: bool) -> None:
    shy = hidden_styles(word)
    body = around = 0
    letters = sum(len(text) for sheet in _sheets(word) for text in prose(sheet))
    for what, root in _roots(word):
        if any(CHANGES.fullmatch(local_name(found)) for found in root.iter()):
            raise BadWordTemplate(words.WORD_CHANGES)
        for names, said in ((COMMENTED, words.WORD_COMMENTS), (EMBEDDED, words.WORD_PARTS)):
            if any(next(root.iter(qn(name)), None) is not None for name in names):
                raise BadWordTemplate(said)
        if field := harmful(root):
            raise BadWordTemplate(words.WORD_FIELD.format(name=field))
        if _hides(root, shy):
            raise BadWordTemplate(words.WORD_HIDDEN)
        if unseen := unreadable_text(word, root):
            raise BadWordTemplate(words.WORD_UNREADABLE.format(start=unseen[:QUOTED]))
        full = sum(1 for line in root.iter(qn("w:p")) if any(text.strip() for text in _texts(line)))
        letters += sum(map(len, _texts(root))) + sum(map(len, prose(root)))
        if what in ("footnotes", "endnotes") and full:
            raise BadWordTemplate(words.WORD_NOTES)
        if what == "body":
            body = full
        else:
            around += full
    most = max(body, around)
    if not form and (most > LONGEST_LETTERHEAD or letters > LONGEST_TEXT):
        raise BadWordTemplate(words.WORD_NOT_EMPTY.format(lines=most, most=LONGEST_LETTERHEAD, letters=LONGEST_TEXT))


def _texts(root: BaseOxmlElement) -> Iterator[str]:
    for found in root.iter(*SHOWN, qn("w:instrText")):
        yield found.text or ""
    for found in root.iter(qn("w:fldSimple")):
        yield found.get(qn("w:instr")) or ""


def hidden_styles(word: Word) -> set[str]:
    """Ids of styles that hide text, and of those based on them; "" if text without a style is hidden."""
    styles = list(word.styles.element.iter(qn("w:style")))
    shy = {_id(style) for style in styles if any(is_on(on) for name in HIDDEN for on in style.iter(qn(name)))}
    grown = True
    while grown:
        based = {_id(style) for style in styles if _value(style.find(qn("w:basedOn"))) in shy}
        grown = not based <= shy
        shy |= based
    defaults = next(word.styles.element.iter(qn("w:docDefaults")), None)
    if any(_id(style) in shy and style.get(qn("w:default")) in ("1", "true", "on") for style in styles) or (
        defaults is not None and any(is_on(on) for name in HIDDEN for on in defaults.iter(qn(name)))
    ):
        shy.add("")
    return shy


def _id(style: BaseOxmlElement) -> str:
    return style.get(qn("w:styleId")) or ""


def _value(element: BaseOxmlElement | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _hides(root: BaseOxmlElement, shy: set[str]) -> bool:
    """Whether there is hidden text: by direct formatting, by a style, or in a hidden drawing."""
    if any(is_on(found) for name in HIDDEN for found in root.iter(qn(name))):
        return True
    if any(found.get("hidden") in ("1", "true") or _HIDING.search(found.get("style") or "") for found in root.iter()):
        return True
    if "" in shy and any(text.strip() for text in _texts(root)):
        return True
    return any(found.get(qn("w:val")) in shy for name in STYLED for found in root.iter(qn(name)))


def is_on(mark: BaseOxmlElement) -> bool:
    """Whether an element such as `<w:vanish>`, which `w:val` can switch off, is in effect."""
    return (mark.get(qn("w:val")) or "true") not in ("0", "false", "off")

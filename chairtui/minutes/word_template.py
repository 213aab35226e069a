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
from docx.opc.oxml import parse_xml
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from chairtui.minutes.word_form import WHOLE, MissingPlaces, as_document, drop_macros, places_in
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

KEPT = frozenset(
    {"officeDocument", "core-properties", "styles", "numbering", "settings", "webSettings", "fontTable", "theme"}
    | {"header", "footer", "footnotes", "endnotes", "image", "hyperlink"}
)
"""The relationships, by the last word of their type, whose parts are kept. Comments, custom XML, building blocks,
thumbnails, macros, embedded files and application properties are not among them."""
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")
DELETED = ("w:del", "w:delText", "w:delInstrText", "w:moveFrom", "w:ins", "w:moveTo", "w:rPrChange", "w:pPrChange")
COMMENTED = ("w:commentRangeStart", "w:commentReference")
EMBEDDED = ("w:altChunk", "w:object", "w:subDoc", "w:control")
REFUSED = ((DELETED, words.WORD_CHANGES), (COMMENTED, words.WORD_COMMENTS), (EMBEDDED, words.WORD_PARTS))
HIDDEN = ("w:vanish", "w:specVanish", "w:webHidden")
SETTINGS = ("w:docVars", "w:attachedTemplate", "w:mailMerge", "w:rsids", "w:saveThroughXslt")
"""Settings that may refer to other documents and people."""


class BadWordTemplate(ValueError):
    """The Word file can't be used. The message is one line for a person."""


def opened(template: bytes) -> Word:
    """Load the file, stripped. Raises `BadWordTemplate`, which names what has to be removed."""
    try:
        _check_package(template)
        word = open_word(io.BytesIO(as_document(template)))
        assert word.element.body is not None
        _strip(word)
        drop_macros(word)
        _check_text(word, form=bool(places_in(word)))
    except BadWordTemplate:
        raise
    except MissingPlaces as missing:
        raise BadWordTemplate(words.WORD_WITHOUT_PLACE.format(places=missing, whole=f"${WHOLE}")) from None
    except (
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
    ):
        # A damaged file can raise almost anything in python-docx; XML errors are SyntaxErrors.
        raise BadWordTemplate(words.NOT_WORD) from None
    return word


def _check_package(template: bytes) -> None:
    if len(template) > LARGEST:
        raise BadWordTemplate(words.WORD_TOO_LARGE)
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        parts = packed.infolist()
        names = {part.filename.lower() for part in parts}
        sizes = [part.file_size for part in parts]
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
        if len(parts) > MOST_PARTS or sum(sizes) > LARGEST or sum(part.file_size for part in xml) > LARGEST_XML:
            raise BadWordTemplate(words.WORD_TOO_LARGE)
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
            raise BadWordTemplate(words.WORD_TOO_LARGE)


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
        _prune(part.rels)
        waiting += [rel.target_part for rel in part.rels.values() if not rel.is_external]
    settings = word.settings.element
    for name in SETTINGS:
        for found in list(settings.iter(qn(name))):
            found.getparent().remove(found)
    about = word.core_properties._element
    for child in list(about):
        about.remove(child)


def _prune(relationships: Relationships) -> None:
    for key, rel in list(relationships.items()):
        what = rel.reltype.rstrip("/").rpartition("/")[2]
        if rel.is_external and what != "hyperlink" and what in KEPT:
            raise BadWordTemplate(words.WORD_LINKED)
        if what not in KEPT:
            del relationships[key]


def _roots(word: Word) -> Iterator[tuple[str, BaseOxmlElement]]:
    """The parts that hold text: the last segment of their name, and their root element."""
    yield "body", word.element.body
    for rel in word.part.rels.values():
        what = rel.reltype.rpartition("/")[2]
        if what in ("header", "footer", "footnotes", "endnotes") and not rel.is_external:
            part = rel.target_part
            yield what, part.element if isinstance(part, XmlPart) else parse_xml(part.blob.decode("utf-8"))


def _check_text(word: Word, *, form: bool) -> None:
    shy = _hidden_styles(word)
    body = around = letters = 0
    for what, root in _roots(word):
        for names, said in (
            (DELETED, words.WORD_CHANGES),
            (COMMENTED, words.WORD_COMMENTS),
            (EMBEDDED, words.WORD_PARTS),
        ):
            if any(next(root.iter(qn(name)), None) is not None for name in names):
                raise BadWordTemplate(said)
        if _hides(root, shy):
            raise BadWordTemplate(words.WORD_HIDDEN)
        lines = ["".join(_texts(line)) for line in root.iter(qn("w:p"))]
        full = sum(1 for line in lines if line.strip())
        letters += sum(map(len, lines))
        if what in ("footnotes", "endnotes") and full:
            raise BadWordTemplate(words.WORD_NOTES)
        if what == "body":
            body = full
        else:
            around += full
    most = max(body, around)
    if not form and (most > LONGEST_LETTERHEAD or letters > LONGEST_TEXT):
        raise BadWordTemplate(words.WORD_NOT_EMPTY.format(lines=most, most=LONGEST_LETTERHEAD, letters=LONGEST_TEXT))


def _texts(line: BaseOxmlElement) -> Iterator[str]:
    for name in ("w:t", "w:instrText"):
        for found in line.iter(qn(name)):
            yield found.text or ""
    for found in line.iter(qn("w:fldSimple")):
        yield found.get(qn("w:instr")) or ""


def _hidden_styles(word: Word) -> set[str]:
    """Ids of styles that hide text."""
    styles = word.styles.element
    return {
        style.get(qn("w:styleId")) or ""
        for style in styles.iter(qn("w:style"))
        if any(_is_on(found) for name in HIDDEN for found in style.iter(qn(name)))
    }


def _hides(root: BaseOxmlElement, shy: set[str]) -> bool:
    """Whether there is hidden text, by direct formatting or by style."""
    for name in HIDDEN:
        if any(_is_on(found) for found in root.iter(qn(name))):
            return True
    used = (found.get(qn("w:val")) for name in ("w:pStyle", "w:rStyle") for found in root.iter(qn(name)))
    return any(style in shy for style in used)


def _is_on(mark: BaseOxmlElement) -> bool:
    return (mark.get(qn("w:val")) or "true") not in ("0", "false", "off")

"""Partnerships' Word forms: finds placeholders (`$title`, `$agenda`, or content controls with such tags) and fills
them.

Documents and templates are accepted, with or without macros; macros are removed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from chairtui.minutes.template import INLINE, LINES, left_out

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement

WHOLE = "minutes"
"""Placeholder for the whole minutes, in a form without separate ones for their parts."""
NAMES = (WHOLE, *LINES, *INLINE)
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHER_KINDS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""Content types of .dotx, .docm and .dotm files, which hold the same document as a .docx."""
MACROS = ("/vbaProject", "/wordVbaData", "/keyMapCustomizations", "/attachedToolbars", "/attachedTemplate")
"""Suffixes of relationship types that lead to macros, or to an external template that may hold some."""
PLACE = re.compile(r"\$(?:(" + "|".join(NAMES) + r")\b|\{(" + "|".join(NAMES) + r")\})")
P, T, R, TC, SDT, CONTENT = map(qn, ("w:p", "w:t", "w:r", "w:tc", "w:sdt", "w:sdtContent"))
VAL, SPACE, ATTACHED, ID = map(qn, ("w:val", "xml:space", "w:attachedTemplate", "r:id"))


class MissingPlaces(ValueError):
    """The form has placeholders, but none for these parts, which would be lost."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(f"${name}" for name in names))


def as_document(file: bytes) -> bytes:
    """Change the content type to that of a plain document. Raises `zipfile.BadZipFile`, `KeyError`."""
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        types = packed.read("[Content_Types].xml")
        plain = types
        for kind in OTHER_KINDS:
            plain = plain.replace(f'"{kind}"'.encode(), f'"{DOCUMENT}"'.encode())
        if plain == types:
            return file
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for part in packed.infolist():
                out.writestr(part, plain if part.filename == "[Content_Types].xml" else packed.read(part))
        return made.getvalue()


def drop_macros(word: Word) -> None:
    """Remove the relationships to macros; unreferenced parts aren't saved."""
    parts = [word.part, *(rel.target_part for rel in word.part.rels.values() if not rel.is_external)]
    for part in parts:
        for key in [key for key, rel in part.rels.items() if rel.reltype.endswith(MACROS)]:
            del part.rels[key]
            for node in list(part.element.iter(ATTACHED)) if isinstance(part, XmlPart) else ():
                if node.get(ID) == key:
                    node.getparent().remove(node)


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder, in a paragraph's text or as a content control."""

    name: str
    element: BaseOxmlElement


def places_in(word: Word) -> list[Place]:
    """Placeholders in the body, tables, headers and footers; [] for a letterhead.

    Raises `MissingPlaces` if some exist but don't cover all of the minutes.
    """
    found = [place for root in _roots(word) for place in _places_under(root)]
    names = {place.name for place in found}
    if found and WHOLE not in names and (missing := left_out(names)):
        raise MissingPlaces(missing)
    return found


def fill(
    places: Sequence[Place], texts: Mapping[str, str], blocks: Mapping[str, Callable[[], Sequence[BaseOxmlElement]]]
) -> None:
    """Fill each placeholder with text, or with the elements that `blocks` creates on demand."""
    for place in places:
        if make := blocks.get(place.name):
            _put_blocks(place.element, make())
        elif place.element.tag == SDT:
            _put_words(place.element, texts[place.name])
    for paragraph in dict.fromkeys(place.element for place in places if place.element.tag == P):
        _put_texts(paragraph, texts)


def _roots(word: Word) -> Iterator[BaseOxmlElement]:
    yield word.element.body
    for section in word.sections:
        for edge in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not edge.is_linked_to_previous:
                yield edge._element


def _places_under(root: BaseOxmlElement) -> Iterator[Place]:
    for control in root.iter(SDT):
        if name := _name_of(control):
            yield Place(name, control)
    for paragraph in root.iter(P):
        text = "".join(node.text or "" for node in paragraph.iter(T))
        yield from (Place(match[1] or match[2], paragraph) for match in PLACE.finditer(text))


def _name_of(control: BaseOxmlElement) -> str:
    """The placeholder name of a content control, by its tag or title, or ""."""
    for sign in ("w:tag", "w:alias"):
        for node in control.iterfind(f"{qn('w:sdtPr')}/{qn(sign)}"):
            said = (node.get(VAL) or "").strip().lower().removeprefix("$").replace(" ", "_").replace("-", "_")
            if said in NAMES:
                return said
    return ""


def _put_blocks(at: BaseOxmlElement, made: Sequence[BaseOxmlElement]) -> None:
    """Replace a control's content, or the placeholder's paragraph, by paragraphs and tables."""
    content = at.find(CONTENT)
    if content is not None and at.getparent().tag not in (P, R) and not content.findall(TC):
        _settle(at)
        for node in list(content):
            content.remove(node)
        content.extend(made)
        return
    while at.tag != P:
        inner = at.find(f".//{P}")
        at = inner if inner is not None else at.getparent()
    for element in made:
        at.addprevious(element)
    above = at.getparent()
    if above.tag == TC and at.getnext() is None:  # a cell ends with a paragraph, or Word calls the file damaged
        for node in list(at.iter(T)):
            node.text = ""
    else:
        above.remove(at)


def _put_words(control: BaseOxmlElement, words: str) -> None:
    """Set a control's text, in the style of its first run."""
    _settle(control)
    texts = list(control.iter(T))
    if not texts:
        paragraph = next(control.iter(P), None)
        holder = paragraph if paragraph is not None else control.find(CONTENT)
        run = holder.makeelement(R)
        holder.append(run)
        run.append(run.makeelement(T))
        texts = list(run)
    for node in texts:
        node.text = ""
    _say(texts[0], words)


def _settle(control: BaseOxmlElement) -> None:
    """Turn a control's placeholder text into content, without data binding."""
    properties = control.find(qn("w:sdtPr"))
    if properties is None:
        return
    for name in ("w:showingPlcHdr", "w:dataBinding"):
        for node in properties.findall(qn(name)):
            properties.remove(node)


def _put_texts(paragraph: BaseOxmlElement, texts: Mapping[str, str]) -> None:
    """Fill text placeholders, each in the style of its first letter, as Word may split one into several runs."""
    nodes = list(paragraph.iter(T))
    joined = "".join(node.text or "" for node in nodes)
    for match in reversed(list(PLACE.finditer(joined))):
        words = texts.get(match[1] or match[2])
        if words is None:
            continue
        at = 0
        for node in nodes:
            text = node.text or ""
            start, end = max(match.start() - at, 0), min(match.end() - at, len(text))
            if start < end:
                here = words if at <= match.start() else ""
                _say(node, text[:start] + here + text[end:])
            at += len(text)


def _say(node: BaseOxmlElement, text: str) -> None:
    node.text = text
    node.set(SPACE, "preserve")

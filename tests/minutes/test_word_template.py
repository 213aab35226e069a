"""A partnership's own Word file never carries what somebody else wrote, nor is it made to be slow."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from docx import Document as open_word
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from chairtui.minutes.markdown_tree import read
from chairtui.minutes.word_file import to_word
from chairtui.minutes.word_template import BadWordTemplate, opened

SECRET = "Family Trewithick"
WRITTEN = datetime(2026, 12, 3, tzinfo=UTC)


def saved(word: Word) -> bytes:
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def letterhead(change: Callable[[Word], object]) -> bytes:
    word = open_word()
    word.add_paragraph("Harbour Partnership")
    change(word)
    return saved(word)


def with_part(template: bytes, name: str, content: str, kind: str, of: str = "word/_rels/document.xml.rels") -> bytes:
    """The file with one more part, as Word adds them: content, its type, and a relationship that leads to it."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as whole, zipfile.ZipFile(held, "w") as packed:
        for part in whole.infolist():
            raw = whole.read(part)
            if part.filename == "[Content_Types].xml":
                raw = raw.replace(
                    b"</Types>", f'<Override PartName="/{name}" ContentType="application/xml"/></Types>'.encode()
                )
            if part.filename == of:
                rel = f'<Relationship Id="rId990" Type="http://schemas.example/{kind}" Target="/{name}"/>'
                raw = raw.replace(b"</Relationships>", f"{rel}</Relationships>".encode())
            packed.writestr(part, raw)
        packed.writestr(name, content)
    return held.getvalue()


def whole_text(made: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return "\n".join(packed.read(part).decode("utf-8", "replace") for part in packed.infolist())


def body(xml: str) -> Callable[[Word], object]:
    return lambda word: word.element.body.insert(0, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def header(xml: str) -> Callable[[Word], object]:
    def change(word: Word) -> None:
        element = word.sections[0].header._element
        element.append(parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))

    return change


DELETED = f'<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>'
INSERTED = f'<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>{SECRET}</w:t></w:r></w:ins></w:p>'
MOVED = f'<w:p><w:moveFrom w:id="1" w:author="A"><w:r><w:t>{SECRET}</w:t></w:r></w:moveFrom></w:p>'
HIDDEN = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"
COMMENTED = '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>x</w:t></w:r></w:p>'
EMBEDDED = "<w:p><w:r><w:object/></w:r></w:p>"


@pytest.mark.parametrize("place", [body, header])
@pytest.mark.parametrize(
    ("xml", "named"),
    [
        (DELETED, "tracked changes"),
        (INSERTED, "tracked changes"),
        (MOVED, "tracked changes"),
        (HIDDEN, "hidden text"),
        (COMMENTED, "comments"),
        (EMBEDDED, "embedded"),
    ],
)
def test_text_that_is_there_without_being_seen_is_refused_and_named(
    place: Callable[[str], Callable[[Word], object]], xml: str, named: str
) -> None:
    with pytest.raises(BadWordTemplate, match=named):
        opened(letterhead(place(xml)))


def test_text_hidden_by_its_style_is_refused() -> None:
    def change(word: Word) -> None:
        style = word.styles.add_style("Shy", 1)
        style.font.hidden = True
        word.add_paragraph(SECRET, style="Shy")

    with pytest.raises(BadWordTemplate, match="hidden"):
        opened(letterhead(change))


def test_metadata_and_parts_that_show_nothing_stay_behind() -> None:
    def change(word: Word) -> None:
        about = word.core_properties
        about.author = about.subject = about.keywords = about.category = about.comments = SECRET
        about.last_modified_by = about.content_status = about.identifier = about.version = SECRET
        word.settings.element.append(
            parse_xml(f'<w:docVars {nsdecls("w")}><w:docVar w:name="case" w:val="{SECRET}"/></w:docVars>')
        )

    template = letterhead(change)
    for name, kind in (
        ("customXml/item9.xml", "customXml"),
        ("word/comments.xml", "comments"),
        ("word/glossary/document.xml", "glossaryDocument"),
        ("word/people.xml", "people"),
    ):
        template = with_part(template, name, f"<a>{SECRET}</a>", kind)
    for name, kind in (("docProps/custom.xml", "custom-properties"), ("docProps/app2.xml", "extended-properties")):
        template = with_part(template, name, f"<a>{SECRET}</a>", kind, "_rels/.rels")
    assert SECRET in whole_text(template)
    made = to_word(read("# Minutes"), lambda _: None, template, WRITTEN)
    assert SECRET not in whole_text(made)
    assert [p.text for p in open_word(io.BytesIO(made)).paragraphs if p.text] == ["Harbour Partnership", "Minutes"]


def test_a_picture_that_readers_would_fetch_from_elsewhere_is_refused() -> None:
    template = letterhead(lambda word: word.part.relate_to("https://example.org/x.png", IMAGE, is_external=True))
    with pytest.raises(BadWordTemplate, match="linked"):
        opened(template)


IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


@pytest.mark.parametrize("place", ["body", "header"])
def test_a_whole_document_is_no_letterhead_wherever_it_stands(place: str) -> None:
    def lines(word: Word) -> None:
        for n in range(30):
            where = word if place == "body" else word.sections[0].footer
            where.add_paragraph(f"{SECRET} {n}")

    with pytest.raises(BadWordTemplate, match="lines"):
        opened(letterhead(lines))
    with pytest.raises(BadWordTemplate, match="letters"):
        opened(letterhead(lambda word: word.add_paragraph(SECRET * 500)))


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(letterhead(lambda _: None))) as whole,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in whole.infolist():
            made.writestr(part.filename, parts[part.filename] if part.filename in parts else whole.read(part))
        for name in parts.keys() - set(whole.namelist()):
            made.writestr(name, parts[name])
    return held.getvalue()


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b"<w:document>" + b"<w:p/>" * 20_000_000},
        {"word/styles.xml": b"<a>" * 2_000_000},
        {"word/media/image1.png": bytes(150_000_000)},
        {f"word/media/{n}.png": b"" for n in range(1000)},
    ],
    ids=["many elements", "nested", "a large picture", "many parts"],
)
def test_what_is_made_to_be_slow_is_refused_before_it_is_parsed(parts: dict[str, bytes]) -> None:
    template = packed(parts)
    assert len(template) < 1_000_000
    began = time.process_time()
    with pytest.raises(BadWordTemplate):
        opened(template)
    assert time.process_time() - began < 5


def test_entities_that_unpack_once_more_are_refused() -> None:
    raw = b'<!DOCTYPE a [<!ENTITY b "cc">]><w:document>&b;</w:document>'
    with pytest.raises(BadWordTemplate):
        opened(packed({"word/document.xml": raw}))


def test_an_ordinary_letterhead_is_taken() -> None:
    word = opened(letterhead(lambda word: word.add_paragraph("Room 2")))
    assert re.search("Harbour", "".join(p.text for p in word.paragraphs))

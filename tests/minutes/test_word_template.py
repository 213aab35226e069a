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
from docx.shared import RGBColor

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


SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "x": "urn:somebody-elses",
    }.items()
)
LONG = f"{SECRET} was spoken about for long, and all of it was written down here. " * 40
BEGIN, END = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def first(inner: str) -> Callable[[Word], object]:
    """The XML as the first thing in the body, in a paragraph unless it is a table or a content control."""
    whole = inner if inner.startswith(("<w:tbl>", "<w:sdt>")) else f"<w:p>{inner}</w:p>"
    return lambda word: word.element.body.insert(0, parse_xml(whole.replace(">", f" {SPACES}>", 1)))


def said(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def in_a_table(properties: str, cell: str = "", row: str = "") -> str:
    cells = f"<w:tr>{row}<w:tc>{cell}<w:p>{said('x')}</w:p></w:tc></w:tr>"
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{cells}</w:tbl>"


def instructed(*pieces: str) -> str:
    return "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)


@pytest.mark.parametrize(
    "inner",
    [
        LONG,
        f"<x:note>{LONG}</x:note>",
        f'<x:note text="{LONG}"/>',
        f"<!-- {LONG} -->{said('x')}",
        f"<?word {LONG}?>{said('x')}",
        in_a_table(f'<w:tblCaption w:val="{LONG}"/><w:tblDescription w:val="{LONG}"/>'),
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:val="{LONG}"/></w:ffData></w:fldChar></w:r>',
        f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData>{LONG}</w:fldData></w:fldChar></w:r>',
        f'<w:smartTag w:element="e"><w:smartTagPr><w:attr w:val="{LONG}"/></w:smartTagPr>{said("x")}</w:smartTag>',
        f'<w:r><w:pict><v:shape o:gfxdata="{SECRET}"><v:imagedata src="http://{SECRET}"/></v:shape></w:pict></w:r>',
    ],
)
def test_what_nobody_sees_in_word_stays_behind(inner: str) -> None:
    template = letterhead(first(inner))
    assert SECRET in whole_text(template)
    made = to_word(read("# Minutes"), lambda _: None, template, WRITTEN)
    assert SECRET not in whole_text(made)
    assert "Harbour Partnership" in [p.text for p in open_word(io.BytesIO(made)).paragraphs]


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        (f"<m:oMath><m:r><m:t>{LONG}</m:t></m:r></m:oMath>", "letterhead"),
        (f'<w:r><w:pict><v:shape alt="{LONG}"/></w:pict></w:r>', "letterhead"),
        (
            f'<w:sdt><w:sdtPr><w:alias w:val="{LONG}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
            "letterhead",
        ),
        (in_a_table('<w:tblPrChange w:id="1" w:author="A"><w:tblPr/></w:tblPrChange>'), "tracked changes"),
        (in_a_table("", '<w:tcPr><w:cellDel w:id="1" w:author="A"/></w:tcPr>'), "tracked changes"),
        (in_a_table("", "", '<w:trPr><w:cellIns w:id="1" w:author="A"/></w:trPr>'), "tracked changes"),
        (f'<w:moveFromRangeStart w:id="1" w:author="A" w:name="m"/>{said("x")}', "tracked changes"),
        (f'<w:r><w:pict><v:shape style="visibility:hidden">{said("x")}</v:shape></w:pict></w:r>', "hidden"),
        ('<w:r><w:drawing><wp:anchor hidden="1"><wp:docPr id="1" name="x"/></wp:anchor></w:drawing></w:r>', "hidden"),
        (f"{BEGIN}{instructed('DDE', 'AUTO c:/cmd.exe x')}{END}", "the field DDEAUTO"),
        (f"{BEGIN}{instructed('IF 1 = 1 ')}{BEGIN}{instructed('DDE x')}{END}{END}", "the field DDE"),
        (f"{BEGIN}{BEGIN}{instructed('QUOTE 68')}{END}{instructed(' c:/cmd.exe')}{END}", r"the field \?"),
        (instructed("LINK Word.Document x"), "the field LINK"),
        ('<w:fldSimple w:instr=" INCLUDETEXT &quot;other.docx&quot; "/>', "the field INCLUDETEXT"),
        ('<w:fldSimple w:instr="IncludePicture http://elsewhere/x.png"/>', "the field INCLUDEPICTURE"),
        ('<w:fldSimple w:instr="MACROBUTTON Run x"/>', "the field MACROBUTTON"),
    ],
)
def test_what_hides_records_or_reads_something_else_is_refused_and_named(inner: str, named: str) -> None:
    with pytest.raises(BadWordTemplate, match=named):
        opened(letterhead(first(inner)))


def test_fields_that_compute_something_from_the_document_are_taken() -> None:
    page = f'{BEGIN}{instructed(" PA", "GE ")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{said("1")}{END}'
    opened(letterhead(first(f'{page}<w:fldSimple w:instr=" NUMPAGES \\* MERGEFORMAT ">{said("1")}</w:fldSimple>')))


@pytest.mark.parametrize("styled", ["a paragraph of a style based on it", "a table", "no style"])
def test_text_hidden_by_a_style_further_away_is_refused(styled: str) -> None:
    def change(word: Word) -> None:
        kind = "table" if styled == "a table" else "paragraph"
        default = 'w:default="1"' if styled == "no style" else ""
        for name, inner in (("Shy", "<w:rPr><w:vanish/></w:rPr>"), ("Shyer", '<w:basedOn w:val="Shy"/>')):
            named = f'w:type="{kind}" {default} w:styleId="{name}"'
            word.styles.element.append(parse_xml(f"<w:style {SPACES} {named}>{inner}</w:style>"))
        if styled == "a table":
            first(in_a_table('<w:tblStyle w:val="Shy"/>'))(word)
        if styled.startswith("a paragraph"):
            first(f'<w:pPr><w:pStyle w:val="Shyer"/></w:pPr>{said(SECRET)}')(word)

    with pytest.raises(BadWordTemplate, match="hidden"):
        opened(letterhead(change))


@pytest.mark.parametrize("kind", ["image", "header", "footer"])
def test_a_part_that_nothing_in_the_document_refers_to_stays_behind(kind: str) -> None:
    template = with_part(letterhead(lambda _: None), "word/left.xml", f"<a>{SECRET}</a>", kind)
    assert SECRET not in whole_text(to_word(read("# Minutes"), lambda _: None, template, WRITTEN))


@pytest.mark.parametrize(
    "name", ["document", "styles", "settings", "numbering", "fontTable", "theme/theme1", "webSettings"]
)
def test_notes_in_the_xml_of_every_part_stay_behind(name: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead(lambda _: None))) as whole, zipfile.ZipFile(held, "w") as packed:
        for part in whole.infolist():
            raw = whole.read(part)
            if part.filename == f"word/{name}.xml":
                before, end, after = raw.rpartition(b"</")
                raw = before + f"<!-- {SECRET} --><?word {SECRET}?>".encode() + end + after
            packed.writestr(part, raw)
    assert SECRET in whole_text(held.getvalue())
    made = to_word(read("# Minutes"), lambda _: None, held.getvalue(), WRITTEN)
    assert SECRET not in whole_text(made)


def test_the_separators_of_footnotes_that_word_always_writes_are_taken() -> None:
    notes = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {SPACES}>'
        '<w:footnote w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote></w:footnotes>'
    )
    opened(with_part(letterhead(lambda _: None), "word/footnotes.xml", notes, "footnotes"))
    with pytest.raises(BadWordTemplate, match="footnotes"):
        spoken = notes.replace("<w:separator/>", f"<w:t>{SECRET}</w:t>")
        opened(with_part(letterhead(lambda _: None), "word/footnotes.xml", spoken, "footnotes"))


WHITE = '<w:color w:val="FFFFFF"/>'
DARK_CELL = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr>'


@pytest.mark.parametrize("place", [body, header])
@pytest.mark.parametrize(
    "look",
    [
        WHITE,
        '<w:color w:val="FEFEFE"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>',
        '<w:sz w:val="2"/>',
        '<w:sz w:val="11"/>',
        '<w:rStyle w:val="Ghost"/>',
    ],
)
def test_text_that_nobody_can_read_is_refused_and_named(
    place: Callable[[str], Callable[[Word], object]], look: str
) -> None:
    def change(word: Word) -> None:
        style = word.styles.add_style("Ghost", 2)
        style.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        place(f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{SECRET}</w:t></w:r></w:p>")(word)

    with pytest.raises(BadWordTemplate, match=f"nobody can read.*{SECRET}"):
        opened(letterhead(change))


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p><w:pPr><w:shd w:fill='1F3864'/></w:pPr><w:r><w:rPr>{WHITE}</w:rPr><w:t>Harbour</w:t></w:r></w:p>",
        '<w:p><w:r><w:rPr><w:sz w:val="13"/></w:rPr><w:t>Registered office</w:t></w:r></w:p>',
        '<w:p><w:r><w:rPr><w:color w:val="999999"/></w:rPr><w:t>Harbour</w:t></w:r></w:p>',
        f'<w:p><w:r><w:rPr>{WHITE}<w:sz w:val="2"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r></w:p>',
    ],
    ids=["white on dark blue", "small print", "grey", "a blank"],
)
def test_letterheads_that_can_be_read_are_taken(xml: str) -> None:
    opened(letterhead(body(xml)))


def test_white_text_in_a_dark_cell_is_taken_and_dark_text_in_it_refused() -> None:
    def cell(look: str) -> Callable[[Word], object]:
        text = f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"
        table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tr><w:tc>{DARK_CELL}{text}</w:tc></w:tr></w:tbl>"
        return lambda word: word.element.body.insert(0, parse_xml(table))

    opened(letterhead(cell(WHITE)))
    with pytest.raises(BadWordTemplate, match="nobody can read"):
        opened(letterhead(cell('<w:color w:val="1F3864"/>')))

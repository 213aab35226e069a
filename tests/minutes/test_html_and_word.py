"""HTML and Word say what the Markdown says, and are what a reader needs them to be."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from docx import Document as open_word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given, settings

from chairtui.data_files import read_data
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Attendee, Audience, Note
from chairtui.minutes.file_kinds import Branding, Kind, Reader, build_file, kind_of_name
from chairtui.minutes.markdown_tree import pictures_in, read
from chairtui.minutes.word_file import to_word
from chairtui.minutes.word_template import BadWordTemplate
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.opened import Page, html_words, pdf_text, word_words
from tests.minutes.reading import places
from tests.minutes.strategies import audiences, meetings

TEMPLATE = read_data("templates/minutes.md")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def file(of: Meeting, kind: Kind, audience: Audience = "attendees", branding: Branding | None = None) -> bytes:
    return build_file(of, FORMAT, kind, Reader(audience), branding or Branding(TEMPLATE))


def markdown_words(markdown: str) -> list[str]:
    return "\n".join(place.text for place in places(markdown)).split()


def _printable(words: list[str]) -> list[str]:
    return [w.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for w in words]


@settings(max_examples=12, deadline=None)
@given(of=meetings(), audience=audiences)
def test_html_and_word_hold_the_words_of_the_markdown_each_once_and_in_order(of: Meeting, audience: Audience) -> None:
    text, _, foot = file(of, "md", audience).decode("utf-8").rpartition("\n---\n")
    said = _printable(markdown_words(text))
    assert html_words(file(of, "html", audience).decode("utf-8")) == [*said, *markdown_words(foot)]
    assert word_words(file(of, "docx", audience)) == said


MEETING = meeting(
    details(),
    Attendee(id="person-1", name="Ada Quill", role="nurse", agency="Health", status="present"),
    Note(id="note-1", nature="fact", text="<script>alert(1)</script> & so on"),
    Action(id="action-1", text="Visit"),
)


def test_the_page_tells_its_language_its_parts_and_what_each_table_is() -> None:
    page = Page(file(MEETING, "html").decode("utf-8"))
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"] == {"lang": "en-GB"}
    assert tags.count("h1") == tags.count("main") == tags.count("header") == 1
    ids = [attributes["id"] for tag, attributes in page.tags if tag == "h2"]
    assert ids == [attributes["aria-labelledby"] for tag, attributes in page.tags if tag == "section"]
    levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert tags.count("caption") == tags.count("table") == 3
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")
    assert page.open == []


def test_the_page_runs_nothing_and_asks_nobody() -> None:
    page = file(MEETING, "html").decode("utf-8")
    assert "<script" not in page
    assert "alert(1)" in page
    assert "http" not in page.replace('http-equiv="', "")
    assert "default-src 'none'" in page


def test_word_has_real_headings_lists_and_tables_with_a_repeated_first_row() -> None:
    word = open_word(io.BytesIO(file(MEETING, "docx")))
    styles = {p.style.name for p in word.paragraphs if p.style is not None}
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet"} <= styles
    assert len(word.tables) == 3
    for table in word.tables:
        marks = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marks == [True, *[False] * (len(marks) - 1)]
        assert table._tbl.find(f".//{qn('w:tblCaption')}") is not None


def test_a_word_file_is_put_together_without_looking_for_its_end_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    found_in = BaseOxmlElement.first_child_found_in

    def look(element: BaseOxmlElement, *names: str) -> object:
        nonlocal looked
        looked += len(element)
        return found_in(element, *names)

    monkeypatch.setattr(BaseOxmlElement, "first_child_found_in", look)

    def looks_for(lines: int) -> int:
        nonlocal looked
        looked = 0
        to_word(read("\n\n".join(f"- line {n}" for n in range(lines))), lambda _: None, None, datetime.now(UTC))
        return looked

    assert looks_for(800) < 9 * looks_for(100)


def test_word_numbers_its_pages_on_a4_in_british_english() -> None:
    word = open_word(io.BytesIO(file(MEETING, "docx")))
    section = word.sections[0]
    fields = [node.get(qn("w:instr")) for node in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert word.core_properties.title == "Minutes: Planning meeting"


def _own(**parts: str) -> bytes:
    """A partnership's Word file with a header and a first line of its own."""
    word = open_word()
    word.sections[0].header.paragraphs[0].text = parts.get("header", "Harbour Partnership")
    word.add_paragraph(parts.get("first", "Keep for 25 years"))
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def test_a_partnerships_own_word_file_keeps_its_header_and_first_lines() -> None:
    word = open_word(io.BytesIO(file(MEETING, "docx", branding=Branding(TEMPLATE, word=_own()))))
    assert word.sections[0].header.paragraphs[0].text == "Harbour Partnership"
    assert [p.text for p in word.paragraphs if p.text][:2] == ["Keep for 25 years", "Minutes: Planning meeting"]


def test_a_word_file_that_numbers_its_pages_is_not_numbered_twice() -> None:
    once = to_word(read("# Our letterhead"), lambda _: None, _own(), datetime(2026, 12, 3, tzinfo=UTC))
    twice = file(MEETING, "docx", branding=Branding(TEMPLATE, word=once))
    footer = open_word(io.BytesIO(twice)).sections[0].footer
    assert len(list(footer._element.iter(qn("w:fldSimple")))) == 2


def test_a_word_file_without_the_usual_styles_does_too() -> None:
    word = open_word()
    for name in ("Heading 1", "Heading 2", "List Bullet", "List Bullet 2", "Table Grid"):
        kind = WD_STYLE_TYPE.TABLE if name == "Table Grid" else WD_STYLE_TYPE.PARAGRAPH
        style = next(s for s in word.styles if s.name == name and s.type == kind)
        style.delete()
    held = io.BytesIO()
    word.save(held)
    filled = file(MEETING, "docx", branding=Branding(TEMPLATE, word=held.getvalue()))
    assert word_words(filled) == _with_bullets(html_words(file(MEETING, "html").decode("utf-8")), word_words(filled))


def _with_bullets(said: list[str], shown: list[str]) -> list[str]:
    """The words said with a bullet wherever one is shown."""
    left = iter(said)
    return [word if word == "\u2022" else next(left) for word in shown]


def _cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _other_zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("readme.txt", "no document")
    return held.getvalue()


def _bad_xml() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_own())) as whole, zipfile.ZipFile(held, "w") as packed:
        for part in whole.infolist():
            packed.writestr(part, b"<w:document" if part.filename == "word/document.xml" else whole.read(part))
    return held.getvalue()


@pytest.mark.parametrize("broken", [b"", b"hello", _cut(_own()), _other_zip(), _bad_xml()])
def test_what_is_not_a_word_file_is_refused(broken: bytes) -> None:
    with pytest.raises(BadWordTemplate, match="not a Word file"):
        to_word(read("# x"), lambda _: None, broken, datetime(2026, 12, 3, tzinfo=UTC))


def test_somebodys_minutes_are_no_template_and_never_go_out_with_another_meetings() -> None:
    written = datetime(2026, 12, 3, tzinfo=UTC)
    earlier = to_word(read("# Minutes\n\n" + "- of somebody else\n" * 40), lambda _: None, None, written)
    with pytest.raises(BadWordTemplate, match="41 lines"):
        to_word(read("# x"), lambda _: None, earlier, written)


OWN = (
    "![Our logo](logo.png)\n\n"
    + TEMPLATE
    + "\n---\n\n> Keep for *25 years*. See [the policy](https://example.org/p).\n"
)


def test_a_logo_goes_into_the_file_itself() -> None:
    branding = Branding(OWN, pictures=(("logo.png", PNG),))
    page = file(MEETING, "html", branding=branding).decode("utf-8")
    assert 'alt="Our logo" src="data:image/png;base64,' in page
    word = open_word(io.BytesIO(file(MEETING, "docx", branding=branding)))
    assert len(word.inline_shapes) == 1


@pytest.mark.parametrize("held", [(), (("logo.png", b"no picture"),), (("logo.png", PNG[:20]),)])
def test_a_logo_that_cannot_be_had_is_said_in_words(held: tuple[tuple[str, bytes], ...]) -> None:
    branding = Branding(OWN, pictures=held)
    assert "Our" in word_words(file(MEETING, "docx", branding=branding))
    if not held or held[0][1] == b"no picture":
        assert "Our" in html_words(file(MEETING, "html", branding=branding).decode("utf-8"))


def test_what_a_template_says_beside_the_places_is_in_every_kind() -> None:
    branding = Branding(OWN, mark="OFFICIAL")
    page = html_words(file(MEETING, "html", branding=branding).decode("utf-8"))
    assert " ".join(page).endswith("Keep for 25 years. See the policy. OFFICIAL · Draft")
    assert " ".join(word_words(file(MEETING, "docx", branding=branding))).endswith("See the policy.")
    assert pdf_text(file(MEETING, "pdf", branding=branding)).endswith("See the policy.")
    assert 'href="https://example.org/p"' in file(MEETING, "html", branding=Branding(OWN)).decode("utf-8")


def test_html_in_a_template_is_not_passed_on_but_its_words_are() -> None:
    own = '<!-- ours -->\n<div onclick="x()">Kept words</div>\n\n<b>and</b> [more](javascript:x)\n\n' + TEMPLATE
    page = file(MEETING, "html", branding=Branding(own)).decode("utf-8")
    for unwanted in ("ours", "onclick", "<b>", 'href="javascript'):
        assert unwanted not in page
    assert " ".join(html_words(page)).startswith("Kept words and")


def test_the_pictures_of_a_template_are_found_wherever_they_stand() -> None:
    text = "![a](a.png)\n\n- ![b](b.png)\n\n> ![c](c.png)\n\n| ![d](d.png) |\n| --- |\n| ![a](a.png) |\n"
    assert pictures_in(read(text)) == ("a.png", "b.png", "c.png", "d.png")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("x.docx", "docx"), ("X.HTML", "html"), ("x.htm", "html"), ("x.pdf", "pdf"), ("x.odt", None), ("docx", None)],
)
def test_a_file_is_of_the_kind_its_name_ends_in(name: str, kind: Kind | None) -> None:
    assert kind_of_name(name) == kind

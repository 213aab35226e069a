"""A partnership's own Word form, whatever Word saved it as: each place is filled, and nothing else of it changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document as open_word
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from chairtui.minutes.file_kinds import Branding
from chairtui.minutes.word_form import DOCUMENT, OTHER_KINDS
from chairtui.minutes.word_template import BadWordTemplate, opened
from tests.minutes.opened import word_words
from tests.minutes.test_html_and_word import MEETING, TEMPLATE, file

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
BLOCKS = ("heading", "immediate", "attendance", "agenda", "amendments")


def saved(word: Word) -> bytes:
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def form(*lines: str, more: Callable[[Word], object] = lambda word: None) -> bytes:
    """A form with these lines, longer than any letterhead."""
    word = open_word()
    for number in range(30):
        word.add_paragraph(f"Our rule {number}")
    for line in lines:
        word.add_paragraph(line)
    more(word)
    return saved(word)


def filled(template: bytes) -> Word:
    return open_word(io.BytesIO(file(MEETING, "docx", branding=Branding(TEMPLATE, word=template))))


def lines_of(word: Word) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs if paragraph.text]


def control(name: str, inside: str, sign: str = "tag") -> str:
    """A content control that Word shows a prompt in."""
    return (
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:{sign} w:val='{name}'/><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


PROMPT = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Click to enter text</w:t></w:r></w:p>"


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_template_and_a_file_with_macros_are_taken_as_a_document_is(kind: str) -> None:
    word = open_word()
    word.add_paragraph("Keep for 25 years")
    macros = Part(PackURI("/word/vbaProject.bin"), "application/vnd.ms-office.vbaProject", b"macros", word.part.package)
    word.part.relate_to(macros, VBA)
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(word))) as plain, zipfile.ZipFile(held, "w") as packed:
        for part in plain.infolist():
            packed.writestr(part, plain.read(part).replace(f'"{DOCUMENT}"'.encode(), f'"{kind}"'.encode()))
    made = file(MEETING, "docx", branding=Branding(TEMPLATE, word=held.getvalue()))
    assert word_words(made)[:4] == ["Keep", "for", "25", "years"]
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert not [name for name in packed.namelist() if "vba" in name]
        assert kind.encode() not in packed.read("[Content_Types].xml")


def test_a_long_form_has_all_of_the_minutes_where_it_says_so() -> None:
    word = filled(form("Minutes of the partnership", "$minutes", "Signed: ____"))
    lines = lines_of(word)
    assert lines[29:32] == ["Our rule 29", "Minutes of the partnership", "Minutes: Planning meeting"]
    assert lines[-1] == "Signed: ____"
    assert len(word.tables) == 3
    assert "$minutes" not in lines


def test_each_part_may_have_a_place_of_its_own() -> None:
    word = filled(form("About $subject, on ${date}", *(f"${name}" for name in BLOCKS), "The end"))
    lines = lines_of(word)
    assert lines[30] == "About Robin Vale, on Thu 3 Dec 2026, 14:00"
    assert lines[-1] == "The end"
    assert not [line for line in lines if line.startswith("$")]


def test_a_form_that_would_lose_a_part_is_refused_with_its_name() -> None:
    with pytest.raises(BadWordTemplate, match=r"\$decisions, .*\$attendance, .*\$amendments"):
        opened(form("$heading", "$immediate", "$discussion"))


def test_a_place_that_word_cut_into_pieces_is_found_and_keeps_its_look() -> None:
    def cut(word: Word) -> None:
        line = word.add_paragraph("Title: ")
        line.add_run("$ti").bold = True
        line.add_run("tle")
        line.add_run(" (draft)")

    word = filled(form("$minutes", more=cut))
    line = word.paragraphs[-1]
    assert line.text == "Title: Planning meeting (draft)"
    assert [run.text for run in line.runs if run.bold] == ["Planning meeting"]


@pytest.mark.parametrize("sign", ["tag", "alias"])
def test_content_controls_are_filled_and_prompt_no_more(sign: str) -> None:
    def controls(word: Word) -> None:
        body = word.element.body
        body.insert(0, parse_xml(control("minutes", PROMPT, sign)))
        body.insert(0, parse_xml(control("Title", PROMPT, sign)))
        inside = control("subject", "<w:r><w:t>Whom</w:t></w:r>", sign)
        body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>About </w:t></w:r>{inside}</w:p>"))

    made = filled(form(more=controls))
    words = word_words(saved(made))
    assert words[0] == "About"
    assert "Planning meeting Minutes: Planning meeting" in " ".join(words)
    assert "Click" not in words
    assert not list(made.element.body.iter(qn("w:showingPlcHdr")))


def test_a_content_control_of_their_own_stays_as_it_is() -> None:
    def controls(word: Word) -> None:
        word.element.body.insert(0, parse_xml(control("case number", PROMPT)))

    assert "Click" in word_words(saved(filled(form("$minutes", more=controls))))


def test_places_in_a_table_and_in_the_header_are_filled() -> None:
    def more(word: Word) -> None:
        word.sections[0].header.paragraphs[0].text = "$title"
        cells = word.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "$chair", "$minutes"

    made = filled(form(more=more))
    assert made.sections[0].header.paragraphs[0].text == "Planning meeting"
    cells = made.tables[0].rows[0].cells
    assert "$" not in cells[0].text
    assert cells[1].text.startswith("Minutes: Planning meeting")
    assert made.tables[0]._tbl.findall(f".//{qn('w:tc')}")[-1][-1].tag == qn("w:p")


def test_a_list_of_actions_alone_goes_out_in_the_programs_own_look_where_a_form_has_no_place_for_it() -> None:
    places = form(*(f"${name}" for name in BLOCKS))
    words = word_words(file(MEETING, "docx", "actions", Branding(TEMPLATE, word=places)))
    assert "rule" not in words
    assert words == word_words(file(MEETING, "docx", "actions"))
    whole = word_words(file(MEETING, "docx", "actions", Branding(TEMPLATE, word=form("$minutes"))))
    assert whole[-len(words) :] == words


def test_a_template_elsewhere_is_not_asked_for_when_the_file_is_opened() -> None:
    word = open_word()
    settings = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    assert isinstance(settings, XmlPart)
    key = settings.relate_to("https://elsewhere.example/t.dotm", ATTACHED, is_external=True)
    settings.element.append(parse_xml(f"<w:attachedTemplate {nsdecls('w', 'r')} r:id='{key}'/>"))
    held = saved(word)
    made = file(MEETING, "docx", branding=Branding(TEMPLATE, word=held))
    for sought in (b"elsewhere.example", b"attachedTemplate"):
        assert names_with(sought, held)
        assert not names_with(sought, made)


def names_with(sought: bytes, of: bytes) -> list[str]:
    """The parts of a Word file that hold these bytes."""
    with zipfile.ZipFile(io.BytesIO(of)) as packed:
        return [name for name in packed.namelist() if sought in packed.read(name)]

"""How minutes look in Word and in a browser: large enough, dark enough, whole on their pages, marked and numbered."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from docx import Document as open_word
from docx.document import Document as Word
from docx.oxml.ns import qn

from chairtui.data_files import read_data
from chairtui.meeting.records import Action, Attendee, Note
from chairtui.minutes.file_kinds import Branding, Reader, build_file
from chairtui.minutes.html_file import to_html
from chairtui.minutes.markdown_tree import read
from chairtui.minutes.word_file import to_word
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.releasing import DAWN, released

TEMPLATE = read_data("templates/minutes.md")
WRITTEN = datetime(2026, 12, 3, tzinfo=UTC)
MEETING = meeting(
    details(),
    Attendee(id="person-1", name="Ada Quill", role="nurse", agency="Health", status="present"),
    Note(id="note-1", nature="fact", text="Robin weighs 12 kg"),
    Action(id="action-1", text="Visit"),
    closed=True,
)


def of_markdown(markdown: str, template: bytes | None = None, foot: str = "") -> Word:
    return open_word(io.BytesIO(to_word(read(markdown), lambda _: None, template, WRITTEN, foot=foot)))


def contrast(colour: str) -> float:
    """Of a colour on white, as WCAG counts it."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_everything_in_word_is_at_least_12_points_and_seven_to_one() -> None:
    word = open_word(io.BytesIO(build_file(MEETING, FORMAT, "docx", Reader(), Branding(TEMPLATE))))
    used = {line.style.name for line in word.paragraphs if line.style is not None} | {"Normal"}
    assert {"Heading 1", "Heading 2", "Heading 3"} <= used
    for name in used:
        style = word.styles[name]
        for size in style.element.iter(qn("w:sz")):
            assert int(size.get(qn("w:val")) or 0) >= 24, name
        for colour in style.element.iter(qn("w:color")):
            assert contrast(colour.get(qn("w:val")) or "") >= 7, name
    assert not list(word.element.body.iter(qn("w:sz"))), "sizes are the styles' business"


def test_word_opens_it_without_compatibility_mode() -> None:
    modes = {
        setting.get(qn("w:val"))
        for setting in of_markdown("# x").settings.element.iter(qn("w:compatSetting"))
        if setting.get(qn("w:name")) == "compatibilityMode"
    }
    assert modes == {"15"}


def test_each_numbered_list_starts_at_its_own_number() -> None:
    word = of_markdown("# x\n\n1. one\n2. two\n\nBetween\n\n1. again\n\nLast\n\n4. four\n5. five\n")
    numbered = [line for line in word.paragraphs if line.style is not None and line.style.name == "List Number"]
    ids = [int(str(node.get(qn("w:val")))) for line in numbered for node in line._p.iter(qn("w:numId"))]
    assert len(ids) == 5
    assert ids[0] == ids[1] != ids[2] != ids[3] == ids[4]
    numbering = word.part.numbering_part.element
    starts = [
        numbering.num_having_numId(id_).lvlOverride_lst[0].find(qn("w:startOverride")).val
        for id_ in (ids[0], ids[2], ids[3])
    ]
    assert starts == [1, 1, 4]


def test_what_is_said_of_one_thing_stays_on_its_page_and_no_row_is_broken() -> None:
    word = of_markdown(
        "# x\n\n- Who leads?\n  - **Reason:** Known\n- Next\n\n| Ref | Action |\n|---|---|\n| A1 | Visit |\n"
    )
    kept = {line.text: bool(line.paragraph_format.keep_with_next) for line in word.paragraphs}
    assert kept["Who leads?"]
    assert not kept["Reason: Known"]
    assert not kept["Next"]
    rows = word.tables[0].rows
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_a_sentence_under_a_heading_and_the_name_of_a_long_group_stay_with_what_follows() -> None:
    long = "\n".join(f"  - F{n} Fact: {'word ' * 20}" for n in range(1, 9))
    word = of_markdown(
        f"# x\n\n## Amendments\n\nClosed before.\n\n- M1\n\n## Said\n\n- Health\n{long}\n\n## End\n\nLast.\n"
    )
    kept = {line.text.strip(): bool(line.paragraph_format.keep_with_next) for line in word.paragraphs}
    assert (kept["Closed before."], kept["Health"], kept["M1"], kept["Last."]) == (True, True, False, False)
    assert not any(keeps for text, keeps in kept.items() if text.startswith("F")), "a page may end within the group"


def test_the_first_row_and_the_last_of_a_table_stand_on_no_page_alone() -> None:
    rows = "".join(f"| A{n} | Visit |\n" for n in range(1, 6))
    word = of_markdown(f"# x\n\n| Ref | Action |\n|---|---|\n{rows}")
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in word.tables[0].rows]
    assert kept == [True, True, False, False, True, False]


def test_the_first_column_of_a_table_is_marked_as_its_row_heads_in_word() -> None:
    word = of_markdown("# x\n\n| Ref | Action |\n|---|---|\n| A1 | Visit |\n")
    look = next(word.element.body.iter(qn("w:tblLook")))
    assert (look.get(qn("w:firstColumn")), look.get(qn("w:firstRow"))) == ("1", "1")


def test_a_row_longer_than_a_page_may_be_broken() -> None:
    words = " ".join(["word"] * 400)
    word = of_markdown(f"# x\n\n| Ref | Action |\n|---|---|\n| A1 | {words} |\n")
    assert word.tables[0].rows[1]._tr.find(f".//{qn('w:cantSplit')}") is None


def test_the_foot_of_each_page_has_the_mark_the_seal_and_the_page_number() -> None:
    branding = Branding(TEMPLATE, mark="OFFICIAL")
    word = open_word(io.BytesIO(build_file(MEETING, FORMAT, "docx", Reader(), branding)))
    [line] = word.sections[0].footer.paragraphs
    assert MEETING.closure is not None
    digest = MEETING.closure.record.digest
    assert line.text.startswith(f"OFFICIAL · Sealed {digest[:4]} ")
    fields = [field.get(qn("w:instr")) for field in line._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_partnerships_own_mark_is_not_repeated() -> None:
    own = open_word()
    own.sections[0].header.paragraphs[0].text = "Harbour Partnership - OFFICIAL"
    held = io.BytesIO()
    own.save(held)
    word = of_markdown("# x", held.getvalue(), foot="OFFICIAL · Sealed 1234")
    assert word.sections[0].footer.paragraphs[0].text.startswith("Sealed 1234")


def test_a_relatives_letter_bears_no_mark_and_no_seal() -> None:
    of = released(MEETING, FORMAT)
    page = build_file(of, FORMAT, "html", Reader("family", DAWN.id), Branding(TEMPLATE)).decode("utf-8")
    assert "OFFICIAL" not in page
    assert "Sealed" not in page


def test_the_page_is_dark_on_white_at_12_points() -> None:
    page = build_file(MEETING, FORMAT, "html", Reader(), Branding(TEMPLATE)).decode("utf-8")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    body = re.search(r"body \{(.*?)\}", style[1], re.DOTALL)
    assert body is not None
    assert "font: 12pt" in body[1]
    colour = re.search(r"color: #(\w{3});", body[1])
    assert colour is not None
    assert contrast("".join(c * 2 for c in colour[1])) >= 7


def test_a_mark_changes_nothing_of_the_page_it_stands_on() -> None:
    mark = '</style><script>alert(1)</script>"; } body { display: none'
    page = to_html(read("# x"), lambda _: None, mark)
    assert "<script>" not in page
    assert page.count("</style>") == 1
    assert page.count("{") == page.count("}")

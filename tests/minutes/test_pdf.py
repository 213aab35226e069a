"""Minutes as PDF: tagged, readable in order, and complete whatever somebody typed."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from chairtui.data_files import read_data
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Attendee, Audience, Note
from chairtui.minutes.file_kinds import Branding, Reader, build_file
from chairtui.minutes.markdown import minutes
from chairtui.minutes.markdown_tree import read
from chairtui.minutes.pdf_file import to_pdf
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.opened import pdf_text
from tests.minutes.reading import places
from tests.minutes.strategies import a_meeting, audiences, meetings

TEMPLATE = read_data("templates/minutes.md")
WRITTEN = datetime(2026, 12, 3, 16, 0, tzinfo=UTC)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
MEETING = meeting(
    details(),
    Attendee(id="person-1", name="Ada Quill", role="nurse", agency="Health", status="present"),
    Note(id="note-1", nature="fact", text="Robin weighs 12 kg"),
    Action(id="action-1", text="Visit"),
    closed=True,
)


def pdf(of: Meeting, audience: Audience = "attendees", branding: Branding | None = None) -> bytes:
    return build_file(of, FORMAT, "pdf", Reader(audience), branding or Branding(TEMPLATE))


def of_markdown(markdown: str, branding: Branding | None = None) -> bytes:
    return to_pdf(read(markdown), (branding or Branding("")).picture, WRITTEN, "OFFICIAL")


def tags(file: bytes) -> list[str]:
    """The structure elements in reading order, as a screen reader meets them."""

    def walk(node: object) -> Iterator[str]:
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                yield from walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield str(node["/S"]).removeprefix("/")
            yield from walk(node.get("/K"))

    return list(walk(PdfReader(io.BytesIO(file)).root_object["/StructTreeRoot"]))


def conforms(file: bytes) -> bool:
    """Whether the file says of itself that it is PDF/UA-1, which typst says of none that breaks a rule it checks."""
    metadata = PdfReader(io.BytesIO(file)).root_object["/Metadata"].get_object().get_data()  # type: ignore[union-attr]
    return b"pdfuaid:part>1<" in metadata


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 14), audience=audiences)
def test_a_pdf_reads_in_the_order_of_the_markdown(seed: int, size: int, audience: Audience) -> None:
    count = iter(range(10_000))
    of = a_meeting(seed, lambda: f"said{next(count)}so", size=size)
    said = "".join("".join(p.text.split()) for p in places(minutes(of, FORMAT, TEMPLATE, audience)))
    assert "".join(pdf_text(pdf(of, audience)).replace("\u2022", "").split()) == said


@settings(max_examples=8, deadline=None)
@given(of=meetings())
def test_whatever_was_typed_a_pdf_is_made_and_conforms(of: Meeting) -> None:
    assert conforms(pdf(of))


def test_a_screen_reader_finds_the_language_the_title_and_each_kind_of_block() -> None:
    file = pdf(MEETING)
    reader = PdfReader(io.BytesIO(file))
    root = reader.root_object
    assert conforms(file)
    assert str(root["/Lang"]) == "en-GB"
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "Minutes: Planning meeting"
    found = tags(file)
    assert found.count("H1") == 1
    assert found.index("H1") < found.index("H2")
    assert {"P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD"} <= set(found)


def test_a_sentence_that_stays_with_what_follows_is_a_paragraph_to_a_screen_reader() -> None:
    long = "\n".join("  - " + "word " * 40 for _ in range(5))
    found = tags(of_markdown(f"# x\n\nConfidential\n\n- one\n\n## Said\n\n- Health\n{long}\n"))
    assert found[:4] == ["Document", "H1", "P", "L"]
    assert found[8:15] == ["H2", "L", "LI", "Lbl", "LBody", "P", "L"]


def test_the_heads_of_a_table_are_tagged_and_repeated_on_each_page() -> None:
    rows = "\n".join(f"| A{n} | Visit | Seen |" for n in range(90))
    file = of_markdown(f"# Actions\n\n| Ref | What is done | Measure |\n|---|---|---|\n{rows}\n")
    assert tags(file).count("TH") == 3
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(file)).pages]
    assert len(pages) > 1
    assert all("What is done" in page for page in pages)


def test_each_page_has_the_mark_the_seal_and_its_number_at_its_foot() -> None:
    assert MEETING.closure is not None
    digest = MEETING.closure.record.digest
    pages = PdfReader(io.BytesIO(pdf(MEETING, branding=Branding(TEMPLATE, mark="OFFICIAL")))).pages
    for number, page in enumerate(pages, 1):
        foot = " ".join(page.extract_text().split()[-14:])
        assert f"OFFICIAL · Sealed {digest[:4]} {digest[4:8]} {digest[8:12]} {digest[12:16]}" in foot
        assert foot.endswith(f"Page {number} of {len(pages)}")
    assert digest not in pdf_text(pdf(MEETING))


def test_the_same_meeting_gives_the_same_bytes() -> None:
    assert pdf(MEETING) == pdf(MEETING)


def test_a_character_that_no_font_has_is_shown_by_its_number() -> None:
    file = of_markdown("# Name\n\nSpelt \u1fff here\n")
    assert "Spelt [U+1FFF] here" in pdf_text(file)
    assert conforms(file)


@pytest.mark.parametrize("word", ["x" * 400, "https://example.org/" + "long/" * 60])
def test_a_word_longer_than_its_line_is_broken_and_stays_whole(word: str) -> None:
    file = of_markdown(f"# Long\n\n{word}\n\n| Ref | Action |\n|---|---|\n| A1 | {word} |\n")
    text = "".join(pdf_text(file).split())
    assert text.count(word) == 2
    for page in PdfReader(io.BytesIO(file)).pages:
        lines = page.extract_text().splitlines()
        assert max(map(len, lines)) < 110


def test_a_row_longer_than_a_page_goes_on_over_the_next() -> None:
    words = " ".join(f"word{n}" for n in range(1_500))
    file = of_markdown(f"# Long\n\n- {words}\n\n| Ref | Action |\n|---|---|\n| A1 | {words} |\n")
    assert [int(n) for n in re.findall(r"word(\d+)", pdf_text(file))] == [*range(1_500), *range(1_500)]


def test_a_logo_is_a_figure_with_its_words_and_a_damaged_one_is_its_words() -> None:
    template = f"![Our logo](logo.png)\n\n{TEMPLATE}"
    good = pdf(MEETING, branding=Branding(template, pictures=(("logo.png", PNG),)))
    assert "Figure" in tags(good)
    bad = pdf(MEETING, branding=Branding(template, pictures=(("logo.png", PNG[:20]),)))
    assert "Our logo" in pdf_text(bad)
    assert conforms(good)
    assert conforms(bad)


def test_a_template_whose_headings_skip_a_level_still_makes_a_tagged_pdf() -> None:
    file = of_markdown("# One\n\n### Three\n\nWords\n")
    assert "Words" in pdf_text(file)
    assert "P" in tags(file)


def test_making_a_pdf_asks_no_network_and_reads_no_file_of_the_persons() -> None:
    file = of_markdown('# x\n\n#read("/etc/hostname") #import "@preview/x:1.0.0": y \\$z\\$ `#eval("1+1")`\n')
    assert '#read("/etc/hostname") #import "@preview/x:1.0.0": y $z$ #eval("1+1")' in " ".join(pdf_text(file).split())


@pytest.mark.poppler
def test_another_program_reads_it_as_tagged_and_in_order(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("pdf") / "minutes.pdf"
    file.write_bytes(pdf(MEETING))

    def told(*argv: str) -> str:
        return subprocess.run(argv, capture_output=True, text=True, encoding="utf-8", check=True).stdout

    assert re.search(r"Tagged:\s+yes", told("pdfinfo", str(file)))
    structure = told("pdfinfo", "-struct-text", str(file))
    order = [structure.index(text) for text in ("Minutes: Planning", "Ada Quill", "Robin weighs")]
    assert order == sorted(order)

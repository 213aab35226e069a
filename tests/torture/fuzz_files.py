"""Files from elsewhere, made up by hypothesis: an import, a format, settings, a Word template. Each is taken or refused
in the program's own words, within seconds, and whatever was taken can be listed, shown and exported."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docx import Document as open_word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chairtui.data_files import data_folder, read_data
from chairtui.meeting.convening.earlier_actions import BadActions
from chairtui.meeting.formats.loader import BadFormat, load_format
from chairtui.minutes.action_tables import read_tables
from chairtui.minutes.exchange import BadImport, read_json
from chairtui.minutes.word_template import BadWordTemplate, opened
from chairtui.settings import BadSettings, read_settings

SECONDS = 5.0
STORES = Path(__file__).parents[1] / "data" / "stores"
EXPORTS = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(STORES.glob("*.json"))]
FORMATS = [file.read_text(encoding="utf-8") for file in sorted((data_folder() / "formats").glob("*.toml"))]
SLOW = ["a." * 5000, "[" * 5000, '"""', "{a=", "{" * 5000]
MOST, A_WHILE = 1_000, 60.0
"""Examples of each kind of file, and the seconds after which no more are begun."""
FEW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(
        ["0001-01-01T00:00:00+14:00", "9999-12-31", "P1", "R1", "\x00", "\x1b[2J", "\u202e", "=1+1", "", "../x"]
    ),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


@contextmanager
def quickly() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


def for_a_while(example: Callable[[], None]) -> None:
    """Run a property a few examples at a time, until there were enough of them or the time is over; say how many."""
    until, done = time.monotonic() + A_WHILE, 0
    while done < MOST and time.monotonic() < until:
        example()
        done += FEW.max_examples
    print(f"{done} examples", end=" ")


def changed(value: object, draw: st.DrawFn) -> object:
    """The value with something in it replaced, added or left out, somewhere."""
    if isinstance(value, dict) and value and draw(st.integers(0, 4)):
        key = draw(st.sampled_from(sorted(value)))
        if not draw(st.integers(0, 9)):
            return {k: v for k, v in value.items() if k != key}
        return {**value, key: changed(value[key], draw)}
    if isinstance(value, list) and value and draw(st.integers(0, 4)):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], changed(value[at], draw), *value[at + draw(st.integers(0, 1)) :]]
    return draw(odd)


@st.composite
def imports(draw: st.DrawFn) -> str:
    value: object = draw(st.sampled_from(EXPORTS))
    for _ in range(draw(st.integers(1, 4))):
        value = changed(value, draw)
    return json.dumps(value)


@st.composite
def damaged_text(draw: st.DrawFn, texts: list[str]) -> str:
    """One of the texts with pieces cut out, repeated and put in."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 200)))
        piece = draw(
            st.one_of(
                st.text(max_size=20),
                st.just(text[start:end] * 2),
                st.sampled_from(["a." * 5000, "[" * 5000, '"""', "{a="]),
            )
        )
        text = text[:start] + piece + text[end:]
    return text


def test_an_import_is_taken_or_refused_in_our_own_words() -> None:
    @FEW
    @given(text=st.one_of(imports(), damaged_text([json.dumps(each) for each in EXPORTS])))
    def example(text: str) -> None:
        with quickly():
            try:
                read_json(text)
            except BadImport as refused:
                assert str(refused).isprintable()

    for_a_while(example)


def test_a_format_is_taken_or_refused_with_its_line() -> None:
    @FEW
    @given(text=damaged_text(FORMATS))
    def example(text: str) -> None:
        with quickly():
            try:
                load_format(text, "made.toml", read_data("baseline.toml"))
            except BadFormat as refused:
                assert str(refused).startswith("made.toml")

    for_a_while(example)


def test_settings_are_taken_or_refused_with_their_line() -> None:
    @FEW
    @given(text=damaged_text(['name = "A"\nstore = "x"\nkeymap = {capture = "ctrl+n"}\n[more]\na = 1\n']))
    def example(text: str) -> None:
        with quickly():
            try:
                read_settings(text.encode("utf-8", "replace"), Path("settings.toml"))
            except BadSettings as refused:
                assert "settings.toml" in str(refused)

    for_a_while(example)


def letterhead() -> bytes:
    word = open_word()
    word.sections[0].header.paragraphs[0].text = "Harbour Partnership"
    word.add_paragraph("Keep for 25 years")
    for cell, text in zip(word.add_table(1, 2).rows[0].cells, ("Action", "Who"), strict=True):
        cell.text = text
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


PARTS = {
    part: zipfile.ZipFile(io.BytesIO(letterhead())).read(part)
    for part in zipfile.ZipFile(io.BytesIO(letterhead())).namelist()
}


BAD_XML = [
    *(b"<w:p>" * 1000, b"&a;", b"<!DOCTYPE a>", b"<w:del/>", b"<w:tr>", b"<w:tc>", b"<w:tbl>", b"<w:vanish/>"),
    *(b"<w:tr><w:tc/></w:tr>", b"<w:tbl/>", b"<w:tr/>", b'<w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr>'),
    b"<w:tcPr><w:vMerge/></w:tcPr>",
]


class Made(bytes):
    """A file too long to be printed when an example fails."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


@st.composite
def word_files(draw: st.DrawFn) -> Made:
    parts = dict(PARTS)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(parts)))
        raw = parts[name]
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 100)))
        piece = draw(st.one_of(st.binary(max_size=20), st.just(raw[start:end] * 2), st.sampled_from(BAD_XML)))
        parts[name] = raw[:start] + piece + raw[end:]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in parts.items():
            packed.writestr(name, raw)
    whole = held.getvalue()
    if not draw(st.integers(0, 3)):
        at = draw(st.integers(0, len(whole) - 1))
        whole = whole[:at] + draw(st.binary(min_size=1, max_size=4)) + whole[at + 1 :]
    return Made(whole)


def test_a_word_file_is_taken_or_refused_in_our_own_words_as_a_template_and_for_its_tables() -> None:
    @FEW
    @given(file=word_files())
    def example(file: bytes) -> None:
        with quickly():
            try:
                opened(file)
            except BadWordTemplate as refused:
                assert str(refused).isprintable()
            try:
                read_tables(file, "last.docx")
            except BadActions as refused:
                assert "last.docx" in str(refused)

    for_a_while(example)


def test_a_template_with_a_table_of_20000_rows_is_looked_at_within_seconds() -> None:
    word = open_word()
    cell = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    rows = f"<w:tr>{cell}</w:tr>" * 20_000
    word.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/>{rows}</w:tbl>"))
    held = io.BytesIO()
    word.save(held)
    with quickly(), suppress(BadWordTemplate):
        opened(held.getvalue())

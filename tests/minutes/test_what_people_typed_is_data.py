"""No text that somebody types changes the document: each is found again, whole and in its place."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chairtui.data_files import read_data
from chairtui.meeting.records import Action, Audience, Note, Who
from chairtui.minutes.escape import block, flat, line, shown, within
from chairtui.minutes.markdown import minutes
from tests.minutes.builders import FORMAT, meeting
from tests.minutes.reading import PARSER, on_one_line, places, shape, tables
from tests.minutes.strategies import PIECES, a_meeting, audiences, texts

TEMPLATE = read_data("templates/minutes.md")


@settings(max_examples=120, deadline=None)
@given(
    seed=st.integers(0, 2**20),
    words=st.lists(texts, min_size=1, max_size=8, unique=True),
    size=st.integers(0, 9),
    audience=audiences,
)
def test_nasty_words_make_the_same_document_as_plain_ones_and_stand_where_those_would(
    seed: int, words: list[str], size: int, audience: Audience
) -> None:
    plain = [f"zq{n}zq" for n in range(len(words))]
    nasty_minutes = _minutes_with(words, seed, size, audience)
    plain_minutes = _minutes_with(plain, seed, size, audience)

    assert shape(nasty_minutes) == shape(plain_minutes)
    for nasty, innocent in zip(places(nasty_minutes), places(plain_minutes), strict=True):
        expected = re.sub(r"zq(\d+)zq", lambda found: flat(words[int(found[1])]), innocent.text)
        assert on_one_line(nasty.text) == on_one_line(expected)
        assert nasty.marks == innocent.marks
        if nasty.tag != "p" and nasty.tag != "li":
            assert "\n" not in nasty.text


def _minutes_with(words: list[str], seed: int, size: int, audience: Audience) -> str:
    choose = random.Random(seed + 1)
    made = a_meeting(seed, lambda: choose.choice(words), size=size)
    return minutes(made, FORMAT, TEMPLATE, audience)


@settings(max_examples=300, deadline=None)
@given(text=texts)
@example("Setext\n===")
@example("trailing \\")
@example("a\\\n\\\nb")
@example("1) one\n2) two")
@example("| a | b |\n| --- | --- |\n| c | d |")
def test_a_text_stays_one_paragraph_with_its_line_breaks(text: str) -> None:
    for before in ("", "**Label:** "):
        tokens = PARSER.parse(before + block(text))
        assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        read = "".join("\n" if c.type == "hardbreak" else c.content for c in tokens[1].children or [])
        assert read.removeprefix("Label: ") == shown(text)
        kinds = {c.type for c in tokens[1].children or []}
        assert kinds <= {"text", "text_special", "hardbreak", "strong_open", "strong_close"}


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_a_text_stays_in_its_cell_and_in_its_heading(text: str) -> None:
    assert tables(f"| a | b |\n| --- | --- |\n| {within(text)} | x |") == [[["a", "b"], [flat(text), "x"]]]
    assert [(p.tag, p.text) for p in places(f"## {within(text)}")] == [("h2", flat(text))]
    assert [(p.tag, p.text) for p in places(line(text))] == [("p", flat(text))]


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_what_is_shown_is_stable_and_never_empty(text: str) -> None:
    assert shown(text)
    assert shown(shown(text)) == shown(text)


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece_alone_says_only_itself_in_the_actions_table(piece: str) -> None:
    visit = Action(id="action-1", text=f"Visit {piece} soon", measure="Seen", owner=Who(name="Sam Okafor"))
    made = meeting(visit)
    table = tables(minutes(made, FORMAT, TEMPLATE))[0]
    assert len(table) == 2
    assert table[1][:4] == ["A1", flat(visit.text), "Seen", "Sam Okafor"]


def test_right_to_left_letters_stay_and_what_turns_the_reading_direction_goes() -> None:
    assert shown("said \u202eשלום\u202c and \u2067مرحبا\u2069\u200f") == "said שלום and مرحبا"


def test_a_joiner_stays_where_a_script_or_an_emoji_needs_it() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert shown(f"می\u200cخواهم {family} o\u200dk") == f"می\u200cخواهم {family} ok"


def test_a_text_that_nobody_can_see_is_shown_to_have_been_there() -> None:
    made = meeting(Note(id="note-1", nature="fact", text="\u200b\u202e"))
    assert "**F1 Fact:** \ufffd" in minutes(made, FORMAT, TEMPLATE)


def test_an_ampersand_is_marked_only_where_it_could_begin_an_entity() -> None:
    assert within("Dumfries & Galloway") == line("Dumfries & Galloway") == "Dumfries & Galloway"
    assert within("AT&amp;T &#65; &") == r"AT\&amp;T \&\#65; \&"

"""Wording hints: what blames, labels or dresses an opinion as a fact is marked, and ordinary notes are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.capture.wording_hints import Entry, Source, Wording, Wordlist
from chairtui.wordlists import open_wording

HERE = Path(__file__).parent
KNOWN_FALSE_ALARMS = {
    "f: The landlord is likely to sell, he wrote on 3 November",
    "f: The school nurse looked like a person J. trusted, he said so on Tuesday",
    "f: Of course work was handed in on 2 November",
    "f: A photograph on his phone looks like the missing jacket; police have it",
}
"""Ordinary notes that are marked all the same: the price of marking "likely to", "looks like" and "of course"."""
RIGHTLY_MARKED = {"f: K. suffers from asthma and has an inhaler"}
"""In the ordinary sample, and wording that a published list speaks of."""


def sample(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def marked(line: str) -> list[str]:
    return [hint.found for hint in open_wording().hints(line)]


def test_of_ordinary_notes_few_are_marked_and_all_of_those_are_known() -> None:
    lines = sample("wording_ordinary.txt")
    assert len(lines) >= 120
    found = {line for line in lines if marked(line)}
    assert found == KNOWN_FALSE_ALARMS | RIGHTLY_MARKED
    assert len(KNOWN_FALSE_ALARMS) / len(lines) < 0.04


@pytest.mark.parametrize("line", sample("wording_loaded.txt"))
def test_what_blames_labels_or_guesses_is_marked(line: str) -> None:
    assert marked(line)


def test_a_hint_says_what_else_to_write_and_who_suggests_it() -> None:
    [hint] = open_wording().hints("f: J. absconded on Friday")
    assert (hint.start, hint.end, hint.found) == (6, 15, "absconded")
    assert hint.shown == "“absconded”: ran away, went missing (TACT, Language That Cares)"
    assert hint.source.url.startswith("https://")


@pytest.mark.parametrize("line", ["o: Mum seems tired", "h: Gran says he is always late @Priya", "s: Always cheerful"])
def test_an_opinion_is_marked_on_a_line_of_fact_only(line: str) -> None:
    assert marked(line) == []
    assert marked(f"f: {line.partition(' ')[2]}")


@pytest.mark.parametrize("quoted", ["“I always cry”", '"he is a junkie"', "‘I think so’", "“I always"])
def test_what_somebody_said_in_their_own_words_is_left_alone(quoted: str) -> None:
    assert marked(f"f: K. said {quoted}") == []


def test_an_apostrophe_opens_no_quotation() -> None:
    assert marked("f: K.'s mum probably doesn't know") == ["probably"]


@pytest.mark.parametrize("line", ["", "junkie", "present: Always Junkie, nurse, Health", "zz: probably", "f:"])
def test_a_line_of_no_kind_and_the_names_of_people_are_left_alone(line: str) -> None:
    assert marked(line) == []


def test_a_word_is_found_as_a_whole_in_any_case_and_across_spaces() -> None:
    assert marked("f: PROBABLY  and committed   Suicide") == ["PROBABLY", "committed Suicide"]
    assert marked("f: improbably unlikely, lac, neet") == []


def test_no_wordlist_marks_nothing() -> None:
    assert Wording().hints("f: probably") == ()


def test_every_entry_names_a_public_source_and_no_word_stands_twice() -> None:
    for hint in open_wording().hints("f: " + " ".join(line for line in sample("wording_loaded.txt"))):
        assert hint.instead and hint.source.url.startswith("https://")


def test_an_entry_without_its_source_is_refused() -> None:
    lost = Wordlist(sources=(), entries=(Entry(words=("x",), instead="y", source="nowhere"),))
    with pytest.raises(KeyError):
        Wording([lost])
    found = Wording([Wordlist(sources=(Source(id="nowhere", name="N", url="https://n"),), entries=lost.entries)])
    assert [h.found for h in found.hints("r: an x")] == ["x"]


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_no_line_upsets_it(text: str) -> None:
    for hint in open_wording().hints(f"f: {text}"):
        assert hint.start < hint.end

"""A briefing in Markdown becomes what was known beforehand; nothing of it is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.format_registry import open_registry
from chairtui.meeting.convening.briefing import MOST_LINES, BadBriefing, Briefing, read_briefing
from chairtui.meeting.records import Attendee, Note, Observation, Unsettled
from tests.meeting.closed_meetings import ids

BRISTOL = open_registry().formats["bristol"]
BRIEFING = """\
# Meeting about K.

## Aim
Agree one plan,
and who leads it.

## Attendees
- Ada Quill, nurse, Health, sees K. each week
- Ben Sample, teacher, School

| Name | Role | Agency |
| --- | --- | --- |
| Cy Penn | officer | Police |

## Strengths
1. K. reads **well**
2. K. has a friend

## Needs
K. needs a bed.

## Risks:
- K. is missing at night
  - twice in May !restricted The friend would be known

## Housing
The tenancy ends in [May](https://example.org/t).
"""


def read(text: str, agency: str = "") -> Briefing:
    return read_briefing(text, BRISTOL, ids(), agency)


def observed(briefing: Briefing) -> list[tuple[str, str, str | None]]:
    return [(r.theme, r.text, r.restricted) for r in briefing.records if isinstance(r, Observation)]


def notes(briefing: Briefing) -> list[str]:
    return [r.text for r in briefing.records if isinstance(r, Note)]


def test_each_heading_becomes_records_of_its_kind() -> None:
    briefing = read(BRIEFING)
    assert briefing.title == "Meeting about K."
    assert briefing.aim == "Agree one plan, and who leads it."
    people = [(r.name, r.role, r.agency, r.why) for r in briefing.records if isinstance(r, Attendee)]
    assert people == [
        ("Ada Quill", "nurse", "Health", "sees K. each week"),
        ("Ben Sample", "teacher", "School", ""),
        ("Cy Penn", "officer", "Police", ""),
    ]
    assert observed(briefing) == [
        ("strength", "K. reads well", None),
        ("strength", "K. has a friend", None),
        ("need", "K. needs a bed.", None),
        ("risk", "K. is missing at night", None),
        ("risk", "twice in May", "The friend would be known"),
    ]
    assert all(r.origin == "prior" for r in briefing.records if isinstance(r, Observation))
    assert briefing.unplaced == ()


def test_an_item_of_its_own_is_filed_as_reported_by_the_briefing() -> None:
    briefing = read(BRIEFING, agency="Health")
    [note] = [r for r in briefing.records if isinstance(r, Note)]
    assert note.text == "Housing: The tenancy ends in May (https://example.org/t)."
    assert (note.nature, note.item) == ("reported", "information")
    assert note.source is not None
    assert note.source.name == "Health"


def test_a_heading_that_is_on_the_agenda_files_under_that_item() -> None:
    briefing = read("## Meeting the needs: what has been tried?\nA club.\n")
    [note] = [r for r in briefing.records if isinstance(r, Note)]
    assert note.item == "discussion"


@pytest.mark.parametrize(
    ("text", "line", "why", "kept"),
    [
        ("Hello all\n\n## Aim\nx\n", 1, "before any heading", "Hello all"),
        ("## Attendees\n- , nurse, Health\n", 2, "no name", ", nurse, Health"),
        ("## Attendees\n- Ada\n- ADA, nurse\n", 3, "already", "ADA, nurse"),
        ("## Housing\n\n## Aim\nx\n", 1, "nothing under", "Housing"),
        ("## Aim\nSee her alone !restricted He reads this\n", 2, "can be restricted", "Aim: See her alone"),
        ("## Risks\n- Alone at night !restricted\n", 2, "without a reason", ""),
        ("## Aim\n\n***\n\n```\n--\n```\n", 5, "neither a list", "Aim: --"),
    ],
)
def test_what_has_no_place_is_listed_with_its_line_and_kept(text: str, line: int, why: str, kept: str) -> None:
    briefing = read(text)
    [piece] = [u for u in briefing.unplaced if why in u.why]
    assert piece.line == line
    if kept:
        assert kept in notes(briefing)


def test_what_is_marked_restricted_stays_so_whatever_stands_after_it() -> None:
    briefing = read("## Risks\n- One !restricted\n- Two !Restricted: a\n- Three ! restricted b\n- Four !restrict c\n")
    assert [(text, bool(reason)) for _, text, reason in observed(briefing)] == [
        (text, True) for text in ("One", "Two", "Three", "Four")
    ]


def test_people_on_lines_of_their_own_are_people_of_their_own() -> None:
    briefing = read("## Attendees\r\nAda Quill, nurse, Health\r\nBen Sample, teacher, School\r\n")
    assert [r.name for r in briefing.records if isinstance(r, Attendee)] == ["Ada Quill", "Ben Sample"]


def test_a_briefing_of_ten_thousand_lines_is_refused_in_one_line() -> None:
    with pytest.raises(BadBriefing, match="10,001 lines"):
        read("- x\n" * 10_000)
    assert read("## Needs\n" + "- x\n" * (MOST_LINES - 2)).unplaced == ()


def test_a_text_longer_than_a_record_is_cut_and_not_lost() -> None:
    briefing = read("## Risks\n" + "word " * 9_000)
    assert sum(len(text.split()) for _, text, _ in observed(briefing)) >= 9_000
    assert "too long" in briefing.unplaced[0].why


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(("# ", "## Risks\n", "## Aim\n", "## Attendees\n", "- ", "\n", "\n\n", "| a |\n| - |\n", "> "))
        | st.text("abcXYZ019é,;: !", min_size=3, max_size=12),
        max_size=14,
    ).map("".join)
)
def test_no_word_of_any_briefing_is_lost(text: str) -> None:
    briefing = read(text)
    kept = f"{briefing.title} {briefing.aim} " + " ".join(
        " ".join((r.name, r.role, r.agency, r.why))
        if isinstance(r, Attendee)
        else f"{r.text} {r.restricted or ''}"
        if isinstance(r, Observation | Note)
        else r.text
        if isinstance(r, Unsettled)
        else ""
        for r in briefing.records
    )
    kept += " ".join(u.text for u in briefing.unplaced)
    for word in _words_of(text):
        assert word in kept


def _words_of(text: str) -> list[str]:
    import re

    headings = {"risks", "aim", "attendees", "a", "restricted"}
    return [w for w in re.findall(r"[a-zA-Z0-9é]+", text) if w.lower() not in headings]


@pytest.mark.parametrize("mark", ["!only police ongoing", "!not Mick he is violent", "[confidential]"])
@pytest.mark.parametrize(("heading", "begun"), [("Risks", "risk: "), ("Aim", "Aim: "), ("Housing", "Housing: ")])
def test_another_mark_leaves_what_it_stands_on_to_be_settled(heading: str, begun: str, mark: str) -> None:
    briefing = read(f"## {heading}\n- Watches the house {mark}\n")
    [left] = briefing.records
    assert isinstance(left, Unsettled)
    assert (left.text, briefing.aim) == (f"{begun}Watches the house {mark}", "")

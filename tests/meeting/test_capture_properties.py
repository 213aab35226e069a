"""Whatever is typed: one outcome, nothing lost, and what was built from parts is read back as those parts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.capture.capture import Asks, Refused, Understood, complete, split_lines
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.dates.vocabulary import CLOSE
from chairtui.meeting.records import Action, Decision, Note, Observation
from tests.meeting.capture_room import HELD, Room

ROOM = Room()
for _line in ("r: Drink", "n: Housing", "r: Debt", "n: Food", "d: Wait"):
    ROOM.say(_line)

modest = settings(max_examples=150, deadline=None)

PIECES = st.sampled_from(
    [
        *("a:", "f:", "h:", "d:", "r:", "!:", "present:", "dissent:", "D1", "@sam", "@ada", "@", '@"', '"', "@bob"),
        *("@everyone", "by", "fri", "by fri", "by ASAP", "by 31/02", "for R1", "for R9", "for", "R1,N2", "measure:"),
        *("because", "!restricted", "!res", "family:", "family: no,", "family: @ada", "decided:", "and", ",", ".", ":"),
        *("visit", "the flat", "5pm", "27 nov", "next week", "tomorrow", "Zoë", "x@y.org", "\n", "  ", "'s", "to", "-"),
    ]
)

COMMON = [
    "visit",
    "the",
    "flat",
    "school",
    "with",
    "mum",
    "ring",
    "Gran",
    "on",
    "photos",
    "bus",
    "phone",
    "S47",
    "at",
    "7",
]
PLAIN_WORDS = st.lists(st.sampled_from(COMMON), min_size=1, max_size=6).map(" ".join)
OTHER_WORDS = st.text(
    st.characters(categories=("L", "N", "S"), exclude_characters="@!"), min_size=1, max_size=12
).filter(
    lambda w: (
        w.casefold() not in ("by", "for", "because", "asap", "ongoing", "tbc", "tba", "urgently", "immediately", *CLOSE)
    )
)


@modest
@given(line=st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)))
def test_every_line_is_understood_asked_about_or_refused(line: str) -> None:
    outcome = ROOM.try_line(line)
    assert isinstance(outcome, Understood | Asks | Refused)
    below = ROOM.below(line)
    if isinstance(outcome, Understood):
        assert below == outcome.preview
        assert outcome.record_id in {draft.record.id for draft in outcome.drafts}
    else:
        assert outcome.reason
        assert -1 <= outcome.start <= outcome.end <= len(line)
        assert not line.strip() or outcome.reason in below
    assert isinstance(complete(line, len(line) // 2, ROOM.meeting), tuple)


@modest
@given(words=st.lists(OTHER_WORDS, min_size=1, max_size=8), start=st.sampled_from(["s:", "r:", "f:", "d:", "a:"]))
def test_words_that_are_no_clause_are_in_the_text_as_they_were_typed(words: list[str], start: str) -> None:
    text = " ".join(words)
    outcome = ROOM.understood(f"{start} {text}")
    record = outcome.drafts[0].record
    assert isinstance(record, Observation | Note | Decision | Action)
    assert record.text == text.strip()


def in_order(kept: str, typed: str) -> bool:
    """Whether each character kept, white space apart, was typed, in that order."""
    left = iter(typed)
    return all(c in left for c in kept if not c.isspace())


@modest
@given(
    start=st.sampled_from(["s:", "r:", "f:", "o:", "h:", "d:", "a:", "!:"]),
    line=st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)),
)
def test_nothing_stands_in_a_text_that_was_not_typed(start: str, line: str) -> None:
    outcome = ROOM.try_line(f"{start} {line}")
    if not isinstance(outcome, Understood):
        return
    record = outcome.drafts[0].record
    assert isinstance(record, Observation | Note | Decision | Action)
    typed = f"{start} {line}"
    assert in_order(record.text, typed)
    assert outcome.text == record.text, "the preview shows what is kept"
    if isinstance(record, Action):
        assert in_order(record.measure, typed)
    if isinstance(record, Decision):
        assert in_order(record.reason, typed)


@modest
@given(
    words=st.lists(OTHER_WORDS, min_size=1, max_size=8),
    start=st.sampled_from(["s:", "o:"]),
    who=st.sampled_from(["@okafor", "@Ada Bello", "@zoe", "@P2", "@sam1"]),
    place=st.integers(1, 7),
)
def test_only_signs_go_from_a_sentence_that_mentions_somebody(
    words: list[str], start: str, who: str, place: int
) -> None:
    amid = [*words[:place], who, *words[place:], "there"]
    record = ROOM.understood(f"{start} {' '.join(amid)} @ada").drafts[0].record
    assert isinstance(record, Observation | Note)
    assert record.text == " ".join(amid).replace(who, who.removeprefix("@").replace("sam1", "sam")).strip()
    assert record.source and record.source.name == "Ada Bello"


@modest
@given(pieces=st.lists(PIECES.filter(lambda p: "\n" not in p), min_size=1, max_size=10))
def test_no_word_of_an_understood_action_is_lost(pieces: list[str]) -> None:
    """Every word typed stands somewhere in the record, or is a clause's own word or name or date."""
    outcome = ROOM.try_line("a: " + " ".join(pieces))
    if not isinstance(outcome, Understood):
        return
    action = outcome.drafts[0].record
    assert isinstance(action, Action)
    family = action.family
    named = [who.name for who in (action.owner, family.by if family else None) if who is not None]
    kept = " ".join([action.text, action.measure, action.restricted or "", family.why_not if family else "", *named])
    for word in ("visit", "flat", "because", "x@y.org", "Zoë", "decided", "dissent", "present"):
        typed = sum(piece.split().count(word) for p in pieces for piece in [re.sub(r"[:,.]", " ", p)])
        typed = typed if word != "x@y.org" else sum(p == word for p in pieces)
        assert kept.count(word) >= typed, (word, kept)


@modest
@given(
    text=PLAIN_WORDS,
    measure=st.none() | PLAIN_WORDS,
    days=st.none() | st.integers(0, 500),
    iso=st.booleans(),
    owner=st.none() | st.sampled_from([("@okafor", "Sam Okafor"), ("@Ada Bello", "Ada Bello"), ("@P2", "Sam Price")]),
    refs=st.lists(st.sampled_from(["R1", "N1", "R2", "N2"]), unique=True, max_size=3),
    order=st.permutations(range(4)),
    restricted=st.none() | PLAIN_WORDS,
    first=st.booleans(),
)
def test_an_action_built_from_parts_is_read_back_as_those_parts(
    text: str,
    measure: str | None,
    days: int | None,
    iso: bool,
    owner: tuple[str, str] | None,
    refs: list[str],
    order: list[int],
    restricted: str | None,
    first: bool,
) -> None:
    day = HELD.date() + timedelta(days=days) if days is not None else None
    clauses = [
        owner[0] if owner else "",
        f"by {day.isoformat() if iso else show_date(day)}" if day else "",
        f"for {', '.join(refs)}" if refs else "",
        f"measure: {measure}" if measure else "",
    ]
    ordered = [clauses[n] for n in order if clauses[n]]
    # Words that may go on a date ("by Fri 20 Nov the 7") are asked about.
    if first and not measure and not text.startswith(("with", "on", "at", "to", "the")):
        line = f"a: {' '.join([*ordered, text])}"
    else:
        # A name at the end of words that lead up to it ("ring with @Sam") is part of them, and so stays.
        text = f"{text} today's"
        line = f"a: {' '.join([text, *ordered])}"
        measure = measure and f"{measure} then"
        line = line.replace(clauses[3], f"measure: {measure}") if measure else line
    line += f" !restricted {restricted}" if restricted else ""
    action = ROOM.become(Action, line)
    assert action.text == text, line
    assert action.measure == (measure or ""), line
    assert action.deadline == day, line
    assert (action.owner.name if action.owner else None) == (owner[1] if owner else None), line
    assert [ROOM.meeting.ref_of(i) for i in action.addresses] == refs, line
    assert action.restricted == restricted, line


@modest
@given(text=PLAIN_WORDS, reason=PLAIN_WORDS, restricted=st.none() | PLAIN_WORDS)
def test_a_decision_built_from_parts_is_read_back_as_those_parts(
    text: str, reason: str, restricted: str | None
) -> None:
    line = f"d: {text} because {reason}" + (f" !restricted {restricted}" if restricted else "")
    decision = ROOM.become(Decision, line)
    assert (decision.text, decision.reason, decision.restricted) == (text, reason, restricted)


@modest
@given(text=PLAIN_WORDS, who=st.sampled_from(["@okafor", "@Zoë", "@Ada Bello", '@"Mr Gray, Housing"']))
def test_who_said_a_thing_is_read_back_and_the_words_are_whole(text: str, who: str) -> None:
    text = f"{text} today"
    note = ROOM.become(Note, f"h: {text} {who}")
    assert note.text == text
    assert note.source


def test_the_four_clauses_of_an_action_in_every_order() -> None:
    clauses = ("@okafor", "by fri", "for R1,N1", "measure: seen twice")
    for ordered in permutations(clauses):
        action = ROOM.become(Action, f"a: Visit the flat {' '.join(ordered)}")
        assert (action.text, action.measure, action.deadline) == ("Visit the flat", "seen twice", date(2026, 11, 27))
        assert action.owner and action.owner.name == "Sam Okafor"
        assert [ROOM.meeting.ref_of(i) for i in action.addresses] == ["R1", "N1"]


@modest
@given(lines=st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20), max_size=8))
def test_pasting_keeps_every_line(lines: list[str]) -> None:
    whole = [f"r: {line}" for line in lines]
    assert split_lines("\n\n".join(whole)) == whole
    assert split_lines("\r\n".join(f" - {line}" for line in whole)) == whole

"""What is kept from one relative stays so when their record is removed, recorded again or missing."""

from __future__ import annotations

import pytest

from chairtui.data_files import read_data
from chairtui.meeting.after.part_two_lines import brought_over
from chairtui.meeting.after.proposals import Proposals
from chairtui.meeting.after.release_decisions import NotReleased, decide, lines
from chairtui.meeting.after.restrictions import kept_by_mark
from chairtui.meeting.fold import Meeting
from chairtui.meeting.parts import only_about
from chairtui.meeting.records import (
    Amendment,
    Answer,
    Attendee,
    Decision,
    Draft,
    Note,
    Observation,
    PersonConcerned,
    Readers,
    Record,
    Relative,
)
from chairtui.minutes.audience import PartTwoAccess
from chairtui.minutes.markdown import minutes
from chairtui.words import release as words
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.releasing import DAWN, MICK, write

MICK_BROWN = Relative(id="mick-again", name="Mick Brown", relation="father of Robin")
PLAN = Note(id="plan", nature="fact", text="Leaves before Easter", kept_from=("mick",), kept_why="he must not know")

TEMPLATE = read_data("templates/minutes.md")


def _reason(made: Meeting, relative: str) -> str:
    (line,) = (line for line in lines(made, FORMAT, relative) if line.id == "plan")
    return line.why if line.locked else ""


def test_a_relative_who_is_recorded_again_is_kept_from_what_the_first_was() -> None:
    made = meeting(DAWN, MICK, PLAN, MICK_BROWN, removed=["mick"])
    assert _reason(made, "mick-again") == "he must not know"
    assert _reason(made, "dawn") == "he must not know"
    with pytest.raises(NotReleased):
        decide(made, FORMAT, "mick-again", share=["plan"])


@pytest.mark.parametrize("kept", ["nobody", "pat"])
def test_what_is_kept_from_somebody_who_is_no_relative_here_is_kept_from_every_relative(kept: str) -> None:
    pat = Attendee(id="pat", name="Pat Grove", status="present")
    made = meeting(DAWN, pat, PLAN.model_copy(update={"kept_from": (kept,), "kept_why": ""}))
    assert _reason(made, "dawn") == words.KEPT_FROM


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Mick", "Mick Brown", True),
        ("Mick Brown", "mick", True),
        ("Mr Brown", "Mick Brown", True),
        ("Mick Brown", "Mick Vale", True),
        ("Mick Brown", "Dawn Brown", False),
        ("Mick", "Mickey", False),
    ],
)
def test_a_relative_who_may_be_the_one_a_line_is_kept_from_is_kept_from_it(first: str, second: str, same: bool) -> None:
    both = MICK.model_copy(update={"name": first}), MICK_BROWN.model_copy(update={"name": second})
    made = meeting(*both, PLAN)
    assert bool(kept_by_mark(PLAN, "mick-again", made)) == same


def test_what_is_kept_from_one_of_the_same_surname_is_held_back_until_somebody_shares_it() -> None:
    dawn, mick = (r.model_copy(update={"name": f"{r.name} Brown"}) for r in (DAWN, MICK))
    made = meeting(dawn, mick, PLAN)
    assert Proposals(made, FORMAT, "dawn").of("plan") == ("held back", words.KEPT_FROM_A_NAMESAKE)
    write(made, decide(made, FORMAT, "dawn", share=["plan"], done=True))
    assert _reason(made, "dawn") == ""


def test_a_relative_who_joined_and_was_removed_since_still_keeps_lines_off_the_screen() -> None:
    said = Note(id="said", nature="fact", text="Loves school")
    made = meeting(details(joined=("dawn", "mick")), DAWN, MICK, said, PLAN)
    for relative in ("dawn", "mick"):
        write(made, decide(made, FORMAT, relative, share=["said"], hold=["plan"] if relative == "dawn" else []))
    held = Note(id="held", nature="fact", text="Dad drinks")
    write(made, Draft(record=held))
    write(made, decide(made, FORMAT, "dawn", share=["held"]))
    write(made, Draft(record=MICK, base=made.base_of("mick"), removed=True))
    write(made, Draft(record=made.details.model_copy(update={"part": 2}), base=made.base_of("details")))
    assert brought_over(made, FORMAT) == {"said"}
    assert PartTwoAccess(made, FORMAT).brought_over == {"said"}


def test_what_an_earlier_second_part_said_is_off_the_screen_once_it_is_changed_in_part_one() -> None:
    made = meeting(
        details(joined=("dawn",), part=2), DAWN, Note(id="said", nature="fact", text="Mick hits her", part=2)
    )
    first = made.entry("said")
    assert first is not None and PartTwoAccess(made, FORMAT).shown(first) is not None
    changed = Note(id="said", nature="fact", text="Somebody hits her", part=1)
    write(made, Draft(record=changed, base=made.base_of("said")))
    access, now = PartTwoAccess(made, FORMAT), made.entry("said")
    assert now is not None and access.shown(now) is None
    assert access.shown(first) is None


ROUND: tuple[Record, ...] = (
    Amendment(id="one", target="two", text="Second", reason="Misheard"),
    Amendment(id="two", target="one", text="First", reason="Misheard"),
    Amendment(id="self", target="self", text="Third", reason="Misheard"),
)


def test_amendments_that_correct_each_other_end_and_are_in_nobodys_copy() -> None:
    made = meeting(DAWN, *ROUND)
    assert {line.place for line in lines(made, FORMAT, "dawn") if line.id in ("one", "two", "self")} == {"held back"}
    assert not only_about(made, "robin").amendments


@pytest.mark.parametrize(
    ("record", "asked"),
    [
        (Observation(id="x", theme="need", text="Somebody besides dad whom Robin can ask"), True),
        (Decision(id="x", text="Robin is seen alone", reason="Mick's presence keeps Robin silent"), True),
        (Observation(id="x", theme="strength", text="Dad reads to Robin"), False),
        (Observation(id="x", theme="need", text="A warm room"), False),
    ],
)
def test_a_need_or_decision_that_may_be_about_the_reader_is_theirs_only_once_decided(
    record: Record, asked: bool
) -> None:
    place, why = Proposals(meeting(MICK, record), FORMAT, "mick").of("x")
    assert (place, why) == (("decide", words.SPEAKS_OF_READER) if asked else ("goes in", ""))


@pytest.mark.parametrize("text", ["Dawn's new flat is ready", "Dawn’s new flat is ready", "DAWN'S new flat"])
def test_a_possessive_names_another_relative_too(text: str) -> None:
    place = Proposals(meeting(DAWN, MICK, Observation(id="x", theme="strength", text=text)), FORMAT, "mick").of("x")
    assert place == ("held back", words.ANOTHER_RELATIVE)


def test_professionals_are_told_on_paper_whom_a_line_is_kept_from_and_relatives_are_not() -> None:
    made = meeting(DAWN, MICK, PLAN)
    for_attendees = minutes(made, FORMAT, TEMPLATE, "attendees")
    assert f"Not for {MICK.name}" in for_attendees and PLAN.kept_why not in for_attendees
    write(made, decide(made, FORMAT, DAWN.id, share=[PLAN.id], done=True))
    hers = minutes(made, FORMAT, TEMPLATE, "family", DAWN.id)
    assert PLAN.text in hers and "Not for" not in hers


@pytest.mark.parametrize("said", ["no", "none"])
def test_where_the_family_is_not_to_be_told_nothing_goes_in_by_itself(said: str) -> None:
    need = Observation(id="n", theme="need", text="One doctor who knows all of it")
    kept = Decision(id="d", text="One doctor holds the notes", reason="four clinics each saw a part")
    told = meeting(DAWN, need, kept)
    assert Proposals(told, FORMAT, "dawn").of("d") == ("goes in", "")
    made = meeting(DAWN, need, kept, Answer(id="answer:told", question="told", value=said, reason="not yet"))
    for line in ("n", "d"):
        assert Proposals(made, FORMAT, "dawn").of(line) == ("decide", words.NOT_TO_BE_TOLD)
    write(made, decide(made, FORMAT, "dawn", done=True))
    assert "clinic" not in minutes(made, FORMAT, TEMPLATE, "family", "dawn")


@pytest.mark.parametrize("id_", ["record-to-family", "who-informs-family", "notes-for-them"])
def test_where_no_question_is_about_telling_them_nothing_goes_in_by_itself_whatever_its_id(id_: str) -> None:
    need = Observation(id="n", theme="need", text="One doctor who knows all of it")
    told = FORMAT.questions_about("family-and-person-told")[0]
    made = meeting(DAWN, PersonConcerned(id="ava", name="Ava"), need)
    for about, dawns, avas in (
        (None, "decide", "decide"),
        ("family-told", "goes in", "decide"),
        ("person-told", "decide", "goes in"),
        ("family-and-person-told", "goes in", "goes in"),
    ):
        asks = told.model_copy(update={"id": id_, "about": about})
        format_ = FORMAT.model_copy(update={"questions": (asks,)})
        assert Proposals(made, format_, "dawn").of("n")[0] == dawns, about
        assert Proposals(made, format_, "ava").of("n")[0] == avas, about
    for_adults = FORMAT.model_copy(update={"questions": (told.model_copy(update={"persons": ("adult",)}),)})
    assert Proposals(made, for_adults, "dawn").of("n") == ("decide", words.NOBODY_ASKS)


def test_a_copy_about_one_child_has_no_correction_of_an_aim_that_is_about_another_and_for_the_police() -> None:
    aim = details(aim="Keep Ben safe", aim_readers=Readers(about=("ben",), only=("police",), only_why="an inquiry"))
    both = Amendment(id="m", target="details", text="Keep Ben and his aunt safe", reason="A slip", about=("ava", "ben"))
    made = meeting(aim, PersonConcerned(id="ava", name="Ava"), PersonConcerned(id="ben", name="Ben"), both)
    assert not only_about(made, "ava").amendments
    assert only_about(made, "ben").amendments

"""Details, answers and fields set by key."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Run


def test_each_key_is_answered_once_it_is_saved(run: Run, meeting: str) -> None:
    told = run("set", meeting, "aim=Agree = one plan", "venue=Room 2", "family-informed=yes", "reasons=no-improvement")
    assert (told.status, told.complaints) == (0, [])
    assert told.lines == ["aim saved", "venue saved", "family-informed saved", "reasons saved"]
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert shown["details"]["aim"] == "Agree = one plan"
    assert shown["details"]["reasons"] == ["no-improvement"]
    assert shown["answers"]["family-informed"]


def test_a_date_question_takes_words_and_keeps_the_date(run: Run, meeting: str) -> None:
    assert run("set", meeting, "review-date=11/2/2027").status == 0
    assert "2027-02-11" in run("show", meeting, "--json").out


def test_what_a_date_was_understood_as_is_said_with_weekday_and_year(run: Run, meeting: str) -> None:
    run("record", meeting, "a: Weigh him weekly by 11 dec")
    told = run("set", meeting, "review-date=a week on friday", "assessment-shared=27 nov", "A1.deadline=26 dec")
    assert told.lines == [
        "review-date saved: Fri 11 Dec 2026",
        "assessment-shared saved: Fri 27 Nov 2026",
        "A1.deadline saved: Sat 26 Dec 2026 (a Saturday, a bank holiday (Boxing Day))",
    ]
    run("record", meeting, "present: Ada Fern, Nurse, Health")
    assert run("set", meeting, "P1.arrived=1410hrs").lines == ["P1.arrived saved: Thu 3 Dec 2026, 14:10"]


@pytest.mark.parametrize(
    "said", ["1 dec", "friday of half term", "6/12", "four thursday", "10 monday", "before christmas"]
)
def test_a_date_that_is_not_certain_is_not_set(run: Run, meeting: str, said: str) -> None:
    told = run("set", meeting, f"review-date={said}")
    assert (told.status, told.out) == (1, "")
    assert "2026" not in run("show", meeting, "--json").out.split('"answers"')[1]


def test_a_question_about_what_lay_before_the_meeting_reads_backwards(run: Run) -> None:
    argv = ("--format", "isle-of-wight", "--title", "K.", "--subject", "K.", "--starts", "2026-12-18 14:00")
    held = run("new", *argv).out.strip()
    assert run("set", held, "authorised-on=15 dec").lines == ["authorised-on saved: Tue 15 Dec 2026"]
    assert run("set", held, "authorised-on=monday").lines == ["authorised-on saved: Mon 14 Dec 2026"]
    refused = run("set", held, "authorised-on=20 dec")
    assert refused.status == 1
    assert "still to come" in refused.complaints[0]


def test_a_key_that_is_refused_says_why_and_the_others_go_on(run: Run, meeting: str) -> None:
    told = run("set", meeting, "review-date=whenever", "nonsense=1", "A7.owner=Avril", "aim=Agree one plan")
    assert told.status == 1
    assert told.lines == ["aim saved"]
    assert [line.split(":")[1].strip() for line in told.complaints] == ["review-date", "nonsense", "A7.owner"]


def test_what_is_no_pair_is_bad_usage_and_nothing_is_set(run: Run, meeting: str) -> None:
    told = run("set", meeting, "aim=Agree one plan", "venue")
    assert told.status == 2
    assert "KEY=VALUE" in told.complaints[0]
    assert "Agree one plan" not in run("show", meeting).out


@pytest.mark.parametrize("pair", ["=x", " =x"])
def test_a_pair_without_a_key_is_bad_usage(run: Run, meeting: str, pair: str) -> None:
    assert run("set", meeting, pair).status == 2


def test_who_writes_is_kept(run: Run, meeting: str) -> None:
    run("set", meeting, "aim=Agree one plan", "--by", "Ben Sample")
    history = run("history", meeting, "aim", "--json").data
    assert isinstance(history, list)
    assert [version["by"] for version in history] == ["avril", "Ben Sample"]


def test_a_key_that_is_not_utf8_is_bad_usage(run: Run, meeting: str) -> None:
    told = run("set", meeting, "aim=caf\udce9")
    assert told.status == 2
    assert "UTF-8" in told.complaints[0]


def test_what_is_removed_is_out_of_the_meeting_and_its_reference_stays_taken(run: Run, meeting: str) -> None:
    run("record", meeting, "r: K. is tired", "r: K. is alone")
    told = run("remove", meeting, "r1", "R9")
    assert (told.status, told.out) == (1, "R1 removed\n")
    assert "R9" in told.complaints[0]
    assert "K. is tired" not in run("show", meeting).out
    assert run("remove", meeting, "R1").status == 1
    assert run("record", meeting, "r: K. is late").out == "R3 saved\n"
    assert "removed: K. is tired" in run("history", meeting, "R1").out


def test_ones_own_last_change_is_taken_back_and_put_back(run: Run, meeting: str) -> None:
    run("record", meeting, "r: K. is tired")
    run("record", meeting, "r: K. is alone", "--by", "Ben Sample")
    told = run("undo", meeting)
    assert (told.status, told.out) == (0, "undone: R1\n")
    shown = run("show", meeting).out
    assert "K. is tired" not in shown
    assert "K. is alone" in shown
    assert run("undo", meeting, "--redo").out == "redone: R1\n"
    assert "K. is tired" in run("show", meeting).out
    nobody = run("undo", meeting, "--by", "Nobody Sample")
    assert nobody.status == 1
    assert len(nobody.complaints) == 1


def test_what_is_as_it_was_is_not_written_again(run: Run, meeting: str) -> None:
    """So that undo takes back the last change, and the history shows changes only."""
    run("set", meeting, "aim=Agree one plan", "family-informed=yes")
    before = run("history", meeting, "--json").data
    assert run("set", meeting, "aim=Agree one plan", "family-informed=yes").lines == [
        "aim saved",
        "family-informed saved",
    ]
    assert run("history", meeting, "--json").data == before
    run("undo", meeting)
    assert "family-informed" not in run("show", meeting, "--json").out


def test_a_field_of_a_record_that_is_not_there_names_the_record(run: Run, meeting: str) -> None:
    [complaint] = run("set", meeting, "A7.owner=Avril").complaints
    assert "There is no A7 in this meeting" in complaint


@pytest.mark.parametrize("value", [",", " , ", ""])
def test_somebody_who_was_in_no_part_is_not_to_be_had(run: Run, meeting: str, value: str) -> None:
    assert run("record", meeting, "present: Sam Okafor, nurse, Health").status == 0
    told = run("set", meeting, f"P1.parts={value}")
    assert told.status == 1
    assert len(told.complaints) == 1
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert shown["attendees"][0]["parts"] == [1]


def test_starting_part_two_by_its_key_keeps_those_who_are_here(run: Run, meeting: str) -> None:
    run("record", meeting, "present: Avril Penhallow, Team Manager, Social Care", "invite: Sam Okafor, nurse, Health")
    assert run("set", meeting, "part=2").lines == ["part saved"]
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert [person["parts"] for person in shown["attendees"]] == [[1, 2], [1]]


def test_somebody_who_is_not_at_the_meeting_is_kept_and_said_to_be_away(run: Run, meeting: str) -> None:
    told = run("set", meeting, "who-informs-family=Zed Unknown")
    assert told.out.strip() == "who-informs-family saved: Zed Unknown, not at the meeting"


def test_a_question_about_children_is_not_answered_in_a_meeting_about_an_adult(run: Run) -> None:
    made = run(
        *("new", "--format", "dumfries-galloway", "--title", "P", "--subject", "A."),
        *("--starts", "2026-12-03 14:00", "--person", "adult"),
    )
    told = run("set", made.out.strip(), "who-informs-family=Sam")
    assert told.status == 1
    assert "meetings about a child or a young person only; this one is about an adult" in told.complaints[0]


def test_a_mark_is_no_part_of_the_chairs_name(run: Run, meeting: str) -> None:
    told = run("set", meeting, "chair=Avril !only police")
    assert told.status == 1
    assert "takes no marks" in told.complaints[0]

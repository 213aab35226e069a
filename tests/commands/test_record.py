"""Lines of the capture grammar from a script: answered once saved, refused one by one with number and reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from chairtui.commands.context import CommandContext
from chairtui.journal.protocol import NotSaved
from chairtui.journal.session import Session
from chairtui.meeting.records import Draft, Version
from tests.commands.conftest import Run

PEOPLE = ("present: Avril Sample, team manager, Children's Social Care", "invite: Ben Sample, head teacher, School")


def refs(run: Run, meeting: str) -> list[str]:
    history = run("history", meeting, "--json").data
    assert isinstance(history, list)
    return [version["ref"] for version in history if version["ref"]]


def test_each_line_is_answered_with_its_reference(run: Run, meeting: str) -> None:
    told = run("record", meeting, *PEOPLE, "s: K. reads well", "r: K. is tired", "r: K. is alone", "f: K. came @Avril")
    assert (told.status, told.complaints) == (0, [])
    assert told.lines == ["P1 saved", "P2 saved", "S1 saved", "R1 saved", "R2 saved", "F1 saved"]
    assert refs(run, meeting) == ["P1", "P2", "S1", "R1", "R2", "F1"]


def test_an_answer_comes_only_after_the_line_is_kept(
    run: Run, meeting: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[list[str]] = []

    def look(text: str) -> None:
        with CommandContext(str(store)) as context:
            kept.append([entry.ref for entry in context.meeting(meeting).observations])

    monkeypatch.setattr("chairtui.commands.output.print_now", look)
    run("record", meeting, "s: K. reads well", "n: K. needs sleep")
    assert kept == [["S1"], ["S1", "N1"]]


def test_a_line_that_is_not_understood_is_kept_and_named_by_its_number_and_the_others_go_on(
    run: Run, meeting: str
) -> None:
    lines = "\n# The morning\ns: K. reads well\nwhat is this\nd:\n\nn: K. needs sleep\na: Ring @everyone by ASAP\n"
    told = run("record", meeting, stdin=lines)
    assert told.status == 1
    assert told.lines == ["S1 saved", "U1 unsettled", "U2 unsettled", "N1 saved", "U3 unsettled"]
    assert [line.split(":")[1].strip() for line in told.complaints] == ["line 4", "line 5", "line 8"]
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert [u["text"] for u in shown["unsettled"]] == ["what is this", "d:", "a: Ring @everyone by ASAP"]
    assert run("record", meeting, "U1 f", "U2 d: Wait", 'U3 a: Ring school @"Ben, School" by fri').status == 0
    assert refs(run, meeting)[-6:] == ["U1", "F1", "U2", "D1", "U3", "A1"]
    assert run("check", meeting).out.count("ALL-12") == 0


def test_a_dash_reads_stdin_too(run: Run, meeting: str) -> None:
    assert run("record", meeting, "-", stdin="s: K. reads well\r\nn: K. needs sleep").lines == ["S1 saved", "N1 saved"]


def test_nothing_on_stdin_is_nothing_to_do(run: Run, meeting: str) -> None:
    told = run("record", meeting)
    assert (told.status, told.out, told.err) == (0, "", "")


def test_a_line_that_is_not_utf8_is_kept_unsettled_and_the_others_go_on(run: Run, meeting: str) -> None:
    told = run("record", meeting, stdin=b"s: K. reads well\nn: caf\xe9\n\xff\xfe\x00\nr: K. is tired\n")
    assert told.status == 1
    assert told.lines == ["S1 saved", "U1 unsettled", "U2 unsettled", "R1 saved"]
    assert ["line 2" in told.complaints[0], "line 3" in told.complaints[1]] == [True, True]
    assert run("record", meeting, "n: caf\udce9", "n: café").lines == ["U3 unsettled", "N1 saved"]


def test_a_line_without_an_end_is_refused_and_the_next_goes_on(run: Run, meeting: str) -> None:
    told = run("record", meeting, stdin=b"s: " + b"x" * 2_500_000 + b"\nr: K. is tired\n")
    assert told.lines == ["R1 saved"]
    assert "line 1: it is longer than 1 MB and was not kept" in told.complaints[0]
    told = run("record", meeting, stdin=b"s: " + b"x" * 100_000 + b"\nr: K. is alone\n")
    assert told.lines == ["U1 unsettled", "R2 saved"]


def test_a_mark_before_the_first_line_is_no_part_of_it(run: Run, meeting: str) -> None:
    told = run("record", meeting, stdin=b"\xef\xbb\xbf# The morning\ns: K. reads well\n")
    assert (told.lines, told.complaints) == (["S1 saved"], [])


def test_utf16_is_said_to_be_what_it_is(run: Run, meeting: str) -> None:
    told = run("record", meeting, stdin="s: K. reads well\n".encode("utf-16"))
    assert told.status == 1
    assert "UTF-16" in told.complaints[0]


def test_an_ambiguous_name_is_refused_with_the_people_it_may_be(run: Run, meeting: str) -> None:
    told = run("record", meeting, *PEOPLE, "f: K. came @Sample")
    assert told.status == 1
    assert "Avril Sample" in told.complaints[0]
    assert "Ben Sample" in told.complaints[0]
    assert run("record", meeting, "U1 2").lines == ["F1 saved"]


def test_the_item_says_where_lines_belong(run: Run, meeting: str) -> None:
    assert run("record", meeting, "--item", "5", "r: K. is tired").status == 0
    assert run("record", meeting, "r: K. is alone", "--item", "during").status == 0
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert [o["origin"] for o in shown["observations"]] == ["prior", "during"]


def test_an_unknown_item_is_not_found_and_nothing_is_kept(run: Run, meeting: str) -> None:
    told = run("record", meeting, "r: K. is tired", "--item", "14")
    assert told.status == 1
    assert "from 1 to 12" in told.complaints[0]
    assert refs(run, meeting) == []


def test_options_may_stand_between_the_lines(run: Run, meeting: str) -> None:
    told = run("record", meeting, "--by", "Ben Sample", "s: K. reads well", "n: K. needs sleep")
    assert told.lines == ["S1 saved", "N1 saved"]
    history = run("history", meeting, "S1", "--json").data
    assert isinstance(history, list)
    assert history[0]["by"] == "Ben Sample"


def test_somebody_comes_between_and_both_are_kept(
    run: Run, meeting: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("record", meeting, *PEOPLE)
    append = Session.append
    others = iter(["role=head teacher of Brambleford", "agency=Education"])

    def overtaken(self: Session, drafts: Sequence[Draft]) -> list[Version]:
        pair = next(others, None) if self.by == "avril" else None
        if pair:
            name, _, value = pair.partition("=")
            with CommandContext(str(store)) as context:
                other = Session(context.journal, meeting, "Ben")
                entry = other.meeting.attendees[1]
                other.save(entry.record.model_copy(update={name: value}))
        return append(self, drafts)

    monkeypatch.setattr(Session, "append", overtaken)
    assert run("record", meeting, "present: Ben Sample").lines == ["P2 saved"]
    with CommandContext(str(store)) as context:
        ben = context.meeting(meeting).attendees[1].record
    assert (ben.status, ben.role, ben.agency) == ("present", "head teacher of Brambleford", "Education")


def test_a_line_that_the_disk_refuses_is_not_answered_as_saved(
    run: Run, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Session.append

    def full_once(self: Session, drafts: Sequence[Draft]) -> list[Version]:
        if self.meeting.position == 3:
            monkeypatch.setattr(Session, "append", append)
            raise NotSaved("Not saved: the disk is full. Free some space, then try again.")
        return append(self, drafts)

    monkeypatch.setattr(Session, "append", full_once)
    told = run("record", meeting, "s: K. reads well", "n: K. needs sleep", "r: K. is tired")
    assert told.status == 1
    assert told.lines == ["S1 saved", "R1 saved"]
    assert "line 2: Not saved: the disk is full" in told.complaints[0]
    assert refs(run, meeting) == ["S1", "R1"]


def test_a_marked_line_says_who_may_read_it(run: Run, meeting: str) -> None:
    run("record", meeting, *PEOPLE, "present: Cal Rae, constable, Police", "relative: Mick, father of K.")
    lines = (
        "r: K. is alone !not Mick he may ask",
        "f: A raid is planned !only police !restricted it is secret",
        "s: Kind",
    )
    told = run("record", meeting, *lines, "f: A raid is on Monday !only police they asked !restricted it is secret")
    assert told.lines == ["R1 saved", "U1 unsettled", "S1 saved", "F1 saved"]
    assert "line 1: R1 is not for Mick" in told.complaints[0]
    readers = next(line for line in told.complaints if "F1" in line)
    assert "not for any relative; only for police; read by Cal Rae, the chair" in readers
    (answered,) = (line for line in run("record", meeting, "n: Sleep !restricted hers", "--json").lines)
    assert json.loads(answered)["readers"] == "not for any relative"

"""What a relative's copy must never hold unless somebody released that very line."""

from __future__ import annotations

import pytest

from chairtui.minutes.file_kinds import KINDS
from tests.commands.conftest import Run

FORMATS = {
    "mscb": ("shared-with-parents", "no: mother is at risk if father hears"),
    "bristol": ("record-to-family", "no: father would go to the refuge"),
    "city-and-hackney": ("family-told", "no: puts Ava at risk"),
    "dumfries-galloway": ("who-informs-family", "none: nobody may tell the father"),
    "isle-of-wight": ("who-informs-family", "none: nobody may tell the father"),
}


def new(run: Run, format_: str) -> str:
    """A meeting about Ava and Ben, whose parents live apart."""
    told = run(
        "new", "--format", format_, "--title", "Planning", "--subject", "Ava and Ben", "--starts", "2026-12-03 14:00"
    )
    meeting = told.out.strip()
    lines = (
        "concerns: Ava, 9",
        "concerns: Ben, 6",
        "relative: Dawn, mother of Ava and Ben",
        "relative: Mick, father of Ava",
    )
    assert run("record", meeting, *lines, "present: Tom Reed, teacher, School").lines == [
        *("K1 saved", "K2 saved", "L1 saved", "L2 saved", "P1 saved")
    ]
    return meeting


def copies(run: Run, meeting: str, name: str) -> str:
    """Every kind of file for a relative that is text, after all that is proposed was released."""
    assert run("release", meeting, "--for", name, "--done").status == 0
    kinds = [kind for kind in KINDS if kind not in ("docx", "pdf")]
    return "\n".join(run("export", meeting, "--to", kind, "--person", name).out for kind in kinds)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_immediate_risk_is_in_nobodys_copy(run: Run, format_: str) -> None:
    meeting = new(run, format_)
    run("record", meeting, "!: Ben said dad will hurt him tonight @tom decided: 999 rung; strategy discussion at 16:00")
    for name in ("Dawn", "Mick"):
        copy = copies(run, meeting, name)
        assert "Planning" in copy
        for kept in ("hurt him", "999", "strategy discussion"):
            assert kept not in copy


@pytest.mark.parametrize("format_", FORMATS)
def test_a_no_or_none_and_its_reason_are_in_nobodys_copy(run: Run, format_: str) -> None:
    meeting = new(run, format_)
    question, said = FORMATS[format_]
    assert run("set", meeting, f"{question}={said}").status == 0
    reason = said.partition(": ")[2]
    for name in ("Dawn", "Mick"):
        assert reason not in copies(run, meeting, name)
    assert reason in run("release", meeting, "--for", "Dawn").out


def test_a_mark_in_the_aim_is_refused_and_never_printed(run: Run) -> None:
    meeting = new(run, "isle-of-wight")
    told = run("set", meeting, "aim=Decide whether illness is induced !restricted mother must not see")
    assert (told.status, "!restricted" in told.complaints[0]) == (1, True)
    assert "illness" not in run("export", meeting, "--to", "md").out


@pytest.mark.parametrize(
    "mark", ["!restricted why", "！restricted why", "[restricted]", "!not Mick why", "!only police why"]
)
def test_a_mark_in_an_answer_or_a_field_is_refused(run: Run, mark: str) -> None:
    meeting = new(run, "mscb")
    run("record", meeting, "a: Visit @tom by fri m: seen")
    for key in ("A1.measure", "A1.text"):
        assert run("set", meeting, f"{key}=Something {mark}").status == 1
    assert "Something" not in run("show", meeting).out


def test_what_was_decided_goes_in_and_who_differed_does_not(run: Run) -> None:
    meeting = new(run, "mscb")
    run("record", meeting, "d: Go on together because it works", "dissent: D1 @tom the mother can't be trusted")
    copy = copies(run, meeting, "Dawn")
    assert "Go on together" in copy
    assert "trusted" not in copy
    assert "Tom Reed" in copy


def test_nothing_goes_out_of_what_is_to_decide_by_itself_and_each_relative_has_their_own(run: Run) -> None:
    meeting = new(run, "mscb")
    run("record", meeting, "f: Ava is afraid of the dark @tom", "r: Nobody checks on Ava at night")
    assert "afraid" not in copies(run, meeting, "Dawn")
    run("release", meeting, "--for", "Dawn", "--share", "F1")
    assert "afraid of the dark" in copies(run, meeting, "Dawn")
    assert "afraid" not in copies(run, meeting, "Mick")
    assert any("What Dawn is given" in line and "F1" in line for line in run("history", meeting).lines)


def test_what_is_changed_or_added_later_is_decided_again_and_only_that(run: Run) -> None:
    meeting = new(run, "mscb")
    run("record", meeting, "s: Loves school @tom", "n: A bed @tom")
    assert "Loves school" in copies(run, meeting, "Dawn")
    run("set", meeting, "S1.text=Loves school and hates dad")
    run("record", meeting, "n: A second bed @tom")
    told = run("export", meeting, "--to", "md", "--person", "Dawn")
    assert (told.status, told.out) == (1, "")
    assert "S1, N2 is new or was changed" in told.complaints[0]
    assert "hates" not in copies(run, meeting, "Dawn")


def test_a_line_kept_by_a_mark_can_not_be_shared(run: Run) -> None:
    meeting = new(run, "mscb")
    run("record", meeting, "f: A secret @tom !restricted not theirs")
    told = run("release", meeting, "--for", "Dawn", "--share", "F1")
    assert (told.status, "not theirs" in told.complaints[0]) == (1, True)


def test_a_line_is_kept_from_one_relative_and_not_from_the_other(run: Run) -> None:
    meeting = new(run, "mscb")
    assert run("record", meeting, "f: Dawn plans to leave before Easter @tom !not mick he must not know").status == 0
    told = run("release", meeting, "--for", "Mick", "--share", "F1")
    assert (told.status, "he must not know" in told.complaints[0]) == (1, True)
    run("release", meeting, "--for", "Dawn", "--share", "F1")
    assert "Easter" in copies(run, meeting, "Dawn")
    assert "Easter" not in copies(run, meeting, "Mick")
    told = run("export", meeting, "--to", "md")
    assert "Easter" in told.out
    assert "!not" not in told.out


def test_a_line_for_statutory_partners_is_in_no_other_copy(run: Run) -> None:
    meeting = new(run, "dumfries-galloway")
    people = ("present: Callum Rae, constable, Police Scotland", "present: Peg Dove, manager, Bright Homes Ltd")
    assert run("record", meeting, *people, "n: A bed @tom").status == 0
    assert run("record", meeting, "f: Mick was arrested on 3 May @callum !only statutory no consent").status == 0
    for name in ("Dawn", "Mick"):
        assert "arrested" not in copies(run, meeting, name)
    for kind in ("md", "html", "json"):
        for person, sees in (("Callum Rae", True), ("Tom Reed", True), ("Peg Dove", False)):
            copy = run("export", meeting, "--to", kind, "--person", person).out
            assert ("arrested" in copy) == sees, (kind, person)
            assert "A bed" in copy
    assert "arrested" not in run("export", meeting, "--to", "md").out
    assert "F1" not in run("export", meeting, "--to", "md", "--person", "Peg Dove").out


@pytest.mark.parametrize(
    "line",
    [
        "f: Late again !not Somebody why",
        "f: Late again !not Mick",
        "f: Late again !only police",
        "f: Late again !only shipwrights why",
        "f: Late again #zed",
        "f: Late again !not Mick why @tom",
        "present: Ada Quill, nurse, Health, !not Mick why",
    ],
)
def test_a_mark_that_can_not_be_read_leaves_the_line_unsettled(run: Run, line: str) -> None:
    meeting = new(run, "mscb")
    told = run("record", meeting, line)
    assert (told.status, told.lines) == (1, ["U1 unsettled"])


def test_marks_stay_when_a_record_is_corrected_refiled_or_becomes_an_action(run: Run) -> None:
    meeting = new(run, "mscb")
    mark = "!not Mick he must not know"
    run("record", meeting, f"f: Dawn rents a flat #ava @tom {mark}")
    assert run("record", meeting, "F1 Dawn rents a small flat").status == 0
    assert run("record", meeting, "F1 a: @tom by fri m: seen").status == 0
    assert run("record", meeting, "F1 r: Dawn rents a tiny flat").status == 0
    told = run("show", meeting).out
    assert told.count("KEPT FROM Mick") == 2
    assert told.count("flat") == 2
    assert run("release", meeting, "--for", "Mick", "--share", "A1").status == 1
    assert run("release", meeting, "--for", "Mick", "--share", "R1").status == 1


def test_a_decision_not_to_convene_is_held_back_in_every_kind_of_file(run: Run) -> None:
    argv = (
        "--format",
        "mscb",
        "--subject",
        "B.",
        "--rationale",
        "Too early",
        "--decided-by",
        "Odessa",
        "--on",
        "2026-10-01",
    )
    meeting = run("not-convened", *argv, "--instead", "A strategy discussion with the police").out.strip()
    run("release", meeting, "--relative", "Dawn, mother of B.")
    run("release", meeting, "--done")
    for kind in KINDS:
        told = run("export", meeting, "--to", kind, "--for", "family")
        assert (told.status, told.out) == (1, "")

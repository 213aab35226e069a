"""What a relative's copy must never hold unless somebody released that very line."""

from __future__ import annotations

import json
from pathlib import Path

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


def test_a_marked_aim_is_kept_from_relatives_until_the_mark_is_taken_off(run: Run) -> None:
    meeting = new(run, "isle-of-wight")
    run("set", meeting, "aim=Decide whether illness is induced !restricted mother must not see")
    assert run("release", meeting, "--for", "Dawn", "--share", "aim").status == 1
    run("set", meeting, "aim=Decide whether the illness is induced")  # the mark stays
    assert "illness" not in copies(run, meeting, "Dawn")
    run("set", meeting, "aim-readers=")
    assert run("release", meeting, "--for", "Dawn", "--share", "aim").status == 0
    assert "illness" in copies(run, meeting, "Dawn")


@pytest.mark.parametrize("mark", ["！restricted why", "[restricted]", "!nobody why !not Bob why"])
def test_a_mark_that_can_not_be_read_is_refused_in_a_field(run: Run, mark: str) -> None:
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
    assert "new or changed since the copy for Dawn was released: S1, N2." in told.complaints[0]
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


@pytest.mark.parametrize("format_", FORMATS)
def test_reasons_for_convening_are_in_nobodys_copy(run: Run, format_: str) -> None:
    meeting = new(run, format_)
    reasons = json.loads(run("formats", "show", format_, "--json").out)["reasons"]
    if not reasons:
        pytest.skip("this format has no reasons for convening")
    assert run("set", meeting, f"reasons={','.join(reason['id'] for reason in reasons)}").status == 0
    for name in ("Dawn", "Mick"):
        copy = copies(run, meeting, name)
        assert [reason["text"] for reason in reasons if reason["text"] in copy] == []


def test_what_may_be_about_another_of_the_family_is_asked_though_nobody_is_named(run: Run) -> None:
    meeting = new(run, "mscb")
    said = ("n: Ava wants a door that dad can't open @tom", "d: Ava and mum move to a refuge", "s: Ben sings @tom")
    assert run("record", meeting, *said, "n: Ben needs a bed of his own @tom").status == 0
    given = {line["ref"]: line["place"] for line in json.loads(run("release", meeting, "--json").out)[1]["lines"]}
    assert given["N1"] == "decide", "Mick is the dad whom she may fear"
    assert given["D1"] == "decide", "and Dawn the mother"
    assert (given["S1"], given["N2"]) == ("decide", "decide"), "Ben is none of his"
    assert "refuge" not in copies(run, meeting, "Dawn")
    run("release", meeting, "--for", "Dawn", "--share", "D1")
    copy = copies(run, meeting, "Dawn")
    assert "dad can't open" not in copy
    assert "refuge" in copy
    assert "Ben sings" in copy


def test_what_was_said_in_part_one_stays_so_when_part_two_is_over(run: Run) -> None:
    meeting = new(run, "bristol")
    assert run("part", meeting, "2", "--stays", "none").complaints[0].startswith("chairtui: tick who joins")
    assert json.loads(run("part", meeting, "--json").out)["part"] == 1
    run("part", meeting, "2", "--stays", "none", "--joins", "Dawn")
    run("record", meeting, "n: A bicycle @tom", "present: Ada Quill, nurse, Health")
    run("set", meeting, "part=1")
    run("record", meeting, "n: A lock on the gate @tom")
    copy = copies(run, meeting, "Dawn")
    assert "A bicycle" in copy
    assert "lock" not in copy
    assert "Tom Reed" not in copy, "he wasn't there when they were"


def test_what_one_relative_says_in_part_two_goes_into_no_others_copy_by_itself(run: Run) -> None:
    meeting = new(run, "bristol")
    run("part", meeting, "2", "--stays", "none", "--joins", "Dawn")
    run("record", meeting, "n: I want help with the nights")
    run("set", meeting, "part=1")
    assert "help with the nights" in copies(run, meeting, "Dawn")
    assert "help with the nights" not in copies(run, meeting, "Mick")
    line = next(
        line
        for line in json.loads(run("release", meeting, "--for", "Mick", "--json").out)[0]["lines"]
        if line["ref"] == "N1"
    )
    assert line["why"] == "said while others of the family were there"


def test_a_record_of_part_two_changed_after_the_family_left_is_asked_about(run: Run) -> None:
    meeting = new(run, "bristol")
    run("set", meeting, "part=2")
    run("record", meeting, "n: A bicycle @tom")
    run("set", meeting, "part=1")
    run("record", meeting, "N1 A bicycle, and no visits from the stepbrother")
    line = next(line for line in json.loads(run("release", meeting, "--json").out)[0]["lines"] if line["ref"] == "N1")
    assert (line["place"], line["why"]) == ("decide", "changed after they left")
    assert "visits" not in copies(run, meeting, "Dawn")


def test_a_decision_not_to_convene_that_was_amended_is_still_held_back(run: Run) -> None:
    argv = ("--format", "mscb", "--subject", "B.", "--rationale", "Too early", "--decided-by", "Odessa")
    meeting = run("not-convened", *argv, "--on", "2026-10-01", "--instead", "Strategy discussion").out.strip()
    run(
        "amend",
        meeting,
        "not-convened",
        "--text",
        "A strategy discussion with the police",
        "--reason",
        "It was left out",
    )
    run("release", meeting, "--relative", "Dawn, mother of B.")
    run("release", meeting, "--done")
    for kind in KINDS:
        told = run("export", meeting, "--to", kind, "--for", "family")
        assert (told.status, told.out) == (1, "")
    run("release", meeting, "--share", "not-convened")
    for kind in ("md", "html", "json"):
        told = run("export", meeting, "--to", kind, "--for", "family")
        assert (told.status, "police" in told.out) == (0, False), "the note was shared, and its correction wasn't"


@pytest.mark.parametrize(
    "who", ["Dawn, birth mother, n/a", "Dawn, gran, home", "Dawn, K's mum, none", "Dawn, Parent/carer, N/A"]
)
def test_who_sounds_like_family_is_asked_about_and_never_gets_a_professionals_copy(run: Run, who: str) -> None:
    meeting = run(
        "new", "--format", "mscb", "--title", "Planning", "--subject", "Ava", "--starts", "2026-12-03 14:00"
    ).out.strip()
    told = run("record", meeting, f"present: {who}")
    assert (told.status, told.lines) == (1, ["U1 unsettled"])
    assert run("record", meeting, "U1 1", "r: Dad drinks").status == 0
    for kind in ("md", "json"):
        for audience in ("attendees", "actions"):
            told = run("export", meeting, "--to", kind, "--person", "Dawn", "--for", audience)
            assert (told.status, told.out) == (1, "")
    assert [person["name"] for person in json.loads(run("release", meeting, "--json").out)] == ["Dawn"]
    listed = json.loads(run("distribution", meeting, "--json").out)
    assert [copy["audience"] for copy in listed] == ["family"]


def test_the_chair_reads_how_much_each_copy_leaves_out_and_why(run: Run) -> None:
    meeting = new(run, "dumfries-galloway")
    run(
        "record", meeting, "present: Callum Rae, constable, Police Scotland", "present: Peg Dove, manager, Bright Homes"
    )
    run("record", meeting, "f: Mick was arrested @callum !only statutory no consent", "n: A bed @tom")
    run("record", meeting, "f: A secret @tom !restricted not theirs")
    kept = {copy["name"]: copy["kept_back"] for copy in json.loads(run("distribution", meeting, "--json").out)}
    assert kept["Peg Dove"] == {"only for statutory": 1}
    assert (kept["Callum Rae"], kept["Tom Reed"]) == ({}, {})
    assert kept["Dawn"]["not theirs"] == 1
    assert "Peg Dove: 1 line kept from them: 1 only for statutory" in run("distribution", meeting).out
    assert "kept from" not in run("export", meeting, "--to", "md", "--person", "Peg Dove").out


def test_the_note_takers_copy_follows_their_agency_and_the_chairs_is_whole(run: Run) -> None:
    meeting = new(run, "dumfries-galloway")
    people = ("Callum Rae, constable, Police Scotland", "Peg Dove, manager, Nith Care", "Ola Beck, lead, Bright Homes")
    run("record", meeting, *(f"present: {who}" for who in people))
    assert run("set", meeting, "note-taker=Peg Dove", "chair=Ola Beck").status == 0
    told = run("record", meeting, "f: Mick was arrested @callum !only police, statutory no consent")
    assert "read by Tom Reed, Callum Rae, the chair" in told.complaints[0]
    assert "note-taker" not in told.complaints[0]
    for kind in ("md", "html", "json"):
        copies = {
            who: "was arrested" in run("export", meeting, "--to", kind, "--person", who).out
            for who in ("Callum Rae", "Peg Dove", "Ola Beck")
        }
        assert copies == {"Callum Rae": True, "Peg Dove": False, "Ola Beck": True}, kind
    shown = run("distribution", meeting).out
    assert "Peg Dove: 1 line kept from them: 1 only for police, statutory" in shown
    assert "Ola Beck: " not in shown
    assert run("set", meeting, "note-taker=Callum Rae").status == 0
    assert "was arrested" in run("export", meeting, "--to", "md", "--person", "Callum Rae").out


def test_a_copy_about_one_child_leaves_out_what_is_about_the_other(run: Run) -> None:
    meeting = new(run, "mscb")
    said = ("v: Ava wants her own door #ava @tom", "v: Ben wants a dog #ben @tom", "n: Tea at five @tom")
    assert run("record", meeting, *said).status == 0
    for kind in ("md", "html", "json"):
        copy = run("export", meeting, "--to", kind, "--about", "Ava").out
        assert ("own door" in copy, "a dog" in copy, "Tea at five" in copy) == (True, False, True), kind
    refs = [line["ref"] for line in json.loads(run("release", meeting, "--about", "Ben", "--json").out)[0]["lines"]]
    assert "V2" in refs and "V1" not in refs
    told = run("export", meeting, "--to", "md", "--about", "Zed")
    assert (told.status, "Ava, Ben" in told.complaints[0]) == (1, True)


def test_who_joined_an_earlier_part_two_is_forgotten_when_the_part_is_set_by_hand(run: Run) -> None:
    from chairtui.meeting.editing import set_key
    from tests.minutes.builders import FORMAT, details, meeting

    before = meeting(details(part=2, joined=("dawn",)))
    draft = set_key("part", "2", before, FORMAT)
    assert draft.record.kind == "details"
    assert draft.record.joined == ()


def test_a_mark_stays_when_its_relative_is_removed_and_recorded_again(run: Run) -> None:
    meeting = new(run, "mscb")
    run("record", meeting, "f: Dawn rents a flat @tom !not Mick he must not know")
    assert run("remove", meeting, "L2").status == 0
    assert run("record", meeting, "relative: Mick Brown, father of Ava").status == 0
    assert run("record", meeting, "F1 a: @tom by fri m: seen").status == 0
    for ref in ("F1", "A1"):
        told = run("release", meeting, "--for", "Mick Brown", "--share", ref)
        assert (told.status, "he must not know" in told.complaints[0]) == (1, True)
    assert "flat" not in copies(run, meeting, "Mick Brown")


def test_who_is_in_part_two_is_listed_and_then_recorded(run: Run) -> None:
    meeting = new(run, "bristol")
    run("record", meeting, "present: Ros Tilney, nurse, Health")
    assert run("part", meeting, "1", "--stays", "Tom").status == 2
    listed = " ".join(run("part", meeting).out.split())
    assert "Which professionals stay [x] P1 Tom Reed" in listed
    assert "Who comes in [ ] L1 Dawn" in listed
    assert "Tom Reed" in run("part", meeting, "2", "--stays", "Nobody").complaints[0]
    begun = run("part", meeting, "2", "--stays", "P2", "--joins", "Dawn", "--json").data
    assert isinstance(begun, dict)
    assert begun["part"] == 2
    assert [(one["name"], one["in"]) for one in (*begun["joins"], *begun["stays"])] == [
        *(("Dawn", True), ("Mick", False), ("Ava", False), ("Ben", False), ("Tom Reed", False), ("Ros Tilney", True))
    ]
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert {person["name"]: person["parts"] for person in shown["attendees"]} == {
        "Tom Reed": [1],
        "Ros Tilney": [1, 2],
        "Dawn": [2],
    }
    assert run("part", meeting, "1").lines[0].startswith("Part one.")


def test_somebody_who_was_in_part_one_alone_is_named_without_saying_that_they_were_not_there(run: Run) -> None:
    meeting = new(run, "isle-of-wight")
    run("part", meeting, "2", "--stays", "none", "--joins", "Dawn")
    run("set", meeting, "who-informs-family=Tom")
    copy = copies(run, meeting, "Dawn")
    assert "Tom Reed" in copy
    assert "not at the meeting" not in copy


def test_an_attendee_who_is_a_relative_keeps_one_name_in_both_places(run: Run) -> None:
    meeting = new(run, "bristol")
    run("record", meeting, "present: Gran, grandmother, home !family")
    assert run("set", meeting, "P2.name=Rose Pell").status == 0
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert [relative["name"] for relative in shown["relatives"]] == ["Dawn", "Mick", "Rose Pell"]
    run("undo", meeting)
    run("undo", meeting)
    undone = run("show", meeting, "--json").data
    assert isinstance(undone, dict)
    assert [relative["name"] for relative in undone["relatives"]] == ["Dawn", "Mick", "Gran"]


def test_a_child_is_given_a_copy_as_themself(run: Run) -> None:
    meeting = new(run, "bristol")
    run("record", meeting, "s: Reads every night #ava @tom", "n: A bike of his own #ben @tom", "s: Dawn helps @tom")
    refused = run("export", meeting, "--for", "family", "--person", "Ava", "--to", "md")
    assert "nothing is released for Ava" in refused.complaints[0]
    assert run("release", meeting, "--for", "Ava", "--done").status == 0
    copy = run("export", meeting, "--for", "family", "--person", "K1", "--to", "md").out
    assert "the meeting about you" in copy
    assert "Reads every night" in copy
    for kept in ("A bike", "Dawn"):
        assert kept not in copy
    refused = run("export", meeting, "--for", "attendees", "--person", "Ava", "--to", "md")
    assert "never gets a professional's copy" in refused.complaints[0]


def test_a_line_can_be_kept_from_the_child_alone(run: Run) -> None:
    meeting = new(run, "bristol")
    run("record", meeting, "s: A surprise party is planned @tom !not Ava it is a surprise")
    for name, given in (("Ava", False), ("Ben", True), ("Mick", True)):
        run("release", meeting, "--for", name, "--done")
        assert ("surprise" in run("export", meeting, "--person", name, "--to", "md").out) is given


def test_an_adult_has_a_copy_and_a_draft_of_their_own_and_a_child_once_it_is_decided(run: Run, tmp_path: Path) -> None:
    told = run(
        "new", "--format", "dumfries-galloway", "--title", "Planning", "--subject", "Jean", "--person", "adult",
        "--starts", "2026-12-03 14:00",
    )  # fmt: skip
    meeting = told.out.strip()
    run("record", meeting, "concerns: Jean Muir, 82", "concerns: Kit, 9", "present: Tom Reed, nurse, Health")
    listed = run("distribution", meeting).out
    assert "Jean Muir" in listed and "the adult" in listed
    assert "Kit" not in listed
    assert run("release", meeting, "--for", "Jean", "--done").status == 0
    run("release", meeting, "--for", "Kit", "--hold", "heading")
    assert "Kit" in run("distribution", meeting).out


def test_a_copy_asks_its_reader_and_not_the_professionals(run: Run) -> None:
    meeting = new(run, "bristol")
    run("record", meeting, "v: I want to go home #ava @tom", "h: The neighbour heard shouting @tom")
    run("set", meeting, "who-informs-family=Tom", "wishes-and-feelings=Home #ava", "assessment-shared=2026-11-26")
    shared = "V1,H1,who-informs-family,wishes-and-feelings.K1,assessment-shared"
    read: dict[str, str] = {}
    for name in ("Dawn", "Ava"):
        assert run("release", meeting, "--for", name, "--share", shared, "--done").status == 0
        read[name] = run("export", meeting, "--person", name, "--to", "md").out
        told = read[name].partition("## Who talks to you, and when")[2].partition("##")[0]
        assert "Who tells you what came of the meeting" in told
        assert "assessment" not in told
        assert "What somebody was told (not checked):** The neighbour" in read[name]
        assert "not final yet" in read[name]
    assert (
        "What Ava wants and feels" in read["Dawn"]
        and "What the child said, as told by somebody else:** I want" in read["Dawn"]
    )
    assert (
        "What you want and how you feel" in read["Ava"]
        and "What you said, as told by somebody else:** I want" in read["Ava"]
    )
    assert "the child" not in read["Ava"]


def test_a_tag_before_who_said_it_is_no_part_of_the_words(run: Run) -> None:
    meeting = new(run, "bristol")
    run("record", meeting, "v: I want to go home #ava @tom", "f: I told #ava @tom was away")
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    assert [note["text"] for note in shown["notes"]] == ["I want to go home", "I told ava tom was away"]

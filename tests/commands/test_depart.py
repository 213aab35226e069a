"""Departing from the guidance on the command line, and finding such departures again."""

from __future__ import annotations

from tests.commands.conftest import Run

KBSP_19 = ("KBSP-19", "--reason", "The school is shut until April", "--decided-by", "Ida Hill")


def test_a_departure_is_saved_and_lets_the_provision_through(run: Run, meeting: str) -> None:
    assert run("set", meeting, "review-date=2027-06-01").status == 0
    told = run("depart", meeting, *KBSP_19)
    assert (told.status, told.out, told.err) == (0, "G1 saved\n", "")
    check = run("check", meeting, "--json").data
    assert isinstance(check, dict)
    assert "KBSP-19" not in {f["provision"] for f in check["findings"] if f["level"] == "blocker"}


def test_check_says_how_to_close_without_something(run: Run, meeting: str) -> None:
    told = run("check", meeting)
    assert f"chairtui depart {meeting} KBSP-19 --reason" in told.out
    assert f"chairtui depart {meeting} ALL-" not in told.out


def test_departures_are_printed_for_professionals_and_not_for_the_family(run: Run, meeting: str) -> None:
    run("depart", meeting, *KBSP_19)
    run("release", meeting, "--relative", "Dawn, mother of Robin")
    run("release", meeting, "--done")
    for audience, printed in (("attendees", True), ("actions", True), ("family", False)):
        text = run("export", meeting, "--to", "md", "--for", audience).out
        assert ("Departures from the guidance" in text) == printed, audience
        assert ("The school is shut until April" in text) == printed, audience


def test_departures_are_listed_across_meetings(run: Run, meeting: str) -> None:
    run("depart", meeting, *KBSP_19)
    for told in (run("depart"), run("depart", meeting)):
        assert told.status == 0
        assert "KBSP-19" in told.out
    assert run("depart", "--json").data == [
        {
            "meeting": meeting,
            "title": "Meeting about K.",
            "ref": "G1",
            "provision": "KBSP-19",
            "reason": "The school is shut until April",
            "decided_by": "Ida Hill",
            "route": "",
        }
    ]


def test_show_json_lists_departures(run: Run, meeting: str) -> None:
    run("depart", meeting, *KBSP_19, "--route", "None taken")
    shown = run("show", meeting, "--json").data
    assert isinstance(shown, dict)
    (found,) = shown["departures"]
    expected = {
        "provision": "KBSP-19",
        "reason": "The school is shut until April",
        "decided_by": "Ida Hill",
        "route": "None taken",
    }
    assert expected.items() <= found.items()


def test_a_departure_without_its_reason_or_decider_is_bad_usage(run: Run, meeting: str) -> None:
    for argv in (("KBSP-19", "--reason", "x"), ("KBSP-19", "--decided-by", "Ida Hill"), ("--reason", "x")):
        told = run("depart", meeting, *argv)
        assert told.status == 2
        assert len(told.complaints) == 1


def test_a_departure_that_cannot_be_is_refused(run: Run, meeting: str) -> None:
    for provision in ("ALL-01", "KBSP-08", "KBSP-77"):
        told = run("depart", meeting, provision, "--reason", "x", "--decided-by", "Ida Hill")
        assert (told.status, told.out) == (1, "")
        assert len(told.complaints) == 1


def test_formats_show_says_which_provisions_take_a_departure(run: Run) -> None:
    data = run("formats", "show", "bristol", "--json").data
    assert isinstance(data, dict)
    takes = {p["id"] for p in data["provisions"] if p["departure"]}
    assert "KBSP-19" in takes
    assert not {"KBSP-08", "ALL-01", "ALL-02"} & takes
    assert run("formats", "show", "bristol").out.count("takes a departure") == len(takes)

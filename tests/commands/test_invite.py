"""On the command line: an invitation for everybody invited, and none for the family."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.commands.conftest import Run
from tests.minutes.opened_mail import all_in, attached, message_of

INVITED = '"Okafor, Sam (Health)" <sam.okafor@nhs.example>; "Penhallow, Avril (Social Care)" <avril@care.example>'


@pytest.fixture
def invited(run: Run) -> str:
    """A meeting to come about Robin Vale; a chair and a nurse with addresses, a sergeant without, a mother."""
    told = run(
        *("new", "--format", "bristol", "--title", "Planning about Robin Vale", "--subject", "Robin Vale"),
        *("--starts", "2027-01-14 14:00", "--venue", "Room 2", "--chair", "Avril Penhallow"),
    )
    meeting = told.out.strip()
    run(
        "record",
        meeting,
        f"invite: {INVITED}",
        "invite: Ms Vale, mother !family",
        "invite: Ada Quill, sergeant, Police",
    )
    return meeting


def test_everybody_invited_has_a_draft_and_the_family_none(run: Run, invited: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = run("invite", invited, "-o", str(out))
    assert told.status == 0
    assert [line for line in told.complaints if "None for Ms Vale" in line]
    assert sorted(file.stem for file in out.glob("*.eml")) == [
        "Invitation, Ada Quill",
        "Invitation, Avril Penhallow",
        "Invitation, Sam Okafor",
    ]
    draft = (out / "Invitation, Sam Okafor.eml").read_bytes()
    assert "Robin" not in all_in(draft) and "Vale" not in all_in(draft)
    assert list(attached(draft)) == ["Agenda 14 Jan 2027.docx", "invitation.ics"]
    assert Calendar.from_ical(attached(draft)["invitation.ics"])["METHOD"] == "REQUEST"
    assert "Tue 12 Jan 2027" in message_of(draft)


def test_the_answer_in_json_says_what_is_asked_of_whom(run: Run, invited: str, tmp_path: Path) -> None:
    run("set", invited, "family-informed=no: at risk")
    argv = ("--for", "Sam", "--naming", "initials", "--to", "md", "--reply-by", "2027-01-11")
    data = run("invite", invited, "--json", "-o", str(tmp_path / "out"), *argv).data
    file = tmp_path / "out" / "Invitation, Sam Okafor.eml"
    asked = ["report", "agree to go ahead"]
    assert data == [
        {"ref": "P1", "name": "Sam Okafor", "to": "sam.okafor@nhs.example", "asked": asked, "file": str(file)}
    ]
    draft = file.read_bytes()
    assert "Professionals' meeting, RV" in all_in(draft)
    assert "Mon 11 Jan 2027" in message_of(draft)


def test_without_an_address_for_replies_that_is_told_and_one_can_be_given(
    run: Run, invited: str, tmp_path: Path
) -> None:
    run("set", invited, "P2.email=")
    argv = ("invite", invited, "--for", "Sam", "-o", str(tmp_path / "out"))
    assert any("asks for no reply" in line for line in run(*argv).complaints)
    entry = attached((tmp_path / "out" / "Invitation, Sam Okafor.eml").read_bytes())["invitation.ics"]
    assert Calendar.from_ical(entry)["METHOD"] == "PUBLISH"
    assert run(*argv, "--organiser", "team@care.example").complaints == []
    entry = attached((tmp_path / "out" / "Invitation, Sam Okafor.eml").read_bytes())["invitation.ics"]
    [event] = Calendar.from_ical(entry).walk("VEVENT")
    assert event["ORGANIZER"] == "mailto:team@care.example"


@pytest.mark.parametrize(
    ("argv", "status", "said"),
    [
        (("--organiser", "team"), 1, "is no e-mail address"),
        (("--reply-by", "2027-02-01"), 1, "is after the meeting"),
        (("--reply-by", "sometime"), 1, ""),
        (("--for", "Zed"), 1, "there is nobody called “Zed”"),
        (("--for", "Ms Vale"), 1, "Ms Vale is family"),
        (("--naming", "names"), 2, "invalid choice"),
        (("--to", "odt"), 2, "invalid choice"),
    ],
)
def test_what_can_not_be_invited_is_one_line(
    run: Run, invited: str, argv: tuple[str, ...], status: int, said: str
) -> None:
    told = run("invite", invited, *argv)
    assert (told.status, len(told.complaints)) == (status, 1)
    assert said in told.complaints[0]
    assert run("drafts").out == "There are no drafts.\n"


def test_a_meeting_without_anybody_and_a_closed_one_say_what_to_do(run: Run, meeting: str, closed_bristol: str) -> None:
    assert "Add people" in run("invite", meeting).complaints[0]
    assert "is closed" in run("invite", closed_bristol).complaints[0]

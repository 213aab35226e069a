"""Invitations read back: an entry that a calendar answers, what is asked, nothing about the child unless allowed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from chairtui.format_registry import open_registry
from chairtui.meeting.convening.invitation import NotInvited, invitations, planned_minutes, reply_by
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Agreement,
    Answer,
    Attendee,
    Details,
    Note,
    PersonConcerned,
    Record,
    Relative,
    Version,
    Who,
)
from chairtui.minutes.file_kinds import Reader, build_file
from chairtui.minutes.mail.agenda import AGENDA_KINDS, NAMINGS, AgendaKind, Naming, agenda
from chairtui.minutes.mail.calendar_invitation import Correspondent
from chairtui.minutes.mail.invitations import InvitationDraft, invitation_drafts, organiser_of
from tests.minutes.builders import FORMAT, STARTS, details, meeting
from tests.minutes.opened_mail import all_in, attached, message_of, opened
from tests.minutes.test_mail_drafts import style

CHAIR = Attendee(id="avril", name="Avril Penhallow", agency="Social Care", email="avril@care.example")
SAM = Attendee(id="sam", name='Sam "Sammy" Okafor', agency="Health", email="sam@nhs.example")
ADA = Attendee(id="ada", name="Ada Quill", agency="Police", role="Sergeant")
MUM = Attendee(id="mum", name="Ms Vale", role="mother")
BRISTOL = open_registry().formats["bristol"]
DUMFRIES = open_registry().formats["dumfries-galloway"]
CHILD = ("Robin", "Vale", "RV", "Quarrel", "Settle", "Larch")
"""Every word in `about_robin` by which somebody could tell whom it is about."""


def about_robin(*records: Record) -> Meeting:
    """A meeting to be held, full of words about Robin Vale."""
    return meeting(
        details(
            title="Quarrel about Robin Vale",
            subject="Robin Vale, aged 7",
            aim="Settle where Robin sleeps",
            venue="Room 2, https://meet.example/j/12?a=b",
            chair=Who(name="Avril Penhallow", attendee="avril"),
        ),
        CHAIR,
        SAM,
        ADA,
        PersonConcerned(id="k1", name="Robin Vale"),
        Relative(id="dawn", name="Larch Vale"),
        Note(id="n1", nature="fact", text="Robin was seen on Larch Lane"),
        *records,
    )


def drafts(
    of: Meeting, format_: Format = FORMAT, naming: Naming = "nothing", kind: AgendaKind = "docx", **changes: Any
) -> dict[str, InvitationDraft]:
    options = {"kind": kind, "naming": naming, "reply_by": date(2026, 12, 1), "organiser": organiser_of(of)} | changes
    made = invitation_drafts(of, format_, invitations(of, format_), style(), **options)
    return {draft.invitation.entry.record.id: draft for draft in made}


def event(draft: InvitationDraft) -> tuple[Calendar, Any]:
    calendar = Calendar.from_ical(attached(draft.content)["invitation.ics"])
    [found] = calendar.walk("VEVENT")
    return calendar, found


@pytest.mark.parametrize("kind", AGENDA_KINDS)
def test_nothing_about_the_child_stands_in_any_part_of_it(kind: AgendaKind) -> None:
    for draft in drafts(about_robin(), kind=kind).values():
        said = all_in(draft.content)
        assert [word for word in CHILD if word in said] == []


@pytest.mark.parametrize("naming", NAMINGS)
def test_the_chair_says_what_may_stand_in_it(naming: Naming) -> None:
    draft = drafts(about_robin(), naming=naming, kind="md")["sam"]
    seen = {word for word in CHILD if word in all_in(draft.content)}
    assert seen == {"nothing": set(), "initials": {"RV"}, "all": {"Robin", "Vale", "Quarrel", "Settle"}}[naming]
    assert not [word for word in CHILD if word in message_of(draft.content) + str(opened(draft.content)["Subject"])]


def test_an_aim_for_certain_agencies_is_in_their_peoples_agendas_and_the_chairs_alone() -> None:
    aim = Readers(only=("police",), only_why="ongoing")
    of = meeting(about_robin().details.model_copy(update={"aim_readers": aim}), CHAIR, SAM, ADA)
    made = drafts(of, naming="all", kind="md")
    assert [id_ for id_, draft in made.items() if "Settle" in all_in(draft.content)] == ["avril", "ada"]


def test_the_entry_is_a_request_to_one_person_by_the_chair() -> None:
    calendar, found = event(drafts(about_robin())["sam"])
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert (found["ORGANIZER"], found["ORGANIZER"].params["CN"]) == ("mailto:avril@care.example", "Avril Penhallow")
    assert (found["ATTENDEE"], found["ATTENDEE"].params["RSVP"]) == ("mailto:sam@nhs.example", "TRUE")
    assert found["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert found["DTSTART"].dt == STARTS
    assert found["DTEND"].dt - found["DTSTART"].dt == timedelta(minutes=planned_minutes(FORMAT))
    assert found["LOCATION"] == "Room 2, https://meet.example/j/12?a=b"
    assert found["URL"] == "https://meet.example/j/12?a=b"
    assert found["SUMMARY"] == "Professionals' meeting"


def test_in_summer_the_entry_stands_at_the_hour_it_is_held() -> None:
    at_two = datetime(2026, 7, 1, 13, 0, tzinfo=UTC)
    of = meeting(details(starts=at_two), SAM)
    draft = drafts(of)["sam"]
    assert event(draft)[1]["DTSTART"].dt == at_two
    assert "Wed 1 Jul 2026 at 14:00" in message_of(draft.content)
    assert "14:00, until 15:00" in agenda(of, FORMAT, "nothing")


def test_where_nobody_can_answer_or_be_answered_nothing_is_requested() -> None:
    of = about_robin()
    assert event(drafts(of)["ada"])[0]["METHOD"] == "PUBLISH", "Ada has no address"
    assert event(drafts(of)["avril"])[0]["METHOD"] == "PUBLISH", "nobody invites themselves"
    calendar, found = event(drafts(of, organiser=None)["sam"])
    assert (calendar["METHOD"], found.get("ATTENDEE"), found.get("ORGANIZER")) == ("PUBLISH", None, None)


def test_another_time_or_place_replaces_the_entry_that_was_sent() -> None:
    of = about_robin()
    first = event(drafts(of)["sam"])[1]
    later = of.details.model_copy(update={"starts": STARTS + timedelta(days=1)})
    for record in (later, later.model_copy(update={"aim": "Another"})):
        seq = of.position + 1
        of.apply(Version(record=record, base=1, seq=seq, at=STARTS - timedelta(days=3), by="Jo"))
    second = event(drafts(of)["sam"])[1]
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)


def test_a_name_or_a_place_adds_no_line_to_the_entry() -> None:
    bad = 'X"\r\nATTENDEE:mailto:all@example.org'
    of = meeting(
        details(venue=f"Room{bad}", title=bad),
        SAM.model_copy(update={"name": f"Sam {bad}"[:150].replace("\r", " ")}),
    )
    found = event(drafts(of, naming="all", organiser=Correspondent(bad, "jo@care.example"))["sam"])[1]
    assert found["ATTENDEE"] == "mailto:sam@nhs.example"
    assert found["ORGANIZER"] == "mailto:jo@care.example"


# ---- what is asked of whom


def asked(of: Meeting, format_: Format) -> dict[str, tuple[str, ...]]:
    return {invitation.entry.record.id: invitation.asked for invitation in invitations(of, format_)}


def test_a_report_is_asked_of_those_who_have_not_sent_theirs() -> None:
    people = [SAM, ADA.model_copy(update={"report": "sent"}), CHAIR.model_copy(update={"report": "not asked"})]
    assert asked(meeting(*people), BRISTOL) == {"sam": ("report",), "ada": (), "avril": ()}
    assert asked(meeting(SAM), FORMAT) == {"sam": ()}, "a format that asks for no reports"


def test_agreement_is_asked_only_where_the_family_is_not_told() -> None:
    told = Answer(id="answer:family-informed", question="family-informed", value="yes")
    untold = told.model_copy(update={"value": "no", "reason": "It would put Robin at risk"})
    assert asked(about_robin(told), BRISTOL)["sam"] == ("report",)
    of = about_robin(untold)
    assert asked(of, BRISTOL)["sam"] == ("report", "agree to go ahead")
    said = message_of(drafts(of, BRISTOL)["sam"].content)
    assert "agrees to go ahead" in said and "Tue 1 Dec 2026" in said
    assert "at risk" not in all_in(drafts(of, BRISTOL)["sam"].content)
    assert "family" not in attached(drafts(of, BRISTOL)["sam"].content)["invitation.ics"].decode().casefold()


def test_agreement_is_not_asked_again_nor_of_the_agency_that_convenes() -> None:
    untold = Answer(id="answer:family-informed", question="family-informed", value="no", reason="At risk")
    ada = Agreement(id="agreement:KBSP-15:ada", provision="KBSP-15", of=Who(name="Ada", attendee="ada"), said="agreed")
    of = meeting(details(convening_agency="Social Care"), CHAIR, SAM, ADA, untold, ada)
    assert asked(of, BRISTOL) == {"avril": ("report",), "sam": ("report", "agree to go ahead"), "ada": ("report",)}


def test_in_dumfries_and_galloway_partners_are_asked_whether_they_agree_to_meet() -> None:
    assert "agree to meet" in asked(meeting(SAM), DUMFRIES)["sam"]
    settled = Answer(id="answer:partners-agree", question="partners-agree", value="yes")
    assert "agree to meet" not in asked(meeting(SAM, settled), DUMFRIES)["sam"]


# ---- who is invited, and by when they reply


def test_nobody_of_the_family_gets_the_professionals_invitation() -> None:
    of = meeting(SAM, MUM, Relative(id="r", name="Ada Quill"), ADA)
    assert [invitation.entry.record.id for invitation in invitations(of, BRISTOL)] == ["sam"]
    with pytest.raises(NotInvited, match="Ms Vale is family, or nobody has said"):
        invitations(of, BRISTOL, ["Ms Vale"])


def test_who_sent_apologies_is_not_invited_again_unless_named() -> None:
    away = ADA.model_copy(update={"status": "apologies"})
    assert [i.entry.record.id for i in invitations(meeting(SAM, away), BRISTOL)] == ["sam"]
    assert [i.entry.record.id for i in invitations(meeting(SAM, away), BRISTOL, ["P2"])] == ["ada"]
    with pytest.raises(NotInvited, match="nobody called “Zed”"):
        invitations(meeting(SAM), BRISTOL, ["Zed"])


def test_a_closed_meeting_invites_nobody() -> None:
    with pytest.raises(NotInvited, match="closed"):
        invitations(meeting(SAM, closed=True), BRISTOL)


@pytest.mark.parametrize(
    ("held", "today", "day"),
    [
        ((2026, 12, 3), (2026, 11, 20), (2026, 12, 1)),
        ((2026, 12, 7), (2026, 11, 20), (2026, 12, 3)),  # a Monday: Friday and Thursday before
        ((2026, 12, 29), (2026, 12, 1), (2026, 12, 23)),  # Christmas, and Boxing Day's substitute on the Monday
        ((2026, 12, 3), (2026, 12, 2), (2026, 12, 2)),
        ((2026, 12, 3), (2026, 12, 8), (2026, 12, 8)),
    ],
)
def test_replies_are_asked_for_two_working_days_before_and_never_in_the_past(
    held: tuple[int, int, int], today: tuple[int, int, int], day: tuple[int, int, int]
) -> None:
    of = meeting(Details.model_validate(dict(details()) | {"starts": datetime(*held, 14, tzinfo=UTC)}), SAM)
    assert reply_by(of, BRISTOL, date(*today)) == date(*day)


def test_a_reply_stands_in_nobodys_minutes_and_a_sealed_meeting_stays_as_it_was() -> None:
    assert "coming" not in SAM.model_dump(mode="json"), "sealed meetings have no such field"
    coming = SAM.model_copy(update={"coming": True, "status": "present"})
    plain, replied = (meeting(SAM.model_copy(update={"status": "present"})), meeting(coming))
    read = [build_file(of, FORMAT, "md", Reader(), style().branding) for of in (plain, replied)]
    assert read[0] == read[1]

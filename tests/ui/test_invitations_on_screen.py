"""From the attendance page: invitations, with no more about the child than the chair lets stand in them."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from chairtui.app import ChairApp
from chairtui.journal.session import Session
from chairtui.meeting.records import Attendee, Draft, Who
from chairtui.words import invitation as words
from chairtui.words import mail
from screens import navigation
from screens.context import AppContext
from screens.invitations import InvitationsScreen
from tests.minutes.opened_mail import all_in, message_of
from tests.ui.app_harness import (
    NARROW,
    begin,
    file_written,
    format_of,
    make_context,
    press,
    running,
    settled,
    shown,
)

PEOPLE = (
    Attendee(id="avril", name="Avril Penhallow", agency="Social Care", email="avril@care.example"),
    Attendee(id="sam", name="Sam Okafor", agency="Health", email="sam@nhs.example"),
    Attendee(id="ada", name="Ada Quill", agency="Police"),
)


def to_come(context: AppContext) -> Session:
    session = begin(context, title="Planning about Robin Vale", subject="Robin Vale")
    session.append([Draft(record=person) for person in PEOPLE])
    session.save(session.meeting.details.model_copy(update={"chair": Who(name="Avril Penhallow", attendee="avril")}))
    return session


async def at_invitations(app: ChairApp, pilot: Pilot[None], context: AppContext, session: Session) -> InvitationsScreen:
    app.push_screen(navigation.attendance(context, session, format_of(context, session)))
    await settled(pilot)
    await press(pilot, "e")
    assert isinstance(app.screen, InvitationsScreen)
    return app.screen


def drafted(context: AppContext) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in Path(context.exports).rglob("*.eml")}


async def test_one_key_drafts_an_invitation_for_each(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = to_come(context)
    async with running(context, NARROW) as (app, pilot):
        page = await at_invitations(app, pilot, context, session)
        assert "3 to invite" in shown(app) and words.NO_ADDRESS in shown(app)
        await press(pilot, "m")
        await file_written(pilot)
        drafts = drafted(context)
        assert set(drafts) == {f"Invitation, {person.name}" for person in PEOPLE}
        assert not [draft for draft in drafts.values() if "Robin" in all_in(draft) or "Vale" in all_in(draft)]
        assert "3 invitations are in" in page.message and "Ada Quill" in page.message
        assert shown(app).count(mail.DRAFT_READY) == 3
        await press(pilot, "S")
        assert drafted(context) == {}
        assert page.message == "3 drafts deleted."
        await press(pilot, "S")
        assert page.message == words.NO_DRAFTS


async def test_the_chair_chooses_what_stands_in_it_and_the_day_to_reply_by(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = to_come(context)
    async with running(context) as (app, pilot):
        page = await at_invitations(app, pilot, context, session)
        assert words.NAMING["nothing"] in shown(app)
        await press(pilot, "n")
        assert words.NAMING["initials"] in shown(app)
        await press(pilot, "b", "ctrl+u", *"3 dec", "enter")
        assert "reply by Thu 3 Dec 2026" in shown(app)
        await press(pilot, "b", "ctrl+u", *"9 dec", "enter")
        assert "is after the meeting" in page.message
        await press(pilot, "ctrl+u", *"soon", "enter")
        assert page.query_one("#page-message").has_class("-wrong")
        await press(pilot, "escape", "m")
        await file_written(pilot)
        draft = drafted(context)["Invitation, Sam Okafor"]
        assert "Professionals' meeting, RV" in all_in(draft) and "Robin" not in all_in(draft)
        assert "Thu 3 Dec 2026 whether your agency" in message_of(draft) or "by Thu 3 Dec 2026" in message_of(draft)


async def test_replies_are_recorded_where_one_came_from(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = to_come(context)
    async with running(context) as (app, pilot):
        await at_invitations(app, pilot, context, session)
        await press(pilot, "escape", "g", "c", "j", "r", "j", "a")
        people = {entry.record.id: entry.record for entry in session.meeting.attendees}
        assert (people["avril"].coming, people["sam"].report, people["ada"].status) == (True, "sent", "apologies")
        assert "coming" in shown(app)
        await press(pilot, "e")
        assert "2 to invite" in shown(app)


async def test_where_nobody_is_invited_the_page_says_how(tmp_path: Path) -> None:
    context = make_context(tmp_path)
    session = begin(context)
    async with running(context) as (app, pilot):
        await at_invitations(app, pilot, context, session)
        assert "Nobody is invited yet" in shown(app)
        await press(pilot, "m", "S")
        assert drafted(context) == {}

"""Functions that create each screen, importing its module on first use to keep start-up short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from chairtui.meeting.closing.actions import past_their_day
from screens.context import AppContext, FirstRun, LockedStore, Newcomer

if TYPE_CHECKING:
    from chairtui.journal.session import Session
    from chairtui.meeting.closing.findings import Finding
    from chairtui.meeting.convening.earlier_actions import SheetTable
    from chairtui.meeting.formats.model import Format
    from chairtui.meeting.records import Person
    from chairtui.settings_file import SettingsFile
    from screens.bindings import Command
    from screens.part_two import PartTwoStart
    from screens.passphrase import Way


def library(context: AppContext) -> Screen[None]:
    """The meetings there are, and what is due."""
    from screens.library import LibraryScreen

    return LibraryScreen(context)


def library_placeholder(context: AppContext) -> Screen[None]:
    """Replaced by the library once the meeting above it is left."""
    from screens.library_placeholder import LibraryPlaceholder

    return LibraryPlaceholder(context)


def new_meeting(context: AppContext) -> Screen[str | None]:
    """Set up a meeting; returns its id, or None if cancelled."""
    from screens.new_meeting import NewMeetingScreen

    return NewMeetingScreen(context)


def live(context: AppContext, session: Session, format_: Format) -> Screen[None]:
    """A meeting while it is held."""
    from screens.live.screen import LiveScreen

    return LiveScreen(context, session, format_)


def earlier_actions(
    context: AppContext, session: Session, format_: Format, tables_of: Callable[[str], Sequence[SheetTable]]
) -> Screen[None]:
    """Actions of before this program, from a file that `tables_of` reads."""
    from screens.earlier_actions import EarlierActionsScreen

    return EarlierActionsScreen(context, session, format_, tables_of)


def attendance(context: AppContext, session: Session, format_: Format) -> Screen[None]:
    """Who is here."""
    from screens.attendance import AttendanceScreen

    return AttendanceScreen(context, session, format_)


def invitations(context: AppContext, session: Session, format_: Format) -> Screen[None]:
    """Who is invited, and the e-mail drafts of their invitations."""
    from screens.invitations import InvitationsScreen

    return InvitationsScreen(context, session, format_)


def closing(context: AppContext, session: Session, format_: Format) -> Screen[Finding | None]:
    """What is left to sort out before closing; returns the finding to go to, or None."""
    from screens.closing import ClosingScreen

    return ClosingScreen(context, session, format_)


def mending(context: AppContext, session: Session, format_: Format, finding: Finding) -> Screen[Any] | None:
    """The screen that resolves a finding, None if that is done at its place in the meeting."""
    entry = session.meeting.find(finding.ref)
    kind = entry.record.kind if entry is not None else ""
    if kind == "attendee":
        return attendance(context, session, format_)
    if entry is not None and kind == "agreement":
        return edit(context, session, format_, entry.record.id, "why")
    if entry is not None and kind == "unsettled":
        return unsettled(context, session, format_, entry.record.id)
    if entry is not None and kind == "departure":
        return edit(context, session, format_, entry.record.id)
    if finding.rule == "family-talk":
        from screens.family_talk import FamilyTalkScreen

        return FamilyTalkScreen(context, session, format_)
    if finding.rule == "deadline-given" and finding.ref in {e.ref for e in past_their_day(session.meeting)}:
        from screens.taken_over import TakenOverScreen

        return TakenOverScreen(context, session, format_)
    return None


def unsettled(context: AppContext, session: Session, format_: Format, record_id: str = "") -> Screen[None]:
    """All unsettled lines, to be settled one after another; begins at `record_id` if given."""
    from screens.unsettled import UnsettledScreen

    return UnsettledScreen(context, session, format_, record_id)


def depart(context: AppContext, session: Session, format_: Format, finding: Finding) -> Screen[str | None]:
    """A departure from a finding's provision; returns its reference, or None."""
    from screens.depart import DepartScreen

    return DepartScreen(context, session, format_, finding)


def amend(context: AppContext, session: Session, target: str = "") -> Screen[str | None]:
    """A correction to a closed meeting, to the record `target` (reference or id) if given; gives the amendment's
    reference, or None."""
    from screens.amend import AmendScreen

    return AmendScreen(context, session, target)


def not_convened(
    context: AppContext, format_: Format, subject: str = "", person: Person | None = None
) -> Screen[str | None]:
    """A decision not to convene; returns its id, or None."""
    from screens.not_convened import NotConvenedScreen

    return NotConvenedScreen(context, format_, subject, person)


def minutes(context: AppContext, session: Session, format_: Format) -> Screen[None]:
    """The minutes as they now stand."""
    from screens.minutes import MinutesScreen

    return MinutesScreen(context, session, format_)


def copies(context: AppContext, session: Session, format_: Format) -> Screen[None]:
    """Who gets which copy of the minutes, and what was sent."""
    from screens.copies import CopiesScreen

    return CopiesScreen(context, session, format_)


def release(context: AppContext, session: Session, format_: Format, relative: str = "") -> Screen[None]:
    """What a relative (by record id, or the first) is given of the minutes."""
    from screens.release import ReleaseScreen

    return ReleaseScreen(context, session, format_, relative)


def part_two(context: AppContext, session: Session, format_: Format) -> Screen[PartTwoStart]:
    """Who joins part two, who stays, and what may be on the screen; gives who is in it, or None."""
    from screens.part_two import PartTwoScreen

    return PartTwoScreen(context, session, format_)


def actions(context: AppContext) -> Screen[None]:
    """Actions across meetings."""
    from screens.actions import ActionsScreen

    return ActionsScreen(context)


def report(context: AppContext) -> Screen[None]:
    """What came of all meetings, in numbers."""
    from screens.report import ReportScreen

    return ReportScreen(context)


def edit(context: AppContext, session: Session, format_: Format, record_id: str, field: str = "") -> Screen[bool]:
    """One record in a form with all its fields, beginning at `field` if given; gives whether it was saved."""
    from screens.edit import EditScreen

    return EditScreen(context, session, format_, record_id, field)


def history(context: AppContext, session: Session, format_: Format, record_id: str) -> Screen[None]:
    """Every version of one record."""
    from screens.history import HistoryScreen

    return HistoryScreen(context, session, format_, record_id)


def immediate_risk(context: AppContext, session: Session, format_: Format, undecided: str = "") -> Screen[str | None]:
    """Record an immediate risk of significant harm; returns the message to show, or None.

    `undecided` is the id of one raised before for which nothing is decided yet.
    """
    from screens.immediate_risk import RiskScreen

    return RiskScreen(context, session, format_, undecided)


def welcome(file: SettingsFile, first: FirstRun) -> Screen[Newcomer | None]:
    """The first-run form."""
    from screens.welcome import WelcomeScreen

    return WelcomeScreen(file, first)


def settings(
    file: SettingsFile, labels: dict[str, str], rekey: Callable[[str, str], None] | None = None
) -> Screen[None]:
    """The settings; `labels` are the labels of commands by id; `rekey` changes the passphrase."""
    from screens.settings import SettingsScreen

    return SettingsScreen(file, labels, rekey)


def another_passphrase(rekey: Callable[[str, str], None]) -> Screen[bool | None]:
    """Change the store's passphrase; returns whether it was changed."""
    from screens.passphrase import ChangeScreen

    return ChangeScreen(rekey)


def help_(title: str, explanation: str, commands: tuple[Command, ...]) -> Screen[None]:
    """What the current screen is for, and its keys."""
    from screens.help import HelpScreen

    return HelpScreen(title, explanation, commands)


def passphrase(locked_store: LockedStore) -> Screen[Way | None]:
    """Ask for a store's passphrase, or set its first one; returns how it was opened, or None."""
    from screens.passphrase import PassphraseScreen

    return PassphraseScreen(locked_store)


def cover(unlocks: Callable[[str], bool] | None = None, since: float | None = None) -> Screen[None]:
    """A blank screen; removed by the passphrase if `unlocks` is given. Keys pressed before `since` wait behind it."""
    from screens.cover import CoverScreen

    return CoverScreen(unlocks, since)

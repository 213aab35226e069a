"""LibraryScreen: a searchable list of meetings, upcoming ones first, with what is due after each."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from chairtui.journal.protocol import JournalError, Listing
from chairtui.journal.session import Session
from chairtui.meeting.after.next_meeting import NotNext, follow, proposed_start
from chairtui.meeting.dates.calendar import NotADate, day_of, read_when, show_when
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import keep, unpack
from chairtui.meeting.records import Draft
from chairtui.minutes.audience import PartTwoAccess
from chairtui.words import earlier_actions as earlier_words
from chairtui.words import screens as words
from screens import navigation
from screens.bindings import LIBRARY, bindings
from screens.context import AppContext
from screens.due import Due, due
from screens.list_view import DrawnRow, RowList
from screens.open_meeting import CannotOpen, Opened, open_meeting
from screens.searchable_page import SearchablePage
from screens.text_layout import Cell, one_line, row

RANKED = 60
"""How many of the latest meetings are read to sort those with something due to the top."""
DEAR = 5_000
"""Number of versions from which a meeting isn't read just to show what is due."""


class LibraryScreen(SearchablePage[None]):
    """The list of meetings; what is due is computed after the first paint, for those in view."""

    CSS_PATH = "library.tcss"
    HEADING = words.MEETINGS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LIBRARY), ("escape", "back", "")]
    CHOOSING = words.OPENS
    LEADS_ON = ("new", "choose")
    LIST, FIND, ASKS = "meetings", words.FIND_MEETING, "starts"

    @dataclass
    class Loaded(Message):
        """The meetings there are, or why they could not be listed."""

        listings: Sequence[Listing]
        problem: str = ""

    @dataclass
    class Worked(Message):
        """What is due after one meeting, at that position."""

        meeting: str
        position: int
        due: tuple[Due, ...]

    class Ranked(Message):
        """Posted when what is due has been read for all requested meetings."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._listings: dict[str, Listing] = {}
        self._due: dict[tuple[str, int], tuple[Due, ...]] = {}
        self._haystack: dict[str, str] = {}
        self._mark_next = ""
        self._after: tuple[Session, Format] | None = None

    # ---- what there is

    @on(ScreenResume)
    def _look(self) -> None:
        self.holds_keys = False
        if self.is_current:
            self._load()

    @work(thread=True, exclusive=True, group="load")
    def _load(self) -> None:
        try:
            self.post_message(self.Loaded(self.context.journal.meetings()))
        except JournalError as problem:
            self.post_message(self.Loaded((), str(problem)))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        self._listings = {listing.id: listing for listing in in_order(loaded.listings, self._today)}
        self._listings = self._due_first()
        self._haystack.clear()
        if loaded.problem:
            self.say(loaded.problem, wrong=True)
        opened = sum(1 for listing in self._listings.values() if listing.state == "open")
        self.head(words.MEETINGS, words.COUNTS.format(open=opened, all=len(self._listings)))
        self.show_found()

    @property
    def _today(self) -> date:
        return self.context.now().date()

    def show_found(self) -> None:
        super().show_found()
        rows = self.query_one(RowList)
        if self._mark_next:
            rows.mark(self._mark_next)
            self._mark_next = ""
        if not rows.keys and self.focused is not self.query_one("#find"):
            self.set_focus(None)
        self.call_after_refresh(self._work_out_due)

    def found(self, sought: list[str]) -> list[str]:
        return [i for i, listing in self._listings.items() if not sought or self._has(listing, sought)]

    def any_there(self) -> bool:
        return bool(self._listings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sample":
            return self.context.sample is not None
        if action == "import":
            return self.context.import_meeting is not None
        if action == "earlier_actions":
            return self.context.tables_of is not None and self.any_there()
        return self.any_there() if action in ("next_meeting", "report") else super().check_action(action, parameters)

    def nothing(self) -> str:
        return words.NOTHING_FOUND if self._listings else words.NO_MEETINGS

    def _has(self, listing: Listing, sought: list[str]) -> bool:
        text = self._haystack.get(listing.id)
        if text is None:
            name, when = self._format_name(listing), show_when(listing.starts)
            text = f"{listing.title} {listing.subject} {name} {when} {listing.state} {listing.id}".lower()
            self._haystack[listing.id] = text
        return all(word in text for word in sought)

    def _format_name(self, listing: Listing) -> str:
        format_ = self.context.formats.get(listing.format)
        return format_.name if format_ else words.NOT_HERE.format(format=listing.format)

    def draw(self, index: int, width: int) -> DrawnRow:
        listing = self._listings[self.query_one(RowList).keys[index]]
        today = day_of(listing.starts) == self._today
        state, style_name = (words.CLOSED, "muted") if listing.state == "closed" else (words.OPEN, "good")
        if today:
            state, style_name = f"{words.TODAY} · {state}", "warn"
        first = row([Cell(listing.title, 0, "strong"), Cell(state, 16, style_name, right=True)], width)
        about = f"{show_when(listing.starts)} · {one_line(listing.subject)} · {self._format_name(listing)}"
        known = self._due.get((listing.id, listing.position), ())
        if not known:
            return DrawnRow([first, row([Cell(about, 0, "muted")], width)])
        said = " · ".join(d.words for d in known[:2])
        room = min(len(said), max(width - len(about) - 2, width // 2))
        second = row(
            [Cell(about, 0, "muted"), Cell(said, room, "late" if known[0].late else "warn", right=True)], width
        )
        return DrawnRow([first, second])

    # ---- what is due

    @on(RowList.Marked)
    def _work_out_due(self) -> None:
        rows = self.query_one(RowList)
        wanted = [self._listings[rows.keys[i]] for i in rows.seen]
        wanted += [listing for listing in self._listings.values() if day_of(listing.starts) <= self._today][:RANKED]
        wanted = [w for w in wanted if (w.id, w.position) not in self._due and w.position < DEAR]
        if wanted:
            self._read_due(wanted, self._today)

    @work(thread=True, exclusive=True, group="due")
    def _read_due(self, wanted: list[Listing], today: date) -> None:
        worker = get_current_worker()
        left = {listing.id: listing.position for listing in wanted}
        with suppress(JournalError):
            for meeting, items in self.context.journal.due(list(left), self.context.formats.get, today):
                if worker.is_cancelled:
                    return
                self.post_message(self.Worked(meeting, left.pop(meeting), tuple(due(items, today))))
        for meeting, position in left.items():
            self.post_message(self.Worked(meeting, position, ()))  # opening the meeting reports the error
        self.post_message(self.Ranked())

    @on(Worked)
    def _show_due(self, worked: Worked) -> None:
        self._due[worked.meeting, worked.position] = worked.due
        if worked.due:
            self.query_one(RowList).repaint(worked.meeting)

    @on(Ranked)
    def _show_due_first(self) -> None:
        """Sort what is due to the top. The marked meeting stays marked, so that no key opens another one."""
        ranked = self._due_first()
        if list(ranked) != list(self._listings):
            self._listings = ranked
            super().show_found()

    def _due_first(self) -> dict[str, Listing]:
        """Today's meetings, those with something late, those with something due, then the others."""

        def rank(listing: Listing) -> int:
            known = self._due.get((listing.id, listing.position), ())
            if day_of(listing.starts) == self._today:
                return 0
            return (1 if known[0].late else 2) if known else 3

        return {listing.id: listing for listing in sorted(self._listings.values(), key=rank)}

    def leave(self) -> None:
        self.say(words.LIBRARY_ROOT)

    # ---- doors

    @on(RowList.Chosen)
    def _open(self, chosen: RowList.Chosen) -> None:
        try:
            session, format_ = open_meeting(self.context, chosen.key)
        except (JournalError, CannotOpen) as problem:
            self.say(str(problem), wrong=True)
            self.holds_keys = False
            return
        self.say("")
        self.post_message(Opened(session, format_))

    def action_new(self) -> None:
        self.app.push_screen(navigation.new_meeting(self.context), self._made)

    def _made(self, meeting: str | None) -> None:
        """Open the new meeting; a decision not to convene is only marked in the list."""
        if not meeting:
            self.holds_keys = False
            return
        self._mark_next = meeting
        try:
            session, format_ = open_meeting(self.context, meeting)
        except (JournalError, CannotOpen) as problem:
            self.say(str(problem), wrong=True)
            self.holds_keys = False
            return
        if session.meeting.closed:
            self.say(words.KEPT)
            self.holds_keys = False
        else:
            self.post_message(Opened(session, format_))

    # ---- the meeting that follows

    def action_next_meeting(self) -> None:
        """Ask when it starts; the review's date is proposed."""
        listing = self._listings.get(self.query_one(RowList).key)
        if listing is None or listing.state != "closed":
            self.say(words.NEXT_NONE, wrong=True)
            return
        if (opened := self._open_to_write(listing.id)) is None:
            return
        self._after = session, format_ = opened
        proposed = proposed_start(session.meeting, format_)
        self.ask(show_when(proposed) if proposed else "", words.NEXT_ASKS)

    @on(Input.Submitted, "#starts")
    def _follow(self, submitted: Input.Submitted) -> None:
        if self._after is None:
            self._import(submitted.value)
            return
        session, format_ = self._after
        kept = session.meeting.kept_format
        own = self.context.formats.get(format_.id) or (unpack(kept) if kept else None) or format_
        try:
            starts = read_when(submitted.value, on=day_of(self.context.now()), nation=format_.nation)
            changes: dict[str, object] = {"format_version": own.version, "format_name": own.name, "starts": starts}
            follows = follow(
                session.meeting, changes, PartTwoAccess(session.meeting, format_).sees, self.context.new_id
            )
            details, *others = follows.drafts
            made = self.context.journal.begin([details, Draft(record=keep(own)), *others], self.context.by)
        except (NotADate, NotNext, JournalError) as problem:
            self.say(str(problem), wrong=True)
            return
        kinds = [draft.record.kind for draft in follows.drafts]
        said = words.NEXT_MADE.format(
            people=kinds.count("attendee"), actions=kinds.count("action"), observations=kinds.count("observation")
        )
        try:
            session.save(follows.link(made, self.context.new_id()))
        except JournalError as problem:
            said = words.NEXT_UNLINKED.format(reason=problem)
        self._mark_next = made
        self.asked()
        self.say(f"{said} {words.NEXT_STARTS.format(when=show_when(starts))}")
        self._load()

    def action_earlier_actions(self) -> None:
        """Take actions of before this program over into the marked meeting."""
        listing = self._listings.get(self.query_one(RowList).key)
        if listing is None or listing.state != "open":
            self.say(earlier_words.CLOSED if listing else earlier_words.MARK_ONE, wrong=True)
            return
        tables_of = self.context.tables_of
        if (opened := self._open_to_write(listing.id)) is not None and tables_of is not None:
            self.app.push_screen(navigation.earlier_actions(self.context, *opened, tables_of))

    def _open_to_write(self, meeting: str) -> tuple[Session, Format] | None:
        """The meeting and its format; None after saying why it can't be opened or written."""
        try:
            opened = open_meeting(self.context, meeting)
        except (JournalError, CannotOpen) as problem:
            self.say(str(problem), wrong=True)
            return None
        if why := opened[0].read_only_reason:
            self.say(why, wrong=True)
            return None
        return opened

    def action_actions(self) -> None:
        self.app.push_screen(navigation.actions(self.context))

    def action_report(self) -> None:
        self.app.push_screen(navigation.report(self.context))

    # ---- a sample to look round in, and a meeting from a file

    def action_sample(self) -> None:
        """Open a sample meeting in a temporary store."""
        if self.context.sample is None:
            return
        try:
            context, meeting = self.context.sample()
            session, format_ = open_meeting(context, meeting)
        except (JournalError, CannotOpen, OSError) as problem:
            self.say(str(problem), wrong=True)
            return
        self.app.push_screen(navigation.live(context, session, format_))
        self.app.notify(words.SAMPLE_OPEN, timeout=12, markup=False)

    def action_import(self) -> None:
        """Ask which file holds the meeting."""
        self._after = None
        self.ask("", words.IMPORT_ASKS)

    def _import(self, path: str) -> None:
        if self.context.import_meeting is None:
            return
        try:
            self._mark_next = self.context.import_meeting(path.strip())
        except (JournalError, ValueError, OSError) as problem:
            self.say(str(problem), wrong=True)
            return
        self.asked()
        self.say(words.IMPORTED)
        self._load()


def in_order(listings: Sequence[Listing], today: date) -> list[Listing]:
    """Today's and upcoming meetings, soonest first; then past ones, latest first."""
    to_come = [listing for listing in listings if day_of(listing.starts) >= today]
    were = [listing for listing in listings if day_of(listing.starts) < today]
    return sorted(to_come, key=_when) + sorted(were, key=_when, reverse=True)


def _when(listing: Listing) -> float:
    return listing.starts.timestamp()

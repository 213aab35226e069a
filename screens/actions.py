"""ActionsScreen: a searchable list of actions across meetings, overdue ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from chairtui.journal.protocol import JournalError
from chairtui.meeting.after.actions_across import ActionFilter, MeetingAction, UnreadMeeting
from chairtui.meeting.after.follow_up import NotFollowed, Step, follow_up
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.dates.phrase import split_day
from chairtui.words import screens as words
from chairtui.words.sentence import sentence
from screens.bindings import ACTIONS, bindings
from screens.context import AppContext
from screens.list_view import DrawnRow, RowList
from screens.open_meeting import CannotOpen, Opened, open_meeting
from screens.searchable_page import SearchablePage
from screens.text_layout import Cell, one_line, row

BATCH = 100
"""How many actions are collected before they are posted to the list."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One action as the list shows it."""

    key: str
    meeting: str
    starts: datetime
    title: str
    text: str
    owner: str
    deadline: date | None
    status: str
    overdue: bool
    this_week: bool = False
    ref: str = ""

    @property
    def words(self) -> str:
        """The text that a search matches, in lower case."""
        state = f"{words.OVERDUE if self.overdue else ''} {words.STATUS[self.status]}"
        state = f"{state} {words.THIS_WEEK}" if self.this_week else state
        when = show_date(self.deadline) if self.deadline else words.NO_DEADLINE
        return f"{self.text} {self.owner or words.NO_OWNER} {self.title} {when} {state} {self.key}".lower()


class ActionsScreen(SearchablePage[None]):
    """Read in a thread, and shown as they are found."""

    CSS_PATH = "actions.tcss"
    HEADING = words.ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    CHOOSING = words.GOES_TO_MEETING
    LIST, FIND, ASKS = "actions", words.FIND_ACTION, "step"

    @dataclass
    class Found(Message):
        """Some more actions; `last` when every meeting was read, of which `unreadable` could not be."""

        owed: Sequence[Owed]
        last: bool
        unreadable: int = 0
        problem: str = ""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._owed: dict[str, Owed] = {}
        self._coming: dict[str, Owed] = {}
        self._step: Step = "done"
        self._stepping = ""

    @on(ScreenResume)
    def _look(self) -> None:
        self._coming = {}
        self._read(self.context.now().date())

    @work(thread=True, exclusive=True, group="read")
    def _read(self, today: date) -> None:
        worker = get_current_worker()
        found: list[Owed] = []
        unreadable = 0
        try:
            for action in self.context.journal.actions(ActionFilter()):
                if worker.is_cancelled:
                    return
                if isinstance(action, UnreadMeeting):
                    unreadable += 1
                    continue
                found.append(owed(action, today))
                if len(found) == BATCH:
                    self.post_message(self.Found(tuple(found), False))
                    found = []
        except JournalError as problem:
            self.post_message(self.Found((), True, 0, str(problem)))
            return
        self.post_message(self.Found(tuple(found), True, unreadable))

    @on(Found)
    def _show(self, found: Found) -> None:
        self._coming.update({o.key: o for o in found.owed})
        if found.last or not self._owed:
            latest = sorted(self._coming.values(), key=lambda o: (o.starts, o.meeting), reverse=True)
            self._owed = {o.key: o for o in sorted(latest, key=in_turn)}
            self.show_found()
        if found.problem or found.unreadable:
            self.say(found.problem or words.UNREADABLE.format(count=found.unreadable), wrong=True)

    def show_found(self) -> None:
        super().show_found()
        overdue = sum(1 for o in self._owed.values() if o.overdue)
        opened = sum(1 for o in self._owed.values() if o.status == "open")
        counts = words.ACTIONS_COUNTS.format(overdue=overdue, open=opened, all=len(self._owed))
        self.head(words.ACTIONS, counts)

    def found(self, sought: list[str]) -> list[str]:
        return [key for key, o in self._owed.items() if all(word in o.words for word in sought)]

    def any_there(self) -> bool:
        return bool(self._owed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.any_there() if action == "follow" else super().check_action(action, parameters)

    def nothing(self) -> str:
        return words.NO_SUCH_ACTION if self._owed else words.NO_ACTIONS

    def draw(self, index: int, width: int) -> DrawnRow:
        action = self._owed[self.query_one(RowList).keys[index]]
        when = show_date(action.deadline) if action.deadline else words.NO_DEADLINE
        state = words.OVERDUE if action.overdue else words.STATUS[action.status]
        style_name = "late" if action.overdue else "muted" if action.status != "open" else "good"
        by = Cell(when, 16, "late" if action.overdue else "", right=True)
        first = row([Cell(action.text, 0, "strong"), by], width)
        about = f"{action.owner or words.NO_OWNER} · {action.title}"
        return DrawnRow([first, row([Cell(about, 0, "muted"), Cell(state, 16, style_name, right=True)], width)])

    @property
    def unsaved(self) -> bool:
        """Whether something is typed about an action."""
        return self.asking and bool(self.query_one("#step", Input).value.strip())

    # ---- what became of one

    def action_follow(self, step: Step) -> None:
        self._stepping = self.query_one(RowList).key
        if not self._stepping:
            return
        self._step = step
        self.ask("", words.FOLLOW_ASKS[step])

    @on(Input.Submitted, "#step")
    def _follow(self, submitted: Input.Submitted) -> None:
        action = self._owed[self._stepping]
        today = self.context.now().date()
        try:
            session, format_ = open_meeting(self.context, action.meeting)
            to, reason = "", submitted.value
            if self._step == "moved":
                to, reason = split_day(submitted.value, on=today, nation=format_.nation)
            if not session.meeting.closed:
                raise NotFollowed(words.FOLLOW_OPEN)
            entry = next(e for e in session.meeting.actions if e.ref == action.ref)
            record = follow_up(
                entry,
                self._step,
                session.meeting,
                nation=format_.nation,
                today=today,
                new_id=self.context.new_id,
                to=to,
                reason=reason.strip(),
            )
            session.save(record)
        except (JournalError, CannotOpen, NotFollowed) as problem:
            self.say(str(problem), wrong=True)
            return
        self.asked()
        moved_to = words.FOLLOWED_TO.format(date=show_date(record.deadline)) if record.deadline else ""
        self.say(sentence(words.FOLLOWED, ref=action.ref, status=words.STATUS[record.status], to=moved_to))
        self._look()

    @on(RowList.Chosen)
    def _open(self, chosen: RowList.Chosen) -> None:
        try:
            session, format_ = open_meeting(self.context, self._owed[chosen.key].meeting)
        except (JournalError, CannotOpen) as problem:
            self.say(str(problem), wrong=True)
            return
        self.post_message(Opened(session, format_))


def owed(action: MeetingAction, today: date) -> Owed:
    """An action as a row of the list."""
    owner = one_line(action.owner)
    return Owed(
        key=f"{action.meeting} {action.ref}",
        meeting=action.meeting,
        starts=action.starts,
        title=action.title,
        text=one_line(action.text),
        owner=f"{owner}, {action.agency}" if action.agency else owner,
        deadline=action.deadline,
        status=action.status,
        overdue=action.now.overdue(today),
        this_week=action.now.this_week(today),
        ref=action.ref,
    )


def in_turn(action: Owed) -> tuple[int, date]:
    """Overdue first, then open by deadline, then open without one, then what is finished."""
    rank = 3 if action.status != "open" else 0 if action.overdue else 1 if action.deadline else 2
    return rank, action.deadline or date.max

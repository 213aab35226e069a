"""The quick keys of the live meeting: what is selected changes by one key, a word in the line, and enter."""

from __future__ import annotations

from abc import abstractmethod

from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Action, Attendee, Decision, Note, Observation, Record
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.live.save import Keeping
from screens.widgets.capture_mode import CaptureMode
from screens.widgets.item_clock import ItemClock
from screens.widgets.pane import Pane
from screens.widgets.quick_line_modes import (
    ArrivalMode,
    DeadlineMode,
    LinkMode,
    PersonMode,
    QuickMode,
    VerifyMode,
    come_or_go,
)
from screens.widgets.row_keys import record_id_of


class QuickHand(Keeping):
    """Never a box over the discussion: what is asked stands below the line, and escape leaves it."""

    pane: Pane
    clock: ItemClock

    @abstractmethod
    def capture_mode(self) -> CaptureMode:
        """What the line is for when something is said."""

    def _chosen_entry(self) -> Entry[Record] | None:
        row = self.pane.row
        entry = self.visibility.meeting.entry(record_id_of(row.key)) if row else None
        return None if entry is None or entry.removed else entry

    def _ask(self, kind: type[QuickMode], fits: tuple[type[Record], ...], otherwise: str) -> None:
        """Ask in the line about the selected record; say what to choose first where it is of no use for that."""
        entry = self._chosen_entry()
        if self.session.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        elif entry is None or not isinstance(entry.record, fits):
            self.say(otherwise)
        else:
            self.dock.begin(kind(self.visibility.meeting, self.format_, entry))

    def action_who(self) -> None:
        self._ask(PersonMode, (Action, Note, Observation), quick_edit.ONLY_NAMED)

    def action_by_when(self) -> None:
        self._ask(DeadlineMode, (Action,), quick_edit.ONLY_ACTIONS)

    def action_link(self) -> None:
        self._ask(LinkMode, (Action, Observation, Note, Decision), quick_edit.ONLY_LINKED)

    def action_verified(self) -> None:
        entry = self._chosen_entry()
        reported = entry is not None and isinstance(entry.record, Note) and entry.record.nature == "reported"
        self._ask(VerifyMode, (Note,) if reported else (), quick_edit.ONLY_REPORTED)

    def action_turn_into_action(self) -> None:
        """Begin an action for what is selected, with its words where those may be the action's: a need or a risk says
        what is to be met, not what is done. A restricted record makes a restricted action."""
        entry = self._chosen_entry()
        record = entry.record if entry else None
        if self.session.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        elif entry is None or not isinstance(record, Note | Observation | Decision):
            self.say(quick_edit.NO_ACTION_FROM)
        else:
            words_of_it = "" if isinstance(record, Observation) else " ".join(record.text.split())
            text = quick_edit.TURNED.format(text=words_of_it, ref=entry.ref)
            kept_back = f" !restricted {' '.join(record.restricted.split())}" if record.restricted else ""
            self.dock.begin(self.capture_mode(), text + kept_back)
            if self.dock.line.value == text + kept_back:
                self.dock.line.cursor_position = len(text) if words_of_it else text.index("  ") + 1
            if not words_of_it:
                self.dock.say(quick_edit.WHAT_IS_DONE.format(ref=entry.ref, text=record.text), "quiet")

    def action_come_or_go(self) -> None:
        """Whoever is selected arrives, leaves or is back, now; or else ask who."""
        entry = self._chosen_entry()
        if self.session.meeting.closed:
            self.say(words.LINE_CLOSED, "bad")
        elif entry is None or not isinstance(entry.record, Attendee):
            self.dock.begin(ArrivalMode(self.session.meeting, self.visibility.meeting, self.context.now))
        else:
            draft, said = come_or_go(entry.record, entry.base, self.context.now(), self.session.meeting)
            if self.try_to(lambda: self.session.append([draft])):
                self.say(f"{said} ✓", "good")
                self.show_again(select=entry.record.id)

    # ---- the clock

    def action_pause(self) -> None:
        """Stop the meeting's clock for a break, or start it again."""
        if self.session.meeting.closed:
            self.say(quick_edit.CLOSED_CLOCK, "bad")
        elif self.clock.paused:
            if self.try_to(self.clock.go_on):
                self.say(quick_edit.GO_ON, "good")
        elif self.try_to(self.clock.stop):
            self.say(quick_edit.PAUSE, "good")
        self.show_time()

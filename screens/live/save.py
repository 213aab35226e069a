"""What every key of the live meeting needs that writes: keep it, say what stood in the way, take it back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from chairtui.journal.protocol import Conflict, JournalError
from chairtui.journal.session import Session
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Version
from chairtui.meeting.undo import NothingToUndo, redo, undo
from chairtui.words import live as words
from chairtui.words import offline, quick_edit
from screens.context import AppContext
from screens.visible_meeting import Visibility
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.hints import HintedScreen
from screens.widgets.preview_line import Mood
from screens.widgets.row_keys import key_of, named


class Keeping(HintedScreen):
    """A screen that writes to one meeting and says what became of it below its line."""

    dock: CaptureDock

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format_ = format_
        self.visibility = Visibility(session, format_)
        self._failed = False
        self._put_off: set[str] = set()

    @abstractmethod
    def show_again(self, select: str = "") -> None:
        """Show the meeting as it stands, with the row of that key selected if it is there."""

    @abstractmethod
    def show_time(self) -> None:
        """Show what the clock and the journal have to say."""

    def say(self, text: str, mood: Mood = "quiet") -> None:
        """Say something in the line below the line."""
        self.dock.say(text, mood)

    def try_to(self, write: Callable[[], object]) -> bool:
        """Write; whether it was kept. What stood in the way is said below the line."""
        try:
            write()
        except Conflict as conflict:
            self.settle(conflict)
            return False
        except NothingToUndo as nothing:
            self.say(str(nothing), "bad")
            return False
        except JournalError as error:
            self._failed = True
            self.say(str(error), "bad")
            self.show_time()
            return False
        self._failed = False
        return True

    # ---- two at once

    def settle(self, conflict: Conflict, *, typed: bool = False) -> None:
        """Somebody else changed the same record: keep both where they touched different fields, or have it chosen.

        `typed`: what is to be saved is in the line, which it leaves once that is settled.
        """
        from screens.conflict import ChooseScreen, merged

        if self.visibility.hides(conflict.theirs.record.id):
            self.say(quick_edit.NOT_FOR_FAMILY, "bad")
            return
        both = merged(self.session.meeting, conflict)
        who, ref = conflict.theirs.by, named(conflict.theirs.record.id, self.session.meeting)
        if both is not None and self.try_to(lambda: self.session.save(both, seen=conflict.theirs.seq)):
            if typed:
                self.dock.done()
            self.say(words.MERGED.format(who=who, ref=ref), "good")
            self.show_again()
        elif both is None:
            self.app.push_screen(
                ChooseScreen(self.context, self.session, self.format_, conflict), partial(self.settled, typed=typed)
            )

    def settled(self, said: str | None, *, typed: bool = False) -> None:
        """What was chosen on another screen, in words for the line below the line."""
        if said is not None:
            if typed:
                self.dock.done()
            self.say(said, "good")

    # ---- what was changed here and by somebody else while the server was away

    def show_choice(self, *, asked: bool = False) -> None:
        """Have the next such record chosen about; one that was put off only where somebody `asked`."""
        from screens.conflict import ChooseScreen

        for conflict in self.session.journal.unsettled(self.session.meeting.id):
            record = conflict.mine.record.id
            if not self.visibility.hides(record) and (asked or record not in self._put_off):
                self._put_off.add(record)  # until it is chosen about: it comes by itself once
                choice = ChooseScreen(self.context, self.session, self.format_, conflict, waited=True)
                self.app.push_screen(choice, partial(self._chose, record))
                return
        if asked:
            self.say(offline.NOTHING_TO_CHOOSE)

    def _chose(self, record: str, said: str | None) -> None:
        if said is None:
            self.say(offline.TO_CHOOSE_LATER)
        else:
            self._put_off.discard(record)
            self.say(said, "good")
        self.show_again()

    def action_choose_both(self) -> None:
        self.show_choice(asked=True)

    # ---- taking back

    def action_undo(self) -> None:
        self._revert(undoing=True)

    def action_redo(self) -> None:
        self._revert(undoing=False)

    def _revert(self, *, undoing: bool) -> None:
        if self.visibility.family_here and self._would_show(undoing=undoing):
            self.say(quick_edit.UNDO_HIDDEN, "bad")
            return
        done: list[Version] = []
        if not self.try_to(lambda: done.append(self.session.undo() if undoing else self.session.redo())):
            return
        version = done[0]
        said = words.REDONE if not undoing else words.UNDONE_ADDED if version.removed else words.UNDONE
        self.say(said.format(ref=named(version.record.id, self.session.meeting)), "good")
        self.show_again(select=key_of(version.record.id))

    def _would_show(self, *, undoing: bool) -> bool:
        """Whether taking back would touch what is not to be seen, or turn the meeting back to part one."""
        try:
            draft = (undo if undoing else redo)(self.session.meeting, self.session.by)
        except NothingToUndo:
            return False
        entry = self.session.meeting.entry(draft.record.id)
        removed = entry is not None and entry.removed
        return draft.record.kind == "details" or (self.visibility.hides(draft.record.id) and not removed)

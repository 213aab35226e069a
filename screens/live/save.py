"""Saving from the live meeting: write errors, conflicts with other sessions, undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from chairtui.journal.protocol import Conflict, JournalError
from chairtui.meeting.records import Version
from chairtui.meeting.undo import NothingToUndo, redo, undo
from chairtui.words import live as words
from chairtui.words import offline, quick_edit
from screens.live.state import LiveHost, LiveState
from screens.widgets.row_keys import key_of, named


class Saver:
    """Runs writes and reports errors. `line_done` clears a capture line whose text was saved elsewhere."""

    def __init__(self, state: LiveState, host: LiveHost, line_done: Callable[[], None]) -> None:
        self._state = state
        self._host = host
        self._line_done = line_done
        self._postponed: set[str] = set()

    def write(self, write: Callable[[], object]) -> bool:
        """Run a write; returns whether it was saved. Errors are shown under the capture line."""
        try:
            write()
        except Conflict as conflict:
            self.resolve(conflict)
            return False
        except NothingToUndo as nothing:
            self._host.say(str(nothing), "bad")
            return False
        except JournalError as error:
            self._state.write_failed = True
            self._host.say(str(error), "bad")
            self._host.show_time()
            return False
        self._state.write_failed = False
        return True

    # ---- conflicts

    def resolve(self, conflict: Conflict, *, typed: bool = False) -> None:
        """Merge a conflict whose two sides touched different fields; otherwise ask which one to keep.

        `typed`: the text is still in the capture line, which is cleared once the conflict is resolved.
        """
        from screens.conflict import ChooseScreen, merged

        state = self._state
        if state.visibility.hides(conflict.theirs.record.id):
            self._host.say(quick_edit.NOT_FOR_FAMILY, "bad")
            return
        meeting = state.session.meeting
        both = merged(meeting, conflict)
        who, ref = conflict.theirs.by, named(conflict.theirs.record.id, state.visibility.meeting)
        if both is not None and self.write(lambda: state.session.save(both, seen=conflict.theirs.seq)):
            if typed:
                self._line_done()
            self._host.say(words.MERGED.format(who=who, ref=ref), "good")
            self._host.show_again()
        elif both is None:
            choice = ChooseScreen(state.context, state.session, state.format_, conflict)
            self._host.open(choice, partial(self.report, typed=typed))

    def report(self, said: str | None, *, typed: bool = False) -> None:
        """Show the result of another screen, None where it was left without one."""
        if said is not None:
            if typed:
                self._line_done()
            self._host.say(said, "good")

    def show_offline_conflict(self, *, asked: bool = False) -> None:
        """Open the next conflict left from working offline; postponed ones only if `asked` for."""
        from screens.conflict import ChooseScreen

        state = self._state
        for conflict in state.session.journal.conflicts(state.session.meeting.id):
            record = conflict.mine.record.id
            if not state.visibility.hides(record) and (asked or record not in self._postponed):
                self._postponed.add(record)  # opened unasked only once
                choice = ChooseScreen(state.context, state.session, state.format_, conflict, waited=True)
                self._host.open(choice, partial(self._chosen, record))
                return
        if asked:
            self._host.say(offline.NOTHING_TO_CHOOSE)

    def _chosen(self, record: str, said: str | None) -> None:
        if said is None:
            self._host.say(offline.TO_CHOOSE_LATER)
        else:
            self._postponed.discard(record)
            self._host.say(said, "good")
        self._host.show_again()

    # ---- undo and redo

    def undo(self) -> None:
        """Undo this person's last change."""
        self._revert(undoing=True)

    def redo(self) -> None:
        """Redo what was undone last."""
        self._revert(undoing=False)

    def _revert(self, *, undoing: bool) -> None:
        session = self._state.session
        if self._state.family_here and self._would_reveal(undoing=undoing):
            self._host.say(quick_edit.UNDO_HIDDEN, "bad")
            return
        done: list[Version] = []
        if not self.write(lambda: done.append(session.undo() if undoing else session.redo())):
            return
        version = done[0]
        said = words.REDONE if not undoing else words.UNDONE_ADDED if version.removed else words.UNDONE
        self._host.say(said.format(ref=named(version.record.id, self._state.visibility.meeting)), "good")
        self._host.show_again(select=key_of(version.record.id))

    def _would_reveal(self, *, undoing: bool) -> bool:
        """Whether it would touch a hidden record, or turn the meeting back to part one."""
        session = self._state.session
        try:
            draft = (undo if undoing else redo)(session.meeting, session.by)
        except NothingToUndo:
            return False
        entry = session.meeting.entry(draft.record.id)
        removed = entry is not None and entry.removed
        id_, visible = draft.record.id, self._state.visibility
        return draft.record.kind == "details" or visible.said_before(id_) or (visible.hides(id_) and not removed)

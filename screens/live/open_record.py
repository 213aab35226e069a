"""Commands on the selected row that open it, remove it or show its history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Relative, Unsettled
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens import navigation
from screens.live.parts import PartsControl
from screens.live.save import Saver
from screens.live.state import LiveHost, LiveState
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.line_modes import AimMode, AnswerMode
from screens.widgets.pane import Pane
from screens.widgets.row_keys import DETAIL, QUESTION, asked_in, named, record_id_of

if TYPE_CHECKING:
    from screens.live.quick_edit import QuickEditor


class RecordOpener:
    """Opens a record in its form, a question in the capture line, and a closed meeting's record as an amendment."""

    def __init__(
        self,
        state: LiveState,
        host: LiveHost,
        saver: Saver,
        parts: PartsControl,
        quick: Callable[[], QuickEditor],
        pane: Pane,
        dock: CaptureDock,
    ) -> None:
        self._state = state
        self._host = host
        self._saver = saver
        self._parts = parts
        self._quick = quick
        self._pane = pane
        self._dock = dock

    def edit(self) -> None:
        """Open the selected row; with nothing selected, select the first."""
        state, row = self._state, self._pane.row
        context, session, format_ = state.context, state.session, state.format_
        if row is None:
            self._pane.move(1)
            self._host.say("" if self._pane.row else words.NOTHING_SELECTED)
            return
        if row.key.startswith(DETAIL) and self._parts.blocked_by_family():
            return
        if row.key == f"{DETAIL}part":
            self._parts.toggle()
            return
        if state.said_before(row):
            self._host.say(quick_edit.SAID_BEFORE, "bad")
            return
        if state.visibility.hides(record_id_of(row.key)):
            self._host.say(quick_edit.ANSWERED_BEFORE, "bad")
            return
        meeting = session.meeting
        asked = asked_in(row.key, meeting, format_)
        entry = meeting.find(record_id_of(row.key))
        if meeting.closed and entry is None:
            self._host.say(words.LINE_CLOSED, "bad")
        elif meeting.closed and entry is not None and not isinstance(entry.record, Relative):
            self._host.open(navigation.amend(context, session, entry.ref or entry.record.id))
        elif entry is not None and isinstance(entry.record, Unsettled):
            from chairtui.meeting.capture.capture import reason_now

            why = reason_now(cast(Entry[Unsettled], entry), meeting, format_)
            self._dock.begin(state.capture_mode(), f"{entry.ref} ", proposed=" ".join(entry.record.text.split()))
            self._host.say(f"{why}\n{words.SETTLE_IN_LINE}", "ask")
        elif asked is not None:
            answering = AnswerMode(meeting, format_, *asked)
            self._dock.begin(answering, answering.start)
        elif row.key == "detail:aim" and "\n" not in meeting.details.aim:
            aim = AimMode(meeting, format_)
            self._dock.begin(aim, aim.start)
        else:
            field = row.key.removeprefix(DETAIL) if row.key.startswith(DETAIL) else ""
            form = navigation.edit(context, session, format_, record_id_of(row.key), field)
            self._host.open(form, partial(self._edited, record_id_of(row.key)))

    def sort_out(self, finding: Finding) -> None:
        """Open what a finding's row is answered or changed with; its row is selected. Where several things may be done
        about it, the row stays selected."""
        row = self._pane.row
        if row is None or self._state.closed:
            return
        if row.key.startswith((QUESTION, DETAIL)):
            self.edit()
            if self._state.session.meeting.answer(finding.question) is not None:
                self._host.say(finding.message)  # what is wrong with the answer that the line begins with
        elif finding.rule == "owner-named":
            self._quick().who()
        elif finding.rule == "deadline-given":
            self._quick().by_when()

    def _edited(self, record_id: str, saved: bool | None) -> None:
        if saved:
            ref = named(record_id, self._state.visibility.meeting)
            self._host.say(words.SAVED_HERE.format(ref=ref[:1].upper() + ref[1:]), "good")

    def remove(self) -> None:
        """Remove the selected record."""
        session, row = self._state.session, self._pane.row
        entry = session.meeting.find(record_id_of(row.key)) if row else None
        called = named(entry.record.id, self._state.visibility.meeting) if entry else ""
        if row is None:
            self._host.say(words.NOTHING_SELECTED)
        elif self._state.said_before(row):
            self._host.say(quick_edit.SAID_BEFORE, "bad")
        elif entry is None or entry.removed or entry.record.kind == "details":
            self._host.say(words.NOT_REMOVABLE)
        elif self._saver.write(lambda: session.remove(entry.record)):
            self._host.say(words.REMOVED.format(ref=called[:1].upper() + called[1:]), "good")
            self._host.show_again()

    def history(self) -> None:
        """Show every version of the selected record."""
        state, row = self._state, self._pane.row
        if row is None:
            self._host.say(words.NOTHING_SELECTED)
        elif not state.session.meeting.history(record_id_of(row.key)):
            self._host.say(words.NO_HISTORY)
        else:
            history = navigation.history(state.context, state.session, state.format_, record_id_of(row.key))
            self._host.open(history)

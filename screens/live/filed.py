"""What happens on the screen once the capture line has filed something, or another session has."""

from __future__ import annotations

from chairtui.meeting.records import Answer, Details
from screens.live.parts import PartsControl
from screens.live.redraw import Redraw
from screens.live.save import Saver
from screens.live.state import LiveHost, LiveState
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.pane import Pane
from screens.widgets.row_keys import DETAIL, key_of, saved
from screens.widgets.version_listener import Listener


class FiledRecords:
    """Shows new records in the pane and says what became of them."""

    def __init__(
        self,
        state: LiveState,
        host: LiveHost,
        saver: Saver,
        parts: PartsControl,
        redraw: Redraw,
        pane: Pane,
        dock: CaptureDock,
    ) -> None:
        self._state = state
        self._host = host
        self._saver = saver
        self._parts = parts
        self._redraw = redraw
        self._pane = pane
        self._dock = dock

    def typed(self, message: CaptureDock.Filed) -> None:
        """Show what was typed here: its row is painted first, everything beside it later."""
        state, pane = self._state, self._pane
        state.write_failed = False
        if message.pasted:
            self._host.show_again()
            return
        entry = state.session.meeting.entry(message.record_id)
        record = entry.record if entry else message.versions[-1].record
        said = f"{message.said} ✓" if message.said else ""
        said = said or saved(record, state.visibility.meeting, state.format_)
        self._parts.follow()
        rows = pane.keys
        self._redraw.pane(key_of(record.id))
        opened = False
        given = key_of(record.id) if isinstance(record, Answer) else ""
        if isinstance(record, Details) and pane.selected.startswith(DETAIL):
            given = pane.selected
        if given:
            opened, change = pane.go_on_asking(given, rows)
            said = " ".join(filter(None, (said, change)))
        self._dock.go_on(state.capture_mode())
        if message.asked:
            self._host.say(message.asked, "ask")
        else:
            self._dock.say_saved(said)
        self._redraw.paint_filed()
        if opened:
            self._host.question_opened()
        self._saver.write(state.clock.go_on_here)
        self._redraw.beside_soon()

    def failed(self) -> None:
        """Show in the status line that the journal refused a write."""
        self._state.write_failed = True
        self._host.show_time()

    def arrived(self, message: Listener.Arrived) -> None:
        """Show what other sessions wrote."""
        fresh = self._state.session.receive(message.versions)
        if fresh:
            self._state.clock.saw(fresh)
            self._state.news.take(fresh)
            self._host.show_again()

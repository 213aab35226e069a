"""ReportScreen: what came of all meetings, in numbers, with bars drawn in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from chairtui.journal.protocol import JournalError
from chairtui.meeting.after.actions_across import UnreadMeeting
from chairtui.meeting.after.tally import Period
from chairtui.minutes.report.counts import Counts
from chairtui.minutes.report.files import KINDS, Kind, to_file
from chairtui.minutes.report.model import Report
from chairtui.minutes.report.periods import periods
from chairtui.minutes.report.tables import period_text, tables
from chairtui.private_files import write_private
from chairtui.user_paths import user_path
from chairtui.words import report as words
from chairtui.words import screens as screen_words
from screens.base_page import Page
from screens.bindings import REPORT, bindings
from screens.context import AppContext
from screens.list_view import TextView
from screens.report_layout import lay_out
from screens.widgets.one_line import OneLine

TOLD_EACH = 50
"""Meetings between two messages of how many were read."""


class ReportScreen(Page[None]):
    """The tallies are read in a thread; a first time this may take a while, and says how far it has come."""

    CSS_PATH = "report.tcss"
    HEADING = words.TITLE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(REPORT)]
    AUTO_FOCUS = "TextView"

    @dataclass
    class Progress(Message):
        """So many of the meetings that have to be read were read."""

        done: int
        of: int

    @dataclass
    class Counted(Message):
        """The report on a period, None with the reason if it could not be made; `unread` meetings are not in it."""

        period: Period
        report: Report | None
        unread: int = 0
        problem: str = ""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._today = context.now().date()
        self._periods: Sequence[tuple[str, Period]] = periods(self._today)
        self._chosen = 0
        self._report: Report | None = None
        self._replace = ""
        """The existing file that may be replaced, as typed."""

    @property
    def period(self) -> Period:
        """The period that is shown."""
        return self._periods[self._chosen][1]

    def compose_body(self) -> ComposeResult:
        yield TextView(id="text")
        yield OneLine(id="path", classes="-away")

    def on_mount(self) -> None:
        self.watch(self.query_one(TextView), "scroll_y", self._tell_more, init=False)

    def _tell_more(self) -> None:
        """Say whether there is more below, unless another message stands there."""
        text = self.query_one(TextView)
        if self._report is not None and text.max_scroll_y and self.message in ("", words.MORE_BELOW, words.END):
            self.say(words.MORE_BELOW if text.scroll_y < text.max_scroll_y else words.END)

    @on(ScreenResume)
    def _look(self) -> None:
        if self.is_current:
            self._again()

    def _again(self) -> None:
        self.head(words.TITLE, self._periods[self._chosen][0])
        self.say(words.COUNTING)
        self._read(self.period)

    def action_period(self, by: int) -> None:
        """Show the next period, or the one before."""
        self._chosen = (self._chosen + by) % len(self._periods)
        self._report = None
        self._again()

    @work(thread=True, exclusive=True, group="read")
    def _read(self, period: Period) -> None:
        worker = get_current_worker()
        counts, unread, done, of = Counts(self._today), 0, 0, 0

        def reads(meetings: int) -> None:
            nonlocal of
            of = meetings

        try:
            for tally in self.context.journal.tallies(period, self.context.formats.get, reads):
                if worker.is_cancelled:
                    return
                if isinstance(tally, UnreadMeeting):
                    unread += 1
                else:
                    counts.add(tally)
                if of:
                    done += 1
                    if done % TOLD_EACH == 0:
                        self.post_message(self.Progress(done, of))
        except JournalError as problem:
            self.post_message(self.Counted(period, None, problem=str(problem)))
            return
        self.post_message(self.Counted(period, tables(counts, self.context.formats.get), unread))

    @on(Progress)
    def _tell(self, progress: Progress) -> None:
        self.say(words.COUNTED_SO_FAR.format(done=progress.done, all=progress.of))

    @on(Counted)
    def _show(self, counted: Counted) -> None:
        if counted.period != self.period:
            return
        self._report = report = counted.report
        if counted.problem:
            self.say(counted.problem, wrong=True)
        elif counted.unread:
            self.say(words.UNREAD.format(count=counted.unread), wrong=True)
        else:
            self.say("")
        if report is not None:
            text = period_text(counted.period, report, self._today)
            self.query_one(TextView).show(lambda width: lay_out(report, text, width))
            self.call_after_refresh(self._tell_more)

    # ---- writing to a file

    def action_write(self) -> None:
        """Ask for the file to write the report to."""
        if self._report is None:
            self.say(words.STILL_COUNTING)
            return
        line = self.query_one("#path", OneLine)
        self._replace = ""
        line.value = words.FILE_NAME if self.app.is_web else str(Path(self.context.minutes_folder) / words.FILE_NAME)
        line.remove_class("-away")
        self.set_focus(line)
        self.say(words.WRITE_ASKS)

    @on(Input.Submitted, "#path")
    def _write(self, submitted: Input.Submitted) -> None:
        typed = submitted.value.strip()
        kind: Kind | None = next((kind for kind in KINDS if typed.lower().endswith(f".{kind}")), None)
        if kind is None:
            self.say(words.NO_SUCH_KIND, wrong=True)
            return
        assert self._report is not None
        made = to_file(kind, self._report, period_text(self.period, self._report, self._today)).encode("utf-8")
        if self.app.is_web:  # downloaded by the browser, never written to the server's drive
            self.app.deliver_binary(BytesIO(made), save_filename=Path(typed).name, mime_type="application/octet-stream")
            said = words.HANDED_OVER.format(name=Path(typed).name)
        else:
            try:
                path = user_path(typed)
                write_private(path, made, replace=self._replace == typed)
            except FileExistsError:
                self._replace = typed
                self.say(screen_words.EXISTS.format(path=Path(typed)), wrong=True)
                return
            except (OSError, ValueError, RuntimeError) as problem:  # RuntimeError: no home directory
                reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
                self.say(screen_words.CANNOT_WRITE.format(path=Path(typed), reason=reason), wrong=True)
                return
            said = words.WRITTEN.format(path=path)
        self._close_line()
        self.say(f"{said} {words.PUBLISH}")

    def _close_line(self) -> None:
        self.query_one("#path").add_class("-away")
        self.set_focus(self.query_one(TextView))

    def action_back(self) -> None:
        """Escape leaves the line, then the page."""
        if self.query_one("#path").has_class("-away"):
            self.dismiss(None)
            return
        self._close_line()
        self.say("")
        self._tell_more()

"""ClosingScreen: the findings that block closing or advise against it; once closed, the seal and what is due."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.widgets import Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.closing.checks import check, so_far
from chairtui.meeting.closing.departures import why_not
from chairtui.meeting.closing.findings import Finding, gathered
from chairtui.meeting.formats.model import Format
from chairtui.words import screens as words
from screens import navigation
from screens.bindings import CLOSING, bindings
from screens.closed_meeting import closed_lines
from screens.context import AppContext
from screens.due import counted
from screens.list_view import ROOMY, DrawnRow, RowList, TextView
from screens.second_press import SecondPress
from screens.text_layout import wrap

WIDEST = 100
"""Maximum width of text, in columns, for readable lines."""
SEAL_SHOWN = 12
"""How many characters of the digest are shown, enough to compare by eye."""


class ClosingScreen(SecondPress[Finding | None]):
    """Findings of an open meeting, checked again on every visit; the seal and what is due of a closed one."""

    CSS_PATH = "closing.tcss"
    HEADING = words.CLOSING
    CHOOSING = words.MENDS
    CANCELLED = words.NOT_SURE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CLOSING)]
    AUTO_FOCUS = "RowList"

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format = format_
        self._findings: list[Finding] = []

    def compose_body(self) -> ComposeResult:
        yield Static(id="verdict", markup=False)
        yield RowList(each=None, id="findings")
        yield TextView(id="closed")

    @on(ScreenResume)
    def _look(self) -> None:
        try:
            self.session.catch_up()
        except JournalError as problem:
            self.say(str(problem), wrong=True)
        self._again()

    @property
    def findings(self) -> list[Finding]:
        """The rows of the list, in order."""
        return self._findings

    @property
    def blockers(self) -> list[Finding]:
        """What is left to sort out before closing, as of the last check."""
        return [f for f in self._findings if f.level == "blocker"]

    def _again(self) -> None:
        closed = self.session.meeting.closed
        self.query_one(RowList).display = not closed
        self.query_one(TextView).display = closed
        self.query_one("#verdict").display = not closed
        self.refresh_bindings()
        if closed:
            self._findings = []
            self.head(words.CLOSING, words.CLOSED)
            self.query_one(TextView).show(self._closed_lines)
            self.set_focus(self.query_one(TextView))
            return
        meeting, now = self.session.meeting, self.context.now()
        self._findings = gathered(so_far(check(meeting, self.format, now), meeting, now))
        blockers, advice = len(self.blockers), len(self._findings) - len(self.blockers)
        right = " · ".join(
            counted(forms, count) for forms, count in ((words.BLOCKERS, blockers), (words.ADVICE, advice)) if count
        )
        self.head(words.CLOSING, right)
        verdict = self.query_one("#verdict", Static)
        verdict.set_class(bool(blockers), "-blocked")
        verdict.update(counted(words.CANNOT_CLOSE, blockers) if blockers else f"{words.NO_BLOCKER} {words.TO_CLOSE}")
        rows = self.query_one(RowList)
        rows.show([str(number) for number in range(len(self._findings))], self._draw)
        self.set_focus(rows)

    def _draw(self, index: int, width: int) -> DrawnRow:
        finding = self._findings[index]
        width = min(width, WIDEST)
        lines: list[Text] = []
        if finding.level == "advice" and (index == 0 or self._findings[index - 1].level != "advice"):
            advice = len(self._findings) - len(self.blockers)
            lines = [*([Text()] if index else []), Text(counted(words.ADVICE, advice), "title")]
        above = len(lines)
        lines += [Text(line, "strong" if finding.level == "blocker" else "") for line in wrap(finding.message, width)]
        item = self.format.item(finding.item)
        where = [finding.ref, finding.provision]
        if item:
            where.insert(0, words.WHERE.format(number=self.format.number(item.id), title=item.title))
        lines += [Text(line, "muted") for line in wrap(" · ".join(w for w in where if w), width)]
        if self.size.height >= ROOMY:
            lines.append(Text())
        return DrawnRow(lines, above, below=int(self.size.height >= ROOMY))

    def _closed_lines(self, width: int) -> list[Text]:
        return closed_lines(self.session.meeting, self.format, self.context.now(), min(width, WIDEST))

    # ---- mending, closing

    @on(RowList.Chosen)
    def _go_and_mend(self, chosen: RowList.Chosen) -> None:
        """Open the screen that resolves a finding, or go to its place in the meeting."""
        finding = self._findings[int(chosen.key)]
        screen = navigation.mending(self.context, self.session, self.format, finding)
        if screen is None:
            self.dismiss(finding)
        else:
            self.app.push_screen(screen, self._mended)

    def _mended(self, said: object) -> None:
        if isinstance(said, str):
            self.say(said)

    def action_depart(self) -> None:
        """Depart from the provision of the marked finding."""
        finding = self._marked
        if finding is None:
            return
        if refusal := why_not(finding.provision, self.session.meeting, self.format, self._findings):
            self.say(refusal, wrong=True)
            return
        if finding.level != "blocker":
            self.say(words.NO_DEPARTURE.format(provision=finding.provision), wrong=True)
            return
        screen = navigation.depart(self.context, self.session, self.format, finding)
        self.app.push_screen(screen, self._departed)

    @property
    def _marked(self) -> Finding | None:
        key = self.query_one(RowList).key
        return self._findings[int(key)] if key and int(key) < len(self._findings) else None

    def _departed(self, ref: str | None) -> None:
        if ref:
            self.say(words.DEPART_SAVED.format(ref=ref))

    def action_seal(self) -> None:
        if self.session.meeting.closed:
            return
        sure = self.pressed_twice("seal")
        self._look()
        if self.blockers:
            self.forget_press()
            self.say(counted(words.CANNOT_CLOSE, len(self.blockers)), wrong=True)
            return
        if not sure:
            left = f"{counted(words.ADVICE_LEFT, len(self._findings))} " if self._findings else ""
            self.say(left + words.SURE)
            return
        try:
            self.session.seal()
        except JournalError as problem:
            self.say(str(problem), wrong=True)
            return
        self.say(words.SEE_MINUTES)
        self._again()

    def action_send_copies(self) -> None:
        self.app.push_screen(navigation.copies(self.context, self.session, self.format))

    def action_actions(self) -> None:
        self.app.push_screen(navigation.actions(self.context))

    def action_minutes(self) -> None:
        self.app.push_screen(navigation.minutes(self.context, self.session, self.format))

    def action_relatives(self) -> None:
        self.app.push_screen(navigation.release(self.context, self.session, self.format))

    def action_amend(self) -> None:
        if not self.session.meeting.closed:
            self.say(words.AMEND_OPEN, wrong=True)
            return
        self.app.push_screen(navigation.amend(self.context, self.session), self._amended)

    def _amended(self, ref: str | None) -> None:
        if ref:
            self.say(words.AMEND_SAVED.format(ref=ref))

    @on(RowList.Marked)
    def _mark_moved(self) -> None:
        self.refresh_bindings()

    def footer_label(self, command: str, label: str, /) -> str:
        """A departure is offered for the findings that take one."""
        if command == "depart" and not self._takes_departure:
            return ""
        return super().footer_label(command, label)

    @property
    def _takes_departure(self) -> bool:
        finding = self._marked
        if finding is None or finding.level != "blocker":
            return False
        return not why_not(finding.provision, self.session.meeting, self.format, self._findings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        closed = self.session.meeting.closed
        if (action in ("seal", "depart") and closed) or (action in ("amend", "send_copies", "actions") and not closed):
            return False
        return super().check_action(action, parameters)

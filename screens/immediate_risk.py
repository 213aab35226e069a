"""RiskScreen: the pathway for an immediate risk of significant harm (ALL-08), and a form that records it."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import DescendantBlur
from textual.widgets import Input, Label, Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.capture.completion import Completion, complete_name
from chairtui.meeting.capture.names import is_nobodys
from chairtui.meeting.capture.people import Named, Nobody, Unclear, who_is
from chairtui.meeting.editing import NotThat, says_away
from chairtui.meeting.editing.fields import checked
from chairtui.meeting.editing.readers_typed import without_marks
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Observation, Who
from chairtui.words import live as words
from screens.bindings import FORM, RISK, bindings
from screens.context import AppContext
from screens.form_page import FormPage
from screens.widgets.completed_line import CompletedLine
from screens.widgets.long_text import LongText
from screens.widgets.row_keys import saved

SHEETS: list[str | PurePath] = ["edit.tcss", "immediate_risk.tcss"]


class RiskScreen(FormPage[str | None]):
    """The format's steps above, three fields below. Returns the message to show, or None if it was cancelled.

    For an undecided risk raised before, the focus starts at the decision; ctrl+n raises another one.
    """

    CSS_PATH = SHEETS
    HEADING = words.RISK_TITLE
    AUTO_FOCUS = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(RISK), *bindings(FORM)]

    def __init__(self, context: AppContext, session: Session, format_: Format, undecided: str = "") -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format_ = format_
        self._raised = context.now()
        self._asked = ""
        """The name that somebody was asked about, as it was typed."""
        entry = session.meeting.entry(undecided) if undecided else None
        self._risk = entry if entry is not None and isinstance(entry.record, Observation) else None
        self.draft = context.form_draft(session, f"immediate risk {undecided}".strip())

    def compose_body(self) -> ComposeResult:
        pathway = self.format_.pathway
        steps = "\n".join(f"{number}  {step}" for number, step in enumerate(pathway.steps, 1))
        with VerticalScroll(id="pathway", can_focus=False):
            yield Label(words.RISK_STEPS, classes="label")
            yield Static(steps, id="steps", markup=False)
            yield Static(words.RISK_CITES.format(cites=pathway.cites), id="cites", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            yield Label(words.RISK_TEXT, classes="label")
            yield LongText(self._begun[0], id="text")
            yield Label(words.RISK_BY, classes="label")
            yield CompletedLine(self._begun[1], self._names, id="by", compact=True, draft=self._risk is None)
            yield Static(id="offer", markup=False)
            yield Label(words.RISK_DECIDED, classes="label")
            yield LongText(id="decided")

    def on_mount(self) -> None:
        if self._risk is not None:
            self.head(words.RISK_DECIDE_TITLE.format(ref=self._risk.ref))
            self.set_focus(self.query_one("#decided"))

    @property
    def _begun(self) -> tuple[str, str]:
        """Initial values: the risk, and who raised it."""
        risk = self._risk.record if self._risk is not None else None
        if isinstance(risk, Observation) and risk.immediate is not None:
            return risk.text, risk.immediate.raised_by
        return "", self._likely

    @property
    def _likely(self) -> str:
        """Default for who raises it: the user, by their name among the attendees."""
        meeting, by = self.session.meeting, self.context.by
        details = meeting.details
        named = {meeting.name_of(details.chair), meeting.name_of(details.note_taker)}
        if by in named or any(entry.record.name == by for entry in meeting.attendees):
            return by
        return meeting.name_of(details.note_taker if self.session.role == "note-taker" else details.chair) or by

    def _names(self, typed: str, cursor: int) -> tuple[Completion, ...]:
        return complete_name(typed, cursor, self.session.meeting)

    @on(Input.Changed, "#by")
    def _offer(self, changed: Input.Changed) -> None:
        line = changed.input
        if isinstance(line, CompletedLine):
            offer = self.query_one("#offer", Static)
            offer.update(line.offer)
            offer.display = bool(line.offer) and line.has_focus

    @on(DescendantBlur)
    def _no_offer(self) -> None:
        self.query_one("#offer", Static).display = False

    @property
    def unsaved(self) -> bool:
        """Whether anything was typed."""
        text, decided = (self.query_one(f"#{name}", LongText).text.strip() for name in ("text", "decided"))
        return bool(decided) or text != self._begun[0].strip()

    def file(self) -> None:
        text = self.query_one("#text", LongText).text
        by = self.query_one("#by", Input).value
        if not text.strip():
            self.say(words.RISK_NEEDS_TEXT, wrong=True)
            self.set_focus(self.query_one("#text"))
            return
        if not by.strip():
            self.say(words.RISK_NEEDS_NAME, wrong=True)
            self.set_focus(self.query_one("#by"))
            return
        raised_by = self._raised_by(by.strip())
        if raised_by is None:
            return
        name, who = raised_by
        decided = self.query_one("#decided", LongText).text
        meeting = self.session.meeting
        known = self._risk.record if self._risk is not None else None
        if isinstance(known, Observation) and known.immediate is not None:
            begun, since = known, known.immediate.raised
        else:
            part = meeting.details.part
            begun = Observation(id=self.context.new_id(), theme="risk", text=words.RISK_TITLE, part=part)
            since = self._raised
        try:
            text, marks = without_marks(begun, "text", text, {}, meeting)
            decided, more = without_marks(begun, "immediate", decided, marks, meeting)
            raised = {"raised": since, "raised_by": name, "decided": decided}
            source = {"source": who} if who is not None else {}
            record = checked(begun, {**marks, **more, **source, "text": text, "immediate": raised})
            self.session.save(record, seen=self._risk.base if self._risk is not None else None)
        except (NotThat, JournalError) as problem:
            self.say(str(problem), wrong=True)
            return
        self.dismiss(saved(record, meeting, self.format_))

    def _raised_by(self, typed: str) -> tuple[str, Who | None] | None:
        """The name to keep, and whom it stands for; None where something is to be asked first.

        Names are matched as in the line. One that is nobody's is asked about, and kept when the form is filed again.
        """
        meeting = self.session.meeting
        details = meeting.details
        if typed in (self._begun[1], meeting.name_of(details.chair), meeting.name_of(details.note_taker)):
            return typed, None
        found = who_is(typed, meeting)
        if isinstance(found, Named):
            return meeting.name_of(found.who), found.who
        if says_away(typed):
            return typed, None
        if isinstance(found, Nobody) and not is_nobodys(typed.removeprefix("@")):
            name = typed.removeprefix("@").strip('"“” ')
            if name and self._asked == typed:
                return words.NOT_AT_MEETING_KEPT.format(name=name), None
            self._asked = typed
            self.say(words.RISK_NOT_HERE.format(name=name), wrong=True)
            return None
        more = words.RISK_NUMBER if isinstance(found, Unclear) else ""
        self.say(f"{found.reason} {more}".strip(), wrong=True)
        self.set_focus(self.query_one("#by"))
        return None

    def action_another_risk(self) -> None:
        """Empty the form for another risk; input about the first one is kept as its own draft."""
        if self.draft is not None:
            self.draft.keep(self.half_filled)
        self._risk, self.draft = None, None
        for area in self.query(LongText):
            area.text = ""
        self.query_one("#by", Input).value = self._likely
        self.head(words.RISK_TITLE)
        self.set_focus(self.query_one("#text"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "another_risk":
            return self._risk is not None
        return super().check_action(action, parameters)

"""DepartScreen: a form for a departure from the guidance: reason, who decided, and the route taken."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.capture.completion import Completion, complete_name
from chairtui.meeting.closing.checks import check
from chairtui.meeting.closing.depart import NotDeparted, depart
from chairtui.meeting.closing.departures import route_of
from chairtui.meeting.closing.findings import Finding
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Departure
from chairtui.words import screens as words
from screens.bindings import AMEND, bindings
from screens.context import AppContext
from screens.form_page import FormPage
from screens.widgets.completed_line import CompletedLine
from screens.widgets.field_box import FieldBox
from screens.widgets.one_line import FieldLine


class DepartScreen(FormPage[str | None]):
    """Enter goes to the next field and saves from the last one; returns the departure's reference."""

    CSS_PATH = "depart.tcss"
    HEADING = words.DEPART
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(AMEND)]
    AUTO_FOCUS = ""

    def __init__(self, context: AppContext, session: Session, format_: Format, finding: Finding) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format = format_
        self.finding = finding
        self._begun = self._now_given()
        self.draft = context.form_draft(session, f"departure {finding.provision}")

    def _now_given(self) -> dict[str, str]:
        """Initial values: an existing departure's, else the reason given in the answer."""
        meeting = self.session.meeting
        entry = meeting.entry(f"departure:{self.finding.provision}")
        if entry is not None and not entry.removed and isinstance(made := entry.record, Departure):
            return {"reason": made.reason, "decided-by": meeting.name_of(made.decided_by), "route": made.route}
        answer = meeting.answer(self.finding.question)
        return {"reason": answer.reason if answer else "", "decided-by": "", "route": ""}

    def compose_body(self) -> ComposeResult:
        provision = self.format.provision(self.finding.provision)
        asks = f"{self.finding.provision}  {provision.text}" if provision else self.finding.provision
        route = route_of(self.finding.provision, self.format)
        fields = {"reason": words.DEPART_REASON, "decided-by": words.DEPART_BY}
        if route:
            fields["route"] = words.DEPART_ROUTE.format(route=route)
        with VerticalScroll(id="form", can_focus=False):
            yield Static(asks, id="asks", markup=False)
            for name, label in fields.items():
                line: FieldLine = FieldLine(self._begun[name], id=name)
                if name == "decided-by":
                    line = CompletedLine(self._begun[name], self._named, id=name)
                yield FieldBox(name, label, "", line)

    @property
    def _lines(self) -> list[FieldLine]:
        return [box.line for box in self.query(FieldBox)]

    def _named(self, typed: str, cursor: int) -> tuple[Completion, ...]:
        return complete_name(typed, cursor, self.session.meeting)

    def on_mount(self) -> None:
        self.set_focus(self.query_one("#decided-by" if self._begun["reason"] else "#reason"))

    @property
    def unsaved(self) -> bool:
        """Whether anything was typed."""
        return any(line.value != self._begun[line.id or ""] for line in self._lines)

    def file(self) -> None:
        typed = {line.id: line.value for line in self._lines}
        meeting = self.session.meeting
        try:
            draft = depart(
                self.finding.provision,
                typed["reason"],
                typed["decided-by"],
                meeting,
                self.format,
                check(meeting, self.format),
                route=typed.get("route", ""),
            )
            self.session.append([draft])
        except (NotDeparted, JournalError) as problem:
            self.say(str(problem), wrong=True)
            empty = next((line for line in self._lines if not line.value.strip()), None)
            if empty is not None:
                self.set_focus(empty)
            return
        self.dismiss(self.session.meeting.ref_of(draft.record.id))

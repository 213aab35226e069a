"""EditScreen: a form with all fields of one record; errors are shown beside their fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Select, Static, TextArea

from chairtui.journal.protocol import Conflict, JournalError
from chairtui.journal.session import Session
from chairtui.meeting.capture.completion import complete_name, complete_refs
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.editing import Field, NotThat, change, echo_field, fields_of
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Format
from chairtui.meeting.moments import day_in
from chairtui.meeting.records import Details, Record
from chairtui.words import live as words
from screens.bindings import FORM, bindings
from screens.conflict import ChooseScreen, merged
from screens.context import AppContext
from screens.form_page import FormField, FormPage
from screens.visibility import Visibility
from screens.widgets.choice_field import ChoiceField
from screens.widgets.completed_line import CompletedLine, Completing
from screens.widgets.long_text import LongText
from screens.widgets.one_line import FieldLine
from screens.widgets.row_keys import named
from screens.widgets.sizes import HEIGHTS, WIDTHS
from screens.widgets.tick_list import TickList

SHEETS: list[str | PurePath] = ["widgets/record_list.tcss", "edit.tcss"]
YES_NO = (("yes", words.ANSWER_YES), ("no", words.ANSWER_NO))


class FieldRow(Vertical):
    """One field: its label, the widget for its kind, and its error message."""

    def __init__(
        self, field: Field, completing: Completing | None = None, read_as: Callable[[str], str] | None = None
    ) -> None:
        """`read_as` tells what a date or a time typed here is understood as."""
        super().__init__(id=f"field-{field.name}", classes=f"-{field.kind}")
        self.field = replace(field, value=_shown_day(field.value)) if field.kind == "date" else field
        self._completing = completing
        self._read_as = read_as
        self._begun_with = self.field.value

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self.field.label, classes="label", markup=False)
            yield self._widget()
        yield Static(classes="offer", markup=False)
        yield Static(classes="error", markup=False)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _changed(self) -> None:
        """What was wrong was said of what the field held before."""
        if self.has_class("-refused"):
            self.refuse("")

    @on(Input.Changed)
    def _offer(self, changed: Input.Changed) -> None:
        line = changed.input
        if isinstance(line, CompletedLine) or self._read_as:
            said = line.offer if isinstance(line, CompletedLine) else self._read_as(line.value) if self._read_as else ""
            offer = self.query_one(".offer", Static)
            offer.update(said if line.has_focus else "")
            offer.display = bool(said) and line.has_focus

    def on_mount(self) -> None:
        """Put the cursor at the end, where a long text is usually edited."""
        for area in self.query(LongText):
            area.move_cursor(area.document.end)

    def on_descendant_blur(self) -> None:
        """Hide completions that no longer apply."""
        self.query_one(".offer", Static).display = False

    def _widget(self) -> FieldLine | LongText | ChoiceField | TickList:
        field = self.field
        match field.kind:
            case "long" | "people":
                return LongText(field.value, classes="value")
            case "choice" | "yes-no":
                return ChoiceField(field.choices or YES_NO, field.value, classes="value")
            case "choices":
                return TickList(field.choices, _parts(field.value), classes="value")
            case _:
                hint = words.HINTS.get(field.kind, "")
                if self._completing is not None:
                    return CompletedLine(field.value, self._completing, placeholder=hint, classes="value", compact=True)
                return FieldLine(field.value, placeholder=hint, classes="value", compact=True)

    @property
    def typed(self) -> str:
        """What the field holds now, as text."""
        widget = self.query_one(".value")
        assert isinstance(widget, FormField)
        return widget.typed

    @property
    def changed(self) -> bool:
        """Whether its value differs from when the form was opened."""
        if self.field.kind == "choices":
            return set(_parts(self.typed)) != set(_parts(self._begun_with))
        return self.typed != self._begun_with

    def keep(self) -> None:
        """Take its current value as the saved one."""
        self._begun_with = self.typed

    def refuse(self, reason: str) -> None:
        """Show an error under the field, "" for none."""
        self.query_one(".error", Static).update(f"! {reason}" if reason else "")
        self.set_class(bool(reason), "-refused")


class EditScreen(FormPage[bool]):
    """One record in a form. Ctrl+s saves and gives True; escape leaves, asking for a second one if anything changed.

    Saving is based on the version that was shown: if somebody changed the record meanwhile, changes to different fields
    are merged, and for the same field the user chooses. `field` is the name of the one to begin with.
    """

    CSS_PATH = SHEETS
    AUTO_FOCUS = ".value"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FORM)]

    def __init__(self, context: AppContext, session: Session, format_: Format, record_id: str, field: str = "") -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format_ = format_
        self.visibility = Visibility(session, format_)
        entry = session.meeting.find(record_id)
        if entry is None:
            raise LookupError(record_id)
        self.record: Record = entry.record
        self._seen = entry.base
        self._ref = named(entry.record.id, self.visibility.meeting)
        self._field = field
        self.draft = context.form_draft(session, f"edit {record_id}")

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False):
            for field in fields_of(self.record, self.visibility.meeting, self.format_):
                if self._hidden(field):
                    continue
                if field.name == "part" and isinstance(self.record, Details):
                    continue  # a page of its own asks who is in part two
                yield FieldRow(field, self._completing(field), self._reader(field))

    def _hidden(self, field: Field) -> bool:
        """Whether a field is off the screen in part two: numbers, who may not read what, and words that are kept from
        the family or were said before it joined."""
        if not self.visibility.family_here:
            return False
        seen = self.visibility.meeting.entry(self.record.id)
        shown = fields_of(seen.record, self.visibility.meeting, self.format_) if seen is not None else ()
        same = any(other.name == field.name and other.value == field.value for other in shown)
        return field.kind in ("refs", "readers") or not same

    def _reader(self, field: Field) -> Callable[[str], str] | None:
        if field.kind not in ("date", "time"):
            return None
        return lambda typed: echo_field(self.record, field.name, typed, self.visibility.meeting, self.format_)

    def _completing(self, field: Field) -> Completing | None:
        meeting = self.visibility.meeting
        match field.kind:
            case "person":
                return lambda typed, cursor: complete_name(typed, cursor, meeting)
            case "refs":
                among: list[Entry[Record]] = [*meeting.observations, *meeting.notes, *meeting.decisions]
                return lambda typed, cursor: complete_refs(typed, cursor, among)
            case _:
                return None

    def on_mount(self) -> None:
        self.head(words.EDIT_TITLE.format(what=self._ref))
        wanted = next((row for row in self.rows if row.field.name == self._field), None)
        if wanted is not None:
            self.set_focus(wanted.query_one(".value"))

    @property
    def rows(self) -> list[FieldRow]:
        """The form's fields, in order."""
        return list(self.query(FieldRow))

    @property
    def unsaved(self) -> bool:
        """Whether any field was changed."""
        return any(row.changed for row in self.rows)

    def file(self) -> None:
        changes = {row.field.name: row.typed for row in self.rows if row.changed}
        if not changes:
            self.say(words.EDIT_NOTHING)
            return
        if self._refused(changes):
            return
        try:
            record = change(self.record, changes, self.visibility.meeting, self.format_)
            self.session.save(record, seen=self._seen)
            self.context.remove_drafts_of_kept_out(self.session.meeting)
        except Conflict as conflict:
            self._settle(conflict)
        except (NotThat, JournalError) as problem:
            self.say(str(problem), wrong=True)
        else:
            self.dismiss(True)

    def _refused(self, changes: dict[str, str]) -> bool:
        """Whether any field is invalid; each shows its error, and the first is focused."""
        first: FieldRow | None = None
        for row in self.rows:
            reason = ""
            if row.field.name in changes:
                try:
                    change(self.record, {row.field.name: row.typed}, self.visibility.meeting, self.format_)
                except NotThat as wrong:
                    reason = str(wrong)
            row.refuse(reason)
            if reason and first is None:
                first = row
        if first is None:
            return False
        self.say(words.EDIT_REFUSED, wrong=True)
        self.set_focus(first.query_one(".value"))
        return True

    def _settle(self, conflict: Conflict) -> None:
        both = merged(self.session.meeting, conflict)
        if both is None:
            self.app.push_screen(ChooseScreen(self.context, self.session, self.format_, conflict), self._settled)
            return
        try:
            self.session.save(both, seen=conflict.theirs.seq)
        except Conflict as again:
            self._settle(again)
        except JournalError as error:
            self.say(str(error), wrong=True)
        else:
            self.notify(words.MERGED.format(who=conflict.theirs.by, ref=self._ref), markup=False)
            self.dismiss(True)

    def _settled(self, said: str | None) -> None:
        if said is not None:
            self.dismiss(True)

    def action_back(self) -> None:
        self.dismiss(False)


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _shown_day(value: str) -> str:
    """A date in display form (Tue 1 Dec 2026); any other text unchanged."""
    day = day_in(value)
    return show_date(day) if day else value

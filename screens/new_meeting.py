"""NewMeetingScreen: a wizard that sets up a meeting."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from chairtui.journal.protocol import JournalError
from chairtui.meeting.dates.calendar import NotADate, show_when
from chairtui.meeting.editing import NotThat
from chairtui.meeting.formats.model import Format, Question
from chairtui.words import screens as words
from screens import navigation
from screens import new_meeting_lists as lists
from screens.bindings import NEW_MEETING, bindings
from screens.context import AppContext
from screens.form_drafts import Fields
from screens.form_page import FormPage
from screens.list_view import RowList, TextView
from screens.new_meeting_drafts import FIELDS, PEOPLE, MeetingSetup, Step, StepError
from screens.new_meeting_summary import summary_lines
from screens.widgets.completed_line import CompletedLine
from screens.widgets.field_box import FieldBox
from screens.widgets.long_text import LongText
from screens.widgets.one_line import FieldLine

LONGEST_NAME, LONGEST_ANSWER = 200, 2000
"""Maximum lengths of a name and of an answer, in characters."""
LISTS: tuple[Step, ...] = ("format", "person", "kind", "reasons")


class NewMeetingScreen(FormPage[str | None]):
    """Returns the new meeting's id, or None if cancelled. Input is kept from step to step."""

    CSS_PATH = "new_meeting.tcss"
    HEADING = words.NEW_MEETING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(NEW_MEETING)]
    AUTO_FOCUS = ""
    LEADS_ON = ("choose", "next", "make")
    TAB_LEADS_ON = True

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.setup = MeetingSetup(context.by, context.now(), context.new_id)
        self.draft = context.form_draft(None, "new meeting")
        self._drafted: frozenset[str] = frozenset()
        """Fields with what was half typed before, which nobody has confirmed yet."""
        self.step: Step = "format"
        self._leaving = False
        self._known: set[Widget] = set()
        """Fields that were visible when one was last left."""
        self._painted: dict[Widget | None, float] = {}
        """When each visible field of the questions was painted, as events count time."""
        self.holds_keys = True

    @property
    def unsaved(self) -> bool:
        """Whether there is unsaved input."""
        return self.setup.begun

    def compose_body(self) -> ComposeResult:
        yield Static(id="asked", markup=False)
        yield Static(id="how", markup=False)
        yield Vertical(id="step")

    async def on_mount(self) -> None:
        if (kept := self._kept()) is not None:
            self._drafted = self.setup.restore(kept, self.context.formats)
        await self._go("format")
        if self._drafted:
            self.say(words.SETUP_BROUGHT_BACK)

    # ---- what is half typed

    def _kept(self) -> Fields | None:
        return (self.draft.read() if self.draft else None) or None

    @property
    def half_filled(self) -> Fields:
        return self.setup.half_typed()

    def action_afresh(self) -> None:
        """Begin again with nothing typed."""
        self.holds_keys = True
        self.call_next(self._begin_again)

    async def _begin_again(self) -> None:
        self.setup = MeetingSetup(self.context.by, self.context.now(), self.context.new_id)
        self._drafted = frozenset()
        await self._go("format")
        self.say(words.FORM_AFRESH)
        self.keep_half_typed()

    # ---- one step

    async def _go(self, step: Step) -> None:
        self.holds_keys = True
        self.set_focus(None)
        try:
            await self._turn_to(step)
        finally:
            self.holds_keys = False

    async def _turn_to(self, step: Step) -> None:
        self.step = step
        self._leaving = False
        steps = self.setup.steps()
        number = steps.index(step) + 1
        said = words.STEP if self.setup.format else words.FIRST_STEP
        self.head(words.NEW_MEETING, said.format(number=number, count=len(steps)))
        self.query_one("#asked", Static).update(words.STEPS[step])
        self.query_one("#how", Static).update(words.STEP_HELP[step])
        self.say("")
        holder = self.query_one("#step", Vertical)
        await holder.remove_children()
        body = Vertical(classes="body") if step in LISTS else self._body(step)
        if step in LISTS:
            rows = RowList(each=None, id="choices")
            await holder.mount(rows)
            self._fill(rows)
            self.set_focus(rows)
        else:
            await holder.mount(body)
            if step == "check":
                self.query_one(TextView).show(partial(summary_lines, self.setup, self._format))
                self.set_focus(self.query_one(TextView))
            else:
                if step == "attendees" and step in self._drafted:
                    self.query_one(LongText).put(self.setup.attendees, draft=True)
                self.set_focus(holder.query("Input, TextArea").first())
        if step == "questions":
            self._show_open_questions()
            self._known, self._painted = set(self.field_widgets), {}
            self._note_painted()
        self.refresh_bindings()

    def _body(self, step: Step) -> Vertical | VerticalScroll | TextArea | TextView:
        match step:
            case "attendees":
                return LongText(self.setup.attendees, id="attendees", enter_breaks=True)
            case "check":
                return TextView(id="summary")
            case "questions":
                return VerticalScroll(*(self._question_box(q) for q in self.setup.questions), can_focus=False)
            case _:
                typed = self.setup.typed
                boxes = [self._box(n, words.FIELDS[n], typed.get(n, ""), words.HINTS[n]) for n in FIELDS[step]]
                return VerticalScroll(*boxes, can_focus=False)

    def _question_box(self, question: Question) -> FieldBox:
        choices = " · ".join(c.text for c in question.choices)
        hint = words.QUESTION_HINTS[question.type].format(choices=choices)
        about = question.help
        longest = LONGEST_NAME if question.type == "person" else LONGEST_ANSWER
        value = self.setup.answers.get(question.id, "")
        return self._box(question.id, question.text, value, hint, about, longest=longest)

    def _box(
        self, name: str, label: str, value: str, hint: str, about: str = "", *, longest: int = LONGEST_NAME
    ) -> FieldBox:
        id_, draft = f"field-{name}", name in self._drafted
        if name in PEOPLE or name == "agency":
            found = self.setup.named if name in PEOPLE else self.setup.agency_named
            line: FieldLine = CompletedLine(value, found, placeholder=hint, max_length=longest, id=id_, draft=draft)
        else:
            line = FieldLine(value, placeholder=hint, max_length=longest, id=id_, draft=draft)
        return FieldBox(name, label, about, line)

    # ---- the lists to choose from

    def _fill(self, rows: RowList) -> None:
        setup, formats = self.setup, list(self.context.formats.values())
        match self.step:
            case "format":
                rows.show(list(self.context.formats), lambda i, width: lists.draw_format(formats[i], width))
                rows.mark(setup.format.id if setup.format else "")
                if not formats:
                    self.say(words.NO_FORMATS, wrong=True)
            case "kind":
                rows.show(lists.kinds(setup), partial(lists.draw_kind, setup))
                rows.mark(setup.kind)
            case "person":
                rows.show(lists.persons(setup), partial(lists.draw_person, setup))
                rows.mark(setup.person or lists.UNCHOSEN)
            case _:
                rows.show([r.id for r in self._format.reasons], partial(lists.draw_reason, setup))

    @property
    def _format(self) -> Format:
        assert self.setup.format is not None
        return self.setup.format

    @on(RowList.Chosen)
    async def _chosen(self, chosen: RowList.Chosen) -> None:
        match self.step:
            case "format":
                self.setup.choose_format(self.context.formats[chosen.key])
            case "kind":
                self.setup.kind = chosen.key
            case "person" if chosen.key == lists.UNCHOSEN:
                self._refuse([StepError("", words.CHOOSE_PERSON)])
                return
            case "person":
                again = self.setup.person == chosen.key
                self.setup.choose_person(chosen.key)
                if self.setup.for_others and not (again and self.message):
                    self.say(f"{self.setup.for_others} {words.ENTER_AGAIN}", wrong=True)
                    self.holds_keys = False
                    return
        await self.action_next()

    def action_tick(self) -> None:
        rows = self.query_one(RowList)
        if rows.key in self.setup.reasons:
            self.setup.reasons.remove(rows.key)
        elif rows.key:
            self.setup.reasons.append(rows.key)
        rows.repaint()

    # ---- what is typed

    @on(Input.Changed)
    def _typed(self, changed: Input.Changed) -> None:
        box = next((box for box in self.query(FieldBox) if box.line is changed.input), None)
        if box is None or self.holds_keys:
            return  # a late message of a field of the previous step, which has been read
        self._take(box.field, changed.value)
        if self.step == "questions":
            self._show_open_questions()
            self.call_after_refresh(self._note_painted)
            return
        offer = box.line.offer if isinstance(box.line, CompletedLine) else ""
        box.under(offer or self._read_as(box.field))

    def _take(self, field: str, text: str) -> None:
        (self.setup.answers if self.step == "questions" else self.setup.typed)[field] = text

    def _read_as(self, name: str) -> str:
        if name != "starts":
            return ""
        try:
            return show_when(self.setup.starts())
        except NotADate:
            return ""

    def _show_open_questions(self) -> None:
        convening_questions = self.setup.convening_questions()
        for box in self.query(FieldBox):
            condition = convening_questions.waiting.get(box.field, "")
            box.display = bool(condition) or box.field in convening_questions.asked
            box.wait(condition)
            if not condition:
                read = box.field in convening_questions.dates
                box.under(convening_questions.advice.get(box.field, ""), warns=not read)

    def advance(self, field: Widget, *, files: bool = True) -> None:
        """Go to the next field, after showing the questions that this answer opens and hiding those it closes.

        Keys wait until an opened question is painted; those pressed before it can have been read are held.
        """
        if self.step != "questions":
            super().advance(field, files=files)
            return
        for box in self.query(FieldBox):
            self._take(box.field, box.line.value)
        self._show_open_questions()
        self.say(words.NOW_ASKED if set(self.field_widgets) - self._known else "")
        self._known = set(self.field_widgets)
        if self._painted.keys() == self._known:
            self._advance_from(field, files)
        else:
            self.holds_keys = True
            self.call_after_refresh(self._advance_from, field, files)

    def _advance_from(self, field: Widget, files: bool) -> None:
        self._note_painted()
        self.holds_keys = False
        super().advance(field, files=files)
        if self.focused is not field and (painted := self._painted.get(self.focused)):
            self.question_opened(painted)

    def _note_painted(self) -> None:
        """Record when each question was first painted; those shown from the start count as read."""
        time = Message().time if self._painted else 0.0
        self._painted = {field: self._painted.get(field, time) for field in self.field_widgets}

    @on(TextArea.Changed)
    def _listed(self, changed: TextArea.Changed) -> None:
        self.setup.attendees = changed.text_area.text

    def file(self) -> None:
        """Go to the next step after this key has been handled."""
        self.holds_keys = True
        self.set_focus(None)
        self.call_next(self.action_next)

    # ---- on and back

    async def action_next(self) -> None:
        for box in self.query(FieldBox):
            self._take(box.field, box.line.value)
        if self.step == "format" and self.setup.format is None and (key := self.query_one(RowList).key):
            self.setup.choose_format(self.context.formats[key])
        if self.step == "kind" and not self.setup.kind:
            self.setup.kind = self.query_one(RowList).key
        wrong = self.setup.wrong(self.step)
        if wrong:
            self._refuse(wrong)
        elif self.step == "check":
            self.action_make()
        else:
            steps = self.setup.steps()
            self._drafted -= {self.step, *(box.field for box in self.query(FieldBox))}
            await self._go(steps[steps.index(self.step) + 1])

    def _refuse(self, wrong: list[StepError]) -> None:
        for box in self.query(FieldBox):
            mine = next((w.message for w in wrong if w.field == box.field), "")
            if mine:
                box.under(mine, wrong=True)
        if wrong[0].field:
            self.set_focus(self.query_one(f"#field-{wrong[0].field}"))
        else:
            self.say(wrong[0].message, wrong=True)
        self.holds_keys = False

    async def action_back(self) -> None:
        steps = self.setup.steps()
        place = steps.index(self.step)
        if place:
            await self._go(steps[place - 1])
        elif self.setup.begun and not self._leaving:
            self._leaving = True
            self.say(words.LEAVE_UNMADE, wrong=True)
        else:
            self.dismiss(None)

    def action_not_convened(self) -> None:
        setup = self.setup
        if setup.format is None and (key := self.query_one(RowList).key):
            setup.choose_format(self.context.formats[key])
        if setup.format is None:
            self.say(words.NO_FORMATS, wrong=True)
            return
        subject = setup.typed.get("subject", "")
        form = navigation.not_convened(self.context, setup.as_loaded, subject, setup.whom)
        self.app.push_screen(form, self._decided)

    def _decided(self, kept: str | None) -> None:
        if kept is not None:
            self.dismiss(kept)

    def action_make(self) -> None:
        try:
            meeting = self.context.journal.begin(self.setup.drafts(), self.context.by)
        except (JournalError, NotThat, NotADate) as problem:
            self.say(words.NOT_MADE.format(reason=problem), wrong=True)
            self.holds_keys = False
            return
        self.dismiss(meeting)

    def footer_label(self, command: str, label: str, /) -> str:
        """In a list enter chooses and goes on, so that the other key for the next step is left out."""
        if command == "next-step" and self.step in LISTS:
            return ""
        if command == "choose" and self.step in LISTS:
            return words.NEXT_STEP if self.step == "reasons" else words.CHOOSE_AND_GO_ON
        return super().footer_label(command, label)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if (action == "tick" and self.step != "reasons") or (action == "make" and self.step != "check"):
            return False
        return super().check_action(action, parameters)

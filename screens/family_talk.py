"""FamilyTalkScreen: who talks actions through with the family, for several actions at once."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Label

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.capture.completion import Completion, complete_name
from chairtui.meeting.closing.actions import without_family_talk
from chairtui.meeting.editing import NotThat
from chairtui.meeting.editing.action_steps import family_talk
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Format
from chairtui.meeting.readers import limits
from chairtui.meeting.records import Action
from chairtui.words import closing as words
from chairtui.words.sentence import sentence
from screens.bindings import FORM, bindings
from screens.context import AppContext
from screens.form_page import FormPage
from screens.panes.reader_tags import tags_of
from screens.text_layout import one_line
from screens.widgets.completed_line import CompletedLine
from screens.widgets.field_box import FieldBox
from screens.widgets.tick_list import TickList

SHEETS: list[str | PurePath] = ["widgets/record_list.tcss", "family_talk.tcss"]


class FamilyTalkScreen(FormPage[str | None]):
    """A list of actions, ticked unless restricted, and a line for the name or the reason; returns what was saved."""

    CSS_PATH = SHEETS
    HEADING = words.TALK
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FORM)]
    AUTO_FOCUS = "TickList"

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format = format_
        self._open = without_family_talk(session.meeting)
        self.draft = context.form_draft(session, "family talk")

    def compose_body(self) -> ComposeResult:
        choices = tuple((entry.record.id, self._described(entry)) for entry in self._open)
        with VerticalScroll(id="form", can_focus=False):
            yield Label(words.TALK_WHICH, id="which", markup=False)
            yield TickList(choices, [entry.record.id for entry in self._open if not limits(entry.record)])
            yield FieldBox("talk", words.TALK_BY, "", CompletedLine("", self._named, id="talk"))

    def _described(self, entry: Entry[Action]) -> str:
        owner = self.session.meeting.name_of(entry.record.owner)
        said = " ".join((*tags_of(entry.record, self.session.meeting), one_line(entry.record.text)))
        return " · ".join(filter(None, (f"{entry.ref}  {said}", owner)))

    def _named(self, typed: str, cursor: int) -> tuple[Completion, ...]:
        return complete_name(typed, cursor, self.session.meeting)

    @on(Input.Changed, "#talk")
    def _offer(self) -> None:
        box = self.query_one(FieldBox)
        box.under(box.line.offer if isinstance(box.line, CompletedLine) else "")

    @property
    def unsaved(self) -> bool:
        """Whether anything was typed."""
        return bool(self.query_one("#talk", Input).value.strip())

    def file(self) -> None:
        ticked = set(self.query_one(TickList).ticked)
        entries = [entry for entry in self._open if entry.record.id in ticked]
        typed = self.query_one("#talk", Input).value
        try:
            drafts = family_talk(entries, typed, self.session.meeting, self.format)
            self.session.append(drafts)
        except (NotThat, JournalError) as problem:
            self.say(str(problem), wrong=True)
            self.set_focus(self.query_one("#talk"))
            return
        action = drafts[0].record
        talk = action.family if isinstance(action, Action) else None
        said = self.session.meeting.name_of(talk.by) if talk and talk.by else typed.strip()
        self.dismiss(sentence(words.TALK_SAVED, refs=", ".join(entry.ref for entry in entries), said=said))

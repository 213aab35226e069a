"""MinutesScreen: a preview of the minutes for each audience, with export and copy."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.widgets import Input

from chairtui.journal.session import Session
from chairtui.meeting.after.distribution import audience_of
from chairtui.meeting.after.release_decisions import first_to_release
from chairtui.meeting.copy_readers import expected_readers
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Attendee, Audience, PersonConcerned, Relative
from chairtui.minutes.audience import Access, NotReleased
from chairtui.minutes.file_kinds import Reader
from chairtui.minutes.markdown import BadTemplate, minutes
from chairtui.words import quick_edit
from chairtui.words import screens as words
from screens import navigation
from screens.bindings import MINUTES, bindings
from screens.context import AppContext
from screens.export_page import ExportPage
from screens.list_view import TextView
from screens.markdown import lay_out
from screens.visibility import Visibility
from screens.widgets.file_line import FileLine


class MinutesScreen(ExportPage):
    """A preview that renders only the lines in view, so that scrolling doesn't slow down with length."""

    CSS_PATH = "minutes.tcss"
    HEADING = words.MINUTES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MINUTES)]
    AUTO_FOCUS = "TextView"

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__(context, session, format_, line="path", under="text")
        self.audience: Audience = "attendees"
        self.person = ""
        """The attendee or the relative (by record id) whose copy it is, "" for everybody's."""
        self.visibility = Visibility(session, format_)
        self._text = ""
        self._refused = ""
        """The message about a copy that isn't released, cleared once it can be read."""

    def compose_body(self) -> ComposeResult:
        yield TextView(id="text")
        yield FileLine(id="path", classes="-away")

    @on(ScreenResume)
    def _look(self) -> None:
        self.call_after_refresh(self._again, stay=True)

    def _again(self, *, stay: bool = False) -> None:
        if not self.query(TextView):
            return  # left before it was mounted
        if self.visibility.family_here:
            self.audience, self.person, self._text = "family", "", ""
            self.head(words.MINUTES, "")
            self.say(quick_edit.NOT_NOW_MINUTES)
            self.query_one(TextView).show(lambda width: lay_out("", width))
            return
        state = words.FINAL if self.session.meeting.closed else words.DRAFT
        heading = words.AUDIENCE[self.audience]
        if self.person:
            heading = words.FOR_ONE.format(copy=heading, name=self._name_of(self.person))
            everyone = self._relatives
            if self.person in everyone:
                self.context.ui_state.relatives[self.session.meeting.id] = self.person
                state = words.ONE_OF.format(number=everyone.index(self.person) + 1, all=len(everyone), state=state)
        self.head(heading, state)
        try:
            self._text = minutes(self.session.meeting, self.format, self.context.template, self.audience, self.person)
        except NotReleased as refused:
            self._text = ""
            self._refused = refused.on_screen
            self.say(self._refused, wrong=True)
        except BadTemplate as problem:
            self._text = ""
            self.say(str(problem), wrong=True)
        else:
            if self._refused and self.message == self._refused:
                self.say("")
        self.query_one(TextView).show(lambda width: lay_out(self._text, width), stay=stay)

    def action_audience(self, audience: Audience) -> None:
        if self.visibility.family_here:
            self.say(quick_edit.NOT_NOW_MINUTES, wrong=True)
            return
        self.person = self._next_relative() if audience == "family" else ""
        self.audience = audience
        self.say(words.NEXT_RELATIVE if self.person and len(self._relatives) > 1 else "")
        self._again()

    def _next_relative(self) -> str:
        """The relative or person concerned after the one who is shown, or whom to begin with; by record id, "" for
        none."""
        ids = self._relatives
        if self.person in ids:
            return ids[(ids.index(self.person) + 1) % len(ids)]
        last = self.context.ui_state.relatives.get(self.session.meeting.id, "")
        return first_to_release(ids, self.session.meeting, self.format, looked_at=last)

    @property
    def _relatives(self) -> list[str]:
        """Ids of the relatives and people concerned who may get a copy, in order."""
        return [entry.record.id for entry in expected_readers(self.session.meeting)]

    def _name_of(self, person: str) -> str:
        entry = self.session.meeting.entry(person)
        return entry.record.name if entry and isinstance(entry.record, Attendee | Relative | PersonConcerned) else ""

    def action_person(self) -> None:
        """The copy of the next attendee who was in one part only."""
        people = list(self._people())
        if self.visibility.family_here:
            self.say(quick_edit.NOT_NOW_MINUTES, wrong=True)
        elif not people:
            self.say(words.NOBODY_IN_ONE_PART)
        else:
            after = people.index(self.person) + 1 if self.person in people else 0
            self.audience, self.person = "attendees", people[after % len(people)]
            self.say("")
            self._again()

    def _people(self) -> dict[str, str]:
        """Attendees whose copy leaves something out, by record id, without relatives, who have the family's copy."""
        meeting = self.session.meeting
        everybody = {
            entry.record.id: entry.record.name
            for entry in meeting.attendees
            if audience_of(entry.record.id, meeting) != "family"
        }
        less = (id_ for id_ in everybody if not Access(meeting, self.format, "attendees", id_).complete)
        return {id_: everybody[id_] for id_ in less}

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text)
        self.say(words.COPIED)

    # ---- writing to a file

    def action_write(self) -> None:
        if self.visibility.family_here:
            self.say(quick_edit.NOT_NOW_MINUTES, wrong=True)
            return
        self.open_file_line(Reader(self.audience, self.person))

    @on(Input.Submitted, "#path")
    def _write(self, submitted: Input.Submitted) -> None:
        typed = submitted.value.strip()
        if not typed:
            self.say(words.NO_FILE_NAME, wrong=True)
            return
        self.export(typed, Reader(self.audience, self.person))

    def action_copies(self) -> None:
        if self.visibility.family_here:
            self.say(quick_edit.NOT_NOW_MINUTES, wrong=True)
            return
        self.app.push_screen(navigation.copies(self.context, self.session, self.format))

    def action_relatives(self) -> None:
        """Open the release page of the relative whose copy is shown, or of the first."""
        if self.visibility.family_here:
            self.say(quick_edit.NOT_NOW_MINUTES, wrong=True)
            return
        relative = self.person if self.audience == "family" else ""
        self.app.push_screen(navigation.release(self.context, self.session, self.format, relative))

"""LineMode: how the capture line's text is read; modes for answers and meeting details."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chairtui.meeting.capture.result import Asks, Choice, LeftUnsettled, Refused, Understood
from chairtui.meeting.closing.open_questions import at_the_meeting
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Question
from chairtui.meeting.own_answers import own_answer
from chairtui.meeting.records import Answer, Details, Draft, PersonConcerned
from chairtui.words import live as words
from screens.panes.question import answer_text
from screens.panes.reader_tags import tags_of

if TYPE_CHECKING:
    from chairtui.meeting.capture.completion import Completion

Reading = Understood | LeftUnsettled | Asks | Refused
_NUMBER = re.compile(r"\s*(\d{1,4})\s*(?=:|!|$)")
MOST = 2_000
"""Length beyond which a line is parsed only when it is filed, not while typing."""


@dataclass(frozen=True, slots=True)
class Look:
    """The preview of a text: what it will become, or what is missing."""

    said: str
    fileable: bool
    completions: tuple[Completion, ...] = ()
    hint: str = ""


class LineMode(ABC):
    """Base class: how the line's text is read, and the hint while it is empty."""

    __slots__ = ()

    @property
    @abstractmethod
    def key(self) -> str:
        """The key under which half-typed text is saved."""

    @property
    @abstractmethod
    def hint(self) -> str:
        """The hint while the line is empty."""

    @property
    def again(self) -> bool:
        """Whether the line stays open for another after one was saved."""
        return False

    @property
    def numbered(self) -> bool:
        """Whether the message about a saved record names its reference."""
        return True

    @property
    def tells(self) -> bool:
        """Whether the preview is also the message once the text was saved."""
        return False

    def tells_of(self, _reading: Understood, /) -> bool:
        """Whether that holds for this outcome."""
        return self.tells

    def pasted(self) -> LineMode:
        """The mode for each of several pasted lines."""
        return self

    def starting(self, text: str) -> str:
        """The typed text as the line shows it, with a short prefix expanded."""
        return text

    def opening(self, text: str) -> str:
        """An earlier line as the up arrow brings it back."""
        return text

    @abstractmethod
    def read(self, text: str) -> Reading:
        """The outcome of filing the text."""

    def look(self, text: str, cursor: int) -> Look:
        """The preview of the text: what it will become, or what is missing."""
        reading = self.read(text)
        fileable = isinstance(reading, Understood)
        said = reading.preview if isinstance(reading, Understood) else reading.reason
        return Look(said, fileable, self.completions(text, cursor))

    def completions(self, _text: str, _cursor: int, /) -> tuple[Completion, ...]:
        """Completions of the text at the cursor."""
        return ()


@dataclass(frozen=True, slots=True)
class AnswerMode(LineMode):
    """The answer to one of the format's questions; `person` whose own it is (by record id), "" for everybody's."""

    meeting: Meeting
    format_: Format
    question: Question
    person: str = ""

    @property
    def key(self) -> str:
        return f"question:{self.question.id}:{self.person}".rstrip(":")

    @property
    def start(self) -> str:
        """The line's initial text: the current answer, in typed form."""
        from chairtui.meeting.editing import shown_answer

        own = own_answer(self.question.id, self.person, self.meeting) if self.person else None
        given = own if self.person else self.meeting.answer(self.question.id)
        if given is None:
            return ""
        text = shown_answer(given, self.meeting, self.question).replace("\n", " ")
        return text[:1].upper() + text[1:] if given.value in ("yes", "no", "none") else text

    @property
    def hint(self) -> str:
        question = self.question
        match question.type:
            case "yes-no":
                how = words.ANSWER_YES_NO if question.no_needs_reason else words.ANSWER_YES_NO_PLAIN
            case "date":
                how = words.ANSWER_DATE
            case "person":
                how = words.ANSWER_PERSON
            case "choice":
                shown = "  ".join(f"{n} {choice.text}" for n, choice in enumerate(question.choices, 1))
                how = words.ANSWER_CHOICE.format(choices=shown)
            case "text":
                how = words.ANSWER_TEXT
        more = f" {words.ANSWER_NONE_TOO}" if question.or_reason else ""
        entry = self.meeting.entry(self.person) if self.person else None
        whose = entry.record.name if entry is not None and isinstance(entry.record, PersonConcerned) else ""
        asked = words.OWN_ANSWER.format(name=whose, answer=question.text) if whose else question.text
        return f"{asked}\n{how}{more}"

    def read(self, text: str) -> Reading:
        from chairtui.meeting import editing

        try:
            answer = editing.answer(self.question, self._chosen(text), self.meeting, self.format_, self.person)
        except editing.NotThat as reason:
            return Refused(str(reason))
        if asks := self._asks_about_absent(answer, text):
            return asks
        draft = Draft(record=answer, base=self.meeting.base_of(answer.id))
        given = editing.echo("", answer, self.meeting, self.format_) or answer_text(self.meeting, self.question, answer)
        said = f"{self.question.text} {given}"
        return Understood((draft,), said, answer.id, details=tags_of(answer, self.meeting))

    def _asks_about_absent(self, answer: Answer, text: str) -> Asks | None:
        """Asks before keeping somebody who isn't at the meeting, if the question is for a member of it."""
        from chairtui.meeting import editing

        question = self.question
        if not question.member or answer.value == "none" or editing.says_away(text):
            return None
        if at_the_meeting(answer, self.meeting):
            return None
        kept = f"{words.NOT_AT_MEETING_KEPT.format(name=answer.value)} {editing.marks_typed(text)}".rstrip()
        return Asks(
            words.NOT_AT_MEETING.format(name=answer.value),
            (Choice(kept, kept),),
            0,
            len(text),
            by_number=True,
        )

    def _chosen(self, text: str) -> str:
        """Replace the number of a choice by its id; text after the number is kept."""
        choices = self.question.choices
        number = _NUMBER.match(text)
        if self.question.type == "choice" and number and 1 <= int(number[1]) <= len(choices):
            return choices[int(number[1]) - 1].id + text[number.end() :]
        return text

    def completions(self, text: str, cursor: int, /) -> tuple[Completion, ...]:
        if self.question.type != "person":
            return ()
        from chairtui.meeting.capture.completion import complete_name

        return complete_name(text, cursor, self.meeting)


@dataclass(frozen=True, slots=True)
class AimMode(LineMode):
    """The aim of the meeting, with its marks: those in the line are all that it keeps."""

    meeting: Meeting
    format_: Format

    @property
    def key(self) -> str:
        return "detail:aim"

    @property
    def start(self) -> str:
        """What the line begins with: the aim as it stands, in the form it is typed."""
        from chairtui.meeting.capture.marks import written

        details = self.meeting.details
        return f"{details.aim} {written(details.aim_readers, self.meeting)}".strip()

    @property
    def hint(self) -> str:
        return words.WRITE_AIM

    def read(self, text: str) -> Reading:
        from chairtui.meeting import editing

        unmarked = self.meeting.details.model_copy(update={"aim_readers": None})
        try:
            record = editing.change(unmarked, {"aim": text}, self.meeting, self.format_)
        except editing.NotThat as reason:
            return Refused(str(reason))
        assert isinstance(record, Details)
        draft = Draft(record=record, base=self.meeting.base_of("details"))
        return Understood((draft,), record.aim, record.id, details=tags_of(record.aim_readers, self.meeting))

"""What the line is for at the moment: something said, an answer to a question, or a detail of the meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chairtui.meeting.capture import Asks, Completion, Refused, Understood, capture, complete

from chairtui.meeting import editing
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats import Format, Question
from chairtui.meeting.records import Draft
from chairtui.words import live as words
from screens.panes.question import answer_text

Reading = Understood | Asks | Refused
MOST = 2_000
"""Characters beyond which a line is no longer read as it is typed, only when it is filed."""


class Purpose(Protocol):
    """How the line's text is read, and what is said while it is empty."""

    @property
    def key(self) -> str:
        """Where a half-typed text is kept until one comes back to it."""

    @property
    def hint(self) -> str:
        """What stands below while nothing is typed."""

    @property
    def again(self) -> bool:
        """Whether the line stays open for another after one was saved."""

    def read(self, text: str) -> Reading: ...

    def completions(self, text: str, cursor: int, /) -> tuple[Completion, ...]: ...


@dataclass(frozen=True, slots=True)
class Capturing:
    """One thing said, filed under an agenda item."""

    meeting: Meeting
    format_: Format
    item: str
    by: str
    new_id: Callable[[], str]
    now: Callable[[], datetime]

    @property
    def key(self) -> str:
        return f"item:{self.item}"

    @property
    def hint(self) -> str:
        return words.LINE_EMPTY

    @property
    def again(self) -> bool:
        return True

    def read(self, text: str) -> Reading:
        return capture(text, self.meeting, self.format_, item=self.item, new_id=self.new_id, by=self.by, now=self.now())

    def completions(self, text: str, cursor: int) -> tuple[Completion, ...]:
        return complete(text, cursor, self.meeting)


@dataclass(frozen=True, slots=True)
class Answering:
    """The answer to one of the format's questions."""

    meeting: Meeting
    format_: Format
    question: Question

    @property
    def key(self) -> str:
        return f"question:{self.question.id}"

    @property
    def again(self) -> bool:
        return False

    @property
    def start(self) -> str:
        """What the line begins with: the answer as it stands, in the form it is typed."""
        given = self.meeting.answer(self.question.id)
        return editing.shown_answer(given) if given else ""

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
        return f"{question.text}\n{how}{more}"

    def read(self, text: str) -> Reading:
        try:
            answer = editing.answer(self.question, self._chosen(text), self.meeting, self.format_)
        except editing.NotThat as reason:
            return Refused(str(reason))
        draft = Draft(record=answer, base=self.meeting.base_of(answer.id))
        preview = f"{self.question.text} {answer_text(self.meeting, self.question, answer)}"
        return Understood((draft,), preview, answer.id)

    def _chosen(self, text: str) -> str:
        """A choice's id where its number was typed, the words after the number kept."""
        number, colon, reason = text.partition(":")
        choices = self.question.choices
        if self.question.type == "choice" and number.strip().isdecimal() and 1 <= int(number) <= len(choices):
            return choices[int(number) - 1].id + colon + reason
        return text

    def completions(self, text: str, cursor: int) -> tuple[Completion, ...]:
        if self.question.type != "person" or not text or text.startswith("@"):
            return ()
        found = complete(f"@{text}", cursor + 1, self.meeting)
        return tuple(
            Completion(max(c.start - 1, 0), max(c.end - 1, 0), c.text.removeprefix("@"), c.shown) for c in found
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """A detail of the meeting, by its key."""

    meeting: Meeting
    format_: Format
    detail: str
    hint: str
    start: str

    @property
    def key(self) -> str:
        return f"detail:{self.detail}"

    @property
    def again(self) -> bool:
        return False

    def read(self, text: str) -> Reading:
        try:
            draft = editing.set_key(self.detail, text, self.meeting, self.format_)
        except editing.NotThat as reason:
            return Refused(str(reason))
        return Understood((draft,), text, draft.record.id)

    def completions(self, _text: str, _cursor: int, /) -> tuple[Completion, ...]:
        return ()

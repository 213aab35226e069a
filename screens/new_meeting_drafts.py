"""State of the new-meeting wizard: what was typed so far, its validation, and the records it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Literal

from pydantic import ValidationError

from chairtui.meeting.capture.completion import Completion, complete_agency, complete_name
from chairtui.meeting.closing.checks import check, for_others
from chairtui.meeting.closing.open_questions import asked, is_asked, may_open
from chairtui.meeting.convening.scope import OutOfScope, scope
from chairtui.meeting.dates.calendar import LONDON, NotADate, read_when
from chairtui.meeting.editing import NotThat, answer, echo, set_key
from chairtui.meeting.family import relative_for
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import EVERYBODY, Excluded, Format, Question
from chairtui.meeting.formats.placeholders import said_of
from chairtui.meeting.formats.snapshot import keep
from chairtui.meeting.records import Answer, Attendee, Details, Draft, Person, Record, Version, Who
from chairtui.words import screens as words
from screens.panes.question import answer_text, condition_of
from screens.typed_people import NotAPerson, read_attendee

Step = Literal["format", "person", "kind", "what", "reasons", "people", "attendees", "questions", "check"]
FIELDS: dict[Step, tuple[str, ...]] = {
    "what": ("title", "subject", "starts", "venue"),
    "people": ("agency", "chair", "note-taker"),
}
"""Text fields by step."""
PEOPLE = ("chair", "note-taker")
NEEDED = ("title", "subject", "starts")
TYPED, ANSWER = "typed ", "answer "
"""What the names of half-typed fields and answers begin with."""


@dataclass(frozen=True, slots=True)
class StepError:
    """An error in a step: the field and the message."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class ConveningQuestions:
    """State of the convening questions: ids of those asked, conditions of those that an answer may open by question id,
    advice or the date read by question id, and those without an answer."""

    asked: frozenset[str]
    waiting: dict[str, str]
    advice: dict[str, str]
    dates: frozenset[str]
    """The questions whose advice is only the date read."""
    left_open: tuple[Question, ...]


@dataclass
class MeetingSetup:
    """The input so far; it is validated when a step is left."""

    by: str
    now: datetime
    new_id: Callable[[], str]
    format: Format | None = None
    kind: str = ""
    person: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    attendees: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    _ids: dict[int, str] = field(default_factory=dict)
    _loaded: Format | None = None

    @property
    def begun(self) -> bool:
        """Whether there is unsaved input."""
        return any(text.strip() for text in (*self.typed.values(), *self.answers.values(), self.attendees))

    def choose_format(self, format_: Format) -> None:
        """Choose the format; kinds and reasons of another format are dropped, typed text is kept.

        A format for everybody proposes nobody: whom the meeting is about has to be chosen.
        """
        if self.format is None or self.format.id != format_.id:
            self._loaded, self.kind, self.reasons = format_, "", []
            self.choose_person(format_.words.person if format_.persons != EVERYBODY else "")

    def choose_person(self, person: str) -> None:
        """Choose whom the meeting is about; the format's texts follow (DG-20)."""
        assert self._loaded is not None
        self.person = person
        self.format = said_of(self._loaded, _person(person))

    @property
    def as_loaded(self) -> Format:
        """The format with its placeholders unfilled, as meetings keep it."""
        assert self._loaded is not None
        return self._loaded

    @property
    def whom(self) -> Person:
        """The word for the person it is about."""
        return _person(self.person)

    @property
    def for_others(self) -> str:
        """A caution if the format isn't for meetings about this person, else ""."""
        if self.format is None or self.whom in self.format.persons:
            return ""
        return for_others(self.format, self.whom)

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """Excluded kinds that a meeting about this person could be taken for."""
        return tuple(e for e in self.format.excluded if e.is_for(self.whom)) if self.format else ()

    def steps(self) -> tuple[Step, ...]:
        """The steps in order, without those that don't apply to the format."""
        if self.format is None:
            return ("format", "check")
        there: dict[Step, object] = {
            "format": True,
            "person": True,
            "kind": self.format.kinds or self.format.excluded,
            "what": True,
            "reasons": self.format.reasons,
            "attendees": True,
            "people": True,
            "questions": self.questions,
            "check": True,
        }
        return tuple(step for step, has in there.items() if has)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The format's convening questions, including those that wait for another answer."""
        return tuple(q for q in self.format.questions if q.convening) if self.format else ()

    # ---- what is half typed

    def half_typed(self) -> dict[str, str]:
        """The input as texts by name, {} where nothing was typed."""
        if not self.begun:
            return {}
        chosen = {"format": self.format.id if self.format else "", "kind": self.kind, "person": self.person}
        texts = {f"{TYPED}{name}": text for name, text in self.typed.items()}
        texts |= {f"{ANSWER}{id_}": text for id_, text in self.answers.items()}
        texts |= chosen | {"reasons": "\n".join(self.reasons), "attendees": self.attendees}
        return {name: text for name, text in texts.items() if text.strip()}

    def restore(self, texts: Mapping[str, str], formats: Mapping[str, Format]) -> frozenset[str]:
        """Take up input that `half_typed` gave; the fields that hold text again."""
        format_ = formats.get(texts.get("format", ""))
        if format_ is not None:
            self.choose_format(format_)
            self.choose_person(texts.get("person", self.person))
            self.kind = texts.get("kind", "")
            self.reasons = texts.get("reasons", "").split()
        self.typed = {n.removeprefix(TYPED): text for n, text in texts.items() if n.startswith(TYPED)}
        self.answers = {n.removeprefix(ANSWER): text for n, text in texts.items() if n.startswith(ANSWER)}
        self.attendees = texts.get("attendees", "")
        return frozenset((*self.typed, *self.answers, *(["attendees"] if self.attendees else ())))

    # ---- checking a step

    def wrong(self, step: Step) -> list[StepError]:
        """Errors that keep a step from being left."""
        match step:
            case "format":
                return [] if self.format else [StepError("", words.NO_FORMATS)]
            case "person":
                return [] if self.person else [StepError("", words.CHOOSE_PERSON)]
            case "kind":
                return self._wrong_kind()
            case "what":
                return [w for name in FIELDS["what"] if (w := self._wrong_field(name))]
            case "attendees":
                return self._wrong_lines()
            case "people":
                return self._wrong_people()
            case "questions":
                return self._read_answers()[1]
            case _:
                return []

    def _wrong_kind(self) -> list[StepError]:
        assert self.format is not None
        try:
            scope(self.format, self.kind, self.whom)
        except OutOfScope as no:
            return [StepError("", str(no))]
        return []

    def _wrong_field(self, name: str) -> StepError | None:
        text = self.typed.get(name, "").strip()
        if not text:
            return StepError(name, words.NEEDED.format(field=words.FIELDS[name])) if name in NEEDED else None
        if name == "starts":
            try:
                self.starts()
            except NotADate as no:
                return StepError(name, str(no))
        return None

    def starts(self) -> datetime:
        """Start, aware, in the user's time zone. Raises `NotADate`."""
        zone = getattr(self.now.tzinfo, "key", LONDON)
        return read_when(
            self.typed.get("starts", ""),
            zone,
            on=self.now.date(),
            nation=self.format.nation if self.format else "England",
        )

    def people(self) -> list[Attendee]:
        """Attendees on the lines that can be parsed; each keeps its id."""
        return self._read_lines()[0]

    def _read_lines(self) -> tuple[list[Attendee], list[StepError]]:
        assert self.format is not None
        found: dict[str, Attendee] = {}
        wrong = []
        for number, line in enumerate(self.attendees.splitlines(), 1):
            if not line.strip():
                continue
            meeting = self._meeting([self._details(), *found.values()])
            id_ = self._ids.setdefault(number, self.new_id())
            try:
                person = read_attendee(line, meeting, self.format, partial(str, id_))[0].record
            except NotAPerson as no:
                wrong.append(StepError("", words.UNPLACED_LINE.format(number=number, reason=no)))
                continue
            if isinstance(person, Attendee):
                found[person.id] = person
        return list(found.values()), wrong

    def _wrong_lines(self) -> list[StepError]:
        return self._read_lines()[1]

    def _wrong_people(self) -> list[StepError]:
        wrong = []
        meeting = self._meeting([self._details(), *self.people()])
        for name in PEOPLE:
            if self.typed.get(name, "").strip():
                try:
                    self._who(name, meeting)
                except NotThat as no:
                    wrong.append(StepError(name, str(no)))
        return wrong

    def named(self, typed: str, cursor: int) -> tuple[Completion, ...]:
        """Completions of a name among those invited."""
        return complete_name(typed, cursor, self._meeting([self._details(), *self.people()]))

    def agency_named(self, typed: str, cursor: int) -> tuple[Completion, ...]:
        """Completions of an agency: those of the people invited, then common ones."""
        return complete_agency(typed, cursor, self._meeting([self._details(), *self.people()]))

    def who_is(self, name: str) -> str:
        """Full name of the chair or note-taker typed, "" for nobody."""
        meeting = self._meeting([self._details(), *self.people()])
        try:
            return meeting.name_of(self._who(name, meeting))
        except NotThat:
            return self.typed.get(name, "").strip()

    # ---- what it becomes

    def drafts(self) -> list[Draft]:
        """The details first, then the attendees, then the answers. Raises `NotThat`, `NotADate`."""
        details = self._details()
        meeting = self._meeting([details, *self.people()])
        chair, note_taker = self._who("chair", meeting), self._who("note-taker", meeting)
        details = details.model_copy(update={"chair": chair, "note_taker": note_taker})
        kept = keep(self.as_loaded)
        family = [relative_for(person, meeting, self.new_id) for person in self.people() if person.relative]
        relatives = [relative for relative in family if relative is not None]
        records: list[Record] = [details, kept, *self.people(), *relatives, *self._read_answers()[0].values()]
        return [Draft(record=record) for record in records]

    def _details(self) -> Details:
        assert self.format is not None
        typed = {name: text.strip() for name, text in self.typed.items()}
        try:
            starts = self.starts()
        except NotADate:
            starts = self.now  # checked in a later step
        return Details(
            format=self.format.id,
            format_version=self.format.version,
            format_name=self.format.name,
            title=typed.get("title") or "-",
            subject=typed.get("subject") or "-",
            person=_person(self.person),
            starts=starts,
            meeting_kind=self.kind,
            reasons=tuple(r.id for r in self.format.reasons if r.id in self.reasons),
            convening_agency=typed.get("agency", ""),
            venue=typed.get("venue", ""),
        )

    def _meeting(self, records: list[Record]) -> Meeting:
        """A meeting of these records, for parsers that need one."""
        return Meeting("new", (Version(record=r, seq=n, at=self.now, by=self.by) for n, r in enumerate(records, 1)))

    def _who(self, name: str, meeting: Meeting) -> Who | None:
        text = self.typed.get(name, "").strip()
        if not text:
            return None
        assert self.format is not None
        record = set_key(name, text, meeting, self.format).record
        assert isinstance(record, Details)
        return record.chair if name == "chair" else record.note_taker

    def _read_answers(self) -> tuple[dict[str, Answer], list[StepError]]:
        """Valid answers to the open questions in the format's order, and the errors of the others."""
        assert self.format is not None
        given: dict[str, Answer] = {}
        wrong = []
        records: list[Record] = [self._details(), *self.people()]
        for question in self.questions:
            text = self.answers.get(question.id, "").strip()
            meeting = self._meeting([*records, *given.values()])
            if not text or not is_asked(question, meeting):
                continue
            try:
                given[question.id] = answer(question, text, meeting, self.format)
            except NotThat as no:
                wrong.append(StepError(question.id, str(no)))
            except ValidationError:
                wrong.append(StepError(question.id, words.NEEDED.format(field=question.text)))
        return given, wrong

    def answered(self) -> list[tuple[Question, str]]:
        """The convening questions with an answer, and its text."""
        given = self._read_answers()[0]
        meeting = self._meeting([self._details(), *self.people(), *given.values()])
        return [(q, answer_text(meeting, q, given[q.id])) for q in self.questions if q.id in given]

    def convening_questions(self) -> ConveningQuestions:
        """State of the convening questions with the current answers."""
        assert self.format is not None
        given = self._read_answers()[0]
        meeting = self._meeting([self._details(), *self.people(), *given.values()])
        questions = asked(meeting, self.format, convening=True)
        dates = {id_: echo("", said, meeting, self.format) for id_, said in given.items()}
        advice = dates | {f.question: f.message for f in check(meeting, self.format) if f.question in given}
        waiting = {q.id: condition_of(q, self.format) for q in self.questions if may_open(q, meeting, self.format)}
        read = frozenset(id_ for id_, said in dates.items() if advice[id_] == said)
        left = tuple(q for q in questions if q.id not in given)
        return ConveningQuestions(frozenset(q.id for q in questions), waiting, advice, read, left)


def _person(word: str) -> Person:
    return "adult" if word == "adult" else "young person" if word == "young person" else "child"

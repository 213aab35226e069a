"""The models of a format: what a safeguarding body's guidance asks of a professionals' meeting, as data.

Formats are TOML files in `data/formats/`, or a partnership's own. `loader` reads and validates them.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from chairtui.meeting.closing.findings import BASELINE_PREFIX, Level
from chairtui.meeting.formats.sharing import Agencies, Proposals
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.records import Origin, Person
from chairtui.meeting.text import Id, MaybeText, Name, Text

PaneKind = Literal[
    "details",
    "attendance",
    "aim",
    "observations",
    "information",
    "discussion",
    "plan",
    "question",
    "reflection",
    "review",
]
QuestionType = Literal["text", "yes-no", "date", "person", "choice"]
Nation = Literal["England", "Scotland", "Wales", "Northern Ireland"]
Looks = Literal["forward", "back"]
"""Whether a date without a year, or a weekday alone, is in the future or the past."""
BuiltIn = Literal[
    "",
    "agenda",
    "attendance",
    "dissent",
    "distribution",
    "everyone heard",
    "family copy",
    "follow-up meeting",
    "immediate risk",
    "not convened",
    "note nature",
    "parts",
    "person's words",
    "restricted",
    "seal",
    "store",
    "wording hints",
]
"""Parts of the program that meet a provision by design; "" for none."""
When = Literal["anyone-remote", "any-action", "no-action", "no-reason", "police-present"]
"""State of the meeting that a question depends on: somebody attends remotely; an action is agreed, or none is; the
police are present or invited."""
About = Literal["told-beforehand", "family-told", "person-told", "family-and-person-told", "agencies-involved"]
"""What an answer means to the program, beyond what is printed of it."""
FAMILY_TOLD: tuple[About, ...] = ("family-told", "family-and-person-told")
"""Questions whether the family is told what came of the meeting, or given a record of it."""
PERSON_TOLD: tuple[About, ...] = ("person-told", "family-and-person-told")
"""The same of those whom the meeting is about."""
Led = Literal["chair", "facilitator"]
Section = Literal[
    "heading",
    "immediate",
    "decisions",
    "actions",
    "open",
    "departures",
    "next",
    "attendance",
    "discussion",
    "convening",
    "amendments",
    "remarks",
]
"""A section of the minutes: whom it is about, when and what for; immediate risks; decisions; the action table;
questions left open; departures from the guidance; what happens next (answers to questions with `outcome`); who was
there; the discussion in agenda order; how the meeting came about; amendments; what was never answered."""
SECTIONS: tuple[Section, ...] = get_args(Section)
EVERYBODY: tuple[Person, ...] = ("child", "young person", "adult")
ClockStart = Literal["meeting", "immediate-risk"]
ProvisionId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*-[0-9]+[a-z]?$")]


class Prompt(Frozen):
    """A prompt for the chair under an agenda item, with the provision it answers and its source."""

    text: Text
    provision: ProvisionId
    cites: Text


class AgendaItem(Frozen):
    """An agenda item: the pane that shows it, its planned minutes, and the chair's prompts.

    `origin` applies to items of kind observations: prior (known before the meeting) or during. Two ids mean something:
    what every meeting is asked at its beginning stands under `introduction`, or else under attendance; and an item
    `previous-meeting` is a format's own for what the last meeting left open.
    """

    id: Id
    title: Text
    kind: PaneKind
    minutes: Annotated[int, Field(ge=0, le=240)]
    origin: Origin | None = None
    prompts: tuple[Prompt, ...] = ()


class Choice(Frozen):
    """An option of a choice question."""

    id: Id
    text: Text


class Opens(Frozen):
    """Condition of a question: another one has this answer, or with `unless` any other answer."""

    question: Id
    answer: MaybeText = ""
    unless: MaybeText = ""

    def met_by(self, value: str | None) -> bool:
        """Whether this answer (None for no answer) meets the condition."""
        if value is None:
            return False
        return value == self.answer if self.answer else value != self.unless


class Question(Frozen):
    """A question that the meeting answers, under an agenda item.

    `needed`: level of the finding if it is unanswered at closing, none by default. `no_needs_reason`: "no" needs a
    reason. `or_reason`: "none: reason" is accepted too. `or_words`: a date question accepts words too. `member`: the
    answer is somebody at the meeting. `persons`: whom the meeting must be about, empty for everybody. `opens` and
    `when`: ask only after another answer, or in a state of the meeting. `convening`: ask when the meeting is set up.
    `looks`: whether a date is in the future or the past. `outcome`: its answer stands on the first page of the minutes,
    as those under a review do.

    `about`: what the answer means to the program; a question's id means nothing to it, but for `wishes-and-feelings`,
    which every format has. `told-beforehand`: whether the
    family, or the adult, is told that professionals meet; after "no", invitations ask whether each agency agrees to go
    ahead. `family-told`, `person-told`, `family-and-person-told`: whether or by whom the family, whom the meeting is
    about, or both are told what came of it, or given a record; after "no" or "none", nothing goes into their copies
    unless somebody decides so. The same holds where no question asks it of them. `agencies-involved`: names of
    agencies, separated by commas; the chair sees which of them have nobody in the room.

    `to_relative`, `to_person`: what it is called in the letter of a relative, and of whom the meeting is about (by
    default as to a relative); without either, by its text. `talks`: a date or person given as its answer is about
    talking to the reader, and stands under that heading of the letter.
    """

    id: Id
    item: Id
    type: QuestionType
    text: Text
    provision: ProvisionId
    choices: tuple[Choice, ...] = ()
    needed: Level | None = None
    no_needs_reason: bool = True
    or_reason: bool = False
    or_words: bool = False
    member: bool = False
    persons: tuple[Person, ...] = ()
    opens: Opens | None = None
    when: When | None = None
    convening: bool = False
    looks: Looks = "forward"
    outcome: bool = False
    about: About | None = None
    to_relative: MaybeText = ""
    to_person: MaybeText = ""
    talks: bool = True
    help: str = ""

    def is_for(self, person: Person) -> bool:
        """Whether it is asked in a meeting about this kind of person."""
        return not self.persons or person in self.persons


class Reason(Frozen):
    """A reason for convening that the guidance gives, in our words; `under` is the broader reason it belongs to."""

    id: Id
    text: Text
    under: Id | None = None


class Kind(Frozen):
    """A kind of meeting that the format covers; `aliases` are alternative spellings of its id."""

    id: Id
    name: Text
    aliases: tuple[Id, ...] = ()


class Excluded(Frozen):
    """A kind of meeting that the format must not replace, and the proper forum for it.

    `provision` excludes it, by default the format's `scope_provision`. `adult_forum` is the forum for a meeting about
    an adult, if it differs. `persons` are those it may be about, empty for everybody.
    """

    id: Id
    name: Text
    forum: Text
    adult_forum: MaybeText = ""
    persons: tuple[Person, ...] = ()
    aliases: tuple[Id, ...] = ()
    provision: ProvisionId | None = None

    def is_for(self, person: Person) -> bool:
        """Whether a meeting of this kind may be about this kind of person."""
        return not self.persons or person in self.persons

    def forum_for(self, person: Person) -> str:
        """The proper forum for a meeting about this kind of person."""
        return self.adult_forum if person == "adult" and self.adult_forum else self.forum


class Rule(Frozen):
    """A closing rule, by the name of its function in `rules`, with its figures.

    `item` is where its findings are resolved, by default where the records are. `answer` and `message` are for rules
    about one answer to a question, `names` for rules that search agency names, `other` for rules with a second
    question.
    """

    rule: Id
    provision: ProvisionId
    level: Level
    item: Id | None = None
    question: Id | None = None
    other: Id | None = None
    answer: str = ""
    message: str = ""
    names: tuple[Text, ...] = ()
    figures: dict[str, int] = Field(default_factory=dict)


class Clock(Frozen):
    """A deadline in working days of the format's nation, or in months, from the day of the meeting.

    With `starts` set to an immediate risk, it counts from the day the risk was raised; 0 working days is that day.
    `about`: `minutes` for the clock by which the copies of the minutes are due.
    """

    id: Id
    what: Text
    provision: ProvisionId
    starts: ClockStart = "meeting"
    working_days: Annotated[int, Field(ge=0, le=60)] | None = None
    months: Annotated[int, Field(ge=1, le=24)] | None = None
    about: Literal["minutes"] | None = None


class Provision(Frozen):
    """A requirement of the guidance in our words, its source (`cites`), and how it is met (`how`).

    `unmet` says what a meeting that departs from it went without, for the report across meetings: a provision that
    describes ("There are six reasons") doesn't say that by itself. `built_in` names the part of the program that meets
    it without a prompt, question, rule or clock. `departure`: a meeting may be closed without meeting it if a reason is
    given; `route` is what the guidance prescribes in that case, such as an escalation.
    """

    id: ProvisionId
    text: Text
    unmet: MaybeText = ""
    cites: Text
    how: Text
    built_in: BuiltIn = ""
    departure: bool = True
    route: MaybeText = ""


class Pathway(Frozen):
    """What to do at immediate risk of significant harm (ALL-08)."""

    steps: tuple[Text, ...]
    cites: Text


class Route(Frozen):
    """Where disagreements between agencies go if the meeting can't settle them."""

    text: Text
    provision: ProvisionId
    cites: Text


class Words(Frozen):
    """The body's own terms: who the meeting is about, and the names of its plan and record."""

    person: Person = "child"
    plan: Name = "plan"
    record: Name = "minutes"


class Layout(Frozen):
    """How the minutes are laid out: the order of their sections, and whether they are a brief note.

    `sections` names each section once; one without content is left out. A `brief` note lists who was there in a few
    lines, without a table.
    """

    sections: tuple[Section, ...] = SECTIONS
    brief: bool = False


class Format(Frozen):
    """A body's guidance as data. Internal references are validated on loading."""

    id: Id
    version: Name
    name: Name
    body: Text
    citation: Text
    summary: Text
    nation: Nation
    persons: tuple[Person, ...] = EVERYBODY
    """Whom a meeting may be about; for anybody else the user is asked to confirm."""
    led_by: Led = "chair"
    """A facilitated meeting has no chair and no note-taker."""
    words: Words = Words()
    layout: Layout = Layout()
    agenda: Annotated[tuple[AgendaItem, ...], Field(min_length=1)]
    questions: tuple[Question, ...] = ()
    reasons: tuple[Reason, ...] = ()
    reasons_provision: ProvisionId | None = None
    kinds: tuple[Kind, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    scope_provision: ProvisionId | None = None
    rules: tuple[Rule, ...] = ()
    clocks: tuple[Clock, ...] = ()
    agencies: Agencies = Agencies()
    proposals: Proposals = Proposals()
    provisions: tuple[Provision, ...] = ()
    pathway: Pathway
    route: Route

    def item(self, item_id: str) -> AgendaItem | None:
        """The agenda item with this id or displayed number (from 1), or None."""
        if item_id.isdecimal() and 1 <= int(item_id) <= len(self.agenda):
            return self.agenda[int(item_id) - 1]
        return next((i for i in self.agenda if i.id == item_id), None)

    def number(self, item_id: str) -> int:
        """An item's displayed number, from 1; 0 if there is no such item."""
        return next((n for n, i in enumerate(self.agenda, 1) if i.id == item_id), 0)

    def question(self, question_id: str) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)

    def questions_about(self, *about: About) -> tuple[Question, ...]:
        """The questions whose answer has one of these meanings."""
        return tuple(q for q in self.questions if q.about in about)

    def is_outcome(self, question: Question) -> bool:
        """Whether the answer stands on the first page of the minutes."""
        item = self.item(question.item)
        return question.outcome or (item is not None and item.kind == "review")

    def provision(self, provision_id: str) -> Provision | None:
        return next((p for p in self.provisions if p.id == provision_id), None)

    def questions_of(self, item_id: str) -> tuple[Question, ...]:
        """The questions under an agenda item, in the format's order."""
        return tuple(q for q in self.questions if q.item == item_id)

    def first_item(self, kind: PaneKind, origin: Origin | None = None) -> AgendaItem | None:
        """The first item of that kind (and origin, if given), or None."""
        return next((i for i in self.agenda if i.kind == kind and origin in (None, i.origin)), None)

    @property
    def blocking(self) -> frozenset[str]:
        """Ids of the provisions that can block closing."""
        return frozenset(
            {
                *(q.provision for q in self.questions if q.needed == "blocker"),
                *(r.provision for r in self.rules if r.level == "blocker"),
            }
        )

    def takes_departure(self, provision_id: str) -> bool:
        """Whether a meeting may be closed without meeting this provision, for a reason. Never for the baseline's
        own."""
        provision = self.provision(provision_id)
        return bool(
            provision
            and provision.departure
            and not provision_id.startswith(BASELINE_PREFIX)
            and provision_id in self.blocking
        )

    @property
    def minutes(self) -> int:
        """Planned minutes of the whole meeting."""
        return sum(i.minutes for i in self.agenda)

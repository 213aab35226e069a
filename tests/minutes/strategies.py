"""Hypothesis strategies for meetings, and for texts that might break a document."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import cast

from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from chairtui.meeting.fold import Meeting
from chairtui.meeting.kinds import STATEMENTS, Kind, own_texts
from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    Attendee,
    Audience,
    Decision,
    Departure,
    Dissent,
    Distribution,
    FamilyTalk,
    FollowUp,
    Immediate,
    NextMeeting,
    Note,
    Observation,
    PersonConcerned,
    Progress,
    Record,
    Relative,
    Unsettled,
    Who,
)
from chairtui.meeting.text import Text
from tests.minutes.builders import FORMAT, STARTS, details, meeting
from tests.minutes.releasing import DAWN

OTHER_KINDS = tuple(kind for kind in STATEMENTS if kind.model not in (Observation, Note, Decision, Action, Unsettled))
PIECES = (
    "# ", "## x", "#", "* ", "**", "*", "_", "__", "- ", "+ ", "-", "---", "===", "= ", "1. ", "12) ", "1.", "> ", ">",
    "`", "```", "~~~", "~~", "|", "| --- |", "|-|-|", ":-:", ":---", "\\", "\\\\", "\\|", "<script>", "</script>",
    "<!-- ", "-->", "<b>", "<?", "<![CDATA[", "&amp;", "&#35;", "&lt;", "[x](http://e.org)", "[a]: /b", "![i](j)",
    "[ ] ", "[", "]", "(", ")", "!", "http://example.org", "https://e.org/a_b", "www.example.org", "ftp://x.org",
    "//x.org", "joe@example.org", "mailto:joe@example.org", "x.com", "\n", "\n\n", "\n\n\n", "\n===", "\n---",
    "\nSetext\n===",
    "\n    code", "\t", "  ", "    ", " ", "\u00a0", "\u3000", "\u2028", "\u2029", "\u0085", "\u200b", "\u200d",
    "\u200c", "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c", "\ufeff", "\u00ad", "\u0301", "e\u0301",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f600", "漢字", "שלום", "مرحبا", "می‌خواهم", "नमस्ते", "ÆØ", "ß",
    "Robin", "said", "the bus", "3", "$title", "${agenda}", "{x}", "%", "^", "\"", "'", "12.4 kg", "a.b", "e.g.",
    ":smile:", "::", "\x00", "\x1b[31m", "\x07", "\r", "\r\n", "\ufffd", "\u034f", "\U000e0041",
)  # fmt: skip
nasty_pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=7).map("".join)
_TEXT: TypeAdapter[str] = TypeAdapter(Text)


def _cleaned(text: str) -> str:
    """What a record keeps of it, "" for one that no record takes."""
    try:
        return _TEXT.validate_python(text[:150])
    except ValidationError:
        return ""


texts = (nasty_pieces | st.text(min_size=1, max_size=20)).map(_cleaned).filter(bool)
"""What somebody might type or paste, as a record keeps it: never blank, short enough for a name."""


audiences: st.SearchStrategy[Audience] = st.sampled_from(("attendees", "actions"))


def a_meeting(seed: int, text: Callable[[], str], *, size: int = 12, gaps: bool = True, only: bool = False) -> Meeting:
    """A meeting whose shape comes from `seed` alone and whose words come from `text`, call by call.

    `only`: some of it is for people of certain agencies, so that no copy for all of them has references.
    """
    return _Maker(random.Random(seed), text, size, gaps, only).made()


@st.composite
def meetings(draw: st.DrawFn, *, gaps: bool = True) -> Meeting:
    """Any meeting, open or closed, with nasty words in every place that takes words."""
    words = draw(st.lists(texts, min_size=1, max_size=6, unique=True))
    seed = draw(st.integers(0, 2**20))
    choose = random.Random(seed + 1)
    return a_meeting(seed, lambda: choose.choice(words), size=draw(st.integers(0, 14)), gaps=gaps)


class _Maker:
    def __init__(self, chance: random.Random, text: Callable[[], str], size: int, gaps: bool, only: bool) -> None:
        self.chance = chance
        self.text = text
        self.size = size
        self.gaps = gaps
        self.only = only
        self.two_parts = chance.random() < 0.4

    def maybe(self, odds: float = 0.5) -> bool:
        return self.chance.random() < odds

    def words(self) -> str:
        """Words or none."""
        given = self.text()  # always drawn, so that the text affects nothing else
        return given if self.maybe() else ""

    def who(self) -> Who | None:
        name = self.text()
        if self.maybe(0.2):
            return None
        attendee = self.chance.choice([*self.people, None]) if self.people else None
        return Who(name=name, attendee=attendee)

    def part(self) -> int:
        return self.chance.choice((1, 2)) if self.two_parts else 1

    def marks(self) -> dict[str, object]:
        """Who may not read a statement, and whom it is about."""
        return {"part": self.part(), **self.readers()}

    def readers(self) -> dict[str, object]:
        """Who may not read some words, and whom they are about."""
        marks: dict[str, object] = {
            "restricted": self.text() if self.maybe(0.25) else None,
            "about": tuple(id_ for id_ in self.concerned if self.maybe(0.2)),
        }
        if self.maybe(0.2):
            marks |= {"kept_from": (self.chance.choice([*self.relatives, DAWN.id]),), "kept_why": self.words()}
        if self.only and self.maybe(0.1):
            marks |= {"only": (self.chance.choice(("Police", "Health")),), "only_why": self.words()}
        return marks

    def further(self) -> dict[str, object]:
        """The same for words beside statements, in meetings where some of it is for certain agencies."""
        return self.readers() if self.only and self.maybe() else {}

    def others(self) -> tuple[Who, ...]:
        return tuple(filter(None, (self.who() for _ in range(self.chance.choice((0, 0, 0, 1, 2))))))

    def item(self) -> str:
        return self.chance.choice(["", *(item.id for item in FORMAT.agenda)])

    def made(self) -> Meeting:
        self.people: list[str] = []
        family = self.family()
        attendees = [self.attendee(n) for n in range(self.chance.randint(0, 4))]
        self.people = [attendee.id for attendee in attendees]
        said: list[Record] = []
        kinds: list[Callable[[int], Record]] = [self.observation, self.note, self.note, self.decision]
        kinds += [partial(self.other, kind) for kind in OTHER_KINDS]
        for n in range(self.size):
            said.append(self.chance.choice(kinds)(n))
        self.filed = [record.id for record in said]
        actions: list[Record] = [self.action(n) for n in range(self.size // 3)]
        first = details(
            title=self.text(),
            subject=self.text(),
            aim=self.words(),
            venue=self.words(),
            convening_agency=self.words(),
            meeting_kind=self.chance.choice(("", "planning")),
            reasons=tuple(r.id for r in FORMAT.reasons if self.maybe()),
            aim_readers=self.further(),
            reasons_readers=self.further(),
            chair=self.who(),
            note_taker=self.who(),
            part=2 if self.two_parts and self.maybe() else 1,
            minutes_within=self.chance.choice((None, 5, 10)),
            previous={"meeting": "m0", "title": self.text(), "starts": STARTS} if self.maybe(0.3) else None,
        )
        closed = self.maybe()
        left = [] if closed else [self.unsettled(n) for n in range(self.chance.choice((0, 0, 1, 2)))]
        provisions = [*self.agreements(attendees), *self.departures()]
        records = [first, *attendees, *family, *said, *actions, *left, *self.answers(), *provisions, *self.progress()]
        removed = [r.id for r in (*attendees, *said, *actions) if self.gaps and self.maybe(0.15)]
        then = self.later([r for r in records if r.id not in removed and r.kind != "progress"]) if closed else []
        return meeting(*records, removed=removed, then=then, closed=closed)

    def attendee(self, n: int) -> Attendee:
        return Attendee.model_validate(
            {
                "id": f"person-{n}",
                "name": self.text(),
                "role": self.words(),
                "agency": "Police" if self.only and self.maybe() else self.words(),
                "status": self.chance.choice(("invited", "present", "apologies", "absent")),
                "parts": self.chance.choice(((1,), (2,), (1, 2))) if self.two_parts else (1,),
                "why": self.words(),
                "why_readers": self.further(),
                "report": self.chance.choice(("", "sent", "not sent", "not asked")),
                "agrees": self.chance.choice((None, True, False)),
                "remote": self.maybe(),
            }
        )

    def family(self) -> list[Record]:
        """Whom the meeting is about, and their relatives."""
        concerned = [
            PersonConcerned(
                id=f"concerned-{n}",
                name=self.text(),
                age=self.chance.choice((None, 9, 82)),
                person=self.chance.choice(("child", "young person", "adult")),
            )
            for n in range(self.chance.randint(0, 2))
        ]
        self.concerned = [person.id for person in concerned]
        relatives = [
            Relative(
                id=f"relative-{n}",
                name=self.text(),
                relation=self.words(),
                of=tuple(id_ for id_ in self.concerned if self.maybe()),
            )
            for n in range(self.chance.randint(0, 2))
        ]
        self.relatives = [relative.id for relative in relatives]
        return [*concerned, *relatives]

    def unsettled(self, n: int) -> Unsettled:
        return Unsettled.model_validate(
            {"id": f"left-{n}", "text": self.text(), "reason": self.text(), "item": self.item(), **self.marks()}
        )

    def agreements(self, attendees: list[Attendee]) -> list[Record]:
        return [
            Agreement(
                id=f"agreement:OUR-01:{attendee.id}",
                provision="OUR-01",
                of=Who(name=attendee.name, attendee=attendee.id),
                said=self.chance.choice(("not asked", "no answer", "agreed", "disagreed")),
                asked=date(2026, 12, 1) if self.maybe() else None,
                why=self.words(),
            )
            for attendee in attendees
            if self.maybe(0.2)
        ]

    def departures(self) -> list[Record]:
        who = self.who()
        if who is None or self.maybe(0.7):
            return []
        made = Departure(
            id="departure:OUR-02", provision="OUR-02", reason=self.text(), decided_by=who, route=self.words()
        )
        return [made]

    def observation(self, n: int) -> Observation:
        immediate = Immediate(raised=STARTS, raised_by=self.text(), decided=self.words())
        return Observation.model_validate(
            {
                "id": f"said-{n}",
                "theme": self.chance.choice(("strength", "need", "risk")),
                "text": self.text(),
                "origin": self.chance.choice(("prior", "during")),
                "source": self.who(),
                "also": self.others(),
                "carried": {"meeting": "m0", "ref": "R7"} if self.maybe(0.1) else None,
                **self.marks(),
                "no_action": self.words(),
                "immediate": immediate if self.maybe(0.2) else None,
            }
        )

    def note(self, n: int) -> Note:
        return Note.model_validate(
            {
                "id": f"said-{n}",
                "nature": self.chance.choice(("fact", "opinion", "reported", "views", "question", "document")),
                "text": self.text(),
                "source": self.who(),
                "also": self.others(),
                "verified": self.words() if self.maybe(0.2) else "",
                "item": self.item(),
                **self.marks(),
            }
        )

    def decision(self, n: int) -> Decision:
        dissent = []
        for _ in range(self.chance.randint(0, 2)):
            who = self.who()
            if who is not None:
                dissent.append(Dissent.model_validate({"who": who, "text": self.text(), **self.further()}))
        return Decision.model_validate(
            {
                "id": f"said-{n}",
                "text": self.text(),
                "reason": self.words(),
                "dissent": tuple(dissent),
                "item": self.item(),
                **self.marks(),
            }
        )

    def other(self, kind: Kind, n: int) -> Record:
        """A statement of a kind that has no method here, with words in each text field that its class has."""
        given: dict[str, object] = {name: self.text() for name in ("text", *own_texts(kind))}
        if kind.category:
            given[kind.category] = self.chance.choice(list(kind.letters))
        if kind.person:
            given |= {kind.person: self.who()} | ({"also": self.others()} if kind.person == "source" else {})
        made = kind.model.model_validate({"id": f"said-{n}", **given, "item": self.item(), **self.marks()})
        return cast(Record, made)

    def action(self, n: int) -> Action:
        family = FamilyTalk(by=self.who(), why_not=self.words())
        return Action.model_validate(
            {
                "id": f"action-{n}",
                "text": self.text(),
                "measure": self.words(),
                "owner": self.who(),
                "shared_with": self.others(),
                "status_reason": self.words() if self.maybe(0.2) else "",
                "deadline": date(2026, 12, 4) + timedelta(days=n) if self.maybe(0.8) else None,
                "addresses": tuple(i for i in self.filed if self.maybe(0.3)),
                "status": self.chance.choice(("open", "open", "done", "dropped")),
                "family": family if self.maybe() else None,
                "carried": {"meeting": "m0", "ref": "A7"} if self.maybe(0.3) else None,
                "item": self.item(),
                **self.marks(),
            }
        )

    def answers(self) -> list[Record]:
        made: list[Record] = []
        for question in FORMAT.questions:
            value = {
                "yes-no": self.chance.choice(("yes", "no")),
                "choice": "task",
                "date": "2027-02-12",
            }.get(question.type) or self.text()
            attendee = None
            if question.type == "person" and self.people and self.maybe():
                attendee = self.chance.choice(self.people)
            reason = self.words()
            if question.or_reason and self.maybe():
                value = "none"
            if self.maybe():
                given: dict[str, object] = {"id": f"answer:{question.id}", "question": question.id, "value": value}
                made.append(Answer.model_validate({**given, "reason": reason, "attendee": attendee, **self.further()}))
        return made

    def progress(self) -> list[Record]:
        return [
            Progress(id=f"progress:{item.id}", item=item.id, state="done", seconds=self.chance.randint(0, 900))
            for item in FORMAT.agenda
            if self.maybe(0.3)
        ]

    def later(self, records: list[Record]) -> list[Record]:
        made: list[Record] = []
        targets = [record.id for record in records]
        for n in range(self.chance.randint(0, 3)):
            given: dict[str, object] = {
                "id": f"amendment-{n}",
                "target": self.chance.choice(targets),
                "text": self.text(),
                "reason": self.text(),
                "asked_by": self.words(),
                "agreed_by": self.words(),
            }
            made.append(Amendment.model_validate({**given, **self.further()}))
            targets.append(f"amendment-{n}")
        for record in records:
            if record.kind == "action" and self.maybe(0.3):
                given = {"id": f"after-{record.id}", "action": record.id, "status": "done", "reason": self.words()}
                made.append(FollowUp.model_validate({**given, **self.further()}))
        if self.maybe(0.3):
            carried = tuple(r.id for r in records if r.kind == "action" and self.maybe())
            made.append(NextMeeting(id="next", meeting="m2", starts=STARTS, carried=carried))
        to = self.who()
        if to is not None:
            made.append(Distribution(id="copy", to=to, how=self.words()))
        return made

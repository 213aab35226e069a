"""Random meetings: lines with marks of every kind, answers, two parts, undo, an offline seat, imports, closing,
corrections, decisions about what each relative is given, and the meeting that follows."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from itertools import count

from chairtui.meeting.after.correct import NotCorrected, correction
from chairtui.meeting.after.next_meeting import follow
from chairtui.meeting.after.release_decisions import NotReleased, decide, lines
from chairtui.meeting.capture.capture import take
from chairtui.meeting.capture.line_context import LineContext
from chairtui.meeting.capture.marks import take_readers
from chairtui.meeting.capture.relative_line import relative_of
from chairtui.meeting.capture.result import LeftUnsettled, NotTaken, Understood
from chairtui.meeting.chairing.part_two import may_stay, part_two_drafts
from chairtui.meeting.convening.earlier_actions import SheetTable, read_actions
from chairtui.meeting.copy_readers import family_readers
from chairtui.meeting.editing import NotThat, set_key
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.sharing import Agencies
from chairtui.meeting.kinds import STATEMENTS
from chairtui.meeting.own_answers import WISHES
from chairtui.meeting.parts import in_its_part
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Agreement,
    Answer,
    Closure,
    Departure,
    Draft,
    FollowUp,
    NotConvened,
    PersonConcerned,
    Record,
    Relative,
    Who,
)
from chairtui.meeting.seal import digest
from chairtui.meeting.undo import NothingToUndo, redo, undo
from chairtui.minutes.audience import PartTwoAccess
from chairtui.minutes.exchange import read_json, to_json
from chairtui.words.kinds import KINDS as CALLED
from tests.minutes.away_seat import AwaySeat, keep
from tests.minutes.builders import FORMAT as SMALL_FORMAT
from tests.minutes.builders import details

TOKEN = re.compile(r"tok\d+x")
MARK = re.compile(r"!(restricted|not Mick|not Dawn|only police|only statutory)")
WISHED = SMALL_FORMAT.questions[0].model_copy(
    update={"id": WISHES, "type": "text", "text": "What does the child want?", "or_reason": True, "convening": False}
)
FORMAT = SMALL_FORMAT.model_copy(
    update={
        "agencies": Agencies(statutory=("police", "nhs", "school")),
        "questions": (*SMALL_FORMAT.questions, WISHED),
    }
)
STATUTORY = frozenset({"Police", "NHS", "School"})
PEOPLE = (
    "present: Tom Reed, teacher, School",
    "present: Cal Rae, constable, Police",
    "present: Peg Dove, manager, Bright Homes Ltd",
    "present: Nia Shaw, nurse, NHS",
)
FAMILY: tuple[PersonConcerned | Relative, ...] = (
    PersonConcerned(id="ava", name="Ava", age=9),
    PersonConcerned(id="ben", name="Ben", age=6),
    Relative(id="dawn", name="Dawn", relation="mother of Ava and Ben", of=("ava", "ben")),
    Relative(id="mick", name="Mick", relation="father of Ava", of=("ava",)),
)
STARTS = ("s", "n", "r", "f", "o", "v", "q", "doc", "d", "a", "!", "h")
OPENS: dict[str, tuple[str, ...]] = {
    called.starts[0]: tuple(filter(None, kind.opens.values()))
    for kind in STATEMENTS
    for called in (CALLED[category] for category in kind.letters)
    if called.starts and called.starts[0] not in STARTS
}
"""How a line of any other kind begins, and the words that open its fields."""
BY = "Jo Bell"
FOLLOWED, NOT_HELD = 0.2, 0.03
"""How many meetings are followed by another, and how many were decided not to be held."""
MARKS_STAY = 0.5
"""In how many nobody takes a mark off."""


class RandomMeeting:
    """One meeting from one seed. `meeting` is as it stands; `allowed` are the words each reader of the family may have;
    `before` is the meeting that it follows; `in_part_two` is how it was before each end of part two, with what the
    family were allowed then. `typed` are the marks that were typed with each word, in a meeting in which nobody takes
    a mark off again."""

    def __init__(self, seed: int, steps: int = 30) -> None:
        self.chance = random.Random(seed)
        self.meeting = Meeting("m1")
        self.before: Meeting | None = None
        self.in_part_two: list[tuple[Meeting, dict[str, set[str]]]] = []
        self._ids, self._tokens = count(1), count(1)
        self._seat: AwaySeat | None = None
        self._decided: dict[str, dict[str, set[str]]] = defaultdict(dict)
        self.typed: dict[str, set[str]] = defaultdict(set)
        self._marks_stay = self.chance.random() < MARKS_STAY
        self._set_up()
        if self.chance.random() < NOT_HELD:
            self._decide_not_to_meet()
        else:
            for step in range(steps):
                self._go_online(step)
                self.chance.choice(self._ways())(step)
            self._go_online(None)
            self._remember_part_two()
        self._close()
        self._afterwards()
        if self.meeting.not_convened is None and self.chance.random() < FOLLOWED:
            self._follow_up(steps)

    def allowed(self, reader: str) -> set[str]:
        """The texts of the lines last decided to go in, as whoever decided saw them."""
        return set().union(*self._decided[reader].values())

    def _set_up(self) -> None:
        names = {name: self._token() for name in ("title", "subject", "venue")}
        self._put(Draft(record=details(aim="", **names)))
        for record in FAMILY:
            self._put(Draft(record=record))
        for person in PEOPLE:
            self._say(f"{person}, {self._token()}{self._mark()}")

    def _ways(self) -> list[Callable[[int], None]]:
        often = [self._line, self._line, self._line, self._answer, self._correct, self._decide]
        often += [self._aim, self._dissent, self._away, self._wishes]
        often += [] if self._marks_stay else [self._readers, self._undo]
        now_and_then = [self._turn, self._share_all, self._release, self._import, self._remove, self._table]
        return [*often, *now_and_then, self._rename, self._family, self._terms, self._keep_out]

    def _afterwards(self) -> None:
        ways = (
            self._amend,
            self._amend,
            self._follow,
            self._decide,
            self._release,
            self._share_all,
            self._family,
            self._copied,
            self._keep_out,
        )
        for step in range(self.chance.randint(0, 8)):
            self.chance.choice(ways)(step)

    # ---- what people say

    def _token(self) -> str:
        return f"tok{next(self._tokens)}x"

    def _new_id(self) -> str:
        return f"id{next(self._ids)}"

    def _words(self) -> str:
        extra = self.chance.choice(("", "", " dad", " Ben", " mum", " Mick"))
        return f"{self._token()}{extra}"

    def _typed(self) -> str:
        start = self.chance.choice((*STARTS, *OPENS))
        family = self.chance.choice(("", "", f" family: no, {self._token()}"))
        rest = {
            "d": f" because {self._token()}",
            "a": f" @{self.chance.choice(('tom', 'cal'))} by fri m: {self._token()}{family}",
            "!": f" @tom decided: {self._token()}",
            "h": " @cal",
            **{start: "".join(f" {word}: {self._token()}" for word in words) for start, words in OPENS.items()},
        }.get(start, self.chance.choice(("", " @tom", " @cal")))
        return f"{start}: {self._words()}{rest}{self._mark()}"

    def _mark(self) -> str:
        about = self.chance.choice(("", "", " #ava", " #ben"))
        marks = ("", "", "", " !restricted", " !not Mick", " !not Dawn", " !only police", " !only statutory")
        mark = self.chance.choice(marks)
        return f"{about}{mark and f'{mark} {self._token()}'}"

    def _line(self, _step: int) -> None:
        self._say(self._typed())

    def _say(self, line: str) -> None:
        self._write(self._drafts(line, self.meeting))

    def _noted(self, *typed: str) -> None:
        """Remember which marks stand with which words."""
        if self._marks_stay:
            for token in TOKEN.findall(" ".join(typed)):
                self.typed[token].update(MARK.findall(" ".join(typed)))

    def _drafts(self, line: str, of: Meeting) -> tuple[Draft, ...]:
        self._noted(line)
        context = LineContext.of(of, FORMAT, new_id=self._new_id, by=BY, now=of.details.starts)
        taken = take(line, context, answers=False)
        return taken.drafts if isinstance(taken, Understood | LeftUnsettled) else ()

    def _answered(self) -> tuple[str, str]:
        question = self.chance.choice(FORMAT.questions)
        said = (f"no: {self._token()}", "yes", f"none: {self._token()}", self._words(), "12 feb 2027", "Cal Rae")
        return question.id, f"{self.chance.choice(said)}{self._mark()}"

    def _answer(self, _step: int) -> None:
        self._set(*self._answered())

    def _wishes(self, _step: int) -> None:
        """What one child wants themself."""
        self._set(f"{WISHES}.{self.chance.choice(('K1', 'K2', 'ava', 'ben'))}", f"{self._words()}{self._mark()}")

    def _aim(self, _step: int) -> None:
        key = self.chance.choice(("aim", "aim", "reasons", "title", "venue", "chair"))
        said = {"reasons": FORMAT.reasons[0].id, "chair": self.chance.choice(("Tom Reed", "Lin Ash"))}
        marks = self._mark() if key in ("aim", "reasons") else ""
        self._set(key, f"{said.get(key) or self._words()}{marks}")

    def _dissent(self, _step: int) -> None:
        if not self.meeting.decisions:
            self._say(f"d: {self._token()}")
        if self.meeting.decisions:
            ref = self.chance.choice(self.meeting.decisions).ref
            self._say(f"dissent: {ref} @{self.chance.choice(('tom', 'cal'))} {self._words()}{self._mark()}")

    def _readers(self, _step: int) -> None:
        """Change the marks of a record."""
        entry = self._any_statement(self.meeting)
        keys = ["aim-readers", "P1.readers", f"{FORMAT.questions[0].id}.readers"]
        keys += [f"{entry.ref}.readers"] * 3 if entry else []
        self._set(self.chance.choice(keys), self._mark().strip())

    def _terms(self, _step: int) -> None:
        """What is for the agencies alone: an agreement, or a departure from the guidance."""
        who = Who(name="Cal Rae", attendee=self.chance.choice(self.meeting.attendees).record.id)
        record: Record = Departure(id="departure:T-01", provision="T-01", reason=self._token(), decided_by=who)
        if self.chance.random() < 0.5:
            id_ = f"agreement:T-02:{who.attendee}"
            record = Agreement(id=id_, provision="T-02", of=who, said="disagreed", why=self._token())
        self._write((Draft(record=record, base=self.meeting.base_of(record.id)),))

    def _set(self, key: str, typed: str) -> None:
        self._noted(typed)
        try:
            self._write((set_key(key, typed, self.meeting, FORMAT),))
        except NotThat:
            return

    def _any_statement(self, of: Meeting) -> Entry[Record] | None:
        return self.chance.choice(of.statements) if of.statements else None

    def _correct(self, _step: int) -> None:
        if entry := self._any_statement(self.meeting):
            change = self.chance.choice((f"{self._words()}", "o:", "r:", "f:", "@cal", f"m: {self._token()}"))
            self._say(f"{entry.ref} {change}{self._mark()}")

    def _remove(self, _step: int) -> None:
        there = [*self.meeting.statements, *self.meeting.all(Answer), *self.meeting.attendees[3:]]
        if there:
            entry = self.chance.choice(there)
            self._write((Draft(record=entry.record, base=entry.base, removed=True),))

    def _undo(self, _step: int) -> None:
        try:
            self._write((self.chance.choice((undo, redo))(self.meeting, BY),))
        except NothingToUndo:
            return

    # ---- people and parts

    def _turn(self, _step: int) -> None:
        of = self.meeting
        if of.details.part == 2:
            self._remember_part_two()
            back = of.details.model_copy(update={"part": 1, "joined": ()})
            return self._write((Draft(record=back, base=of.base_of("details")),))
        family = [entry.record.id for entry in family_readers(of)]
        joined = [id_ for id_ in family if self.chance.random() < 0.4]
        stays = [entry.record.id for entry in may_stay(of) if self.chance.random() < 0.5]
        return self._write(tuple(part_two_drafts(of, stays=stays, joined=joined, new_id=self._new_id)))

    def _remember_part_two(self) -> None:
        of = self.meeting
        if of.details.part == 2:
            family = [entry.record.id for entry in family_readers(of)]
            allowed = {reader: self.allowed(reader) for reader in (*family, *of.details.joined)}
            self.in_part_two.append((Meeting(of.id, of.versions), allowed))

    def _rename(self, _step: int) -> None:
        key = self.chance.choice(("P3.name", "P3.agency", "P4.parts", "P1.parts", "L1.name", "P4.role"))
        said = {"parts": self.chance.choice(("1", "2", "1,2")), "name": f"Ro {self._new_id()}"}
        self._set(key, said.get(key.partition(".")[2]) or self._token())

    def _family(self, _step: int) -> None:
        """A relative is removed, restored, or recorded once more under a longer name."""
        mick = self.meeting.entry("mick")
        if mick is not None and self.chance.random() < 0.5:
            return self._write((Draft(record=mick.record, base=mick.base, removed=not mick.removed),))
        try:
            again = relative_of("Mick Brown, father of Ava", self.meeting, "mick-2")
        except NotReleased:
            return None
        return self._write((Draft(record=again, base=self.meeting.base_of("mick-2")),))

    def _keep_out(self, _step: int) -> None:
        """Somebody is given nothing or, more often, something again."""
        self._set(f"{self.chance.choice(('L1', 'L2'))}.given-nothing", self.chance.choice(("yes", "no", "no")))

    # ---- other ways in

    def _away(self, _step: int) -> None:
        """The server goes away for one seat, which goes on typing, corrects and answers until it is back."""
        if self._seat is None:
            self._seat = AwaySeat(self.meeting, _step + self.chance.randint(1, 8))
        seat, of = self._seat, self._seat.meeting
        entry, way = self._any_statement(of), self.chance.random()
        if way < 0.3:
            try:
                question, said = self._answered()
                self._noted(said)
                return seat.write((set_key(question, said, of, FORMAT),))
            except NotThat:
                return None
        line = f"{entry.ref} {self._words()}{self._mark()}" if entry and way < 0.6 else self._typed()
        return seat.write(self._drafts(line, of))

    def _go_online(self, step: int | None) -> None:
        if self._seat is not None and step in (None, self._seat.back):
            seat, self._seat = self._seat, None
            seat.go_up(self.meeting, self._put, lambda: self.chance.random() < 0.5)

    def _import(self, _step: int) -> None:
        """The meeting as it is read from its own export: without its history."""
        if self.chance.random() < 0.3:
            self._copied(0)
            self._seat = None

    def _copied(self, _step: int) -> None:
        """The same, once it is closed."""
        read = read_json(to_json(self.meeting))
        self.meeting = Meeting("m1")
        for draft in read.drafts:
            self._put(draft)
        if read.closed:
            self._close()
            for later in read.later:
                self._put(later.draft)

    def _table(self, _step: int) -> None:
        """Actions from a table of before this program was used."""
        head = ("Action", "Owner", "By when", "Measure", "Who may read it")
        rows = [(self._words(), "Tom Reed", "12 Feb 2027", self._token(), self._mark().strip()) for _ in range(2)]
        for row in rows:
            self._noted(*row)
        self._write(read_actions((SheetTable(0, (head, *rows)),), "old.csv", self.meeting, FORMAT).drafts)

    # ---- what each of the family is given

    def _decide(self, _step: int) -> None:
        reader = self._a_reader()
        there = [line for line in lines(self.meeting, FORMAT, reader) if not line.locked]
        if there:
            chosen = {line.id: line for line in self.chance.choices(there, k=5)}
            share = [id_ for id_ in chosen if self.chance.random() < 0.6]
            self._record(reader, share, [id_ for id_ in chosen if id_ not in share], done=False)

    def _release(self, _step: int) -> None:
        self._record(self._a_reader(), ["heading"], [], done=True)

    def _share_all(self, _step: int) -> None:
        """Somebody gives one of the family whatever no mark keeps from them."""
        reader = self._a_reader()
        there = [line.id for line in lines(self.meeting, FORMAT, reader) if not line.locked]
        self._record(reader, there, [], done=True)

    def _a_reader(self) -> str:
        return self.chance.choice(family_readers(self.meeting)).record.id

    def _record(self, reader: str, share: list[str], hold: list[str], *, done: bool) -> None:
        there = {line.id: line for line in lines(self.meeting, FORMAT, reader)}
        try:
            draft = decide(self.meeting, FORMAT, reader, share=share, hold=hold, done=done)
        except NotReleased:
            return
        assert draft.record.kind == "release"
        for line in draft.record.shared:
            self._decided[reader][line.of] = set(TOKEN.findall(there[line.of].text))
        for line in draft.record.held:
            self._decided[reader][line.of] = set()
        self._write((draft,))

    # ---- the end of the meeting, and what comes after

    def _decide_not_to_meet(self) -> None:
        day = date(2026, 12, 4)
        rationale, by, instead = (self._token() for _ in range(3))
        decision = NotConvened(rationale=rationale, decided_by=by, role=self._token(), on=day, instead=instead)
        self._put(Draft(record=decision))

    def _close(self) -> None:
        closure = Closure(digest=digest(self.meeting.versions), position=self.meeting.position)
        self._put(Draft(record=closure))

    def _amend(self, _step: int) -> None:
        of = self.meeting
        standing: list[Record] = [of.details, *(e.record for e in (*of.statements, *of.amendments, *of.all(Answer)))]
        standing += [e.record for e in of.attendees]
        standing += [of.not_convened] * 3 if of.not_convened else []
        target = self.chance.choice(standing).id
        text, reason = f"{self._words()}{self._mark()}", f"{self._token()}{self._mark()}"
        self._noted(text, reason)
        try:
            self._put(Draft(record=correction(self._new_id(), target, text, reason, of)))
        except NotCorrected:
            return

    def _follow(self, _step: int) -> None:
        if self.meeting.actions:
            action = self.chance.choice(self.meeting.actions).record.id
            try:
                said, marks = take_readers(f"{self._token()}{self._mark()}", self.meeting)
            except NotTaken:
                return
            given = dict(marks or Readers())
            self._put(Draft(record=FollowUp(id=self._new_id(), action=action, status="done", reason=said, **given)))

    def _follow_up(self, steps: int) -> None:
        """The next meeting, in which something is said and released, but no mark taken off."""
        self.before = self.meeting
        next_one = follow(self.meeting, {}, PartTwoAccess(self.meeting, FORMAT).sees, self._new_id)
        self.meeting = Meeting("m2")
        self._decided.clear()
        for draft in next_one.drafts:
            self._put(draft)
        for step in range(steps // 3):
            self.chance.choice((self._line, self._answer, self._turn, self._decide, self._release))(step)
        for _ in range(2):
            self._share_all(0)

    # ---- as a journal keeps it

    def _write(self, drafts: tuple[Draft, ...]) -> None:
        """Keep drafts as a session does; none where somebody else changed what one of them changes."""
        if all(draft.base == self.meeting.base_of(draft.record.id) for draft in drafts):
            for draft in drafts:
                self._put(in_its_part(draft, self.meeting))

    def _put(self, draft: Draft) -> None:
        keep(self.meeting, draft, BY)

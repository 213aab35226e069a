"""Random meetings: lines with marks of every kind, answers, two parts, undo, offline drafts, an import, closing,
corrections, and decisions about what each relative is given."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count

from chairtui.meeting.after.correct import NotCorrected, correction
from chairtui.meeting.after.release_decisions import NotReleased, decide, lines
from chairtui.meeting.capture.capture import take
from chairtui.meeting.capture.line_context import LineContext
from chairtui.meeting.capture.marks import take_readers
from chairtui.meeting.capture.result import LeftUnsettled, NotTaken, Understood
from chairtui.meeting.editing import NotThat, set_key
from chairtui.meeting.fold import Meeting
from chairtui.meeting.parts import in_its_part
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Answer, Closure, Draft, FollowUp, PersonConcerned, Record, Relative, Version
from chairtui.meeting.seal import digest
from chairtui.meeting.undo import NothingToUndo, redo, undo
from chairtui.minutes.exchange import read_json, to_json
from tests.minutes.builders import FORMAT, STARTS, details

TOKEN = re.compile(r"tok\d+x")
PEOPLE = (
    "present: Tom Reed, teacher, School",
    "present: Cal Rae, constable, Police",
    "present: Peg Dove, manager, Bright Homes Ltd",
)
RELATIVES = ("Dawn", "Mick")
BY = "Jo Bell"


class RandomMeeting:
    """One meeting from one seed. `meeting` is as it stands; `allowed` are the words each relative may read."""

    def __init__(self, seed: int, steps: int = 30) -> None:
        self.chance = random.Random(seed)
        self._ids, self._tokens = count(1), count(1)
        self.meeting = Meeting("m1")
        self._put(Draft(record=details(aim="")))
        for record in (
            PersonConcerned(id="ava", name="Ava", age=9),
            PersonConcerned(id="ben", name="Ben", age=6),
            Relative(id="dawn", name="Dawn", relation="mother of Ava and Ben", of=("ava", "ben")),
            Relative(id="mick", name="Mick", relation="father of Ava", of=("ava",)),
        ):
            self._put(Draft(record=record))
        for person in PEOPLE:
            self._say(f"{person}, {self._token()}{self._mark()}")
        self._decided: dict[str, dict[str, set[str]]] = {"dawn": {}, "mick": {}}
        self._offline: list[tuple[int, tuple[Draft, ...]]] = []
        for step in range(steps):
            self._go_online(step)
            self.chance.choice(self._ways())(step)
        self._close()
        for _ in range(self.chance.randint(0, 8)):
            self.chance.choice((self._amend, self._amend, self._follow, self._decide, self._release))(steps)

    def allowed(self, relative: str) -> set[str]:
        """The texts of the lines last decided to go in, as they were then."""
        return set().union(*self._decided[relative].values())

    def _ways(self) -> list[Callable[[int], None]]:
        often = [self._line, self._line, self._line, self._answer, self._correct, self._decide]
        often += [self._aim, self._dissent, self._readers]
        return [*often, self._turn, self._undo, self._away, self._release, self._import]

    # ---- what people do

    def _token(self) -> str:
        return f"tok{next(self._tokens)}x"

    def _new_id(self) -> str:
        return f"id{next(self._ids)}"

    def _words(self) -> str:
        extra = self.chance.choice(("", " dad", " Ben", " mum", " Mick"))
        return f"{self._token()}{extra}"

    def _typed(self) -> str:
        start = self.chance.choice(("s", "n", "r", "f", "o", "v", "q", "d", "a", "!", "h"))
        rest = {
            "d": f" because {self._token()}",
            "a": f" @{self.chance.choice(('tom', 'cal'))} by fri m: {self._token()}",
            "!": f" @tom decided: {self._token()}",
            "h": " @cal",
        }.get(start, self.chance.choice(("", " @tom", " @cal")))
        return f"{start}: {self._words()}{rest}{self._mark()}"

    def _mark(self) -> str:
        about = self.chance.choice(("", "", " #ava", " #ben"))
        mark = self.chance.choice(("", "", "", " !restricted", " !not Mick", " !not Dawn", " !only police"))
        return f"{about}{mark and f'{mark} {self._token()}'}"

    def _line(self, _step: int) -> None:
        self._say(self._typed())

    def _say(self, line: str) -> None:
        self._write(self._drafts(line))

    def _drafts(self, line: str) -> tuple[Draft, ...]:
        context = LineContext.of(self.meeting, FORMAT, new_id=self._new_id, by=BY, now=STARTS)
        taken = take(line, context, answers=False)
        return taken.drafts if isinstance(taken, Understood | LeftUnsettled) else ()

    def _answer(self, _step: int) -> None:
        question = self.chance.choice(FORMAT.questions)
        said = self.chance.choice(
            (f"no: {self._token()}", "yes", f"none: {self._token()}", self._words(), "12 feb 2027")
        )
        self._set(question.id, f"{said}{self._mark()}")

    def _aim(self, _step: int) -> None:
        key = self.chance.choice(("aim", "reasons"))
        said = self._words() if key == "aim" else FORMAT.reasons[0].id
        self._set(key, f"{said}{self._mark()}")

    def _dissent(self, _step: int) -> None:
        if self.meeting.decisions:
            ref = self.chance.choice(self.meeting.decisions).ref
            self._say(f"dissent: {ref} @{self.chance.choice(('tom', 'cal'))} {self._words()}{self._mark()}")

    def _readers(self, _step: int) -> None:
        """Change the marks of a record."""
        key = self.chance.choice(("aim-readers", "P1.readers", f"{FORMAT.questions[0].id}.readers"))
        self._set(key, self._mark().strip())

    def _set(self, key: str, typed: str) -> None:
        try:
            self._write((set_key(key, typed, self.meeting, FORMAT),))
        except NotThat:
            return

    def _correct(self, _step: int) -> None:
        if self.meeting.statements:
            entry = self.chance.choice(self.meeting.statements)
            self._say(f"{entry.ref} {self._words()}{self._mark()}")

    def _turn(self, _step: int) -> None:
        part = self.chance.choice((1, 2))
        joined = ("dawn",) if part == 2 and self.chance.random() < 0.7 else ()
        record = self.meeting.details.model_copy(update={"part": part, "joined": joined})
        self._write((Draft(record=record, base=self.meeting.base_of("details")),))

    def _undo(self, _step: int) -> None:
        try:
            self._write((self.chance.choice((undo, redo))(self.meeting, BY),))
        except NothingToUndo:
            return

    def _away(self, step: int) -> None:
        """A line typed while the server is away, sent some steps later."""
        self._offline.append((step + self.chance.randint(1, 6), self._drafts(self._typed())))

    def _go_online(self, step: int) -> None:
        for due, drafts in self._offline:
            if due == step:
                self._write(drafts)

    def _import(self, _step: int) -> None:
        """The meeting as it is read from its own export: without its history."""
        read = read_json(to_json(self.meeting))
        self.meeting = Meeting("m1")
        self._write(tuple(draft.model_copy(update={"base": 0}) for draft in read.drafts))

    def _decide(self, _step: int) -> None:
        relative = self.chance.choice(tuple(self._decided))
        there = [line for line in lines(self.meeting, FORMAT, relative) if not line.locked]
        if there:
            chosen = {line.id: line for line in self.chance.choices(there, k=3)}
            share = [id_ for id_ in chosen if self.chance.random() < 0.6]
            self._record(relative, share, [id_ for id_ in chosen if id_ not in share], done=False)

    def _release(self, _step: int) -> None:
        self._record(self.chance.choice(tuple(self._decided)), ["heading"], [], done=True)

    def _record(self, relative: str, share: list[str], hold: list[str], *, done: bool) -> None:
        there = {line.id: line for line in lines(self.meeting, FORMAT, relative)}
        try:
            draft = decide(self.meeting, FORMAT, relative, share=share, hold=hold, done=done)
        except NotReleased:
            return
        assert draft.record.kind == "release"
        for line in draft.record.shared:
            self._decided[relative][line.of] = set(TOKEN.findall(there[line.of].text))
        for line in draft.record.held:
            self._decided[relative][line.of] = set()
        self._write((draft,))

    def _close(self) -> None:
        closure = Closure(digest=digest(self.meeting.versions), position=self.meeting.position)
        self._put(Draft(record=closure))

    def _amend(self, _step: int) -> None:
        of = self.meeting
        standing: list[Record] = [of.details, *(e.record for e in (*of.statements, *of.amendments, *of.all(Answer)))]
        target = self.chance.choice(standing).id
        text, reason = f"{self._words()}{self._mark()}", f"{self._token()}{self._mark()}"
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

    # ---- as a journal keeps it

    def _write(self, drafts: tuple[Draft, ...]) -> None:
        """Keep drafts as a session does; none where somebody else changed what one of them changes."""
        if all(draft.base == self.meeting.base_of(draft.record.id) for draft in drafts):
            for draft in drafts:
                self._put(in_its_part(draft, self.meeting))

    def _put(self, draft: Draft) -> None:
        at = STARTS + timedelta(minutes=self.meeting.position)
        self.meeting.apply(Version(**dict(draft), seq=self.meeting.position + 1, at=at, by=BY))

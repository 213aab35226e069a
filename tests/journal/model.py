"""A model of one meeting, and a state machine that compares any journal with it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chairtui.journal.protocol import Conflict, Journal, Refused
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Amendment, Closure, Draft
from chairtui.meeting.seal import digest
from tests.journal.meetings import a_details, a_note, new

SEATS = ("Chair", "Noter")
seats = st.sampled_from(SEATS)
ids = st.sampled_from(["n1", "n2", "n3"])
printable = st.characters(exclude_categories=("C", "Z")) | st.just(" ")
texts = st.text(printable, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
MODEST = settings(max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class JournalAndModel(RuleBasedStateMachine):
    """`kept` is the model: who wrote which text in which record, in order. What is in common to every journal."""

    journals: Mapping[str, Journal] = {}

    @abstractmethod
    def prepare(self) -> None:
        """An empty store for one history."""

    @abstractmethod
    def open(self) -> Journal:
        """Another seat's journal on that store."""

    @initialize()
    def begin(self) -> None:
        self.prepare()
        self.time = datetime(2026, 12, 3, 14, tzinfo=UTC)
        self.kept: list[tuple[str, str, str, bool]] = []
        self.closed = False
        self.open_all()
        self.meeting = self.journals["Chair"].begin([new(a_details())], "Chair")
        self.kept.append(("Chair", "details", "", False))

    def open_all(self) -> None:
        """Each seat anew."""
        for journal in self.journals.values():
            journal.close()
        self.journals = {seat: self.open() for seat in SEATS}

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def base(self, record: str) -> int:
        return max((n for n, (_, kept, _, _) in enumerate(self.kept, 1) if kept == record), default=0)

    def expect(self, seat: str, drafts: list[Draft], refusal: type[Exception] | None) -> None:
        try:
            written = self.journals[seat].append(self.meeting, drafts, seat)
        except (Conflict, Refused) as error:
            assert refusal is not None
            assert isinstance(error, refusal)
            return
        assert refusal is None
        assert [v.seq for v in written] == list(range(len(self.kept) + 1, len(self.kept) + 1 + len(drafts)))
        for draft in drafts:
            self.kept.append((seat, draft.record.id, getattr(draft.record, "text", ""), draft.removed))

    @rule(seat=seats, record=ids, text=texts, behind=st.integers(0, 2))
    def write(self, seat: str, record: str, text: str, behind: int) -> None:
        base = max(0, self.base(record) - behind)
        refusal = Refused if self.closed else Conflict if base != self.base(record) else None
        self.expect(seat, [Draft(record=a_note(record, text), base=base)], refusal)

    @rule(seat=seats, record=ids)
    def remove(self, seat: str, record: str) -> None:
        base = self.base(record)
        refusal = Refused if self.closed or not base else None
        self.expect(seat, [Draft(record=a_note(record), base=base, removed=True)], refusal)

    @rule(seat=seats, records=st.lists(ids, min_size=2, max_size=3, unique=True), text=texts, stale=st.booleans())
    def write_a_block(self, seat: str, records: list[str], text: str, stale: bool) -> None:
        drafts = [Draft(record=a_note(record, text), base=self.base(record)) for record in records]
        refusal: type[Exception] | None = Refused if self.closed else None
        if stale and drafts[-1].base and not self.closed:
            drafts[-1] = drafts[-1].model_copy(update={"base": 0})
            refusal = Conflict
        self.expect(seat, drafts, refusal)

    @rule(seat=seats, late=st.booleans())
    @precondition(lambda self: len(self.kept) > 6)
    def close(self, seat: str, late: bool) -> None:
        versions = self.journals[seat].versions(self.meeting)[: -1 if late else None]
        closure = Closure(digest=digest(versions), position=len(versions))
        was_closed = self.closed
        self.expect(seat, [new(closure)], Refused if was_closed or late else None)
        self.closed = was_closed or not late

    @rule(seat=seats, text=texts)
    @precondition(lambda self: self.closed)
    def amend(self, seat: str, text: str) -> None:
        record = Amendment(id=f"a{len(self.kept)}", target="n1", text=text, reason="Corrected")
        self.expect(seat, [new(record)], None)

    @rule(seat=seats)
    def open_again(self, seat: str) -> None:
        self.journals[seat].close()
        self.journals = {**self.journals, seat: self.open()}

    @invariant()
    def all_agree(self) -> None:
        late = self.open()
        for journal in (*self.journals.values(), late):
            versions = journal.versions(self.meeting)
            assert [(v.by, v.record.id, getattr(v.record, "text", "").strip(), v.removed) for v in versions] == [
                (by, record, text.strip(), removed) for by, record, text, removed in self.kept
            ]
            assert Meeting(self.meeting, versions).closed == self.closed
        late.close()
        listing = self.journals["Noter"].meetings()[0]
        assert (listing.position, listing.state) == (len(self.kept), "closed" if self.closed else "open")

    def teardown(self) -> None:
        for journal in self.journals.values():
            journal.close()

"""The journal against a plain model of it: whatever two seats do, in whatever order, both agree with a list."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chairtui.journal.backup import back_up, restore
from chairtui.journal.keys import Vault
from chairtui.journal.protocol import Broken, Conflict, Refused
from chairtui.journal.tiny import TinyJournal
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Amendment, Closure, Draft
from chairtui.meeting.seal import digest
from tests.journal.meetings import a_details, a_note, new
from tests.journal.vaults import a_vault

SEATS = ("Chair", "Noter")
seats = st.sampled_from(SEATS)
ids = st.sampled_from(["n1", "n2", "n3"])
texts = st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable() and bool(text.strip()))


class JournalAndModel(RuleBasedStateMachine):
    """`kept` is the model: who wrote which text in which record, in order."""

    encrypted = False

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.ids = (f"m{n}" for n in itertools.count(1))
        self.time = datetime(2026, 12, 3, 14, tzinfo=UTC)
        self.kept: list[tuple[str, str, str, bool]] = []
        self.closed = False
        self.journals = {seat: self.open() for seat in SEATS}
        self.meeting = self.journals["Chair"].begin([new(a_details())], "Chair")
        self.kept.append(("Chair", "details", "", False))
        self.path = self.folder / "store" / "meetings" / f"{self.meeting}.journal"

    def vault_of(self, folder: Path) -> Vault:
        return a_vault(folder) if self.encrypted else Vault(folder)

    def open(self) -> TinyJournal:
        vault = self.vault_of(self.folder / "store")
        return TinyJournal(self.folder / "store", self.now, lambda: next(self.ids), vault=vault)

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
        self.journals[seat] = self.open()

    @rule(seat=seats, share=st.floats(0.01, 0.99))
    def lose_power_while_writing(self, seat: str, share: float) -> None:
        sound, mark = self.path.read_bytes(), self.path.with_suffix(".mark").read_bytes()
        before = len(list(self.path.parent.glob("*.torn-*")))
        journal = self.open()
        draft = (
            new(Amendment(id="lost", target="n1", text="Lost", reason="Lost")) if self.closed else new(a_note("lost"))
        )
        journal.append(self.meeting, [draft], seat)
        line = self.path.read_bytes()[len(sound) :]
        self.path.write_bytes(sound + line[: max(1, int(len(line) * share))])
        self.path.with_suffix(".mark").write_bytes(mark)
        self.journals = {seat: self.open() for seat in SEATS}
        for each in self.journals.values():
            each.versions(self.meeting)
            assert len(each.notices()) == 1
        kept = new(Amendment(id=f"a{len(self.kept)}", target="n1", text="Kept", reason="Kept"))
        self.expect(seat, [kept], None)
        assert len(list(self.path.parent.glob("*.torn-*"))) == before + 1

    @invariant()
    def all_agree(self) -> None:
        for journal in (*self.journals.values(), self.open()):
            versions = journal.versions(self.meeting)
            assert [(v.by, v.record.id, getattr(v.record, "text", "").strip(), v.removed) for v in versions] == [
                (by, record, text.strip(), removed) for by, record, text, removed in self.kept
            ]
            assert Meeting(self.meeting, versions).closed == self.closed
        listing = self.journals["Noter"].meetings()[0]
        assert (listing.position, listing.state) == (len(self.kept), "closed" if self.closed else "open")

    @rule(lines=st.integers(1, 2))
    def cut_off_what_was_saved(self, lines: int) -> None:
        sound, mark = self.path.read_bytes(), self.path.with_suffix(".mark").read_bytes()
        kept = sound.splitlines(keepends=True)[:-lines]
        self.path.write_bytes(b"".join(kept))
        for ask in (self.open().versions, lambda m: self.open().append(m, [new(a_note("never"))], "Chair")):
            with pytest.raises(Broken):
                ask(self.meeting)
        assert self.path.read_bytes() == b"".join(kept)
        self.path.write_bytes(sound)
        self.path.with_suffix(".mark").write_bytes(mark)
        self.journals = {seat: self.open() for seat in SEATS}

    @rule()
    def back_up_and_put_back(self) -> None:
        journal = self.open()
        copy = self.folder / "copy"
        outcomes = [c.outcome for c in back_up(journal.folder, journal.vault, copy)]
        assert outcomes in (["copied"], ["same"])
        shutil.rmtree(journal.folder / "meetings")
        assert [c.outcome for c in restore(copy, self.vault_of(copy), journal.folder, journal.vault)] == ["copied"]
        self.journals = {seat: self.open() for seat in SEATS}

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


class SealedJournalAndModel(JournalAndModel):
    """The same on an encrypted store."""

    encrypted = True


MODEST = settings(max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TestJournalAgainstModel = JournalAndModel.TestCase
TestJournalAgainstModel.settings = MODEST
TestSealedJournalAgainstModel = SealedJournalAndModel.TestCase
TestSealedJournalAgainstModel.settings = MODEST

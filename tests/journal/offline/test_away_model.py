"""Seats that write while a server comes and goes, cut off at any call and killed at any time, against what was said."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chairtui.journal.offline.journal import OfflineJournal
from chairtui.journal.protocol import Conflict
from chairtui.journal.session import Session
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Note
from tests.journal.meetings import a_details, a_note, new
from tests.journal.offline.a_server import Cut, Server
from tests.journal.vaults import a_vault

SEATS = {"Chair": "one", "Noter": "two", "Deputy": "two"}
"""Who sits at which computer: two of them share one."""
who = st.sampled_from(sorted(SEATS))
cuts: st.SearchStrategy[list[Cut]] = st.lists(st.sampled_from(["", "", "", "before", "after", "full"]), max_size=6)


class AwayAndModel(RuleBasedStateMachine):
    """`said` is every line that was acknowledged, by seat, in the order it was said; `changes` are of the record that
    all may change, as far as nobody gave one up."""

    @initialize(encrypted=st.booleans())
    def begin(self, encrypted: bool) -> None:
        self.encrypted = encrypted
        self.folder = Path(tempfile.mkdtemp())
        self.time = datetime(2026, 12, 3, 14, tzinfo=UTC)
        self.server = Server(self.now)
        self.said: dict[str, list[str]] = {name: [] for name in SEATS}
        self.changes: list[str] = []
        self.count = 0
        for computer in set(SEATS.values()):
            self.vault(computer).cipher_for_writing()
        self.journals = {name: self.start(name) for name in SEATS}
        self.meeting = self.journals["Chair"].begin([new(a_details()), new(a_note("shared", "As it was."))], "Chair")
        self.seats = {name: self.sit(name) for name in SEATS}

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def vault(self, computer: str) -> Vault:
        folder = self.folder / computer
        return a_vault(folder) if self.encrypted else Vault(folder)

    def start(self, name: str) -> OfflineJournal:
        computer = SEATS[name]
        return OfflineJournal(
            self.server.connect, self.folder / computer, self.vault(computer), self.now, timeout_scale=0
        )

    def sit(self, name: str) -> Session:
        self.journals[name].open_replica(self.meeting)
        self.journals[name].sync.update_cache()
        return Session(self.journals[name], self.meeting, name)

    # ---- what seats do

    @rule(name=who, kill=cuts)
    def say(self, name: str, kill: list[Cut]) -> None:
        self.server.cuts = list(kill)
        self.count += 1
        self.seats[name].save(a_note(f"n{self.count}", f"{name} {self.count}."))
        self.said[name].append(f"{name} {self.count}.")

    @rule(name=who, kill=cuts)
    def say_two_at_once(self, name: str, kill: list[Cut]) -> None:
        self.server.cuts = list(kill)
        self.count += 2
        texts = [f"{name} {number}." for number in (self.count - 1, self.count)]
        self.seats[name].append(
            [new(a_note(f"n{n}", t)) for n, t in zip((self.count - 1, self.count), texts, strict=True)]
        )
        self.said[name].extend(texts)

    @rule(name=who, kill=cuts)
    @precondition(lambda self: any(self.said.values()))
    def correct_ones_own(self, name: str, kill: list[Cut]) -> None:
        notes = [entry.record for entry in self.seats[name].meeting.notes]
        own = [note for note in notes if note.id != "shared" and note.text.startswith(name)]
        if not own:
            return
        self.server.cuts = list(kill)
        self.count += 1
        text = f"{name} {self.count} instead."
        self.seats[name].save(own[-1].model_copy(update={"text": text}))
        self.said[name].append(text)

    @rule(name=who, kill=cuts)
    def change_what_others_may_change(self, name: str, kill: list[Cut]) -> None:
        self.server.cuts = list(kill)
        self.count += 1
        text = f"{name} {self.count} for all."
        try:
            self.seats[name].save(a_note("shared", text))
        except Conflict:
            return  # told at once: it is still in the line
        self.changes.append(text)

    @rule(name=who)
    def take_back_and_put_back(self, name: str) -> None:
        seat = self.seats[name]
        mine = [v for v in seat.meeting.versions if v.by == name and v.undoes is None and v.record.id != "shared"]
        if not mine or seat.meeting.versions[-1] != mine[-1]:
            return
        seat.undo()
        seat.redo()

    @rule(name=who)
    def look(self, name: str) -> None:
        self.seats[name].catch_up()

    # ---- what happens to them

    @rule()
    def the_server_goes(self) -> None:
        self.server.away = True
        for journal in self.journals.values():
            journal.sync.update_cache()  # as the thread does, which sees it go

    @rule(kill=cuts)
    def the_server_comes_back(self, kill: list[Cut]) -> None:
        self.server.away = False
        self.server.cuts = list(kill)

    @rule(name=who, kill=cuts)
    def reconnect(self, name: str, kill: list[Cut]) -> None:
        self.server.cuts = list(kill)
        self.journals[name].run_once()

    @rule(name=who)
    def killed_and_started_again(self, name: str) -> None:
        # What a kill leaves is what is on the disk; nothing is closed.
        self.journals[name] = self.start(name)
        self.server.cuts = []
        self.seats[name] = self.sit(name)

    @rule(name=who, mine=st.booleans())
    def choose(self, name: str, mine: bool) -> None:
        for conflict in self.journals[name].conflicts(self.meeting):
            self.seats[name].resolve_conflict(conflict, "mine" if mine else "theirs")
            if not mine:
                self.changes = []  # what was given up may be gone, and is nowhere to be looked for

    # ---- what must be so

    def everybody_sends(self) -> None:
        self.server.away, self.server.cuts = False, []
        for _ in range(3):
            for journal in self.journals.values():
                journal.run_once()

    @invariant()
    def nobody_misses_what_they_said(self) -> None:
        if not hasattr(self, "seats"):
            return
        cut, self.server.cuts = self.server.cuts, []
        for name, seat in self.seats.items():
            seat.catch_up()
            texts = [v.record.text for v in seat.meeting.versions if isinstance(v.record, Note) and v.by == name]
            own = [text for text in dict.fromkeys(texts) if text in set(self.said[name])]
            assert own == self.said[name], "all of it, in the order it was said"
        self.server.cuts = cut

    def teardown(self) -> None:
        if not hasattr(self, "seats"):
            return
        self.everybody_sends()
        kept = self.server.meetings[self.meeting].versions
        assert [v.seq for v in kept] == list(range(1, len(kept) + 1))
        waiting = [journal.connection_state(self.meeting).queued_lines for journal in self.journals.values()]
        assert waiting == [0] * len(SEATS)
        for name, seat in self.seats.items():
            seat.catch_up()
            assert list(seat.meeting.versions) == kept, "every seat has what the server has"
            plain = [
                v.record.text
                for v in kept
                if isinstance(v.record, Note) and v.by == name and v.undoes is None and not v.removed
            ]
            own = [text for text in plain if text in set(self.said[name])]
            assert own == self.said[name], "each line once, in order"
        shared = [v.record.text for v in kept if isinstance(v.record, Note) and v.record.id == "shared"]
        assert len(shared) == len(set(shared)), "no change twice"
        chosen = {
            c.mine.record.text
            for journal in self.journals.values()
            for c in journal.conflicts(self.meeting)
            if isinstance(c.mine.record, Note)
        }
        assert set(self.changes[-1:]) <= set(shared) | chosen, "the last word of anybody is there, or to be chosen"
        for journal in self.journals.values():
            journal.close()
        shutil.rmtree(self.folder)


TestAwayAgainstModel = AwayAndModel.TestCase
TestAwayAgainstModel.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

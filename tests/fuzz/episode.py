"""One episode: a program with its own store, the steps drawn from a seed, and checks after it has ended."""

from __future__ import annotations

import os
import re
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from chairtui.commands.context import new_id
from chairtui.journal.file_journal import FileJournal
from chairtui.meeting.records import Action, Record, Unsettled, Version
from tests.fuzz.deeds import SIZES, TOKEN, Deed, Hand
from tests.fuzz.prepared import Prepared
from tests.fuzz.program import Watched
from tests.journal.meetings import a_details, new

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 30.0
GONE_WITHIN = 2.0
"""Timeout for the program to exit, in seconds."""
ANSWERS_WITHIN = 1.0
"""Timeout for the response to a key, in seconds, without the time in which other programs had the processors."""
WAITS = 10.0
"""Seconds after which a key counts as not answered at all."""
MOST_MEMORY = 250_000_000
AFTER_ESCAPE = 0.15
"""Seconds from whatever was sent until the next key: sooner after an escape, the two are one key with alt."""
SHOWN_WITHIN = 0.2
"""Seconds after which what a key changes nothing of counts as there already."""
DEEDS = 14
READY = "›".encode()
"""The sign before the line, which every size of the meeting shows."""
SAVED = "saved ✓".encode()
COVER = b"\x0c"


@dataclass
class Outcome:
    """The failures of an episode."""

    seed: int
    size: tuple[int, int]
    ending: str = ""
    deeds: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    gone_after: float | None = None
    slowest_key: float = 0.0
    slowest_run: float = 0.0
    """The same without the time in which other programs had the processors."""
    memory: int = 0
    acknowledged: int = 0
    versions: int = 0
    stack: str = ""


class Episode:
    """Replayed by its seed: what is sent is the same, though not to the millisecond when."""

    def __init__(
        self, seed: int, folder: Path, size: tuple[int, int] | None = None, prepared: Prepared | None = None
    ) -> None:
        self.prepared = prepared
        self.random = Random(seed)
        drawn = self.random.choice(SIZES)
        self.size = self.window = size or drawn
        self.hand = Hand(self.random, self.size, repeats=self.random.random() < 0.2)
        self.folder = folder
        self.store = folder / "store"
        self.outcome = Outcome(seed, self.size)
        self.acknowledged: list[str] = []
        answers = self.random.choice((None, 0.0, 0.0, 0.5, 3.0))
        home = folder / "home"
        home.mkdir()
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("CHAIRTUI_", "XDG_"))}
        self.environment = {
            **kept,
            "HOME": str(home),
            "LOGNAME": "avril",
            "CHAIRTUI_NAME": "avril",
            "PYTHONPATH": os.environ.get("PYTHONPATH") or str(ROOT),
            "CHAIRTUI_UNENCRYPTED": "1",
            "EDITOR": "true",
            "VISUAL": "true",
        }
        journal = FileJournal(self.store, lambda: datetime.now(UTC), new_id)
        self.meeting = journal.begin([new(a_details())], "sam")
        journal.close()
        self._open(answers)

    def _open(self, answers: float | None) -> None:
        argv = ["--store", str(self.store), self.meeting]
        self.program = Watched(argv, self.environment, self.folder, self.size, answers, prepared=self.prepared)
        self.program.brings_back.set()

    def run(self) -> Outcome:
        """Run the episode."""
        try:
            if self.program.until_said(READY, STARTS_WITHIN) is None:
                self.outcome.faults.append("did not start")
                return self.outcome
            self.say_something(certain=True)
            for _ in range(self.random.randint(3, DEEDS)):
                self.do(self.hand.deed())
                self.program.measure()
                if not self.program.alive:
                    break
                if self.random.random() < 0.25:
                    self.probe()
            self.say_something()
            self.program.measure()
            self.tell_to_end()
            if self.random.random() < 0.3 and not self.program.alive:
                self.open_again()
        finally:
            self.program.end()
        self.read_back()
        return self.outcome

    # ---- what is done

    def do(self, deed: Deed) -> None:
        self.outcome.deeds.append(deed.name)
        if deed.size is not None:
            self.program.resize(*deed.size)
            self.window = deed.size
        for pause, data in deed.sent:
            time.sleep(pause)
            self.program.send(data)

    def probe(self) -> None:
        """Whether a key is answered in time: the cover appears, unless it is there, and disappears.

        Says nothing of a program that ctrl+z stops meanwhile: its terminal then takes some keys for its own.
        """
        stopped = self.program.times_stopped
        if self.window != self.size:
            self.program.resize(*self.size)  # in a window of one cell nothing shows a key
            self.program.until_quiet(0.3, 5)
        self.window = self.size
        self.program.until_taking_keys(WAITS)
        self.program.until_quiet(AFTER_ESCAPE, 1)
        since, began, waited = len(self.program.output), time.monotonic(), self.program.waited()
        self.program.send(COVER)
        if self.program.until_painted(SHOWN_WITHIN, since) is not None:
            self.answered(time.monotonic() - began, waited, self.outcome.deeds[-1])
            self.program.until_quiet(0.05, 1)  # the rest of the cover is no answer to the next key
            since, began, waited = len(self.program.output), time.monotonic(), self.program.waited()
        self.program.send(b"\r")  # shows what was covered, now or before
        if self.program.until_painted(WAITS, since) is not None:
            self.answered(time.monotonic() - began, waited, self.outcome.deeds[-1])
        elif self.program.alive and self.program.times_stopped == stopped:
            self.outcome.faults.append(f"no key was answered ({self.outcome.deeds[-1]})")
            self.outcome.stack = self.program.state(self.window)

    def say_something(self, *, certain: bool = False) -> None:
        """File a line as somebody would who is in the meeting; what is then said to be saved, and is, counts.

        `certain`: nothing has been pressed yet, so that nothing else can have been said to be saved.
        """
        token = self.hand.token()
        self.program.resize(*self.size)
        self.window = self.size
        self.program.until_quiet(0.2, WAITS if certain else 3)
        if not certain:
            self.program.send(b"\x1b")
            time.sleep(0.15)
        since = len(self.program.output)
        self.program.send(b"/\x15\x0b")
        self.program.send(f"f: said {token} of it".encode())
        if certain:
            self.program.until_said(token.encode(), WAITS, since)
        self.program.until_quiet(0.1, 2)
        since, waited = len(self.program.output), self.program.waited()
        self.program.send(b"\r")
        took = self.program.until_said(SAVED, WAITS if certain else 3 * ANSWERS_WITHIN, since)
        if certain and took is None:
            self.outcome.faults.append("the first line was not filed")
        elif took is not None and certain:
            self.answered(took, waited, "enter")
        if took is not None and (certain or self.holds(token)):
            self.acknowledged.append(token)

    def answered(self, took: float, waited: float, key: str) -> None:
        """Note how long a key took; `waited` is what the program had waited before it."""
        run = took - (self.program.waited() - waited)
        self.outcome.slowest_key = max(self.outcome.slowest_key, took)
        self.outcome.slowest_run = max(self.outcome.slowest_run, run)
        if run > ANSWERS_WITHIN:
            self.outcome.faults.append(f"a key was answered after {took:.1f} s, {run:.1f} of its own ({key})")

    def tell_to_end(self) -> None:
        endings: tuple[tuple[str, Callable[[], None]], ...] = (
            ("ctrl+q", self._quit),
            ("SIGINT", lambda: self.program.signal(signal.SIGINT)),
            ("SIGTERM", lambda: self.program.signal(signal.SIGTERM)),
            ("SIGHUP", lambda: self.program.signal(signal.SIGHUP)),
            ("terminal closed", self.program.hang_up),
            ("SIGTERM twice", self._twice),
            ("SIGTSTP, SIGCONT, ctrl+q", lambda: self._stopped(signal.SIGTSTP)),
            ("SIGSTOP, SIGCONT, SIGTERM", lambda: self._stopped(signal.SIGSTOP)),
            ("SIGTERM, terminal takes nothing", self._deaf),
        )
        self.outcome.ending, end = self.random.choice(endings)
        if self.random.random() < 0.4 and self.program.alive:  # in an unknown state
            self.do(self.hand.deed())
        if not self.program.alive:
            status, said = self.program.process.returncode, self.program.last_words()
            self.outcome.ending = "left by a command"  # which the palette and the mouse give too
            interrupted = self.program.times_stopped and status == 128 + signal.SIGINT  # ctrl+c while it was stopped
            if status and not interrupted:
                self.outcome.faults.append(f"ended by itself, status {status}: {said}")
                self.outcome.stack = self.program.state(self.window)
        end()
        self.outcome.gone_after = self.gone(self.outcome.ending)
        self.outcome.faults += sorted(self.program.left_stopped)
        if left := self.program.left_modes():
            self.outcome.faults.append(f"modes left: {' '.join(sorted(left))}")
        if self.program.left_settings():
            self.outcome.faults.append("line settings left")
        if left_running := [pid for pid in self.program.left_processes() if pid != self.program.process.pid]:
            self.outcome.faults.append(f"{len(left_running)} processes left")
        if b"Traceback" in self.program.output:
            self.outcome.faults.append("a traceback")
            self.outcome.stack = bytes(self.program.output).partition(b"Traceback")[2][:20_000].decode(errors="replace")

    def gone(self, ending: str) -> float | None:
        """Wait until the program has ended; after how long, without the time in which other programs had the
        processors."""
        began, waited = time.monotonic(), self.program.waited()
        if self.program.until_gone(GONE_WITHIN) is None:
            self.outcome.stack = self.program.state(self.window)
            if self.program.until_gone(20) is None:
                self.outcome.faults.append(f"a process left of {ending}")
                return None
        took = time.monotonic() - began
        run = took - (self.program.waited() - waited)
        if run > GONE_WITHIN:
            self.outcome.faults.append(f"gone after {took:.1f} s, {run:.1f} of its own, of {ending}")
        return run

    def _quit(self) -> None:
        """Press ctrl+q, and again where something half typed would be lost; keys still to come take that back once."""
        for _ in range(2):
            self.program.until_taking_keys(WAITS)
            self.program.send(b"\x11")
            if self.program.until_gone(1) is not None:
                return
        self.program.until_taking_keys(WAITS)
        self.program.send(b"\x11")

    def back(self, took: float, waited: float) -> None:
        """Note how long a stopped program took to have the terminal again; `waited` is what it had waited before."""
        run = took - (self.program.waited() - waited)
        if run > ANSWERS_WITHIN:
            self.outcome.faults.append(f"back at the front after {took:.1f} s, {run:.1f} of its own")
            self.outcome.stack = self.program.state(self.window)

    def _twice(self) -> None:
        self.program.signal(signal.SIGTERM)
        time.sleep(self.random.choice((0.0, 0.05)))
        self.program.signal(signal.SIGTERM)

    def _stopped(self, number: int) -> None:
        self.program.brings_back.clear()
        self.program.signal(number)
        time.sleep(self.random.choice((0.2, 1.0)))
        began, waited = time.monotonic(), self.program.waited()
        self.program.signal(signal.SIGCONT)
        self.program.brings_back.set()
        self.program.until_taking_keys(WAITS)
        self.back(time.monotonic() - began, waited)
        if number == signal.SIGTSTP:
            self._quit()
        else:
            self.program.until_quiet(0.3, 5)
            self.program.signal(signal.SIGTERM)

    def _deaf(self) -> None:
        self.program.until_taking_keys(WAITS)  # a stopped one hears no SIGTERM before it goes on
        self.program.reads.clear()
        self.program.resize(self.size[0] - 1, self.size[1])
        time.sleep(0.3)
        self.program.signal(signal.SIGTERM)

    def open_again(self) -> None:
        """Open the meeting once more and file what comes back half typed, which must not be what was filed."""
        self.outcome.deeds.append("opened again")
        self.program.end()
        memory = self.program.most_memory
        self._open(0.0)
        self.program.most_memory = memory
        if self.program.until_said(READY, STARTS_WITHIN) is None:
            self.outcome.faults.append("did not start again")
            return
        self.program.until_quiet(0.2, 3)
        self.program.send(b"/")
        self.program.until_quiet(0.2, 3)
        self.program.send(b"\r")
        self.program.until_quiet(0.2, 3)
        self.program.signal(signal.SIGTERM)
        self.gone("the second time")

    # ---- what is left

    def versions(self) -> list[Version]:
        journal = FileJournal(self.store, lambda: datetime.now(UTC), new_id)
        try:
            return journal.versions(self.meeting)
        finally:
            journal.close()

    def holds(self, token: str) -> bool:
        return any(token in repr(version.record) for version in self.versions())

    def read_back(self) -> None:
        """Whether everything reported as saved exists, and nothing sent once exists twice."""
        versions = self.versions()
        again = {v.record.id for v in versions if v.removed}  # settling a line removes it as it was typed
        again |= {v.record.id for v in versions if _made_of_a_line(v.record)}
        records: dict[str, set[str]] = defaultdict(set)
        for version in versions:
            for token in TOKEN.findall(repr(version.record)):
                records[token].add(version.record.id)
        lost = [token for token in self.acknowledged if token not in records]
        doubled = [token for token, ids in records.items() if len(ids - again) > 1 and not self.hand.repeats]
        self.outcome.acknowledged, self.outcome.versions = len(self.acknowledged), len(versions)
        if lost:
            self.outcome.faults.append(f"{len(lost)} lines lost: {' '.join(lost[:5])}")
        if doubled:
            self.outcome.faults.append(f"{len(doubled)} lines doubled: {' '.join(doubled[:5])}")
        if self.program.most_memory > MOST_MEMORY:
            self.outcome.faults.append(f"{self.program.most_memory / 1e6:.0f} MB")
        self.outcome.memory = self.program.most_memory


def _made_of_a_line(record: Record) -> bool:
    """Whether it was begun from a line, and so has its words: an action that is for the line, or a correction of it.
    What was typed next to the reference may have made that a part of the text, and the correction unreadable."""
    match record:
        case Action():
            return bool(record.addresses or re.search(r"\bfor [A-Z]\d", record.text))
        case Unsettled():
            return re.search(r"[A-Z]\d+ said", record.text) is not None
        case _:
            return False

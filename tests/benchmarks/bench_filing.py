"""In the live meeting, on a real terminal: filing a line, and going from item to item.

From enter to the line's record in the pane, and to the end of the program's fsync. The bare program does the same with
a line of as many bytes: it appends it to a file with fsync, and to the text it shows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.benchmarks.on_a_terminal import Watched
from tests.benchmarks.rows import Group, Growth, Row, Take, Times
from tests.benchmarks.sample_stores import a_journal, a_meeting
from tests.benchmarks.workspace import BARE, OURS, Workspace

STAMPED = (sys.executable, str(Path(__file__).with_name("stamped.py")))
SIZES = (30, 300, 3_000)
AS_A_RECORD = "fact      {said}"
"""How the pane shows a filed line, which the line as it was typed and its preview don't."""
HERE, NEXT = ("6  New or further", "fact  "), ("7  Further needs", "Strengths ─")
"""How the pane is headed at the item that is open and at the one after it, and what stands in its rows."""
FLAT = 0.05
"""Maximum exponent of growth that counts as constant: a hundred times as many records cost a quarter more."""


def groups(workspace: Workspace) -> Iterator[Group]:
    with ExitStack() as held:
        bare_file = workspace.folder / "bare-filing"
        bare_file.touch()
        bare = held.enter_context(filing(workspace, "bare app", [*BARE[1:], "filing", str(bare_file)], bare_file))
        ours = {size: held.enter_context(_meeting(workspace, size)) for size in SIZES}
        rows: list[Row] = [
            Times(f"enter to the screen, {size:,} records", ours[size].shown, bare.shown, 2.0) for size in SIZES
        ]
        rows += [Times(f"enter to durable, {size:,} records", ours[size].durable, bare.durable, 2.0) for size in SIZES]
        rows += [
            Growth("enter to the screen, by records", {size: ours[size].shown for size in SIZES}, FLAT),
            Growth("enter to durable, by records", {size: ours[size].durable for size in SIZES}, FLAT),
        ]
        yield Group("Filing a line", rows, rounds=17, warm=2)
        for each in ours.values():
            each.leave_the_line()
        moves = {size: ours[size].moved for size in SIZES}
        yield Group(
            "Moving between items", [Growth("to the next item or back, by records", moves, FLAT)], rounds=10, warm=2
        )


@dataclass
class Filer:
    """A program with somebody who files lines, one after the other."""

    name: str
    watched: Watched
    stamps: int
    file: Path
    shown_as: str = "{said}"
    lasted: list[float] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.shown = Take(f"{self.name}: on the screen", self._file)
        self.durable = Take(f"{self.name}: durable", self._last)
        self.moved = Take(self.name, self._move)

    def _file(self) -> float:
        said = f"Seen number {next(self.numbers):05} at the gate"
        self.watched.type(f"f: {said}")
        self._said()
        pressed = self.watched.press("\r")
        shown = self.watched.until_framed(self.shown_as.format(said=said)) - pressed
        self.watched.settle(0.3)  # what it does after that is not the next one's
        inode = str(self.file.stat().st_ino)
        lasting = [float(moment) for moment, of in self._said() if of == inode]
        self.lasted.append(min(lasting) - pressed)
        return shown

    def _last(self) -> list[float]:
        """When the last filed line was durable; both times are taken of the same line."""
        if not self.lasted:
            self._file()
        lasted, self.lasted = self.lasted, []
        return lasted

    def _said(self) -> list[tuple[str, str]]:
        try:
            lines = os.read(self.stamps, 1_000_000).decode().splitlines()
        except BlockingIOError:
            return []
        return [(moment, inode) for moment, _, inode in (line.partition(" ") for line in lines)]

    def leave_the_line(self) -> None:
        self.watched.press("\x1b")
        self.watched.until_painted(["/ to type"])
        self.watched.idle(0.5)

    def _move(self) -> list[float]:
        took = []
        for key, words in (("]", NEXT), ("[", HERE)):
            pressed = self.watched.press(key)
            took.append(self.watched.until_painted(words) - pressed)
            self.watched.settle(0.3)
        return took


@contextmanager
def filing(
    workspace: Workspace, name: str, argv: Sequence[str], file: Path, shown_as: str = "{said}"
) -> Iterator[Filer]:
    said, says = os.pipe()
    os.set_blocking(said, False)
    try:
        with Watched([*STAMPED, str(says), *argv], workspace.environment, workspace.folder, pass_on=says) as watched:
            watched.until_painted(["/ to type"])
            watched.idle(1.0)
            yield Filer(name, watched, said, file, shown_as)
    finally:
        os.close(said)
        os.close(says)


@contextmanager
def _meeting(workspace: Workspace, records: int) -> Iterator[Filer]:
    store = workspace.folder / f"filing-{records}"
    journal = a_journal(store)
    meeting = a_meeting(journal, records)
    file = store / "meetings" / f"{meeting}.journal"
    argv = [*OURS[1:], "--store", str(store), meeting]
    with filing(workspace, f"{records:,} records", argv, file, AS_A_RECORD) as filer:
        filer.watched.press("/")
        filer.watched.settle()
        yield filer

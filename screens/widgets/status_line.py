"""The line at the top: which format and meeting, part, time, who is here, the last save, what blocks the close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from chairtui.words import live as words
from screens.widgets.inks import ink
from screens.widgets.wrapping import shorten

BETWEEN = " · "
ROOMY = 132
"""Columns from which the facts are told in full words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the status line says. `saved` is a clock time, "" for nothing yet, `saved_by` who it was if it was
    somebody else; `blockers` is None until counted; `used` and `planned` are minutes."""

    format: str
    title: str
    part: int
    used: int
    planned: int
    present: int
    invited: int
    saved: str = ""
    saved_by: str = ""
    failed: bool = False
    blockers: int | None = None
    closed: bool = False
    read_only: bool = False
    best: int | None = None
    """How many decide best, None where the format says nothing of it."""


class StatusLine(Widget):
    """One line. What doesn't fit gets shorter words first, then the title gives way."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(
        {"status-line--title", "status-line--quiet", "status-line--good", "status-line--bad", "status-line--warn"}
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._standing: Standing | None = None

    @property
    def words(self) -> str:
        """The line as it reads."""
        return "".join(text for text, _ in self._pieces(self.size.width))

    def show(self, standing: Standing) -> None:
        """Say this; nothing is painted where nothing changed."""
        if standing != self._standing:
            self._standing = standing
            self.refresh()

    def render_line(self, y: int) -> Strip:
        pieces = self._pieces(self.size.width) if y == 0 else []
        strip = Strip([Segment(text, ink(self, f"status-line--{s}")) for text, s in pieces])
        return strip.adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def _pieces(self, width: int) -> list[tuple[str, str]]:
        if self._standing is None:
            return []
        right = _facts(self._standing, width < ROOMY)
        taken = sum(cell_len(text) for text, _ in right) + len(BETWEEN) * (len(right) - 1)
        while len(right) > 2 and width - taken < 12:
            gone = right.pop(0)
            taken -= cell_len(gone[0]) + len(BETWEEN)
        named = f"{self._standing.format}{BETWEEN}{self._standing.title}"
        left = shorten(named, max(width - taken - 4, 0))
        gap = max(width - taken - cell_len(left) - 2, 1)
        pieces = [(f" {left}", "title"), (" " * gap, "quiet")]
        for place, piece in enumerate(right):
            pieces.extend([(BETWEEN, "quiet"), piece] if place else [piece])
        return pieces


def _facts(standing: Standing, short: bool) -> list[tuple[str, str]]:
    """The facts at the right, the least urgent first."""
    time = (words.TIME_SHORT if short else words.TIME).format(used=standing.used, planned=standing.planned)
    crowded = standing.best is not None and standing.present > standing.best
    if crowded:
        many = words.HERE_MANY_SHORT if short else words.HERE_MANY
        here = many.format(present=standing.present, best=standing.best)
    else:
        here = (words.HERE_SHORT if short else words.HERE).format(present=standing.present, invited=standing.invited)
    if standing.read_only:
        saved = (words.READ_ONLY, "bad")
    elif standing.failed:
        saved = (words.NOT_SAVED, "bad")
    elif standing.saved:
        form = words.SAVED_BY if standing.saved_by else words.SAVED
        by = standing.saved_by.split()[0] if short and standing.saved_by else standing.saved_by
        saved = (form.format(clock=standing.saved, by=by), "good")
    else:
        saved = (words.NOTHING_SAVED, "quiet")
    facts = [
        (words.PART.format(part=standing.part), "quiet"),
        (here, "warn" if crowded else "quiet"),
        (time, "warn" if standing.used > standing.planned else "quiet"),
        saved,
    ]
    if standing.closed:
        facts.append((words.CLOSED, "bad"))
    elif standing.blockers is None:
        facts.append((words.COUNTING, "quiet"))
    elif standing.blockers:
        facts.append(((words.BLOCKERS_SHORT if short else words.BLOCKERS).format(count=standing.blockers), "warn"))
    else:
        facts.append((words.NO_BLOCKERS_SHORT if short else words.NO_BLOCKERS, "good"))
    return facts

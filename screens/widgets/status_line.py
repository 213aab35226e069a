"""The line at the top: which format and meeting, part, time, who is here, the last save, what blocks the close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.widgets.component_styles import ink
from screens.widgets.connection_monitor import Reached
from screens.widgets.wrapping import brief, shorten

BETWEEN = " · "
CLOSE = "  "
"""Between facts where there is little room."""
TITLE = 12
"""Columns that are left for the format and the title before facts give way."""
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
    ends: str = ""
    """The clock time at which it now looks to end, "" where that can't be said; `late` minutes after the planned."""
    late: int = 0
    paused: bool = False
    read_only: bool = False
    best: int | None = None
    """How many decide best, None where the format says nothing of it."""
    reached: Reached | None = None
    """What is to be said of a server that is or was away."""


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
        length = sum(cell_len(text) for text, _ in right)
        between = BETWEEN if width - length - len(BETWEEN) * (len(right) - 1) >= TITLE else CLOSE
        taken = length + len(between) * (len(right) - 1)
        while len(right) > 2 and width - taken < TITLE:
            gone = right.pop(0)
            taken -= cell_len(gone[0]) + len(between)
        left = _named(self._standing, max(width - taken - 2 - len(between), 0))
        gap = max(width - taken - cell_len(left) - 2, 1)
        pieces = [(f" {left}", "title"), (" " * gap, "quiet")]
        for place, piece in enumerate(right):
            pieces.extend([(between, "quiet"), piece] if place else [piece])
        return pieces


def _named(standing: Standing, width: int) -> str:
    """The format and the meeting's title; where both don't fit, neither takes more than half from the other."""
    if cell_len(standing.format) + len(BETWEEN) + cell_len(standing.title) <= width:
        return f"{standing.format}{BETWEEN}{standing.title}"
    half = max((width - len(BETWEEN)) // 2, width - len(BETWEEN) - cell_len(standing.title))
    if half < TITLE:
        return brief(standing.format, width)
    name = brief(standing.format, half)
    return f"{name}{BETWEEN}{shorten(standing.title, width - len(BETWEEN) - cell_len(name))}"


def _time(standing: Standing, short: bool) -> list[tuple[str, str]]:
    """Time used of time planned, and when it looks to end; what that is off the plan stands beside it as a figure, so
    that no colour is needed."""
    form = words.TIME_SHORT if short else words.TIME
    used = form.format(used=standing.used, planned=standing.planned)
    late = "warn" if standing.late > 0 else "quiet"
    over = "warn" if standing.used > standing.planned else "quiet"
    if standing.paused:
        used, over = quick_edit.PAUSED, "warn"
    if not standing.ends:
        return [(used, over)]
    if short:  # that it will be over early can wait for a wider window
        form = quick_edit.ENDS_LATE_SHORT if standing.late > 0 else quick_edit.ENDS
    else:
        form = (
            quick_edit.ENDS_LATE
            if standing.late > 0
            else quick_edit.ENDS_EARLY
            if standing.late < 0
            else quick_edit.ENDS
        )
    return [(used, over), (form.format(clock=standing.ends, minutes=abs(standing.late)), late)]


def _facts(standing: Standing, short: bool) -> list[tuple[str, str]]:
    """The facts at the right, the least urgent first."""
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
    elif standing.reached:
        saved = (standing.reached.short if short else standing.reached.full, standing.reached.mood)
    elif standing.saved:
        form = words.SAVED_BY if standing.saved_by else words.SAVED
        by = standing.saved_by.split()[0] if short and standing.saved_by else standing.saved_by
        saved = (form.format(clock=standing.saved, by=by), "good")
    else:
        saved = (words.NOTHING_SAVED, "quiet")
    facts = [
        (words.PART.format(part=standing.part), "quiet"),
        (here, "warn" if crowded else "quiet"),
        *_time(standing, short),
        saved,
    ]
    if standing.part == 2 and not standing.closed:
        return [*facts[1:], (quick_edit.PART_TWO_SHORT if short else quick_edit.PART_TWO, "warn")]
    if standing.closed:
        facts.append((words.CLOSED, "bad"))
    elif standing.blockers is None:
        facts.append((words.COUNTING, "quiet"))
    elif standing.blockers:
        facts.append(((words.BLOCKERS_SHORT if short else words.BLOCKERS).format(count=standing.blockers), "warn"))
    else:
        facts.append((words.NO_BLOCKERS_SHORT if short else words.NO_BLOCKERS, "good"))
    return facts

"""StatusLine: a one-line widget with the meeting, its clock, who is here, the last save and what blocks closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.widgets.component_styles import component_style
from screens.widgets.connection_monitor import ConnectionStatus
from screens.widgets.wrapping import brief

BETWEEN = " · "
CLOSE = "  "
"""Separator of facts in a narrow window."""
TITLE, TITLE_MOST = 12, 3
"""Columns that are left for whom the meeting is about before facts give way; more for a longer name, up to that part
of the line."""
ROOMY = 132
"""Width from which facts are in full words."""
MIDDLING = 100
"""Width below which the time of the last save is left out."""


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the status line says. `saved` is a clock time, "" for nothing yet, `saved_by` who it was if it was
    somebody else; `blockers` is None until counted; `used` and `planned` are minutes."""

    format: str
    about: str
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
    unsettled: int = 0
    """The number of unsettled lines."""
    best: int | None = None
    """The best group size for decisions, None if the format gives none."""
    connection_status: ConnectionStatus | None = None
    """The notice about a server that is or was away."""


class StatusLine(Widget):
    """One line. If it doesn't fit, facts are shortened first, then the title."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(
        {"status-line--title", "status-line--quiet", "status-line--good", "status-line--bad", "status-line--warn"}
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown_facts: StatusFacts | None = None

    @property
    def words(self) -> str:
        """The line as text."""
        return "".join(text for text, _ in self._pieces(self.size.width))

    def show(self, facts: StatusFacts) -> None:
        """Show these facts; repaints only if they changed."""
        if facts != self._shown_facts:
            self._shown_facts = facts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        pieces = self._pieces(self.size.width) if y == 0 else []
        strip = Strip([Segment(text, component_style(self, f"status-line--{s}")) for text, s in pieces])
        return strip.adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def _pieces(self, width: int) -> list[tuple[str, str]]:
        if self._shown_facts is None:
            return []
        right = _facts(self._shown_facts, width < ROOMY, width < MIDDLING)
        about = max(TITLE, min(cell_len(self._shown_facts.about), width // TITLE_MOST) + 2)
        length = sum(cell_len(text) for text, _ in right)
        between = BETWEEN if width - length - len(BETWEEN) * len(right) >= about else CLOSE
        taken = length + len(between) * (len(right) - 1)
        while len(right) > 2 and width - taken - len(between) < about:
            gone = right.pop(0)
            taken -= cell_len(gone[0]) + len(between)
        left = _named(self._shown_facts, max(width - taken - 2 - len(between), 0))
        gap = max(width - taken - cell_len(left) - 2, 1)
        pieces = [(f" {left}", "title"), (" " * gap, "quiet")]
        for place, piece in enumerate(right):
            pieces.extend([(between, "quiet"), piece] if place else [piece])
        return pieces


def _named(facts: StatusFacts, width: int) -> str:
    """Whom the meeting is about, its title and its format, as much as there is room for."""
    parts = [facts.about, facts.title, facts.format]
    while len(parts) > 1 and cell_len(BETWEEN.join(parts)) > width:
        parts.pop()
    return brief(parts[0], width) if len(parts) == 1 else BETWEEN.join(parts)


def _time(facts: StatusFacts, short: bool) -> list[tuple[str, str]]:
    """Time used of time planned, and when it looks to end; what that is off the plan stands beside it as a figure, so
    that no colour is needed."""
    used = words.TIME.format(used=facts.used, planned=facts.planned)
    late = "warn" if facts.late > 0 else "quiet"
    over = "warn" if facts.used > facts.planned else "quiet"
    if facts.paused:
        used, over = quick_edit.PAUSED, "warn"
    if not facts.ends:
        return [(used, over)]
    if short:  # finishing early isn't worth the room
        form = quick_edit.ENDS_LATE if facts.late > 0 else quick_edit.ENDS
    else:
        form = quick_edit.ENDS_LATE if facts.late > 0 else quick_edit.ENDS_EARLY if facts.late < 0 else quick_edit.ENDS
    return [(used, over), (form.format(clock=facts.ends, minutes=abs(facts.late)), late)]


def _facts(facts: StatusFacts, short: bool, narrow: bool) -> list[tuple[str, str]]:
    """The facts at the right, least urgent first."""
    crowded = facts.best is not None and facts.present > facts.best
    if crowded:
        many = words.HERE_MANY_SHORT if short else words.HERE_MANY
        here = many.format(present=facts.present, best=facts.best)
    else:
        here = (words.CAME if facts.closed else words.HERE).format(present=facts.present, invited=facts.invited)
    if facts.read_only:
        saved = (words.READ_ONLY, "bad")
    elif facts.failed:
        saved = (words.NOT_SAVED, "bad")
    elif facts.connection_status:
        saved = (facts.connection_status.short if short else facts.connection_status.full, facts.connection_status.mood)
    elif facts.saved:
        by_others = words.SAVED_BY_SHORT if narrow else words.SAVED_BY
        form = by_others if facts.saved_by else words.SAVED_SHORT if narrow else words.SAVED
        by = facts.saved_by.split()[0] if short and facts.saved_by else facts.saved_by
        saved = (form.format(clock=facts.saved, by=by), "good")
    else:
        saved = (words.NOTHING_SAVED, "quiet")
    news = facts.read_only or facts.failed or facts.connection_status or facts.saved_by
    early = saved[1] == "good" and not news  # dropped first
    pieces = [
        (words.PART.format(part=facts.part), "quiet"),
        *([saved] if early else []),
        *_time(facts, short),
        (here, "warn" if crowded else "quiet"),
        *([] if early else [saved]),
    ]
    if facts.unsettled and not facts.closed:
        pieces.append((words.TO_SETTLE.format(count=facts.unsettled), "warn"))
    if facts.part == 2 and not facts.closed:
        return [*pieces[1:], (quick_edit.PART_TWO_SHORT if short else quick_edit.PART_TWO, "warn")]
    if facts.closed:
        pieces.append((words.CLOSED, "bad"))
    elif facts.blockers is None:
        pieces.append((words.COUNTING, "quiet"))
    elif facts.blockers:
        pieces.append(((words.BLOCKERS_SHORT if short else words.BLOCKERS).format(count=facts.blockers), "warn"))
    else:
        pieces.append((words.NO_BLOCKERS_SHORT if short else words.NO_BLOCKERS, "good"))
    return pieces

"""Lays a report out as lines of text with bars, for any width and without need of colour."""

from __future__ import annotations

from collections.abc import Iterator

from rich.bar import Bar as SolidBar
from rich.console import Console
from rich.text import Text

from chairtui.minutes.report.tables import Bar, Report, Row, Table, said
from chairtui.words import report as words
from screens.text_layout import fit, wrap

LONGEST_LABEL, LONGEST_SAID = 34, 28
REST = "░"
"""What is left of the whole that a bar is a share of."""
_CONSOLE = Console(color_system=None, legacy_windows=False)


def lay_out(report: Report, period: str, width: int) -> list[Text]:
    """The lines of a report."""
    held = words.HELD.format(held=said(report.held))
    lines = [Text(line) for line in wrap(f"{period} {held}", width)]
    lines += [Text(line, "muted") for line in wrap(words.HOW, width)]
    for table in report.tables:
        lines += [Text(), *_section(table, width)]
    return lines


def _section(table: Table, width: int) -> Iterator[Text]:
    for line in wrap(table.title, width):
        yield Text(line, "title bold")
    if table.note:
        yield from (Text(line, "muted") for line in wrap(table.note, width))
    if not table.rows and table.total is None:
        yield Text(words.NOTHING)
    label = min(max((len(row.label) for row in table.rows), default=0), LONGEST_LABEL, width // 3)
    beside = min(max((len(bar.said) for bar in table.bars), default=0), LONGEST_SAID)
    above = any(len(row.label) > 2 * label for row in table.rows)
    for row, bar in zip(table.rows, table.bars, strict=True):
        yield from _row(bar, 0 if above else label, beside, width)
        if len(table.columns) > 2 and any(cell != "withheld" for cell in row.counts[1:-1]):
            yield from (Text(f"  {line}", "muted") for line in wrap(_others(table, row), width - 2))
    if table.total is not None:
        yield Text(words.TOTAL_LINE.format(total=said(table.total)), "strong")


def _row(bar: Bar, label: int, beside: int, width: int) -> Iterator[Text]:
    """A label, its bar, and what it says; a long label stands above its bar, or goes on below it."""
    long = wrap(bar.label, label or width)
    if not label:
        yield from map(Text, long)
    room = max(width - (label + 2 if label else 0) - beside - 2, 6)
    line = Text()
    if label:
        line.append(fit(long[0], label)).append("  ")
    line.append(drawn(bar, room), "strong" if bar.count else "muted").append("  ")
    first, *rest = wrap(bar.said, max(beside, 1))
    yield line.append(first)
    if label:
        margin = label + 2 + room + 2
        for number in range(max(len(long) - 1, len(rest))):
            more = fit(long[number + 1] if number + 1 < len(long) else "", margin)
            yield Text(more + (rest[number] if number < len(rest) else ""))
    else:
        yield from (Text(" " * (room + 2) + line) for line in rest)


def drawn(bar: Bar, room: int) -> str:
    """A bar of block characters; dots where the count is hidden, so that nobody takes it for nought."""
    if bar.count is None:
        return "·" * room
    solid = SolidBar(max(bar.whole, 1), 0, bar.count, width=room)
    text = "".join(segment.text for segment in _CONSOLE.render(solid, _CONSOLE.options.update(width=room))).rstrip()
    if bar.count and not text:
        text = "▏"
    return text.ljust(room, REST if bar.framed else " ")


def _others(table: Table, row: Row) -> str:
    """The columns that the bar doesn't tell of."""
    pairs = zip(table.columns[1:-1], row.counts[1:-1], strict=True)
    return " · ".join(words.COLUMN.format(column=column, count=said(cell)) for column, cell in pairs)

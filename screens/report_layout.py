"""Lays a report out as lines of text with bars, for any width and without need of colour."""

from __future__ import annotations

from collections.abc import Iterator

from rich.bar import Bar as SolidBar
from rich.console import Console
from rich.text import Text

from chairtui.minutes.report.model import Bar, Report, Row, Table, said
from chairtui.words import report as words
from screens.text_layout import fit, wrap

LONGEST_LABEL, LONGEST_SAID = 38, 34
REST, MARK = "░", "│"
"""What is left of the whole that a bar is a share of, and the line across a bar."""
HIDDEN = "···"
"""In place of a bar, so that nobody takes a hidden count for nought."""
_CONSOLE = Console(color_system=None, legacy_windows=False)


def lay_out(report: Report, period: str, width: int) -> list[Text]:
    """The lines of a report."""
    held = words.HELD.format(held=said(report.held))
    lines = [Text(line) for line in wrap(f"{period} {held}", width)]
    lines += [Text(line, "muted") for line in wrap(words.HOW, width)]
    if report.in_short:
        lines += [Text(), Text(words.IN_SHORT, "title bold")]
    for sentence in report.in_short:
        lines += [Text(line) for line in wrap(sentence, width)]
    for table in report.tables:
        lines += [Text(), *_section(table, width)]
    return lines


def _section(table: Table, width: int) -> Iterator[Text]:
    for line in wrap(table.title, width):
        yield Text(line, "title bold")
    if table.note:
        yield from (Text(line, "muted") for line in wrap(table.note, width))
    if table.rows:
        yield from (Text(line, "muted") for line in wrap(words.SHARE_LINE.format(share=table.share), width))
    if table.is_empty and not table.note:
        yield Text(words.NOTHING)
    label = min(max((len(row.label) for row in table.rows), default=0), LONGEST_LABEL, width // 3)
    beside = min(max((len(_said(row)) for row in table.rows), default=0), LONGEST_SAID, width // 2)
    above = any(len(row.label) > 2 * label for row in table.rows)
    for row in table.rows:
        yield from _row(row, 0 if above else label, beside, width)
        yield from (Text(f"  {line}", "muted") for line in wrap(_others(table, row), width - 2) if line)
    if table.total is not None:
        yield Text(words.TOTAL_LINE.format(total=said(table.total)), "strong")


def _said(row: Row) -> str:
    return row.said or said(row.counts[0])


def _row(row: Row, label: int, beside: int, width: int) -> Iterator[Text]:
    """A label, its bar, and what it says; a long label stands above its bar, or goes on below it."""
    long = wrap(row.label, label or width)
    if not label:
        yield from map(Text, long)
    room = max(width - (label + 2 if label else 0) - beside - 2, 6)
    line = Text()
    if label:
        line.append(fit(long[0], label)).append("  ")
    line.append(_drawn(row, room), "strong" if row.bar else "muted").append("  ")
    first, *rest = wrap(_said(row), max(beside, 1))
    yield line.append(first)
    if label:
        margin = label + 2 + room + 2
        for number in range(max(len(long) - 1, len(rest))):
            more = fit(long[number + 1] if number + 1 < len(long) else "", margin)
            yield Text(more + (rest[number] if number < len(rest) else ""))
    else:
        yield from (Text(" " * (room + 2) + line) for line in rest)


def _drawn(row: Row, room: int) -> str:
    """The bar of a row, or the sign that its count is hidden."""
    if row.bar is not None:
        return drawn(row.bar, room)
    return ("" if isinstance(row.counts[0], int) else HIDDEN).ljust(room)


def drawn(bar: Bar, room: int) -> str:
    """A bar of block characters, in a frame for the whole if it is a share of that."""
    solid = SolidBar(max(bar.whole, 1), 0, bar.count, width=room)
    text = "".join(segment.text for segment in _CONSOLE.render(solid, _CONSOLE.options.update(width=room))).rstrip()
    if bar.count and not text:
        text = "▏"
    text = text.ljust(room, REST if bar.mark is None else " ")
    if bar.mark is None:
        return text
    at = min(round(bar.mark * room / max(bar.whole, 1)), room - 1)
    return text[:at] + MARK + text[at + 1 :]


def _others(table: Table, row: Row) -> str:
    """The columns that the share doesn't tell of; of a row that is hidden but for its sum, only what is shown."""
    pairs = list(zip(table.columns[table.told :], row.counts[table.told :], strict=True))
    shown = [pair for pair in pairs if pair[1] != "withheld"]
    pairs = shown if len(shown) <= 1 else pairs
    return " · ".join(words.COLUMN.format(column=column, count=said(cell)) for column, cell in pairs)

"""The report as one HTML page that prints on A4: each table with its bars, readable without colour.

The bars are drawn (SVG) and not coloured backgrounds, which browsers leave out in print. They are hidden from screen
readers: the numbers beside them say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from chairtui.minutes.escape import flat
from chairtui.minutes.html_file import STYLE, page_margins
from chairtui.minutes.report.model import Bar, Report, Table, said
from chairtui.words import report as words

FEW = 3
"""Columns of numbers that leave room for a longer bar."""
LONG = 45
"""Length of a label from which the labels have most of a table's width."""
_STYLE = """
body { line-height: 1.35; }
h2 { margin-top: 1.1em; }
table { width: calc(100% - 1px); }
h2, .note { break-after: avoid; }
.note { break-inside: avoid; }
thead, thead tr { break-inside: avoid; break-after: avoid; }
tbody tr:first-child { break-after: avoid; }
tbody tr:last-child { break-before: avoid; }
thead td { background: #eee; }
th, td { padding: .15em .4em; }
thead th { vertical-align: bottom; }
th[scope="col"]:first-child { width: 38%; }
.long th[scope="col"]:first-child { width: 64%; }
.numbers th[scope="col"]:first-child { width: 20%; min-width: 8em; }
.number { text-align: right; width: 1%; white-space: nowrap; }
.numbers { font-size: .92em; }
.numbers .number { width: auto; white-space: normal; min-width: 3em; padding: .15em .3em; }
tr.sum th, tr.sum td { font-weight: bold; border-top: 2px solid #333; }
.share div { display: flex; align-items: center; gap: .5em; }
svg { display: block; width: 100%; height: 1em; overflow: visible; }
.share svg { flex: none; width: 7em; }
.share span { white-space: nowrap; }
.many .share svg { width: 3.5em; }
svg .full { fill: #333; }
svg .frame { fill: none; stroke: #333; stroke-width: 1; vector-effect: non-scaling-stroke; }
svg .mark { stroke: #333; stroke-width: 2; vector-effect: non-scaling-stroke; }
svg .mark.around { stroke: #fff; stroke-width: 5; }
.how { border: 1px solid #777; padding: .4em .8em; }
@media screen { section { overflow-x: auto; } }
@media print { body { font-size: 9.8pt; } }
"""


def to_page(report: Report, period: str) -> str:
    """Render the page."""
    held = words.HELD.format(held=said(report.held))
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{_text(words.TITLE)}</title>",
        f"<style>{STYLE}{page_margins(words.TITLE)}{_STYLE}</style>",
        "</head>",
        "<body>",
        "<header>",
        f"<h1>{_text(words.TITLE)}</h1>",
        f"<p>{_text(period)} <strong>{_text(held)}</strong></p>",
        f'<p class="how">{_text(words.HOW)}</p>',
        "</header>",
        "<main>",
        *_in_short(report),
    ]
    for number, table in enumerate(report.tables, 1):
        lines += _section(f"s{number}", table)
    return "\n".join([*lines, "</main>", "</body>", "</html>"]) + "\n"


def _in_short(report: Report) -> Iterator[str]:
    if report.in_short:
        yield f'<section aria-labelledby="s0">\n<h2 id="s0">{_text(words.IN_SHORT)}</h2>\n<ul>'
        yield from (f"<li>{_text(sentence)}</li>" for sentence in report.in_short)
        yield "</ul>\n</section>"


def _section(id_: str, table: Table) -> Iterator[str]:
    yield f'<section aria-labelledby="{id_}">'
    yield f'<h2 id="{id_}">{_text(table.title)}</h2>'
    if table.note:
        yield f'<p class="note">{_text(table.note)}</p>'
    if not table.is_empty:
        yield from _table(id_, table)
    elif not table.note:
        yield f"<p>{_text(words.NOTHING)}</p>"
    yield "</section>"


def _table(id_: str, table: Table) -> Iterator[str]:
    """The bars stand beside the share that they are of. A total is there where the shares are all there is."""
    yield f'<table aria-labelledby="{id_}" class="{_kind(table)}">'
    heads = "".join(f'<th scope="col" class="number">{_text(column)}</th>' for column in table.numbers)
    last = f'<th scope="col">{_text(table.share)}</th>'
    yield f'<thead>\n<tr><th scope="col">{_text(table.head)}</th>{heads}{last}</tr>\n</thead>\n<tbody>'
    for row in table.rows:
        cells = "".join(f'<td class="number">{_text(said(cell))}</td>' for cell in row.counts[: len(table.numbers)])
        share = f'<td class="share"><div>{_bar(row.bar)}<span>{_text(row.said)}</span></div></td>'
        yield f'<tr><th scope="row">{_text(row.label)}</th>{cells}{share}</tr>'
    if table.total is not None:
        yield f'<tr class="sum"><th scope="row">{_text(words.TOTAL)}</th><td>{_text(said(table.total))}</td></tr>'
    yield "</tbody>\n</table>"


def _kind(table: Table) -> str:
    """The class of a table, by the room that its numbers and labels leave."""
    if len(table.numbers) > FEW:
        return "numbers many"
    if table.numbers:
        return "numbers"
    return "long" if any(len(row.label) > LONG for row in table.rows) else ""


def _bar(bar: Bar | None) -> str:
    """A full bar for the count, in a frame for the whole; none where the count is hidden."""
    if bar is None:
        return ""
    y, height = (1, 8) if bar.mark is None else (2, 6)
    parts = [f'<rect class="full" x="0" y="{y}" width="{_per_cent(bar.count, bar):.2f}" height="{height}"/>']
    if bar.mark is None:
        parts.append('<rect class="frame" x="0" y="1" width="100" height="8"/>')
    else:
        at = f"{_per_cent(bar.mark, bar):.2f}"
        line = f'x1="{at}" x2="{at}" y1="0" y2="10"'
        parts.append(f'<line class="mark around" {line}/><line class="mark" {line}/>')
    return f'<svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">{"".join(parts)}</svg>'


def _per_cent(count: int, bar: Bar) -> float:
    return min(100 * count / bar.whole, 100) if bar.whole else 0


def _text(text: str) -> str:
    return escape(flat(text), quote=False)

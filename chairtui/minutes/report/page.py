"""The report as one HTML page that prints on A4: each chart above its table, readable without colour.

The bars are drawn (SVG) and not coloured backgrounds, which browsers leave out in print. To a screen reader the charts
are hidden: the tables say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from chairtui.minutes.escape import flat
from chairtui.minutes.html_file import STYLE, page_margins
from chairtui.minutes.report.tables import Bar, Report, Table, said
from chairtui.words import report as words

SHORT = 20
"""Rows up to which a table stays on one page; with half as many so does its chart with it."""
LONG = 60
"""Characters of a label from which it stands above its bar."""
_CHART_STYLE = """
figure { margin: .8em 0; }
.bar { display: grid; grid-template-columns: 15rem 1fr 12rem; gap: 0 .8em; align-items: center; padding: .2em 0;
  break-inside: avoid; }
.long .bar { grid-template-columns: 1fr 12rem; }
.long .bar > :first-child { grid-column: 1 / -1; }
.bar svg { display: block; width: 100%; height: 1.1em; }
.bar .full { fill: #333; }
.bar .frame { fill: none; stroke: #333; stroke-width: 1; vector-effect: non-scaling-stroke; }
.bar .none { border-bottom: 1px dotted #777; height: .6em; }
td.number, th.number { text-align: right; }
tr.sum th, tr.sum td { font-weight: bold; border-top: 2px solid #333; }
.how { border: 1px solid #777; padding: .4em .8em; }
.short { break-inside: avoid; }
.one td { white-space: nowrap; }
h2, .note { break-after: avoid; }
th, td { padding: .2em .45em; }
@media print {
  body { font-size: 10.5pt; }
  .bar { grid-template-columns: 34% 1fr 26%; }
  .long .bar { grid-template-columns: 1fr 26%; }
}
@media (max-width: 40rem) { .bar { grid-template-columns: 1fr; } }
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
        f"<style>{STYLE}{page_margins(words.TITLE)}{_CHART_STYLE}</style>",
        "</head>",
        "<body>",
        "<header>",
        f"<h1>{_text(words.TITLE)}</h1>",
        f"<p>{_text(period)} <strong>{_text(held)}</strong></p>",
        f'<div class="how"><p>{_text(words.HOW)}</p><p>{_text(words.PUBLISH)}</p></div>',
        "</header>",
        "<main>",
    ]
    for number, table in enumerate(report.tables, 1):
        lines += _section(f"s{number}", table)
    return "\n".join([*lines, "</main>", "</body>", "</html>"]) + "\n"


def _section(id_: str, table: Table) -> Iterator[str]:
    together = ' class="short"' if len(table.rows) <= SHORT // 2 else ""
    yield f'<section aria-labelledby="{id_}"{together}>'
    yield f'<h2 id="{id_}">{_text(table.title)}</h2>'
    if table.note:
        yield f'<p class="note">{_text(table.note)}</p>'
    # Of a column of single counts the hidden ones stand in the table alone.
    bars = [bar for bar in table.bars if bar.count is not None or len(table.columns) > 1]
    if bars:
        long = ' class="long"' if max(len(bar.label) for bar in bars) > LONG else ""
        yield f'<figure aria-hidden="true"{long}>'
        yield from map(_bar, bars)
        yield "</figure>"
    if table.rows or table.total is not None:
        yield from _table(table)
    else:
        yield f"<p>{_text(words.NOTHING)}</p>"
    yield "</section>"


def _bar(bar: Bar) -> str:
    """A full bar for the count in a frame for the whole; a dotted line where the count is hidden."""
    if bar.count is None:
        drawn = '<div class="none"></div>'
    else:
        full = min(100 * bar.count / bar.whole, 100) if bar.whole else 0
        frame = '<rect class="frame" x="0" y="1" width="100" height="8"/>' if bar.framed else ""
        drawn = (
            '<svg viewBox="0 0 100 10" preserveAspectRatio="none">'
            f'<rect class="full" x="0" y="1" width="{full:.2f}" height="8"/>{frame}</svg>'
        )
    return f'<div class="bar"><span>{_text(bar.label)}</span>{drawn}<span>{_text(bar.said)}</span></div>'


def _table(table: Table) -> Iterator[str]:
    names = [*(["short"] if len(table.rows) <= SHORT else []), *(["one"] if len(table.columns) == 1 else [])]
    yield f'<table class="{" ".join(names)}">'
    yield f"<caption>{_text(table.title)}</caption>"
    heads = "".join(f'<th scope="col" class="number">{_text(column)}</th>' for column in table.columns)
    yield f"<thead>\n<tr><td></td>{heads}</tr>\n</thead>\n<tbody>"
    for row in table.rows:
        cells = "".join(f'<td class="number">{_text(said(cell))}</td>' for cell in row.counts)
        yield f'<tr><th scope="row">{_text(row.label)}</th>{cells}</tr>'
    if table.total is not None:
        total = f'<td class="number">{_text(said(table.total))}</td>'
        yield f'<tr class="sum"><th scope="row">{_text(words.TOTAL)}</th>{total}</tr>'
    yield "</tbody>\n</table>"


def _text(text: str) -> str:
    return escape(flat(text), quote=False)

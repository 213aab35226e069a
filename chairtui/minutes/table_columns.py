"""Distributes a table's width over its columns, for Word and PDF."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.minutes.markdown_tree import Table, words_of

LONGEST_WORD = 18
"""Maximum letters of a word that sets a column's width; longer ones are broken."""


def column_widths(table: Table, room: float, letter: float, cell: float) -> Sequence[float]:
    """Widths that add up to `room`: each column fits its longest word, the rest goes by typical length.

    `letter` is the width of a bold letter, `cell` what a cell needs beside its words, all in one unit.
    """
    least: list[float] = []
    more: list[float] = []
    for n in range(len(table.head)):
        cells = [words_of(row[n]) for row in (table.head, *table.rows) if n < len(row)]
        longest = max((len(word) for text in cells for word in text.split()), default=1)
        least.append(letter * min(longest, LONGEST_WORD) + cell)
        more.append(max(sum(map(len, cells)) / len(cells) - longest, 0) + 1)
    spare = room - sum(least)
    if spare < 0:
        return [room * need / sum(least) for need in least]
    return [need + spare * part / sum(more) for need, part in zip(least, more, strict=True)]

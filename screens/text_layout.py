"""Wraps, fits and tabulates text by terminal cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len, set_cell_size
from rich.text import Text

MOST_OF_IT = 2 / 3
"""Part of a width that a shortened text fills at least."""
Run = tuple[str, str]
"""A text and its style name ("" for plain; several names separated by spaces)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: text, width in terminal cells (0: a share of what is left), style and alignment."""

    text: str
    width: int = 0
    style_name: str = ""
    right: bool = False


def one_line(text: str) -> str:
    """The text on one line, with runs of white space collapsed."""
    return " ".join(text.split())


def fit(text: str, width: int) -> str:
    """A text cut to a width with "…" where it is longer, between words if that leaves most of it; padded where it is
    shorter."""
    if width <= 0:
        return ""
    text = one_line(text)
    if cell_len(text) > width:
        cut = set_cell_size(text, width - 1).rstrip()
        whole = cut if text[len(cut) : len(cut) + 1] in ("", " ") else cut.rpartition(" ")[0].rstrip()
        text = (whole if cell_len(whole) >= MOST_OF_IT * width else cut) + "…"
    return set_cell_size(text, width)


def row(cells: Sequence[Cell], width: int, gap: int = 2) -> Text:
    """Lay out cells side by side at the given widths; those of width 0 share the rest."""
    spare = width - sum(c.width for c in cells) - gap * (len(cells) - 1)
    elastic = sum(1 for c in cells if not c.width) or 1
    line = Text(end="")
    for number, cell in enumerate(cells):
        words = fit(cell.text, cell.width or max(spare // elastic, 4))
        line.append(words.strip().rjust(len(words)) if cell.right else words, cell.style_name)
        if number < len(cells) - 1:
            line.append(" " * gap)
    return line


@lru_cache(maxsize=4096)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Wrap a text between words; line breaks are kept, and a word wider than a line is split."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend("".join(words for words, _ in line).rstrip() for line in _flow([(paragraph, "")], width))
    return tuple(lines) or ("",)


def flow(runs: Iterable[Run], width: int) -> list[Text]:
    """Wrap styled runs between words. Line breaks are kept."""
    lines: list[Text] = []
    paragraph: list[Run] = []
    for words, style_name in runs:
        first, *rest = words.split("\n")
        paragraph.append((first, style_name))
        for more in rest:
            lines.extend(_as_text(line) for line in _flow(paragraph, width))
            paragraph = [(more, style_name)]
    lines.extend(_as_text(line) for line in _flow(paragraph, width))
    return lines


def _as_text(line: list[Run]) -> Text:
    text = Text(end="")
    for style_name, pieces in groupby(line, key=itemgetter(1)):
        text.append("".join(words for words, _ in pieces), style_name)
    text.rstrip()
    return text


def _flow(runs: Sequence[Run], width: int) -> list[list[Run]]:
    width = max(width, 1)
    if sum(cell_len(words) for words, _ in runs) <= width:
        return [list(runs)]
    lines: list[list[Run]] = [[]]
    used = 0
    for word in _words(runs):
        blank = not "".join(piece for piece, _ in word).strip()
        length = sum(cell_len(piece) for piece, _ in word)
        if blank and not used and len(lines) > 1:
            continue  # a space at the end of the line above
        if used and used + length > width and not blank:
            lines.append([])
            used = 0
        if length > width and not blank:
            used = _cut(word, width, lines)
            continue
        lines[-1].extend(word)
        used += length
    return lines


def _cut(word: list[Run], width: int, lines: list[list[Run]]) -> int:
    """Split a word wider than a line over several lines; returns the cells used on the last one."""
    used = 0
    for piece, style_name in word:
        for character in piece:
            if used + cell_len(character) > width:
                lines.append([])
                used = 0
            lines[-1].append((character, style_name))
            used += cell_len(character)
    return used


def _words(runs: Iterable[Run]) -> Iterable[list[Run]]:
    """Words and the spaces between them, each a list of pieces, as a word may change its style midway."""
    word: list[Run] = []
    for text, style_name in runs:
        start = 0
        for position, character in enumerate(text):
            if character != " ":
                continue
            if position > start:
                word.append((text[start:position], style_name))
            if word:
                yield word
                word = []
            yield [(" ", style_name)]
            start = position + 1
        if start < len(text):
            word.append((text[start:], style_name))
    if word:
        yield word


def side_by_side(columns: Sequence[Sequence[Text]], widths: Sequence[int], gap: str = "  ") -> list[Text]:
    """Columns of lines next to each other, each line padded to its column's width."""
    height = max((len(c) for c in columns), default=0)
    lines = []
    for number in range(height):
        line = Text(end="")
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            part = column[number] if number < len(column) else Text()
            line.append_text(part)
            if place < len(columns) - 1:
                line.append(" " * (width - part.cell_len) + gap)
        lines.append(line)
    return lines

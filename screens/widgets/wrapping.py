"""Wraps or shortens text to a width in terminal cells."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, chop_cells

ELLIPSIS = "…"


def shown(text: str) -> str:
    """Text safe for a terminal: control and bidirectional characters become spaces.

    Line breaks stay. Joiners inside a word (emoji, Indic scripts) stay too.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(" " if _steers(c) else c for c in text)


def _steers(character: str) -> bool:
    if character == "\n" or character in "\u200c\u200d":
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs")


def shorten(text: str, width: int) -> str:
    """The text on one line in `width` cells, its end replaced by an ellipsis where it does not fit."""
    text = shown(text).replace("\n", " ")
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return ELLIPSIS[:width]
    kept = chop_cells(text, width - 1)[0]
    return kept.rstrip() + ELLIPSIS


SMALL = frozenset({"a", "and", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "what", "with", "how"})
"""Words to drop at the end of a shortened title."""


def brief(title: str, width: int) -> str:
    """A title on one line: whole, up to its colon, or as many whole words as fit and an ellipsis."""
    title = shown(title).replace("\n", " ")
    if cell_len(title) <= width:
        return title
    head, colon, _ = title.partition(":")
    if colon and cell_len(head) <= width:
        return head
    kept: list[str] = []
    for word in title.split():
        if cell_len(" ".join([*kept, word])) >= width:
            break
        kept.append(word)
    while kept and kept[-1].casefold().rstrip(",;") in SMALL:
        kept.pop()
    return " ".join(kept).rstrip(",;:") + ELLIPSIS if kept else shorten(title, width)


def wrap(text: str, width: int) -> list[str]:
    """The text's lines at `width` cells, broken between words where it can be; never an empty list."""
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in shown(text).split("\n"):
        lines.extend(_wrap_paragraph(paragraph, width))
    return lines


def _wrap_paragraph(paragraph: str, width: int) -> list[str]:
    size = len if paragraph.isascii() else cell_len
    if size(paragraph) <= width:
        return [paragraph.rstrip()]
    lines: list[str] = []
    line, used = "", 0
    for word in paragraph.split(" "):
        needed = size(word)
        if line and used + 1 + needed <= width:
            line, used = f"{line} {word}", used + 1 + needed
            continue
        if line:
            lines.append(line)
        if needed > width:
            *full, word = chop_cells(word, width)
            lines.extend(full)
            needed = size(word)
        line, used = word, needed
    lines.append(line)
    return [done.rstrip() for done in lines]

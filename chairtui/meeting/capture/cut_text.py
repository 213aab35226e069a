"""Removes clauses and signs from a text, and closes the gaps they leave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol


class Span(Protocol):
    """Something at `text[start:end]`."""

    @property
    def start(self) -> int:
        """Index of the first character."""
        ...

    @property
    def end(self) -> int:
        """Index after the last character."""
        ...


def words_left(text: str, start: int, end: int, cut: Sequence[Span], signs: Iterable[tuple[int, int]]) -> str:
    """The words between `start` and `end` without the clauses cut and without the signs of those that stay."""
    gone = [(clause.start, clause.end, "\0") for clause in cut if start <= clause.start < end]
    staying = ((first, last) for first, last in signs if not any(s <= first < e for s, e, _ in gone))
    gone += [(first, last, "") for first, last in staying if start <= first < end]
    pieces: list[str] = []
    at = start
    for first, last, mark in sorted(gone):
        pieces += (text[at:first], mark)
        at = last
    pieces.append(text[at:end])
    left = "".join(pieces)
    return _mended(left) if "\0" in left else left.strip()


def _mended(left: str) -> str:
    """Close the gaps left by clauses: one space, one full stop, no comma at either end."""
    left = re.sub(r"\s*(?:\0[\s,;]*)+$", "", left).rstrip(" ,;\n") if re.search(r"\0[\s,;]*$", left) else left
    left = re.sub(r"^\s*(?:\0[\s.,;:–—]*(?:-\s+)?)+", "", left)
    left = re.sub(r"([,;.:!?])(?:(?:\s*\0)+\s*[,;.])+", r"\1", left)
    left = re.sub(r"\s*(?:\0\s*)+(?=[,;.:!?)])", "", left)
    left = re.sub(r"\s*(?:\0\s*)+", " ", left)
    return left.strip()

"""Limits on the size of a paste, checked before it is laid out."""

from __future__ import annotations

import re

from chairtui.meeting.text import LONGEST_TEXT
from chairtui.words import screens as words

MOST_CHARACTERS = 1_000_000
MOST_LINES = 10_000
_BREAK = re.compile(r"\r\n?|\n")


def reason_against(text: str, *, lines: bool) -> str:
    """Why a paste is too long, as a message; "" if it isn't. `lines`: each of its lines becomes one of its own."""
    if not lines:
        return _too_long("characters", LONGEST_TEXT) if len(text) > LONGEST_TEXT else ""
    if len(text) > MOST_CHARACTERS:
        return _too_long("characters", MOST_CHARACTERS)
    longest = count = start = 0
    for found in _BREAK.finditer(text):
        longest, start, count = max(longest, found.start() - start), found.end(), count + 1
    if count >= MOST_LINES and (count > MOST_LINES or start < len(text)):
        return _too_long("lines", MOST_LINES)
    return _too_long("line", LONGEST_TEXT) if max(longest, len(text) - start) > LONGEST_TEXT else ""


def _too_long(what: str, most: int) -> str:
    return words.PASTE_TOO_LONG.format(most=words.PASTE_SIZES[what].format(count=f"{most:,}"))

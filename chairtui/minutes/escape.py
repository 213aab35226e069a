"""Escapes user text for Markdown, so that it is shown literally.

Letters of every script, combining marks and emoji are kept. The rest is changed as follows:

    - Invisible characters are removed: controls, bidirectional controls (right-to-left letters stay), zero-width
      spaces, soft hyphens, tags. A zero-width joiner or non-joiner stays between non-ASCII letters, where scripts and
      emoji need it.
    - Leading and trailing white space of each line is removed, as it would indent.
    - A text of which nothing is left becomes U+FFFD, so that its existence shows.
    - A line break becomes a hard break in a paragraph or list item (`block`), and " / " in single-line contexts, which
      are headings and table cells (`line`, `within`).
"""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_UNSEEN = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f"
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]+"
)
_BLANKS = re.compile("[\t\v\f\u0085]+")
_LONE_JOINERS = re.compile("(?<![^\u0000-\u007f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\u0000-\u007f])")
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~#@]|&(?! )")
"""Characters to escape anywhere. An ampersand before a space starts no entity, and "Health & Care" stays readable in
the source."""
_ADDRESS = re.compile(r":(?=/)|(?<=/)/|(?<=\S)[.:](?=[^\W\d_])")
"""Positions where Markdown readers that autolink bare URLs would start a link."""
_AT_THE_START = re.compile(r"[-+=:]|[0-9]+(?=[.)](?:\s|$))")
_UNSEEN_ONLY = "\ufffd"


def shown(text: str) -> str:
    """The text as readers see it, with `\\n` for line breaks. Never empty."""
    text = _BLANKS.sub(" ", _BREAKS.sub("\n", text))
    text = _LONE_JOINERS.sub("", _UNSEEN.sub("", text))
    text = "\n".join(row.strip() for row in text.split("\n")).strip()
    return text or _UNSEEN_ONLY


def block(text: str, indent: str = "") -> str:
    """Escape for a paragraph or list item; `indent` starts its continuation lines."""
    return f"\\\n{indent}".join(_escaped(row) for row in shown(text).split("\n"))


def flat(text: str) -> str:
    """The shown text on one line, with " / " for line breaks; not escaped."""
    return " / ".join(row for row in shown(text).split("\n") if row)


def line(text: str) -> str:
    """Escape for a single line, from its start."""
    return _escaped(flat(text))


def within(text: str) -> str:
    """Escape for the middle of a line: after a heading's marks or a label, or in a table cell."""
    return _harmless(flat(text))


def _harmless(row: str) -> str:
    return _ADDRESS.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", row))


def _escaped(row: str) -> str:
    start = _AT_THE_START.match(row)
    row = _harmless(row)
    if start is None:
        return row
    if start[0].isdigit():
        return f"{start[0]}\\{row[start.end() :].removeprefix(chr(92))}"
    return row if row.startswith("\\") else f"\\{row}"

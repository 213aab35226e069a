"""What people typed, as Markdown that shows it and does nothing else.

Kept as typed: every letter of every script, combining marks, emoji. Changed, because a document can't show it or
would obey it:

- characters nobody sees are taken out: controls, embeddings, overrides, isolates and marks of text direction
  (right-to-left letters stay and order themselves), zero-width spaces, soft hyphens, tags. A zero-width joiner or
  non-joiner stays between letters beyond ASCII, where scripts and emoji need it;
- white space at both ends of each line goes, since it would indent;
- a text of which nothing is left is shown as U+FFFD, so that it is seen that something was there;
- a line break is a hard break inside a paragraph or list item (`block`), and " / " in a heading or a table's cell,
  which have one line (`line`, `within`).
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
"""An ampersand before a blank begins no entity; people see the bare Markdown too, so "Health & Care" stays whole."""
_ADDRESS = re.compile(r":(?=/)|(?<=/)/|(?<=\S)[.:](?=[^\W\d_])")
"""Where a reader of Markdown that makes links of bare addresses would begin one."""
_AT_THE_START = re.compile(r"[-+=:]|[0-9]+(?=[.)](?:\s|$))")
_UNSEEN_ONLY = "\ufffd"


def shown(text: str) -> str:
    """The text a reader gets to see, line breaks as `\\n`. Never empty."""
    text = _BLANKS.sub(" ", _BREAKS.sub("\n", text))
    text = _LONE_JOINERS.sub("", _UNSEEN.sub("", text))
    text = "\n".join(row.strip() for row in text.split("\n")).strip()
    return text or _UNSEEN_ONLY


def block(text: str, indent: str = "") -> str:
    """For a paragraph or a list item; `indent` is what its further lines start with to stay inside it."""
    return f"\\\n{indent}".join(_escaped(row) for row in shown(text).split("\n"))


def flat(text: str) -> str:
    """The shown text on one line, breaks as " / ", not escaped."""
    return " / ".join(row for row in shown(text).split("\n") if row)


def line(text: str) -> str:
    """For one line, at its start or anywhere in it."""
    return _escaped(flat(text))


def within(text: str) -> str:
    """For the middle of a line: a heading after its marks, a table's cell, what follows a label."""
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

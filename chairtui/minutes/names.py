"""How the JSON form names people and writes answers: the short ways, and when they don't say it exactly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

SHORT = re.compile(r"(yes|no|none)(?:: (.+))?", re.DOTALL)
"""An answer with a reason: "no: reason"."""


class Names:
    """The attendees by name. A name stands for an attendee where exactly one has it, letter for letter."""

    def __init__(self, people: Iterable[tuple[str, str]]) -> None:
        """`people`: each attendee's name and whatever identifies them."""
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for name, key in people:
            self._by_name[name].append(key)

    def only(self, name: str) -> str:
        """What identifies the one attendee of that name, "" for none or several."""
        found = self._by_name.get(name, [])
        return found[0] if len(found) == 1 else ""


def short_answer(value: str, reason: str) -> str:
    """An answer as one string."""
    return f"{value}: {reason}" if reason and value in ("yes", "no", "none") else value


def read_short(text: str) -> tuple[str, str]:
    """Value and reason of an answer given as one string."""
    found = SHORT.fullmatch(text)
    return (found[1], found[2] or "") if found else (text, "")

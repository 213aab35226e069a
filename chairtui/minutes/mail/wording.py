"""The words of e-mail drafts: text files with places, which a partnership may replace.

The first line is `Subject: …`, the rest after a blank line is the message. The subject may name the day and nothing
else: it is shown in lists, notifications and logs, also where the message is encrypted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chairtui.minutes.escape import flat
from chairtui.words import mail as words

PLACES: dict[str, tuple[str, ...]] = {
    "copy": ("reader", "date", "sender", "document"),
    "family": ("reader", "date", "sender"),
    "invitation": ("reader", "date", "time", "place", "asked", "reply_by", "sender"),
}
"""The texts, and what may stand in each message."""
SUBJECT_PLACES = ("date", "document")
LARGEST = 20_000
"""Bytes of one text."""
_SUBJECT = re.compile(r"subject:[ \t]*(.*\S)", re.IGNORECASE)
_PLACE = re.compile(r"\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})?")


class BadWording(ValueError):
    """A text that can't be used; the message names the line."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A checked text: the words of the subject and of the message, with their places."""

    subject: str
    body: str

    def filled(self, places: Mapping[str, str]) -> tuple[str, str]:
        """Subject and message for one reader. Values aren't searched for placeholders."""

        def value(found: re.Match[str]) -> str:
            return "$" if found[1] else places[found[2] or found[3]]

        return flat(_PLACE.sub(value, self.subject)), _PLACE.sub(value, self.body)


def read_wording(name: str, text: str) -> Wording:
    """Check the text called `name`, a key of `PLACES`. Raises `BadWording`."""
    first, _, body = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    subject = _SUBJECT.fullmatch(first.strip())
    if subject is None:
        raise BadWording(words.NO_SUBJECT)
    _check(subject[1], 1, tuple(place for place in SUBJECT_PLACES if place in PLACES[name]))
    for number, row in enumerate(body.split("\n"), 2):
        _check(row, number, PLACES[name])
    if not body.strip():
        raise BadWording(words.NO_MESSAGE)
    return Wording(subject[1], body.strip("\n") + "\n")


def _check(row: str, number: int, allowed: tuple[str, ...]) -> None:
    known = ", ".join(f"${place}" for place in allowed)
    for found in _PLACE.finditer(row):
        place = found[2] or found[3]
        if not found[1] and place not in allowed:
            form = words.NO_SUCH_PLACE if place else words.STRAY_DOLLAR
            raise BadWording(form.format(line=number, name=place, known=known))

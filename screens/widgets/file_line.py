"""FileLine: the name of a file to write, with a digit for each kind while the proposed name stands."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input

from chairtui.minutes.file_kinds import KINDS, Kind
from chairtui.words import file_names as words

_OFFERED = sorted(KINDS, key=list(words.KINDS).index)
CHOICES: dict[str, Kind] = {str(n): kind for n, kind in enumerate(_OFFERED, 1)}
"""The kind that each digit chooses."""


def choices() -> str:
    """The kinds with their digits: `1 Word  2 web page …`."""
    return "  ".join(f"{digit} {words.KINDS[kind]}" for digit, kind in CHOICES.items())


class FileLine(Input):
    """While it holds the proposed name, a digit changes the kind of file; in any other name a digit is a digit."""

    class KindChosen(Message):
        """Another kind of file was chosen."""

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes, select_on_focus=False)
        self._stem = ""
        self._kind: Kind = "docx"

    def propose(self, stem: str, kind: Kind = "docx") -> None:
        """Propose a path without its extension."""
        self._stem, self._kind = stem, kind
        self.value = f"{stem}.{kind}"
        self.cursor_position = len(self.value)

    def on_key(self, event: events.Key) -> None:
        kind = CHOICES.get(event.character or "")
        if kind is None or not self._stem or self.value != f"{self._stem}.{self._kind}":
            return
        event.stop()
        event.prevent_default()
        self.propose(self._stem, kind)
        self.post_message(self.KindChosen())

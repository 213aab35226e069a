"""FormDraft: what is half filled in a form, kept until the form is filed, over a crash too where there is a store."""

from __future__ import annotations

from collections.abc import Mapping

from chairtui.journal.line_drafts import LineDrafts
from chairtui.meeting.records import Part

BESIDE = "{meeting}.forms"
"""Prefix of the keys of form drafts, which keeps them apart from half-typed lines."""
APART = "\n"
"""Separates the form's key from the name of a field."""

Fields = dict[str, str]
"""Text by field name."""


class FormDraft:
    """The draft of one form. Drafts of part one are hidden in part two.

    If `kept` is None nothing is written, and drafts last until the program exits.
    """

    def __init__(
        self, kept: LineDrafts | None, memory: dict[str, Fields], meeting: str, place: str, part: Part = 1
    ) -> None:
        self._kept = kept
        self._memory = memory
        self._beside = BESIDE.format(meeting=meeting)
        self._place = f"{place} {part}"
        self._key = f"{meeting} {self._place}"
        self._written: Fields | None = None

    def read(self) -> Fields:
        """The draft, {} if there is none."""
        found = self._memory.get(self._key)
        if found is None and self._kept is not None:
            begun = f"{self._place}{APART}"
            lines = self._kept.read(self._beside)
            found = {name.removeprefix(begun): text for name, text in lines.items() if name.startswith(begun)}
        return dict(found or {})

    def keep(self, fields: Mapping[str, str]) -> None:
        """Save this as the draft; {} deletes it."""
        if self._written is None:
            self._written = self.read()
        if fields == self._written:
            return
        self._written = self._memory[self._key] = dict(fields)
        if self._kept is not None:
            begun = f"{self._place}{APART}"
            lines = {n: text for n, text in self._kept.read(self._beside).items() if not n.startswith(begun)}
            self._kept.keep(self._beside, lines | {f"{begun}{name}": text for name, text in fields.items()})

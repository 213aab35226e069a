"""ChoiceField: a field of a form with a few choices."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.widgets import Select

from chairtui.words import live as words
from screens.form_page import DRAFT, FIELD, STEPS, advance, step_to
from screens.textual_internals import SafeSelect


class ChoiceField(SafeSelect):
    """A `Select` for which a letter chooses the next choice that begins with it; space opens the list."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str, *, classes: str = "") -> None:
        """`choices` are (id, text) pairs; any other `value` selects none."""
        self._choices = tuple(choices)
        super().__init__(
            [(text, id_) for id_, text in choices],
            value=value if value in {id_ for id_, _ in choices} else Select.NULL,
            prompt=words.EMPTY_CHOICE,
            compact=True,
            classes=f"{FIELD} {classes}",
        )

    @property
    def chosen(self) -> str:
        """The id of the choice, "" for none."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def typed(self) -> str:
        return self.chosen

    def put(self, text: str, *, draft: bool) -> None:
        self.value = text if text in {id_ for id_, _ in self._choices} else Select.NULL
        self.set_class(draft, DRAFT)

    async def _on_key(self, event: events.Key) -> None:
        if self.expanded:
            return
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            advance(self)
        elif event.key in STEPS:
            event.stop()
            event.prevent_default()
            step_to(self, STEPS[event.key])
        elif event.is_printable and event.character and event.character.isalnum():
            event.stop()
            event.prevent_default()
            self._choose_by(event.character)

    def _choose_by(self, letter: str) -> None:
        fits = [id_ for id_, text in self._choices if text.casefold().startswith(letter.casefold())]
        if fits:
            place = fits.index(self.chosen) + 1 if self.chosen in fits else 0
            self.value = fits[place % len(fits)]

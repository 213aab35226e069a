"""Strengths, needs and risks: three columns where there is room, prior and new told apart."""

from __future__ import annotations

from chairtui.meeting.records import Theme
from chairtui.words import live as words
from screens.panes.records import observation_row
from screens.panes.view import View
from screens.widgets.rows import Section

COLUMNS: tuple[tuple[Theme, str, str], ...] = (
    ("strength", words.STRENGTHS, words.NO_STRENGTH),
    ("need", words.NEEDS, words.NO_NEED),
    ("risk", words.RISKS, words.NO_RISK),
)


def sections(view: View) -> tuple[Section, ...]:
    """A column for each theme. An item about what is known already shows what is new beside it, marked as such."""
    entries = view.observations
    return tuple(
        Section(
            title,
            tuple(observation_row(view, e) for e in entries if e.record.theme == theme),
            empty,
            column=True,
        )
        for theme, title, empty in COLUMNS
    )

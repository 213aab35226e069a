"""Pane of the observations item: strengths, needs and risks, in columns where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Observation, Theme
from chairtui.words import live as words
from screens.panes.record_rows import observation_row
from screens.panes.view import View
from screens.widgets.list_row import Row, Section

COLUMNS: tuple[tuple[Theme, str, str], ...] = (
    ("strength", words.STRENGTHS, words.NO_STRENGTH),
    ("need", words.NEEDS, words.NO_NEED),
    ("risk", words.RISKS, words.NO_RISK),
)


def sections(view: View) -> tuple[Section, ...]:
    """A column for each theme. An item about prior knowledge also shows new records, marked as new."""

    def take(columns: dict[Theme, list[Row]], entries: Sequence[Entry[Observation]]) -> None:
        for entry in entries:
            columns[entry.record.theme].append(observation_row(view, entry, origin=not view.item.origin))

    columns = view.follow("columns", view.observations, _no_rows, take)
    return tuple(
        Section(title, tuple(columns[theme]), empty, column=True, columns=(words.FROM_COLUMN,))
        for theme, title, empty in COLUMNS
    )


def _no_rows() -> dict[Theme, list[Row]]:
    return {theme: [] for theme, _, _ in COLUMNS}

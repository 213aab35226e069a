"""Row and Section: the content of record lists before layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal[
    "plain",
    "heading",
    "quiet",
    "strength",
    "need",
    "risk",
    "fact",
    "opinion",
    "reported",
    "views",
    "document",
    "decision",
    "action",
    "attendee",
    "question",
    "good",
    "warn",
    "tag",
]
"""A row's category, which sets its colour; its mark and label say the same without colour."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a column beside a row's text; without room for the column, `below` is shown under the text."""

    text: str
    below: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """`key` is the record's id, `question:` and a question's id, `detail:` and a detail's key; "" can't be selected.

    `mark` stands in the margin (a reference, or a sign); `label` is a word that goes with it (fact, known before);
    `notes` are quiet lines below the text, `warnings` lines that something is missing. `cells` stand in columns at the
    right. `tags` stand before the text, each with a sign of its own ("■ RESTRICTED"), and `after` quietly behind it.
    """

    key: str
    mark: str
    text: str
    tone: Tone = "plain"
    label: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    tags: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a pane with its title ("" for none); `empty` is shown if it has no rows.

    `columns` are the headings of its rows' cells.
    """

    title: str
    rows: tuple[Row, ...]
    empty: str = ""
    column: bool = False
    columns: tuple[str, ...] = ()


def heading(title: str, columns: tuple[str, ...] = ()) -> Row:
    """The row of a section's title, with its column headings."""
    return Row("", "", title, "heading", cells=tuple(Cell(column) for column in columns))


def listed(sections: tuple[Section, ...]) -> tuple[Row, ...]:
    """The rows of all sections, as one list."""
    rows: list[Row] = []
    for section in sections:
        if rows:
            rows.append(Row("", "", ""))
        if section.title:
            rows.append(heading(section.title, section.columns if section.rows else ()))
        rows.extend(body(section))
    return tuple(rows)


def body(section: Section) -> tuple[Row, ...]:
    """A section's rows without its title, or its `empty` text."""
    if section.rows or not section.empty:
        return section.rows
    return (Row("", "", section.empty, "quiet"),)

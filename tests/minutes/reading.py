"""Reads minutes back with markdown-it, as a reader of Markdown sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": True})
"""CommonMark with tables, and with everything on that could turn a text into something else."""


@dataclass(frozen=True)
class Place:
    """One stretch of text: where it stands, and what a reader sees there (hard breaks as line breaks)."""

    section: str
    tag: str
    text: str
    marks: tuple[str, ...]


def shape(markdown: str) -> list[tuple[str, str, int, bool]]:
    """The document without its words: each block's kind, tag, depth and tightness, in order."""
    return [(t.type, t.tag, t.level, t.hidden) for t in PARSER.parse(markdown)]


def places(markdown: str) -> list[Place]:
    """Every stretch of text in order."""
    found: list[Place] = []
    section = ""
    open_tags: list[str] = []
    for token in PARSER.parse(markdown):
        if token.nesting == 1:
            open_tags.append(token.tag)
        elif token.nesting == -1:
            open_tags.pop()
        elif token.type == "inline":
            text, marks = _read(token)
            if open_tags[-1] in ("h1", "h2"):
                section = text
            found.append(Place(section, open_tags[-1], text, marks))
    return found


def _read(inline: Token) -> tuple[str, tuple[str, ...]]:
    text, marks = "", []
    for child in inline.children or []:
        if child.type in ("text", "text_special"):
            text += child.content
        elif child.type == "hardbreak":
            text += "\n"
        else:
            marks.append(child.type)
    return text, tuple(marks)


def tables(markdown: str) -> list[list[list[str]]]:
    """Every table as rows of cells, its head first."""
    found: list[list[list[str]]] = []
    in_cell = False
    for token in PARSER.parse(markdown):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("th_open", "td_open", "th_close", "td_close"):
            in_cell = token.nesting == 1
        elif token.type == "inline" and in_cell:
            found[-1][-1].append(_read(token)[0])
    return found


def on_one_line(text: str) -> str:
    """A text with its line breaks as the minutes write them where there is only one line."""
    return " / ".join(row for row in re.split(r"\s*\n\s*", text) if row)

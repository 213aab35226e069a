"""The document tree behind HTML, Word and PDF files, built from markdown-it's tokens.

HTML in a template is dropped except for its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)

SHORT = 1_200
"""Maximum letters of a table row that Word and PDF keep on one page."""
SHORT_ITEM = 600
"""Maximum letters of a list item that they do: more, such as all that an agency said, would leave half a page empty."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one style; `href` is its link, or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break within a paragraph, item or cell."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its address in the template, and its alternative text."""

    source: str
    words: str


Inline = tuple[Run | Break | Picture, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Inline


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of items, each a sequence of blocks. `start` is the first number, None for bullets."""

    start: int | None
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; `caption` holds the headings above it."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""


Block = Heading | Paragraph | Listing | Table | Quote | Code | Rule
Document = tuple[Block, ...]


def read(markdown: str) -> Document:
    """Parse CommonMark with tables."""
    from markdown_it import MarkdownIt

    return _Reader(MarkdownIt("commonmark").enable("table").parse(markdown)).blocks()


def words_of(text: Inline) -> str:
    """The plain text of inline content, with `\\n` for line breaks."""
    parts = ("\n" if isinstance(i, Break) else i.words if isinstance(i, Picture) else i.text for i in text)
    return "".join(parts)


def inline_of(blocks: Iterable[Block]) -> Iterator[Inline]:
    """All the text in these blocks, in order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Table():
                yield from chain(block.head, *block.rows)
            case Listing():
                yield from inline_of(chain(*block.items))
            case Quote():
                yield from inline_of(block.blocks)
            case Code():
                yield (Run(block.text, code=True),)
            case Rule():
                pass


def item_is_short(item: Iterable[Block]) -> bool:
    """Whether Word and PDF keep a list item on one page."""
    return _letters_of(inline_of(item)) < SHORT_ITEM


def leads_on(blocks: Sequence[Block], place: int) -> bool:
    """Whether a paragraph only introduces what follows: it stands between a heading and more of that section."""
    after = blocks[place + 1 : place + 2]
    return place > 0 and isinstance(blocks[place - 1], Heading) and bool(after) and not isinstance(after[0], Heading)


def row_is_short(row: Iterable[Inline]) -> bool:
    """Whether Word and PDF keep a table row on one page."""
    return _letters_of(row) < SHORT


def _letters_of(texts: Iterable[Inline]) -> int:
    return sum(len(words_of(text)) for text in texts)


def title_of(document: Document) -> str:
    """The text of the first heading, or ""."""
    return next((words_of(block.text) for block in document if isinstance(block, Heading)), "")


def pictures_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Addresses of the pictures in a document, without duplicates."""
    pieces = chain.from_iterable(inline_of(blocks))
    return tuple(dict.fromkeys(piece.source for piece in pieces if isinstance(piece, Picture)))


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._under = {1: "", 2: "", 3: ""}

    def blocks(self, until: str = "") -> tuple[Block, ...]:
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == until:
                break
            found.extend(self._block(token))
        return tuple(found)

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _inline(self, until: str) -> Inline:
        text: Inline = ()
        while (token := self._next()).type != until:
            text += _inline(token.children or [])
        return text

    def _block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "heading_open":
                level, text = int(token.tag[1:]), self._inline("heading_close")
                self._under |= {below: "" for below in self._under if below > level} | {level: words_of(text)}
                yield Heading(level, text)
            case "paragraph_open":
                text = self._inline("paragraph_close")
                if text:
                    yield Paragraph(text)
            case "bullet_list_open":
                yield self._list(None, "bullet_list_close")
            case "ordered_list_open":
                yield self._list(int(token.attrGet("start") or 1), "ordered_list_close")
            case "blockquote_open":
                yield Quote(self.blocks("blockquote_close"))
            case "table_open":
                yield self._table()
            case "fence" | "code_block":
                yield Code(_plain(token.content.rstrip("\n")))
            case "hr":
                yield Rule()
            case "html_block":
                plain = " ".join(_TAG.sub(" ", _COMMENT.sub(" ", token.content)).split())
                if plain:
                    yield Paragraph((Run(_plain(plain)),))
            case _:
                pass

    def _list(self, start: int | None, until: str) -> Listing:
        items: list[tuple[Block, ...]] = []
        while self._next().type != until:
            items.append(self.blocks("list_item_close"))
        return Listing(start, tuple(items))

    def _table(self) -> Table:
        rows: list[tuple[Inline, ...]] = []
        cells: list[Inline] = []
        while (token := self._next()).type != "table_close":
            if token.type in ("th_open", "td_open"):
                cells.append(self._inline(token.type.replace("open", "close")))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        above = [self._under[level] for level in (2, 3) if self._under[level]] or [self._under[1]]
        return Table(rows[0], tuple(rows[1:]), ": ".join(above))


def _inline(children: list[Token]) -> Inline:
    found: list[Run | Break | Picture] = []
    look = Run("")
    links: list[str] = []
    for token in children:
        match token.type:
            case "text" | "text_special" | "code_inline":
                run = replace(look, text=_plain(token.content), code=token.type == "code_inline")
                before = found[-1] if found else None
                if isinstance(before, Run) and replace(before, text=run.text) == run:
                    found[-1] = replace(run, text=before.text + run.text)
                elif run.text:
                    found.append(run)
            case "softbreak":
                found.append(replace(look, text=" "))
            case "hardbreak":
                found.append(Break())
            case "strong_open" | "strong_close":
                look = replace(look, bold=token.nesting == 1)
            case "em_open" | "em_close":
                look = replace(look, italic=token.nesting == 1)
            case "link_open":
                links.append(str(token.attrGet("href") or ""))
                look = replace(look, href=links[-1] if _SAFE_LINK.match(links[-1]) else "")
            case "link_close":
                look = replace(look, href="")
            case "image":
                found.append(Picture(str(token.attrGet("src") or ""), _plain(token.content)))
            case _:
                pass
    return tuple(found)


def _plain(text: str) -> str:
    """The text without what neither XML nor HTML may hold."""
    return _NOT_IN_XML.sub("\ufffd", text)

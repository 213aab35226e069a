"""Renders the CommonMark of minutes as lines of a given width.

Elements that the minutes don't use are shown as plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len
from rich.text import Text

from screens.text_layout import Run, flow, side_by_side

WIDEST = 100
"""Maximum width of a paragraph; tables may use the whole width."""
NARROWEST_CELL = 7
RULE = "─"
STYLES = {"strong_open": "bold", "em_open": "italic", "s_open": "strike"}


@dataclass
class _Table:
    rows: list[list[list[Run]]] = field(default_factory=list)


def lay_out(markdown: str, width: int) -> list[Text]:
    """The text's lines, at most `width` cells wide."""
    return _Layout(width).lines(MarkdownIt("commonmark").enable("table").parse(markdown))


class _Layout:
    def __init__(self, width: int) -> None:
        self.width = width
        self.out: list[Text] = []
        self.lists: list[int] = []
        """Stack of open lists: the number of the next item, 0 for bullets."""
        self.lead: list[str] = []
        """Prefix of the next block's first line, from the items opened since the last block."""
        self.indent = ""
        self.quotes = 0
        self.tight = False

    def lines(self, tokens: Sequence[Token]) -> list[Text]:
        stream = iter(tokens)
        for token in stream:
            self._take(token, stream)
        while self.out and not self.out[-1].plain:
            self.out.pop()
        return self.out

    def _take(self, token: Token, stream: Iterator[Token]) -> None:
        kind = token.type
        if kind == "heading_open":
            self._heading(int(token.tag[1]), next(stream))
        elif kind == "paragraph_open":
            self.tight = token.hidden
        elif kind == "inline":
            self._block(_runs(token))
        elif kind == "table_open":
            self._table(_table(stream))
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(int(token.attrGet("start") or 1) if kind == "ordered_list_open" else 0)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
            if not self.lists:
                self._gap()
        elif kind == "list_item_open":
            self._item()
        elif kind == "list_item_close":
            self.indent = self.indent[: -self._lead_width()]
        elif kind == "blockquote_open":
            self.indent += "│ "
        elif kind == "blockquote_close":
            self.indent = self.indent[:-2]
            self._gap()
        elif kind == "hr":
            self._gap()
            self.out += [Text(RULE * min(self.width, WIDEST), "muted"), Text()]
        elif kind in ("fence", "code_block", "html_block"):
            self._block([(token.content.rstrip("\n"), "")])

    def _gap(self) -> None:
        if self.out and self.out[-1].plain.strip(" │"):
            self.out.append(Text(self.indent.rstrip()))

    def _heading(self, level: int, inline: Token) -> None:
        self._gap()
        style_name = "title" if level <= 2 else "strong"
        lines = flow([(words, f"{style_name} {own}".strip()) for words, own in _runs(inline)], min(self.width, WIDEST))
        self.out += lines
        if level == 1:
            self.out.append(Text(RULE * max((line.cell_len for line in lines), default=0), "muted"))
        if level <= 2:
            self.out.append(Text())

    def _lead_width(self) -> int:
        return 2 if self.lists[-1] == 0 else 4

    def _item(self) -> None:
        if self.lists[-1]:
            self.lead.append(f"{self.lists[-1]}. ".ljust(4))
            self.lists[-1] += 1
        else:
            self.lead.append("• ")
        self.indent += " " * self._lead_width()

    def _block(self, runs: list[Run]) -> None:
        first = self.indent
        lead = "".join(self.lead)
        if lead:
            first = self.indent[: -len(lead)] + lead
        self.lead.clear()
        for number, line in enumerate(flow(runs, min(self.width, WIDEST) - cell_len(self.indent))):
            begin = self.indent if number else first
            self.out.append(Text.assemble((begin, "muted"), line, end="") if begin else line)
        if not self.tight:
            self._gap()

    # ---- tables

    def _table(self, table: _Table) -> None:
        self._gap()
        if not table.rows:
            return
        widths = self._widths(table)
        if widths is None:
            self._stacked(table)
            return
        head, *rows = table.rows
        self.out += self._row(
            [[(words, f"strong {style_name}".strip()) for words, style_name in cell] for cell in head], widths
        )
        self.out.append(Text(RULE * min(sum(widths) + 2 * (len(widths) - 1), self.width), "muted"))
        for row in rows:
            lines = self._row(row, widths)
            self.out += lines
            if len(lines) > 1 and row is not rows[-1]:
                self.out.append(Text())
        self.out.append(Text())

    def _row(self, cells: list[list[Run]], widths: list[int]) -> list[Text]:
        return side_by_side([flow(cell, width) for cell, width in zip(cells, widths, strict=True)], widths)

    def _widths(self, table: _Table) -> list[int] | None:
        """Column widths: what the content needs, or a share of the width; None if they don't fit."""
        columns = list(zip(*table.rows, strict=True))
        natural = [max(max((_length(cell) for cell in column), default=0), 1) for column in columns]
        room = self.width - 2 * (len(columns) - 1)
        if sum(natural) <= room:
            return natural
        least = [
            min(max(max((_longest_word(cell) for cell in column), default=1), 2), 3 * NARROWEST_CELL)
            for column in columns
        ]
        if sum(least) > room:
            return None
        spare = room - sum(least)
        wish = [(n - m) ** 0.5 for n, m in zip(natural, least, strict=True)]
        total = sum(wish) or 1
        widths = [min(m + int(spare * w / total), n) for m, w, n in zip(least, wish, natural, strict=True)]
        while sum(widths) < room:
            short = [i for i, w in enumerate(widths) if w < natural[i]]
            if not short:
                break
            widths[max(short, key=lambda i: natural[i] / widths[i])] += 1
        return widths

    def _stacked(self, table: _Table) -> None:
        """A table too wide for the terminal: each row as its headings with what stands under them."""
        head, *rows = table.rows
        for row in rows:
            for title, cell in zip(head, row, strict=True):
                name = "".join(words for words, _ in title)
                lines = flow([(f"{name}: ", "muted"), *cell], self.width) if _length(cell) else []
                self.out += lines
            self.out.append(Text())


def _table(stream: Iterator[Token]) -> _Table:
    table = _Table()
    for token in stream:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            table.rows.append([])
        elif token.type == "inline":
            table.rows[-1].append(_runs(token))
    return table


def _runs(inline: Token) -> list[Run]:
    runs: list[Run] = []
    inks: list[str] = []
    for token in inline.children or ():
        if token.type in STYLES:
            inks.append(STYLES[token.type])
        elif token.type.replace("_close", "_open") in STYLES:
            inks.pop()
        elif token.type == "softbreak":
            runs.append((" ", ""))
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            runs.append(("\n", ""))
        elif token.content:
            runs.append((token.content, " ".join(inks)))
    return runs


def _length(cell: list[Run]) -> int:
    return max((cell_len(line) for line in "".join(words for words, _ in cell).split("\n")), default=0)


def _longest_word(cell: list[Run]) -> int:
    return max((cell_len(word) for word in "".join(words for words, _ in cell).split()), default=0)

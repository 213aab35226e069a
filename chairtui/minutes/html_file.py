"""Minutes as one self-contained HTML file, accessible and printable on A4. It loads no resources."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from html import escape

from chairtui.minutes import markdown_tree as tree
from chairtui.minutes.markdown_tree import title_of, words_of
from chairtui.words import minutes as words

Pictures = Callable[[str], bytes | None]
"""Returns the picture at a template's address, or None."""
KINDS = {
    b"\x89PNG\r\n": (b"IEND\xaeB`\x82", "image/png"),
    b"\xff\xd8\xff": (b"\xff\xd9", "image/jpeg"),
    b"GIF8": (b"\x00;", "image/gif"),
}
"""Picture types that HTML, Word and PDF accept, by the bytes they start with; and the bytes that end a whole one."""

STYLE = """
:root { color-scheme: light; }
body { font: 12pt/1.5 Arial, "Liberation Sans", Helvetica, sans-serif; color: #111; background: #fff;
  max-width: 52rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.6em; line-height: 1.2; }
h2 { font-size: 1.25em; border-bottom: 1px solid #777; padding-bottom: .15em; margin-top: 1.6em; }
h3 { font-size: 1.05em; margin-bottom: .3em; }
h1, h2, h3 { break-after: avoid; }
li { margin: .2em 0; }
table { border-collapse: collapse; width: 100%; margin: .6em 0; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border: 1px solid #777; padding: .3em .45em; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
thead th { background: #eee; }
tbody th { font-weight: normal; }
tr { break-inside: avoid; }
img { max-width: 100%; max-height: 8rem; }
pre { white-space: pre-wrap; }
@page { size: A4; margin: 18mm 18mm 22mm; }
.foot { border-top: 1px solid #777; margin-top: 2em; padding-top: .4em; }
@media print { body { max-width: none; padding: 0; } li { break-inside: avoid; } }
"""


def to_html(document: tree.Document, pictures: Pictures, foot: str = "") -> str:
    """Render the page. Content before the first level-2 heading becomes the header, and each level-2 heading a named
    section. `foot` ends the page, and each page in print.

    Missing pictures are replaced by their alternative text.
    """
    title = title_of(document) or "Minutes"
    head, sections = _parted(document)
    head, alone = (head, []) if sections else _without_sections(head)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'img-src data:">',
        f"<title>{escape(' '.join(title.split()))}</title>",
        f"<style>{STYLE}{page_margins(foot)}</style>",
        "</head>",
        "<body>",
        "<header>",
        *_blocks(head, pictures),
        "</header>",
        "<main>",
        *_blocks(alone, pictures),
    ]
    for number, section in enumerate(sections, 1):
        opening = section[0]
        assert isinstance(opening, tree.Heading)
        lines.append(f'<section aria-labelledby="s{number}">')
        lines.append(f'<h2 id="s{number}">{_inline(opening.text, pictures)}</h2>')
        lines += [*_blocks(section[1:], pictures), "</section>"]
    lines.append("</main>")
    if foot:
        lines.append(f'<footer class="foot">{escape(foot)}</footer>')
    return "\n".join([*lines, "</body>", "</html>"]) + "\n"


def page_margins(foot: str) -> str:
    """The foot of each printed page, where the browser can print one."""
    before, between = words.PAGE_OF
    numbers = f"{_css(before)} counter(page) {_css(between)} counter(pages)"
    return (
        f"@page {{ @bottom-left {{ content: {_css(foot)}; font: 12pt Arial, sans-serif; }} "
        f"@bottom-right {{ content: {numbers}; font: 12pt Arial, sans-serif; }} }}\n"
    )


def _css(text: str) -> str:
    """A CSS string that ends neither itself nor the style element."""
    return '"' + "".join(c if c.isalnum() or c in " -.,;·" else f"\\{ord(c):x} " for c in text) + '"'


def kind_of(picture: bytes) -> str:
    """Media type of a picture, "" if unsupported or cut off."""
    return next((kind for start, (end, kind) in KINDS.items() if picture.startswith(start) and end in picture), "")


def _parted(document: tree.Document) -> tuple[list[tree.Block], list[list[tree.Block]]]:
    head: list[tree.Block] = []
    sections: list[list[tree.Block]] = []
    for block in document:
        if isinstance(block, tree.Heading) and block.level == 2:
            sections.append([block])
        else:
            (sections[-1] if sections else head).append(block)
    return head, sections


def _without_sections(head: list[tree.Block]) -> tuple[list[tree.Block], list[tree.Block]]:
    """Of a document that has no section the heading is the header, and the rest is the main part."""
    first = next((n for n, block in enumerate(head, 1) if isinstance(block, tree.Heading)), 0)
    return head[:first], head[first:]


def _blocks(blocks: Iterable[tree.Block], pictures: Pictures) -> Iterator[str]:
    for block in blocks:
        match block:
            case tree.Heading():
                yield f"<h{block.level}>{_inline(block.text, pictures)}</h{block.level}>"
            case tree.Paragraph():
                yield f"<p>{_inline(block.text, pictures)}</p>"
            case tree.Listing():
                yield from _listing(block, pictures)
            case tree.Table():
                yield from _table(block, pictures)
            case tree.Quote():
                yield "<blockquote>"
                yield from _blocks(block.blocks, pictures)
                yield "</blockquote>"
            case tree.Code():
                yield f"<pre><code>{escape(block.text)}</code></pre>"
            case tree.Rule():
                yield "<hr>"


def _listing(listing: tree.Listing, pictures: Pictures) -> Iterator[str]:
    start = f' start="{listing.start}"' if listing.start not in (None, 1) else ""
    tag = "ul" if listing.start is None else "ol"
    yield f"<{tag}{start}>"
    for item in listing.items:
        first, rest = (item[0], item[1:]) if item and isinstance(item[0], tree.Paragraph) else (None, item)
        opening = _inline(first.text, pictures) if first else ""
        inner = "\n".join(_blocks(rest, pictures))
        yield f"<li>{opening}\n{inner}\n</li>" if inner else f"<li>{opening}</li>"
    yield f"</{tag}>"


def _table(table: tree.Table, pictures: Pictures) -> Iterator[str]:
    yield f"<table>\n<caption>{escape(' '.join(table.caption.split()))}</caption>"
    heads = (f'<th scope="col">{_inline(cell, pictures)}</th>' for cell in table.head)
    yield f"<thead>\n<tr>{''.join(heads)}</tr>\n</thead>\n<tbody>"
    for row in table.rows:
        cells = [f"<td>{_inline(cell, pictures)}</td>" for cell in row]
        if row and words_of(row[0]).strip():
            cells[0] = f'<th scope="row">{_inline(row[0], pictures)}</th>'
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"


def _inline(text: tree.Inline, pictures: Pictures) -> str:
    return "".join(_piece(piece, pictures) for piece in text)


def _piece(piece: tree.Run | tree.Break | tree.Picture, pictures: Pictures) -> str:
    if isinstance(piece, tree.Break):
        return "<br>"
    if isinstance(piece, tree.Picture):
        held = pictures(piece.source)
        kind = kind_of(held) if held else ""
        if not held or not kind:
            return escape(piece.words)
        return f'<img alt="{escape(piece.words)}" src="data:{kind};base64,{base64.b64encode(held).decode("ascii")}">'
    shown = escape(piece.text, quote=False)
    for on, tag in ((piece.code, "code"), (piece.italic, "em"), (piece.bold, "strong")):
        shown = f"<{tag}>{shown}</{tag}>" if on else shown
    return f'<a href="{escape(piece.href)}">{shown}</a>' if piece.href else shown

"""Reads exported files back with third-party libraries, as plain text."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser

from docx import Document as open_word
from docx.oxml.ns import qn
from icalendar import Calendar
from pypdf import PageObject, PdfReader

from chairtui.minutes.file_kinds import Kind

UNREAD = {"style", "title", "caption", "head"}
BREAKING = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "br", "tr", "pre"}
VOID = {"meta", "br", "hr", "img"}


class Page(HTMLParser):
    """An HTML page: its visible words, its tags with their attributes in order, and what was left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in BREAKING:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in BREAKING:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if not UNREAD & set(self.open):
            self.text += data


def html_words(page: str) -> list[str]:
    return Page(page).text.split()


def word_words(file: bytes) -> list[str]:
    """The words of a Word file's body in their order, tables where they stand."""
    text = ""
    for node in open_word(io.BytesIO(file)).element.body.iter():
        if node.tag == qn("w:t"):
            text += node.text or ""
        elif node.tag in (qn("w:br"), qn("w:p")):
            text += "\n"
    return text.split()


def pdf_text(file: bytes) -> str:
    """The text of a PDF in the order it is drawn, without the foot of each page."""
    return "\n".join(map(_page_text, PdfReader(io.BytesIO(file)).pages))


def _page_text(page: PageObject) -> str:
    marks: list[bool] = []
    """Of each sequence of marked content that is open, whether it is an artifact such as the foot."""
    text: list[str] = []

    def mark(operator: bytes, operands: list[object], *_: object) -> None:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[0] == "/Artifact")
        elif operator == b"EMC":
            marks.pop()

    def add(said: str, *_: object) -> None:
        if not any(marks):
            text.append(said)

    page.extract_text(visitor_operand_before=mark, visitor_text=add)
    return "".join(text)


def csv_rows(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def all_words(kind: Kind, file: bytes) -> str:
    """Everything in a file that a program could show, as one text."""
    match kind:
        case "docx":
            return " ".join(word_words(file))
        case "pdf":
            return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages).split())
        case "html":
            page = Page(file.decode("utf-8"))
            said = [
                str(value) for _, attributes in page.tags for name, value in attributes.items() if name != "content"
            ]
            return " ".join([page.text, *said])
        case "ics":
            return "\n".join(
                f"{name}: {value}" for part in Calendar.from_ical(file).walk() for name, value in part.property_items()
            )
        case "csv":
            return "\n".join("\t".join(row) for row in csv_rows(file))
        case "json":
            return json.dumps(json.loads(file), ensure_ascii=False)
        case _:
            return file.decode("utf-8")

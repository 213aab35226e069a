"""All that is in a file, for a search: its visible words and whatever else a program could find there."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject, TextStringObject

from chairtui.minutes.file_kinds import Kind, kind_of_name
from tests.minutes.opened_mail import attached, opened

_TAG = re.compile(r"<[^>]*>")


def everything_in(kind: Kind, file: bytes) -> str:
    """A file's words with all of its metadata, names, attributes, comments and keys."""
    match kind:
        case "docx":
            return "\n".join(_in_zip(file))
        case "pdf":
            return "\n".join(_in_pdf(file))
        case "ics":
            return file.decode("utf-8").replace("\r\n ", "")
        case "html":
            page = file.decode("utf-8")
            return f"{html.unescape(page)}\n{_TAG.sub('', page)}"
        case "md":
            return file.decode("utf-8").replace("\\", "")
        case _:
            return file.decode("utf-8")


def everything_in_draft(eml: bytes) -> str:
    """An e-mail draft's headers, message, and attachments with their names."""
    said = [eml.decode("utf-8", "replace")]
    for part in opened(eml).walk():
        said += [f"{name}: {value}" for name, value in part.items()]
        if part.get_content_maintype() == "text":
            said.append(str(part.get_content()))
    for name, content in attached(eml).items():
        kind = kind_of_name(name)
        assert kind is not None
        said += [name, everything_in(kind, content)]
    return "\n".join(said)


def _in_zip(file: bytes) -> Iterator[str]:
    """Each part's name and text, with its tags, and without them, since they may stand within a word."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        yield parts.comment.decode("utf-8", "replace")
        for part in parts.infolist():
            text = parts.read(part).decode("utf-8", "replace")
            yield from (part.filename, part.comment.decode("utf-8", "replace"), text, _TAG.sub("", text))


def _in_pdf(file: bytes) -> Iterator[str]:
    """The text of the pages, and every string of every object: properties, outline, tags, alternative texts."""
    reader = PdfReader(io.BytesIO(file))
    yield file.decode("latin-1")
    yield from (" ".join(page.extract_text().split()) for page in reader.pages)
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        yield from _strings(reader.get_object(number))


def _strings(found: object) -> Iterator[str]:
    match found:
        case TextStringObject():
            yield str(found)
        case StreamObject():
            yield found.get_data().decode("utf-8", "replace")
            yield from (text for value in found.values() for text in _strings(value))
        case DictionaryObject():
            yield from (text for value in found.values() for text in _strings(value))
        case ArrayObject():
            yield from (text for value in found for text in _strings(value))
        case _:
            return

"""Fills the placeholders in a format's texts, such as child, young person or adult for `{person}` (DG-20).

A text may contain `{person}`, `{plan}` and `{record}`. The first depends on the meeting, the others on the format.
What stands in `{child: …}` or `{adult: …}` is for meetings about a child or young person, or about an adult, only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Person

_PLACE = re.compile(r"\{([^{}]*)\}")
KNOWN = frozenset({"person", "plan", "record"})
_VARIANT = re.compile(r"\{(child|adult):([^{}\"]*)\}")


def said_of(format_: Format, person: Person) -> Format:
    """The format with its placeholders filled; the same object if there are none."""
    text = format_.model_dump_json(exclude_defaults=True)
    whom = "adult" if person == "adult" else "child"
    filled = _VARIANT.sub(lambda found: found[2] if found[1] == whom else "", text)
    for name, word in (("person", person), ("plan", format_.words.plan), ("record", format_.words.record)):
        filled = filled.replace(f"{{{name}}}", json.dumps(word, ensure_ascii=False)[1:-1])
    return format_ if filled == text else Format.model_validate_json(filled)


def unknown_places(format_: Format) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Unknown placeholders: the path to the text (keys, and list indexes from 0), and the name in braces."""
    for path, text in _texts(format_.model_dump(), ()):
        for name in _PLACE.findall(text):
            if name not in KNOWN and not _VARIANT.fullmatch(f"{{{name}}}"):
                yield path, name


def _texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value):
            yield from _texts(inner, (*path, n))

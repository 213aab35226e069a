"""The exchange format: a meeting's records dumped by kind, written by `export --to json` and read by `import`.

Its models derive from the record models, so new fields are included, as they are in the JSON Schema that `chairtui
schema` prints. Importing creates a new seal and snapshot of the format, so closures and stored formats are left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, cast

from pydantic import ConfigDict, FailFast, Field, ValidationError, create_model

from chairtui.meeting.after.printed_lines import AIM, HEAD
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.kinds import KINDS, Kind, links_in
from chairtui.meeting.moments import Moment
from chairtui.meeting.own_answers import answer_id, person_of
from chairtui.meeting.parts import answer_parts
from chairtui.meeting.records import Amendment, Answer, Attendee, Details, Draft, Part, Progress, Record
from chairtui.meeting.text import Name
from chairtui.words import importing as words

VERSION = 2
"""Version of the exchange format. Files with a greater version come from a newer program."""
LARGEST = 20_000_000
"""Maximum number of characters in a file. A meeting of 3,000 records has 1,500,000."""
MOST_AMENDED = 100
"""Amendments each of which corrects the one before: their texts are followed from each of them."""
MOST_PEOPLE = 200
"""Relatives, and persons concerned: what a copy may hold is decided for each of them."""
MOST_OBJECTS, MOST_COMMAS = 100_000, 1_000_000
"""Braces and brackets, and commas, counted before anything is parsed: what is made of them takes fifty times its text
in memory."""
MOST_KEYS, MOST_ITEMS = 1_000, 30_000
"""Keys of one object and items of one list, counted before they are checked: each that is wrong is an error of a
kilobyte."""
EXCHANGED: tuple[Kind, ...] = tuple(kind for kind in KINDS.values() if kind.name not in ("closure", "format"))
KEPT_LINKS = frozenset({"was", "about", "kept_from", "of", "relative"})
"""Links that are exported although their record was removed, and may name one that isn't in the file. `was` usually
names a removed record; without the others, a record would be about more persons or be kept from fewer relatives."""

_SINGLE: Mapping[str, str] = {name: name for name in ("details", "closure", "format", "not-convened")}
"""Ids of records that a meeting has one of, and their kinds."""
_OWNERS: Mapping[str, str] = {
    **{name: name for name in ("answer", "progress", "agreement", "departure", "release")},
    "copy": "distribution",
}
"""What an id that is made of its record's contents begins with, before a colon, and the kinds that have such ids."""


class BadImport(ValueError):
    """The file isn't a valid meeting. The message is one line for a person."""


class Stamp(Frozen):
    """Metadata added to a record: its reference, its first writer, and when (aware). Imports use only `by`."""

    ref: str = ""
    by: Name | None = None
    at: Moment | None = None


class Sealed(Frozen):
    """When and by whom the meeting was closed, and its digest.

    The digest covers every version of every record. A file holds only the current records, so an import can't verify
    it.
    """

    at: Moment
    by: Name
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Exchange(Frozen):
    """The head of a file. `exchange_model` adds the records by kind, in the order of their first versions."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"), validate_by_alias=True)

    version: Literal[2]
    id: str = ""
    closed: Sealed | None = None


@dataclass(frozen=True)
class Later:
    """A record that was added after closing, and its writer."""

    draft: Draft
    by: str


@dataclass(frozen=True)
class Imported:
    """Drafts of a meeting in writing order, details first, and those added after closing.

    `format` is the format's id, which the caller must check. `digest`: of the closed meeting that was exported, "" for
    an open one; not verified.
    """

    format: str
    drafts: tuple[Draft, ...]
    later: tuple[Later, ...]
    digest: str

    @property
    def closed(self) -> bool:
        return bool(self.digest)


@cache
def exchange_model() -> type[Exchange]:
    """The model of a whole file, built on first use because few commands need it.

    A list is given up at its first wrong record, as only one error is reported.
    """
    lists: dict[str, Any] = {kind.plural.replace("-", "_"): (_list_of(kind), ()) for kind in EXCHANGED}
    lists["details"] = (_entry_model(KINDS["details"]), ...)

    return create_model("Meeting", __base__=Exchange, **lists)


def _list_of(kind: Kind) -> object:
    return Annotated[tuple[_entry_model(kind), ...], FailFast()]  # type: ignore[misc]


def _entry_model(kind: Kind) -> type[Frozen]:
    if taken := Stamp.model_fields.keys() & kind.model.model_fields.keys():
        raise TypeError(f"{kind.model.__name__} has fields that the exchange form uses: {', '.join(sorted(taken))}")
    return create_model(f"{kind.model.__name__}Entry", __base__=(kind.model, Stamp), __module__=__name__)


def json_schema() -> str:
    """The JSON Schema (draft 2020-12), indented by two, with a final newline."""
    return json.dumps(exchange_model().model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def to_json(meeting: Meeting) -> str:
    """Every current record, including restricted ones: for the user's own programs, not for sending."""
    closure = meeting.closure
    made: dict[str, object] = {"version": VERSION, "id": meeting.id, "closed": None}
    if closure is not None:
        sealed = Sealed(at=closure.first.at, by=closure.first.by, digest=closure.record.digest)
        made["closed"] = sealed.model_dump(mode="json")
    parts = answer_parts(meeting)
    for kind in EXCHANGED:
        entries = [_dumped(meeting, entry, parts) for entry in meeting.of_kind(kind.name)]
        made[kind.plural] = entries[0] if kind.name == "details" else entries
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _dumped(meeting: Meeting, entry: Entry[Record], parts: Mapping[str, Part]) -> dict[str, object]:
    record = entry.record
    if isinstance(record, Answer) and record.part is None:
        record = record.model_copy(update={"part": parts[record.id]})
    dumped = record.model_dump(mode="json")
    for name in links_in(type(record)) - KEPT_LINKS:
        if isinstance(links := getattr(record, name), tuple):
            dumped[name] = [link for link in links if (target := meeting.entry(link)) and not target.removed]
    stamp = Stamp(ref=entry.ref, by=entry.first.by, at=entry.first.at)
    return {**dumped, **stamp.model_dump(mode="json")}


def read_json(text: str) -> Imported:
    """Parse a file. Record ids are kept. Raises `BadImport`."""
    file = _validated(_parsed(text))
    records = list(_records(file))
    _check_ids([record for record, _ in records])
    closed = file.closed is not None
    details = records[0][0]
    assert isinstance(details, Details)
    later = [(record, by) for record, by in records if closed and KINDS[record.kind].after_closing]
    drafts = [record for record, _ in records if not (closed and KINDS[record.kind].after_closing)]
    return Imported(
        format=details.format,
        drafts=tuple(Draft(record=record) for record in drafts),
        later=tuple(Later(Draft(record=record), by or words.UNKNOWN_WRITER) for record, by in later),
        digest=file.closed.digest if file.closed else "",
    )


def _records(file: Frozen) -> Iterator[tuple[Record, str | None]]:
    """The details, then the other records in file order."""
    for kind in EXCHANGED:
        found = getattr(file, kind.plural.replace("-", "_"))
        entries: tuple[Frozen, ...] = found if isinstance(found, tuple) else (found,)
        for entry in entries:
            record = kind.model.model_validate(entry.model_dump(exclude={"ref", "by", "at"}))
            yield cast(Record, record), cast(Stamp, entry).by


def _check_ids(records: list[Record]) -> None:
    """Raises `BadImport` for a duplicate id, an id that its kind doesn't allow, a dangling link, or amendments that
    correct each other."""
    ids: set[str] = set()
    for record in records:
        if record.id in ids:
            raise BadImport(words.ID_TWICE.format(id=_plain(record.id)))
        ids.add(record.id)
        if _owner_of(record.id) not in (None, record.kind):
            raise BadImport(words.RESERVED_ID.format(id=_plain(record.id)))
        if isinstance(record, Answer) and record.id != answer_id(record.question) and not person_of(record):
            raise BadImport(words.WRONG_ID.format(id=_plain(record.id), right=_plain(f"answer:{record.question}")))
        if isinstance(record, Attendee) and not record.parts:
            raise BadImport(words.IN_NO_PART.format(id=_plain(record.id)))
        if isinstance(record, Progress) and record.id != f"progress:{record.item}":
            raise BadImport(words.WRONG_ID.format(id=_plain(record.id), right=_plain(f"progress:{record.item}")))
    for kind, number in Counter(record.kind for record in records).items():
        if kind in ("relative", "concerned") and number > MOST_PEOPLE:
            raise BadImport(words.TOO_MANY_PEOPLE.format(number=number, most=MOST_PEOPLE))
    for record in records:
        for link in links_of(record):
            if link not in ids and link != "closure":
                raise BadImport(words.NO_SUCH_ID.format(id=_plain(link), place=_plain(record.id)))
    _check_targets({record.id: record.target for record in records if isinstance(record, Amendment)})


def _owner_of(id_: str) -> str | None:
    """The kind whose records alone may have an id, "" for one that no record may have, None for any other id."""
    if id_ in (HEAD, AIM):
        return ""
    begin, colon, _ = id_.casefold().partition(":")
    return (_OWNERS if colon else _SINGLE).get(begin)


def _check_targets(targets: dict[str, str]) -> None:
    """Raises `BadImport` where amendments, given with what they correct, go round in a circle or too far."""
    for first in targets:
        path: dict[str, None] = {}
        at = first
        while at in targets:
            if at in path:
                raise BadImport(words.GOES_ROUND.format(id=_plain(at)))
            path[at] = None
            if len(path) > MOST_AMENDED:
                raise BadImport(words.AMENDED_TOO_OFTEN.format(id=_plain(first), most=MOST_AMENDED))
            at = targets[at]


def links_of(record: Record) -> Iterator[str]:
    """Ids of the records that have to be in the file with a record."""
    for name in links_in(type(record)) - KEPT_LINKS:
        links: str | tuple[str, ...] | None = getattr(record, name)
        yield from (links,) if isinstance(links, str) else links or ()


def _parsed(text: str) -> object:
    if len(text) > LARGEST or text.count("{") + text.count("[") > MOST_OBJECTS or text.count(",") > MOST_COMMAS:
        raise BadImport(words.TOO_LARGE)
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadImport(words.NOT_JSON.format(line=error.lineno, column=error.colno)) from None
    except RecursionError:
        raise BadImport(words.TOO_DEEP) from None
    except BadImport:
        raise
    except ValueError:
        raise BadImport(words.BAD_NUMBER) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(pairs) > MOST_KEYS or any(isinstance(value, list) and len(value) > MOST_ITEMS for _, value in pairs):
        raise BadImport(words.TOO_LARGE)
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise BadImport(words.KEY_TWICE.format(key=_plain(next(key for key in keys if keys.count(key) > 1))))
    return made


def _no_constant(name: str) -> object:
    raise BadImport(words.NOT_A_NUMBER.format(name=name))


def _validated(value: object) -> Exchange:
    if not isinstance(value, dict):
        raise BadImport(words.NOT_AN_OBJECT)
    if "copy-for" in value:
        raise BadImport(words.IS_A_COPY)
    version = value.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BadImport(words.NEWER)
    if version == 1 or "state" in value:
        raise BadImport(words.IS_FLAT)
    try:
        return exchange_model().model_validate(value)
    except ValidationError as error:
        raise BadImport(_reason(error)) from None
    except RecursionError:
        raise BadImport(words.TOO_DEEP) from None


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    place = _place(first["loc"])
    kind = first["type"]
    if kind == "missing":
        return words.MISSING.format(place=place)
    if kind == "extra_forbidden":
        return words.UNKNOWN_KEY.format(place=place)
    if any(isinstance(limit, str | date) for name, limit in first.get("ctx", {}).items() if name in ("ge", "le", "lt")):
        return words.IS_WRONG.format(place=place, what=words.OUT_OF_REACH)
    what = next((said for start, said in words.WRONG.items() if kind.startswith(start)), "")
    return words.IS_WRONG.format(place=place, what=what or first["msg"].lower())


def _place(steps: tuple[int | str, ...]) -> str:
    """`attendees 2, name`: lists counted from 1."""
    named: list[str] = []
    for step in steps:
        if isinstance(step, int):
            named[-1:] = [f"{named[-1] if named else ''} {step + 1}".strip()]
        elif step != "[key]":
            named.append(_plain(step))
    return ", ".join(named) or words.THE_FILE


def _plain(text: str) -> str:
    """A key or id from the file, shortened and escaped for a message."""
    seen = "".join(c if c.isprintable() else "?" for c in text[:60])
    return seen if len(text) <= 60 else f"{seen}…"

"""Parses `relative: Dawn, sister of Ava and Ben` and `concerns: Ava, 9`."""

from __future__ import annotations

import re
from collections.abc import Callable

from chairtui.meeting.after.release_decisions import NotReleased
from chairtui.meeting.capture.line_context import ParsedLine
from chairtui.meeting.capture.names import plain
from chairtui.meeting.capture.result import Understood, refuse
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Draft, Person, PersonConcerned, Relative
from chairtui.meeting.text import LONGEST_NAME
from chairtui.words import capture as capture_words
from chairtui.words import release as words

_OF = re.compile(r"\s+(?:of|to|for)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_AGE = re.compile(r"(?:aged?\s*)?(\d{1,3})(?:\s*(?:years?|yrs?)(?:\s*old)?)?", re.IGNORECASE)
ADULT, YOUNG = 18, 13
"""Ages in years from which somebody is an adult, and a young person."""


def read_relative(parsed: ParsedLine) -> Understood:
    """The relative. Raises `NotTaken`."""
    return _understood(parsed, lambda typed: relative_of(typed, parsed.meeting, parsed.context.new_id()))


def read_concerned(parsed: ParsedLine) -> Understood:
    """The person concerned. Raises `NotTaken`."""
    usual = parsed.meeting.details.person
    return _understood(parsed, lambda typed: concerned_of(typed, parsed.context.new_id(), usual))


def _understood(parsed: ParsedLine, read: Callable[[str], Relative | PersonConcerned]) -> Understood:
    if parsed.section("restricted") or parsed.parted.nearly or parsed.parted.unknown:
        raise refuse(capture_words.NO_RESTRICTED_HERE)
    main = parsed.parted.main
    try:
        record = read(" ".join(parsed.line[main.start : main.end].split()))
    except NotReleased as error:
        raise refuse(str(error)) from None
    heading = capture_words.LABELS[parsed.kind]
    about = record.relation if isinstance(record, Relative) else record.person
    return Understood((Draft(record=record),), record.name, record.id, heading, (about,))


def relative_of(typed: str, meeting: Meeting, new_id: str) -> Relative:
    """The relative that a line names, with those of the people concerned that it says they are related to.

    Raises `NotReleased` where it can't be read, and for somebody who is recorded already.
    """
    name, _, relation = (part.strip() for part in typed.partition(","))
    if not plain(name) or not relation or len(name) > LONGEST_NAME:
        raise NotReleased(words.BAD_RELATIVE)
    for entry in meeting.all(Relative):
        if plain(entry.record.name) == plain(name):
            raise NotReleased(words.ALREADY_RELATIVE.format(name=name, ref=entry.ref))
    return Relative(id=new_id, name=name, relation=relation, of=_concerned(relation, meeting))


def _concerned(relation: str, meeting: Meeting) -> tuple[str, ...]:
    """Those of the people concerned whom "sister of Ava and Ben" names; none where it names nobody, or nobody is
    recorded as concerned. Raises `NotReleased` for a name that is none of theirs."""
    everyone = meeting.all(PersonConcerned)
    parts = _OF.split(relation, maxsplit=1)
    if not everyone or len(parts) < 2:
        return ()
    ids: list[str] = []
    for name in _AND.split(parts[1]):
        wanted = set(plain(name))
        if not wanted:
            continue
        found = [e for e in everyone if wanted <= set(plain(e.record.name))]
        if len(found) != 1:
            known = ", ".join(e.record.name for e in everyone)
            raise NotReleased(words.NOT_CONCERNED.format(name=name, known=known))
        ids.append(found[0].record.id)
    return tuple(dict.fromkeys(ids))


def concerned_of(typed: str, new_id: str, usual: Person) -> PersonConcerned:
    """The person concerned that a line names: `Ava, 9` or `Ava, 9, young person`. Raises `NotReleased`."""
    name, *rest = (part.strip() for part in typed.split(","))
    age: int | None = None
    person: Person | None = None
    for part in rest:
        found = _AGE.fullmatch(part)
        if found and int(found[1]) <= 130:
            age = int(found[1])
        elif part.casefold() in ("child", "young person", "adult"):
            person = part.casefold()  # type: ignore[assignment]
        elif part:
            raise NotReleased(words.BAD_CONCERNED)
    if not plain(name) or len(name) > LONGEST_NAME:
        raise NotReleased(words.BAD_CONCERNED)
    by_age: Person = usual if age is None else "adult" if age >= ADULT else "young person" if age >= YOUNG else "child"
    return PersonConcerned(id=new_id, name=name, age=age, person=person or by_age)

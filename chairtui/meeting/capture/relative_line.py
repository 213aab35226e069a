"""Parses `relative: Dawn, sister of Ava and Ben` and `concerns: Ava, 9`, each with `given nothing: why` at the end for
somebody who is never given a copy."""

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
from chairtui.words.sentence import sentence

_OF = re.compile(r"\s+(?:of|to|for)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_NOTHING = re.compile(
    r"\s*[,;]\s*(?:(?:(?:is|to be)\s+)?given nothing|(?:is\s+)?not (?:to be )?given anything|gets? nothing|nothing"
    r"|(?:gets? )?no copy|(?:(?:is|to be)\s+)?kept out)(?:\s*$|\s*[:,;–—-]\s*|\s+because\b\s*)(?P<why>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MAY_MEAN_NOTHING = re.compile(
    r"\b(?:not|never|nothing|anything|without|no (?:contact|copy|copies|minutes|letter|access)|kept (?:out|away|from)"
    r"|keep (?:out|away|from)|must|mustn|don|isn|won|injunction|orders?)\b",
    re.IGNORECASE,
)
"""Words in what somebody is to whom that may mean that they are to be kept out, so that it is asked."""
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
    details = filter(None, (about, nothing_given(record)))
    draft = Draft(record=record, base=parsed.meeting.base_of(record.id))
    return Understood((draft,), record.name, record.id, heading, tuple(details))


def nothing_given(record: Relative | PersonConcerned) -> str:
    """That somebody is given nothing, and why; "" for anybody else."""
    return words.with_why(words.GIVEN_NOTHING, record.given_nothing_why) if record.given_nothing else ""


def relative_of(typed: str, meeting: Meeting, new_id: str) -> Relative:
    """The relative that a line names, with those of the people concerned that it says they are related to.

    Somebody recorded already is returned as given nothing where the line says so. Raises `NotReleased` where it can't
    be read, and for anybody else who is recorded.
    """
    typed, nothing = _without_nothing(typed)
    name, _, relation = (part.strip() for part in typed.partition(","))
    known = next((e for e in meeting.all(Relative) if plain(name) and plain(e.record.name) == plain(name)), None)
    if known is not None and nothing:
        return known.record.model_copy(update=nothing)
    if not plain(name) or not relation or len(name) > LONGEST_NAME:
        raise NotReleased(words.BAD_RELATIVE)
    if known is not None:
        raise NotReleased(words.ALREADY_RELATIVE.format(name=name, ref=known.ref))
    nothing = nothing or _was_given_nothing(name, meeting)
    if not nothing and (unsure := may_mean_nothing(relation)):
        raise NotReleased(words.MEANT_NOTHING.format(words=unsure, name=name))
    return Relative.model_validate(
        {"id": new_id, "name": name, "relation": relation, "of": concerned_in(relation, meeting), **nothing}
    )


def _was_given_nothing(name: str, meeting: Meeting) -> dict[str, object]:
    """The fields of somebody who is recorded anew after one of that name, who was given nothing, was removed."""
    relatives = {version.record.id: version.record for version in meeting.versions}
    for record in relatives.values():
        if isinstance(record, Relative) and record.given_nothing and plain(record.name) == plain(name):
            return {"given_nothing": True, "given_nothing_why": record.given_nothing_why}
    return {}


def may_mean_nothing(relation: str) -> str:
    """The part of what somebody is to whom that may mean that they are to be given nothing, "" for none."""
    found = _MAY_MEAN_NOTHING.search(relation)
    return found[0] if found else ""


def _without_nothing(typed: str) -> tuple[str, dict[str, object]]:
    """A line without the words that say that somebody is given nothing, and the fields these fill."""
    found = _NOTHING.search(typed)
    if found is None:
        return typed, {}
    return typed[: found.start()], {"given_nothing": True, "given_nothing_why": found["why"].strip()}


def concerned_in(relation: str, meeting: Meeting) -> tuple[str, ...]:
    """The ids of those concerned whom "sister of Ava and Ben" names; none where it names nobody, or nobody is
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
            raise NotReleased(sentence(words.NOT_CONCERNED, name=name, known=known))
        ids.append(found[0].record.id)
    return tuple(dict.fromkeys(ids))


def concerned_of(typed: str, new_id: str, usual: Person) -> PersonConcerned:
    """The person concerned that a line names: `Ava, 9` or `Ava, 9, young person`. Raises `NotReleased`."""
    typed, nothing = _without_nothing(typed)
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
    return PersonConcerned.model_validate(
        {"id": new_id, "name": name, "age": age, "person": person or by_age, **nothing}
    )

"""Matching of agency names as people write them: who is present, missing, or present beside the police."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from fnmatch import fnmatchcase

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.sharing import Agencies
from chairtui.words.agencies import GROUPS, NOT_OF_A_GROUP
from chairtui.words.capture import THE_CHAIR
from chairtui.words.chair_prompts import AGENCY_COMMON_WORDS

STATUTORY = "statutory"
"""In a list of agencies: all that are statutory."""

COMMON_WORDS = frozenset(AGENCY_COMMON_WORDS)
"""Words of an agency's name that don't tell it from another."""
_SOCIAL_WORK = re.compile(r"\bsocial (?:work(?:ers?)?|care|services?)\b")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def listed(text: str) -> list[str]:
    """Agencies from a typed list, separated by commas, semicolons or line breaks, without duplicates."""
    found: dict[str, str] = {}
    for part in re.split(r"\s*[,;\n]\s*", text):
        if key(part):
            found.setdefault(key(part), part.strip(" ."))
    return list(found.values())


def key(agency: str) -> str:
    """Normalised name: case-folded, with single spaces."""
    return " ".join(agency.casefold().strip(" .").split())


def not_in_the_room(meeting: Meeting, involved: str, *, invited: bool = True) -> list[str]:
    """Agencies with nobody present: those in the list `involved`, then, if `invited`, those of other attendees.

    Somebody of "NHS Highland" stands for "NHS" and the other way round: one name holds all the other's words. Somebody
    stands also for what their role says: a social worker of the council for "social work".
    """
    present = [e.record for e in meeting.attendees if e.record.status == "present"]
    agencies = [_core(a.agency) for a in present]
    people = [_core(f"{a.agency} {a.role}") for a in present]

    def here(name: str) -> bool:
        words = _core(name)
        return any(_same(words, agency) for agency in agencies) or any(words and words <= one for one in people)

    names = [p for name in listed(involved) for p in ([name] if _core(name) in agencies else _parts(name, here))]
    if invited:
        names += [e.record.agency for e in meeting.attendees if e.record.agency and e.record.status != "present"]
    missing = {key(name): name for name in names if not here(name)}
    return list(missing.values())


def _parts(name: str, here: Callable[[str], bool]) -> list[str]:
    """A name in a list, or where it joins several with "and" and one of them is here, those it joins."""
    parts = re.split(r"\s+(?:and|&)\s+", name)
    return parts if len(parts) > 1 and any(map(here, parts)) else [name]


def is_of(agency: str, only: Sequence[str], agencies: Agencies, there: Collection[str] = ()) -> bool:
    """Whether an agency is in the list `only`: by its whole name; as one of a group ("health"), unless an agency of
    `there` has that name; or as one of the format's `agencies` for "statutory". Nothing else is inferred from a name,
    and an empty one is in no list."""
    if not key(agency):
        return False
    wanted, exact = {key(name) for name in only}, {key(name) for name in there}
    if key(agency) in wanted:
        return True
    here = _words(agency)
    if any(_words(name) <= here for name in agencies.private):
        return False
    if STATUTORY in wanted and is_statutory(agency, agencies):
        return True
    return group_of(agency) & (wanted - exact) != set()


def is_statutory(agency: str, agencies: Agencies) -> bool:
    """Whether `agencies` say that an agency is a statutory body; never of a name that they don't know."""
    here, plain = _words(agency), _plain(key(agency))
    if any(_words(name) <= here for name in agencies.private):
        return False
    if any(fnmatchcase(plain, _plain(key(name))) for name in agencies.whole_names):
        return True
    return any(_words(name) <= here for name in agencies.statutory)


def group_of(agency: str) -> frozenset[str]:
    """What the group is called that an agency belongs to; none where its name fits no group, or several."""
    here = _words(agency)
    if any(_words(name) <= here for name in NOT_OF_A_GROUP):
        return frozenset()
    found = [called for called, bodies in GROUPS.items() if any(_words(name) <= here for name in bodies)]
    return frozenset(found[0]) if len(found) == 1 else frozenset()


def names_an_agency(name: str, there: Collection[str]) -> bool:
    """Whether a name can stand in a list of agencies: the whole name of one of `there`, a group that one of them
    belongs to, or "statutory"."""
    wanted = key(name)
    return wanted == STATUTORY or any(wanted == key(agency) or wanted in group_of(agency) for agency in there)


def read_by(only: Sequence[str], meeting: Meeting, format_: Format) -> list[str]:
    """Who gets what is for the list `only` in their copy, by name: attendees of these agencies, and the chair."""
    there, known = agencies_of(meeting), statutory_of(format_)
    people = (entry.record for entry in meeting.attendees if not entry.record.relative)
    reading = [person for person in people if is_of(person.agency, only, known, there)]
    chair = meeting.attendee_of(meeting.details.chair)
    named = any(chair is not None and person.id == chair.id for person in reading)
    return [*(person.name for person in reading), *(() if named else (THE_CHAIR,))]


def agencies_of(meeting: Meeting) -> frozenset[str]:
    """The agencies of all attendees."""
    return frozenset(entry.record.agency for entry in meeting.attendees if entry.record.agency)


def statutory_of(format_: Format) -> Agencies:
    """Which agencies are statutory: those of every format, the format's own, and those of its rule about the police."""
    rules = (rule for rule in format_.rules if rule.rule == "police-beside-others")
    return format_.agencies.beside(Agencies(statutory=tuple(name for rule in rules for name in rule.names)))


def is_police(agency: str) -> bool:
    """Whether an agency is a police force."""
    return "police" in key(agency)


def police_beside(meeting: Meeting, format_: Format) -> list[str]:
    """People present from agencies that are not statutory, if the police are present too; else [].

    Whoever gave no agency is not counted.
    """
    present = [e.record for e in meeting.attendees if e.record.status == "present" and e.record.agency]
    if not any(is_police(a.agency) for a in present):
        return []
    known = statutory_of(format_)
    return [f"{a.name}, {a.agency}" for a in present if not is_statutory(a.agency, known)]


def _words(agency: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_plain(agency.casefold()))) - {"and"}


def _plain(agency: str) -> str:
    """A name as people vary it: "Childrens" is "Children's", and "&" is "and"."""
    return re.sub("['’]", "", agency).replace("&", "and")


def _core(agency: str) -> frozenset[str]:
    """The words that tell one agency from another: "Social Work Services" and "social worker" are both social work."""
    words = _SOCIAL_WORK.sub("social work", agency.casefold())
    found = frozenset(_WORD.findall(words))
    return found - COMMON_WORDS or found


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)

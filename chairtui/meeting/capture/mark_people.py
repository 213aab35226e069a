"""Finds the relative or the agency that a mark names, and the words of a mark that name nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from chairtui.meeting.capture.names import name_words, plain
from chairtui.meeting.copy_readers import FamilyEntry, family_readers, relation_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Attendee, Relative
from chairtui.words import capture as words
from chairtui.words.family import KIN_ALIKE

EntryT = TypeVar("EntryT", bound=FamilyEntry)
_MOST_WORDS = 12
"""Maximum number of words at the start of a mark that are matched with a name."""
_MOST_UNKNOWN = 4
"""Maximum number of words that are taken for the name of somebody unknown."""


def relative_in(typed: list[str], meeting: Meeting) -> tuple[FamilyEntry, int] | None:
    """The relative whom the longest beginning of these words names alone, and the number of words used.

    Words up to a colon, where one follows a name, are tried first.
    """
    colon = _up_to_colon(typed)
    for count in filter(None, (colon, *range(min(len(typed), _MOST_WORDS), 0, -1))):
        same = relatives_named(" ".join(typed[:count]), meeting)
        if len(same) == 1:
            return same[0], count
    return None


def relatives_named(name: str, meeting: Meeting) -> list[FamilyEntry]:
    """Those who may be meant, by reference (L1), name, or the whole of the relation ("mother", "mother of Ava")."""
    wanted = plain(name)
    if not wanted:
        return []
    readers = family_readers(meeting)
    if by_ref := [e for e in readers if name.strip(" @:,.").casefold() == e.ref.casefold()]:
        return by_ref
    if named := best_named(name, readers):
        return named
    return [e for e in readers if isinstance(e.record, Relative) and _is_relation(wanted, plain(e.record.relation))]


def best_named(name: str, among: Sequence[EntryT]) -> list[EntryT]:
    """Those whose whole name it is, or else those of that first name, or else those of whose name it is a part."""
    wanted = name_words(name)
    named = [e for e in among if wanted and set(wanted) <= set(plain(e.record.name))]
    exactly = [e for e in named if name_words(e.record.name) == wanted]
    return exactly or [e for e in named if name_words(e.record.name)[0] == wanted[0]] or named


def _is_relation(wanted: tuple[str, ...], relation: tuple[str, ...]) -> bool:
    """Whether the words are the relation, with or without whose it is: "father" is no "step-father"."""
    bare = _usual(wanted[1:] if wanted[0] in words.BEFORE_RELATION else wanted)
    relation = _usual(relation)
    head = relation[: relation.index("of")] if "of" in relation else relation
    return bool(bare) and (bare == head or (len(bare) > len(head) + 1 and bare == relation[: len(bare)]))


def _usual(relation: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(KIN_ALIKE.get(word, word) for word in relation)


def relatives_listed(meeting: Meeting) -> str:
    """Those whom a mark may name, "L1 Lee Carter, father of Jo"; "" for nobody."""
    return words.OR.join(f"{e.ref} {e.record.name}, {relation_of(e.record)}" for e in family_readers(meeting))


def agencies_listed(meeting: Meeting) -> str:
    """The agencies in the attendance, each once; "" for none."""
    return ", ".join(dict.fromkeys(e.record.agency for e in meeting.all(Attendee) if e.record.agency))


def unknown_name(said: str) -> int:
    """The length of the name that a mark's words begin with, where it is nobody's: up to a colon, or else one word, or
    several that are written as a name is. The words after it are the reason."""
    found = list(re.finditer(r"\S+", said))
    typed = [word[0] for word in found]
    count = _up_to_colon(typed)
    if not count:
        count = 2 if len(typed) > 1 and typed[0].casefold() in words.BEFORE_RELATION else 1
        while count < min(len(typed), _MOST_UNKNOWN) and _goes_on(typed, count):
            count += 1
        if typed[count : count + 1] == ["of"] and typed[count + 1 : count + 2]:
            count += 2
    return len(said[: found[count - 1].end()].rstrip(" :,"))


def _goes_on(typed: list[str], count: int) -> bool:
    before, word = typed[count - 1], typed[count]
    return before[0].isupper() and word[0].isupper() and word.casefold() not in words.PRONOUNS


def _up_to_colon(typed: list[str]) -> int:
    """The number of words up to a colon that may follow a name, 0 without one."""
    return next((n for n, word in enumerate(typed[:_MOST_UNKNOWN], 1) if word.endswith(":")), 0)

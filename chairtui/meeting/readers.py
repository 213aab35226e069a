"""Who may read some words: the marks that every record with words can carry."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.meeting.frozen import Frozen, added
from chairtui.meeting.text import MaybeText, Name, RecordId, Text


class Readers(Frozen):
    """The marks on words: whom they are about, and who may not read them. Without any, everybody in the room may.

    `restricted` is the reason why no relative may read them, None for no restriction. `about` are the persons concerned
    they are about (by id), none for all of them. `kept_from` are the relatives (by id) who may not read them, and
    `only` the agencies whose people alone may, each with its reason.
    """

    restricted: Text | None = added(None)
    about: tuple[RecordId, ...] = added(())
    kept_from: tuple[RecordId, ...] = added(())
    kept_why: MaybeText = added("")
    only: tuple[Name, ...] = added(())
    only_why: MaybeText = added("")


MARKS = tuple(Readers.model_fields)
"""The fields that marks fill."""


class OnlyDiffers(ValueError):
    """Words from two records that are for different agencies; `agencies` are those of the first."""

    def __init__(self, agencies: Sequence[str]) -> None:
        super().__init__(", ".join(agencies))
        self.agencies = tuple(agencies)


def is_marked(words: Readers | None) -> bool:
    """Whether anything says who may read these words, or whom they are about."""
    return words is not None and any(getattr(words, name) for name in MARKS)


def limits(words: Readers | None) -> bool:
    """Whether anybody may not read these words."""
    return words is not None and bool(words.restricted is not None or words.kept_from or words.only)


def readers_of(words: Readers) -> Readers:
    """The marks of a record alone."""
    return Readers.model_validate({name: getattr(words, name) for name in MARKS})


def both(first: Readers, second: Readers) -> dict[str, object]:
    """The marks of two records on one that holds words of both: nobody reads it who may not read either.

    Of what is for certain agencies only the shorter list counts. Raises `OnlyDiffers` where neither holds the other.
    """
    narrower = first
    if second.only:
        ours, theirs = ({name.casefold() for name in words.only} for words in (first, second))
        if not first.only or theirs < ours:
            narrower = second
        elif not ours <= theirs:
            raise OnlyDiffers(first.only)
    return {
        "restricted": first.restricted or second.restricted,
        "about": tuple(dict.fromkeys((*first.about, *second.about))),
        "kept_from": tuple(dict.fromkeys((*first.kept_from, *second.kept_from))),
        "kept_why": both_reasons(first.kept_why, second.kept_why),
        "only": narrower.only,
        "only_why": narrower.only_why,
    }


def both_reasons(first: str, second: str) -> str:
    """Two reasons joined, without repetition."""
    reasons = (reason for said in (first, second) if said for reason in said.split("; "))
    return "; ".join(dict.fromkeys(reasons))

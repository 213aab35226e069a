"""Checks whether a format covers a kind of meeting."""

from __future__ import annotations

from chairtui.meeting.formats.model import Excluded, Format, Kind
from chairtui.meeting.formats.placeholders import said_of
from chairtui.meeting.records import Person
from chairtui.words import formats as words


class OutOfScope(ValueError):
    """A kind of meeting that the format must not replace or doesn't know; the message is for a person.

    `excluded` is the format's entry, None for an unknown kind.
    """

    def __init__(self, message: str, excluded: Excluded | None = None) -> None:
        super().__init__(message)
        self.excluded = excluded


def scope(format_: Format, kind: str, person: Person | None = None) -> Kind:
    """The kind of meeting with this id, name or alias.

    `person` is whom the meeting is about, None for the format's own word. Raises `OutOfScope`, naming the proper forum
    for that person, or the known kinds.
    """
    wanted, whom = _plain(kind), person or format_.words.person
    format_ = said_of(format_, whom)
    for excluded in sorted(format_.excluded, key=lambda e: not e.is_for(whom)):
        if wanted in _spellings(excluded):
            message = words.OUT_OF_SCOPE.format(format=format_.name, name=excluded.name, forum=excluded.forum_for(whom))
            raise OutOfScope(message, excluded)
    for covered in format_.kinds:
        if wanted in _spellings(covered):
            return covered
    raise OutOfScope(
        words.UNKNOWN_KIND.format(
            kind=kind.strip(),
            format=format_.name,
            kinds=", ".join(k.id for k in format_.kinds) or words.NONE,
            excluded=", ".join(e.id for e in format_.excluded) or words.NONE,
        )
    )


def _spellings(kind: Kind | Excluded) -> set[str]:
    return {_plain(spelling) for spelling in (kind.id, kind.name, *kind.aliases)}


def _plain(kind: str) -> str:
    """Normalised spelling without case, punctuation and plural s: `Strategy Discussions` is `strategy-discussion`."""
    letters = "".join(c if c.isalnum() else " " for c in kind.casefold().replace("'", "").replace("’", ""))
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in letters.split())

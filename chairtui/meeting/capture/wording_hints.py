"""Wording hints: words that blame or label, and opinion stated as fact, each with an alternative.

They answer CH-08 and CH-09. They neither change nor block a line. Text in quotation marks is somebody's own words and
is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from chairtui.meeting.capture.tokenise import Parted, part
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Id, Name, Text
from chairtui.words import capture as words

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*(?:’(?!\w)|$)|(?<!\w)'[^']*'(?!\w)")
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")


class Source(Frozen):
    """A published list."""

    id: Id
    name: Text
    url: Text


class Entry(Frozen):
    """Words or phrases, what to say instead, and the source that speaks of them; `kinds` of line, none for every kind.

    A word all in capitals is looked for in capitals only. `unless` are longer phrases in which a word is left alone.
    """

    words: Annotated[tuple[Name, ...], Field(min_length=1)]
    instead: Text
    source: Id
    kinds: tuple[str, ...] = ()
    unless: tuple[Name, ...] = ()


class Wordlist(Frozen):
    """One file of entries."""

    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """Words in the line from `start` up to `end`, what to say instead, and whose suggestion it is."""

    start: int
    end: int
    found: str
    instead: str
    source: Source

    @property
    def shown(self) -> str:
        """The hint as shown under the line."""
        return words.HINT.format(found=self.found, instead=self.instead, source=self.source.name)


class Wording:
    """Wordlists indexed by word, so that the cost doesn't depend on their length."""

    def __init__(self, lists: Iterable[Wordlist] = ()) -> None:
        self._entries: dict[str, tuple[Entry, Source] | None] = {}
        for wordlist in lists:
            sources = {source.id: source for source in wordlist.sources}
            for entry in wordlist.entries:
                for phrase in entry.words:
                    self._entries[_key(phrase)] = (entry, sources[entry.source])
                self._entries.update((_key(phrase), None) for phrase in entry.unless)
        by_first: dict[str, list[str]] = {}
        for phrase in sorted(self._entries, key=len, reverse=True):
            first = _WORD.search(phrase)
            by_first.setdefault(first[0].casefold() if first else "", []).append(_pattern(phrase))
        self._by_first = {first: re.compile("|".join(patterns)) for first, patterns in by_first.items()}

    def hints(self, line: str, parted: Parted | None = None) -> tuple[Hint, ...]:
        """Hints for a line, in order; () for a line of unknown kind or one that names people.

        `parted` are the line's sections, if already split.
        """
        kind = (parted or part(line)).kind
        return tuple(self._hints(line, kind)) if kind and kind not in _NAMES else ()

    def _hints(self, line: str, kind: str) -> Iterator[Hint]:
        quoted = [match.span() for match in _QUOTED.finditer(line)]
        for match in self._matches(line):
            found = self._entries.get(_key(match[0])) or self._entries.get(_key(match[0]).casefold())
            if found is None:
                continue
            entry, source = found
            if entry.kinds and kind not in entry.kinds:
                continue
            if any(start <= match.start() < end for start, end in quoted):
                continue
            yield Hint(match.start(), match.end(), _SPACES.sub(" ", match[0]), entry.instead, source)

    def _matches(self, line: str) -> Iterator[re.Match[str]]:
        """Phrases in the line, the longest at each place, none within another."""
        end = 0
        for word in _WORD.finditer(line):
            phrases = self._by_first.get(word[0].casefold())
            match = phrases.match(line, word.start()) if phrases and word.start() >= end else None
            if match:
                end = match.end()
                yield match


_NAMES = frozenset({"present", "apologies", "absent", "invited"})


def _key(phrase: str) -> str:
    phrase = _SPACES.sub(" ", phrase.replace("’", "'"))
    return phrase if phrase.isupper() else phrase.casefold()


def _pattern(key: str) -> str:
    body = re.escape(key).replace(r"\ ", r"\s+").replace("'", "['’]")
    return rf"(?<!\w){body}(?!\w)" if key.isupper() else rf"(?i:(?<!\w){body}(?!\w))"

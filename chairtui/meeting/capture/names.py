"""Matches typed words with an attendee's name, short name, initials or role. Accents and case never matter."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from chairtui.meeting.records import Attendee
from chairtui.words import names as words

_UNLIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_NOBODYS = frozenset(words.NOBODYS)
_ARTICLES = frozenset({"the", "our"})
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "cllr"} | {"pc", "dc", "ds", "sgt"}
)


@lru_cache(maxsize=8192)
def plain(text: str) -> tuple[str, ...]:
    """A name's words for comparison: without accents, case and apostrophes, split at hyphens."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_UNLIKE)).translate(_UNLIKE)
    bare = "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’‘`´.")
    return tuple(re.findall(r"[^\W_]+", bare))


def name_words(name: str) -> tuple[str, ...]:
    """A name's words as they are compared, without titles such as "Mrs"; of a name of nothing else, the title."""
    found = plain(name)
    return tuple(word for word in found if word not in _TITLES) or found


def may_be_same(first: str, second: str) -> bool:
    """Whether two names may be one person's: one holds all the other's words, as "Mick" and "Mick Brown" do."""
    ours, theirs = set(name_words(first)), set(name_words(second))
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def is_nobodys(name: str) -> bool:
    """Whether a name means nobody in particular, such as "everyone" or "TBC"."""
    said = name.strip().rstrip(" .!?").casefold().split()
    if " ".join(said) in _NOBODYS:
        return True
    return len(said) > 1 and said[0] in _ARTICLES and " ".join(said[1:]) in _NOBODYS


@cache
def nobodys() -> re.Pattern[str]:
    """A name for nobody in particular, at the start of a text."""
    names = sorted(words.NOBODYS, key=len, reverse=True)
    any_name = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?:the\s+|our\s+)?(?:{any_name})(?![\w'’])", re.IGNORECASE)


def has_name(typed: list[str], attendee: Attendee) -> bool:
    """Each word typed is one of the name's, in its order. "@Sam may visit" is not Sam May: a word in small
    letters after a capital one belongs to a name only if the name is written so."""
    return any(_in_order(typed, name) for name in _names(attendee))


def _names(attendee: Attendee) -> tuple[str, ...]:
    """The name of an attendee, and with the short name they go by in place of the first."""
    if not attendee.known_as:
        return (attendee.name,)
    return attendee.name, " ".join([attendee.known_as, *attendee.name.split()[1:]])


def _in_order(typed: list[str], name: str) -> bool:
    left = [(token, word[0].isupper()) for word in name.split() for token in plain(word)]
    for place, word in enumerate(typed):
        small = place > 0 and word[0].islower() and typed[0][0].isupper()
        tokens = plain(word)
        if not tokens:
            return False
        for token in tokens:
            while left and (left[0][0] != token or (small and left[0][1])):
                left.pop(0)
            if not left:
                return False
            left.pop(0)
    return True


def begins_name(typed: str, attendee: Attendee) -> bool:
    """The words typed begin words of the name, in its order: "oka", "sam o"."""
    tokens = plain(typed)
    return sum(map(len, tokens)) > 1 and any(begins_in_order(tokens, plain(name)) for name in _names(attendee))


def begins_in_order(wanted: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
    """Whether each word wanted begins one of the tokens, in their order."""
    left = iter(tokens)
    return all(any(token.startswith(word) for token in left) for word in wanted)


def has_initials(typed: str, attendee: Attendee) -> bool:
    """The letters typed are the name's initials: "so" for Sam Okafor, "zons" or "zo" for Zoë O'Neill-Smith.

    A title and middle names may be left out, and so may the capitals inside a word.
    """
    letters = "".join(plain(typed))
    if len(letters) < 2:
        return False
    for name in _names(attendee):
        each = [_initials(word) for word in name.split() if not set(plain(word)) & _TITLES]
        if len(each) > 1 and _spelt(letters, [initials for initials in each if initials], first=True):
            return True
    return False


def _initials(word: str) -> list[str]:
    """The first letter of a word and the capitals inside it: "O’Neill-Smith" has three."""
    letters = [c for c in word if c.isalpha()]
    return [first for n, c in enumerate(letters) if n == 0 or c.isupper() for first in plain(c)]


def _spelt(letters: str, words_: list[list[str]], *, first: bool) -> bool:
    """Whether the letters take each word's first initial, or several of its initials, from first word to last."""
    if not words_:
        return not letters
    initials, rest = words_[0], words_[1:]
    for count in range(len(initials), 0, -1):
        if letters.startswith("".join(initials[:count])) and _spelt(letters[count:], rest, first=False):
            return True
    return not first and bool(rest) and _spelt(letters, rest, first=False)


def has_role(typed: list[str], attendee: Attendee) -> bool:
    """The words typed occur together in the role or the agency."""
    wanted = plain(" ".join(typed))
    return bool(wanted) and (_stands_in(wanted, plain(attendee.role)) or _stands_in(wanted, plain(attendee.agency)))


def _stands_in(wanted: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
    return any(tokens[n : n + len(wanted)] == wanted for n in range(len(tokens) - len(wanted) + 1))

"""Whom a name means: part of it, initials, a short name, an attendee's reference, or a role that one person has.

`who_at` reads a mention (`@sam`, `@sam o`, `@so`, `@sam2`, `@P2`, `@"Duty social worker, Housing"`) where it stands in
a line; `who_is` takes a name on its own. Accents and case never matter. Where several people fit, nobody is taken:
a number after the name (`@sam2`) chooses among them, in the order of their references.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.records import Attendee, Who
from chairtui.words import names as words
from chairtui.words.capture import AUXILIARIES

MOST_WORDS = 6
"""Words that a name without quotes may have."""
MOST_NAMES = 8
"""Names listed in a message."""


@dataclass(frozen=True, slots=True)
class Named:
    """One person, and where in the line they are named (`end` is one past the last character)."""

    who: Who
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name that several attendees have: which one is for a person to say."""

    reason: str
    choices: tuple[Who, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nobody:
    """A name that is nobody's, and what to write instead."""

    reason: str
    start: int
    end: int


Found = Named | Unclear | Nobody
Fits = Callable[[list[str], Attendee], bool]

# Compiled when the first name is read: together they cost more than all else that closing needs of this room.
_MENTION = r"(?<![\w@.+%-])@(?=[\"“”]|[^\W\d_])"
_WORD = r"[^\W\d_][\w\u0300-\u036f'’‘.-]*|\d+"
_QUOTED = r"@[\"“”]([^\"“”\n]*)([\"“”]?)"
_REF = r"[pP](\d{1,5})"
_CHOICE = r"(?P<name>.*[^\W\d_]['’.]?)(?P<number>\d{1,4})"
_BOUNDARY = r"\s*(?:$|[,;.:!?)@]|(?:by|for|measure|m|family|because|decided)\b)"
_UNLIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_NOBODYS = frozenset(words.NOBODYS)
_ARTICLES = frozenset({"the", "our"})
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "cllr"} | {"pc", "dc", "ds", "sgt"}
)


@lru_cache(maxsize=8192)
def plain(text: str) -> tuple[str, ...]:
    """A name's words as they are compared: no accents, no case, no apostrophes, parted at hyphens."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_UNLIKE)).translate(_UNLIKE)
    bare = "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’‘`´.")
    return tuple(re.findall(r"[^\W_]+", bare))


def is_nobodys(name: str) -> bool:
    """Whether a name is nobody's in particular, such as "everyone" or "TBC"."""
    said = name.strip().rstrip(" .!?").casefold().split()
    if " ".join(said) in _NOBODYS:
        return True
    return len(said) > 1 and said[0] in _ARTICLES and " ".join(said[1:]) in _NOBODYS


@cache
def _nobodys() -> re.Pattern[str]:
    """A name that is nobody's, at the start of what may go on."""
    names = sorted(words.NOBODYS, key=len, reverse=True)
    any_name = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?:the\s+|our\s+)?(?:{any_name})(?![\w'’])", re.IGNORECASE)


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where an `@` begins a mention: not inside a word or an e-mail address, and with a name after it."""
    for found in re.compile(_MENTION).finditer(text, start, len(text) if end is None else end):
        yield found.start()


def who_at(text: str, at: int, meeting: Meeting, end: int | None = None) -> Found:
    """Whom the mention at `at` (its `@`) means: the longest run of following words that is an attendee's."""
    end = len(text) if end is None else end
    if quoted := re.compile(_QUOTED).match(text, at, end):
        if not quoted[2]:
            return Nobody(words.UNCLOSED, at, end)
        return _chosen_after(_quoted(quoted[1].strip(), at, quoted.end(), meeting), text, end)
    run = _words_after(text, at + 1, end)
    if not run:
        return Nobody(words.NOTHING_NAMED, at, end)
    people = meeting.attendees
    if reference := re.fullmatch(_REF, run[0][0]):
        return _referred(reference, at, run[0][1], people)
    for place, (word, stop) in enumerate(run):
        if chosen := re.fullmatch(_CHOICE, word):
            run[place:] = [(chosen["name"], stop - len(chosen["number"]))]
            break
    return _chosen_after(_fitting(run, text, at, end, meeting), text, end)


def _fitting(run: list[tuple[str, int]], text: str, at: int, end: int, meeting: Meeting) -> Found:
    """Whole words of a name come before names that are nobody's, then beginnings and initials, then roles."""
    people = meeting.attendees
    named, count = _longest(run, people, has_name)
    of_role, by_role = _longest(run, people, _has_role)
    nobodys = _nobodys().match(text, at + 1, end)
    vague = len(text[at + 1 : nobodys.end()].split()) if nobodys else 0
    first = run[0][0]
    if not named:
        if nobodys and vague >= by_role:
            return Nobody(words.VAGUE.format(words=nobodys[0]), at, nobodys.end())
        named, count = [e for e in people if _begins_name(first, e.record) or _has_initials(first, e.record)], 1
    if named:
        named, count = _narrowed(named, run, count, text, end)
        return _one_of(named, _typed(run, count), at, run[count - 1][1], meeting)
    if of_role:
        return _one_of(of_role, _typed(run, by_role), at, run[by_role - 1][1], meeting)
    return Nobody(_unknown(first, people), at, run[0][1])


def _narrowed(
    found: list[Entry[Attendee]], run: list[tuple[str, int]], count: int, text: str, end: int
) -> tuple[list[Entry[Attendee]], int]:
    """Those whose name goes on with the beginning that one more word is, "@sam o".

    It counts where nothing follows it, so that "@sam be careful" is not Sam Bello; a letter that parts several people
    counts anywhere.
    """
    if count >= len(run):
        return found, count
    word, stop = run[count]
    single = len(word) == 1 and word not in ("a", "i", "I") and len(found) > 1
    if not single and not re.compile(_BOUNDARY, re.IGNORECASE).match(text, stop, end):
        return found, count
    narrower = [e for e in found if _begins_name(_typed(run, count + 1), e.record)]
    return (narrower, count + 1) if narrower else (found, count)


def _referred(reference: re.Match[str], at: int, end: int, people: list[Entry[Attendee]]) -> Found:
    if invited := [e for e in people if e.ref == f"P{int(reference[1])}"]:
        return Named(_who(invited[0]), at, end)
    return Nobody(words.NO_SUCH_ATTENDEE.format(words=reference[0].upper(), invited=_invited(people)), at, end)


def _chosen_after(found: Found, text: str, end: int) -> Found:
    """The person whom a number after an unclear name chooses."""
    number = re.compile(r"\d{1,4}(?!\w)").match(text, found.end, end)
    if number is None:
        return found
    people = found.choices if isinstance(found, Unclear) else (found.who,) if isinstance(found, Named) else ()
    if 1 <= int(number[0]) <= len(people):
        return Named(people[int(number[0]) - 1], found.start, number.end())
    if people:
        return Nobody(words.NO_SUCH_CHOICE.format(number=number[0], count=len(people)), found.start, number.end())
    return found


def who_is(name: str, meeting: Meeting) -> Found:
    """Whom a name on its own means, with or without `@` and quotes before it; places count from its start."""
    bare = name.strip()
    if bare.startswith("@"):
        found = who_at(bare, 0, meeting)
        if found.end >= len(bare) or not isinstance(found, Named):
            return found
        bare = bare[1:].strip()
    bare = bare.strip('"“”').strip()
    if re.fullmatch(_REF, bare):
        return who_at(f"@{bare}", 0, meeting)
    found = _quoted(bare, 0, len(name), meeting)
    if isinstance(found, Nobody) and not is_nobodys(bare):
        if chosen := re.fullmatch(_CHOICE, bare):
            return _chosen_after(replace(who_is(chosen["name"], meeting), end=len(chosen["name"])), bare, len(bare))
        begun = [e for e in meeting.attendees if _begins_name(bare, e.record) or _has_initials(bare, e.record)]
        return _one_of(begun, bare, 0, len(name), meeting) if begun else found
    return found


def same_person(name: str, meeting: Meeting) -> list[Entry[Attendee]]:
    """The attendees of exactly that name (case and accents apart), or of that reference."""
    if reference := re.fullmatch(_REF, name.strip()):
        return [e for e in meeting.attendees if e.ref == f"P{int(reference[1])}"]
    wanted = plain(name)
    return [e for e in meeting.attendees if wanted and plain(e.record.name) == wanted]


def label(who: Who, meeting: Meeting) -> str:
    """A person as a preview names them: "Sam Okafor, Health"."""
    attendee = meeting.attendee_of(who)
    if attendee is None:
        return who.name
    return ", ".join(part for part in (attendee.name, attendee.agency or attendee.role) if part)


def mention_of(who: Who, meeting: Meeting) -> str:
    """What to type so that it means this person and nobody else: by name where that is enough, else by reference."""
    name = meeting.name_of(who)
    ref = meeting.ref_of(who.attendee or "")
    for typed in (f"@{name}", f'@"{name}"'):
        found = who_at(typed, 0, meeting)
        if isinstance(found, Named) and found.end == len(typed) and found.who.attendee == who.attendee:
            return typed
    return f"@{ref}" if ref else f'@"{name}"'


def _words_after(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The words of a name that may follow an `@`, each with where it ends; a possessive 's is not part of one.

    "@Jo may visit" is not Jo May: a verb in small letters that the sentence goes on from ends the name.
    """
    run: list[tuple[str, int]] = []
    while len(run) < MOST_WORDS and (found := re.compile(_WORD).match(text, start, end)):
        word = found[0].rstrip("'’‘.-")
        goes_on = not re.compile(_BOUNDARY, re.IGNORECASE).match(text, found.end(), end)
        if run and word in AUXILIARIES and goes_on:
            break
        owner = re.sub(r"['’]s$", "", word, flags=re.IGNORECASE)
        run.append((owner, found.start() + len(owner)))
        if owner != found[0] and not (found[0] == owner + "." and len(owner) <= 2):
            break
        gap = re.compile(r"[ \t\u00a0]{1,2}").match(text, found.end(), end)
        if gap is None:
            break
        start = gap.end()
    return run


def _typed(run: list[tuple[str, int]], count: int) -> str:
    return " ".join(word for word, _ in run[:count])


def _longest(
    run: list[tuple[str, int]], people: list[Entry[Attendee]], fits: Fits
) -> tuple[list[Entry[Attendee]], int]:
    """Whom the longest run of words fits, and how many words that is; those whose whole name it is come first."""
    for count in range(len(run), 0, -1):
        typed = [word for word, _ in run[:count]]
        if found := [e for e in people if fits(typed, e.record)]:
            wanted = plain(" ".join(typed))
            return [e for e in found if plain(e.record.name) == wanted] or found, count
    return [], 0


def _names(attendee: Attendee) -> tuple[str, ...]:
    """The name of an attendee, and with the short name they go by in place of the first."""
    if not attendee.known_as:
        return (attendee.name,)
    return attendee.name, " ".join([attendee.known_as, *attendee.name.split()[1:]])


def has_name(typed: list[str], attendee: Attendee) -> bool:
    """Each word typed is one of the name's, in its order. "@Sam may visit" is not Sam May: a word in small
    letters after a capital one belongs to a name only if the name is written so."""
    return any(_in_order(typed, name) for name in _names(attendee))


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


def _begins_name(typed: str, attendee: Attendee) -> bool:
    """The words typed begin words of the name, in its order: "oka", "sam o"."""
    tokens = plain(typed)
    return sum(map(len, tokens)) > 1 and any(begins_in_order(tokens, plain(name)) for name in _names(attendee))


def begins_in_order(wanted: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
    """Whether each word wanted begins one of the tokens, in their order."""
    left = iter(tokens)
    return all(any(token.startswith(word) for token in left) for word in wanted)


def _has_initials(typed: str, attendee: Attendee) -> bool:
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


def _has_role(typed: list[str], attendee: Attendee) -> bool:
    """The words typed stand together in the role or in the agency."""
    wanted = plain(" ".join(typed))
    return bool(wanted) and (_stands_in(wanted, plain(attendee.role)) or _stands_in(wanted, plain(attendee.agency)))


def _stands_in(wanted: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
    return any(tokens[n : n + len(wanted)] == wanted for n in range(len(tokens) - len(wanted) + 1))


def _who(entry: Entry[Attendee]) -> Who:
    return Who(name=entry.record.name, attendee=entry.record.id)


def _one_of(found: list[Entry[Attendee]], typed: str, at: int, end: int, meeting: Meeting) -> Named | Unclear:
    if len(found) == 1:
        return Named(_who(found[0]), at, end)
    choices = tuple(_who(e) for e in found)
    listed = (words.CHOICE.format(number=n, who=label(who, meeting)) for n, who in enumerate(choices[:MOST_NAMES], 1))
    shown = words.OR.join(listed)
    if len(choices) > MOST_NAMES:
        shown = words.MORE_CHOICES.format(choices=shown, count=len(choices) - MOST_NAMES)
    return Unclear(words.AMBIGUOUS.format(words=typed, choices=shown), choices, at, end)


def _quoted(name: str, at: int, end: int, meeting: Meeting) -> Found:
    people = meeting.attendees
    if not plain(name):
        return Nobody(words.NOTHING_QUOTED, at, end)
    first, comma, rest = (part.strip() for part in name.partition(","))
    if is_nobodys(first) or is_nobodys(rest):
        return Nobody(words.VAGUE.format(words=name), at, end)
    typed = first.split()
    named = [e for e in people if has_name(typed, e.record)]
    named = [e for e in named if plain(e.record.name) == plain(first)] or named
    if comma:
        named = [e for e in named if _has_role(rest.split(), e.record)]
        if len(named) == 1:
            return Named(_who(named[0]), at, end)
        if not plain(rest):
            return Nobody(words.NO_AGENCY.format(words=name), at, end)
        if len(name) > 200:
            return Nobody(words.TOO_LONG, at, end)
        return Named(Who(name=name), at, end)
    named = named or [e for e in people if _has_role(typed, e.record)]
    return _one_of(named, name, at, end, meeting) if named else Nobody(_unknown(name, people), at, end)


def _unknown(typed: str, people: list[Entry[Attendee]]) -> str:
    if not people:
        return words.NOBODY_INVITED.format(words=typed)
    import difflib

    tokens = {token: e.record.name for e in people for token in plain(e.record.name)}
    wanted = plain(typed)
    close = [tokens[c] for w in wanted for c in difflib.get_close_matches(w, tokens, n=2, cutoff=0.7)]
    if close:
        return words.UNKNOWN_BUT_CLOSE.format(words=typed, close=words.OR.join(dict.fromkeys(close)))
    return words.UNKNOWN.format(words=typed, invited=_invited(people))


def _invited(people: list[Entry[Attendee]]) -> str:
    names = [e.record.name for e in people]
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return words.AND_MORE.format(names=shown, count=more) if more > 0 else shown

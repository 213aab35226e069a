"""Resolves a typed name to an attendee: part of a name, initials, a short name, a reference, or a unique role; or to
somebody recorded as a relative or as concerned, by name.

`who_at` reads a mention (`@sam`, `@sam o`, `@so`, `@sam2`, `@P2`, `@"Duty social worker, Housing"`) where it stands in
a line; `who_is` takes a name on its own. Accents and case never matter. Where several people fit, nobody is taken:
a number after the name (`@sam2`) chooses among them, in the order of their references.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from chairtui.meeting.capture.names import begins_name, has_initials, has_name, has_role, is_nobodys, nobodys, plain
from chairtui.meeting.copy_readers import family_readers, reader_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.records import Attendee, Who
from chairtui.words import names as words
from chairtui.words.capture import AUXILIARIES
from chairtui.words.sentence import sentence

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
    """A name that fits several attendees."""

    reason: str
    choices: tuple[Who, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nobody:
    """A name for nobody in particular, and what to write instead."""

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


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Positions of each `@` that begins a mention, excluding those inside words and e-mail addresses."""
    for found in re.compile(_MENTION).finditer(text, start, len(text) if end is None else end):
        yield found.start()


def who_at(text: str, at: int, meeting: Meeting, end: int | None = None) -> Found:
    """Resolve the mention whose `@` is at `at`, taking the longest run of words that fits an attendee."""
    end = len(text) if end is None else end
    if quoted := re.compile(_QUOTED).match(text, at, end):
        if not quoted[2]:
            return Nobody(words.UNCLOSED, at, end)
        return _chosen_after(_quoted(quoted[1].strip(), at, quoted.end(), meeting), text, end)
    run = _words_after(text, at + 1, end)
    if not run:
        return Nobody(words.NOTHING_NAMED, at, end)
    people = nameable(meeting)
    if reference := re.fullmatch(_REF, run[0][0]):
        return _referred(reference, at, run[0][1], people)
    for place, (word, stop) in enumerate(run):
        if chosen := re.fullmatch(_CHOICE, word):
            run[place:] = [(chosen["name"], stop - len(chosen["number"]))]
            break
    return _chosen_after(_fitting(run, text, at, end, meeting), text, end)


def _fitting(run: list[tuple[str, int]], text: str, at: int, end: int, meeting: Meeting) -> Found:
    """Match in order of precedence: whole words of a name, nobody's names, beginnings and initials, roles."""
    people = nameable(meeting)
    named, count = _longest(run, people, has_name)
    of_role, by_role = _longest(run, people, has_role)
    unnamed = nobodys().match(text, at + 1, end)
    vague = len(text[at + 1 : unnamed.end()].split()) if unnamed else 0
    first = run[0][0]
    if not named:
        if unnamed and vague >= by_role:
            return Nobody(words.VAGUE.format(words=unnamed[0]), at, unnamed.end())
        named, count = [e for e in people if begins_name(first, e.record) or has_initials(first, e.record)], 1
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
    narrower = [e for e in found if begins_name(_typed(run, count + 1), e.record)]
    return (narrower, count + 1) if narrower else (found, count)


def _referred(reference: re.Match[str], at: int, end: int, people: list[Entry[Attendee]]) -> Found:
    if invited := [e for e in people if e.ref == f"P{int(reference[1])}"]:
        return Named(_who(invited[0]), at, end)
    return Nobody(sentence(words.NO_SUCH_ATTENDEE, words=reference[0].upper(), invited=_invited(people)), at, end)


def _chosen_after(found: Found, text: str, end: int) -> Found:
    """Apply a number that chooses among several people: directly after the name, or at the end of the text."""
    number = re.compile(r"(\d{1,4})(?!\w)").match(text, found.end, end)
    if number is None and isinstance(found, Unclear):
        number = re.compile(r"[ \t](\d{1,4})(?=[\s.!?]*$)").match(text, found.end, end)
    if number is None:
        return found
    people = found.choices if isinstance(found, Unclear) else (found.who,) if isinstance(found, Named) else ()
    if 1 <= int(number[1]) <= len(people):
        return Named(people[int(number[1]) - 1], found.start, number.end())
    if people:
        return Nobody(words.NO_SUCH_CHOICE.format(number=number[1], count=len(people)), found.start, number.end())
    return found


def who_is(name: str, meeting: Meeting) -> Found:
    """Resolve a name on its own, with or without `@` and quotes; positions count from its start."""
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
        begun = [e for e in nameable(meeting) if begins_name(bare, e.record) or has_initials(bare, e.record)]
        return _one_of(begun, bare, 0, len(name), meeting) if begun else found
    return found


def nameable(meeting: Meeting) -> list[Entry[Attendee]]:
    """Everybody a name may mean: the attendees, then those of the family who aren't among them, as attendees without an
    id and a reference."""
    here = [reader.record.id for e in meeting.attendees if (reader := reader_of(e.record, meeting))]
    others = (entry for entry in family_readers(meeting) if entry.record.id not in here)
    return [*meeting.attendees, *(Entry("", _stand_in(e.record.name), e.last, e.first) for e in others)]


def _stand_in(name: str) -> Attendee:
    return Attendee.model_construct(id="", name=name)


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
    """The shortest mention that resolves to this person: the name if it is unambiguous, otherwise the reference."""
    name = meeting.name_of(who)
    ref = meeting.ref_of(who.attendee or "")
    for typed in (f"@{name}", f'@"{name}"'):
        found = who_at(typed, 0, meeting)
        same = isinstance(found, Named) and found.who.attendee == who.attendee and meeting.name_of(found.who) == name
        if same and found.end == len(typed):
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
    """The people whom the longest run of words fits, exact names first, and the number of words used."""
    for count in range(len(run), 0, -1):
        typed = [word for word, _ in run[:count]]
        if found := [e for e in people if fits(typed, e.record)]:
            wanted = plain(" ".join(typed))
            return [e for e in found if plain(e.record.name) == wanted] or found, count
    return [], 0


def _who(entry: Entry[Attendee]) -> Who:
    return Who(name=entry.record.name, attendee=entry.record.id or None)


def _one_of(found: list[Entry[Attendee]], typed: str, at: int, end: int, meeting: Meeting) -> Named | Unclear:
    if len(found) == 1:
        return Named(_who(found[0]), at, end)
    choices = tuple(_who(e) for e in found)
    listed = (words.CHOICE.format(number=n, who=label(who, meeting)) for n, who in enumerate(choices[:MOST_NAMES], 1))
    shown = words.OR.join(listed)
    if len(choices) > MOST_NAMES:
        shown = words.MORE_CHOICES.format(choices=shown, count=len(choices) - MOST_NAMES)
    return Unclear(sentence(words.AMBIGUOUS, words=typed, choices=shown), choices, at, end)


def _quoted(name: str, at: int, end: int, meeting: Meeting) -> Found:
    people = nameable(meeting)
    if not plain(name):
        return Nobody(words.NOTHING_QUOTED, at, end)
    first, comma, rest = (part.strip() for part in name.partition(","))
    if is_nobodys(first) or is_nobodys(rest):
        return Nobody(words.VAGUE.format(words=name), at, end)
    typed = first.split()
    named = [e for e in people if has_name(typed, e.record)]
    named = [e for e in named if plain(e.record.name) == plain(first)] or named
    if comma:
        named = [e for e in named if has_role(rest.split(), e.record)]
        if len(named) == 1:
            return Named(_who(named[0]), at, end)
        if not plain(rest):
            return Nobody(words.NO_AGENCY.format(words=name), at, end)
        if len(name) > 200:
            return Nobody(words.TOO_LONG, at, end)
        return Named(Who(name=name), at, end)
    named = named or [e for e in people if has_role(typed, e.record)]
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

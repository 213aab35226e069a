"""Finds the clauses in a section of a line: mentions, deadlines, and the records that an action addresses.

A clause is only recognised outside the sentence: in a chain at the start or the end of its section or, for `by DATE`
and `for R1`, before a comma or full stop. Elsewhere the same words are text ("by bus", "for S47 enquiries", "@Karen and
Dawn were photographed") and kept as typed, a mention without its sign.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from chairtui.meeting.capture.cut_text import words_left
from chairtui.meeting.capture.people import Found, Named, Nobody, mentions, who_at
from chairtui.meeting.capture.result import not_one_person
from chairtui.meeting.dates.phrase import Phrase, is_vague, phrase_at
from chairtui.meeting.dates.vocabulary import CONDITIONS, EVENT
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Nation
from chairtui.meeting.kinds import STATEMENTS
from chairtui.meeting.records import Unsettled
from chairtui.words import capture as words


@dataclass(frozen=True, slots=True)
class Mention:
    """`@who`, `@A and B` or `@A, @B`: the people found for each name.

    `signs` are the characters that aren't text: the `@`, the quotes around a name, the number that chose among several.
    """

    start: int
    end: int
    found: tuple[Found, ...]
    signs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """`by DATE`, or a date at the end: the day, or why it is invalid.

    With a time of day, or at the end of a measure, its words stay in the text as well (`keeps`): an action has no field
    for the time, and "seen friday" may be the whole of what is measured. `unsure`
    is a date without `by` whose words may as well be part of the sentence; it is asked about, never taken. `by ?`
    (`open`) says that there is no deadline yet.
    """

    start: int
    end: int
    day: date | None
    wrong: str = ""
    keeps: bool = False
    unsure: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Addresses:
    """`for R1,N2`: the ids of the records, or why they can't be addressed."""

    start: int
    end: int
    ids: tuple[str, ...]
    wrong: str = ""


Clause = Mention | Deadline | Addresses


@dataclass(frozen=True, slots=True)
class Clauses:
    """A section's clauses by position: the chain at its start, those within its text, the chain at its end."""

    leading: tuple[Clause, ...] = ()
    amid: tuple[Clause, ...] = ()
    trailing: tuple[Clause, ...] = ()

    @property
    def all(self) -> tuple[Clause, ...]:
        return (*self.leading, *self.amid, *self.trailing)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(clause for clause in self.all if isinstance(clause, Mention))


_BY = re.compile(r"(?<!\S)by\b:?[^\S\n]+", re.IGNORECASE)
_LETTERS = "".join(letter for kind in STATEMENTS if kind.model is not Unsettled for letter in kind.letters.values())
_REF = rf"[{_LETTERS}]\d{{1,4}}(?![\w-])"
_REFS = rf"{_REF}(?:(?:\s*[,&/+]\s*(?:and\s+)?|\s+and\s+|\s+){_REF})*"
_FOR = re.compile(rf"(?<!\S)for\b:?\s+({_REFS})", re.IGNORECASE)
_BARE_REFS = re.compile(rf"(?<!\S)({_REFS})[\s,;.]*$", re.IGNORECASE)
_AND = re.compile(r"(?P<comma>\s*,\s*(?:and\s+)?|\s*,?\s+(?:and|with)\s+|\s*&\s*)", re.IGNORECASE)
_BOUNDARY = re.compile(r"\s*(?:$|[,;.:!?@]|(?:by|for|measure|m|family)\b)", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?<!\S)(?:asap|a\.s\.a\.p|as soon as (?:possible|practicable)|in due course|ongoing|tbc|tba|urgently|immediately)"
    r"(?!\w)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\?(?![^\s,;.@])")
_HANGS = re.compile(r"\b(?:of|from|after|before|in|to|on|following)$", re.IGNORECASE)
_ORDINAL_DAY = re.compile(r"(?:on\s+)?the\s+\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
_WORKING_DAYS = re.compile(r"\b(?:working|business|work)\s+days?$", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_GAP = " \t\n\u00a0,;.:–—"
_PAUSE = re.compile(r"[,;.!?)](?:\s|$)")
_LONGEST_DATE = 8
_RATES = ("a", "an", "every", "each", "per")
"""Words before a duration that make it a rate."""
_TIED = ("about", "for", "to", "since", "until", "till", "til", "during", "throughout", "over")
"""Words that make a time part of its sentence: "ask him about friday"."""

Bare = Literal["deadline", "both", "words"]
"""How to treat a date without `by` at the end of a sentence: as the deadline, as deadline and text, or as text."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the clauses of one line. `on` is the day dates are counted from; with `alone` a clause needs no text before
    it, as the line changes an existing record."""

    text: str
    meeting: Meeting
    on: date
    nation: Nation
    alone: bool = False

    def of_statement(self, start: int, end: int) -> Clauses:
        """In statements other than actions only mentions are clauses."""
        found = list(self._mentions(start, end))
        return _by_place(self.text, start, end, found, _chain_back(self.text, start, end, found))

    def of_action(self, start: int, end: int, *, bare: Bare) -> Clauses:
        """Mentions, deadlines and references. A date at the end needs no `by`; `bare` says how to treat one that
        follows text and no other clause."""
        found: list[Clause] = list(self._mentions(start, end))
        found += (a for match in _FOR.finditer(self.text, start, end) if (a := _addresses(match, self.meeting)))
        refs = self._bare_refs(start, end)
        stop = refs.start if refs else end
        for match in _BY.finditer(self.text, start, end):
            upto = min([c.start for c in found if c.start >= match.end()] + [max(stop, match.end())])
            if deadline := self._deadline(match.start(), match.end(), upto):
                found.append(deadline)
        found = _apart(found)
        return _by_place(self.text, start, end, found, self._action_chain(start, end, found, bare=bare))

    def _phrase(self, start: int, end: int) -> Phrase | None:
        """The date phrase that begins at `start`. An unfinished one ("10 working days of the referral") includes the
        words up to the next pause."""
        phrase = phrase_at(self.text, start, end, on=self.on, nation=self.nation)
        if phrase is None or not phrase.wrong or not _HANGS.search(self.text, phrase.start, phrase.end):
            return phrase
        pause = _PAUSE.search(self.text, phrase.end, end)
        said = self.text[phrase.start : pause.start() if pause else end].rstrip(_GAP)
        return replace(phrase, end=phrase.start + len(said), loose=False)

    # ---- mentions

    def _mentions(self, start: int, end: int) -> Iterator[Mention]:
        stop = start
        for at in mentions(self.text, start, end):
            if at >= stop:
                mention = self._mention(at, end)
                stop = mention.end
                yield mention

    def _mention(self, at: int, end: int) -> Mention:
        """A name, and those joined to it by "and" or a comma."""
        first = who_at(self.text, at, self.meeting, end)
        found, signs, stop = [first], [*_signs(self.text, at, first.end)], first.end
        while joined := _AND.match(self.text, stop, end):
            place = joined.end()
            signed = next(mentions(self.text, place, end), -1) == place
            if not signed and "," in joined["comma"]:
                break
            following = who_at(self.text, place if signed else place - 1, self.meeting, end)
            apart = self._ends_at(following.end, end) or goes_on(self.text, following.end, end)
            if not signed and (isinstance(following, Nobody) or not apart):
                break
            found.append(following)
            signs += _signs(self.text, place, following.end)
            stop = following.end
        return Mention(at, stop, tuple(found), tuple(signs))

    def _ends_at(self, place: int, end: int) -> bool:
        """Whether a name without an `@` ends the sentence, so that it isn't the subject of another."""
        if _BOUNDARY.match(self.text, place, end):
            return True
        phrase = phrase_at(self.text, place, end, on=self.on, nation=self.nation)
        return phrase is not None and (not phrase.loose or not self.text[phrase.end : end].strip(_GAP))

    # ---- deadlines

    def _deadline(self, start: int, after_by: int, end: int) -> Deadline | None:
        """The date phrase after `by`, even an ambiguous one; None if there is none."""
        if _OPEN.match(self.text, after_by, end):
            return Deadline(start, after_by + 1, None, open=True)
        phrase = self._phrase(after_by, end)
        if phrase is None:
            return None
        said = self.text[phrase.start : phrase.end]
        wrong = words.VAGUE_DEADLINE.format(words=said) if phrase.wrong and is_vague(said) else phrase.wrong
        return Deadline(start, phrase.end, phrase.day, wrong, phrase.timed)

    def _action_chain(self, start: int, end: int, found: Sequence[Clause], *, bare: Bare) -> list[Clause]:
        """The unbroken chain of clauses at the end, including dates and references without `by` and `for`."""
        chain: list[Clause] = []
        ends = {start + len(self.text[start : c.end].rstrip(_GAP)): c for c in found}
        refs: Addresses | None = None
        dated = any(isinstance(c, Deadline) for c in found)
        while True:
            end = start + len(self.text[start:end].rstrip(_GAP))
            clause = ends.get(end) or (None if dated else self._bare_date(start, end, ends, bare=bare))
            if clause is None and refs is None and (refs := self._bare_refs(start, end)):
                end = refs.start
                continue
            if clause is None:
                return [refs, *chain] if refs and self.alone and end == start else chain
            if refs:
                chain.insert(0, refs)
                refs = None
            dated = dated or isinstance(clause, Deadline)
            chain.insert(0, clause)
            end = clause.start

    def _bare_date(self, start: int, end: int, ends: Collection[int], *, bare: Bare) -> Deadline | None:
        """A date at the end without its `by`. After another clause any date counts; after text only one that can't be
        part of the sentence, so that "twice a day for 10 days" is no deadline."""
        if vague := next((m for m in _VAGUE.finditer(self.text, start, end) if m.end() == end), None):
            wrong = words.VAGUE_DEADLINE.format(words=vague[0])
            return Deadline(vague.start(), end, None, wrong) if bare == "deadline" else None
        after = max((place for place in ends if start < place < end), default=start if self.alone else end)
        after = end - len(self.text[after:end].lstrip(_GAP))
        if after < end and (phrase := self._phrase(after, end)) and phrase.end >= end:
            return Deadline(phrase.start, phrase.end, phrase.day, phrase.wrong, phrase.timed)
        return self._date_after_words(start, end, bare) if bare != "words" else None

    def _date_after_words(self, start: int, end: int, bare: Bare) -> Deadline | None:
        """A date that ends the sentence, never the last part of a phrase that as a whole names no day.

        It is unsure where the phrase names no certain day ("before christmas") or may be ordinary words ("10 days").
        """
        for token in list(_TOKEN.finditer(self.text, start, end))[-_LONGEST_DATE:]:
            phrase = self._phrase(token.start(), end)
            if phrase is None or phrase.end < end or EVENT.match(self.text, phrase.start, end):
                continue  # "the review on friday": the date is what follows
            said = self.text[start : token.start()].split()
            before = said[-1].strip("(\"'“‘").casefold() if said else ""
            if not before or before in words.TIES or any(c.isdigit() for c in before):
                return None
            if phrase.day is None and not self._may_be_deadline(phrase):
                return None
            if phrase.day and (phrase.day < self.on or (phrase.loose and self._is_rate(phrase))):
                return None
            keeps = phrase.timed or (bare == "both" and before[-1] not in ",;")
            unsure = phrase.day is None or (phrase.loose and not self._only_a_date(phrase, bare))
            return Deadline(phrase.start, phrase.end, phrase.day, phrase.wrong, keeps, unsure)
        return None

    def _may_be_deadline(self, phrase: Phrase) -> bool:
        """Whether words without a certain day are worth asking about: "before christmas", but not "weekly", "every
        friday", "when he is back" or the name April."""
        said = self.text[phrase.start : phrase.end]
        parts = re.split(r"[\s-]+", said.casefold())
        alone = len(parts) == 1 and not any(c.isdigit() for c in said)
        tied = parts[0] in (*_RATES, *_TIED) or said.endswith(("'s", "’s")) or is_vague(said)
        return not (alone or tied or (phrase.loose and CONDITIONS.intersection(parts)))

    def _only_a_date(self, phrase: Phrase, bare: Bare) -> bool:
        """Whether date words at the end of a sentence are unlikely to be part of it. Working days count towards a
        deadline, but "10 days" may be how long something is done, and so may working days in a measure."""
        said = self.text[phrase.start : phrase.end]
        return _ORDINAL_DAY.fullmatch(said) is not None or (
            bare == "deadline" and _WORKING_DAYS.search(said) is not None
        )

    def _is_rate(self, phrase: Phrase) -> bool:
        """Whether a duration is a rate: "an hour a week"."""
        return self.text[phrase.start : phrase.end].casefold().split()[0] in _RATES

    def _bare_refs(self, start: int, end: int) -> Addresses | None:
        """References at the end that follow another clause: `@sam fri R2`."""
        match = _BARE_REFS.search(self.text, start, end)
        return _addresses(match, self.meeting) if match else None


def without_signs(text: str, meeting: Meeting) -> str:
    """The words without the signs of their mentions, as an answer keeps them.

    Raises `NotTaken` for a name that isn't one person's.
    """
    signs: list[tuple[int, int]] = []
    for at in mentions(text):
        found = who_at(text, at, meeting)
        if not isinstance(found, Named):
            raise not_one_person(found, text, meeting)
        signs += _signs(text, at, found.end)
    return words_left(text, 0, len(text), (), signs) if signs else text


def _signs(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """The characters of a mention between `at` and `end` that aren't text."""
    if text[at : at + 1] == "@":
        yield at, at + 1
    quoted = re.compile(r"@([\"“”])[^\"“”]*([\"“”])").match(text, at, end)
    if quoted:
        yield quoted.span(1)
        yield quoted.span(2)
    if (number := re.compile(r".*?(?<=[^\W\d_\"”])(\d{1,4})$|.*[\"”](\d{1,4})$").match(text, at, end)) and not re.match(
        r"@?[pP]\d+$", text[at:end]
    ):
        yield number.span(1) if number[1] else number.span(2)


def _addresses(match: re.Match[str], meeting: Meeting) -> Addresses | None:
    """None for words such as S47 or A4: a strength counts only if it exists, an action never."""
    refs: list[str] = []
    end = match.end(1)
    for found in re.finditer(_REF, match[1], re.IGNORECASE):
        joined = not refs or match[1][: found.start()].rstrip().casefold().endswith((",", "&", "/", "+", "and"))
        if not joined and meeting.find(found[0]) is None:
            break  # "for R1 S47 enquiry": only an existing reference needs no comma
        refs.append(found[0].upper())
        end = match.start(1) + found.end()
    known = [meeting.find(ref) for ref in refs]
    if all(ref[0] == "A" or (ref[0] == "S" and entry is None) for ref, entry in zip(refs, known, strict=True)):
        return None
    if action := next((ref for ref in refs if ref[0] == "A"), ""):
        return Addresses(match.start(), end, (), words.NOT_AN_ACTION.format(ref=action))
    ids: dict[str, None] = {}
    for ref, entry in zip(refs, known, strict=True):
        if entry is None or entry.removed:
            wrong = words.NO_SUCH_REF if entry is None else words.REMOVED_REF
            return Addresses(match.start(), end, (), wrong.format(ref=ref))
        ids[entry.record.id] = None
    return Addresses(match.start(), end, tuple(ids))


def _apart(found: Iterable[Clause]) -> list[Clause]:
    """Sorted, without overlaps."""
    apart: list[Clause] = []
    for clause in sorted(found, key=lambda c: c.start):
        if not apart or clause.start >= apart[-1].end:
            apart.append(clause)
    return apart


def _chain_back(text: str, start: int, end: int, found: Sequence[Clause]) -> list[Clause]:
    """The unbroken chain of clauses that ends at `end`, in order."""
    chain: list[Clause] = []
    for clause in reversed(found):
        if clause.start < start or text[clause.end : end].strip(_GAP):
            break
        chain.insert(0, clause)
        end = clause.start
    return chain


def _by_place(text: str, start: int, end: int, found: Sequence[Clause], trailing: Sequence[Clause]) -> Clauses:
    first = trailing[0].start if trailing else end
    rest = [clause for clause in found if clause.end <= first]
    leading: list[Clause] = []
    at = start
    for clause in rest:
        if text[at : clause.start].strip(_GAP):
            break
        leading.append(clause)
        at = clause.end
    return Clauses(tuple(leading), tuple(rest[len(leading) :]), tuple(trailing))


def pauses_after(text: str, clause: Clause, end: int) -> bool:
    """Whether a comma or full stop follows a clause within the text and separates it."""
    return _PAUSE.match(text, clause.end, end) is not None


def is_subject(text: str, mention: Mention, end: int) -> bool:
    """Whether a mention at the start is the subject of the sentence ("@ada says he was out", "@Ada's report")."""
    if re.compile(r"['’]s\b").match(text, mention.end, end):
        return True
    if re.compile(r"\s*(?:&|(?:and|or|with)\b)").match(text, mention.end, end):
        return True  # "@ada and the police visit": the first of several
    return goes_on(text, mention.end, end)


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether a verb follows a name, which makes it the subject."""
    word = re.compile(r"\s*(?:,\s*(?=wh))?([^\W\d_][\w'’]*)").match(text, start, end)
    if word is None or not word[1][0].islower():
        return False
    said = word[1].replace("’", "'")
    return said in words.VERBS or (said.endswith("ed") and len(said) > 4)

"""Marks that say whom a line is about and who may not read it: `#ava`, `!not Mick why`, `!only police, health why`.

They are at the end of the line (a `#name` anywhere before), each with its reason. They are removed from the line before
it is parsed, and added to the records it makes. Words outside the capture line (an answer, the aim, a correction) take
the same marks by `take_readers`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from chairtui.meeting.after.restrictions import kept_from_everyone
from chairtui.meeting.capture.mark_people import (
    agencies_listed,
    best_named,
    relative_in,
    relatives_listed,
    unknown_name,
)
from chairtui.meeting.capture.names import plain
from chairtui.meeting.capture.result import Asks, NotTaken, Understood, refuse
from chairtui.meeting.capture.tokenise import mark_in
from chairtui.meeting.chairing.agencies import names_an_agency
from chairtui.meeting.copy_readers import family_readers
from chairtui.meeting.fold import Meeting
from chairtui.meeting.readers import MARKS, OnlyDiffers, Readers, both, both_reasons, is_marked, limits, readers_of
from chairtui.meeting.records import Action, Attendee, Decision, Draft, PersonConcerned, Record, Statement
from chairtui.words import capture as words
from chairtui.words.sentence import sentence

_MARK = re.compile(r"(?<!\S)!(?P<mark>restricted|not|only)\b[:,]?(?=\s|$)", re.IGNORECASE)
_ABOUT = re.compile(r"(?<!\S)#(?P<name>[^\W\d_][\w’'-]*)")
_Read = Callable[["Marks", str, str, tuple[int, int], Meeting], "Marks"]
"""Reads one mark: the marks so far, what it says, how it is typed and where."""
ReadersT = TypeVar("ReadersT", bound=Readers)
_LONGEST_AGENCY = 10
"""Maximum number of words of an agency's name that are matched."""
_WORDS_ASKED_ABOUT = 3
"""Maximum number of words that are asked about whole where no agency has that name."""
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
FIELDS = tuple(name for name in MARKS if name != "restricted")
"""The fields of a record that marks fill, save the one that is a section of a line."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The parsed marks of a line; `written` is their text."""

    restricted: str | None = None
    about: tuple[str, ...] = ()
    kept_from: tuple[str, ...] = ()
    kept_why: str = ""
    only: tuple[str, ...] = ()
    only_why: str = ""
    details: tuple[str, ...] = ()
    tags: str = ""
    written: str = ""

    def __bool__(self) -> bool:
        return bool(self.restricted or self.about or self.kept_from or self.only)

    @property
    def given(self) -> dict[str, object]:
        """The fields that they fill."""
        return {name: value for name in MARKS if (value := getattr(self, name))}

    @property
    def readers(self) -> Readers | None:
        """The marks as a record keeps them beside its words; None without any."""
        return Readers.model_validate(self.given) if self else None

    def on(self, understood: Understood) -> Understood:
        """The outcome with the marks added to each of its records."""
        drafts = tuple(
            _with(draft, draft.record.model_copy(update=self.given))
            if isinstance(draft.record, Statement) and not draft.removed
            else draft
            for draft in understood.drafts
        )
        return replace(understood, drafts=drafts, details=(*understood.details, *self.details))

    def on_dissent(self, understood: Understood) -> Understood:
        """What was understood, with the marks on the dissent that it adds to a decision."""
        (draft,) = understood.drafts
        assert isinstance(draft.record, Decision)
        *others, added = draft.record.dissent
        dissent = (*others, added.model_copy(update=self.given))
        drafts = (_with(draft, draft.record.model_copy(update={"dissent": dissent})),)
        return replace(understood, drafts=drafts, details=(*understood.details, *self.details))

    def on_reason(self, understood: Understood) -> Understood:
        """What was understood, with the marks on why somebody attends. Raises `NotTaken` where nobody said why."""
        drafts = []
        for draft in understood.drafts:
            person = draft.record
            if isinstance(person, Attendee) and self:
                if not person.why:
                    raise refuse(words.ONLY_THE_REASON)
                person = person.model_copy(update={"why_readers": together(person.why_readers, self.readers)})
            drafts.append(_with(draft, person))
        return replace(understood, drafts=tuple(drafts), details=(*understood.details, *self.details))

    def back_on(self, taken: NotTaken) -> NotTaken:
        """The question with the marks put back into each choice's line."""
        if not isinstance(taken.outcome, Asks):
            return taken
        choices = tuple(replace(choice, line=self._written_on(choice.line)) for choice in taken.outcome.choices)
        return NotTaken(replace(taken.outcome, choices=choices))

    def _written_on(self, line: str) -> str:
        found = _MARK.search(line)
        place = found.start() if found else len(line)
        return " ".join(filter(None, (line[:place].rstrip(), self.tags, line[place:].rstrip(), self.written)))


def _with(draft: Draft, record: Record) -> Draft:
    return draft.model_copy(update={"record": record})


def take_readers(typed: str, meeting: Meeting) -> tuple[str, Readers | None]:
    """Words without their marks, and what these say; None for words without marks.

    Raises `NotTaken` for marks that can't be read, and for what may be meant as one.
    """
    if not ("!" in typed or "#" in typed or mark_in(typed)):
        return typed, None
    said, marks = take_marks(typed, 0, meeting, restricted=True)
    if mark := next(filter(None, map(mark_in, (said, marks.restricted or "", marks.kept_why, marks.only_why))), ""):
        raise refuse(words.MEANT_MARK.format(words=mark))
    return said, marks.readers


def written(readers: Readers | None, meeting: Meeting) -> str:
    """Marks as they are typed, so that reading them gives them back; "" for none.

    What is kept from somebody who is recorded no more is kept from every relative.
    """
    if readers is None:
        return ""
    tags, marks = marks_of(readers, meeting, Marks())
    kept = readers.restricted or kept_from_everyone(readers, meeting)
    return " ".join(filter(None, (tags, f"!restricted {_flat(kept)}" if kept else "", marks)))


def together(first: Readers | None, second: Readers | None) -> Readers | None:
    """The marks of both. Raises `NotTaken` where both are for certain agencies and neither list holds the other."""
    if first is None or second is None:
        return second if first is None else first
    try:
        made = Readers.model_validate(both(first, second))
    except OnlyDiffers as differ:
        raise refuse(words.ONLY_DIFFERS.format(agencies=differ)) from None
    return made if is_marked(made) else None


def marks_of(record: Readers, meeting: Meeting, given: Marks) -> tuple[str, str]:
    """The tags and the marks of a record as text, for a line made from it, merged with those `given`; "" for none.

    Raises `NotTaken` where both name agencies and these differ.
    """
    if record.only and given.only and set(record.only) != set(given.only):
        raise refuse(words.ONLY_DIFFERS.format(agencies=", ".join(record.only)))
    concerned = {e.record.id: plain(e.record.name) for e in meeting.all(PersonConcerned)}
    used = Counter(word for name in concerned.values() for word in set(name))
    about = () if given.about else (concerned.get(id_, ()) for id_ in record.about)
    tags = [
        f"#{alone[0]}" for name in about if (alone := [word for word in name if used[word] == 1 and word[0].isalpha()])
    ]
    named = (e.record.name for e in family_readers(meeting) if e.record.id in record.kept_from)
    written = [f"!not {name} {_flat(record.kept_why)}" for name in named]
    if record.only and not given.only:
        written.append(f"!only {', '.join(record.only)} {_flat(record.only_why)}")
    return " ".join(tags), " ".join(written)


def inherit(record: ReadersT, source: Readers) -> ReadersT:
    """A record made from another, with the marks of both. Raises `NotTaken` as `together` does."""
    try:
        changes = both(source, record)
    except OnlyDiffers as differ:
        raise refuse(words.ONLY_DIFFERS.format(agencies=differ)) from None
    changes |= {"restricted": record.restricted or source.restricted, "about": record.about or source.about}
    return type(record).model_validate(record.model_dump() | changes)


def with_marks_of(action: Action, ids: Iterable[str], meeting: Meeting) -> tuple[Action, tuple[str, ...]]:
    """An action with the marks of the records (by id) that it is for, and what to say of that: the chair takes off
    what need not be there. Raises `NotTaken` as `together` does."""
    said: list[str] = []
    for id_ in dict.fromkeys(ids):
        entry = meeting.entry(id_)
        if entry is None or not isinstance(entry.record, Statement) or not limits(entry.record):
            continue
        marked = inherit(action, entry.record)
        if readers_of(marked) != readers_of(action):
            said.append(words.MARKED_AS.format(ref=entry.ref))
        action = marked
    return action, tuple(said)


def take_marks(
    line: str, start: int, meeting: Meeting, *, restricted: bool = False, agency: str = ""
) -> tuple[str, Marks]:
    """The line without its marks, from `start` on, and the parsed marks. Raises `NotTaken` for an invalid one.

    `!restricted` stays in the line, as one of its sections, unless it is taken too (`restricted`). `agency` is that of
    somebody whom the line itself adds.
    """
    found = list(_MARK.finditer(line, start))
    ours = [mark for mark in found if restricted or mark["mark"].casefold() != "restricted"]
    end = found[0].start() if found else len(line)
    marks = Marks()
    readers: dict[str, _Read] = {"restricted": _restricted, "not": _not, "only": partial(_only, agency=agency)}
    head, tags = _without_tags(line, start, end, meeting)
    if tags:
        names = [_name_of(id_, meeting) for id_ in tags]
        marks = replace(
            marks,
            about=tags,
            details=(words.ABOUT.format(names=words.AND.join(names)),),
            tags=" ".join(f"#{plain(name)[0]}" for name in names),
        )
    rest: list[str] = []
    for mark, following in zip(found, [*found[1:], None], strict=False):
        until = following.start() if following else len(line)
        whole, said = line[mark.start() : until].rstrip(), line[mark.end() : until].strip()
        if mark not in ours:
            rest.append(whole)
            continue
        kind = mark["mark"].casefold()
        if kind == "restricted" and not any(map(str.isalnum, said)):
            raise refuse(words.WHY_RESTRICTED, mark.start(), until, "reason")
        if "@" in said or "\n" in said or not said:
            raise refuse(words.MARK_LAST.format(words=whole), mark.start(), until)
        marks = readers[kind](marks, said, whole, (mark.start(), until), meeting)
    if not marks:
        return line, marks
    return " ".join([head.rstrip(), *rest]) if rest else head.rstrip(), marks


def apart_from_marks(line: str) -> tuple[str, str]:
    """A line's text, and the marks at its end."""
    found = _MARK.search(line)
    return (line[: found.start()].rstrip(), line[found.start() :]) if found else (line, "")


def _without_tags(line: str, start: int, end: int, meeting: Meeting) -> tuple[str, tuple[str, ...]]:
    """The text before the marks, with `#name` removed at the end, or before who said it, and without its sign
    elsewhere."""
    ids: list[str] = []
    head = line[:end]
    for tag in reversed(list(_ABOUT.finditer(line, start, end))):
        same = best_named(tag["name"], meeting.all(PersonConcerned))
        if len(same) != 1:
            raise refuse(sentence(words.NOT_CONCERNED, words=tag[0]), tag.start(), tag.end())
        ids.insert(0, same[0].record.id)
        after = head[tag.end() :]
        if not after.strip() or _says_who(after.strip(), meeting):
            head = f"{head[: tag.start()].rstrip()} {after.strip()}".rstrip()
        else:
            head = f"{head[: tag.start()]}{tag['name']}{after}"
    return head, tuple(dict.fromkeys(ids))


def _says_who(words_: str, meeting: Meeting) -> bool:
    """Whether the words are nothing but `@` and the name of somebody invited, which is no part of the text either."""
    name = set(plain(words_.removeprefix("@")))
    called = (set(plain(e.record.name)) | set(plain(e.record.known_as)) for e in meeting.attendees)
    return words_.startswith("@") and bool(name) and any(name <= known for known in called)


def _restricted(marks: Marks, said: str, whole: str, _place: tuple[int, int], _meeting: Meeting) -> Marks:
    """`!restricted why`: a second one is a second reason."""
    return replace(
        marks,
        restricted=both_reasons(marks.restricted or "", said),
        details=(*marks.details, words.RESTRICTED),
        written=f"{marks.written} {whole}".strip(),
    )


def _not(marks: Marks, said: str, whole: str, place: tuple[int, int], meeting: Meeting) -> Marks:
    """`!not Mick why`, `!not L1 why`, `!not mother: why`."""
    typed = said.split()
    found = relative_in(typed, meeting)
    if found is None:
        start, length = place[0] + len(whole) - len(said), unknown_name(said)
        name, listed = f"!not {said[:length]}", relatives_listed(meeting)
        wrong = words.WHICH_RELATIVE if listed else words.NOT_A_RELATIVE
        raise refuse(wrong.format(words=name, relatives=listed.removesuffix(".")), start, start + length, "relative")
    entry, count = found
    why = " ".join(typed[count:])
    if not any(map(str.isalnum, why)):
        raise refuse(words.MARK_WHY.format(words=whole), *place, "reason")
    relative = entry.record
    return replace(
        marks,
        kept_from=tuple(dict.fromkeys((*marks.kept_from, relative.id))),
        kept_why=both_reasons(marks.kept_why, why),
        details=(*marks.details, words.KEPT_FROM.format(name=relative.name)),
        written=f"{marks.written} {whole}".strip(),
    )


def _only(marks: Marks, said: str, whole: str, place: tuple[int, int], meeting: Meeting, *, agency: str = "") -> Marks:
    """`!only police, health why`: agencies parted by commas, then the reason."""
    if marks.only:
        raise refuse(words.ONLY_ONCE, *place)
    there = tuple(name for name in (agency, *(entry.record.agency for entry in meeting.all(Attendee))) if name)
    named, why = agencies_and_reason(said, there)
    if not why or not all(map(plain, named)):
        raise refuse(words.MARK_WHY.format(words=whole), *place, "reason")
    for name in named:
        if not names_an_agency(name, there):
            at = place[0] + whole.index(name, len(whole) - len(said))
            listed = agencies_listed(meeting)
            wrong = words.WHICH_AGENCY if listed else words.NO_SUCH_AGENCY
            raise refuse(wrong.format(agency=name, agencies=listed), at, at + len(name), "agency")
    return replace(
        marks,
        only=named,
        only_why=why,
        details=(*marks.details, words.ONLY_FOR.format(agencies=", ".join(named))),
        written=f"{marks.written} {whole}".strip(),
    )


def agencies_and_reason(said: str, there: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """What stands before and after the end of the last agency.

    The reason begins behind the first agency that words follow without a comma, and may have commas and agencies of its
    own: no word of it is lost, and fewer read the line rather than more. What stands before and is no agency is asked
    about.
    """
    parts = _with_commas(said, there).split(",")
    sizes = [_size_of_agency(part.split(), there) for part in parts]
    names = [" ".join(part.split()[:size]).rstrip(":") for part, size in zip(parts, sizes, strict=True)]
    begins = [names_an_agency(name, there) for name in names]
    last = next((n for n, part in enumerate(parts) if begins[n] and len(part.split()) > sizes[n]), len(parts) - 1)
    typed = parts[last].split()
    why = ",".join((" ".join(typed[sizes[last] :]), *parts[last + 1 :]))
    first = (part.strip() if begins[n] else _at_most_an_agency(part) for n, part in enumerate(parts[:last]))
    return (*first, names[last]), why.strip()


def _with_commas(said: str, there: Sequence[str]) -> str:
    """`police, health and social work why`: an "and" between two agencies is a comma, and one in a name stays."""
    for found in _AND.finditer(said):
        before = said[: found.start()].rpartition(",")[2].strip()
        after = said[found.end() :].partition(",")[0].split()
        whole = [*before.split(), "and", *after]
        joined = len(before.split()) < _size_of_agency(whole, there)
        named = " ".join(after[: _size_of_agency(after, there)]).rstrip(":")
        if names_an_agency(before, there) and names_an_agency(named, there) and not joined:
            return _with_commas(f"{said[: found.start()]}, {said[found.end() :]}", there)
    return said


def _at_most_an_agency(part: str) -> str:
    """A part of a list of agencies; of one too long for an agency's name the first word, so that an answer to which
    agency was meant takes the place of that alone."""
    words_ = part.split()
    return words_[0] if len(words_) > _WORDS_ASKED_ABOUT else part.strip()


def _size_of_agency(typed: Sequence[str], there: Sequence[str]) -> int:
    """How many words name an agency: the most that name one, or else the most that an agency's name has too."""
    begun = [" ".join(typed[:count]).rstrip(":") for count in range(1, min(len(typed), _LONGEST_AGENCY) + 1)]
    named = [n for n, name in enumerate(begun, 1) if names_an_agency(name, there)]
    known = [set(plain(name)) for name in there]
    like = [n for n, name in enumerate(begun, 1) if any(set(plain(name)) <= each for each in known)]
    return max(named or like or [1])


def _name_of(id_: str, meeting: Meeting) -> str:
    entry = meeting.entry(id_)
    return entry.record.name if entry and isinstance(entry.record, PersonConcerned) else id_


def _flat(text: str) -> str:
    return " ".join(text.split())

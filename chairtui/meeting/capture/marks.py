"""Marks that say whom a line is about and who may not read it: `#ava`, `!not Mick why`, `!only police, health why`.

They stand at the end of the line (a `#name` anywhere before), each with its reason. They are taken out of the line
before anything else is read, and put on the records that it makes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TypeVar

from chairtui.meeting.capture.names import plain
from chairtui.meeting.capture.result import Asks, NotTaken, Understood, refuse
from chairtui.meeting.chairing.agencies import STATUTORY
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Attendee, PersonConcerned, Relative, Statement
from chairtui.words import capture as words

_MARK = re.compile(r"(?<!\S)!(?P<mark>restricted|not|only)\b[:,]?(?=\s|$)", re.IGNORECASE)
_ABOUT = re.compile(r"(?<!\S)#(?P<name>[^\W\d_][\w’'-]*)")
StatementT = TypeVar("StatementT", bound=Statement)
_LONGEST_AGENCY = 5
"""Words of an agency's name that are looked for."""
FIELDS = ("about", "kept_from", "kept_why", "only", "only_why")
"""The fields of a record that marks fill."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks of a line say; `written` is how they are typed."""

    about: tuple[str, ...] = ()
    kept_from: tuple[str, ...] = ()
    kept_why: str = ""
    only: tuple[str, ...] = ()
    only_why: str = ""
    details: tuple[str, ...] = ()
    tags: str = ""
    written: str = ""

    def __bool__(self) -> bool:
        return bool(self.about or self.kept_from or self.only)

    def on(self, understood: Understood) -> Understood:
        """What was understood, with the marks on each of its records."""
        given = {name: value for name in FIELDS if (value := getattr(self, name))}
        drafts = tuple(
            draft.model_copy(update={"record": draft.record.model_copy(update=given)})
            if isinstance(draft.record, Statement) and not draft.removed
            else draft
            for draft in understood.drafts
        )
        return replace(understood, drafts=drafts, details=(*understood.details, *self.details))

    def back_on(self, taken: NotTaken) -> NotTaken:
        """The same question, where each choice is a line that has the marks again."""
        if not isinstance(taken.outcome, Asks):
            return taken
        choices = tuple(replace(choice, line=self._written_on(choice.line)) for choice in taken.outcome.choices)
        return NotTaken(replace(taken.outcome, choices=choices))

    def _written_on(self, line: str) -> str:
        found = _MARK.search(line)
        place = found.start() if found else len(line)
        return " ".join(filter(None, (line[:place].rstrip(), self.tags, line[place:].rstrip(), self.written)))


def marks_of(record: Statement, meeting: Meeting, given: Marks) -> tuple[str, str]:
    """The tags and the marks of a record, as a line made from it takes them beside those `given`; "" for none.

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
    named = (e.record.name for e in meeting.all(Relative) if e.record.id in record.kept_from)
    written = [f"!not {name} {_flat(record.kept_why)}" for name in named]
    if record.only and not given.only:
        written.append(f"!only {', '.join(record.only)} {_flat(record.only_why)}")
    return " ".join(tags), " ".join(written)


def inherit(record: StatementT, source: Statement) -> StatementT:
    """A record made from another, with that one's marks beside its own."""
    only = record if record.only else source
    changes = {
        "restricted": record.restricted or source.restricted,
        "about": record.about or source.about,
        "kept_from": tuple(dict.fromkeys((*source.kept_from, *record.kept_from))),
        "kept_why": both_reasons(source.kept_why, record.kept_why),
        "only": only.only,
        "only_why": only.only_why,
    }
    return type(record).model_validate(record.model_dump() | changes)


def both_reasons(first: str, second: str) -> str:
    """Two reasons as one, with what they have in common said once."""
    reasons = (reason for both in (first, second) if both for reason in both.split("; "))
    return "; ".join(dict.fromkeys(reasons))


def take_marks(line: str, start: int, meeting: Meeting) -> tuple[str, Marks]:
    """The line without its marks, from `start` on, and what they say. Raises `NotTaken` for one that can't be read."""
    found = list(_MARK.finditer(line, start))
    ours = [mark for mark in found if mark["mark"].casefold() != "restricted"]
    end = found[0].start() if found else len(line)
    marks = Marks()
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
        if "@" in said or not said:
            raise refuse(words.MARK_LAST.format(words=whole), mark.start(), until)
        read = _not if mark["mark"].casefold() == "not" else _only
        marks = read(marks, said, whole, (mark.start(), until), meeting)
    if not marks:
        return line, marks
    return " ".join([head.rstrip(), *rest]) if rest else head.rstrip(), marks


def _without_tags(line: str, start: int, end: int, meeting: Meeting) -> tuple[str, tuple[str, ...]]:
    """The words before the marks without each `#name`: left out at the end, without its sign amid the words."""
    ids: list[str] = []
    head = line[:end]
    for tag in reversed(list(_ABOUT.finditer(line, start, end))):
        same = [e for e in meeting.all(PersonConcerned) if tag["name"].casefold() in plain(e.record.name)]
        if len(same) != 1:
            raise refuse(words.NOT_CONCERNED.format(words=tag[0]), tag.start(), tag.end())
        ids.insert(0, same[0].record.id)
        after = head[tag.end() :]
        head = head[: tag.start()].rstrip() if not after.strip() else f"{head[: tag.start()]}{tag['name']}{after}"
    return head, tuple(dict.fromkeys(ids))


def _not(marks: Marks, said: str, whole: str, place: tuple[int, int], meeting: Meeting) -> Marks:
    """`!not Mick why`: the relative is the longest start of it that is one's name."""
    typed = said.split()
    for count in range(len(typed), 0, -1):
        wanted = plain(" ".join(typed[:count]))
        same = [e for e in meeting.all(Relative) if wanted and set(wanted) <= set(plain(e.record.name))]
        if len(same) == 1:
            why = " ".join(typed[count:])
            if not why:
                raise refuse(words.MARK_WHY.format(words=whole), *place, "reason")
            relative = same[0].record
            return replace(
                marks,
                kept_from=tuple(dict.fromkeys((*marks.kept_from, relative.id))),
                kept_why=both_reasons(marks.kept_why, why),
                details=(*marks.details, words.KEPT_FROM.format(name=relative.name)),
                written=f"{marks.written} {whole}".strip(),
            )
    raise refuse(words.NOT_A_RELATIVE.format(words=whole), *place)


def _only(marks: Marks, said: str, whole: str, place: tuple[int, int], meeting: Meeting) -> Marks:
    """`!only police, health why`: agencies parted by commas, then the reason."""
    if marks.only:
        raise refuse(words.ONLY_ONCE, *place)
    *first, last = [part.strip() for part in said.split(",")]
    typed = last.split()
    known = [set(plain(e.record.agency)) for e in meeting.all(Attendee) if e.record.agency]
    size = 1
    for count in range(min(len(typed), _LONGEST_AGENCY), 1, -1):
        wanted = set(plain(" ".join(typed[:count])))
        if wanted and any(wanted <= agency for agency in known):
            size = count
            break
    agencies = (*first, " ".join(typed[:size]))
    why = " ".join(typed[size:])
    if not why or not all(plain(agency) for agency in agencies):
        raise refuse(words.MARK_WHY.format(words=whole), *place, "reason")
    for agency in agencies:
        wanted = set(plain(agency))
        if agency.casefold() != STATUTORY and not any(wanted <= there for there in known):
            raise refuse(words.NO_SUCH_AGENCY.format(agency=agency), *place)
    return replace(
        marks,
        only=agencies,
        only_why=why,
        details=(*marks.details, words.ONLY_FOR.format(agencies=", ".join(agencies))),
        written=f"{marks.written} {whole}".strip(),
    )


def _name_of(id_: str, meeting: Meeting) -> str:
    entry = meeting.entry(id_)
    return entry.record.name if entry and isinstance(entry.record, PersonConcerned) else id_


def _flat(text: str) -> str:
    return " ".join(text.split())

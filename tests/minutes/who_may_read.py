"""Who may read each of a random meeting's words, worked out from its records without the code that makes copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chairtui.meeting.copy_readers import family_readers
from chairtui.meeting.fold import Meeting
from chairtui.meeting.parts import answer_parts, had_part_two
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Amendment,
    Answer,
    Attendee,
    Decision,
    Details,
    Record,
    Statement,
)
from tests.minutes.random_meetings import STATUTORY, TOKEN

NOBODY = 0
"""The part of what is in nobody's copy."""
FOR: dict[str, frozenset[str]] = {"police": frozenset({"Police"}), "statutory": STATUTORY}
"""The agencies that `!only` stands for in random meetings."""
PRINTED = ("restricted", "kept_why", "only_why")


@dataclass(frozen=True)
class Said:
    """Some words, the marks that all hold for them, and the parts whose attendees read them.

    `within` are marks on parts of what is corrected, which no relative's copy prints: they don't hold for one, who is
    given a correction with its words in sight.
    """

    text: str
    marks: tuple[Readers, ...] = ()
    parts: tuple[int, ...] = (1,)
    within: tuple[Readers, ...] = ()

    @property
    def tokens(self) -> set[str]:
        return set(TOKEN.findall(self.text))


def everything_said(meeting: Meeting) -> Iterator[Said]:
    """Every stretch of words in a meeting as it stands, save names."""
    details, parts = meeting.details, answer_parts(meeting)
    yield Said(details.aim, _marks(details.aim_readers))
    if meeting.not_convened:
        yield Said(meeting.not_convened.model_dump_json())
    for kind, read_in in (("agreement", 1), ("departure", 1), ("follow-up", NOBODY), ("release", NOBODY)):
        yield from (Said(entry.record.model_dump_json(), parts=(read_in,)) for entry in meeting.of_kind(kind))
    for person in meeting.attendees:
        why = _marks(person.record.why_readers)
        yield Said(person.record.why, why, person.record.parts)
        yield from _reasons(why, person.record.parts)
    for entry in (*meeting.statements, *meeting.all(Answer), *meeting.amendments):
        record, over = entry.record, _corrected(entry.record, meeting)
        base = over[-1]
        where = _parts_of(base, parts)
        if "unsettled" in (base.kind, record.kind):
            where = (NOBODY,)
        marks = tuple(each for each in over if isinstance(each, Readers))
        within = tuple(mark for each in over for mark in _marked_within(each))
        if isinstance(record, Decision):
            within = ()
            for dissent in record.dissent:
                yield Said(dissent.text, (dissent, record), (dissent.part or record.part,))
                yield from _reasons((dissent,), (dissent.part or record.part,), beside=(record,))
        yield Said(record.model_dump_json(exclude={"dissent", *PRINTED}), marks, where, within)
        if isinstance(record, Readers):
            yield from _reasons((record,), where, beside=(*marks, *within))


def _marks(readers: Readers | None) -> tuple[Readers, ...]:
    return (readers,) if readers is not None else ()


def _reasons(own: tuple[Readers, ...], parts: tuple[int, ...], beside: tuple[Readers, ...] = ()) -> Iterator[Said]:
    """Why words are marked: professionals who read them are told why no relative may, and nothing else."""
    for mark in own:
        yield Said(mark.restricted or "", (*own, *beside), parts)
        yield Said(f"{mark.kept_why} {mark.only_why}", parts=(NOBODY,))


def _corrected(record: Record, meeting: Meeting) -> list[Record]:
    """A record, and what it corrects, to the root."""
    over = [record]
    while isinstance(over[-1], Amendment):
        target = meeting.entry(over[-1].target)
        assert target is not None
        over.append(target.record)
    return over


def _marked_within(record: Record) -> tuple[Readers, ...]:
    """A correction may say what a part of its record says, so it is for those who may read all of it."""
    match record:
        case Details():
            return (*_marks(record.aim_readers), *_marks(record.reasons_readers))
        case Attendee():
            return _marks(record.why_readers)
        case Decision():
            return record.dissent
        case _:
            return ()


def _parts_of(base: Record, answered: Mapping[str, int]) -> tuple[int, ...]:
    match base:
        case Answer():
            return (base.part or answered[base.id],)
        case Statement():
            return (base.part,)
        case Attendee():
            return tuple(base.parts)
        case _:
            return (1,)


def kept_from_professional(meeting: Meeting, person: Attendee) -> set[str]:
    """The words that an attendee's copy must not hold."""
    posts = map(meeting.attendee_of, (meeting.details.chair, meeting.details.note_taker))
    chair, note_taker = (post is not None and post.id == person.id for post in posts)
    leads = chair or note_taker
    one_part = had_part_two(meeting) and not leads and set(person.parts) != {1, 2}
    hidden: set[str] = set()
    shown: set[str] = set()
    for said in everything_said(meeting):
        others = not chair and not _for_agency((*said.marks, *said.within), person.agency)
        elsewhere = one_part and not set(said.parts) & set(person.parts)
        (hidden if others or elsewhere or NOBODY in said.parts else shown).update(said.tokens)
    return hidden - shown


def for_other_agencies(meeting: Meeting, agency: str) -> set[str]:
    """The words that are only for people of other agencies."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for said in everything_said(meeting):
        (shown if _for_agency((*said.marks, *said.within), agency) else hidden).update(said.tokens)
    return hidden - shown


def _for_agency(marks: tuple[Readers, ...], agency: str) -> bool:
    return all(any(agency in FOR[name.casefold()] for name in mark.only) for mark in marks if mark.only)


def kept_from_relative(meeting: Meeting, reader: str) -> set[str]:
    """The words that a mark keeps from one of the family (by record id)."""
    standing = {entry.record.id for entry in family_readers(meeting)}

    def keeps(mark: Readers) -> bool:
        named = any(kept == reader or kept not in standing or reader == f"{kept}-2" for kept in mark.kept_from)
        return mark.restricted is not None or bool(mark.only) or named

    hidden: set[str] = set()
    free: set[str] = set()
    for said in everything_said(meeting):
        (hidden if any(map(keeps, said.marks)) else free).update(said.tokens)
    return hidden - free


def only_about_others(meeting: Meeting, about: str) -> set[str]:
    """The words that are about other persons concerned than this one (by record id)."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for said in everything_said(meeting):
        own, *rest = (*said.marks, *said.within) or (Readers(),)
        of_others = [bool(mark.about) and about not in mark.about for mark in (own, *rest)]
        others = of_others[0] or (about not in own.about and any(of_others))
        (hidden if others else shown).update(said.tokens)
    return hidden - shown


def typed_not_for_relative(typed: Mapping[str, set[str]], name: str) -> set[str]:
    """The words typed with a mark that keeps them from somebody of the family of that name."""
    return {word for word, marks in typed.items() if any(mark[:3] != "not" or mark[4:] in name for mark in marks)}


def typed_for_other_agencies(typed: Mapping[str, set[str]], agency: str) -> set[str]:
    """The words typed with a mark that keeps them from people of an agency."""
    only = {word: [mark.removeprefix("only ") for mark in marks if mark[:4] == "only"] for word, marks in typed.items()}
    return {word for word, names in only.items() if any(agency not in FOR[name] for name in names)}

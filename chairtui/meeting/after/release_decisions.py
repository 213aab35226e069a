"""Decisions about what a relative is given of the minutes, line by line.

A line goes in once somebody has decided so for that relative and its current text (KBSP-16, IOW-18). Lines changed or
added since need another decision, and until then there is no copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chairtui.meeting.after.printed_lines import AIM, HEAD, is_digest_of, line_digest, line_ids, line_text, printed
from chairtui.meeting.after.proposals import Proposals
from chairtui.meeting.after.restrictions import kept_by_mark
from chairtui.meeting.amended import corrected_by
from chairtui.meeting.capture.names import plain
from chairtui.meeting.copy_readers import FamilyEntry, family_of_part_two, family_reader, family_readers, kept_out
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.sharing import Place
from chairtui.meeting.own_answers import answer_ref
from chairtui.meeting.readers import Readers, both
from chairtui.meeting.records import Amendment, Draft, Record, Release, ReleasedLine, Version
from chairtui.words import release as words

__all__ = [
    "AIM",
    "HEAD",
    "CopyRefused",
    "Line",
    "NotReleased",
    "Standing",
    "decide",
    "decided_for",
    "first_to_release",
    "held_back",
    "lines",
    "relative_named",
    "released_by",
    "released_to",
    "standing",
    "still_to_do",
    "undecided",
    "why_given_nothing",
]


class CopyRefused(ValueError):
    """Base of refusals about copies. The message is for a person; `on_screen` has the remedy by key, not by command."""

    def __init__(self, message: str, on_screen: str = "") -> None:
        super().__init__(message)
        self.on_screen = on_screen or message


class NotReleased(CopyRefused):
    """A relative's copy that may not be made, or a decision that can't be recorded."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line for one relative: its reference, the text that would be printed, and its place.

    `place` is the decision about its current text, otherwise the proposal, with the reason `why`; `decided` tells
    which, and `by` who decided. `locked`: a mark keeps it from this relative.
    """

    id: str
    ref: str
    text: str
    digest: str
    place: Place
    why: str = ""
    decided: bool = False
    locked: bool = False
    by: str = ""


def relative_named(typed: str, meeting: Meeting) -> FamilyEntry:
    """The relative or person concerned of that name, part of one, or reference. Raises `NotReleased`."""
    everyone = family_readers(meeting)
    wanted = plain(typed)
    exactly = [e for e in everyone if e.ref.casefold() == typed.strip().casefold() or plain(e.record.name) == wanted]
    found = exactly or [e for e in everyone if wanted and set(wanted) <= set(plain(e.record.name))]
    if len(found) == 1:
        return found[0]
    if not everyone:
        raise NotReleased(words.NO_RELATIVES.format(meeting=meeting.id))
    known = ", ".join(f"{e.record.name} ({e.ref})" for e in found or everyone)
    raise NotReleased((words.SEVERAL if found else words.NO_SUCH_RELATIVE).format(name=typed, known=known))


def released_to(relative: str, meeting: Meeting) -> frozenset[str]:
    """Ids of the lines in a relative's copy: shared by the last decision and not changed since."""
    return frozenset() if family_reader(relative, meeting) is None else decided_for(relative, meeting)


def decided_for(relative: str, meeting: Meeting) -> frozenset[str]:
    """As `released_to`, also for a relative who was removed since."""
    if kept_out(relative, meeting) is not None:
        return frozenset()
    return frozenset(
        id_
        for id_, (shared, digest, _, _) in _decisions(relative, meeting).items()
        if shared and not _why_locked(id_, relative, meeting) and is_digest_of(digest, id_, meeting)
    )


def held_back(meeting: Meeting) -> dict[str, Readers]:
    """What decisions hold back, by the line's id, as marks say it: from whom, and why. Of the relatives removed since
    too, and whatever the line says now."""
    found: dict[str, Readers] = {}
    for relative in dict.fromkeys(v.record.relative for v in meeting.versions if isinstance(v.record, Release)):
        for id_, (shared, _, reason, _) in _decisions(relative, meeting).items():
            if not shared:
                held = Readers(kept_from=(relative,), kept_why=reason)
                found[id_] = Readers.model_validate(both(found.get(id_, Readers()), held))
    return found


def lines(meeting: Meeting, format_: Format, relative: str, proposals: Proposals | None = None) -> list[Line]:
    """All lines in the order of the page: the heading, statements, answers, people, corrections."""
    return list(_lines(meeting, format_, relative, proposals or Proposals(meeting, format_, relative)))


def _lines(meeting: Meeting, format_: Format, relative: str, proposals: Proposals) -> Iterator[Line]:
    decisions = _decisions(relative, meeting)
    for id_ in line_ids(meeting):
        entry = meeting.entry(id_)
        ref = id_ if entry is None else entry.ref or answer_ref(id_, meeting)
        text, digest = line_text(id_, meeting, format_), line_digest(id_, meeting)
        if mark := _why_locked(id_, relative, meeting):
            yield Line(id_, ref, text, digest, "held back", mark, locked=True)
            continue
        shared, then, reason, by = decisions.get(id_, (False, "", "", ""))
        if then and is_digest_of(then, id_, meeting):
            yield Line(id_, ref, text, digest, "goes in" if shared else "held back", reason, decided=True, by=by)
            continue
        place, why = proposals.of(id_)
        if then:
            place, why = ("held back" if place == "held back" else "decide"), words.CHANGED
        yield Line(id_, ref, text, digest, place, why)


Standing = Literal["nobody", "given nothing", "not released", "changed", "no heading", "nothing", "released"]
"""The state of a relative's copy; only a released one may be made."""


def released_by(meeting: Meeting, relative: str) -> Version | None:
    """The version that released a relative's copy last, None while none has."""
    releases = (e for e in meeting.all(Release) if e.record.relative == relative and e.record.done)
    return max((entry.last for entry in releases), key=lambda version: version.seq, default=None)


def standing(meeting: Meeting, relative: str, given: Sequence[Line]) -> Standing:
    """The state of a relative's copy; `given` are its `lines`."""
    if family_reader(relative, meeting) is None:
        return "nobody"
    if kept_out(relative, meeting) is not None:
        return "given nothing"
    if released_by(meeting, relative) is None:
        return "not released"
    if undecided(given):
        return "changed"
    shared = {line.id for line in given if line.decided and line.place == "goes in"}
    if HEAD not in shared:
        return "no heading"
    return "nothing" if meeting.not_convened and meeting.not_convened.id not in shared else "released"


def first_to_release(among: Sequence[str], meeting: Meeting, format_: Format, *, looked_at: str = "") -> str:
    """Which relative (by record id) to begin with: who was in part two and whose copy isn't released yet, or else whom
    somebody `looked_at` last, or else the first whose copy isn't released; "" for none."""
    done = ("released", "given nothing")
    left = [id_ for id_ in among if standing(meeting, id_, lines(meeting, format_, id_)) not in done]
    there = family_of_part_two(meeting)
    joined = [id_ for id_ in left if id_ in there]
    if looked_at in among and (looked_at in joined or not joined):
        return looked_at
    return next(iter((*joined, *left, *among)), "")


def undecided(given: Sequence[Line]) -> list[Line]:
    """The lines whose current text nobody has decided about."""
    return [line for line in given if not line.decided and not line.locked]


def still_to_do(meeting: Meeting, format_: Format, relative: str, *, on_screen: bool = False) -> str:
    """Why there is no copy for a relative yet and what to do, by command or `on_screen` by key; "" once released."""
    reader = family_reader(relative, meeting)
    name = reader.name if reader else ""
    given = lines(meeting, format_, relative) if name else []
    stands = standing(meeting, relative, given)
    refs = ", ".join(line.ref for line in undecided(given))
    return words.not_ready(
        stands,
        name,
        meeting.id,
        refs,
        on_screen=on_screen,
        why=why_given_nothing(relative, meeting),
        ref=meeting.ref_of(relative),
    )


def why_given_nothing(relative: str, meeting: Meeting) -> str:
    """That a relative is given nothing, and why; "" for one who may be given a copy."""
    reader, other = family_reader(relative, meeting), kept_out(relative, meeting)
    if reader is None or other is None:
        return ""
    said = words.IS_GIVEN_NOTHING if other.id == relative else words.MAY_BE_KEPT_OUT
    return words.with_why(said.format(name=reader.name, other=other.name), other.given_nothing_why)


def decide(
    meeting: Meeting,
    format_: Format,
    relative: str,
    *,
    share: Collection[str] = (),
    hold: Collection[str] = (),
    reason: str = "",
    done: bool = False,
) -> Draft:
    """The draft that records a decision; `share` and `hold` are references or ids of lines.

    With `done` all other lines go where proposed; those still to decide are held back. Raises `NotReleased`, also for
    somebody who is given nothing.
    """
    if kept_out(relative, meeting) is not None:
        raise NotReleased(
            still_to_do(meeting, format_, relative), still_to_do(meeting, format_, relative, on_screen=True)
        )
    there = {line.id: line for line in lines(meeting, format_, relative)}
    sharing, holding = _chosen(share, there), _chosen(hold, there)
    asked = set(holding)
    for line in sharing.values():
        if line.locked:
            raise NotReleased(words.LOCKED.format(ref=line.ref, why=line.why))
        if line.id in holding:
            raise NotReleased(words.BOTH.format(ref=line.ref))
    if done:
        for line in there.values():
            if line.id not in sharing and line.id not in holding and not line.decided and not line.locked:
                (sharing if line.place == "goes in" else holding)[line.id] = line
    if not (sharing or holding or done):
        raise NotReleased(words.NOTHING_DECIDED)
    made = sum(1 for version in meeting.versions if _is_for(version.record, relative)) + 1
    release = Release(
        id=f"release:{hashlib.sha256(relative.encode()).hexdigest()[:24]}:{made}",
        relative=relative,
        shared=tuple(ReleasedLine(of=line.id, digest=line.digest) for line in sharing.values()),
        held=tuple(
            ReleasedLine(of=line.id, digest=line.digest, reason=reason if line.id in asked else line.why)
            for line in holding.values()
        ),
        done=done,
    )
    return Draft(record=release)


def _chosen(refs: Collection[str], there: dict[str, Line]) -> dict[str, Line]:
    by_ref = {line.ref.casefold(): line for line in there.values()}
    found: dict[str, Line] = {}
    for ref in refs:
        line = there.get(ref.strip()) or by_ref.get(ref.strip().casefold())  # an id may look like a reference
        if line is None:
            raise NotReleased(words.NO_SUCH_LINE.format(ref=ref.strip()))
        found[line.id] = line
    return found


def _is_for(record: Record, relative: str) -> bool:
    return isinstance(record, Release) and record.relative == relative


def _decisions(relative: str, meeting: Meeting) -> dict[str, tuple[bool, str, str, str]]:
    """The last decision about each line: whether it goes in, the digest it had then, why, and who decided.

    Of a removed decision, lines held back stay held back, and lines shared don't go in.
    """
    found: dict[str, tuple[bool, str, str, str]] = {}
    for version in meeting.versions:
        release = version.record
        if not isinstance(release, Release) or release.relative != relative:
            continue
        for line in release.held:
            found[line.of] = (False, line.digest, line.reason, version.by)
        for line in release.shared:
            found[line.of] = (not version.removed, line.digest, "", version.by)
    return found


def _why_locked(id_: str, relative: str, meeting: Meeting) -> str:
    """Why a mark, on the line or on the record it corrects, keeps a line from a relative; "" if none does."""
    if id_ == AIM:
        return kept_by_mark(meeting.details.aim_readers, relative, meeting)
    record = printed(id_, meeting)
    if record is None:
        return ""
    targets = corrected_by(meeting, record) if isinstance(record, Amendment) else ()
    found = (record, *(entry.record for entry in targets))
    marks = (kept_by_mark(each, relative, meeting) for each in found if isinstance(each, Readers))
    return next(filter(None, marks), "")

"""`a:` text `@owner by DATE measure: … for R2,N1`: an action, its clauses in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from chairtui.meeting.capture import clauses
from chairtui.meeting.capture.clauses import Clause, Deadline, Mention
from chairtui.meeting.capture.line_context import Reading, settled
from chairtui.meeting.capture.people import label, who_at
from chairtui.meeting.capture.result import refuse
from chairtui.meeting.capture.tokenise import Section
from chairtui.meeting.dates.calendar import days_between, show_date
from chairtui.meeting.records import Action, FamilyTalk, Who
from chairtui.words import capture as words

_NO = re.compile(r"\s*no\s*[,:;–—-]*", re.IGNORECASE)


@dataclass
class _Taken:
    """The clauses that count, as the sections are gone through: those of the first that has one."""

    owners: list[Mention] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    ids: dict[str, None] = field(default_factory=dict)
    cut: list[Clause] = field(default_factory=list)

    def take(self, found: Sequence[Clause], *, first_only: bool) -> None:
        """Take clauses; with `first_only` an owner or a deadline only if there is none yet."""
        owned, dated = bool(self.owners), bool(self.deadlines)
        for clause in found:
            if isinstance(clause, Mention):
                if first_only and owned:
                    continue
                settled([clause])
                self.owners.append(clause)
            elif isinstance(clause, Deadline):
                if first_only and dated:
                    continue
                self.deadlines.append(clause)
            else:
                if clause.wrong:
                    raise refuse(clause.wrong, clause.start, clause.end)
                self.ids |= dict.fromkeys(clause.ids)
            self.cut.append(clause)


def read_action(reading: Reading) -> tuple[Action, str]:
    """The action, and what stands under the line. Raises `NotTaken`."""
    main = reading.parted.main
    in_main = reading.clauses_of(main)
    taken = _Taken()
    taken.take(clauses.standing_apart(reading.line, main.start, main.end, in_main), first_only=False)
    # Amid the words a mention makes its person the owner too, and stays in them as a name.
    taken.owners += [m for m in settled(clauses.mentioned(in_main)) if m not in taken.owners]
    taken.owners = [m for m in taken.owners if not clauses.is_possessive(reading.line, m)]
    stretches = {"main": main}
    family: FamilyTalk | None = None
    for section in reading.parted.sections[1:]:
        if section.name == "family":
            family_who, section = _family_by(reading, section)
            family = FamilyTalk(by=family_who) if family_who else None
        stretches[section.name] = section
        chain = clauses.at_the_end(reading.line, section.end, reading.clauses_of(section))
        taken.take(chain, first_only=True)
    left = {name: reading.words_of(section, taken.cut) for name, section in stretches.items()}
    if "family" in stretches and family is None:
        why_not = left.pop("family").strip()
        section = stretches["family"]
        if not why_not:
            raise refuse(words.FAMILY_WHY_NOT, section.opened, section.start)
        family = FamilyTalk(why_not=why_not)
    owner, deadline = _owner(taken.owners), _day(reading, taken.deadlines)
    if deadline is None:
        _refuse_bare_vague(reading, main, in_main)
    rest_of_family = re.sub(r"^[\s,;:.]+", "", left.get("family", ""))
    action = Action(
        id=reading.new_id(),
        text=reading.said(" ".join(filter(None, (reading.said(left["main"]), rest_of_family)))),
        measure=reading.said(left["measure"], stretches["measure"]) if "measure" in left else "",
        owner=owner,
        deadline=deadline,
        addresses=tuple(taken.ids),
        family=family,
        item=reading.item,
        part=reading.part,
        restricted=reading.said(left["restricted"], stretches["restricted"]) if "restricted" in left else None,
    )
    return action, _preview(action, reading, "" if action.deadline else _loose(reading, main, in_main))


def _loose(reading: Reading, main: Section, found: Sequence[Clause]) -> str:
    """How a date in the words would become the deadline, "" if there is none."""
    if misplaced := [d for d in clauses.deadlines(found) if d.day]:
        return words.MISPLACED_DEADLINE.format(words=reading.line[misplaced[0].start : misplaced[0].end])
    nation = reading.format_.nation
    unmarked = clauses.unmarked_date(reading.line, main.start, main.end, found, reading.on, nation)
    return words.UNMARKED_DEADLINE.format(words=unmarked) if unmarked else ""


def _family_by(reading: Reading, section: Section) -> tuple[Who | None, Section]:
    """Who tells the family (None for "no"), and the rest of the section."""
    line = reading.line
    at = section.start + len(line[section.start : section.end]) - len(line[section.start : section.end].lstrip())
    if at < section.end and line[at] == "@":
        found = settled([Mention(at, 0, who_at(line, at, reading.meeting, section.end))])[0].found
        return clauses.person(Mention(at, found.end, found)), Section("family", section.opened, found.end, section.end)
    no = _NO.match(line, section.start, section.end)
    return None, Section("family", section.opened, no.end() if no else section.start, section.end)


def _owner(found: Sequence[Mention]) -> Who | None:
    """Raises `NotTaken` for two people."""
    people = {who.attendee or who.name: who for m in found if (who := clauses.person(m))}
    if len(people) > 1:
        last = max(found, key=lambda m: m.start)
        raise refuse(words.TWO_OWNERS, last.start, last.end)
    return next(iter(people.values()), None)


def _day(reading: Reading, found: Sequence[Deadline]) -> date | None:
    """Raises `NotTaken` for a day that is none, one before the meeting, and for two."""
    for clause in found:
        if clause.day is None:
            raise refuse(clause.wrong, clause.start, clause.end)
        if clause.day < reading.on:
            passed = words.PASSED.format(date=show_date(clause.day), on=show_date(reading.on))
            raise refuse(passed, clause.start, clause.end)
    days = list(dict.fromkeys(clause.day for clause in found if clause.day))
    if len(days) > 1:
        first, second = show_date(days[0]), show_date(days[1])
        raise refuse(words.TWO_DEADLINES.format(first=first, second=second), found[-1].start, found[-1].end)
    return days[0] if days else None


def _refuse_bare_vague(reading: Reading, main: Section, found: Sequence[Clause]) -> None:
    if vague := clauses.bare_vague(reading.line, main.start, main.end, found):
        raise refuse(words.VAGUE_DEADLINE.format(words=vague[0]), vague.start(), vague.end())


def _preview(action: Action, reading: Reading, loose: str) -> str:
    parts = [words.OWNER.format(who=label(action.owner, reading.meeting)) if action.owner else words.NO_OWNER]
    if action.deadline:
        count = days_between(reading.on, action.deadline)
        days = words.TODAY if count == 0 else words.ONE_DAY if count == 1 else words.DAYS.format(count=count)
        parts.append(words.DEADLINE.format(date=show_date(action.deadline), days=days))
    else:
        parts.append(loose or words.NO_DEADLINE)
    parts.append(words.MEASURE.format(measure=reading.short(action.measure)) if action.measure else words.NO_MEASURE)
    if action.addresses:
        refs = ", ".join(reading.meeting.ref_of(record_id) for record_id in action.addresses)
        parts.append(words.ADDRESSES.format(refs=refs))
    if action.family and action.family.by:
        parts.append(words.FAMILY_BY.format(who=label(action.family.by, reading.meeting)))
    elif action.family:
        parts.append(words.FAMILY_NOT.format(why=reading.short(action.family.why_not)))
    return reading.preview(parts, owned=action.owner is not None, restricted=action.restricted is not None)

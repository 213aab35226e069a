"""Parses actions: `a:` text `@owner by DATE m: … for R2,N1`, with the clauses in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from chairtui.meeting.capture.clauses import Clause, Deadline, Mention, pauses_after
from chairtui.meeting.capture.line_context import ParsedLine
from chairtui.meeting.capture.people import Named, who_at
from chairtui.meeting.capture.result import Asks, Choice, NotTaken, Refused, Understood, not_one_person, refuse
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.records import Action, FamilyTalk, Who
from chairtui.words import capture as words
from chairtui.words import dates

_HEDGE = re.compile(
    r"(?:(?:or\s+)?(?:so|thereabouts|then|earlier|before|sooner|later|after)|perhaps|maybe|probably|possibly|hopefully|ideally"
    r"|if\s+(?:possible|we\s+can|they\s+can)|at\s+(?:the\s+)?latest|ish)\W*",
    re.IGNORECASE,
)
"""Words after a date that make it uncertain."""
_NO = re.compile(r"\s*no\s*[,:;–—-]*", re.IGNORECASE)


@dataclass
class _Taken:
    """Collects the clauses of an action, section by section; a later section only adds what is missing."""

    owners: list[Mention] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    unsure: list[Deadline] = field(default_factory=list)
    ids: dict[str, None] = field(default_factory=dict)
    cut: list[Clause] = field(default_factory=list)

    def take(self, found: Iterable[Clause], *, first_only: bool) -> None:
        """Take clauses; with `first_only` an owner or a deadline only if there is none yet."""
        owned, dated = bool(self.owners), bool(self.deadlines)
        for clause in found:
            if isinstance(clause, Mention):
                if first_only and owned:
                    continue
                self.owners.append(clause)
            elif isinstance(clause, Deadline) and clause.unsure:
                self.unsure.append(clause)
                continue
            elif isinstance(clause, Deadline):
                if first_only and dated:
                    continue
                self.deadlines.append(clause)
                if clause.keeps:
                    continue
            else:
                if clause.wrong:
                    raise refuse(clause.wrong, clause.start, clause.end)
                self.ids |= dict.fromkeys(clause.ids)
            self.cut.append(clause)


def read_action(parsed: ParsedLine) -> Understood:
    """The action. Raises `NotTaken`."""
    context, main = parsed.context, parsed.clauses["main"]
    opening, subject = parsed.opening()
    taken = _Taken()
    taken.take((c for c in main.leading if c not in opening or not subject), first_only=False)
    end = parsed.parted.main.end
    amid = (c for c in main.amid if not isinstance(c, Mention) and pauses_after(parsed.line, c, end))
    taken.take((*amid, *main.trailing), first_only=False)
    if subject and not _is_possessive(parsed, opening[-1]):
        taken.owners[:0] = opening  # "@ada to visit": the text is kept, and names the owner
    family, family_words = _family(parsed, taken)
    for section in parsed.parted.sections[1:]:
        if section.name != "family":
            taken.take(parsed.clauses[section.name].trailing, first_only=True)
    text = " ".join(filter(None, (parsed.required_words("main", taken.cut), family_words)))
    owner, also = _owners(parsed, taken.owners)
    deadline = _day(parsed, taken.deadlines)
    corrects = context.corrects
    if taken.unsure and not taken.deadlines and not (isinstance(corrects, Action) and corrects.deadline):
        raise _ask_about(parsed, taken.unsure[0])
    if corrects:
        _refuse_lone_time(parsed, text, taken.deadlines)
    if deadline is None and not taken.deadlines and (trails := _trails_off(parsed)):
        raise trails
    action = Action(
        id=context.new_id(),
        text=text,
        measure=parsed.required_words("measure", taken.cut) if parsed.section("measure") else "",
        owner=owner,
        shared_with=also,
        deadline=deadline,
        addresses=tuple(taken.ids),
        family=family,
        item=context.item,
        part=context.part,
        restricted=parsed.restricted(taken.cut),
    )
    misplaced = "" if deadline else _misplaced(parsed)
    understood = parsed.understood(action)
    return replace(understood, details=(*understood.details, misplaced)) if misplaced else understood


def _is_possessive(parsed: ParsedLine, mention: Mention) -> bool:
    """Whether the mention is a possessive ("@Ada's report") rather than the person."""
    return re.compile(r"['’]s\b").match(parsed.line, mention.end) is not None


def _family(parsed: ParsedLine, taken: _Taken) -> tuple[FamilyTalk | None, str]:
    """Parse the `family:` section: who tells the family or why nobody does, and the words left after a name."""
    section = parsed.section("family")
    if section is None:
        return None, ""
    line = parsed.line
    at = section.end - len(line[section.start : section.end].lstrip())
    trailing = parsed.clauses["family"].trailing
    if line[at : at + 1] == "@":
        found = who_at(line, at, parsed.meeting, section.end)
        if not isinstance(found, Named):
            raise not_one_person(found, line, parsed.meeting)
        taken.take((clause for clause in trailing if clause.start >= found.end), first_only=True)
        rest = parsed.words_of("family", taken.cut, found.end)
        return FamilyTalk(by=found.who), re.sub(r"^[\s,;:.]+", "", rest)
    taken.take(trailing, first_only=True)
    no = _NO.match(line, section.start, section.end)
    why_not = parsed.words_of("family", taken.cut, no.end() if no else section.start)
    if not why_not:
        raise refuse(words.FAMILY_WHY_NOT, section.opened, section.end, "reason")
    return FamilyTalk(why_not=why_not), ""


def _owners(parsed: ParsedLine, found: Sequence[Mention]) -> tuple[Who | None, tuple[Who, ...]]:
    """The owner, the first of those named together, and the others. Raises `NotTaken` if people are named in two
    places, as the owner is then ambiguous."""
    if not found:
        return None, ()
    together = [[found[0]]]
    for mention in found[1:]:
        apart = parsed.line[together[-1][-1].end : mention.start].strip(" ,&") not in ("", "and", "with")
        if apart and set(parsed.named([mention])) != set(parsed.named(together[-1])):
            together.append([mention])
        else:
            together[-1].append(mention)
    if len(together) > 1:
        raise parsed.one_of(words.TWO_OWNERS, together[0], together[1])
    people = parsed.named(together[0])
    return people[0], people[1:]


def _day(parsed: ParsedLine, found: Sequence[Deadline]) -> date | None:
    """Raises `NotTaken` for an invalid day, one before the meeting, and for two days."""
    on = parsed.context.on
    for clause in found:
        if clause.day is None and not clause.open:
            raise refuse(clause.wrong, clause.start, clause.end, "date")
        if clause.day and clause.day < on:
            passed = words.PASSED.format(date=show_date(clause.day), on=show_date(on))
            raise refuse(passed, clause.start, clause.end, "date")
    days = list(dict.fromkeys(clause.day for clause in found if clause.day))
    if len(days) > 1:
        first, second = show_date(days[0]), show_date(days[1])
        raise refuse(words.TWO_DEADLINES.format(first=first, second=second), found[-1].start, found[-1].end)
    return days[0] if days else None


def _refuse_lone_time(parsed: ParsedLine, text: str, found: Sequence[Deadline]) -> None:
    """Reject a correction such as "A1 fri 2pm": an action keeps a time only in its text, and this changes none."""
    for clause in found:
        if clause.keeps and clause.day and text == parsed.line[clause.start : clause.end].strip():
            wrong = dates.DAY_ONLY.format(words=text, date=show_date(clause.day))
            raise refuse(wrong, clause.start, clause.end, "date")


def _ask_about(parsed: ParsedLine, clause: Deadline) -> NotTaken:
    """Build the question whether words at the end are the deadline. Every answer keeps the words."""
    line, end = parsed.line, clause.end
    said = line[clause.start : end]
    if clause.day is None:
        return NotTaken(Refused(words.WHICH_DEADLINE.format(words=said), end, end, "date"))
    shown = show_date(clause.day)
    choices = (
        Choice(words.THE_DEADLINE.format(date=shown), f"{line[: clause.start]}by {line[clause.start :]}"),
        Choice(words.PART_OF_WORDS, f"{line[:end]} by ?{line[end:]}"),
    )
    return NotTaken(Asks(words.MAY_BE_DEADLINE.format(words=said, date=shown), choices, end, end, "date"))


def _trails_off(parsed: ParsedLine) -> NotTaken | None:
    """Build the question which day is meant if `by DATE` is hedged, as in "by the end of the month or so"."""
    main, line = parsed.clauses["main"], parsed.line
    end = min([clause.start for clause in main.trailing] or [parsed.parted.main.end])
    end = len(line[:end].rstrip())
    for clause in main.amid:
        hedge = _HEDGE.fullmatch(line[clause.end : end].strip(" ,"))
        if isinstance(clause, Deadline) and not clause.unsure and hedge:
            said = line[clause.start : end]
            return refuse(words.WHICH_DEADLINE.format(words=said), clause.start, end, "date")
    return None


def _misplaced(parsed: ParsedLine) -> str:
    """A hint on how to make a date within the text the deadline, or ""."""
    misplaced = [d for d in parsed.clauses["main"].all if isinstance(d, Deadline) and d.day]
    if misplaced:
        return words.MISPLACED_DEADLINE.format(words=parsed.line[misplaced[0].start : misplaced[0].end])
    return ""

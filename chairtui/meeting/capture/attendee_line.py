"""`present:`, `apologies:`, `absent:` or `invite:` followed by `Name, role, agency, reason for attending`.

With `!family` at the end they are recorded as a relative too; with `!professional` they are not, whatever their role. A
short name may follow the name in brackets: `Małgorzata Wiśniewska (Gosia)`. An address list pasted from a mail program,
`Surname, First <address>; …`, becomes one attendee each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chairtui.meeting.capture.line_context import ParsedLine
from chairtui.meeting.capture.names import has_name, is_nobodys, plain
from chairtui.meeting.capture.people import Nobody, Unclear, same_person, who_is
from chairtui.meeting.capture.result import Asks, Choice, NotTaken, Understood, asks_which, refuse
from chairtui.meeting.family import may_be_of_family, relative_for, side_of, sounds_like_family
from chairtui.meeting.fold import Entry
from chairtui.meeting.parts import arriving
from chairtui.meeting.records import Attendance, Attendee, Draft, Who
from chairtui.meeting.text import LONGEST_NAME
from chairtui.words import capture as words
from chairtui.words import family as family_words
from chairtui.words.sentence import sentence

STATUS: dict[str, Attendance] = {
    "present": "present",
    "apologies": "apologies",
    "absent": "absent",
    "invited": "invited",
}
SOMEBODY_NEW = "+"
"""Prefix of a name: somebody new, although an attendee has that name."""

_SIDE = re.compile(r"[\s,;]*(?<!\S)!(?P<side>family|professional)\s*$", re.IGNORECASE)
"""Marks at the end of the line that say whether somebody is family."""
_GOES_BY = re.compile(r"\s*[(\"“]\s*([^()\"“”]{1,60}?)\s*[)\"”]\s*")
_ADDRESS = re.compile(r"<\s*([^<>@\s]+@[^<>@\s]+)\s*>|(?<![^\s;,])([^<>@\s,;]+@[^<>@\s,;]+\.[^<>@\s,;]+)(?![^\s;,])")

_AFTER_ADDRESS = re.compile(r"(<[^<>@]+@[^<>]+>\s*|(?<![^\s;,])[^<>@\s,;]+@[^<>@\s,;]+\s*),")
"""A comma between two people of an address list, as opposed to one between surname and first name."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """The parsed fields of one person, and the position of their name."""

    name: str
    start: int
    end: int
    role: str = ""
    agency: str = ""
    why: str = ""
    known_as: str = ""
    email: str = ""
    new: bool = False
    relative: bool | None = None


def read_attendee(parsed: ParsedLine) -> Understood:
    """A new attendee, or an existing one changed by the line; several for an address list.

    If a role or agency may mean family, the user is asked, unless the line ends with !family or !professional. Blank
    fields don't change. A new attendee is in the meeting's current part; an existing one who is present in part two is
    in that part as well. Raises `NotTaken`.
    """
    said = _SIDE.search(parsed.line[: parsed.parted.main.end])
    relative = None if said is None else said["side"].casefold() == "family"
    typed = [replace(one, relative=relative) for one in list(_from_mail(parsed)) or _listed(parsed)]
    drafts: list[Draft] = []
    details: list[str] = []
    for one in typed:
        _check(one, parsed)
        entry = None if one.new else _known(one, parsed)
        draft = _draft(one, entry, parsed)
        assert isinstance(draft.record, Attendee)
        _ask_whether_family(one, draft.record, entry, parsed)
        if all(draft.record.id != other.record.id for other in drafts):
            drafts.append(draft)
        if draft.record.relative and (beside := relative_for(draft.record, parsed.meeting, parsed.context.new_id)):
            drafts.append(Draft(record=beside, base=parsed.meeting.base_of(beside.id)))
        if relative is not None:
            details.append(family_words.IS_FAMILY if relative else family_words.IS_PROFESSIONAL)
        if entry:
            details.append(words.CHANGES.format(ref=entry.ref))
        elif (like := _like(parsed, one.name)) and not one.new:
            start = parsed.parted.begun
            details.append(words.NEW_BUT_LIKE.format(name=like.record.name, start=start, ref=like.ref))
    shown = "; ".join(_shown(draft.record) for draft in drafts if isinstance(draft.record, Attendee))
    return Understood(tuple(drafts), shown, drafts[0].record.id, words.LABELS[parsed.kind], tuple(details))


def without_side(line: str) -> tuple[str, str]:
    """A line without the mark at its end that says what somebody is, and that mark."""
    found = _SIDE.search(line)
    return (line[: found.start()], line[found.start() :]) if found else (line, "")


def agency_in(line: str) -> str:
    """The agency that a line of `Name, role, agency, reason` names, "" for none."""
    return line.split(",", 3)[2].partition("!")[0].strip() if line.count(",") > 1 else ""


def _listed(parsed: ParsedLine) -> list[_Typed]:
    """One person, or several with a semicolon between them; one in a reason for attending is part of it."""
    main = parsed.parted.main
    typed = _SIDE.sub("", parsed.line[main.start : main.end])
    if ";" not in ",".join(typed.split(",", 3)[:3]):
        return [_from_fields(parsed, main.start, main.end)]
    pieces = [piece for piece in re.finditer(r"[^;]+", typed) if piece[0].strip()]
    return [_from_fields(parsed, main.start + piece.start(), main.start + piece.end()) for piece in pieces]


def _from_fields(parsed: ParsedLine, first: int, last: int) -> _Typed:
    """The person between two positions of the line."""
    typed = _SIDE.sub("", parsed.line[first:last])
    start = first + len(typed) - len(typed.lstrip())
    fields = [" ".join(part.split()) for part in typed.strip().split(",", 3)] + ["", "", ""]
    name, role, agency, why = fields[:4]
    end = start + len(typed.strip().split(",", 1)[0].rstrip())
    new = name.startswith(SOMEBODY_NEW)
    name = name.lstrip(SOMEBODY_NEW + " ")
    goes_by = _GOES_BY.search(name) if not name.startswith(("@", '"', "“")) else None
    if goes_by and goes_by.start():
        name = f"{name[: goes_by.start()]} {name[goes_by.end() :]}".strip()
    known_as = goes_by[1] if goes_by and goes_by.start() else ""
    return _Typed(name, start, end, role, agency, why, known_as, new=new)


def _from_mail(parsed: ParsedLine) -> Iterator[_Typed]:
    """The people of an address list; none if the line has no address in angle brackets and isn't a list."""
    main = parsed.parted.main
    typed = _AFTER_ADDRESS.sub(r"\1;", _SIDE.sub("", parsed.line[main.start : main.end]))
    if not re.search(r"<\s*[^<>@\s]+@[^<>\s]+>", typed) and not (";" in typed and "@" in typed):
        return
    for piece in re.finditer(r"(?:\"[^\"]*\"|[^;\"])+", typed):
        address = _ADDRESS.search(piece[0])
        email = (address[1] or address[2]) if address else ""
        shown = piece[0][: address.start()] + piece[0][address.end() :] if address else piece[0]
        name = " ".join(shown.strip().strip("\"'“”,").split())
        note = re.search(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$", name)
        agency = note[1].strip() if note else ""
        name = name[: note.start()] if note else name
        surname, comma, first = (part.strip() for part in name.partition(","))
        name = f"{first} {surname}" if comma and first else surname
        if not (name or email):
            continue
        start = main.start + piece.start() + len(piece[0]) - len(piece[0].lstrip())
        yield _Typed(name or email, start, main.start + len(typed[: piece.end()].rstrip()), agency=agency, email=email)


def _check(typed: _Typed, parsed: ParsedLine) -> None:
    begun = parsed.parted.begun
    if not plain(typed.name):
        raise refuse(words.NO_NAME.format(start=begun))
    if is_nobodys(typed.name):
        raise refuse(words.NOBODYS_NAME.format(words=typed.name, start=begun), typed.start, typed.end)
    if len(typed.name) > LONGEST_NAME:
        raise refuse(words.NAME_TOO_LONG, typed.start, typed.end)


def _draft(typed: _Typed, entry: Entry[Attendee] | None, parsed: ParsedLine) -> Draft:
    context, status = parsed.context, STATUS[parsed.kind]
    if entry is None:
        attendee = Attendee(
            id=context.new_id(),
            name=typed.name,
            role=typed.role,
            agency=typed.agency,
            status=status,
            why=typed.why,
            known_as=typed.known_as,
            email=typed.email,
            parts=(context.part,),
            relative=typed.relative,
        )
        return Draft(record=attendee)
    known = entry.record
    changes = {
        "status": status,
        "role": typed.role or known.role,
        "agency": typed.agency or known.agency,
        "why": typed.why or known.why,
        "known_as": typed.known_as or known.known_as,
        "email": typed.email or known.email,
        "relative": known.relative if typed.relative is None else typed.relative,
        "parts": arriving(known, context.part) if status == "present" else known.parts,
    }
    return Draft(record=Attendee.model_validate(known.model_dump() | changes), base=entry.base)


def _ask_whether_family(typed: _Typed, attendee: Attendee, entry: Entry[Attendee] | None, parsed: ParsedLine) -> None:
    """Ask once about somebody whose role, agency or name may mean family. Raises `NotTaken`."""
    if entry is not None and not (typed.role or typed.agency):
        return
    asked = sounds_like_family(attendee) or may_be_of_family(attendee, parsed.meeting)
    if side_of(attendee, parsed.meeting) != "unanswered" or not asked:
        return
    line = parsed.line.rstrip()
    choices = (
        Choice(family_words.FAMILY_CHOICE, f"{line} !family"),
        Choice(family_words.PROFESSIONAL_CHOICE, f"{line} !professional"),
    )
    raise NotTaken(Asks(family_words.ASKS.format(name=attendee.name), choices, typed.start, typed.end, by_number=True))


def _known(typed: _Typed, parsed: ParsedLine) -> Entry[Attendee] | None:
    """The attendee with that name or reference, None for somebody new. Raises `NotTaken` if either may be meant."""
    meeting, line = parsed.meeting, parsed.line
    if typed.name.startswith("@") or re.fullmatch(r"p\d+", typed.name, re.IGNORECASE):
        found = who_is(typed.name, meeting)
        if isinstance(found, Unclear):
            said, before, after = line[typed.start : typed.end], line[: typed.start], line[typed.end :]
            raise NotTaken(asks_which(found, said, meeting, before, after))
        if isinstance(found, Nobody):
            raise refuse(found.reason, typed.start, typed.end, "person")
        if found.who.attendee is None:
            raise refuse(words.NOT_YET_INVITED.format(name=found.who.name, start=parsed.parted.begun))
        return next((e for e in meeting.attendees if e.record.id == found.who.attendee), None)
    same = same_person(typed.name, meeting)
    agreeing = [e for e in same if _agrees(typed.role, e.record.role) and _agrees(typed.agency, e.record.agency)]
    if len(agreeing) == 1 and (len(same) == 1 or typed.role or typed.agency):
        return agreeing[0]
    if not same:
        return None
    raise NotTaken(_asks_whether_new(typed, same, parsed))


def _asks_whether_new(typed: _Typed, same: list[Entry[Attendee]], parsed: ParsedLine) -> Asks:
    """Build the question whether one of those with the name is meant, or somebody new."""
    line = parsed.line
    choices = [Choice(_shown(e.record), f"{line[: typed.start]}{e.ref}{line[typed.end :]}", _who(e)) for e in same]
    if typed.role or typed.agency:
        new = Choice(words.SOMEBODY_NEW, f"{line[: typed.start]}{SOMEBODY_NEW}{line[typed.start :]}")
        choices.append(new)
    shown = words.OR.join(f"{number} {choice.shown}" for number, choice in enumerate(choices, 1))
    reason = sentence(words.SAME_NAME, name=typed.name, choices=shown)
    return Asks(reason, tuple(choices), typed.start, typed.end)


def _who(entry: Entry[Attendee]) -> Who:
    return Who(name=entry.record.name, attendee=entry.record.id)


def _agrees(typed: str, known: str) -> bool:
    return not typed or not known or plain(typed) == plain(known)


def _like(parsed: ParsedLine, name: str) -> Entry[Attendee] | None:
    """An existing attendee whose name contains the one typed, and who may be meant."""
    typed = name.split()
    return next((e for e in parsed.meeting.attendees if has_name(typed, e.record)), None)


def _shown(attendee: Attendee) -> str:
    return ", ".join(part for part in (attendee.name, attendee.role, attendee.agency) if part)

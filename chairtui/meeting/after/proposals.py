"""Proposes for each line of a relative's copy whether it goes in, is to be decided, or is held back."""

from __future__ import annotations

import re

from chairtui.meeting.after.printed_lines import AIM, HEAD
from chairtui.meeting.after.restrictions import kept_by_mark, shares_a_name
from chairtui.meeting.amended import corrected_by, root_of
from chairtui.meeting.capture.names import plain
from chairtui.meeting.copy_readers import family_of_part_two, family_reader
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.follow_up_agenda import AGREED
from chairtui.meeting.formats.model import FAMILY_TOLD, PERSON_TOLD, About, Format
from chairtui.meeting.formats.sharing import Place
from chairtui.meeting.kinds import category_of, texts_in
from chairtui.meeting.parts import had_part_two, part_two_began, parts_of
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Action,
    Amendment,
    Answer,
    Attendee,
    Decision,
    Note,
    Observation,
    PersonConcerned,
    Record,
    Relative,
    Statement,
)
from chairtui.words import release as words

_LONG_ENOUGH = 3
"""Minimum length of a name that is searched in texts; shorter ones are ordinary words too."""
_POSSESSIVE = re.compile(r"['’‘`´]s\b", re.IGNORECASE)


def professionals_own(format_: Format) -> set[str]:
    """The ids of the questions about how the meeting came about and on what terms (KBSP-16)."""
    about = {item.id for item in format_.agenda if item.kind in ("details", "attendance", "aim")}
    found = {question.id for question in format_.questions if question.convening or question.item in about} | {AGREED}
    while True:
        opened = {q.id for q in format_.questions if q.opens and q.opens.question in found and q.id not in found}
        if not opened:
            return found
        found |= opened


class Proposals:
    """The proposals for one relative, for one version of the meeting."""

    def __init__(self, meeting: Meeting, format_: Format, relative: str, *, part_one: bool = False) -> None:
        """`part_one`: also propose what was said before the family joined."""
        self._meeting = meeting
        self._format = format_
        self._relative = relative
        self._two_parts = had_part_two(meeting) and not part_one
        self._own = professionals_own(format_)
        self._turned = part_two_began(meeting)
        self._joined = family_of_part_two(meeting)
        mine = family_reader(relative, meeting)
        self._untold = _untold(meeting, format_, PERSON_TOLD if isinstance(mine, PersonConcerned) else FAMILY_TOLD)
        self._name = plain(mine.name) if mine else []
        self._of = {mine.id} if isinstance(mine, PersonConcerned) else set(mine.of) if mine else set[str]()
        self._others = {
            word
            for other in meeting.all(Relative)
            if other.record.id != relative
            for word in plain(other.record.name)
            if len(word) >= _LONG_ENOUGH and word not in self._name
        }
        related = set(plain(mine.relation)) if isinstance(mine, Relative) else set[str]()
        self._family = {word for group in words.RELATED if not related & set(group) for word in group}
        self._reader = {word for group in words.RELATED if related & set(group) for word in group}
        if isinstance(mine, Relative):
            self._reader |= {word for word in self._name if len(word) >= _LONG_ENOUGH}
        for other in meeting.all(PersonConcerned):
            if self._of and other.record.id not in self._of:
                self._family |= {word for word in plain(other.record.name) if len(word) >= _LONG_ENOUGH}

    def of(self, line: str) -> tuple[Place, str]:
        """The proposed place of a line, and why it is held back ("" if it isn't)."""
        if line == HEAD:
            return "goes in", ""
        if line == AIM:
            return "held back", words.HOW_IT_CAME_ABOUT
        entry = self._meeting.entry(line)
        if entry is None:
            return "held back", ""
        why = self._held(entry.record)
        if why == words.BEFORE_THEY_JOINED and getattr(entry.first.record, "part", 1) == 2:
            return "decide", words.CHANGED_AFTER_THEY_LEFT
        if why == words.BEFORE_THEY_JOINED and not isinstance(entry.record, Attendee):
            why = words.AFTER_THEY_LEFT if self._joined_by(entry.first.seq) else why
        if why:
            return "held back", why
        place = self._place(entry.record)
        if place == "goes in" and self._is_for_what_is_kept(entry.record):
            return "decide", words.FOR_WHAT_IS_KEPT
        if place == "held back":
            return place, words.BY_THE_FORMAT
        if place == "goes in" and self._untold:
            return "decide", self._untold
        if place == "goes in" and self._others_were_heard(entry.record):
            return "decide", words.OTHERS_OF_THE_FAMILY_THERE
        if place == "goes in" and self._speaks_of_family(entry.record):
            return "decide", words.SPEAKS_OF_FAMILY
        if place == "goes in" and _tells_of_an_inquiry(entry.record):
            return "decide", words.TELLS_OF_AN_INQUIRY
        if place == "goes in" and self._speaks_of_reader(entry.record):
            return "decide", words.SPEAKS_OF_READER
        return place, ""

    def _joined_by(self, seq: int) -> bool:
        """Whether the second part had begun by then: what is filed in part one after that was said once they left."""
        return 0 < self._turned < seq

    def _place(self, record: Record) -> Place:
        proposals = self._format.proposals
        match record:
            case Observation() | Note():
                place: Place = getattr(proposals, category_of(record))
                return place
            case Decision():
                return proposals.decision
            case Attendee():
                return proposals.attendee
            case Action():
                talked = record.family is not None and record.family.by is not None
                return proposals.talked_through if talked else proposals.action
            case Answer():
                question = self._format.question(record.question)
                return proposals.told if question and question.type in ("date", "person") else proposals.answer
            case _:
                return "decide"

    def _held(self, record: Record) -> str:
        """Why a line is held back, "" where it isn't."""
        if self._names_another(record):
            return words.ANOTHER_RELATIVE
        match record:
            case Statement():
                return self._statement_held(record)
            case Answer():
                if record.question in self._own:
                    return words.HOW_IT_CAME_ABOUT
                if record.value.casefold() in ("no", "none"):
                    return words.A_NO
                if self._two_parts and record.part != 2:
                    return words.BEFORE_THEY_JOINED
                return self._held_by_marks(record)
            case Attendee():
                if record.status != "present":
                    return words.NOT_THERE
                return words.BEFORE_THEY_JOINED if self._two_parts and 2 not in parts_of(record, self._meeting) else ""
            case Amendment():
                return self._amendment_held(record)
            case _:
                return words.HOW_IT_CAME_ABOUT

    def _amendment_held(self, record: Amendment) -> str:
        """As for the record it corrects; any amendment on the way may name another relative too."""
        targets = [entry.record for entry in corrected_by(self._meeting, record)]
        if any(self._names_another(target) for target in targets):
            return words.ANOTHER_RELATIVE
        if why := self._held_by_marks(record):
            return why
        root = root_of(self._meeting, record)
        if root is None or root.record.kind in ("details", "closure"):
            return words.HOW_IT_CAME_ABOUT
        return self._held(root.record)

    def _statement_held(self, record: Statement) -> str:
        if isinstance(record, Observation) and record.immediate is not None:
            return words.IMMEDIATE
        if isinstance(record, Action) and record.family is not None and record.family.why_not:
            return record.family.why_not
        if self._two_parts and record.part == 1:
            return words.BEFORE_THEY_JOINED
        return self._held_by_marks(record)

    def _is_for_what_is_kept(self, record: Record) -> bool:
        """Whether an action is for something that a mark keeps from this relative."""
        if not isinstance(record, Action):
            return False
        found = filter(None, map(self._meeting.entry, record.addresses))
        marked = (e.record for e in found if not e.removed and isinstance(e.record, Readers))
        return any(kept_by_mark(each, self._relative, self._meeting) for each in marked)

    def _held_by_marks(self, record: Readers) -> str:
        """Why marks propose to hold back what they don't keep from this relative for certain."""
        if record.about and self._of and not self._of & set(record.about):
            return words.ABOUT_OTHERS
        if shares_a_name(record, self._relative, self._meeting):
            return words.KEPT_FROM_A_NAMESAKE
        return ""

    def _names_another(self, record: Record) -> bool:
        return bool(self._others and self._others & _words_of(record))

    def _speaks_of_family(self, record: Record) -> bool:
        """Whether it may be about another relative than the reader: it has a word such as "dad", or names somebody
        concerned to whom the reader isn't recorded as related."""
        return bool(self._family & _words_of(record))

    def _others_were_heard(self, record: Record) -> bool:
        """Whether a line may be what another of the family said: in a second part that this reader didn't join."""
        in_part_two = isinstance(record, Statement | Answer) and record.part == 2
        return in_part_two and bool(self._joined) and self._relative not in self._joined

    def _speaks_of_reader(self, record: Record) -> bool:
        """Whether a need or decision may be about the relative who reads it, which may tell them of a suspicion."""
        needs_care = isinstance(record, Decision) or (isinstance(record, Observation) and record.theme == "need")
        return needs_care and bool(self._reader & _words_of(record))


def _untold(meeting: Meeting, format_: Format, told: tuple[About, ...]) -> str:
    """Why nothing goes in by itself: they are not to be told (KBSP-16, MSCB-11, CH-14), or no question asks it of a
    meeting about such a person; "" if it may."""
    questions = format_.questions_about(*told)
    answers = (meeting.answer(question.id) for question in questions)
    if any(answer is not None and answer.value in ("no", "none") for answer in answers):
        return words.NOT_TO_BE_TOLD
    asked = any(question.is_for(meeting.details.person) for question in questions)
    return "" if asked else words.NOBODY_ASKS


def _tells_of_an_inquiry(record: Record) -> bool:
    """Whether a line may tell its reader of a referral, an inquiry or a strategy discussion that they don't know of. An
    action that is to go in was talked through with the family."""
    if isinstance(record, Action):
        return False
    said = f" {' '.join(plain(_POSSESSIVE.sub('', _texts_of(record))))} "
    return any(f" {phrase} " in said for phrase in words.INQUIRIES)


def _words_of(record: Record) -> set[str]:
    """The words of a record's texts."""
    # `plain` joins the s of "Dawn's" to the name, which would then not be found.
    return set(plain(_POSSESSIVE.sub("", _texts_of(record))))


def _texts_of(record: Record) -> str:
    """What is looked through: every text of a statement, whether its copy prints it or not; of other records what may
    be printed."""
    names = texts_in(type(record)) if isinstance(record, Statement) else ("name", "text", "reason", "value")
    return " ".join(str(getattr(record, name, "") or "") for name in names)

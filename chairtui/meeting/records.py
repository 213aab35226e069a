"""The records of a meeting, and their versions.

A record is immutable. Its `id` never changes; people use its reference, such as `R3`, which follows from the order of
versions (see `fold`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chairtui.meeting.frozen import Frozen, added
from chairtui.meeting.moments import Day, Moment
from chairtui.meeting.readers import Readers as Readers
from chairtui.meeting.record_values import ActionStatus as ActionStatus
from chairtui.meeting.record_values import Attendance as Attendance
from chairtui.meeting.record_values import Audience as Audience
from chairtui.meeting.record_values import Carried as Carried
from chairtui.meeting.record_values import Count as Count
from chairtui.meeting.record_values import Dissent as Dissent
from chairtui.meeting.record_values import FamilyTalk as FamilyTalk
from chairtui.meeting.record_values import Immediate as Immediate
from chairtui.meeting.record_values import ItemState as ItemState
from chairtui.meeting.record_values import Nature as Nature
from chairtui.meeting.record_values import Origin as Origin
from chairtui.meeting.record_values import Part as Part
from chairtui.meeting.record_values import Previous as Previous
from chairtui.meeting.record_values import Said as Said
from chairtui.meeting.record_values import Seq as Seq
from chairtui.meeting.record_values import Theme as Theme
from chairtui.meeting.record_values import Who as Who
from chairtui.meeting.release_records import Person as Person
from chairtui.meeting.release_records import PersonConcerned as PersonConcerned
from chairtui.meeting.release_records import Relative as Relative
from chairtui.meeting.release_records import Release as Release
from chairtui.meeting.release_records import ReleasedLine as ReleasedLine
from chairtui.meeting.text import Id, LongText, MaybeText, Name, RecordId, Text


class Details(Frozen):
    """Details of the meeting; one record, with the id "details".

    `format`, `format_version` and `format_name` identify the format it was created with and never change. `starts` is
    aware; `part` is the current part (the family joins in part two), `joined` are the relatives (by id) who join it.
    `previous` is the meeting this one follows;
    `minutes_within` the working days until the minutes are due, None for the format's default. `aim_readers` and
    `reasons_readers` say who may read the aim and the reasons for convening, None for no marks.
    """

    kind: Literal["details"] = "details"
    id: Literal["details"] = "details"
    format: Id
    format_version: Name
    format_name: Name
    title: Text
    subject: Text
    person: Person = "child"
    starts: Moment
    meeting_kind: str = ""
    reasons: tuple[Id, ...] = ()
    aim: MaybeText = ""
    chair: Who | None = None
    note_taker: Who | None = None
    convening_agency: MaybeText = ""
    venue: MaybeText = ""
    part: Part = 1
    joined: tuple[Id, ...] = added(())
    previous: Previous | None = added(None)
    minutes_within: Annotated[int, Field(ge=1, le=60)] | None = added(None)
    aim_readers: Readers | None = added(None)
    reasons_readers: Readers | None = added(None)


class Attendee(Frozen):
    """Somebody invited, and whether they came.

    `why` is the reason for attending (KBSP-13), and `why_readers` who may read it; `report` what became of a report
    asked for beforehand (ALL-11), blank while nobody has said; `agrees` whether they agree that it goes ahead without
    the family being told (IOW-04), None while nobody has said; `remote` whether they attend remotely (IOW-17);
    `coming` whether they replied to the invitation that they come;
    `arrived` and `left` when they came late or went early (aware), None while nobody has said; `known_as` the short
    name they go by; `relative` whether they are family, an unpaid carer or a friend, None while nobody has said (see
    `family.side_of`).
    """

    kind: Literal["attendee"] = "attendee"
    id: Id
    name: Name
    role: MaybeText = ""
    agency: MaybeText = ""
    status: Attendance = "invited"
    parts: tuple[Part, ...] = (1,)
    why: MaybeText = ""
    report: Literal["", "sent", "not sent", "not asked"] = ""
    agrees: bool | None = None
    remote: bool = False
    email: MaybeText = added("")
    known_as: MaybeText = added("")
    arrived: Moment | None = added(None)
    left: Moment | None = added(None)
    relative: bool | None = added(None)
    coming: bool = added(False)
    why_readers: Readers | None = added(None)


class _Said(Frozen):
    """The words of a statement, and where they are filed."""

    id: Id
    text: Text
    item: str = ""
    part: Part = 1


class Statement(Readers, _Said):
    """Base of whatever was said at the meeting: the words, the agenda item and the part they were filed in.

    `was` is the record (by id) that it was made of: an unsettled line, one of another kind, or the one it was split
    from.
    """

    restricted: Text | None = None  # in every dump: meetings were sealed with it
    was: RecordId | None = added(None)


class Observation(Statement):
    """A strength, a need or a risk; `no_action` is the reason why none of the actions addresses it (IOW-12).

    `also` are those who said it together with `source`; `carried` says from which earlier meeting it was taken over.
    """

    kind: Literal["observation"] = "observation"
    theme: Theme
    origin: Origin = "during"
    source: Who | None = None
    also: tuple[Who, ...] = added(())
    no_action: MaybeText = ""
    immediate: Immediate | None = None
    carried: Carried | None = added(None)


class Note(Statement):
    """Something said, never without its nature (ALL-05); `source` is who said or reported it.

    `verified`: of a report that became a fact, by whom or how it was checked.
    """

    kind: Literal["note"] = "note"
    nature: Nature
    source: Who | None = None
    also: tuple[Who, ...] = added(())
    verified: MaybeText = added("")


class Decision(Statement):
    """What the meeting decided, why, and who differed (IOW-22)."""

    kind: Literal["decision"] = "decision"
    reason: MaybeText = ""
    dissent: tuple[Dissent, ...] = ()


class Action(Statement):
    """Who does what by when, how one will know, and which records (by id) it addresses (ALL-01, IOW-13).

    `carried` says from which earlier meeting it was taken over.
    """

    kind: Literal["action"] = "action"
    measure: MaybeText = ""
    owner: Who | None = None
    shared_with: tuple[Who, ...] = added(())
    deadline: Day | None = None
    addresses: tuple[RecordId, ...] = ()
    status: ActionStatus = "open"
    status_reason: MaybeText = added("")
    family: FamilyTalk | None = None
    carried: Carried | None = added(None)


class Unsettled(Statement):
    """A line that could not be parsed: `text` exactly as typed, and the `reason` in words for a person.

    It blocks closing until it is resolved (ALL-12), and is in no copy.
    """

    kind: Literal["unsettled"] = "unsettled"
    text: LongText
    reason: Text


class Answer(Readers):
    """An answer to one of the format's questions; `id` is `answer:` and the question's id.

    `value` is "yes" or "no", a date as YYYY-MM-DD, a choice's id, or words; "none" where the question
    allows a reason instead of an answer. For a person, `attendee` is their record's id if they are one. `part` is the
    part it was given in; None in meetings written before answers said so (see `parts.answer_parts`).
    """

    kind: Literal["answer"] = "answer"
    id: Id
    question: Id
    value: Text
    reason: MaybeText = ""
    attendee: Id | None = None
    part: Part | None = added(None)


class Agreement(Frozen):
    """Whether somebody invited agreed to what `provision` asks the agencies to agree to (IOW-04, KBSP-15, DG-08).

    `of` is the attendee, or an agency by its name alone. `asked` is the day they were asked, None where nobody said;
    `why` is why they disagreed, in their own words. `id` is `agreement:`, the provision and the attendee's id.
    """

    kind: Literal["agreement"] = "agreement"
    id: Id
    provision: Id
    of: Who
    said: Said
    asked: Day | None = None
    why: MaybeText = ""


class Departure(Frozen):
    """A provision of the body's guidance that this meeting did not meet: why, and who decided to go on without it.

    `route` is what became of the route the guidance gives for it, such as an escalation; blank where nobody said.
    `id` is `departure:` and the provision.
    """

    kind: Literal["departure"] = "departure"
    id: Id
    provision: Id
    reason: Text
    decided_by: Who
    route: MaybeText = ""


class Progress(Frozen):
    """How far an agenda item has come; `id` is `progress:` and the item's id; `seconds` is time spent on it.

    `paused`: the meeting's clock stands still since this item.
    """

    kind: Literal["progress"] = "progress"
    id: Id
    item: Id
    state: ItemState = "waiting"
    seconds: Count = 0
    paused: bool = added(False)


class Closure(Frozen):
    """The end of the meeting: `digest` over versions 1 to `position`, see `seal.digest`."""

    kind: Literal["closure"] = "closure"
    id: Literal["closure"] = "closure"
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    position: Seq


class Amendment(Readers):
    """A correction after closing: `target` is the record's id; the first text stays where it was (ALL-07)."""

    kind: Literal["amendment"] = "amendment"
    id: Id
    target: RecordId
    text: Text
    reason: Text
    asked_by: MaybeText = ""
    agreed_by: MaybeText = ""


class FollowUp(Readers):
    """The outcome of an action after the meeting closed; `action` is its record id."""

    kind: Literal["follow-up"] = "follow-up"
    id: Id
    action: RecordId
    status: ActionStatus
    deadline: Day | None = None
    reason: MaybeText = ""


class KeptFormat(Frozen):
    """Snapshot of the format the meeting was created with; one record, with the id "format". Read by `kept_format`.

    `packed` is the format's canonical JSON, compressed and base64-encoded, so that the meeting doesn't depend on the
    file.
    """

    kind: Literal["format"] = "format"
    id: Literal["format"] = "format"
    format: Id
    version: Name
    packed: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+=*$", max_length=1_000_000)]


class NotConvened(Frozen):
    """A decision not to convene (MSCB-01): why, by whom, on which day, and at which meeting it was considered."""

    kind: Literal["not-convened"] = "not-convened"
    id: Literal["not-convened"] = "not-convened"
    rationale: Text
    decided_by: Name
    role: MaybeText = ""
    on: Day
    considered_at: MaybeText = ""
    instead: MaybeText = ""


class Distribution(Frozen):
    """A copy of the minutes for one person, and the date it was sent, None until then.

    `relative` is the record id of the relative it is for; None for anybody else. `professional`: somebody said with it
    that an attendee is here for an agency, which a closed meeting takes in no other way.
    """

    kind: Literal["distribution"] = "distribution"
    id: Id
    to: Who
    relative: RecordId | None = added(None)
    audience: Audience = "attendees"
    sent: Day | None = None
    how: MaybeText = ""
    professional: bool = added(False)


class NextMeeting(Frozen):
    """The meeting that follows this one: its id in the same store, its start (aware), and the record ids of the
    actions it took over."""

    kind: Literal["next-meeting"] = "next-meeting"
    id: Id
    meeting: Id
    starts: Moment
    carried: tuple[RecordId, ...] = ()


AnyStatement = Observation | Note | Decision | Action | Unsettled
Record = Annotated[
    Details
    | Attendee
    | AnyStatement
    | Answer
    | Agreement
    | Departure
    | Progress
    | Closure
    | Amendment
    | FollowUp
    | Distribution
    | NextMeeting
    | KeptFormat
    | NotConvened
    | PersonConcerned
    | Relative
    | Release,
    Field(discriminator="kind"),
]


def kind_name(model: type[Frozen]) -> str:
    """The `kind` of a class of records: "note" for `Note`."""
    return str(model.model_fields["kind"].default)


class Draft(Frozen):
    """A version to be saved.

    `base` is the seq of the version of this record that the author saw, 0 for a new record; if it is outdated, the
    journal raises `Conflict`. `undoes` is the seq of the version that this one reverts.
    """

    record: Record
    base: Count = 0
    removed: bool = False
    undoes: Seq | None = None


class Version(Draft):
    """A saved version of a record: `seq` counts from 1 in its meeting, `at` is aware, `by` is the author."""

    seq: Seq
    at: Moment
    by: Name

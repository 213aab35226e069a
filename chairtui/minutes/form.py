"""The JSON form of a meeting, written and read by the same models, so that the two can't part.

It is the form `show --json`, `export --to json` and `import` share. Beyond what every reader may rely on it carries
what a faithful import needs; each of these may be missing in a file written by hand:

- `version`, the form's own number; `format-version`, `format-name`, as the meeting was made with them; `closed`;
- `why`, `report`, `agrees`, `remote`, `arrived`, `left` of an attendee; `verified` of a note;
  `no-action`, `immediate`, `part`, `item` of a record;
  `family` of an action; `asked-by`, `agreed-by` and its own reference (`amendment`) of an amendment;
- `…-ref` beside a name, only where the name alone would be taken for somebody else: the attendee's reference, or ""
  for somebody who is not an attendee;
- `answer-parts`, only for answers that the short form ("no: reason") can't say exactly;
- `progress`, `follow-ups`, `distributions`;
- `previous` and `minutes-within` of the details, `carried` of a record, `next-meetings`, `not-convened`: only where
  there are any.

Keys that the form does not know are refused, because dropping them would lose something.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from chairtui.meeting.frozen import Frozen, added
from chairtui.meeting.moments import Day, Moment
from chairtui.meeting.records import (
    ActionStatus,
    Attendance,
    Audience,
    Count,
    ItemState,
    Nature,
    Origin,
    Part,
    Person,
    Said,
    Seq,
    Theme,
)
from chairtui.meeting.text import Id, MaybeText, Name, Text

VERSION = 1
"""Of the form. A file with a greater number was written by a newer program."""


class Form(Frozen):
    """What every part of the form has in common: hyphens in its keys, and no key it doesn't know."""

    model_config = ConfigDict(
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"), validate_by_name=True, validate_by_alias=True
    )


class PreviousForm(Form):
    """The meeting that this one follows, by its id in the store it was exported from."""

    meeting: Id
    title: Text
    starts: Moment


class CarriedForm(Form):
    """Where a record was taken over from: that meeting's id, and its reference there."""

    meeting: Id
    ref: Id


class DetailsForm(Form):
    aim: MaybeText = ""
    chair: Name | None = None
    chair_ref: str | None = None
    note_taker: Name | None = None
    note_taker_ref: str | None = None
    venue: MaybeText = ""
    convening_agency: MaybeText = ""
    reasons: tuple[Id, ...] = ()
    kind: str = ""
    person: Person = "child"
    part: Part = 1
    previous: PreviousForm | None = None
    minutes_within: Annotated[int, Field(ge=1, le=60)] | None = None


class AttendeeForm(Form):
    ref: str = ""
    name: Name
    role: MaybeText = ""
    agency: MaybeText = ""
    status: Attendance = "invited"
    parts: Annotated[tuple[Part, ...], Field(min_length=1)] = (1,)
    why: MaybeText = ""
    report: Literal["", "sent", "not sent", "not asked"] = ""
    agrees: bool | None = None
    remote: bool = False
    arrived: Moment | None = added(None)
    left: Moment | None = added(None)


class ImmediateForm(Form):
    raised: Moment
    raised_by: Name
    decided: MaybeText = ""


class RecordForm(Form):
    """What observations, notes, decisions and actions share."""

    ref: str = ""
    text: Text
    item: str = ""
    part: Part = 1
    restricted: Text | None = None


class ObservationForm(RecordForm):
    theme: Theme
    origin: Origin = "during"
    source: Name | None = None
    source_ref: str | None = None
    no_action: MaybeText = ""
    immediate: ImmediateForm | None = None
    carried: CarriedForm | None = None


class NoteForm(RecordForm):
    nature: Nature
    source: Name | None = None
    source_ref: str | None = None
    verified: MaybeText = added("")


class DissentForm(Form):
    who: Name
    who_ref: str | None = None
    text: Text


class DecisionForm(RecordForm):
    reason: MaybeText = ""
    dissent: tuple[DissentForm, ...] = ()


class FamilyForm(Form):
    by: Name | None = None
    by_ref: str | None = None
    why_not: MaybeText = ""


class ActionForm(RecordForm):
    measure: MaybeText = ""
    owner: Name | None = None
    owner_ref: str | None = None
    deadline: Day | None = None
    addresses: tuple[str, ...] = ()
    status: ActionStatus = "open"
    family: FamilyForm | None = None
    carried: CarriedForm | None = None


class UnsettledForm(RecordForm):
    reason: Text


class AnswerForm(Form):
    value: Text
    reason: MaybeText = ""
    ref: str | None = None


class AgreementForm(Form):
    ref: str = ""
    provision: Id
    of: Name
    of_ref: str | None = None
    said: Said
    asked: Day | None = None
    why: MaybeText = ""


class DepartureForm(Form):
    ref: str = ""
    provision: Id
    reason: Text
    decided_by: Name = Field(alias="decided_by")
    decided_by_ref: str | None = None
    route: MaybeText = ""


class ProgressForm(Form):
    state: ItemState = "waiting"
    seconds: Count = 0


class AmendmentForm(Form):
    """`ref` is the reference of what it corrects, `details`, or a question's id."""

    amendment: str = ""
    ref: str
    text: Text
    reason: Text
    asked_by: MaybeText = ""
    agreed_by: MaybeText = ""
    by: Name
    at: Moment


class FollowUpForm(Form):
    ref: str = ""
    action: str
    status: ActionStatus
    deadline: Day | None = None
    reason: MaybeText = ""
    by: Name
    at: Moment


class DistributionForm(Form):
    ref: str = ""
    to: Name
    to_ref: str | None = None
    audience: Audience = "attendees"
    sent: Day | None = None
    how: MaybeText = ""
    by: Name
    at: Moment


class NotConvenedForm(Form):
    rationale: Text
    decided_by: Name
    role: MaybeText = ""
    on: Day
    considered_at: MaybeText = ""
    instead: MaybeText = ""


class NextMeetingForm(Form):
    """The meeting that followed; `carried` are the references of the actions it took over."""

    meeting: Id
    starts: Moment
    carried: tuple[str, ...] = ()
    by: Name
    at: Moment


class ClosedForm(Form):
    at: Moment
    by: Name
    digest: str


class MeetingForm(Form):
    """A whole meeting."""

    id: str = ""
    version: Seq = VERSION
    format: Id
    format_version: Name | None = None
    format_name: Name | None = None
    title: Text
    subject: Text
    starts: Moment
    state: Literal["open", "closed"] = "open"
    closed: ClosedForm | None = None
    not_convened: NotConvenedForm | None = None
    details: DetailsForm = DetailsForm()
    attendees: tuple[AttendeeForm, ...] = ()
    observations: tuple[ObservationForm, ...] = ()
    notes: tuple[NoteForm, ...] = ()
    decisions: tuple[DecisionForm, ...] = ()
    actions: tuple[ActionForm, ...] = ()
    unsettled: tuple[UnsettledForm, ...] = ()
    answers: dict[Id, Text] = Field(default_factory=dict)
    answer_parts: dict[Id, AnswerForm] = Field(default_factory=dict)
    agreements: tuple[AgreementForm, ...] = ()
    departures: tuple[DepartureForm, ...] = ()
    progress: dict[Id, ProgressForm] = Field(default_factory=dict)
    amendments: tuple[AmendmentForm, ...] = ()
    follow_ups: tuple[FollowUpForm, ...] = ()
    distributions: tuple[DistributionForm, ...] = ()
    next_meetings: tuple[NextMeetingForm, ...] = ()

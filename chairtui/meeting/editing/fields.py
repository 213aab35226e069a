"""The editable fields of each kind of record: how a form shows them, and how input is applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import ValidationError

from chairtui.meeting.capture.marks import written
from chairtui.meeting.capture.tokenise import mark_in
from chairtui.meeting.dates import calendar
from chairtui.meeting.editing import field_values
from chairtui.meeting.editing.family_fields import family_changes
from chairtui.meeting.editing.field_specs import SPECS, Choices, FieldKind, FieldSpec
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.editing.readers_typed import (
    marked_as_addressed,
    read_readers,
    readers_in,
    shown_readers,
    without_marks,
)
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.readers import Readers
from chairtui.meeting.record_values import Part
from chairtui.meeting.records import (
    Action,
    Details,
    Dissent,
    FamilyTalk,
    Observation,
    PersonConcerned,
    Record,
    Relative,
    Unsettled,
    Who,
)
from chairtui.meeting.text import LONGEST_TEXT
from chairtui.words import editing as words


@dataclass(frozen=True, slots=True)
class Field:
    """A form field: `value` is its initial text, `choices` are (id, label) pairs."""

    name: str
    label: str
    kind: FieldKind
    value: str
    choices: Choices = ()

    @property
    def in_words(self) -> str:
        """The value as a person reads it: choices by their labels."""
        labels = dict(self.choices)
        if self.kind == "choices":
            return "; ".join(labels.get(part, part) for part in self.value.split(", "))
        return labels.get(self.value, self.value)


_SAID = ("measure", "restricted", "no-action", "why", "family-why-not")
"""Short fields that hold words of the meeting, in which names may be mentioned."""


def fields_of(record: Record, meeting: Meeting, format_: Format) -> tuple[Field, ...]:
    """The form fields of a record, in order, with their current values; () for kinds without a form.

    What was decided is a field of immediate risks only.
    """
    return tuple(
        Field(
            spec.name,
            words.LABELS.get(f"{record.kind}.{spec.name}", words.LABELS[spec.name]),
            spec.kind,
            _shown(spec, record, meeting),
            spec.choices(format_) if spec.choices else (),
        )
        for spec in _specs(record)
    )


def change(record: Record, changes: Mapping[str, str], meeting: Meeting, format_: Format) -> Record:
    """The record with these fields changed. Raises `NotThat` for the first invalid field.

    Marks at the end of words that are typed join those that the record has; only the field for them takes any off.
    """
    specs = {spec.name: spec for spec in _specs(record)}
    new: dict[str, object] = {}
    for name, typed in changes.items():
        spec = specs.get(name)
        if spec is None:
            known = ", ".join(specs)
            raise NotThat(
                words.NO_SUCH_FIELD.format(ref=meeting.ref_of(record.id) or record.kind, field=name, fields=known), name
            )
        try:
            if spec.kind == "readers":
                new |= read_readers(spec.attribute, typed, meeting)
                continue
            changed = typed != _shown(spec, record, meeting) and not isinstance(record, Unsettled)
            if changed and spec.kind in ("text", "long", "choices"):
                typed, marks = without_marks(record, spec.attribute, typed, new, meeting)
                new |= marks
            if changed and spec.kind == "person" and (mark := mark_in(typed)):
                raise NotThat(words.NO_MARKS.format(mark=mark))
            if changed and (spec.kind == "long" or spec.name in _SAID):
                typed = field_values.spoken(typed, meeting)
            current = new.get(spec.attribute, getattr(record, spec.attribute))
            new[spec.attribute] = _read(spec, typed, current, meeting, format_)
        except NotThat as reason:
            raise NotThat(str(reason), name) from reason
    if isinstance(record, Action) and "addresses" in new:
        new = marked_as_addressed(record, new["addresses"], meeting) | new
    if isinstance(record, Details) and "part" in new:
        new["joined"] = ()  # only the page that starts part two says who joins
    if isinstance(record, Relative | PersonConcerned):
        new |= family_changes(record, new, meeting)
    return checked(record, new)


def checked(record: Record, new: Mapping[str, object]) -> Record:
    """A validated copy of the record with attributes replaced. Raises `NotThat`."""
    try:
        return type(record).model_validate({**dict(record), **new})
    except ValidationError as wrong:
        error = wrong.errors()[0]
        attribute = next((str(part) for part in error["loc"] if str(part) in type(record).model_fields), "")
        spec = next((s for s in _specs(record) if s.attribute == attribute), None)
        label = words.LABELS.get(spec.name if spec else attribute, attribute)
        if error["type"] == "string_too_long":
            message = words.TOO_LONG.format(label=label, longest=error.get("ctx", {}).get("max_length", LONGEST_TEXT))
        elif error["type"] == "string_too_short":
            message = words.NOT_BLANK.format(label=label)
        else:
            message = words.NOT_READ.format(label=label, reason=error["msg"])
        raise NotThat(message, spec.name if spec else "") from wrong


def moment_in(record: Record, name: str) -> date | datetime | None:
    """What a field of a date or a time holds; None for any other field, and for a blank one."""
    spec = next((s for s in _specs(record) if s.name == name and s.kind in ("date", "time")), None)
    value: object = getattr(record, spec.attribute) if spec else None
    return value if isinstance(value, date) else None


def _specs(record: Record) -> tuple[FieldSpec, ...]:
    specs = SPECS.get(type(record), ())
    if isinstance(record, Observation) and record.immediate is None:
        return tuple(s for s in specs if s.name != "decided")
    return specs


def _read(spec: FieldSpec, typed: str, current: object, meeting: Meeting, format_: Format) -> object:
    if spec.attribute == "family":
        return _family(spec, typed, current, meeting)
    if spec.name == "decided":
        assert current is not None
        return current.model_copy(update={"decided": typed.strip()})  # type: ignore[attr-defined]
    if not typed.strip():
        if spec.blank == "never":
            raise NotThat(words.NOT_BLANK.format(label=words.LABELS[spec.name]))
        return None if spec.blank == "none" else () if spec.kind in ("choices", "refs", "people") else ""
    choices = spec.choices(format_) if spec.choices else ()
    match spec.kind:
        case "date":
            if spec.name == "asked":
                return field_values.a_date(typed, meeting, format_, "back")
            return _deadline(typed, meeting, format_)
        case "number":
            return field_values.an_age(typed) if spec.name == "age" else field_values.working_days(typed)
        case "time":
            return field_values.a_time(typed, meeting)
        case "person":
            return field_values.a_person(typed, meeting, owner=spec.name == "owner")
        case "yes-no":
            return field_values.yes_or_no(typed)
        case "refs":
            return field_values.references(typed, meeting)
        case "people":
            return _dissent(typed, current, meeting)
        case "choices":
            chosen = tuple(dict.fromkeys(_chosen(part, choices) for part in typed.split(",") if part.strip()))
            if not chosen and spec.blank == "never":
                raise NotThat(words.NOT_BLANK.format(label=words.LABELS[spec.name]))
            return tuple(int(c) for c in chosen) if spec.name == "parts" else chosen
        case "choice":
            chosen_one = _chosen(typed, choices)
            return int(chosen_one) if spec.name == "part" else chosen_one
        case _:
            return typed


def _chosen(typed: str, choices: Choices) -> str:
    if typed.strip().isdecimal() and len(choices) > 2 and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1][0]
    return field_values.a_choice(typed, choices)


def _deadline(typed: str, meeting: Meeting, format_: Format) -> object:
    day = field_values.a_date(typed, meeting, format_)
    held = meeting.details.starts.date()
    if day < held:
        raise NotThat(words.BEFORE_MEETING.format(shown=calendar.show_date(day), day=calendar.show_date(held)))
    return day


def _family(spec: FieldSpec, typed: str, current: object, meeting: Meeting) -> FamilyTalk | None:
    talk = current if isinstance(current, FamilyTalk) else FamilyTalk()
    if spec.name == "family-by":
        who = field_values.a_person(typed, meeting, owner=True) if typed.strip() else None
        talk = FamilyTalk(by=who, why_not=talk.why_not)
    else:
        talk = FamilyTalk(by=talk.by, why_not=typed)
    return talk if talk.by or talk.why_not else None


def _dissent(typed: str, current: object, meeting: Meeting) -> tuple[Dissent, ...]:
    """One a line, with its marks at the end; what is there already keeps its part."""
    there: tuple[Dissent, ...] = current if isinstance(current, tuple) else ()
    parts: dict[tuple[str, str], Part | None] = {
        (d.who.attendee or d.who.name, " ".join(d.text.split())): d.part for d in there
    }
    as_shown = {_dissent_line(dissent, meeting): dissent for dissent in there}
    found = []
    for line in typed.splitlines():
        if not line.strip():
            continue
        if (kept := as_shown.get(line.strip())) is not None:  # its words may look like marks
            found.append(kept)
            continue
        who, colon, said = line.partition(":")
        if not colon or not who.strip() or not said.strip():
            raise NotThat(words.WHO_DIFFERED)
        said, marks = readers_in(said, meeting)
        if not said.strip():
            raise NotThat(words.MARK_ALONE)
        by = field_values.a_person(who, meeting)
        part = parts.get((by.attendee or by.name, " ".join(said.split())))
        found.append(Dissent(who=by, text=said, part=part, **dict(marks or Readers())))
    return tuple(found)


def _dissent_line(dissent: Dissent, meeting: Meeting) -> str:
    """One person's disagreement as a line of its field."""
    return f"{meeting.name_of(dissent.who)}: {' '.join(dissent.text.split())} {written(dissent, meeting)}".rstrip()


def _shown(spec: FieldSpec, record: Record, meeting: Meeting) -> str:
    if spec.kind == "readers":
        return shown_readers(record, spec.attribute, meeting)
    value: object = getattr(record, spec.attribute)
    if isinstance(value, FamilyTalk):
        return meeting.name_of(value.by) if spec.name == "family-by" else value.why_not
    if spec.name == "decided":
        return str(getattr(value, "decided", ""))
    return shown_value(spec.kind, value, meeting)


def shown_value(kind: FieldKind, value: object, meeting: Meeting) -> str:
    """A field's value as the text a form begins with; reading that text gives the value back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if isinstance(value, Who):
        return meeting.name_of(value)
    if isinstance(value, str):
        return value
    if kind == "date":
        return f"{value}"
    if kind == "time":
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Sequence):
        parts: Sequence[object] = value
        if kind == "people":
            return "\n".join(_dissent_line(d, meeting) for d in parts if isinstance(d, Dissent))
        if kind == "refs":
            return ", ".join(filter(None, (meeting.ref_of(str(p)) for p in parts)))
        return ", ".join(str(p) for p in parts)
    return str(value)

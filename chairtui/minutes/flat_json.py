"""Flat JSON, with names and references in place of ids: a meeting for scripts, or one reader's copy.

`to_flat` is the output of `show --json`: every current record. `to_copy` is one reader's copy: of the records they may
see, only the fields that `kinds.Kind.copied` lists. Neither can be imported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeAlias

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import Format
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.kinds import KINDS, Kind, links_in
from chairtui.meeting.own_answers import answer_ref, person_of
from chairtui.meeting.readers import is_marked, readers_of
from chairtui.meeting.records import Answer, Record, Statement, Who
from chairtui.minutes.record_entries import answer_text
from chairtui.minutes.visible_records import VisibleRecords

Json: TypeAlias = "str | int | list[Json] | dict[str, Json] | None"

HEAD = ("format", "format_version", "format_name", "title", "subject", "starts")
"""Fields of the details that are top-level keys; the others are under `details`."""
APART = frozenset({"details", "closure", "format", "answer", "progress", "not-convened"})
"""Kinds that are not lists of records, and have a key of their own."""


def to_flat(meeting: Meeting, format_: Format) -> str:
    """Every current record, indented by two, with a final newline."""
    return _text(_Flat(meeting, format_).meeting())


def to_copy(visible: VisibleRecords) -> str:
    """What one reader may see. An action list holds only actions and the heading."""
    return _text(_Copy(visible).meeting())


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _key(name: str) -> str:
    """The key of a detail, spelt as `chairtui set` takes it."""
    return name.replace("_", "-")


class _Flat:
    def __init__(self, meeting: Meeting, format_: Format) -> None:
        self._of = meeting
        self._format = format_

    def meeting(self) -> dict[str, Json]:
        of, details = self._of, self._of.details
        closure = of.closure
        head: dict[str, Json] = {"id": of.id, **{_key(name): self._value(getattr(details, name)) for name in HEAD}}
        head["state"] = "closed" if of.closed else "open"
        head["closed"] = (
            {"at": self._value(closure.first.at), "by": closure.first.by, "digest": closure.record.digest}
            if closure
            else None
        )
        if of.not_convened:
            head["not-convened"] = self._fields(of.not_convened)
        rest = {_key(name): value for name, value in self._fields(details, without=HEAD).items()}
        rest["kind"] = rest.pop("meeting-kind")
        head["details"] = rest
        for kind in KINDS.values():
            if kind.name not in APART:
                head[kind.plural] = [self._listed(kind, entry) for entry in of.of_kind(kind.name)]
        head["answers"] = {question: self._answer(answer) for question, answer in of.answers.items()}
        own = {answer_ref(e.record.id, of): e.record for e in of.all(Answer) if person_of(e.record)}
        if own:
            head["own-answers"] = {ref: self._answer(answer) for ref, answer in own.items()}
        given = of.answers | own
        marked = {ref: readers_of(answer) for ref, answer in given.items() if is_marked(answer)}
        if marked:
            head["answer-readers"] = {ref: self._fields(marks) for ref, marks in marked.items()}
        head["progress"] = {
            progress.item: {"state": progress.state, "seconds": progress.seconds}
            for progress in map(of.progress, (item.id for item in self._format.agenda))
            if of.entry(progress.id)
        }
        return head

    def _listed(self, kind: Kind, entry: Entry[Record]) -> Json:
        record = entry.record
        listed: dict[str, Json] = {"ref": entry.ref} if kind.letters else {}
        listed |= self._fields(record)
        if isinstance(record, Statement):
            listed["item"] = home_of(record, self._format)
        if kind.after_closing:
            if record.kind == "amendment":
                listed["amendment"] = entry.ref
                listed["ref"] = listed.pop("target")
            listed |= {"by": entry.first.by, "at": self._value(entry.first.at)}
        return listed

    def _fields(self, of: Frozen, without: Iterable[str] = ()) -> dict[str, Json]:
        shown = of.model_dump(exclude={"kind", "id", *without}).keys()
        return {name: self._field(of, name) for name in type(of).model_fields if name in shown}

    def _field(self, of: Frozen, name: str) -> Json:
        value: object = getattr(of, name)
        if name in links_in(type(of)) and isinstance(value, str):
            return self._of.ref_of(value) or answer_ref(value, self._of)
        if name in links_in(type(of)) and isinstance(value, tuple):
            return [ref for id_ in value if (ref := self._ref(id_))]
        return self._value(value)

    def _ref(self, id_: str) -> str:
        """The reference of a record that stands, "" for one that was removed."""
        entry = self._of.entry(id_)
        return entry.ref if entry is not None and not entry.removed else ""

    def _value(self, value: object) -> Json:
        match value:
            case None | bool() | int() | str():
                return value
            case Who():
                return self._of.name_of(value)
            case datetime():
                return value.isoformat().replace("+00:00", "Z")
            case date():
                return value.isoformat()
            case tuple():
                return [self._value(each) for each in value]
            case Frozen():
                return self._fields(value)
            case _:
                raise TypeError(type(value).__name__)

    def _answer(self, answer: Answer) -> str:
        """An answer in one string: "no: reason", a date, a name as it now stands."""
        value = self._of.name_of(Who(name=answer.value, attendee=answer.attendee)) if answer.attendee else answer.value
        return f"{value}: {answer.reason}" if answer.reason and value in ("yes", "no", "none") else value


class _Copy(_Flat):
    def __init__(self, visible: VisibleRecords) -> None:
        super().__init__(visible.meeting, visible.format)
        self._filing = visible

    def meeting(self) -> dict[str, Json]:
        visible, details = self._filing, self._of.details
        access = visible.access
        copy: dict[str, Json] = {
            "copy-for": access.audience,
            "title": details.title,
            "subject": details.subject,
            "starts": self._value(details.starts),
            "state": "closed" if self._of.closed else "open",
            "format-name": details.format_name,
        }
        if access.audience != "actions":
            copy |= {
                "chair": visible.person(details.chair),
                "note-taker": visible.person(details.note_taker),
                "venue": details.venue,
                "aim": details.aim if access.preliminaries else "",
            }
            if access.preliminaries and details.aim_readers is not None:
                copy["aim-restricted"] = details.aim_readers.restricted
        for kind in KINDS.values():
            if kind.copied and kind.name != "amendment" and (access.audience != "actions" or kind.name == "action"):
                entries = [entry for entry in self._of.of_kind(kind.name) if access.sees(entry)]
                copy[kind.plural] = [self._copied(kind, entry) for entry in entries]
        if access.audience != "actions":
            answers = [entry for entry in self._of.all(Answer) if access.sees(entry)]
            copy["answers"] = [self._answered(entry) for entry in answers]
            copy["amendments"] = self._amendments("details")
        return {key: value for key, value in copy.items() if value not in (None, "", [])}

    def _copied(self, kind: Kind, entry: Entry[Record]) -> Json:
        """Drop empty values, so that nothing reveals that they might have been set."""
        fields: dict[str, Json] = {"ref": entry.ref} if self._filing.access.complete and kind.letters else {}
        for name in kind.copied:
            fields[name] = self._field(entry.record, name)
        if entry.record.kind == "decision" and entry.record.dissent and not self._filing.access.family:
            route = self._format.route
            fields["route"] = f"{route.text} ({route.cites})"
        fields["amendments"] = self._amendments(entry.record.id)
        return {key: value for key, value in fields.items() if value not in (None, "", [])}

    def _field(self, of: Frozen, name: str) -> Json:
        value: object = getattr(of, name)
        if name in links_in(type(of)) and isinstance(value, tuple):
            refs = self._filing.refs(value) if self._filing.access.complete else []
            return list[Json](refs)
        return super()._field(of, name)

    def _value(self, value: object) -> Json:
        return self._filing.person(value) if isinstance(value, Who) else super()._value(value)

    def _answered(self, entry: Entry[Answer]) -> Json:
        answer = entry.record
        question = self._format.question(answer.question)
        fields: dict[str, Json] = {
            "question": question.text if question else answer.question,
            "of": self._filing.whose_own(answer.id),
            "answer": answer_text(question, answer, self._filing) if question else answer.value,
            "reason": answer.reason,
            "restricted": answer.restricted,
            "amendments": self._amendments(answer.id),
        }
        return {key: value for key, value in fields.items() if value not in (None, "", [])}

    def _amendments(self, record_id: str) -> Json:
        return [
            {
                **{
                    name: text for name in KINDS["amendment"].copied if (text := str(getattr(entry.record, name) or ""))
                },
                "by": entry.first.by,
                "at": self._value(entry.first.at),
            }
            for entry in self._filing.amended(record_id)
        ]

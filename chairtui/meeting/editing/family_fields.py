"""Checks changes to a relative or person concerned, and derives the fields that follow from them."""

from __future__ import annotations

from collections.abc import Mapping

from chairtui.meeting.after.release_decisions import NotReleased
from chairtui.meeting.capture.names import plain
from chairtui.meeting.capture.relative_line import concerned_in, may_mean_nothing
from chairtui.meeting.copy_readers import FamilyReader, family_readers
from chairtui.meeting.editing.field_values import NotThat
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Relative
from chairtui.words import editing as words
from chairtui.words.sentence import sentence


def family_changes(record: FamilyReader, new: Mapping[str, object], meeting: Meeting) -> dict[str, object]:
    """The fields that follow from those changed (`new`): of whom a relative is one, and that somebody is given nothing.
    Raises `NotThat`, also for a name that somebody else has."""
    if "name" in new:
        _check_name(record, str(new["name"]), meeting)
    follows: dict[str, object] = {}
    if isinstance(record, Relative) and "relation" in new:
        follows["of"] = _of(record, str(new["relation"]), new, meeting)
    if new.get("given_nothing") is False:
        follows["given_nothing_why"] = ""
    elif new.get("given_nothing_why"):
        follows["given_nothing"] = True
    return follows


def _check_name(record: FamilyReader, name: str, meeting: Meeting) -> None:
    if not plain(name):
        raise NotThat(words.NO_NAME, "name")
    for entry in family_readers(meeting):
        if entry.record.id != record.id and plain(entry.record.name) == plain(name):
            raise NotThat(sentence(words.SAME_NAME, name=entry.record.name, ref=entry.ref), "name")


def _of(record: Relative, relation: str, new: Mapping[str, object], meeting: Meeting) -> tuple[str, ...]:
    nothing = new.get("given_nothing", record.given_nothing) or new.get("given_nothing_why")
    if not nothing and (unsure := may_mean_nothing(relation)):
        raise NotThat(words.MEANT_NOTHING.format(words=unsure), "relation")
    try:
        return concerned_in(relation, meeting)
    except NotReleased as wrong:
        raise NotThat(str(wrong), "relation") from None

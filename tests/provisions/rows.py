"""Shared by the tests of provisions: a closable meeting is broken in one way, refused, mended and accepted."""

from __future__ import annotations

from itertools import count

import pytest

from chairtui.commands.formats import as_data
from chairtui.data_files import read_data
from chairtui.meeting.after.next_meeting import NotNext, follow
from chairtui.meeting.closing.findings import Finding, Level
from chairtui.meeting.convening.scope import OutOfScope, scope
from chairtui.meeting.formats.model import Format, Question
from chairtui.meeting.records import Action, Attendee, Audience, Closure
from chairtui.minutes.markdown import minutes
from tests.meeting.formats_and_meetings import HELD, Table, format_called, ready
from tests.minutes.releasing import copy_for, released

__all__ = [
    "answered_in_minutes",
    "asked_for",
    "excluded",
    "minutes_of",
    "no_stops",
    "open_actions_go_along",
    "pathway_and_route",
    "prompted",
    "question_of",
    "silence_advises",
    "silence_stops",
    "stopped",
]


def prompted(format_id: str, provision: str, item: str, *said: str) -> None:
    """The chair is prompted for the provision under that item, in words that hold these."""
    found = format_called(format_id).item(item)
    assert found is not None
    texts = [p.text for p in found.prompts if p.provision == provision]
    assert texts, f"no prompt for {provision} under {item}"
    assert all(p.cites for p in found.prompts)
    for word in said:
        assert any(word.casefold() in text.casefold() for text in texts), (word, texts)


def question_of(format_id: str, question: str, provision: str) -> Question:
    """A question of the format, which must be asked for that provision."""
    found = format_called(format_id).question(question)
    assert found is not None, f"no question {question}"
    assert found.provision == provision
    return found


def silence(format_id: str, question: str, provision: str, level: Level) -> Finding:
    """Without its answer the provision is found at that level, at that question; with it nothing is."""
    table = ready(format_id)
    given = table.meeting.answer(question)
    assert given is not None, f"{question} is not asked of a sound meeting"
    assert not table.findings(provision, level)
    table.take_back(question)
    found = [f for f in table.findings(provision, level) if f.question == question]
    assert len(found) == 1, table.findings(provision)
    table.answer(question, given.value, given.reason)
    assert not table.findings(provision, level)
    return found[0]


def silence_stops(format_id: str, provision: str, *questions: str) -> None:
    """None of these questions may be left open at closing."""
    for question in questions:
        silence(format_id, question, provision, "blocker")


def silence_advises(format_id: str, provision: str, *questions: str) -> None:
    """Each of these questions left open is advised about, and stops nothing."""
    for question in questions:
        silence(format_id, question, provision, "advice")
        table = ready(format_id)
        table.take_back(question)
        assert not table.findings(provision, "blocker")


def no_stops(table: Table, question: str, provision: str, reason: str) -> None:
    """A "no" to the question must carry its reason before the meeting closes."""
    table.answer(question, "no")
    assert table.one(provision, "blocker").question == question
    table.answer(question, "no", reason)
    assert not table.findings(provision, "blocker")


def stopped(table: Table, provision: str) -> Finding:
    """The only blocker of that provision."""
    return table.one(provision, "blocker")


def asked_for(format_id: str, question: str, provision: str) -> None:
    """The question is asked while the meeting is being set up."""
    assert question_of(format_id, question, provision).convening


def excluded(format_id: str, kind: str, provision: str, *forum: str) -> None:
    """A meeting of that kind is refused, the provision and the proper forum are named."""
    format_ = format_called(format_id)
    try:
        found = scope(format_, kind)
    except OutOfScope as refused:
        assert refused.excluded is not None, refused
        assert (refused.excluded.provision or format_.scope_provision) == provision
        for word in forum:
            assert word in str(refused), str(refused)
        return
    raise AssertionError(f"{kind} is taken for {found.id}")


def minutes_of(table: Table, audience: Audience = "attendees") -> str:
    """The minutes for an audience; for the family, what Dawn gets once all is released that isn't held back."""
    if audience == "family":
        return copy_for(released(table.meeting, table.format), table.format)
    return minutes(table.meeting, table.format, read_data("templates/minutes.md"), audience)


def answered_in_minutes(format_id: str, question: str, value: str) -> None:
    """What is answered is printed, under what was asked."""
    table = ready(format_id)
    asked = question_of(format_id, question, table.format.question(question).provision)  # type: ignore[union-attr]
    table.answer(question, value)
    printed = minutes_of(table)
    assert asked.text.split("{")[0].strip(" ,?") in printed
    assert value in printed


def pathway_and_route(format_: Format) -> tuple[str, str]:
    """What `formats show` tells of immediate risk and of differences."""
    data = as_data(format_)
    return str(data["pathway"]), str(data["route"])


def open_actions_go_along(format_id: str, provision: str) -> None:
    """A closed meeting can be followed by another, which takes over what is still to be done."""
    table = ready(format_id)
    row = table.format.provision(provision)
    assert row is not None and row.built_in == "follow-up meeting"
    table.change("a2", status="done")
    numbers = count()
    later = {"starts": HELD.replace(year=2027), "format_version": table.format.version}
    with pytest.raises(NotNext):
        follow(table.meeting, dict(later), lambda _: True, lambda: f"n{next(numbers)}")
    before = [version.record for version in table.meeting.versions]
    table.put(Closure(digest="0" * 64, position=len(before)))
    follows = follow(table.meeting, dict(later), lambda _: True, lambda: f"n{next(numbers)}")
    taken = [draft.record for draft in follows.drafts if isinstance(draft.record, Action)]
    assert [action.text for action in taken] == ["Visit Robin at home"]
    assert [action.carried.ref for action in taken if action.carried] == ["A1"]
    assert {d.record.name for d in follows.drafts if isinstance(d.record, Attendee)} == {"Sam Okafor", "Noor Castle"}

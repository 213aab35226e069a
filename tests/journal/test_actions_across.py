"""Actions across meetings as documents: the same answers as folding every meeting, and only what changed is folded."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Broken, Journal
from chairtui.journal.removal import remove
from chairtui.journal.vault import Vault
from chairtui.meeting.after.actions_across import ActionFilter, MeetingAction, UnreadMeeting, due_filter
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Attendee, Closure, Draft, FollowUp, NextMeeting, Record, Who
from chairtui.meeting.seal import digest
from tests.journal.meetings import Clock, a_details, new
from tests.journal.vaults import a_vault

Tiny = Callable[[], FileJournal]
ALL = ActionFilter()
TODAY = date(2026, 12, 10)
SAM = Attendee(id="sam", name="Sam Okafor", agency="Health")
days = st.none() | st.dates(date(2026, 12, 1), date(2026, 12, 20))
places = st.integers(0, 2)
ids = st.sampled_from(["x1", "x2", "x3"])
BY_SAM, BY_JOAN = Who(name="Sam Okafor", attendee="sam"), Who(name="Joan Straße")
owners = st.sampled_from([None, BY_SAM, BY_JOAN])
statuses = st.sampled_from(["open", "done", "dropped"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("begin")),
        st.tuples(st.just("act"), places, ids, owners, days, statuses),
        st.tuples(st.just("remove"), places, ids),
        st.tuples(st.just("close"), places),
        st.tuples(st.just("follow"), places, ids, days, statuses),
        st.tuples(st.just("carry"), places, ids),
        st.tuples(st.just("lose")),
        st.tuples(st.just("ask")),
    ),
    max_size=25,
)
filters = st.builds(
    ActionFilter,
    who=st.sampled_from(["", "SAM", "health", "strasse", "nobody"]),
    agency=st.sampled_from(["", "HEAL", "police"]),
    meeting=st.sampled_from(["", "t001"]),
    status=st.none() | statuses,
    since=days,
    before=days,
)


def asked(journal: Journal, wanted: ActionFilter = ALL) -> list[tuple[str, str]]:
    return sorted((a.meeting, a.ref) for a in journal.actions(wanted) if isinstance(a, MeetingAction))


def whole(journal: FileJournal, wanted: ActionFilter, *, folding: bool) -> list[MeetingAction | UnreadMeeting]:
    """The answer of the documents, or of `Journal`'s own way, which folds every meeting."""
    found = Journal.actions(journal, wanted) if folding else journal.actions(wanted)
    return sorted(found, key=lambda each: (each.meeting, getattr(each, "ref", "")))


def act(journal: FileJournal, meeting: str, record: Record, *, removed: bool = False) -> None:
    known = [v.seq for v in journal.versions(meeting) if v.record.id == record.id]
    journal.append(meeting, [Draft(record=record, base=known[-1] if known else 0, removed=removed)], "Chair")


def close(journal: FileJournal, meeting: str) -> None:
    versions = journal.versions(meeting)
    journal.append(meeting, [new(Closure(digest=digest(versions), position=len(versions)))], "Chair")


def take(journal: FileJournal, begun: list[str], number: int, step: tuple[object, ...]) -> None:
    """Take a step where the meeting allows it."""
    meeting = begun[step[1] % len(begun)] if len(step) > 1 and isinstance(step[1], int) else ""
    folded = Meeting(meeting, journal.versions(meeting)) if meeting else None
    match step, folded:
        case ("begin",), _:
            begun.append(journal.begin([new(a_details(f"Meeting {number}")), new(SAM)], "Chair"))
        case ("act", _, str(id_), owner, deadline, status), Meeting(closed=False):
            fields = {"id": id_, "text": f"Action {number}", "owner": owner, "deadline": deadline, "status": status}
            act(journal, meeting, Action.model_validate(fields))
        case ("remove", _, str(id_)), Meeting(closed=False):
            act_on = [e.record for e in folded.actions if e.record.id == id_]
            if act_on:
                act(journal, meeting, act_on[0], removed=True)
        case ("close", _), Meeting(closed=False):
            close(journal, meeting)
        case ("follow", _, id_, deadline, status), Meeting(closed=True):
            fields = {
                "id": f"f{number}",
                "action": id_,
                "deadline": deadline,
                "status": status,
                "reason": f"Why {number}",
            }
            if any(e.record.id == id_ for e in folded.actions):
                act(journal, meeting, FollowUp.model_validate(fields))
        case ("carry", _, str(id_)), Meeting(closed=True):
            link = NextMeeting(id=f"n{number}", meeting="t009", starts=a_details().starts, carried=(id_,))
            act(journal, meeting, link)
        case _:
            pass


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps, wanted=filters, sealed=st.booleans())
def test_the_documents_answer_as_the_folded_meetings_do(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]], wanted: ActionFilter, sealed: bool
) -> None:
    store = tmp_path_factory.mktemp("store")
    names = itertools.count(1)
    journal = FileJournal(store, Clock(), lambda: f"t{next(names):03}", vault=a_vault(store) if sealed else None)
    begun: list[str] = []
    for number, step in enumerate([("begin",), *steps]):
        take(journal, begun, number, step)
        if step == ("lose",):
            (store / "actions").unlink(missing_ok=True)
        if step == ("ask",):
            assert whole(journal, wanted, folding=False) == whole(journal, wanted, folding=True)
    for each in (ALL, wanted):
        first, second = (whole(journal, each, folding=False) for _ in range(2))
        assert first == second == whole(journal, each, folding=True)
    journal.close()


@pytest.fixture
def two(tiny: Tiny) -> list[str]:
    journal = tiny()
    begun = []
    for title in ("First", "Second"):
        meeting = journal.begin([new(a_details(title)), new(SAM)], "Chair")
        act(journal, meeting, Action(id="x1", text="Ring Ambrose", owner=BY_SAM, deadline=date(2026, 12, 7)))
        act(journal, meeting, Action(id="x2", text="Visit", owner=BY_JOAN, deadline=date(2026, 12, 12)))
        begun.append(meeting)
    return begun


@pytest.fixture
def folded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The meetings whose versions were asked for."""
    seen: list[str] = []
    versions = FileJournal.versions

    def counted(self: FileJournal, meeting: str, after: int = 0) -> object:
        seen.append(meeting)
        return versions(self, meeting, after)

    monkeypatch.setattr(FileJournal, "versions", counted)
    return seen


def test_only_a_meeting_that_moved_is_read_again(tiny: Tiny, two: list[str], folded: list[str]) -> None:
    before = asked(tiny())
    assert sorted(folded) == two
    folded.clear()
    assert asked(tiny()) == before
    assert folded == []
    act(tiny(), two[1], Action(id="x3", text="Write"))
    folded.clear()
    assert len(asked(tiny())) == len(before) + 1
    assert folded == [two[1]]


def test_overdue_actions_and_those_of_this_week_are_found(tiny: Tiny, two: list[str]) -> None:
    for _ in range(2):
        overdue = due_filter(TODAY, overdue=True, this_week=False)
        assert asked(tiny(), overdue) == [(meeting, "A1") for meeting in two]
        week = due_filter(TODAY, overdue=False, this_week=True, who="joan")
        assert asked(tiny(), week) == [(meeting, "A2") for meeting in two]


@pytest.mark.parametrize(
    ("wanted", "refs"),
    [
        (ActionFilter(before=date(2026, 12, 7)), ""),
        (ActionFilter(before=date(2026, 12, 8)), "A1"),
        (ActionFilter(since=date(2026, 12, 12)), "A2"),
        (ActionFilter(since=date(2026, 12, 13)), ""),
        (ActionFilter(since=date(2026, 12, 7), before=date(2026, 12, 13)), "A1 A2"),
        (ActionFilter(who="OKAFOR h"), "A1"),
        (ActionFilter(who="strasse"), "A2"),
        (ActionFilter(agency="heal"), "A1"),
        (ActionFilter(agency="okafor"), ""),
        (ActionFilter(status="open"), "A1 A2"),
        (ActionFilter(status="done"), ""),
    ],
)
def test_each_filter_means_the_same_to_the_first_list_and_to_the_documents(
    tiny: Tiny, two: list[str], wanted: ActionFilter, refs: str
) -> None:
    for meeting in ("", two[1]):
        only = wanted.model_copy(update={"meeting": meeting})
        owing = [(each, ref) for each in two if meeting in ("", each) for ref in refs.split()]
        (tiny().folder / "actions").unlink(missing_ok=True)
        assert asked(tiny(), only) == asked(tiny(), only) == owing


@pytest.mark.parametrize(
    "content", [None, b"", b"nonsense\n", b'{"meeting":"t001"}\n', b'{"meeting":"t001","form":1,"actions":[{}]}\n']
)
def test_lost_or_spoilt_documents_are_made_anew(
    tiny: Tiny, store: Path, two: list[str], folded: list[str], content: bytes | None
) -> None:
    before = asked(tiny())
    if content is None:
        (store / "actions").unlink()
    else:
        (store / "actions").write_bytes(content)
    assert asked(tiny()) == before
    folded.clear()
    assert asked(tiny()) == before
    assert folded == []


def test_a_document_that_is_not_an_action_costs_only_a_second_look(tiny: Tiny, store: Path, two: list[str]) -> None:
    before = asked(tiny())
    raw = (store / "actions").read_bytes()
    (store / "actions").write_bytes(raw.replace(b'"status":"open"', b'"status":"lost"', 1))
    assert asked(tiny()) == before


def test_a_store_that_takes_no_documents_still_answers(tiny: Tiny, store: Path, two: list[str]) -> None:
    (store / "actions").mkdir()
    assert len(asked(tiny())) == len(asked(tiny())) == 4


def test_a_meeting_that_cannot_be_read_is_named_and_stops_no_other(
    tiny: Tiny, two: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tiny()
    versions = journal.versions

    def some(meeting: str, after: int = 0) -> object:
        if meeting == two[0]:
            raise Broken("Damaged.", 3, 2)
        return versions(meeting, after)

    monkeypatch.setattr(journal, "versions", some)
    for _ in range(2):
        found = list(journal.actions(ALL))
        assert [each for each in found if isinstance(each, UnreadMeeting)] == [
            UnreadMeeting(meeting=two[0], reason="Damaged.")
        ]
        assert [each.meeting for each in found if isinstance(each, MeetingAction)] == [two[1]] * 2


def test_a_meeting_that_was_taken_away_owes_nothing(tiny: Tiny, store: Path, two: list[str]) -> None:
    asked(tiny())
    (store / "meetings" / f"{two[0]}.journal").unlink()
    assert {meeting for meeting, _ in asked(tiny())} == {two[1]}


def test_nothing_of_a_removed_meetings_actions_stays(tiny: Tiny, store: Path, clock: Clock, two: list[str]) -> None:
    asked(tiny())
    tiny().close()
    remove(store, Vault(store), two[0], "Chair", clock())
    assert two[0].encode() not in (store / "actions").read_bytes()
    assert {meeting for meeting, _ in asked(tiny())} == {two[1]}


def test_a_file_that_grew_is_made_small_again(tiny: Tiny, store: Path, two: list[str]) -> None:
    asked(tiny())
    line = (store / "actions").read_bytes().splitlines(keepends=True)[-1]
    with (store / "actions").open("ab") as file:
        file.write(line * 2000)
    act(tiny(), two[0], Action(id="x3", text="Write"))
    assert len(asked(tiny())) == 5
    assert (store / "actions").read_bytes().count(b"\n") <= 3


def test_nothing_of_an_action_can_be_read_in_an_encrypted_store(sealed: Tiny, store: Path) -> None:
    journal = sealed()
    meeting = journal.begin([new(a_details("Strategy")), new(SAM)], "Chair")
    act(journal, meeting, Action(id="x1", text="Ring Ambrose", owner=BY_SAM, deadline=date(2026, 12, 7)))
    assert asked(journal) == asked(sealed()) == [(meeting, "A1")]
    held = (store / "actions").read_bytes()
    for line in held.splitlines():
        for word in (b"Ambrose", b"Okafor", b"Health", b"Strategy", b"2026-12-07", b"deadline", meeting.encode()):
            assert word not in line
            assert word not in base64.b64decode(line + b"==")

"""What every journal promises, whatever it keeps meetings in. Nothing here knows how."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from chairtui.journal.protocol import Conflict, Journal, JournalError, NoSuchMeeting, Refused
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Amendment, Closure, Details, Draft, Note, Observation
from chairtui.meeting.seal import digest
from tests.journal.meetings import Clock, a_details, a_note, new

Reopen = Callable[[], Journal]


def an_action(**values: object) -> Action:
    """One with values that nobody checked."""
    return Action(id="a9", text="Visit").model_copy(update=values)


def sealed(journal: Journal, meeting: str) -> Draft:
    versions = journal.versions(meeting)
    return new(Closure(digest=digest(versions), position=len(versions)))


def test_an_empty_home_lists_nothing(journal: Journal) -> None:
    assert list(journal.meetings()) == []
    with pytest.raises(NoSuchMeeting, match="chairtui new"):
        journal.resolve("last")


def test_an_id_that_is_taken_is_not_given_twice(journal: Journal, reopen: Reopen, details: Draft) -> None:
    first = journal.begin([details, new(a_note("n1"))], "Chair")
    brought = f"{first[:-1]}2"
    journal.adopt(brought, journal.versions(first))
    begun = [reopen().begin([details], "Noter"), journal.begin([details], "Chair")]
    assert len({first, brought, *begun}) == 4
    assert [len(journal.versions(meeting)) for meeting in (first, brought, *begun)] == [2, 2, 1, 1]


def test_what_was_appended_is_there_for_another_seat(journal: Journal, reopen: Reopen, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    written = journal.append(
        meeting, [new(a_note("n1")), new(a_note("n2", "Ünïcode – “quoted”\nsecond line"))], "Noter"
    )
    assert [v.seq for v in written] == [2, 3]
    assert {v.by for v in written} == {"Noter"}
    found = reopen().versions(meeting)
    assert found[1:] == written
    assert found[0].record == details.record


def test_versions_after_a_position_are_only_those_after_it(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    journal.append(meeting, [new(a_note("n2"))], "Chair")
    assert [v.seq for v in journal.versions(meeting, after=2)] == [3]
    assert journal.versions(meeting, after=3) == []


def test_two_seats_see_each_other_without_opening_again(journal: Journal, reopen: Reopen, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    other = reopen()
    assert len(other.versions(meeting)) == 1
    journal.append(meeting, [new(a_note("n1"))], "Chair")
    other.append(meeting, [new(a_note("n2"))], "Noter")
    journal.append(meeting, [new(a_note("n3"))], "Chair")
    assert [(v.seq, v.by) for v in other.versions(meeting)][1:] == [(2, "Chair"), (3, "Noter"), (4, "Chair")]
    assert other.versions(meeting) == journal.versions(meeting) == reopen().versions(meeting)


def test_a_record_changed_in_two_seats_is_not_overwritten(journal: Journal, reopen: Reopen, details: Draft) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    theirs = reopen().append(meeting, [Draft(record=a_note("n1", "Theirs."), base=2)], "Noter")[0]
    mine = Draft(record=a_note("n1", "Mine."), base=2)
    with pytest.raises(Conflict, match="Noter changed this note") as refused:
        journal.append(meeting, [mine], "Chair")
    assert (refused.value.mine, refused.value.theirs) == (mine, theirs)
    assert journal.versions(meeting)[-1] == theirs


def test_a_new_record_with_an_id_already_there_is_a_conflict(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    with pytest.raises(Conflict):
        journal.append(meeting, [new(a_note("n1", "Another."))], "Noter")


def test_a_block_is_kept_whole_or_not_at_all(journal: Journal, reopen: Reopen, details: Draft) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    with pytest.raises(Conflict):
        journal.append(meeting, [new(a_note("n2")), new(a_note("n1"))], "Chair")
    assert len(journal.versions(meeting)) == len(reopen().versions(meeting)) == 2


def test_a_closed_meeting_takes_amendments_and_nothing_else(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    journal.append(meeting, [sealed(journal, meeting)], "Chair")
    with pytest.raises(Refused, match="amend"):
        journal.append(meeting, [new(a_note("n2"))], "Chair")
    with pytest.raises(Refused):
        journal.append(meeting, [Draft(record=a_note("n1"), base=2, removed=True)], "Chair")
    journal.append(
        meeting, [new(Amendment(id="m1", target="n1", text="At school on Monday.", reason="Misheard"))], "Chair"
    )
    assert [listing.state for listing in journal.meetings()] == ["closed"]


def test_a_meeting_closes_once(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    journal.append(meeting, [sealed(journal, meeting)], "Chair")
    for again in (sealed(journal, meeting), sealed(journal, meeting).model_copy(update={"base": 2})):
        with pytest.raises(Refused):
            journal.append(meeting, [again], "Noter")
    assert len(journal.versions(meeting)) == 2


def test_a_closure_that_missed_a_line_is_refused(journal: Journal, reopen: Reopen, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    closure = sealed(journal, meeting)
    reopen().append(meeting, [new(a_note("n1"))], "Noter")
    with pytest.raises(Refused, match="while it was being closed"):
        journal.append(meeting, [closure], "Chair")
    with pytest.raises(Refused):
        journal.append(meeting, [new(a_note("n2")), sealed(journal, meeting)], "Chair")
    assert [listing.state for listing in journal.meetings()] == ["open"]


def test_a_closure_with_a_false_seal_is_refused(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    with pytest.raises(Refused, match="seal"):
        journal.append(meeting, [new(Closure(digest="0" * 64, position=1))], "Chair")


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(Draft(record=Observation(id="n1", theme="risk", text="Fire"), base=2), id="another kind"),
        pytest.param(Draft(record=a_note("n9"), base=1), id="a change to a record that is not there"),
        pytest.param(Draft(record=a_note("n9"), removed=True), id="removing what is not there"),
        pytest.param(Draft(record=a_details(), base=1, removed=True), id="removing the details"),
        pytest.param(Draft(record=a_note("n9").model_copy(update={"text": " "})), id="a blank text past its check"),
        pytest.param(Draft(record=a_note("n9").model_copy(update={"text": "\ud800"})), id="half a character"),
        pytest.param(Draft(record=a_note("n9").model_copy(update={"nature": 7})), id="an unknown nature"),
        pytest.param(Draft(record=a_note("n9").model_copy(update={"text": date(2026, 1, 8)})), id="a date for a text"),
        pytest.param(Draft(record=a_note("n9").model_copy(update={"text": b"School."})), id="bytes for a text"),
        pytest.param(Draft(record=an_action(deadline=1_764_720_000)), id="a number for a date"),
        pytest.param(Draft(record=an_action(deadline=datetime(2026, 1, 8, tzinfo=UTC))), id="a moment for a date"),
        pytest.param(Draft(record=an_action(addresses={"n1"})), id="what has no order for what has one"),
        pytest.param(
            Draft.model_construct(
                record=Note.model_construct(id="n 9", nature="fact", text="School."), base=0, removed=False, undoes=None
            ),
            id="an id with a space",
        ),
    ],
)
def test_a_draft_no_meeting_could_read_back_is_refused(
    journal: Journal, reopen: Reopen, details: Draft, draft: Draft
) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    with pytest.raises(Refused) as refused:
        journal.append(meeting, [draft], "Chair")
    assert "\n" not in str(refused.value)
    journal.append(meeting, [new(a_note("n2"))], "Chair")
    assert Meeting(meeting, reopen().versions(meeting)).position == 3


def test_what_a_terminal_would_obey_is_taken_out_of_a_text_past_its_check(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    past = a_note("n1").model_copy(update={"text": " Seen\x1b[2J at\r\nschool "})
    kept = journal.append(meeting, [new(past)], "Chair")[0].record
    assert isinstance(kept, Note)
    assert kept.text == "Seen [2J at\nschool"
    assert journal.versions(meeting)[1].record == kept


def test_one_record_twice_in_a_block_must_say_so(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    with pytest.raises(Refused, match="twice"):
        journal.append(meeting, [Draft(record=a_note("n1", t), base=2) for t in ("One.", "Two.")], "Chair")
    journal.append(meeting, [Draft(record=a_note("n1", t), base=b) for t, b in (("One.", 2), ("Two.", 3))], "Chair")
    assert len(journal.versions(meeting)) == 4


def test_nothing_and_nobody_are_refused(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    for drafts, by in (([], "Chair"), ([new(a_note("n1"))], " ")):
        with pytest.raises(Refused):
            journal.append(meeting, drafts, by)


def test_a_meeting_begins_with_its_details(journal: Journal) -> None:
    with pytest.raises(Refused, match="details"):
        journal.begin([new(a_note("n1"))], "Chair")
    assert list(journal.meetings()) == []


def test_times_never_go_back(journal: Journal, reopen: Reopen, clock: Clock, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    clock.forward(60)
    journal.append(meeting, [new(a_note("n1"))], "Chair")
    clock.forward(-3600)
    journal.append(meeting, [new(a_note("n2"))], "Chair")
    times = [v.at for v in reopen().versions(meeting)]
    assert times == sorted(times)
    assert times[2] == times[1]


def test_meetings_are_listed_the_latest_start_first(journal: Journal, reopen: Reopen, clock: Clock) -> None:
    early = journal.begin([new(a_details("Early", datetime(2026, 11, 2, 9, tzinfo=UTC)))], "Chair")
    late = journal.begin([new(a_details("Late", datetime(2026, 12, 9, 9, tzinfo=UTC)))], "Chair")
    assert [(m.id, m.title) for m in journal.meetings()] == [(late, "Late"), (early, "Early")]
    clock.forward(5)
    journal.append(early, [new(a_note("n1"))], "Chair")
    journal.append(early, [Draft(record=a_details("Earlier"), base=1)], "Chair")
    for seat in (journal, reopen()):
        shown = {m.id: m for m in seat.meetings()}[early]
        assert (shown.title, shown.position, shown.written) == ("Earlier", 3, clock())


def test_a_meeting_is_named_by_its_id_the_start_of_it_or_last(
    journal: Journal, reopen: Reopen, clock: Clock, details: Draft
) -> None:
    first, second = (journal.begin([details], "Chair") for _ in range(2))
    clock.forward(1)
    reopen().append(first, [new(a_note("n1"))], "Chair")
    assert journal.resolve(second) == journal.resolve(f" {second.upper()} ") == second
    assert journal.resolve("last") == journal.resolve("LAST") == first
    with pytest.raises(NoSuchMeeting, match=f"{first}, {second}"):
        journal.resolve(first[:2])
    for nobody in ("zz", "", "../etc/passwd", first + "x"):
        with pytest.raises(NoSuchMeeting):
            journal.resolve(nobody)


@pytest.mark.parametrize("name", ["zz", "", "../catalogue", "M001", "a/b"])
def test_an_unknown_meeting_is_said_to_be_unknown(journal: Journal, details: Draft, name: str) -> None:
    journal.begin([details], "Chair")
    with pytest.raises(NoSuchMeeting):
        journal.versions(name)
    with pytest.raises(NoSuchMeeting):
        journal.append(name, [new(a_note("n1"))], "Chair")


def test_watching_brings_what_others_write(journal: Journal, reopen: Reopen, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    other, stop = reopen(), threading.Event()
    seen = journal.watch(meeting, 0, stop)
    assert [v.seq for v in next(seen)] == [1]
    other.append(meeting, [new(a_note("n1")), new(a_note("n2"))], "Noter")
    assert [v.seq for v in next(seen)] == [2, 3]
    stop.set()
    assert list(seen) == []


def test_threads_of_one_seat_do_not_lose_each_others_lines(journal: Journal, reopen: Reopen, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    wrong: list[JournalError] = []

    def write(name: str) -> None:
        try:
            for number in range(15):
                journal.append(meeting, [new(a_note(f"{name}{number}"))], name)
                journal.versions(meeting)
        except JournalError as error:
            wrong.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("Chair", "Noter")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    found = reopen().versions(meeting)
    assert [v.seq for v in found] == list(range(1, 32))
    assert len({v.record.id for v in found}) == 31


def test_closing_the_journal_twice_is_no_harm(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    journal.close()
    journal.close()
    assert len(journal.versions(meeting)) == 1
    assert isinstance(journal.versions(meeting)[0].record, Details)


def test_a_meeting_is_taken_over_from_another_store_as_it_is(
    journal: Journal, reopen: Reopen, details: Draft, clock: Clock
) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    clock.forward(60)
    journal.append(meeting, [sealed(journal, meeting)], "Noter")
    whole = [v.model_copy(update={"at": v.at.replace(year=2025)}) for v in journal.versions(meeting)]
    cipher = Closure(digest=digest(whole[:2]), position=2)
    whole[2] = whole[2].model_copy(update={"record": cipher})
    assert journal.adopt("elsewhere", whole[:2]) == 2
    assert reopen().adopt("elsewhere", whole) == 1
    assert journal.adopt("elsewhere", whole) == 0
    assert reopen().versions("elsewhere") == journal.versions("elsewhere") == whole
    assert {m.id: m.state for m in reopen().meetings()} == {meeting: "closed", "elsewhere": "closed"}


def test_what_went_on_differently_or_is_no_whole_history_is_not_taken_over(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details, new(a_note("n1"))], "Chair")
    first, second = journal.versions(meeting)
    other = second.model_copy(update={"by": "Noter"})
    third = second.model_copy(update={"seq": 3, "base": 2})
    false = third.model_copy(update={"record": Closure(digest="0" * 64, position=2), "base": 0})
    for versions in ([first], [first, other], [first, other, third], [first, second, false], []):
        with pytest.raises(Refused):
            journal.adopt(meeting, versions)
    for versions in ([second], [first, third], [first, second, false], []):
        with pytest.raises(Refused):
            journal.adopt("elsewhere", versions)
    assert journal.versions(meeting) == [first, second]
    assert [m.id for m in journal.meetings()] == [meeting]


def test_nothing_waits_where_the_store_is_reached(journal: Journal, details: Draft) -> None:
    meeting = journal.begin([details], "Chair")
    reach = journal.connection_state(meeting)
    assert reach.state in ("here", "connected")
    assert (reach.queued_lines, reach.conflicts, journal.conflicts(meeting)) == (0, 0, [])

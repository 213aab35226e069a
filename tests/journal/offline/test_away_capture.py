"""Capture goes on while the server is away, and what was captured goes up once it is back: each line once, in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal.offline.journal import OfflineJournal
from chairtui.journal.protocol import Conflict, Refused, Unreachable
from chairtui.journal.session import Session
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Amendment, Answer, Closure, Draft, Note, Progress, Version
from chairtui.meeting.seal import digest
from tests.journal.meetings import Clock, a_details, a_note, new
from tests.journal.offline.a_server import Server
from tests.journal.vaults import a_vault

Sit = Callable[..., OfflineJournal]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Server:
    return Server(clock)


@pytest.fixture(params=["plain", "encrypted"])
def sit(request: pytest.FixtureRequest, server: Server, clock: Clock, tmp_path: Path) -> Sit:
    """A journal at a computer of that name, as a program started there has it."""

    def a_journal(computer: str = "chairs") -> OfflineJournal:
        folder = tmp_path / computer
        vault = a_vault(folder) if request.param == "encrypted" else Vault(folder)
        if request.param == "encrypted":
            vault.cipher_for_writing()
        return OfflineJournal(server.connect, folder, vault, clock, timeout_scale=0)

    return a_journal


@pytest.fixture
def chair(sit: Sit) -> OfflineJournal:
    return sit()


@pytest.fixture
def begun(chair: OfflineJournal) -> str:
    """A meeting that nobody has open."""
    return chair.begin([new(a_details()), new(a_note("n1", "One."))], "Chair")


@pytest.fixture
def meeting(chair: OfflineJournal, begun: str) -> str:
    """A meeting that the chair has open, and so on this computer too."""
    chair.open_replica(begun)
    return begun


@pytest.fixture
def seat(chair: OfflineJournal, meeting: str) -> Session:
    return Session(chair, meeting, "Chair")


def said(versions: list[Version]) -> list[str]:
    return [v.record.text for v in versions if isinstance(v.record, Note)]


def on_the_server(server: Server, meeting: str) -> list[str]:
    return said(server.meetings[meeting].versions)


def write(
    journal: OfflineJournal, meeting: str, id_: str, text: str = "Said.", base: int = 0, by: str = "Chair"
) -> int:
    return journal.append(meeting, [Draft(record=a_note(id_, text), base=base)], by)[0].seq


def test_what_is_captured_while_the_server_is_away_goes_up_in_order(
    server: Server, chair: OfflineJournal, meeting: str
) -> None:
    server.away = True
    for number in range(2, 6):
        write(chair, meeting, f"n{number}", f"Line {number}.")
    assert said(chair.versions(meeting)) == ["One.", "Line 2.", "Line 3.", "Line 4.", "Line 5."]
    assert on_the_server(server, meeting) == ["One."]
    assert (chair.connection_state(meeting).state, chair.connection_state(meeting).queued_lines) == ("away", 4)
    server.away = False
    assert chair.reconnect()
    assert on_the_server(server, meeting) == ["One.", "Line 2.", "Line 3.", "Line 4.", "Line 5."]
    assert chair.versions(meeting) == server.meetings[meeting].versions
    assert (chair.connection_state(meeting).state, chair.connection_state(meeting).queued_lines) == ("connected", 0)


def test_it_says_that_the_server_is_away_and_that_it_is_back(
    server: Server, chair: OfflineJournal, meeting: str, clock: Clock
) -> None:
    assert chair.notices() == []
    server.away = True
    write(chair, meeting, "n2")
    assert chair.connection_state(meeting).since == clock()
    clock.forward(60)
    write(chair, meeting, "n3")
    assert [notice for notice in chair.notices() if "14:00" in notice and "kept on this computer" in notice]
    assert chair.connection_state(meeting).since == clock.time.replace(minute=0)
    server.away = False
    chair.reconnect()
    assert [notice for notice in chair.notices() if "back" in notice and "2" in notice]
    assert chair.connection_state(meeting).since == clock()


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_line_whose_answer_was_lost_is_there_once(
    server: Server, chair: OfflineJournal, meeting: str, cut: str
) -> None:
    server.cuts = [cut]  # type: ignore[list-item]
    write(chair, meeting, "n2", "Two.")
    write(chair, meeting, "n3", "Three.")
    assert said(chair.versions(meeting)) == ["One.", "Two.", "Three."]
    chair.reconnect()
    assert on_the_server(server, meeting) == ["One.", "Two.", "Three."]
    assert said(chair.versions(meeting)) == ["One.", "Two.", "Three."]


def test_it_is_cut_off_while_sending_and_goes_on_where_it_was(
    server: Server, chair: OfflineJournal, meeting: str
) -> None:
    server.away = True
    for number in range(2, 6):
        write(chair, meeting, f"n{number}", f"Line {number}.")
    server.away = False
    server.cuts = ["", "", "after", "", "before", "", "", "before"]
    for _ in range(6):
        chair.reconnect()
        assert said(chair.versions(meeting)) == ["One.", "Line 2.", "Line 3.", "Line 4.", "Line 5."]
    assert on_the_server(server, meeting) == ["One.", "Line 2.", "Line 3.", "Line 4.", "Line 5."]
    assert chair.connection_state(meeting).queued_lines == 0


def test_killed_while_away_it_is_still_there_when_started_without_the_server(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    server.away = True
    write(chair, meeting, "n2", "Two.")
    del chair
    again = sit()
    assert [listing.id for listing in again.meetings()] == [meeting]
    assert again.resolve("last") == meeting
    assert said(again.versions(meeting)) == ["One.", "Two."]
    write(again, meeting, "n3", "Three.")
    third = sit()
    server.away = False
    assert said(third.versions(meeting)) == ["One.", "Two.", "Three."], "sent when the journal is next used"
    assert on_the_server(server, meeting) == ["One.", "Two.", "Three."]


def test_killed_after_the_server_kept_a_line_it_is_not_sent_twice(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    server.cuts = ["after"]
    write(chair, meeting, "n2", "Two.")
    again = sit()
    assert said(again.versions(meeting)) == ["One.", "Two."]
    again.reconnect()
    assert on_the_server(server, meeting) == ["One.", "Two."]
    assert again.connection_state(meeting).queued_lines == 0


def test_a_meeting_never_opened_here_says_so(server: Server, meeting: str, sit: Sit) -> None:
    server.away = True
    with pytest.raises(Unreachable, match="never opened on this computer"):
        sit("another").versions(meeting)


def test_meetings_only_looked_at_are_not_copied_to_this_computer(
    server: Server, chair: OfflineJournal, begun: str, sit: Sit
) -> None:
    chair.versions(begun)
    chair.close()
    server.away = True
    assert list(sit().meetings()) == []


def test_a_new_meeting_needs_the_server(server: Server, chair: OfflineJournal, meeting: str) -> None:
    server.away = True
    with pytest.raises(Unreachable, match="needs it"):
        chair.begin([new(a_details())], "Chair")


def test_what_others_wrote_meanwhile_comes_first_and_the_new_numbers_are_told(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit, seat: Session
) -> None:
    server.away = True
    seat.save(a_note("mine", "Mine."))
    assert seat.meeting.ref_of("mine") == "F2"
    server.away = False
    write(sit("notes"), meeting, "theirs", "Theirs.", by="Noter")
    chair.reconnect()
    assert on_the_server(server, meeting) == ["One.", "Theirs.", "Mine."]
    assert [notice for notice in chair.notices() if "F2 is now F3" in notice]
    seat.catch_up()
    assert (seat.meeting.ref_of("theirs"), seat.meeting.ref_of("mine")) == ("F2", "F3")
    assert seat.meeting.versions == tuple(server.meetings[meeting].versions)


def test_a_seat_that_has_not_looked_yet_may_go_on_with_what_it_captured(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit, seat: Session
) -> None:
    server.away = True
    mine = seat.save(a_note("mine", "Mine."))
    server.away = False
    write(sit("notes"), meeting, "theirs", "Theirs.", by="Noter")
    chair.reconnect()
    seat.save(a_note("mine", "Mine, in other words."), seen=mine.seq)
    assert on_the_server(server, meeting) == ["One.", "Theirs.", "Mine.", "Mine, in other words."]
    assert seat.meeting.versions == tuple(server.meetings[meeting].versions)


def test_what_was_captured_away_may_be_changed_removed_and_taken_back_away(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit, seat: Session
) -> None:
    server.away = True
    seat.save(a_note("n2", "Two."))
    seat.save(a_note("n2", "Two, corrected."))
    seat.undo()
    seat.redo()
    seat.save(a_note("n3", "Three."))
    seat.remove(a_note("n3", "Three."))
    server.away = False
    write(sit("notes"), meeting, "theirs", "Theirs.", by="Noter")
    chair.reconnect()
    seat.catch_up()
    assert on_the_server(server, meeting)[2:] == [
        "Two.",
        "Two, corrected.",
        "Two.",
        "Two, corrected.",
        "Three.",
        "Three.",
    ]
    undone = server.meetings[meeting].versions[-4]
    assert (undone.base, undone.undoes) == (5, 5)
    seat.undo()
    entry = seat.meeting.entry("n3")
    assert entry is not None and not entry.removed, "what was sent can be taken back as what was not"


def test_a_record_changed_on_both_sides_is_kept_to_choose_and_the_rest_goes_up(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit, seat: Session
) -> None:
    server.away = True
    seat.save(a_note("n1", "Mine."))
    seat.save(a_note("n1", "Mine, twice."))
    seat.save(a_note("n2", "Two."))
    server.away = False
    write(sit("notes"), meeting, "n1", "Theirs.", base=2, by="Noter")
    chair.reconnect()
    seat.catch_up()
    assert on_the_server(server, meeting) == ["One.", "Theirs.", "Two."]
    assert chair.connection_state(meeting).conflicts == 1
    (conflict,) = chair.conflicts(meeting)
    assert conflict.mine == Draft(record=a_note("n1", "Mine, twice."), base=2)
    assert conflict.theirs == server.meetings[meeting].versions[2]
    with pytest.raises(Refused, match="Choose first"):
        seat.seal()
    chair.resolve_conflict(meeting, conflict, "mine", "Chair")
    assert on_the_server(server, meeting) == ["One.", "Theirs.", "Two.", "Mine, twice."]
    assert chair.conflicts(meeting) == []


def test_theirs_may_stand(server: Server, chair: OfflineJournal, meeting: str, sit: Sit) -> None:
    server.away = True
    write(chair, meeting, "n1", "Mine.", base=2)
    server.away = False
    write(sit("notes"), meeting, "n1", "Theirs.", base=2, by="Noter")
    chair.reconnect()
    again = sit()
    (conflict,) = again.conflicts(meeting)
    again.resolve_conflict(meeting, conflict, "theirs", "Chair")
    again.resolve_conflict(meeting, conflict, "mine", "Chair")
    assert on_the_server(server, meeting) == ["One.", "Theirs."]
    assert sit().conflicts(meeting) == []


def test_a_choice_made_while_the_server_is_away_again_is_sent_later(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    server.away = True
    write(chair, meeting, "n1", "Mine.", base=2)
    server.away = False
    write(sit("notes"), meeting, "n1", "Theirs.", base=2, by="Noter")
    chair.reconnect()
    server.away = True
    chair.resolve_conflict(meeting, chair.conflicts(meeting)[0], "mine", "Chair")
    assert said(chair.versions(meeting)) == ["One.", "Theirs.", "Mine."]
    server.away = False
    chair.reconnect()
    assert on_the_server(server, meeting) == ["One.", "Theirs.", "Mine."]


def test_changes_to_different_fields_are_put_together(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    server.away = True
    chair.append(meeting, [Draft(record=a_note("n1", "Mine."), base=2)], "Chair")
    server.away = False
    theirs = a_note("n1", "One.").model_copy(update={"restricted": "names the teacher"})
    sit("notes").append(meeting, [Draft(record=theirs, base=2)], "Noter")
    server.cuts = ["", "", "", "after"]
    chair.reconnect()
    chair.reconnect()
    last = server.meetings[meeting].versions[-1]
    assert last.record == theirs.model_copy(update={"text": "Mine."})
    assert (chair.conflicts(meeting), last.seq) == ([], 4)


def test_the_same_change_on_both_sides_asks_nobody(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    answer = Answer(id="answer:aim", question="aim", value="yes")
    server.away = True
    chair.append(meeting, [new(answer)], "Chair")
    server.away = False
    sit("notes").append(meeting, [new(answer)], "Noter")
    chair.reconnect()
    assert (chair.conflicts(meeting), server.meetings[meeting].position) == ([], 3)
    assert chair.connection_state(meeting).queued_lines == 0


def test_time_both_kept_for_an_item_is_the_longer_one(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    server.away = True
    for item, seconds in (("a", 60), ("b", 600)):
        chair.append(meeting, [new(Progress(id=f"progress:{item}", item=item, seconds=seconds))], "Chair")
    server.away = False
    for item in ("a", "b"):
        sit("notes").append(meeting, [new(Progress(id=f"progress:{item}", item=item, seconds=300))], "Noter")
    chair.reconnect()
    kept = {v.record.item: v.record.seconds for v in chair.versions(meeting) if isinstance(v.record, Progress)}
    assert (kept, chair.conflicts(meeting)) == ({"a": 300, "b": 600}, [])


def test_of_what_was_captured_at_once_only_what_others_changed_waits_to_be_chosen(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    server.away = True
    chair.append(meeting, [new(a_note("n2", "Two.")), Draft(record=a_note("n1", "Mine."), base=2)], "Chair")
    server.away = False
    write(sit("notes"), meeting, "n1", "Theirs.", base=2, by="Noter")
    chair.reconnect()
    assert on_the_server(server, meeting) == ["One.", "Theirs.", "Two."]
    assert len(chair.conflicts(meeting)) == 1


def test_a_meeting_is_not_closed_while_the_server_is_away(
    server: Server, chair: OfflineJournal, meeting: str, seat: Session
) -> None:
    server.away = True
    seat.save(a_note("n2", "Two."))
    with pytest.raises(Refused, match="while its server is away"):
        seat.seal()
    server.away = False
    chair.reconnect()
    seat.seal()
    assert server.meetings[meeting].versions[-1].record.kind == "closure"


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_server_that_goes_while_the_meeting_is_closed_leaves_that_open(
    server: Server, chair: OfflineJournal, meeting: str, cut: str, seat: Session
) -> None:
    server.cuts = ["", cut]  # type: ignore[list-item]
    with pytest.raises(Unreachable, match="closed or not"):
        seat.seal()
    chair.reconnect()
    seat.catch_up()
    assert seat.meeting.closed == (cut == "after")


def test_lines_captured_away_after_somebody_closed_the_meeting_are_kept_to_read(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    server.away = True
    write(chair, meeting, "n2", "Two.")
    server.away = False
    notes = sit("notes")
    versions = notes.versions(meeting)
    notes.append(meeting, [new(Closure(digest=digest(versions), position=len(versions)))], "Noter")
    chair.reconnect()
    assert [notice for notice in chair.notices() if "Not taken by the server" in notice and meeting in notice]
    (left,) = sit().unsent(meeting)
    assert (left.record, left.by) == (a_note("n2", "Two."), "Chair")
    assert "closed" in left.why
    assert chair.versions(meeting) == server.meetings[meeting].versions
    chair.append(meeting, [new(Amendment(id="m1", target="n1", text="Two.", reason="Lost"))], "Chair")


def test_two_programs_at_one_computer_see_each_others_lines_while_the_server_is_away(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    beside = sit()
    beside.open_replica(meeting)
    server.away = True
    write(chair, meeting, "n2", "Two.")
    write(beside, meeting, "n3", "Three.", by="Noter")
    write(chair, meeting, "n4", "Four.")
    assert said(beside.versions(meeting)) == said(chair.versions(meeting)) == ["One.", "Two.", "Three.", "Four."]
    server.away = False
    beside.reconnect()
    chair.reconnect()
    assert on_the_server(server, meeting) == ["One.", "Two.", "Three.", "Four."]
    assert chair.versions(meeting) == beside.versions(meeting) == server.meetings[meeting].versions


def test_a_server_whose_disk_is_full_is_as_good_as_away(server: Server, chair: OfflineJournal, meeting: str) -> None:
    server.cuts = ["full"]
    write(chair, meeting, "n2", "Two.")
    assert chair.connection_state(meeting).queued_lines == 1
    server.cuts = ["", "full"]
    assert not chair.reconnect()
    assert chair.connection_state(meeting).queued_lines == 1
    assert chair.reconnect()
    assert on_the_server(server, meeting) == ["One.", "Two."]


def test_a_server_put_back_to_an_older_state_loses_nothing_that_was_here(
    server: Server, chair: OfflineJournal, meeting: str, tmp_path: Path
) -> None:
    write(chair, meeting, "n2", "Two.")
    chair.run_once()
    server.away = True
    write(chair, meeting, "n3", "Three.")
    lost = server.meetings[meeting].versions.pop()
    server.away = False
    chair.run_once()
    assert on_the_server(server, meeting) == ["One.", "Three."]
    assert [notice for notice in chair.notices() if "holds less" in notice]
    assert list((tmp_path / "chairs" / "aside").glob(f"*/{meeting}.journal"))
    assert lost not in chair.versions(meeting)


def test_conflicts_come_at_once_while_the_server_is_there(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit
) -> None:
    write(sit("notes"), meeting, "n1", "Theirs.", base=2, by="Noter")
    with pytest.raises(Conflict):
        write(chair, meeting, "n1", "Mine.", base=2)
    assert (chair.connection_state(meeting).queued_lines, on_the_server(server, meeting)) == (0, ["One.", "Theirs."])


def test_what_was_heard_before_a_line_changed_its_place_counts_no_more(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit, seat: Session
) -> None:
    server.away = True
    write(chair, meeting, "n1", "Mine.", base=2)
    write(chair, meeting, "n2", "Two.")
    before = chair.versions(meeting)
    server.away = False
    write(sit("notes"), meeting, "n1", "Theirs.", base=2, by="Noter")
    chair.reconnect()
    seat.catch_up()
    late = [*before, before[-1].model_copy(update={"seq": seat.meeting.position + 1})]
    seat.receive(late)
    assert seat.meeting.versions == tuple(server.meetings[meeting].versions)


def test_a_line_that_stands_no_more_is_news(
    server: Server, chair: OfflineJournal, meeting: str, sit: Sit, seat: Session
) -> None:
    theirs = sit("notes")
    theirs.append(meeting, [Draft(record=a_note("n1", "Theirs."), base=2)], "Noter")
    server.away = True
    write(chair, meeting, "n1", "Mine.", base=2)
    chair.open_replica(meeting).confirm(server.meetings[meeting].versions)
    seat.catch_up()
    assert said(list(seat.meeting.versions)) == ["One.", "Theirs.", "Mine."]
    server.away = False
    chair.run_once()
    assert seat.catch_up(), "so that the screen shows it anew"
    assert said(list(seat.meeting.versions)) == ["One.", "Theirs."]

"""Tallies of meetings as documents: the same as folding each, and only what changed is folded."""

from __future__ import annotations

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
from chairtui.meeting.after.actions_across import UnreadMeeting
from chairtui.meeting.after.tally import MeetingTally, Period
from tests.journal.meetings import Clock
from tests.journal.test_actions_across import SAM, act, close, steps, take
from tests.journal.test_due_across import BRISTOL, begun, folded
from tests.journal.vaults import a_vault

__all__ = ["folded"]

Tiny = Callable[[], FileJournal]


def tallies(journal: Journal, period: Period | None = None) -> dict[str, MeetingTally | UnreadMeeting]:
    found = journal.tallies(period or Period(), {"bristol": BRISTOL}.get)
    return {tally.meeting: tally for tally in found}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps, sealed=st.booleans(), kept=st.booleans())
def test_the_documents_tell_what_the_folded_meetings_do(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]], sealed: bool, kept: bool
) -> None:
    store = tmp_path_factory.mktemp("store")
    names = itertools.count(1)
    journal = FileJournal(store, Clock(), lambda: f"t{next(names):03}", vault=a_vault(store) if sealed else None)
    meetings = [begun(journal, kept=kept)]
    for number, step in enumerate(steps):
        take(journal, meetings, number, step)
        if step == ("lose",):
            (store / "tallies").unlink(missing_ok=True)
        if step == ("ask",):
            tallies(journal)
    folding = {t.meeting: t for t in Journal.tallies(journal, Period(), {"bristol": BRISTOL}.get)}
    assert tallies(journal) == tallies(journal) == folding


def test_a_closed_meeting_has_its_tally_once_it_is_let_go_of_and_a_report_reads_none(
    tiny: Tiny, folded: list[str]
) -> None:
    meeting = begun(tiny())
    journal = tiny()
    close(journal, meeting)
    journal.close()
    folded.clear()
    read: list[int] = []
    [tally] = tiny().tallies(Period(), lambda _: None, read.append)
    assert isinstance(tally, MeetingTally)
    assert tally.closed
    assert (folded, read) == ([], [])


def test_only_a_meeting_that_changed_is_read_again(tiny: Tiny, folded: list[str]) -> None:
    two = [begun(tiny(), "First"), begun(tiny(), "Second")]
    before = tallies(tiny())
    folded.clear()
    assert tallies(tiny()) == before
    assert folded == []
    act(tiny(), two[0], SAM.model_copy(update={"status": "present"}))
    folded.clear()
    read: list[int] = []
    list(tiny().tallies(Period(), lambda _: None, read.append))
    assert (folded, read) == (two[:1], [1])


def test_only_meetings_of_the_period_are_told_and_read(tiny: Tiny, folded: list[str]) -> None:
    begun(tiny())
    folded.clear()
    assert tallies(tiny(), Period(end=date(2020, 1, 1))) == {}
    assert folded == []
    [tally] = tallies(tiny()).values()
    assert isinstance(tally, MeetingTally)
    assert tallies(tiny(), Period(start=tally.held, end=tally.held)) == {tally.meeting: tally}


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b'{"meeting":"t001","form":"1 0.1.0","tallies":[{}]}\n'])
def test_spoilt_tallies_and_those_of_another_release_are_made_anew(
    tiny: Tiny, store: Path, folded: list[str], monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    meeting = begun(tiny())
    before = tallies(tiny())
    (store / "tallies").write_bytes(content)
    assert tallies(tiny()) == before
    monkeypatch.setattr("chairtui.__version__", "0.2.0")
    folded.clear()
    assert tallies(tiny()) == before
    assert folded == [meeting]


def test_a_meeting_that_cannot_be_read_is_named_and_a_removed_one_is_gone(
    tiny: Tiny, store: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = [begun(tiny(), "First"), begun(tiny(), "Second")]
    journal = tiny()
    tallies(journal)
    remove(store, Vault(store), two[0], "Chair", clock())
    assert tallies(journal).keys() == {two[1]}
    assert two[0] not in (store / "tallies").read_text(encoding="utf-8")
    third = begun(journal, "Third")

    def damaged(meeting: str, after: int = 0) -> object:
        raise Broken("Damaged.", 3, 2)

    monkeypatch.setattr(journal, "versions", damaged)
    assert tallies(journal)[third] == UnreadMeeting(meeting=third, reason="Damaged.")


def test_agencies_are_not_legible_in_the_tallies_of_an_encrypted_store(sealed: Tiny, store: Path) -> None:
    begun(sealed())
    tallies(sealed())
    assert b"agency" not in (store / "tallies").read_bytes()

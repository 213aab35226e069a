"""What is due after meetings as documents: the same answers as folding each, and only what changed is folded."""

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
from chairtui.meeting.after.due import DueItem
from chairtui.meeting.formats.snapshot import keep
from tests.journal.meetings import Clock, a_details, new
from tests.journal.test_actions_across import SAM, act, close, steps, take
from tests.journal.vaults import a_vault
from tests.meeting.formats_and_meetings import format_called

Tiny = Callable[[], FileJournal]
BEFORE, AFTER = date(2026, 12, 3), date(2027, 1, 20)
BRISTOL = format_called("bristol")


def begun(journal: FileJournal, title: str = "First", *, kept: bool = True) -> str:
    formats = [new(keep(BRISTOL))] if kept else []
    return journal.begin([new(a_details(title)), *formats, new(SAM)], "Chair")


def due(journal: Journal, meetings: list[str], today: date = AFTER) -> dict[str, list[DueItem]]:
    return {meeting: list(items) for meeting, items in journal.due(meetings, {"bristol": BRISTOL}.get, today)}


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


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps, today=st.dates(date(2026, 12, 1), date(2027, 1, 10)), sealed=st.booleans(), kept=st.booleans())
def test_the_documents_answer_as_the_folded_meetings_do(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]], today: date, sealed: bool, kept: bool
) -> None:
    store = tmp_path_factory.mktemp("store")
    names = itertools.count(1)
    journal = FileJournal(store, Clock(), lambda: f"t{next(names):03}", vault=a_vault(store) if sealed else None)
    meetings = [begun(journal, kept=kept)]
    for number, step in enumerate(steps):
        take(journal, meetings, number, step)
        if step == ("lose",):
            (store / "due").unlink(missing_ok=True)
        if step == ("ask",):
            due(journal, meetings, today)
    folding = {m: list(i) for m, i in Journal.due(journal, meetings, {"bristol": BRISTOL}.get, today)}
    assert due(journal, meetings, today) == due(journal, meetings, today) == folding


def test_an_open_meeting_is_to_be_closed_once_its_day_is_past_and_a_closed_one_has_its_deadlines(tiny: Tiny) -> None:
    journal = tiny()
    meeting = begun(journal)
    assert due(journal, [meeting], BEFORE) == {meeting: []}
    assert [item.kind for item in due(journal, [meeting])[meeting]] == ["closing"]
    close(journal, meeting)
    kinds = {item.kind for item in due(journal, [meeting], BEFORE)[meeting]}
    assert kinds & {"copies", "deadline"} and "closing" not in kinds


def test_only_a_meeting_that_changed_is_read_again(tiny: Tiny, folded: list[str]) -> None:
    two = [begun(tiny(), "First"), begun(tiny(), "Second")]
    folded.clear()
    before = due(tiny(), two)
    assert sorted(folded) == two
    folded.clear()
    assert due(tiny(), two) == before
    assert folded == []
    act(tiny(), two[0], SAM.model_copy(update={"status": "present"}))
    folded.clear()
    due(tiny(), two)
    assert folded == two[:1]


def test_a_meeting_that_keeps_no_format_is_read_each_time_as_another_may_be_installed(
    tiny: Tiny, folded: list[str]
) -> None:
    meeting = begun(tiny(), kept=False)
    close(tiny(), meeting)
    assert due(tiny(), [meeting])[meeting]
    folded.clear()
    due(tiny(), [meeting])
    assert folded == [meeting]
    assert list(tiny().due([meeting], lambda _: None, AFTER)) == [(meeting, [])]


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b'{"meeting":"t001","form":"0.1.0","due":[{}]}\n'])
def test_spoilt_documents_and_those_of_another_release_are_made_anew(
    tiny: Tiny, store: Path, folded: list[str], monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    meeting = begun(tiny())
    before = due(tiny(), [meeting])
    (store / "due").write_bytes(content)
    assert due(tiny(), [meeting]) == before
    monkeypatch.setattr("chairtui.__version__", "0.2.0")
    folded.clear()
    assert due(tiny(), [meeting]) == before
    assert folded == [meeting]


def test_a_meeting_that_cannot_be_read_or_was_removed_is_left_out(
    tiny: Tiny, store: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = [begun(tiny(), "First"), begun(tiny(), "Second")]
    journal = tiny()
    due(journal, two)
    remove(store, Vault(store), two[0], "Chair", clock())
    assert due(journal, two).keys() == {two[1]}
    assert two[0] not in (store / "due").read_text(encoding="utf-8")

    def damaged(meeting: str, after: int = 0) -> object:
        raise Broken("Damaged.", 3, 2)

    third = begun(journal, "Third")
    monkeypatch.setattr(journal, "versions", damaged)
    assert due(journal, [third]) == {}


def test_titles_and_dates_of_what_is_due_are_not_legible_in_an_encrypted_store(sealed: Tiny, store: Path) -> None:
    meeting = begun(sealed())
    due(sealed(), [meeting])
    assert b"2026" not in (store / "due").read_bytes()

"""Stores written by the program before its records and rooms were renamed: they open, check, export and verify.

`tests/data/stores` has one store in the clear (a closed meeting with an amendment and follow-ups, and the one set up
from it) and one encrypted (a closed meeting in two parts), with each meeting's JSON as that program exported it.
"""

from __future__ import annotations

import base64
import json
import shutil
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from chairtui.commands.context import CommandContext
from chairtui.meeting.after.printed_lines import HEAD
from chairtui.meeting.after.release_decisions import lines
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import FAMILY_TOLD
from chairtui.meeting.formats.snapshot import format_for
from chairtui.meeting.records import Answer, Draft, Relative
from chairtui.meeting.seal import digest
from chairtui.minutes.file_kinds import KINDS
from chairtui.minutes.page_foot import short_seal
from chairtui.words import release as words
from tests.commands.conftest import Run
from tests.meeting.formats_and_meetings import format_called
from tests.minutes.releasing import write

STORES = Path(__file__).parents[1] / "data" / "stores"
PASSPHRASE = "four words nobody guesses"
EXPORTS = {path.stem.partition("-")[2]: path for path in STORES.glob("*.json")}
STORE_OF = {path.stem.partition("-")[2]: path.stem.partition("-")[0] for path in STORES.glob("*.json")}
MEETINGS = sorted(EXPORTS)
SPOKEN = ("observations", "notes", "decisions", "actions")


@pytest.fixture(params=MEETINGS)
def earlier(request: pytest.FixtureRequest, store: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A meeting in a copy of its store, opened with its passphrase; its id."""
    meeting: str = request.param
    shutil.copytree(STORES / STORE_OF[meeting], store)
    monkeypatch.setenv("CHAIRTUI_PASSPHRASE", PASSPHRASE)
    return meeting


def said_then(meeting: str) -> dict[str, object]:
    found = json.loads(EXPORTS[meeting].read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def rows(meeting: Mapping[str, object], kind: str) -> list[dict[str, object]]:
    found = meeting[kind]
    assert isinstance(found, list)
    return found


def essentials(meeting: Mapping[str, object]) -> dict[str, object]:
    """What must not change of a meeting, whatever form its JSON takes besides."""
    details = meeting["details"]
    assert isinstance(details, dict)
    return {
        **{key: meeting[key] for key in ("format", "title", "subject", "starts", "answers")},
        **{key: details[key] for key in ("aim", "venue", "reasons", "part") if key in details},
        "attendees": [
            [row[key] for key in ("ref", "name", "role", "agency", "status", "parts")]
            for row in rows(meeting, "attendees")
        ],
        **{kind: [[row["ref"], row["text"], row["part"]] for row in rows(meeting, kind)] for kind in SPOKEN},
        "who": [[row["ref"], row["source"]] for kind in SPOKEN[:2] for row in rows(meeting, kind)],
        "held back": [[row["ref"], bool(row["restricted"])] for kind in SPOKEN for row in rows(meeting, kind)],
        "due": [
            [row[key] for key in ("ref", "owner", "deadline", "measure", "addresses")]
            for row in rows(meeting, "actions")
        ],
    }


def afterwards(meeting: Mapping[str, object]) -> dict[str, object]:
    return {
        "amendments": [[row["text"], row["reason"]] for row in rows(meeting, "amendments")],
        "follow-ups": [[row["action"], row["status"], row["deadline"]] for row in rows(meeting, "follow-ups")],
        "sent": [[row["to"], row["audience"], row["sent"]] for row in rows(meeting, "distributions")],
    }


def shown(run: Run, meeting: str) -> dict[str, object]:
    told = run("show", meeting, "--json")
    assert (told.status, told.err) == (0, "")
    assert isinstance(told.data, dict)
    return told.data


def test_an_earlier_meeting_opens_with_all_that_was_written(run: Run, earlier: str) -> None:
    then, now = said_then(earlier), shown(run, earlier)
    assert essentials(now) == essentials(then)
    assert afterwards(now) == afterwards(then)
    assert now["state"] == then["state"]


def test_an_earlier_store_lists_its_meetings_and_is_sound(run: Run, earlier: str) -> None:
    listed = run("list")
    assert listed.status == 0
    assert all(meeting in listed.out for meeting in MEETINGS if STORE_OF[meeting] == STORE_OF[earlier])
    examined = run("doctor")
    assert (examined.status, examined.err) == (0, ""), examined.out
    assert f"{earlier}: sound" in examined.out


def test_the_digest_of_an_earlier_closing_is_the_digest_of_what_it_closed(earlier: str, store: Path) -> None:
    then = said_then(earlier)
    with CommandContext(str(store)) as context:
        versions = context.journal.versions(earlier)
    closures = [version.record for version in versions if version.record.kind == "closure"]
    closed = then.get("closed")
    assert bool(closures) == isinstance(closed, dict)
    if isinstance(closed, dict):
        assert closures[0].digest == closed["digest"] == digest(versions[: closures[0].position])


def test_an_earlier_meetings_format_knows_by_the_ids_what_its_questions_and_clocks_are_about(
    earlier: str, store: Path
) -> None:
    with CommandContext(str(store)) as context:
        meeting = Meeting(earlier, context.journal.versions(earlier))
    assert meeting.kept_format is not None
    assert b'"about"' not in zlib.decompress(base64.b64decode(meeting.kept_format.packed))
    then = format_for(meeting, lambda _: None)
    assert then is not None
    for about in (*FAMILY_TOLD, "told-beforehand"):
        now = format_called(then.id).questions_about(about)
        assert [question.id for question in then.questions_about(about)] == [question.id for question in now]
    assert [clock.about for clock in then.clocks] == [clock.about for clock in format_called(then.id).clocks]
    write(meeting, Draft(record=Relative(id="aunt", name="Zelda")))
    assert "goes in" in {line.place for line in lines(meeting, then, "aunt") if line.id != HEAD}
    told = then.questions_about(*FAMILY_TOLD)[0].id
    write(meeting, Draft(record=Answer(id=f"answer:{told}", question=told, value="no")))
    assert words.NOT_TO_BE_TOLD in {line.why for line in lines(meeting, then, "aunt")}
    assert "goes in" not in {line.place for line in lines(meeting, then, "aunt") if line.id != HEAD}


def test_an_earlier_meeting_can_be_checked_and_goes_out_as_every_kind_of_file(
    run: Run, earlier: str, tmp_path: Path
) -> None:
    checked = run("check", earlier, "--json")
    assert checked.status in (0, 1)
    assert isinstance(checked.data, dict)
    assert {"closable", "findings"} <= set(checked.data)
    for kind in KINDS:
        told = run("export", earlier, "--to", kind, "-o", str(tmp_path / f"minutes.{kind}"))
        assert told.status == 0, (kind, told.err)
    minutes = (tmp_path / "minutes.md").read_text(encoding="utf-8")
    then = said_then(earlier)
    closed = then.get("closed")
    if isinstance(closed, dict):
        assert short_seal(str(closed["digest"])) in minutes
    assert str(rows(then, "actions")[0]["owner"]) in minutes


def test_an_earlier_open_meeting_takes_new_lines(run: Run, earlier: str) -> None:
    told = run("record", earlier, "r: The boiler broke again @sam")
    if said_then(earlier)["state"] == "open":
        assert told.status == 0
        assert "saved" in told.out
    else:
        assert told.status == 1
        assert told.complaints


def test_an_earlier_meeting_is_exported_and_comes_in_again(run: Run, earlier: str, tmp_path: Path) -> None:
    file = tmp_path / "exchanged.json"
    assert run("export", earlier, "--to", "json", "-o", str(file)).status == 0
    told = run("import", str(file), "--json")
    assert told.status == 0
    assert isinstance(told.data, dict)
    now = shown(run, str(told.data["id"]))
    assert told.err.startswith("Sealed anew") == (now["state"] == "closed")
    assert essentials(now) == essentials(said_then(earlier))
    assert now["state"] == said_then(earlier)["state"]


@pytest.mark.parametrize("meeting", MEETINGS)
def test_a_file_of_the_earlier_form_is_refused_with_what_to_give(run: Run, meeting: str) -> None:
    told = run("import", str(EXPORTS[meeting]))
    assert (told.status, len(told.complaints)) == (1, 1)
    assert "export --to json" in told.complaints[0]

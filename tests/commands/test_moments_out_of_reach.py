"""Dates outside 2000 to 2199 are refused everywhere, and a meeting that has one all the same breaks no list."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal.append_only_file import AppendOnlyStorage
from tests.commands.conftest import Run

Change = Callable[[dict[str, object]], None]
FAR = ["0001-01-01T00:00:00+14:00", "1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"]


@pytest.mark.parametrize("moment", FAR)
def test_an_import_with_a_start_out_of_reach_is_refused_in_one_line(
    run: Run, meeting: str, tmp_path: Path, moment: str
) -> None:
    whole = run("export", meeting, "--to", "json").out
    file = tmp_path / "bad.json"
    read = json.loads(whole)
    read["details"]["starts"] = moment
    file.write_text(json.dumps(read), encoding="utf-8")
    told = run("import", str(file))
    assert told.status == 1
    assert "between the years 2000 and 2199" in told.complaints[0]
    assert run("list").status == 0


@pytest.mark.parametrize("day", ["1999-12-31", "2200-01-01", "0001-01-01", "9999-12-31"])
def test_an_import_with_a_deadline_out_of_reach_is_refused(run: Run, meeting: str, tmp_path: Path, day: str) -> None:
    assert run("record", meeting, "a: Ring her by 14 Jan 2027 measure: rung").status == 0
    whole = json.loads(run("export", meeting, "--to", "json").out)
    assert whole["actions"]
    whole["actions"][0]["deadline"] = day
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert "2000 and 2199" in run("import", str(file)).complaints[0]


@pytest.mark.parametrize("moment", FAR)
def test_one_bad_meeting_never_stops_a_list(run: Run, meeting: str, store: Path, moment: str) -> None:
    other = run(*("new", "--format", "bristol", "--title", "Bad", "--subject", "B.", "--starts", "2026-12-04 10:00"))
    bad = other.out.strip()
    lines = AppendOnlyStorage(store / "meetings" / f"{bad}.journal", bad, lambda _: None)
    lines.refresh()
    details = json.loads(json.dumps(next(iter(lines.documents.values()))))
    details.update(seq=len(lines.documents) + 1, base=1)
    details["record"]["starts"] = moment
    lines.append([details])
    lines.close()
    for command in ("list", "actions"):
        told = run(command)
        assert meeting in told.out or command == "actions"
        assert bad not in told.out
    examined = run("doctor")
    assert examined.status == 1
    assert f"{meeting}: sound" in examined.out
    assert f"{bad}: line " in examined.out


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_meeting_on_the_last_day_there_is_can_be_read_checked_and_sent(
    run: Run, closed_bristol: str, tmp_path: Path, state: str
) -> None:
    whole = json.loads(run("export", closed_bristol, "--to", "json").out)
    whole["details"].update(starts="2199-12-31T23:59:59Z", minutes_within=60)
    for answer in whole["answers"]:
        if answer["value"].startswith("202"):
            answer["value"] = "9999-12-31"
    if state == "open":
        whole["closed"] = None
    late = run("import", "-", stdin=json.dumps(whole)).out.strip()
    assert "9999-12-31" in run("export", late, "--to", "json").out
    told = [run("show", late), run("distribution", late), run("check", late)]
    told += [run("export", late, "--to", kind, "-o", str(tmp_path / f"file.{kind}")) for kind in ("md", "docx", "ics")]
    assert [each.err for each in told if "went wrong" in each.err] == []
    assert all(each.status == 0 for each in told if each is not told[2])

"""The formats there are, what one asks, and whether a partnership's own is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from chairtui.data_files import read_data
from chairtui.meeting.closing.rules import RULES
from tests.commands.conftest import Run


def test_the_formats_there_are_are_listed(run: Run) -> None:
    told = run("formats")
    assert told.status == 0
    assert {"bristol", "isle-of-wight"} <= {line.split()[0] for line in told.lines}
    listed = run("formats", "--json").data
    assert isinstance(listed, list)
    assert {"id", "name", "body", "citation"} <= set(listed[0])


@pytest.mark.parametrize("name", ["bristol", "isle-of-wight"])
def test_a_format_shows_all_that_a_script_needs(run: Run, name: str) -> None:
    data = run("formats", "show", name, "--json").data
    assert isinstance(data, dict)
    assert len(data["agenda"]) == 12
    assert {"id", "type", "choices", "provision"} <= set(data["questions"][0])
    assert data["reasons"][0]["id"]
    assert "strategy-discussion" in [excluded["id"] for excluded in data["excluded"]]
    assert {"id", "cites", "how"} <= set(data["provisions"][0])
    cited = {provision["id"] for provision in data["provisions"]}
    assert {question["provision"] for question in data["questions"]} <= cited


def test_a_format_is_shown_to_a_person_with_its_provisions(run: Run) -> None:
    told = run("formats", "show", "bristol")
    assert told.status == 0
    for expected in ("KBSP-19", "review-date", "disputed-response", "strategy-discussion", "12  Next review"):
        assert expected in told.out


@pytest.mark.parametrize(("name", "back"), [("bristol", "assessment-shared"), ("isle-of-wight", "authorised-on")])
def test_a_format_shows_which_dates_are_read_backwards(run: Run, name: str, back: str) -> None:
    data = run("formats", "show", name, "--json").data
    assert isinstance(data, dict)
    assert [question["id"] for question in data["questions"] if question["looks"] == "back"] == [back]
    assert run("formats", "show", name).out.count("dates are read backwards") == 1


def test_an_unknown_format_is_not_found(run: Run) -> None:
    told = run("formats", "show", "atlantis")
    assert told.status == 1
    assert "bristol" in told.complaints[0]


def test_a_sound_format_of_ones_own_is_said_to_be(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(read_data("formats/bristol.toml").replace('id = "bristol"', 'id = "ours"', 1), encoding="utf-8")
    told = run("formats", "check", str(file))
    assert told.status == 0
    assert "“ours”" in told.out
    assert run("formats", "check", str(file), "--json").data == {"sound": True, "id": "ours", "advice": []}


def test_a_format_that_asks_nowhere_whether_the_family_is_told_is_sound_and_advised(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    text = read_data("formats/bristol.toml").replace('id = "bristol"', 'id = "ours"', 1)
    file.write_text(text.replace('about = "family-and-person-told"\n', ""), encoding="utf-8")
    told = run("formats", "check", str(file))
    assert told.status == 0
    assert "add about = “family-told”" in told.lines[1] and "add about = “person-told”" in told.lines[2]
    answer = run("formats", "check", str(file), "--json").data
    assert isinstance(answer, dict) and len(answer["advice"]) == 2
    file.write_text(text.replace('about = "family-and-person-told"', 'about = "person-told"'), encoding="utf-8")
    (advised,) = run("formats", "check", str(file)).lines[1:]
    assert "whether the family is told" in advised


def test_the_file_of_a_format_is_given_as_it_is_to_make_ones_own_from(run: Run, tmp_path: Path) -> None:
    shipped = read_data("formats/bristol.toml")
    assert run("formats", "show", "bristol", "--to", "toml").out == shipped
    file = tmp_path / "ours.toml"
    assert "an id of its own" in run("formats", "show", "bristol", "--to", "toml", "-o", str(file)).out
    assert file.read_text(encoding="utf-8") == shipped
    assert "--force" in run("formats", "show", "bristol", "--to", "toml", "-o", str(file)).complaints[0]
    for wrong in (("formats", "--to", "toml"), ("formats", "show", "bristol", "-o", str(file))):
        assert "--to toml" in run(*wrong).complaints[0]


def test_a_broken_format_is_refused_with_file_line_and_reason(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(
        read_data("formats/bristol.toml").replace('nation = "England"', 'nation = "Narnia"'), encoding="utf-8"
    )
    told = run("formats", "check", str(file))
    assert told.status == 1
    assert "ours.toml:" in told.complaints[0]
    answer = run("formats", "check", str(file), "--json")
    assert answer.status == 1
    assert isinstance(answer.data, dict)
    assert answer.data["line"] > 1
    assert "Narnia" in answer.data["reason"]


def test_every_fault_of_a_format_is_reported_and_no_list_is_cut(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    text = read_data("formats/bristol.toml").replace('rule = "needs-recorded"', 'rule = "elsewhere"')
    file.write_text(text.replace('provision = "KBSP-17"', 'provision = "KBSP-99"'), encoding="utf-8")
    told = run("formats", "check", str(file))
    assert "KBSP-99" in told.complaints[0]
    named = next(complaint for complaint in told.complaints if "no rule “elsewhere”" in complaint)
    assert all(rule in named for rule in RULES) and " … " not in named
    answer = run("formats", "check", str(file), "--json")
    assert isinstance(answer.data, dict)
    assert len(answer.data["faults"]) == len(told.complaints) > 1


def test_a_file_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    told = run("formats", "check", str(tmp_path / "none.toml"))
    assert told.status == 1
    assert len(told.complaints) == 1


def test_a_persons_own_folder_is_read_and_a_broken_file_in_it_is_left_out(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "formats"
    own.mkdir()
    text = read_data("formats/bristol.toml").replace('id = "bristol"', 'id = "ours"', 1)
    (own / "ours.toml").write_text(text, encoding="utf-8")
    (own / "broken.toml").write_text("id = \n", encoding="utf-8")
    (tmp_path / "settings.toml").write_text('formats = "formats"\n', encoding="utf-8")
    told = run("formats")
    assert told.status == 1
    assert "ours" in [line.split()[0] for line in told.lines]
    assert "broken.toml:1:" in told.complaints[0]

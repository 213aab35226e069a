"""Seats in a real browser: what is typed in a tab, and what becomes of a tab that is closed, cut off or loaded anew."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.words import web as words
from screens.widgets.file_line import CHOICES
from tests.journeys.terminal import Terminal
from tests.web.chromium import Chromium
from tests.web.conftest import TITLE, Serve, open_meeting, sit_down
from tests.web.serving import Cable, free_port

pytestmark = pytest.mark.chromium
Command = Callable[..., str]


def test_a_line_typed_in_a_tab_shows_in_a_terminal_and_the_other_way_round(
    serve: Serve, browser: Chromium, meeting: str, surroundings: dict[str, str], tmp_path: Path, command: Command
) -> None:
    server = serve()
    tab = browser.tab(server.link)
    sit_down(tab, "Nadia Browser")
    open_meeting(tab)
    with Terminal((meeting, "--by", "Avril Terminal"), surroundings, tmp_path, (120, 40)) as terminal:
        terminal.until_shown("Agenda")
        for session in (tab, terminal):
            session.press("5")
            session.until_shown("5  Needs, strengths")
        tab.type("rNo smoke alarm")
        tab.press("enter")
        terminal.until_shown("No smoke alarm")
        terminal.type("sAn aunt near")
        terminal.press("enter")
        tab.until_shown("An aunt near")
    said = json.loads(command("show", meeting, "--json"))["observations"]
    assert [(one["ref"], one["text"]) for one in said] == [
        ("R1", "No smoke alarm"),
        ("S1", "An aunt near"),
    ]
    assert "Nadia Browser" in command("history", meeting, "R1")
    assert not (tmp_path / "taken").exists()


def test_the_page_asks_nothing_of_anybody_else_and_the_token_does_not_stay(
    serve: Serve, browser: Chromium, meeting: str
) -> None:
    server = serve()
    tab = browser.tab(server.address)
    tab.until_said("Access code")
    tab.fill("token", "not-the-token-that-was-drawn")
    tab.click("#enter button")
    tab.until_said(words.WRONG_TOKEN)
    assert server.programs == set()
    tab.wrong.clear()  # that a wrong token was refused
    other = browser.tab(server.link)
    sit_down(other, "Nadia Browser")
    other.until_shown(TITLE)
    for each in (tab, other):
        assert each.wrong == []
        assert {address[: len(server.address)] for address in each.asked_for} == {server.address}
        assert not [address for address in each.asked_for if server.token in address]
        assert each.script("location.href") == server.address
        assert each.script("document.cookie") == ""
        history = each.ask("Page.getNavigationHistory")["entries"]
        assert not [entry for entry in history if server.token in entry["url"]]


def test_a_tab_that_is_loaded_anew_goes_on_where_it_was(serve: Serve, browser: Chromium, meeting: str) -> None:
    server = serve()
    tab = browser.tab(server.link)
    sit_down(tab, "Nadia Browser")
    open_meeting(tab)
    tab.type("rHalf of a")
    tab.until_shown("Half of a")
    running = server.programs
    tab.load_again()
    for place in ("Agenda", "12 Next review", "Half of a", "F1 Help"):
        tab.until_shown(place)
    tab.paste("r: One thing\nr: Another thing")
    tab.until_shown("File 2 lines?")
    tab.press("escape")
    tab.until_gone("File 2 lines?")
    tab.type(" sentence")
    tab.until_shown("Half of a sentence")
    assert server.programs == running
    assert len(running) == 1


def test_a_connection_that_is_cut_is_found_again_with_the_form_still_open(
    serve: Serve, browser: Chromium, meeting: str
) -> None:
    with Cable() as cable:
        inner = free_port()
        server = serve("--port", str(inner), "--public-url", f"http://127.0.0.1:{cable.port}")
        cable.lead_to(inner)
        tab = browser.tab(server.link)
        sit_down(tab, "Nadia Browser")
        open_meeting(tab)
        tab.type("rHalf of a")
        tab.until_shown("Half of a")
        cable.cut()
        tab.until_said("The connection is gone")
        cable.mend()
        tab.until_connected(2)
        tab.until_shown("Half of a")
        tab.type(" sentence")
        tab.until_shown("Half of a sentence")
        assert len(server.programs) == 1


def test_a_server_that_is_killed_leaves_no_program_running_and_loses_nothing(
    serve: Serve, browser: Chromium, meeting: str, tmp_path: Path
) -> None:
    (tmp_path / "token").write_text("a-token-of-some-length\n", encoding="utf-8")
    server = serve("--token-file", "token")
    tab = browser.tab(f"{server.address}#a-token-of-some-length")
    sit_down(tab, "Nadia Browser")
    open_meeting(tab)
    tab.type("rHalf of a line")
    tab.until_shown("Half of a line")
    [program] = server.programs
    server.kill()
    tab.until(lambda: not Path(f"/proc/{program}").exists(), "The leaving of the tab's program")
    tab.until_said("The connection is gone")
    serve("--token-file", "token", "--port", str(server.port))
    tab.until_said("Give the access code again")
    tab.fill("token", "a-token-of-some-length")
    tab.click("#enter button")
    tab.until_said("Your seat was given up")
    tab.click("#sit button")
    tab.until_connected(2)
    open_meeting(tab)
    tab.press("/")
    tab.until_shown("Half of a line")


def test_leaving_by_its_key_ends_the_seat_and_one_may_sit_down_again(
    serve: Serve, browser: Chromium, meeting: str
) -> None:
    server = serve()
    tab = browser.tab(server.link)
    sit_down(tab, "Nadia Browser")
    tab.until_shown(TITLE)
    tab.press("ctrl+q")
    tab.until_said("You have left your seat")
    assert tab.script("document.querySelectorAll('canvas').length") == 0, "the meeting would still be seen"
    tab.until(lambda: not server.programs, "The end of its program")
    tab.click("#again")
    tab.until_connected(2)
    tab.until_shown(TITLE)
    assert len(server.programs) == 1


def test_a_tab_whose_program_is_killed_is_told_so_in_a_line(serve: Serve, browser: Chromium, meeting: str) -> None:
    server = serve()
    tab = browser.tab(server.link)
    sit_down(tab, "Nadia Browser")
    open_meeting(tab)
    [program] = server.programs
    os.kill(program, signal.SIGKILL)
    tab.until_said("The program of this tab stopped")
    assert "Traceback" not in tab.page
    tab.click("#again")
    tab.until_connected(2)
    open_meeting(tab)


def test_two_tabs_of_one_person_share_neither_what_they_take_back_nor_what_they_have_half_typed(
    serve: Serve, browser: Chromium, meeting: str, command: Command
) -> None:
    server = serve()
    first = browser.tab(server.link)
    sit_down(first, "Nadia Browser")
    open_meeting(first)
    second = browser.tab(server.link)
    sit_down(second, "  nadia BROWSER ")
    second.until_said("nadia BROWSER (2)")
    second.fill("name", "Nadia Browser (2)")
    second.click("#sit button")
    open_meeting(second)
    for tab in (first, second):
        tab.press("5")
        tab.until_shown("5  Needs, strengths")
    first.type("rBy the first")
    first.press("enter")
    second.until_shown("By the first")
    first.type("rHalf typed")
    first.until_shown("Half typed")
    second.press("u")
    second.until_shown("nothing of yours left")
    assert "Half typed" not in second.text
    said = json.loads(command("show", meeting, "--json"))["observations"]
    assert [one["text"] for one in said] == ["By the first"]


def test_minutes_go_to_the_browser_and_not_onto_the_server(
    serve: Serve, browser: Chromium, meeting: str, tmp_path: Path
) -> None:
    server = serve()
    tab = browser.tab(server.link)
    kept = tmp_path / "kept by the browser"
    kept.mkdir()
    tab.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(kept))
    sit_down(tab, "Nadia Browser")
    open_meeting(tab)
    before = set(tmp_path.iterdir())
    tab.press("M")
    tab.until_shown("Minutes for attendees")
    tab.press("w")
    name = "professionals' meeting 3 Dec 2026.md"
    tab.until_shown(name.replace(".md", ".docx"))
    tab.press(next(digit for digit, kind in CHOICES.items() if kind == "md"))
    tab.until_shown(name)
    tab.press("enter")
    tab.until_shown("Your browser keeps it")
    tab.until(lambda: bool(list(kept.glob(f"*{name}"))), "The file")
    [file] = kept.glob(f"*{name}")
    assert TITLE in file.read_text(encoding="utf-8")
    assert set(tmp_path.iterdir()) == before


def test_a_tab_is_covered_and_refuses_what_belongs_to_the_servers_own_computer(
    serve: Serve, browser: Chromium, meeting: str
) -> None:
    tab = browser.tab(serve(EDITOR="touch taken", VISUAL="touch taken").link)
    sit_down(tab, "Nadia Browser")
    open_meeting(tab)
    tab.press("ctrl+l")
    tab.until_gone("Agenda")
    assert TITLE not in tab.text
    tab.press("enter")
    tab.until_shown("Agenda")
    tab.type("rKept as it was")
    tab.press("ctrl+o")
    tab.until_shown("can't open another program")
    tab.until_shown("Kept as it was")
    tab.press("escape", "f2")
    tab.until_shown("nothing can be kept")


def test_a_reader_in_a_tab_cannot_write(serve: Serve, browser: Chromium, meeting: str) -> None:
    tab = browser.tab(serve("--role", "reader").link)
    tab.until_said("Your name")
    assert "At this table" not in tab.page
    tab.fill("name", "Rhys Reader")
    tab.click("#sit button")
    open_meeting(tab)
    tab.type("rNot to be")
    tab.press("enter")
    tab.until_shown("reader")


@pytest.mark.parametrize("unlocked", [True, False])
def test_a_tab_gives_the_passphrase_itself_unless_the_store_was_opened_for_all(
    serve: Serve, browser: Chromium, surroundings: dict[str, str], command: Command, unlocked: bool
) -> None:
    del surroundings["CHAIRTUI_UNENCRYPTED"]
    surroundings["CHAIRTUI_PASSPHRASE"] = "four words nobody guesses"
    command(
        *(
            "new",
            "--format",
            "bristol",
            "--title",
            TITLE,
            "--subject",
            "K.",
            "--starts",
            "2026-12-03 14:00",
        )
    )
    server = serve(*(("--unlocked",) if unlocked else ()))
    tab = browser.tab(server.link)
    sit_down(tab, "Nadia Browser")
    if not unlocked:
        tab.until_shown("assphrase")
        assert TITLE not in tab.text
        [program] = server.programs
        assert b"four words" not in Path(f"/proc/{program}/environ").read_bytes()
        tab.type("four words nobody guesses")
        tab.press("enter")
    tab.until_shown(TITLE)

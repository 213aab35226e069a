"""Many people's one door: who a request is believed to be from, and what one person can't reach of another's."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import WSServerHandshakeError, web
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.settings import BadSettings, read_settings
from chairtui.web import session_process, sessions
from chairtui.web.auth import Authenticator, site_of
from chairtui.web.door import Door, make_private
from chairtui.web.lifecycle import open_socket
from chairtui.web.people import BadPeople, People, folder_name
from chairtui.web.server import Rules, TabServer
from chairtui.web.session_process import surroundings
from chairtui.words import web as words
from tests.web.test_who_gets_in import ECHO, TOKEN, Visitor

HEADER = "X-Signed-In"
ANNA, BEN = "anna@example.org", "ben@example.org"
LIST = f"""
["{ANNA}"]
login = "anna"
name = "Anna Morris"

["{BEN}"]
login = "ben"
name = "Ben Okafor"
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """The list of who may come in."""
    file = tmp_path / "people.toml"
    file.write_text(LIST, encoding="utf-8")
    file.chmod(0o600)
    return file


@pytest.fixture
def proxy() -> str:
    return "127.0.0.1"


@pytest.fixture
async def visitor(people: Path, proxy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visitor]:
    """At a server behind a door, whose tabs show a program that says what it hears."""
    monkeypatch.setattr(session_process, "PROGRAM", (sys.executable, "-c", ECHO))
    listening = open_socket("127.0.0.1", 0)
    port = int(listening.getsockname()[1])
    door = Door(
        HEADER,
        proxy,
        TOKEN,
        People(people),
        public="https://chair.example.org",
        address_of=lambda login: f"postgresql://{login}@/meetings",
        folder=tmp_path / "door",
    )
    auth = Authenticator(TOKEN, (site_of("127.0.0.1", port),), time.time)
    tabs = TabServer(auth, Rules(outside={}, door=door), cookie="seat", secure=False)
    runner = web.AppRunner(tabs.application(), access_log=None)
    await runner.setup()
    assert runner.server is not None
    accepting = await asyncio.get_running_loop().create_server(tabs.in_time(runner.server), sock=listening)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Visitor(session, port)
    accepting.close()
    await runner.cleanup()


def by_proxy(who: str) -> dict[str, str]:
    """The headers that the proxy adds for somebody it has signed in."""
    return {"Authorization": f"Bearer {TOKEN}", HEADER: who}


async def asked(visitor: Visitor, way: str, body: object, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    status, said, _ = await visitor.ask("POST", way, body, **headers)
    return status, json.loads(said)


async def sit(visitor: Visitor, who: str, back: str = "") -> dict[str, Any]:
    """Come in as somebody, and take a seat or go back to one; what the server answers."""
    _, looked = await asked(visitor, "/look", {"session": back}, by_proxy(who))
    headers = {**by_proxy(who), "X-Chairtui-Key": looked["key"]}
    _, seat = await asked(visitor, "/session", {"name": "Somebody Else", "session": back}, headers)
    return {**looked, **seat}


async def connect(visitor: Visitor, ticket: str, who: str) -> aiohttp.ClientWebSocketResponse:
    headers = {"Origin": visitor.origin, **by_proxy(who)}
    return await visitor.session.ws_connect(f"{visitor.origin}/session/{ticket}", headers=headers)


async def until_closed(page: aiohttp.ClientWebSocketResponse) -> None:
    async with asyncio.timeout(20):
        while (await page.receive()).type not in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
            pass


# ---- who is believed


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({}, words.DOOR_ONLY_PROXY),
        ({HEADER: ANNA}, words.DOOR_ONLY_PROXY),
        ({HEADER: ANNA, "Authorization": "Bearer guessed-token-of-some-length"}, words.DOOR_ONLY_PROXY),
        ({HEADER: ANNA, "Authorization": f"Basic {TOKEN}"}, words.DOOR_ONLY_PROXY),
        ({"Authorization": f"Bearer {TOKEN}"}, words.DOOR_UNNAMED),
        (by_proxy(" "), words.DOOR_UNNAMED),
        (by_proxy("mallory@example.org"), words.DOOR_UNKNOWN),
        (by_proxy(ANNA.upper()), words.DOOR_UNKNOWN),
        (by_proxy(f"{ANNA}, {BEN}"), words.DOOR_UNKNOWN),
        (by_proxy("anna"), words.DOOR_UNKNOWN),
    ],
)
async def test_whoever_the_proxy_does_not_name_reaches_nothing(
    visitor: Visitor, headers: dict[str, str], why: str
) -> None:
    said = why.format(address="https://chair.example.org", header=HEADER)
    for method, way in (
        ("GET", "/"),
        ("GET", "/files/page.js"),
        ("GET", "/session/x"),
        ("GET", "/download/x"),
        ("POST", "/enter"),
        ("POST", "/look"),
        ("POST", "/session"),
    ):
        status, answer, given = await visitor.ask(method, way, {"token": TOKEN}, **headers)
        assert (status, said in answer) == (403, True), (way, answer)
        assert "Set-Cookie" not in given


@pytest.mark.parametrize("twice", [HEADER, "Authorization"])
async def test_a_header_that_comes_twice_names_nobody(visitor: Visitor, twice: str) -> None:
    lines = [*by_proxy(ANNA).items(), (twice, by_proxy(ANNA)[twice])]
    head = "".join(f"{name}: {value}\r\n" for name, value in lines)
    incoming, outgoing = await asyncio.open_connection("127.0.0.1", visitor.port)
    outgoing.write(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{visitor.port}\r\nConnection: close\r\n{head}\r\n".encode())
    answer = (await asyncio.wait_for(incoming.read(), 10)).decode()
    outgoing.close()
    assert answer.startswith("HTTP/1.1 4"), "aiohttp itself may refuse it"
    assert "<html" not in answer


@pytest.mark.parametrize("proxy", ["192.0.2.9"])
async def test_another_address_is_refused_with_the_token_and_whatever_address_it_claims(visitor: Visitor) -> None:
    claims = {"X-Forwarded-For": "192.0.2.9", "X-Real-IP": "192.0.2.9", "Forwarded": "for=192.0.2.9"}
    status, said, _ = await visitor.ask("GET", "/", **by_proxy(ANNA), **claims)
    assert (status, words.DOOR_ONLY_PROXY.format(address="https://chair.example.org") in said) == (403, True)


def test_the_proxys_address_is_known_by_a_server_that_listens_on_both(people: Path, tmp_path: Path) -> None:
    door = Door(HEADER, "127.0.0.1", TOKEN, People(people), public="", address_of=str, folder=tmp_path)
    assert door.person("::ffff:127.0.0.1", [f"Bearer {TOKEN}"], [ANNA]).login == "anna"


async def test_the_token_typed_into_a_page_lets_nobody_in(visitor: Visitor) -> None:
    status, _, headers = await visitor.ask("POST", "/enter", {"token": TOKEN}, **by_proxy(ANNA))
    assert (status, "Set-Cookie" in headers) == (404, False)


async def test_guesses_of_another_program_lock_nobody_out(visitor: Visitor) -> None:
    for n in range(20):
        await visitor.ask("POST", "/look", {}, **{HEADER: ANNA, "Authorization": f"Bearer guess-{n}"})
    assert (await asked(visitor, "/look", {}, by_proxy(ANNA)))[1]["in"] is True


async def test_somebody_sits_under_the_name_of_the_list_and_as_their_login(visitor: Visitor, tmp_path: Path) -> None:
    seat = await sit(visitor, ANNA)
    assert seat["name"] == "Anna Morris"
    page = await connect(visitor, seat["ticket"], ANNA)
    await page.send_json(["stdin", "é"])
    assert await page.receive_bytes() == "Dé".encode()
    await page.close()
    assert (tmp_path / "door" / "anna" / "temporary").is_dir()
    assert not (tmp_path / "door" / "ben").exists()


# ---- one person and another


async def test_another_person_reaches_a_seat_by_nothing_that_they_might_have_seen(visitor: Visitor) -> None:
    anna = await sit(visitor, ANNA)
    [cookie] = [kept.value for kept in visitor.session.cookie_jar if kept.key == "seat"]
    with pytest.raises(WSServerHandshakeError):
        await connect(visitor, anna["ticket"], BEN)
    headers = {**by_proxy(BEN), "X-Chairtui-Key": anna["key"], "Cookie": f"seat={cookie}"}
    assert (await asked(visitor, "/session", {"session": anna["session"]}, headers))[0] == 401
    _, looked = await asked(visitor, "/look", {"session": anna["session"]}, by_proxy(BEN))
    assert (looked["state"], looked["name"]) == ("free", "Ben Okafor")
    ben = await sit(visitor, BEN, back=anna["session"])
    assert ben["session"] != anna["session"]


async def test_somebody_else_who_signs_in_at_the_same_browser_ends_the_seat_that_was_left_open(
    visitor: Visitor,
) -> None:
    anna = await sit(visitor, ANNA)
    page = await connect(visitor, anna["ticket"], ANNA)
    await sit(visitor, BEN)
    await until_closed(page)
    visitor.session.cookie_jar.clear()
    async with asyncio.timeout(20):
        while (await asked(visitor, "/look", {"session": anna["session"]}, by_proxy(ANNA)))[1]["state"] != "ended":
            await asyncio.sleep(0)


async def test_a_tab_whose_person_is_no_longer_signed_in_is_hidden_and_found_again_by_signing_in(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "VOUCH_SECONDS", 0.2)
    anna = await sit(visitor, ANNA)
    page = await connect(visitor, anna["ticket"], ANNA)
    await until_closed(page)
    back = await sit(visitor, ANNA, back=anna["session"])
    assert (back["state"], back["session"]) == ("waiting", anna["session"])


async def test_who_is_taken_off_the_list_is_refused_at_the_next_request(visitor: Visitor, people: Path) -> None:
    await sit(visitor, ANNA)
    people.write_text(LIST[LIST.index(f'["{BEN}"]') :], encoding="utf-8")
    status, said = await asked(visitor, "/look", {}, by_proxy(ANNA))
    assert (status, said) == (403, {"why": words.DOOR_UNKNOWN, "closed": True})
    people.write_text("broken", encoding="utf-8")
    assert (await asked(visitor, "/look", {}, by_proxy(BEN)))[1]["why"] == words.DOOR_NO_LIST


async def test_nobody_takes_all_seats(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST_A_PERSON", 2)
    for _ in range(2):
        await sit(visitor, ANNA)
    assert (await sit(visitor, ANNA))["why"] == words.TOO_MANY_TABS.format(most=2)
    assert "ticket" in await sit(visitor, BEN)


# ---- what a person has on the server's computer


def test_a_tabs_program_keeps_its_files_in_its_persons_own_folder(people: Path, tmp_path: Path) -> None:
    door = Door(HEADER, "127.0.0.1", TOKEN, People(people), public="", address_of=str, folder=tmp_path / "door")
    tab = door.tab(People(people).all()[ANNA], "chair", unlocked=False)
    outside = {"CHAIRTUI_TOKEN": TOKEN, "CHAIRTUI_PASSPHRASE": "secret", "TMPDIR": "/tmp", "CHAIRTUI_NAME": "Avril"}
    given = surroundings(tab, outside)
    assert {given[name] for name in ("TMPDIR", "TEMP", "TMP")} == {str(tmp_path / "door" / "anna" / "temporary")}
    assert not {"CHAIRTUI_TOKEN", "CHAIRTUI_PASSPHRASE", "CHAIRTUI_NAME"} & set(given)
    assert [oct((tmp_path / "door" / folder).stat().st_mode)[-3:] for folder in ("", "anna")] == ["700", "700"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes and few may make links there")
def test_a_folder_that_others_may_open_or_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open").chmod(0o755)
    with pytest.raises(PermissionError):
        make_private(tmp_path / "open")
    make_private(tmp_path / "own")
    (tmp_path / "link").symlink_to(tmp_path / "own")
    with pytest.raises(NotADirectoryError):
        make_private(tmp_path / "link")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=6, unique=True))
def test_no_two_logins_share_a_folder_on_any_system(logins: list[str]) -> None:
    try:
        names = [folder_name(login) for login in logins]
    except UnicodeEncodeError:  # half of a character, which no file in UTF-8 holds
        return
    assert len({name.casefold() for name in names}) == len(logins)
    assert not any(set(name) & set("/\\:.") or name.isspace() for name in names)


# ---- the list, and the settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names nobody"),
        ("x", "can't be read"),
        ('["a"]\nlogin = "a"', "wrong at “a.name”"),
        ('["a"]\nlogin = ""\nname = "A"', "wrong at “a.login”"),
        ('["a"]\nlogin = "x\\u0000"\nname = "A"', "wrong at “a.login”"),
        ('["a"]\nlogin = "a"\nname = "A"\nsuper = true', "wrong at “a.super”"),
        ('["a"]\nlogin = "a"\nname = "A"\n["b"]\nlogin = "a"\nname = "B"', "the login a to more than one"),
    ],
)
def test_a_list_that_is_wrong_opens_no_door(people: Path, text: str, said: str) -> None:
    people.write_text(text, encoding="utf-8")
    with pytest.raises(BadPeople, match=said):
        People(people)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_list_that_others_may_change_opens_no_door(people: Path, mode: int) -> None:
    people.chmod(mode)
    with pytest.raises(BadPeople, match="others may change"):
        People(people)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[door]\npeople = "p"', "header.*needed"),
        ('[door]\nheader = "Cookie"\npeople = "p"', "isn't the name of a header"),
        ('[door]\nheader = "X Y"\npeople = "p"', "isn't the name of a header"),
        ('[door]\nheader = "X-User"\nproxy = "proxy.example"\npeople = "p"', "isn't an IP address"),
        ('door = "yes"', "must be a table"),
    ],
)
def test_settings_of_a_door_that_are_wrong_are_refused_with_their_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadSettings, match=rf"settings.toml:\d: .*{said}"):
        read_settings(text.encode(), tmp_path / "settings.toml")


def test_the_list_is_looked_for_beside_the_settings(tmp_path: Path) -> None:
    found = read_settings(b'[door]\nheader = "X-User"\npeople = "p.toml"', tmp_path / "settings.toml").door
    assert found is not None
    assert (found.people, found.proxy) == (tmp_path / "p.toml", "127.0.0.1")

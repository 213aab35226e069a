"""What the server of browser tabs answers to those who have no business there."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp import WSCloseCode, WSMsgType, WSServerHandshakeError, web

from chairtui.web import rate_limit, server, session_process, sessions
from chairtui.web.auth import Authenticator, is_strong, site_of
from chairtui.web.lifecycle import open_socket
from chairtui.web.page import FILES, page_text
from chairtui.web.server import Rules, TabServer
from chairtui.web.sessions import TabSession
from chairtui.web.tab_config import Tab
from chairtui.words import web as words

TOKEN = "a-token-of-some-length"
ECHO = """
import sys
out = sys.stdout.buffer
def say(kind, said):
    out.write(kind + len(said).to_bytes(4, "big") + said)
    out.flush()
out.write(b"__GANGLION__\\n")
while kind := sys.stdin.buffer.read(1):
    said = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big"))
    if b"quit" in said:
        break
    say(b"D", kind + said)
"""
"""A program that shows what it is sent."""


@dataclass
class Visitor:
    """Somebody who speaks to the server without a browser, and may say whatever they like."""

    session: aiohttp.ClientSession
    port: int

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def ask(self, method: str, way: str, body: object = None, **headers: str) -> tuple[int, str, dict[str, str]]:
        """Status, text and headers of an answer. `_` in a header's name stands for `-`."""
        said = {"Origin": self.origin, **{name.replace("_", "-"): value for name, value in headers.items()}}
        async with self.session.request(
            method, f"{self.origin}{way}", json=body, headers={k: v for k, v in said.items() if v}
        ) as answer:
            return answer.status, await answer.text(), dict(answer.headers)

    async def enter(self, token: str = TOKEN) -> str:
        """Give the token; the page's key. The cookie stays with the session."""
        async with self.session.post(
            f"{self.origin}/enter", json={"token": token}, headers={"Origin": self.origin}
        ) as a:
            assert a.status == 200
            key: str = (await a.json())["key"]
            return key

    async def sit(self, key: str, **wish: str) -> dict[str, Any]:
        """Ask for a seat; the answer."""
        headers = {"Origin": self.origin, "X-Chairtui-Key": key}
        async with self.session.post(
            f"{self.origin}/session", json={"role": "reader", **wish}, headers=headers
        ) as answer:
            return {"status": answer.status, **(await answer.json())}

    async def connect(self, ticket: str, origin: str | None = None) -> aiohttp.ClientWebSocketResponse:
        """Show a seat. Raises `WSServerHandshakeError`."""
        return await self.session.ws_connect(
            f"{self.origin}/session/{ticket}?width=100&height=30", headers={"Origin": origin or self.origin}
        )


@pytest.fixture
async def rules() -> Rules:
    return Rules(outside={}, most=3)


@pytest.fixture
async def visitor(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visitor]:
    """At a server whose tabs show a program that says what it hears."""
    monkeypatch.setattr(session_process, "PROGRAM", (sys.executable, "-c", ECHO))
    monkeypatch.setattr(server, "WRONG_TOKEN_SECONDS", 0)
    listening = open_socket("127.0.0.1", 0)
    port = int(listening.getsockname()[1])
    auth = Authenticator(TOKEN, (site_of("127.0.0.1", port),), time.time)
    tabs = TabServer(auth, rules, cookie="seat", secure=False)
    runner = web.AppRunner(tabs.application(), access_log=None)
    await runner.setup()
    assert runner.server is not None
    accepting = await asyncio.get_running_loop().create_server(tabs.in_time(runner.server), sock=listening)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Visitor(session, port)
    accepting.close()
    await runner.cleanup()


@pytest.fixture
def sat(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Under which names seats are taken."""
    names: list[str] = []

    class Named(TabSession):
        def __init__(self, tab: Tab) -> None:
            names.append(tab.by)
            super().__init__(tab)

    monkeypatch.setattr(sessions, "TabSession", Named)
    return names


# ---- guessing


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_guesses_at_once_are_mostly_not_looked_at_and_the_right_one_neither(visitor: Visitor) -> None:
    guesses = [visitor.ask("POST", "/enter", {"token": f"guess-{n}"}) for n in range(30)]
    statuses = [status for status, _, _ in await asyncio.gather(*guesses)]
    assert statuses.count(403) == rate_limit.FREE_ATTEMPTS
    assert statuses.count(429) == 30 - rate_limit.FREE_ATTEMPTS
    status, said, headers = await visitor.ask("POST", "/enter", {"token": TOKEN})
    assert (status, words.TOO_MANY_GUESSES in said, int(headers["Retry-After"]) > 0) == (429, True, True)


@pytest.mark.parametrize("way", ["/look", "/session"])
async def test_a_bearers_guesses_are_braked_like_all_others(visitor: Visitor, way: str) -> None:
    statuses = [(await visitor.ask("POST", way, {}, **bearer(f"guess-{n}")))[0] for n in range(10)]
    assert statuses[rate_limit.FREE_ATTEMPTS :] == [429] * (10 - rate_limit.FREE_ATTEMPTS)
    assert (await visitor.ask("POST", "/enter", {"token": TOKEN}))[0] == 429, "one limit for all ways in"
    assert (await visitor.ask("POST", way, {}, **bearer(TOKEN)))[0] == 429


async def test_who_is_in_is_not_braked_by_anothers_guesses(visitor: Visitor) -> None:
    key = await visitor.enter()
    for n in range(10):
        await visitor.ask("POST", "/enter", {"token": f"guess-{n}"})
    assert (await visitor.ask("POST", "/look", {}, X_Chairtui_Key=key))[0] == 200


async def test_a_request_that_does_not_arrive_in_time_holds_no_connection(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.05)
    host = f"127.0.0.1:{visitor.port}"
    head = f"POST /enter HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 20\r\n"
    for said, answered in (("", ""), (head, ""), (f"{head}\r\n{{", "HTTP/1.1 408")):
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", visitor.port)
        outgoing.write(said.encode())
        answer = await asyncio.wait_for(incoming.readline(), 5)
        assert answer.decode().startswith(answered)
        assert answered or not answer, "dropped without a word"
        outgoing.close()
    assert (await visitor.ask("GET", "/"))[0] == 200


def test_each_wrong_token_doubles_the_wait_of_an_address_and_the_right_one_ends_it() -> None:
    now = [1000.0]
    held = rate_limit.RateLimiter(lambda: now[0])
    for _ in range(rate_limit.FREE_ATTEMPTS):
        assert held.wait("192.0.2.1") == 0
        held.wrong("192.0.2.1")
    waits = []
    for _ in range(8):
        waits.append(held.wait("192.0.2.1"))
        now[0] += waits[-1]
        held.wrong("192.0.2.1")
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert held.wait("192.0.2.2") == 0
    held.right("192.0.2.1")
    assert held.wait("192.0.2.1") == 0


def test_guesses_from_many_addresses_are_counted_together() -> None:
    now = [1000.0]
    held = rate_limit.RateLimiter(lambda: now[0])
    for n in range(rate_limit.MOST):
        held.wrong(f"192.0.2.{n}")
    assert held.wait("198.51.100.1") > 0
    now[0] += rate_limit.WITHIN
    assert held.wait("198.51.100.1") == 0


def test_addresses_of_one_network_are_one_guesser() -> None:
    held = rate_limit.RateLimiter(lambda: 1000.0)
    for n in range(rate_limit.FREE_ATTEMPTS):
        held.wrong(f"2001:db8::{n}")
    assert held.wait("2001:db8::ffff") > 0
    assert held.wait("2001:db8:0:1::1") == 0


def test_an_ipv4_address_seen_by_a_server_that_listens_on_both_is_one_guesser() -> None:
    held = rate_limit.RateLimiter(lambda: 1000.0)
    for _ in range(rate_limit.FREE_ATTEMPTS):
        held.wrong("::ffff:192.0.2.1")
    assert held.wait("192.0.2.1") == held.wait("::ffff:192.0.2.1") > 0
    assert held.wait("::ffff:192.0.2.2") == 0


@pytest.mark.parametrize(
    ("token", "strong"),
    [
        ("sixteen-letters!", False),
        ("0123456789abcdef0123456789abcdef", True),
        ("0123456789abcdef0123456789abcde", False),
        ("a" * 60, False),
        ("12345678901234567890", False),
        ("kV3xQ9mZ2rT7wB5nL8pD4s", True),
    ],
)
def test_a_chosen_token_needs_128_bits(token: str, strong: bool) -> None:
    assert is_strong(token) is strong


# ---- names that a page of somebody else's could use


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "a@127.0.0.1:{port}"]
)
async def test_another_host_is_refused_whatever_it_asks(visitor: Visitor, host: str) -> None:
    for method, way in (("GET", "/"), ("GET", "/files/page.js"), ("POST", "/enter"), ("GET", "/session/x")):
        status, said, headers = await visitor.ask(method, way, Host=host.format(port=visitor.port))
        assert (status, words.OTHER_HOST in said) == (421, True)
        assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "origin", ["", "null", "https://evil.example", "http://127.0.0.1:1", "https://127.0.0.1:{port}"]
)
async def test_a_page_of_another_origin_is_refused_even_with_the_token(visitor: Visitor, origin: str) -> None:
    said = origin.format(port=visitor.port)
    for way in ("/enter", "/look", "/session"):
        status, answer, headers = await visitor.ask("POST", way, {"token": TOKEN}, Origin=said)
        assert (status, words.OTHER_ORIGIN in answer) == (403, True)
        assert "Set-Cookie" not in headers


async def test_another_origin_gets_no_connection_with_the_cookie_and_a_ticket(visitor: Visitor) -> None:
    ticket = (await visitor.sit(await visitor.enter(), name="Nadia"))["ticket"]
    with pytest.raises(WSServerHandshakeError) as refused:
        await visitor.connect(ticket, origin="http://evil.example")
    assert refused.value.status == 403
    await (await visitor.connect(ticket)).close()


# ---- the token, the cookie, the key


async def test_a_wrong_token_gives_neither_cookie_nor_key(visitor: Visitor) -> None:
    for token in ("", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "\ud800", "é" * 30):
        status, said, headers = await visitor.ask("POST", "/enter", {"token": token})
        assert status in (400, 403)
        assert "Set-Cookie" not in headers
        assert "key" not in said


async def test_the_token_gives_a_cookie_that_no_script_reads_and_no_other_site_sends(visitor: Visitor) -> None:
    _, _, headers = await visitor.ask("POST", "/enter", {"token": TOKEN})
    assert re.fullmatch(r"seat=[\w.-]+; HttpOnly; Path=/; SameSite=Strict", headers["Set-Cookie"])
    assert TOKEN not in str(headers)


async def test_the_cookie_alone_which_every_port_is_sent_gives_no_seat(visitor: Visitor) -> None:
    key = await visitor.enter()
    for wrong in ("", key[:-1], "0" * len(key)):
        assert (await visitor.sit(wrong, name="Nadia"))["status"] == 401
    other = await visitor.enter()
    assert (await visitor.sit(key, name="Nadia"))["status"] == 401, "a key of another cookie"
    assert (await visitor.sit(other, name="Nadia"))["status"] == 200


async def test_the_key_without_the_cookie_gives_no_seat(visitor: Visitor) -> None:
    key = await visitor.enter()
    visitor.session.cookie_jar.clear()
    assert (await visitor.sit(key, name="Nadia"))["status"] == 401


def test_a_cookie_that_was_changed_or_is_a_day_old_lets_nobody_in() -> None:
    now = [1_000_000.0]
    auth = Authenticator(TOKEN, (site_of("127.0.0.1", 8000),), lambda: now[0])
    given = auth.admit()
    assert auth.allows(given.cookie, given.key)
    for n in range(len(given.cookie)):
        changed = given.cookie[:n] + ("1" if given.cookie[n] != "1" else "2") + given.cookie[n + 1 :]
        assert not auth.is_valid(changed)
    assert not Authenticator(TOKEN + "x", (), lambda: now[0]).is_valid(given.cookie)
    assert Authenticator(TOKEN, (), lambda: now[0]).is_valid(given.cookie), "started anew, with https in front"
    assert not Authenticator(TOKEN, (), lambda: now[0], once=True).is_valid(given.cookie)
    now[0] += 24 * 3600
    assert not auth.allows(given.cookie, given.key)


async def test_a_ticket_is_good_once_and_only_with_the_cookie(visitor: Visitor) -> None:
    key = await visitor.enter()
    ticket = (await visitor.sit(key, name="Nadia"))["ticket"]
    page = await visitor.connect(ticket)
    for known in (ticket, "guessed"):
        with pytest.raises(WSServerHandshakeError):
            await visitor.connect(known)
    await page.close()
    other = (await visitor.sit(key, name="Sam"))["ticket"]
    visitor.session.cookie_jar.clear()
    with pytest.raises(WSServerHandshakeError):
        await visitor.connect(other)


# ---- what can be fetched


@pytest.mark.parametrize(
    "way", ["/files/", "/files", "/files/..%2fpage.html", "/files/page.html", "/static/", "/x", "/download/x"]
)
async def test_nothing_is_listed_and_nothing_else_is_to_be_had(visitor: Visitor, way: str) -> None:
    await visitor.enter()
    status, said, _ = await visitor.ask("GET", way)
    assert (status, said.count("<")) == (404, 0)


async def test_every_answer_forbids_to_keep_frame_or_load_anything_from_elsewhere(visitor: Visitor) -> None:
    for method, way in (("GET", "/"), ("GET", "/files/textual.js"), ("POST", "/enter"), ("GET", "/nothing")):
        _, _, headers = await visitor.ask(method, way)
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Server"] == "chairtui"
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert set(re.findall(r"\w+://\S+?(?=;| |$)", policy)) == {f"ws://127.0.0.1:{visitor.port}"}


async def test_the_page_names_no_other_place() -> None:
    for name, (file, _) in FILES.items():
        if name.startswith("page"):
            assert "//" not in re.sub(r"^\s*// .*$|`\$\{scheme\}//", "", file.read_text(encoding="utf-8"), flags=re.M)
    assert "//" not in page_text()


# ---- seats


async def test_a_seat_shows_what_its_program_says_and_sends_it_what_is_typed(visitor: Visitor) -> None:
    page = await visitor.connect((await visitor.sit(await visitor.enter(), name="Nadia"))["ticket"])
    await page.send_json(["stdin", "é"])
    assert (await page.receive_bytes()) == "Dé".encode()
    await page.send_json(["resize", {"width": 10**9, "height": -4}])
    assert (await page.receive_bytes()) == b'M{"type": "resize", "width": 80, "height": 24}'
    await page.send_json(["resize", {"width": 90_000, "height": 40}])
    assert (await page.receive_bytes()) == b'M{"type": "resize", "width": 1000, "height": 40}'
    await page.close()


@pytest.mark.parametrize(
    "said", ["", "{", '{"a":1}', '["stdin",1]', '["resize",{"width":true}]', '["exit"]', "[" * 90_000]
)
async def test_what_the_page_never_sends_ends_the_connection(visitor: Visitor, said: str) -> None:
    page = await visitor.connect((await visitor.sit(await visitor.enter(), name="Nadia"))["ticket"])
    await page.send_str(said)
    message = await page.receive()
    assert message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED)


async def test_a_name_is_sat_under_once_and_no_more_seats_are_taken_than_there_are(visitor: Visitor) -> None:
    key = await visitor.enter()
    assert (await visitor.sit(key, name="Nadia Browser"))["status"] == 200
    again = await visitor.sit(key, name=" ＮＡＤＩＡ  browser ")
    assert (again["status"], "(2)" in again["why"]) == (409, True)
    for name in ("Sam", "Avril"):
        assert (await visitor.sit(key, name=name))["status"] == 200
    assert (await visitor.sit(key, name="Too Many"))["why"] == words.FULL.format(most=3)


@pytest.mark.parametrize("name", ["", "   ", "x" * 5000])
async def test_nobody_sits_without_a_name(visitor: Visitor, name: str) -> None:
    answer = await visitor.sit(await visitor.enter(), name=name)
    assert (answer["status"], answer["why"]) == (400, words.NO_NAME)


async def test_a_seat_is_come_back_to_by_its_key_and_shown_in_one_tab_only(visitor: Visitor) -> None:
    key = await visitor.enter()
    taken = await visitor.sit(key, name="Nadia")
    first = await visitor.connect(taken["ticket"])
    again = await visitor.sit(key, name="Nadia", session=taken["session"])
    assert again["session"] == taken["session"]
    second = await visitor.connect(again["ticket"])
    assert (await first.receive()).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
    assert b'"again"' in await second.receive_bytes()
    await second.send_json(["stdin", "x"])
    assert await second.receive_bytes() == b"Dx"
    await second.close()


@pytest.mark.parametrize(("closed", "limit"), [(True, "RELOAD_SECONDS"), (False, "RECONNECT_SECONDS")])
async def test_a_seat_nobody_comes_back_to_is_given_up(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, closed: bool, limit: str
) -> None:
    monkeypatch.setattr(sessions, "RELOAD_SECONDS", 3600)
    monkeypatch.setattr(sessions, "RECONNECT_SECONDS", 3600)
    monkeypatch.setattr(sessions, limit, 0.01)
    key = await visitor.enter()
    taken = await visitor.sit(key, name="Nadia")
    page = await visitor.connect(taken["ticket"])
    if closed:
        await page.close(code=WSCloseCode.GOING_AWAY)
    else:
        connection = page.get_extra_info("transport") or page._writer.transport
        connection.abort()
    async with asyncio.timeout(20):
        while (
            '"ended"' not in (await visitor.ask("POST", "/look", {"session": taken["session"]}, X_Chairtui_Key=key))[1]
        ):
            await asyncio.sleep(0)
    assert (await visitor.sit(key, name="Nadia"))["status"] == 200, "the name is free again"


# ---- behind a sign-in proxy


@pytest.mark.parametrize("rules", [Rules(outside={}, named_by="X-Forwarded-User")])
async def test_a_proxy_with_the_token_says_who_somebody_is_and_nobody_else_can(
    visitor: Visitor, sat: list[str]
) -> None:
    by_proxy = {"Authorization": f"Bearer {TOKEN}", "X_Forwarded_User": "Nadia Browser"}
    status, said, _ = await visitor.ask("POST", "/look", {}, **by_proxy)
    assert (status, '"name": "Nadia Browser"' in said) == (200, True)
    for _ in range(2):
        assert (await visitor.ask("POST", "/session", {"name": "Somebody Else"}, **by_proxy))[0] == 200
    assert sat == ["Nadia Browser", "Nadia Browser (2)"]
    forged = {**by_proxy, "Authorization": "Bearer guessed-token-of-some-length"}
    assert (await visitor.ask("POST", "/session", {"name": "x"}, **forged))[0] == 401
    key = await visitor.enter()
    status, said, _ = await visitor.ask("POST", "/session", {"name": "x"}, X_Chairtui_Key=key, X_Forwarded_User="Nadia")
    assert (status, words.NOT_NAMED in said) == (403, True)

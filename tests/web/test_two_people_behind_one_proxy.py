"""Two people hold two meetings through one door, behind a real nginx and over a real PostgreSQL."""

from __future__ import annotations

import asyncio
import base64
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import psycopg
import pyte
import pytest

from chairtui.meeting.records import Details, Draft
from chairtui.words import web as words
from tests.journal.vaults import PASSPHRASE, on_server
from tests.journeys.terminal import NOT_FOR_EYES, PATIENCE
from tests.servers import OWNER, RealServer
from tests.web.nginx import Nginx
from tests.web.serving import Serving, free_port

pytestmark = [pytest.mark.nginx, pytest.mark.postgresql]
HEADER = "X-Signed-In"
TOKEN = "0f8e2c6b9a47d153e0b8c2f64a9d7315"
PEOPLE = {"ada": "Ada Lindqvist", "ben": "Ben Okafor", "mallory": "Mal Lory"}
"""Their names by their logins; each has a password like their login, and Mallory sits at no meeting."""
TITLES = {"ada": "Meeting about Kit", "ben": "Meeting about Lou"}


@dataclass
class Town:
    """The door's computer: its server of meetings, the surroundings of `chairtui serve` and the port it has, and the
    address that nginx has."""

    server: RealServer
    database: str
    environment: dict[str, str]
    inner: int
    address: str


@dataclass
class Seat:
    """A tab, without the browser around it."""

    page: aiohttp.ClientWebSocketResponse
    screen: pyte.Screen = field(default_factory=lambda: pyte.Screen(110, 40))

    async def until_shown(self, text: str) -> str:
        """Wait for a text; the screen as it is then."""
        stream = pyte.ByteStream(self.screen)
        try:
            async with asyncio.timeout(PATIENCE):
                while text not in self.text:
                    message = await self.page.receive()
                    assert message.type is aiohttp.WSMsgType.BINARY, message
                    stream.feed(NOT_FOR_EYES.sub(b"", message.data))
        except TimeoutError:
            pytest.fail(f"“{text}” was not shown.\n{self.text}")
        return self.text

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    async def type(self, text: str) -> None:
        await self.page.send_json(["stdin", text])


@pytest.fixture
def town(surroundings: dict[str, str], tmp_path: Path) -> Iterator[Town]:
    """A door for Ada, Ben and Mallory. Ada chairs a meeting, and Ben another."""
    server = RealServer()
    try:
        server.start()
        database = server.new_store()
        server.map_logins(*PEOPLE)
        for login, title in TITLES.items():
            begin(server.address(database, login), login, title)
        (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
        people = "".join(f'["{login}"]\nlogin = "{login}"\nname = "{name}"\n' for login, name in PEOPLE.items())
        (tmp_path / "people.toml").write_text(people, encoding="utf-8")
        settings = tmp_path / "settings.toml"
        settings.write_text(f'[door]\nheader = "{HEADER}"\npeople = "people.toml"\n', encoding="utf-8")
        for file in ("people.toml", "settings.toml"):
            (tmp_path / file).chmod(0o600)
        inner, outer = free_port(), free_port()
        address = f"http://127.0.0.1:{outer}"
        environment = {
            **{name: value for name, value in surroundings.items() if name != "CHAIRTUI_UNENCRYPTED"},
            "CHAIRTUI_STORE": f"postgresql:///{database}?host={server.folder}",
            "CHAIRTUI_SETTINGS": str(settings),
        }
        argv = ("--port", str(inner), "--public-url", address, "--token-file", "token", "--role", "note-taker")
        passwords = {login: f"{login}-password" for login in PEOPLE}
        with Serving(argv, environment, tmp_path), Nginx(tmp_path / "nginx", outer, inner, TOKEN, HEADER, passwords):
            yield Town(server, database, environment, inner, address)
    finally:
        server.remove()


def begin(where: str, login: str, title: str) -> None:
    journal = on_server(where, lambda: datetime.now(UTC), lambda: f"meeting-of-{login}")
    starts = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
    details = Details(
        format="bristol", format_version="1", format_name="Bristol", title=title, subject="K., aged 7", starts=starts
    )
    journal.begin([Draft(record=details)], PEOPLE[login])
    journal.close()


@asynccontextmanager
async def signed_in(town: Town, login: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Somebody's browser."""
    proof = base64.b64encode(f"{login}:{login}-password".encode()).decode()
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(
        town.address, headers={"Authorization": f"Basic {proof}"}, cookie_jar=jar
    ) as session:
        yield session


async def looked(town: Town, browser: aiohttp.ClientSession, **headers: str) -> dict[str, str]:
    given = {"Origin": town.address, **headers}
    async with browser.post("/look", json={}, headers=given) as answer:
        found: dict[str, str] = await answer.json()
        return found


async def sit(town: Town, browser: aiohttp.ClientSession) -> Seat:
    """A tab in the list of meetings."""
    headers = {"Origin": town.address, "X-Chairtui-Key": (await looked(town, browser))["key"]}
    async with browser.post("/session", json={}, headers=headers) as answer:
        ticket = (await answer.json())["ticket"]
    seat = Seat(await browser.ws_connect(f"/session/{ticket}?width=110&height=40", origin=town.address))
    await seat.until_shown("assphrase")
    await seat.page.send_json(["focus"])
    await seat.type(PASSPHRASE)
    await seat.type("\r")
    return seat


async def test_two_people_hold_two_meetings_through_one_door_each_blind_to_the_others(
    town: Town, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack:
        seats = {}
        for login, title in TITLES.items():
            seats[login] = await sit(town, await stack.enter_async_context(signed_in(town, login)))
            shown = await seats[login].until_shown(title)
            assert not [other for other in TITLES.values() if other != title and other in shown]
        for login, seat in seats.items():
            await seat.type("\r")
            await seat.until_shown("Agenda")
            await seat.type(f"/f: Said by {login}")
            await seat.until_shown(f"f: Said by {login}")
            await seat.type("\r")
            await seat.until_shown("F1 saved")
        stranger = await sit(town, await stack.enter_async_context(signed_in(town, "mallory")))
        shown = await stranger.until_shown("There are no meetings yet")
        assert not [title for title in TITLES.values() if title in shown]

    for login, name in PEOPLE.items():
        with psycopg.connect(town.server.address(town.database, login)) as line:
            written = line.execute(
                "SELECT meeting, written_by, count(*) FROM chairtui.version GROUP BY 1, 2"
            ).fetchall()
        assert written == ([(f"meeting-of-{login}", login, 2)] if login in TITLES else [])
        if login in TITLES:
            journal = on_server(town.server.address(town.database, login), lambda: datetime.now(UTC), str)
            assert journal.versions(f"meeting-of-{login}")[-1].by == name
            journal.close()
    doors = tmp_path / "home" / ".local" / "share" / "chairtui" / "door"
    if sys.platform == "linux":
        assert sorted(folder.name for folder in doors.iterdir()) == sorted(PEOPLE)


async def test_nobody_becomes_somebody_else_by_what_they_send(town: Town) -> None:
    forged = {HEADER: "ben", HEADER.lower(): "ben", "X_Signed_In": "ben", "X-Forwarded-User": "ben"}
    async with signed_in(town, "ada") as browser:
        assert (await looked(town, browser, **forged))["name"] == PEOPLE["ada"]
    async with aiohttp.ClientSession() as stranger:
        async with stranger.get(town.address) as answer:
            assert answer.status == 401
        host = {"Host": town.address.removeprefix("http://"), "Origin": town.address}
        for headers in ({}, forged, {**forged, "Authorization": "Basic YmVuOmJlbi1wYXNzd29yZA=="}):
            direct = f"http://127.0.0.1:{town.inner}/look"
            async with stranger.post(direct, json={}, headers={**host, **headers}) as answer:
                said = (await answer.json())["why"]
            assert (answer.status, said) == (403, words.DOOR_ONLY_PROXY.format(address=town.address))


def test_a_door_that_is_not_set_up_safely_does_not_open(town: Town, tmp_path: Path) -> None:
    token = ("--token-file", "token")

    def refused(*argv: str, store: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "chairtui", "serve", "--port", "0", "--public-url", town.address, *argv],
            env={**town.environment, **({"CHAIRTUI_STORE": store} if store else {})},
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in (1, 2), done.stdout
        return done.stderr

    assert words.DOOR_NEEDS in refused()
    assert "is a folder, which has no logins" in refused(*token, store="folder")
    assert "names a login" in refused(*token, store=town.server.address(town.database, "ada"))
    doors = tmp_path / "home" / ".local" / "share" / "chairtui" / "door"
    if sys.platform == "linux":
        doors.chmod(0o755)
        assert "need a folder of their own" in refused(*token)
        doors.chmod(0o700)
    town.server.map_logins("ada", OWNER)
    assert f"would let this door in as {OWNER}" in refused(*token)
    town.server.map_logins("cleo")
    said = refused(*token)
    assert all(f"{login} can't come in" in said for login in PEOPLE)
    assert words.DOOR_OPENS_FOR_NOBODY.format(file=tmp_path / "people.toml") in said
    (tmp_path / "settings.toml").chmod(0o666)
    assert "others may change" in refused(*token)

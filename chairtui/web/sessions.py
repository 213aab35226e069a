"""Sessions of browser tabs: one name and one process each, kept for a while after a disconnect."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import unicodedata
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web
from textual_serve.download_manager import DownloadManager

from chairtui.web.session_process import SessionProcess
from chairtui.web.tab_config import Tab
from chairtui.words import web as words

TICKET_SECONDS = 30.0
"""Time from creating a session to the connection that shows it."""
RELOAD_SECONDS = 8.0
"""How long a closed tab's session is kept, so that a reload resumes it. Kept short: reopening a closed tab must not
show the meeting to somebody else."""
RECONNECT_SECONDS = 180.0
"""How long a session is kept after its connection was lost."""
VOUCH_SECONDS = 180.0
"""How long a tab behind a door is shown without its page having said, by way of the proxy, that its person is still
signed in."""
MOST_A_PERSON = 8
"""Sessions of one person behind a door, so that nobody takes all of them."""
MAX_REMEMBERED = 200
"""Number of ended sessions whose last message is kept."""

SessionState = Literal["free", "waiting", "shown", "ended"]
"""State of a session: unknown key, running without a tab, shown in a tab, or ended."""


class NoSession(Exception):
    """The session can't be created or resumed. The message is one line for a person."""


@dataclass(eq=False)
class TabSession:
    """A running session. Only its tab knows `key`, with which it can resume it. `cookie` is its browser's."""

    tab: Tab
    cookie: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    process: SessionProcess | None = None
    ending: asyncio.TimerHandle | None = None
    unvouched: asyncio.TimerHandle | None = None


class TabSessions:
    """All sessions of a server: at most `most`, each a process with the environment `outside`."""

    def __init__(self, outside: Mapping[str, str], most: int) -> None:
        self.downloads = DownloadManager()
        self._outside = outside
        self._most = most
        self._sessions: dict[str, TabSession] = {}
        self._tickets: dict[str, TabSession] = {}
        self._ended: dict[tuple[str, str], str] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    # ---- creating and resuming

    def take(self, tab: Tab, back: str = "", *, numbered: bool = False, cookie: str = "") -> tuple[str, str]:
        """Create or resume a session; returns a ticket for the connection that will show it, and the session's key.

        `back`: key of the session to resume; `numbered`: make a taken name unique with a number, as the user can't
        choose another. Behind a door, a session is its person's alone. Raises `NoSession` if the name is taken or the
        limit is reached.
        """
        session = self._by_key(back, tab.login)
        if session is None:
            taken = {_same(other.tab.by) for other in self._sessions.values()}
            if _same(tab.by) in taken and numbered:
                tab = tab.model_copy(update={"by": self._other_name(tab.by, taken)})
            elif _same(tab.by) in taken:
                raise NoSession(words.NAME_TAKEN.format(name=tab.by, other=self._other_name(tab.by, taken)))
            if len(self._sessions) >= self._most:
                raise NoSession(words.FULL.format(most=self._most))
            own = sum(other.tab.login == tab.login for other in self._sessions.values())
            if tab.login and own >= MOST_A_PERSON:
                raise NoSession(words.TOO_MANY_TABS.format(most=MOST_A_PERSON))
            session = TabSession(tab)
            self._sessions[session.key] = session
        session.cookie = cookie
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = session
        self._stay(session, TICKET_SECONDS)
        asyncio.get_running_loop().call_later(TICKET_SECONDS, self._tickets.pop, ticket, None)
        return ticket, session.key

    def _other_name(self, name: str, taken: set[str]) -> str:
        number = 2
        while _same(f"{name} ({number})") in taken:
            number += 1
        return f"{name} ({number})"

    def state(self, key: str, login: str = "") -> tuple[SessionState, str]:
        """State of this person's session with this key, and its last message if it has ended."""
        session = self._by_key(key, login)
        if session is not None:
            shown = session.process is not None and session.process.shown is not None
            return ("shown" if shown else "waiting"), ""
        if (login, key) in self._ended:
            return "ended", self._ended[login, key]
        return "free", ""

    def _by_key(self, key: str, login: str) -> TabSession | None:
        given = key.encode(errors="replace")
        theirs = (session for session in self._sessions.values() if session.tab.login == login)
        return next((session for session in theirs if hmac.compare_digest(session.key.encode(), given)), None)

    # ---- connections

    def redeem(self, ticket: str, login: str = "") -> TabSession | None:
        """The session of a ticket, which is valid once, and only for the person who took it."""
        session = self._tickets.pop(ticket, None)
        if session is None or session.key not in self._sessions or session.tab.login != login:
            return None
        if login:
            self.vouch(session.key, login)
        return session

    async def show(self, session: TabSession, page: web.WebSocketResponse, width: int, height: int) -> SessionProcess:
        """Show a session on this connection, starting its process if necessary. Raises `OSError`."""
        self._stay(session, None)
        if session.process is None:
            session.process = SessionProcess(
                session.tab, self._outside, self.downloads, lambda: self._has_ended(session)
            )
            session.process.shown = page
            try:
                await session.process.start(width, height)
            except OSError:
                self._sessions.pop(session.key, None)
                raise
        else:
            await session.process.show_on(page, width, height)
        return session.process

    def vouch(self, key: str, login: str) -> None:
        """Note that a session's person is signed in. Unless that is said again in time, the session is hidden, and ends
        as one whose connection was lost."""
        if (session := self._by_key(key, login)) is None:
            return
        if session.unvouched is not None:
            session.unvouched.cancel()
        session.unvouched = asyncio.get_running_loop().call_later(VOUCH_SECONDS, self._hide, session)

    def _hide(self, session: TabSession) -> None:
        if session.process is not None and session.key in self._sessions:
            self._run(session.process.hide())

    def end_others(self, cookie: str, login: str) -> None:
        """End the sessions of a browser that belong to anybody but this person: somebody else has signed in there."""
        for session in list(self._sessions.values()):
            if cookie and session.cookie == cookie and session.tab.login != login:
                self._hide(session)
                self._end(session)

    def left(self, session: TabSession, page: web.WebSocketResponse, *, closed: bool) -> None:
        """Handle a disconnect; `closed`: the tab was closed, rather than the network lost."""
        if session.process is not None and session.process.leave(page) and session.process.running:
            self._stay(session, RELOAD_SECONDS if closed else RECONNECT_SECONDS)

    def _stay(self, session: TabSession, seconds: float | None) -> None:
        """Set how long the session is kept from now; None: as long as it is shown."""
        if session.ending is not None:
            session.ending.cancel()
            session.ending = None
        if seconds is not None:
            session.ending = asyncio.get_running_loop().call_later(seconds, self._end, session)

    def _end(self, session: TabSession) -> None:
        if session.process is None:
            self._sessions.pop(session.key, None)
            return
        self._run(session.process.stop())

    def _run(self, work: Coroutine[None, None, None]) -> None:
        leaving = asyncio.get_running_loop().create_task(work)
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    def _has_ended(self, session: TabSession) -> None:
        self._stay(session, None)
        if session.unvouched is not None:
            session.unvouched.cancel()
        if self._sessions.pop(session.key, None) is not None and session.process is not None:
            self._ended[session.tab.login, session.key] = session.process.reason
            while len(self._ended) > MAX_REMEMBERED:
                self._ended.pop(next(iter(self._ended)))

    async def clear(self) -> None:
        """End every session, letting the programs quit normally."""
        stopping = [session.process.stop() for session in list(self._sessions.values()) if session.process is not None]
        for session in self._sessions.values():
            self._stay(session, None)
        await asyncio.gather(*stopping, *self._leaving, return_exceptions=True)


def _same(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()

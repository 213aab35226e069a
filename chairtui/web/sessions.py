"""The seats that tabs sit on: one name each, one process each, and a while to come back to them."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web
from textual_serve.download_manager import DownloadManager

from chairtui.web.session_process import SessionProcess
from chairtui.web.tab_config import Tab
from chairtui.words import web as words

TICKET_SECONDS = 30.0
"""Seconds from taking a seat to the connection that shows it."""
RELOAD_SECONDS = 8.0
"""Seconds in which a tab that was closed may come back as it was: a reload does. Longer, and somebody else who opens
the closed tab again would see the meeting."""
RECONNECT_SECONDS = 180.0
"""Seconds in which one whose connection was lost may."""
MAX_REMEMBERED = 200
"""Sessions that have ended of which it is still known how."""

How = Literal["free", "waiting", "shown", "ended"]
"""A seat by its key: not known; running without a tab; shown in one; ended."""


class NoSession(Exception):
    """Why there is no such seat to be had, in a line for a person."""


@dataclass(eq=False)
class TabSession:
    """A seat that somebody has taken. `key` is known to its tab alone, and leads back to it."""

    tab: Tab
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    process: SessionProcess | None = None
    ending: asyncio.TimerHandle | None = None


class TabSessions:
    """All seats of one server. At most `most` at once, each a process of its own in the surroundings `outside`."""

    def __init__(self, outside: Mapping[str, str], most: int) -> None:
        self.downloads = DownloadManager()
        self._outside = outside
        self._most = most
        self._seats: dict[str, TabSession] = {}
        self._tickets: dict[str, TabSession] = {}
        self._ended: dict[str, str] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    # ---- taking a seat

    def take(self, tab: Tab, back: str = "", *, numbered: bool = False) -> tuple[str, str]:
        """A ticket for the connection that will show it, and the seat's key. `back`: the key of the seat one had;
        `numbered`: a name that is taken gets a number, as it isn't one's own to choose.

        Raises `NoSession`: the name is somebody else's now, or there are too many.
        """
        seat = self._by_key(back)
        if seat is None:
            taken = {_same(other.tab.by) for other in self._seats.values()}
            if _same(tab.by) in taken and numbered:
                tab = tab.model_copy(update={"by": self._other_name(tab.by, taken)})
            elif _same(tab.by) in taken:
                raise NoSession(words.NAME_TAKEN.format(name=tab.by, other=self._other_name(tab.by, taken)))
            if len(self._seats) >= self._most:
                raise NoSession(words.FULL.format(most=self._most))
            seat = TabSession(tab)
            self._seats[seat.key] = seat
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = seat
        self._stay(seat, TICKET_SECONDS)
        asyncio.get_running_loop().call_later(TICKET_SECONDS, self._tickets.pop, ticket, None)
        return ticket, seat.key

    def _other_name(self, name: str, taken: set[str]) -> str:
        number = 2
        while _same(f"{name} ({number})") in taken:
            number += 1
        return f"{name} ({number})"

    def how(self, key: str) -> tuple[How, str]:
        """How it stands with the seat of this key, and of one that has ended the line it left with."""
        seat = self._by_key(key)
        if seat is not None:
            shown = seat.process is not None and seat.process.shown is not None
            return ("shown" if shown else "waiting"), ""
        if key in self._ended:
            return "ended", self._ended[key]
        return "free", ""

    def _by_key(self, key: str) -> TabSession | None:
        given = key.encode(errors="replace")
        return next((seat for seat in self._seats.values() if hmac.compare_digest(seat.key.encode(), given)), None)

    # ---- sitting on it

    def redeem(self, ticket: str) -> TabSession | None:
        """The seat of a ticket, which is then used up."""
        seat = self._tickets.pop(ticket, None)
        return seat if seat is not None and seat.key in self._seats else None

    async def show(self, seat: TabSession, page: web.WebSocketResponse, width: int, height: int) -> SessionProcess:
        """Show a seat on this connection, its program begun if it isn't running. Raises `OSError`."""
        self._stay(seat, None)
        if seat.process is None:
            seat.process = SessionProcess(seat.tab, self._outside, self.downloads, lambda: self._has_ended(seat))
            seat.process.shown = page
            try:
                await seat.process.start(width, height)
            except OSError:
                self._seats.pop(seat.key, None)
                raise
        else:
            await seat.process.show_on(page, width, height)
        return seat.process

    def left(self, seat: TabSession, page: web.WebSocketResponse, *, closed: bool) -> None:
        """This connection is gone; `closed`: by the tab's being closed, and not by the network."""
        if seat.process is not None and seat.process.leave(page) and seat.process.running:
            self._stay(seat, RELOAD_SECONDS if closed else RECONNECT_SECONDS)

    def _stay(self, seat: TabSession, seconds: float | None) -> None:
        """Keep a seat for so long from now, None: for as long as it is shown."""
        if seat.ending is not None:
            seat.ending.cancel()
            seat.ending = None
        if seconds is not None:
            seat.ending = asyncio.get_running_loop().call_later(seconds, self._end, seat)

    def _end(self, seat: TabSession) -> None:
        if seat.process is None:
            self._seats.pop(seat.key, None)
            return
        leaving = asyncio.get_running_loop().create_task(seat.process.stop())
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    def _has_ended(self, seat: TabSession) -> None:
        self._stay(seat, None)
        if self._seats.pop(seat.key, None) is not None and seat.process is not None:
            self._ended[seat.key] = seat.process.said
            while len(self._ended) > MAX_REMEMBERED:
                self._ended.pop(next(iter(self._ended)))

    async def clear(self) -> None:
        """Have everybody's program leave, as by its own key."""
        stopping = [seat.process.stop() for seat in list(self._seats.values()) if seat.process is not None]
        for seat in self._seats.values():
            self._stay(seat, None)
        await asyncio.gather(*stopping, *self._leaving, return_exceptions=True)


def _same(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()

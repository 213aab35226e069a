"""Where the server of browser tabs listens, and its life from the first request to the last."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
from collections.abc import Callable
from contextlib import suppress

from aiohttp import web

from chairtui.shutdown import when_ended
from chairtui.web.server import TabServer
from chairtui.words import web as words

WAITING = 128
SHUTDOWN_SECONDS = 3.0
"""Seconds for what is being answered when the server stops."""


class CannotListen(Exception):
    """Why nothing can be served there, in a line for a person."""


def open_socket(host: str, port: int) -> socket.socket:
    """A socket that listens, and that no other program can share. Raises `CannotListen`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, address = found[0]
        listening = socket.socket(family, kind)
    except (OSError, UnicodeError) as problem:
        raise CannotListen(words.NO_SUCH_HOST.format(host=host, reason=_reason(problem))) from None
    try:
        # Windows would let another user's program take over a port that is not kept for one alone.
        own = getattr(socket, "SO_EXCLUSIVEADDRUSE", None) if os.name == "nt" else socket.SO_REUSEADDR
        if own is not None:
            listening.setsockopt(socket.SOL_SOCKET, own, 1)
        listening.bind(address)
        listening.listen(WAITING)
    except OSError as problem:
        listening.close()
        if problem.errno == errno.EADDRINUSE:
            raise CannotListen(words.PORT_TAKEN.format(port=port)) from None
        if problem.errno in (errno.EACCES, errno.EPERM):
            raise CannotListen(words.PORT_REFUSED.format(port=port)) from None
        raise CannotListen(words.NO_SUCH_HOST.format(host=host, reason=_reason(problem))) from None
    listening.setblocking(False)
    return listening


def serve(listening: socket.socket, server: TabServer, began: Callable[[], None]) -> None:
    """Answer until Ctrl+C or the system ends it; then every tab's program has left as by its own key.

    `began` is called once requests are answered.
    """
    # What a request sent may hold what somebody typed: nothing of it goes to a log or the terminal.
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    logging.getLogger("aiohttp").propagate = False
    logging.getLogger("textual-serve").addHandler(logging.NullHandler())
    logging.getLogger("textual-serve").propagate = False
    logging.getLogger("asyncio").addHandler(logging.NullHandler())
    logging.getLogger("asyncio").propagate = False
    with suppress(KeyboardInterrupt):  # Windows, which has no handlers for it
        asyncio.run(_serve(listening, server, began))


async def _serve(listening: socket.socket, server: TabServer, began: Callable[[], None]) -> None:
    told = asyncio.Event()
    when_ended(lambda _number: told.set(), by_ctrl_c=True)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        began()
        await told.wait()
    finally:
        await runner.cleanup()


def _reason(problem: OSError | UnicodeError) -> str:
    return str(problem.strerror or problem) if isinstance(problem, OSError) else str(problem)

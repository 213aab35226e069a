"""Bind the socket, run the server, and shut it down."""

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
"""Time for requests in progress when the server stops."""


class CannotListen(Exception):
    """The address can't be bound. The message is one line for a person."""


def open_socket(host: str, port: int) -> socket.socket:
    """Bind a listening socket that no other program can share. Raises `CannotListen`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, address = found[0]
        listening = socket.socket(family, kind)
    except (OSError, UnicodeError) as problem:
        raise CannotListen(words.NO_SUCH_HOST.format(host=host, reason=_reason(problem))) from None
    try:
        # Without this, Windows lets another user's program bind the same port.
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
    """Serve until Ctrl+C or SIGTERM, then let every tab's program quit normally.

    `began` is called once requests are accepted.
    """
    # Requests may contain what people typed, so none of it is logged.
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    logging.getLogger("aiohttp").propagate = False
    logging.getLogger("textual-serve").addHandler(logging.NullHandler())
    logging.getLogger("textual-serve").propagate = False
    logging.getLogger("asyncio").addHandler(logging.NullHandler())
    logging.getLogger("asyncio").propagate = False
    with suppress(KeyboardInterrupt):  # on Windows, which has no signal handlers in asyncio
        asyncio.run(_serve(listening, server, began))


async def _serve(listening: socket.socket, server: TabServer, began: Callable[[], None]) -> None:
    told = asyncio.Event()
    when_ended(lambda _number: told.set(), by_ctrl_c=True)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    assert runner.server is not None
    accepting = await asyncio.get_running_loop().create_server(server.in_time(runner.server), sock=listening)
    try:
        began()
        await told.wait()
    finally:
        accepting.close()
        await runner.cleanup()


def _reason(problem: OSError | UnicodeError) -> str:
    return str(problem.strerror or problem) if isinstance(problem, OSError) else str(problem)

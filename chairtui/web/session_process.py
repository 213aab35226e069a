"""The program of one browser tab: a process of its own, whose screen goes to whichever connection shows the tab now.

It is started by its arguments and never through a shell, and what a person chose (name, role) goes in by the
environment, which no other user of the machine can list. A connection that is lost leaves it running for a while.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from chairtui.__main__ import FROZEN, TAB_ARGUMENT
from chairtui.web.tab_config import TAB, Tab
from chairtui.words import web as words

PROGRAM = (sys.executable, TAB_ARGUMENT) if FROZEN else (sys.executable, "-P", "-m", "chairtui.web")
"""What runs for a tab. `-P`: import nothing from the server's working directory."""
STARTED_MARK = b"__GANGLION__\n"
"""What the program says before its first packet; what comes before that is none."""
LARGEST_COMPLAINT = 8_000
EXIT_SECONDS = 5.0
"""Seconds a program has to leave by itself, and then to be ended."""
OURS, OURS_UNLOCKED = "CHAIRTUI_", ("CHAIRTUI_PASSPHRASE", "CHAIRTUI_KEY_FILE")
PASSED_ON = ("CHAIRTUI_STORE", "CHAIRTUI_SETTINGS", "CHAIRTUI_UNENCRYPTED")
"""What of the program's own surroundings a tab is given: not the server's token, and no passphrase."""
DRIVER = "chairtui.web.tab_driver:TabDriver"


def surroundings(tab: Tab, outside: Mapping[str, str]) -> dict[str, str]:
    """The environment of a tab's program: that of the server, without its secrets unless `tab.unlocked`."""
    given = (*PASSED_ON, *(OURS_UNLOCKED if tab.unlocked else ()))
    kept = {name: value for name, value in outside.items() if not name.startswith(("TEXTUAL", OURS)) or name in given}
    here = Path(__file__).resolve().parents[2]
    # An installed copy is found without, and what else is installed must not come before Python's own.
    checkout = "" if here.name in ("site-packages", "dist-packages") else str(here)
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(part for part in (checkout, outside.get("PYTHONPATH", "")) if part),
        "PYTHONUNBUFFERED": "1",
        TAB: tab.model_dump_json(),
        "TEXTUAL_DRIVER": DRIVER,
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


class SessionProcess(AppService):
    """One tab's program. `shown` is the connection it is shown on, None while there is none.

    `said` is, once it has ended, the line it left with; "" when somebody simply left.
    """

    def __init__(
        self, tab: Tab, outside: Mapping[str, str], downloads: DownloadManager, ended: Callable[[], None]
    ) -> None:
        super().__init__(
            "", write_bytes=self._to_page, write_str=self._tell_page, close=self._close_page, download_manager=downloads
        )
        self.tab = tab
        self.shown: web.WebSocketResponse | None = None
        self.said = ""
        self._outside = outside
        self._ended = ended
        self._complaints = bytearray()

    @property
    def running(self) -> bool:
        """Whether the program is there to be shown."""
        return self._task is not None and not self._task.done()

    # ---- the process

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *PROGRAM,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={
                **surroundings(self.tab, self._outside),
                "COLUMNS": str(width),
                "ROWS": str(height),
            },
            # Ctrl+C in the server's terminal is the server's; and nothing is ever asked on that terminal.
            start_new_session=os.name != "nt",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        """Hand on what the program paints until it ends."""
        assert self._process is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        complaints = asyncio.create_task(self._read_stderr(self._process.stderr))
        try:
            await self._forward_output(self._process.stdout)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, ConnectionError):
            pass
        finally:
            await self._terminate(self._process)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(complaints, EXIT_SECONDS)
            if self._process.returncode:
                self.said = _last_line(self._complaints) or words.STOPPED
            self._ended()
            await self._close_page()

    async def _forward_output(self, out: asyncio.StreamReader) -> None:
        while await out.readline() not in (STARTED_MARK, b""):
            pass
        while True:
            kind = await out.readexactly(1)
            payload = await out.readexactly(int.from_bytes(await out.readexactly(4), "big"))
            if kind == b"D":
                await self.on_data(payload)
            elif kind == b"M":
                await self._on_meta(payload)
            elif kind == b"P":
                await self.on_packed(payload)

    async def _on_meta(self, payload: bytes) -> None:
        said = json.loads(payload)
        if said.get("type") == "deliver_file_start":
            await self.on_meta(payload)
        # It opens no other address; and that it leaves shows when it has.

    async def _read_stderr(self, complaints: asyncio.StreamReader) -> None:
        """Keep the end of what the program says is wrong. It is for its own tab, and never for the server's log."""
        while heard := await complaints.read(4096):
            self._complaints = (self._complaints + heard)[-LARGEST_COMPLAINT:]

    async def _terminate(self, process: Process) -> None:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(process.wait(), EXIT_SECONDS)
        for end in (process.terminate, process.kill):
            if process.returncode is None:
                with suppress(ProcessLookupError, asyncio.TimeoutError):
                    end()
                    await asyncio.wait_for(process.wait(), EXIT_SECONDS)

    async def stop(self) -> None:
        """Have the program leave as by its own key; end it if it doesn't."""
        if self._task is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        if self.running:
            await self.send_meta({"type": "quit"})
            if self._stdin is not None:
                self._stdin.close()
            done, _ = await asyncio.wait({self._task}, timeout=EXIT_SECONDS)
            if not done and self._process is not None:
                await self._terminate(self._process)
        with suppress(asyncio.CancelledError):
            await self._task

    # ---- the connection it is shown on

    async def show_on(self, page: web.WebSocketResponse, width: int, height: int) -> None:
        """Show it on this connection from now on, whole, and on no other."""
        before, self.shown = self.shown, page
        if before is not None and not before.closed:
            await before.close()
        await self.send_meta({"type": "again", "width": width, "height": height})

    def leave(self, page: web.WebSocketResponse) -> bool:
        """This connection has gone; whether it was the one that showed it."""
        if self.shown is not page:
            return False
        self.shown = None
        return True

    async def _send(self, sending: Callable[[web.WebSocketResponse], Awaitable[None]]) -> None:
        if self.shown is not None and not self.shown.closed:
            with suppress(ConnectionError, RuntimeError):
                await sending(self.shown)

    async def _to_page(self, payload: bytes) -> None:
        await self._send(lambda page: page.send_bytes(payload))

    async def _tell_page(self, payload: str) -> None:
        await self._send(lambda page: page.send_str(payload))

    async def _close_page(self) -> None:
        if self.shown is not None and not self.shown.closed:
            with suppress(ConnectionError, RuntimeError):
                await self.shown.close()


def _last_line(complaints: bytearray) -> str:
    lines = [line.strip() for line in complaints.decode("utf-8", "replace").splitlines()]
    ours = [line for line in lines if line.startswith("chairtui: ")]
    return ours[-1] if ours else ""

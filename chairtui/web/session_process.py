"""The process behind one browser tab. Its output goes to whichever connection shows the tab now.

Started without a shell; the user's name and role are passed in the environment, which other users of the machine can't
list. The process survives a lost connection for a while.
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
"""Command of a tab's process. `-P`: don't import from the server's working directory."""
STARTED_MARK = b"__GANGLION__\n"
"""Handshake that precedes the first packet; output before it is ignored."""
LARGEST_COMPLAINT = 8_000
EXIT_SECONDS = 5.0
"""Time for a program to quit by itself, and again after it was told to."""
OURS, OURS_UNLOCKED = "CHAIRTUI_", ("CHAIRTUI_PASSPHRASE", "CHAIRTUI_KEY_FILE")
PASSED_ON = ("CHAIRTUI_STORE", "CHAIRTUI_SETTINGS", "CHAIRTUI_UNENCRYPTED")
"""Environment variables passed to a tab: neither the token nor a passphrase."""
TEMPORARY = "temporary"
"""Folder for temporary files in the folder of a person behind a door."""
DRIVER = "chairtui.web.tab_driver:TabDriver"


def surroundings(tab: Tab, outside: Mapping[str, str]) -> dict[str, str]:
    """Environment of a tab's process: the server's, without its secrets unless `tab.unlocked`."""
    given = (*PASSED_ON, *(OURS_UNLOCKED if tab.unlocked else ()))
    kept = {name: value for name, value in outside.items() if not name.startswith(("TEXTUAL", OURS)) or name in given}
    here = Path(__file__).resolve().parents[2]
    # An installed copy needs no PYTHONPATH, and other packages must not shadow the standard library.
    checkout = "" if here.name in ("site-packages", "dist-packages") else str(here)
    temporary = {} if tab.own is None else dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tab.own / TEMPORARY))
    return {
        **kept,
        **temporary,
        "PYTHONPATH": os.pathsep.join(part for part in (checkout, outside.get("PYTHONPATH", "")) if part),
        "PYTHONUNBUFFERED": "1",
        TAB: tab.model_dump_json(),
        "TEXTUAL_DRIVER": DRIVER,
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


class SessionProcess(AppService):
    """One tab's process. `shown` is the connection that displays it, or None.

    `reason` is set at exit: the message it left, "" after a normal quit.
    """

    def __init__(
        self, tab: Tab, outside: Mapping[str, str], downloads: DownloadManager, ended: Callable[[], None]
    ) -> None:
        super().__init__(
            "", write_bytes=self._to_page, write_str=self._tell_page, close=self._close_page, download_manager=downloads
        )
        self.tab = tab
        self.shown: web.WebSocketResponse | None = None
        self.reason = ""
        self._outside = outside
        self._ended = ended
        self._complaints = bytearray()

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
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
            # Keep Ctrl+C in the server's terminal, and prompts, away from the program.
            start_new_session=os.name != "nt",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        """Forward the program's output until it exits."""
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
                self.reason = _last_line(self._complaints) or words.STOPPED
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
        """Keep the tail of stderr, for the tab itself and never for the server's log."""
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
        """Ask the program to quit; terminate it if it doesn't."""
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

    # ---- connection

    async def show_on(self, page: web.WebSocketResponse, width: int, height: int) -> None:
        """Move the display to this connection and repaint it."""
        before, self.shown = self.shown, page
        if before is not None and not before.closed:
            await before.close()
        await self.send_meta({"type": "again", "width": width, "height": height})

    def leave(self, page: web.WebSocketResponse) -> bool:
        """Detach a closed connection; whether it was the one that displayed the program."""
        if self.shown is not page:
            return False
        self.shown = None
        return True

    async def hide(self) -> None:
        """Close the connection that displays the program, which goes on for a while."""
        await self._close_page()

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

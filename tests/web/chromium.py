"""Drives a real Chromium by its DevTools protocol: keys are sent as from a keyboard, and the terminal in a tab is read
as lines, as in `tests.journeys.terminal`."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import aiohttp
import pyte

from tests.journeys.terminal import NOT_FOR_EYES, PATIENCE
from tests.missing import chromium

SWITCHES = (
    "--headless=new",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--mute-audio",
    # Block all hosts but this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    "--remote-debugging-port=0",
)
KEYS = {
    "enter": ("Enter", 13, "\r"),
    "escape": ("Escape", 27, ""),
    "tab": ("Tab", 9, ""),
    "backspace": ("Backspace", 8, ""),
    "f1": ("F1", 112, ""),
    "f2": ("F2", 113, ""),
    "down": ("ArrowDown", 40, ""),
    "up": ("ArrowUp", 38, ""),
}
"""Keys without a letter of their own: their name, their code, and what they type."""
CTRL = 2


class Chromium:
    """A browser with an empty profile. Leaving the context ends it."""

    def __init__(self, profile: Path) -> None:
        program = chromium()
        assert program is not None
        rootless = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        self._loop = asyncio.new_event_loop()
        self._session: aiohttp.ClientSession | None = None
        self._tabs: list[Tab] = []
        self._program = subprocess.Popen(
            [program, *SWITCHES, *rootless, f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        said = profile / "DevToolsActivePort"
        deadline = time.monotonic() + PATIENCE
        while not (said.exists() and said.read_text(encoding="utf-8").count("\n") >= 1):
            assert time.monotonic() < deadline, "Chromium did not start"
            assert self._program.poll() is None, "Chromium left"
            time.sleep(0.02)
        self._port = int(said.read_text(encoding="utf-8").split()[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self.run(self._closed())
        self._loop.close()
        self._program.kill()
        self._program.wait()

    async def _closed(self) -> None:
        for tab in self._tabs:
            await tab.connection.close()
        if self._session is not None:
            await self._session.close()

    def run(self, work: Any) -> Any:
        """Run a coroutine of the connection."""
        return self._loop.run_until_complete(work)

    def tab(self, address: str, size: tuple[int, int] = (1280, 800)) -> Tab:
        """A new tab at this address; `size` in pixels."""
        return self.run(self._opened(address, size))  # type: ignore[no-any-return]

    def close_tabs(self) -> None:
        """Close every tab, and whatever it asks."""
        for tab in self._tabs:
            tab.close()
        self._tabs.clear()

    async def _opened(self, address: str, size: tuple[int, int]) -> Tab:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.put(f"http://127.0.0.1:{self._port}/json/new?about:blank") as answer:
            target = await answer.json(content_type=None)
        connection = await self._session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0)
        tab = Tab(self, connection, target["id"])
        self._tabs.append(tab)
        for domain in ("Network", "Page", "Runtime", "Log"):
            await tab.asked(f"{domain}.enable")
        await tab.asked(
            "Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False
        )
        await tab.asked("Page.navigate", url=address)
        return tab


class Tab:
    """One tab: its page, and the terminal that is shown in it. `asked_for`: every address it asked for; `wrong`: what
    the browser said was wrong with the page; `connections`: how often a terminal was begun in it."""

    def __init__(self, browser: Chromium, connection: aiohttp.ClientWebSocketResponse, target: str) -> None:
        self._browser = browser
        self.connection = connection
        self._target = target
        self._number = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.asked_for: list[str] = []
        self.wrong: list[str] = []
        self.connections = 0

    # ---- the protocol

    async def asked(self, method: str, **params: object) -> dict[str, Any]:
        """Ask the browser for something; its answer."""
        return await self._answer(await self._sent(method, **params), method)

    async def _sent(self, method: str, **params: object) -> int:
        self._number += 1
        await self.connection.send_json({"id": self._number, "method": method, "params": params})
        return self._number

    async def _answer(self, number: int, method: str) -> dict[str, Any]:
        while number not in self._answers:
            await self._take(await asyncio.wait_for(self.connection.receive(), PATIENCE))
        answer = self._answers.pop(number)
        assert "error" not in answer, (method, answer)
        found: dict[str, Any] = answer["result"]
        return found

    async def _take(self, message: aiohttp.WSMessage) -> None:
        assert message.type is aiohttp.WSMsgType.TEXT, "Chromium has gone"
        said = json.loads(message.data)
        if "id" in said:
            self._answers[said["id"]] = said
            return
        params = said.get("params", {})
        match said["method"]:
            case "Network.webSocketCreated":
                self._screen.reset()
                self.connections += 1
            case "Network.webSocketFrameReceived" if params["response"]["opcode"] == 2:
                painted = base64.b64decode(params["response"]["payloadData"])
                self._stream.feed(NOT_FOR_EYES.sub(b"", painted))
            case "Network.webSocketFrameSent":
                with suppress(ValueError):
                    match json.loads(params["response"]["payloadData"]):
                        case ["resize", {"width": int(width), "height": int(height)}]:
                            self._screen.resize(height, width)
            case "Network.requestWillBeSent":
                self.asked_for.append(params["request"]["url"])
            case "Log.entryAdded" if params["entry"]["level"] == "error":
                self.wrong.append(params["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.wrong.append(params["exceptionDetails"].get("text", "") + str(params["exceptionDetails"]))
            case "Page.javascriptDialogOpening":
                await self.connection.send_json(
                    {"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}}
                )

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Ask the browser for something; its answer."""
        return self._browser.run(self.asked(method, **params))  # type: ignore[no-any-return]

    def look(self, seconds: float) -> bool:
        """Take in what has come, waiting so long for the first of it; whether there was anything."""

        async def taken() -> bool:
            try:
                await self._take(await asyncio.wait_for(self.connection.receive(), seconds))
            except TimeoutError:
                return False
            return True

        return self._browser.run(taken())  # type: ignore[no-any-return]

    # ---- keys in

    def press(self, *keys: str) -> None:
        """Press keys by their names; `ctrl+l` for one with ctrl, a single character is its own name."""
        for key in keys:
            name, code, text = KEYS.get(key, (key[-1], ord(key[-1].upper()), key))
            ctrl = CTRL if key.startswith("ctrl+") else 0
            common: dict[str, object] = {
                "key": name,
                "code": name if key in KEYS else f"Key{name.upper()}",
                "windowsVirtualKeyCode": code,
                "modifiers": ctrl,
            }
            typed: dict[str, object] = {"text": text} if text and not ctrl else {}
            self.ask("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", **common, **typed)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        """Type a text, key by key, as fast as the browser takes it."""
        pressed = "Input.dispatchKeyEvent"

        async def typed() -> None:
            # By its number a full stop would be the key Delete: what is no letter or digit goes by its text alone.
            code = {character: ord(character.upper()) if character.isalnum() else 0 for character in text}
            sent = [
                await self._sent(pressed, type="keyDown", key=c, text=c, windowsVirtualKeyCode=code[c]) for c in text
            ]
            for number in sent:
                await self._answer(number, pressed)

        self._browser.run(typed())

    def paste(self, text: str) -> None:
        """Paste a text into the terminal."""
        self.script(
            "(() => { const pasted = new DataTransfer(); "
            f"pasted.setData('text/plain', {json.dumps(text)}); "
            "document.querySelector('textarea').dispatchEvent("
            "new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true })); })()"
        )

    def fill(self, field: str, text: str) -> None:
        """Write into a field of the page, by its id."""
        self.script(f"document.getElementById({json.dumps(field)}).value = {json.dumps(text)}")

    def click(self, query: str) -> None:
        """Press a button of the page."""
        self.script(f"document.querySelector({json.dumps(query)}).click()")

    def script(self, source: str) -> Any:
        """What a script gives in the page."""
        answer = self.ask(
            "Runtime.evaluate", expression=source, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    # ---- what it shows

    @property
    def text(self) -> str:
        """What the terminal in the tab was sent to show."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def page(self) -> str:
        """What a person reads on the page around it."""
        return str(self.script("document.body ? document.body.innerText : ''"))

    def picture(self, file: Path) -> None:
        """What the tab looks like, as a PNG."""
        file.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait until something is so; fails with what is shown if it does not come about."""
        deadline = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < deadline, f"{what} did not come about.\n{self.text}\n{self.page}\n{self.wrong}"
            self.look(0.02)

    def until_shown(self, words: str) -> None:
        """Wait until these words stand in the terminal."""
        self.until(lambda: words in self.text, f"“{words}”")

    def until_gone(self, words: str) -> None:
        """Wait until these words stand in the terminal no more."""
        self.until(lambda: words not in self.text, f"The going of “{words}”")

    def until_said(self, words: str) -> None:
        """Wait until these words stand on the page."""
        self.until(lambda: words in self.page, f"“{words}” on the page")

    def until_connected(self, times: int) -> None:
        """Wait until a seat has been shown so many times in this tab."""
        self.until(lambda: self.connections >= times, "Another connection")

    def load_again(self) -> None:
        """Load the page anew, as by F5, and wait until its seat is shown again."""
        before = self.connections
        self.ask("Page.reload")
        self.until_connected(before + 1)

    def close(self) -> None:
        """Close the tab, as by its cross."""
        with suppress(AssertionError, ConnectionError):
            self.ask("Page.close")
            while self.look(PATIENCE):
                pass

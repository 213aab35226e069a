"""HTTP and WebSocket server of `chairtui serve`: the page, sign-in, and each tab's connection.

Every response forbids caching, framing and foreign content. Nothing is logged.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from typing import Final
from urllib.parse import quote

from aiohttp import WSCloseCode, WSMsgType, web
from pydantic import ValidationError

from chairtui.journal.session import Role
from chairtui.meeting.frozen import Frozen
from chairtui.web.auth import Admission, Authenticator
from chairtui.web.door import Door, NotThroughTheDoor
from chairtui.web.page import FILES, page_text, response_headers, terminal_size
from chairtui.web.people import Person
from chairtui.web.rate_limit import RateLimiter
from chairtui.web.session_process import SessionProcess
from chairtui.web.sessions import NoSession, TabSessions
from chairtui.web.tab_config import Tab
from chairtui.words import web as words

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LARGEST_REQUEST = 16_384
MAX_MESSAGE_BYTES = 1_000_000
"""Largest message from a tab, in bytes: a long paste."""
HEARTBEAT = 15.0
REQUEST_SECONDS = 10.0
"""How long a new connection's first request, and the body of each, may take to arrive."""
WRONG_TOKEN_SECONDS = 1.0
"""Delay before answering a wrong token."""
LOOK_SECONDS = 45
"""How often the page of a tab behind a door asks whether its person is still signed in. A hidden page asks about once a
minute, whatever it is told."""
PERSON: Final = web.RequestKey("person", Person)


class TokenRequest(Frozen):
    """Body of a sign-in request."""

    token: str


class SessionRequest(Frozen):
    """Body of a request for a session, new or resumed."""

    name: str = ""
    role: Role = "note-taker"
    session: str = ""


class TooManyAttempts(Exception):
    """Rate limit reached; the next token is checked in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


@dataclass(frozen=True)
class Rules:
    """Settings that apply to every tab.

    `outside`: environment of the tabs' programs; `role`: the role of everybody, None if each chooses; `named_by`: the
    header in which the proxy passes the user's name, "" if people enter their own. With a `door` each person has a
    login of their own, and only requests through its proxy are answered.
    """

    outside: Mapping[str, str]
    role: Role | None = None
    named_by: str = ""
    unlocked: bool = False
    most: int = 32
    door: Door | None = None


class TabServer:
    """Request handlers of one server. `cookie` is the cookie's name; `secure`: browsers connect by https."""

    def __init__(self, auth: Authenticator, rules: Rules, *, cookie: str, secure: bool) -> None:
        self._auth = auth
        self._limiter = RateLimiter(time.monotonic)
        self._rules = rules
        self._cookie = cookie
        self._secure = secure
        self._sessions = TabSessions(rules.outside, rules.most)
        self._pages: set[web.WebSocketResponse] = set()
        self._silent: set[asyncio.BaseProtocol] = set()
        """New connections whose first request hasn't arrived yet."""

    def application(self) -> web.Application:
        """Build the aiohttp application."""
        app = web.Application(middlewares=[self._guard], client_max_size=LARGEST_REQUEST)
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/files/{name}", self._file),
                web.post("/enter", self._enter),
                web.post("/look", self._look),
                web.post("/session", self._take_session),
                web.get("/session/{ticket}", self._show_session),
                web.get("/download/{key}", self._download),
            ]
        )
        app.on_shutdown.append(self._shut)
        return app

    def in_time(self, connection: Callable[[], web.RequestHandler]) -> Callable[[], web.RequestHandler]:
        """Make connections that are dropped unless their first request arrives in time: each holds a file open."""

        def connect() -> web.RequestHandler:
            made = connection()
            self._silent.add(made)
            asyncio.get_running_loop().call_later(REQUEST_SECONDS, self._drop_if_silent, made)
            return made

        return connect

    def _drop_if_silent(self, made: web.RequestHandler) -> None:
        if made in self._silent:
            self._silent.remove(made)
            made.force_close()

    async def _shut(self, _: web.Application) -> None:
        await self._sessions.clear()
        for page in list(self._pages):
            await page.close(code=WSCloseCode.GOING_AWAY)

    # ---- middleware

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Reject requests for another host, and state-changing requests from another origin."""
        self._silent.discard(request.protocol)
        if self._auth.site(request.host) is None:
            return self._no(web.HTTPMisdirectedRequest.status_code, words.OTHER_HOST, request)
        changes = request.method != "GET" or request.headers.get("Upgrade", "").lower() == "websocket"
        if changes and not self._auth.from_own_page(request.host, request.headers.get("Origin")):
            return self._no(403, words.OTHER_ORIGIN, request)
        try:
            if self._rules.door is not None:
                request[PERSON] = self._through_door(request, self._rules.door)
            response = await handler(request)
        except NotThroughTheDoor as why:
            return self._no(403, str(why), request, closed=True)
        except web.HTTPException as problem:
            return self._no(problem.status, words.NOT_HERE, request)
        except ValidationError:
            return self._no(400, words.NOT_UNDERSTOOD, request)
        except TooManyAttempts as why:
            answer = self._no(429, words.TOO_MANY_GUESSES, request)
            answer.headers["Retry-After"] = str(ceil(why.seconds))
            return answer
        except NoSession as why:
            return self._no(409, str(why), request)
        except TimeoutError:
            return self._no(408, words.NOT_UNDERSTOOD, request)
        except OSError:
            return self._no(500, words.STOPPED, request)
        if not response.prepared:
            response.headers.update(self._headers(request))
        return response

    @staticmethod
    def _through_door(request: web.Request, door: Door) -> Person:
        """The person a request is from. Raises `NotThroughTheDoor`."""
        said = request.headers
        return door.person(request.remote, said.getall("Authorization", ()), said.getall(door.header, ()))

    def _headers(self, request: web.Request) -> dict[str, str]:
        return response_headers(request.host, secure=self._secure)

    def _no(self, status: int, why: str, request: web.Request, *, closed: bool = False) -> web.Response:
        """Refuse a request; `closed`: an access code would not help either."""
        known = self._auth.site(request.host) is not None
        headers = self._headers(request) if known else {"Cache-Control": "no-store", "Server": "chairtui"}
        return web.json_response({"why": why, **({"closed": True} if closed else {})}, status=status, headers=headers)

    def _is_in(self, request: web.Request, *, by_cookie: bool = False) -> bool:
        """Whether a request is authenticated: by the proxy, or by cookie and key (`by_cookie`: cookie only). Through a
        door by both."""
        if self._rules.door is None and self._by_proxy(request):
            return True
        cookie = request.cookies.get(self._cookie, "")
        if by_cookie:
            return self._auth.is_valid(cookie, _login(request))
        return self._auth.allows(cookie, request.headers.get("X-Chairtui-Key", ""), _login(request))

    def _by_proxy(self, request: web.Request) -> bool:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._is_token(given, request)

    def _is_token(self, given: str, request: web.Request) -> bool:
        """Check a token, subject to the rate limit. Raises `TooManyAttempts` without checking it."""
        address = request.remote or ""
        if (seconds := self._limiter.wait(address)) > 0:
            raise TooManyAttempts(seconds)
        if self._auth.is_token(given):
            self._limiter.right(address)
            return True
        self._limiter.wrong(address)
        return False

    def _proxy_name(self, request: web.Request) -> str:
        """The user's name as passed by a trusted proxy, or ""."""
        if not self._rules.named_by or not self._by_proxy(request):
            return ""
        return request.headers.get(self._rules.named_by, "")

    # ---- page and sign-in

    async def _page(self, _: web.Request) -> web.Response:
        return web.Response(text=page_text(), content_type="text/html")

    async def _file(self, request: web.Request) -> web.Response:
        found = FILES.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        file, kind = found
        return web.Response(body=file.read_bytes(), content_type=kind)

    async def _enter(self, request: web.Request) -> web.Response:
        if self._rules.door is not None:
            raise web.HTTPNotFound
        given = TokenRequest.model_validate_json(await _body(request))
        if not self._is_token(given.token, request):
            await asyncio.sleep(WRONG_TOKEN_SECONDS)
            return self._no(403, words.WRONG_TOKEN, request)
        admission = self._auth.admit()
        answer = web.json_response({"key": admission.key})
        self._give_cookie(answer, admission)
        return answer

    def _give_cookie(self, answer: web.Response, admission: Admission) -> None:
        answer.set_cookie(
            self._cookie, admission.cookie, path="/", httponly=True, samesite="Strict", secure=self._secure
        )

    async def _look(self, request: web.Request) -> web.Response:
        """Report whether the browser is signed in, under what name, and the state of its session."""
        wanted = SessionRequest.model_validate_json(await _body(request))
        if (person := _person(request)) is not None:
            return self._look_through_door(request, wanted.session, person)
        if not self._is_in(request):
            return web.json_response({"in": False})
        state, reason = self._sessions.state(wanted.session)
        fixed = {"name": self._proxy_name(request), "role": self._rules.role or ""}
        return web.json_response({"in": True, "state": state, "reason": reason.removeprefix("chairtui: "), **fixed})

    def _look_through_door(self, request: web.Request, session: str, person: Person) -> web.Response:
        """As `_look`, for a person whom the proxy has signed in. Binds the browser to them: whoever sat in it before
        is taken out. Asked again and again, it says that the person is still signed in."""
        cookie = request.cookies.get(self._cookie, "")
        self._sessions.end_others(cookie, person.login)
        known = self._auth.is_valid(cookie, person.login)
        admission = self._auth.admission(cookie) if known else self._auth.admit(person.login)
        self._sessions.vouch(session, person.login)
        state, reason = self._sessions.state(session, person.login)
        answer = web.json_response(
            {
                "in": True,
                "key": admission.key,
                "state": state,
                "reason": reason.removeprefix("chairtui: "),
                "name": person.name,
                "role": self._rules.role or "",
                "every": LOOK_SECONDS,
            }
        )
        if not known:
            self._give_cookie(answer, admission)
        return answer

    async def _take_session(self, request: web.Request) -> web.Response:
        if not self._is_in(request):
            return self._no(401, words.NOT_IN, request)
        wanted = SessionRequest.model_validate_json(await _body(request))
        cookie = request.cookies.get(self._cookie, "")
        name, role = self._proxy_name(request), self._rules.role or wanted.role
        if (person := _person(request)) is not None and self._rules.door is not None:
            name, tab = person.name, self._rules.door.tab(person, role, unlocked=self._rules.unlocked)
        elif self._rules.named_by and not name:
            return self._no(403, words.NOT_NAMED, request)
        else:
            try:
                tab = Tab(by=name or wanted.name, role=role, unlocked=self._rules.unlocked)
            except ValidationError:
                return self._no(400, words.NO_NAME, request)
        ticket, session = self._sessions.take(tab, back=wanted.session, numbered=bool(name), cookie=cookie)
        return web.json_response({"ticket": ticket, "session": session})

    # ---- a tab

    async def _show_session(self, request: web.Request) -> web.StreamResponse:
        entitled = self._is_in(request, by_cookie=True)
        session = self._sessions.redeem(request.match_info["ticket"], _login(request)) if entitled else None
        if session is None:
            return self._no(403, words.NO_TICKET, request)
        page = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=MAX_MESSAGE_BYTES)
        await page.prepare(request)
        self._pages.add(page)
        try:
            width, height = terminal_size(request.query.get("width"), request.query.get("height"))
            process = await self._sessions.show(session, page, width, height)
            await self._listen(page, process)
        except (OSError, RuntimeError):
            pass  # the tab learns that its session is gone when it asks
        finally:
            self._pages.discard(page)
            self._sessions.left(session, page, closed=page.close_code == WSCloseCode.GOING_AWAY)
            with suppress(ConnectionError, RuntimeError):
                await page.close()
        return page

    async def _listen(self, page: web.WebSocketResponse, process: SessionProcess) -> None:
        """Forward keys and sizes to the program. A malformed message closes the connection."""
        async for message in page:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                match json.loads(message.data):
                    case ["stdin", str(typed)]:
                        await process.send_bytes(typed.encode("utf-8", errors="replace"))
                    case ["resize", {"width": int(width), "height": int(height)}]:
                        await process.set_terminal_size(*terminal_size(width, height))
                    case ["ping", str(said)]:
                        await page.send_json(["pong", said])
                    case ["focus"]:
                        await process.focus()
                    case ["blur"]:
                        await process.blur()
                    case _:
                        return
            except (ValueError, RecursionError):
                return

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Send a file exported by a tab's program as an attachment, never rendered in this origin."""
        key = request.match_info["key"]
        if not self._is_in(request, by_cookie=True):
            raise web.HTTPForbidden
        try:
            wanted = await self._sessions.downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        if not isinstance(wanted.app_service, SessionProcess) or wanted.app_service.tab.login != _login(request):
            raise web.HTTPNotFound
        headers = {
            **self._headers(request),
            "Content-Type": "application/octet-stream",
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(wanted.file_name, safe='')}",
        }
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        async for chunk in self._sessions.downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response


def _person(request: web.Request) -> Person | None:
    """Whom the door let in; None without a door."""
    return request.get(PERSON)


def _login(request: web.Request) -> str:
    person = _person(request)
    return person.login if person is not None else ""


async def _body(request: web.Request) -> bytes:
    """Raises `TimeoutError`."""
    async with asyncio.timeout(REQUEST_SECONDS):
        return await request.read()

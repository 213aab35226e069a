"""`chairtui serve`: serve the program to browsers, one process a tab."""

from __future__ import annotations

import os
import socket
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.commands.arguments import filled
from chairtui.words import command_line as words
from chairtui.words import passphrase_prompt as passphrase_words
from chairtui.words import web as browser_words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.web.door import Door

TOKEN = "CHAIRTUI_TOKEN"
LARGEST_TOKEN_FILE = 10_000


def port(said: str) -> int:
    """Argparse type: a port number. Raises `ArgumentTypeError`."""
    if not said.isdecimal() or int(said) > 65535:
        raise ArgumentTypeError(browser_words.BAD_PORT)
    return int(said)


def seats(said: str) -> int:
    """Argparse type: a number of seats. Raises `ArgumentTypeError`."""
    if not said.isdecimal() or not 1 <= int(said) <= 500:
        raise ArgumentTypeError(browser_words.BAD_SEATS)
    return int(said)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", metavar="N", type=port, default=8000, help=words.HELP_PORT)
    parser.add_argument("--host", metavar="ADDRESS", type=filled, default="127.0.0.1", help=words.HELP_HOST)
    token = parser.add_mutually_exclusive_group()
    token.add_argument("--token", metavar="TEXT", type=filled, help=words.HELP_TOKEN)
    token.add_argument("--token-file", metavar="FILE", type=filled, help=words.HELP_TOKEN_FILE)
    parser.add_argument("--public-url", metavar="URL", type=filled, help=words.HELP_PUBLIC_URL)
    parser.add_argument("--name-header", metavar="HEADER", type=filled, help=words.HELP_NAME_HEADER)
    parser.add_argument("--role", choices=("chair", "note-taker", "reader"), help=words.HELP_TAB_ROLE)
    parser.add_argument("--unlocked", action="store_true", help=words.HELP_UNLOCKED)
    parser.add_argument("--seats", metavar="N", type=seats, default=32, help=words.HELP_SEATS)


def run(args: Namespace, context: CommandContext) -> int:
    """Serve until interrupted. Raises `CommandError`."""
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.commands.output import print_error
    from chairtui.web.auth import is_loopback

    given = given_token(args)
    if given is None and not is_loopback(args.host):
        raise CommandError(browser_words.NEEDS_TOKEN.format(host=args.host))
    settings = context.settings.door
    if args.name_header and settings is None and not (args.public_url and given):
        raise UsageError(browser_words.NAMES_NEED_PROXY)
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        from chairtui.installing import how_to_add
        from chairtui.words.installing import SERVE

        raise CommandError(browser_words.NOT_INSTALLED.format(how=how_to_add(SERVE)))
    if args.token:
        print_error(browser_words.TOKEN_SEEN)
    if settings is None:
        outside = tab_environment(args, context)
        context.store.close()  # each tab opens its own
        return _serve(args, given, outside)
    from chairtui.commands.context import CommandContext
    from chairtui.commands.serve_door import open_door

    door, address = open_door(args, context, settings, given)
    with CommandContext(address) as as_somebody:
        outside = tab_environment(args, as_somebody)
    return _serve(args, given, outside, door)


def _serve(args: Namespace, given: str | None, outside: Mapping[str, str], door: Door | None = None) -> int:
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.commands.output import print_error, print_now
    from chairtui.web.auth import Authenticator, BadAddress, is_loopback, new_token, public_site, site_of
    from chairtui.web.lifecycle import CannotListen, open_socket, serve
    from chairtui.web.server import Rules, TabServer

    token = given or new_token()
    try:
        public = public_site(args.public_url) if args.public_url else None
        listening = open_socket(args.host, args.port)
    except BadAddress as problem:
        raise UsageError(browser_words.BAD_PUBLIC.format(address=problem)) from None
    except CannotListen as problem:
        raise CommandError(str(problem)) from None
    bound = int(listening.getsockname()[1])
    site = public or site_of(args.host, bound)
    secure = site.scheme == "https"
    rules = Rules(outside, args.role, args.name_header or "", args.unlocked, args.seats, door)
    cookie = "__Host-chairtui" if secure else f"chairtui-{bound}"
    server = TabServer(Authenticator(token, (site,), time.time, once=not secure), rules, cookie=cookie, secure=secure)
    address = args.public_url.rstrip("/") if public else f"http://{shown_host(args.host)}:{bound}"

    def began() -> None:
        if door is not None:
            print_now(browser_words.AT_DOOR.format(address=f"{address}/"))
        elif given:
            print_now(browser_words.AT.format(address=f"{address}/"))
        else:
            print_now(browser_words.AT_OWN.format(address=f"{address}/#{token}"))
        print_now(browser_words.EACH_TAB)
        if door is not None and not is_loopback(args.host):
            print_error(browser_words.DOOR_PLAIN.format(host=args.host))
        elif not secure and not is_loopback(args.host):
            print_error(browser_words.PLAIN.format(host=args.host))

    serve(listening, server, began)
    return 0


def given_token(args: Namespace) -> str | None:
    """The configured token, None if there is none. Raises `CommandError`, `UsageError`."""
    from chairtui.commands.errors import UsageError
    from chairtui.commands.files import read_text
    from chairtui.web.auth import is_strong

    token = args.token or os.environ.get(TOKEN)
    if args.token_file:
        lines = read_text(Path(args.token_file), LARGEST_TOKEN_FILE).splitlines()
        token = lines[0].strip() if lines else ""
        if not token:
            raise UsageError(browser_words.BLANK_TOKEN_FILE.format(file=args.token_file))
    token = token and token.strip()
    if token and not is_strong(token):
        raise UsageError(browser_words.WEAK_TOKEN)
    return token or None


def tab_environment(args: Namespace, context: CommandContext) -> dict[str, str]:
    """The environment of the tabs' processes. A new store gets its passphrase here, not from the first visitor.

    Raises `CommandError`, `JournalError`.
    """
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_error
    from chairtui.commands.passphrase_prompt import VARIABLE, ask, can_ask, needs_passphrase

    if missing := context.store.missing():
        raise CommandError(missing)
    outside = dict(os.environ)
    if args.store:
        outside["CHAIRTUI_STORE"] = args.store
    if args.unencrypted:
        outside["CHAIRTUI_UNENCRYPTED"] = "1"
    if context.vault.kind == "new":
        context.vault.cipher_for_writing()
    if not args.unlocked:
        if context.key_file is not None:
            print_error(browser_words.KEY_FILE_STAYS.format(file=context.key_file))
        return outside
    if needs_passphrase(context.vault, unencrypted=context.unencrypted, key_file=context.key_file):
        if not can_ask():
            raise CommandError(passphrase_words.NO_PASSPHRASE.format(store=context.store.name))
        outside[VARIABLE] = ask(passphrase_words.ASK.format(store=context.store.name))
        context.vault.open(outside[VARIABLE])
    print_error(browser_words.UNLOCKED.format(store=context.store.name))
    return outside


def shown_host(host: str) -> str:
    """The host name to show in a URL."""
    if host in ("0.0.0.0", "::"):
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host

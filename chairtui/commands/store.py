"""`chairtui store`: create and upgrade a store on a server, and manage the members of its meetings."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chairtui.commands.arguments import add_json, text
from chairtui.user_paths import user_path
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.postgresql.administration import Administration
    from chairtui.journal.store import Store


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=("init", "upgrade", "status", "member", "rekey"), help=words.HELP_STORE_WHAT)
    parser.add_argument(
        "rest", nargs="*", metavar="MEETING [LOGIN SEAT] | STORE", type=text, help=words.HELP_STORE_MEMBER
    )
    parser.add_argument("--key-file", metavar="FILE", help=words.HELP_KEY_FILE)
    add_json(parser)


def run(args: Namespace, context: CommandContext) -> int:
    from chairtui.commands.errors import UsageError

    if args.what not in ("member", "rekey") and args.rest:
        raise UsageError(words.STORE_TAKES_NOTHING.format(what=args.what))
    if args.key_file:
        context.key_file = user_path(args.key_file)
    if args.what == "rekey":
        return _rekey(context, args.rest, as_json=args.json)
    administration = context.administration()
    try:
        return _run(args, context, administration)
    finally:
        administration.close()


def _run(args: Namespace, context: CommandContext, store: Administration) -> int:
    from chairtui.commands.output import print_json, print_line
    from chairtui.words import server

    if args.what == "init":
        if context.key_file is not None:
            from chairtui.commands.key_file_secret import make

            make(context.key_file)
        before, now = store.create()
        print_line((server.THERE_ALREADY if before == now else server.MADE).format(server=store.name, number=now))
        return 0
    if args.what == "upgrade":
        before, now = store.upgrade()
        if args.json:
            print_json({"before": before, "now": now})
            return 0
        print_line((server.THERE_ALREADY if before == now else server.UPGRADED).format(server=store.name, number=now))
        return 0
    if args.what == "status":
        return _status(store, as_json=args.json)
    return _member(context, store, args.rest, as_json=args.json)


def _status(store: Administration, *, as_json: bool) -> int:
    """Show the state of the store; exit status 0 only if this version can use it."""
    from chairtui.commands.output import print_error, print_json, print_line
    from chairtui.words import server

    status = store.status()
    if as_json:
        print_json(status.model_dump(mode="json"))
    else:
        meetings = server.NOT_COUNTED if status.meetings is None else str(status.meetings)
        line = server.LINES[status.line]
        for form in server.STATE:
            print_line(form.format(**status.model_dump(exclude={"meetings", "line"}), meetings=meetings, line=line))
    if status.form == status.wanted:
        return 0
    wrong = server.NO_STORE if not status.form else server.OLDER if status.form < status.wanted else server.NEWER
    print_error(wrong.format(server=store.name, found=status.form, wanted=status.wanted))
    return 1


def _rekey(context: CommandContext, rest: list[str], *, as_json: bool) -> int:
    """Move the meetings into a new store; 0 once none is left to move."""
    from chairtui.commands.errors import UsageError
    from chairtui.commands.output import print_error, print_json, print_line
    from chairtui.words import server

    if len(rest) != 1:
        raise UsageError(words.STORE_REKEY_HOW)
    target = context.other_store(rest[0])
    try:
        if _would_share_secret(context, target):
            raise UsageError(words.STORE_REKEY_SECRET)
        moved = []
        for one in context.store.rekey(target):
            moved.append(one)
            if not as_json:
                (print_line if one.state == "moved" else print_error)(one.message)
        if as_json:
            print_json([one.model_dump(mode="json") for one in moved])
        left = sum(one.state != "moved" for one in moved)
        if not as_json:
            print_line(server.REKEYED.format(target=target.name) if not left else server.REKEY_LEFT.format(left=left))
        return 1 if left else 0
    finally:
        target.close()


def _would_share_secret(context: CommandContext, target: Store) -> bool:
    """Whether a new store would get the old one's passphrase, which whoever leaves knows."""
    from chairtui.commands.passphrase_prompt import OTHER_VARIABLE, VARIABLE

    given = bool(os.environ.get(VARIABLE)) or context.key_file is not None
    return given and not os.environ.get(OTHER_VARIABLE) and target.vault.kind == "new"


def _member(context: CommandContext, store: Administration, rest: list[str], *, as_json: bool) -> int:
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.commands.output import print_json, print_line, print_table
    from chairtui.journal.postgresql.administration import SEATS
    from chairtui.words import server

    if len(rest) == 1:
        shown = store.members(context.journal.resolve(rest[0]))
        if as_json:
            print_json([member.model_dump(mode="json") for member in shown])
        else:
            print_table(server.MEMBERS_HEAD, ((member.login, member.seat) for member in shown))
        return 0
    if len(rest) != 3:
        raise UsageError(words.STORE_MEMBER_HOW)
    name, login, wanted = rest
    seat = SEATS.get(wanted)
    if seat is None:
        raise CommandError(words.NO_SUCH_SEAT.format(seat=wanted, known=", ".join(SEATS)))
    meeting = context.journal.resolve(name)
    store.give_seat(meeting, login, seat)
    form = server.UNSEATED if seat == "none" else server.SEATED
    print_line(form.format(login=login, seat=seat, meeting=meeting))
    return 0

"""Setting up `chairtui serve` as many people's one door: it refuses to start unless that is safe."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from chairtui.words import web as words

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext
    from chairtui.journal.postgresql.logins import StoreLogins
    from chairtui.settings import DoorSettings
    from chairtui.web.door import Door
    from chairtui.web.people import People


def open_door(args: Namespace, context: CommandContext, settings: DoorSettings, token: str | None) -> tuple[Door, str]:
    """The door, and the store's address for somebody who may open it.

    Tries each person's login, and that none sees past its seats. Raises `CommandError`, `UsageError`, `JournalError`.
    """
    from chairtui.commands.errors import CommandError, UsageError
    from chairtui.journal.open_store import open_logins
    from chairtui.settings import own_folder, settings_file
    from chairtui.web.door import Door, make_private
    from chairtui.web.people import BadPeople, People, refuse_writable

    if args.name_header:
        raise UsageError(words.DOOR_NAMES_ITSELF)
    if not args.public_url or not token:
        raise UsageError(words.DOOR_NEEDS)
    logins = open_logins(context.named_store)
    try:
        refuse_writable(settings_file())
        people = People(settings.people)
        fit = _try_each(people, logins)
    except BadPeople as problem:
        raise CommandError(str(problem)) from None
    logins.refuse_way_above(fit)
    folder = own_folder() / "door"
    try:
        make_private(folder)
    except OSError as error:
        reason = error.strerror or words.DOOR_FOLDER_SHARED
        raise CommandError(words.DOOR_FOLDER.format(folder=folder, reason=reason)) from None
    door = Door(
        settings.header,
        settings.proxy,
        token,
        people,
        public=args.public_url,
        address_of=logins.address,
        folder=folder,
    )
    return door, logins.address(fit)


def _try_each(people: People, logins: StoreLogins) -> str:
    """A login that the store can be opened as; reports those that can't. Raises `CommandError` if none can be."""
    from chairtui.commands.errors import CommandError
    from chairtui.commands.output import print_error, print_notice
    from chairtui.journal.protocol import NotAdmitted

    fit: list[str] = []
    known = people.all()
    for who, person in known.items():
        try:
            logins.refuse_unfit(person.login)
        except NotAdmitted as refusal:
            print_error(words.DOOR_NOT_OPENED.format(who=who, reason=refusal))
        else:
            fit.append(person.login)
    if not fit:
        raise CommandError(words.DOOR_OPENS_FOR_NOBODY.format(file=people.file))
    print_notice(words.DOOR_OPEN.format(count=len(fit), all=len(known), file=people.file))
    return fit[0]

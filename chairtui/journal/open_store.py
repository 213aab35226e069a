"""Opens the store that `--store`, `CHAIRTUI_STORE` or the settings name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chairtui.installing import how_to_add
from chairtui.journal.protocol import JournalError
from chairtui.journal.store import Store, StoreEnvironment
from chairtui.user_paths import is_possible, user_path
from chairtui.words import installing as install_words
from chairtui.words import journal as words
from chairtui.words import server as server_words

if TYPE_CHECKING:
    from chairtui.journal.postgresql.administration import Administration
    from chairtui.journal.postgresql.logins import StoreLogins

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
"""A URL scheme. At least two letters, so that a drive letter isn't one."""


SERVERS = ("postgresql", "postgres")


class NoSuchKind(JournalError):
    """The address has an unknown scheme, or one whose packages aren't installed, or is no path that could be."""


def open_store(where: str, environment: StoreEnvironment, *, named: bool = True) -> Store:
    """The store at a folder path or server address, which need not exist yet.

    `named`: it was given explicitly, rather than being the default. Raises `NoSuchKind`.
    """
    scheme = _scheme(where)
    if not scheme:
        from chairtui.journal.folder_store import FolderStore

        if not is_possible(where):
            raise NoSuchKind(words.NO_SUCH_PATH.format(where=where))
        return FolderStore(user_path(where), environment, named=named)
    with _packages(scheme):
        from chairtui.journal.database_store import DatabaseStore
    return DatabaseStore(where, environment)


def open_administration(where: str, environment: StoreEnvironment) -> Administration:
    """Administration of the store at a server address. Raises `NoSuchKind`, also for a folder."""
    scheme = _scheme(where)
    if not scheme:
        raise NoSuchKind(words.NO_SETTING_UP.format(where=where))
    with _packages(scheme):
        from chairtui.journal.postgresql.administration import Administration
    return Administration(where, environment)


def open_logins(where: str) -> StoreLogins:
    """The store at a server address, to be opened as many logins. Raises `NoSuchKind`, also for a folder, and
    `NotAdmitted`."""
    scheme = _scheme(where)
    if not scheme:
        raise NoSuchKind(words.NO_LOGINS.format(where=where))
    with _packages(scheme):
        from chairtui.journal.postgresql.logins import StoreLogins
    return StoreLogins(where)


def refuse_unfit_login(where: str, login: str) -> None:
    """Raise `NotAdmitted` unless the store at this address is opened as this login, which sees no more than its seats.

    Raises besides what opening a store raises.
    """
    with _packages(_scheme(where)):
        from chairtui.journal.postgresql.logins import refuse_unfit
    refuse_unfit(where, login)


def _scheme(where: str) -> str:
    """The lower-case scheme of an address, or "" for a folder path."""
    found = _SCHEME.match(where)
    return found[1].lower() if found else ""


@contextmanager
def _packages(scheme: str) -> Iterator[None]:
    if scheme not in SERVERS:
        raise NoSuchKind(words.NO_SUCH_KIND.format(scheme=scheme))
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("psycopg", "psycopg_binary"):
            raise
        raise NoSuchKind(server_words.NO_PSYCOPG.format(how=how_to_add(install_words.PSYCOPG))) from None

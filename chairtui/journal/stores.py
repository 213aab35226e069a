"""Which store is meant: what a person names with `--store`, `CHAIRTUI_STORE` or in their settings."""

from __future__ import annotations

import re
from pathlib import Path

from chairtui.journal.protocol import JournalError
from chairtui.journal.store import Store, Surroundings
from chairtui.words import journal as words
from chairtui.words import server as server_words

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
"""What a folder never begins with: a drive's letter is one letter alone."""


SERVERS = ("postgresql", "postgres")


class NoSuchKind(JournalError):
    """A store of a kind that this program doesn't know, or that needs something which isn't installed."""


def open_store(where: str, surroundings: Surroundings, *, named: bool = True) -> Store:
    """The store at a folder's path or a server's address, which need not be there yet.

    `named`: somebody said it is there; otherwise it is the usual one. Raises `NoSuchKind`.
    """
    scheme = _SCHEME.match(where)
    if scheme is None:
        from chairtui.journal.folder_store import FolderStore

        return FolderStore(Path(where).expanduser(), surroundings, named=named)
    if scheme[1].lower() in SERVERS:
        try:
            from chairtui.journal.database_store import DatabaseStore
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in ("psycopg", "psycopg_binary"):
                raise
            raise NoSuchKind(server_words.NO_PSYCOPG) from None
        return DatabaseStore(where, surroundings)
    raise NoSuchKind(words.NO_SUCH_KIND.format(scheme=scheme[1]))

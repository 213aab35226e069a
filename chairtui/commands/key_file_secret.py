"""A key file: a secret that opens a team's store in place of a passphrase, for whoever may read the file."""

from __future__ import annotations

import secrets
from pathlib import Path

SECRET_BYTES = 32
LARGEST = 4096
"""Bytes beyond which a file is no key file."""


def read(path: Path) -> str:
    """The secret in a key file. Raises `Locked` for one that can't be read, or holds none."""
    from chairtui.journal.protocol import Locked
    from chairtui.words import command_line as words

    try:
        with path.open("rb") as file:
            secret = file.read(LARGEST + 1).decode("utf-8").strip()
    except OSError as error:
        raise Locked(words.NO_KEY_FILE.format(file=path, reason=error.strerror or error)) from None
    except UnicodeDecodeError:
        secret = ""
    if not secret or len(secret) > LARGEST:
        raise Locked(words.BAD_KEY_FILE.format(file=path))
    return secret


def make(path: Path) -> None:
    """Make a key file with a new secret, only the user's own to read; one that is there stays. Raises `NotSaved`."""
    from chairtui.journal import durable_io

    if path.exists():
        return
    try:
        durable_io.make_folder(path.parent)
        durable_io.create(path, f"{secrets.token_hex(SECRET_BYTES)}\n".encode("ascii"))
    except OSError as error:
        raise durable_io.not_saved(error, path) from error

"""Key files: a secret that replaces the passphrase of a team's store."""

from __future__ import annotations

import secrets
from pathlib import Path

from chairtui.regular_files import read_regular

SECRET_BYTES = 32
LARGEST = 4096
"""Bytes beyond which a file is no key file."""


def read(path: Path) -> str:
    """Read the secret. Raises `Locked` if the file is unreadable or holds none."""
    from chairtui.journal.protocol import Locked
    from chairtui.words import passphrase_prompt as words

    try:
        secret = read_regular(path, LARGEST + 1).decode("utf-8").strip()
    except OSError as error:
        raise Locked(words.NO_KEY_FILE.format(file=path, reason=error.strerror or error)) from None
    except UnicodeDecodeError:
        secret = ""
    if not secret or len(secret) > LARGEST:
        raise Locked(words.BAD_KEY_FILE.format(file=path))
    return secret


def make(path: Path) -> None:
    """Create a key file with a new secret and mode 0600; an existing one is kept. Raises `NotSaved`."""
    from chairtui.journal import durable_io

    if path.exists():
        return
    try:
        durable_io.make_folder(path.parent)
        durable_io.create(path, f"{secrets.token_hex(SECRET_BYTES)}\n".encode("ascii"))
    except OSError as error:
        raise durable_io.not_saved(error, path) from error

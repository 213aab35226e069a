"""Minutes that leave the program: a file on this computer, or, from a browser's tab, one that the browser keeps."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

from textual.app import App

from chairtui.words import browser
from chairtui.words import screens as words
from screens.desk import Desk


def proposed(app: App[Any], desk: Desk, name: str) -> str:
    """Where a file is to go unless somebody says otherwise."""
    return name if app.is_web else str(Path(desk.exports) / name)


def put_out(app: App[Any], typed: str, content: str | bytes, *, replace: bool) -> str:
    """Put a file where somebody said, and tell them. A tab's goes to the browser, never onto the server's own drive.

    Raises `FileExistsError` unless `replace`, any other `OSError` of the disk, and `RuntimeError` without a home.
    """
    if app.is_web:
        name = Path(typed).name
        raw = content.encode("utf-8") if isinstance(content, str) else content
        app.deliver_binary(BytesIO(raw), save_filename=name, mime_type="application/octet-stream")
        return browser.HANDED_OVER.format(name=name)
    path = Path(typed).expanduser()
    write_private(path, content, replace=replace)
    return words.WRITTEN.format(path=path)


def write_private(path: Path, content: str | bytes, *, replace: bool) -> None:
    """Write a file that only its owner may read, whole or not at all.

    Raises `FileExistsError` unless `replace`, and any other `OSError` of the disk.
    """
    if path.exists() and not replace:
        raise FileExistsError(path)
    beside = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except (OSError, ValueError):
        beside.unlink(missing_ok=True)
        raise

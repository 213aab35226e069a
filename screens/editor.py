"""Editing a text in $VISUAL or $EDITOR through a private temporary file."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress

from textual.app import App, SuspendNotSupported

from chairtui.meeting.text import clean
from chairtui.regular_files import read_regular
from chairtui.shutdown import deadline
from chairtui.words import quick_edit as words
from screens.scratch_file import scratch_file
from screens.widgets.wrapping import shown

Run = Callable[[Sequence[str]], int]
"""Runs a command to its end and gives its exit status."""


class EditorFailed(RuntimeError):
    """The editor did not work; the message is for a person."""


def _run(command: Sequence[str]) -> int:
    with subprocess.Popen(list(command)) as editor:
        forget = deadline.at_begin(editor.terminate)
        try:
            return editor.wait()
        finally:
            forget()


def editor_command() -> list[str]:
    """The user's editor (VISUAL, then EDITOR), or the system's default. Raises `EditorFailed`."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named and named.strip():
        with suppress(ValueError):  # unbalanced quotation mark
            return [part.strip('"') for part in shlex.split(named, posix=os.name != "nt")]
        raise EditorFailed(words.NO_EDITOR)
    for usual in ("notepad",) if os.name == "nt" else ("nano", "vi"):
        if shutil.which(usual):
            return [usual]
    raise EditorFailed(words.NO_EDITOR)


def edit_externally(text: str, run: Run = _run) -> str:
    """The text as the editor left it. Raises `EditorFailed`; the text is then as it was.

    Meanwhile the text is in an unencrypted file in a private folder, in memory where the system offers that; afterwards
    it is overwritten and removed.
    """
    command = editor_command()
    try:
        with scratch_file(text, "line.txt") as file:
            status = run([*command, str(file)])
            if status:
                raise EditorFailed(words.EDITOR_FAILED.format(editor=command[0], reason=status))
            return read_regular(file).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else type(problem).__name__
        raise EditorFailed(words.EDITOR_FAILED.format(editor=command[0], reason=reason)) from None


def edit_suspended(app: App[object], text: str) -> list[str]:
    """Suspend the app while the person edits a text; the lines they leave, as `lines_said`. Raises `EditorFailed`."""
    left, failed = "", ""
    try:
        with app.suspend():
            try:  # caught here: an exception would leave the app suspended
                left = edit_externally(text)
            except EditorFailed as problem:
                failed = str(problem)
    except SuspendNotSupported:
        failed = words.NO_SUSPEND
    if failed:
        raise EditorFailed(failed)
    return lines_said(left)


def lines_said(text: str) -> list[str]:
    """The lines to file: a line that doesn't begin as a record continues the one before."""
    from chairtui.meeting.capture.tokenise import begins_known

    said: list[str] = []
    for line in shown(str(clean(text))).split("\n"):
        words_ = " ".join(line.split())
        if said and not begins_known(words_):
            said[-1] = f"{said[-1]} {words_}".rstrip()
        elif words_:
            said.append(words_)
    return said

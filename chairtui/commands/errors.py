"""How a command says no. Each message is one line for a person; `cli` prints it and chooses the exit status."""

from __future__ import annotations


class CommandError(Exception):
    """What was asked can't be done: not found, not closable, refused (exit 1)."""


class UsageError(Exception):
    """The command was called in a way it doesn't take (exit 2)."""

"""Errors of the commands. Each message is one line for a person; `cli` prints it and sets the exit status."""

from __future__ import annotations


class CommandError(Exception):
    """The request can't be fulfilled: not found, not closable, refused (exit status 1)."""


class UsageError(Exception):
    """The command was called with wrong arguments (exit status 2)."""

"""Edits single settings in the TOML file, preserving comments, order and other keys."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chairtui.settings import BadSettings, Settings, read_settings
from chairtui.words import settings as words

Value = str | int | bool | None
TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings file, which may not exist yet."""

    path: Path

    def read(self) -> Settings:
        """Read the settings; defaults if there is no file. Raises `BadSettings`."""
        return read_settings(self._bytes(), self.path)

    def keep(self, changes: Mapping[str, Value]) -> Settings:
        """Set these keys atomically; None removes one. Raises `BadSettings` without changing anything."""
        before = self._bytes()
        read_settings(before, self.path)
        text = before.decode("utf-8-sig")
        for key, value in changes.items():
            text = with_setting(text, key, value)
        settings = self._checked(text, changes)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_name(f"{self.path.name}.part")
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise BadSettings(words.NOT_KEPT.format(file=self.path, reason=reason)) from None
        return settings

    def _checked(self, text: str, changes: Mapping[str, Value]) -> Settings:
        """Parse the edited text and verify that it holds exactly the new values."""
        import tomllib

        try:
            said = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            said = {}
        for key, value in changes.items():
            if said.get(key) != value:
                raise BadSettings(words.NOT_OURS.format(key=key, file=self.path))
        return read_settings(text.encode(), self.path)

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return b""
        except OSError as error:
            raise BadSettings(words.UNREADABLE.format(file=self.path, reason=error.strerror or error)) from None


def with_setting(text: str, key: str, value: Value) -> str:
    """Set or remove (`value` is None) a top-level key in a TOML text."""
    found = TABLE.search(text)
    top, rest = (text[: found.start()], text[found.start() :]) if found else (text, "")
    line = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=.*(?:\n|\Z)", re.MULTILINE)
    new = "" if value is None else f"{key} = {as_toml(value)}\n"
    if line.search(top):
        return line.sub(lambda _: new, top, count=1) + rest
    if not new:
        return text
    if top and not top.endswith("\n"):
        top += "\n"
    return top + new + ("\n" if rest and not top.endswith("\n\n") else "") + rest


def as_toml(value: str | int | bool) -> str:
    """Format a value as single-line TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    said = (escapes.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 else c) for c in value)
    return f'"{"".join(said)}"'

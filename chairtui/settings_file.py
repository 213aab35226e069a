"""Changes a setting in its TOML file and keeps comments, order and other keys as they are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chairtui.file_moves import move_over
from chairtui.regular_files import open_regular, read_regular
from chairtui.settings import LARGEST, BadSettings, Settings, read_settings
from chairtui.words import settings as words

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """One person's settings file, which need not be there yet."""

    path: Path

    def read(self) -> Settings:
        """The settings as the file has them, defaults without one. Raises `BadSettings`."""
        return read_settings(self._bytes(), self.path)

    def keep(self, changes: Mapping[str, Value]) -> Settings:
        """Set these keys, None takes one out; all of them or none. Raises `BadSettings`, and nothing is changed."""
        before = self._bytes()
        read_settings(before, self.path)
        text = with_settings(before.decode("utf-8-sig"), changes)
        settings = read_settings(text.encode(), self.path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_name(f"{self.path.name}.part")
            with os.fdopen(open_regular(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            move_over(beside, self.path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise BadSettings(words.NOT_KEPT.format(file=self.path, reason=reason)) from None
        return settings

    def _bytes(self) -> bytes:
        try:
            return read_regular(self.path, LARGEST + 1)
        except (FileNotFoundError, NotADirectoryError):
            return b""
        except OSError as error:
            raise BadSettings(words.UNREADABLE.format(file=self.path, reason=error.strerror or error)) from None


def with_settings(text: str, changes: Mapping[str, Value]) -> str:
    """A TOML text with these keys of its first table set, or taken out where the value is None."""
    import tomlkit

    document = tomlkit.parse(text)
    for key, value in changes.items():
        if value is None:
            document.pop(key, None)
        else:
            document[key] = value
    return tomlkit.dumps(document)

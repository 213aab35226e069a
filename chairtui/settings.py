"""What a person sets once: a TOML file in the system's settings folder, or where `CHAIRTUI_SETTINGS` says.

Without a file everything has its default. A broken file is refused whole, so that nothing is half set.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from chairtui.meeting.formats.bounds import too_deep
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Name
from chairtui.words import settings as words

LARGEST = 200_000
"""Bytes of a settings file."""
THEMES = ("dark", "light", "contrast", "terminal")
"""The looks there are; the last one is the terminal's own colours."""


class BadSettings(ValueError):
    """A settings file that can't be used; the message is one line that names file, line and reason."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not there; not a name; a folder of names
        raise ValueError(words.NO_SUCH_ZONE) from None
    return name


def _theme(name: str) -> str:
    if name not in THEMES:
        raise ValueError(words.NO_SUCH_THEME.format(known=", ".join(THEMES)))
    return name


def _path(path: object) -> object:
    if not str(path).isprintable():
        raise ValueError(words.NO_PATH)
    return path


Place = Annotated[Path, BeforeValidator(_path)]


class Settings(Frozen):
    """A person's settings; each may be left out."""

    name: Name | None = None
    """Who sits here, as the journal and the minutes name them; the login name if not set."""
    store: Annotated[str, BeforeValidator(_path)] | None = None
    """Where meetings are kept: a folder, whose relative path counts from the settings file, or a database,
    postgresql://HOST/NAME."""
    key_file: Place | None = None
    """A key file that opens the store in place of a passphrase; a relative path counts from the settings file."""
    theme: Annotated[str, AfterValidator(_theme)] = "dark"
    """The look of the screens, one of THEMES."""
    role: Literal["chair", "note-taker", "reader"] = "chair"
    """What one does at the table; a reader can't write."""
    encrypted: bool = True
    """Whether a store that is made anew is encrypted. One that is there stays as it is."""
    cover_after: Annotated[int, Field(ge=0, le=24 * 60)] = 10
    """Minutes without a key after which the screen covers itself; 0 never."""
    time_zone: Annotated[str, AfterValidator(_zone)] = "Europe/London"
    """The zone that times are typed and shown in."""
    keymap: dict[str, str] = Field(default_factory=dict)
    """Keys by a command's id, as the help shows it: `capture = "ctrl+n"`. Several keys are parted by commas."""
    formats: Place | None = None
    """A folder of one's own formats, read after the program's."""
    template: Place | None = None
    """A template for the minutes, in place of the program's."""
    exports: Place | None = None
    """The folder that minutes are written to unless another is named; the one the program was started in if not set."""
    hints: bool = True
    """Whether the meeting shows a few hints on how to begin, until they are dismissed."""
    word_template: Place | None = None
    """A Word file (.docx) that minutes in Word are written into: its styles, header, footer and first lines stay."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def settings_file() -> Path:
    """Where the settings are read from, whether or not the file is there."""
    named = os.environ.get("CHAIRTUI_SETTINGS")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("chairtui", appauthor=False) / "settings.toml"


def used_folders() -> Path:
    """The file beside the settings that names the folders this person has kept meetings in."""
    return settings_file().with_name("used-folders")


def own_folder() -> Path:
    """This person's folder for what the program keeps on this computer."""
    from platformdirs import user_data_path

    return user_data_path("chairtui", appauthor=False)


def default_store() -> Path:
    """Where meetings are kept unless somebody says otherwise."""
    return own_folder()


def load_settings() -> Settings:
    """The settings as the file has them, defaults if there is no file. Raises `BadSettings`."""
    file = settings_file()
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise BadSettings(words.UNREADABLE.format(file=file, reason=error.strerror or error)) from None
    return read_settings(raw, file)


def read_settings(raw: bytes, file: Path) -> Settings:
    """The settings in a file's bytes; `file` names it in messages and is what relative paths count from."""
    import tomllib

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _broken(file, line, words.NOT_UTF8) from None
    if len(raw) > LARGEST or (line := too_deep(text)):
        raise _broken(file, line if len(raw) <= LARGEST else 1, words.TOO_MUCH)
    try:
        settings = Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        reason, line = _where(str(error), text)
        raise _broken(file, line, words.NOT_TOML.format(reason=reason)) from None
    except ValidationError as error:
        raise _invalid(file, text, error) from None
    except (ValueError, RecursionError):  # a number of thousands of figures; brackets in brackets
        lines = text.split("\n")
        raise _broken(file, 1 + lines.index(max(lines, key=len)), words.TOO_MUCH) from None
    kept = ("key_file", "formats", "template", "exports", "word_template")
    paths = {name: getattr(settings, name) for name in kept}
    found = {name: file.parent / path.expanduser() for name, path in paths.items() if path is not None}
    store = settings.store
    if store is not None and "://" not in store:
        return settings.model_copy(update={**found, "store": str(file.parent / Path(store).expanduser())})
    return settings.model_copy(update=found)


def _broken(file: Path, line: int, reason: str) -> BadSettings:
    return BadSettings(words.BROKEN.format(file=file, line=line, reason=reason))


def _where(message: str, text: str) -> tuple[str, int]:
    """The reason and the line in a TOML error, which ends in "(at line 3, column 5)" or "(at end of document)"."""
    reason, _, place = message.partition(" (at ")
    number = re.match(r"line (\d+)", place)
    return reason, int(number[1]) if number else text.count("\n") + 1


def _invalid(file: Path, text: str, error: ValidationError) -> BadSettings:
    first = error.errors()[0]
    keys = [str(part) for part in first["loc"]]
    key = ".".join(keys)
    found = re.search(
        rf"^\s*[\"']?{re.escape(keys[-1])}[\"']?\s*=|^\s*\[\s*{re.escape(keys[-1])}\s*\]", text, re.MULTILINE
    )
    line = text.count("\n", 0, found.end()) + 1 if found else 1
    if first["type"] == "extra_forbidden":
        return _broken(file, line, words.UNKNOWN.format(key=key, known=", ".join(Settings.model_fields)))
    said = first["msg"].removeprefix("Value error, ")
    return _broken(file, line, words.WRONG.format(key=key, reason=words.REASONS.get(first["type"], said)))

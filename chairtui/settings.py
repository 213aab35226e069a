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
from chairtui.regular_files import read_regular
from chairtui.user_paths import user_path
from chairtui.words import settings as words
from chairtui.words.minutes import MARK

LARGEST = 200_000
"""Bytes of a settings file."""
THEMES = ("dark", "light", "contrast", "terminal")
"""Names of the themes; "terminal" uses the terminal's own colours."""

NO_MARK = "none"
TAKEN_HEADERS = frozenset(
    ("authorization", "connection", "content-length", "content-type", "cookie", "host", "origin", "upgrade")
)
"""Headers that have a meaning of their own in a request."""


class BadSettings(ValueError):
    """Invalid settings; the message is one line with file, line and reason."""


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


def _pattern(pattern: str) -> str:
    from chairtui.minutes.file_names import PLACES, check_pattern

    try:
        check_pattern(pattern)
    except ValueError:
        raise ValueError(words.NO_PATTERN.format(known=", ".join(f"{{{name}}}" for name in PLACES))) from None
    return pattern


def _header(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,63}", name) or name.lower() in TAKEN_HEADERS:
        raise ValueError(words.NO_HEADER)
    return name


def _address(address: str) -> str:
    import ipaddress

    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        raise ValueError(words.NO_ADDRESS) from None


Place = Annotated[Path, BeforeValidator(_path)]


class DoorSettings(Frozen):
    """`chairtui serve` behind a sign-in proxy that says who somebody is, each of whom has a database login."""

    header: Annotated[str, AfterValidator(_header)]
    """The header in which the proxy passes who is signed in."""
    proxy: Annotated[str, AfterValidator(_address)] = "127.0.0.1"
    """The proxy's IP address; requests from any other are refused."""
    people: Place
    """The file of who may come in, relative to the settings file; see `chairtui.web.people`."""


class Settings(Frozen):
    """User settings; every one is optional."""

    name: Name | None = None
    """The writer's name in the journal and the minutes; the login name if not set."""
    store: Annotated[str, BeforeValidator(_path)] | None = None
    """The store: a folder, relative to the settings file, or a database, postgresql://HOST/NAME."""
    key_file: Place | None = None
    """A key file used in place of a passphrase, relative to the settings file."""
    theme: Annotated[str, AfterValidator(_theme)] = "dark"
    """Theme of the screens, one of THEMES."""
    role: Literal["chair", "note-taker", "reader"] = "chair"
    """Role at the meeting; a reader can't write."""
    encrypted: bool = True
    """Whether a new store is encrypted."""
    cover_after: Annotated[int, Field(ge=0, le=24 * 60)] = 10
    """Idle minutes before the screen is covered; 0 disables it."""
    time_zone: Annotated[str, AfterValidator(_zone)] = "Europe/London"
    """Time zone for input and output."""
    keymap: dict[str, str] = Field(default_factory=dict)
    """Keys by command id: `capture = "ctrl+n"`. Several keys are separated by commas."""
    formats: Place | None = None
    """Folder of custom formats."""
    template: Place | None = None
    """Custom Markdown template for the minutes."""
    exports: Place | None = None
    """Default folder for exports; Documents if not set, the working directory where there is no such folder."""
    file_name: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_pattern)] = (
        "{initials} {meeting} {date}"
    )
    """Name of exported files, with places in braces (`minutes.file_names.PLACES`)."""
    mail: Place | None = None
    """Folder with custom words for e-mail drafts: copy.txt, family.txt, invitation.txt."""
    hints: bool = True
    """Whether the first meeting shows hints."""
    word_template: Place | None = None
    """Custom Word template (.docx, .dotx, .docm): a letterhead, or a form with places."""
    classification: Annotated[str, Field(max_length=60)] = MARK
    """Classification mark at the foot of professionals' copies, `NO_MARK` for none."""
    door: DoorSettings | None = None
    """Set for `chairtui serve` behind a sign-in proxy, as many people's one door."""

    @property
    def mark(self) -> str:
        """The classification mark, "" for none."""
        return "" if self.classification.strip().lower() == NO_MARK else self.classification

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def settings_file() -> Path:
    """Path of the settings file, which may not exist."""
    named = os.environ.get("CHAIRTUI_SETTINGS")
    if named:
        return user_path(named)
    from platformdirs import user_config_path

    return user_config_path("chairtui", appauthor=False) / "settings.toml"


def used_folders() -> Path:
    """Path of the file that lists store folders used so far."""
    return settings_file().with_name("used-folders")


def drafts_list() -> Path:
    """Path of the file that lists the e-mail drafts there are."""
    return settings_file().with_name("drafts")


def exports_folder(settings: Settings) -> Path:
    """The folder that files are offered in."""
    if settings.exports is not None:
        return settings.exports
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path()


def own_folder() -> Path:
    """The per-user data folder."""
    from platformdirs import user_data_path

    return user_data_path("chairtui", appauthor=False)


def default_store() -> Path:
    """The default store."""
    return own_folder()


def load_settings() -> Settings:
    """Load the settings; defaults if there is no file. Raises `BadSettings`."""
    file = settings_file()
    try:
        raw = read_regular(file, LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise BadSettings(words.UNREADABLE.format(file=file, reason=error.strerror or error)) from None
    return read_settings(raw, file)


def read_settings(raw: bytes, file: Path) -> Settings:
    """Parse settings; `file` appears in messages and anchors relative paths."""
    import tomllib

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _broken(file, line, words.NOT_UTF8) from None
    if len(raw) > LARGEST:
        raise _broken(file, 1, words.TOO_MUCH)
    if line := too_deep(text):
        raise _broken(file, line, words.TOO_MUCH)
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
    kept = ("key_file", "formats", "template", "exports", "mail", "word_template")
    paths = {name: getattr(settings, name) for name in kept}
    found = {name: file.parent / user_path(path) for name, path in paths.items() if path is not None}
    if settings.door is not None:
        people = file.parent / user_path(settings.door.people)
        settings = settings.model_copy(update={"door": settings.door.model_copy(update={"people": people})})
    store = settings.store
    if store is not None and "://" not in store:
        return settings.model_copy(update={**found, "store": str(file.parent / user_path(store))})
    return settings.model_copy(update=found)


def _broken(file: Path, line: int, reason: str) -> BadSettings:
    return BadSettings(words.BROKEN.format(file=file, line=line, reason=reason))


def _where(message: str, text: str) -> tuple[str, int]:
    """Split a TOML error, which ends in "(at line 3, column 5)" or "(at end of document)", into reason and line."""
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

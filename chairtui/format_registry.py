"""Loads formats: the built-in ones and those in the user's folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from chairtui.data_files import data_folder, read_data
from chairtui.meeting.formats.line_numbers import TomlLines
from chairtui.meeting.formats.loader import BadFormat, load_format
from chairtui.meeting.formats.model import Format
from chairtui.regular_files import read_regular
from chairtui.user_paths import is_missing
from chairtui.words import formats as words

LARGEST = 1_000_000
"""Largest format file, in bytes."""


class FormatRegistry:
    """Formats by id, loaded on first use. Broken files are collected in `problems`."""

    def __init__(
        self,
        formats: Mapping[str, Format] | None = None,
        problems: Sequence[BadFormat] = (),
        files: Iterable[Path] = (),
        baseline: str = "",
    ) -> None:
        self._formats = dict(formats or {})
        self._problems = list(problems)
        self._from: dict[str, Path] = {}
        self._unread = list(files)
        self._baseline = baseline

    def get(self, format_id: str) -> Format | None:
        """One format, or None. Reads only the file of that name if there is one."""
        if format_id not in self._formats:
            named = next((path for path in self._unread if path.stem == format_id), None)
            if named:
                self._read(named)
        return self._formats.get(format_id) or self.formats.get(format_id)

    def file_of(self, format_id: str) -> Path | None:
        """The file that a format was read from."""
        return self._from.get(format_id) if self.get(format_id) else None

    @property
    def formats(self) -> dict[str, Format]:
        """All usable formats, built-in ones first."""
        while self._unread:
            self._read(self._unread[0])
        return self._formats

    @property
    def problems(self) -> list[BadFormat]:
        """Error messages of the broken files."""
        while self._unread:
            self._read(self._unread[0])
        return self._problems

    def _read(self, path: Path) -> None:
        self._unread.remove(path)
        try:
            format_ = read_format(path, self._baseline)
        except BadFormat as problem:
            self._problems.append(problem)
            return
        if (taken := self._taken(format_.id, path)) is not None:
            self._problems.append(taken)
        else:
            self._formats[format_.id] = format_
            self._from[format_.id] = path

    def check(self, path: Path) -> Format:
        """The format in a file, whether it is one of these or would be added. Raises `BadFormat`."""
        format_ = read_format(path, self._baseline)
        if format_.id in self.formats and (taken := self._taken(format_.id, path)) is not None:
            raise taken
        return format_

    def _taken(self, id_: str, path: Path) -> BadFormat | None:
        """The error for a file whose id another file has."""
        first = self._from.get(id_)
        if first is None or first.resolve() == path.resolve():
            return None
        line = TomlLines(read_regular(path).decode("utf-8-sig")).line_of(("id",))
        return BadFormat(str(path), line, words.TAKEN.format(id=id_, first=first))


def open_registry(own: Path | None = None) -> FormatRegistry:
    """Open the built-in formats and those in the folder `own`, which may be missing."""
    problems = []
    files = sorted((data_folder() / "formats").glob("*.toml"))
    if own is not None and not is_missing(own):
        try:
            files += sorted(path for path in own.iterdir() if path.suffix.lower() == ".toml")
        except OSError as wrong:
            why = wrong.strerror or str(wrong)
            problems.append(BadFormat(str(own), 0, words.FOLDER_UNREADABLE.format(why=why)))
    return FormatRegistry(problems=problems, files=files, baseline=read_data("baseline.toml"))


def read_format(path: Path, baseline: str | None = None) -> Format:
    """Load a format file. Raises `BadFormat`, also if it is unreadable."""
    try:
        raw = read_regular(path, LARGEST + 1)
    except OSError as wrong:
        raise BadFormat(str(path), 0, words.UNREADABLE.format(why=wrong.strerror or str(wrong))) from None
    if len(raw) > LARGEST:
        raise BadFormat(str(path), 0, words.TOO_LARGE.format(most=LARGEST // 1000))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise BadFormat(str(path), raw.count(b"\n", 0, wrong.start) + 1, words.NOT_UTF8) from None
    return load_format(text, str(path), read_data("baseline.toml") if baseline is None else baseline)

"""Maps tables, keys and list elements of a TOML text to line numbers, for error messages.

The text was accepted by `tomllib`, so only the syntax that affects line numbers is parsed: headers, keys, strings and
brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_KEY = re.compile(
    r"""[ \t]*((?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*'))*)"""
)
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'" r"|\#[^\n]*", re.DOTALL
)


class TomlLines:
    """Line numbers, from 1, of the content of a TOML text."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._lines: dict[Path, int] = {(): 1}
        self._counts: dict[Path, int] = {}
        self._read()

    def line_of(self, path: Sequence[str | int]) -> int:
        """Line of a key, table or element, or of its nearest ancestor in the file."""
        known = tuple(path)
        while known not in self._lines:
            known = known[:-1]
        return self._lines[known]

    def _read(self) -> None:
        table: Path = ()
        at, line = 0, 1
        while at < len(self._text):
            end = self._text.find("\n", at)
            end = len(self._text) if end < 0 else end
            stripped = self._text[at:end].lstrip()
            if stripped.startswith("["):
                table = self._open(stripped, line)
            elif stripped and not stripped.startswith("#"):
                end = self._value(table, at, line)
            line += self._text.count("\n", at, end) + 1
            at = end + 1

    def _open(self, header: str, line: int) -> Path:
        """The path that a header opens; each `[[name]]` is one more element of its list."""
        several = header.startswith("[[")
        found = _KEY.match(header.lstrip("["))
        names = _parts(found[1]) if found else []
        path: Path = ()
        for n, name in enumerate(names, 1):
            path = (*path, name)
            if several and n == len(names):
                self._lines.setdefault(path, line)
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        self._lines.setdefault(path, line)
        return path

    def _value(self, table: Path, at: int, line: int) -> int:
        """Note a key and the elements of its list; the position of the line's end after its value."""
        found = _KEY.match(self._text, at)
        if not found:
            return len(self._text)
        path: Path = table
        for name in _parts(found[1]):
            path = (*path, name)
            self._lines.setdefault(path, line)
        at = self._text.index("=", found.end()) + 1
        depth, element, waiting = 0, 0, False
        while at < len(self._text):
            sign = self._text[at]
            skipped = _STRING.match(self._text, at)
            if waiting and sign not in " \t\n,]#":
                self._lines[(*path, element)] = line
                element, waiting = element + 1, False
            if skipped:
                line += skipped[0].count("\n")
                at = skipped.end()
                continue
            if sign == "\n":
                if depth == 0:
                    break
                line += 1
            elif sign in "[{":
                depth += 1
                waiting = waiting or (depth == 1 and sign == "[")
            elif sign in "]}":
                depth -= 1
                waiting = waiting and depth > 0
            elif sign == "," and depth == 1:
                waiting = self._text[at] == "," and element > 0
            at += 1
        return at


def _parts(key: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(key)]

"""The people whom a door lets in: a TOML file that maps who was signed in to a database login and a name.

    ["anna.morris@example.org"]
    login = "anna"
    name = "Anna Morris"

The file is read again when it changes, so that somebody who leaves is refused without a restart.
"""

from __future__ import annotations

import os
import stat
import threading
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Name
from chairtui.regular_files import read_regular
from chairtui.words import web as words

LARGEST = 1_000_000
"""Bytes of the file: about 10,000 people."""
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class BadPeople(ValueError):
    """The file can't be used. The message is one line for whoever looks after the door."""


class Person(Frozen):
    """Somebody who may come in: the login their store is opened as, and their name in the records."""

    login: Annotated[str, Field(min_length=1, max_length=63, pattern=r"^[^\x00-\x1f\x7f]+$")]
    name: Name


_PEOPLE = TypeAdapter(dict[Annotated[str, Field(min_length=1, max_length=320)], Person])


def read_people(file: Path) -> dict[str, Person]:
    """The people in a file, by who they are to the sign-in. Raises `BadPeople`."""
    refuse_writable(file)
    try:
        raw = read_regular(file, largest=LARGEST)
        people = _PEOPLE.validate_python(tomllib.loads(raw.decode("utf-8-sig")))
    except OSError as error:
        raise BadPeople(words.PEOPLE_UNREADABLE.format(file=file, reason=error.strerror or error)) from None
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BadPeople(words.PEOPLE_WRONG.format(file=file, where=where)) from None
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML
        raise BadPeople(words.PEOPLE_UNREADABLE.format(file=file, reason=str(error).splitlines()[0])) from None
    if not people:
        raise BadPeople(words.PEOPLE_NOBODY.format(file=file))
    logins = [person.login for person in people.values()]
    for login in logins:
        if logins.count(login) > 1:
            raise BadPeople(words.PEOPLE_SHARED.format(file=file, login=login))
    return people


def refuse_writable(file: Path) -> None:
    """Raise `BadPeople` for a file that anybody but its owner may change, or that belongs to another user.

    Whoever writes it comes in as whomever they like.
    """
    if os.name == "nt":  # mode bits say nothing there
        return
    try:
        found = file.stat()
    except OSError as error:
        raise BadPeople(words.PEOPLE_UNREADABLE.format(file=file, reason=error.strerror or error)) from None
    if found.st_mode & OTHERS_WRITE or found.st_uid not in (0, os.getuid()):
        raise BadPeople(words.PEOPLE_WRITABLE.format(file=file))


def folder_name(login: str) -> str:
    """A login as the name of a folder: unique also where upper and lower case are one, and never `.` or `..`."""
    return "".join(c if c in PLAIN else "".join(f"%{byte:02x}" for byte in c.encode("utf-8")) for c in login)


class People:
    """The people in a file, as it is now. Thread-safe."""

    def __init__(self, file: Path) -> None:
        """Raises `BadPeople`."""
        self.file = file
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._people: dict[str, Person] = {}
        self.all()

    def all(self) -> dict[str, Person]:
        """Everybody, by who they are to the sign-in. Raises `BadPeople`; the next call tries again."""
        with self._lock:
            try:
                found = self.file.stat()
            except OSError as error:
                raise BadPeople(words.PEOPLE_UNREADABLE.format(file=self.file, reason=error.strerror)) from None
            seen = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            if seen != self._seen:
                self._people, self._seen = read_people(self.file), seen
            return self._people

    def find(self, signed_in: str) -> Person | None:
        """Who the sign-in means by exactly these characters. Raises `BadPeople`."""
        return self.all().get(signed_in)

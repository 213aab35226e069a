"""The door: who a request is from, as the sign-in proxy says. Pure but for the folders that it makes.

A person is believed only from a request that comes from the proxy's own address, bears the token that only the proxy
has, and carries the header exactly once. The address alone would not do: other programs of the proxy's computer have it
too. No header is believed about the address either.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from chairtui.journal.session import Role
from chairtui.web.people import BadPeople, People, Person, folder_name
from chairtui.web.session_process import TEMPORARY
from chairtui.web.tab_config import Tab
from chairtui.words import web as words


class NotThroughTheDoor(Exception):
    """The request is refused. The message is one line for a person."""


class Door:
    """Checks requests against the proxy's address, its token, and the list of people.

    `header` is the name of the header in which the proxy passes the person it signed in; `public` is the address that
    people open, for messages. `address_of` gives the store's address for a login; each person has a folder of their own
    in `folder`.
    """

    def __init__(
        self,
        header: str,
        proxy: str,
        token: str,
        people: People,
        *,
        public: str,
        address_of: Callable[[str], str],
        folder: Path,
    ) -> None:
        """Raises `ValueError` unless `proxy` is an IP address."""
        self.header = header
        self._proxy = ipaddress.ip_address(proxy)
        self._token = hashlib.sha256(token.encode()).digest()
        self._people = people
        self._public = public
        self._address_of = address_of
        self._folder = folder

    def person(self, remote: str | None, authorization: Sequence[str], signed_in: Sequence[str]) -> Person:
        """The person a request is from: by its peer's address, and the values of the two headers.

        Wrong tokens are not rate-limited, as the only address that gets so far is the proxy's, and guesses of another
        program there must not lock everybody out; the token has at least 128 bits. Raises `NotThroughTheDoor`.
        """
        if not self._is_proxy(remote) or not self._is_token(authorization):
            raise NotThroughTheDoor(words.DOOR_ONLY_PROXY.format(address=self._public))
        if not signed_in or not signed_in[0].strip():
            raise NotThroughTheDoor(words.DOOR_UNNAMED.format(header=self.header))
        if len(signed_in) > 1:
            raise NotThroughTheDoor(words.DOOR_NAMED_TWICE.format(header=self.header))
        try:
            person = self._people.find(signed_in[0])
        except BadPeople:
            raise NotThroughTheDoor(words.DOOR_NO_LIST) from None
        if person is None:
            raise NotThroughTheDoor(words.DOOR_UNKNOWN)
        return person

    def tab(self, person: Person, role: Role, *, unlocked: bool) -> Tab:
        """What a tab of this person opens. Raises `OSError` if their folder can't be had for them alone."""
        own = self._folder / folder_name(person.login)
        for folder in (self._folder, own, own / TEMPORARY):
            make_private(folder)
        store = self._address_of(person.login)
        return Tab(by=person.name, role=role, unlocked=unlocked, login=person.login, store=store, own=own)

    def _is_proxy(self, remote: str | None) -> bool:
        try:
            found = ipaddress.ip_address((remote or "").partition("%")[0])
        except ValueError:
            return False
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
            return found.ipv4_mapped == self._proxy  # IPv4 as a server that listens on both sees it
        return found == self._proxy

    def _is_token(self, authorization: Sequence[str]) -> bool:
        """Whether the only `Authorization` is the token; compared in constant time."""
        if len(authorization) != 1:
            return False
        scheme, _, given = authorization[0].partition(" ")
        digest = hashlib.sha256(given.strip().encode(errors="replace")).digest()
        return scheme.lower() == "bearer" and hmac.compare_digest(digest, self._token)


def make_private(folder: Path) -> None:
    """Make a folder that only this user may open, if there is none. Raises `OSError`, also for a link, and for one that
    somebody else owns or may open."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(str(folder))
    if os.name != "nt" and (found.st_uid != os.getuid() or found.st_mode & 0o077):
        raise PermissionError(str(folder))

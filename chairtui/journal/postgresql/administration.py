"""Administration of a store on a server: create, upgrade, status, and who has which seat at a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from chairtui.journal.postgresql import queries, schema
from chairtui.journal.postgresql.key_store import DatabaseKeys
from chairtui.journal.postgresql.migration import migrate
from chairtui.journal.postgresql.queries import Member
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import Locked
from chairtui.journal.store import StoreEnvironment
from chairtui.journal.vault import Vault
from chairtui.meeting.frozen import Frozen
from chairtui.words import server as words

Seat = Literal["chair", "note-taker", "reader", "none"]
SEATS: Mapping[str, Seat] = {"chair": "chair", "note-taker": "note-taker", "reader": "reader", "none": "none"}
"""By the words of the command line."""


class StoreStatus(Frozen):
    """A store's schema number and the program's, the server's version, the login and its connection, and how many
    meetings that login may read."""

    store: str
    form: int
    wanted: int
    server: str
    login: str
    line: Literal["TLS", "local", "open"]
    meetings: int | None


class Administration:
    """A store at an address, for its owner; members and seats for a meeting's chairs. Each method raises what
    `Server.execute` raises."""

    def __init__(self, where: str, environment: StoreEnvironment) -> None:
        """Opens no connection yet. Raises `NotAdmitted` for an invalid address."""
        self._server = Server(where, environment.now)
        self._vault = Vault(DatabaseKeys(self._server), environment.asking(self._server.name))

    @property
    def name(self) -> str:
        return self._server.name

    def create(self) -> tuple[int, int]:
        """Create the store and its key, or finish a creation that was interrupted; the schema's number before and
        after. Raises `Locked` without a passphrase."""
        numbers = migrate(self._server)
        if self._vault.kind == "new" and self._vault.cipher_for_writing() is None:
            raise Locked(words.NEEDS_KEY)
        return numbers

    def upgrade(self) -> tuple[int, int]:
        """Run missing migrations; the schema's number before and after. Raises `NotReady` without a store."""
        return migrate(self._server, only_existing=True)

    def status(self) -> StoreStatus:
        """The status, whatever the schema's number."""
        with self._server.transaction(check_schema=False) as connection:
            form = schema.installed(connection)
            info = connection.info
            host = not self._server.address.local
            meetings = None
            if form == schema.latest():
                row = connection.execute("SELECT count(*) FROM chairtui.meeting").fetchone()
                meetings = int(str(row[0])) if row else None
            return StoreStatus(
                store=self.name,
                form=form,
                wanted=schema.latest(),
                server=info.parameter_status("server_version") or "",
                login=info.user,
                line="TLS" if connection.pgconn.ssl_in_use else "open" if host else "local",
                meetings=meetings,
            )

    def members(self, meeting: str) -> list[Member]:
        """The members of a meeting."""
        return queries.members(self._server, meeting)

    def give_seat(self, meeting: str, login: str, seat: Seat) -> None:
        """Raises `NoSuchMeeting`, and `Refused` for anybody but a chair of the meeting."""
        queries.give_seat(self._server, meeting, login, seat)

    def close(self) -> None:
        self._server.close()

"""Looking after a store on a server: making it, bringing it up to date, and who sits at which meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from chairtui.journal.postgresql import queries, schema
from chairtui.journal.postgresql.key_store import DatabaseKeys
from chairtui.journal.postgresql.queries import Member
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import Locked
from chairtui.journal.store import StoreEnvironment
from chairtui.journal.vault import Vault
from chairtui.meeting.frozen import Frozen
from chairtui.words import server as words

Seat = Literal["chair", "note-taker", "reader", "none"]
SEATS: Mapping[str, Seat] = {"chair": "chair", "note-taker": "note-taker", "reader": "reader", "none": "none"}
"""By the words that a person says."""


class State(Frozen):
    """How a store stands: its form and the program's, the server's own version, who asks and over which line, how
    many meetings that login may read."""

    store: str
    form: int
    wanted: int
    server: str
    login: str
    line: Literal["TLS", "local", "open"]
    meetings: int | None


class Administration:
    """A store at an address, for whoever looks after it; members and seats for a meeting's chair. Each method raises
    what `Server.ask` raises."""

    def __init__(self, where: str, surroundings: StoreEnvironment) -> None:
        """Connects to nothing yet. Raises `NotAdmitted` for what is no address."""
        self._server = Server(where, surroundings.now)
        self._vault = Vault(DatabaseKeys(self._server), surroundings.asking(self._server.name))

    @property
    def name(self) -> str:
        return self._server.name

    def make(self) -> tuple[int, int]:
        """Make the store, and give it a key; the form it had before, 0 for none, and has now. An unfinished one is
        finished. Raises `Locked` where no passphrase is given."""
        steps = schema.bring_up_to_date(self._server)
        if self._vault.kind == "new" and self._vault.cipher_for_writing() is None:
            raise Locked(words.NEEDS_KEY)
        return steps

    def upgrade(self) -> tuple[int, int]:
        """Bring the store up to date; the form it had before, and has now. Raises `NotReady` where there is none."""
        return schema.bring_up_to_date(self._server, only_if_there=True)

    def state(self) -> State:
        """How it stands, whatever form it has."""
        with self._server.transaction(ready=False) as line:
            form = schema.taken(line)
            info = line.info
            host = not self._server.address.local
            meetings = None
            if form == schema.wanted():
                row = line.execute("SELECT count(*) FROM chairtui.meeting").fetchone()
                meetings = int(str(row[0])) if row else None
            return State(
                store=self.name,
                form=form,
                wanted=schema.wanted(),
                server=info.parameter_status("server_version") or "",
                login=info.user,
                line="TLS" if line.pgconn.ssl_in_use else "open" if host else "local",
                meetings=meetings,
            )

    def members(self, meeting: str) -> list[Member]:
        """Who sits at a meeting."""
        return queries.members(self._server, meeting)

    def give_seat(self, meeting: str, login: str, seat: Seat) -> None:
        """Raises `NoSuchMeeting`, and `Refused` for anybody but a chair of the meeting."""
        queries.give_seat(self._server, meeting, login, seat)

    def close(self) -> None:
        self._server.close()

"""A team's store on a PostgreSQL server, with the local cache that keeps it usable offline."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.journal.key_file import KeyFile
from chairtui.journal.offline.journal import OfflineJournal
from chairtui.journal.offline.key_cache import CachedKeys
from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.journal.postgresql.key_store import DatabaseKeys
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import Broken, Journal, JournalError, Locked, Newer, NotSaved, Refused, Unreachable
from chairtui.journal.store import Store, StoreEnvironment
from chairtui.journal.vault import Vault
from chairtui.journal.write_validation import History
from chairtui.words import journal as words
from chairtui.words import server as server_words

if TYPE_CHECKING:
    from chairtui.journal.backup import CopyResult
    from chairtui.journal.doctor import Diagnosis, State
    from chairtui.journal.line_drafts import LineDrafts
    from chairtui.journal.moved import Moved
    from chairtui.journal.repair import Repair
    from chairtui.journal.tombstone import Tombstone
    from chairtui.meeting.after.actions_across import UnreadMeeting
    from chairtui.meeting.after.tally import MeetingTally, Period


class DatabaseStore:
    """A `Store` at an address: postgresql://LOGIN@HOST/DATABASE. Each method may raise `Unreachable`, `NotAdmitted`,
    `NotReady`, `Newer`.

    The journal, the key and everything else share one connection."""

    def __init__(self, where: str, environment: StoreEnvironment) -> None:
        """Opens no connection yet. Raises `NotAdmitted` for an invalid address."""
        self._where = where
        self._environment = environment
        self._server = Server(where, environment.now)
        self._keys = _KeysWhileConnected(self._server, self._is_away)
        self._connected = False
        self._vault: Vault | None = None
        self._journal: OfflineJournal | None = None
        # One folder per login: its queue is replayed under its own name.
        identity = hashlib.sha256(self._server.address.identity.encode("utf-8")).hexdigest()
        self._folder = environment.own / "away" / identity[:16]

    @property
    def name(self) -> str:
        return self._server.name

    @property
    def vault(self) -> Vault:
        if self._vault is None:
            self._vault = Vault(CachedKeys(self._keys, self._folder), self._environment.asking(self.name))
        return self._vault

    @property
    def journal(self) -> Journal:
        if self._journal is None:
            self._journal = OfflineJournal(self._connect, self._folder, self.vault, self._environment.now)
        return self._journal

    def _is_away(self) -> bool:
        return self._journal is not None and self._journal.connection_state().state == "away"

    def _connect(self) -> PostgresJournal:
        if self._connected:
            # The journal gave up on the last one, which may hang in a statement.
            self._server = self._keys.server = Server(self._where, self._environment.now)
        self._connected = True
        return self.uncached_journal()

    def uncached_journal(self) -> PostgresJournal:
        given = self._environment
        return PostgresJournal(self._server, given.now, given.new_id, self.vault)

    def counted(self, period: Period) -> Iterator[MeetingTally | UnreadMeeting] | None:
        """None too while the server is away."""
        from chairtui.journal.postgresql.tallies import has_quality_role, tallies

        with suppress(Unreachable):
            if has_quality_role(self._server):
                return tallies(self._server, period)
        return None

    def ids(self) -> list[str]:
        return self.uncached_journal().ids()

    def missing(self) -> str:
        return ""

    def line_drafts(self, by: str) -> LineDrafts:
        from chairtui.journal.line_drafts import LineDrafts

        return LineDrafts(self._folder, self.vault.cipher, by)

    def examine(self) -> list[Diagnosis]:
        journal = self.uncached_journal()
        return [self._examined(journal, meeting) for meeting in journal.ids()]

    def _examined(self, journal: PostgresJournal, meeting: str) -> Diagnosis:
        from chairtui.journal.doctor import Diagnosis

        def say(state: State, message: str, line: int = 0, sound: int = 0) -> Diagnosis:
            return Diagnosis(meeting=meeting, file=self.name, state=state, line=line, sound=sound, message=message)

        try:
            versions = journal.versions(meeting)
            History().missing_from_here(versions)
        except Broken as damage:
            return say("broken", str(damage), damage.line, damage.sound)
        except Refused:
            return say("broken", server_words.DOCTOR_HISTORY)
        except (Locked, Unreachable):
            raise
        except Newer as error:
            return say("newer", str(error))
        except JournalError as error:
            return say("unreadable", str(error))
        return say("sound", words.DOCTOR_SOUND.format(sound=len(versions)), sound=len(versions))

    def repair(self) -> list[Repair]:
        """Rebuild heads, as the store's owner. Lost or changed rows only a backup of the database brings back."""
        damaged = [found for found in self.examine() if found.state != "sound"]
        journal = self.uncached_journal()
        return [self._repaired(journal, found) for found in damaged]

    def _repaired(self, journal: PostgresJournal, found: Diagnosis) -> Repair:
        from chairtui.journal.repair import Repair

        reason = found.message
        try:
            sound = journal.repair_head(found.meeting)
        except Refused as refusal:
            sound, reason = 0, str(refusal)
        form = server_words.HEAD_REBUILT if sound else words.NOT_REPAIRED
        message = form.format(meeting=found.meeting, sound=sound, message=reason)
        return Repair(meeting=found.meeting, done=bool(sound), message=message)

    def remove(self, meeting: str, by: str) -> Tombstone:  # noqa: ARG002 - nobody may
        raise Refused(words.REMOVE_ON_SERVER)

    def back_up(self, folder: Path) -> Iterator[CopyResult]:
        from chairtui.journal.backup import copy_key
        from chairtui.journal.copy_store import copy_meetings
        from chairtui.journal.folder_store import FolderStore
        from chairtui.journal.key_stores import FolderKeys

        ours = FolderKeys(folder)
        cipher = self.vault.cipher()
        if cipher is None:
            raise Locked(server_words.NO_KEY_YET.format(server=self.name))
        if ours.kind() == "plain" or (ours.kind() == "encrypted" and ours.read().store != cipher.store):
            raise NotSaved(words.COPY_OTHER_STORE.format(path=folder))
        # Always copied anew: after a change of passphrase the old one must not open new backups.
        copy_key(self.vault, folder)
        target = FolderStore(folder, self._environment)
        target.vault.know(cipher)
        return copy_meetings(self, self.ids(), target)

    def restore(self, source: Store, *, new_key: bool = False) -> Iterator[CopyResult]:  # noqa: ARG002 - it has its own
        from chairtui.journal.copy_store import copy_meetings

        return copy_meetings(source, source.ids(), self)

    def rekey(self, target: Store) -> Iterator[Moved]:
        from chairtui.journal.postgresql.rekey import rekey

        if not isinstance(target, DatabaseStore):
            raise Refused(words.REKEY_TWO_KINDS.format(store=self.name, target=target.name))
        source, there = self.uncached_journal(), target.uncached_journal()
        try:
            yield from rekey(source, there)
        finally:
            source.close()
            there.close()

    def close(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()
        self._server.close()


class _KeysWhileConnected(DatabaseKeys):
    """Doesn't query a server known to be away: unlocking the screen would wait for its timeout."""

    def __init__(self, server: Server, is_away: Callable[[], bool]) -> None:
        super().__init__(server)
        self._is_away = is_away

    def _stored(self) -> KeyFile | None:
        if self._is_away():
            raise Unreachable(server_words.UNREACHABLE.format(server=self.name, reason=server_words.STILL_AWAY))
        return super()._stored()

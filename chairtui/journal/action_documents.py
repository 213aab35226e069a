"""The actions of a store's meetings as TinyDB documents, so that a list across meetings folds none of them.

They are in a file of their own beside the catalogue: a list of meetings doesn't parse them. A meeting's documents are
used while its file has the size and time of change they were made at, and are rebuilt whenever they are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from tinydb import Query, TinyDB, where
from tinydb.queries import QueryInstance
from tinydb.table import Table

from chairtui.journal.catalogue_storage import KEY, TABLE, CatalogueStorage, Document
from chairtui.journal.encryption import FileCipher
from chairtui.meeting.after.actions_across import ActionFilter, MeetingAction, owner_text
from chairtui.meeting.frozen import Frozen

ACTIONS = "actions"
FORM = 1
"""Documents of another form are rebuilt: raise it when `actions_of` gives something else for the same meeting."""
LARGEST_A_DOCUMENT = 2_000
"""Bytes of the file for each document, beyond which superseded lines are taken out of it."""

Stamp = tuple[int, int]
"""A meeting's file as it was found: its size and its time of change."""


class ActionsOfMeeting(Frozen):
    """All the actions of one meeting, and what its file was when they were read."""

    meeting: str
    size: int
    changed: int
    form: int = FORM
    actions: tuple[MeetingAction, ...] = ()


class ActionStorage(CatalogueStorage):
    """The file's lines, one a meeting, as two tables: the meetings, and a document for each of their actions."""

    def read(self) -> dict[str, dict[str, Document]] | None:
        tables = super().read()
        if tables is None:
            return None
        found = (action for line in tables[TABLE].values() for action in _actions_in(line))
        return {**tables, ACTIONS: {str(n): action for n, action in enumerate(found, 1)}}


class ActionDocuments:
    """The documents of a store. `cipher` gives the file's key, None where the store isn't encrypted."""

    def __init__(self, path: Path, cipher: Callable[[], FileCipher | None]) -> None:
        self._path = path
        self._storage_cipher = cipher
        self._db: TinyDB | None = None

    def search(
        self, wanted: ActionFilter, files: Mapping[str, Stamp]
    ) -> tuple[dict[str, list[MeetingAction]], frozenset[str]]:
        """The wanted actions of those of these meetings whose documents are up to date, and the ids of these meetings.

        Raises `Locked`.
        """
        up_to_date = {
            str(line[KEY])
            for line in self._table(TABLE).search(where("form") == FORM)
            if files.get(str(line[KEY])) == (line.get("size"), line.get("changed"))
        }
        found: dict[str, list[MeetingAction]] = {}
        for document in self._table(ACTIONS).search(where(KEY).one_of(list(up_to_date)) & as_query(wanted)):
            try:
                action = MeetingAction.model_validate(document)
            except ValidationError:
                up_to_date.discard(str(document[KEY]))
            else:
                found.setdefault(action.meeting, []).append(action)
        return {meeting: found[meeting] for meeting in found if meeting in up_to_date}, frozenset(up_to_date)

    def remember(self, fresh: Iterable[ActionsOfMeeting]) -> None:
        """Keep these in place of what was kept of their meetings, if the disk allows. Raises `Locked`."""
        storage = self._table(TABLE).storage
        assert isinstance(storage, ActionStorage)
        with suppress(OSError):
            storage.add([each.model_dump(mode="json", exclude_none=True) for each in fresh])
            documents = len(self._table(TABLE)) + len(self._table(ACTIONS))
            if self._path.stat().st_size > LARGEST_A_DOCUMENT * (documents + 100):
                storage.compact()

    def forget(self, meeting: str) -> None:
        """Remove a meeting's documents from the file. Raises `OSError`."""
        if self._path.exists():
            self._table(TABLE).remove(where(KEY) == meeting)

    def close(self) -> None:
        """Let go of the file's lock."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _table(self, name: str) -> Table:
        if self._db is None:
            self._db = TinyDB(self._path, self._storage_cipher, storage=ActionStorage)
            for each in (TABLE, ACTIONS):  # no query cache: other processes add to the file
                self._db.table(each, cache_size=0)
        return self._db.table(name)


def as_query(wanted: ActionFilter) -> QueryInstance:
    """The TinyDB query for the same actions as `ActionFilter.takes`. Documents leave out a deadline that isn't set."""
    query: QueryInstance = where("ref").exists()
    if wanted.who:
        owner = Query().map(lambda found: owner_text(str(found.get("owner")), str(found.get("agency"))))
        query &= owner.test(lambda text: wanted.who.casefold() in text)
    if wanted.agency:
        query &= where("agency").test(lambda agency: wanted.agency.casefold() in str(agency).casefold())
    if wanted.meeting:
        query &= where(KEY) == wanted.meeting
    if wanted.status is not None:
        query &= where("status") == wanted.status
    if wanted.since is not None:
        query &= where("deadline") >= wanted.since.isoformat()
    if wanted.before is not None:
        query &= where("deadline") < wanted.before.isoformat()
    return query


def _actions_in(line: Document) -> list[Document]:
    found = line.get(ACTIONS)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

"""A store in a folder: one file per meeting, on a local, removable or shared drive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from chairtui.journal.protocol import Journal, Refused
from chairtui.journal.store import Store, StoreEnvironment
from chairtui.journal.used_folders import UsedFolders
from chairtui.journal.vault import Vault
from chairtui.words import journal as words

if TYPE_CHECKING:
    from chairtui.journal.backup import CopyResult
    from chairtui.journal.doctor import Diagnosis
    from chairtui.journal.file_journal import FileJournal
    from chairtui.journal.line_drafts import LineDrafts
    from chairtui.journal.moved import Moved
    from chairtui.journal.repair import Repair
    from chairtui.journal.tombstone import Tombstone
    from chairtui.meeting.after.tally import Period


class FolderStore:
    """A `Store` in a folder. `named`: its location was given explicitly, so a missing drive is reported."""

    def __init__(self, folder: Path, environment: StoreEnvironment, *, named: bool = False) -> None:
        self._folder = folder
        self._environment = environment
        self._named = named
        self._used = UsedFolders(environment.used)
        self._vault: Vault | None = None
        self._journal: FileJournal | None = None

    @property
    def name(self) -> str:
        return str(self._folder)

    @property
    def vault(self) -> Vault:
        if self._vault is None:
            source = self._environment.asking(str(self._folder))
            self._vault = Vault(self._folder, source, known_encrypted=self._known_encrypted)
        return self._vault

    @property
    def journal(self) -> Journal:
        if self._journal is None:
            self._note()
            self._journal = self.uncached_journal()
        return self._journal

    def uncached_journal(self) -> FileJournal:
        from chairtui.journal.file_journal import FileJournal

        given = self._environment
        return FileJournal(self._folder, given.now, given.new_id, vault=self.vault, missing=self.missing)

    def counted(self, period: Period) -> None:  # noqa: ARG002 - who may read a folder reads its meetings
        return None

    def ids(self) -> list[str]:
        from chairtui.journal.catalogue import Catalogue

        return Catalogue(self._folder, self.vault, self.missing).ids()

    def missing(self) -> str:
        encrypted = self._used.is_encrypted(self._folder)
        if _is_there(self._folder / "key.json") if encrypted else self._holds_something():
            return ""
        if self._used.has(self._folder):
            return words.MISSING_USED.format(path=self._folder)
        parent = self._folder.parent
        if self._named and not _is_there(parent):
            return words.MISSING_NAMED.format(path=self._folder, parent=parent)
        return ""

    def line_drafts(self, by: str) -> LineDrafts:
        from chairtui.journal.line_drafts import LineDrafts

        return LineDrafts(self._folder, self.vault.cipher, by)

    def examine(self) -> list[Diagnosis]:
        from chairtui.journal.doctor import examine

        return examine(self._folder, self.vault, self.missing)

    def repair(self) -> list[Repair]:
        from chairtui.journal.repair import repair

        return repair(self._folder, self.vault)

    def remove(self, meeting: str, by: str) -> Tombstone:
        from chairtui.journal.removal import remove

        if self._journal is not None:
            self._journal.close()
        return remove(self._folder, self.vault, meeting, by, self._environment.now())

    def back_up(self, folder: Path) -> Iterator[CopyResult]:
        from chairtui.journal.backup import back_up

        return back_up(self._folder, self.vault, folder)

    def restore(self, source: Store, *, new_key: bool = False) -> Iterator[CopyResult]:
        from chairtui.journal.backup import copy_key, restore

        if isinstance(source, FolderStore):
            return restore(source._folder, source.vault, self._folder, self.vault, new_key=new_key)
        if self.vault.kind == "new" and not new_key and (cipher := source.vault.cipher()) is not None:
            copy_key(source.vault, self._folder)
            self.vault.know(cipher)
        from chairtui.journal.copy_store import copy_meetings

        return copy_meetings(source, source.ids(), self)

    def rekey(self, target: Store) -> Iterator[Moved]:
        from chairtui.journal.rekey_folder import rekey

        if not isinstance(target, FolderStore):
            raise Refused(words.REKEY_TWO_KINDS.format(store=self.name, target=target.name))
        self.close()
        return rekey(self._folder, self.vault, target._folder, target.vault, self._environment.now())

    def close(self) -> None:
        """Note down besides that meetings are kept here, so that their absence is noticed."""
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()
        self._note()

    def _known_encrypted(self) -> str:
        """The file that records that an encrypted store was here, or ""."""
        return str(self._used.file) if self._used.is_encrypted(self._folder) else ""

    def _note(self) -> None:
        if self._holds_something():
            self._used.note(self._folder, encrypted=_is_there(self._folder / "key.json"))

    def _holds_something(self) -> bool:
        return any(_is_there(self._folder / name) for name in ("meetings", "key.json"))


def _is_there(path: Path) -> bool:
    """Whether the path exists. Permission denied counts as existing."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True

"""The journal in a folder against a plain model of it: whatever two seats do, in whatever order, both agree with a
list, through power cuts, files cut off and backups."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from chairtui.journal.backup import back_up, restore
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import Broken
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Amendment
from tests.journal.meetings import a_note, new
from tests.journal.model import MODEST, JournalAndModel, seats
from tests.journal.vaults import a_vault


class FolderAndModel(JournalAndModel):
    """In a folder, not encrypted."""

    encrypted = False

    def prepare(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.ids = (f"m{n}" for n in itertools.count(1))

    @property
    def path(self) -> Path:
        return self.folder / "store" / "meetings" / f"{self.meeting}.journal"

    def vault_of(self, folder: Path) -> Vault:
        return a_vault(folder) if self.encrypted else Vault(folder)

    def open(self) -> FileJournal:
        vault = self.vault_of(self.folder / "store")
        return FileJournal(self.folder / "store", self.now, lambda: next(self.ids), vault=vault)

    @rule(seat=seats, share=st.floats(0.01, 0.99))
    def lose_power_while_writing(self, seat: str, share: float) -> None:
        sound, mark = self.path.read_bytes(), self.path.with_suffix(".mark").read_bytes()
        before = len(list(self.path.parent.glob("*.torn-*")))
        journal = self.open()
        draft = (
            new(Amendment(id="lost", target="n1", text="Lost", reason="Lost")) if self.closed else new(a_note("lost"))
        )
        journal.append(self.meeting, [draft], seat)
        line = self.path.read_bytes()[len(sound) :]
        self.path.write_bytes(sound + line[: max(1, int(len(line) * share))])
        self.path.with_suffix(".mark").write_bytes(mark)
        self.open_all()
        for each in self.journals.values():
            each.versions(self.meeting)
            assert len(each.notices()) == 1
        kept = new(Amendment(id=f"a{len(self.kept)}", target="n1", text="Kept", reason="Kept"))
        self.expect(seat, [kept], None)
        assert len(list(self.path.parent.glob("*.torn-*"))) == before + 1

    @rule(lines=st.integers(1, 2))
    def cut_off_what_was_saved(self, lines: int) -> None:
        sound, mark = self.path.read_bytes(), self.path.with_suffix(".mark").read_bytes()
        kept = sound.splitlines(keepends=True)[:-lines]
        self.path.write_bytes(b"".join(kept))
        for ask in (self.open().versions, lambda m: self.open().append(m, [new(a_note("never"))], "Chair")):
            with pytest.raises(Broken):
                ask(self.meeting)
        assert self.path.read_bytes() == b"".join(kept)
        self.path.write_bytes(sound)
        self.path.with_suffix(".mark").write_bytes(mark)
        self.open_all()

    @rule()
    def back_up_and_put_back(self) -> None:
        journal = self.open()
        copy = self.folder / "copy"
        outcomes = [c.outcome for c in back_up(journal.folder, journal.vault, copy)]
        assert outcomes in (["copied"], ["same"])
        shutil.rmtree(journal.folder / "meetings")
        assert [c.outcome for c in restore(copy, self.vault_of(copy), journal.folder, journal.vault)] == ["copied"]
        self.open_all()

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


class SealedFolderAndModel(FolderAndModel):
    """The same on an encrypted store."""

    encrypted = True


TestJournalAgainstModel = FolderAndModel.TestCase
TestJournalAgainstModel.settings = MODEST
TestSealedJournalAgainstModel = SealedFolderAndModel.TestCase
TestSealedJournalAgainstModel.settings = MODEST

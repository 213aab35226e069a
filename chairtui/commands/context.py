"""What a command works with: settings, store, formats and the writer's name."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

from chairtui.commands.errors import CommandError, UsageError
from chairtui.commands.output import print_error
from chairtui.journal.protocol import Broken, Journal
from chairtui.journal.session import Session
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.settings import BadSettings, Settings, default_store, load_settings
from chairtui.user_paths import is_missing, user_path
from chairtui.words import command_line as words
from chairtui.words import journal as journal_words

if TYPE_CHECKING:
    from chairtui.draft_files import DraftFiles
    from chairtui.format_registry import FormatRegistry
    from chairtui.journal.postgresql.administration import Administration
    from chairtui.journal.store import Store, StoreEnvironment
    from chairtui.journal.vault import Vault
    from chairtui.minutes.file_kinds import Branding, Kind
    from chairtui.minutes.mail.copies import MailStyle
    from chairtui.minutes.mail.wording import Wording

LARGEST_TEMPLATE, LARGEST_PICTURE = 1_000_000, 5_000_000
"""Bytes of a partnership's template, and of a picture it names."""


def new_id() -> str:
    """A random id of 12 hex digits."""
    return os.urandom(6).hex()


class CommandContext:
    """Settings, store and formats of one command, each opened on first use.

    `store` is the value of `--store`, a folder or a database; without it CHAIRTUI_STORE, the settings and the system's
    data folder are tried in this order. `clock` returns aware times. `unencrypted` creates a new store without
    encryption, as CHAIRTUI_UNENCRYPTED and the settings may. `recalling` allows the keyring and a key file to provide
    the passphrase. `own` replaces the user's folder, and where lists of folders and drafts are kept. Raises
    `CommandError` for invalid settings.
    """

    def __init__(
        self,
        store: str | None = None,
        clock: Callable[[], datetime] | None = None,
        *,
        unencrypted: bool = False,
        recalling: bool = True,
        own: Path | None = None,
    ) -> None:
        self.recalling = recalling
        self._own = own
        try:
            self.settings: Settings = load_settings()
        except BadSettings as error:
            raise CommandError(str(error)) from None
        if store is not None and not store.strip():
            raise UsageError(words.STORE_BLANK)
        self._clock = clock
        self.unencrypted = unencrypted or bool(os.environ.get("CHAIRTUI_UNENCRYPTED")) or not self.settings.encrypted
        named = os.environ.get("CHAIRTUI_KEY_FILE")
        key_file = user_path(named) if named else self.settings.key_file
        self.key_file: Path | None = key_file if recalling else None
        self._named = store or os.environ.get("CHAIRTUI_STORE") or self.settings.store

    def now(self) -> datetime:
        """The current time, aware, in the zone of the settings."""
        return self._clock() if self._clock else datetime.now(self.settings.zone)

    @property
    def new_id(self) -> Callable[[], str]:
        return new_id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Print the journal's notices and close the store."""
        store: Store | None = self.__dict__.get("store")
        if store is None:
            return
        if "journal" in self.__dict__:
            for notice in self.journal.notices():
                print_error(notice)
        store.close()

    @property
    def named_store(self) -> str:
        """The folder or address that was named, or the system's data folder."""
        return self._named or str(default_store())

    @cached_property
    def store(self) -> Store:
        """Where meetings are kept."""
        if self._named:
            return self._open_store(self._named)
        return self._open_store(str(default_store()), named=False)

    def other_store(self, where: str) -> Store:
        """Open a second store, named as in `--store`. Raises `JournalError`."""
        return self._open_store(where, other=True)

    def _open_store(self, where: str, *, named: bool = True, other: bool = False) -> Store:
        from chairtui.journal.open_store import open_store

        return open_store(where, self._environment(other=other), named=named)

    def administration(self, other: str | None = None) -> Administration:
        """The administration of this store on a server, or of another. Raises `JournalError` if it isn't on one."""
        from chairtui.journal.open_store import open_administration

        return open_administration(other or self.named_store, self._environment(other=bool(other)))

    def _environment(self, *, other: bool = False) -> StoreEnvironment:
        from chairtui.commands.passphrase_prompt import PassphrasePrompt
        from chairtui.journal.store import StoreEnvironment
        from chairtui.settings import own_folder, used_folders

        return StoreEnvironment(
            now=self.now,
            new_id=new_id,
            asking=lambda name: PassphrasePrompt(
                name,
                unencrypted=self.unencrypted,
                other=other,
                recalling=self.recalling,
                key_file=self.key_file,
            ),
            own=self._own or own_folder(),
            used=self._own / "used-folders" if self._own else used_folders(),
        )

    @cached_property
    def journal(self) -> Journal:
        return self.store.journal

    @property
    def vault(self) -> Vault:
        """The store's vault; the passphrase is asked for on first use."""
        return self.store.vault

    @cached_property
    def format_registry(self) -> FormatRegistry:
        from chairtui.format_registry import open_registry

        return open_registry(self.settings.formats)

    def format(self, format_id: str) -> Format:
        """A format by its id. Raises `CommandError`, which lists the known ids."""
        found = self.format_registry.get(format_id)
        if found is None:
            raise CommandError(
                words.NO_SUCH_FORMAT.format(id=format_id, known=", ".join(sorted(self.format_registry.formats)))
            )
        return found

    def format_of(self, meeting: Meeting) -> Format:
        """The format a meeting was made with, worded for the person concerned. Raises `CommandError` if it is gone."""
        from chairtui.meeting.formats.snapshot import format_for

        found = format_for(meeting, lambda name: self.format_registry.get(name))
        if found is None:
            name = meeting.details.format
            raise CommandError(words.FORMAT_GONE.format(id=name, known=", ".join(sorted(self.format_registry.formats))))
        return found

    def meeting(self, name: str) -> Meeting:
        """A meeting by its id, a start of it, or `last`. Raises `JournalError`."""
        meeting_id = self.journal.resolve(name)
        return Meeting(meeting_id, self.journal.versions(meeting_id))

    def sound_meeting(self, name: str) -> tuple[Meeting, Broken | None]:
        """A meeting to read; of a damaged one its sound part, and the damage. Raises `JournalError`."""
        meeting_id = self.journal.resolve(name)
        try:
            return Meeting(meeting_id, self.journal.versions(meeting_id)), None
        except Broken as damage:
            if not damage.sound:
                raise
            return Meeting(meeting_id, self.journal.sound(meeting_id)), damage

    def report_damage(self, damage: Broken | None) -> int:
        """Print the damage of a meeting that was shown, if any, and return the exit status."""
        if damage is None:
            return 0
        print_error(journal_words.READ_ONLY.format(sound=damage.sound, reason=damage))
        return 1

    def seat(self, name: str, by: str | None) -> Session:
        """Open a meeting for writing. Raises `JournalError`, and `CommandError` if the writer has no name."""
        writer = self.writer(by)
        seat = Session(self.journal, self.journal.resolve(name), writer, self.settings.role)
        if seat.damage is not None:
            raise seat.damage
        return seat

    @property
    def named(self) -> str:
        """The name somebody gave in the environment (CHAIRTUI_NAME) or in the settings, "" for none."""
        return " ".join(os.environ.get("CHAIRTUI_NAME", "").split()) or self.settings.name or ""

    def writer(self, by: str | None = None) -> str:
        """The writer's name: `by`, `named` or the login name. Raises `CommandError` if there is none."""
        if name := by or self.named:
            return name
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # no such user, no password file, no such module on Windows
            raise CommandError(words.NO_NAME) from None

    def template(self) -> str:
        """The minutes template: the settings' own, or the built-in one if that is broken, which is reported."""
        text, problem = self._own_template
        if problem:
            print_error(problem)
        return text or self._built_in

    @property
    def _built_in(self) -> str:
        from chairtui.data_files import read_data

        return read_data("templates/minutes.md")

    @cached_property
    def _own_template(self) -> tuple[str, str]:
        """The settings' template, "" if there is no usable one, and the error."""
        own = self.settings.template
        if own is None:
            return "", ""
        from chairtui.commands.files import read_text
        from chairtui.minutes.template import BadTemplate, check

        try:
            text = read_text(own, LARGEST_TEMPLATE)
            check(text)
        except CommandError as error:
            return "", words.TEMPLATE_UNREADABLE.format(reason=error)
        except BadTemplate as error:
            return "", words.TEMPLATE_REFUSED.format(file=own, line=error.line, reason=error)
        return text, ""

    def branding(self, kind: Kind) -> Branding:
        """Templates and pictures for a kind of file. Unusable ones are in `problems`, and defaults are used."""
        from chairtui.minutes.file_kinds import Branding

        if kind not in ("md", "html", "docx", "pdf"):
            return Branding(self._built_in)
        own, problem = self._own_template
        problems = [problem] if problem else []
        pictures = self._pictures(own, problems) if own and kind != "md" else ()
        word = self._word_template(problems) if kind == "docx" else None
        return Branding(own or self._built_in, pictures, word, tuple(problems), self.settings.mark)

    @cached_property
    def draft_files(self) -> DraftFiles:
        """The e-mail drafts on this computer."""
        from chairtui.draft_files import DraftFiles
        from chairtui.settings import drafts_list

        return DraftFiles(self._own / "drafts" if self._own else drafts_list())

    def remove_drafts_of_kept_out(self, meeting: Meeting) -> None:
        """Delete the e-mail drafts for those who are given nothing."""
        from chairtui.meeting.copy_readers import given_nothing

        for entry in given_nothing(meeting):
            with suppress(OSError, TimeoutError):
                self.draft_files.remove(meeting.id, entry.record.id)

    def mail_style(self, kind: Kind, sender: str) -> MailStyle:
        """What e-mail drafts look like. Words of the partnership's own that can't be used are in `problems`."""
        from chairtui.minutes.mail.copies import MailStyle
        from chairtui.minutes.mail.wording import PLACES

        branding = self.branding(kind)
        problems = list(branding.problems)
        wordings = {name: self._wording(name, problems) for name in PLACES}
        return MailStyle(kind, branding, wordings, self.settings.file_name, sender, tuple(problems))

    def _wording(self, name: str, problems: list[str]) -> Wording:
        from chairtui.commands.files import read_text
        from chairtui.data_files import read_data
        from chairtui.minutes.mail.wording import LARGEST, BadWording, read_wording
        from chairtui.words import mail as mail_words

        own = self.settings.mail / f"{name}.txt" if self.settings.mail else None
        if own is not None and not is_missing(own):
            try:
                return read_wording(name, read_text(own, LARGEST))
            except CommandError as error:
                problems.append(mail_words.TEXT_UNREADABLE.format(reason=error))
            except BadWording as error:
                problems.append(mail_words.TEXT_REFUSED.format(file=own, reason=error))
        return read_wording(name, read_data(f"templates/mail/{name}.txt"))

    def _word_template(self, problems: list[str]) -> bytes | None:
        from chairtui.commands.files import read_bytes
        from chairtui.minutes.word_template import LARGEST, BadWordTemplate, opened

        own = self.settings.word_template
        if own is None:
            return None
        try:
            held = read_bytes(own, LARGEST)
            opened(held)
        except CommandError as error:
            problems.append(words.TEMPLATE_UNREADABLE.format(reason=error))
        except BadWordTemplate as error:
            problems.append(words.WORD_TEMPLATE_REFUSED.format(file=own, reason=error))
        else:
            return held
        return None

    def _pictures(self, template: str, problems: list[str]) -> tuple[tuple[str, bytes], ...]:
        """Load the pictures that a template names, relative to it; one that fails is replaced by its alt text."""
        from chairtui.commands.files import read_bytes
        from chairtui.minutes.html_file import kind_of
        from chairtui.minutes.markdown_tree import pictures_in, read

        assert self.settings.template is not None
        held: list[tuple[str, bytes]] = []
        for source in pictures_in(read(template)):
            file = self.settings.template.parent / unquote(source)
            try:
                picture = read_bytes(file, LARGEST_PICTURE)
            except CommandError as error:
                problems.append(words.PICTURE_LEFT_OUT.format(reason=error))
                continue
            if kind_of(picture):
                held.append((source, picture))
            else:
                problems.append(words.PICTURE_LEFT_OUT.format(reason=words.NO_PICTURE.format(file=file)))
        return tuple(held)

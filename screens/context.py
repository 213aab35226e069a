"""AppContext: the journal, formats, clock and settings that the app passes to every screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from chairtui.journal.line_drafts import LineDrafts
from chairtui.journal.protocol import Journal
from chairtui.journal.session import Role
from chairtui.meeting.copy_readers import given_nothing
from chairtui.meeting.formats.model import Format
from chairtui.settings_file import SettingsFile
from chairtui.words.file_names import PATTERN
from screens.export_jobs import ExportJobs
from screens.form_drafts import Fields, FormDraft

if TYPE_CHECKING:
    from chairtui.draft_files import DraftFiles
    from chairtui.journal.session import Session
    from chairtui.meeting.convening.earlier_actions import SheetTable
    from chairtui.meeting.fold import Meeting
    from chairtui.minutes.file_kinds import Branding, Kind
    from chairtui.minutes.mail.copies import MailStyle


NO_MEETING = "no-meeting"


@dataclass
class UiState:
    """State of the interface kept until exit: by each meeting's id the place in it (item and row), the position up to
    which it was seen, and the relative (by record id) whose copy was looked at last; half-filled forms; the next hint;
    the folder for minutes, if it was saved in the settings since the start."""

    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    relatives: dict[str, str] = field(default_factory=dict)
    forms: dict[str, Fields] = field(default_factory=dict)
    hint: int = 1
    exports: str = ""


@dataclass(frozen=True)
class FirstRun:
    """What the program proposes to somebody who opens it for the first time: the name the system has for them, "" for
    none, and the folder for minutes."""

    name: str
    exports: str


@dataclass(frozen=True)
class Newcomer:
    """What somebody answered who opened the program for the first time."""

    name: str
    role: Role
    exports: str


@dataclass(frozen=True)
class LockedStore:
    """An encrypted store that is still locked: its location, whether it is new, and whether it is a database.

    `open` derives the key, which takes a moment; None leaves a new store unencrypted. It raises `WrongPassphrase` and
    any other `JournalError`."""

    store: str
    new: bool
    open: Callable[[str | None], None]
    database: bool = False


@dataclass(frozen=True)
class AppContext:
    """The journal, the formats by id, the user's name, the clock (aware, in their time zone), new ids, the minutes
    template, the exports folder, the user's role, and a partnership's branding (None: the template only)."""

    journal: Journal
    formats: Mapping[str, Format]
    by: str
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    template: str
    exports: str = "."
    role: Role = "chair"
    line_drafts: LineDrafts | None = None
    """Storage of half-typed lines that survives a crash; None keeps them in memory only."""
    settings: SettingsFile | None = None
    """The settings file; None if settings can't be saved."""
    branding: Callable[[Kind], Branding] | None = None
    rekey: Callable[[str, str], None] | None = None
    """Replaces the passphrase (first argument) by a new one (second); None if that isn't allowed here. Derives two
    keys, so it is slow. Raises `WrongPassphrase` and any other `JournalError`."""

    file_name: str = PATTERN
    """Pattern of the proposed file names."""
    mail_style: Callable[[Kind], MailStyle] | None = None
    """The style of e-mail drafts; None if drafts aren't available."""
    draft_files: DraftFiles | None = None
    """Storage of e-mail drafts; None if nothing may be written to this computer."""

    sample: Callable[[], tuple[AppContext, str]] | None = None
    """Creates a sample meeting in a temporary store and returns a context for it and its id; None if not available.
    Raises `JournalError` and `OSError`."""
    import_meeting: Callable[[str], str] | None = None
    """Imports the file at a path as a meeting and returns its id; None if importing isn't allowed. Raises
    `JournalError`, and `ValueError` with a line for a person."""

    tables_of: Callable[[str], Sequence[SheetTable]] | None = None
    """Reads the tables of the file at a path; None where no file of this computer may be read. Raises `ValueError` with
    a line for a person."""

    ui_state: UiState = field(default_factory=UiState)
    export_jobs: ExportJobs = field(default_factory=ExportJobs)
    unfinished: list[str] = field(default_factory=list)
    """Messages about work that was under way at exit, printed after the program has ended."""

    @property
    def minutes_folder(self) -> str:
        """The folder that files are written to: the one saved last in the settings."""
        return self.ui_state.exports or self.exports

    def form_draft(self, session: Session | None, form: str) -> FormDraft:
        """The draft of a form of a meeting; without a session, of a form that belongs to none."""
        if session is None:
            return FormDraft(self.line_drafts, self.ui_state.forms, NO_MEETING, form)
        meeting = session.meeting
        return FormDraft(self.line_drafts, self.ui_state.forms, meeting.id, form, meeting.details.part)

    def remove_drafts_of_kept_out(self, meeting: Meeting) -> None:
        """Delete the e-mail drafts for those who are given nothing."""
        for entry in given_nothing(meeting):
            with suppress(OSError, TimeoutError):
                if self.draft_files is not None:
                    self.draft_files.remove(meeting.id, entry.record.id)

    def branding_for(self, kind: Kind) -> Branding:
        """The branding of this kind of file: the partnership's, or the default."""
        from chairtui.minutes.file_kinds import Branding

        return self.branding(kind) if self.branding else Branding(self.template)

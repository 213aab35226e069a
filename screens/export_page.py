"""ExportPage: base class of pages that write minutes to a file, or hand them to a browser as a download."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from textual import on
from textual.widgets import Input

from chairtui.journal.session import Session
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.minutes.file_kinds import KINDS, NothingToWrite, NotReleased, Reader, build_file, kind_of_name
from chairtui.minutes.file_names import file_name
from chairtui.minutes.markdown import BadTemplate
from chairtui.private_files import write_private
from chairtui.user_paths import user_path
from chairtui.words import file_names as file_words
from chairtui.words import screens as words
from chairtui.words import web as web_words
from screens.base_page import Page
from screens.context import AppContext
from screens.export_jobs import Sent
from screens.widgets.file_line import FileLine, choices


class ExportPage(Page[None]):
    """Asks for a file name and writes the minutes in the background, so that the user can go on with the meeting."""

    def __init__(self, context: AppContext, session: Session, format_: Format, *, line: str, under: str) -> None:
        """`line`: id of the input for the file name; `under`: id of the widget focused while it is hidden."""
        super().__init__()
        self.context = context
        self.session = session
        self.format = format_
        self._line = f"#{line}"
        self._under = f"#{under}"
        self._replace = ""
        """The existing file that may be replaced, as typed."""

    def open_line(self, value: str, prompt: str) -> None:
        """Show the input with this value and ask for it."""
        self._replace = ""
        line = self.query_one(self._line, Input)
        line.value = value
        line.remove_class("-away")
        self.set_focus(line)
        self.say(prompt)

    def open_file_line(self, reader: Reader) -> None:
        """Ask for the file to write a reader's copy to, proposing a name and kind."""
        name = file_name(self.session.meeting, self.format, reader, self.context.file_name)
        stem = name if self.app.is_web else str(Path(self.context.minutes_folder) / name)
        prompt = file_words.HAND_OVER if self.app.is_web else file_words.WRITE_TO
        self.open_line("", prompt.format(kinds=choices()))
        self.query_one(self._line, FileLine).propose(stem)

    @on(FileLine.KindChosen)
    def _kind_chosen(self) -> None:
        self._replace = ""

    def close_line(self) -> None:
        """Hide the input."""
        self.query_one(self._line).add_class("-away")
        self.set_focus(self.query_one(self._under))

    def action_back(self) -> None:
        """Escape leaves the line, then the page."""
        if not self.query_one(self._line).has_class("-away"):
            self.close_line()
            self.say("")
            return
        self.dismiss(None)

    def export(self, typed: str, reader: Reader) -> None:
        """Start writing the file from the meeting as it is now; the outcome is shown when it is done."""
        kind = kind_of_name(Path(typed).name)
        if kind is None:
            self.say(words.NO_SUCH_KIND.format(known=", ".join(KINDS)), wrong=True)
            return
        export_jobs = self.context.export_jobs
        if export_jobs.busy:
            self.say(words.STILL_WRITING.format(path=export_jobs.name))
            return
        replace, web = self._replace == typed, self.app.is_web
        with suppress(OSError, ValueError, RuntimeError):  # an invalid name is reported when it is written
            if not web and not replace and user_path(typed).exists():
                self._replace = typed
                self.say(words.EXISTS.format(path=Path(typed)), wrong=True)
                return
        context, format_ = self.context, self.format
        id_, versions = self.session.meeting.id, self.session.meeting.versions

        def make() -> Sent:
            branding = context.branding_for(kind)  # leaves out what can't be used of a partnership's files
            content = build_file(Meeting(id_, versions), format_, kind, reader, branding)
            if web:
                return Sent(
                    " ".join([web_words.HANDED_OVER.format(name=Path(typed).name), *branding.problems]), content
                )
            path = user_path(typed)
            write_private(path, content, replace=replace)
            return Sent(" ".join([words.WRITTEN.format(path=path), *branding.problems]))

        self.say(words.WRITING.format(path=typed))
        export_jobs.send(self.app, typed, make, lambda making: self._told(typed, making))

    def _told(self, typed: str, making: Future[Sent]) -> None:
        """Show the outcome on this page, or as a notification if it has been left."""
        said = ending(typed, making)
        wrong = making.exception() is not None
        content = None if wrong else making.result().content
        if content is not None:  # downloaded by the browser, never written to the server's drive
            name = Path(typed).name
            self.app.deliver_binary(BytesIO(content), save_filename=name, mime_type="application/octet-stream")
        if self.is_attached:
            line = self.query_one(self._line, Input)
            if not wrong and line.value.strip() == typed and not line.has_class("-away"):
                self.close_line()
            if isinstance(making.exception(), FileExistsError):
                self._replace = typed
            self.say(said, wrong=wrong)
        if not self.is_current:
            self.app.notify(said, severity="error" if wrong else "information", timeout=8, markup=False)


def ending(typed: str, making: Future[Sent]) -> str:
    """The outcome as a message; raises unexpected errors."""
    if not making.done():
        return words.LEFT_BEFORE_WRITTEN.format(path=typed)
    try:
        return making.result().said
    except NotReleased as refused:
        return refused.on_screen
    except (BadTemplate, NothingToWrite) as problem:
        return str(problem)
    except FileExistsError:
        return words.EXISTS.format(path=Path(typed))
    except (OSError, ValueError, RuntimeError) as problem:  # RuntimeError: no home directory
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        return words.CANNOT_WRITE.format(path=Path(typed), reason=reason)

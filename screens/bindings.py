"""Table of all commands: bindings, footer, palette and help are generated from it.

Each has an id, so that a person's keymap can move it.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import format_key

from chairtui.words import bindings as words


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `id` for the keymap, `keys` as Textual names them, `action` as in a Textual binding."""

    id: str
    keys: str
    action: str
    label: str
    help: str
    footer: bool = False

    @property
    def binding(self) -> Binding:
        return Binding(self.keys, self.action, self.label, show=self.footer, id=self.id, tooltip=self.help)


SPELT = {
    "enter": "enter",
    "escape": "esc",
    "space": "space",
    "tab": "tab",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def spell(key: str) -> str:
    """The display name of a Textual key: `ctrl+q`, `/`, `F1`, `esc`."""
    *held, name = key.strip().split("+")
    if name not in SPELT and name[:1] == "f" and name[1:].isdecimal():
        name = name.upper()
    return "+".join([*held, SPELT.get(name) or format_key(name)])


def bindings(commands: tuple[Command, ...]) -> list[Binding]:
    """The bindings of these commands, for a screen's `BINDINGS`."""
    return [command.binding for command in commands]


def _command(id_: str, keys: str, action: str, *, footer: bool = False) -> Command:
    label, help_ = words.COMMANDS[id_]
    return Command(id_, keys, action, label, help_, footer)


SUSPEND = _command("suspend", "ctrl+z", "suspend_process")
"""Without priority: a text area takes the key for undo."""

EVERYWHERE = (
    _command("help", "f1", "help", footer=True),
    _command("cover", "ctrl+l", "cover"),
    _command("settings", "f2", "settings"),
    _command("palette", "ctrl+p", "command_palette"),
    SUSPEND,
    _command("leave", "ctrl+q", "quit"),
)

LIVE = (
    _command("capture", "slash", "capture('')", footer=True),
    _command("strength", "s", "capture('s: ')"),
    _command("need", "n", "capture('n: ')"),
    _command("risk", "r", "capture('r: ')"),
    _command("fact", "f", "capture('f: ')"),
    _command("opinion", "o", "capture('o: ')"),
    _command("reported", "h", "capture('h: ')"),
    _command("decision", "d", "capture('d: ')"),
    _command("action", "a", "capture('a: ')"),
    _command("previous-item", "left_square_bracket", "item(-1)"),
    _command("next-item", "right_square_bracket", "item(1)", footer=True),
    *(_command(f"item-{n}", str(n % 10), f"go_to({n})") for n in range(1, 11)),
    _command("down", "j,down", "move(1)"),
    _command("up", "k,up", "move(-1)"),
    _command("page-down", "pagedown", "page(1)"),
    _command("page-up", "pageup", "page(-1)"),
    _command("top", "g,home", "end(-1)"),
    _command("bottom", "G,end", "end(1)"),
    _command("begin-here", "space", "begin_here"),
    _command("column-left", "left", "beside(-1)"),
    _command("column-right", "right", "beside(1)"),
    _command("attendance", "P", "attendance", footer=True),
    _command("close", "C", "closing", footer=True),
    _command("immediate-risk", "exclamation_mark", "immediate_risk", footer=True),
    _command("part-two", "F", "part", footer=True),
    _command("settle", "S", "settle", footer=True),
    _command("chairs-panel", "T", "chairs_panel", footer=True),
    _command("minutes", "M", "minutes", footer=True),
    _command("undo", "u", "undo", footer=True),
    _command("edit", "enter", "edit", footer=True),
    _command("redo", "U", "redo"),
    _command("remove", "x", "remove"),
    _command("actions", "A", "actions"),
    _command("library", "L", "library"),
    _command("history", "v", "history"),
    _command("turn-into-action", "t", "turn_into_action"),
    _command("who", "w", "who"),
    _command("by-when", "b", "by_when"),
    _command("link", "l", "link"),
    _command("verified", "y", "verified"),
    _command("disagreed", "D", "disagreed"),
    _command("come-or-go", "p", "come_or_go"),
    _command("pause", "z", "pause"),
    _command("choose-both", "B", "choose_both"),
    _command("earlier-actions", "e", "earlier_actions"),
)

HINTS = (
    _command("next-hint", "question_mark", "next_hint"),
    _command("no-hints", "Q", "no_hints"),
)

BACK = (_command("back", "escape", "back", footer=True),)

LINE = (
    _command("file", "enter", "press('enter')", footer=True),
    _command("leave-line", "escape", "press('escape')", footer=True),
    _command("complete", "tab", "press('tab')", footer=True),
    _command("earlier-line", "up", "press('up')", footer=True),
    _command("later-line", "down", "press('down')"),
    _command("editor", "ctrl+o", "press('ctrl+o')", footer=True),
)
"""Keys of the capture line; any other key is text."""

FORM = (
    _command("save", "ctrl+s", "save", footer=True),
    _command("afresh", "ctrl+r", "afresh", footer=True),
    *BACK,
)

WELCOME = (_command("save", "ctrl+s", "save", footer=True),)

RISK = (_command("another-risk", "ctrl+n", "another_risk", footer=True),)

SETTLE = (
    _command("settle-line", "ctrl+s", "save"),
    _command("down", "j,down", "move(1)"),
    _command("up", "k,up", "move(-1)"),
    *BACK,
)
"""The list of unsettled lines; every other key is a letter of the answer."""

SETTINGS = (
    *FORM,
    _command("change-passphrase", "f4", "change_passphrase", footer=True),
)

TICKS = (
    _command("down", "j,down", "move(1)"),
    _command("up", "k,up", "move(-1)"),
    _command("tick", "space", "tick", footer=True),
)

CHOOSE = (
    _command("keep-mine", "m", "mine", footer=True),
    _command("keep-theirs", "t", "theirs", footer=True),
    _command("down", "j,down", "move(1)"),
    _command("up", "k,up", "move(-1)"),
    *BACK,
)

HISTORY = (
    _command("down", "j,down", "move(1)"),
    _command("up", "k,up", "move(-1)"),
    *BACK,
)

ROWS = (
    _command("down", "j,down", "move(1)"),
    _command("up", "k,up", "move(-1)"),
    _command("page-down", "pagedown", "page(1)"),
    _command("page-up", "pageup", "page(-1)"),
    _command("top", "g,home", "end(-1)"),
    _command("bottom", "G,end", "end(1)"),
    _command("choose", "enter", "choose", footer=True),
)
"""Movement in every list and long text."""

LIBRARY = (
    _command("new", "n,N", "new", footer=True),
    _command("next-meeting", "f", "next_meeting", footer=True),
    _command("find", "slash", "find", footer=True),
    _command("actions", "A", "actions", footer=True),
    _command("board-report", "R", "report", footer=True),
    _command("sample", "s", "sample", footer=True),
    _command("import", "i", "import", footer=True),
    _command("earlier-actions", "e", "earlier_actions"),
)

NEW_MEETING = (
    _command("previous-step", "escape", "back", footer=True),
    _command("next-step", "ctrl+s", "next", footer=True),
    _command("tick", "space", "tick", footer=True),
    _command("make", "enter", "make", footer=True),
    _command("afresh", "ctrl+r", "afresh"),
    _command("not-convened", "f6", "not_convened", footer=True),
)

ATTENDANCE = (
    _command("present", "p", "status('present')", footer=True),
    _command("apologies", "a", "status('apologies')", footer=True),
    _command("absent", "b", "status('absent')", footer=True),
    _command("invited", "i", "status('invited')"),
    _command("coming", "c", "coming"),
    _command("add", "n", "add", footer=True),
    _command("come-or-go", "l", "come_or_go", footer=True),
    _command("report", "r", "report", footer=True),
    _command("invitations", "e", "invitations", footer=True),
    _command("agrees", "y", "agrees"),
    _command("family", "f", "family", footer=True),
    _command("agreement", "w", "agreement"),
    _command("remote", "t", "remote"),
    _command("part", "o", "part"),
    _command("remove", "x", "remove"),
    _command("undo", "u", "undo"),
    *BACK,
)

INVITATIONS = (
    _command("invite", "m", "drafts", footer=True),
    _command("naming", "n", "naming", footer=True),
    _command("reply-by", "b", "reply_by", footer=True),
    _command("invitations-sent", "S", "remove_drafts", footer=True),
    *BACK,
)

CLOSING = (
    _command("seal", "c", "seal", footer=True),
    _command("depart", "d", "depart", footer=True),
    _command("minutes", "M", "minutes", footer=True),
    _command("send-copies", "s", "send_copies", footer=True),
    _command("actions", "A", "actions", footer=True),
    _command("amend", "a", "amend", footer=True),
    _command("relatives", "r", "relatives", footer=True),
    *BACK,
)

TAKEN_OVER = (
    _command("taken-over-done", "d", "settle('done')", footer=True),
    _command("taken-over-moved", "m", "settle('moved')", footer=True),
    _command("taken-over-dropped", "x", "settle('dropped')", footer=True),
    _command("undo", "u", "undo", footer=True),
    *BACK,
)

EARLIER_ACTIONS = (
    _command("take-over", "ctrl+s", "take_over", footer=True),
    *BACK,
)

AMEND = (
    _command("save", "ctrl+s", "save", footer=True),
    _command("afresh", "ctrl+r", "afresh", footer=True),
    *BACK,
)

MINUTES = (
    _command("for-attendees", "1", "audience('attendees')", footer=True),
    _command("for-family", "2", "audience('family')", footer=True),
    _command("write", "w", "write", footer=True),
    _command("copies", "d", "copies", footer=True),
    _command("relatives", "r", "relatives", footer=True),
    _command("for-actions", "3", "audience('actions')", footer=True),
    _command("for-one", "4", "person"),
    _command("copy", "y", "copy", footer=True),
    *BACK,
)

COPIES = (
    _command("drafts", "m", "drafts", footer=True),
    _command("sent", "s", "sent", footer=True),
    _command("all-sent", "S", "all_sent", footer=True),
    _command("copy-for-attendees", "1", "audience('attendees')", footer=True),
    _command("copy-for-family", "2", "audience('family')", footer=True),
    _command("copy-for-actions", "3", "audience('actions')", footer=True),
    _command("write-copy", "w", "write", footer=True),
    _command("relatives", "r", "relatives", footer=True),
    *BACK,
)
"""Who gets which copy of the minutes."""

RELEASE = (
    _command("goes-in", "i", "place('goes in')", footer=True),
    _command("hold-back", "h", "place('held back')", footer=True),
    _command("hold-why", "w", "why", footer=True),
    _command("release", "r", "release", footer=True),
    _command("previous-relative", "left_square_bracket", "next_relative(-1)"),
    _command("next-relative", "right_square_bracket", "next_relative(1)", footer=True),
    _command("add-relative", "n", "add", footer=True),
    _command("edit-relative", "e", "edit", footer=True),
    *BACK,
)
"""What a relative is given."""

PART_TWO = (
    _command("start-part-two", "enter", "start"),
    _command("tick", "space", "tick", footer=True),
    _command("add-relative", "n", "add", footer=True),
    _command("goes-in", "i", "place('goes in')", footer=True),
    _command("hold-back", "h", "place('held back')", footer=True),
    *BACK,
)
"""Who joins part two, and what they may see."""

ACTIONS = (
    _command("find", "slash", "find", footer=True),
    _command("action-done", "d", "follow('done')", footer=True),
    _command("action-moved", "m", "follow('moved')", footer=True),
    _command("action-dropped", "x", "follow('dropped')", footer=True),
    _command("action-open", "o", "follow('open')"),
    *BACK,
)

REPORT = (
    _command("previous-period", "left_square_bracket", "period(-1)"),
    _command("next-period", "right_square_bracket", "period(1)", footer=True),
    _command("write-report", "w", "write", footer=True),
    *BACK,
)
"""What came of all meetings."""

PASSPHRASE = (
    _command("show-typed", "f3", "show_typed", footer=True),
    _command("without", "f4", "without", footer=True),
    _command("leave-shut", "escape", "back", footer=True),
)

COVER = (_command("uncover", "enter", "uncover"),)

"""Texts of the manual page beside the commands' help."""

SUMMARY = "for the chair and the note-taker of a professionals' meeting"
ABOUT = (
    "The agenda of a professionals' meeting as panes; what is said is filed as it is said, nothing is closed until "
    "each action has an owner and a date, and the minutes are there when the meeting ends. The commands below do all "
    "that the screens do."
)
SHARED = "Every command also takes these."
HEADINGS = {
    "name": "NAME",
    "synopsis": "SYNOPSIS",
    "about": "DESCRIPTION",
    "options": "OPTIONS",
    "commands": "COMMANDS",
    "status": "EXIT STATUS",
    "environment": "ENVIRONMENT",
}
STATUS = (
    ("0", "Done."),
    ("1", "No: not closable, not found, refused. The reason is on stderr, in one line."),
    ("2", "Not a valid command."),
    ("130", "Stopped with Ctrl+C."),
    ("141", "Nothing was reading the output any more."),
)
ENVIRONMENT = (
    ("CHAIRTUI_NAME", "Your name, as the minutes give it, where --by names nobody."),
    ("CHAIRTUI_STORE", "The folder or database meetings are kept in, where --store names none."),
    ("CHAIRTUI_SETTINGS", "The settings file, in place of the one in your own folder."),
    ("CHAIRTUI_PASSPHRASE", "The passphrase of the store, for scripts."),
    ("CHAIRTUI_OTHER_PASSPHRASE", "That of the other store, where a command has to do with two."),
    ("CHAIRTUI_NEW_PASSPHRASE", "The new one, for `chairtui passphrase`."),
    ("CHAIRTUI_KEY_FILE", "A file whose secret opens the store in place of a passphrase."),
    ("CHAIRTUI_UNENCRYPTED", "1: do not encrypt a new store."),
    ("CHAIRTUI_TOKEN", "What lets a browser in, for `chairtui serve`."),
    ("NO_COLOR", "Any value: no colours on the screen."),
)

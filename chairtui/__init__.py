"""chairtui: for the chair and the note-taker of a professionals' meeting."""

__version__ = "0.1.0"

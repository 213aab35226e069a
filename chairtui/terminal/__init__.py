"""The POSIX terminal: input, output and restoring it on exit. On Windows, Textual's own driver is used."""

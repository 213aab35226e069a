"""The POSIX terminal: what it sends, what it is sent, and how it is given back. Windows has Textual's own driver."""

"""The full name of the logged-in user, from the system."""

from __future__ import annotations

import getpass
import sys

WINDOWS_DISPLAY_NAME = 3
"""NameDisplay of Windows' EXTENDED_NAME_FORMAT."""
LONGEST = 200


def full_name() -> str:
    """The full name, "" if the system has none or only the login name."""
    try:
        found = _on_windows() if sys.platform == "win32" else _on_posix()
        login = getpass.getuser()
    except (OSError, KeyError, ImportError, AttributeError):
        return ""
    name = " ".join(found.split())
    return name if name.isprintable() and name.casefold() != login.casefold() and len(name) <= LONGEST else ""


def _on_posix() -> str:
    """The first part of the account's GECOS field, where "&" stands for the login name."""
    import os
    import pwd

    entry = pwd.getpwuid(os.getuid())
    return entry.pw_gecos.split(",")[0].replace("&", entry.pw_name.capitalize())


def _on_windows() -> str:
    import ctypes

    ask = getattr(ctypes, "windll").secur32.GetUserNameExW  # noqa: B009 - there is none elsewhere
    size = ctypes.c_ulong(LONGEST + 1)
    buffer = ctypes.create_unicode_buffer(LONGEST + 1)
    return buffer.value if ask(WINDOWS_DISPLAY_NAME, buffer, ctypes.byref(size)) else ""

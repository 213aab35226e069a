"""The page around a tab's terminal: its files, its texts, and the headers of every answer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import textual_serve

from chairtui.data_files import data_folder, read_data
from chairtui.journal.session import ROLES
from chairtui.words import web as words

WIDEST, TALLEST = 1000, 500

OURS, THEIRS = data_folder() / "browser", Path(textual_serve.__file__).parent / "static"
FILES: Final[dict[str, tuple[Path, str]]] = {
    "page.css": (OURS / "page.css", "text/css"),
    "page.js": (OURS / "page.js", "text/javascript"),
    "xterm.css": (THEIRS / "css" / "xterm.css", "text/css"),
    "textual.js": (THEIRS / "js" / "textual.js", "text/javascript"),
    "mono.ttf": (THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": (THEIRS / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
"""Every static file that is served beside the page."""


def page_text() -> str:
    """The page with its texts filled in."""
    roles = "".join(f'<option value="{role}">{words.ROLES[role]}</option>' for role in ROLES)
    return read_data("browser/page.html").replace("{{roles}}", roles)


def response_headers(host: str, *, secure: bool) -> dict[str, str]:
    """Headers that forbid caching, framing and foreign content. `host` is the request's, `secure` whether by https."""
    live = ("wss://" if secure else "ws://") + host
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src 'self' data:; connect-src 'self' {live}; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
        "Referrer-Policy": "no-referrer",
        "Server": "chairtui",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def terminal_size(width: object, height: object) -> tuple[int, int]:
    """Columns and lines, clamped to sensible bounds."""

    def number(said: object) -> int:
        return int(said) if isinstance(said, int | str) and str(said).isdecimal() and len(str(said)) < 9 else 0

    return min(number(width) or 80, WIDEST), min(number(height) or 24, TALLEST)

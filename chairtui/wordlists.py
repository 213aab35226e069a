"""The bundled wordlists, loaded once on first use."""

from __future__ import annotations

import json
import tomllib
from functools import cache

from chairtui.data_files import data_folder
from chairtui.meeting.capture.wording_hints import Wording, Wordlist


@cache
def open_wording() -> Wording:
    """Load every list in `data/wording`. Raises `ValueError` for an invalid one."""
    files = sorted((data_folder() / "wording").glob("*.toml"))
    return Wording(
        Wordlist.model_validate_json(json.dumps(tomllib.loads(file.read_text(encoding="utf-8")))) for file in files
    )

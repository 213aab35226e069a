"""Optional requirements of tests: without them tests are skipped, and the summary says so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """`marker`: what the tests bear that need it; `there`: whether this machine has it; `variable`: set to "required",
    it must be there; `otherwise`: what was not run, why, and what to do about it, in a line."""

    marker: str
    there: Callable[[], object]
    variable: str
    otherwise: str

    @property
    def lacking(self) -> bool:
        return not self.there()

    @property
    def required(self) -> bool:
        """Whether nothing may go untested unseen, as where every change is tried."""
        return os.environ.get(self.variable) == "required"


def chromium() -> str | None:
    """The program of a Chromium on this machine, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


def nginx() -> str | None:
    """The program of nginx on this machine, None where there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

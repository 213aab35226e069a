"""What installers and IT departments read: the metadata, the constraints file, and the messages that name a package."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from chairtui.words import passphrase_prompt, server, web

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def shipped() -> Iterator[Requirement]:
    """What chairtui and its extras need; what only its developers do is left out."""
    yield from map(Requirement, PROJECT["dependencies"])
    for extra, needed in PROJECT["optional-dependencies"].items():
        if extra != "dev":
            yield from map(Requirement, needed)


def constraints() -> dict[str, str]:
    """Version by package."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = (line.partition(";")[0].strip().partition("==") for line in lines if "==" in line)
    return {name: version for name, _, version in pins}


def test_the_constraints_file_pins_each_package_at_a_version_that_is_taken() -> None:
    pinned = constraints()
    for needed in shipped():
        assert needed.specifier.contains(pinned[needed.name]), needed


def test_no_package_that_data_rests_on_may_change_its_main_version_unseen() -> None:
    unbounded = [need.name for need in shipped() if not any(spec.operator in ("<", "==") for spec in need.specifier)]
    assert unbounded == ["tzdata"]  # numbered by its year, and the newer the truer


@pytest.mark.parametrize("message", [passphrase_prompt.NO_KEYRING, web.NOT_INSTALLED, server.NO_PSYCOPG])
def test_a_message_about_a_missing_package_names_one_that_an_extra_brings(message: str) -> None:
    named = re.search(r"pip install (.*)", message)
    assert named is not None
    extras = {need.name: need.specifier for need in shipped()}
    for word in named[1].split():
        need = Requirement(word.strip("'"))
        assert need.name in extras
        assert not need.specifier or need.specifier == extras[need.name]


def test_the_python_that_runs_this_is_one_that_installers_are_told_of() -> None:
    running = f"Programming Language :: Python :: {sys.version_info.major}.{sys.version_info.minor}"
    assert running in PROJECT["classifiers"]

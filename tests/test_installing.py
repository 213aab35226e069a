"""What installers and IT departments read: the metadata, the constraints file, and the messages that name a package."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from chairtui.installing import how_to_add
from chairtui.words import installing, passphrase_prompt, server, web

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


MISSING = (
    (passphrase_prompt.NO_KEYRING, installing.KEYRING),
    (web.NOT_INSTALLED, installing.SERVE),
    (server.NO_PSYCOPG, installing.PSYCOPG),
)


@pytest.mark.parametrize(("message", "packages"), MISSING)
def test_a_message_about_a_missing_package_names_one_that_an_extra_brings(message: str, packages: str) -> None:
    assert "{how}" in message
    extras = {need.name: need.specifier for need in shipped()}
    for word in packages.split():
        need = Requirement(word.strip("'"))
        assert need.name in extras
        assert not need.specifier or need.specifier == extras[need.name]


def test_a_package_is_added_by_the_installer_that_was_used(tmp_path: Path) -> None:
    assert how_to_add("keyring", tmp_path) == "pip install keyring"
    (tmp_path / "uv-receipt.toml").touch()
    assert how_to_add("keyring", tmp_path) == f"uv pip install --python {sys.executable} keyring"
    (tmp_path / "pipx_metadata.json").touch()
    assert how_to_add("keyring", tmp_path) == "pipx inject chairtui keyring"


def test_the_python_that_runs_this_is_one_that_installers_are_told_of() -> None:
    running = f"Programming Language :: Python :: {sys.version_info.major}.{sys.version_info.minor}"
    assert running in PROJECT["classifiers"]

"""Each test that is left out on Windows is there to be left out: a new name must not bring it back unseen."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import not_on_windows
from tests.not_on_windows import WINDOWS, WINE, reason

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("node", [*WINDOWS, *WINE])
def test_what_is_named_is_a_test(node: str) -> None:
    file, _, name = node.partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert not name or name in {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_a_test_is_left_out_with_its_reason_where_it_can_not_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    node = next(iter(WINDOWS))
    monkeypatch.setattr(not_on_windows, "ON_WINDOWS", False)
    assert reason(f"{node}[tiny]") == ""
    monkeypatch.setattr(not_on_windows, "ON_WINDOWS", True)
    assert reason(f"{node}[tiny]".replace("/", "\\")) == WINDOWS[node]
    assert reason("tests/meeting/test_dates.py::test_x") == ""

"""How a row is judged: ratios, growth, scaled seconds, and takes that run in turns with their floors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks import results
from tests.benchmarks.performance_page import tables
from tests.benchmarks.rows import (
    REFERENCE,
    AtMost,
    Beyond,
    Figure,
    Group,
    Growth,
    NotMeasured,
    Spread,
    Take,
    Times,
    p99,
)
from tests.benchmarks.workspace import Workspace

CHANCE = random.Random(1)


def always(seconds: float) -> Take:
    return Take("a take", lambda: seconds)


def one(row: Times | Beyond | Growth | AtMost) -> Figure:
    [figure] = Group("A group", [row], rounds=2).measure(CHANCE)
    return figure


@pytest.mark.parametrize(("ours", "holds"), [(0.30, True), (0.31, False)])
def test_a_row_holds_up_to_so_many_times_its_floor(ours: float, holds: bool) -> None:
    figure = one(Times("a row", always(ours), always(0.2), 1.5))
    assert figure.value == pytest.approx(ours / 0.2)
    assert figure.holds is holds


@pytest.mark.parametrize(("ours", "holds"), [(1.25, True), (1.5, False)])
def test_a_row_holds_up_to_so_many_seconds_more_than_its_floor(ours: float, holds: bool) -> None:
    assert one(Beyond("a row", always(ours), always(1.0), 0.25, always(REFERENCE))).holds is holds


def test_on_a_machine_half_as_fast_twice_as_many_seconds_hold() -> None:
    slow = always(2 * REFERENCE)
    assert one(Beyond("a row", always(1.5), always(1.0), 0.25, slow)).holds
    assert not one(Beyond("a row", always(1.52), always(1.0), 0.25, slow)).holds
    assert one(AtMost("a row", always(0.5), 0.25, "s", yardstick=slow)).holds
    assert not one(AtMost("a row", always(0.52), 0.25, "s", yardstick=slow)).holds


@pytest.mark.parametrize("power", [0.0, 1.0, 2.0])
def test_what_grows_is_told_by_its_power(power: float) -> None:
    figure = one(Growth("a row", {size: always(0.001 * size**power) for size in (10, 100, 1_000)}, bound=1.05))
    assert figure.value == pytest.approx(power)
    assert figure.holds is (power < 2)


def test_nothing_is_allowed_where_the_bound_is_none() -> None:
    assert one(AtMost("a row", always(0), 0, "modules")).holds
    assert not one(AtMost("a row", always(1), 0, "modules")).holds


def test_the_slow_ones_of_many_keys_are_looked_at_where_a_row_asks_for_them() -> None:
    keys = Take("keys", lambda: [0.002] * 98 + [0.030] * 2)
    assert one(Times("p99", keys, always(0.002), 3, p99)).value == pytest.approx(15)
    assert one(Times("p50", keys, always(0.002), 3)).value == pytest.approx(1)


def test_a_take_and_its_floor_come_in_turns_and_the_first_round_does_not_count() -> None:
    done: list[str] = []

    def take(name: str) -> Take:
        def once() -> float:
            done.append(name)
            return 100.0 if done.count(name) == 1 else 1.0

        return Take(name, once)

    [figure] = Group("A group", [Times("a row", take("ours"), take("floor"), 1)], rounds=3, warm=1).measure(CHANCE)
    assert [set(done[turn : turn + 2]) for turn in range(0, 8, 2)] == [{"ours", "floor"}] * 4
    assert figure.measured.figures == (1.0,) * 3


def test_half_of_all_lie_between_low_and_high() -> None:
    spread = Spread.of([*range(100, 0, -1)])
    assert (spread.low, spread.median, spread.high, spread.p99) == (25, 50.5, 75, 99)


def a_run(ours: float, *, whole: bool = True) -> results.Run:
    return results.run([("A group", one(Times("a row", always(ours), always(0.2), 1.5)))], 60, whole=whole)


def test_a_run_is_kept_and_read_back_and_only_whole_ones_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    early, late = (a_run(0.2).model_copy(update={"at": datetime(2026, 12, day, tzinfo=UTC)}) for day in (1, 2))
    for each in (late, early, a_run(0.2, whole=False)):
        results.keep(each)
    assert results.whole_runs(3) == [early, late]


def test_what_could_not_be_measured_fails_the_run_and_the_other_rooms_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nothing(workspace: Workspace) -> Iterator[Group]:
        raise NotMeasured("F1 Help did not come about.")

    def something(workspace: Workspace) -> Iterator[Group]:
        yield Group("A group", [AtMost("a row", always(0), 0, "modules")], rounds=1)

    rooms = {"tests.benchmarks.bench_start": nothing, "tests.benchmarks.bench_keys": something}
    monkeypatch.setattr(command, "import_module", lambda name: SimpleNamespace(groups=rooms[name]))
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    assert command.main(["start", "keys"]) == 1
    said = capsys.readouterr().out
    assert "F1 Help did not come about." in said
    assert "1 of 1 rows hold" in said
    assert "NOT MEASURED: start" in said
    assert results.whole_runs(1) == []


def test_the_page_says_what_did_not_hold_in_which_runs() -> None:
    said = tables([a_run(0.2), a_run(0.4)])
    assert "| a row | 400 ms | 200 ms a take | 1.00x | 2.00x | 1.50x | NOT HELD in 1 of 2 |" in said


@pytest.mark.parametrize(("ours", "status"), [(0.2, 0), (0.4, 1)])
def test_a_row_that_does_not_hold_fails_the_run(
    ours: float, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figure = one(Times("a row", always(ours), always(0.2), 1.5))
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    monkeypatch.setattr(command, "measure", lambda rooms, share: ([("A group", figure)], []))
    assert command.main([]) == status
    assert ("NOT HELD: A group: a row: 2.00x, at most 1.50x" in capsys.readouterr().out) is (status == 1)

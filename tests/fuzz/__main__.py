"""`make fuzz`: episodes of random keys, pastes, signals and broken sequences against the real program on a terminal.

Prints each episode's seed and what was found; `--seed N --episodes 1` replays one. Exit 1 where anything was.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from random import SystemRandom
from tempfile import TemporaryDirectory

from tests.fuzz.episode import ANSWERS_WITHIN, Episode, Outcome
from tests.fuzz.prepared import Prepared


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seed", type=int, help="the first episode's; the others count on from it")
    parser.add_argument("--episodes", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=15.0, help="no episode begins after so long")
    parser.add_argument("--beside", type=int, default=1, help="how many run at once")
    parser.add_argument("--size", help="WIDTHxHEIGHT for every episode; drawn if not given")
    parser.add_argument("--cold", action="store_true", help="start each program anew instead of forking a loaded one")
    parser.add_argument("--stacks", type=Path, help="a folder for the stacks of what did not end")
    args = parser.parse_args(argv)
    first = SystemRandom().randrange(1_000_000_000) if args.seed is None else args.seed
    width, _, height = (args.size or "").partition("x")
    size = (int(width), int(height)) if args.size else None
    deadline = time.monotonic() + args.minutes * 60
    found: list[Outcome] = []
    idle: SimpleQueue[Prepared | None] = SimpleQueue()
    for _ in range(args.beside):
        idle.put(None if args.cold else Prepared())

    def one(seed: int) -> None:
        if time.monotonic() > deadline:
            return
        prepared = idle.get()
        with TemporaryDirectory(prefix="chairtui-fuzz-", ignore_cleanup_errors=True) as folder:
            outcome = Episode(seed, Path(folder), size, prepared).run()
        idle.put(prepared)
        found.append(outcome)
        print(line(outcome), flush=True)
        if outcome.stack and args.stacks:
            args.stacks.mkdir(parents=True, exist_ok=True)
            (args.stacks / f"{seed}.txt").write_text(outcome.stack, encoding="utf-8")

    with ThreadPoolExecutor(args.beside) as beside:
        list(beside.map(one, range(first, first + args.episodes)))
    while not idle.empty():
        if prepared := idle.get():
            prepared.end()
    print(summary(found, first))
    return 1 if any(outcome.faults for outcome in found) else 0


def line(outcome: Outcome) -> str:
    """One episode."""
    width, height = outcome.size
    gone = "–" if outcome.gone_after is None else f"{outcome.gone_after:.2f} s"
    kept = f"{outcome.acknowledged} acknowledged of {outcome.versions} versions"
    key = f"key {outcome.slowest_key:.2f} s, {outcome.slowest_run:.2f} of its own"
    figures = f"gone {gone}, {key}, {outcome.memory / 1e6:.0f} MB, {kept}"
    found = "; ".join(outcome.faults) or "sound"
    done = f" [{', '.join(outcome.deeds)}]" if outcome.faults else ""
    return f"seed {outcome.seed} {width}x{height} {outcome.ending}: {found} ({figures}){done}"


def summary(found: Sequence[Outcome], first: int) -> str:
    """All of them, counted."""
    faults = Counter(" ".join(fault.split()[:3]) for outcome in found for fault in outcome.faults)
    broken = [outcome.seed for outcome in found if outcome.faults]
    said = [f"{len(found)} episodes from seed {first}: {len(found) - len(broken)} sound, {len(broken)} not."]
    said += [f"  {count} times: {fault}" for fault, count in faults.most_common()]
    if found:
        memory, key, run, gone = (max(found, key=by) for by in (_memory, _slowest_key, _slowest_run, _gone_after))
        late = sum(outcome.slowest_key > ANSWERS_WITHIN for outcome in found)
        said.append(
            f"most memory {memory.memory / 1e6:.0f} MB (seed {memory.seed}), "
            f"slowest key {run.slowest_run:.2f} s of its own (seed {run.seed}) and {key.slowest_key:.2f} s with other "
            f"programs on the processors (seed {key.seed}; {late} episodes with one over {ANSWERS_WITHIN:g} s), "
            f"slowest to go {_gone_after(gone):.2f} s (seed {gone.seed})"
        )
    return "\n".join(said)


def _memory(outcome: Outcome) -> float:
    return outcome.memory


def _slowest_key(outcome: Outcome) -> float:
    return outcome.slowest_key


def _slowest_run(outcome: Outcome) -> float:
    return outcome.slowest_run


def _gone_after(outcome: Outcome) -> float:
    return outcome.gone_after or 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Whole processes of the command line, against loading the libraries they use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.rows import AtMost, Group, Row, Take, Times
from tests.benchmarks.sample_stores import a_journal, a_meeting
from tests.benchmarks.workspace import LIBRARIES, OURS, Workspace

WITH_LIBRARY = {
    "docx": f"import docx\n{LIBRARIES}",
    "pdf": f"import typst, markdown_it\n{LIBRARIES}",
    "ics": f"import icalendar\n{LIBRARIES}",
    "html": f"import markdown_it\n{LIBRARIES}",
    "show": f"import holidays\nholidays.country_holidays('GB', years=2026)\n{LIBRARIES}",
}
"""What else a command loads. `show` counts working days: the bank holidays of one country bring the modules of all."""
KINDS = ("md", "html", "docx", "pdf", "json", "csv", "ics")
LOADED = """
import sys
from chairtui.cli import main
main(sys.argv[1:])
print(sum(name.partition(".")[0] == "textual" for name in sys.modules), file=sys.stderr)
"""


def groups(workspace: Workspace) -> Iterator[Group]:
    store = workspace.folder / "commands"
    journal = a_journal(store)
    a_meeting(journal, 60)
    journal.meetings()

    def python(code: str) -> Take:
        return workspace.whole_process(f'python -c "{code}"', [sys.executable, "-c", code])

    def ours(*argv: str, exits: int = 0) -> Take:
        return workspace.whole_process(f"chairtui {' '.join(argv)}", [*OURS, "--store", str(store), *argv], exits)

    nothing, stands_on = python("import argparse"), python(LIBRARIES)
    with_library = {kind: python(code) for kind, code in WITH_LIBRARY.items()}
    rows: list[Row] = [
        Times("chairtui --version", ours("--version"), nothing, 1.5),
        Times("chairtui --help", ours("--help"), nothing, 1.5),
        Times("chairtui check", ours("check", "m1", exits=1), stands_on, 1.5),
    ]
    for argv in (["list"], ["show", "m1"], ["history", "m1"], ["actions"], ["formats"], ["record", "m1", "f: Seen."]):
        rows.append(Times(f"chairtui {argv[0]}", ours(*argv), with_library.get(argv[0], stands_on), 2.0))
    for kind in KINDS:
        rows.append(
            Times(
                f"chairtui export --to {kind}",
                ours("export", "m1", "--to", kind),
                with_library.get(kind, stands_on),
                2.0,
            )
        )
    yield Group("Each command, a meeting of 60 records", rows, rounds=25)

    def loaded(*argv: str) -> Row:
        def once() -> float:
            code = [sys.executable, "-c", LOADED, *argv[:1], "--store", str(store), *argv[1:]]
            done = subprocess.run(code, env=workspace.environment, cwd=workspace.folder, capture_output=True)
            return float(done.stderr.splitlines()[-1])

        take = Take(f"chairtui {' '.join(argv)}", once, "modules")
        return AtMost(" ".join(["chairtui", *argv[:1], *argv[2:]]), take, 0, "modules")

    commands = [("--version",), ("--help",), ("check", "m1"), *(("export", "m1", "--to", kind) for kind in KINDS)]
    yield Group("What of Textual a command loads", [loaded(*argv) for argv in commands], rounds=1, warm=0)

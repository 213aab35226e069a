"""Makes `docs/provisions.md` from the formats and the tests, on stdout: `make provisions`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from chairtui.format_registry import open_registry
from chairtui.meeting.formats.model import Format, Provision
from chairtui.meeting.formats.placeholders import said_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "provisions.md"
_TEST = re.compile(r"^(?:async )?def (test_([a-z]+)_(\d+)_\w+)\(", re.MULTILINE)
BODIES = {
    "ALL": "Every format",
    "IOW": "Isle of Wight",
    "KBSP": "Bristol",
    "CH": "City & Hackney",
    "MSCB": "MSCB",
    "DG": "Dumfries & Galloway",
}
HEAD = """\
# Provisions

What each of the five published texts asks, how the program answers it, and the test that fails if it no longer does.
Made from `data/formats`, `data/baseline.toml` and `tests/provisions` by `make provisions`; change those, not this page.
**Blocker**: the meeting can't be closed without it. **Advice**: shown, and stops nothing. **Built in**: a part of the
program answers it by being what it is.
"""


def named_tests() -> dict[str, tuple[str, str]]:
    """Each row that has a test named for it: the file and the name. Raises `ValueError` where two have the same row."""
    found: dict[str, tuple[str, str]] = {}
    for file in sorted(HERE.glob("test_*_rows.py")):
        for name, body, number in _TEST.findall(file.read_text(encoding="utf-8")):
            row = f"{body.upper()}-{number}"
            if row in found:
                raise ValueError(f"{row} has two tests: {found[row][1]} and {name}")
            found[row] = (file.name, name)
    return found


def rows() -> dict[str, list[tuple[Format, str, str, str]]]:
    """Each row, in order: the formats that have it, with what they say of it."""
    found: dict[str, list[tuple[Format, str, str, str]]] = {}
    for format_ in open_registry().formats.values():
        for provision in said_of(format_, format_.words.person).provisions:
            how = f"{provision.how} ({parts_of(format_, provision)})"
            said = (format_, provision.text, provision.cites, how)
            found.setdefault(provision.id, []).append(said)
    order = list(BODIES)
    return dict(sorted(found.items(), key=lambda row: (order.index(row[0].split("-")[0]), row[0])))


def parts_of(format_: Format, provision: Provision) -> str:
    """The parts of a format that answer a row, by their ids: prompts by their agenda items, how often each."""
    row = provision.id
    parts: dict[str, list[str]] = {
        "prompt": [f"`{i.id}`" for i in format_.agenda for p in i.prompts if p.provision == row],
        "question": [
            f"`{q.id}`" + (f" {q.needed}" if q.needed else "") for q in format_.questions if q.provision == row
        ],
        "rule": [f"`{r.rule}` {r.level}" for r in format_.rules if r.provision == row],
        "clock": [f"`{c.id}`" for c in format_.clocks if c.provision == row],
        "reasons": [str(len(format_.reasons))] if format_.reasons_provision == row else [],
        "not for": [f"`{e.id}`" for e in format_.excluded if (e.provision or format_.scope_provision) == row],
        "route": ["shown"] if format_.route.provision == row else [],
        "part of the program": [provision.built_in] if provision.built_in else [],
    }
    return "; ".join(f"{name}: {', '.join(found)}" for name, found in parts.items() if found)


def page() -> str:
    """The page, in CommonMark with tables."""
    named = named_tests()
    blocks = [HEAD]
    for body, title in BODIES.items():
        lines = ["| row | asks | where | format | how it is answered | test |", "| --- | --- | --- | --- | --- | --- |"]
        for row, said in rows().items():
            if row.split("-")[0] != body:
                continue
            every = body == "ALL"
            for n, (format_, text, cites, how) in enumerate(said[:1] if every else said):
                file, name = named.get(row, ("", ""))
                test = f"[`{name}`](../tests/provisions/{file})" if name else ""
                cells = [row, text, cites, "all" if every else f"`{format_.id}`", how, test if not n else "the same"]
                lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        blocks.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(blocks)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())

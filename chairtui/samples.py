"""Sample meetings: scripts of invented meetings, for the demo and end-to-end tests.

A sample is a text file in `data/samples`. A section's name stands in brackets on a line of its own; blank lines and
those that start with # are left out. `[meeting]` and `[amendment]` hold `key: value` lines, `[refused]` ids of
provisions, and every other section steps: a line of the capture grammar, or `set KEY=VALUE`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from chairtui.data_files import data_folder, read_data

SET = "set "


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a script: a capture `line`, or a `key` and its `value`.

    `item` is the number of the agenda item that is open, "" for none.
    """

    item: str = ""
    line: str = ""
    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A script from creating the meeting to closing it."""

    name: str
    meeting: dict[str, str] = field(default_factory=dict)
    """Options of `chairtui new`, by name."""
    opening: tuple[Step, ...] = ()
    """Steps before the demo opens the program: convening, attendance, the first items."""
    rest: tuple[Step, ...] = ()
    """Steps up to the first attempt to close."""
    refused: tuple[str, ...] = ()
    """Provisions that must block that attempt."""
    mend: tuple[Step, ...] = ()
    """Steps that resolve these blockers."""
    amendment: dict[str, str] = field(default_factory=dict)
    """An amendment: `ref`, and options of `chairtui amend` by name."""

    @property
    def captured(self) -> tuple[str, ...]:
        """All capture lines in order."""
        return tuple(step.line for step in (*self.opening, *self.rest, *self.mend) if step.line)


def sample_names() -> list[str]:
    """Sorted names of the samples, which are format ids."""
    return sorted(file.stem for file in (data_folder() / "samples").glob("*.txt"))


def load_sample(name: str) -> Sample:
    """Load a sample by name. Raises `FileNotFoundError`."""
    return read_sample(name, read_data(f"samples/{name}.txt"))


def read_sample(name: str, text: str) -> Sample:
    """Parse a sample file. Raises `ValueError` for a line outside any section."""
    meeting: dict[str, str] = {}
    amendment: dict[str, str] = {}
    refused: list[str] = []
    steps: dict[str, list[Step]] = {"opening": [], "rest": [], "mend": []}
    section, stage = "", "opening"
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            stage = {"pause": "rest", "mend": "mend"}.get(section, stage)
        elif section in ("meeting", "amendment"):
            key, _, value = line.partition(":")
            (meeting if section == "meeting" else amendment)[key.strip()] = value.strip()
        elif section == "refused":
            refused.append(line)
        elif section:
            steps[stage].append(_step(line, section.removeprefix("item ") if section.startswith("item ") else ""))
        else:
            raise ValueError(f"{name}: “{line}” stands outside any section")
    return Sample(
        name=name,
        meeting=meeting,
        opening=tuple(steps["opening"]),
        rest=tuple(steps["rest"]),
        refused=tuple(refused),
        mend=tuple(steps["mend"]),
        amendment=amendment,
    )


def _step(line: str, item: str) -> Step:
    if not line.startswith(SET):
        return Step(item=item, line=line)
    key, _, value = line.removeprefix(SET).partition("=")
    return Step(item=item, key=key.strip(), value=value.strip())

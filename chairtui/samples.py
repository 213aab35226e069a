"""Sample meetings: scripts of invented ones, for the demonstration and for trying a whole meeting out.

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
    """One thing somebody does. A capture line has `line`; a setting has `key` and `value`.

    `item` is the number of the agenda item that is open, "" for none.
    """

    item: str = ""
    line: str = ""
    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A meeting from its setting up to its close."""

    name: str
    meeting: dict[str, str] = field(default_factory=dict)
    """The words it is set up with, by the names of `chairtui new`'s options."""
    opening: tuple[Step, ...] = ()
    """What happens until the demonstration opens the program: convening, attendance, the first items."""
    rest: tuple[Step, ...] = ()
    """The rest of the meeting, up to the first attempt to close it."""
    refused: tuple[str, ...] = ()
    """The provisions that must stand in the way of that attempt."""
    mend: tuple[Step, ...] = ()
    """What puts them right."""
    amendment: dict[str, str] = field(default_factory=dict)
    """A correction asked for afterwards: `ref`, and the words of it by the names of `chairtui amend`'s options."""

    @property
    def captured(self) -> tuple[str, ...]:
        """Every capture line in order."""
        return tuple(step.line for step in (*self.opening, *self.rest, *self.mend) if step.line)


def sample_names() -> list[str]:
    """The samples there are, in order of their names, which are their formats' ids."""
    return sorted(file.stem for file in (data_folder() / "samples").glob("*.txt"))


def load_sample(name: str) -> Sample:
    """A sample by its name. Raises `FileNotFoundError`."""
    return read_sample(name, read_data(f"samples/{name}.txt"))


def read_sample(name: str, text: str) -> Sample:
    """A sample from the text of its file. Raises `ValueError` for a line outside any section."""
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

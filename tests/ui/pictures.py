"""Pictures of every screen, from the program itself on the sample meeting: `make pictures` writes them to docs/.

Nothing in them depends on the day, the machine or chance, so that a picture changes only when its screen does.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from chairtui.app import ChairApp
from chairtui.commands.demo import partly_held
from chairtui.commands.place import Place
from chairtui.files import read_data
from chairtui.samples import load_sample
from chairtui.settings_file import SettingsFile
from screens.desk import Desk
from tests.ui.laid_desk import LONDON, NARROW, WIDE, press, settled

SHOWN = Path(__file__).parents[2] / "docs" / "pictures"
NOW = datetime(2026, 12, 3, 14, 40, tzinfo=LONDON)
FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Fonts from elsewhere: a picture must show without fetching anything."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen, and the keys that lead to it from the meeting."""

    name: str
    about: str
    keys: tuple[str, ...]


SCENES = (
    Scene("library", "The meetings, and what is due", ("L",)),
    Scene("new-meeting", "A new meeting, step by step", ("L", "n")),
    Scene("not-convened", "A meeting that was asked for and not convened", ("L", "n", "ctrl+n")),
    Scene("meeting", "Strengths, needs and risks", ("5",)),
    Scene("line", "A risk in the line, and what it will become", ("6", *"rOn her own on Fridays @Beth")),
    Scene("attendance", "Who is here", ("P",)),
    Scene("closing", "What stands in the way of closing", ("C",)),
    Scene("minutes", "The minutes as they now stand", ("M",)),
    Scene("copies", "Who gets which copy of the minutes", ("M", "d")),
    Scene("actions", "Actions across meetings", ("A",)),
    Scene("edit", "One record with all its fields", ("6", "j", "enter")),
    Scene("history", "Every version of a record", ("6", "j", "v")),
    Scene("immediate-risk", "Immediate risk", ("exclamation_mark",)),
    Scene("settings", "Settings", ("f2",)),
    Scene("help", "Help for the screen one is on", ("f1",)),
    Scene("palette", "Every command, found by its name", ("ctrl+p",)),
    Scene("cover", "The screen covered", ("ctrl+l",)),
    Scene("part-two", "Part two: what the screen shows while the family is here", ("5", "F", "enter")),
)
LOOKS = (("", "dark", WIDE), ("-80x24", "dark", NARROW), ("-contrast", "contrast", NARROW))
"""What a picture's name ends in, the look it wears and its size."""
NAMES = {" ": "space", ":": "colon", "@": "at"}


@contextmanager
def sample_desk() -> Iterator[tuple[Desk, str]]:
    """A desk with the sample meeting partly held, and the meeting's id."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        here = Path.cwd()
        os.chdir(folder)
        try:
            Path("settings.toml").write_text('name = "Tobias Inkwell"\nhints = false\n', encoding="utf-8")
            with Place("store", lambda: NOW, unencrypted=True) as place:
                sample = load_sample("bristol")
                meeting = partly_held(sample, place, sample.meeting["by"]).meeting.id
                desk = Desk(
                    journal=place.journal,
                    formats=dict(place.shelf.formats),
                    by=sample.meeting["by"],
                    now=place.now,
                    new_id=place.new_id,
                    template=read_data("templates/minutes.md"),
                    settings=SettingsFile(Path("settings.toml")),
                )
                yield desk, meeting
        finally:
            os.chdir(here)


async def picture(desk: Desk, meeting: str, scene: Scene, look: str, size: tuple[int, int]) -> str:
    """One screen as an SVG."""
    app = ChairApp(desk, meeting, theme=look)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, *(NAMES.get(key, key) for key in scene.keys))
        await asyncio.sleep(0.1)  # the line below the line follows the last key
        return FONT.sub("", app.export_screenshot(title=f"chairtui: {scene.about}"))


def words_of(svg: str) -> list[str]:
    """What a picture says, its clock times left out."""
    text = " ".join("".join(e.itertext()) for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("}text"))
    return re.sub(r"\d\d:\d\d", "", text.replace("\xa0", " ")).split()


async def draw(folder: Path) -> None:
    """Every screen in every look, and a page that shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    page = ["# The screens", "", "Made by `make pictures` from the program itself, on the sample meeting.", ""]
    with sample_desk() as (desk, meeting):
        for scene in SCENES:
            page += [f"## {scene.about}", ""]
            for ending, look, size in LOOKS:
                name = f"{scene.name}{ending}.svg"
                svg = await picture(desk, meeting, scene, look, size)
                (folder / name).write_text(svg, encoding="utf-8", newline="\n")
                page += [f"![{scene.about}, {look}, {size[0]} by {size[1]}]({name})", ""]
    (folder / "README.md").write_text("\n".join(page[:-1]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1]) if len(sys.argv) > 1 else SHOWN))

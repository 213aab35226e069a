"""Renders every screen as a picture, from the program on the sample meeting: `make pictures` writes them to docs/.

They depend on neither the day nor the machine, so that a picture changes only when its screen does.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from unittest.mock import patch
from xml.etree import ElementTree

from textual.pilot import Pilot

from chairtui.app import ChairApp
from chairtui.commands.context import CommandContext
from chairtui.commands.demo import hold, hold_opening, play
from chairtui.data_files import read_data
from chairtui.journal.session import Session
from chairtui.samples import load_sample
from chairtui.settings_file import SettingsFile
from chairtui.words.live import COUNTING
from screens.context import AppContext, LockedStore
from tests.ui.app_harness import LONDON, NARROW, PROJECTOR, WIDE, press, settled, shown
from tests.ui.at_rest import on_a_terminal
from tests.ui.live_harness import until

SHOWN = Path(__file__).parents[2] / "docs" / "pictures"
NOW = datetime(2026, 12, 3, 14, 40, tzinfo=LONDON)
FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Fonts from elsewhere: a picture must show without fetching anything."""


Look = tuple[str, str, tuple[int, int]]
"""What a picture's name ends in, the look it wears and its size."""
LOOKS: tuple[Look, ...] = (("", "dark", WIDE), ("-80x24", "dark", NARROW), ("-contrast", "contrast", NARROW))
SIZED: tuple[Look, ...] = (*LOOKS, ("-100x30", "dark", (100, 30)), ("-160x50", "dark", PROJECTOR))
"""Those and the two other sizes a meeting is held at."""
OTHERS: tuple[Look, ...] = (("-light", "light", NARROW), ("-terminal", "terminal", NARROW))
RELATIVE = "Rhea, mother of K"
NAMES = {" ": "space", ":": "colon", "@": "at", ",": "comma"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen, and the keys that lead to it from the meeting; `meanwhile` somebody else writes, before `then`."""

    name: str
    about: str
    keys: tuple[str, ...]
    looks: tuple[Look, ...] = LOOKS
    closed: bool = False
    fresh: bool = False
    store: str = ""
    locked: bool = False
    full: bool = False
    """Whether it is the Isle of Wight's sample with all that was said in it, some sixty records."""
    meanwhile: Callable[[AppContext, str], None] | None = None
    then: tuple[str, ...] = ()


def somebody_changes_the_fact(context: AppContext, meeting: str) -> None:
    """Somebody else has corrected the fact that is being edited."""
    session = Session(context.journal, meeting, "Bethan Quillfeather")
    fact = next(e.record for e in session.meeting.notes if e.ref == "F1")
    session.save(fact.model_copy(update={"text": fact.text.replace("nine", "eleven")}))


SCENES = (
    Scene("passphrase", "The passphrase of an encrypted store", tuple("four"), LOOKS[:2], store="known"),
    Scene("passphrase-new", "The first passphrase of a new store", tuple("short"), LOOKS[:2], store="new"),
    Scene("library", "The meetings, and what is due", ("L",)),
    Scene("new-meeting", "A new meeting, step by step", ("L", "n")),
    Scene("not-convened", "A meeting that was asked for and not convened", ("L", "n", "f6")),
    Scene("meeting", "Strengths, needs and risks", ("5",), SIZED + OTHERS),
    Scene("information", "What was said, by agency, in a meeting of sixty records", ("6", "j"), SIZED, full=True),
    Scene("plan", "Actions with their owners and days", ("9", "j"), SIZED, full=True),
    Scene("chairs-panel", "The chair's panel opened beside the item", ("6", "T"), SIZED, full=True),
    Scene(
        "open-risk",
        "An immediate risk that is not decided",
        ("6", "exclamation_mark", *"K. is at the quay", "ctrl+s"),
        SIZED,
        fresh=True,
    ),
    Scene("closed", "A closed meeting, and what is due", ("C",), LOOKS[:2], closed=True),
    Scene("line", "A risk in the line, and what it will become", ("6", *"rOn her own on Fridays @Beth")),
    Scene("attendance", "Who is here", ("P",)),
    Scene("closing", "What is left to sort out before closing", ("C",)),
    Scene("minutes", "The minutes as they now stand", ("M",), LOOKS + OTHERS),
    Scene("copies", "Who gets which copy of the minutes", ("M", "d"), closed=True),
    Scene(
        "release",
        "What a relative is given of the minutes, line by line",
        ("M", "r", "n", *RELATIVE, "enter"),
        full=True,
    ),
    Scene("actions", "Actions across meetings", ("A",), closed=True),
    Scene("report", "What all meetings came to, in bars", ("L", "R"), closed=True),
    Scene("edit", "One record with all its fields", ("6", "j", "enter")),
    Scene(
        "two-versions",
        "Two people changed the same record: both versions, and which is to stand",
        ("6", "g", "enter", *", she says"),
        LOOKS[:2],
        meanwhile=somebody_changes_the_fact,
        then=("ctrl+s",),
    ),
    Scene("history", "Every version of a record", ("6", "j", "v")),
    Scene("amend", "A correction to a closed meeting", ("C", "a", *"R1", "enter", *"On"), LOOKS[:2], closed=True),
    Scene("immediate-risk", "Immediate risk", ("exclamation_mark",)),
    Scene("settings", "Settings", ("f2",)),
    Scene("help", "Help for the screen one is on", ("f1",)),
    Scene("palette", "Every command, found by its name", ("ctrl+p",)),
    Scene("cover", "The screen covered", ("ctrl+l",)),
    Scene("passphrase-cover", "The cover of an encrypted store", ("ctrl+l", *"four"), LOOKS[1:2], locked=True),
    Scene("too-small", "A small window", (), (("", "dark", (39, 11)),)),
    Scene(
        "part-two",
        "Part two: what the screen shows while the family is here",
        ("P", *("o", "j") * 4, "escape", "5", "F", "enter"),
        fresh=True,
    ),
)


@contextmanager
def sample_context(
    *, closed: bool = False, full: bool = False, name: str = "bristol"
) -> Iterator[tuple[AppContext, str]]:
    """An app context with the sample meeting partly held or closed, and its id."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        here = Path.cwd()
        os.chdir(folder)
        try:
            Path("settings.toml").write_text('name = "Tobias Inkwell"\nhints = false\n', encoding="utf-8")
            with (
                patch("screens.settings.exports_folder", lambda _: Path("/home/tobias/Documents")),
                CommandContext("store", lambda: NOW, unencrypted=True) as commands,
            ):
                sample = load_sample(name)
                session = hold(sample, commands) if closed else hold_opening(sample, commands, sample.meeting["by"])
                if full:
                    play(sample.rest, session, commands)
                context = AppContext(
                    journal=commands.journal,
                    formats=dict(commands.format_registry.formats),
                    by=sample.meeting["by"],
                    now=commands.now,
                    new_id=commands.new_id,
                    template=read_data("templates/minutes.md"),
                    settings=SettingsFile(Path("settings.toml")),
                )
                yield context, session.meeting.id
        finally:
            os.chdir(here)


async def picture(
    context: AppContext,
    meeting: str,
    scene: Scene,
    look: str,
    size: tuple[int, int],
    expected: Sequence[str] | None = None,
) -> str:
    """One screen as an SVG, at once where it says what is `expected`."""
    lock = LockedStore("/home/tobias/meetings", scene.store == "new", lambda _: None) if scene.store else None
    app = ChairApp(context, meeting, theme=look, locked_store=lock, unlocks=(lambda _: False) if scene.locked else None)
    async with on_a_terminal(app, size) as pilot:
        await settled(pilot)
        await press(pilot, *(NAMES.get(key, key) for key in scene.keys))
        if scene.meanwhile is not None:
            scene.meanwhile(context, meeting)
            await press(pilot, *scene.then)
        await asyncio.sleep(0.1)  # the line below the line follows the last key
        await until(pilot, lambda: COUNTING not in shown(app))
        return await settled_picture(app, pilot, f"chairtui: {scene.about}", expected)


async def settled_picture(app: ChairApp, pilot: Pilot[None], title: str, expected: Sequence[str] | None) -> str:
    """The screen as an SVG once it has said the same for half a second, as workers go on counting after the last key.

    One that says what is `expected` is not waited for.
    """
    drawn, since, start = "", monotonic(), monotonic()
    while monotonic() - since < 0.5 and monotonic() - start < 10:
        now = FONT.sub("", app.export_screenshot(title=title))
        if words_of(now) == expected:
            return now
        if not drawn or words_of(now) != words_of(drawn):
            since = monotonic()
        drawn = now
        await pilot.pause(0.1)
    return drawn


async def pictures(scene: Scene, context: AppContext, meeting: str) -> AsyncIterator[tuple[Look, str]]:
    """A screen in each of its looks. One that changes what is kept has a meeting of its own for each."""
    for look in scene.looks:
        _, worn, size = look
        if scene.closed or scene.fresh or scene.full or scene.meanwhile is not None:
            with of_scene(scene) as (own, its_meeting):
                yield look, await picture(own, its_meeting, scene, worn, size)
        else:
            yield look, await picture(context, meeting, scene, worn, size)


def of_scene(scene: Scene) -> AbstractContextManager[tuple[AppContext, str]]:
    """The sample meeting that a scene shows, for itself alone."""
    name = "isle-of-wight" if scene.full else "bristol"
    return sample_context(closed=scene.closed, full=scene.full, name=name)


def words_of(svg: str) -> list[str]:
    """What a picture says, its clock times left out."""
    text = " ".join("".join(e.itertext()) for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("}text"))
    return re.sub(r"\d\d:\d\d", "", text.replace("\xa0", " ")).split()


async def draw(folder: Path, only: Sequence[str] = ()) -> None:
    """Every screen in its looks, and a page that shows them; or `only` those of these names."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    page = ["# The screens", "", "Made by `make pictures` from the program itself, on the sample meeting.", ""]
    with sample_context() as (context, meeting):
        for scene in (s for s in SCENES if not only or s.name in only):
            page += [f"## {scene.about}", ""]
            async for (ending, look, size), svg in pictures(scene, context, meeting):
                name = f"{scene.name}{ending}.svg"
                (folder / name).write_text(svg, encoding="utf-8", newline="\n")
                page += [f"![{scene.about}, {look}, {size[0]} by {size[1]}]({name})", ""]
    if only:
        return
    (folder / "README.md").write_text("\n".join(page[:-1]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1]) if len(sys.argv) > 1 else SHOWN, sys.argv[2:]))

"""The pictures in docs/ show what the screens say; `make pictures` draws them anew."""

from __future__ import annotations

import pytest

from tests.ui.pictures import SCENES, SHOWN, of_scene, picture, words_of

COMPARED = ("attendance", "settings", "new-meeting", "two-versions", "part-two")


SIZED = ("meeting", "information", "plan", "open-risk")
"""Screens compared at each size a meeting is held at."""
ENDINGS = ("", "-80x24", "-100x30", "-160x50")


@pytest.mark.parametrize(
    ("name", "ending"), [*((name, "-80x24") for name in COMPARED), *((n, e) for n in SIZED for e in ENDINGS)]
)
async def test_a_picture_says_what_its_screen_says(name: str, ending: str) -> None:
    scene = next(scene for scene in SCENES if scene.name == name)
    ending, look, size = next(found for found in scene.looks if found[0] == ending)
    kept = words_of((SHOWN / f"{name}{ending}.svg").read_text(encoding="utf-8"))
    with of_scene(scene) as (context, meeting):
        now = await picture(context, meeting, scene, look, size, kept)
    assert kept == words_of(now), "Run: make pictures"


def test_there_is_a_picture_of_each_screen_in_each_look_and_no_other() -> None:
    expected = {f"{scene.name}{ending}.svg" for scene in SCENES for ending, _, _ in scene.looks}
    assert {file.name for file in SHOWN.glob("*.svg")} == expected
    assert all(f"({name})" in (SHOWN / "README.md").read_text(encoding="utf-8") for name in expected)

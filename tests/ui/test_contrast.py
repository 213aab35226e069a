"""Every text of every screen has a contrast of 4.5:1 in every look (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color_triplet import ColorTriplet
from textual.app import App
from textual.widgets import Input, Select, TextArea

import screens
from chairtui.app import ChairApp, look_for
from screens.themes import THEMES
from tests.ui.app_harness import WIDE, press, settled
from tests.ui.at_rest import on_a_terminal
from tests.ui.pictures import sample_context

LEAST = 4.5
DRAWN = set(" \xa0─│┃▌▐█▔▁▄▀▊▎▏━┌┐└┘▂▃▅▆▇╸╺")
"""What draws and says nothing: lines, bars and the cursor."""
WAYS: tuple[tuple[str, ...], ...] = (
    ("5", "j"),
    ("9", "j", "T"),
    ("right", "down"),
    ("escape", "T", "6", "slash", "r"),
    ("escape", "P", "j"),
    ("escape", "C", "j"),
    ("escape", "M"),
    ("escape", "6", "j", "enter"),
    ("escape", "escape", "exclamation_mark"),
    ("escape", "f2"),
    ("escape", "f1"),
    ("escape", "ctrl+p"),
    ("escape", "A"),
    ("escape", "L"),
    ("slash", "x"),
    ("escape", "n", "j"),
)
"""Keys from one screen to the next, beginning in the sample meeting."""


def relative_luminance(colour: ColorTriplet) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """The ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def texts(app: App[None]) -> Iterator[tuple[str, float]]:
    """Each text on the screen and its contrast; of a page that lies over another one, only its own."""
    screen = app.screen
    strips = screen._compositor.render_strips()
    if screen.is_modal:
        own = screen.query_one("#--container").region
        strips = [strip.crop(own.x, own.right) for strip in strips[own.y : own.bottom]]
    for strip in strips:
        for segment in strip:
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None or not set(segment.text) - DRAWN:
                continue
            pair = style.color.get_truecolor(), style.bgcolor.get_truecolor()
            yield segment.text.strip(), contrast(*(reversed(pair) if style.reverse else pair))


PALETTES = {
    "Windows": {"default": "cccccc", "ground": "0c0c0c", "red": "c50f1f", "green": "13a10e", "yellow": "c19c00"},
    "Windows, old": {"default": "c0c0c0", "ground": "000000", "red": "800000", "green": "008000", "yellow": "808000"},
    "PowerShell": {"default": "eeedf0", "ground": "012456", "red": "800000", "green": "008000", "yellow": "eeedf0"},
    "Linux": {"default": "aaaaaa", "ground": "000000", "red": "aa0000", "green": "00aa00", "yellow": "aa5500"},
    "xterm": {"default": "000000", "ground": "ffffff", "red": "cd0000", "green": "00cd00", "yellow": "cdcd00"},
}
"""Some colours of terminals of sixteen, as they come."""


@pytest.mark.parametrize("terminal", PALETTES)
def test_the_terminals_own_look_can_be_read_in_every_terminal_of_sixteen_colours(terminal: str) -> None:
    palette = {name: ColorTriplet(*bytes.fromhex(value)) for name, value in PALETTES[terminal].items()}
    look = THEMES["terminal"]
    named = [look.primary, look.secondary, look.accent, look.warning, look.error, look.success, look.foreground]
    named += [value for name, value in look.variables.items() if name.startswith("text-")]
    sheets = (file.read_text(encoding="utf-8") for file in Path(screens.__file__).parent.rglob("*.tcss"))
    named += [found for sheet in sheets for found in re.findall(r"[^-]color: (ansi_(?!black)\w+)", sheet)]
    for colour in filter(None, named):
        ratio = contrast(palette[colour.removeprefix("ansi_")], palette["ground"])
        assert ratio >= LEAST, f"{colour} has {ratio:.1f}:1"


async def test_in_the_terminals_own_look_a_thick_line_marks_the_field_one_is_in() -> None:
    with sample_context() as (context, meeting):
        app = ChairApp(context, meeting, theme="terminal")
        async with on_a_terminal(app, WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "5", "j", "enter")
            for field in (TextArea, Select, Select, Input):
                focused = app.focused
                assert isinstance(focused, field)
                x, y = focused.region.offset
                strip = app.screen._compositor.render_strips()[y]
                assert "▌" in strip.crop(x, x + 2).text
                await press(pilot, "tab")


async def test_without_colours_sixteen_do_not_become_black_on_black(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with sample_context() as (context, meeting):
        app = ChairApp(context, meeting, theme="dark")
        async with on_a_terminal(app, WIDE) as pilot:
            app.theme = look_for(app.theme, "standard")
            await settled(pilot)
            strips = app.screen._compositor.render_strips()
            styles = [segment.style for strip in strips for segment in strip if segment.style is not None]
            assert styles
            assert all(c is None or c.is_default for style in styles for c in (style.color, style.bgcolor))


def test_black_on_white_has_the_greatest_contrast_and_grey_on_grey_none() -> None:
    assert round(contrast(ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255))) == 21
    assert contrast(ColorTriplet(90, 90, 90), ColorTriplet(90, 90, 90)) == 1


@pytest.mark.parametrize("look", ["dark", "light", "contrast"])
async def test_every_text_can_be_read(look: str) -> None:
    faint: dict[tuple[str, str], float] = {}
    seen = 0
    with sample_context() as (context, meeting):
        app = ChairApp(context, meeting, theme=look)
        async with on_a_terminal(app, WIDE) as pilot:
            await settled(pilot)
            for keys in WAYS:
                await press(pilot, *keys)
                for text, ratio in texts(app):
                    seen += 1
                    if ratio < LEAST:
                        faint[type(app.screen).__name__, text] = round(ratio, 2)
    assert seen > 500
    assert not faint, "\n".join(f"{ratio} {where}" for where, ratio in faint.items())


@pytest.mark.parametrize(
    ("colours", "look"),
    [
        ("standard", "chairtui-terminal"),
        ("windows", "chairtui-terminal"),
        ("256", "chairtui-dark"),
        (None, "chairtui-dark"),
    ],
)
def test_a_terminal_of_sixteen_colours_has_the_look_that_draws_its_fields(colours: str | None, look: str) -> None:
    assert look_for("chairtui-dark", colours) == look

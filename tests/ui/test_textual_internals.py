"""The contract with Textual: each private part that `screens/textual_internals.py` relies on is there and does that."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.command import CommandList, CommandPalette
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Select, Static
from textual.widgets._select import SelectOverlay

import screens
from screens.textual_internals import SafeSelect, SteadyInput, Unpainted, forward_event, paint_now
from tests.ui.at_rest import on_a_terminal

METHODS = (
    (Screen, "_on_timer_update"),
    (Screen, "_refresh_layout"),
    (Screen, "_compositor_refresh"),
    (Screen, "_update_auto_focus"),
    (Widget, "_forward_event"),
    (Input, "_watch_value"),
    (Select, "_setup_options_renderables"),
    (CommandPalette, "_action_command_list"),
    (CommandPalette, "_watch__list_visible"),
    (CommandPalette, "_watch__show_busy"),
    (CommandPalette, "_on_click"),
    (CommandList, "_on_click"),
)
ATTRIBUTES = ((Widget, "_repaint_required"), (Screen, "_dirty_widgets"), (Input, "_initial_value"))
HANDLERS = {"_on_key", "_on_paste", "_on_hide", "_on_focus"}
"""Textual dispatches events to these by name, in each class of a widget: that is how it is meant to be extended."""


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("before", id="text")
        yield SteadyInput(id="line")


@pytest.mark.parametrize(("owner", "name"), METHODS)
def test_each_method_is_one_of_its_class(owner: type, name: str) -> None:
    assert inspect.isfunction(getattr(owner, name))


@pytest.mark.parametrize(("owner", "name"), ATTRIBUTES)
def test_each_attribute_is_set_by_its_class(owner: type, name: str) -> None:
    assert f"self.{name}" in inspect.getsource(owner)


def test_the_bindings_of_a_screen_and_of_its_app_are_a_property() -> None:
    assert isinstance(inspect.getattr_static(Screen, "_binding_chain"), property)


def test_a_select_keeps_its_list_in_an_overlay() -> None:
    assert issubclass(SelectOverlay, Widget)


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_a_list_of_choices_is_paged_before_it_is_laid_out(key: str) -> None:
    class Form(App[None]):
        def compose(self) -> ComposeResult:
            yield SafeSelect([("Chair", "chair"), ("Note-taker", "note-taker")])

    async with on_a_terminal(Form()) as pilot:
        choices = pilot.app.query_one(SelectOverlay)
        choices.highlighted = 0
        assert not choices.size
        getattr(choices, f"action_{key.replace('page', 'page_')}")()


async def test_what_changed_is_painted_before_the_next_timer() -> None:
    app = Page()
    async with on_a_terminal(app):
        painted: list[str] = []
        text = app.query_one("#text", Static)
        text.update("after")
        paint_now(app.screen, [text])
        painted.append("".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip))
        assert "after" in painted[0]
        assert not text._repaint_required and not app.screen._dirty_widgets


async def test_a_forwarded_key_reaches_the_widget_and_is_not_dispatched_again() -> None:
    app = Page()
    async with on_a_terminal(app) as pilot:
        line = app.query_one(SteadyInput)
        key = events.Key("x", "x")
        forward_event(line, key)
        await pilot.pause()
        assert line.value == "x" and key.is_forwarded


async def test_a_steady_input_takes_values_without_a_layout_of_the_screen() -> None:
    app = Page()
    async with on_a_terminal(app) as pilot:
        line, layouts = app.query_one(SteadyInput), []
        app.screen._layout_required = False
        line.value = "word"
        layouts.append(app.screen._layout_required)
        await pilot.pause()
        assert layouts == [False]
        assert "word" in "".join(segment.text for y in range(3) for segment in line.render_line(y))


def test_the_screen_beneath_lays_out_and_paints_nothing() -> None:
    assert Unpainted._refresh_layout is not Screen._refresh_layout
    assert Unpainted._compositor_refresh is not Screen._compositor_refresh


def private_names(file: Path) -> Iterator[str]:
    """Private names of Textual that a module reads, calls or overrides, beside those it sets itself."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    own = {n.attr for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)}
    own |= {n.name for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
    theirs = {name for cls in (MessagePump, Widget, Screen, Input, Select, App) for name in vars(cls)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and re.match("_[a-z]", node.attr) and node.attr in theirs - own:
            yield node.attr
        if isinstance(node, ast.FunctionDef) and re.match("_[a-z]", node.name) and node.name in theirs - HANDLERS:
            yield node.name


def test_no_other_module_of_the_screens_names_a_private_part_of_textual() -> None:
    room = Path(screens.__file__).parent
    found = {
        (file.name, name)
        for file in room.rglob("*.py")
        if file.name != "textual_internals.py"
        for name in private_names(file)
    }
    assert found <= {("commands_here.py", "_bindings")}, found

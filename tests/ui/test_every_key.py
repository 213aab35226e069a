"""Every key that any screen has is pressed there once, in the program itself, and does the action it is bound to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import Screen

from chairtui.app import ChairApp
from chairtui.meeting.records import Unsettled
from chairtui.settings_file import SettingsFile
from screens import navigation
from screens.bindings import CHOOSE, COVER, EVERYWHERE, LINE, PASSPHRASE, RELEASE, TAKEN_OVER, TICKS
from screens.commands_here import COMMANDS_BY_ID
from tests.ui.app_harness import NARROW, format_of, held, make_context, settled, without_rules
from tests.ui.at_rest import on_a_terminal

ELSEWHERE = {
    "leave": "test_app_everywhere",
    "uncover": "test_app_everywhere",
    "amend": "test_closing_screen",
    "redo": "test_live_keys",
    **{command.id: "test_capture_line" for command in LINE},
    **{command.id: "test_live_together" for command in CHOOSE if command.id.startswith("keep-")},
    **{command.id: "test_new_meeting_screen" for command in TICKS if command.id == "tick"},
    "make": "test_new_meeting_screen",
    "not-convened": "test_new_meeting_screen",
    "another-risk": "test_live_keys",
    "sample": "test_library_screen",
    "import": "test_library_screen",
    "earlier-actions": "test_earlier_actions_screen",
    "take-over": "test_earlier_actions_screen",
    "send-copies": "test_closing_screen",
    "sent": "test_after_the_meeting_on_screen",
    **{command.id: "test_passphrase_screen" for command in PASSPHRASE},
    "change-passphrase": "test_passphrase_screen",
    **{command.id: "test_release_screen" for command in RELEASE},
    **{command.id: "test_settled_from_the_closing_page" for command in TAKEN_OVER},
    "start-part-two": "test_two_parts",
    "write-copy": "test_after_the_meeting_on_screen",
}
"""Keys that need more than their screen to have a meaning, and the tests that give it to them."""


class Heard(ChairApp):
    """The program, and what its keys asked for."""

    asked: list[str]

    async def run_action(self, action: object, default_namespace: DOMNode | None = None, *more: object) -> bool:
        self.asked.append(str(action))
        return await super().run_action(action, default_namespace, *more)  # type: ignore[arg-type]


async def test_every_key_of_every_screen_does_what_it_is_bound_to(tmp_path: Path) -> None:
    context = replace(make_context(tmp_path), settings=SettingsFile(tmp_path / "settings.toml"))
    assert context.settings is not None
    file = context.settings
    session = held(without_rules(context))
    session.save(Unsettled(id="u1", text="he shouted", reason="No letter.", item=""))
    format_ = format_of(context, session)
    at_hand: list[Callable[[], Screen[Any]]] = [
        lambda: navigation.live(context, session, format_),
        lambda: navigation.attendance(context, session, format_),
        lambda: navigation.closing(context, session, format_),
        lambda: navigation.minutes(context, session, format_),
        lambda: navigation.invitations(context, session, format_),
        lambda: navigation.copies(context, session, format_),
        lambda: navigation.release(context, session, format_),
        lambda: navigation.part_two(context, session, format_),
        lambda: navigation.actions(context),
        lambda: navigation.report(context),
        lambda: navigation.unsettled(context, session, format_),
        lambda: navigation.new_meeting(context),
        lambda: navigation.edit(context, session, format_, "a1"),
        lambda: navigation.history(context, session, format_, "a1"),
        lambda: navigation.immediate_risk(context, session, format_),
        lambda: navigation.settings(file, {}),
        lambda: navigation.help_("Help", "What it is for.", ()),
        lambda: navigation.library(context),
    ]
    app = Heard(context)
    app.asked = []
    pressed: set[str] = set()
    async with on_a_terminal(app, NARROW) as pilot:
        for door in at_hand:
            everywhere = not pressed
            pressed |= await _presses_every_key(app, pilot, door, everywhere=everywhere)
    assert set(COMMANDS_BY_ID) - pressed <= set(ELSEWHERE)
    assert all((Path(__file__).parent / f"{file}.py").exists() for file in ELSEWHERE.values())
    assert {command.id for command in COVER} <= set(ELSEWHERE)


async def _presses_every_key(
    app: Heard, pilot: Pilot[None], door: Callable[[], Screen[Any]], *, everywhere: bool
) -> set[str]:
    """Press each key of a screen that is opened afresh wherever the last key has left it; the commands' ids.

    `everywhere`: those too that every screen has.
    """
    general = {command.id for command in EVERYWHERE}
    pressed: set[str] = set()
    screen = await _opened(app, pilot, door)
    found = {
        key: active.binding
        for key, active in screen.active_bindings.items()
        if active.binding.id in COMMANDS_BY_ID
        and active.enabled
        and active.binding.id != "leave"
        and (everywhere or active.binding.id not in general)
    }
    for key, binding in found.items():
        if app.screen is not screen:
            screen = await _opened(app, pilot, door)
        active = screen.active_bindings.get(key)
        if active is None or not active.enabled or active.binding.id != binding.id:
            screen = await _opened(app, pilot, door)
        app.asked.clear()
        await pilot.press(key)
        assert binding.action in app.asked, f"{type(screen).__name__}: {key} asked for {app.asked}"
        pressed.add(binding.id or "")
    return pressed


async def _opened(app: Heard, pilot: Pilot[None], door: Callable[[], Screen[Any]]) -> Screen[Any]:
    while len(app.screen_stack) > 2:
        app.pop_screen()
    screen = door()
    app.push_screen(screen)
    await settled(pilot)
    return screen

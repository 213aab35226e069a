"""A field for a text of several lines."""

from __future__ import annotations

from textual.app import App, ComposeResult

from screens.widgets.long_text import LongText
from tests.ui.at_rest import on_a_terminal


class Form(App[None]):
    CSS = "LongText { height: 3; border: none; }"

    def compose(self) -> ComposeResult:
        yield LongText()


async def test_lines_that_were_pasted_are_taken_back_though_the_field_need_not_scroll_any_more() -> None:
    app = Form()
    async with on_a_terminal(app) as pilot:
        text = app.query_one(LongText)
        text.focus()
        text.insert("\n".join("abcdefg"))
        await pilot.pause()
        assert text.show_vertical_scrollbar

        await pilot.press("ctrl+z")

        assert text.text == ""
        await pilot.press("ctrl+y")
        assert text.text == "\n".join("abcdefg")

"""ItemHead: the title of the item in view, and the chair's panel folded to what matters now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from chairtui.meeting.chairing.chair_prompts import ChairPrompt
from chairtui.words import live as words
from screens.widgets.sizes import TALL
from screens.widgets.wrapping import shorten, wrap

PROMPT_LINES = 2
"""Maximum lines of a prompt; a longer one is shown only in the panel."""


@dataclass(frozen=True, slots=True)
class FoldedPanel:
    """The chair's panel in two or three lines: the item's prompts, what is urgent, who has not spoken under the item,
    how many blockers it has, and the key that opens the panel."""

    prompts: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    to_sort_out: int = 0
    key: str = ""


def folded(
    prompts: Sequence[str], aids: Sequence[ChairPrompt], quiet: Sequence[str], to_sort_out: int, key: str
) -> FoldedPanel:
    """Summarise the panel; of the chair's prompts only the urgent ones."""
    urgent = tuple(aid.text for aid in aids if aid.urgent and aid.id != "risk")
    return FoldedPanel(tuple(prompts), urgent, tuple(quiet), to_sort_out, key)


class ItemHead(Static):
    """One line for the title, one while the item is only looked at and, while the panel is folded, up to four for the
    chair. It takes as many as it needs."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._shown: tuple[str, str, FoldedPanel | None, int, bool] | None = None
        self._title = ""
        self._looking = ""
        self._panel: FoldedPanel | None = None

    def show(self, title: str | None = None, panel: FoldedPanel | None = None, looking: str | None = None) -> None:
        """Show a title, that one is only looking, or a panel in short; what is None stays as it was. Nothing is painted
        where nothing changed."""
        self._title = self._title if title is None else title
        self._looking = self._looking if looking is None else looking
        self._panel = self._panel if panel is None else panel
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        low = self.app.size.height < TALL
        shown = self._title, self._looking, self._panel, self.size.width, low
        if shown != self._shown:
            self._shown = shown
            looking = [(line, "bold $text-warning") for line in wrap(self._looking, self.size.width) if line]
            lines = [(self._title, "bold"), *looking, *chairs_lines(self._panel or FoldedPanel(), self.size.width, low)]
            self.styles.height = len(lines)
            self.update(Content("\n").join(Content.styled(text, style) for text, style in lines))


def chairs_lines(panel: FoldedPanel, width: int, low: bool) -> list[tuple[str, str]]:
    """The lines for the chair, each with its style; at most one if the window is `low`."""
    if width < 20:
        return []
    urgent = [(line, "bold $text-warning") for text in panel.urgent for line in wrap(f"! {text}", width)]
    prompts = [(line, "") for line in _prompt_lines(panel, width, 1 if low else PROMPT_LINES)]
    facts = []
    if panel.quiet:
        facts.append(words.NOT_HEARD.format(who=", ".join(panel.quiet)))
    if panel.to_sort_out:
        facts.append(words.TO_SORT_OUT_HERE.format(count=panel.to_sort_out))
    said = [(shorten(" · ".join(facts), width), "$text-accent")] if facts else []
    if low:
        return (urgent or said or prompts)[:1]
    return [*urgent, *prompts, *said]


def _prompt_lines(panel: FoldedPanel, width: int, most: int) -> list[str]:
    """The first prompt and how many more there are, or only the number if it needs more lines."""
    if not panel.prompts:
        return []
    lead = f"{words.FOLDED.format(key=panel.key)}  "
    more = len(panel.prompts) - 1
    rest = f"  ({words.MORE_PROMPTS.format(count=more, key=panel.key)})" if more else ""
    for tail in (rest, ""):
        lines = wrap(f"{lead}{panel.prompts[0]}{tail}", width)
        if len(lines) <= most:
            return lines
    first = panel.prompts[0].split("? ")[0]
    question = f"{lead}{first}?" if first != panel.prompts[0] else ""
    if question and cell_len(question) <= width * most:
        return wrap(question, width)
    return [f"{lead}{words.PROMPTS[len(panel.prompts) != 1].format(count=len(panel.prompts))}"]

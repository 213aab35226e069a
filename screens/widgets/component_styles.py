"""The colours of a widget's parts, as the theme and the style sheet give them."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """A component's colour and weight without its background, so that it can be laid on any line of the widget."""
    full = widget.get_component_rich_style(name)
    return Style(color=full.color, bold=full.bold, italic=full.italic, underline=full.underline, dim=full.dim)

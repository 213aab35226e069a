"""The four looks: dark (the default), light for a projector in daylight, the strongest contrast, and the terminal's own
text and background."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="chairtui-dark",
    primary="#8cb8d9",
    secondary="#a9c2b0",
    accent="#e3b778",
    warning="#e3b778",
    error="#f39a8f",
    success="#97cba6",
    foreground="#e8e8e3",
    background="#15191e",
    surface="#1d232a",
    panel="#262d36",
    dark=True,
    variables={
        "muted": "#b3bac3",
        "text-muted": "#b3bac3",
        "text-disabled": "#9aa2ac",
        "marked": "#2f4356",
        "block-cursor-text-style": "none",
    },
)
LIGHT = Theme(
    name="chairtui-light",
    primary="#14527d",
    secondary="#2f5d45",
    accent="#7a4a00",
    warning="#7a4a00",
    error="#9c1f16",
    success="#17603a",
    foreground="#1b1f24",
    background="#fcfbf8",
    surface="#f1efe9",
    panel="#e4e1d9",
    dark=False,
    variables={
        "muted": "#4d545d",
        "text-muted": "#4d545d",
        "text-disabled": "#5b626b",
        "marked": "#cfe0ee",
        "block-cursor-text-style": "none",
    },
)
CONTRAST = Theme(
    name="chairtui-contrast",
    primary="#8fd3ff",
    secondary="#ffffff",
    accent="#ffe14d",
    warning="#ffe14d",
    error="#ff9c94",
    success="#8dff9f",
    foreground="#ffffff",
    background="#000000",
    surface="#333333",
    panel="#1f1f1f",
    dark=True,
    variables={
        "muted": "#ffffff",
        "text-muted": "#f0f0f0",
        "text-disabled": "#d8d8d8",
        "marked": "#0a3f8f",
        "block-cursor-text-style": "none",
    },
)
OWN = "ansi_default"
"""The terminal's own text and background. None of its sixteen colours has a contrast of 4.5:1 on all the backgrounds
terminals come with: red has 1.9 in an old Windows console, yellow 1.7 on white. Nothing is told by colour alone."""
TERMINAL = Theme(
    name="chairtui-terminal",
    ansi=True,
    primary=OWN,
    secondary=OWN,
    accent=OWN,
    warning=OWN,
    error=OWN,
    success=OWN,
    foreground=OWN,
    background=OWN,
    surface=OWN,
    panel=OWN,
    dark=True,
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "panel-lighten-2": "ansi_bright_black",
        "muted": OWN,
        "marked": OWN,
        "block-cursor-text-style": "reverse",
        "input-cursor-text-style": "reverse",
        "text-muted": OWN,
        "text-disabled": OWN,
        "text-primary": OWN,
        "text-accent": OWN,
        "text-warning": OWN,
        "text-error": OWN,
        "text-success": OWN,
    },
)
THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST, "terminal": TERMINAL}
"""By the name a person gives in their settings."""

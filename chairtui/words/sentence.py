"""Fills messages whose sentences end in a name."""

from __future__ import annotations


def sentence(form: str, **values: object) -> str:
    """The message filled; a value that ends in a full stop, such as "Kirsty M.", needs none of the sentence's own."""
    for name, value in values.items():
        if str(value).endswith("."):
            form = form.replace(f"{{{name}}}.", f"{{{name}}}")
    return form.format(**values)

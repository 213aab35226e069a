"""Makes `docs/format-reference.md` from the models of a format, on stdout: `make provisions`."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any

from chairtui.meeting.closing.rules import RULES
from chairtui.meeting.formats.model import Format
from chairtui.words.rules import SAID

PAGE = Path(__file__).parents[2] / "docs" / "format-reference.md"
HEAD = """\
# The format file

Every key of a format, from the models in `chairtui/meeting/formats/model.py`. Made by `make provisions`: change the
models, not this page. A format is one TOML file. `chairtui formats check FILE` reads it and names the line of whatever
is wrong; `chairtui formats show ID` prints one with its provisions.

A text may hold `{person}` (child, young person or adult, as the meeting is about one), `{plan}` and `{record}` (the
format's own words), and parts for some meetings only: `{child: …}` about a child or young person, `{adult: …}` about an
adult.
"""


def page() -> str:
    """The whole page, ending in a line break."""
    schema = Format.model_json_schema()
    models: dict[str, Any] = {"Format": schema, **schema["$defs"]}
    sections = [HEAD, *(_section(name, models) for name in _in_order(models)), _rules()]
    return "\n".join(sections)


def _in_order(models: dict[str, Any]) -> list[str]:
    """The format first, then each model in the order in which it is first referred to."""
    found = ["Format"]
    for name in found:
        for field in models[name].get("properties", {}).values():
            found += [ref for ref in _referred(field) if ref not in found]
    return found


def _referred(field: Any) -> list[str]:
    if isinstance(field, dict):
        own = [field["$ref"].rpartition("/")[2]] if "$ref" in field else []
        return own + [ref for value in field.values() for ref in _referred(value)]
    return [ref for value in field for ref in _referred(value)] if isinstance(field, list) else []


def _section(name: str, models: dict[str, Any]) -> str:
    model = models[name]
    required = set(model.get("required", ()))
    rows = [
        f"| `{key}` | {_type(field)} | {'required' if key in required else _default(field)} |"
        for key, field in model.get("properties", {}).items()
    ]
    about = inspect.cleandoc(model.get("description", ""))
    return "\n".join([f"## {name}\n", about, "", "| key | what it takes | default |", "|---|---|---|", *rows, ""])


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"a [{name}](#{name.lower()})"
    if "enum" in field:
        return "one of " + ", ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if "anyOf" in field:
        return " or ".join(_type(each) for each in field["anyOf"] if each.get("type") != "null")
    match field.get("type"):
        case "array":
            return f"a list of {_type(field['items']).removeprefix('a ')}"
        case "integer":
            least, most = field.get("minimum"), field.get("maximum")
            return "a whole number" + (f" from {least} to {most}" if most is not None else "")
        case "boolean":
            return "`true` or `false`"
        case "object":
            return f"a table: {_type(field['additionalProperties'])}" if "additionalProperties" in field else "a table"
        case _:
            return f"text like `{field['pattern']}`" if "pattern" in field else "text"


def _default(field: dict[str, Any]) -> str:
    default = field.get("default")
    if default in (None, "", [], {}):
        return ""
    return (
        f"`{str(default).lower() if isinstance(default, bool) else default}`" if not isinstance(default, dict) else ""
    )


def _rules() -> str:
    rows = []
    for name, check in RULES.items():
        figures = ", ".join(f"`{figure}` ({least} to {most})" for figure, (least, most) in check.figures.items())
        question = " or ".join(check.question)
        rows.append(f"| `{name}` | {SAID[name]} | {figures} | {question} |")
    return "\n".join(
        [
            "## Closing rules\n",
            "What `rule` in a [Rule](#rule) may name; the figures it needs; the type of question it looks at.",
            "",
            "| rule | looks for | figures | question |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())

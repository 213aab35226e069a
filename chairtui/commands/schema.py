"""`chairtui schema`: print the JSON Schema of the form that `export --to json` writes and `import` takes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:
    """Takes no arguments."""


def run(args: Namespace, context: CommandContext) -> int:  # noqa: ARG001 - it needs no store
    from chairtui.commands.output import print_json_text
    from chairtui.minutes.exchange import json_schema

    print_json_text(json_schema())
    return 0

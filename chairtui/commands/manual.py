"""`chairtui manual`: print the manual page, for `man`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chairtui.commands.command_shape import Argument, CommandShape
    from chairtui.commands.context import CommandContext


def arguments(parser: ArgumentParser) -> None:  # noqa: ARG001 - it takes none
    return


def run(args: Namespace, context: CommandContext) -> int:  # noqa: ARG001 - it needs no store
    from chairtui import __version__
    from chairtui.commands.command_shape import command_shapes
    from chairtui.commands.output import print_document

    print_document(manual(tuple(command_shapes()), __version__))
    return 0


def manual(shapes: Sequence[CommandShape], version: str) -> str:
    """The page in the `man` macros of roff."""
    return "\n".join(_page(shapes, version)) + "\n"


def _page(shapes: Sequence[CommandShape], version: str) -> Iterator[str]:
    from chairtui.words import command_line
    from chairtui.words import manual as words

    program, *commands = sorted(shapes, key=lambda shape: shape.name != "")
    shared = {option.flags for option in program.options if all(option in each.options for each in commands)}
    head = words.HEADINGS
    yield f'.TH CHAIRTUI 1 "" "chairtui {version}"'
    yield f".SH {head['name']}"
    yield _text(f"chairtui - {words.SUMMARY}")
    yield f".SH {head['synopsis']}"
    yield from (line for each in shapes for usage in each.usage.split("\n") for line in (_text(usage.strip()), ".br"))
    yield f".SH {head['about']}"
    yield _text(words.ABOUT)
    yield ".PP"
    yield _text(command_line.EPILOG.split("\n")[0])
    yield f".SH {head['options']}"
    yield _text(words.SHARED)
    yield from _arguments(option for option in program.options if option.flags in shared)
    yield f".SH {head['commands']}"
    for shape in (program, *commands):
        yield f".SS {_text(f'chairtui {shape.name}'.strip())}"
        yield _text(shape.help)
        yield from _arguments(shape.positionals)
        yield from _arguments(option for option in shape.options if option.flags not in shared)
        for example in shape.examples:
            yield from (".PP", ".EX", _text(example), ".EE")
    for heading, rows in ((head["status"], words.STATUS), (head["environment"], words.ENVIRONMENT)):
        yield f".SH {heading}"
        for term, meaning in rows:
            yield from (".TP", f".B {_text(term)}", _text(meaning))


def _arguments(arguments: Iterable[Argument]) -> Iterator[str]:
    for argument in arguments:
        term = " ".join(filter(None, (", ".join(argument.flags), argument.metavar)))
        yield from (".TP", f".B {_text(term)}", _text(argument.help))


def _text(text: str) -> str:
    """Text that roff takes as it is: no escapes, no request at the start of a line, hyphens that can be copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped

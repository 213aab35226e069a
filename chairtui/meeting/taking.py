"""What a value in a record may be, and taking the values that plainly are.

An annotation such as `Annotated[str, Typed(most=200)]` says it twice: to `taker`, which takes a value that is beyond
doubt as it stands, and to pydantic, which judges all the others. What our own journal wrote is beyond doubt, so that
reading it loads nothing of pydantic: its models take longer to define than a meeting takes to be checked.
"""

from __future__ import annotations

import re
import types
from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, Union, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Taker = Callable[[object], object]
"""Gives the value as the record holds it. Raises `Doubt`."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Unicode's control characters (Cc), all but the line break."""
_NO_WORDS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""The same, and halves of characters, which no file takes."""
_HALF = re.compile(r"[\ud800-\udfff]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{6})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)


class Doubt(Exception):
    """A value that isn't plainly what it must be. It may still be made so, as a name with a space after it is."""


class Mark(Protocol):
    """What stands behind the type in `Annotated`."""

    @abstractmethod
    def taker(self, base: Any, /) -> Taker:
        """Takes values of that type that are within the mark."""


def clean(text: object) -> object:
    """Take out what a terminal would obey instead of show; line breaks stay, as `\\n`."""
    if not isinstance(text, str):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", text)


class Typed:
    """A text somebody typed, of so many characters once it is `clean` and without white space at both ends."""

    def __init__(self, *, most: int, least: int = 0) -> None:
        self.most, self.least = most, least

    def taker(self, _: Any, /) -> Taker:
        most, least, unfit = self.most, self.least, _NO_WORDS.search

        def take(value: object) -> object:
            if type(value) is not str or not least <= len(value) <= most or value != value.strip():
                raise Doubt
            if not value.isprintable() and unfit(value):  # nearly all texts are told apart by the first, much sooner
                raise Doubt
            return value

        return take

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        # A limit given after `clean` would count the white space that is taken away.
        text = core_schema.str_schema(strip_whitespace=True, min_length=self.least or None, max_length=self.most)
        return core_schema.no_info_before_validator_function(clean, text)


class Spelt:
    """A text that follows a pattern from its first to its last character."""

    def __init__(self, pattern: str, *, least: int = 0, most: int | None = None) -> None:
        self.pattern, self.least, self.most = pattern, least, most

    def taker(self, _: Any, /) -> Taker:
        follows, least, most = re.compile(self.pattern, re.ASCII).fullmatch, self.least, self.most

        def take(value: object) -> object:
            if type(value) is not str or not least <= len(value) or (most is not None and len(value) > most):
                raise Doubt
            if not follows(value):
                raise Doubt
            return value

        return take

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        whole = f"^(?:{self.pattern})$"
        return core_schema.str_schema(pattern=whole, min_length=self.least or None, max_length=self.most)


class Between:
    """A whole number, both ends included."""

    def __init__(self, least: int, most: int | None = None) -> None:
        self.least, self.most = least, most

    def taker(self, _: Any, /) -> Taker:
        least, most = self.least, self.most

        def take(value: object) -> object:
            if type(value) is not int or value < least or (most is not None and value > most):
                raise Doubt
            return value

        return take

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.int_schema(ge=self.least, le=self.most)


class Aware:
    """A moment that says its offset from UTC."""

    def taker(self, _: Any, /) -> Taker:
        return _moment

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.datetime_schema(tz_constraint="aware")


class NotEmpty:
    """A tuple of one or more."""

    def taker(self, base: Any, /) -> Taker:
        each = taker(base)

        def take(value: object) -> object:
            return each(value) or _doubt()

        return take

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.tuple_variable_schema(handler.generate_schema(get_args(source)[0]), min_length=1)


class Known:
    """A text that a function of ours knows: it raises `ValueError`, in words for a person, where it does not."""

    def __init__(self, known: Callable[[str], str]) -> None:
        self.known = known

    def taker(self, base: Any, /) -> Taker:
        plain, known = taker(base), self.known

        def take(value: object) -> object:
            try:
                return known(str(plain(value)))
            except ValueError:
                raise Doubt from None

        return take

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.known, handler(source))


class OneOf:
    """One of several records, told by the word in one of their fields."""

    def __init__(self, told_by: str) -> None:
        self.told_by = told_by

    def classes(self, base: Any) -> dict[str, Any]:
        """Each of them, by its word."""
        return {getattr(each, self.told_by): each for each in get_args(base)}

    def taker(self, base: Any, /) -> Taker:
        classes, told_by = self.classes(base), self.told_by
        takers = {word: taker(each) for word, each in classes.items()}
        these = tuple(classes.values())

        def take(value: object) -> object:
            if isinstance(value, these):
                return value
            word = value.get(told_by) if type(value) is dict else None
            of = takers.get(word) if type(word) is str else None
            return of(value) if of else _doubt()

        return take

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        choices = {word: handler.generate_schema(each) for word, each in self.classes(source).items()}
        return core_schema.tagged_union_schema(choices, discriminator=self.told_by)


def taker(annotation: Any) -> Taker:
    """What takes values of a field with this annotation. `TypeError` for a type that records have no use for yet."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        mark: Mark = arguments[1]
        return mark.taker(arguments[0])
    if origin in (Union, types.UnionType):
        return _or_none(arguments)
    if origin is Literal:
        return _literal(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is dict:
        return _dictionary(arguments)
    if isinstance(annotation, type) and hasattr(annotation, "made_of"):
        plain: Taker = annotation.made_of
        return plain
    try:
        return _PLAIN[annotation]
    except KeyError:
        raise TypeError(annotation) from None


def _doubt() -> object:
    raise Doubt


def _or_none(arguments: tuple[Any, ...]) -> Taker:
    some = [taker(each) for each in arguments if each is not types.NoneType]
    if len(some) != 1:
        raise TypeError(arguments)
    only = some[0]
    return lambda value: None if value is None else only(value)


def _literal(choices: tuple[Any, ...]) -> Taker:
    kinds = {type(choice): frozenset(c for c in choices if type(c) is type(choice)) for choice in choices}

    def take(value: object) -> object:
        of = kinds.get(type(value))
        if of is None or value not in of:
            raise Doubt
        return value

    return take


def _tuple(arguments: tuple[Any, ...]) -> Taker:
    each, rest = arguments
    if rest is not ...:
        raise TypeError(arguments)
    one = taker(each)

    def take(value: object) -> object:
        if type(value) is not list and type(value) is not tuple:
            raise Doubt
        return tuple([one(inner) for inner in value])

    return take


def _dictionary(arguments: tuple[Any, ...]) -> Taker:
    key, one = taker(arguments[0]), taker(arguments[1])

    def take(value: object) -> object:
        if type(value) is not dict:
            raise Doubt
        return {key(name): one(inner) for name, inner in value.items()}

    return take


def _of_type(wanted: type) -> Taker:
    def take(value: object) -> object:
        if type(value) is not wanted:
            raise Doubt
        return value

    return take


def _text(value: object) -> object:
    if type(value) is not str or not (value.isascii() or not _HALF.search(value)):
        raise Doubt
    return value


def _date(value: object) -> object:
    if type(value) is date:
        return value
    if type(value) is str and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Doubt


def _moment(value: object) -> object:
    if isinstance(value, datetime) and value.utcoffset() is not None:
        return value
    if type(value) is str and _MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise Doubt


def _path(value: object) -> object:
    return value if isinstance(value, Path) else Path(str(_text(value)))


_PLAIN: Mapping[Any, Taker] = {
    str: _text,
    int: _of_type(int),
    bool: _of_type(bool),
    date: _date,
    datetime: _moment,
    Path: _path,
}

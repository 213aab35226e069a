"""What every record, and every value inside one, has in common: it is frozen, and it is never wrong.

A record is made from values that are plainly right (see `taking`), or else by pydantic, which puts right what can be
put right and says what can't. It goes by pydantic's names for what it can do. Nothing of pydantic is loaded before
something is in doubt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime, timezone
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
    dataclass_transform,
    get_type_hints,
)

from chairtui.meeting.taking import Doubt, Taker, taker

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationError
    from pydantic_core import CoreSchema, ErrorDetails

ValueT = TypeVar("ValueT")
Mode = Literal["python", "json"]
_NOTHING = object()


def read_json(text: str | bytes) -> object:
    """What JSON holds, in UTF-8. Raises `ValueError`, also for half a character and for what is nested too deep to be
    anything of ours."""
    if isinstance(text, bytes):
        text = text.decode("utf-8")
    try:
        found: object = json.loads(text)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise ValueError("nested too deep") from None
    return found


write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""The JSON of a value on one line, without spaces between."""


class Invalid(ValueError):
    """What a record was to be made of isn't one. The text says where and why, and never what somebody typed."""

    def __init__(self, of: str, found: ValidationError) -> None:
        first = found.errors(include_url=False, include_input=False, include_context=False)[0]
        super().__init__(": ".join([of, *map(str, first["loc"]), first["msg"]]))
        self._found = found

    def errors(self) -> list[ErrorDetails]:
        """Each thing that is wrong: its place (`loc`), its kind (`type`) and what is said of it (`msg`)."""
        return self._found.errors(include_url=False)


class _Kept:
    """A default that is left out of what is written."""

    def __init__(self, default: object) -> None:
        self.default = default


class _Fresh:
    """A default that is made anew for each record."""

    def __init__(self, factory: Callable[[], object]) -> None:
        self.factory = factory


def kept(*, default: ValueT) -> ValueT:
    """A field that is written only where it says something: it came later than the first meetings, and what was sealed
    before it keeps its seal."""
    return cast(ValueT, _Kept(default))


def fresh(*, factory: Callable[[], ValueT]) -> ValueT:
    """A field whose default is a new one for each record, such as a dictionary."""
    return cast(ValueT, _Fresh(factory))


class _Shape:
    """The fields of a class, worked out when its first record is made."""

    def __init__(self, of: type[Frozen]) -> None:
        self.annotations = get_type_hints(of, include_extras=True)
        if taken := self.annotations.keys() & vars(Frozen):
            raise TypeError(f"{of.__name__} has fields named as what a record can do: {', '.join(taken)}")
        self.takers: dict[str, Taker] = {name: taker(hint) for name, hint in self.annotations.items()}
        self.defaults: dict[str, object] = {}
        self.factories: dict[str, Callable[[], object]] = {}
        self.kept: set[str] = set()
        for name in self.annotations:
            default = getattr(of, name, _NOTHING)
            if isinstance(default, _Fresh):
                self.factories[name] = default.factory
            elif isinstance(default, _Kept):
                self.defaults[name] = default.default
                self.kept.add(name)
            elif default is not _NOTHING:
                self.defaults[name] = default
        self.spelt = {of.spelling(name): name for name in self.annotations}
        self.as_named = all(spelt == name for spelt, name in self.spelt.items())
        self.count = len(self.annotations)

    def default(self, name: str) -> object:
        """What the field is unless somebody says otherwise; a value that is nobody's where it must be said."""
        made = self.factories.get(name)
        return made() if made else self.defaults.get(name, _NOTHING)

    def take(self, given: Mapping[str, object]) -> dict[str, object]:
        """The values of a record that is plainly right. Raises `Doubt`."""
        if not self.as_named:
            given = self._named(given)
        values = {**self.defaults, **given}
        for name, factory in self.factories.items():
            if name not in values:
                values[name] = factory()
        if len(values) != self.count:
            raise Doubt
        takers, default = self.takers, self.defaults.get
        try:
            for name, value in given.items():
                if value is not default(name, _NOTHING):
                    values[name] = takers[name](value)
        except KeyError:
            raise Doubt from None
        return values

    def _named(self, given: Mapping[str, object]) -> Mapping[str, object]:
        named = {self.spelt.get(key, key): value for key, value in given.items()}
        if len(named) != len(given):
            raise Doubt
        return named


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(kept, fresh))
class Frozen:
    """A value whose fields are the class's annotations, given by name; none but those are taken. Raises `Invalid`."""

    def __init__(self, /, **given: object) -> None:
        object.__setattr__(self, "__dict__", self._values(given))

    @classmethod
    def spelling(cls, name: str) -> str:
        """A field's key where it isn't its name."""
        return name

    @classmethod
    def fields(cls) -> Mapping[str, object]:
        """The fields by name, in order, with their defaults."""
        shape = cls._shape_of()
        return {name: shape.default(name) for name in shape.annotations}

    @classmethod
    def model_validate(cls, given: object, *, strict: bool | None = None) -> Self:
        """One made of a dictionary, or the very one given. Raises `Invalid`; `strict`: no date for a text."""
        try:
            return cast(Self, cls.made_of(given))
        except Doubt:
            return cls._judged(lambda judge: judge.validate_python(given, strict=strict))

    @classmethod
    def model_validate_json(cls, text: str | bytes, *, strict: bool | None = None) -> Self:
        """One made of JSON, as UTF-8 or text. Raises `Invalid`; a `strict` one takes no "5" for a 5."""
        try:
            return cast(Self, cls.made_of(read_json(text)))
        except (Doubt, ValueError):
            return cls._judged(lambda judge: judge.validate_json(text, strict=strict))

    @classmethod
    def model_construct(cls, **values: object) -> Self:
        """One made of values that nobody checks."""
        shape = cls._shape_of()
        return cls._made({name: shape.default(name) for name in shape.annotations if name not in values} | values)

    @classmethod
    def made_of(cls, given: object) -> object:
        """One made of values that are plainly right, or the very one given. Raises `Doubt`."""
        if isinstance(given, cls):
            return given
        if type(given) is not dict:
            raise Doubt
        return cls._made(cls._shape_of().take(given))

    def model_copy(self, *, update: Mapping[str, object] | None = None) -> Self:
        """The same with other values, which nobody checks: `model_validate` does, and so does every journal."""
        return self._made({**self.__dict__, **(update or {})})

    def is_plainly_right(self) -> bool:
        """Whether what it holds, also inside its values, is what would be taken and stay as it is: nobody has put
        anything into it past its checks. What is written of such a one is read back as the same."""
        shape = self._shape_of()
        takers, default = shape.takers, shape.defaults.get
        values = self.__dict__
        if len(values) != shape.count:
            return False
        try:
            for name, value in values.items():
                if value is default(name, _NOTHING):
                    continue
                if takers[name](value) != value or not (type(value) in _AS_IT_IS or _is_as_read(value)):
                    return False
        except (Doubt, KeyError):
            return False
        return True

    def model_dump(
        self,
        *,
        mode: Mode = "python",
        include: Collection[str] | None = None,
        exclude: Collection[str] = (),
        exclude_defaults: bool = False,
        by_alias: bool = False,
    ) -> dict[str, Any]:
        """Its values in a dictionary, and those inside it too; in mode "json" only what JSON knows."""
        shape = self._shape_of()
        values = self.__dict__
        written: dict[str, Any] = {}
        for name in shape.annotations:
            value = values[name]
            if name in exclude or (include is not None and name not in include):
                continue
            if (exclude_defaults or name in shape.kept) and value == shape.default(name):
                continue
            key = self.spelling(name) if by_alias else name
            kind = type(value)
            written[key] = value if kind in _AS_IT_IS else _written(value, mode, exclude_defaults, by_alias)
        return written

    def model_dump_json(self, *, exclude_defaults: bool = False) -> str:
        """Its JSON on one line, without spaces between."""
        whole = self.model_dump(mode="json", exclude_defaults=exclude_defaults)
        return write_json(whole)

    @classmethod
    def _values(cls, given: dict[str, object]) -> dict[str, object]:
        try:
            return cls._shape_of().take(given)
        except Doubt:
            return cls._judged(lambda judge: judge.validate_python(given)).__dict__

    @classmethod
    def _made(cls, values: dict[str, object]) -> Self:
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        return made

    @classmethod
    def _shape_of(cls) -> _Shape:
        shape = _SHAPES.get(cls)
        if shape is None:
            shape = _SHAPES[cls] = _Shape(cls)
        return shape

    @classmethod
    def _judged(cls, judged: Callable[[TypeAdapter[Any]], Self]) -> Self:
        from pydantic import TypeAdapter, ValidationError

        judge = _JUDGES.get(cls)
        if judge is None:
            judge = _JUDGES[cls] = TypeAdapter(cls)
        try:
            return judged(judge)
        except ValidationError as found:
            raise Invalid(cls.__name__, found) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        shape = cls._shape_of()
        fields: dict[str, core_schema.ModelField] = {}
        for name, annotation in shape.annotations.items():
            value = handler.generate_schema(annotation)
            if name in shape.factories:
                value = core_schema.with_default_schema(value, default_factory=shape.factories[name])
            elif name in shape.defaults:
                value = core_schema.with_default_schema(value, default=shape.defaults[name])
            spelt = cls.spelling(name)
            either: list[list[str | int]] = [[spelt], [name]]
            fields[name] = core_schema.model_field(value, validation_alias=None if spelt == name else either)

        def whole() -> CoreSchema:
            # Each its own: pydantic puts what a schema refers to in its place.
            return core_schema.model_fields_schema(deepcopy(fields), model_name=cls.__name__, extra_behavior="forbid")

        def make(given: object, values: Callable[[object], tuple[dict[str, object], object, object]]) -> Frozen:
            return given if isinstance(given, cls) else cls._made(values(given)[0])

        # Of JSON only what comes after: a function before it would be given Python's lists, which are no tuples to a
        # strict judge.
        return core_schema.json_or_python_schema(
            core_schema.no_info_after_validator_function(lambda values: cls._made(values[0]), whole()),
            core_schema.no_info_wrap_validator_function(make, whole()),
            ref=f"{cls.__module__}.{cls.__qualname__}",
        )

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        values = self.__dict__
        return ((name, values[name]) for name in self._shape_of().annotations)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(value for _, value in self)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"


_SHAPES: dict[type[Frozen], _Shape] = {}
_JUDGES: dict[type[Frozen], TypeAdapter[Any]] = {}
_AS_IT_IS = frozenset({str, int, bool, type(None)})


def _is_as_read(value: object) -> bool:
    """Whether a value that a field takes is of the very kind that it is read back as."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return True
    if isinstance(value, Frozen):
        return value.is_plainly_right()
    if isinstance(value, datetime):
        return kind is datetime and type(value.tzinfo) is timezone  # a zone's own rules aren't written
    if isinstance(value, tuple):
        return all(map(_is_as_read, value))
    return kind is date


def _written(value: object, mode: Mode, exclude_defaults: bool, by_alias: bool) -> object:
    if isinstance(value, Frozen):
        return value.model_dump(mode=mode, exclude_defaults=exclude_defaults, by_alias=by_alias)
    if isinstance(value, tuple):
        each = [_written(inner, mode, exclude_defaults, by_alias) for inner in value]
        return each if mode == "json" else tuple(each)
    if isinstance(value, dict):
        return {key: _written(inner, mode, exclude_defaults, by_alias) for key, inner in value.items()}
    if mode == "json" and isinstance(value, date):
        said = datetime.isoformat(value) if isinstance(value, datetime) else value.isoformat()
        return f"{said[:-6]}Z" if said.endswith("+00:00") else said
    if mode == "json" and isinstance(value, Path):
        return str(value)
    return value

"""A mapping of formats that opens the registry on first access."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from chairtui.meeting.formats.model import Format

if TYPE_CHECKING:
    from chairtui.format_registry import FormatRegistry


class LazyFormats(Mapping[str, Format]):
    """Usable formats by id. `registry` returns the registry, which reads only the files it needs."""

    def __init__(self, registry: Callable[[], FormatRegistry]) -> None:
        self._registry = registry

    def __getitem__(self, format_id: str) -> Format:
        found = self._registry().get(format_id)
        if found is None:
            raise KeyError(format_id)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._registry().formats)

    def __len__(self) -> int:
        return len(self._registry().formats)

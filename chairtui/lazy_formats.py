"""A mapping of formats that opens the registry on first access."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from chairtui.meeting.formats.model import Format

if TYPE_CHECKING:
    from chairtui.format_registry import Shelf


class FormatsAtHand(Mapping[str, Format]):
    """Usable formats by id. `shelf` returns the registry, which reads only the files it needs."""

    def __init__(self, shelf: Callable[[], Shelf]) -> None:
        self._shelf = shelf

    def __getitem__(self, format_id: str) -> Format:
        found = self._shelf().get(format_id)
        if found is None:
            raise KeyError(format_id)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf().formats)

    def __len__(self) -> int:
        return len(self._shelf().formats)

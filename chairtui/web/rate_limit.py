"""A brake on guessing: wrong tokens cost time, for each address and for all of them together. Pure; the clock is given.

Refused without being looked at, a guess is worth nothing, however many are sent at once. Who is in already is not
asked for a token, and so is never braked.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

FREE_ATTEMPTS = 5
"""Wrong tokens from one address before the next has to wait: people mistype."""
MAX_WAIT_SECONDS = 60.0
"""Seconds that an address waits at most; each wrong token doubles them."""
MOST, WITHIN = 60, 60.0
"""Wrong tokens from all addresses together within so many seconds, after which none is looked at for a while."""
MAX_REMEMBERED = 1_000
"""Addresses; one that guesses from more is stopped by the count of all."""


@dataclass(slots=True)
class _Failures:
    count: int = 0
    last: float = 0.0


class RateLimiter:
    """`clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._by: OrderedDict[str, _Failures] = OrderedDict()
        self._all: deque[float] = deque(maxlen=MOST)

    def wait(self, address: str) -> float:
        """Seconds until a token from this address is looked at again, 0 for now."""
        now = self._clock()
        waits = 0.0
        if len(self._all) == MOST:
            waits = max(0.0, self._all[0] + WITHIN - now)
        guesses = self._by.get(_network(address))
        if guesses is not None and guesses.count >= FREE_ATTEMPTS:
            waits = max(waits, guesses.last + min(2.0 ** (guesses.count - FREE_ATTEMPTS), MAX_WAIT_SECONDS) - now)
        return waits

    def wrong(self, address: str) -> None:
        """Count a wrong token."""
        now = self._clock()
        network = _network(address)
        guesses = self._by.setdefault(network, _Failures())
        if now - guesses.last > 10 * MAX_WAIT_SECONDS:
            guesses.count = 0
        guesses.count, guesses.last = guesses.count + 1, now
        self._by.move_to_end(network)
        while len(self._by) > MAX_REMEMBERED:
            self._by.popitem(last=False)
        self._all.append(now)

    def right(self, address: str) -> None:
        """Forget an address's wrong tokens once it gave the right one."""
        self._by.pop(_network(address), None)


def _network(address: str) -> str:
    """The address, or of IPv6 the network that one household or machine has of its own."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 6:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)

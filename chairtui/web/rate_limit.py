"""Rate limit on wrong tokens, by address and in total. Pure; the clock is passed in.

A token that arrives during a wait is refused unchecked, so parallel guesses gain nothing. Browsers with a cookie are
not limited, as they send no token.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

FREE_ATTEMPTS = 5
"""Wrong tokens from one address before the next must wait. People mistype."""
MAX_WAIT_SECONDS = 60.0
"""Longest wait of one address; each wrong token doubles it up to this."""
MOST, WITHIN = 60, 60.0
"""Wrong tokens from all addresses together within so many seconds, after which none is looked at for a while."""
MAX_REMEMBERED = 1_000
"""Number of addresses tracked. The total limit covers attacks from more."""


@dataclass(slots=True)
class _Failures:
    count: int = 0
    last: float = 0.0


class RateLimiter:
    """`clock` returns monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._by: OrderedDict[str, _Failures] = OrderedDict()
        self._all: deque[float] = deque(maxlen=MOST)

    def wait(self, address: str) -> float:
        """Seconds until a token from this address is checked again, 0 for now."""
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
        """Clear the count of an address that gave the right token."""
        self._by.pop(_network(address), None)


def _network(address: str) -> str:
    """The address, or for IPv6 its /64 network, which one household or machine has to itself."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:  # IPv4 as a server that listens on both sees it
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)

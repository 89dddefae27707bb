"""How often something may be asked: a plain count by the minute, kept in the memory of the process that serves.

An office server is two processes or so; each counts for itself, so what really holds lies between the limit and the limit times the
number of processes. That is enough to keep a program that runs wild from the people at the pages, and it costs no query.
"""
import threading
import time
from collections.abc import Callable

MINUTE = 60
MOST_NAMES = 10_000


class Rate:
    """So many a minute for each name; ``count`` says how many seconds to wait, 0 where it is within the limit.

    >>> rate = Rate(2, clock=lambda: 90.0)
    >>> rate.count("a"), rate.count("a"), rate.count("a"), rate.count("b")
    (0, 0, 30, 0)
    >>> rate.wait("a"), rate.wait("b"), rate.left("b")
    (30, 0, 1)
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.time) -> None:
        self.most, self.clock = most, clock
        self.minute, self.counts = -1, dict[str, int]()
        self.lock = threading.Lock()

    def count(self, name: str) -> int:
        """Count one more; the seconds to wait where that is one too many."""
        with self.lock:
            self._turn()
            if name not in self.counts and len(self.counts) >= MOST_NAMES:
                return 0
            self.counts[name] = self.counts.get(name, 0) + 1
            return self._wait() if self.counts[name] > self.most else 0

    def wait(self, name: str) -> int:
        """The seconds to wait, without counting."""
        with self.lock:
            self._turn()
            return self._wait() if self.counts.get(name, 0) >= self.most else 0

    def left(self, name: str) -> int:
        """How many more there may be this minute."""
        with self.lock:
            self._turn()
            return max(0, self.most - self.counts.get(name, 0))

    def forget(self) -> None:
        """Begin anew."""
        with self.lock:
            self.counts.clear()

    def _turn(self) -> None:
        minute = int(self.clock()) // MINUTE
        if minute != self.minute:
            self.minute = minute
            self.counts.clear()

    def _wait(self) -> int:
        return MINUTE - int(self.clock()) % MINUTE

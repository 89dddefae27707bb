"""Medians of times, and the cost of a command in a process of its own.

Work inside this process is timed by the processor's clock, which neighbours on the machine do not disturb; a command by
the clock on the wall, since that is what a person waits for.
"""
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RUNS = 3

# Runs a command and prints what it cost. It is a process of its own, since the peak memory of a child counts that of
# the process which started it, and the benchmark's own is not small.
_WATCHER = """
import json, resource, subprocess, sys, time
begin = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
child.stdout.read(1)
first = time.perf_counter() - begin
while child.stdout.read(1 << 20):
    pass
code = child.wait()
print(json.dumps([code, first, time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: seconds to its first byte of output and to its end, peak memory in MB (10^6 bytes)."""

    first_output: float
    whole: float
    peak_mb: float


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median processor time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def cost(command: Sequence[str], runs: int = RUNS) -> Cost:
    """The medians of some runs of a command; raises `RuntimeError` where it fails."""
    costs = [_cost(command) for _ in range(runs)]
    return Cost(statistics.median(c.first_output for c in costs), statistics.median(c.whole for c in costs),
                statistics.median(c.peak_mb for c in costs))


def _cost(command: Sequence[str]) -> Cost:
    done = subprocess.run([sys.executable, "-c", _WATCHER, *command], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    code, first, whole, peak = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with code {code}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return Cost(first, whole, peak * unit / 1e6)

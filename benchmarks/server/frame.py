"""The part of docs/benchmarks.md that is about the office: its frame, and how the rest is written without touching it."""
import os

HEAD = "## The office"
FRAME = f"""{HEAD}

Written by `make soak`, on {os.cpu_count()} processors that other work shares.

### Pages on a large ledger

<!-- pages -->
<!-- /pages -->

### A million values

<!-- values -->
<!-- /values -->

### Search in 10,000 documents

<!-- search-sqlite -->
<!-- /search-sqlite -->

<!-- search-postgresql -->
<!-- /search-postgresql -->

### A hundred people at once

<!-- load -->
<!-- /load -->

### Killed at random

<!-- kills-sqlite -->
<!-- /kills-sqlite -->

<!-- kills-postgresql -->
<!-- /kills-postgresql -->
"""


def keep(written: str, before: str) -> str:
    """A page about the reader that is written anew, with the part about the office that stood there before."""
    part = before[before.index(HEAD):] if HEAD in before else ""
    return f"{written.rstrip()}\n\n{part}" if part else written

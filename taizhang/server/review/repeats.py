"""Words that a text repeats: what is written more than once is likely to be a name."""
import re
from collections import Counter
from itertools import pairwise

LONGEST = 40  # signs of a name
LOOKED_AT = 500  # places of a text that are looked at for one beginning
PAUSE = re.compile(r"[^\w“”&+·-]")


def repeats(text: str, beginning: str, most: int = 4) -> list[tuple[str, int]]:
    """The names a text holds twice or more that begin so, the longest first, each with how often; a part of one as often is left out.

    >>> repeats("the inner harbour fund; the inner harbour fund; the inner harbour plan".replace(" ", "_"), "the")
    [('the_inner_harbour_fund', 2), ('the_inner_harbour_', 3)]
    >>> repeats("once only", "on"), repeats("a a a", "")
    ([], [])
    """
    if not beginning:
        return []
    runs: list[str] = []
    at = -1
    while len(runs) < LOOKED_AT and (at := text.find(beginning, at + 1)) >= 0:
        stop = PAUSE.search(text, at + len(beginning), at + LONGEST)
        runs.append(text[at : stop.start() if stop else at + LONGEST])
    # What is repeated is what two neighbours begin with alike, once they stand in order.
    counts: Counter[str] = Counter()
    runs.sort()
    for one, other in pairwise(runs):
        same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        if same > len(beginning):
            counts[one[:same]] = 0
    for name in counts:
        counts[name] = sum(run.startswith(name) for run in runs)
    return sorted(counts.items(), key=lambda found: (-len(found[0]), found[0]))[:most]

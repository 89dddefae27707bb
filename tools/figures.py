"""Score the reader on all gold at hand and write the figures into docs/reading.md.

The samples' gold is in the repository. That of the real documents lies beside it (``../shared``, or ``TAIZHANG_SHARED``); where it
is absent, its figures on the page stay as they are.
"""
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import taizhang
from taizhang.reading.score import Gold, Score, load_gold, score
from taizhang.values import Facts
from tools.blocks import fill, table

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/reading.md"
SHARED = Path(os.environ.get("TAIZHANG_SHARED") or ROOT.parent / "shared")
# Which kind of document each real one is; one that is not listed here is refused, so that none is forgotten.
KINDS = {
    "000": "opinion with goals", "001": "yearly summary with plan", "002": "work plan", "003": "task division",
    "12_guobanfa_2020_24": "task division", "kunming_2019": "annex of tasks", "neimenggu_2024": "annex of tasks",
    "guangzhou_2019_6": "administrative rules", "rd_bulletin_2020": "statistical bulletin", "fuzhou_2016a": "work report",
    "fuzhou_2016b": "work report",
}
SEEDS = "Documents 001–003"
OTHERS = "Other texts"


def kind(doc: str) -> str:
    """Kind of a real document by its name; raises ``KeyError`` for one that is not listed."""
    names = [name for name in KINDS if doc.startswith(name)]
    if len(names) != 1:
        raise KeyError(f"{doc}: say in tools/figures.py what kind of document this is")
    return KINDS[names[0]]


def read(paths: Iterable[Path]) -> list[Facts]:
    """What the reader finds in each file, with the pack that fits."""
    return [taizhang.read(path) for path in paths]


def real() -> tuple[Gold, list[Facts]] | None:
    """Gold of the real documents and what was read; None where they are absent."""
    folder = SHARED / "reading/gold"
    if not folder.is_dir():
        return None
    gold = load_gold(folder)
    found = {path.name: path for part in ("seeds", "reading/texts") for path in (SHARED / part).glob("*.txt")}
    return gold, read(found[doc] for doc in sorted(gold.docs))


def samples() -> tuple[Gold, list[Facts]]:
    """Gold of our own samples and what was read."""
    gold = load_gold(ROOT / "samples/gold")
    return gold, read(ROOT / "samples/txt" / doc for doc in sorted(gold.docs))


def groups(gold: Gold, seeds: Iterable[str]) -> Iterator[tuple[str, set[str]]]:
    """Names of groups of documents and their members: 001–003, the others, and each kind."""
    own = set(seeds)
    yield SEEDS, own
    yield OTHERS, set(gold.docs) - own
    for one in dict.fromkeys(KINDS.values()):
        members = {doc for doc in gold.docs if kind(doc) == one}
        if members:
            yield one, members


def scores(gold: Gold, found: list[Facts]) -> dict[str, Score]:
    """Scores of each group of the real documents."""
    seeds = {path.name for path in (SHARED / "seeds").glob("*.txt")} & set(gold.docs)
    return {name: score(gold.only(members), found) for name, members in groups(gold, seeds)}


def written(by_group: dict[str, Score]) -> str:
    """The figures of groups as a table, a column each."""
    def row(name: str, get: "list[float | int | None]") -> list[str]:
        return [name, *("–" if one is None else str(one) if isinstance(one, int) else f"{one:.3f}" for one in get)]

    all_scores = list(by_group.values())
    rows = [
        row("documents", [one.documents for one in all_scores]),
        row("statements in gold", [one.gold for one in all_scores]),
        row("**find F1**", [one.statements.f1 if one.gold else None for one in all_scores]),
        row("**strict F1**", [one.strict.f1 if one.gold else None for one in all_scores]),
        *(row(field, [one.fields[field] if one.gold else None for one in all_scores]) for field in all_scores[0].fields),
        row("tasks in gold", [one.gold_tasks for one in all_scores]),
        row("**tasks F1**", [one.tasks.f1 if one.gold_tasks else None for one in all_scores]),
        *(row(f"tasks: {share}", [getattr(one.task_shares, share) if one.task_shares else None for one in all_scores])
          for share in ("units_exact", "roles", "title", "number", "path", "body")),
        row("**citations F1**", [one.citations.f1 if one.citations.f1 else None for one in all_scores]),
        row("citations: relation", [one.relation if one.citations.f1 else None for one in all_scores]),
        *(row(f"metadata: {name}", [one.metadata.get(name) if any(one.metadata.values()) else None for one in all_scores])
          for name in all_scores[0].metadata),
    ]
    return table(["", *by_group], rows)


def main() -> int:
    """Write the figures into the page."""
    page = PAGE.read_text("utf-8")
    page = fill(page, "figures-samples", written({"samples": score(*samples())}))
    at_hand = real()
    if at_hand:
        page = fill(page, "figures-real", written(scores(*at_hand)))
    else:
        print("The real documents are not at hand; their figures stay as they are.", file=sys.stderr)
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

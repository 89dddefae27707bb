"""A score as lines of text for a terminal."""
from collections.abc import Mapping
from typing import Any


def table(figures: Mapping[str, Any]) -> str:
    """One line a group of figures, then one line a document, columns aligned.

    >>> print(table({"documents": 2, "strict": {"precision": 0.5, "recall": 1.0, "f1": 0.6667},
    ...              "by_document": {"a.txt": {"gold": 30, "find": 0.98, "strict": 0.9}}}))
    documents   2
    strict      precision 0.5000  recall 1.0000  f1 0.6667
    <BLANKLINE>
    document    gold    find  strict
    a.txt         30  0.9800  0.9000
    """
    lines = []
    for name, group in figures.items():
        if name == "by_document":
            continue
        said = "  ".join(f"{key} {_figure(value)}" for key, value in group.items()) if isinstance(group, Mapping) else str(group)
        lines.append(f"{name:11} {said}")
    documents = figures.get("by_document") or {}
    if documents:
        width = max(8, *map(len, documents))
        lines += ["", f"{'document':{width}}    gold    find  strict"]
        lines += [f"{doc:{width}}  {one['gold']:6}  {one['find']:.4f}  {one['strict']:.4f}" for doc, one in documents.items()]
    return "\n".join(lines)


def _figure(value: float) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)

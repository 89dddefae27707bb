"""Parts of a page that are made from code: between ``<!-- NAME -->`` and ``<!-- /NAME -->``, each on a line of its own."""
import re


def fill(page: str, name: str, made: str) -> str:
    """The page with the block of that name filled anew; raises ``KeyError`` where the page has no such block.

    A blank line on both sides lets every renderer see what is in between as Markdown.

    >>> fill("a\\n<!-- stages -->\\nold\\n<!-- /stages -->\\nb", "stages", "new")
    'a\\n<!-- stages -->\\n\\nnew\\n\\n<!-- /stages -->\\nb'
    """
    pattern = re.compile(rf"(?<=<!-- {re.escape(name)} -->\n).*?(?=^<!-- /{re.escape(name)} -->$)", re.S | re.M)
    filled, times = pattern.subn(lambda _: "\n" + made.strip("\n") + "\n\n", page)
    if times != 1:
        raise KeyError(f"a page needs one block {name!r} and has {times}")
    return filled


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table of Markdown.

    >>> print(table(["a", "b"], [["1", "x|y"]]))
    | a | b |
    |---|---|
    | 1 | x\\|y |
    """
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)

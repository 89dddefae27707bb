"""Every reason of series, paths and states is said in Chinese too, with the same parameters."""
import ast
import re
from importlib import resources

from taizhang.indicators.judgement import Judgement
from taizhang.indicators.reasons import Reason, reason
from taizhang.publishing.words import catalogue

FILES = tuple(sorted(one.name.removesuffix(".py") for one in resources.files("taizhang.indicators").iterdir() if one.name.endswith(".py")))
PLACES = re.compile(r"\{(\w+)\}")


def messages() -> set[str]:
    """All texts handed to reason(), and the sentences that stand in tables or are handed on."""
    found = set()
    for name in FILES:
        source = resources.files("taizhang.indicators").joinpath(f"{name}.py").read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("reason", "_held"):
                found |= _said(node)
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, (ast.Dict, ast.IfExp)):
                found |= _said(node.value)
    return {one for one in found if _sentence(one)}


def _said(node: ast.AST) -> set[str]:
    """Whole strings below a node, none that are a part of another."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    below = [] if isinstance(node, ast.JoinedStr) else ast.iter_child_nodes(node)
    return set().union(*map(_said, below))


def _sentence(said: str) -> bool:
    return " " in said and said != ", " and said not in ("growth and levels", "addition and levels", "ratio and its parts")


def test_every_reason_is_said_in_chinese() -> None:
    said = catalogue("zh_Hans")
    assert len(messages()) > 50 and sorted(messages() - said.keys()) == []
    for one in messages():
        assert sorted(set(PLACES.findall(one))) == sorted(set(PLACES.findall(said[one]))), one


def test_a_reason_is_filled_and_compared_by_its_parameters() -> None:
    one = reason("{n} figures wait for review", n=2)
    assert str(one) == "2 figures wait for review" and one == Reason("{n} figures wait for review", (("n", "2"),)) and one.given == {"n": "2"}
    assert str(Reason("{not filled}")) == "{not filled}" and Judgement.__doc__

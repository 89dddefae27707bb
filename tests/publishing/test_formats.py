"""Formats by name: known ones are listed, a second of the same name is refused, names of files tell theirs."""

from pathlib import Path

import pytest

from taizhang.publishing import formats, table
from taizhang.publishing.formats import Format, Options
from taizhang.values import Facts, TaizhangError


def test_the_registry_holds_what_the_command_line_promises() -> None:
    assert formats.names() == ("table", "jsonl", "xlsx", "html")
    assert {formats.named(name).suffix for name in formats.names()} == {".txt", ".jsonl", ".xlsx", ".html"}


def test_no_name_twice() -> None:
    with pytest.raises(TaizhangError, match="there already"):
        formats.register(Format("html", ".htm", "", False, lambda ledger, options: b""))


def test_a_suffix_of_nobody() -> None:
    assert formats.of_file(Path("a.pdf")) is None


@pytest.mark.parametrize("name", formats.names())
def test_an_empty_ledger_can_be_written(name: str) -> None:
    assert isinstance(formats.named(name).write([], Options("en")), bytes)


def test_the_table_shows_statements_tasks_and_citations(ledger: list[Facts]) -> None:
    said = table.text(ledger, "zh_Hans", width=160)
    for words in ("> 9000 亿元", "果产量", "市科技局", "壮大主体", "落实", "激励条款", "临砚区"):
        assert words in said
    assert "Targets" in table.text(ledger, "en")


def test_words_in_brackets_are_not_taken_for_styles(ledger: list[Facts]) -> None:
    from dataclasses import replace

    odd = replace(ledger[0], statements=(replace(ledger[0].statements[0], indicator="[bold]桥[/x]"),))
    assert "[bold]桥[/x]" in table.text([odd], "en", width=200)

"""The text to read: real documents beside the checkout where they are, else our samples, repeated."""
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZE = 1_700_000


@dataclass(frozen=True, slots=True)
class Material:
    """``whole`` has `SIZE` code points; ``documents`` are the texts it was made of; ``says`` where they come from."""

    whole: str
    documents: tuple[tuple[str, str], ...]
    says: str


def material() -> Material:
    """Real documents of the genre, or our samples where there are none."""
    shared = Path(os.environ.get("TAIZHANG_SHARED") or ROOT.parent / "shared")
    paths = sorted((shared / "corpus").rglob("*.txt"))
    says = f"{len(paths)} real documents of the genre that lie beside the checkout"
    if not paths:
        paths = sorted((ROOT / "samples").rglob("*.txt"))
        says = f"our {len(paths)} sample documents in text form, repeated (the real ones are not on this machine)"
    documents = tuple((path.name, path.read_text("utf-8-sig")) for path in paths)
    whole = "\n".join(text for _, text in documents)
    if not whole:
        raise SystemExit("there is no text to read: neither real documents beside the checkout nor samples/*.txt")
    return Material((whole + "\n") * (SIZE // len(whole) + 1) if len(whole) < SIZE else whole, documents, says)


# What pattern matching stumbles over when it tries the same stretch in many ways: signs, digits, brackets, numbers of items …
REPETITIONS = 100_000
SIGNS = ("0", "9", ".", ",", "%", "a", " ", "\t", "\n", "一", "十", "万", "亿", "第", "的", "年", "、", "，", "。", "；", "：", "？", "（", "）", "《", "》", "“",
         "”", "〔", "—", "①", "和", "市", "至", "1.", "1 ", "1-", "一、", "（一）", "（1）", "第一条", "1、甲；", "甲\n", "《》")
# … and pieces of sentences, each a fact or the beginning of one.
PHRASES = ("1%、", "1~2", "项目1个，", "项目1个、", "项目1个。", "1万元、", "增长1%，", "翻一番", "2020年", "2020年1个，", "分别", "分别为1%、", "到2020年达到", "其中",
           "从1%提高到2%，", "责任单位：", "（责任单位：", "牵头，", "局、", "〔2016〕1号", "一、项目1个。\n", "甲\t1%\n")

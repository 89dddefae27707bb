"""A fixed corpus in the genre, put together by chance with a fixed seed, questions about it, and what reading all of it would answer."""
import random
import uuid
from datetime import date
from typing import Any

from taizhang.server.documents.models import Document
from taizhang.server.search.cutting import cut
from taizhang.server.search.wording import Wording
from taizhang.text.tokens import stream, tokens
from tests.server.search.make import papered

WORDS = ("科技", "创新", "企业", "高新技术", "研发", "平台", "市科技局", "经信委", "专利", "5G", "R&D", "2.5%", "12.5％", "2018年", "100万元", "砚政〔2018〕12号", "𠮷野", "新", "技",
         "成果转化", "的", "和", "ABC", "1+X", "（试行）", "“双创”", "café")
MARKS = ("，", "。", "；", "、", "\n", "\r\n", "", "", "", " ", "。\n", "\u3000")


def text(chance: random.Random, size: int) -> str:
    """Some words with marks between them."""
    return "".join(chance.choice(WORDS) + chance.choice(MARKS) for _ in range(size))


def corpus(many: int = 30, seed: int = 61) -> list[Document]:
    """Documents of all states, with keys that are the same each time; their titles tell them apart."""
    chance = random.Random(seed)
    made = []
    for i in range(many):
        body, outline, at = "", [], 0
        for n in range(chance.randrange(1, 5)):
            heading, said = f"{n + 1}.{text(chance, 2).strip()}", text(chance, chance.randrange(4, 40))
            outline.append({"level": 1, "number": f"{n + 1}.", "title": heading[2:], "start": at, "end": at + len(heading), "body_end": 0,
                            "parent": None})
            body += f"{heading}\n{said}\n"
            at = len(body)
        issued = date(2015 + i % 6, 1 + i % 12, 1 + i % 28) if i % 7 else None
        made.append(papered(
            f"{i:02d} {text(chance, 3).strip()}", body, f"砚政〔{2015 + i % 6}〕{i}号" if i % 3 else "", key=uuid.UUID(int=i * 7919 % 1000 + 1), issued=issued,
            state=("in force", "in force", "superseded", "repealed", "withdrawn")[i % 5], issuers=["砚州市科技局"] if i % 2 else ["砚州市人民政府", "市经信委"],
            outline=outline))
    return made


def questions(many: int = 120, seed: int = 7) -> list[str]:
    """One to three words, some in quotes, some barred, some cut out of the middle of a text."""
    chance = random.Random(seed)
    found = ["新", "r", "R&D", "2.5%", "2.5", "砚政[2018]12号", "12号", "𠮷", "café", "“科技 创新”", "1+X", "-创新 科技", "科技 -创新", "的的", "企 业"]
    for _ in range(many - len(found)):
        words = []
        for _ in range(chance.choice((1, 1, 2, 3))):
            one = text(chance, chance.choice((1, 1, 2))).strip() or "科技"
            first = chance.randrange(len(one))
            one = one[first:first + chance.choice((2, 3, 4, 9))]
            words.append(chance.choice(("", "", "", "-")) + (f'"{one}"' if chance.random() < 0.3 else one))
        found.append(" ".join(words))
    return found


def order(document: Document) -> Any:
    """Where a document stands: in force first, the newest first."""
    undated = document.issued is None
    return (document.state != "in force", undated, 0 if undated else -document.issued.toordinal(), document.key.hex)  # type: ignore[union-attr]


def read(question: str, documents: list[Document]) -> list[tuple[str, int, int]]:
    """The clauses a question finds, in order, by reading all texts: title of the document, start, end."""
    wording = Wording.parse(question)
    if not wording.wanted:
        return []
    tiers: dict[int, list[tuple[str, int, int]]] = {0: [], 1: [], 2: []}
    for document in sorted((one for one in documents if one.state != "withdrawn"), key=order):
        assert document.text is not None
        for piece in cut(document.text.text, document.text.outline):
            said = stream(tokens(document.text.text[piece.start:piece.end]))
            if not all(one.within(said) for one in wording.phrases) or any(one.within(said) for one in wording.barred):
                continue
            together = wording.together is not None and bool(wording.together.within(said))
            tiers[0 if together else 1 if piece.heading else 2].append((document.title, piece.start, piece.end))
    return [*tiers[0], *tiers[1], *tiers[2]]

"""The words somebody looks for: all have to be there; “quoted” words stand together; a word behind a minus must not be there."""
import re
from dataclasses import dataclass
from functools import cached_property

from taizhang.text.tokens import Phrase, fold

LONGEST = 200  # characters that are read
MOST = 12  # words
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\uff02\u300c\u300d\u300e\u300f\u00ab\u00bb", '"'))
_MINUS = ("-", "\u2212", "\uff0d", "\u2013")
_WORD = re.compile(r'(?P<minus>[-\u2212\uff0d\u2013])?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')
_RUN = re.compile(r"[\w&+.%\u2030]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was typed, without quotes and minus; ``phrase`` is what the index is asked for."""

    said: str
    phrase: Phrase
    excluded: bool = False
    quoted: bool = False

    @property
    def typed(self) -> str:
        """As one would type it."""
        inner = f'"{self.said}"' if self.quoted or " " in self.said else self.said
        return f"-{inner}" if self.excluded else inner

    @property
    def runs(self) -> list[str]:
        """What of it the index of facts, which holds any run of characters, is asked for: brackets only part."""
        return _RUN.findall(fold(self.said)[0])


@dataclass(frozen=True)
class Wording:
    """The words of a question. ``idle`` are those that hold nothing that can be searched; ``cut`` says that it was too long."""

    typed: str
    words: tuple[Word, ...] = ()
    idle: tuple[str, ...] = ()
    cut: bool = False

    @classmethod
    def parse(cls, given: str) -> "Wording":
        """From what somebody typed.

        >>> [one.typed for one in Wording.parse("科技 “高新 企业” -总结").words]
        ['科技', '"高新 企业"', '-总结']
        """
        typed = " ".join("".join(" " if sign in "\0\ufffd" or 0xD800 <= ord(sign) <= 0xDFFF else sign for sign in given[:LONGEST * 60]).split())
        kept = typed[:LONGEST]
        words: list[Word] = []
        idle: list[str] = []
        for match in _WORD.finditer(kept.translate(_QUOTES)):
            quoted = match["quoted"] is not None
            said = (match["quoted"] if quoted else match["plain"] or "").strip()
            phrase = Phrase.of(said)
            if phrase is None:
                if said:
                    idle.append(said)
                continue
            word = Word(said, phrase, match["minus"] is not None, quoted)
            if word not in words:
                words.append(word)
        return cls(kept, tuple(words[:MOST]), tuple(idle), len(typed) > LONGEST or len(words) > MOST)

    @cached_property
    def wanted(self) -> tuple[Word, ...]:
        """The words that have to be there."""
        return tuple(one for one in self.words if not one.excluded)

    @cached_property
    def unwanted(self) -> tuple[Word, ...]:
        """The words that must not be there."""
        return tuple(one for one in self.words if one.excluded)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases that have to be there."""
        return tuple(one.phrase for one in self.wanted)

    @cached_property
    def barred(self) -> tuple[Phrase, ...]:
        """The phrases that must not be there."""
        return tuple(one.phrase for one in self.unwanted)

    @cached_property
    def together(self) -> Phrase | None:
        """All wanted words in a row, as typed; None where that is no more than they say one by one."""
        return Phrase.of(" ".join(one.said for one in self.wanted)) if len(self.wanted) > 1 else None

    def without(self, word: Word) -> str:
        """The question without one of its words."""
        return " ".join(one.typed for one in self.words if one is not word)

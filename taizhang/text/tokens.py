"""Words of an index: pairs of neighbouring Chinese characters, whole runs of letters and digits; the same for texts and for questions.

Every sign that counts begins exactly one token, so that neighbours in the text are neighbours in the index: a character stands
together with the one behind it, the last of its run alone. A word of two characters is one token, a longer one a row of tokens, and
a single character is the beginning of whatever tokens start with it. Forms are folded first (NFKC, small letters). Blanks between
Chinese characters do not count, since lines break there; brackets and commas only part what stands beside them, so that the number
of a document is found in whichever brackets it is written.
"""
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd"
_WORD = f"[^\\W_{_HAN}]"
# Bounded: no engine keeps words of any length; what is longer goes on as a further token.
_TOKEN = re.compile(f"(?P<han>[{_HAN}])|{_WORD}{{1,60}}(?:[&+]{_WORD}{{1,60}}|(?<=[0-9])\\.[0-9]{_WORD}{{0,60}}){{0,8}}|[%\u2030]")
_IGNORED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff")
MOST = 250  # times one token is kept in one passage: a bound that PostgreSQL has too, so that both engines hold the same


class _Folds(dict[int, str]):
    """Each sign as it is compared, worked out when it is first seen."""

    def __missing__(self, sign: int) -> str:
        one = chr(sign)
        # A whole of several signs (\N{SQUARE CM}) becomes several; half of a pair says nothing.
        self[sign] = made = "\ufffd" if 0xD800 <= sign <= 0xDFFF else unicodedata.normalize("NFKC", one).casefold()
        return made


_FOLDS = _Folds()


def fold(text: str) -> tuple[str, list[int] | None]:
    """A text as it is compared, and for each of its signs where it stood; None where every sign stands where it stood.

    >>> fold("Ｒ＆Ｄ")
    ('r&d', None)
    >>> fold("㎝5")
    ('cm5', [0, 0, 1])
    """
    made = text.translate(_FOLDS)
    if len(made) == len(text) and (made.isascii() or not any(map(_joins, set(made)))):
        return made, None
    found: list[str] = []
    at: list[int] = []
    start = 0
    for start, end in _clusters(text):
        piece = text[start:end]
        if end - start > 1:
            piece = unicodedata.normalize("NFKC", "".join(sign for sign in piece if sign not in _IGNORED))
        folded = piece.translate(_FOLDS)
        found.append(folded)
        at += [start] * len(folded)
    return "".join(found), at


def _joins(sign: str) -> bool:
    return sign in _IGNORED or unicodedata.combining(sign) != 0


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """A sign with the accents behind it; signs that only steer how a text is shown are left out."""
    start = None
    for i, sign in enumerate(text):
        if sign in _IGNORED:
            continue
        if start is not None and not unicodedata.combining(sign):
            yield start, i
            start = i
        elif start is None:
            start = i
    if start is not None:
        yield start, len(text)


@dataclass(frozen=True, slots=True)
class Token:
    """One token and the stretch of the text it stands for: a pair stands for its first character only."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order; linear in its length.

    >>> [one.word for one in tokens("5G基站，R&D占2.5%")]
    ['5g', '基站', '站', 'r&d', '占', '2.5', '%']
    >>> [one.word for one in tokens("高新\\n企业〔2016〕87号")]
    ['高新', '新企', '企业', '业', '2016', '87', '号']
    """
    folded, at = fold(text)
    found: list[Token] = []
    han: list[int] = []  # whether the token is a character that the next may stand beside
    last = -1
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        alone = match["han"] is not None
        if alone and han and han[-1] and (start == last or folded[last:start].isspace()):
            before = found[-1]
            found[-1] = Token(before.word + match[0], before.start, before.end)
        first, after = (start, end) if at is None else (at[start], at[end - 1] + 1)
        found.append(Token(match[0], first, after))
        han.append(alone)
        last = end
    return found


def stream(found: Iterable[Token]) -> list[str]:
    """The words of an index in order; a token that is repeated without end is left out after a while.

    >>> len(stream(tokens("的" * 400)))
    251
    """
    seen: Counter[str] = Counter()
    kept = []
    for one in found:
        seen[one.word] += 1
        if seen[one.word] <= MOST:
            kept.append(one.word)
    return kept


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands together: tokens in a row; with ``prefix`` the last is the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False

    @classmethod
    def of(cls, text: str, *, beginning: bool = False) -> "Phrase | None":
        """The phrase of some words; None where they hold nothing that counts. ``beginning``: a last word in letters may go on.

        >>> Phrase.of("科技创新")
        Phrase(words=('科技', '技创', '创新'), prefix=False)
        >>> Phrase.of("87号")
        Phrase(words=('87', '号'), prefix=True)
        >>> Phrase.of("5G"), Phrase.of("……")
        (Phrase(words=('5g',), prefix=False), None)
        """
        words = [one.word for one in tokens(text)]
        if not words:
            return None
        single = len(words[-1]) == 1 and re.match(f"[{_HAN}]", words[-1]) is not None
        if single and len(words) > 1 and len(words[-2]) == 2 and words[-2][1] == words[-1]:
            # The last character of a run stands in the pair before it; behind it anything may follow.
            return cls(tuple(words[:-1]))
        letter = len(words) == 1 and len(words[0]) == 1
        return cls(tuple(words), single or letter or (beginning and not single))

    def within(self, said: list[str]) -> list[tuple[int, int]]:
        """Where the phrase stands in the words of a text: first and last token of each place, last one included.

        >>> Phrase(("新",), prefix=True).within([one.word for one in tokens("创新，新区")])
        [(1, 1), (2, 2)]
        """
        n, found = len(self.words), []
        *firm, loose = self.words
        for i in range(len(said) - n + 1):
            end = said[i + n - 1]
            if (end.startswith(loose) if self.prefix else end == loose) and all(said[i + k] == one for k, one in enumerate(firm)):
                found.append((i, i + n - 1))
        return found


def places(text: str, phrases: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Where phrases stand in a text, as stretches of code points, in order and without overlap.

    >>> places("推进科技\\n创新，科技先行", [Phrase.of("科技创新"), Phrase.of("科技")])
    [(2, 7), (8, 10)]
    """
    found = tokens(text)
    said = [one.word for one in found]
    spans = []
    for phrase in phrases:
        for first, last in phrase.within(said):
            end = found[last].end
            if len(phrase.words[-1]) == 2 and found[last].word == phrase.words[-1] and re.match(f"[{_HAN}]", phrase.words[-1]):
                end = found[last + 1].end  # a pair reaches over the character behind it
            spans.append((found[first].start, end))
    return _joined(spans)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        at = bisect_left(joined, (start, end)) - 1
        if at >= 0 and joined[at][1] >= start:
            joined[at] = joined[at][0], max(joined[at][1], end)
        else:
            joined.append((start, end))
    return joined

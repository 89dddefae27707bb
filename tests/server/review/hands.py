"""A reviewer's hands on the keyboard: every key is counted, and after each the wait until the page shows what it did is measured.

What the hands do is decided by the gold: a fact that says what the gold says is accepted, one that differs is corrected in the fields that
differ, one the gold does not know is rejected, one that is missing is added.
"""
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

from taizhang.publishing import jsonl
from taizhang.reading.score import Gold, GoldStatement, Score, score
from taizhang.reading.score_fields import SAME_SUBJECT, wrong_fields
from taizhang.reading.score_names import IndicatorJudge, same_name
from taizhang.reading.score_pairs import hull, overlap, pair
from taizhang.server.documents.models import Document
from taizhang.server.facts.forms import MEASURES
from taizhang.server.facts.models import REVIEWED, STATEMENTS, Fact
from taizhang.values import Facts, Statement

#: Measures in the page itself: from the key to the first picture after everything it asked for is there.
WATCH = """(() => {
  const waits = window.__waits = [];
  window.__idle = true;
  addEventListener("keydown", (event) => {
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    const from = performance.now();
    window.__idle = false;
    const look = () => requestAnimationFrame(() => {
      if (document.querySelector("#stage[data-busy], .picks[data-asking]")) return look();
      requestAnimationFrame(() => { waits.push(performance.now() - from); window.__idle = true; });
    });
    look();
  }, true);
})()"""
IDLE = """() => new Promise((done) => {
  const look = () => (window.__idle && !document.querySelector(".picks[data-asking]") ? done() : requestAnimationFrame(look));
  look();
})"""
KIND_KEYS = {"target": "1", "actual": "2", "rule": "3", "forecast": "4"}
EVIDENCE = 0.6
LOOK = 200  # milliseconds a fact is looked at before the first key: a thirtieth of what a person has


@dataclass
class Hands:
    """Presses keys on a page and counts them; a key held down with Shift or Ctrl counts as one more."""

    page: Page
    keys: int = 0
    by_fact: list[int] = field(default_factory=list)

    def press(self, key: str) -> None:
        """One key, and wait until the page has done what it asks for."""
        self.keys += 1 + key.count("+")
        self.page.keyboard.press(key)
        self.page.evaluate(IDLE)

    def type(self, text: str) -> None:
        """Some signs, each counted as one key: what an input method takes to write a character is not counted."""
        for sign in text:
            self.keys += 1
            self.page.keyboard.insert_text(sign) if ord(sign) > 126 else self.page.keyboard.press(sign)
            self.page.evaluate(IDLE)

    def waits(self) -> list[float]:
        """Milliseconds after each key so far."""
        found: list[float] = self.page.evaluate("window.__waits")
        return found


@dataclass
class Reviewer:
    """Reviews one document by keyboard, with the gold beside it."""

    hands: Hands
    document: Document
    read: Facts
    gold: Gold | None
    left: list[str] = field(default_factory=list)  # what no key can put right

    def __post_init__(self) -> None:
        rows = list(Fact.objects.current().filter(document=self.document.key, kind__in=STATEMENTS).order_by("position"))
        gold = self.gold.statements if self.gold is not None else ()
        pairs = pair([(one.value_start, one.value_end) for one in gold], [(row.value_start or 0, row.value_end or 0) for row in rows])
        self.wanted = {str(rows[j].key): gold[i] for i, j in pairs}
        met = {i for i, _ in pairs}
        self.missed = [one for i, one in enumerate(gold) if i not in met and not one.borderline]
        self.judge = IndicatorJudge(gold)

    def all(self, most: int = 10_000) -> None:
        """Every undecided fact, in the order in which the page shows them."""
        page = self.hands.page
        for _ in range(most):
            card = page.locator("#stage .card")
            if not card.count():
                return
            page.wait_for_timeout(LOOK)
            before = self.hands.keys
            self.one(card.get_attribute("data-f") or "")
            self.hands.by_fact.append(self.hands.keys - before)

    def one(self, key: str) -> None:
        """The fact that stands there."""
        fact = Fact.objects.current().get(key=key)
        if fact.kind not in STATEMENTS:
            self.hands.press("a")
        elif self.gold is None:
            self.hands.press("a")
        elif key not in self.wanted:
            self.hands.press("x")
            self.hands.press("1")
        else:
            self.correct(fact, self.wanted[key])
        expect(self.hands.page.locator(f'#stage .card[data-f="{key}"]')).to_have_count(0)

    def correct(self, fact: Fact, gold: GoldStatement) -> None:
        """Accept it, or put right what differs and keep it."""
        wrong = wrong_fields(gold, statement(fact, self.read), self.judge) if not gold.borderline else {}
        typed = False
        for name in wrong:
            if typed:
                self.hands.press("Escape")
                typed = False
            if name == "kind":
                self.hands.press(KIND_KEYS[gold.kind])
            elif name == "subject":
                typed = self.choose("o", gold.subject or "", lambda value: same_name(gold.subject, value, SAME_SUBJECT))
            elif name == "indicator":
                typed = self.choose("i", gold.indicator, lambda value: self.judge.right(gold, value))
            elif name == "measure":
                self.hands.press("g")
                for _ in range(abs(gap := MEASURES["target"].index(gold.measure) - MEASURES["target"].index(fact.measure))):
                    self.hands.press("ArrowDown" if gap > 0 else "ArrowUp")
                typed = True
            elif name == "per":
                self.hands.press("h")
                self.hands.type(gold.per or "")
                typed = True
            elif name not in ("span", "value_span"):
                self.left.append(f"{name}: {gold.quote}")
        if "span" in wrong:
            if typed:
                self.hands.press("Escape")
            self.place(gold)
            typed = False
        self.hands.press("Enter" if typed else "a")

    def choose(self, key: str, wanted: str, right: Any) -> bool:
        """Fill a field from its list of offers by the number of one, which leaves the field (False); typed sign by sign where it has none."""
        self.hands.press(key)
        for n in range(len(wanted) + 1):
            offers = self.hands.page.locator(".picks li > span").all_inner_texts()[:9]
            at = next((i for i, value in enumerate(offers) if right(value)), None)
            if at is not None and n + 1 < len(wanted):
                self.hands.press(str(at + 1))
                return False
            if n < len(wanted):
                self.hands.type(wanted[n])
        return True

    def place(self, gold: GoldStatement) -> None:
        """Pick the stretch: the first that is offered and fits, else its ends are moved."""
        def fits(start: int, end: int) -> bool:
            return overlap((gold.start, gold.end), (start, end)) >= EVIDENCE * hull((gold.start, gold.end), (start, end))

        self.hands.press("t")
        if fits(*self.picked()):
            return self.hands.press("Enter")
        listed = [(int(one.get_attribute("data-start") or 0), int(one.get_attribute("data-end") or 0))
                  for one in self.hands.page.locator("#stage .stretches li").all()]
        found = next((i for i, one in enumerate(listed) if fits(*one)), None)
        if found is not None:
            return self.hands.press(str(found + 1))
        away = [abs(start - gold.start) + abs(end - gold.end) for start, end in listed]
        for _ in range(away.index(min(away)) if away else 0):  # the nearest of those that are listed
            self.hands.press("t")
        for end, back, on in ((False, "ArrowLeft", "ArrowRight"), (True, "ArrowUp", "ArrowDown")):
            for ctrl in ("", "Control+"):
                self.move(end, ctrl + back, ctrl + on, gold.end if end else gold.start, fits)
        return self.hands.press("Enter")

    def move(self, end: bool, back: str, on: str, there: int, fits: Any) -> None:
        """Move one end towards its place, until it is there, the stretch fits, or it went past."""
        side = self.picked()[end] < there
        for _ in range(40):
            here = self.picked()[end]
            if here == there or (here < there) != side or fits(*self.picked()):
                return
            self.hands.press(on if side else back)
            if self.picked()[end] == here:
                return

    def picked(self) -> tuple[int, int]:
        """What is picked now."""
        shown = self.hands.page.locator("#stage .picking")
        return int(shown.get_attribute("data-start") or 0), int(shown.get_attribute("data-end") or 0)


def statement(fact: Fact, read: Facts) -> Statement:
    """A statement of the ledger as the library knows it."""
    return ledger(read, [fact]).statements[0]


def ledger(read: Facts, facts: Iterable[Fact]) -> Facts:
    """What the ledger holds of a document now, as the library reads it back from its own lines."""
    head = json.loads(jsonl.dumps(next(iter(jsonl.records(read)))))
    facts = list(facts)
    head["cites"] = [{name: value for name, value in one.fields.items() if name != "type"} for one in facts if one.kind == "cite"]
    lines = [json.dumps(head)]
    for one in facts:
        if one.kind != "cite":
            held = dict(one.fields)
            lines.append(json.dumps({name: (float(value) if name in ("value", "value2") and value is not None else value) for name, value in held.items()}))
    return jsonl.read(lines, {head["doc"]: read.text})[0]


def score_of(document: Document, read: Facts, gold: Gold) -> Score:
    """The reviewed ledger of a document held against the gold."""
    reviewed = Fact.objects.current().filter(document=document.key, state__in=REVIEWED).order_by("position")
    return score(gold, [ledger(read, reviewed)])

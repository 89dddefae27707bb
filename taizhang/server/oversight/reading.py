"""Entries as sentences: who did what to which thing, when, and how it ended; for one reader, who sees what they may see."""
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.accounts.models import User
from taizhang.server.accounts.words import actor_words
from taizhang.server.audit.actions import ACTIONS
from taizhang.server.audit.models import Entry, Value
from taizhang.server.oversight.things import has, is_business, policy_of, readable

LONGEST = 160
EDGES = " :,;\u2026\u201c\u201d\uff1a\uff0c\uff1b"  # what is left at the ends once who and what are taken out
#: Values that say how and why something happened and hold no content of business.
OPEN = frozenset({"why", "path", "address", "account", "manner", "how", "kind", "format", "count", "rows", "number", "minutes", "version",
                  "in_stead_of", "token"})
#: What a thing is called by, the first that is there.
CALLED = ("label", "title", "what", "name", "account", "file")
CLOSED = gettext_lazy("Content of business; shown to who may read the thing itself.")
OUTCOMES = {"done": gettext_lazy("done"), "refused": gettext_lazy("refused"), "failed": gettext_lazy("failed")}
NOUNS = {"backup": gettext_lazy("backup"), "chain": gettext_lazy("chain")}


@dataclass(frozen=True, slots=True)
class Said:
    """One value as a reader sees it: its words, or why there are none."""

    name: str
    text: str = ""
    state: str = "kept"  # kept | expunged | closed | missing

    def html(self, longest: int = 0) -> SafeString:
        """For a page; long ones are cut where a length is given."""
        if self.state == "expunged":
            return format_html('<span class="gone">{}</span>', _("[expunged]"))
        if self.state == "closed":
            return format_html('<span class="closed" title="{}">{}</span>', CLOSED, self.text or _("[content]"))
        if self.state == "missing":
            return format_html('<span class="muted">{}</span>', _("[not recorded]"))
        if longest and len(self.text) > longest:
            return format_html('<span title="{}">{}…</span>', self.text, self.text[:longest])
        return format_html("{}", self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry for a page. ``url`` leads to the trail of the thing, where there is one."""

    entry: Entry
    at: datetime
    actor: str
    sentence: SafeString
    outcome: str
    values: tuple[Said, ...]
    url: str = ""

    @property
    def plain(self) -> str:
        """The sentence without marks, for exports."""
        return plain(self.sentence)


def plain(sentence: SafeString) -> str:
    """A sentence of ours without its marks."""
    return strip_tags(sentence).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


def lines(entries: Iterable[Entry], reader: Any) -> list[Line]:
    """Sentences of some entries for a reader; a handful of queries, however many entries there are."""
    rows = list(entries)
    values: dict[int, dict[str, Value]] = defaultdict(dict)
    for value in Value.objects.filter(entry__in=[row.pk for row in rows]):
        values[value.entry_id][value.name] = value
    people = User.objects.in_bulk({row.actor_id for row in rows if row.actor_id})
    opened = _opened(rows, reader)
    policies = {noun: policy_of(noun) for noun in {row.noun for row in rows}}
    trails = {noun for noun, policy in policies.items() if policy and has(policy, "read") and policy.may(reader, "read")}
    return [_line(row, values[row.pk], people, opened, trails) for row in rows]


def _opened(rows: list[Entry], reader: Any) -> dict[str, set[str]]:
    """Of each noun that is business, the things this reader may read."""
    asked: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if is_business(row.noun):
            asked[row.noun].add(row.key)
    return {noun: readable(reader, noun, keys) for noun, keys in asked.items()}


def _line(entry: Entry, values: Mapping[str, Value], people: Mapping[int, User], opened: Mapping[str, set[str]], trails: set[str]) -> Line:
    closed = entry.noun in opened and entry.key not in opened[entry.noun]
    said = {name: _said(name, values.get(name), closed) for name in [*entry.digests, *(values.keys() - entry.digests.keys())]}
    person = people.get(entry.actor_id or 0)
    stead = said.get("in_stead_of")
    actor = actor_words(person, stead.text if stead and stead.state == "kept" else "") if person else _("the machine")
    url = ""
    if entry.key and not closed and entry.noun in trails:
        try:
            url = reverse("audit:of", args=[entry.noun, entry.key])
        except NoReverseMatch:
            url = ""
    return Line(entry, entry.at, actor, sentence(entry, said, actor), entry.outcome, tuple(said.values()), url)


def _said(name: str, value: Value | None, closed: bool) -> Said:
    if value is None:
        return Said(name, state="missing")
    if value.expunged_id is not None:
        return Said(name, state="expunged")
    if closed and name not in OPEN:
        return Said(name, state="closed")
    return Said(name, value.value)


def sentence(entry: Entry, said: Mapping[str, Said], actor: str) -> SafeString:
    """The entry in words, safe as html: only what this module writes is markup."""
    kind = ACTIONS.get(entry.action)
    told_as = str(kind.reads) if kind else _("{actor} did {action} to {label}")
    who = format_html("<b>{}</b>", actor)
    parts = [] if "{actor}" in told_as else [who, " "]
    for literal, name in _parsed(told_as):
        parts.append(escape(literal))
        if name == "actor":
            parts.append(who)
        elif name == "action":
            parts.append(escape(entry.action))
        elif name is not None:
            parts.append(_filled(entry, said, name))
    told = mark_safe("".join(parts))
    if entry.outcome != "refused" or "{why}" in told_as:
        return told
    why = said["why"].html(LONGEST) if "why" in said else ""
    return format_html(_("Refused: {what}. {why}"), what=told, why=why)


def _parsed(told_as: str) -> list[tuple[str, str | None]]:
    try:
        return [(literal, name) for literal, name, _spec, _conversion in Formatter().parse(told_as)]
    except ValueError:
        return [(told_as, None)]


def _filled(entry: Entry, said: Mapping[str, Said], name: str) -> SafeString:
    if name in CALLED:
        found = next((said[called] for called in (name, *CALLED) if called in said and (called == name or name == "label")), None)
        if found is None or found.state == "closed":  # which one it was can be said without its content
            return Said(name, f"{noun_words(entry.noun)} {entry.key[:8]}", "closed" if found else "kept").html()
        return found.html(LONGEST)
    if name in said:
        return said[name].html(LONGEST)
    return Said(name, state="missing").html()


def noun_words(noun: str) -> str:
    """A noun in the language of the page."""
    policy = policy_of(noun)
    return str(policy.says if policy else NOUNS.get(noun, noun))


def action_words(name: str) -> str:
    """A kind of entry in words, without who and what: for a list to choose from."""
    kind = ACTIONS.get(name)
    if kind is None:
        return name
    filled = "".join(literal + ("…" if field not in (None, "actor") else "") for literal, field in _parsed(str(kind.reads)))
    return filled.strip(EDGES) or name

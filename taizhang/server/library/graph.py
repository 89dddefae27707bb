"""What a document cites and what cites it, one or two steps far, as nodes and edges; and what nobody has brought here yet."""
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from taizhang.server.documents import effects
from taizhang.server.documents.citations import BACK, RELATIONS
from taizhang.server.documents.effects import DOES_WORDS, DONE_WORDS
from taizhang.server.documents.linking import Cite, Index, cites

MOST_NODES = 60
DEPTHS = (1, 2)
#: A person's word about two documents weighs more than what was read; then what says most.
ORDER = ("supersedes", "repeals", "revises", "implements", "issues", "drafts", "other", "none")
_WORDS = {**RELATIONS, "supersedes": DOES_WORDS["supersedes"], "repeals": DOES_WORDS["repeals"], "none": DOES_WORDS["none"]}
_BACK = {**BACK, "supersedes": DONE_WORDS["supersedes"], "repeals": DONE_WORDS["repeals"], "none": DONE_WORDS["none"]}
ABSENT = gettext_lazy("not here yet")

NodeId = UUID | str


@dataclass(slots=True)
class Node:
    """A document in the picture; ``step`` is how far from the middle: below nought what is cited, above nought what cites."""

    id: NodeId
    number: str
    title: str
    step: int
    relation: str = ""
    url: str = ""
    said: str = ""

    @property
    def here(self) -> bool:
        """Whether the document is here and may be read."""
        return bool(self.url)

    @property
    def name(self) -> str:
        """Its number, else its title."""
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class Edge:
    """``start`` cites ``end``, or does something to it; ``count`` times; ``fact`` is the first citation, ``recorded`` a person's word."""

    start: NodeId
    end: NodeId
    relation: str
    count: int = 1
    fact: UUID | None = None
    recorded: bool = False

    @property
    def words(self) -> str:
        """What the one does to the other."""
        return str(_WORDS.get(self.relation, _WORDS["other"]))


@dataclass(slots=True)
class Graph:
    """Nodes by id, the middle first, and edges between them; ``left_out`` are nodes for which there was no room."""

    middle: UUID
    depth: int
    nodes: dict[NodeId, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    left_out: list[Node] = field(default_factory=list)

    def rows(self) -> list[tuple[Node, Edge, Node]]:
        """The edges with their nodes, the nearest first: the table beside the picture."""
        found = [(self.nodes[one.start], one, self.nodes[one.end]) for one in self.edges]
        return sorted(found, key=lambda row: (max(abs(row[0].step), abs(row[2].step)), row[0].step, ORDER.index(row[1].relation)))


@dataclass(slots=True)
class Links:
    """All citations of the library that a person may read, resolved; and what people recorded."""

    user: Any
    all: list[Cite] = field(default_factory=list)
    index: Index = field(init=False)
    edges: list[Edge] = field(default_factory=list)
    names: dict[NodeId, Cite] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.all = cites(self.user)
        self.index = Index(self.user, self.all)
        counted: dict[tuple[NodeId, NodeId], list[tuple[str, UUID]]] = defaultdict(list)
        for one in self.all:
            if one.document not in self.index.known:
                continue  # withdrawn
            end: NodeId = self.index.find(one) or f"?{one.name}"
            if end == one.document or (isinstance(end, str) and one.relation == "issues"):
                continue  # what a notice issues is part of it
            if isinstance(end, str):
                self.names.setdefault(end, one)
            counted[one.document, end].append((one.relation, one.key))
        for (start, end), several in counted.items():
            relation, fact = min(several, key=lambda said: ORDER.index(said[0]) if said[0] in ORDER else len(ORDER))
            self.edges.append(Edge(start, end, relation if relation in ORDER else "other", len(several), fact))

    def around(self, middle: UUID, depth: int) -> Graph:
        """The neighbourhood of a document: what it cites, and what that cites; what cites it, and what cites that."""
        recorded = [Edge(one.acting, one.affected, one.does, fact=one.fact, recorded=True) for one in effects.of([middle])
                    if one.acting in self.index.known and one.affected in self.index.known]
        pairs = {(one.start, one.end) for one in recorded}
        edges = recorded + [one for one in self.edges if (one.start, one.end) not in pairs]
        down, up = defaultdict(list), defaultdict(list)
        for one in edges:
            down[one.start].append(one)
            up[one.end].append(one)
        steps: dict[NodeId, tuple[int, Edge | None]] = {middle: (0, None)}
        for sign, table, far in ((-1, down, "end"), (1, up, "start")):
            edge: list[NodeId] = [middle]
            for step in range(1, depth + 1):
                after: list[NodeId] = []
                for at in edge:
                    for one in table[at]:
                        other: NodeId = getattr(one, far)
                        if other not in steps:
                            steps[other] = (sign * step, one)
                            after.append(other)
                edge = after
        nodes = [self._node(id, step, one) for id, (step, one) in steps.items()]
        nodes.sort(key=lambda node: (abs(node.step), not node.here, ORDER.index(node.relation or "other"), node.name))
        graph = Graph(middle, depth, {node.id: node for node in nodes[:MOST_NODES]}, left_out=nodes[MOST_NODES:])
        graph.edges = [one for one in edges if one.start in graph.nodes and one.end in graph.nodes]
        return graph

    def _node(self, id: NodeId, step: int, edge: Edge | None) -> Node:
        relation = edge.relation if edge else ""
        said = str((_WORDS if step < 0 else _BACK).get(relation, "")) if edge else ""
        if isinstance(id, str):
            cite = self.names[id]
            return Node(id, cite.number, cite.title, step, relation, said=said)
        known = self.index.known[id]
        return Node(id, known.number, known.title, step, relation, reverse("library:document", args=[id]), said)

    def degrees(self) -> dict[UUID, tuple[int, int]]:
        """By document: how many it cites, and how many here cite it."""
        found: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
        for one in self.edges:
            if isinstance(one.start, UUID):
                found[one.start][0] += 1
            if isinstance(one.end, UUID):
                found[one.end][1] += 1
        return {key: (out, into) for key, (out, into) in found.items()}

    def missing(self) -> list["Missing"]:
        """Documents that are cited and not here, the most often cited first."""
        found: dict[str, Missing] = {}
        for one in self.edges:
            if isinstance(one.end, str):
                cite = self.names[one.end]
                there = found.setdefault(one.end, Missing(cite.number, cite.title))
                there.times += one.count
                start = self.index.known[one.start] if isinstance(one.start, UUID) else None
                if start is not None:
                    there.sources.append(Source(start.number or start.title, start.title, _fact_url(one.fact), one.words))
        return sorted(found.values(), key=lambda one: (-len(one.sources), -one.times, one.title, one.number))


@dataclass(frozen=True, slots=True)
class Source:
    """A document that cites one which is not here: its name, the address of the citation, how they relate."""

    name: str
    title: str
    url: str
    relation: str


@dataclass(slots=True)
class Missing:
    """A document that is cited and not here: how often, and from where."""

    number: str
    title: str
    times: int = 0
    sources: list[Source] = field(default_factory=list)


def _fact_url(fact: UUID | None) -> str:
    return reverse("facts:fact", args=[fact]) if fact else ""


def relations_of(edges: Iterable[Edge]) -> list[tuple[str, str]]:
    """The relations that occur, with their words, in the order of the legend."""
    there = {one.relation for one in edges}
    return [(name, str(_WORDS[name])) for name in ORDER if name in there]

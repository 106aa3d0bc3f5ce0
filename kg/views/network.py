"""The facts as a network of who deals with whom.

In: facts. Out: a `networkx.MultiDiGraph` whose nodes carry `kind`, `label`, `iri` (and `role`, `state`,
`also`, the other spellings) and whose edges, one a fact and pair, carry `type`, `fact`, `date`, `status`,
`weight`. Edges of visits and positions point; the others run from the smaller to the larger identifier.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Literal

import networkx as nx

from kg.facts import ROLES, Agent, Agreement, Contact, Fact, Gathering, Office, Position, Visit
from kg.views.keys import Keys

Level = Literal["persons", "states", "events"]
LEVELS: tuple[Level, ...] = ("persons", "states", "events")

# Beyond this many participants, everybody is joined to the first only: pairs would grow with the square.
_ALL_PAIRS = 12


def identifier(fact: Fact, position: int) -> str:
    """What the network calls a fact: its IRI, or its place in the list where it has none."""
    return fact.id or f"fact-{position}"


def agents_of(fact: Fact) -> list[Agent]:
    """Everybody and every state that a fact is about, each once, in the order of the fact's fields."""
    match fact:
        case Office():
            found = [fact.person, *([fact.of] if fact.of else [])]
        case Contact():
            found = [*fact.participants]
        case Visit():
            found = [*fact.visitors, *_states(fact.destination)]
        case Agreement():
            found = [*fact.parties, *fact.signatories]
        case Gathering():
            found = _states(fact.host)
        case Position():
            found = [*fact.holders, *(Agent("state", code) for code in fact.state)]
        case _:
            found = []
    return list(dict.fromkeys(found))


def pairs_of(fact: Fact) -> Iterator[tuple[Agent, Agent]]:
    """Who is tied to whom by a fact; the order counts for visits and positions."""
    match fact:
        case Office(person=person, of=Agent() as body):
            yield person, body
        case Contact():
            yield from _each_other(fact.participants)
        case Visit(destination=str()):
            yield from product(fact.visitors, _states(fact.destination))
        case Agreement():
            parties = fact.parties if len(fact.parties) > 1 else fact.signatories
            yield from _each_other(parties)
        case Position():
            yield from product(fact.holders, [Agent("state", code) for code in fact.state])


def directed(type_: str) -> bool:
    """Whether the two ends of an edge of this type differ in part."""
    return type_ in {"visit", "position"}


def home_states(facts: Iterable[Fact], keys: Keys) -> dict[str, str]:
    """The state's code of each person, by node: where most offices are held, former ones last."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        if isinstance(fact, Office) and fact.of is not None and fact.of.kind == "state":
            votes[keys.key(fact.person, fact.document)][fact.of.name] += 1 if fact.former else 100
    return {person: _favourite(counter) for person, counter in votes.items()}


def project(
    facts: Sequence[Fact], *, level: Level = "persons", keys: Keys | None = None
) -> nx.MultiDiGraph[str]:
    """The network of the facts; `keys` say which names mean the same node.

    At level `states`, persons stand for the states that they hold offices of; at level `events`, each fact
    but an office is a node of its own, tied to everybody who takes part.
    """
    keys = keys or Keys()
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    homes = home_states(facts, keys)
    _add_agents(network, facts, homes, keys, level)
    for position, fact in enumerate(facts):
        name = identifier(fact, position)
        if level == "events" and not isinstance(fact, Office):
            _add_event(network, fact, name, keys)
            continue
        for ends in pairs_of(fact):
            source, target = (_node(agent, fact.document, homes, keys, level) for agent in ends)
            if source in network and target in network and source != target:
                if not directed(fact.type):
                    source, target = sorted((source, target))
                network.add_edge(source, target, **_edge(fact, name))
    return network


def event_key(name: str) -> str:
    """The identifier of a fact's own node at level `events`."""
    return f"f:{name}"


def _add_agents(
    network: nx.MultiDiGraph[str], facts: Sequence[Fact], homes: dict[str, str], keys: Keys, level: Level
) -> None:
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    agents: dict[str, tuple[str, str]] = {}
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        for agent in agents_of(fact):
            node = keys.key(agent, fact.document)
            labels[node][agent.name] += 1
            agents.setdefault(node, (agent.kind, keys.iri(agent, fact.document)))
        if isinstance(fact, Office):
            roles[keys.key(fact.person, fact.document)][fact.role] += 1 if fact.former else 100
    if level == "states":
        for code in homes.values():
            labels.setdefault(keys.state(code), Counter([code]))
            agents.setdefault(keys.state(code), ("state", keys.iri(Agent("state", code), "")))
    for node in sorted(labels):
        kind, iri = agents[node]
        if level == "states" and kind == "person":
            continue
        names = sorted(labels[node], key=lambda name: (-labels[node][name], -len(name), name))
        network.add_node(
            node,
            kind=kind,
            label=names[0],
            iri=iri,
            role=min(roles[node], key=lambda role: (-roles[node][role], _rank(role)), default=""),
            state=homes.get(node, names[0] if kind == "state" else ""),
            also=tuple(names[1:]),
        )


def _rank(role: str) -> int:
    return ROLES.index(role) if role in ROLES else len(ROLES)


def _add_event(network: nx.MultiDiGraph[str], fact: Fact, name: str, keys: Keys) -> None:
    node = event_key(name)
    network.add_node(node, kind=fact.type, label=headline(fact), iri=fact.id, role="", state="", also=())
    aims = {target for _, target in pairs_of(fact)} if directed(fact.type) else set()
    for agent in agents_of(fact):
        ends = (keys.key(agent, fact.document), node)
        source, target = reversed(ends) if agent in aims else ends
        network.add_edge(source, target, **_edge(fact, name))


def headline(fact: Fact) -> str:
    """A few words that tell a fact from its neighbours."""
    match fact:
        case Agreement() | Gathering():
            return fact.label
        case Position():
            return fact.about
        case Visit():
            return " → ".join(
                filter(None, [", ".join(map(str, fact.visitors)), fact.place or fact.destination])
            )
        case Contact():
            return " – ".join(map(str, fact.participants))
        case Office():
            return f"{fact.person}, {fact.title}"
        case _:
            return fact.type


def _edge(fact: Fact, name: str) -> dict[str, str | float]:
    status = getattr(fact, "status", None) or getattr(fact, "action", None) or getattr(fact, "stance", None)
    date = getattr(fact, "date", None)
    return {"type": fact.type, "fact": name, "date": date or "", "status": status or "", "weight": 1.0}


def _node(agent: Agent, document: str, homes: dict[str, str], keys: Keys, level: Level) -> str:
    node = keys.key(agent, document)
    if level == "states" and agent.kind == "person" and node in homes:
        return keys.state(homes[node])
    return node


def _each_other(agents: Sequence[Agent]) -> Iterator[tuple[Agent, Agent]]:
    if len(agents) <= _ALL_PAIRS:
        yield from combinations(agents, 2)
    else:
        yield from ((agents[0], other) for other in agents[1:])


def _states(code: str | None) -> list[Agent]:
    return [Agent("state", code)] if code else []


def _favourite(votes: Counter[str]) -> str:
    return min(votes, key=lambda code: (-votes[code], code))

"""Which facts a page is about. In: facts and a user's wishes. Out: the facts that remain, in their order."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence

from kg.errors import BadQuery
from kg.facts import FACT_TYPES, Agent, Fact
from kg.graph.bounds import bounds
from kg.graph.slugs import slug
from kg.views.keys import Keys
from kg.views.network import agents_of, home_states
from kg.views.states import state_names


def select(
    facts: Iterable[Fact],
    *,
    types: Collection[str] = (),
    start: str | None = None,
    end: str | None = None,
    around: str | None = None,
    depth: int = 1,
    keys: Keys | None = None,
) -> list[Fact]:
    """The facts of these types, between two EDTF dates, and at most `depth` steps away from an entity.

    A fact without a date is kept unless a date is asked for; a fuzzy date counts where it overlaps. An
    office has no date and stays, for it says who somebody is. Raises BadQuery for what is not understood.
    """
    for name in types:
        if name not in FACT_TYPES:
            raise BadQuery(f"unknown fact type {name!r}; one of {', '.join(FACT_TYPES)}")
    first, last = _day(start, 0), _day(end, 1)
    kept = [fact for fact in facts if (not types or fact.type in types) and _within(fact, first, last)]
    return kept if around is None else _around(kept, around, depth, keys or Keys())


def _day(text: str | None, side: int) -> str | None:
    if text is None:
        return None
    day = bounds(text)[side]
    if day is None:
        raise BadQuery(f"{text!r} is not a date; write 2021, 2021-05 or 2021-05-17")
    return day


def _within(fact: Fact, first: str | None, last: str | None) -> bool:
    if (first is None and last is None) or fact.type == "office":
        return True
    low, high = bounds(getattr(fact, "date", None))
    if low is None and high is None:
        return False
    return (last is None or low is None or low <= last) and (first is None or high is None or high >= first)


def _around(facts: Sequence[Fact], entity: str, depth: int, keys: Keys) -> list[Fact]:
    agents: dict[str, Agent] = {}
    told: dict[str, list[int]] = defaultdict(list)
    members: list[list[str]] = []
    for position, fact in enumerate(facts):
        found = {keys.key(agent, fact.document): agent for agent in agents_of(fact)}
        members.append(list(found))
        for node, agent in found.items():
            agents.setdefault(node, agent)
            told[node].append(position)
    origin = _find(entity, agents)
    # Who holds an office of a state is no step away from it: what its minister does, it does.
    people = [node for node, code in home_states(facts, keys).items() if keys.state(code) == origin]
    distance = dict.fromkeys([origin, *people], 0)
    queue = deque(distance)
    kept: set[int] = set()
    while queue:
        node = queue.popleft()
        if distance[node] >= depth:
            continue
        for position in told[node]:
            kept.add(position)
            for other in members[position]:
                if other not in distance:
                    distance[other] = distance[node] + 1
                    queue.append(other)
    # Offices of whoever is in the picture say who they are.
    return [
        fact
        for position, fact in enumerate(facts)
        if position in kept or (fact.type == "office" and members[position][0] in distance)
    ]


def _find(entity: str, agents: dict[str, Agent]) -> str:
    """The node that a user means: by key, code or name, accents and case aside; a family name will do."""
    wanted = slug(entity)
    names = {node: _called(agent) for node, agent in agents.items()}
    exact = [node for node, known in names.items() if node == entity or wanted in known]
    loose = [node for node, known in names.items() if any(f"-{wanted}-" in f"-{name}-" for name in known)]
    found = exact or loose
    if not found:
        raise BadQuery(f"no person, state or organisation called {entity!r} in these facts")
    return min(found, key=lambda node: (len(node), node))


def _called(agent: Agent) -> set[str]:
    also = state_names(agent.name) if agent.kind == "state" else []
    return {slug(name) for name in (agent.name, *also)}

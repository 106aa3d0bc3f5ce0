"""Which mentions of people, states and organisations are one node. In: an agent of a document. Out: a key.

The key is the end of the agent's IRI, so that a page, an export and the graph speak of the same things.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kg.facts import Agent
from kg.graph.iris import Names
from kg.graph.namespaces import BASE

# An agent and the document that names it -> its IRI.
Naming = Callable[[Agent, str], str]


@dataclass
class Keys:
    """Keys of agents; `naming` may merge what is linked across documents, else the graph's IRIs are used."""

    naming: Naming | None = None
    base: str = BASE
    _names: dict[str, Names] = field(default_factory=dict)
    _known: dict[tuple[Agent, str], str] = field(default_factory=dict)

    def iri(self, agent: Agent, document: str) -> str:
        """The agent's IRI."""
        known = self._known.get((agent, document))
        if known is None:
            known = self._known[agent, document] = (self.naming or self._named)(agent, document)
        return known

    def key(self, agent: Agent, document: str) -> str:
        """The agent's node."""
        return self.iri(agent, document).removeprefix(self.base)

    def state(self, code: str) -> str:
        """The node of a state, which is the same in every document."""
        return self.key(Agent("state", code), "")

    def _named(self, agent: Agent, document: str) -> str:
        if document not in self._names:
            self._names[document] = Names(document, self.base)
        return self._names[document].agent(agent)

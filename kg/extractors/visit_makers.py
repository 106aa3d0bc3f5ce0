"""By whom a journey is made: "une mission effectuée, en mai, par M. X et Mme Y".

In: a reading and the clause of a passive. Out: the visitors as agents, also where the parse has not seen them.
"""

from __future__ import annotations

from kg.clauses import Clause
from kg.extractors.visit_parties import first_person, travellers
from kg.extractors.visit_words import words
from kg.facts import Agent
from kg.reading import Reading

_LIST = 16  # tokens in which those by whom a journey is made are listed


def made_by(reading: Reading, clause: Clause) -> tuple[Agent, ...]:
    """By whom something is done, where the parse has not seen it: "effectuée, en mai, par M. X"."""
    by = words(reading.language, "words", "agent")
    for token in clause.head.doc[clause.head.i + 1 : min(clause.head.sent.end, clause.head.i + 12)]:
        if token.lower_ in by:
            first = first_person(reading, token.i + 1, token.i + 4)
            return (*first, *_listed_with(reading, token.i + 1, first)) if first else ()
    return ()


def _listed_with(reading: Reading, start: int, first: tuple[Agent, ...]) -> list[Agent]:
    """Who is joined to the first agent by a conjunction: "effectuée par M. X, ministre, et Mme Y"."""
    found, doc = list[Agent](), reading.parsed.doc
    listing = words(reading.language, "words", "listing") | words(reading.language, "words", "definite")
    for token in doc[start : min(doc[start].sent.end, start + _LIST)]:
        agents = [a for a in travellers(reading, [token]) if a not in first and a.kind == "person"]
        passed = token.is_punct or token.lower_ in listing or token.i in reading.parsed.mentions
        if not agents and not passed:
            break
        found += agents
    return found

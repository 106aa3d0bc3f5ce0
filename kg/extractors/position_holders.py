"""Who takes a stand: the subject of a verb, by the order of words first and by the parse where that is
silent.

In: a reading and verbs of it. Out: `Holder`s. A verb that shares its subject with the one before it has the
holder of that verb; a participle at the head of a sentence that of the main verb behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors import position_bodies, verb_groups
from kg.extractors.phrase_tokens import is_participle, is_present_participle
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_chains import has_auxiliary, of_participle
from kg.extractors.position_lists import opens, taken_up
from kg.extractors.position_noun_phrases import agent
from kg.extractors.position_seeker import DEEPEST
from kg.extractors.position_sides import sides
from kg.extractors.position_speakers import first_person
from kg.extractors.position_subjects import beside, inverted
from kg.extractors.position_words import Words, words
from kg.facts import Agent
from kg.reading import Reading


@dataclass(slots=True)
class Holders:
    """Finds the holder of any verb of a document; keeps what it has found."""

    reading: Reading
    clauses: Mapping[int, Clause] = field(init=False)
    words: Words = field(init=False)
    _known: dict[int, Holder] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.clauses = {clause.head.i: clause for clause in self.reading.clauses}
        self.words = words(self.reading.language)

    def of(self, verb: Token, depth: int = 0) -> Holder:
        """The holder of what a verb tells."""
        if verb.i not in self._known:
            self._known[verb.i] = NOBODY  # against circles
            self._known[verb.i] = self._find(verb, depth)
        return self._known[verb.i]

    def subject(self, verb: Token, depth: int = 0) -> Holder:
        """Whom the grammatical subject of a verb stands for: what a verb coordinated with it shares."""
        return (
            self.of_state(verb, depth) if verb_groups.is_passive(self.reading, verb) else self.of(verb, depth)
        )

    def of_state(self, predicate: Token, depth: int = 0) -> Holder:
        """The holder of what an adjective, or a participle read as one, says of somebody."""
        start = verb_groups.group_start(self.reading, predicate)
        saying = first_person(self, predicate, start)
        if saying:
            return saying
        beside = self.beside(predicate, start, depth + 1) if depth <= DEEPEST else NOBODY
        if beside:
            return beside
        clause = self.clauses.get(predicate.i)
        near = (
            [t for t in (*clause.subjects, *clause.objects) if t.i < predicate.i]
            if clause is not None
            else []
        )
        near = near or [
            c
            for c in predicate.children
            if grammar(self.reading.language).has(c, "subject", "passive_subject")
        ]
        agents = self.agents(near)
        return Holder(agents, near[0], 0.9) if agents else NOBODY

    def beside(self, verb: Token, start: int, depth: int) -> Holder | None:
        """The holder by the words right before a verb; None where they do not tell."""
        return beside(self, verb, start, depth)

    def _find(self, verb: Token, depth: int) -> Holder:
        if depth > DEEPEST:
            return NOBODY
        if "Inf" in self.reading.parsed.doc[verb_groups.group_start(self.reading, verb)].morph.get(
            "VerbForm", []
        ) and is_participle(verb):
            return of_participle(self, verb, depth)
        clause = self.clauses.get(verb.i)
        if verb_groups.is_passive(self.reading, verb):
            return agent(self, verb)
        start = verb_groups.group_start(self.reading, verb)
        saying = first_person(self, verb, start)
        if saying:
            return saying
        behind = inverted(self, verb, start)
        if behind:
            return behind
        if is_present_participle(verb) and not has_auxiliary(self, verb, start):
            return of_participle(self, verb, depth)
        beside = self.beside(verb, start, depth)
        if beside is not None:
            return beside
        return self._parsed(verb, clause, depth)

    def verbs(self, start: int, end: int) -> list[Token]:
        """The verbs of a stretch of the text."""
        return [t for t in self.reading.parsed.doc[start:end] if t.i in self.clauses]

    def _parsed(self, verb: Token, clause: Clause | None, depth: int) -> Holder:
        if clause is None:
            return NOBODY
        near = [t for t in clause.subjects if t.sent == verb.sent or opens(verb)]
        agents = self.agents(near)
        if agents:
            own = any(t.head.i == verb.i for t in near)
            return Holder(agents, near[0], 1.0 if own else 0.9)
        for token in near:
            found = position_bodies.body(self.reading, token.i, verb.sent.start)
            if found:
                return found
        return NOBODY

    def agents(self, tokens: Sequence[Token]) -> tuple[Agent, ...]:
        """Whom some tokens stand for. A pronoun stands for the body that the sentence before was about."""
        found: list[Agent] = []
        for token in tokens:
            own = sides(self.reading, token) or taken_up(self, token) or self.reading.agents([token])
            found.extend(agent for agent in own if agent not in found)
        return tuple(found)

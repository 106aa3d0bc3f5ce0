"""Positions: who takes which stand on what.

In: a `Reading`. Out: `Position` facts. A stand is told by a verb ("salue X"), by a noun that a verb of
expression carries ("exprime sa préoccupation face à X"), by an adjective ("est prêt à X"), or by a clause that a
verb of speech reports. Which words tell which stance is the language's data (`position.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.phrase_extent import about_spans, infinitives, states_in
from kg.facts import Agent, Position, Quote
from kg.languages import data
from kg.reading import Reading

_PLAIN, _INFERRED, _CONDITIONAL = 0.9, 0.8, 0.7


@dataclass(frozen=True, slots=True)
class _Frame:
    stance: str
    about: tuple[str, ...]
    reflexive: bool
    own: bool


@dataclass(frozen=True, slots=True)
class _Stand:
    """A stand before its wording: the tokens that begin what it is about."""

    stance: str
    holders: tuple[Agent, ...]
    things: tuple[Token, ...]
    words: tuple[Token, ...]
    confidence: float


@cache
def _frames(language: str, part: str) -> dict[str, tuple[_Frame, ...]]:
    table: dict[str, list[_Frame]] = {}
    for entry in data(language, "position")[part]:
        frame = _Frame(
            entry["stance"], tuple(entry["about"]), entry.get("reflexive", False), entry.get("own", True)
        )
        for lemma in entry["lemmas"]:
            table.setdefault(lemma, []).append(frame)
    return {lemma: tuple(frames) for lemma, frames in table.items()}


def extract(reading: Reading) -> Iterator[Position]:
    """The position facts of a document, one for each thing that a stand is taken on."""
    found: dict[tuple[tuple[Agent, ...], str, str], Position] = {}
    for clause in reading.clauses:
        if clause.negated:
            continue
        for stand in _stands(reading, clause):
            for fact in _facts(reading, clause, stand):
                key = (fact.holders, fact.stance, fact.about.casefold())
                known = found.get(key)
                if known is None:
                    found[key] = fact
    yield from found.values()


def _stands(reading: Reading, clause: Clause) -> Iterator[_Stand]:
    yield from _verb_stands(reading, clause)
    yield from _noun_stands(reading, clause)
    yield from _adjective_stands(reading, clause)


# -- the three ways to tell a stand


def _verb_stands(reading: Reading, clause: Clause) -> Iterator[_Stand]:
    frames = [
        f for f in _frames(reading.language, "verbs").get(clause.lemma, ()) if f.reflexive == clause.reflexive
    ]
    if not frames:
        return
    holders, certainty = _holders(reading, clause)
    if not holders:
        return
    for frame in frames:
        things = _things(reading, clause, frame.about)
        if things:
            yield _Stand(frame.stance, holders, tuple(things), (clause.head,), certainty)
            return


def _noun_stands(reading: Reading, clause: Clause) -> Iterator[_Stand]:
    table = data(reading.language, "position")
    if clause.lemma not in table["expressing"]:
        return
    frames = _frames(reading.language, "nouns")
    holders, certainty = _holders(reading, clause)
    if not holders:
        return
    nouns = [*clause.objects, *(token for _, token in clause.obliques)]
    for noun in nouns:
        for frame in frames.get(noun.lemma_.lower(), ()):
            things = _things_of_noun(reading, noun, clause, frame.about)
            if things:
                yield _Stand(frame.stance, holders, tuple(things), (clause.head, noun), certainty)
                break


def _adjective_stands(reading: Reading, clause: Clause) -> Iterator[_Stand]:
    frames = _frames(reading.language, "adjectives")
    table = data(reading.language, "position")
    candidates: list[Token] = []
    if clause.head.lemma_.lower() in table["being"]:
        candidates = [c for c in clause.head.children if c.lemma_.lower() in frames]
    elif clause.head.lemma_.lower() in frames and any(
        c.dep_ in ("cop", "auxpass", "aux:pass") for c in clause.head.children
    ):
        candidates = [clause.head]
    for adjective in candidates:
        holders = reading.agents(_subjects(clause))
        if clause.passive and adjective is clause.head:
            holders = reading.agents(clause.objects)
        if not holders:
            continue
        for frame in frames[adjective.lemma_.lower()]:
            things = _things_of_noun(reading, adjective, clause, frame.about)
            if things:
                yield _Stand(frame.stance, holders, tuple(things), (clause.head, adjective), _PLAIN)
                break


# -- who holds it


def _subjects(clause: Clause) -> tuple[Token, ...]:
    return clause.subjects


def _holders(reading: Reading, clause: Clause) -> tuple[tuple[Agent, ...], float]:
    """Who takes the stand, and how sure that is. A speaker takes it himself where he tells his own state's."""
    certainty = _CONDITIONAL if clause.mood == "conditional" else _PLAIN
    holders = reading.agents(_subjects(clause))
    speaker = _speaker(reading, clause)
    if speaker and holders and all(agent.kind == "state" for agent in holders):
        own = {e.state for token in speaker for e in reading.entities(token)}
        if own == {agent.name for agent in holders}:
            return reading.agents(speaker), _INFERRED
    return holders, certainty


def _speaker(reading: Reading, clause: Clause) -> tuple[Token, ...]:
    """Who reports a clause: the subject of the verb of speech that it depends on, or that stands behind it."""
    speech = set(data(reading.language, "position")["speech"]["verbs"])
    for other in reading.clauses:
        if other.head is clause.head or other.lemma not in speech or not other.subjects:
            continue
        governs = clause.governor is not None and other.head.i == clause.governor.i
        inserted = other.head.head.i == clause.head.i
        if governs or inserted:
            return other.subjects
    return ()


# -- what it is on


def _things(reading: Reading, clause: Clause, about: tuple[str, ...]) -> list[Token]:
    for way in about:
        if way == "object":
            found = [t for t in clause.objects if not reading.entities(t)]
        elif way == "infinitive":
            found = infinitives(reading, clause.head)
        elif way == "clause":
            found = [
                c
                for c in clause.head.children
                if c.dep_ in ("ccomp", "advcl") and c.pos_ in ("VERB", "AUX", "ADJ") and c.i > clause.head.i
            ]
        else:
            found = [
                t for t in clause.with_preposition([way]) if not reading.entities(t) and t.i > clause.head.i
            ]
        if found:
            return found
    return []


def _things_of_noun(reading: Reading, noun: Token, clause: Clause, about: tuple[str, ...]) -> list[Token]:
    from kg.clauses import modifiers

    own = modifiers(noun, reading.language)
    of_verb = [(p, t) for p, t in clause.obliques if t.i > noun.i and t is not noun]
    for way in about:
        if way == "infinitive":
            found = infinitives(reading, noun)
        elif way == "clause":
            found = [
                c
                for c in noun.children
                if c.pos_ in ("VERB", "AUX") and c.dep_ in ("acl", "ccomp", "relcl", "acl:relcl")
            ]
        else:
            found = [t for p, t in [*own, *of_verb] if p == way and not reading.entities(t)]
        if found:
            return found
    return infinitives(reading, noun)


# -- the facts


def _facts(reading: Reading, clause: Clause, stand: _Stand) -> Iterator[Position]:
    empty = data(reading.language, "position")["empty"]["about"]
    leading = {lemma for lemmas in data(reading.language, "position")["leading"].values() for lemma in lemmas}
    for thing in stand.things:
        for start, end in about_spans(reading, thing, leading):
            about = reading.quote(start, end)
            bare = _bare(about.text)
            if not bare or bare in empty or len(about.text) > 400:
                continue
            yield Position(
                document=reading.document.id,
                evidence=_evidence(reading, clause, stand, about),
                confidence=stand.confidence,
                holders=stand.holders,
                stance=stand.stance,
                about=about.text,
                state=tuple(
                    code
                    for code in states_in(reading, start, end)
                    if Agent("state", code) not in stand.holders
                ),
            )


def _bare(text: str) -> str:
    """The words of a phrase without its determiner."""
    words = text.casefold().replace("’", "'").replace("'", "' ").split()
    return " ".join(word for word in words if len(word) > 3 or word.isdigit())


def _evidence(reading: Reading, clause: Clause, stand: _Stand, about: Quote) -> tuple[Quote, ...]:
    tokens = [
        *stand.words,
        *(t for t in clause.subjects if abs(t.i - clause.head.i) < 40 and t.sent == clause.head.sent),
    ]
    start, end = reading.parsed.span(tokens)
    first, last = min(start, about.start), max(end, about.end)
    if last - first < 400:
        return (reading.quote(first, last),)
    return tuple(sorted((reading.quote(start, end), about)))

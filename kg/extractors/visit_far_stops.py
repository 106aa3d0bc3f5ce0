"""Goals that do not stand behind the word of travel.

In: a reading and a word of travel. Out: the `Stop` before it ("in Tbilisi on a working visit", "Moscou, où
il se rendra"), the place where somebody is received on a visit, or where a tour begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.visit_goals import Stop, goal, preposition
from kg.extractors.visit_heads import Head, clause_at
from kg.extractors.visit_parties import states_of
from kg.extractors.visit_words import classes, words
from kg.facts import Agent
from kg.mentions.dates import DateMention
from kg.reading import Reading

_PLACES = frozenset({"state", "capital", "city", "region"})


def beside(reading: Reading, noun: Token) -> Iterator[Stop]:
    """The place before a noun: "in Tbilisi on a working visit", "à Berne pour une visite"."""
    beside = words(reading.language, "places", "beside")
    leading = words(reading.language, "places", "locative") | words(reading.language, "nouns", "prepositions")
    leading -= words(reading.language, "places", "of")
    allowed = words(reading.language, "nouns", "complements")
    index = noun.i - 1
    while index >= noun.sent.start and noun.i - index <= 9:
        token = noun.doc[index]
        stop = goal(reading, token, None)
        if stop is not None:
            if preposition(reading, index) in leading:
                yield stop
            return
        mention = reading.parsed.mentions.get(index)
        known = (
            token.lower_ in beside or token.lemma_.lower() in allowed or token.pos_ in ("ADJ", "NUM", "PUNCT")
        )
        working = token.dep_ in ("amod", "compound", "nmod") and token.head.i == noun.i
        if not (isinstance(mention, DateMention) or known or working):
            return
        index -= 1


def hosted(reading: Reading, head: Head) -> Iterator[Stop]:
    """Where somebody is received on a visit: the place of the reception, otherwise the host's state."""
    for clause in head.carried("hosting"):
        if clause.negated:
            continue
        places = [t for p, t in clause.obliques if p in words(reading.language, "places", "locative")]
        found = [stop for t in places if (stop := goal(reading, t, None))]
        if found:
            yield found[0]
            return
        hosts = [agent.name for agent in reading.agents(clause.subjects) if agent.kind == "state"]
        states = hosts or [e.state for t in clause.subjects for e in reading.entities(t) if e.state]
        guests = {e.state for t in clause.objects for e in reading.entities(t)}
        if len(states) == 1 and guests and states[0] not in guests:
            start, end = reading.parsed.starts[clause.head.i], reading.parsed.ends[clause.head.i]
            yield Stop(states[0], None, start, end, sure=False)
            return


def begun(reading: Reading, head: Head) -> Iterator[Stop]:
    """Where a journey begins or ends that has no other place: "a entamé à X une tournée"."""
    for clause in head.carried("beginning", "ending"):
        for word, token in clause.obliques:
            stop = (
                goal(reading, token, None) if word in words(reading.language, "places", "locative") else None
            )
            if stop is not None:
                yield stop
                return


def fronted(reading: Reading, head: Head) -> Iterator[Stop]:
    """A place before its verb: "À Paris, où elle avait fait escale", "Moscou, où il se rendra"."""
    clause = head.clause or next((c.clause for c in head.carriers if "light" in c.roles), None)
    if clause is None:
        return
    where = words(reading.language, "places", "where")
    doc = reading.parsed.doc
    for index in range(clause.head.i - 1, max(clause.head.sent.start, clause.head.i - 12) - 1, -1):
        if doc[index].lower_ in where:
            before = index - 1
            while before >= clause.head.sent.start and doc[before].is_punct:
                before -= 1
            stop = goal(reading, doc[before], None) if before >= 0 else None
            if stop is not None:
                yield stop
            return
        if (
            doc[index].pos_ == "VERB"
            and clause_at(reading, index) is not None
            and doc[index].lemma_.lower() not in classes(reading.language)["passing"]
        ):
            break
    there = _there(reading, clause)
    if there is not None:
        yield there
    elif head.way is not None and not head.way.takes_object:
        for word, token in clause.obliques:
            stop = goal(reading, token, None)
            if stop is not None and word in head.way.prepositions and token.i < head.token.i:
                yield stop
                return


def _there(reading: Reading, clause: Clause) -> Stop | None:
    """The place that "y" or "there" takes up: the last one named in this sentence or the one before."""
    words_for_it = words(reading.language, "places", "there")
    if not any(child.lower_ in words_for_it for child in clause.head.children):
        return None
    doc = reading.parsed.doc
    start = clause.head.sent.start
    first = doc[start - 1].sent.start if start else start
    for index in range(clause.head.i - 1, first - 1, -1):
        stop = None if doc[index] in clause.subjects else goal(reading, doc[index])
        if stop is not None and (stop.place is not None or index >= start):
            return replace(stop, sure=False)
    return None


def home_of_guests(reading: Reading, head: Head, travellers: tuple[Agent, ...]) -> str | None:
    """Where foreigners go who are only said to visit: to the state that the document speaks for."""
    states = states_of(reading, travellers)
    if not travellers or head.party or None in states or reading.home in states:
        return None
    start, end = reading.sentence(head.token)
    elsewhere = [p for p in reading.places if start <= p.start < end and p.kind in _PLACES]
    return None if any(p.code not in (*states, reading.home) for p in elsewhere) else reading.home

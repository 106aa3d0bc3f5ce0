"""Who may travel: persons, and delegations by who leads them or whose they are.

In: a reading and tokens. Out: agents.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.clauses import grammar
from kg.entities.entity import Entity
from kg.entities.groups import Group
from kg.extractors.visit_heads import clauses_beside
from kg.extractors.visit_words import classes, phrases, words
from kg.facts import Agent
from kg.reading import Reading

_LED = 160  # code points between a delegation and who leads it
_PARTY = 14  # tokens in which the words for a delegation say whose it is


def is_party(reading: Reading, token: Token) -> bool:
    names = words(reading.language, "nouns", "party")
    if isinstance(mention := reading.parsed.mentions.get(token.i), Group):
        text = reading.shadow[mention.start : mention.end].lower().split()
        return mention.kind == "side" and any(word in names for word in text)
    return token.lemma_.lower() in names or token.lower_ in names


def delegation(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The persons who lead a delegation; where none is named, the state or organisation that it is of."""
    leaders = _leaders(reading, token)
    if leaders:
        return leaders
    states = reading.resolved.states.get(token.i)
    if states:
        return tuple(Agent("state", code) for code in states)
    if reading.entities(token):
        return reading.agents([token])
    end = min(token.sent.end, token.i + _PARTY)
    of = words(reading.language, "words", "of")
    for index in range(max(token.sent.start, token.i - 2), end):
        place = reading.place(token.doc[index])
        if place is None:
            if index > token.i and token.doc[index].pos_ == "VERB":
                break
            continue
        if place.organisation and place.kind == "organisation":
            return (Agent("organisation", reading.organisation(place.organisation)),)
        adjective = place.kind in ("adjective", "inhabitant") and place.code
        named = place.kind in ("state", "metonym") and place.code and canonical(reading, index - 1) in of
        if (adjective or named) and place.code:
            return (Agent("state", place.code),)
    return ()


def _leaders(reading: Reading, token: Token) -> tuple[Agent, ...]:
    worded = led_by(reading, token)
    if worded:
        return worded
    leading = classes(reading.language)["leading"]
    for clause in clauses_beside(reading, token):
        if clause.lemma not in leading or clause.head.sent.start != token.sent.start:
            continue
        led = [t.i for t in clause.objects]
        if token.i in led or (0 < clause.head.i - token.i < _PARTY and clause.passive):
            leaders = persons(reading, clause.subjects)
            if not leaders and clause.head.i > token.i:
                leaders = first_person(reading, clause.head.i + 1, clause.head.i + 5)
            if leaders:
                return leaders
    return ()


def led_by(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The person behind "conduite par" or "led by", close behind a delegation."""
    end = min(reading.parsed.ends[token.i] + _LED, reading.sentence(token)[1])
    text = reading.shadow[reading.parsed.ends[token.i] : end].lower()
    at = [
        (text.find(phrase), phrase)
        for phrase in phrases(reading.language, "phrases", "led_by")
        if phrase in text
    ]
    if not at:
        return ()
    place, phrase = min(at)
    behind = reading.parsed.ends[token.i] + place + len(phrase)
    tokens = reading.parsed.tokens_in(behind, behind + 60)
    return first_person(reading, tokens[0].i, tokens[0].i + 4) if tokens else ()


def persons(reading: Reading, tokens: Iterable[Token]) -> tuple[Agent, ...]:
    return tuple(a for a in reading.agents([t for t in tokens if reading.entities(t)]) if a)


def first_person(reading: Reading, start: int, end: int) -> tuple[Agent, ...]:
    doc = reading.parsed.doc
    for token in doc[start : min(end, len(doc))]:
        found = persons(reading, [token])
        if found:
            return found
    return ()


def canonical(reading: Reading, index: int) -> str:
    """The word at or before an index that is no article, prepositions in their full form."""
    doc, rules = reading.parsed.doc, grammar(reading.language)
    definite = words(reading.language, "words", "definite")
    while index > 0 and doc[index].lower_ in definite and doc[index].lower_ not in rules.contractions:
        index -= 1
    return rules.contractions.get(doc[index].lower_, doc[index].lower_) if index >= 0 else ""


def travellers(reading: Reading, tokens: Iterable[Token]) -> tuple[Agent, ...]:
    """Whom tokens stand for, where they may travel: persons, and delegations by whose they are."""
    found: list[Agent] = []
    for token in tokens:
        for agent in traveller(reading, token):
            if agent not in found:
                found.append(agent)
    return tuple(found)


def traveller(reading: Reading, token: Token) -> tuple[Agent, ...]:
    if is_party(reading, token):
        return delegation(reading, token)
    if reading.entities(token):
        return reading.agents([token], metonymy=False)
    return _sovereign(reading, token)


def _sovereign(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The one person of a document who bears a title beside the name: "le Prince" for "Prince Paul"."""
    titles = words(reading.language, "words", "titles")
    definite = words(reading.language, "words", "definite")
    title = token.lower_
    if title not in titles or not token.i or token.nbor(-1).lower_ not in definite:
        return ()
    if token.i + 1 < len(token.doc) and token.nbor(1).pos_ in ("PROPN", "ADJ", "ADP"):
        return ()
    named = [
        e
        for e in reading.persons
        if e.name
        and any(title in reading.shadow[p.start : p.end].lower().split() for p in e.phrases if p.name)
    ]
    return (Agent("person", named[0].name or ""),) if len(named) == 1 else ()


def is_host(reading: Reading, agent: Agent, state: str | None) -> bool:
    """Whether words give somebody who goes along to the state that is visited."""
    entity = next((e for e in reading.persons if e.name == agent.name), None)
    if entity is None or agent.kind != "person":
        return state in states_of(reading, [agent])
    return any(phrase.state == state for phrase in entity.phrases)


def states_of(reading: Reading, agents: Iterable[Agent]) -> set[str | None]:
    """The states that some agents belong to."""
    by_name: dict[str, Entity] = {e.name: e for e in reading.persons if e.name}
    return {
        agent.name if agent.kind == "state" else by_name[agent.name].state if agent.name in by_name else None
        for agent in agents
    }


def are_colleagues(reading: Reading, agent: Agent, others: Iterable[Agent]) -> bool:
    """Whether somebody is of the same organisation as those who travel."""
    of = {e.name: e for e in reading.persons if e.name and e.state is None}
    own = of.get(agent.name)
    led = [of[other.name] for other in others if other.name in of]
    if own is None or not led:
        return False
    known = {e.organisation for e in (own, *led)} - {None}
    return len(known) <= 1 and all("international-official" in e.roles for e in (own, *led))

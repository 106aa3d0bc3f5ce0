"""Whom a token stands for, and the preposition before it.

In: a reading and a token. Out: agents; a preposition in its full form and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.contact_words import contact_words
from kg.facts import Agent
from kg.languages import data
from kg.mentions.gazetteer import Place
from kg.reading import Reading


def people(reading: Reading, token: Token, sides: bool = False) -> tuple[Agent, ...]:
    """The agents that a token stands for: persons and those who speak for a state.

    With `sides` also states and organisations by name.
    """
    index, resolved = token.i, reading.resolved
    if (
        index not in resolved.entities
        and index not in resolved.states
        and index not in reading.parsed.mentions
    ):
        return ()
    if index + 1 < len(token.doc) and token.nbor().tag_ == "POS":
        return ()
    entities = reading.entities(token)
    if entities:
        return tuple(dict.fromkeys(agent for entity in entities if (agent := entity.agent())))
    if index in resolved.states:
        return reading.agents([token])
    mention = reading.parsed.mentions.get(index)
    if sides and isinstance(mention, Place) and mention.kind in ("state", "organisation"):
        return reading.agents([token], metonymy=False)
    return ()


def agents_of(reading: Reading, tokens: Iterable[Token], sides: bool = False) -> list[Agent]:
    """The agents that some tokens stand for, without repetition."""
    return list(dict.fromkeys(agent for token in tokens for agent in people(reading, token, sides)))


def preposition(reading: Reading, index: int) -> tuple[str, int]:
    """The preposition before a token and where it stands; ("", index of the word before) without one."""
    doc = reading.parsed.doc
    rules = grammar(reading.language)
    skipped = set(data(reading.language, "model")["placeholders"]["before_office"])
    first = doc[index].sent.start
    probe = index - 1
    while probe >= first:
        token = doc[probe]
        word = token.lower_
        article = word in rules.contractions and (
            token.pos_ == "DET" or _is_preposition(reading, probe - 1, first)
        )
        if word in rules.contractions and not article:
            return rules.contractions[word], probe
        plain = (
            word in skipped
            or _is_honorific(reading, token)
            or token.pos_ in ("DET", "NUM", "ADJ")
            or token.tag_ == "PRP$"
            or word in "«“\"'"
        )
        if not plain or reading.parsed.mentions.get(probe) is not None:
            break
        probe -= 1
    if probe >= first and _is_preposition(reading, probe, first):
        return doc[probe].lower_, probe
    return "", probe


def _is_honorific(reading: Reading, token: Token) -> bool:
    """Whether a token stands before an office and belongs to neither side: "from HE the President"."""
    return token.i not in reading.parsed.mentions and token.text in _honorifics(reading.language)


@cache
def _honorifics(language: str) -> frozenset[str]:
    return frozenset(data(language, "honorifics")["exact"])


def _is_preposition(reading: Reading, index: int, first: int) -> bool:
    if index < first or index in reading.parsed.mentions:
        return False
    token = reading.parsed.doc[index]
    if token.pos_ == "SCONJ":
        before = contact_words(reading, "status", "before")
        return token.lower_ in before and token.lower_ not in _fillers(reading.language)
    return token.pos_ == "ADP" and token.lower_ not in _fillers(reading.language)


@cache
def _fillers(language: str) -> frozenset[str]:
    """Words of conjunctions that a tagger takes for prepositions: "ainsi que", "as well as"."""
    return frozenset(data(language, "contact")["sequence"]["fillers"])

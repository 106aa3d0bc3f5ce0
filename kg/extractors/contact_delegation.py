"""Who a delegation is: its head and those said to be part of it.

In: a reading and the frame of a predicate whose subject may be a delegation. Out: the agents.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extractors.contact_frames import Frame
from kg.extractors.contact_people import people, preposition
from kg.extractors.contact_words import contact_words
from kg.facts import Agent
from kg.reading import Reading

_OPENING = 6  # tokens from the start of the sentence within which a delegation is its subject


def members(reading: Reading, found: Frame) -> list[Agent]:
    """The people of the delegation that is a frame's subject, none where it is no delegation."""
    noun = _noun(reading, found)
    if noun is None:
        return _taken_up(reading, found)
    inside = [a for t in _part_of(reading, noun, found.head) for a in people(reading, t)]
    own = _leaders(reading, noun.sent, noun)
    leaders = own or next((led for led in _earlier(reading, noun) if led), [])
    return list(dict.fromkeys([*leaders, *inside]))


def _taken_up(reading: Reading, found: Frame) -> list[Agent]:
    """Who leads the delegation that a pronoun takes up: "It was received by" behind the sentence that tells of it."""
    sentence = found.head.sent
    pronouns = contact_words(reading, "topics", "pronouns")
    if sentence[0].lower_ not in pronouns or sentence.start == 0 or found.left > sentence.start + 1:
        return []
    before = sentence.doc[sentence.start - 1].sent
    nouns = contact_words(reading, "delegation", "nouns")
    noun = next((t for t in before[:_OPENING] if t.lower_ in nouns), None)
    named = noun is not None and any(people(reading, t) for t in before if t.i < noun.i)
    return _leaders(reading, before, noun) if noun is not None and not named else []


def _noun(reading: Reading, found: Frame) -> Token | None:
    nouns = contact_words(reading, "delegation", "nouns")
    start = found.head.sent.start
    for token in reading.parsed.doc[start : min(start + _OPENING, found.head.i)]:
        if people(reading, token) or token.pos_ in ("VERB", "AUX"):
            return None
        if token.lower_ in nouns and token.i not in reading.parsed.mentions:
            return token if not preposition(reading, token.i)[0] else None
    return None


def _part_of(reading: Reading, noun: Token, head: Token) -> list[Token]:
    """The people between a delegation and its verb, where they are said to be part of it."""
    words = contact_words(reading, "delegation", "members")
    between = list(reading.parsed.doc[noun.i + 1 : head.i])
    at = next((t.i for t in between if t.lower_ in words or t.lemma_.lower() in words), None)
    return [t for t in between if at is not None and t.i > at and people(reading, t)]


def _leaders(reading: Reading, sentence: Span, noun: Token) -> list[Agent]:
    """Who leads it: "conduite par X", "led by X", right behind the noun."""
    led = contact_words(reading, "delegation", "led")
    agents = contact_words(reading, "passive", "agents")
    for token in reading.parsed.doc[noun.i + 1 : min(sentence.end, noun.i + 20)]:
        if token.lemma_.lower() in led or token.lower_ in led:
            behind = reading.parsed.doc[token.i + 1 : min(sentence.end, token.i + 6)]
            person = next((t for t in behind if people(reading, t)), None)
            if person is not None and preposition(reading, person.i)[0] in agents:
                return list(people(reading, person))
    return []


def _earlier(reading: Reading, noun: Token) -> Iterator[list[Agent]]:
    nouns = contact_words(reading, "delegation", "nouns")
    for index in range(noun.sent.start - 1, -1, -1):
        token = reading.parsed.doc[index]
        if token.lower_ in nouns and token.i not in reading.parsed.mentions:
            yield _leaders(reading, token.sent, token)

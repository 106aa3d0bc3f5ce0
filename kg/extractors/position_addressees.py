"""Those whom a stand is addressed to, between its word and its thing: who is to act, to be given, to be thanked.

In: a reading and the token that a noun phrase begins with. Out: where the thing goes on behind them, or
whether they are there.
"""

from __future__ import annotations

from kg.entities.groups import Group
from kg.entities.phrases import Phrase
from kg.extractors.phrase_tokens import is_determiner, is_finite, marked_infinitive
from kg.extractors.phrase_walk import STOPS
from kg.extractors.position_words import words
from kg.reading import Reading

_LONGEST = 16  # tokens of a list of addressees
_MOST = 10  # tokens of those who are to act


def past_actor(reading: Reading, at: int, end: int) -> int | None:
    """The infinitive behind those who are to act: "pour toutes les parties de respecter", "for both sides to"."""
    doc, acting = reading.parsed.doc, False
    for index in range(at, min(at + _MOST, end)):
        token = doc[index]
        infinitive = marked_infinitive(reading, index, end)
        if infinitive is not None:
            return infinitive if acting else None
        mention = reading.parsed.mentions.get(index)
        named = isinstance(mention, (Phrase, Group)) or bool(reading.agents([token]))
        acting = acting or named or words(reading.language).has(token, "actors")
        nominal = token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON")
        if not nominal and mention is None:
            return None
    return None


def past_receiver(reading: Reading, at: int, end: int) -> int | None:
    """Where the gift begins behind those who are to have it: "offered Chile two aircraft"."""
    doc = reading.parsed.doc
    at += is_determiner(doc[at])
    if at + 1 >= end or not (reading.agents([doc[at]]) or reading.entities(doc[at])):
        return None
    behind = doc[at + 1]
    return behind.i if is_determiner(behind) or behind.pos_ == "NUM" else None


def past_list(reading: Reading, comma: int, end: int) -> int | None:
    """Where a list of those who are called upon closes before the infinitive: ", à honorer"."""
    for index in range(comma + 1, min(comma + _LONGEST, end - 1)):
        token = reading.parsed.doc[index]
        if token.text in STOPS or is_finite(reading, token):
            return None
        if token.text == "," and marked_infinitive(reading, index + 1, end) is not None:
            return index + 1
    return None


def is_addressee(reading: Reading, at: int, end: int, *, state_too: bool) -> bool:
    """Whether the noun phrase that begins at a token is a person: "assurer M. X de", "thank the minister for"."""
    doc = reading.parsed.doc
    for index in range(at, min(at + 3, end)):
        token = doc[index]
        if reading.entities(token) or (state_too and reading.agents([token])):
            return not (index + 1 < end and doc[index + 1].tag_ == "POS")
        if not is_determiner(token):
            return False
    return False

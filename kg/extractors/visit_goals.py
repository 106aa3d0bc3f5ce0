"""What a token is as the goal of a journey.

In: a reading and a token. Out: the `Stop` that it would be, and the preposition before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.visit_words import ways, words
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_PARTS = 6  # tokens between a town and its state: "in the north of"
_TOWNS = frozenset({"capital", "city", "region"})
_GOALS = _TOWNS | {"state", "metonym"}


@dataclass(frozen=True, slots=True)
class Stop:
    """A state that somebody goes to, with the town if one is worded; offsets of the words that say so."""

    code: str
    place: str | None
    start: int
    end: int
    sure: bool = True
    fronted: bool = False
    our_country: bool = False


def goal(reading: Reading, token: Token, own: str | None = None) -> Stop | None:
    """The stop that a token is, if it is one."""
    place = reading.place(token)
    starts, ends, text = reading.parsed.starts, reading.parsed.ends, reading.document.text
    if place is not None:
        if place.kind not in _GOALS or not place.code or _is_part_of_name(token):
            return _capital(reading, token, place)
        town = place.kind in _TOWNS or (place.also_city and _is_town(reading, token))
        return Stop(place.code, text[place.start : place.end] if town else None, place.start, place.end)
    if token.lower_ in words(reading.language, "places", "town"):
        return _town_before(reading, token)
    if token.lower_ in words(reading.language, "places", "capital"):
        return _own_capital(reading, token)
    unlisted = _unlisted(reading, token)
    if unlisted is not None:
        return unlisted
    if own and _is_own_country(reading, token):
        return Stop(own, None, starts[token.i], ends[token.i])
    if reading.home and (
        _is_home(reading, token) or token.lower_ in words(reading.language, "places", "here")
    ):
        ours = token.lower_ not in words(reading.language, "places", "realm")
        return Stop(reading.home, None, starts[token.i], ends[token.i], sure=False, our_country=ours)
    return None


def _own_capital(reading: Reading, token: Token) -> Stop | None:
    """ "in the capital", of no other state: the one from which the document is written."""
    bare = token.i and token.nbor(-1).lower_ in words(reading.language, "words", "demonstrative")
    of = token.i + 1 < len(token.doc) and token.nbor(1).lower_ in words(reading.language, "words", "of")
    if not bare or of or reading.home is None:
        return None
    start = reading.parsed.starts[token.i]
    named = [p for p in reading.places if p.kind == "capital" and p.code == reading.home and p.start < start]
    if not named:
        return None
    text = reading.document.text[named[-1].start : named[-1].end]
    return Stop(reading.home, text, start, reading.parsed.ends[token.i])


def _town_before(reading: Reading, token: Token) -> Stop | None:
    """The town that "cette ville" or "that city" takes up, named before it in the sentence."""
    demonstrative = words(reading.language, "places", "this")
    if not token.i or token.nbor(-1).lower_ not in demonstrative:
        return None
    start, at = reading.parsed.starts[token.sent.start], reading.parsed.starts[token.i]
    named = [p for p in reading.places if start <= p.start < at and p.kind in _TOWNS and p.code]
    if not named:
        return None
    text = reading.document.text[named[-1].start : named[-1].end]
    return Stop(named[-1].code or "", text, at, reading.parsed.ends[token.i])


def _is_own_country(reading: Reading, token: Token) -> bool:
    """Whether a token is the noun of "his country"."""
    country = token.lemma_.lower() in words(reading.language, "places", "own_country")
    possessives = words(reading.language, "words", "possessives")
    return country and token.i > 0 and token.nbor(-1).lower_ in possessives


def _is_home(reading: Reading, token: Token) -> bool:
    """Whether a token is the document's own state by its form: "dans le Royaume", "in our country"."""
    if not token.i:
        return False
    before, word = token.nbor(-1).lower_, token.lower_
    if word in words(reading.language, "places", "own_country"):
        ours = words(reading.language, "places", "ours")
        return before in ours or (token.i > 1 and f"{token.nbor(-2).lower_} {before}" in ours)
    if word not in words(reading.language, "places", "realm") or not token.text[0].isupper():
        return False
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    named = behind is not None and (
        behind.lower_ in words(reading.language, "words", "of") or behind.pos_ in ("ADJ", "PROPN", "NOUN")
    )
    return before in words(reading.language, "words", "demonstrative") and not named


def preposition(reading: Reading, index: int) -> str:
    """The preposition before a token, in its full form, articles passed over; "" where there is none."""
    rules, doc = grammar(reading.language), reading.parsed.doc
    definite = words(reading.language, "words", "definite")
    at = index - 1
    while at >= 0 and doc[at].lower_ in definite and doc[at].lower_ not in rules.contractions:
        at -= 1
    if at < 0:
        return ""
    word = rules.contractions.get(doc[at].lower_, doc[at].lower_)
    known = _prepositions(reading.language)
    for length in (3, 2, 1):
        before = [t.lower_ for t in doc[max(0, at - length) : at]]
        phrase = " ".join([*before, word]).replace("' ", "'")
        if len(before) == length and phrase in known:
            return phrase
    return word


def _unlisted(reading: Reading, token: Token) -> Stop | None:
    """A town that only the state behind it tells: "Chania, Greece"."""
    doc, end = token.doc, token.i
    if token.pos_ != "PROPN" or (token.i and token.nbor(-1).pos_ == "PROPN"):
        return None
    while (
        end < len(doc)
        and end - token.i < 3
        and doc[end].pos_ == "PROPN"
        and end not in reading.parsed.mentions
    ):
        end += 1
    if end == token.i or end + 1 >= len(doc) or doc[end].text != ",":
        return None
    at, parts = end + 1, words(reading.language, "places", "parts")
    while at + 1 < len(doc) and at - end < _PARTS and doc[at].lower_ in parts:
        at += 1
    state = reading.place(doc[at])
    if state is None or state.kind != "state" or not state.code:
        return None
    start, stop = reading.parsed.starts[token.i], reading.parsed.ends[end - 1]
    return Stop(state.code, reading.document.text[start:stop], start, state.end)


@cache
def _prepositions(language: str) -> frozenset[str]:
    """The prepositions of several words that lead to a place."""
    built = [way.prepositions for entries in ways(language).values() for way in entries]
    found = words(language, "nouns", "prepositions").union(*built)
    return frozenset(phrase for phrase in found if " " in phrase or "'" in phrase)


def _is_town(reading: Reading, token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].lower_ in words(
        reading.language, "places", "city_prepositions"
    )


def _is_part_of_name(token: Token) -> bool:
    """Whether a place begins a longer name or owns what follows: "Kuwait University", "Chad's border"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.doc[token.i + 1]
    if following.dep_ == "case" and following.i > token.i and following.lower_.startswith("'"):
        return True
    return (
        token.dep_ in ("compound", "poss", "amod")
        and token.head.i == token.i + 1
        and following.pos_ in ("PROPN", "NOUN")
    )


def _capital(reading: Reading, token: Token, place: Place) -> Stop | None:
    """ "the Congolese capital", "sol turc": a state's town or soil by its adjective."""
    if place.kind not in ("adjective", "inhabitant", "state") or not place.code:
        return None
    capitals, soils = (
        words(reading.language, "places", "capital"),
        words(reading.language, "places", "territory"),
    )
    for index in (token.i - 1, token.i + 1):
        if 0 <= index < len(token.doc):
            noun = token.doc[index].lemma_.lower()
            if noun in capitals or noun in soils:
                start = min(place.start, reading.parsed.starts[index])
                end = max(place.end, reading.parsed.ends[index])
                named = reading.document.text[start:end] if noun in capitals else None
                return Stop(place.code, named, start, end)
    return None

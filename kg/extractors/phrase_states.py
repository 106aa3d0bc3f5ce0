"""Which states a phrase speaks of.

In: a reading and a stretch of its text. Out: the codes of the states named there.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from kg.extractors.position_words import words
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_MOST = 40  # names in one phrase
_NEAR_ROUTE = 6  # tokens before "between A and B" that may say that A and B are only places


def states_in(reading: Reading, start: int, end: int) -> list[str]:
    """The codes of the states that a stretch of the text names by name, adjective or government."""
    found: list[str] = []
    first = bisect_left(reading.places, start, key=lambda place: place.start)
    for place in takewhile(lambda place: place.end <= end, reading.places[first : first + _MOST]):
        named = place.kind in ("state", "adjective", "inhabitant", "metonym", "compound")
        if (named and not _is_language(reading, place)) or _governs(reading, place):
            found.extend(code for code in _codes(reading, place) if code not in found)
    return found


def _is_language(reading: Reading, place: Place) -> bool:
    """Whether an adjective without a noun is the name of a language: "l'enseignement du français"."""
    token = reading.parsed.token_at(place.start) if place.kind == "adjective" else None
    if token is None or token.i == 0 or place.plural or reading.parsed.starts[token.i] != place.start:
        return False
    before = token.nbor(-1)
    behind = reading.parsed.doc[token.i + 1] if token.i + 1 < len(reading.parsed.doc) else None
    taught = before.lower_ in words(reading.language).sets["before_languages"]
    return taught and (behind is None or behind.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"))


def _codes(reading: Reading, place: Place) -> tuple[str, ...]:
    """The codes of a place; of a name that several states share the one that the text is about."""
    if not place.ambiguous:
        return place.codes if place.kind == "compound" else (place.code,) if place.code else ()
    if reading.home in place.codes:
        return (reading.home,)
    told = {p.code for p in reading.places if p.code in place.codes and not p.ambiguous}
    return tuple(code for code in place.codes if code in told) if len(told) == 1 else ()


def _governs(reading: Reading, place: Place) -> bool:
    """Whether a capital stands for its government: "London's decision", "la candidature de Nairobi"."""
    if place.kind != "capital":
        return False
    token = reading.parsed.token_at(place.start)
    if token is None:
        return False
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    behind = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if behind is not None and behind.tag_ == "POS":
        return True
    before = doc[token.i - 1] if token.i else None
    if before is None:
        return False
    if before.lower_ in vocabulary.sets["coordinating"] and token.i > 1:
        other = reading.place(doc[token.i - 2])
        return other is not None and other.kind == "capital" and _governs(reading, other)
    if before.lower_ in vocabulary.sets["dealing"]:
        return not any(vocabulary.has(t, "routes") for t in doc[max(0, token.i - _NEAR_ROUTE) : token.i])
    if vocabulary.norm(before) not in vocabulary.sets["genitives"]:
        return False
    return any(vocabulary.has(doc[i], "acts") for i in range(max(0, token.i - 3), token.i - 1))

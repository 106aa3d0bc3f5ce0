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


def states_in(reading: Reading, start: int, end: int) -> list[str]:
    """The codes of the states that a stretch of the text names by name, adjective or government."""
    found: list[str] = []
    first = bisect_left(reading.places, start, key=lambda place: place.start)
    for place in takewhile(lambda place: place.end <= end, reading.places[first : first + _MOST]):
        if place.ambiguous:
            continue
        if place.kind in ("state", "adjective", "inhabitant", "metonym", "compound") or _governs(
            reading, place
        ):
            for code in place.codes if place.kind == "compound" else (place.code,) if place.code else ():
                if code not in found:
                    found.append(code)
    return found


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
    if before is None or vocabulary.norm(before) not in vocabulary.sets["genitives"]:
        return False
    return any(vocabulary.has(doc[i], "acts") for i in range(max(0, token.i - 3), token.i - 1))

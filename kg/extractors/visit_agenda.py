"""Visits in the lists of an agenda: "M. X à Ankara, du 6 au 8 juillet (visite officielle)".

In: a reading. Out: trips told without any verb: a line that opens with a person, goes on with a town or
state, and is marked as a journey by a bracket or by the heading above it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Sentence

from kg.extractors.visit_account import TOLD, Account, status_of
from kg.extractors.visit_goals import Stop, goal, preposition
from kg.extractors.visit_merge import Trip
from kg.extractors.visit_parties import travellers
from kg.extractors.visit_span import Span
from kg.extractors.visit_words import kinds, words
from kg.mentions import dates
from kg.reading import Reading

_CONFIDENCE = 0.85
_OPENING = 8  # tokens of a line in which person and place stand


def agenda(reading: Reading) -> Iterator[Trip]:
    """The journeys of a document's agenda."""
    verbs = {clause.head.sent.start for clause in reading.clauses}
    for sentence in reading.parsed.doc.sents:
        if sentence.start in verbs:
            continue
        trip = _line(reading, sentence)
        if trip is not None:
            yield trip


def _line(reading: Reading, sentence: Sentence) -> Trip | None:
    start, end = reading.parsed.starts[sentence.start], reading.parsed.ends[sentence.end - 1]
    line_end = reading.shadow.find("\n", end)
    line = reading.shadow[start : line_end if line_end >= 0 else len(reading.shadow)].lower()
    if not _is_marked(reading, line, start):
        return None
    visitors = travellers(reading, sentence[:_OPENING])
    stop = _place(reading, sentence)
    told = [(m, value) for m in reading.dates_in(start, end) if (value := dates.reading(m, "future"))]
    if not visitors or stop is None or not told:
        return None
    mention, value = told[0]
    told_as = Account(None, TOLD, _CONFIDENCE)
    status = status_of(told_as, value, reading.document.date)
    if status is None:
        return None
    last = max(mention.end, stop.end)
    kind = next(
        (k for k, ws in kinds(reading.language).items() if any(f" {w}" in line for w in ws)), "unspecified"
    )
    return Trip(
        at=start,
        visitors=visitors,
        destination=stop.code,
        place=stop.place,
        kind=kind,
        told=told_as,
        status=status,
        span=Span(value),
        purpose=None,
        confidence=_CONFIDENCE,
        sentence=sentence.start,
        evidence=[(start, last)],
    )


def _place(reading: Reading, sentence: Sentence) -> Stop | None:
    """Where the line goes: the first place with a preposition of direction, no other noun before it."""
    for token in sentence[:_OPENING]:
        found = goal(reading, token)
        if found is not None:
            wanted = words(reading.language, "nouns", "prepositions") - words(
                reading.language, "places", "of"
            )
            return found if preposition(reading, token.i) in wanted else None
        if token.pos_ == "NOUN" and token.i not in reading.parsed.mentions:
            return None
    return None


def _is_marked(reading: Reading, line: str, start: int) -> bool:
    """Whether a bracket of the line or the last heading before it speaks of journeys."""
    nouns = words(reading.language, "nouns", "journey")
    bracket = line.partition("(")[2].partition(")")[0]
    if nouns & set(bracket.split()):
        return True
    above = [
        row
        for row in reading.shadow[max(0, start - 1200) : start].lower().split("\n")
        if row.rstrip().endswith(":")
    ]
    return bool(above) and any(word.rstrip("s:") in nouns or word in nouns for word in above[-1].split())

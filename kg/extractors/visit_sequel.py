"""What the sentence behind a journey adds to it: the town, and the gathering that is attended there.

In: a reading and the trips told. Out: the trips, place and purpose completed: "In Ulaanbaatar, he will
co-chair the 8th session", "Elle y prendra part au Conseil".
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Sentence

from kg.clauses import Clause
from kg.extractors.visit_goals import goal, preposition
from kg.extractors.visit_heads import clauses_beside
from kg.extractors.visit_merge import Trip
from kg.extractors.visit_parties import travellers
from kg.extractors.visit_words import phrases, words
from kg.mentions import dates
from kg.mentions.gatherings import GatheringMention
from kg.reading import Reading

_NEAR = 350  # code points from a journey to the end of the sentence before its sequel
_OPENING = 6  # tokens of a sentence in which its place stands


def continue_told(reading: Reading, trips: list[Trip]) -> None:
    """Completes trips by the sentence that follows each."""
    for trip in trips:
        _add_occasion(reading, trip)
        following = _following(reading, trip)
        if following is None or not trip.visitors:
            continue
        acting = _acting(reading, trip, following)
        if acting:
            _add_place(reading, trip, following)
            _add_purpose(reading, trip, following, acting)


def _add_occasion(reading: Reading, trip: Trip) -> None:
    """The gathering told before that a journey is made for: "se rendre à X à cette occasion"."""
    start, end = reading.sentence(reading.parsed.doc[trip.sentence])
    behind = reading.shadow[trip.at : end].lower()
    said = any(phrase in behind for phrase in phrases(reading.language, "phrases", "occasion"))
    if trip.purpose is not None or not said:
        return
    paragraph = max(reading.shadow.rfind("\n", 0, start), start - _NEAR)
    before = [g for g in reading.gatherings if paragraph < g.start < start and not g.weak and not g.short]
    if not before:
        return
    gathering = before[-1]
    trip.purpose = reading.document.text[gathering.start : gathering.end]
    trip.evidence.append((gathering.start, gathering.end))
    told = [m for m in reading.dates_in(gathering.end, start) if dates.reading(m, "future")]
    if trip.span.date() is None and told and trip.status in ("planned", "invited"):
        trip.span = replace(trip.span, value=dates.reading(told[-1], "future"))
    for place in reading.places:
        there = gathering.end <= place.start < start and place.code == trip.destination
        if there and trip.place is None and place.kind in ("capital", "city"):
            trip.place = reading.document.text[place.start : place.end]


def _following(reading: Reading, trip: Trip) -> Sentence | None:
    doc = reading.parsed.doc
    end = doc[trip.sentence].sent.end
    if end >= len(doc):
        return None
    following = doc[end].sent
    gap = reading.shadow[reading.parsed.ends[end - 1] : reading.parsed.starts[end]]
    near = reading.parsed.starts[end] - trip.at < _NEAR
    return following if near and "\n\n" not in gap else None


def _acting(reading: Reading, trip: Trip, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence in which a visitor acts."""
    return [
        clause
        for clause in clauses_beside(reading, sentence[0])
        if not clause.negated
        and clause.mood != "conditional"
        and set(travellers(reading, clause.subjects)) & set(trip.visitors)
    ]


def _add_place(reading: Reading, trip: Trip, sentence: Sentence) -> None:
    """The town of the journey's state that opens the sentence: "In Ulaanbaatar, he"."""
    if trip.place is not None:
        return
    for token in sentence[:_OPENING]:
        stop = goal(reading, token)
        if stop is not None:
            locative = preposition(reading, token.i) in words(reading.language, "places", "locative")
            if locative and stop.code == trip.destination and stop.place is not None:
                trip.place = stop.place
            return


def _add_purpose(reading: Reading, trip: Trip, sentence: Sentence, acting: list[Clause]) -> None:
    """The gathering that a visitor attends "there", or in the town that the sentence opens with."""
    if trip.purpose is not None:
        return
    opening = any(
        (stop := goal(reading, token)) is not None and stop.code == trip.destination
        for token in sentence[:_OPENING]
    )
    there = words(reading.language, "places", "there")
    attending = words(reading.language, "purpose", "attending")
    for clause in acting:
        here = opening or any(child.lower_ in there for child in clause.head.children)
        said = {clause.lemma, clause.head.lower_, *(f"{clause.lemma} {t.lower_}" for t in clause.objects)}
        if not here or not said & attending:
            continue
        found = _attended(reading, clause)
        if found is not None:
            trip.purpose = reading.document.text[found.start : found.end]
            trip.evidence.append((reading.parsed.starts[clause.head.i], found.end))
            return


def _attended(reading: Reading, clause: Clause) -> GatheringMention | None:
    """The first gathering with a full name behind a verb, in its sentence."""
    start = reading.parsed.ends[clause.head.i]
    end = reading.parsed.ends[clause.head.sent.end - 1]
    return next((g for g in reading.gatherings if start < g.start < end and not g.weak and not g.short), None)

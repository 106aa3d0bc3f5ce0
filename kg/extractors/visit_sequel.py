"""What the sentence behind a journey adds to it: the town, and the gathering that is attended there.

In: a reading and the trips told. Out: the trips, place and purpose completed: "In Ulaanbaatar, he will
co-chair the 8th session", "Elle y prendra part au Conseil".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

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
_FARTHEST = 1400  # code points from a journey to the last sentence that may be its sequel
_OPENING = 6  # tokens of a sentence in which its place stands


def continue_told(reading: Reading, trips: list[Trip]) -> None:
    """Completes trips by the sentence that follows each."""
    for trip in trips:
        _add_occasion(reading, trip)
        _add_place(reading, trip, _right_before(reading, trip))
        for number, following in enumerate(_following(reading, trip) if trip.visitors else ()):
            acting = _acting(reading, trip, following)
            if acting:
                if number == 0 and reading.parsed.starts[following.start] - trip.at < _NEAR:
                    _add_place(reading, trip, following[:_OPENING])
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


def _following(reading: Reading, trip: Trip) -> Iterator[Sentence]:
    """The sentences behind a journey, in its paragraph; the first of the next ones where they open with its town."""
    doc = reading.parsed.doc
    end = doc[trip.sentence].sent.end
    paragraphs = 0
    while end < len(doc) and reading.parsed.starts[end] - trip.at < _FARTHEST:
        sentence = doc[end].sent
        paragraphs += "\n\n" in reading.shadow[reading.parsed.ends[end - 1] : reading.parsed.starts[end]]
        if not paragraphs or _opens_with_town(reading, trip, sentence):
            yield sentence
        end = sentence.end


def _opens_with_town(reading: Reading, trip: Trip, sentence: Sentence) -> bool:
    stops = (goal(reading, token) for token in sentence[:_OPENING])
    return any(
        stop is not None and stop.place is not None and stop.code == trip.destination for stop in stops
    )


def _right_before(reading: Reading, trip: Trip) -> list[Token]:
    """The tokens between which and a journey only small words stand: "is in Oslo on a visit to Norway"."""
    beside = words(reading.language, "places", "beside")
    found: list[Token] = []
    for token in reversed(
        reading.parsed.tokens_in(reading.sentence(reading.parsed.doc[trip.sentence])[0], trip.at)
    ):
        found.append(token)
        small = token.lower_ in beside or token.pos_ in ("ADJ", "DET", "NUM")
        if not small or token.i in reading.parsed.mentions:
            break
    return found[-1:]


def _acting(reading: Reading, trip: Trip, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence in which a visitor acts."""
    return [
        clause
        for clause in clauses_beside(reading, sentence[0])
        if not clause.negated
        and clause.mood != "conditional"
        and set(travellers(reading, clause.subjects)) & set(trip.visitors)
    ]


def _add_place(reading: Reading, trip: Trip, tokens: Iterable[Token]) -> None:
    """The town of the journey's state: "In Ulaanbaatar, he", "is in Oslo on a visit to Norway"."""
    if trip.place is not None:
        return
    for token in tokens:
        stop = goal(reading, token)
        if stop is not None and stop.place is not None:
            locative = preposition(reading, token.i) in words(reading.language, "places", "locative")
            if locative and stop.code == trip.destination:
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
    attending = words(reading.language, "purpose", "attending") | words(
        reading.language, "purpose", "presiding"
    )
    for clause in acting:
        here = opening or any(child.lower_ in there for child in clause.head.children)
        town = None if here else _ends_in(reading, trip, clause)
        said = {clause.lemma, clause.head.lower_, *(f"{clause.lemma} {t.lower_}" for t in clause.objects)}
        if not (here or town) or not said & attending:
            continue
        found = _attended(reading, clause)
        if found is not None:
            trip.purpose = reading.document.text[found.start : found.end]
            trip.place = trip.place or town
            trip.evidence.append((reading.parsed.starts[clause.head.i], found.end))
            return


def _ends_in(reading: Reading, trip: Trip, clause: Clause) -> str | None:
    """A verb's own place in the state that is visited: "will co-chair the sixth meeting in Yerevan"."""
    for token in clause.head.doc[clause.head.i + 1 : clause.head.sent.end]:
        stop = goal(reading, token)
        if stop is not None and stop.place is not None and stop.code == trip.destination:
            there = preposition(reading, token.i) in words(reading.language, "places", "locative")
            return stop.place if there else None
    return None


def _attended(reading: Reading, clause: Clause) -> GatheringMention | None:
    """The first gathering with a full name behind a verb, in its sentence."""
    start = reading.parsed.ends[clause.head.i]
    end = reading.parsed.ends[clause.head.sent.end - 1]
    return next((g for g in reading.gatherings if start < g.start < end and not g.weak and not g.short), None)

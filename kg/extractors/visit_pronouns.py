"""The fate of a journey told by a pronoun: "La visite devait avoir lieu lundi. Elle est reportée à mai."

In: a reading. Out: trips without destination, for journeys that are the subject of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.visit_account import DECIDED, PLAIN, Account
from kg.extractors.visit_heads import clauses_beside, is_journey
from kg.extractors.visit_merge import Trip
from kg.extractors.visit_span import Span
from kg.extractors.visit_words import classes, words
from kg.mentions import dates
from kg.reading import Reading

_FATES = {"cancelling": "cancelled", "postponing": "postponed"}


def fates(reading: Reading) -> Iterator[Trip]:
    """What later sentences say has become of a journey."""
    table = classes(reading.language)
    for clause in reading.clauses:
        status = next((s for role, s in _FATES.items() if clause.lemma in table[role]), None)
        if status is None or clause.negated or clause.mood == "conditional" or clause.modals:
            continue
        if _is_of_pronoun(reading, clause) and _is_about_journey(reading, clause.head):
            yield _trip(reading, clause, status)


def _is_of_pronoun(reading: Reading, clause: Clause) -> bool:
    """Whether what is called or put off is a pronoun that stands for no person."""
    pronouns = words(reading.language, "words", "journey_pronouns")
    things = clause.objects if clause.passive else clause.subjects
    return clause.passive and any(t.lower_ in pronouns and not reading.entities(t) for t in things)


def _is_about_journey(reading: Reading, verb: Token) -> bool:
    """Whether the sentence before says something of a journey, its subject."""
    start = verb.sent.start
    if not start:
        return False
    before = clauses_beside(reading, verb.doc[start - 1])
    main = [c for c in before if c.head.i == c.head.sent.root.i]
    things = [t for c in main for t in (c.objects if c.passive else c.subjects)]
    return any(t.i not in reading.parsed.mentions and is_journey(reading, t) for t in things)


def _trip(reading: Reading, clause: Clause, status: str) -> Trip:
    token = clause.head
    start, end = reading.parsed.starts[token.i], reading.sentence(token)[1]
    found = [(m, value) for m in reading.dates_in(start, end) if (value := dates.reading(m, "future"))]
    new = found[0][1] if found and status == "postponed" else None
    first = min([start, *(reading.parsed.starts[t.i] for t in (*clause.subjects, *clause.objects))])
    last = found[0][0].end if new else reading.parsed.ends[token.i]
    return Trip(
        at=start,
        visitors=(),
        destination=None,
        place=None,
        kind="unspecified",
        told=Account("future", DECIDED, PLAIN, status),
        status=status,
        span=Span(new=new),
        purpose=None,
        confidence=PLAIN,
        sentence=token.sent.start,
        evidence=[(first, last)],
    )

"""Letters that no verb of sending tells: "In a letter to X, Y called for", "X, bearer of a message from Y".

In: a reading, the noun of a letter and the contacts told so far. Out: a draft.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors import contact_setting, contact_status
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import frame
from kg.extractors.contact_letters import addressee_of, author_of, topics_of
from kg.extractors.contact_people import agents_of, people, preposition
from kg.extractors.contact_words import clauses_between, contact_words
from kg.facts import Agent
from kg.reading import Reading

_BEFORE = 4  # tokens between a bearer and the letter: "porteur d'un pli", "carrying a sealed letter"


def written(reading: Reading, noun: Token) -> Draft | None:
    """ "In a letter to X, Y called for debt relief": what somebody says in a letter he has written."""
    word, _ = preposition(reading, noun.i)
    if word not in contact_words(reading, "letters", "inside"):
        return None
    clause = _said_in(reading, noun)
    if clause is None:
        return None
    found = frame(reading, clause.head, clause)
    told = contact_status.of_clause(reading, clause, found.left)
    addressee = addressee_of(reading, noun, direct=True)
    author = author_of(reading, noun) or agents_of(reading, (t for t in found.subjects if t.i != noun.i))
    author = [agent for agent in author if agent not in addressee]
    if told is None or told[0] != "held" or not author or not addressee:
        return None
    setting = contact_setting.own(reading, frame(reading, noun, None), told[0])
    last = max(
        [
            noun.i,
            *(t.i for t in noun.sent if set(people(reading, t)) & {*addressee, *author} and _near(t, noun)),
        ]
    )
    return _letter(reading, noun, author, addressee, told[1], (noun.i, last), setting.date)


def _near(token: Token, noun: Token) -> bool:
    return noun.i < token.i < noun.i + 2 * _BEFORE


def _said_in(reading: Reading, noun: Token) -> Clause | None:
    """The verb of what a letter says: the last finite one before it, or the first behind where it opens."""
    told = [
        c
        for c in clauses_between(reading, noun.sent.start, noun.sent.end)
        if c.mood == "indicative" and c.tense
    ]
    before = [c for c in told if c.head.i < noun.i]
    behind = [c for c in told if c.head.i > noun.i]
    return before[-1] if before else (behind[0] if behind else None)


def borne(reading: Reading, noun: Token, before: Sequence[Draft]) -> Draft | None:
    """ "X, porteur d'un message de Y": for whom the letter itself says, otherwise for whom the bearer meets."""
    bearing = contact_words(reading, "letters", "bearing")
    lead = reading.parsed.doc[max(noun.sent.start, noun.i - _BEFORE) : noun.i]
    at = next((t.i for t in lead if t.lower_ in bearing), None)
    author = author_of(reading, noun)
    if at is None or not author:
        return None
    met = [d for d in before if d.medium != "letter" and noun.sent.start <= d.origin < noun.sent.end]
    addressee = addressee_of(reading, noun, direct=False) or _host(reading, at, met)
    addressee = [agent for agent in addressee if agent not in author]
    if not addressee or (met and met[-1].status not in ("held", "planned")):
        return None
    ends = [t.i for t in noun.sent if t.i > noun.i and set(people(reading, t)) & {*author, *addressee}]
    draft = _letter(reading, noun, author, addressee, 0.85, (at, min(ends, default=noun.i)), None)
    if met:
        draft.date, draft.status = met[-1].date, met[-1].status
    return draft


def _host(reading: Reading, at: int, met: Sequence[Draft]) -> list[Agent]:
    """Whom the bearer, who is named beside these words, meets in the same sentence."""
    doc = reading.parsed.doc
    sentence = doc[at].sent
    named = [t for t in doc[sentence.start : at] if people(reading, t)][-1:]
    named = named or [t for t in doc[at : sentence.end] if people(reading, t)][1:2]
    bearer = agents_of(reading, named)
    if not bearer or not met or not met[-1].involves(bearer):
        return []
    others = [agent for agent in met[-1].participants if agent not in bearer]
    return others if len(others) == 1 else []


def exchanged(reading: Reading, noun: Token) -> Draft | None:
    """ "The two presidents exchanged messages of congratulations"."""
    words = contact_words(reading, "letters", "exchanging")
    for clause in clauses_between(reading, max(noun.sent.start, noun.i - 2 * _BEFORE), noun.i):
        if clause.lemma not in words or not noun.lower_.endswith("s"):
            continue
        found = frame(reading, clause.head, clause)
        told = contact_status.of_clause(reading, clause, found.left)
        acting = agents_of(reading, found.subjects)
        partners = found.with_preposition(contact_words(reading, "carrying", "with"))
        both = list(dict.fromkeys([*acting, *agents_of(reading, (a.token for a in partners))]))
        if told is None or len(both) < 2:
            return None
        setting = contact_setting.own(reading, found, told[0])
        first = min([clause.head.i, *(t.i for t in found.subjects)])
        return _letter(reading, noun, both[:1], both[1:], told[1], (first, noun.i), setting.date)
    return None


def _letter(
    reading: Reading,
    noun: Token,
    author: Sequence[Agent],
    addressee: Sequence[Agent],
    confidence: float,
    tokens: tuple[int, int],
    date: str | None,
) -> Draft:
    return Draft(
        participants=list(dict.fromkeys([*author, *addressee])),
        medium="letter",
        status="held",
        at=reading.parsed.starts[noun.i],
        origin=noun.i,
        spans=[(reading.parsed.starts[min(tokens)], reading.parsed.ends[max(tokens)])],
        confidence=min(confidence, 0.85),
        date=date,
        own_date=date is not None,
        topics=topics_of(reading, noun),
    )

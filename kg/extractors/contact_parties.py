"""Who takes part in a contact that a noun tells.

In: a reading, a contact noun, who acts and the partners. Out: drafts.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.contact_arguments import Argument
from kg.extractors.contact_drafting import finish
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import Frame, groups, is_apart
from kg.extractors.contact_noun_words import ContactNoun
from kg.extractors.contact_people import agents_of, people
from kg.extractors.contact_status import Status
from kg.extractors.contact_words import clauses_between, contact_words
from kg.facts import Agent
from kg.reading import Reading

_BACK = 200  # tokens within which the one is named that a possessive stands for


def clauses_around(reading: Reading, noun: ContactNoun) -> tuple[Clause, ...]:
    return clauses_between(reading, noun.token.sent.start, noun.token.sent.end)


def main_clause(reading: Reading, noun: ContactNoun) -> Clause | None:
    """The clause that a framed noun belongs to: of the verb before it, otherwise of the first one behind."""
    own = [c for c in clauses_around(reading, noun) if c.tense != "none"]
    before = [c for c in own if c.head.i < noun.first and c.mood in ("indicative", "conditional")]
    after = [c for c in own if c.head.i > noun.last and c.mood in ("indicative", "conditional")]
    return before[-1] if before else (after[0] if after else None)


def owners_of(reading: Reading, noun: ContactNoun, found: Frame) -> list[Agent]:
    """Whose meeting it is: "l'entretien de M. X avec", "Mr X's meeting with", "his meeting with"."""
    doc = reading.parsed.doc
    belonging = contact_words(reading, "carrying", "of")
    of = [a for a in found.arguments if a.preposition in belonging and a.token.i > noun.last and not a.link]
    if of and of[0].preposition not in noun.entry["partners"]:
        return agents_of(reading, [of[0].token])
    for index in range(noun.first - 1, max(noun.token.sent.start, noun.first - 4) - 1, -1):
        token = doc[index]
        if token.tag_ == "POS" and index:
            entities = reading.entities(doc[index - 1])
            return [agent for e in entities if (agent := e.agent())]
        if token.tag_ == "PRP$" or "Yes" in token.morph.get("Poss", []):
            return _last_subject(reading, noun)
    return []


def _last_subject(reading: Reading, noun: ContactNoun) -> list[Agent]:
    """Who acted last before a possessive pronoun, or acts in its clause."""
    clause = main_clause(reading, noun)
    if clause is not None:
        acting = [t for t in _surface(clause) if people(reading, t)]
        if acting:
            return agents_of(reading, acting, sides=True)
    before = [
        c
        for c in clauses_between(reading, max(0, noun.first - _BACK), noun.first)
        if any(people(reading, t) for t in _surface(c))
    ]
    return agents_of(reading, _surface(before[-1]), sides=True) if before else []


def _surface(clause: Clause) -> tuple[Token, ...]:
    """The grammatical subjects of a clause: of a passive, those to whom it is done."""
    return clause.objects if clause.passive else clause.subjects


def drafts_of(
    reading: Reading,
    noun: ContactNoun,
    found: Frame,
    acting: list[Agent],
    partners: list[Argument],
    told: Status,
    most: float,
    refers: bool = False,
) -> list[Draft]:
    sets = list(_sets(reading, noun, found, acting, partners))
    words = (*contact_words(reading, "topics", "noun_prepositions"),)
    drafts = finish(reading, found, sets, str(noun.entry["medium"]), told[0], min(told[1], most), words)
    for draft in drafts:
        draft.refers = refers
    return drafts


def _sets(
    reading: Reading, noun: ContactNoun, found: Frame, acting: list[Agent], partners: list[Argument]
) -> Iterator[list[Agent]]:
    between = [a for a in partners if a.preposition in contact_words(reading, "carrying", "between")]
    if between:
        together = agents_of(reading, [a.token for a in between], sides=True)
        if len(together) > 1:
            yield together
        elif together and acting and acting != together:
            yield [*acting, *(a for a in together if a not in acting)]
        return
    for group in groups(reading, partners, is_apart(reading, found)):
        others = [a for a in agents_of(reading, group, sides=True) if a not in acting]
        if acting and others:
            yield [*acting, *others]
    if not partners and len(acting) > 1:
        yield acting

"""Who travels.

In: a reading and a word of travel. Out: the visitors as agents: persons, otherwise the state or organisation
whose delegation it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.visit_addressees import meant_by_pronoun
from kg.extractors.visit_goals import preposition
from kg.extractors.visit_heads import Head, clause_at, noun_head, verb_head
from kg.extractors.visit_owners import owners
from kg.extractors.visit_parties import travellers
from kg.extractors.visit_words import words
from kg.facts import Agent
from kg.reading import Reading

_FAR = 14  # tokens from a verb of travel to the noun that names the journey
_OPENING = 25  # tokens of an opening participle with what belongs to it


def visitors(reading: Reading, head: Head) -> tuple[Agent, ...]:
    """Those who travel, as far as the sentence of a word of travel tells it."""
    if head.way is not None:
        own = owners(reading, noun_head(reading, head.noun)) if head.noun is not None else ()
        return own or _of_verb(reading, head)
    verb = verb_before(reading, head.token)
    return (_of_verb(reading, verb) if verb is not None else ()) or owners(reading, head)


def verb_before(reading: Reading, noun: Token) -> Head | None:
    """The verb of travel whose journey a noun names: "arrived in X on Monday for a working visit"."""
    for token in reversed(noun.doc[max(noun.sent.start, noun.i - _FAR) : noun.i]):
        if token.i in reading.parsed.mentions or token.head.i == noun.i:
            continue
        if token.pos_ in ("VERB", "AUX") and clause_at(reading, token.i) is not None:
            verb = verb_head(reading, token)
            return verb if verb is not None and verb.way is not None and not verb.way.moves_object else None
        if token.pos_ in ("SCONJ", "PRON", "CCONJ") or token.text in (";", ":"):
            return None
    return None


def _of_verb(reading: Reading, head: Head) -> tuple[Agent, ...]:
    clause, way = head.clause, head.way
    if clause is None or way is None:
        return ()
    if way.moves_object:
        found = travellers(reading, clause.objects)
        if found or clause.passive or way.aspect == "expected":
            return found or _before(reading, head.token) or _opening(reading, head.token)
        return meant_by_pronoun(reading, clause)
    moved = clause.passive and not way.takes_object  # "est arrivé" may look like a passive
    found = travellers(reading, clause.objects if moved else clause.subjects)
    if clause.passive and not moved:
        return found
    if not found and head.token.dep_ == "pcomp":
        found = travellers(reading, _subjects_above(reading, head.token))
    return found or _before(reading, head.token) or _behind(reading, clause)


def _before(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The nearest person before a verb, no other verb or full stop between."""
    company: tuple[Agent, ...] = ()
    along = words(reading.language, "words", "along")
    for index in range(token.i - 1, max(token.sent.start, token.i - 14) - 1, -1):
        word = token.doc[index]
        if word.lower_ in along and company:
            continue
        if word.pos_ in ("VERB", "ADP", "SCONJ") and index not in reading.parsed.mentions:
            return ()
        found = travellers(reading, [word])
        if found and preposition(reading, index) in along:
            company = (*found, *company)
        elif found:
            return tuple(dict.fromkeys((*found, *company)))
    return ()


def _behind(reading: Reading, clause: Clause) -> tuple[Agent, ...]:
    """Whose an opening participle is: "Arrived in X on Monday, President Y was received"."""
    token = clause.head
    if clause.mood != "participle" or token.i - token.sent.start > 2:
        return ()
    commas = [t.i for t in token.doc[token.i : min(token.sent.end, token.i + _OPENING)] if t.text == ","]
    for comma in commas:
        for word in token.doc[comma + 1 : comma + 4]:
            found = travellers(reading, [word])
            if found:
                return found
    return ()


def _subjects_above(reading: Reading, token: Token) -> Sequence[Token]:
    """Who does what a gerund is said beside: "returned after visiting"."""
    above = next((t.i for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    clause = None if above is None else clause_at(reading, above)
    return () if clause is None else clause.objects if clause.passive else clause.subjects


def _opening(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The person that a sentence opens with: "Mgr X, pour sa part, est attendu"."""
    for word in token.doc[token.sent.start : min(token.i, token.sent.start + 4)]:
        found = travellers(reading, [word])
        if found:
            return found
        if word.pos_ not in ("DET", "PUNCT", "CCONJ") and not word.is_punct and word.dep_ != "fixed":
            return ()
    return ()

"""Whom an invitation means that names them by a pronoun only.

In: a reading and a clause of inviting. Out: who got the letter that invites, otherwise who was met last.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors.visit_heads import clause_at
from kg.extractors.visit_parties import persons
from kg.extractors.visit_words import words
from kg.facts import Agent
from kg.languages import data
from kg.reading import Reading

_HIGHEST = 4  # tokens above an invitation that may say to whom it goes


def meant_by_pronoun(reading: Reading, clause: Clause) -> tuple[Agent, ...]:
    """Whom "l'" or "him" means beside a verb: somebody named before who does not act here."""
    pronouns = words(reading.language, "words", "object_pronouns")
    if not any(t.lower_ in pronouns for t in [*clause.objects, *clause.head.children]):
        return ()
    return addressee(reading, clause)


def addressee(reading: Reading, clause: Clause) -> tuple[Agent, ...]:
    """Whom a pronoun means in an invitation: who got the letter, otherwise who was met last."""
    above = clause.governor
    for ancestor in [] if above is None else [above, *above.ancestors][:_HIGHEST]:
        outer = clause_at(reading, ancestor.i)
        if outer is not None:
            got = [
                *outer.recipients,
                *outer.with_preposition(words(reading.language, "nouns", "prepositions")),
            ]
            found = persons(reading, got) or _antecedent(reading, got)
            if found:
                return found
    acting = {e for t in clause.subjects for e in reading.entities(t)}
    host = {e.state for e in acting if e.state}
    gender = _gender(reading, clause)
    for index in range(clause.head.i - 1, max(-1, clause.head.i - 150), -1):
        other = [e for e in reading.resolved.entities.get(index, ()) if e not in acting]
        fits = len(other) == 1 and other[0].name and other[0].state not in host
        if fits and (gender is None or other[0].gender in (gender, None if gender == "m" else gender)):
            return (Agent("person", other[0].name or ""),)
    return ()


def _gender(reading: Reading, clause: Clause) -> str | None:
    """The gender of whom a pronoun before a participle means: "l'a invitée", "invited her"."""
    feminine = data(reading.language, "discourse")["pronouns"]["feminine"]
    said = [t.lower_ for t in clause.objects if t.pos_ == "PRON"]
    if any(word in feminine for word in said):
        return "f"
    agrees = clause.head.morph.get("Gender", []) if any(c.i < clause.head.i for c in clause.objects) else []
    return "f" if "Fem" in agrees else None


def _antecedent(reading: Reading, tokens: Sequence[Token]) -> tuple[Agent, ...]:
    """The person before a relative pronoun: "le président, à qui elle a remis"."""
    relatives = grammar(reading.language).relative_pronouns
    for token in tokens:
        if token.lower_ in relatives:
            return _last_person(reading, token.i - 5, token.i)
    return ()


def _last_person(reading: Reading, start: int, end: int) -> tuple[Agent, ...]:
    for index in range(end - 1, max(start, 0) - 1, -1):
        found = persons(reading, [reading.parsed.doc[index]])
        if found:
            return found
    return ()

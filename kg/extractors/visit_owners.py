"""Whose journey a noun tells: "la visite de M. X", "sa visite", "X, on a visit to".

In: a reading and a noun of travel. Out: the visitors as agents, by what the parse says, otherwise by the
words beside.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import Clause, grammar, modifiers
from kg.entities.phrases import Phrase
from kg.extractors.visit_heads import Head, clauses_beside, is_journey, phrase_before
from kg.extractors.visit_makers import made_by
from kg.extractors.visit_nominal import is_on_visit
from kg.extractors.visit_parties import canonical, delegation, first_person, is_party, traveller, travellers
from kg.extractors.visit_words import classes, words
from kg.facts import Agent
from kg.reading import Reading

_OPENING = 7  # tokens of a sentence in which a circumstance that opens it begins
_NEAR = 9  # tokens between a noun of travel and the person that it belongs to


def owners(reading: Reading, head: Head) -> tuple[Agent, ...]:
    return (
        _own_party(reading, head)
        or _complement(reading, head.token)
        or _possessor(reading, head)
        or _carried(reading, head)
        or (() if has_owner(reading, head.token) else _beside(reading, head.token))
    )


def has_owner(reading: Reading, noun: Token) -> bool:
    """Whether a complement says whose journey it is, also where it is not known who that is."""
    allowed = words(reading.language, "nouns", "complements")
    of = words(reading.language, "words", "of")
    return any(
        p in of and reading.place(t) is None and t.lemma_.lower() not in allowed
        for p, t in modifiers(noun, reading.language)
    )


def _own_party(reading: Reading, head: Head) -> tuple[Agent, ...]:
    """Of a mission or delegation: who leads it, or whose it is."""
    if not head.party:
        return ()
    led = [c for c in head.carried("leading") if not c.negated]
    found = travellers(reading, [t for c in led for t in c.subjects if t.i != head.token.i])
    if found:
        return found
    carried = travellers(
        reading,
        [t for c in head.carried("light", "beginning", "ending") for t in c.subjects if t.i != head.token.i],
    )
    return carried or delegation(reading, head.token)


def _complement(reading: Reading, noun: Token) -> tuple[Agent, ...]:
    """Whose journey it is: "la visite de M. X", "Mr X's visit", "the visit to Y of X"."""
    of = words(reading.language, "words", "of")
    owners = [t for p, t in modifiers(noun, reading.language) if p in of]
    owners += [c for c in noun.children if c.dep_ == "poss"]
    found = travellers(reading, [t for t in owners if not _verb_between(reading, noun, t)])
    if found:
        return found
    for index in range(noun.i + 1, min(noun.sent.end, noun.i + _NEAR)):
        token = noun.doc[index]
        invitation = token.lemma_.lower() in classes(reading.language)["invitation"]
        if invitation or (token.pos_ == "VERB" and index not in reading.parsed.mentions):
            return ()
        person = traveller(reading, token)
        if person and canonical(reading, index - 1) in of:
            return person
    before = noun.doc[noun.i - 1] if noun.i else None
    if before is not None and before.dep_ == "case" and noun.i > 1:
        return traveller(reading, noun.doc[noun.i - 2])
    return ()


def _verb_between(reading: Reading, noun: Token, other: Token) -> bool:
    """Whether a verb parts a noun from what the parse hangs on it: "sa visite à X, accompagné de Y"."""
    return any(
        t.pos_ == "VERB" and t.i not in reading.parsed.mentions for t in noun.doc[noun.i + 1 : other.i]
    )


def _possessor(reading: Reading, head: Head) -> tuple[Agent, ...]:
    """Whom "sa visite" or "their trip" means: who acts in the sentence, otherwise who acted last."""
    noun = head.token
    possessives = words(reading.language, "words", "possessives")
    if not any(t.lower_ in possessives for t in (*noun.children, *noun.doc[max(0, noun.i - 2) : noun.i])):
        return ()
    main = _main_subject(reading, noun) or _received(reading, noun)
    if main:
        return main
    for index in range(noun.i - 1, max(-1, noun.i - 150), -1):
        if not _acts(reading, index, noun):
            continue
        entities = reading.resolved.entities.get(index, ())
        found = [agent for e in entities if (agent := e.agent()) and agent.kind == "person"]
        if found:
            return tuple(found)
    return ()


def _received(reading: Reading, noun: Token) -> tuple[Agent, ...]:
    """Whom a host receives on "his visit": the guest."""
    hosting = classes(reading.language)["hosting"]
    above = [c for c in _clauses_above(reading, noun) if c.lemma in hosting and not c.reflexive]
    for clause in above[:1]:
        found = travellers(reading, [t for t in clause.objects if t.i < noun.i])
        if found or clause.passive or clause.head.i > noun.i:
            return found
        return first_person(reading, clause.head.i + 1, noun.i)
    return ()


def _main_subject(reading: Reading, noun: Token) -> tuple[Agent, ...]:
    """Who acts behind a circumstance that opens the sentence: "During his visit to X, Minister Y met"."""
    if noun.i - noun.sent.start > _OPENING or not _is_circumstance(reading, noun):
        return ()
    for clause in _clauses_above(reading, noun):
        acting = clause.objects if clause.passive else clause.subjects
        found = travellers(reading, [t for t in acting if t.i > noun.i])
        if found:
            return found
    return ()


def _acts(reading: Reading, index: int, noun: Token) -> bool:
    token = reading.parsed.doc[index]
    rules = grammar(reading.language)
    if rules.has(token, "subject", "passive_subject"):
        return True
    return (
        token.sent.start == noun.sent.start
        and isinstance(reading.parsed.mentions.get(index), Phrase)
        and (token.dep_ in ("ROOT", "poss", "appos") or index == token.sent.start)
    )


def _carried(reading: Reading, head: Head) -> tuple[Agent, ...]:
    """Who makes the journey by the verb that carries the noun."""
    hosted = [t for c in head.carried("hosting") for t in c.objects]
    found = travellers(reading, [t for t in hosted if t.i != head.token.i])
    if found:
        return found
    for clause in head.carried("light", "beginning", "ending", "cancelling", "postponing", "leading"):
        if clause.passive and not clause.subjects:
            found = made_by(reading, clause)
            if found:
                return found
        found = _antecedent(reading, clause) or travellers(
            reading, [t for t in clause.subjects if t.i != head.token.i and _may_act(reading, t)]
        )
        if not found and clause.head.i > head.token.i:
            found = _between(reading, head.token.i + 1, clause.head.i)
        if found:
            return found
    return ()


def _may_act(reading: Reading, token: Token) -> bool:
    return is_party(reading, token) or not is_journey(reading, token)


def _antecedent(reading: Reading, clause: Clause) -> tuple[Agent, ...]:
    """The person directly before the relative pronoun of a verb, whatever the parse hangs the clause on."""
    relatives = grammar(reading.language).relative_pronouns
    doc, verb = clause.head.doc, clause.head
    for token in reversed(doc[max(verb.sent.start, verb.i - 4) : verb.i]):
        if token.lower_ in relatives:
            at = token.i - 1
            while at > verb.sent.start and doc[at].is_punct:
                at -= 1
            own = any(t.i > token.i for t in clause.subjects if t.lower_ not in relatives)
            return () if own or at < 0 else travellers(reading, [doc[at]])
    return ()


def _between(reading: Reading, start: int, end: int) -> tuple[Agent, ...]:
    for index in range(end - 1, start - 1, -1):
        if reading.parsed.doc[index].pos_ == "ADP":
            return ()
        found = travellers(reading, [reading.parsed.doc[index]])
        if found:
            return found
    return ()


def _beside(reading: Reading, noun: Token) -> tuple[Agent, ...]:
    """Who is "en visite" or "in X on a visit": the person before, otherwise who acts in the sentence."""
    for index in range(noun.i - 1, max(noun.sent.start, noun.i - _NEAR) - 1, -1):
        token = noun.doc[index]
        found = travellers(reading, [token])
        if found:
            return found
        if token.pos_ == "VERB" and index not in reading.parsed.mentions:
            break
    if not _is_circumstance(reading, noun):
        return ()
    for clause in _clauses_above(reading, noun):
        found = (
            travellers(reading, clause.subjects)
            if not clause.passive
            else travellers(reading, clause.objects)
        )
        if found:
            return found
    return ()


def _is_circumstance(reading: Reading, noun: Token) -> bool:
    """Whether somebody does something on a journey: "en visite", "lors d'une visite", "on a trip"."""
    at = noun.i - 1
    while (
        at > noun.sent.start
        and (
            noun.doc[at].pos_ in ("DET", "ADJ", "NUM", "PUNCT", "NOUN")
            or noun.doc[at].lower_ in words(reading.language, "words", "possessives")
        )
        and noun.i - at < 7
    ):
        at -= 1
    if is_on_visit(reading, noun):
        return True
    introduced = noun.doc[at].pos_ == "ADP" and noun.doc[at].lower_ not in words(
        reading.language, "words", "of"
    )
    start = reading.parsed.starts[at + 1]
    within = any(phrase_before(reading, start, "phrases", key) for key in ("during", "at_end", "over"))
    return introduced or within or noun.i == noun.sent.start


def _clauses_above(reading: Reading, noun: Token) -> list[Clause]:
    above = {token.i for token in noun.ancestors}
    return [clause for clause in clauses_beside(reading, noun) if clause.head.i in above]

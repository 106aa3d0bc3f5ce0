"""Invitations: who is asked to come where, and whether the answer was yes.

In: a reading and a word of travel. Out: the account of an invitation, whom it goes to, and the state of who
invites, for "his country" and for visits that have no other place.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import Clause, modifiers
from kg.extractors.visit_account import DECIDED, PLAIN, TOLD, Account
from kg.extractors.visit_addressees import addressee
from kg.extractors.visit_goals import Stop
from kg.extractors.visit_heads import Head, clause_at, clauses_beside, clauses_with
from kg.extractors.visit_parties import canonical, states_of, travellers
from kg.extractors.visit_words import classes, phrases, words
from kg.facts import Agent
from kg.reading import Reading

_NEXT = 160  # code points of the next sentence in which the answer may stand
_AROUND = 60  # code points around an answer in which it says that it is one to an invitation


def invited(reading: Reading, head: Head) -> Account | None:
    """An invitation, accepted or not, where the word of travel is what somebody is invited to."""
    verb = inviting_clause(reading, head)
    noun = invitation_noun(reading, head)
    if verb is None and noun is None:
        return None
    anchor = verb.head if verb is not None else noun
    if anchor is None:
        return None
    if _is_accepted(reading, anchor):
        return Account("future", DECIDED, PLAIN, "planned")
    return Account("future", TOLD, PLAIN, "invited")


def inviting_clause(reading: Reading, head: Head) -> Clause | None:
    """The clause of inviting that a word of travel is itself, or depends on."""
    if head.way is not None and head.way.aspect == "inviting":
        return head.clause
    inviting = classes(reading.language)["inviting"]
    start = head.carried("light", "beginning")[0].head if head.carried("light", "beginning") else head.token
    for ancestor in (start, *list(start.ancestors)[:3]):
        if ancestor.lemma_.lower() in inviting and ancestor.i < head.token.i:
            return clause_at(reading, ancestor.i)
    return None


def invitation_noun(reading: Reading, head: Head) -> Token | None:
    """The noun "invitation" that a word of travel completes: "l'invitation à se rendre à"."""
    nouns = classes(reading.language)["invitation"]
    start = head.carried("light")[0].head if head.way is None and head.carried("light") else head.token
    for ancestor in list(start.ancestors)[:3]:
        if ancestor.lemma_.lower() in nouns and ancestor.i < head.token.i:
            return ancestor
        if ancestor.pos_ == "VERB" and ancestor.lemma_.lower() not in classes(reading.language)["light"]:
            return _extended(reading, ancestor, head.token)
    return None


def _extended(reading: Reading, verb: Token, journey: Token) -> Token | None:
    """The invitation that a verb above a journey has for object: "accepted, extended an invitation to pay"."""
    clause = clause_at(reading, verb.i)
    nouns = classes(reading.language)["invitation"]
    for token in clause.objects if clause is not None else ():
        if token.lemma_.lower() in nouns and token.i < journey.i:
            return token
    return None


def _is_accepted(reading: Reading, anchor: Token) -> bool:
    """Whether this sentence or the next says that the invitation was accepted."""
    table = classes(reading.language)
    for clause in clauses_with(reading, anchor):
        if clause.lemma in table["accepting"] and any(t.i == anchor.i for t in clause.objects):
            return not clause.negated and clause.mood != "conditional"
    if _is_taken_up(reading, anchor):
        return True
    begin, end = reading.parsed.ends[anchor.i], reading.sentence(anchor)[1]
    after = reading.shadow[begin : end + _NEXT].lower()
    if any(phrase in after for phrase in phrases(reading.language, "phrases", "declining")):
        return False
    for phrase in phrases(reading.language, "phrases", "accepting"):
        at = after.find(phrase)
        around = after[max(0, at - _AROUND) : at + _AROUND]
        if at >= 0 and (at < end - begin or any(noun in around for noun in table["invitation"])):
            return True
    return False


def _is_taken_up(reading: Reading, anchor: Token) -> bool:
    """Whether somebody accepts "it": "; le ministre l'a acceptée", "She has accepted it"."""
    table = classes(reading.language)
    pronouns = words(reading.language, "words", "taken_up")
    doc, sentence = anchor.doc, anchor.sent
    here = list(clauses_beside(reading, anchor))
    if sentence.end < len(doc):
        here += clauses_beside(reading, doc[sentence.end])
    for clause in here:
        near = reading.parsed.starts[clause.head.i] - reading.parsed.ends[anchor.i] < _NEXT + _AROUND
        if clause.head.i < anchor.i or not near or clause.lemma not in table["accepting"]:
            continue
        sure = not clause.negated and clause.mood == "indicative" and clause.tense != "future"
        taken = any(t.lower_ in pronouns for t in clause.objects) or not clause.objects
        if sure and taken and clause.subjects and not clause.passive:
            return True
    return False


def invited_by_noun(reading: Reading, noun: Token) -> tuple[Agent, ...]:
    """Whom an invitation goes to: who accepts or receives it, otherwise whom it is addressed to."""
    table = classes(reading.language)
    clauses = clauses_with(reading, noun)
    for clause in clauses:
        if (
            clause.lemma in table["getting"]
            and clause.subjects
            and (clause.passive or clause.head.i < noun.i)
        ):
            return travellers(reading, clause.subjects)
    wanted = words(reading.language, "nouns", "prepositions")
    for clause in clauses:
        found = travellers(reading, [*clause.recipients, *clause.with_preposition(wanted)])
        if found:
            return found
    beside = [t for p, t in modifiers(noun, reading.language) if p in words(reading.language, "places", "to")]
    found = travellers(reading, beside)
    if found or not clauses:
        return found
    return addressee(reading, clauses[0])


def inviters(reading: Reading, noun: Token, head: Head) -> tuple[Agent, ...]:
    """Whose invitation it is: the persons between the noun and the journey, with "of" or "from"."""
    of = words(reading.language, "words", "of")
    between = reading.parsed.doc[noun.i + 1 : head.token.i]
    return travellers(reading, [t for t in between if canonical(reading, t.i - 1) in of])


def inviter_state(reading: Reading, head: Head) -> str | None:
    """What "his country" is in an invitation: the state of who invites."""
    clause = inviting_clause(reading, head)
    tokens = list(clause.subjects) if clause is not None else []
    noun = invitation_noun(reading, head)
    if noun is not None:
        outer = [c for c in clauses_with(reading, noun) if any(t.i == noun.i for t in c.objects)]
        tokens += [
            t for c in outer for t in c.subjects if c.lemma not in classes(reading.language)["getting"]
        ]
        tokens += [t for t in noun.subtree if reading.entities(t) and t.i < head.token.i]
    states = {e.state for t in tokens for e in reading.entities(t) if e.state}
    return states.pop() if len(states) == 1 else None


def stop_by_invitation(reading: Reading, head: Head, visitors: tuple[Agent, ...]) -> list[Stop]:
    """Without a place, a visit at somebody's invitation goes to the state of who invites."""
    if not head.carried("light", "beginning", "ending") or not visitors:
        return []
    _, end = reading.sentence(head.token)
    at = reading.parsed.ends[head.token.i]
    lower = reading.shadow[at:end].lower()
    for phrase in phrases(reading.language, "phrases", "invitation_of"):
        found = lower.find(phrase)
        if found < 0:
            continue
        start = at + found + len(phrase)
        for token in reading.parsed.tokens_in(start, start + 40)[:4]:
            states = {e.state for e in reading.entities(token) if e.state}
            own = states_of(reading, visitors)
            if len(states) == 1 and not states & own:
                return [Stop(states.pop(), None, start, reading.parsed.ends[token.i], sure=False)]
    return []

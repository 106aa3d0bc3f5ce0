"""How far a journey has got: planned, under way, held, postponed, cancelled, or only an invitation.

In: a reading, a word of travel, and later the date of the journey. Out: an `Account` of what the words say,
None where they say that nobody travels (denied, asked, wished for), and the status that the account and the
dates make.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors.visit_account import (
    ASKED,
    CONDITIONAL,
    DECIDED,
    INFERRED,
    PLAIN,
    TOLD,
    WEAK,
    Account,
    Tense,
)
from kg.extractors.visit_denial import is_denied, is_given_up, is_question
from kg.extractors.visit_heads import Head, clause_at
from kg.extractors.visit_invitations import invited
from kg.extractors.visit_nominal import is_led, is_on_visit, nominal
from kg.extractors.visit_people import verb_before
from kg.extractors.visit_words import classes, words
from kg.reading import Reading


def account(reading: Reading, head: Head) -> Account | None:
    """What the words around a word of travel say of the journey; None where there is none."""
    if is_denied(reading, head):
        return None
    if is_question(reading, head.token):
        return Account(None, WEAK, INFERRED, ASKED)
    telling = (head.clause, *(carrier.clause for carrier in head.carriers))
    if any(clause is not None and is_given_up(reading, clause) for clause in telling):
        return Account("future", TOLD, INFERRED, "cancelled")
    asked = invited(reading, head)
    if asked is not None:
        return asked
    return _of_verb(reading, head) if head.way is not None else _of_noun(reading, head)


def _of_verb(reading: Reading, head: Head) -> Account | None:
    clause, way = head.clause, head.way
    if clause is None or way is None:
        return None
    table = classes(reading.language)
    if any(modal in table["wishing"] for modal in clause.modals) or _is_wished(reading, head.token):
        return None
    if any(modal in table["cancelling"] for modal in clause.modals) or _depends_on(
        head.token, table["cancelling"]
    ):
        return Account("future", DECIDED, INFERRED, "cancelled")
    if way.aspect == "expected":
        sure = clause.mood != "conditional"
        past = clause.tense == "past"
        return Account("future", TOLD, PLAIN if sure and not past else CONDITIONAL, "planned")
    if _is_rumour(reading, clause) or _is_doubted(reading, clause):
        return None
    conditional = clause.mood == "conditional" or _conditional_form(reading, head.token)
    arrives = way.aspect in ("arriving", "leaving") or (way.aspect == "staying" and clause.tense == "present")
    future = grammar(reading.language).future_auxiliaries
    ahead = clause.tense == "future" or _has_ending(reading, head.token, "future_forms")
    if ahead or conditional or any(c.lower_ in future for c in head.token.children):
        return Account("future", TOLD, CONDITIONAL if conditional else PLAIN)
    if clause.mood == "infinitive" or clause.tense == "none":
        return _nonfinite(reading, head, arrives)
    moved = (
        clause.passive and not way.takes_object and not way.moves_object
    )  # "est arrivé" may look like a passive
    tense: Tense = "past" if clause.tense == "past" or moved else "present"
    now = {child.lower_ for child in head.token.children} & words(reading.language, "phrases", "now")
    if way.aspect == "staying" and now:
        return Account("present", TOLD, PLAIN, arrives=True, lasts=True)
    over = any(c.lower_ in words(reading.language, "phrases", "over") for c in head.token.children)
    confidence = PLAIN if tense == "past" else INFERRED
    return Account(tense, TOLD, confidence, arrives=arrives, lasts=way.aspect == "staying", over=over)


def _nonfinite(reading: Reading, head: Head, arrives: bool) -> Account | None:
    """An infinitive or participle has the time of the clause above; what is decided or aimed at comes."""
    table = classes(reading.language)
    above = head.token.head
    infinitive = head.clause is not None and head.clause.mood == "infinitive"
    if above.pos_ in ("NOUN", "ADJ") and infinitive and above.i != head.token.i:
        if above.lemma_.lower() in table["deciding_nouns"]:
            return Account("future", TOLD, CONDITIONAL)
        return None
    if infinitive and head.token.dep_ in ("xcomp", "ccomp"):
        return Account("future", TOLD, CONDITIONAL)
    for ancestor in head.token.ancestors:
        outer = clause_at(reading, ancestor.i)
        if outer is None:
            continue
        if outer.lemma in table["wishing"] or outer.negated:
            return None
        tense: Tense = (
            "past" if outer.tense == "past" else "future" if outer.tense != "present" else "present"
        )
        if infinitive and tense == "present":
            tense = "future"
        return Account(tense, WEAK, CONDITIONAL, arrives=arrives, over=tense == "past")
    return None


def _is_doubted(reading: Reading, clause: Clause) -> bool:
    """Whether an auxiliary says that somebody only may go."""
    return any(child.lower_ in classes(reading.language)["doubting"] for child in clause.head.children)


def _depends_on(token: Token, lemmas: frozenset[str]) -> bool:
    head = token.head
    return (
        head.i != token.i
        and head.lemma_.lower() in lemmas
        and head.pos_ == "VERB"
        and token.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "obl:arg")
    )


def _is_wished(reading: Reading, token: Token) -> bool:
    return _depends_on(token, classes(reading.language)["wishing"])


def _is_rumour(reading: Reading, clause: Clause) -> bool:
    """A past in the conditional reports what others claim: "se serait rendu", "would have travelled"."""
    if clause.mood != "conditional" or clause.passive:
        return False
    return "Part" in clause.head.morph.get("VerbForm", []) and "Past" in clause.head.morph.get("Tense", [])


def _conditional_form(reading: Reading, token: Token) -> bool:
    """Whether a verb is a conditional that the model takes for a past: "se rendrait"."""
    return _has_ending(reading, token, "future_endings")


def _has_ending(reading: Reading, token: Token, key: str) -> bool:
    """Whether a verb is its infinitive with one of some endings, whatever the model takes it for."""
    stem = token.lemma_.lower()
    stem = stem.removesuffix("e") if stem.endswith("re") else stem
    return any(token.lower_ == stem + ending for ending in words(reading.language, "words", key))


def _of_noun(reading: Reading, head: Head) -> Account | None:
    table, token = classes(reading.language), head.token
    roles = head.roles
    sending = token.lower_ in words(reading.language, "nouns", "sending")
    above = token.head.lemma_.lower() if token.head.i != token.i else ""
    beyond = token.head.head.lemma_.lower() if token.head.head.i != token.head.i else ""
    if "cancelling" in roles or above in table["cancelling_nouns"]:
        return _decided(reading, head, "cancelling", "cancelled")
    if "postponing" in roles or above in table["postponing_nouns"] or beyond in table["postponing_nouns"]:
        return _decided(reading, head, "postponing", "postponed")
    if (above in table["wishing"] and "light" not in roles) or {above, beyond} & table["wishing_nouns"]:
        return None
    if sending and above in table["wishing"] | table["judging"] | table["hosting"]:
        return None
    on_visit = is_on_visit(reading, token)
    for clause in head.carried(
        "light", "beginning", "ending", "leading", "hosting", "happening", "lasting", "dating"
    ):
        if on_visit and clause.head.i > token.i and clause in head.carried("hosting"):
            continue  # "en visite à X, il a été reçu": who is received is still there
        told = _carried(reading, head, clause)
        if told is not None:
            return told if told.status != "none" else None
    if head.party and not head.carried("sending", "leading") and not is_led(reading, token):
        return None
    for clause in head.carried("sending"):
        tense: Tense = (
            "past" if clause.tense == "past" else "future" if clause.tense == "future" else "present"
        )
        return Account(tense, TOLD, CONDITIONAL)
    verb = verb_before(reading, token)
    told = nominal(reading, head)
    if verb is None or told is None or told.tense is not None:
        return told
    return None if is_denied(reading, verb) else _of_verb(reading, verb)


def _decided(reading: Reading, head: Head, role: str, status: str) -> Account | None:
    """The account of a journey that is called or put off, None where it only may be."""
    wishing = classes(reading.language)["wishing"]
    for clause in head.carried(role):
        open_still = clause.mood == "conditional" or _is_doubted(reading, clause)
        if clause.negated and not clause.modals:  # "the visit has not been called off"
            return Account("future", WEAK, INFERRED)
        if clause.negated or open_still or wishing.intersection(clause.modals):
            return None
    return Account("future", DECIDED, PLAIN, status)


def _carried(reading: Reading, head: Head, clause: Clause) -> Account | None:
    """What the clause that carries a noun of travel says; a status "none" where nobody travels."""
    table = classes(reading.language)
    roles = next(c.roles for c in head.carriers if c.clause is clause)
    if (
        any(modal in table["wishing"] for modal in clause.modals)
        or _is_wished(reading, clause.head)
        or _is_rumour(reading, clause)
        or _is_doubted(reading, clause)
    ):
        return Account(None, WEAK, 0.0, "none")
    if "dating" in roles:
        return Account("past", TOLD, PLAIN, "held")
    begins, ends = "beginning" in roles, "ending" in roles
    conditional = clause.mood == "conditional" or _conditional_form(reading, clause.head)
    if ends:
        return (
            Account("past", TOLD, PLAIN, "held")
            if clause.tense == "past"
            else Account("present", TOLD, INFERRED, lasts=True)
        )
    if clause.tense == "future" or conditional:
        return Account("future", TOLD, CONDITIONAL if conditional else PLAIN)
    if clause.tense == "none":
        return None
    if clause.tense == "present":
        return Account(
            "present",
            TOLD,
            PLAIN,
            arrives=begins,
            lasts="lasting" in roles or is_on_visit(reading, head.token),
        )
    return Account("past", TOLD, PLAIN, arrives=begins)

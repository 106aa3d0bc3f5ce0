"""A noun of travel that no verb carries: its adjectives, "en visite", or the dates have to tell.

In: a reading and a word of travel. Out: the `Account` that the words beside the noun give.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.visit_account import CONDITIONAL, INFERRED, PLAIN, TOLD, WEAK, Account, Tense
from kg.extractors.visit_heads import Head, clause_at, clauses_beside, phrase_before
from kg.extractors.visit_words import classes, words
from kg.reading import Reading


def nominal(reading: Reading, head: Head) -> Account | None:
    """A noun of travel that no verb carries: its adjectives, "en visite", or the dates have to tell."""
    token, language = head.token, reading.language
    beside = {t.lower_ for t in token.children} | {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    if beside & words(language, "phrases", "doubtful"):
        return None
    start, during = reading.parsed.starts[_phrase_start(reading, token)], is_during(reading, token)
    if beside & words(language, "phrases", "upcoming") or (head.roles & {"planning"} and not during):
        return Account(
            "future", TOLD, PLAIN, "planned" if beside & words(language, "phrases", "upcoming") else None
        )
    if beside & words(language, "phrases", "first") and any(_is_any(child) for child in token.subtree):
        return None  # "the first visit of a Burundian minister": compared with others
    if beside & words(language, "phrases", "past"):
        return Account("past", WEAK, INFERRED)
    if token.lower_ in words(language, "nouns", "arriving") and _tense_above(reading, token) != "future":
        return Account("past", TOLD, INFERRED, arrives=True)
    if is_on_visit(reading, token):
        tense = _tense_above(reading, token)
        strength = TOLD if _has_verb(reading, token) else WEAK
        return Account(tense if tense == "future" else "present", strength, PLAIN, lasts=True)
    if phrase_before(reading, start, "phrases", "over") and _tense_above(reading, token) != "future":
        return Account("past", TOLD, INFERRED, "held", over=True)
    if phrase_before(reading, start, "phrases", "at_end"):
        if any(t.lemma_.lower() in classes(language)["going_home"] for t in token.ancestors):
            return Account("past", TOLD, INFERRED, "held", over=True)
        return Account("present", WEAK, CONDITIONAL, lasts=True)
    if during:
        return Account(_tense_above(reading, token), WEAK, INFERRED)
    if is_led(reading, token):
        return Account("present", TOLD, INFERRED, lasts=True)
    return Account(None, WEAK, INFERRED)


def _is_any(token: Token) -> bool:
    """Whether an article says that somebody of a kind is meant, whoever it is."""
    return token.pos_ == "DET" and "Ind" in token.morph.get("Definite", [])


def _has_verb(reading: Reading, token: Token) -> bool:
    """Whether a sentence is more than a headline."""
    return any(clause.tense != "none" for clause in clauses_beside(reading, token))


def _phrase_start(reading: Reading, token: Token) -> int:
    at = token.i
    definite = words(reading.language, "words", "definite")
    while (
        at > token.sent.start
        and (
            token.doc[at - 1].pos_ in ("ADJ", "NUM", "DET")
            or token.doc[at - 1].lower_ in definite
            or (
                token.doc[at - 1].dep_ in ("amod", "compound", "nummod", "nmod", "punct", "npadvmod")
                and token.doc[at - 1].head.i >= at
                and token.i - at < 7
            )
        )
        and token.doc[at - 1].lower_ not in grammar(reading.language).contractions
    ):
        at -= 1
    return at


def is_during(reading: Reading, token: Token) -> bool:
    """Whether something else is told to happen on a journey: "lors de la visite"."""
    start = reading.parsed.starts[_phrase_start(reading, token)]
    return phrase_before(reading, start, "phrases", "during")


def is_led(reading: Reading, token: Token) -> bool:
    return phrase_before(reading, reading.parsed.starts[_phrase_start(reading, token)], "phrases", "heading")


def is_on_visit(reading: Reading, token: Token) -> bool:
    """Whether somebody is "en visite", "on a visit" or "de passage"."""
    at = token.i - 1
    passing = token.lower_ in words(reading.language, "nouns", "passing")
    if (
        passing
        and at >= token.sent.start
        and token.doc[at].lower_ in words(reading.language, "phrases", "passing")
    ):
        return True
    while at >= token.sent.start and (
        token.doc[at].pos_ in ("ADJ", "DET", "NUM")
        or (
            token.doc[at].dep_ in ("amod", "compound", "nummod", "nmod", "punct")
            and token.doc[at].head.i >= at
            and token.i - at < 7
        )
    ):
        at -= 1
    return at >= token.sent.start and token.doc[at].lower_ in words(reading.language, "phrases", "on_visit")


def _tense_above(reading: Reading, token: Token) -> Tense | None:
    """The tense of the nearest clause that a noun depends on."""
    for ancestor in token.ancestors:
        clause = clause_at(reading, ancestor.i)
        if clause is not None:
            return None if clause.tense == "none" else clause.tense
    return None

"""The stretch of a sentence that belongs to a predicate.

In: a reading and a token. Out: where its stretch begins and ends, and whether it is in the passive.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.contact_people import people
from kg.extractors.contact_words import contact_words
from kg.reading import Reading


def is_passive(reading: Reading, head: Token) -> bool:
    """Whether a participle is in the passive, by the auxiliary before it."""
    if "Part" not in head.morph.get("VerbForm", []) or "Pres" in head.morph.get("Tense", []):
        return False
    auxiliaries = contact_words(reading, "passive", "auxiliaries")
    reflexives = grammar(reading.language).reflexives
    before = [reading.parsed.doc[i] for i in range(max(head.sent.start, head.i - 5), head.i)]
    verbal = [t for t in before if t.pos_ in ("AUX", "VERB") or t.lower_ in reflexives]
    if any(t.lower_ in reflexives for t in verbal):
        return False
    if not verbal or head.tag_ == "VBG":
        return head.tag_ != "VBG" and head.dep_ in ("acl", "advcl")
    return verbal[-1].lemma_.lower() in auxiliaries


def left_edge(reading: Reading, head: Token) -> tuple[int, int | None, bool]:
    """Where a predicate's stretch begins, the relative pronoun that opens it, whether of things."""
    relatives = grammar(reading.language).relative_pronouns
    doc = reading.parsed.doc
    for index in range(head.i - 1, head.sent.start - 1, -1):
        token = doc[index]
        if (
            token.lower_ in relatives
            and token.pos_ != "DET"
            and not (token.lower_ == "that" and token.tag_ != "WDT")
        ):
            about_people = _is_relative(reading, index)
            return index, (index if about_people else None), not about_people and token.pos_ == "PRON"
        if token.text == ";" or (is_finite(token) and not _helps(reading, token, head)):
            return index + 1, None, False
    return head.sent.start, None, False


def _is_relative(reading: Reading, index: int) -> bool:
    """Whether a pronoun describes people: it stands right behind them (a preposition may come between)."""
    doc = reading.parsed.doc
    probe = index - 1
    while probe >= doc[index].sent.start and (doc[probe].text == "," or doc[probe].pos_ in ("ADP", "PUNCT")):
        probe -= 1
    return index - probe <= 4 and probe >= doc[index].sent.start and bool(people(reading, doc[probe], True))


def is_finite(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])


def _helps(reading: Reading, token: Token, head: Token) -> bool:
    """Whether a finite verb is an auxiliary or modal of a predicate: only small words stand between."""
    if token.head is head and grammar(reading.language).has(token, "auxiliary"):
        return True
    planned = contact_words(reading, "status", "planned") | contact_words(reading, "status", "held")
    if token.pos_ != "AUX" and token.lemma_.lower() not in planned:
        return False
    between = [reading.parsed.doc[i] for i in range(token.i + 1, head.i)]
    return all(
        t.pos_ in ("AUX", "ADV", "PRON", "PART", "ADP", "PUNCT", "SCONJ")
        or t.i in reading.parsed.mentions
        or "Part" in t.morph.get("VerbForm", [])
        for t in between
    ) and not any(people(reading, t) and t.pos_ != "PRON" for t in between)


def right_edge(reading: Reading, head: Token) -> int:
    """Where the predicate's stretch ends: at a relative clause, another verb's clause or a semicolon."""
    relatives = grammar(reading.language).relative_pronouns
    doc = reading.parsed.doc
    for index in range(head.i + 1, head.sent.end):
        token = doc[index]
        relative = token.lower_ in relatives and token.pos_ != "DET" and token.lower_ != "that"
        if token.text == ";" or (relative and not _joins(reading, index)):
            return index
        if is_finite(token) and not (
            token.head is head and grammar(reading.language).has(token, "auxiliary")
        ):
            return index
        if continues(reading, token):
            return index
        if token.pos_ == "VERB" and ("Inf" in token.morph.get("VerbForm", []) or token.tag_ in ("VB", "VBG")):
            return index
    return head.sent.end


def continues(reading: Reading, token: Token) -> bool:
    """Whether a past tense behind "and" was taken for an adjective: "met X and held high-level talks with Y"."""
    return (
        token.tag_ == "VBN"
        and (token.dep_ == "amod" or (token.dep_ == "conj" and token.head.tag_ == "VBD"))
        and token.i > token.sent.start
        and token.nbor(-1).pos_ == "CCONJ"
        and token.lemma_.lower() in contact_words(reading, "carrying", "light")
    )


def _joins(reading: Reading, index: int) -> bool:
    """Whether a word that looks like a relative pronoun belongs to a conjunction: "ainsi que"."""
    also = contact_words(reading, "sequence", "also")
    return " ".join(t.lower_ for t in reading.parsed.doc[max(0, index - 2) : index + 1]).endswith(tuple(also))

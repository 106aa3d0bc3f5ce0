"""A verb with the small words around it: auxiliaries, clitics, adverbs.

In: a reading and a verb of it. Out: where its group begins, whether it is reflexive, passive or bare, and
in what kind of clause it stands, by the words and their order.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.phrase_tokens import is_finite, is_participle
from kg.extractors.position_words import words
from kg.reading import Reading


def group_start(reading: Reading, verb: Token) -> int:
    """The first token of a verb with its auxiliaries, clitics and adverbs; kept with the document."""
    known: dict[int, int] = reading.parsed.doc.user_data.setdefault("group_starts", {})
    if verb.i not in known:
        known[verb.i] = _group_start(reading, verb)
    return known[verb.i]


def _group_start(reading: Reading, verb: Token) -> int:
    doc, rules = reading.parsed.doc, grammar(reading.language)
    auxiliaries = [
        c.i for c in verb.children if rules.has(c, "auxiliary") and c.i < verb.i and verb.i - c.i < 16
    ]
    start = min([verb.i, *auxiliaries])
    while start > verb.sent.start:
        token = doc[start - 1]
        loose = (
            token.lower_ in words(reading.language).sets["clitics"]
            or token.pos_ in ("ADV", "PART")
            or token.pos_ == "AUX"
        )
        if (
            token.i in reading.parsed.mentions
            or not loose
            or token.lower_ in words(reading.language).sets["conjunctions"]
        ):
            break
        start -= 1
    return start


def reflexive(reading: Reading, verb: Token) -> bool:
    """Whether a verb stands with a reflexive pronoun."""
    group = reading.parsed.doc[group_start(reading, verb) : verb.i]
    return any(t.lower_ in grammar(reading.language).reflexives for t in group)


def is_finite_group(reading: Reading, verb: Token) -> bool:
    """Whether a verb or one of its auxiliaries is finite."""
    return any(is_finite(reading, t) for t in reading.parsed.doc[group_start(reading, verb) : verb.i + 1])


def is_bare(reading: Reading, verb: Token) -> bool:
    """Whether a past participle has no auxiliary of its own."""
    group = reading.parsed.doc[group_start(reading, verb) : verb.i]
    return is_participle(verb) and not any(
        t.pos_ == "AUX" or t.lemma_ in words(reading.language).sets["auxiliaries"] for t in group
    )


def is_passive(reading: Reading, verb: Token) -> bool:
    """Whether a verb is a passive, by the words around it: a form of "be", or an agent behind a bare
    participle."""
    doc, sets = reading.parsed.doc, words(reading.language).sets
    if (
        not is_participle(verb)
        or words(reading.language).lemma(verb) in sets["never_passive"]
        or reflexive(reading, verb)
    ):
        return False
    if any(t.lower_ in sets["passive_forms"] for t in doc[group_start(reading, verb) : verb.i]):
        return True
    if not is_bare(reading, verb) or verb.tag_ == "VBD":
        return False
    behind = verb.i + 1
    while behind < verb.sent.end and doc[behind].pos_ == "ADV" and behind not in reading.parsed.mentions:
        behind += 1
    return behind < verb.sent.end and doc[behind].lower_ in sets["by"]


def in_relative(reading: Reading, verb: Token) -> bool:
    """Whether a relative pronoun, set off by a comma, opens the clause of a verb."""
    doc, start = reading.parsed.doc, group_start(reading, verb)
    return (
        start > verb.sent.start + 1
        and doc[start - 1].lower_ in words(reading.language).relatives
        and doc[start - 1].pos_ != "SCONJ"
    )


def is_subordinate(reading: Reading, verb: Token) -> bool:
    """Whether "that" opens the clause of a verb."""
    doc, start = reading.parsed.doc, group_start(reading, verb)
    for index in range(start - 1, max(verb.sent.start, start - 10), -1):
        if doc[index].lower_ in words(reading.language).sets["that"] and index not in reading.parsed.mentions:
            return True
        if doc[index].pos_ == "VERB" or doc[index].text == ",":
            return False
    return False


def is_alike(reading: Reading, one: Token, other: Token) -> bool:
    """Whether two verbs have the same tense, so that they may share a subject."""
    return _tense(reading, one) == _tense(reading, other)


def _tense(reading: Reading, verb: Token) -> tuple[bool, str]:
    group = reading.parsed.doc[group_start(reading, verb) : verb.i + 1]
    finite = next((t for t in group if is_finite(reading, t)), None)
    if finite is None:
        return True, "Pres"  # a participle that shares an auxiliary
    return finite.i < verb.i, "".join(finite.morph.get("Tense", []))

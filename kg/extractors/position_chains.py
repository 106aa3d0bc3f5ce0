"""Verbs that share the subject of another verb.

In: a `Seeker` and a coordinated verb or a participle. Out: the `Holder` of the verb that it goes with.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extractors import verb_groups
from kg.extractors.phrase_tokens import is_finite, is_participle, is_present_participle
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_seeker import FAR, Seeker


def has_auxiliary(seeker: Seeker, verb: Token, start: int) -> bool:
    """Whether an auxiliary stands in the group of a verb."""
    return any(t.pos_ == "AUX" for t in seeker.reading.parsed.doc[start : verb.i])


def of_participle(seeker: Seeker, verb: Token, depth: int) -> Holder:
    """The holder of a participle: that of the verb before it, otherwise of the main verb behind it."""
    sentence = verb.sent
    before = [
        t
        for t in seeker.verbs(max(sentence.start, verb.i - FAR), verb.i)
        if is_finite(seeker.reading, t) or is_participle(t)
    ]
    if before:
        return chained(seeker, verb, depth)
    for token in seeker.verbs(verb.i + 1, min(sentence.end, verb.i + FAR)):
        if is_present_participle(token) or verb_groups.in_relative(seeker.reading, token):
            continue
        found = seeker.subject(token, depth + 1)
        if found:
            return found
    return NOBODY


def chained(seeker: Seeker, verb: Token, depth: int) -> Holder:
    """The holder of the verb that a coordinated verb shares its subject with."""
    doc = seeker.reading.parsed.doc
    start = verb_groups.group_start(seeker.reading, verb)
    closed = any(t.text == "," for t in doc[max(verb.sent.start, start - 2) : start])
    for token in reversed(seeker.verbs(max(verb.sent.start, start - FAR), start)):
        if (
            is_present_participle(token)
            and token.i != verb.sent.start
            and not seeker.verbs(max(verb.sent.start, token.i - FAR), token.i)
        ):
            continue
        if "Inf" in token.morph.get("VerbForm", []) or token.tag_ == "VB":
            continue
        if token.dep_ == "acl" and not is_present_participle(token) and not _is_coordinated(seeker, token):
            continue  # "the initiative put forward by China, and hopes"
        if verb_groups.is_bare(seeker.reading, token) and not _is_coordinated(seeker, token):
            continue
        if verb_groups.in_relative(seeker.reading, token) and closed:
            continue
        reported = verb_groups.is_subordinate(seeker.reading, token) or _is_reported(token)
        if reported and (
            is_present_participle(verb) or not verb_groups.is_alike(seeker.reading, token, verb)
        ):
            continue
        found = seeker.subject(token, depth + 1)
        if found and _agrees(seeker, verb, found):
            return found
    for token in doc[
        max(verb.sent.start, start - FAR) : start
    ]:  # a predicate that the parser does not take for a verb
        if (
            token.pos_ == "AUX"
            and token.i not in seeker.clauses
            and is_finite(seeker.reading, token)
            and not verb_groups.in_relative(seeker.reading, token)
        ):
            beside = seeker.beside(token, verb_groups.group_start(seeker.reading, token), depth + 1)
            if beside:
                return beside
    return NOBODY


def _is_reported(verb: Token) -> bool:
    """Whether a verb depends on the one that reports it without "that": "suggested the two sides convene X"."""
    return verb.dep_ == "ccomp" and verb.head.i < verb.i


def _agrees(seeker: Seeker, verb: Token, holder: Holder) -> bool:
    """Whether a verb may have a holder by its number: "les deux pays ont signé et a condamné" has two subjects."""
    group = seeker.reading.parsed.doc[verb_groups.group_start(seeker.reading, verb) : verb.i + 1]
    finite = next((t for t in group if is_finite(seeker.reading, t)), None)
    numbers = finite.morph.get("Number", []) if finite is not None else []
    return "Sing" not in numbers or len(holder.agents) == 1


def _is_coordinated(seeker: Seeker, verb: Token) -> bool:
    start = verb_groups.group_start(seeker.reading, verb)
    if start <= verb.sent.start:
        return False
    before = seeker.reading.parsed.doc[start - 1]
    describes = before.pos_ in ("NOUN", "PROPN")  # "the statements made by"
    joined = before.text == "," or before.lower_ in seeker.words.sets["conjunctions"]
    return joined or (verb.tag_ == "VBN" and not describes)

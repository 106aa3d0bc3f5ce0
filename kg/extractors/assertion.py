"""Whether a text asserts what a verb tells: not denied, not asked, not supposed, no rumour.

In: a reading and a verb of it. Out: the answers, and the verb whose subject acts: an infinitive tells
something only behind a verb that lets it through ("a tenu à saluer").
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.clauses import grammar
from kg.extractors import verb_groups
from kg.extractors.phrase_tokens import is_finite, is_participle, is_present_participle
from kg.extractors.position_words import words
from kg.reading import Reading

_FARTHEST_SUMMONS = 30
_WISHED = 10  # tokens from "that" to the verb of its clause


def governor(reading: Reading, verb: Token) -> Token | None:
    """The verb whose subject takes the stand: the verb itself, or the one that lets an infinitive through."""
    start = verb_groups.group_start(reading, verb)
    group = reading.parsed.doc[start : verb.i]
    perfect = (
        any("Inf" in t.morph.get("VerbForm", []) for t in group if t.pos_ == "AUX")
        and is_participle(verb)
        and not verb_groups.is_finite_group(reading, verb)
    )
    supported = any(is_finite(reading, t) for t in group)
    infinitive = perfect or (not supported and ("Inf" in verb.morph.get("VerbForm", []) or verb.tag_ == "VB"))
    if any(words(reading.language).has(t, "modals") for t in group):
        return verb if _is_refusal(reading, verb, group) else None
    if _is_gerund_noun(reading, verb, start):
        return None
    if not infinitive:
        return verb
    at = start - 1
    while at >= verb.sent.start and (
        reading.parsed.doc[at].lower_ in words(reading.language).sets["markers"]
        or reading.parsed.doc[at].pos_ in ("ADV", "PART")
        or reading.parsed.doc[at].lower_ in words(reading.language).sets["clitics"]
    ):
        at -= 1
    if at < verb.sent.start:
        return None
    before = reading.parsed.doc[at]
    if perfect and before.lower_ in words(reading.language).sets["after"]:
        return verb
    if before.lower_ in words(reading.language).sets["sequel"]:
        return _told_first(reading, before)
    if words(reading.language).has(before, "transparent") and before.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        refused = words(reading.language).has(before, "enabling") and _has_denied_frame(reading, verb)
        return (
            before
            if refused or not is_negated(reading, before) or words(reading.language).has(before, "failing")
            else None
        )
    return _summoning(reading, verb, at)


def _summoning(reading: Reading, infinitive: Token, before: int) -> Token | None:
    """The verb of an act that was done in order to tell something: "a convoqué l'ambassadeur pour lui faire
    part de", "summoned the ambassador to convey"."""
    doc, vocabulary = reading.parsed.doc, words(reading.language)
    if not any(t.lower_ in vocabulary.sets["purpose"] for t in doc[before : infinitive.i]):
        return None
    for index in range(before, max(infinitive.sent.start, before - _FARTHEST_SUMMONS) - 1, -1):
        token = doc[index]
        if token.pos_ == "VERB" and index not in reading.parsed.mentions:
            addressed = token.nbor().pos_ in ("ADP", "SCONJ")  # "calls upon X to": what X is to do
            calling = addressed and vocabulary.lemma(token) in vocabulary.verbs
            summons = vocabulary.has(token, "summoning") and not calling and not is_negated(reading, token)
            return token if summons and not is_unsure(reading, token) else None
    return None


def _is_refusal(reading: Reading, verb: Token, group: Span) -> bool:
    """Whether "cannot accept" rejects something."""
    able = any(words(reading.language).has(t, "enabling") for t in group)
    return able and is_negated(reading, verb) and _has_denied_frame(reading, verb)


def _has_denied_frame(reading: Reading, verb: Token) -> bool:
    """Whether a verb tells a stance where it is denied."""
    vocabulary = words(reading.language)
    return any(frame.negated for frame in vocabulary.verbs.get(vocabulary.lemma(verb), ()))


def _told_first(reading: Reading, sequel: Token) -> Token | None:
    """The verb of what was said first: "a indiqué X, avant de saluer Y"."""
    vocabulary = words(reading.language)
    for token in reversed(reading.parsed.doc[sequel.sent.start : sequel.i]):
        if token.pos_ != "VERB" or token.i in reading.parsed.mentions:
            continue
        telling = vocabulary.lemma(token) in vocabulary.verbs or any(
            vocabulary.has(token, name) for name in ("speech", "expressing")
        )
        asserted = verb_groups.is_finite_group(reading, token) and not is_negated(reading, token)
        if telling and asserted and not verb_groups.is_subordinate(reading, token):
            return token
        if sequel.nbor(-1).text != ",":
            return None
    return None


def _is_sequel(reading: Reading, token: Token, verb: Token) -> bool:
    """Whether "before" tells what was done next: "before calling for X", "avant d'appeler à X"."""
    infinitive = "Inf" in verb.morph.get("VerbForm", []) or is_present_participle(verb)
    return infinitive and token.lower_ in words(reading.language).sets["sequel"]


def _is_gerund_noun(reading: Reading, verb: Token, start: int) -> bool:
    """Whether a present participle is no statement: behind a preposition, or before the noun that it
    describes."""
    if not is_present_participle(verb):
        return False
    if any(t.pos_ == "AUX" for t in reading.parsed.doc[start : verb.i]):
        return False
    if start > verb.sent.start:
        before = reading.parsed.doc[start - 1]
        asserting = (
            before.text == ","
            or words(reading.language).has(before, "with_gerund")
            or before.lower_ in words(reading.language).sets["coordinating"]
        )
        if not asserting:
            return True
    behind = reading.parsed.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    return behind is None or behind.pos_ == "PUNCT"


def is_negated(reading: Reading, verb: Token) -> bool:
    """Whether a verb, or its subject, is denied."""
    negations = grammar(reading.language).negations
    start = verb_groups.group_start(reading, verb)
    around = reading.parsed.doc[max(verb.sent.start, start - 3) : min(verb.i + 2, verb.sent.end)]
    manner = words(reading.language).sets["manner_negations"]  # "supports without reserve" denies nothing
    found = [
        t
        for t in around
        if t.lower_ in negations
        and (t.i >= start or t.pos_ == "DET" or t.i == start - 1)
        and not (t.i > verb.i and t.lower_ in manner)
    ]
    if (
        not found
        and start > verb.sent.start
        and words(reading.language).has(verb.nbor(start - verb.i - 1), "enabling")
    ):
        return _has_denied_frame(reading, verb) and is_negated(reading, verb.nbor(start - verb.i - 1))
    return bool(found) and not any(words(reading.language).has(t, "failing") for t in around)


def is_unsure(reading: Reading, verb: Token) -> bool:
    """Whether a verb is asked, supposed or a rumour."""
    sentence = verb.sent
    if any(t.text == "?" for t in reading.parsed.doc[max(sentence.start, sentence.end - 3) : sentence.end]):
        return True
    start = verb_groups.group_start(reading, verb)
    if any(
        t.lower_ in words(reading.language).sets["rumour"] for t in reading.parsed.doc[start : verb.i]
    ) and is_participle(verb):
        return True
    if _is_denied(reading, verb, start) or _is_wished(reading, verb, start):
        return True
    sets = words(reading.language).sets
    for token in reversed(reading.parsed.doc[max(sentence.start, start - 4) : start]):
        if token.lower_ in sets["supposing"]:
            return not _is_sequel(reading, token, verb)
        if token.text == "," or token.lower_ in sets["coordinating"]:
            return False  # "without delay and stands ready": another clause
    return False


def _is_wished(reading: Reading, verb: Token, start: int) -> bool:
    """Whether a verb stands in the subjunctive, or behind "pour que", "so that": what others are to do."""
    group = reading.parsed.doc[start : verb.i + 1]
    subjunctive = any("Sub" in t.morph.get("Mood", []) and t.pos_ in ("VERB", "AUX") for t in group)
    vocabulary = words(reading.language)
    if subjunctive and verb_groups.is_subordinate(reading, verb) and not _is_reported(reading, verb, start):
        return True
    if _is_called_for(reading, verb, start):
        return True
    before = verb.doc[max(verb.sent.start, start - 5) : start]
    return any(
        t.lower_ in vocabulary.sets["that"]
        and t.i > verb.sent.start
        and t.nbor(-1).lower_ in vocabulary.sets["aiming"]
        for t in before
    )


def _is_called_for(reading: Reading, verb: Token, start: int) -> bool:
    """Whether others are wished to do what a clause tells: "a souhaité que X appuie", "demanded that X support"."""
    vocabulary = words(reading.language)
    for index in range(start - 1, max(verb.sent.start, start - _WISHED), -1):
        token = verb.doc[index]
        if token.pos_ in ("VERB", "PUNCT"):
            return False
        if token.lower_ in vocabulary.sets["that"] and index not in reading.parsed.mentions:
            wish = token.nbor(-1)
            lemma = vocabulary.lemma(wish)
            frames = (
                vocabulary.verbs.get(lemma, ()) if wish.pos_ == "VERB" else vocabulary.nouns.get(lemma, ())
            )
            calling = any(f.stance == "calls-for" and f.allows("clause") for f in frames)
            return calling and lemma not in vocabulary.sets["speech"]
    return False


def _is_reported(reading: Reading, verb: Token, start: int) -> bool:
    """Whether a verb of speech governs the clause: "a déclaré que son pays condamne" is no subjunctive."""
    vocabulary = words(reading.language)
    before = reversed(verb.doc[max(verb.sent.start, start - _FARTHEST_SUMMONS) : start])
    verbs = [t for t in before if t.pos_ == "VERB" and t.i not in reading.parsed.mentions]
    joined = _is_second_clause(reading, verb, start)  # "a dit que X appuie A et qu'il condamne B"
    return any(vocabulary.lemma(t) in vocabulary.sets["speech"] for t in verbs[: 2 if joined else 1])


def _is_second_clause(reading: Reading, verb: Token, start: int) -> bool:
    """Whether "and that" opens the clause of a verb."""
    sets = words(reading.language).sets
    return any(
        verb.doc[n].lower_ in sets["that"] and verb.doc[n - 1].lower_ in sets["coordinating"]
        for n in range(max(verb.sent.start + 1, start - 3), start)
    )


def _is_denied(reading: Reading, verb: Token, start: int) -> bool:
    """Whether a clause stands behind "denied that", "reports that", "a démenti que"."""
    between = reading.parsed.doc[max(verb.sent.start, start - 60) : start]
    # "les informations selon lesquelles", "reports according to which": others speak
    if any(words(reading.language).starts(verb.doc, t.i, start, "hearsay") for t in between[-5:]):
        return True
    said = [
        t.i
        for t in between
        if t.lower_ in words(reading.language).sets["that"] and t.pos_ in ("SCONJ", "PRON")
    ]
    return any(
        words(reading.language).has(t, "denying") or (t.pos_ == "VERB" and t.i < n and is_negated(reading, t))
        for n in said[-1:]
        for t in reading.parsed.doc[max(verb.sent.start, n - 3) : n]
    )

"""Whether a contact that a verb or noun tells of took place, is to take place, or is no fact at all.

In: a reading and a clause, or a noun's place in its sentence. Out: (status, confidence), None for what is
denied, asked, wished or only rumoured.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors.contact_words import clauses_between, contact_words
from kg.reading import Reading

Status = tuple[str, float]
_PLAIN, _REPORTED, _LOOSE = 0.95, 0.8, 0.7


def of_clause(reading: Reading, clause: Clause, left: int) -> Status | None:
    """The status that a predicate gives to the contact it tells of; `left` is where its stretch begins."""
    head = clause.head
    if clause.negated or is_doubted(reading, head, left):
        return None
    shared = grammar(reading.language).has(head, "conjunct") and clause.mood == "indicative"
    if _is_infinitive(head) and not (shared and not clause.modals):
        return _of_infinitive(reading, clause)
    if clause.mood == "conditional" or clause.modals:
        return _under_modals(reading, clause)
    if clause.mood == "participle" and clause.tense == "none":
        return _like_governor(reading, head)
    return of_tense(clause.tense)


def of_tense(tense: str) -> Status | None:
    """What a plain tense says; the present is that of headlines."""
    return {"past": ("held", _PLAIN), "future": ("planned", _PLAIN), "present": ("held", 0.85)}.get(tense)


def is_doubted(reading: Reading, head: Token, left: int) -> bool:
    """Whether the sentence asks, denies or supposes what a predicate says."""
    sentence = head.sent
    doc = reading.parsed.doc
    tail = [t for t in doc[head.i : sentence.end] if t.text == "?"]
    if tail:
        return True
    hypothetical = contact_words(reading, "status", "hypothetical")
    denying = contact_words(reading, "status", "denying")
    if any(doc[i].lower_ in hypothetical for i in range(left, head.i)):
        return True
    for index in range(sentence.start, head.i):
        token = doc[index]
        if (
            token.lower_ in denying or (token.lemma_.lower() in denying and token.pos_ in ("VERB", "AUX"))
        ) and not _is_closed(reading, index, head.i):
            return True
    return False


def _is_closed(reading: Reading, start: int, end: int) -> bool:
    return any(reading.parsed.doc[i].text in (";", ":") for i in range(start, end))


def _is_infinitive(head: Token) -> bool:
    if any(child.tag_ == "MD" for child in head.children if child.i < head.i):
        return False
    return "Inf" in head.morph.get("VerbForm", []) or head.tag_ == "VB"


def _under_modals(reading: Reading, clause: Clause) -> Status | None:
    planned = contact_words(reading, "status", "planned")
    doubtful = contact_words(reading, "status", "doubtful")
    held = contact_words(reading, "status", "held")
    speech = contact_words(reading, "status", "speech")
    certain = [modal for modal in clause.modals if modal not in speech]
    if any(modal in doubtful for modal in certain):
        return None
    if clause.mood == "indicative" and is_finite(clause.head):
        return of_tense(clause.tense)
    if clause.mood == "conditional":
        if certain and certain[0] in planned:
            return "planned", 0.9
        if len(certain) == len(clause.modals) and not _is_reported(reading, clause):
            return None
        return ("planned", _LOOSE) if not _is_perfect(reading, clause.head) else None
    if not certain:
        return of_tense(clause.tense)
    if certain[0] in planned:
        return "planned", 0.9
    if certain[0] in held:
        return "held", 0.85
    return None


def is_finite(head: Token) -> bool:
    """Whether a verb has a finite form of its own, so that what governs it only reports it."""
    forms = [head, *(child for child in head.children if child.pos_ == "AUX" and child.i < head.i)]
    return any("Fin" in token.morph.get("VerbForm", []) for token in forms)


def _is_perfect(reading: Reading, head: Token) -> bool:
    """A conditional perfect tells a rumour: "aurait rencontré", "would have met"."""
    return "Part" in head.morph.get("VerbForm", [])


def _is_reported(reading: Reading, clause: Clause) -> bool:
    speech = contact_words(reading, "status", "speech")
    return any(
        token.lemma_.lower() in speech
        for token in reading.parsed.doc[clause.head.sent.start : clause.head.i]
        if token.pos_ in ("VERB", "AUX")
    )


def _of_infinitive(reading: Reading, clause: Clause) -> Status | None:
    """An infinitive happens as the verb that governs it says: "devrait rencontrer", "avant de rencontrer"."""
    head = clause.head
    governor = governing_verb(reading, head)
    if governor is None:
        return None
    lemma = governor.lemma_.lower()
    planned = contact_words(reading, "status", "planned")
    if lemma in contact_words(reading, "status", "doubtful"):
        return None
    between = {t.lower_ for t in reading.parsed.doc[governor.i + 1 : head.i]}
    framed = between & contact_words(reading, "status", "before")
    own = clause_of(reading, governor)
    if own is None or own.negated:
        return None
    direct = contact_words(reading, "status", "direct")
    markers = contact_words(reading, "status", "markers")
    if lemma in planned and (lemma in direct or not framed - markers):
        return "planned", 0.9
    if lemma in contact_words(reading, "status", "held"):
        return "held", 0.85
    if not framed:
        return None
    if own.mood == "conditional" and not own.modals:
        return "planned", _REPORTED
    told = of_tense(own.tense)
    return (told[0], min(told[1], 0.85)) if told else None


def _like_governor(reading: Reading, head: Token) -> Status | None:
    verb = governing_verb(reading, head)
    own = clause_of(reading, verb) if verb is not None else None
    if own is None:
        following = next(
            (t for t in reading.parsed.doc[head.i + 1 : head.sent.end] if _finite_clause(reading, t)), None
        )
        own = _finite_clause(reading, following) if following is not None else None
    return of_tense(own.tense) if own is not None and own.mood == "indicative" else None


def _finite_clause(reading: Reading, token: Token | None) -> Clause | None:
    own = clause_of(reading, token) if token is not None else None
    return own if own is not None and own.tense in ("past", "future", "present") else None


def governing_verb(reading: Reading, head: Token) -> Token | None:
    """The last full verb before a word in its sentence."""
    rules = grammar(reading.language)
    for index in range(head.i - 1, head.sent.start - 1, -1):
        token = reading.parsed.doc[index]
        helper = token.head is head and rules.has(token, "auxiliary")
        if token.pos_ in ("VERB", "AUX") and not helper and clause_of(reading, token) is not None:
            return token
        if token.pos_ == "ADJ" and token.lower_ in contact_words(reading, "status", "planned"):
            return token
    return None


def clause_of(reading: Reading, token: Token) -> Clause | None:
    """The clause that a token heads."""
    return next(iter(clauses_between(reading, token.i, token.i + 1)), None)


def is_negated_noun(reading: Reading, noun: Token) -> bool:
    """Whether a noun is said not to be: "aucun entretien", "no meeting"."""
    words = contact_words(reading, "status", "negations")
    before = reading.parsed.doc[max(noun.sent.start, noun.i - 3) : noun.i]
    return any(token.lower_ in words for token in before)

"""What looks like a visit and is none.

In: a reading and a word of travel. Out: whether it is denied, asked, merely supposed, or another kind of
going altogether: the visit of a museum, a return home, an ambassador who comes to stay.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.visit_heads import Head, clauses_beside, is_journey
from kg.extractors.visit_words import classes, phrases, words
from kg.reading import Reading

_BEHIND = 40  # code points behind a noun of travel in which words make it another kind of journey


def is_denied(reading: Reading, head: Head) -> bool:
    token, language = head.token, reading.language
    negatives = words(language, "phrases", "no_longer")
    around = [*token.children, *token.doc[max(0, token.i - 2) : token.i]]
    if head.way is None and any(t.lower_ in negatives and t.sent.start == token.sent.start for t in around):
        return True
    own = {head.clause.head.i} if head.clause else set()
    own |= {carrier.clause.head.i for carrier in head.carriers}
    if head.clause is not None and head.clause.negated:
        return not is_given_up(reading, head.clause)
    if any(carrier.clause.negated for carrier in head.carriers if "cancelling" not in carrier.roles):
        return not any(is_given_up(reading, carrier.clause) for carrier in head.carriers)
    table = classes(language)
    by_token = {clause.head.i: clause for clause in clauses_beside(reading, token)}
    chain = [*token.ancestors, *(a for i in own for a in (token.doc[i], *token.doc[i].ancestors))]
    for ancestor in chain:
        lemma = ancestor.lemma_.lower()
        clause = by_token.get(ancestor.i)
        if lemma in table["denying"] and not (clause is not None and clause.negated):
            return True
        if lemma in table["denial_nouns"]:
            return True
        if clause is not None and ancestor.i not in own and clause.negated and _governs(ancestor, token):
            return True
        if clause is None and ancestor.i not in own and _is_no(ancestor, negatives):
            return True
        if _is_hypothetical(reading, ancestor):
            return True
    if head.way is None and not head.roles & {"cancelling", "postponing"} and _is_refuted(reading, token):
        return True
    verb = token if head.way is not None else None
    return verb is not None and _is_hypothetical(reading, verb)


def is_given_up(reading: Reading, clause: Clause) -> bool:
    """Whether words say that a journey was planned that will not be made: "will no longer", "comme prévu"."""
    any_more = words(reading.language, "words", "any_more")
    nots = words(reading.language, "phrases", "no_longer")
    found = [t for t in clause.head.children if t.lower_ in any_more]
    if not clause.negated:
        return any(t.i and t.nbor(-1).lower_ in nots for t in found)
    start, end = reading.sentence(clause.head)
    sentence = f" {reading.shadow[start:end].lower()} ".replace("\n", " ")
    planned = any(phrase in sentence for phrase in phrases(reading.language, "phrases", "as_planned"))
    return bool(planned or found)


def _is_no(noun: Token, negatives: frozenset[str]) -> bool:
    """Whether a predicate noun is negated: "il n'a pas été question d'une visite", "no question of"."""
    return noun.pos_ == "NOUN" and any(c.lower_ in negatives and c.i < noun.i for c in noun.children)


def _is_refuted(reading: Reading, noun: Token) -> bool:
    """Whether a sentence says of a journey that it is made up or not meant, or a verb before it denies it."""
    start, end = reading.sentence(noun)
    phrase = f" {reading.shadow[start:end].lower()} ".replace("\n", " ")
    if any(wording in phrase for wording in phrases(reading.language, "phrases", "refuting")):
        return True
    denying = words(reading.language, "words", "denying")
    for token in reversed(noun.doc[max(noun.sent.start, noun.i - 12) : noun.i]):
        if token.lower_ in denying:
            return True
        if token.pos_ in ("VERB", "AUX") and token.i not in reading.parsed.mentions:
            return False
    return False


def _governs(verb: Token, token: Token) -> bool:
    """Whether a negated verb takes what it governs with it, and is not merely told beside it."""
    path = [token]
    for ancestor in token.ancestors:
        if ancestor.i == verb.i:
            break
        path.append(ancestor)
    if any(_stands_beside(step) for step in path[:-1]):
        return False
    return path[-1].dep_ in ("ccomp", "xcomp", "obj", "dobj", "nsubj", "nsubj:pass", "nsubjpass", "obl:arg")


def _stands_beside(step: Token) -> bool:
    """Whether a clause is told beside what is denied; "nor that she" takes up the denial with its own mark."""
    if step.dep_ == "conj":
        return not any(child.dep_ == "mark" and child.pos_ == "SCONJ" for child in step.children)
    return step.dep_ in ("acl:relcl", "relcl", "advcl", "parataxis", "appos")


def _is_hypothetical(reading: Reading, verb: Token) -> bool:
    marks = words(reading.language, "phrases", "whether")
    return any(
        c.dep_ == "mark" and c.lower_ in marks and c.i < verb.i and c.pos_ != "PRON" for c in verb.children
    )


def is_question(reading: Reading, token: Token) -> bool:
    return token.doc[token.sent.end - 1].text == "?"


def is_other_journey(reading: Reading, head: Head) -> bool:
    """Whether a noun is no journey to a state: the visit of a museum, a virtual visit, a return home."""
    if head.way is not None:
        return False
    token = head.token
    if token.lower_ in words(reading.language, "nouns", "back") or token.lemma_.lower() in words(
        reading.language, "nouns", "back"
    ):
        return True
    start, end = reading.parsed.starts[token.i], reading.parsed.ends[token.i]
    around = (
        reading.shadow[max(0, start - 16) : start].rpartition("\n")[2] + reading.shadow[start : end + _BEHIND]
    )
    around = around.lower().replace("\n", " ")
    if any(phrase in around for phrase in phrases(reading.language, "nouns", "not_these")):
        return True
    return _inspects(reading, head)


def _inspects(reading: Reading, head: Head) -> bool:
    """Whether the visit is of a thing: "visite d'un hôpital", "a visit to the harbour"."""
    token = head.token
    if head.party:
        return False
    inspecting = words(reading.language, "nouns", "inspecting")
    allowed = words(reading.language, "nouns", "complements") | words(reading.language, "nouns", "party")
    allowed |= words(reading.language, "places", "capital") | words(reading.language, "places", "own_country")
    allowed |= words(reading.language, "places", "territory")
    index = token.i + 1
    while index < min(token.sent.end, token.i + 9):
        word = token.doc[index]
        if word.lower_ in inspecting:
            noun = _noun_behind(reading, index + 1, token.sent.end)
            if noun is None:
                return False
            lemma = noun.lemma_.lower()
            return lemma not in allowed and noun.lower_ not in allowed and not is_journey(reading, noun)
        if word.pos_ not in ("ADJ",) or index in reading.parsed.mentions:
            return False
        index += 1
    return False


def _noun_behind(reading: Reading, index: int, end: int) -> Token | None:
    """The noun that a preposition leads to, articles passed over; None where a mention is there."""
    doc = reading.parsed.doc
    while index < end and (
        doc[index].pos_ in ("DET", "ADJ", "NUM")
        or doc[index].lower_ in words(reading.language, "words", "definite")
    ):
        if index in reading.parsed.mentions:
            return None
        index += 1
    if index >= end or index in reading.parsed.mentions or doc[index].pos_ != "NOUN":
        return None
    return doc[index]


def is_posting(reading: Reading, head: Head) -> bool:
    """Whether somebody comes to stay: an ambassador who takes up his post."""
    start, end = reading.sentence(head.token)
    sentence = reading.shadow[start:end].lower()
    return any(phrase in sentence for phrase in phrases(reading.language, "phrases", "posting"))


def is_first_of_its_kind(reading: Reading, head: Head) -> bool:
    """Whether a sentence only says which visit one told before is: "this is the first visit in six years"."""
    token = head.token
    presents = token.doc[token.sent.start].lower_ in words(reading.language, "words", "presenting")
    before = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 4) : token.i]}
    return head.way is None and presents and bool(before & words(reading.language, "phrases", "first"))

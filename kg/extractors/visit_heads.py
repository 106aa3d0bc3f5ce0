"""Where a text speaks of travelling.

In: a reading. Out: `Head`s in text order: a verb of travel, or a noun of travel with the clauses that say
what becomes of the journey. Whether somebody really travels somewhere is found out by others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors.visit_words import Way, classes, phrases, ways, words
from kg.reading import Reading

_MOST = 40  # words of travel that are read in one sentence, so that hostile text takes no long time
_FAR = 30  # tokens within which a noun's verb is looked for
_CARRYING = (
    "light", "beginning", "ending", "lasting", "happening", "planning", "cancelling", "postponing", "hosting",
    "leading", "sending", "dating",
)  # fmt: skip


_LIGHT = frozenset(
    {"DET", "ADJ", "NUM", "ADP", "PUNCT", "ADV", "CCONJ", "PROPN", "PRON"}
)  # may precede a noun's own verb
_FOLLOWING = frozenset(_CARRYING) - {"hosting", "sending", "leading"}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A clause that says what becomes of a journey, and in which ways ("light", "cancelling", ...)."""

    clause: Clause
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Head:
    """A word of travel. A verb has a `way` and its own `clause`; a noun has `carriers`."""

    token: Token
    way: Way | None = None
    clause: Clause | None = None
    noun: Token | None = None
    carriers: tuple[Carrier, ...] = ()
    party: bool = False

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role for carrier in self.carriers for role in carrier.roles)

    def carried(self, *roles: str) -> list[Clause]:
        """The clauses that carry the noun in some of the ways."""
        return [carrier.clause for carrier in self.carriers if carrier.roles.intersection(roles)]


def find(reading: Reading) -> Iterator[Head]:
    """The words of travel of a document."""
    told = 0
    for token in reading.parsed.doc:
        if token.is_sent_start:
            told = 0
        if token.i in reading.parsed.mentions or told >= _MOST:
            continue
        verb = verb_head(reading, token)
        if verb is not None:
            told += 1
            yield verb
        elif is_journey(reading, token):
            told += 1
            yield noun_head(reading, token)


def verb_head(reading: Reading, token: Token) -> Head | None:
    """A verb of travel; None where a token is none."""
    way = _way(reading, token)
    if way is None:
        return None
    clause = clause_at(reading, token.i) or clause_at(reading, token.head.i)
    return Head(token, way, clause, _taking_noun(reading, token, way))


def clause_at(reading: Reading, index: int) -> Clause | None:
    """The clause whose verb is the token with an index."""
    at = bisect_left(reading.clauses, index, key=_index)
    found = reading.clauses[at] if at < len(reading.clauses) else None
    return found if found is not None and found.head.i == index else None


def clauses_beside(reading: Reading, token: Token) -> Sequence[Clause]:
    """The clauses of a token's sentence."""
    sentence = token.sent
    first = bisect_left(reading.clauses, sentence.start, key=_index)
    return reading.clauses[first : bisect_left(reading.clauses, sentence.end, lo=first, key=_index)]


def clauses_with(reading: Reading, token: Token) -> list[Clause]:
    """The clauses of a sentence that have a token for subject or object."""
    return [
        c for c in clauses_beside(reading, token) if any(t.i == token.i for t in (*c.subjects, *c.objects))
    ]


def _index(clause: Clause) -> int:
    return clause.head.i


def is_journey(reading: Reading, token: Token) -> bool:
    """Whether a token is a noun of travel."""
    if token.pos_ not in ("NOUN", "PROPN", "ADV", "ADJ", "X"):
        return False
    nouns = words(reading.language, "nouns", "journey") | words(reading.language, "nouns", "party")
    nouns |= words(reading.language, "nouns", "sending")
    return token.lemma_.lower() in nouns or token.lower_ in nouns


def _way(reading: Reading, token: Token) -> Way | None:
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    clause = clause_at(reading, token.i)
    for way in ways(reading.language).get(token.lemma_.lower(), ()):
        if token.pos_ == "ADJ" and (way.aspect != "expected" or not _is_predicate(token)):
            continue
        if way.reflexive and not (clause is not None and clause.reflexive):
            continue
        if way.passive and not (clause is not None and clause.passive):
            continue
        if not way.reflexive and not way.moves_object and clause is not None and clause.reflexive:
            continue
        following = {t.lower_ for t in token.doc[token.i + 1 : token.i + 3]}
        if way.aspect == "expected" and any(child.dep_ == "xcomp" for child in token.children):
            continue  # "is due to sign there"
        if way.particles and not way.particles & following:
            continue
        return way
    return None


def _is_predicate(token: Token) -> bool:
    """Whether an adjective is what somebody is: "is due in", not "and due in"."""
    return token.dep_ in ("acomp", "ROOT", "relcl", "attr") or any(
        child.dep_ == "cop" for child in token.children
    )


def noun_head(reading: Reading, token: Token) -> Head:
    """A noun of travel with the clauses that carry it."""
    carriers: dict[int, Carrier] = {}
    before = _preceding(reading, token)
    governing = _governing(reading, token) if before is None else (before,)
    for clause in (*governing, *_following(reading, token)):
        roles = _roles(reading, clause, token)
        if roles:
            carriers[clause.head.i] = Carrier(clause, roles)
    party = bool({token.lemma_.lower(), token.lower_} & words(reading.language, "nouns", "party"))
    if party:  # a delegation that is received does not travel by that word alone
        carriers = {i: c for i, c in carriers.items() if c.roles - {"hosting", "happening", "planning"}}
    return Head(token, carriers=tuple(carriers[i] for i in sorted(carriers)), party=party)


def _roles(reading: Reading, clause: Clause, noun: Token) -> frozenset[str]:
    """The ways in which a clause carries a noun; a light verb carries no subject of its own."""
    table = classes(reading.language)
    particle = next((c.lower_ for c in clause.head.children if c.dep_ == "prt"), "")
    names = {clause.lemma, f"{clause.lemma} {particle}"}
    subject = any(t.i == noun.i for t in clause.subjects)
    return frozenset(role for role in _CARRYING if names & table[role] and not (subject and role == "light"))


def _taking_noun(reading: Reading, token: Token, way: Way) -> Token | None:
    """The journey that takes somebody somewhere: "une tournée qui le conduira à"."""
    if way.aspect != "taking":
        return None
    before = token.doc[max(token.sent.start, token.i - _FAR // 2) : token.i]
    return next((t for t in reversed(before) if is_journey(reading, t)), None)


def _governing(reading: Reading, noun: Token) -> Iterator[Clause]:
    """The clauses in which a noun is subject or object, or what the verb above it leads to."""
    for clause in clauses_beside(reading, noun):
        arguments = [*clause.subjects, *clause.objects, *(t for _, t in clause.obliques)]
        if any(t.i == noun.i for t in arguments):
            yield clause
    rules = grammar(reading.language)
    for ancestor in noun.ancestors:
        above = clause_at(reading, ancestor.i)
        if above is not None and not rules.has(ancestor, "auxiliary"):
            yield above
            return
        if is_journey(reading, ancestor):
            return


def _preceding(reading: Reading, noun: Token) -> Clause | None:
    """The verb that waits for the noun, places and dates between: "effectue au Tchad, du 3 au 5 mai, une visite"."""
    for token in reversed(noun.doc[max(noun.sent.start, noun.i - _FAR // 2) : noun.i]):
        clause = None if token.i in reading.parsed.mentions else clause_at(reading, token.i)
        if clause is not None and token.pos_ == "VERB":
            waits = not any(t.i != noun.i for t in clause.objects)
            return (
                clause if waits and _roles(reading, clause, noun) & {"light", "beginning", "ending"} else None
            )
        if token.i not in reading.parsed.mentions and token.pos_ not in _LIGHT:
            return None
    return None


def _following(reading: Reading, noun: Token) -> Iterator[Clause]:
    """The verbs behind a noun that go on with it: "la visite qu'il doit faire", "the visit, set for May"."""
    table = classes(reading.language)
    passing = words(reading.language, "classes", "passing")
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + _FAR)]:
        if is_journey(reading, token) or _begins_another(token):
            return
        clause = clause_at(reading, token.i)
        if clause is None or (
            token.lemma_.lower() in passing and token.lemma_.lower() not in table["planning"]
        ):
            continue
        if not _roles(reading, clause, noun) & _FOLLOWING or _has_other_object(clause, noun):
            return
        yield clause


def _begins_another(token: Token) -> bool:
    """Whether a further noun is set beside the first: "la visite ..., ainsi que la session"."""
    if token.pos_ != "NOUN":
        return False
    for before in reversed(token.doc[max(token.sent.start, token.i - 5) : token.i]):
        if before.dep_ == "cc" or before.pos_ == "CCONJ":
            return True
        if before.pos_ not in ("DET", "ADJ", "NUM") and before.dep_ != "fixed":
            return False
    return False


def _has_other_object(clause: Clause, noun: Token) -> bool:
    """Whether a verb behind a noun has a thing of its own: "dont la visite ..., a effectué un stage"."""
    return any(t.pos_ == "NOUN" and t.i > noun.i and t.i != clause.head.i for t in clause.objects)


def phrase_before(reading: Reading, offset: int, table: str, key: str) -> bool:
    """Whether one of some phrases stands directly before an offset."""
    before = reading.shadow[max(0, offset - 40) : offset].rstrip().lower()
    return any(before.endswith(phrase) for phrase in phrases(reading.language, table, key))

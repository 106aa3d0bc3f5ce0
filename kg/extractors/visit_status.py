"""How far a journey has got: planned, under way, held, postponed, cancelled, or only an invitation.

In: a reading, a word of travel, and later the date of the journey. Out: an `Account` of what the words say, None
where they say that nobody travels (denied, asked, wished for), and the status that the account and the dates make.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors.visit_heads import Head, phrase_before
from kg.extractors.visit_words import classes, phrases, words
from kg.mentions import dates
from kg.reading import Reading

Tense = Literal["past", "present", "future"]
# How much an account counts against another of the same journey.
WEAK, TOLD, DECIDED = 1, 2, 3
_PLAIN, _INFERRED, _CONDITIONAL = 0.95, 0.85, 0.75


@dataclass(frozen=True, slots=True)
class Account:
    """What the words say. `status` is set where they decide it whatever the date."""

    tense: Tense | None
    strength: int
    confidence: float
    status: str | None = None
    arrives: bool = False
    lasts: bool = False


def account(reading: Reading, head: Head) -> Account | None:
    """What the words around a word of travel say of the journey; None where there is none."""
    if _is_denied(reading, head) or _is_question(reading, head.token):
        return None
    invited = _invited(reading, head)
    if invited is not None:
        return invited
    return _of_verb(reading, head) if head.way is not None else _of_noun(reading, head)


def status_of(told: Account, value: str | None, now: str | None) -> str | None:
    """The status by words and dates; None where neither tells."""
    if told.status is not None:
        return told.status
    if value is not None and now is not None:
        if dates.is_after(value, now):
            return "planned" if told.tense != "past" else "held"
        if dates.is_before(value, now):
            arrived = told.arrives and told.tense == "past" and _days_before(value, now) <= 2
            if told.lasts and told.tense == "present":
                return "under-way"
            return "under-way" if arrived else "planned" if told.tense == "future" else "held"
    if told.tense == "future":
        return "planned"
    if told.tense == "present":
        return "under-way"
    if told.tense == "past":
        if told.arrives and (value is None or now is not None):
            return "under-way"
        return "under-way" if value is not None and now is not None and _goes_on(value, now) else "held"
    return None


def _goes_on(value: str, now: str) -> bool:
    """Whether a stay of several days has begun and reaches the document's day."""
    if "/" not in value or len(now) < 10:
        return False
    first, last = dates.bounds(value)
    day = dates.bounds(now)[0]
    return last is not None and day is not None and first is not None and first <= day <= last


def _days_before(value: str, now: str) -> int:
    last, day = dates.bounds(value)[1], dates.bounds(now)[0]
    return (day - last).days if last is not None and day is not None else 0


# -- what makes it no journey


def _is_denied(reading: Reading, head: Head) -> bool:
    token, language = head.token, reading.language
    negatives = words(language, "phrases", "no_longer")
    around = [*token.children, *token.doc[max(0, token.i - 2) : token.i]]
    if head.way is None and any(t.lower_ in negatives and t.sent.start == token.sent.start for t in around):
        return True
    own = {head.clause.head.i} if head.clause else set()
    own |= {carrier.clause.head.i for carrier in head.carriers}
    if head.clause is not None and head.clause.negated:
        return True
    if any(carrier.clause.negated for carrier in head.carriers if "cancelling" not in carrier.roles):
        return True
    table = classes(language)
    by_token = {
        clause.head.i: clause for clause in reading.clauses if clause.head.sent.start == token.sent.start
    }
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
        if _is_hypothetical(reading, ancestor):
            return True
    verb = token if head.way is not None else None
    return verb is not None and _is_hypothetical(reading, verb)


def _governs(verb: Token, token: Token) -> bool:
    """Whether a negated verb takes what it governs with it, and is not merely told beside it."""
    path = [token]
    for ancestor in token.ancestors:
        if ancestor.i == verb.i:
            break
        path.append(ancestor)
    if any(step.dep_ in ("acl:relcl", "relcl", "advcl", "conj", "parataxis", "appos") for step in path[:-1]):
        return False
    return path[-1].dep_ in ("ccomp", "xcomp", "obj", "dobj", "nsubj", "nsubj:pass", "nsubjpass", "obl:arg")


def _is_hypothetical(reading: Reading, verb: Token) -> bool:
    marks = words(reading.language, "phrases", "whether")
    return any(
        c.dep_ == "mark" and c.lower_ in marks and c.i < verb.i and c.pos_ != "PRON" for c in verb.children
    )


def _is_question(reading: Reading, token: Token) -> bool:
    return token.doc[token.sent.end - 1].text == "?"


# -- invitations


def _invited(reading: Reading, head: Head) -> Account | None:
    """An invitation, accepted or not, where the word of travel is what somebody is invited to."""
    verb = inviting_clause(reading, head)
    noun = invitation_noun(reading, head)
    if verb is None and noun is None:
        return None
    anchor = verb.head if verb is not None else noun
    if anchor is None:
        return None
    if _is_accepted(reading, anchor, head):
        return Account("future", DECIDED, _PLAIN, "planned")
    return Account("future", TOLD, _PLAIN, "invited")


def inviting_clause(reading: Reading, head: Head) -> Clause | None:
    """The clause of inviting that a word of travel is itself, or depends on."""
    if head.way is not None and head.way.aspect == "inviting":
        return head.clause
    inviting = classes(reading.language)["inviting"]
    start = head.carried("light", "beginning")[0].head if head.carried("light", "beginning") else head.token
    for ancestor in (start, *list(start.ancestors)[:3]):
        if ancestor.lemma_.lower() in inviting and ancestor.i < head.token.i:
            return next((c for c in reading.clauses if c.head.i == ancestor.i), None)
    return None


def invitation_noun(reading: Reading, head: Head) -> Token | None:
    """The noun "invitation" that a word of travel completes: "l'invitation à se rendre à"."""
    nouns = classes(reading.language)["invitation"]
    start = head.carried("light")[0].head if head.way is None and head.carried("light") else head.token
    for ancestor in list(start.ancestors)[:3]:
        if ancestor.lemma_.lower() in nouns and ancestor.i < head.token.i:
            return ancestor
        if ancestor.pos_ == "VERB" and ancestor.lemma_.lower() not in classes(reading.language)["light"]:
            return None
    return None


def _is_accepted(reading: Reading, anchor: Token, head: Head) -> bool:
    """Whether this sentence or the next says that the invitation was accepted."""
    table = classes(reading.language)
    start, end = reading.sentence(anchor)
    for clause in reading.clauses:
        if (
            clause.lemma in table["accepting"]
            and any(t.i == anchor.i for t in clause.objects)
            and not clause.negated
        ):
            return clause.mood != "conditional"
    after = reading.shadow[reading.parsed.ends[anchor.i] : end + 160].lower()
    if any(phrase in after for phrase in phrases(reading.language, "phrases", "declining")):
        return False
    return any(phrase in after for phrase in phrases(reading.language, "phrases", "accepting"))


# -- verbs and nouns


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
        return Account("future", DECIDED, _INFERRED, "cancelled")
    if way.aspect == "expected":
        sure = clause.mood != "conditional"
        past = clause.tense == "past"
        return Account("future", TOLD, _PLAIN if sure and not past else _CONDITIONAL, "planned")
    if _is_rumour(reading, clause) or _is_doubted(reading, clause):
        return None
    conditional = clause.mood == "conditional" or _conditional_form(reading, head.token)
    arrives = way.aspect in ("arriving", "leaving") or (way.aspect == "staying" and clause.tense == "present")
    if clause.tense == "future" or conditional:
        return Account("future", TOLD, _CONDITIONAL if conditional else _PLAIN)
    if clause.mood == "infinitive" or clause.tense == "none":
        return _nonfinite(reading, head, arrives)
    moved = (
        clause.passive and not way.takes_object and not way.moves_object
    )  # "est arrivé" may look like a passive
    tense: Tense = "past" if clause.tense == "past" or moved else "present"
    return Account(tense, TOLD, _PLAIN if tense == "past" else _INFERRED, arrives=arrives)


def _nonfinite(reading: Reading, head: Head, arrives: bool) -> Account | None:
    """An infinitive or participle has the time of the clause above it; what is decided or aimed at is to come."""
    table = classes(reading.language)
    above = head.token.head
    infinitive = head.clause is not None and head.clause.mood == "infinitive"
    if above.pos_ in ("NOUN", "ADJ") and infinitive and above.i != head.token.i:
        if above.lemma_.lower() in table["deciding_nouns"]:
            return Account("future", TOLD, _CONDITIONAL)
        return None
    if infinitive and head.token.dep_ in ("xcomp", "ccomp"):
        return Account("future", TOLD, _CONDITIONAL)
    for ancestor in head.token.ancestors:
        outer = next((c for c in reading.clauses if c.head.i == ancestor.i), None)
        if outer is None:
            continue
        if outer.lemma in table["wishing"] or outer.negated:
            return None
        tense: Tense = (
            "past" if outer.tense == "past" else "future" if outer.tense != "present" else "present"
        )
        if infinitive and tense == "present":
            tense = "future"
        return Account(tense, WEAK, _CONDITIONAL, arrives=arrives)
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
    return "Part" in clause.head.morph.get("VerbForm") and "Past" in clause.head.morph.get("Tense")


def _conditional_form(reading: Reading, token: Token) -> bool:
    """Whether a verb is a conditional that the model takes for a past: "se rendrait"."""
    stem = token.lemma_.lower()
    stem = stem.removesuffix("e") if stem.endswith("re") else stem
    return any(token.lower_ == stem + ending for ending in words(reading.language, "words", "future_endings"))


def _of_noun(reading: Reading, head: Head) -> Account | None:
    table, token = classes(reading.language), head.token
    roles = head.roles
    above = token.head.lemma_.lower() if token.head.i != token.i else ""
    beyond = token.head.head.lemma_.lower() if token.head.head.i != token.head.i else ""
    if "cancelling" in roles or above in table["cancelling_nouns"]:
        return _decided(head, "cancelling", "cancelled")
    if "postponing" in roles or above in table["postponing_nouns"] or beyond in table["postponing_nouns"]:
        return _decided(head, "postponing", "postponed")
    if above in table["wishing"] and "light" not in roles or {above, beyond} & table["wishing_nouns"]:
        return None
    for clause in head.carried("light", "beginning", "ending", "leading", "hosting", "happening", "lasting"):
        told = _carried(reading, head, clause)
        if told is not None:
            return told if told.status != "none" else None
    if head.party and not head.carried("sending", "leading") and not _is_led(reading, token):
        return None
    for clause in head.carried("sending"):
        tense: Tense = (
            "past" if clause.tense == "past" else "future" if clause.tense == "future" else "present"
        )
        return Account(tense, TOLD, _CONDITIONAL)
    return _nominal(reading, head)


def _decided(head: Head, role: str, status: str) -> Account | None:
    for clause in head.carried(role):
        if clause.negated or _is_future_condition(clause):
            return None
    return Account("future", DECIDED, _PLAIN, status)


def _is_future_condition(clause: Clause) -> bool:
    return clause.mood == "conditional" or (
        clause.tense == "future"
        and "devoir" not in clause.modals
        and "have" not in clause.modals
        and clause.mood != "indicative"
    )


def _carried(reading: Reading, head: Head, clause: Clause) -> Account | None:
    """What the clause that carries a noun of travel says; a status of "none" where it says that there is none."""
    table = classes(reading.language)
    roles = next(c.roles for c in head.carriers if c.clause is clause)
    if (
        any(modal in table["wishing"] for modal in clause.modals)
        or _is_wished(reading, clause.head)
        or _is_rumour(reading, clause)
        or _is_doubted(reading, clause)
    ):
        return Account(None, WEAK, 0.0, "none")
    begins, ends = "beginning" in roles, "ending" in roles
    conditional = clause.mood == "conditional" or _conditional_form(reading, clause.head)
    if ends and clause.tense != "past":
        return Account("present", TOLD, _INFERRED, lasts=True)
    if clause.tense == "future" or conditional:
        return Account("future", TOLD, _CONDITIONAL if conditional else _PLAIN)
    if clause.tense == "none":
        return None
    if clause.tense == "present":
        return Account("present", TOLD, _PLAIN, arrives=begins, lasts=bool(roles & {"lasting"}))
    return Account("past", TOLD, _PLAIN, arrives=begins)


def _nominal(reading: Reading, head: Head) -> Account | None:
    """A noun of travel that no verb carries: its adjectives, "en visite", or the dates have to tell."""
    token, language = head.token, reading.language
    beside = {t.lower_ for t in token.children} | {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    if beside & words(language, "phrases", "upcoming") or head.roles & {"planning"}:
        return Account(
            "future", TOLD, _PLAIN, "planned" if beside & words(language, "phrases", "upcoming") else None
        )
    if beside & words(language, "phrases", "past"):
        return Account("past", WEAK, _INFERRED)
    if token.lower_ in words(language, "nouns", "arriving") and not any(
        c.pos_ == "DET" for c in token.children
    ):
        return Account("past", TOLD, _INFERRED, arrives=True)
    if is_on_visit(reading, token):
        tense = _tense_above(reading, token)
        strength = TOLD if _has_verb(reading, token) else WEAK
        return Account(tense if tense == "future" else "present", strength, _PLAIN, lasts=True)
    start = reading.parsed.starts[_phrase_start(reading, token)]
    if phrase_before(reading, start, "phrases", "at_end"):
        return Account("present", WEAK, _CONDITIONAL, lasts=True)
    if phrase_before(reading, start, "phrases", "during"):
        return Account(_tense_above(reading, token), WEAK, _INFERRED)
    if _is_led(reading, token):
        return Account("present", TOLD, _INFERRED, lasts=True)
    return Account(None, WEAK, _INFERRED)


def _has_verb(reading: Reading, token: Token) -> bool:
    """Whether a sentence is more than a headline."""
    return any(
        clause.head.sent.start == token.sent.start and clause.tense != "none" for clause in reading.clauses
    )


def _phrase_start(reading: Reading, token: Token) -> int:
    at = token.i
    definite = words(reading.language, "words", "definite")
    while (
        at > token.sent.start
        and (token.doc[at - 1].pos_ in ("ADJ", "NUM", "DET") or token.doc[at - 1].lower_ in definite)
        and token.doc[at - 1].lower_ not in grammar(reading.language).contractions
    ):
        at -= 1
    return at


def _is_led(reading: Reading, token: Token) -> bool:
    return phrase_before(reading, reading.parsed.starts[_phrase_start(reading, token)], "phrases", "heading")


def is_on_visit(reading: Reading, token: Token) -> bool:
    """Whether somebody is "en visite" or "on a visit"."""
    at = token.i - 1
    while at >= token.sent.start and (
        token.doc[at].pos_ in ("ADJ", "DET", "NUM")
        or token.doc[at].dep_ in ("amod", "compound", "nummod", "nmod", "punct")
        and token.doc[at].head.i >= at
        and token.i - at < 7
    ):
        at -= 1
    return at >= token.sent.start and token.doc[at].lower_ in words(reading.language, "phrases", "on_visit")


def _tense_above(reading: Reading, token: Token) -> Tense | None:
    above = {t.i for t in token.ancestors}
    for clause in reversed(reading.clauses):
        if clause.head.i in above:
            return (
                "future"
                if clause.tense == "future"
                else "past"
                if clause.tense == "past"
                else "present"
                if clause.tense == "present"
                else None
            )
    return None

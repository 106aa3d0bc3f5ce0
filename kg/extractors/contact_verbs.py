"""Contacts that verbs tell: "a reçu", "s'est entretenu avec", "the two ministers met".

In: a reading. Out: drafts in the order of the text, with what their own clause says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors import contact_delegation, contact_status
from kg.extractors.contact_arguments import Argument
from kg.extractors.contact_drafting import finish, medium_of
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import Frame, frame, groups, is_apart
from kg.extractors.contact_people import agents_of, people, preposition
from kg.extractors.contact_words import clauses_between, contact_words, find_phrases
from kg.facts import Agent
from kg.languages import data
from kg.reading import Reading

_LIST = 120  # tokens that an enumeration of those received may take


def tell(reading: Reading, clause: Clause) -> list[Draft]:
    """The contacts that a clause's verb tells, none where it tells none."""
    told = (_tell(reading, clause, verb) for verb in verb_entries(reading, clause) if not verb.get("talk"))
    return next((drafts for drafts in told if drafts), [])


def verb_entries(reading: Reading, clause: Clause) -> Iterator[dict[str, Any]]:
    """The entries of the language's contact file for a clause's verb."""
    for verb in data(reading.language, "contact")["verbs"]:
        if clause.lemma not in verb["lemmas"]:
            continue
        if verb.get("reflexive") and not (clause.reflexive or _reflexive_before(reading, clause)):
            continue
        yield verb


def talk(reading: Reading, clause: Clause) -> tuple[dict[str, Any], Frame] | None:
    """The verb and frame of a clause that says what was discussed: "ont évoqué", "discussed with him"."""
    for verb in data(reading.language, "contact")["verbs"]:
        if verb.get("talk") and clause.lemma in verb["lemmas"]:
            if not contact_status.of_clause(reading, clause, clause.head.i):
                return None
            found = frame(reading, clause.head, clause)
            if verb_words(reading, found, verb) is not None:
                return verb, found
    return None


def from_talk(reading: Reading, clause: Clause, verb: dict[str, Any], found: Frame) -> list[Draft]:
    """A contact out of a verb of talking, where it names the partner and nothing told it before."""
    return _tell(reading, clause, verb, found)


def _reflexive_before(reading: Reading, clause: Clause) -> bool:
    reflexives = grammar(reading.language).reflexives
    start = max(clause.head.sent.start, clause.head.i - 4)
    return any(t.lower_ in reflexives for t in reading.parsed.doc[start : clause.head.i])


def _tell(reading: Reading, clause: Clause, verb: dict[str, Any], found: Frame | None = None) -> list[Draft]:
    found = found or frame(reading, clause.head, clause)
    told = contact_status.of_clause(reading, clause, found.left)
    if told is None or verb_words(reading, found, verb) is None or _describes(clause, verb):
        return []
    status, confidence = told
    acting = contact_delegation.members(reading, found) or agents_of(reading, found.subjects)
    opening = [] if acting else _of_main_clause(reading, clause)
    acting = acting or opening
    partners = _partners(reading, clause, verb, found)
    if found.passive and partners and _is_inverted(reading, found):
        received = _listed(reading, partners[-1].token)
        sets = _received(reading, found, agents_of(reading, [partners[0].token]), received)
        end = received[-1].i if received else found.head.i
        return [
            _covering(reading, draft, found, end)
            for draft in finish(reading, found, sets, str(verb["medium"]), status, confidence, ())
        ]
    if not acting and verb.get("alone") and not found.passive and not clause.passive:
        acting = _states(reading, found)
    sets = _participants(reading, clause, verb, found, acting, partners)
    if not sets:
        return []
    confidence = min(confidence, float(verb.get("sure", 1.0)))
    drafts = finish(reading, found, sets, str(verb["medium"]), status, confidence, tuple(verb["topics"]))
    for draft in drafts:
        draft.refers = bool(opening)
    return drafts


def _of_main_clause(reading: Reading, clause: Clause) -> list[Agent]:
    """Who acts where a participle opens the sentence: "Receiving the envoy, the President thanked …"."""
    head = clause.head
    if clause.mood != "participle" or head.i != head.sent.start:
        return []
    main = next(
        (c for c in clauses_between(reading, head.i + 1, head.sent.end) if c.mood == "indicative"), None
    )
    if main is None:
        return []
    return agents_of(reading, [t for t in (main.objects if main.passive else main.subjects) if t.i > head.i])


def _describes(clause: Clause, verb: dict[str, Any]) -> bool:
    """Whether a verb of writing only says what kind of letter a noun is: "un message écrit de X à Y"."""
    return verb["medium"] == "letter" and clause.mood == "participle"


def _is_inverted(reading: Reading, found: Frame) -> bool:
    """Whether a passive opens the sentence and its subject follows: "Ont été reçus par X : M. Y ; Mme Z"."""
    before = reading.parsed.doc[found.head.sent.start : found.head.i]
    return all(t.pos_ in ("AUX", "VERB", "ADV") for t in before)


def _listed(reading: Reading, token: Token) -> list[Token]:
    """The people behind a token to the end of its line, those of a list."""
    doc = reading.parsed.doc
    line = reading.shadow.find("\n", reading.parsed.ends[token.i])
    listed: list[Token] = []
    for index in range(token.i + 1, min(len(doc), token.i + _LIST)):
        if 0 <= line <= reading.parsed.starts[index] or doc[index].text == ".":
            break
        if people(reading, doc[index]) and not preposition(reading, index)[0]:
            listed.append(doc[index])
    return listed


def _received(reading: Reading, found: Frame, host: list[Agent], received: list[Token]) -> list[list[Agent]]:
    """One list of participants for each contact of an enumeration of those received."""
    start, end = reading.parsed.ends[found.head.i], reading.parsed.ends[received[-1].i] if received else 0
    apart = ";" in reading.shadow[start:end] or is_apart(reading, found)
    parties = [[token] for token in received] if apart else ([received] if received else [])
    return [[*host, *(a for a in agents_of(reading, party) if a not in host)] for party in parties]


def _covering(reading: Reading, draft: Draft, found: Frame, last: int) -> Draft:
    draft.spans = [(reading.parsed.starts[found.head.sent.start], reading.parsed.ends[last])]
    return draft


def verb_words(reading: Reading, found: Frame, verb: dict[str, Any]) -> int | None:
    """Where the words end that a verb needs beside it; None where they are missing."""
    if "words" not in verb:
        return reading.parsed.ends[found.head.i]
    start, end = reading.parsed.starts[found.left], reading.parsed.ends[found.right - 1]
    return next((stop for _, stop, _ in find_phrases(reading, start, end, verb["words"])), None)


def _states(reading: Reading, found: Frame) -> list[Agent]:
    """States that talk to each other, also by their capitals: "Varsovie et Vilnius se sont parlé"."""
    doc = reading.parsed.doc
    named = [
        t for t in doc[found.left : found.head.i] if reading.agents([t]) and not preposition(reading, t.i)[0]
    ]
    plain = [t for t in named if not people(reading, t) and t.i - named[0].i <= 4]
    return list(reading.agents(plain)) if len(plain) > 1 else []


def _partners(reading: Reading, clause: Clause, verb: dict[str, Any], found: Frame) -> list[Argument]:
    if found.passive:
        if "" not in verb["partners"]:
            return []
        return found.with_preposition(contact_words(reading, "passive", "agents"))
    arguments = found.with_preposition(verb["partners"])
    if verb.get("no_infinitive") and any(_urges(reading, argument, found) for argument in arguments):
        return []
    return arguments


def _urges(reading: Reading, argument: Argument, found: Frame) -> bool:
    """Whether an infinitive follows: "called on the parties to lift" is no visit."""
    following = reading.parsed.doc[argument.token.i + 1 : found.head.sent.end]
    for token in following:
        if token.pos_ in ("VERB", "AUX") and "Inf" in token.morph.get("VerbForm", []):
            return True
        if token.text in (",", ".", ";") or token.pos_ == "CCONJ":
            return False
    return False


def _participants(
    reading: Reading,
    clause: Clause,
    verb: dict[str, Any],
    found: Frame,
    acting: list[Agent],
    partners: list[Argument],
) -> list[list[Agent]]:
    """One list of participants for each contact that the clause tells."""
    if partners and acting:
        sets = []
        for group in groups(reading, partners, is_apart(reading, found)):
            others = [agent for agent in agents_of(reading, group) if agent not in acting]
            if others:
                sets.append([*acting, *others])
        return sets
    if verb.get("alone") and not found.passive and len(acting) > 1:
        plain = [a for a in found.arguments if not a.preposition]
        named = not verb.get("talk") or len(found.subjects) > 1 or _is_remote(reading, found)
        return [acting] if not plain and named else []
    return []


def _is_remote(reading: Reading, found: Frame) -> bool:
    return medium_of(reading, found, "") in ("phone", "video")

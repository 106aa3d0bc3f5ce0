"""Contacts that verbs tell: "a reçu", "s'est entretenu avec", "the two ministers met".

In: a reading. Out: drafts in the order of the text, with what their own clause says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors import contact_delegation, contact_setting, contact_status
from kg.extractors.contact_arguments import Argument
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import Frame, frame, groups, is_apart
from kg.extractors.contact_near import near
from kg.extractors.contact_people import agents_of, people, preposition
from kg.extractors.contact_topic_starts import introduced
from kg.extractors.contact_topics import topics_from
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


def finish(
    reading: Reading,
    found: Frame,
    sets: list[list[Agent]],
    medium: str,
    status: str,
    confidence: float,
    topic_words: tuple[str, ...],
) -> list[Draft]:
    """Drafts for sets of participants, with setting, medium, topics, company and evidence of the clause."""
    setting = contact_setting.own(reading, found, status)
    end = _end(reading, found, sets)
    at, topics = _topics(reading, found, topic_words)
    company = attending(reading, found)
    span = span_of(reading, found, end)
    medium = medium_of(reading, found, medium)
    drafts = []
    for participants in sets:
        draft = Draft(
            participants=[*participants, *(a for a in company if a not in participants)],
            medium=medium,
            status=status,
            at=reading.parsed.starts[found.head.i],
            origin=found.head.i,
            spans=[span],
            confidence=confidence,
            date=setting.date,
            place=setting.place,
            occasion=setting.occasion,
            own_date=setting.own_date,
            topics=list(topics) if len(sets) == 1 else [],
        )
        drafts.append(draft)
    if len(sets) > 1 and drafts:
        _discussing(reading, found, drafts, at).discusses(topics)
    return drafts


def _discussing(reading: Reading, found: Frame, drafts: list[Draft], at: int) -> Draft:
    """The contact that topics belong to: with the last of those who stand before them."""
    before = [a.token for a in found.arguments if a.token.i < at]
    partners = people(reading, before[-1]) if before else ()
    return next((d for d in drafts if partners and d.involves(partners)), drafts[-1])


def _topics(reading: Reading, found: Frame, words: tuple[str, ...]) -> tuple[int, list[str]]:
    """The topics of a clause, and the token with which they begin."""
    doc = reading.parsed.doc
    last = found.head.sent.end
    reach = _reach(reading, found)
    at = introduced(reading, found.head.i + 1, found.right, tuple(w for w in words if w))
    at = at or introduced(reading, found.head.i + 1, reach, ())
    if at is None or any(a.token.i == at[0] for a in found.arguments) or doc[at[0]].i >= last:
        return found.right, []
    return at[0], topics_from(reading, at[0], last, at[1])


def _reach(reading: Reading, found: Frame) -> int:
    """How far phrases like "pour faire le point sur" may stand: a purpose belongs to the contact."""
    doc = reading.parsed.doc
    right = found.right
    if right < found.head.sent.end and doc[right - 1].lower_ in contact_words(reading, "status", "before"):
        return min(found.head.sent.end, right + 6)
    return right


def _end(reading: Reading, found: Frame, sets: list[list[Agent]]) -> int:
    """The last token of those who take part."""
    taking_part = {agent for participants in sets for agent in participants}
    return max(
        (
            a.token.i
            for a in found.arguments
            if a.token.i > found.head.i and taking_part.intersection(people(reading, a.token, True))
        ),
        default=found.head.i,
    )


def span_of(reading: Reading, found: Frame, end: int) -> tuple[int, int]:
    """The evidence: from who acts, or from what opens the clause, to the last partner."""
    doc = reading.parsed.doc
    first = found.head.i
    for token in found.subjects:
        if found.left <= token.i < first or (token.i < first and found.head.i - token.i < 25):
            first = min(first, token.i)
    for argument in found.arguments:
        if argument.token.i < found.head.i:
            first = min(first, argument.token.i)
    while first > doc[first].sent.start and doc[first - 1].pos_ == "DET":
        first -= 1
    return reading.parsed.starts[first], reading.parsed.ends[end]


def medium_of(reading: Reading, found: Frame, medium: str) -> str:
    """How people talk: what the clause says of the phone or the screen wins over the verb's own meaning."""
    first = next((t.i for t in near(reading, found)), found.head.i)
    start = reading.parsed.starts[min(first, found.head.i)]
    end = reading.parsed.ends[found.right - 1]
    for kind in ("phone", "video"):
        if next(find_phrases(reading, start, end, contact_words(reading, "medium", kind)), None):
            return kind
    if medium:
        return medium
    said = next(find_phrases(reading, start, end, contact_words(reading, "medium", "in-person")), None)
    return "in-person" if said else ""


def attending(reading: Reading, found: Frame) -> list[Agent]:
    """Who else was there, by the words of the same sentence: "en présence de"."""
    start = reading.parsed.starts[found.head.i]
    _, end = reading.sentence(found.head)
    for _, stop, _ in find_phrases(reading, start, end, contact_words(reading, "attendance", "phrases")):
        return list(_list_at(reading, stop, end))
    left, right = reading.parsed.starts[found.left], reading.parsed.ends[found.right - 1]
    phrases = contact_words(reading, "attendance", "companions")
    return [
        agent
        for _, stop, _ in find_phrases(reading, left, right, phrases)
        for agent in _list_at(reading, stop, right)
    ]


def _list_at(reading: Reading, start: int, end: int) -> Iterator[Agent]:
    """The people of a list that begins at an offset."""
    gap = 0
    for token in reading.parsed.tokens_in(start, end):
        if people(reading, token):
            gap = 0
            yield from people(reading, token)
        elif token.pos_ == "VERB" or token.text == ";" or gap > 6:
            return
        else:
            gap += 1

"""Clauses of discussing: "ont évoqué", "discussed with him".

In: a reading, a clause and the contacts told so far. Out: new drafts; topics go to the drafts they belong to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.clauses import Clause, grammar
from kg.extractors import contact_drafting, contact_status, contact_verbs
from kg.extractors.contact_anaphora import FAR, anaphor, in_order, last_told
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import Frame
from kg.extractors.contact_people import people, preposition
from kg.extractors.contact_topic_starts import introduced
from kg.extractors.contact_topics import topics_from
from kg.extractors.contact_words import contact_words
from kg.reading import Reading

_NEAR = 8  # tokens behind a verb within which "with the former" stands


def talks(reading: Reading, clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Reads a clause of discussing: what it says goes to the contact of the same people, or tells one."""
    told = contact_verbs.talk(reading, clause)
    if told is None:
        return []
    verb, found = told
    acting = list(dict.fromkeys(a for t in found.subjects for a in people(reading, t)))
    partners = [
        a
        for arg in found.with_preposition([p for p in verb["partners"] if p])
        for a in people(reading, arg.token)
    ]
    briefed = [a for arg in found.with_preposition([""]) for a in people(reading, arg.token)]
    both = list(dict.fromkeys([*acting, *(partners or ([] if verb["partners"] else briefed))]))
    spoken = [d for d in drafts if d.medium != "letter" and reading.parsed.starts[clause.head.i] - d.at < FAR]
    chosen = [d for d in spoken if len(both) > 1 and d.involves(both)]
    antecedent = [
        d for d in spoken if partners and d.origin >= clause.head.sent.start and d.involves(partners)
    ]
    target = _of_both(reading, clause, found, spoken) or (antecedent or chosen)[-1:]
    if not target and len(both) < 2 and not (_has_subject(reading, clause) and acting):
        target = [
            d
            for d in spoken
            if d.touched(reading.parsed.starts[clause.head.i]) >= reading.sentence(clause.head)[0]
        ][-1:]
    ordered = in_order(reading, clause.head.sent, spoken, acting)
    if not partners and ordered is not None and ordered[0] < clause.head.i + _NEAR:
        target = [ordered[1]]
    if not target and len(both) < 2 and any("Plur" in t.morph.get("Number", []) for t in clause.subjects):
        target = [d for d in spoken[-1:] if d.involves(acting) and _is_with_unnamed(d)]
    if not target and not acting and not partners and _is_about_a_contact(reading, clause):
        target = last_told(reading, spoken, reading.parsed.starts[clause.head.i])
    topics = _talk_topics(reading, clause, verb, found)
    if target:
        target[0].discusses(topics)
        target[0].covers(*contact_drafting.span_of(reading, found, _last_token(reading, clause, topics)))
        return []
    alone = bool(verb.get("alone"))
    drafted = contact_verbs.from_talk(reading, clause, verb, found) if partners or alone else []
    for draft in drafted:
        draft.discusses(topics if len(drafted) == 1 else [])
        draft.confidence = min(draft.confidence, 0.85)
    return drafted


def _of_both(reading: Reading, clause: Clause, found: Frame, spoken: Sequence[Draft]) -> list[Draft]:
    """The contact of the sentence before where one word stands for both who took part: "The two leaders"."""
    sentence = clause.head.sent
    if len(found.subjects) != 1 or sentence.start == 0 or not spoken:
        return []
    acting = people(reading, found.subjects[0])
    last = max(spoken, key=lambda d: d.touched(reading.parsed.starts[sentence.start]))
    before = sentence.doc[sentence.start - 1].sent
    told = last.origin >= before.start and len(last.participants) == 2 and last.origin < sentence.start
    return [last] if len(acting) == 2 and told and set(acting) & set(last.participants) else []


def _is_about_a_contact(reading: Reading, clause: Clause) -> bool:
    """Whether a contact is what lets people speak of something: "The meeting was an opportunity to discuss"."""
    noun = anaphor(reading, clause.head.sent)
    governor = contact_status.governing_verb(reading, clause.head)
    return noun is not None and governor is not None and noun.i < governor.i < clause.head.i


def _is_with_unnamed(draft: Draft) -> bool:
    """Whether a state takes part in the place of somebody without a name."""
    return any(agent.kind == "state" for agent in draft.participants)


def _last_token(reading: Reading, clause: Clause, topics: Sequence[str]) -> int:
    sentence = clause.head.sent
    if not topics:
        return min(sentence.end - 1, clause.head.i + 3)
    _, end = reading.sentence(clause.head)
    at = reading.document.text.find(topics[-1], reading.parsed.starts[clause.head.i], end)
    token = reading.parsed.token_at(at + len(topics[-1]) - 1) if at >= 0 else None
    return token.i if token is not None else clause.head.i


def _has_subject(reading: Reading, clause: Clause) -> bool:
    """Whether a verb has a subject of its own, not that of the verb before it."""
    rules = grammar(reading.language)
    return any(rules.has(child, "subject", "passive_subject") for child in clause.head.children)


def _talk_topics(reading: Reading, clause: Clause, verb: dict[str, Any], found: Frame) -> list[str]:
    doc = reading.parsed.doc
    end = clause.head.sent.end
    words: Sequence[str] = verb["topics"]
    if "words" in verb:
        stop = contact_verbs.verb_words(reading, found, verb) or 0
        behind = next((t for t in clause.head.sent if reading.parsed.starts[t.i] >= stop), None)
        if behind is None:
            return []
        word = grammar(reading.language).contractions.get(behind.lower_, behind.lower_)
        return topics_from(reading, behind.i, end, word if word in words else "")
    at = introduced(reading, clause.head.i + 1, end, [w for w in words if w])
    if at is not None and (at[0] - clause.head.i < 9 or "" not in words):
        return topics_from(reading, at[0], end, at[1])
    if "" not in words:
        return []
    first = clause.head.i + 1
    while first < end and (
        doc[first].pos_ in ("ADV", "PUNCT")
        or _is_partner(reading, first)
        or doc[first].lower_ in contact_words(reading, "topics", "skipped")
    ):
        first += 1
    return topics_from(reading, first, end) if first < end else []


def _is_partner(reading: Reading, index: int) -> bool:
    """Whether a token belongs to "avec lui", which may stand between a verb and its object."""
    doc = reading.parsed.doc
    if people(reading, doc[index]) and preposition(reading, index)[0]:
        return True
    following = doc[index + 1 : index + 4]
    return doc[index].pos_ == "ADP" and any(people(reading, t) for t in following[:2])

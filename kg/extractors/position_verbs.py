"""Stands that a verb tells: "salue X", "called for X", passives, thanks, the second half of an ellipsis.

In: a `Teller` and a stance verb with its frames. Out: `Stand`s.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors import assertion, verb_groups
from kg.extractors import position_complements as complements
from kg.extractors.phrase_extent import parts
from kg.extractors.phrase_tokens import is_date, is_determiner, is_finite, is_participle
from kg.extractors.phrase_walk import Part
from kg.extractors.position_announcements import announced_before, is_reporting, own_deed
from kg.extractors.position_bodies import Holder
from kg.extractors.position_nouns import resolved
from kg.extractors.position_stand import Stand
from kg.extractors.position_teller import Teller
from kg.extractors.position_things import is_thing
from kg.extractors.position_words import Frame

_GIVEN = frozenset({"supports", "offers", "commits", "announces", "welcomes"})  # what one may be thanked for


def of_verb(teller: Teller, verb: Token, frames: tuple[Frame, ...]) -> Iterator[Stand]:
    """The stands that a stance verb tells."""
    if _is_attribute(teller, verb):
        return
    reflexive = verb_groups.reflexive(teller.reading, verb)
    negated = assertion.is_negated(teller.reading, verb)
    fitting = [f for f in frames if f.reflexive == reflexive and f.negated == negated]
    if not fitting:
        return
    holder, certainty = teller.holder_of(verb)
    if not holder:
        return
    for frame in fitting:
        found = _things(teller, verb, frame)
        if found and not is_thing(teller, found[0], frame):
            continue  # what follows in the list is no more a stand than its beginning
        found = [p for p in found if is_thing(teller, p, frame)]
        if frame.negated:
            found = [
                p
                for p in found
                if teller.doc[p.start].lower_ not in grammar(teller.reading.language).negations
            ]
        if not found and frame.stance == "thanks":
            found = _just_told(teller, verb)
        if found:
            yield from _told(teller, verb, frame, holder, found, certainty)
            return


def _is_attribute(teller: Teller, verb: Token) -> bool:
    """Whether a participle only describes the noun behind it: "the proposed rail link"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    behind = verb.nbor() if verb.i + 1 < verb.sent.end else None
    described = is_participle(verb) or verb.tag_ in ("VBG", "VBD")
    reduced = verb.dep_ == "acl" and is_participle(verb) and before is not None
    if (
        reduced
        and before is not None
        and before.pos_ == "NOUN"
        and before.i not in teller.reading.parsed.mentions
    ):
        return True  # "the equipment donated by India"
    return (
        described
        and before is not None
        and behind is not None
        and (is_determiner(before) or before.tag_ == "POS")
        and behind.pos_ in ("NOUN", "PROPN", "ADJ")
    )


def _just_told(teller: Teller, verb: Token) -> list[Part]:
    """What thanks are for that only point back: "l'en a remercié", "thanked him for this"."""
    group = teller.doc[verb_groups.group_start(teller.reading, verb) : verb.i]
    behind = teller.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]
    pointing = any(teller.words.has(t, "thereof") for t in group) or any(
        t.lower_ in teller.words.sets["pronouns"] and t.nbor(-1).pos_ == "ADP" for t in behind
    )
    last = teller.last
    if not pointing or last is None or last.stance not in _GIVEN:
        return []
    near = teller.doc[last.part.start].sent
    return [last.part] if verb.sent.start <= near.end + 1 else []


def _told(
    teller: Teller, verb: Token, frame: Frame, holder: Holder, found: list[Part], certainty: float
) -> Iterator[Stand]:
    for part in found:
        yield from resolved(teller, frame.stance, holder, part, (verb,), frame.confidence * certainty)
    if frame.stance == "thanks":
        yield from _thanked_for_support(teller, verb, found[0])
    other = _ellipsis(teller, found[-1])
    if other is not None:
        agent, part = other
        yield Stand(frame.stance, agent, part, (verb,), frame.confidence * certainty)


def _things(teller: Teller, verb: Token, frame: Frame) -> list[Part]:
    end = verb.sent.end
    if verb_groups.is_passive(teller.reading, verb):
        return _of_passive(teller, verb, end) if frame.allows("object") else []
    if frame.stance == "announces" and is_reporting(teller, verb):
        return announced_before(teller, verb)
    found = complements.find(teller.reading, verb.i + 1, end, frame)
    if frame.stance == "announces" and found and found[0].kind == "clause":
        return own_deed(teller, verb, found[0])
    return found


def _of_passive(teller: Teller, verb: Token, end: int) -> list[Part]:
    """The subject of a passive: in front of it, or behind it where the verb opens the sentence."""
    start = verb_groups.group_start(teller.reading, verb)
    if start > verb.sent.start and teller.doc[start - 1].pos_ not in ("PUNCT", "CCONJ", "ADV"):
        first = _subject_start(teller, verb, start)
        return parts(teller.reading, first, start, "noun")[:1] if first is not None else []
    behind = verb.i + 1
    while behind < end and not teller.words.has(teller.doc[behind], "auxiliaries"):
        behind += 1
    if behind >= end:  # the auxiliary opens the sentence: what comes is the agent, then the thing
        behind = verb.i
        while behind + 1 < end and not teller.holders.agents([teller.doc[behind]]):
            behind += 1
    return parts(teller.reading, behind + 1, end, "noun") if behind + 1 < end else []


def _subject_start(teller: Teller, verb: Token, start: int) -> int | None:
    clause = teller.holders.clauses.get(verb.i)
    nouns = [t for t in (clause.objects if clause else ()) if t.sent == verb.sent and t.i < start]
    edges = [t.left_edge.i for t in nouns if t.left_edge.i >= verb.sent.start]
    if not edges:
        return None
    first: int = min(edges)
    while (
        first > verb.sent.start
        and teller.doc[first - 1].pos_ in ("DET", "ADJ", "NUM")
        and not is_date(teller.reading, teller.doc[first - 1])
    ):
        first -= 1
    return first


def _thanked_for_support(teller: Teller, verb: Token, part: Part) -> Iterator[Stand]:
    """Whoever is thanked for backing something backs it."""
    first = next((t for t in teller.doc[part.start : part.end] if t.pos_ == "VERB"), None)
    if part.kind != "verb" or first is None:
        return
    supported = [
        f
        for f in teller.words.verbs.get(teller.words.lemma(first), ())
        if f.stance == "supports" and not f.reflexive
    ]
    thanked = [t for t in teller.doc[verb.i + 1 : part.start] if teller.holders.agents([t])]
    if supported and thanked and not teller.words.has(first, "signing"):
        holder = Holder(teller.holders.agents(thanked), thanked[0])
        for thing in complements.find(teller.reading, first.i + 1, part.end, supported[0]):
            yield Stand("supports", holder, thing, (verb, first), 0.85)


def _ellipsis(teller: Teller, last: Part) -> tuple[Holder, Part] | None:
    """The second half of "A announced X, and Mr B Y"."""
    at, end = last.end, teller.doc[last.start].sent.end
    while at < end and (teller.doc[at].text == "," or is_date(teller.reading, teller.doc[at])):
        at += 1
    if at + 2 >= end or teller.doc[at].lower_ not in teller.words.sets["coordinating"]:
        return None
    agent = at + 1 if teller.reading.entities(teller.doc[at + 1]) else at + 2
    if not teller.reading.entities(teller.doc[agent]) or agent + 1 >= end:
        return None
    thing = agent + 1 + (teller.doc[agent + 1].text == ",")
    if thing >= end or teller.doc[thing].pos_ != "DET":
        return None
    found = parts(teller.reading, thing, end, "noun")
    clean = found and not (found[0].end < end and is_finite(teller.reading, teller.doc[found[0].end]))
    return (
        (Holder(teller.holders.agents([teller.doc[agent]]), teller.doc[agent]), found[0]) if clean else None
    )

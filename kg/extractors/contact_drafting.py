"""Drafts out of a predicate and those who take part: with its setting, medium, topics, company and evidence.

In: a reading, the frame of a verb or noun and sets of participants. Out: drafts.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors import contact_setting
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import Frame
from kg.extractors.contact_near import near
from kg.extractors.contact_people import people
from kg.extractors.contact_topic_starts import introduced
from kg.extractors.contact_topics import topics_from
from kg.extractors.contact_words import contact_words, find_phrases
from kg.facts import Agent
from kg.reading import Reading


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

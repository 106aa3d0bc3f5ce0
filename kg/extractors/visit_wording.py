"""What kind of visit the words beside a noun tell, and the stretch of text that tells a journey.

In: a reading, a word of travel, its stop, dates and aim. Out: the kind; the offsets of the quote.
"""

from __future__ import annotations

from kg.extractors.visit_goals import Stop
from kg.extractors.visit_heads import Head
from kg.extractors.visit_purpose import Purpose
from kg.extractors.visit_span import Span
from kg.extractors.visit_words import kinds, phrases
from kg.reading import Reading

_LONGEST = 320  # code points of one quote
_BESIDE = 32  # code points around a noun in which its kind is looked for


def kind_of(reading: Reading, head: Head) -> str:
    """The kind that the words beside a noun of travel tell, read up to the next comma."""
    noun = head.noun if head.way is not None else head.token
    if noun is None:
        return "unspecified"
    start, end = reading.parsed.starts[noun.i], reading.parsed.ends[noun.i]
    before, behind = reading.shadow[max(0, start - _BESIDE) : start], reading.shadow[end : end + _BESIDE]
    for mark in phrases(reading.language, "phrases", "kind_ends"):
        behind = behind.partition(mark)[0]
    around = _last_piece(before) + reading.shadow[start:end] + _first_piece(behind)
    lowered = f" {around.lower()} "
    for kind, wordings in kinds(reading.language).items():
        if any(f" {wording} " in lowered for wording in wordings):
            return kind
    return "unspecified"


def _last_piece(text: str) -> str:
    for mark in (",", ".", ";", "\n", ":"):
        text = text.rpartition(mark)[2]
    return text


def _first_piece(text: str) -> str:
    for mark in (",", ".", ";", "\n", ":", "("):
        text = text.partition(mark)[0]
    return text


def quote_of(
    reading: Reading, head: Head, stop: Stop | None, when: Span, aim: Purpose | None
) -> tuple[int, int]:
    """The words that tell the journey: from whoever travels to the place, the date and the aim."""
    token = head.token
    low, high = reading.parsed.starts[token.i], reading.parsed.ends[token.i]
    sentence_start, sentence_end = reading.sentence(token)
    spans = [(stop.start, stop.end)] if stop is not None else []
    spans += list(when.quotes)
    spans += [(aim.start, aim.end)] if aim is not None else []
    for carrier in head.carriers:
        if carrier.roles & {"light", "cancelling", "postponing", "planning", "beginning", "ending"}:
            index = carrier.clause.head.i
            spans.append((reading.parsed.starts[index], reading.parsed.ends[index]))
    clause = head.clause or (head.carriers[0].clause if head.carriers else None)
    for subject in clause.subjects if clause is not None else ():
        spans.append((reading.parsed.starts[subject.i], reading.parsed.ends[subject.i]))
    for start, end in spans:
        first, last = min(low, start), max(high, end)
        if sentence_start <= start and end <= sentence_end + 20 and last - first <= _LONGEST:
            low, high = first, last
    return low, high

"""The lines and brackets that tell a gathering's place and days without a verb.

In: a reading and the mention of a gathering. Out: `Stretches`: the offsets of the bracket right behind the
name, and of the line below a heading that begins with a place, a day or a word such as "venue".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.clauses import Clause
from kg.extractors.gathering_places import PLACES
from kg.languages import data
from kg.mentions.gatherings import GatheringMention
from kg.reading import Reading

_HEADING = 160  # code points
_LONGEST_BRACKET = 90


@dataclass(frozen=True, slots=True)
class Stretches:
    """Offsets of what tells where and when beside a name."""

    bracket: tuple[int, int] | None
    heading: tuple[int, int] | None


def stretches(reading: Reading, mention: GatheringMention, clauses: Mapping[int, Clause]) -> Stretches:
    """The bracket behind a name and the line below it, where they tell of the gathering."""
    return Stretches(_bracket(reading, mention), _heading_lines(reading, mention, clauses))


def _bracket(reading: Reading, mention: GatheringMention) -> tuple[int, int] | None:
    """The offsets of a bracket right behind the name."""
    text, end = reading.shadow, mention.end
    if text[end : end + 2] != " (":
        return None
    closing = text.find(")", end, end + _LONGEST_BRACKET)
    return (end + 2, closing) if closing > 0 else None


def _heading_lines(
    reading: Reading, mention: GatheringMention, clauses: Mapping[int, Clause]
) -> tuple[int, int] | None:
    """The offsets of the lines below a heading that tell its place and days."""
    text, line = reading.shadow, reading.shadow.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    heading = text[line:end].strip() if end > 0 else ""
    if not heading or len(heading) > _HEADING or heading[-1] in ".;,":
        return None
    if any(line <= reading.parsed.starts[i] < end and c.mood == "indicative" for i, c in clauses.items()):
        return None
    seen = 0
    while seen < 3 and 0 < end < len(text):
        begin, end = end + 1, text.find("\n", end + 1)
        end = len(text) if end < 0 else end
        words = text[begin:end].strip()
        if not words:
            continue
        seen += 1
        first = words.casefold()
        if seen == 1 and _is_masthead(reading, mention) and _is_day(reading, begin, end):
            below = text.find("\n", end + 1) if end < len(text) else -1
            placed = any(p.kind in PLACES and end < p.start <= end + 3 for p in reading.places)
            return begin, below if placed and below > 0 else end
        if first.startswith(
            tuple(data(reading.language, "gathering")["heading"]["labels"])
        ) or _opens_with_place(reading, begin):
            return begin, min(end, begin + _HEADING)
    return None


def _opens_with_place(reading: Reading, begin: int) -> bool:
    place = next((p for p in reading.places if begin <= p.start <= begin + 3), None)
    if place is None or place.kind not in PLACES:
        return False
    near = reading.dates_in(place.end, place.end + 6)
    return bool(near)


def _is_masthead(reading: Reading, mention: GatheringMention) -> bool:
    """Whether a ranked sitting stands in a line of its own in capitals: "898ème RÉUNION"."""
    token = reading.parsed.starts[mention.token]
    ranked = mention.sitting and mention.ordinal is not None
    return ranked and reading.document.text[token : mention.end].isupper()


def _is_day(reading: Reading, begin: int, end: int) -> bool:
    """Whether a line is a day and no more."""
    days = reading.dates_in(begin, end)
    return len(days) == 1 and end - begin <= days[0].end - days[0].start + 4

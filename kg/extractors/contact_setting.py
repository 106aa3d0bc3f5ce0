"""When, where and in whose margins a contact takes place.

In: a reading, the predicate's frame and whether it is past or to come. Out: a `Setting`: what its own words
say first, then what the story gives: the stay that "y" and "there" point to, the gathering in whose margins
it is, the visit of one of those who take part.
"""

from __future__ import annotations

from kg.extractors import circumstances
from kg.extractors.contact_frames import Frame
from kg.extractors.contact_margins import around, margins, worded_margins
from kg.extractors.contact_near import near
from kg.extractors.contact_places import town, venue
from kg.extractors.contact_story import VAGUE_BOUNDS, Setting, Tense, pointed_at
from kg.extractors.contact_words import contact_words
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.reading import Reading


def own(reading: Reading, found: Frame, status: str) -> Setting:
    """What a predicate's own words, its sentence and the gathering that it names say of when and where."""
    tense: Tense = "past" if status == "held" else "future"
    date = _own_date(reading, found, tense)
    place = venue(reading, found) or town(reading, found)
    gathering = margins(reading, found)
    occasion = gathering.label if gathering else worded_margins(reading, found)
    was_own = date is not None
    if points_back(reading, found):
        pointed, then = pointed_at(reading, reading.parsed.starts[found.left], tense)
        place, date = place or pointed, date or (dates.reading(then, tense) if then else None)
    if (
        date is None
        and (mention := circumstances.when(reading, found.head, tense))
        and mention.bound not in VAGUE_BOUNDS
    ):
        date = dates.reading(mention, tense)
    if gathering is not None:
        there, day = around(reading, gathering)
        place, date = place or there, date or day
    return Setting(date, place, occasion, was_own)


def points_back(reading: Reading, found: Frame) -> bool:
    """Whether a clause says "y" or "there"."""
    there = contact_words(reading, "setting", "there")
    tokens = reading.parsed.doc[found.left : min(found.right, found.head.i + 3)]
    return any(t.lower_ in there and t.pos_ in ("PRON", "ADV") and t.dep_ != "expl" for t in tokens)


# -- dates


def _own_date(reading: Reading, found: Frame, tense: Tense) -> str | None:
    told = [
        (abs(token.i - found.head.i), value)
        for token in near(reading, found)
        if isinstance(mention := reading.parsed.mentions.get(token.i), DateMention)
        and mention.bound not in VAGUE_BOUNDS
        and (value := dates.reading(mention, tense))
    ]
    return min(told)[1] if told else None


# -- places


# -- what "y" points at


# -- in whose margins


# -- stays

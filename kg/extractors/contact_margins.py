"""The gathering in whose margins a contact takes place.

In: a reading and a frame. Out: the gathering, its label, its town and date.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors.contact_frames import Frame
from kg.extractors.contact_people import people
from kg.extractors.contact_places import TOWNS, worded
from kg.extractors.contact_story import VAGUE_BOUNDS, is_place_token
from kg.extractors.contact_words import contact_words, find_phrases
from kg.languages import data
from kg.mentions.gatherings import GatheringMention
from kg.reading import Reading


def margins(reading: Reading, found: Frame) -> GatheringMention | None:
    """The gathering in whose margins a predicate's clause sets the contact."""
    start, end = reading.sentence(found.head)
    phrases = contact_words(reading, "setting", "margins")
    for _, stop, _ in find_phrases(reading, start, end, phrases):
        named = [g for g in reading.gatherings if stop <= g.start <= stop + 12]
        if named:
            return named[0]
        behind = reading.shadow[stop : stop + 40].lower()
        heads = contact_words(reading, "setting", "gatherings")
        relatives = grammar(reading.language).relative_pronouns
        words = re.findall(r"[^\W\d_]+", behind)[:4]
        if any(word in heads or word in relatives for word in words):
            before = [g for g in reading.gatherings if g.start < stop]
            return before[-1] if before else None
    return None


def around(reading: Reading, mention: GatheringMention) -> tuple[str | None, str | None]:
    """Town and date of the sentences that name a gathering, this one first, then back in the text."""
    same = [g for g in reading.gatherings if g.label == mention.label and g.ordinal == mention.ordinal]
    earlier = [g for g in reversed(same) if g.start <= mention.start]
    alike = [g for g in reading.gatherings if g not in same and _is_alike(g, mention)]
    told = [_beside(reading, g) for g in [*earlier, *(g for g in same if g not in earlier), *alike]]
    place = next((town for town, _ in told if town), None)
    return place, next((day for _, day in told if day), None)


def worded_margins(reading: Reading, found: Frame) -> str | None:
    """The name behind "on the sidelines of" where it is no known gathering: its capitalised words."""
    start, end = reading.sentence(found.head)
    setting = data(reading.language, "contact")["setting"]
    for _, stop, _ in find_phrases(reading, start, end, contact_words(reading, "setting", "margins")):
        tokens = reading.parsed.tokens_in(stop, end)
        while tokens and (tokens[0].lower_ in setting["articles"] or tokens[0].pos_ in ("DET", "ADP")):
            tokens = tokens[1:]
        if tokens and any(n.end == reading.parsed.ends[tokens[0].i] for n in reading.ordinals):
            tokens = tokens[1:]
        kept: list[Token] = []
        for token in tokens:
            named = token.text[0].isupper() or token.lower_ in setting["gatherings"] or token.pos_ == "ADJ"
            joins = bool(kept) and token.lower_ in setting["joining"]
            if people(reading, token) or token.lower_ in setting["label_ends"] or not (named or joins):
                break
            kept.append(token)
        while kept and kept[-1].lower_ in setting["joining"]:
            kept.pop()
        text = reading.text(kept) if kept else ""
        return text if any(word[0].isupper() for word in text.split()) and " " in text else None
    return None


def _is_alike(one: GatheringMention, other: GatheringMention) -> bool:
    """Whether two labels may name one gathering: most words of the shorter one are in the other."""
    if one.ordinal != other.ordinal:
        return False
    a, b = (set(re.findall(r"\w{4,}", g.label.lower())) for g in (one, other))
    return len(a & b) >= 2 and len(a & b) >= 0.6 * min(len(a), len(b))


def _beside(reading: Reading, mention: GatheringMention) -> tuple[str | None, str | None]:
    """Town and date in the sentence that names a gathering, those behind the name first."""
    token = reading.parsed.token_at(mention.start)
    if token is None:
        return None, None
    start, end = reading.sentence(token)
    towns = [
        p
        for p in reading.places
        if start <= p.start < end
        and p.kind in TOWNS
        and not mention.start <= p.start < mention.end
        and is_place_token(reading, p)
    ]
    told = [m for m in reading.dates_in(start, end) if m.value and m.bound not in VAGUE_BOUNDS]
    place = min(towns, key=lambda p: _distance(p.start, mention), default=None)
    when = min(told, key=lambda m: _distance(m.start, mention), default=None)
    return (worded(reading, place) if place else None), (when.value if when else None)


def _distance(offset: int, mention: GatheringMention) -> int:
    return offset - mention.end if offset >= mention.end else 2 * (mention.start - offset)

"""Where a contact takes place, by the words of its own clause: a town or a building.

In: a reading and a frame. Out: the place as worded.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from kg.extractors import circumstances
from kg.extractors.contact_frames import Frame
from kg.extractors.contact_near import near
from kg.extractors.contact_people import preposition
from kg.extractors.contact_words import contact_words, find_phrases
from kg.languages import data
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_OPENING = 4  # tokens at the head of a sentence that set the scene: "À Paris, ..."
TOWNS = ("capital", "city")


def town(reading: Reading, found: Frame) -> str | None:
    doc = reading.parsed.doc
    opening = [t for t in doc[found.head.sent.start : found.head.sent.start + _OPENING] if t.i < found.left]
    for token in [*near(reading, found), *opening]:
        place = reading.place(token)
        if place is not None and place.kind in TOWNS and _is_locative(reading, token):
            return worded(reading, place)
    return _capital(reading, found) or _here(reading, found)


def _here(reading: Reading, found: Frame) -> str | None:
    """The town of the dateline, where a clause says "here"."""
    words = contact_words(reading, "setting", "here")
    if not any(t.lower_ in words and t.pos_ == "ADV" for t in near(reading, found)):
        return None
    first = next(iter(reading.places), None)
    if first is None or first.kind not in TOWNS:
        return None
    line = reading.shadow.rfind("\n", 0, first.start) + 1
    opens = not reading.shadow[line : first.start].strip()
    return worded(reading, first) if opens and first.start < found.head.idx else None


def _is_locative(reading: Reading, token: Token) -> bool:
    word, _ = preposition(reading, token.i)
    return word in data(reading.language, "circumstances")["locative"]


def worded(reading: Reading, place: Place) -> str:
    """A place as the document words it, with the article that is part of its name ("Le Caire")."""
    text = circumstances.named_place(reading, place)
    drawn_in = data(reading.language, "contact")["setting"]["drawn_in"]
    before = reading.shadow[max(0, place.start - 4) : place.start].lower().split()
    article = drawn_in.get(before[-1]) if before else None
    return f"{article} {text}" if article and place.kind in TOWNS else text


def _capital(reading: Reading, found: Frame) -> str | None:
    """ "Dans la capitale jordanienne": the town, where the document names it."""
    words = contact_words(reading, "setting", "capital")
    start, end = reading.parsed.starts[found.left], reading.parsed.ends[found.right - 1]
    for at, stop, _ in find_phrases(reading, start, end, words):
        beside = [
            p for p in reading.places if p.code and (p.start in (stop + 1, stop + 4) or p.end == at - 1)
        ]
        for place in reading.places:
            if beside and place.kind == "capital" and place.code == beside[0].code:
                return worded(reading, place)
    return None


@cache
def _venues(language: str) -> tuple[re.Pattern[str], ...]:
    words = data(language, "circumstances")["venues"]
    venue = "(?:" + "|".join(f"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" for w in words) + ")"
    name = r"[^\W\d_a-z\u00e0-\u00ff][\w'-]*"
    patterns = data(language, "contact")["setting"]["venues"]
    return tuple(re.compile(p.replace("{venue}", venue).replace("{name}", name)) for p in patterns)


def venue(reading: Reading, found: Frame) -> str | None:
    """A building in the predicate's stretch: "palais de Carthage", "State House, Nairobi"."""
    own = list(near(reading, found))
    if not own:
        return None
    start = reading.parsed.starts[min(own[0].i, found.head.i)]
    end = reading.parsed.ends[max(own[-1].i, found.head.i)]
    for pattern in _venues(reading.language):
        match = pattern.search(reading.shadow, start, end)
        if match:
            return reading.document.text[match.start(1) : match.end(1)].rstrip(" ,'")
    return None

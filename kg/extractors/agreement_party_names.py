"""The parties that a stretch of text names: cut into parts, each read as a state or an organisation.

In: a reading and offsets. Out: `parts` of a coordination; the `party` that a part is, as an agent.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from kg.facts import Agent
from kg.languages import data
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_STATES = ("state", "metonym")
_MOST = 60  # places in a name
_BEHIND = 110  # code points behind a name


@cache
def party_words(language: str, key: str) -> frozenset[str]:
    return frozenset(data(language, "agreement")["parties"][key])


def places(reading: Reading, start: int, end: int) -> list[Place]:
    first = bisect_left(reading.places, start, key=lambda place: place.start)
    return [
        place
        for place in takewhile(lambda p: p.start < end, reading.places[first : first + _MOST])
        if place.end <= end
    ]


def agent(reading: Reading, place: Place) -> Agent | None:
    if place.kind == "organisation" and place.organisation:
        return organisation(reading, place)
    if place.kind in _STATES and place.code:
        return Agent("state", place.code)
    return None


def organisation(reading: Reading, place: Place) -> Agent:
    key = str(place.organisation)
    return Agent("organisation", reading.organisation(key))


def parts(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The coordinated parts of a stretch: cut at commas and at conjunctions that stand outside names.

    "et d'Industrie", "and of Trade", "Agency of Innovation and Digital Technologies" go on with a name; behind
    "liant A" the other part begins with "à".
    """
    labels = data(reading.language, "labels")
    cuts = "|".join(re.escape(word) for word in labels["conjunctions"])
    on = "|".join(re.escape(word) for word in labels["of"])
    before = reading.shadow[max(0, start - 12) : start].casefold().split()
    if before and before[-1] in labels["linking"]:
        cuts += "|" + "|".join(re.escape(word) for word in labels["links"])
    begin = start
    inside = places(reading, start, end)
    for match in re.finditer(
        rf"\s*,\s*|\s+(?:{cuts})\s+(?!(?:{on})(?:\b|(?<=')))", reading.shadow[start:end]
    ):
        at = start + match.start()
        if any(place.start < at < place.end for place in inside):
            continue
        if _goes_on(reading, begin, at, start + match.end(), end, second=begin > start):
            continue
        yield begin, at
        begin = start + match.end()
    yield begin, end


def _goes_on(reading: Reading, begin: int, at: int, behind: int, end: int, *, second: bool) -> bool:
    """Whether "and" stands inside a body's name: another follows, or its complement is still open.

    "Agency of Innovation | and | Digital Technologies of Uzbekistan": no article, no body and no state begins there.
    A single word goes on with the second party only: "the Ministry of Health and Pfizer" are two.
    """
    name, following = reading.shadow[begin:at].split(), reading.shadow[behind:end].split()
    agency = party_words(reading.language, "agency")
    heads = agency | party_words(reading.language, "governmental")
    own = heads if second else agency
    if not following or not following[0][:1].isupper() or not own & {w.casefold() for w in name[:-2]}:
        return False
    of = data(reading.language, "labels")["of"]
    opened = any(word.casefold() in of for word in name[1:-1])
    starts_another = heads & {word.casefold().strip(",.;") for word in following[:4]}
    known = any(place.start == behind for place in places(reading, behind, end))
    closed = any(place.end == at for place in places(reading, begin, at))
    return opened and not (starts_another or known or closed) and (second or len(following) > 1)


def party(reading: Reading, start: int, end: int) -> Agent | None:
    text = reading.shadow[start:end]
    abbreviated = _abbreviated(reading, text)
    if abbreviated is not None:
        return abbreviated
    words = re.findall(r"\w+", text.casefold())
    inside = [p for p in places(reading, start, end) if agent(reading, p) or p.kind == "adjective"]
    if (capital := _capital(reading, start, end)) is not None:
        return capital
    if words and any(word in party_words(reading.language, "agency") for word in words):
        known = next(
            (p for p in inside if p.kind == "organisation" and p.end - p.start > (end - start) * 0.7), None
        )
        return organisation(reading, known) if known else _named(reading, start, end)
    if inside and (first := next((a for p in inside if (a := agent(reading, p))), None)):
        return first
    if (
        inside
        and inside[0].code
        and any(word in party_words(reading.language, "governmental") for word in words)
    ):
        return Agent("state", inside[0].code)
    if reading.home and words and all(_is_generic(reading, word) for word in words):
        return Agent("state", reading.home)
    capitals = [w for w in re.findall(r"\w+", text) if w[:1].isupper()]
    governmental = any(word in party_words(reading.language, "governmental") for word in words)
    return _named(reading, start, end) if capitals and not governmental else None


def _capital(reading: Reading, start: int, end: int) -> Agent | None:
    """The government that a capital alone stands for: "between Athens and Skopje"."""
    for place in places(reading, start, end):
        if place.kind == "capital" and place.code and not reading.shadow[start : place.start].strip():
            return Agent("state", place.code) if not reading.shadow[place.end : end].strip() else None
    return None


def _named(reading: Reading, start: int, end: int) -> Agent | None:
    """A body by its own name, which begins with a capital."""
    name = _without_article(reading, start, end)
    return Agent("organisation", name) if any(w[:1].isupper() for w in name.split()[:2]) else None


def _is_generic(reading: Reading, word: str) -> bool:
    """Whether a word only says what kind of state: "la Principauté", "le Royaume"."""
    labels = data(reading.language, "labels")
    return (
        word in party_words(reading.language, "governmental") or word in labels["articles"] or len(word) == 1
    )


def _abbreviated(reading: Reading, text: str) -> Agent | None:
    """The state or organisation whose abbreviation a part is, where a bracket has told it: "the CAR"."""
    words = text.split()
    if not words or not words[-1].isupper() or len(words) > 2 or not 2 <= len(words[-1]) <= 12:
        return None
    for place in reading.places:
        if reading.shadow[place.end : place.end + len(words[-1]) + 3].strip() == f"({words[-1]})":
            return agent(reading, place)
    return None


def _without_article(reading: Reading, start: int, end: int) -> str:
    text = reading.document.text[start:end].strip()
    articles = sorted(data(reading.language, "labels")["articles"], key=len, reverse=True)
    for article in articles:
        plain = text.casefold().replace("’", "'")
        if plain.startswith(article if article.endswith("'") else f"{article} "):
            text = text[len(article) :].strip()
            break
    text = re.sub(r"\s*\([^)]*\)$", "", text)
    first, _, rest = text.partition(" ")
    common = first.islower() and first in party_words(reading.language, "agency")
    return rest if common and rest[:1].isupper() else text

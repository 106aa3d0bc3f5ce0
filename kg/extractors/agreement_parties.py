"""Between whom an instrument is, as its name says.

In: a mention of an instrument in its reading. Out: its parties as agents: "between A and B", "franco-marocain",
"with B", or what is told right behind the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from kg.extractors import agreement_sides
from kg.facts import Agent
from kg.languages import data
from kg.mentions.gazetteer import Place, organisation_of
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_STATES = ("state", "metonym")
_MOST = 60  # places in a name
_BEHIND = 110  # code points behind a name


@cache
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(data(language, "agreement")["parties"][key])


def named(reading: Reading, mention: InstrumentMention) -> tuple[Agent, ...]:
    """The parties that the name itself tells."""
    agents = list(dict.fromkeys(_between(reading, mention)))
    if len(agents) < 2:
        agents = list(dict.fromkeys([*_joined(reading, mention), *agents]))
    if not agents and (partner := _partner_body(reading, mention)) is not None:
        agents = [partner]
    if len(agents) == 1 and _with(reading, mention):
        agents = agreement_sides.own(reading, agents[0]) + agents
    return tuple(agents)


def _partner_body(reading: Reading, mention: InstrumentMention) -> Agent | None:
    """The company or agency behind "with" inside the name: "contract with Pacific Dredging Ltd"."""
    text = reading.shadow[mention.start : mention.end]
    for word in _words(reading.language, "with"):
        match = re.search(rf"\s{re.escape(word)}\s+", text, re.IGNORECASE)
        if match is None:
            continue
        agent = party(reading, mention.start + match.end(), mention.end)
        if agent is not None and agent.kind == "organisation" and _is_agency(reading, agent.name):
            return agent
    return None


def _places(reading: Reading, start: int, end: int) -> list[Place]:
    first = bisect_left(reading.places, start, key=lambda place: place.start)
    return [
        place
        for place in takewhile(lambda p: p.start < end, reading.places[first : first + _MOST])
        if place.end <= end
    ]


def _agent(reading: Reading, place: Place) -> Agent | None:
    if place.kind == "organisation" and place.organisation:
        return _organisation(reading, place)
    if place.kind in _STATES and place.code:
        return Agent("state", place.code)
    return None


def _organisation(reading: Reading, place: Place) -> Agent:
    key = str(place.organisation)
    return Agent("organisation", reading.organisation(key))


def _between(reading: Reading, mention: InstrumentMention) -> Iterator[Agent]:
    """A and B of "between A and B": states and organisations, otherwise the bodies in their own words."""
    yield from _between_in(reading, mention.start, mention.end)


def told_behind(reading: Reading, mention: InstrumentMention) -> tuple[Agent, ...]:
    """Parties told right behind the name: "under negotiation between A and B", "for the Philippines"."""
    text = reading.shadow
    end = min(mention.end + _BEHIND, len(text))
    stop = re.search(r"[.;:]\s|\n", text[mention.end : end])
    end = mention.end + stop.start() if stop else end
    found = [
        a
        for a in _between_in(reading, mention.end, end)
        if a.kind == "state" or a.name in _known_names(reading) or _is_agency(reading, a.name)
    ]
    benefit = data(reading.language, "labels")["benefit"]
    for place in _places(reading, mention.end, end)[:1]:
        words = text[mention.end : place.start].casefold().split()
        if words and words[0] in benefit and len(words) <= 2 and place.code and place.kind == "state":
            found.append(Agent("state", place.code))
    return tuple(dict.fromkeys(found))


def _is_agency(reading: Reading, name: str) -> bool:
    return any(word in _words(reading.language, "agency") for word in re.findall(r"\w+", name.casefold()))


def _known_names(reading: Reading) -> set[str]:
    return {reading.organisation(p.organisation) for p in reading.places if p.organisation}


@cache
def _topics(language: str) -> str:
    """The words that lead from the parties to what the instrument is about, as a pattern."""
    return "|".join(
        re.escape(word) for word in sorted(data(language, "labels")["topical"], key=len, reverse=True)
    )


def _between_in(reading: Reading, low: int, high: int) -> Iterator[Agent]:
    text = reading.shadow[low:high]
    for word in _words(reading.language, "between"):
        match = re.search(rf"\b{re.escape(word)}\s+", text, re.IGNORECASE)
        if match is None:
            continue
        start = low + match.end()
        topic = re.search(rf"\s(?:{_topics(reading.language)})\s", text[match.end() :], re.IGNORECASE)
        end = start + topic.start() if topic else high
        agents = [party(reading, first, last) for first, last in parts(reading, start, end)]
        if len(agents) > 1 or (agents and agents[0] is not None and agents[0].kind == "state"):
            yield from (agent for agent in agents if agent is not None)


def parts(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The coordinated parts of a stretch: cut at commas and at conjunctions that stand outside names.

    "et d'Industrie", "and of Trade" go on with a name; behind "liant A" the other part begins with "à".
    """
    labels = data(reading.language, "labels")
    cuts = "|".join(re.escape(word) for word in labels["conjunctions"])
    on = "|".join(re.escape(word) for word in labels["of"])
    before = reading.shadow[max(0, start - 12) : start].casefold().split()
    if before and before[-1] in labels["linking"]:
        cuts += "|" + "|".join(re.escape(word) for word in labels["links"])
    begin = start
    inside = _places(reading, start, end)
    for match in re.finditer(
        rf"\s*,\s*|\s+(?:{cuts})\s+(?!(?:{on})(?:\b|(?<=')))", reading.shadow[start:end]
    ):
        at = start + match.start()
        if any(place.start < at < place.end for place in inside):
            continue
        yield begin, at
        begin = start + match.end()
    yield begin, end


def party(reading: Reading, start: int, end: int) -> Agent | None:
    text = reading.shadow[start:end]
    abbreviated = _abbreviated(reading, text)
    if abbreviated is not None:
        return abbreviated
    words = re.findall(r"\w+", text.casefold())
    places = [p for p in _places(reading, start, end) if _agent(reading, p) or p.kind == "adjective"]
    if words and any(word in _words(reading.language, "agency") for word in words):
        known = next(
            (p for p in places if p.kind == "organisation" and p.end - p.start > (end - start) * 0.7), None
        )
        return _organisation(reading, known) if known else _named(reading, start, end)
    if places and (first := next((a for p in places if (a := _agent(reading, p))), None)):
        return first
    if places and places[0].code and any(word in _words(reading.language, "governmental") for word in words):
        return Agent("state", places[0].code)
    if reading.home and words and all(_is_generic(reading, word) for word in words):
        return Agent("state", reading.home)
    capitals = [w for w in re.findall(r"\w+", text) if w[:1].isupper()]
    governmental = any(word in _words(reading.language, "governmental") for word in words)
    return _named(reading, start, end) if capitals and not governmental else None


def _named(reading: Reading, start: int, end: int) -> Agent | None:
    """A body by its own name, which begins with a capital."""
    name = _without_article(reading, start, end)
    return Agent("organisation", name) if any(w[:1].isupper() for w in name.split()[:2]) else None


def _is_generic(reading: Reading, word: str) -> bool:
    """Whether a word only says what kind of state: "la Principauté", "le Royaume"."""
    labels = data(reading.language, "labels")
    return word in _words(reading.language, "governmental") or word in labels["articles"] or len(word) == 1


def _abbreviated(reading: Reading, text: str) -> Agent | None:
    """The state or organisation whose abbreviation a part is, where a bracket has told it: "the CAR"."""
    words = text.split()
    if not words or not words[-1].isupper() or len(words) > 2 or not 2 <= len(words[-1]) <= 12:
        return None
    for place in reading.places:
        if reading.shadow[place.end : place.end + len(words[-1]) + 3].strip() == f"({words[-1]})":
            return _agent(reading, place)
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
    common = first.islower() and first in _words(reading.language, "agency")
    return rest if common and rest[:1].isupper() else text


def _joined(reading: Reading, mention: InstrumentMention) -> Iterator[Agent]:
    """Parties in adjective or hyphenated pairs, right behind "with", and organisations that own the text."""
    inside = _places(reading, mention.start, mention.end)
    for index, place in enumerate(inside):
        if place.kind == "compound":
            yield from (Agent("state", code) for code in place.codes)
            continue
        agent = _agent(reading, place)
        if agent is None:
            continue
        neighbours = inside[max(0, index - 1) : index] + inside[index + 1 : index + 2]
        paired = any(_is_hyphened(reading, place, other) for other in neighbours)
        own = place.kind == "organisation" and organisation_of(str(place.organisation)) not in _words(
            reading.language, "not_parties"
        )
        if paired or _behind(reading, place, mention, "with") or (own and _owns(reading, place, mention)):
            yield agent


def _is_hyphened(reading: Reading, one: Place, other: Place) -> bool:
    first, second = sorted((one, other), key=lambda p: p.start)
    return reading.shadow[first.end : second.start].strip() in ("-", "–", "/")


def _behind(reading: Reading, place: Place, mention: InstrumentMention, key: str) -> bool:
    before = reading.shadow[mention.start : place.start].casefold()
    articles = "|".join(re.escape(a) for a in data(reading.language, "labels")["articles"])
    prepositions = "|".join(
        re.escape(word) for word in sorted(_words(reading.language, key), key=len, reverse=True)
    )
    return re.search(rf"(?:^|\s)(?:{prepositions})\s*(?:(?:{articles})\s*)?$", before) is not None


def _owns(reading: Reading, place: Place, mention: InstrumentMention) -> bool:
    """Whether an organisation stands right at the noun: "Protocole de la CEDEAO", "the ECOWAS Protocol"."""
    before = reading.shadow[mention.start : place.start].strip()
    leads = not before
    if leads:
        return True
    return _behind(reading, place, mention, "of") and len(before.split()) <= 4


def _with(reading: Reading, mention: InstrumentMention) -> bool:
    words = reading.shadow[mention.start : mention.end].casefold().split()
    return any(word in words for word in _words(reading.language, "with"))

"""Between whom an instrument is.

In: a mention of an instrument in its reading. Out: its parties as agents: those that its name tells ("between
A and B", "franco-marocain", "with B"), those who sign or ratify it, or the two sides of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from kg.entities.entity import Entity
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
    if len(agents) == 1 and _with(reading, mention):
        agents = _own_side(reading, agents[0]) + agents
    return tuple(agents)


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
        if a.kind == "state" or a.name in _known_names(reading)
    ]
    benefit = data(reading.language, "labels")["benefit"]
    for place in _places(reading, mention.end, end)[:1]:
        words = text[mention.end : place.start].casefold().split()
        if words and words[0] in benefit and len(words) <= 2 and place.code and place.kind == "state":
            found.append(Agent("state", place.code))
    return tuple(dict.fromkeys(found))


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
        for first, last in _parts(reading, start, end):
            agent = _party(reading, first, last)
            if agent is not None:
                yield agent


def _parts(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The coordinated parts of a stretch: cut at commas and at conjunctions that stand outside names."""
    labels = data(reading.language, "labels")
    cuts = "|".join(re.escape(word) for word in labels["conjunctions"])
    begin = start
    inside = _places(reading, start, end)
    for match in re.finditer(rf"\s*,\s*|\s+(?:{cuts})\s+", reading.shadow[start:end]):
        at = start + match.start()
        if any(place.start < at < place.end for place in inside):
            continue
        yield begin, at
        begin = start + match.end()
    yield begin, end


def _party(reading: Reading, start: int, end: int) -> Agent | None:
    text = reading.shadow[start:end]
    words = re.findall(r"\w+", text.casefold())
    places = [p for p in _places(reading, start, end) if _agent(reading, p) or p.kind == "adjective"]
    if words and any(word in _words(reading.language, "agency") for word in words):
        known = next(
            (p for p in places if p.kind == "organisation" and p.end - p.start > (end - start) * 0.7), None
        )
        return (
            _organisation(reading, known)
            if known
            else Agent("organisation", _without_article(reading, start, end))
        )
    if places and (first := next((a for p in places if (a := _agent(reading, p))), None)):
        return first
    if places and places[0].code and any(word in _words(reading.language, "governmental") for word in words):
        return Agent("state", places[0].code)
    capitals = [w for w in re.findall(r"\w+", text) if w[:1].isupper()]
    governmental = any(word in _words(reading.language, "governmental") for word in words)
    return (
        Agent("organisation", _without_article(reading, start, end))
        if capitals and not governmental
        else None
    )


def _without_article(reading: Reading, start: int, end: int) -> str:
    text = reading.document.text[start:end].strip()
    articles = sorted(data(reading.language, "labels")["articles"], key=len, reverse=True)
    for article in articles:
        plain = text.casefold().replace("’", "'")
        if plain.startswith(article if article.endswith("'") else f"{article} "):
            return text[len(article) :].strip()
    return text


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


def _own_side(reading: Reading, other: Agent) -> list[Agent]:
    """Whose instrument "with B" is: the organisation or state that the document speaks for."""
    speaker = next((p for p in reading.persons if p.organisation and not p.state), None)
    if (
        speaker is not None
        and Agent("organisation", str(speaker.organisation)) != other
        and _leads(reading, speaker)
    ):
        return [Agent("organisation", _worded(reading, str(speaker.organisation)))]
    if reading.home and reading.home != other.name:
        return [Agent("state", reading.home)]
    return []


def _leads(reading: Reading, person: Entity) -> bool:
    """Whether a person is the first of the document."""
    return bool(reading.persons) and min(reading.persons, key=lambda p: p.start) is person


def _worded(reading: Reading, name: str) -> str:
    place = next((p for p in reading.places if p.organisation and name in (p.name, p.organisation)), None)
    return reading.organisation(str(place.organisation)) if place and place.organisation else name


def of_signatories(reading: Reading, signatories: Sequence[Agent]) -> tuple[Agent, ...]:
    """The states and organisations of those who sign."""
    found: list[Agent] = []
    for agent in signatories:
        if agent.kind != "person":
            found.append(agent)
            continue
        person = next((p for p in reading.persons if p.name == agent.name), None)
        if person is not None and person.state:
            found.append(Agent("state", person.state))
        elif person is not None and person.organisation:
            found.append(Agent("organisation", _worded(reading, person.organisation)))
    return tuple(dict.fromkeys(found))


def sides(reading: Reading, offset: int) -> tuple[Agent, ...]:
    """The two states of the document, as its persons near an offset tell them: home and its counterpart."""
    persons = sorted(reading.persons, key=lambda p: min(abs(phrase.start - offset) for phrase in p.phrases))
    states = [p.state for p in persons if p.state and p.roles]
    home = reading.home
    others = [state for state in states if state != home]
    if home is None:
        unique = list(dict.fromkeys(states))
        return tuple(Agent("state", s) for s in unique) if len(unique) == 2 else ()
    return (Agent("state", home), Agent("state", others[0])) if others else ()


def is_bilateral(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether the words at a name say that it is between the two sides."""
    around = reading.shadow[max(0, mention.start - 25) : mention.end + 40].casefold()
    return any(word in around for word in _words(reading.language, "bilateral"))

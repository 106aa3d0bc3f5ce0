"""Between whom an instrument is, as its name says.

In: a mention of an instrument in its reading. Out: its parties as agents: "between A and B", "franco-marocain",
"with B", or what is told right behind the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extractors import agreement_bodies, agreement_sides
from kg.extractors import agreement_party_names as names
from kg.facts import Agent
from kg.languages import data
from kg.mentions.gazetteer import Place, organisation_of
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_STATES = ("state", "metonym")
_MOST = 60  # places in a name
_BEHIND = 110  # code points behind a name
_LONGEST_PAIR = 260  # code points behind a name in which two bodies may be told


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
    for word in names.party_words(reading.language, "with"):
        match = re.search(rf"\s{re.escape(word)}\s+", text, re.IGNORECASE)
        if match is None:
            continue
        agent = names.party(reading, mention.start + match.end(), mention.end)
        if agent is not None and agent.kind == "organisation" and _is_agency(reading, agent.name):
            return agent
    return None


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
    for place in names.places(reading, mention.end, end)[:1]:
        words = text[mention.end : place.start].casefold().split()
        if words and words[0] in benefit and len(words) <= 2 and place.code and place.kind == "state":
            found.append(Agent("state", place.code))
    return tuple(dict.fromkeys(found))


def bodies_behind(reading: Reading, mention: InstrumentMention) -> tuple[Agent, ...]:
    """The two that "between A and B" tells behind the name, where one of them is a body by its own name."""
    text = reading.shadow
    line = text.find("\n", mention.end)
    high = min(mention.end + _LONGEST_PAIR, line if line >= 0 else len(text))
    high = min([high, *(other.start for other in reading.instruments if other.start >= mention.end)])
    between = "|".join(re.escape(word) for word in names.party_words(reading.language, "between"))
    match = re.search(rf"\b(?:{between})\s+", text[mention.end : high], re.IGNORECASE)
    if match is None or re.search(r"[.;:]\s", text[mention.end : mention.end + match.start()]):
        return ()
    start = mention.end + match.end()
    by = "|".join(re.escape(word) for word in data(reading.language, "agreement")["context"]["by"])
    stop = re.search(rf"[;:(]|\.(?:\s|$)|\s(?:{by})\s", text[start:high])
    high = start + stop.start() if stop else high
    pair = list(names.parts(reading, start, high))[:2]
    if len(pair) < 2 or agreement_bodies.has_person(reading, (start, pair[1][1])):
        return ()
    agents = tuple(agent for part in pair if (agent := names.party(reading, *part)) is not None)
    return agents if len(set(agents)) == 2 and any(a.kind == "organisation" for a in agents) else ()


def _is_agency(reading: Reading, name: str) -> bool:
    return any(
        word in names.party_words(reading.language, "agency") for word in re.findall(r"\w+", name.casefold())
    )


def _known_names(reading: Reading) -> set[str]:
    return {reading.organisation(p.organisation) for p in reading.places if p.organisation}


@cache
def _topics(language: str, linked: bool) -> str:
    """The words that lead from the parties to what the instrument is about, as a pattern.

    Behind "linking A" the word that leads to the other party is none of them.
    """
    labels = data(language, "labels")
    words = [word for word in labels["topical"] if not (linked and word in labels["links"])]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _between_in(reading: Reading, low: int, high: int) -> Iterator[Agent]:
    text = reading.shadow[low:high]
    for word in names.party_words(reading.language, "between"):
        match = re.search(rf"\b{re.escape(word)}\s+", text, re.IGNORECASE)
        if match is None:
            continue
        start = low + match.end()
        linked = word in data(reading.language, "labels")["linking"]
        topics = _topics(reading.language, linked)
        topic = re.search(rf"\s(?:{topics})\s", text[match.end() :], re.IGNORECASE)
        end = start + topic.start() if topic else high
        agents = [names.party(reading, first, last) for first, last in names.parts(reading, start, end)]
        if len(agents) > 1 or (agents and agents[0] is not None and agents[0].kind == "state"):
            yield from (agent for agent in agents if agent is not None)


def _joined(reading: Reading, mention: InstrumentMention) -> Iterator[Agent]:
    """Parties in adjective or hyphenated pairs, right behind "with", and organisations that own the text."""
    inside = names.places(reading, mention.start, mention.end)
    for index, place in enumerate(inside):
        if place.kind == "compound":
            yield from (Agent("state", code) for code in place.codes)
            continue
        agent = names.agent(reading, place)
        if agent is None:
            continue
        neighbours = inside[max(0, index - 1) : index] + inside[index + 1 : index + 2]
        paired = any(_is_hyphened(reading, place, other) for other in neighbours)
        own = place.kind == "organisation" and organisation_of(
            str(place.organisation)
        ) not in names.party_words(reading.language, "not_parties")
        if paired or _behind(reading, place, mention, "with") or (own and _owns(reading, place, mention)):
            yield agent


def _is_hyphened(reading: Reading, one: Place, other: Place) -> bool:
    first, second = sorted((one, other), key=lambda p: p.start)
    return reading.shadow[first.end : second.start].strip() in ("-", "–", "/")


def _behind(reading: Reading, place: Place, mention: InstrumentMention, key: str) -> bool:
    before = reading.shadow[mention.start : place.start].casefold()
    articles = "|".join(re.escape(a) for a in data(reading.language, "labels")["articles"])
    prepositions = "|".join(
        re.escape(word) for word in sorted(names.party_words(reading.language, key), key=len, reverse=True)
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
    return any(word in words for word in names.party_words(reading.language, "with"))

"""Whose instrument it is where its name does not tell: the two sides of the document, those who sign.

In: a reading, and an offset, a party or signatories. Out: the states and organisations as agents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.entity import Entity
from kg.entities.groups import Group
from kg.facts import Agent
from kg.languages import data
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_PAIR = 400  # code points before a name in which two states may be joined


def own(reading: Reading, other: Agent, mention: InstrumentMention | None = None) -> list[Agent]:
    """Whose instrument "with B" is: that of who speaks of it, the organisation or state of the document."""
    speaking = _speaking(reading, mention) if mention is not None else None
    if speaking is not None and speaking != other.name:
        return [Agent("state", speaking)]
    speaker = next((p for p in reading.persons if p.organisation and not p.state), None)
    if (
        speaker is not None
        and Agent("organisation", str(speaker.organisation)) != other
        and _leads(reading, speaker)
    ):
        return [Agent("organisation", _worded(reading, str(speaker.organisation)))]
    if reading.letterhead_organisation() and (key := reading.main_organisation()):
        name = reading.organisation(key)
        return [Agent("organisation", name)] if name != other.name else []
    if reading.home and reading.home != other.name:
        return [Agent("state", reading.home)]
    return []


def _speaking(reading: Reading, mention: InstrumentMention) -> str | None:
    """The state of the last person that the sentence names before an instrument."""
    for token in reversed(reading.parsed.doc[reading.parsed.doc[mention.token].sent.start : mention.first]):
        states = [person.state for person in reading.entities(token) if person.state]
        if states:
            return states[0]
    return None


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
    """The two states of the document at an offset: home and whom the paragraph tells last, or the nearest."""
    pair = _pair_beside(reading, offset)
    if pair:
        return pair
    home = None if reading.letterhead_organisation() else reading.home
    told = [code for at, code in _told(reading) if at < offset and at > _paragraph(reading, offset)]
    persons = sorted(reading.persons, key=lambda p: _distance(p, offset))
    states = [*reversed(told), *(p.state for p in persons if p.state and p.roles)]
    others = [state for state in states if state != home]
    if home is None:
        unique = list(dict.fromkeys(states))
        return tuple(Agent("state", s) for s in unique) if len(unique) == 2 else ()
    return (Agent("state", home), Agent("state", others[0])) if others else ()


def told_together(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether it is the two sides who tell of it: "the two ministers welcomed the entry into force of"."""
    sentence = reading.parsed.doc[mention.token].sent
    for token in reading.parsed.doc[sentence.start : mention.first]:
        group = reading.parsed.mentions.get(token.i)
        if isinstance(group, Group) and group.kind in ("sides", "group", "both"):
            return True
        if token.pos_ == "PRON" and len({p.state for p in reading.entities(token)}) == 2:
            return True
    return False


def _pair_beside(reading: Reading, offset: int) -> tuple[Agent, ...]:
    """The two states that the paragraph joins before an offset: "the Pakistan-Uzbekistan Commission"."""
    start = max(_paragraph(reading, offset), offset - _PAIR)
    near = [p for p in reading.places if start < p.start < offset and p.kind in ("state", "compound")]
    for one, other in zip(reversed(near[:-1]), reversed(near[1:]), strict=False):
        joint = reading.shadow[one.end : other.start].strip()
        if joint in ("-", "–") and one.code and other.code and one.code != other.code:
            return (Agent("state", one.code), Agent("state", other.code))
    return ()


def _distance(person: Entity, offset: int) -> tuple[bool, int]:
    """How far a person is told from an offset; who is named only behind it comes last."""
    before = [offset - phrase.start for phrase in person.phrases if phrase.start < offset]
    return not before, min(before or [phrase.start - offset for phrase in person.phrases])


def _paragraph(reading: Reading, offset: int) -> int:
    return reading.shadow.rfind("\n", 0, offset)


def _told(reading: Reading) -> list[tuple[int, str]]:
    """The states that persons in office and pairs of states ("algéro-tunisien") tell, in text order."""
    return sorted({*_of_persons(reading), *_of_pairs(reading)})


def _of_persons(reading: Reading) -> Iterator[tuple[int, str]]:
    for person in reading.persons:
        if person.state and person.roles:
            yield from ((phrase.start, person.state) for phrase in person.phrases)


def _of_pairs(reading: Reading) -> Iterator[tuple[int, str]]:
    for place in reading.places:
        if place.kind == "compound":
            yield from ((place.start, code) for code in place.codes)


def is_bilateral(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether the words at a name say that it is between the two sides."""
    around = reading.shadow[max(0, mention.start - 25) : mention.end + 60].casefold()
    return any(word in around for word in data(reading.language, "agreement")["parties"]["bilateral"])


def is_multilateral(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether the name says that many take part: "Convention régionale", "the African Charter"."""
    words = mention.label.casefold().split()
    return any(word in words for word in data(reading.language, "agreement")["parties"]["multilateral"])

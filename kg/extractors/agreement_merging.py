"""One fact an instrument: what several mentions tell of it, put together.

In: an `Instrument` a mention, in text order. Out: `known`, the one that a mention is of; `merge`, both in one;
`settle_parties`, the parties that neither its name nor those who sign tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extractors import agreement_sides
from kg.extractors.agreement_deeds import ONE_SIDED, SIGNING, TWO_SIDED, Deed, latest
from kg.facts import Agent, Quote
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_REMEMBERED = 300  # instruments that a mention may be of
_STEM = 4  # letters of a word that tell what it is about
_LONGEST_LIST = 1500  # code points
_OF_TWO = frozenset({"agreement", "memorandum", "protocol", "convention", "programme", "contract"})
_BILATERAL = frozenset({"agreement", "memorandum"})  # kinds that one side's ratification tells to be of two


@dataclass(slots=True)
class Instrument:
    """One instrument of the document while its mentions are put together."""

    mention: InstrumentMention
    deed: Deed
    parties: tuple[Agent, ...]
    signatories: tuple[Agent, ...]
    confidence: float
    quotes: list[Quote] = field(default_factory=list)
    listed: bool = False


def known(found: Sequence[Instrument], mention: InstrumentMention) -> Instrument | None:
    """The instrument that a mention is of: the same name, or the beginning of one told before."""
    words = _plain(mention.label)
    for instrument in reversed(found[-_REMEMBERED:]):
        if instrument.mention.kind != mention.kind:
            continue
        if mention.kind == "partnership" and words[:2] == _plain(instrument.mention.label)[:2]:
            return instrument
        other = _plain(instrument.mention.label)
        if words == other:
            return instrument
        shorter, longer = sorted((words, other), key=len)
        related = mention.definite or instrument.mention.definite
        if related and len(shorter) >= 2 and longer[: len(shorter)] == shorter:
            return instrument
        if _is_short_for(mention, instrument.mention) or _is_short_for(instrument.mention, mention):
            return instrument
    return None


def _is_short_for(one: InstrumentMention, other: InstrumentMention) -> bool:
    """Whether a definite name has but words of the other: "the visa exemption agreement" of one on visas."""
    heads = _plain(one.kind)
    short = {word[:_STEM] for word in _plain(one.label) if len(word) > 3 and word not in heads}
    whole = {word[:_STEM] for word in _plain(other.label)}
    return one.definite and not other.definite and len(short) >= 2 and short <= whole


def merge(known: Instrument, other: Instrument) -> None:
    known.quotes.extend(other.quotes)
    known.parties = (
        tuple(dict.fromkeys([*known.parties, *other.parties])) if len(known.parties) < 2 else known.parties
    )
    known.signatories = known.signatories or other.signatories
    proper = known.mention.label[:1].isupper() and not other.mention.label[:1].isupper()
    if len(other.mention.label) > len(known.mention.label) and not proper:
        known.mention = other.mention
    if other.deed.action != known.deed.action:
        known.deed = latest([known.deed, other.deed])
    else:
        known.deed.date = known.deed.date or other.deed.date
        known.deed.duration = known.deed.duration or other.deed.duration


def settle_parties(reading: Reading, instrument: Instrument, found: Sequence[Instrument]) -> None:
    """Parties that neither name nor signatories tell: the two sides of the document, where it is theirs."""
    mention, deed = instrument.mention, instrument.deed
    if len(instrument.parties) >= 2 or _is_of_many(reading, mention):
        return
    pair = agreement_sides.sides(reading, mention.start)
    if instrument.parties:
        open_to_many = deed.action in ONE_SIDED and mention.kind not in _BILATERAL
        own = deed.action in TWO_SIDED and instrument.parties[0] in pair and not mention.loose
        own = own and not open_to_many
        instrument.parties = pair if own else instrument.parties
        return
    told = agreement_sides.is_bilateral(reading, mention)
    neighbour = _neighbour(reading, instrument, found)
    done = deed.action in TWO_SIDED and (instrument.listed or deed.live)
    done = done or (deed.action in TWO_SIDED - ONE_SIDED and _is_of_the_two(reading, mention))
    if told or deed.action in SIGNING or done:
        instrument.parties = neighbour or pair
    elif namesake := _namesake(instrument, found):
        instrument.parties = namesake
    elif neighbour and _is_of_neighbours(reading, instrument):
        instrument.parties = neighbour


def _is_of_neighbours(reading: Reading, instrument: Instrument) -> bool:
    """Whether an instrument is of the same two as the one told before it: not one that is called after a town."""
    mention, deed = instrument.mention, instrument.deed
    if _has_town(reading, mention):
        return False
    if mention.label[:1].isupper():
        return mention.kind in _OF_TWO and deed.action in TWO_SIDED - ONE_SIDED
    return mention.definite or deed.action in TWO_SIDED


def _has_town(reading: Reading, mention: InstrumentMention) -> bool:
    inside = (p for p in reading.places if mention.start <= p.start < mention.end)
    return any(place.kind in ("city", "capital") for place in inside)


def _is_of_many(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether many take part by its name, and nothing says that it is the two sides' all the same."""
    many = agreement_sides.is_multilateral(reading, mention)
    return many and not agreement_sides.is_bilateral(reading, mention)


def _is_of_the_two(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether the two sides speak of an instrument of their own: not of one that is called after a town."""
    if mention.kind not in _OF_TWO or not agreement_sides.told_together(reading, mention):
        return False
    return not _has_town(reading, mention)


def _neighbour(reading: Reading, instrument: Instrument, found: Sequence[Instrument]) -> tuple[Agent, ...]:
    """The parties of an instrument told close by, in the same paragraph."""
    start = reading.shadow.rfind("\n", 0, instrument.mention.start) + 1
    if instrument.listed:
        start = instrument.mention.start - _LONGEST_LIST
    for other in found:
        states = [agent for agent in other.parties if agent.kind == "state"]
        if (
            other is not instrument
            and other.mention.start >= start
            and len(states) == 2
            and other.mention.start < instrument.mention.start
        ):
            return tuple(states)
    return ()


def _namesake(instrument: Instrument, found: Sequence[Instrument]) -> tuple[Agent, ...]:
    """The parties of an instrument of the same name and another year: "the 2011 Framework Arrangement"."""
    words = [word for word in _plain(instrument.mention.label) if not word[:1].isdigit()]
    for other in found:
        if other is not instrument and len(words) > 1 and _plain(other.mention.label)[: len(words)] == words:
            return other.parties
    return ()


def _plain(label: str) -> list[str]:
    return label.casefold().replace("’", "'").split()

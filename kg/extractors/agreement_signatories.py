"""Who signs an instrument, by name.

In: a mention of an instrument and its deeds. Out: `signing`, the deeds that tell of a signing; `of`, the
persons who sign; `speak_for`, whether they are of the organisations that are the parties.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors import agreement_sides
from kg.extractors.agreement_deeds import Deed
from kg.extractors.agreement_merging import Instrument
from kg.facts import Agent
from kg.languages import data
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading


def signing(deeds: Sequence[Deed]) -> list[Deed]:
    """The deeds in which somebody signs, else those in which two persons are to sign."""
    return [d for d in deeds if d.action == "signed"] or [d for d in deeds if _is_of_both(d)]


def of(
    reading: Reading, mention: InstrumentMention, deeds: Sequence[Deed], previous: Instrument | None
) -> tuple[Agent, ...]:
    """Those in a bracket behind the name, else those who do it."""
    return _bracketed(reading, mention, previous) or tuple(
        agent for deed in deeds for agent in deed.actors if agent.kind == "person"
    )


def speak_for(reading: Reading, signatories: Sequence[Agent], parties: Sequence[Agent]) -> bool:
    """Whether those who sign are of the organisations that are the parties, rather than look on."""
    return {agent.name for agent in agreement_sides.of_signatories(reading, signatories)} == {
        agent.name for agent in parties
    }


def _is_of_both(deed: Deed) -> bool:
    """Whether two persons are to sign."""
    return deed.action == "planned" and len([a for a in deed.actors if a.kind == "person"]) == 2


def _bracketed(
    reading: Reading, mention: InstrumentMention, previous: Instrument | None
) -> tuple[Agent, ...]:
    """Who is listed in a bracket behind the name, or "the same" as of the item before."""
    text = reading.shadow
    opening = text.find("(", mention.end, mention.end + 80)
    if opening < 0 or "\n" in text[mention.end : opening] or ";" in text[mention.end : opening]:
        return ()
    closing = text.find(")", opening)
    inside = text[opening + 1 : closing].casefold() if 0 < closing - opening < 400 else ""
    if any(words in inside for words in data(reading.language, "agreement")["parties"]["same_signatories"]):
        return previous.signatories if previous else ()
    tokens = reading.parsed.tokens_in(opening + 1, closing) if inside else []
    return tuple(agent for agent in reading.agents(tokens, metonymy=False) if agent.kind == "person")

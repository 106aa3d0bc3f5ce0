"""Agreements: instruments between states or organisations, and the latest that a document says of each.

In: a `Reading`. Out: `Agreement` facts, one an instrument. An instrument that is only named is `mentioned`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.clauses import Clause, grammar
from kg.extractors import (
    agreement_lead,
    agreement_merging,
    agreement_parties,
    agreement_sides,
    agreement_signatories,
    agreement_story,
    cue_words,
    cues,
)
from kg.extractors.agreement_actions import Deeds
from kg.extractors.agreement_deeds import ONE_SIDED, TWO_SIDED, Deed, latest
from kg.extractors.agreement_merging import Instrument
from kg.extractors.cue_words import Surroundings
from kg.facts import Agent, Agreement, Quote
from kg.languages import data
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_SURE, _PLAIN, _MENTIONED, _LOOSE = 0.95, 0.9, 0.8, 0.7
_LONGEST_QUOTE = 320
_OF_THE_DAY = frozenset({"renewed", "amended"})


def extract(reading: Reading) -> Iterator[Agreement]:
    """The instruments of a document."""
    clauses = {clause.head.i: clause for clause in reading.clauses}
    found: list[Instrument] = []
    previous: Instrument | None = None
    for mention in reading.instruments:
        around = cues.around(reading, mention, clauses, "agreement")
        asked = _is_asked(reading, mention)
        deeds = [] if asked else _deeds(reading, mention, around, clauses, previous)
        if asked and not mention.definite:
            continue
        if around.denied or (not deeds and (mention.loose or _is_missing(reading, mention))):
            continue
        instrument = _instrument(reading, mention, deeds or [Deed("mentioned")], previous)
        known = agreement_merging.known(found, mention)
        if known is None:
            found.append(instrument)
        else:
            agreement_merging.merge(known, instrument)
        previous = known or instrument
    found.extend(_likewise(reading, found))
    for instrument in found:
        agreement_merging.settle_parties(reading, instrument, found)
        yield _fact(reading, instrument)


def _is_asked(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether a question is asked, which tells nothing: "Have the two concluded a military agreement?"."""
    _, end = reading.sentence(reading.parsed.doc[mention.token])
    return reading.shadow[max(0, end - 3) : end].rstrip().endswith("?")


def _is_missing(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether a new thing is but said not to be: "an agreement on investment was not on the agenda"."""
    token = reading.parsed.doc[mention.token]
    negations = grammar(reading.language).negations
    denied = any(child.lower_ in negations for child in token.head.children)
    return denied and not mention.definite and token.dep_.startswith("nsubj")


def _deeds(
    reading: Reading,
    mention: InstrumentMention,
    around: Surroundings,
    clauses: Mapping[int, Clause],
    previous: Instrument | None,
) -> list[Deed]:
    """What is done to an instrument, by its own words, its list's lead, or a verb that two names share."""
    deeds = Deeds(reading, mention, around, clauses, agreement_lead.of(reading, mention)).read()
    if not deeds and previous is not None and _is_coordinated(reading, previous.mention, mention):
        deeds = [previous.deed]
    return deeds


def _likewise(reading: Reading, found: Sequence[Instrument]) -> Iterator[Instrument]:
    """Instruments named by a pronoun and their other party: "celui avec l'Ouzbékistan a été paraphé"."""
    context = cue_words.words(reading.language, "agreement").context
    withs = data(reading.language, "agreement")["parties"]["with"]
    clauses = {clause.head.i: clause for clause in reading.clauses}
    doc = reading.parsed.doc
    for token in doc[:-2]:
        if token.lower_ not in context["likewise"] or doc[token.i + 1].lower_ not in withs:
            continue
        model = next((i for i in reversed(found) if i.mention.last < token.i), None)
        at = token.i + 2 + (doc[token.i + 2].pos_ == "DET")
        place = reading.place(doc[at]) if at < len(doc) else None
        if model is None or place is None or not place.code:
            continue
        label = _renamed(reading, model.mention, token.i, at)
        if label is None:
            continue
        mention = InstrumentMention(
            reading.parsed.starts[token.i], reading.parsed.ends[at], label, model.mention.kind,
            token.i, token.i, at, False, True, False
        )  # fmt: skip
        around = cues.around(reading, mention, clauses, "agreement")
        deed = latest(Deeds(reading, mention, around, clauses, None).read() or [Deed("mentioned")])
        instrument = Instrument(mention, deed, (), (), _PLAIN, list(_quotes(reading, mention, deed)))
        own = [
            a
            for a in model.parties
            if a.name
            not in {p.code for p in reading.places if model.mention.start <= p.start < model.mention.end}
        ]
        instrument.parties = (*own[:1], Agent("state", place.code))
        yield instrument


def _renamed(reading: Reading, model: InstrumentMention, start: int, end: int) -> str | None:
    """The name of the model with the other party in the place of its own."""
    text = reading.document.text
    own = text[reading.parsed.starts[start + 1] : reading.parsed.ends[end]]
    first = own.split()[0]
    head, found, _ = model.label.partition(f" {first} ")
    return f"{head} {own}" if found else None


def _is_coordinated(reading: Reading, one: InstrumentMention, other: InstrumentMention) -> bool:
    """Whether two names share a verb: only "and", commas and articles stand between them."""
    labels = data(reading.language, "labels")
    small = {
        *labels["conjunctions"],
        *labels["of"],
        *labels["articles"],
        *labels["new_articles"],
        *labels["also"],
        ",",
    }
    between = reading.parsed.doc[one.last + 1 : other.first]
    short = 0 < len(between) <= 6 and not any(token.is_sent_start for token in between)
    return short and all(token.lower_ in small for token in between)


def _instrument(
    reading: Reading, mention: InstrumentMention, deeds: Sequence[Deed], previous: Instrument | None
) -> Instrument:
    deed = latest(deeds)
    signing = agreement_signatories.signing(deeds)
    signatories = agreement_signatories.of(reading, mention, signing, previous)
    by_persons = bool(signatories or deed.actors or deed.bodies)
    if deed.date is None and _is_of_the_day(deed, by_persons):
        deed = replace(deed, date=agreement_story.story_day(reading, mention, by_persons))
    parties = _parties(reading, mention, deed, deeds, signatories if signing else ())
    foreign = parties and not any(a.kind == "state" for a in parties)
    if not signing or (foreign and not agreement_signatories.speak_for(reading, signatories, parties)):
        signatories = ()
    confidence = (
        _MENTIONED if deed.action == "mentioned" else _SURE if deed.tokens or deed.passages else _PLAIN
    )
    instrument = Instrument(mention, deed, parties, signatories, _LOOSE if mention.loose else confidence)
    for told in deeds:
        instrument.quotes.extend(_quotes(reading, mention, told))
    instrument.listed = agreement_lead.is_item(reading, mention)
    return instrument


def _is_of_the_day(deed: Deed, by_persons: bool) -> bool:
    """Whether what is done without a date is done when the story stands."""
    if deed.action == "signed":
        return deed.live or by_persons
    return deed.action in _OF_THE_DAY and deed.live


def _parties(
    reading: Reading,
    mention: InstrumentMention,
    deed: Deed,
    deeds: Sequence[Deed],
    signatories: Sequence[Agent],
) -> tuple[Agent, ...]:
    """Those that the name tells, then those who sign, then those told behind the name."""
    bodies = next((d.bodies for d in deeds if d.bodies), ())
    parties = agreement_parties.named(reading, mention)
    if len(parties) < 2 and bodies:
        return bodies
    if len(parties) < 2 and (behind := agreement_parties.bodies_behind(reading, mention)):
        return behind
    partners = [agent for d in deeds for agent in d.partners]
    if len(parties) < 2 and partners:
        parties = tuple(dict.fromkeys([*agreement_sides.own(reading, partners[0], mention), *partners]))
    if len(parties) < 2:
        acting = [agent for d in deeds if d.action in TWO_SIDED - ONE_SIDED for agent in d.actors]
        told = agreement_sides.of_signatories(reading, [*signatories, *acting])
        parties = tuple(dict.fromkeys([*parties, *told]))
    if not parties and deed.action != "mentioned":
        parties = agreement_parties.told_behind(reading, mention)
    alone = [Agent("state", code) for d in deeds if d.action in ONE_SIDED for code in d.states]
    if alone and not any(agent.kind == "state" for agent in parties):
        parties = ()
    return tuple(dict.fromkeys([*parties, *alone]))


def _quotes(reading: Reading, mention: InstrumentMention, deed: Deed) -> Iterator[Quote]:
    start, end = mention.start, mention.end
    sentence = reading.sentence(reading.parsed.doc[mention.token])
    for token in deed.tokens:
        first, last = reading.parsed.starts[token.i], reading.parsed.ends[token.i]
        wider = min(start, first), max(end, last)
        if sentence[0] <= first and last <= sentence[1] and wider[1] - wider[0] <= _LONGEST_QUOTE:
            start, end = wider
        else:
            yield reading.quote(first, last)
    yield reading.quote(start, end)
    for passage in deed.passages:
        yield reading.quote(*passage)


def _fact(reading: Reading, instrument: Instrument) -> Agreement:
    return Agreement(
        document=reading.document.id,
        evidence=tuple(sorted(set(instrument.quotes))),
        confidence=instrument.confidence,
        label=instrument.mention.label,
        kind=instrument.mention.kind,
        parties=instrument.parties,
        action=instrument.deed.action,
        date=instrument.deed.date,
        duration=instrument.deed.duration,
        signatories=instrument.signatories,
    )

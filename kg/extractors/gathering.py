"""Gatherings: meetings of bodies and multilateral events with a name of their own.

In: a `Reading`. Out: `Gathering` facts, one a sitting: further mentions of it add evidence and what they
tell. A name alone makes no fact; the text has to say that the gathering is held, planned, attended or put
off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.clauses import Clause
from kg.extractors import cue_words, cues
from kg.extractors.cue_words import Cue, Surroundings
from kg.extractors.gathering_circumstances import Circumstance, Circumstances
from kg.facts import Gathering, Quote
from kg.mentions.gatherings import GatheringMention
from kg.reading import Reading

_REMEMBERED = 300  # gatherings that a mention may be of
_LONGEST_QUOTE = 300
_SURE, _PLAIN, _LOOSE = 0.95, 0.9, 0.8


@dataclass(slots=True)
class _Sitting:
    """One gathering of the document while its mentions are put together."""

    mention: GatheringMention
    circumstances: Circumstances
    ordinal: int | None
    confidence: float
    quotes: list[Quote] = field(default_factory=list)


def extract(reading: Reading) -> Iterator[Gathering]:
    """The gatherings of a document."""
    clauses = {clause.head.i: clause for clause in reading.clauses}
    sittings: list[_Sitting] = []
    for mention in reading.gatherings:
        around = cues.around(reading, mention, clauses, "gathering")
        if around.denied or not _takes_place(mention, around, reading, clauses):
            continue
        told = Circumstance(reading, mention, around, clauses).read()
        if told is None or (around.wished and told.date is None):
            continue
        if mention.weak and not _is_pinned(reading, mention, told):
            continue
        known = _known(sittings, mention, told)
        if known is None:
            if mention.short and not mention.further:
                continue
            known = _Sitting(mention, told, mention.ordinal, _confidence(mention, around))
            sittings.append(known)
        else:
            _merge(known, mention, told)
        known.quotes.append(_quote(reading, mention, told))
    for sitting in sittings:
        yield _fact(reading, sitting)


def _takes_place(
    mention: GatheringMention, around: Surroundings, reading: Reading, clauses: Mapping[int, Clause]
) -> bool:
    """Whether the text speaks of a meeting: of a body only where it sits, of a session where more is said."""
    if mention.needs_sitting:
        return _sits(mention, around, reading, clauses)
    if mention.weak or mention.short:
        return bool(around.cues) or bool(around.trail)
    if mention.sitting and mention.ordinal is None:
        return bool(around.cues) or bool(around.trail)
    return True


def _sits(
    mention: GatheringMention, around: Surroundings, reading: Reading, clauses: Mapping[int, Clause]
) -> bool:
    context = cue_words.words(reading.language, "gathering").context
    doc = reading.parsed.doc
    aims = any(token.lower_ in context["aim"] for token in doc[max(0, mention.first - 2) : mention.first])
    for cue in around.cues:
        if aims and cue.word in context["travel"]:
            return True
        if cue.effect in ("postpone", "cancel") and _is_put_off(mention, cue, reading):
            return True
        if cue.word not in context["sits"] and cue.token.lemma_.lower() not in context["sits"]:
            continue
        clause = clauses.get(cue.token.i)
        if clause is None or cue.effect in ("occasion", "tenue", "attend"):
            return True
        body = range(mention.first, mention.last + 1)
        if cue.behind and (clause.reflexive or clause.passive):
            return True
        if any(t.i in body for t in clause.objects):
            return True
        if any(t.i in body for t in clause.subjects):
            own = any(t.lower_ in context["own_sitting"] for t in clause.objects)
            return own or clause.reflexive or not clause.objects
    return False


def _is_put_off(mention: GatheringMention, cue: Cue, reading: Reading) -> bool:
    """Whether it is the body's meeting that is put off, rather than what the body has put off itself."""
    by = cue_words.words(reading.language, "gathering").context["by"]
    between = reading.parsed.doc[cue.token.i + 1 : mention.first]
    return cue.behind or (cue.token.i < mention.first and not any(token.lower_ in by for token in between))


def _is_pinned(reading: Reading, mention: GatheringMention, told: Circumstances) -> bool:
    """Whether talk is a gathering: its name has a capital or a state, and a rank, a day or a place pin it."""
    named = any(mention.label_start <= p.start < mention.label_end for p in reading.places)
    if mention.label.islower() and not named:
        return False
    return (
        mention.ordinal is not None
        or told.date is not None
        or told.place is not None
        or told.host is not None
    )


def _known(sittings: list[_Sitting], mention: GatheringMention, told: Circumstances) -> _Sitting | None:
    """The gathering that a mention is of, if it was told before."""
    if mention.further:
        return None
    told_of = any(sitting.mention.start == mention.antecedent for sitting in sittings[-_REMEMBERED:])
    for sitting in reversed(sittings[-_REMEMBERED:]):
        if not _same_label(sitting, mention, told):
            continue
        if mention.short and told_of and sitting.mention.start != mention.antecedent:
            continue
        differ = mention.ordinal is not None and sitting.ordinal not in (None, mention.ordinal)
        again = mention.short or (mention.antecedent is not None and mention.ordinal is None)
        if not differ and (again or not _contradict(sitting.circumstances, told)):
            return sitting
    return None


def _same_label(sitting: _Sitting, mention: GatheringMention, told: Circumstances) -> bool:
    """Whether two names are one: the same words, or the words of one in the other on the same day."""
    one, other = sitting.mention.label.casefold(), mention.label.casefold()
    if one == other:
        return True
    shorter, longer = sorted((set(one.split()), set(other.split())), key=len)
    same_day = told.date is not None and told.date == sitting.circumstances.date
    shared = len(shorter & longer)
    return same_day and sitting.mention.kind == mention.kind and shared >= 3 and shared >= 0.6 * len(shorter)


def _contradict(known: Circumstances, told: Circumstances) -> bool:
    """Whether two accounts cannot be of one gathering: one held, the other still to come on another day."""
    past = {"held", "under-way"}
    return (
        (known.status in past) != (told.status in past) and known.date is not None and told.date is not None
    )


def _merge(sitting: _Sitting, mention: GatheringMention, told: Circumstances) -> None:
    known = sitting.circumstances
    moved = told.status in ("postponed", "cancelled") or (
        known.status not in ("postponed", "cancelled") and told.date and not known.date
    )
    sitting.circumstances = Circumstances(
        told.status if moved else known.status,
        (told.date or known.date) if moved else (known.date or told.date),
        known.place or told.place,
        known.host or told.host,
        known.tokens,
        known.told or told.told,
    )
    sitting.ordinal = sitting.ordinal or mention.ordinal
    if sitting.mention.label.isupper() and not mention.label.isupper() and not mention.short:
        sitting.mention = mention


def _confidence(mention: GatheringMention, around: Surroundings) -> float:
    if mention.short or mention.weak:
        return _LOOSE if mention.ordinal is None else _PLAIN
    return _SURE if around.cues or mention.ordinal is not None else _LOOSE


def _quote(reading: Reading, mention: GatheringMention, told: Circumstances) -> Quote:
    """The name with the words that tell when, where and whether, in one passage."""
    start, end = mention.start, mention.end
    sentence = reading.sentence(reading.parsed.doc[mention.token])
    for token in told.tokens:
        first, last = reading.parsed.starts[token.i], reading.parsed.ends[token.i]
        wider = min(start, first), max(end, last)
        if sentence[0] <= first and last <= sentence[1] and wider[1] - wider[0] <= _LONGEST_QUOTE:
            start, end = wider
    return reading.quote(start, end)


def _fact(reading: Reading, sitting: _Sitting) -> Gathering:
    told = sitting.circumstances
    return Gathering(
        document=reading.document.id,
        evidence=tuple(sorted(set(sitting.quotes))),
        confidence=sitting.confidence,
        label=sitting.mention.label,
        kind=sitting.mention.kind,
        ordinal=sitting.ordinal,
        status=told.status,
        date=told.date,
        place=told.place,
        host=told.host,
    )

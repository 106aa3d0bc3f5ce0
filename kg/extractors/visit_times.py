"""When a journey takes place.

In: a reading, a word of travel, its stops and the tense. Out: a `Span`: what is told of a stay's date, first
and last day and length, which several sentences may tell in turns, and the EDTF value that comes of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from spacy.tokens import Token

from kg.extractors.circumstances import when
from kg.extractors.visit_goals import Stop
from kg.extractors.visit_heads import Head, clause_at, noun_head
from kg.extractors.visit_span import Span, merged
from kg.extractors.visit_stop_dates import comes_later, own_date
from kg.extractors.visit_stops import reach
from kg.extractors.visit_words import classes, words
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.reading import Reading

_DATELINE = 40  # code points that a dateline takes on either side of its date
_BESIDE = 30  # code points between a noun of travel and its length


def span(
    reading: Reading,
    head: Head,
    stop: Stop | None,
    found: list[Stop],
    tense: Literal["past", "future"] | None,
    alone: bool = False,
) -> Span:
    """What a sentence tells of when; `alone`: only the dates of the word's own phrase count."""
    told = Span(days=_days(reading, head))
    own = own_date(reading, stop, found) if stop is not None else None
    candidates = [own] if own is not None else _belonging(reading, head, found, alone)
    if head.noun is not None and own is None:
        candidates = [m for m in candidates if m.start > reading.parsed.starts[head.token.i]]
        tour = _belonging(reading, noun_head(reading, head.noun), found)
        candidates = candidates or [m for m in tour if m.value and "/" in m.value]
    if not candidates and stop is not None and stop.fronted:
        behind = when(reading, head.token, tense)
        candidates = [behind] if behind is not None else []
    postponing = [c.head for c in head.carried("postponing")]
    decided = bool(head.roles & {"cancelling", "postponing"})
    if own is None and stop is not None and comes_later(reading, stop, found):
        candidates = [
            m for m in candidates if m.kind not in ("day", "weekday", "relative-day") or m.start > stop.start
        ]
    for mention in candidates:
        value = _planned_value(mention) if decided else _read(reading, mention, tense)
        if value is None or _compares(mention):
            continue
        if own is None and postponing and _is_new(reading, mention, postponing[-1]):
            told = replace(told, new=dates.reading(mention, "future"))
        else:
            told = merged(told, _placed(reading, head, mention, value))
        told = replace(told, quotes=(*told.quotes, (mention.start, mention.end)))
    return told


def _read(reading: Reading, mention: DateMention, tense: Literal["past", "future"] | None) -> str | None:
    """What a date means in a tense; "since" looks back whatever the tense, a stay of these days is now."""
    now = reading.document.date
    if tense == "future" and now is not None and mention.kind == "interval":
        current = dates.reading(mention, None)
        if current is not None and dates.overlaps(current, now):
            return current
    return dates.reading(mention, "past" if mention.bound == "since" else tense)


def _compares(mention: DateMention) -> bool:
    """Whether a date only says what a visit is the first since: "la première visite depuis 2015"."""
    coarse = mention.value is not None and len(mention.value.split("/")[0]) < 10
    return mention.bound == "since" and coarse and mention.kind != "weekday"


def _planned_value(mention: DateMention) -> str | None:
    """When something was to be that will not be: soon ahead, otherwise what the words mean best."""
    ahead = mention.future_value
    if ahead is None or mention.value is None or mention.kind in ("weekday", "weekend"):
        return ahead or mention.value
    return mention.value


def _placed(reading: Reading, head: Head, mention: DateMention, value: str) -> Span:
    """A date as beginning, end or whole of a stay."""
    if "/" in value:
        return Span(value)
    if mention.bound in ("since", "from") and len(value) == 10:
        return Span(begin=value)
    token = reading.parsed.token_at(mention.start)
    table = classes(reading.language)
    verb = _verb_above(token) if token is not None else None
    if mention.bound == "until" or (verb is not None and verb.lemma_.lower() in table["ending"]):
        return Span(
            end=dates.reading(mention, "future" if verb is not None and _is_future(reading, verb) else None)
            or value
        )
    if verb is not None and verb.lemma_.lower() in table["beginning"] and len(value) == 10:
        return Span(value, begin=value)
    return Span(value)


def _is_future(reading: Reading, verb: Token) -> bool:
    clause = clause_at(reading, verb.i)
    return clause is not None and clause.tense in ("future", "present")


def _verb_above(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _belonging(reading: Reading, head: Head, found: list[Stop], alone: bool = False) -> list[DateMention]:
    """The dates of the sentence that tell when the journey is, by the parse, otherwise by nearness."""
    start = reading.sentence(head.token)[0]
    end = reading.parsed.ends[reach(reading, head.token) - 1]
    mentions = [m for m in reading.dates_in(start, end) if not _is_dateline(reading, m, start)]
    anchors = _anchors(reading, head)
    own = [m for m in mentions if _hangs_on(reading, m, anchors)]
    if own or alone:
        return own
    last = max([reading.parsed.ends[head.token.i], *(s.end for s in found)])
    first = min([reading.parsed.starts[head.token.i], *(s.start for s in found)])
    near = [m for m in mentions if m.value and not _divided(reading, m, first, last, anchors)]
    return sorted(near, key=lambda m: max(m.start - last, first - m.end))[:1]


def _is_dateline(reading: Reading, mention: DateMention, start: int) -> bool:
    """Whether a date is that of a dateline: "Oslo, 3 March 2022 (NTB) – A delegation"."""
    behind = reading.shadow[mention.end : mention.end + _DATELINE]
    return mention.start - start < _DATELINE and any(dash in behind for dash in (" - ", " – ", " — "))


def _anchors(reading: Reading, head: Head) -> set[int]:
    """The tokens whose dates are the journey's: its word, the verbs that carry it, the modals above."""
    anchors = {head.token.i}
    verbs = [carrier.clause.head for carrier in head.carriers if not carrier.roles & {"hosting"}]
    verbs += [head.clause.head] if head.clause is not None else []
    planning = classes(reading.language)["planning"]
    passing = classes(reading.language)["passing"] | planning
    for verb in verbs:
        anchors.add(verb.i)
        for ancestor in verb.ancestors:
            if ancestor.lemma_.lower() not in passing:
                break
            anchors.add(ancestor.i)
    for child in head.token.subtree:
        if child.lemma_.lower() in planning and child.pos_ == "VERB" and child.i - head.token.i < 25:
            anchors.add(child.i)
    return anchors


def _hangs_on(reading: Reading, mention: DateMention, anchors: set[int]) -> bool:
    token = reading.parsed.token_at(mention.start)
    if token is None or reading.parsed.mentions.get(token.i) is not mention:
        return False
    for ancestor in token.ancestors:
        if ancestor.i in anchors:
            return True
        if ancestor.pos_ in ("VERB", "AUX") and ancestor.dep_ not in ("aux", "aux:tense", "aux:pass", "cop"):
            return False
    return False


def _divided(reading: Reading, mention: DateMention, first: int, last: int, anchors: set[int]) -> bool:
    """Whether another clause stands between a date and the words of travel."""
    if mention.end <= first:
        between = reading.parsed.tokens_in(mention.end, first)
    elif mention.start >= last:
        between = reading.parsed.tokens_in(last, mention.start)
    else:
        return False
    return len(between) > 12 or any(
        (
            clause_at(reading, t.i) is not None
            and t.i not in anchors
            and t.pos_ == "VERB"
            and t.i not in reading.parsed.mentions
        )
        or t.text in (";", ":")
        for t in between
    )


def _is_new(reading: Reading, mention: DateMention, verb: Token) -> bool:
    """Whether a date behind a verb of postponing is the one that it is put off to."""
    if mention.start < reading.parsed.ends[verb.i]:
        return False
    prepositions = words(reading.language, "phrases", "new_date")
    own = reading.shadow[mention.start : mention.end].lower().split()
    before = reading.shadow[: mention.start][-12:].lower().split()
    return (
        bool(own and own[0] in prepositions)
        or bool(before and before[-1] in prepositions)
        or mention.bound == "until"
    )


def _days(reading: Reading, head: Head) -> int | None:
    """How many days a noun of travel says that the stay lasts."""
    if head.way is not None:
        return None
    start, end = reading.parsed.starts[head.token.i], reading.parsed.ends[head.token.i]
    for number in reading.durations:
        beside = start - _BESIDE < number.start < end + _BESIDE and isinstance(number.value, str)
        if beside and not set(".;\n") & set(reading.shadow[min(end, number.start) : max(start, number.end)]):
            return _in_days(str(number.value))
    return None


def _in_days(duration: str) -> int | None:
    unit, figure = duration[-1], duration[1:-1]
    if not figure.isdigit() or unit not in "DW":
        return None
    days = int(figure) * (7 if unit == "W" else 1)
    return days if 0 < days < 60 else None

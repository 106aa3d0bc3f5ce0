"""When a journey takes place.

In: a reading, a word of travel, its stops and the tense. Out: a `Span`: what is told of a stay's date, first and
last day and length, which several sentences may tell in turns, and the EDTF value that comes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from kg.extractors.circumstances import when
from kg.extractors.visit_heads import Head
from kg.extractors.visit_stops import Stop, reach
from kg.extractors.visit_words import classes, words
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.reading import Reading

_BRACKET = 3  # code points between a stop and the bracket with its date
_DATELINE = 40  # code points that a dateline takes on either side of its date
_BESIDE = 30  # code points between a noun of travel and its length


@dataclass(frozen=True, slots=True)
class Span:
    """What is told of when: a date, first and last day, length in days, and where the text says so."""

    value: str | None = None
    begin: str | None = None
    end: str | None = None
    days: int | None = None
    new: str | None = None
    quotes: tuple[tuple[int, int], ...] = ()

    def date(self) -> str | None:
        """The EDTF value of the whole."""
        if self.new:
            return self.new
        first, last = self.begin, self.end
        if self.value and "/" not in self.value and len(self.value) == 10 and not (first and last):
            first = first or (self.value if self.days or last else None)
        if self.value and "/" in self.value:
            return self.value
        if first and last and len(first) == len(last) == 10 and first < last:
            return f"{first}/{last}"
        if self.days and self.days > 1 and first and len(first) == 10:
            return _run(first, self.days - 1)
        if self.days and self.days > 1 and last and len(last) == 10:
            return _run(last, 1 - self.days)
        if self.value:
            return self.value
        if first and "/" not in first and last is None:
            return f"{first}/.."
        return first or last


def merged(one: Span, other: Span) -> Span:
    """Both accounts in one; the first counts where they differ, the finer date where one contains the other."""
    value = one.value or other.value
    if one.value and other.value:
        value = dates.narrow(one.value, other.value)
        if "/" in other.value and "/" not in one.value and dates.contains(other.value, one.value):
            value = other.value
    return Span(
        value,
        one.begin or other.begin,
        one.end or other.end,
        one.days or other.days,
        one.new or other.new,
        (*one.quotes, *other.quotes),
    )


def _run(day: str, days: int) -> str | None:
    other = dates.shift(day, days)
    if other is None:
        return day
    return f"{day}/{other}" if days > 0 else f"{other}/{day}"


def span(
    reading: Reading,
    head: Head,
    stop: Stop | None,
    found: list[Stop],
    tense: Literal["past", "future"] | None,
) -> Span:
    """What the sentence of a word of travel tells of when."""
    told = Span(days=_days(reading, head))
    own = _own(reading, stop, found) if stop is not None else None
    candidates = [own] if own is not None else _belonging(reading, head, found)
    if not candidates and stop is not None and stop.fronted:
        behind = when(reading, head.token, tense)
        candidates = [behind] if behind is not None else []
    postponing = [c.head for c in head.carried("postponing")]
    decided = bool(head.roles & {"cancelling", "postponing"})
    if own is None and stop is not None and _comes_later(reading, stop, found):
        candidates = [
            m for m in candidates if m.kind not in ("day", "weekday", "relative-day") or m.start > stop.start
        ]
    for mention in candidates:
        value = _planned_value(mention) if decided else _read(mention, tense)
        if value is None:
            continue
        if own is None and postponing and _is_new(reading, mention, postponing[-1]):
            told = replace(told, new=dates.reading(mention, "future"))
        else:
            told = merged(told, _placed(reading, head, mention, value))
        told = replace(told, quotes=(*told.quotes, (mention.start, mention.end)))
    return told


def _read(mention: DateMention, tense: Literal["past", "future"] | None) -> str | None:
    """What a date means in a tense; "since" looks back whatever the tense."""
    return dates.reading(mention, "past" if mention.bound == "since" else tense)


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
    clause = next((c for c in reading.clauses if c.head.i == verb.i), None)
    return clause is not None and clause.tense in ("future", "present")


def _verb_above(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _own(reading: Reading, stop: Stop, found: list[Stop]) -> DateMention | None:
    """The date of one stop: in brackets behind it, or between it and the next."""
    for mention in reading.dates_in(stop.end, stop.end + 40):
        between = reading.shadow[stop.end : mention.start].strip()
        if between == "(" and mention.start - stop.end <= _BRACKET:
            return mention
    if len(found) < 2:
        return None
    index = found.index(stop)
    limit = found[index + 1].start if index + 1 < len(found) else stop.end + 60
    behind = [m for m in reading.dates_in(stop.end, limit) if not _is_far(reading, stop.end, m.start)]
    others = [s for s in found if s is not stop and _has_own(reading, s, found)]
    return behind[0] if behind and (others or index + 1 < len(found)) else None


def _comes_later(reading: Reading, stop: Stop, found: list[Stop]) -> bool:
    """Whether a stop is reached after another, so that the first one's day is not its own."""
    if not found or stop.start <= found[0].start:
        return False
    between = reading.shadow[found[0].end : stop.start].lower().replace(",", " ").split()
    return bool(words(reading.language, "places", "sequence") & set(between))


def _has_own(reading: Reading, stop: Stop, found: list[Stop]) -> bool:
    index = found.index(stop)
    limit = found[index + 1].start if index + 1 < len(found) else stop.end + 30
    return any(not _is_far(reading, stop.end, m.start) for m in reading.dates_in(stop.end, limit))


def _is_far(reading: Reading, start: int, end: int) -> bool:
    between = reading.shadow[start:end].strip(" ,(")
    return len(between.split()) > 1 or "." in between or ";" in between


def _belonging(reading: Reading, head: Head, found: list[Stop]) -> list[DateMention]:
    """The date expressions of the sentence that tell when the journey is, by the parse, otherwise by nearness."""
    start = reading.sentence(head.token)[0]
    end = reading.parsed.ends[reach(reading, head.token) - 1]
    mentions = [m for m in reading.dates_in(start, end) if not _is_dateline(reading, m, start)]
    anchors = _anchors(reading, head)
    own = [m for m in mentions if _hangs_on(reading, m, anchors)]
    if own:
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
    """The tokens whose dates are the journey's: its words, the verbs that carry it and the modals above these."""
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
    heads = {clause.head.i for clause in reading.clauses}
    return len(between) > 12 or any(
        (t.i in heads and t.i not in anchors and t.pos_ == "VERB" and t.i not in reading.parsed.mentions)
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

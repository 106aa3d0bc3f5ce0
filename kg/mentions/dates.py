"""Dates in a text, as EDTF.

In: a document's shadow text, its language and its date. Out: `DateMention`s in the order of the text, none
overlapping. What words there are is the language's data (`dates.toml`); what they mean is in
`date_meanings`; how values compare is in `timespans`, whose functions can be had from here as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from kg.errors import BrokenData
from kg.languages import data
from kg.mentions.date_meanings import MEANINGS
from kg.mentions.date_senses import NOTHING, Anchor, Kind, Piece, Reference, Sense, Use
from kg.mentions.templates import Bindings, Grammar, Reader, Token, tokens
from kg.mentions.timespans import (
    bounds,
    contains,
    interval,
    is_after,
    is_before,
    is_edtf,
    narrow,
    overlaps,
    shift,
)

__all__ = [
    "CRAWL_PREFIX",
    "Anchor",
    "Bound",
    "DateMention",
    "Kind",
    "bounds",
    "contains",
    "find",
    "interval",
    "is_after",
    "is_before",
    "is_edtf",
    "narrow",
    "open_interval",
    "overlaps",
    "reading",
    "resolve_anchor",
    "shift",
]

# What a crawl puts before a text: ` date 2020-12 `.
CRAWL_PREFIX = re.compile(r"\A\s*date (\d{4}-(?:0[1-9]|1[0-2]))(?:\s|\Z)")
Bound = Literal["since", "from", "until", "by", "before", "after"]
_LOOK_BACK = 4000  # code points, and so many mentions, in which the date that an anchor counts from is sought
_LOOK_BACK_MENTIONS = 20
_STORY = frozenset({"day", "weekday", "relative-day", "anchored"})
_CLOSE = 92  # days; a date farther from the document's is history, "the day before" does not refer to it


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression of time.

    `value` is EDTF, None where the words give no date. `kind` is what was worded: a calendar `day`, a
    `weekday`, a `relative-day` (today, three days ago), a `time-of-day` (in the afternoon), an `interval`,
    `week`, `weekend`, `month`, `period` (half, quarter), `season`, `year`, `anchored` (the day before) or
    `vague` (soon). `past_value` and `future_value` are what past and future tense make of words that leave
    the direction open. `bound` is what a preposition says ("since", "until"); the value stays the date
    itself. `offset` counts days from the document's own day (today 0, yesterday -1, "this Friday 20 May" 0).
    `anchor` is set where
    the words count from the last mentioned date; the value is then a guess that `resolve_anchor` mends.
    """

    start: int
    end: int
    value: str | None
    kind: Kind
    past_value: str | None = None
    future_value: str | None = None
    bound: Bound | None = None
    offset: int | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class _Language:
    vocabulary: dict[str, Any]
    prefixes: Grammar[tuple[Bound | None, bool]]
    expressions: Grammar[tuple[int, dict[str, Any]]]


# The expressions that start at a token: found once, though several prepositions may lead to it.
_Cores = dict[int, list[tuple[int, Bindings, tuple[int, dict[str, Any]]]]]


def find(shadow: str, language: str, reference: str | None) -> list[DateMention]:
    """The expressions of time in a text; `reference` is the document's date in EDTF, None if unknown."""
    grammar = _language(language)
    words = tokens(shadow)
    now = Reference.read(reference)
    crawl = CRAWL_PREFIX.match(shadow)
    start = next((i for i, w in enumerate(words) if not crawl or w.start >= crawl.end()), len(words))
    found: list[DateMention] = []
    cores: _Cores = {}
    while start < len(words):
        best = _longest(grammar, words, start, now, cores)
        if best is None:
            cores.pop(start, None)
            start += 1
            continue
        pieces, start, bound, today = best
        for sense, first, last in pieces:
            if sense is not NOTHING:
                mention = _mention(sense, words[first].start, words[last - 1].end, bound, today)
                found.append(_anchor_in(shadow, mention, found, reference))
    return found


def reading(mention: DateMention, tense: Literal["past", "future"] | None) -> str | None:
    """The value that a tense asks for."""
    told = {"past": mention.past_value, "future": mention.future_value}.get(tense or "")
    return told or mention.value


def resolve_anchor(mention: DateMention, previous: str | None) -> DateMention:
    """The mention with its value counted from the date that was mentioned before it."""
    if mention.anchor is None:
        return mention
    if previous is None:
        return replace(mention, value=None)
    unit, count = mention.anchor.unit, mention.anchor.count
    if unit == "day":
        if count == 0:
            return replace(mention, value=previous)
        first, last = bounds(previous)
        day = last if count > 0 else first
        exact = day is not None and (first == last or len(previous.rpartition("/")[2]) == 10)
        return replace(mention, value=shift(day.isoformat(), count) if exact and day else None)
    use = Use({}, {"unit": unit, "direction": count}, Reference.read(previous), (), 0, 0, None, {})
    sense = MEANINGS["period"](use)
    return replace(mention, value=sense.value if isinstance(sense, Sense) else None)


def open_interval(mention: DateMention) -> str | None:
    """The value as an interval with an unknown end or start, where "since" or "until" says so."""
    if mention.value is None or "/" in mention.value:
        return mention.value
    if mention.bound in {"since", "from"}:
        return f"{mention.value}/.."
    return f"../{mention.value}" if mention.bound == "until" else mention.value


def _anchor_in(
    shadow: str, mention: DateMention, before: Sequence[DateMention], reference: str | None
) -> DateMention:
    """Resolves an anchored mention against the last close day before it, or the document's date."""
    if mention.anchor is None:
        return mention
    # "The next day" goes on with the story; "the day before" and "in the afternoon" start from today again.
    goes_on = mention.kind == "anchored" and mention.anchor.count >= 0
    window = max(mention.start - _LOOK_BACK, 0)
    floor = window if goes_on else max(shadow.rfind("\n", window, mention.start), window)
    for earlier in reversed(before[-_LOOK_BACK_MENTIONS:]):
        if earlier.start < floor:
            break
        if earlier.kind in _STORY and _is_close(earlier.value, reference):
            return resolve_anchor(mention, earlier.value)
    return resolve_anchor(mention, reference)


def _is_close(value: str | None, reference: str | None) -> bool:
    """Whether a date is no later than the document's and not long before it."""
    if value is None or reference is None:
        return value is not None
    (first, _), (_, now) = bounds(value), bounds(reference)
    return first is not None and now is not None and 0 <= (now - first).days <= _CLOSE


def _mention(sense: Sense, start: int, end: int, bound: Bound | None, today: bool) -> DateMention:
    offset = 0 if today and sense.kind == "day" else sense.offset
    values = sense.value, sense.kind, sense.past_value, sense.future_value
    return DateMention(start, end, *values, bound=bound, offset=offset, anchor=sense.anchor)


def _longest(
    grammar: _Language, words: Sequence[Token], at: int, now: Reference | None, cores: _Cores
) -> tuple[Sequence[Piece], int, Bound | None, bool] | None:
    """The longest expression that starts at a token: pieces, the token after it, bound, whether "this"."""
    best: tuple[Sequence[Piece], int, Bound | None, bool] | None = None
    best_rank = (0, 0, 0)
    prefixes = [(end, carried) for end, _, carried in grammar.prefixes.matches(words, at)]
    for core, (bound, today) in [(at, (None, False)), *prefixes]:
        if core not in cores:
            cores[core] = list(grammar.expressions.matches(words, core))
        for end, slots, (order, entry) in cores[core]:
            rank = (end, -core, -order)
            if best is not None and rank <= best_rank:
                continue
            prefix = " ".join(word.word for word in words[at:core]) or None
            use = Use(slots, entry, now, words, core, end, prefix, grammar.vocabulary)
            meant = MEANINGS[entry["means"]](use)
            if meant is not None:
                pieces = [(meant, at, end)] if isinstance(meant, Sense) else _widened(meant, core, at)
                best, best_rank = (pieces, end, bound, today), rank
    return best


def _widened(pieces: Sequence[Piece], core: int, at: int) -> Sequence[Piece]:
    """Pieces of which the first takes the preposition in."""
    return [(sense, at if first == core else first, last) for sense, first, last in pieces]


@cache
def _language(language: str) -> _Language:
    vocabulary = data(language, "dates")
    readers = _readers(vocabulary, data(language, "numbers"))
    macros = vocabulary.get("macros", {})
    prefixes: Grammar[tuple[Bound | None, bool]] = Grammar(readers, macros)
    for entry in vocabulary["prefixes"]:
        prefixes.add(entry["words"], (entry.get("bound"), entry.get("today", False)))
    expressions: Grammar[tuple[int, dict[str, Any]]] = Grammar(readers, macros)
    for order, entry in enumerate(vocabulary["expressions"]):
        if entry["means"] not in MEANINGS:
            raise BrokenData(f"languages/{language}/dates.toml: unknown meaning {entry['means']!r}")
        expressions.add(entry["patterns"], (order, entry))
    return _Language(vocabulary, prefixes, expressions)


def _readers(vocabulary: dict[str, Any], numbers: dict[str, Any]) -> dict[str, Reader]:
    """What each slot of a template reads in a token."""
    capitals = bool(vocabulary.get("capitals"))

    def table(name: str, cased: bool = False) -> Reader:
        entries: dict[str, int | str] = vocabulary.get(name) or numbers.get(name) or {}
        return lambda token: None if cased and not token.capital else entries.get(token.word)

    suffixes = tuple(numbers["ordinal_suffixes"])
    return {
        "day": lambda token: _figures(token, suffixes, 1, 31),
        "dayword": table("day_words"),
        "month": table("months", capitals),
        "abbr": table("month_abbreviations", capitals),
        "year": lambda token: _figures(token, (), 1000, 2099) if len(token.text) == 4 else None,
        "yy": lambda token: _figures(token, (), 1, 99) if len(token.text) == 2 else None,
        "yearmonth": lambda token: token.text if re.fullmatch(r"\d{4}-\d\d", token.text) else None,
        "date": lambda token: token.text if re.fullmatch(r"\d+([./-])\d+\1\d+", token.text) else None,
        "weekday": table("weekdays", capitals),
        "dayabbr": table("weekday_abbreviations", capitals),
        "season": table("seasons"),
        "direction": table("directions"),
        "thisyear": table("this_year"),
        "unit": table("units"),
        "number": lambda token: _number(token, numbers["cardinals"]),
        "nth": lambda token: _nth(token, numbers["ordinals"], suffixes),
    }


def _figures(token: Token, suffixes: Sequence[str], low: int, high: int) -> int | None:
    """A number in figures within limits, with an ordinal's ending where one is allowed."""
    digits = token.word.rstrip("".join(set("".join(suffixes)))) if suffixes else token.word
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
        return None
    ending = token.word[len(digits) :]
    return int(digits) if (not ending or ending in suffixes) and low <= int(digits) <= high else None


def _number(token: Token, cardinals: dict[str, int]) -> int | None:
    return cardinals.get(token.word, _figures(token, (), 1, 1000))


def _nth(token: Token, ordinals: dict[str, int], suffixes: Sequence[str]) -> int | None:
    figures = None if token.word.isdigit() else _figures(token, suffixes, 1, 99)
    return ordinals.get(token.word, figures)

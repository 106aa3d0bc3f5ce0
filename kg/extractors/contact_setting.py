"""When, where and in whose margins a contact takes place.

In: a reading, the predicate's frame and whether it is past or to come. Out: a `Setting`: what its own words
say first, then what the story gives: the stay that "y" and "there" point to, the gathering in whose margins
it is, the visit of one of those who take part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from kg.clauses import grammar
from kg.extractors import circumstances
from kg.extractors.contact_frames import Frame, contact_words, find_phrases, people, preposition
from kg.facts import Agent
from kg.languages import data
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.gatherings import GatheringMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

Tense = Literal["past", "future"]
_TOWNS = ("capital", "city")
_VAGUE_BOUNDS = ("since", "until", "by", "before", "after")
_OPENING = 4  # tokens at the head of a sentence that set the scene: "À Paris, ..."


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when; `own_date` tells that the clause itself says when."""

    date: str | None = None
    place: str | None = None
    occasion: str | None = None
    own_date: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody is, was or will be somewhere: what the story says before a contact."""

    at: int
    persons: tuple[Agent, ...]
    place: str | None
    date: DateMention | None


def own(reading: Reading, found: Frame, status: str) -> Setting:
    """What a predicate's own words, its sentence and the gathering that it names say of when and where."""
    tense: Tense = "past" if status == "held" else "future"
    date = _own_date(reading, found, tense)
    place = _venue(reading, found) or _town(reading, found)
    margins = _margins(reading, found)
    occasion = margins.label if margins else _worded_margins(reading, found)
    was_own = date is not None
    if points_back(reading, found):
        there, then = _pointed_at(reading, reading.parsed.starts[found.left], tense)
        place, date = place or there, date or (dates.reading(then, tense) if then else None)
    if (
        date is None
        and (mention := circumstances.when(reading, found.head, tense))
        and mention.bound not in _VAGUE_BOUNDS
    ):
        date = dates.reading(mention, tense)
    if margins is not None:
        town, day = _around(reading, margins)
        place, date = place or town, date or day
    return Setting(date, place, occasion, was_own)


def points_back(reading: Reading, found: Frame) -> bool:
    """Whether a clause says "y" or "there"."""
    there = contact_words(reading, "setting", "there")
    tokens = reading.parsed.doc[found.left : min(found.right, found.head.i + 3)]
    return any(t.lower_ in there and t.pos_ in ("PRON", "ADV") and t.dep_ != "expl" for t in tokens)


# -- dates


def _own_date(reading: Reading, found: Frame, tense: Tense) -> str | None:
    told = [
        (abs(token.i - found.head.i), value)
        for token in _near(reading, found)
        if isinstance(mention := reading.parsed.mentions.get(token.i), DateMention)
        and mention.bound not in _VAGUE_BOUNDS
        and (value := dates.reading(mention, tense))
    ]
    return min(told)[1] if told else None


def _near(reading: Reading, found: Frame) -> Iterator[Token]:
    """The tokens of a frame that say something of the predicate itself, not of who or what it is about."""
    doc = reading.parsed.doc
    rules = grammar(reading.language)
    carrying = data(reading.language, "contact")["carrying"]
    passing = {*carrying["planning"], *carrying["happening"], *carrying["postponing"]}
    inner = found.left > found.head.sent.start
    for index in range(found.left, found.head.i):
        token = doc[index]
        if inner and (
            token.text == "," or token.lower_ in rules.relative_pronouns or token.pos_ in ("CCONJ", "SCONJ")
        ):
            inner = False
        if not inner or people(reading, token):
            inner = False
            yield token
    for index in range(found.head.i + 1, found.right):
        token = doc[index]
        if index in _cut_off(reading, found):
            return
        participle = token.pos_ == "VERB" and not rules.has(token, "auxiliary")
        if participle and token.lemma_.lower() not in passing and token.lower_ not in passing:
            return
        yield token


def _cut_off(reading: Reading, found: Frame) -> set[int]:
    """Tokens behind a predicate with which words about something else begin: "ahead of the summit in …"."""
    start, end = reading.parsed.ends[found.head.i], reading.parsed.ends[found.right - 1]
    cut: set[int] = set()
    for at, _, _ in find_phrases(reading, start, end, contact_words(reading, "setting", "asides")):
        token = reading.parsed.token_at(at)
        if token is not None:
            cut.add(token.i)
    return cut


# -- places


def _town(reading: Reading, found: Frame) -> str | None:
    doc = reading.parsed.doc
    opening = [t for t in doc[found.head.sent.start : found.head.sent.start + _OPENING] if t.i < found.left]
    for token in [*_near(reading, found), *opening]:
        place = reading.place(token)
        if place is not None and place.kind in _TOWNS and _is_locative(reading, token):
            return worded(reading, place)
    return _capital(reading, found)


def _is_locative(reading: Reading, token: Token) -> bool:
    word, _ = preposition(reading, token.i)
    return word in data(reading.language, "circumstances")["locative"]


def worded(reading: Reading, place: Place) -> str:
    """A place as the document words it, with the article that is part of its name ("Le Caire")."""
    text = circumstances.named_place(reading, place)
    drawn_in = data(reading.language, "contact")["setting"]["drawn_in"]
    before = reading.shadow[max(0, place.start - 4) : place.start].lower().split()
    article = drawn_in.get(before[-1]) if before else None
    return f"{article} {text}" if article and place.kind in _TOWNS else text


def _capital(reading: Reading, found: Frame) -> str | None:
    """ "Dans la capitale jordanienne": the town, where the document names it."""
    words = contact_words(reading, "setting", "capital")
    start, end = reading.parsed.starts[found.left], reading.parsed.ends[found.right - 1]
    for at, stop, _ in find_phrases(reading, start, end, words):
        beside = [
            p for p in reading.places if p.code and (p.start in (stop + 1, stop + 4) or p.end == at - 1)
        ]
        for place in reading.places:
            if beside and place.kind == "capital" and place.code == beside[0].code:
                return worded(reading, place)
    return None


@cache
def _venues(language: str) -> tuple[re.Pattern[str], ...]:
    words = data(language, "circumstances")["venues"]
    venue = "(?:" + "|".join(f"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" for w in words) + ")"
    name = r"[^\W\d_a-zà-ÿ][\w'-]*"
    patterns = data(language, "contact")["setting"]["venues"]
    return tuple(re.compile(p.replace("{venue}", venue).replace("{name}", name)) for p in patterns)


def _venue(reading: Reading, found: Frame) -> str | None:
    """A building in the predicate's stretch: "palais de Carthage", "State House, Nairobi"."""
    near = [token for token in _near(reading, found)]
    if not near:
        return None
    start = reading.parsed.starts[min(near[0].i, found.head.i)]
    end = reading.parsed.ends[max(near[-1].i, found.head.i)]
    for pattern in _venues(reading.language):
        match = pattern.search(reading.shadow, start, end)
        if match:
            return reading.document.text[match.start(1) : match.end(1)].rstrip(" ,'")
    return None


# -- what "y" points at


def _pointed_at(reading: Reading, offset: int, tense: Tense) -> tuple[str | None, DateMention | None]:
    """The place named last before an offset in its paragraph, and the date told with it."""
    start = reading.shadow.rfind("\n", 0, offset) + 1
    before = [
        p
        for p in reading.places
        if start <= p.start < offset and p.kind in (*_TOWNS, "state") and _is_place_token(reading, p)
    ]
    if not before:
        return None, None
    place = before[-1]
    return (worded(reading, place) if place.kind in _TOWNS else None), _date_beside(
        reading, place.start, tense
    )


def _is_place_token(reading: Reading, place: Place) -> bool:
    token = reading.parsed.token_at(place.start)
    if token is None or reading.parsed.mentions.get(token.i) is not place:
        return False
    word, _ = preposition(reading, token.i)
    circumstance = data(reading.language, "circumstances")
    return word in circumstance["locative"] or word in circumstance["direction"] or not word


def _date_beside(reading: Reading, offset: int, tense: Tense) -> DateMention | None:
    """The date in the sentence of a place that is told with it; the new one of what was put off."""
    token = reading.parsed.token_at(offset)
    if token is None:
        return None
    start, end = reading.sentence(token)
    told = [
        m for m in reading.dates_in(start, end) if dates.reading(m, tense) and m.bound not in _VAGUE_BOUNDS
    ]
    postponed = contact_words(reading, "setting", "postponed")
    moved = [t for t in token.sent if t.lemma_.lower() in postponed]
    if moved:
        later = [m for m in told if m.start > reading.parsed.starts[moved[0].i]]
        told = later or told
    return min(told, key=lambda m: abs(m.start - offset), default=None)


# -- in whose margins


def _margins(reading: Reading, found: Frame) -> GatheringMention | None:
    """The gathering in whose margins a predicate's clause sets the contact."""
    start, end = reading.sentence(found.head)
    phrases = contact_words(reading, "setting", "margins")
    for _, stop, _ in find_phrases(reading, start, end, phrases):
        named = [g for g in reading.gatherings if stop <= g.start <= stop + 12]
        if named:
            return named[0]
        behind = reading.shadow[stop : stop + 40].lower()
        heads = contact_words(reading, "setting", "gatherings")
        relatives = grammar(reading.language).relative_pronouns
        words = re.findall(r"[^\W\d_]+", behind)[:4]
        if any(word in heads or word in relatives for word in words):
            before = [g for g in reading.gatherings if g.start < stop]
            return before[-1] if before else None
    return None


def _around(reading: Reading, mention: GatheringMention) -> tuple[str | None, str | None]:
    """Town and date of the sentences that name a gathering, this one first, then back in the text."""
    same = [g for g in reading.gatherings if g.label == mention.label and g.ordinal == mention.ordinal]
    earlier = [g for g in reversed(same) if g.start <= mention.start]
    alike = [g for g in reading.gatherings if g not in same and _is_alike(g, mention)]
    told = [_beside(reading, g) for g in [*earlier, *(g for g in same if g not in earlier), *alike]]
    place = next((town for town, _ in told if town), None)
    return place, next((day for _, day in told if day), None)


def _worded_margins(reading: Reading, found: Frame) -> str | None:
    """The name behind "on the sidelines of" where it is no known gathering: its capitalised words."""
    start, end = reading.sentence(found.head)
    setting = data(reading.language, "contact")["setting"]
    for _, stop, _ in find_phrases(reading, start, end, contact_words(reading, "setting", "margins")):
        tokens = reading.parsed.tokens_in(stop, end)
        while tokens and (tokens[0].lower_ in setting["articles"] or tokens[0].pos_ in ("DET", "ADP")):
            tokens = tokens[1:]
        if tokens and any(n.end == reading.parsed.ends[tokens[0].i] for n in reading.ordinals):
            tokens = tokens[1:]
        kept: list[Token] = []
        for token in tokens:
            named = token.text[0].isupper() or token.lower_ in setting["gatherings"] or token.pos_ == "ADJ"
            joins = bool(kept) and token.lower_ in setting["joining"]
            if people(reading, token) or token.lower_ in setting["label_ends"] or not (named or joins):
                break
            kept.append(token)
        while kept and kept[-1].lower_ in setting["joining"]:
            kept.pop()
        text = reading.text(kept) if kept else ""
        return text if any(word[0].isupper() for word in text.split()) and " " in text else None
    return None


def _is_alike(one: GatheringMention, other: GatheringMention) -> bool:
    """Whether two labels may name one gathering: most words of the shorter one are in the other."""
    if one.ordinal != other.ordinal:
        return False
    a, b = (set(re.findall(r"\w{4,}", g.label.lower())) for g in (one, other))
    return len(a & b) >= 2 and len(a & b) >= 0.6 * min(len(a), len(b))


def _beside(reading: Reading, mention: GatheringMention) -> tuple[str | None, str | None]:
    """Town and date in the sentence that names a gathering, those behind the name first."""
    token = reading.parsed.token_at(mention.start)
    if token is None:
        return None, None
    start, end = reading.sentence(token)
    towns = [
        p
        for p in reading.places
        if start <= p.start < end
        and p.kind in _TOWNS
        and not mention.start <= p.start < mention.end
        and _is_place_token(reading, p)
    ]
    told = [m for m in reading.dates_in(start, end) if m.value and m.bound not in _VAGUE_BOUNDS]
    place = min(towns, key=lambda p: _distance(p.start, mention), default=None)
    when = min(told, key=lambda m: _distance(m.start, mention), default=None)
    return (worded(reading, place) if place else None), (when.value if when else None)


def _distance(offset: int, mention: GatheringMention) -> int:
    return offset - mention.end if offset >= mention.end else 2 * (mention.start - offset)


# -- stays


def stays(reading: Reading) -> list[Stay]:
    """Who is said to be where and when, in text order: visits, arrivals, "in Tbilisi on a visit"."""
    travel = contact_words(reading, "setting", "travel")
    found: list[Stay] = []
    for sentence in reading.parsed.doc.sents:
        movers = [t for t in sentence if t.lemma_.lower() in travel or t.lower_ in travel]
        if not movers:
            continue
        persons = tuple(
            dict.fromkeys(a for t in sentence for a in people(reading, t) if t.i < movers[-1].i + 2)
        )
        for place in _towns_in(reading, sentence.start, sentence.end):
            found.append(
                Stay(
                    place.start,
                    persons[:2],
                    worded(reading, place) if place.kind in _TOWNS else None,
                    _date_beside(reading, place.start, "past"),
                )
            )
    return found


def _towns_in(reading: Reading, first: int, last: int) -> Iterator[Place]:
    direction = set(data(reading.language, "circumstances")["direction"])
    locative = set(data(reading.language, "circumstances")["locative"])
    for index in range(first, last):
        place = reading.place(reading.parsed.doc[index])
        if place is None or place.kind not in (*_TOWNS, "state"):
            continue
        if preposition(reading, index)[0] in direction | locative:
            yield place


def itinerary(reading: Reading) -> list[tuple[str, str]]:
    """Towns with their dates in brackets: "Amman (8 et 9 février)"."""
    found: list[tuple[str, str]] = []
    for place in reading.places:
        if place.kind in _TOWNS and reading.shadow[place.end : place.end + 2] == " (":
            inside = [m for m in reading.dates_in(place.end, place.end + 4) if m.value]
            if inside and inside[0].value:
                found.append((worded(reading, place), inside[0].value))
    return found


def from_story(
    reading: Reading,
    at: int,
    agents: Sequence[Agent],
    setting: Setting,
    told: Iterable[Stay],
    stops: Sequence[tuple[str, str]],
    tense: Tense,
) -> Setting:
    """Fills in what a contact's own words leave open, from the itinerary and the stays told before it."""
    date, place = setting.date, setting.place
    for town, day in stops:
        if place is None and date is not None and dates.contains(day, date):
            place = town
        elif date is None and place == town:
            date = day
    paragraph = reading.shadow.rfind("\n", 0, at) + 1
    known = [stay for stay in told if stay.at < at and any(agent in stay.persons for agent in agents)]
    if known:
        last = known[-1]
        then = dates.reading(last.date, tense) if last.date else None
        if then and date and dates.is_after(then, date) and last.date:
            then = dates.reading(last.date, "past")
        fits = date is None or then is None or not dates.is_after(then, date)
        if place is None and last.at >= paragraph and fits and not stops:
            place = last.place
        if date is None and (place is None or place == last.place or last.at < paragraph):
            date = then
    return Setting(date, place, setting.occasion, setting.own_date)

"""States, organisations and places in a text.

In: the shadow text of a document and its language. Out: `find` gives `Place`s: where a name stands, what kind
of name it is, and the code of the state that it belongs to; the other functions answer for a name or a key.
Names are read here, not meanings: whether "Paris" is a government or a town, and whether the "France" of
"Air France" is the state, is for the reader of the mention to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from kg.languages import data
from kg.mentions import cities
from kg.mentions.matching import Match, Reader
from kg.mentions.names import Entry, exact, lexicon

PlaceKind = Literal[
    "state", "adjective", "inhabitant", "compound", "capital", "metonym", "city", "region", "organisation"
]
_STATE_NAMES = frozenset({"state", "adjective", "inhabitant"})
# What decides about a shared name: first the names of states themselves, then those of capitals.
_TELLING = (frozenset({"state", "adjective", "inhabitant", "prefix"}), frozenset({"capital", "metonym"}))
_Mentioned = tuple[frozenset[str], ...]
_PARTING = frozenset(".;:()\n")
_MOST_WORDS_IN_A_LIST = 2  # between two names of a list: "Congo et la RDC"


@dataclass(frozen=True, slots=True)
class Place:
    """One name in the text. Offsets leave article and preposition out.

    `code` is the state's. It is None for organisations, regions of several states or of open status,
    disputed cities, compounds of several states, and where the name is shared and the text does not decide
    (`ambiguous`). `codes` are all that come into question: of a compound its parts in order. A region of open
    status has one there although it has no code. `also_city` marks a state whose capital has the same name.
    """

    start: int
    end: int
    kind: PlaceKind
    code: str | None
    codes: tuple[str, ...]
    name: str
    organisation: str | None = None
    plural: bool = False
    also_city: bool = False
    ambiguous: bool = False


def find(shadow: str, language: str) -> list[Place]:
    """All names in a text, in order, without overlaps; of two that begin at one word the longer counts."""
    reader = Reader(shadow, language)
    found = list(reader.matches())
    found = [_told_by_neighbours(reader, found, index) for index in range(len(found))]
    mentioned = tuple(
        frozenset(
            part.codes[0]
            for match in found
            for part in match.parts
            if part.kind in kinds and len(part.codes) == 1
        )
        for kinds in _TELLING
    )
    return [_place(reader, match, mentioned) for match in found if match.parts[0].kind != "blocked"]


def state_of(name: str, language: str) -> str | None:
    """The code of the state that a name means: short, official or former, an adjective, an inhabitant.

    None where it means none, or several. An article before it is passed over; capitals do not count.
    """
    for entry in exact(lexicon(language), name):
        if entry.kind in _STATE_NAMES or (entry.kind == "region" and entry.codes and is_open(entry.codes[0])):
            return entry.codes[0] if len(entry.codes) == 1 else None
    return None


def state_name(code: str, language: str) -> str:
    """The short name of a state. Raises KeyError where the code is unknown."""
    return cast(str, data(language, "states")["states"][code]["name"])


def is_open(code: str) -> bool:
    """Whether the status of a territory is open, so that naming it says nothing of a state."""
    return bool(data("world", "states")[code].get("open", False))


def city_state(name: str, language: str) -> str | None:
    """The code of the state that a city lies in; None where it is not known, not clear or disputed."""
    for entry in exact(lexicon(language), name):
        if entry.kind in {"capital", "city"} or entry.also_city:
            return entry.codes[0] if len(entry.codes) == 1 else None
    return cities.state(name)


def organisation_key(name: str, language: str) -> str | None:
    """The key of the organisation with this name or acronym, None where none is known by it."""
    found = (entry.organisation for entry in exact(lexicon(language), name) if entry.kind == "organisation")
    return next(found, None)


def organisation_name(key: str, language: str) -> str:
    """The full name of an organisation. Raises KeyError where the key is unknown."""
    return cast(str, data(language, "organisations")["names"][key][0])


def organisation_of(key: str) -> str:
    """The key of the organisation that a body belongs to in the end; its own where it belongs to none."""
    parent = data("world", "organisations")[key].get("part_of")
    return key if parent is None else organisation_of(parent)


@cache
def members(key: str) -> frozenset[str]:
    """The codes of an organisation's members; empty where they are not listed."""
    return frozenset(data("world", "organisations")[key].get("members", ()))


def _told_by_neighbours(reader: Reader, found: list[Match], index: int) -> Match:
    """A shared name in a list loses the states listed beside it: "le Congo et la RDC" names two."""
    match = found[index]
    entry = match.parts[0]
    if match.compound or entry.kind != "state" or not entry.ambiguous:
        return match
    beside = {
        code
        for near, left in ((index - 1, index - 1), (index + 1, index))
        if 0 <= near < len(found) and _in_a_list(reader, found[left], found[left + 1])
        for part in found[near].parts
        if part.kind == "state" and len(part.codes) == 1
        for code in part.codes
    }
    left_over = tuple(code for code in entry.codes if code not in beside)
    return replace(match, parts=(replace(entry, codes=left_over or entry.codes),))


def _in_a_list(reader: Reader, left: Match, right: Match) -> bool:
    """Whether only a comma, articles and a conjunction stand between two names."""
    words = range(left.last, right.first)
    between = reader.text[left.end : reader.words[right.first].start]
    if len(words) > _MOST_WORDS_IN_A_LIST or not _PARTING.isdisjoint(between):
        return False
    return all(reader.is_in(word, "articles") or reader.is_in(word, "conjunctions") for word in words)


def _decide(entry: Entry, mentioned: _Mentioned) -> Entry:
    """A shared name, given to the one of its states that the text names otherwise, if it names just one."""
    if not entry.ambiguous:
        return entry
    for codes in mentioned:
        named = [code for code in entry.codes if code in codes]
        if entry.default in named:
            return replace(entry, codes=(entry.default,))
        if named:
            single = len(named) == 1 and entry.default is None and named[0] in entry.decidable
            return replace(entry, codes=(named[0],)) if single else entry
    return replace(entry, codes=(entry.default,)) if entry.default is not None else entry


def _place(reader: Reader, match: Match, mentioned: _Mentioned) -> Place:
    parts = tuple(_decide(part, mentioned) for part in match.parts)
    start, first = reader.words[match.first].start, parts[0]
    codes = tuple(dict.fromkeys(code for part in parts for code in part.codes))
    told = len(codes) == 1 and not (first.kind == "region" and is_open(codes[0]))
    return Place(
        start,
        match.end,
        "compound" if match.compound else _kind(reader, match, first),
        codes[0] if told else None,
        codes,
        reader.text[start : match.end],
        organisation=first.organisation,
        plural=parts[-1].plural,
        also_city=first.also_city,
        ambiguous=any(part.ambiguous for part in parts),
    )


def _kind(reader: Reader, match: Match, entry: Entry) -> PlaceKind:
    """Where adjectives are written small, a capital behind a determiner makes a noun of one."""
    word = reader.words[match.first].text
    if entry.kind == "adjective" and entry.words[0].islower() and word[0].isupper() and not word.isupper():
        return "inhabitant" if reader.is_in(match.first - 1, "determiners") else "adjective"
    return cast(PlaceKind, entry.kind)

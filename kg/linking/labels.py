"""What the name of an instrument or a body says, whatever its language.

In: a label or a title. Out: its keys: subjects by the key that they have in every language, states by code,
and the words that no list knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kg import languages
from kg.graph.authority import authority
from kg.graph.slugs import words
from kg.linking.spelling import CACHED

_SHORTEST = 4  # an adjective of nationality or the first half of one, such as "maroco"


@lru_cache(maxsize=CACHED)
def label_keys(text: str) -> frozenset[str]:
    """The keys of a label: subjects, `state:MA`, other words as they are, plurals as singulars."""
    known, longest = _subjects()
    found: set[str] = set()
    rest = [f"state:{code}" if code else word for word, code in authority().mark_states(words(text))]
    place = 0
    while place < len(rest):
        for size in range(min(longest, len(rest) - place), 0, -1):
            phrase = tuple(rest[place : place + size])
            if phrase in known:
                found.add(known[phrase])
                break
        else:
            size = 1
            found.add(_word(rest[place]))
        place += size
    return frozenset(found - {""})


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of keys share, of all that they have together."""
    together = one | other
    return len(one & other) / len(together) if together else 0.0


def states_of(keys: Iterable[str]) -> frozenset[str]:
    """The codes of the states among keys."""
    return frozenset(key.removeprefix("state:") for key in keys if key.startswith("state:"))


def without_states(keys: frozenset[str]) -> frozenset[str]:
    """The keys that are no states'."""
    return frozenset(key for key in keys if not key.startswith("state:"))


def _word(word: str) -> str:
    if word.startswith("state:"):
        return word
    if word in _nationalities():
        return f"state:{_nationalities()[word]}"
    return word.rstrip("sx") if len(word) > _SHORTEST else word


@cache
def _subjects() -> tuple[dict[tuple[str, ...], str], int]:
    """Words of a subject -> its key, words to drop -> an empty key; and how many words the longest has."""
    known: dict[tuple[str, ...], str] = {}
    for language in languages.available():
        data = languages.data(language, "subjects")
        for word in data["drop"]:
            known.setdefault((word,), "")
        for key, phrases in data["keys"].items():
            for phrase in phrases:
                known[words(phrase)] = key
    return known, max(map(len, known), default=1)


@cache
def _nationalities() -> dict[str, str]:
    """Adjectives of nationality in every language, and first halves of compound ones, by code."""
    told: dict[str, set[str]] = {}
    for language in languages.available():
        for code, entry in languages.data(language, "states")["states"].items():
            if len(code) == 2:
                for word in _adjectives(entry):
                    told.setdefault("-".join(words(word)), set()).add(code)
    return {word: min(codes) for word, codes in told.items() if len(codes) == 1 and len(word) >= _SHORTEST}


def _adjectives(entry: dict[str, object]) -> Iterator[str]:
    for name in ("adjectives", "prefixes"):
        values = entry.get(name, ())
        for value in values if isinstance(values, list) else ():
            yield from value if isinstance(value, list) else [value]

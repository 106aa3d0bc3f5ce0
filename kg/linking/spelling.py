"""A name in its common form: what its spellings in different languages share.

In: a name. Out: its words, each as a sound and as a key for looking up. The forms only propose who may be
the same; more than a name is needed to say so.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from kg import languages
from kg.graph.slugs import words

_ENOUGH = 3
CACHED = 1 << 16  # names and labels whose forms are remembered


@cache
def _data() -> dict[str, Any]:
    return languages.data(languages.WORLD, "transliteration")


@cache
def _particles() -> frozenset[str]:
    return frozenset(_data()["particles"])


@cache
def _common() -> frozenset[str]:
    return frozenset(sound(word) for word in _data()["common"])


@cache
def _variants() -> dict[str, str]:
    return {word: spelled[0] for spelled in _data()["variants"] for word in spelled}


@lru_cache(maxsize=CACHED)
def tells_apart(one: str, other: str) -> bool:
    """Whether two words differ by an ending that makes another name of a name."""
    return any(one + ending == other or other + ending == one for ending in _data()["telling_endings"])


@lru_cache(maxsize=CACHED)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name without marks and particles; all of them where nothing else would be left."""
    found = words(name)
    return tuple(word for word in found if word not in _particles()) or found


@lru_cache(maxsize=CACHED)
def sound(word: str) -> str:
    """A word of a name as all its spellings have it, as far as rules can tell."""
    text = _variants().get(word, word)
    for spelled, meant in _data()["rules"]:
        text = text.replace(spelled, meant)
    single = "".join(c for place, c in enumerate(text) if place == 0 or c != text[place - 1])
    for ending, instead in _data()["endings"]:
        if single.endswith(ending) and len(single) - len(ending) >= _ENOUGH - 1:
            return str(single[: len(single) - len(ending)] + instead)
    return single


@lru_cache(maxsize=CACHED)
def key(word: str) -> str:
    """The consonants of a word's sound: what even careless spellings of it share."""
    heard = sound(word)
    text = heard[:1] + "".join(c for c in heard[1:] if c not in _data()["vowels"])
    for one, other in _data()["alike"]:
        text = text.replace(one, other)
    return "".join(c for place, c in enumerate(text) if place == 0 or c != text[place - 1])


@lru_cache(maxsize=CACHED)
def is_common(name: str) -> bool:
    """Whether so many people have each word of a name that it means nobody in particular."""
    return all(sound(word) in _common() or len(word) < _ENOUGH for word in name_words(name))

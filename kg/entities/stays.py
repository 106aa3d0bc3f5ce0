"""Where a text travels.

In: a text and its places. Out: `Stay`s, the states and towns that stand beside words of travel, in text order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.languages import data
from kg.mentions.gazetteer import Place

_NEAR = 60  # code points between a place and the words that make it a destination


@dataclass(frozen=True, slots=True)
class Stay:
    """From this offset on, the story is in a state that somebody visits."""

    offset: int
    state: str


def stays(shadow: str, language: str, places: Sequence[Place]) -> list[Stay]:
    """Where the text goes: the states and towns that stand beside words of travel."""
    words = data(language, "states_of_persons")["travel"]
    lower = shadow.lower()
    found = []
    for place in places:
        if place.kind not in ("state", "capital", "city") or not place.code:
            continue
        window = lower[max(0, place.start - _NEAR) : place.end + _NEAR]
        window = window.split("\n\n")[0] if place.start < _NEAR else window
        if any(_begins_a_word(word, window) for word in words):
            found.append(Stay(place.start, place.code))
    return found


def _begins_a_word(beginning: str, window: str) -> bool:
    """Whether a word of the window begins so: "rendra" is no part of "prendra"."""
    at = window.find(beginning)
    while at > 0 and window[at - 1].isalpha():
        at = window.find(beginning, at + 1)
    return at >= 0

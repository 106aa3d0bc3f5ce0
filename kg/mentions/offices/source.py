"""A text made ready for reading offices in it.

In: a shadow text, its language, the places and honorifics found in it. Out: `Source`, its tokens with what
was found at each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.mentions.gazetteer import Place
from kg.mentions.offices.tokens import Token, tokens_of
from kg.mentions.offices.words import Vocabulary, vocabulary


@dataclass(frozen=True)
class Source:
    """A text as tokens. `places` and `places_to` give the longest place from a token, and up to one."""

    shadow: str
    tokens: tuple[Token, ...]
    places: Mapping[int, tuple[Place, int]]
    places_to: Mapping[int, tuple[Place, int]]
    inside_places: frozenset[int]
    honorifics: Mapping[int, int]
    vocabulary: Vocabulary

    def joined(self, i: int) -> bool:
        """Whether token i follows the one before with nothing but a space, a hyphen or an apostrophe."""
        return 0 < i < len(self.tokens) and self.tokens[i].joined

    def definite(self, i: int) -> bool:
        """Whether a determiner ("le", "son", "the", "his") stands before token i."""
        return self.joined(i) and self.tokens[i - 1].word in self.vocabulary.determiners


def source(
    shadow: str, language: str, places: Sequence[Place], honorifics: Iterable[tuple[int, int, bool]]
) -> Source:
    """A text made ready for matching."""
    tokens = tokens_of(shadow)
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(tokens)}
    at: dict[int, tuple[Place, int]] = {}
    to: dict[int, tuple[Place, int]] = {}
    for place in places:
        end = place.end - 1 if shadow[place.start : place.end].endswith(".") else place.end
        first, last = starts.get(place.start), ends.get(end)
        if first is None or last is None:
            continue
        if first not in at or at[first][1] < last:
            at[first] = (place, last)
        if last not in to or to[last][1] > first:
            to[last] = (place, first)
    inside = frozenset(i for first, (_, last) in at.items() for i in range(first + 1, last))
    titles = {
        starts[start]: _after(tokens, starts[start], end) for start, end, _ in honorifics if start in starts
    }
    return Source(shadow, tokens, at, to, inside, titles, vocabulary(language))


def _after(tokens: Sequence[Token], i: int, end: int) -> int:
    while i < len(tokens) and tokens[i].start < end:
        i += 1
    return i

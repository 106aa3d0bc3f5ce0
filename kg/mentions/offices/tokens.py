"""Words of a text and wordings to look up among them.

In: a text, or wordings out of the language data. Out: tokens, and `Index`, which matches wordings at a token.
Words are compared folded (small letters, no accents); hyphens and apostrophes between them do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_JOINED = re.compile(r"\)?(?:[ \t]{0,8}\n?[ \t]{0,8}|[-'.]|' )")
_COMMA = re.compile(r"[ \t]*,[ \t]*\n?[ \t]*")
T = TypeVar("T")


def fold(text: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def words_of(wording: str) -> tuple[str, ...]:
    """The folded words of a wording."""
    return tuple(fold(word) for word in _WORD.findall(wording))


def expand(wording: str) -> Iterator[str]:
    """Every reading of a wording whose words may hold alternatives: "élu|élue"."""
    for choice in product(*(word.split("|") for word in wording.split())):
        yield " ".join(choice)


def expand_all(wordings: Iterable[str]) -> Iterator[str]:
    """Every reading of some wordings."""
    for wording in wordings:
        yield from expand(wording)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text; `gap` is what stands between it and the word before."""

    start: int
    end: int
    text: str
    word: str
    gap: str
    joined: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        return len(self.text) > 1 and self.text.upper() == self.text and not self.text.isdigit()

    @property
    def comma(self) -> bool:
        return _COMMA.fullmatch(self.gap) is not None


def tokens_of(shadow: str) -> tuple[Token, ...]:
    """The words of a text."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(shadow):
        gap = shadow[end : match.start()]
        joined = len(gap) < 20 and _JOINED.fullmatch(gap) is not None
        found.append(Token(match.start(), match.end(), match[0], fold(match[0]), gap, joined))
        end = match.end()
    return tuple(found)


class Index(Generic[T]):
    """Wordings to look up at a token, the longest first; backwards where they end before it."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]], *, backwards: bool = False) -> None:
        self._step = -1 if backwards else 1
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, value in entries:
            ordered = words[:: self._step]
            self._by_first.setdefault(ordered[0], []).append((ordered, value))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], i: int) -> Iterator[tuple[T, int]]:
        """Values whose wording starts at token i, with the token after it.

        Backwards: whose wording ends with token i, with its first token.
        """
        if not 0 <= i < len(tokens):
            return
        for words, value in self._by_first.get(tokens[i].word, ()):
            if (end := self._match(tokens, i, words)) is not None:
                yield value, end

    def _match(self, tokens: Sequence[Token], i: int, words: Sequence[str]) -> int | None:
        for offset, word in enumerate(words[1:], 1):
            at = i + offset * self._step
            if not 0 <= at < len(tokens) or tokens[at].word != word:
                return None
            if not tokens[max(at, at - self._step)].joined:
                return None
        return i + len(words) if self._step > 0 else i - len(words) + 1

"""The vocabulary of offices, and a text cut into the words that it is matched against.

In: `offices.toml` of a language; a shadow text with the places found in it. Out: `Vocabulary`, read once a
language, and `Source`, the tokens of one text with the places at them. Matching is over folded words (small
letters, no accents), with hyphens and apostrophes between them left out of account.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Generic, TypeVar

from kg.errors import BrokenData
from kg.languages import data
from kg.mentions.gazetteer import Place

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


@dataclass(frozen=True, slots=True)
class Head:
    """What an office begins with; the fields are those of the data."""

    wording: tuple[str, ...]
    spelling: str
    role: str
    family: str
    plural: bool = False
    needs: str = ""
    bodies: bool = False
    state: str | None = None
    rank: bool = False
    exact: bool = False
    name: bool = False
    given: bool = False
    capital: bool = False
    premodifiers: bool = False
    parenthesis: bool = False
    alone: str | None = None
    deputy_family: str | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Which complements the offices of a family take."""

    links: tuple[str, ...]
    place: frozenset[str]
    office: frozenset[str]
    open: frozenset[str]
    organisation: str | None
    adjective: bool


@dataclass(frozen=True, slots=True)
class StateRule:
    """Another role for the same words, in some states or, with `links`, with some complements."""

    role: str
    states: frozenset[str]
    links: frozenset[str]
    states_not: frozenset[str]
    bare: bool


@dataclass(frozen=True)
class Vocabulary:
    """`offices.toml`, made ready for matching."""

    heads: Index[Head]
    families: Mapping[str, Family]
    before: Index[str]
    after: Index[str]
    links: Index[str]
    articled: frozenset[tuple[str, ...]]
    conjunctions: Index[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    counterparts: Index[tuple[bool, bool]]
    counterpart_links: Index[bool]
    bodies: Index[str]
    foreign: frozenset[tuple[str, ...]]
    not_foreign: frozenset[tuple[str, ...]]
    state_rules: Mapping[tuple[str, ...], tuple[StateRule, ...]]
    deputies: Mapping[str, str]
    never: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    endings: tuple[str, ...]
    not_endings: frozenset[str]
    adjectives_before: bool
    open_to_all: bool
    premodifiers: bool
    names_after_article: bool
    organisation_adjectives: Mapping[str, str]
    wordings: int


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language. Raises BrokenData where `offices.toml` lacks something."""
    raw = data(language, "offices")
    try:
        return _read(raw)
    except (KeyError, TypeError, IndexError) as error:
        raise BrokenData(f"languages/{language}/offices.toml: missing or misplaced {error}") from error


def _read(raw: Mapping[str, Any]) -> Vocabulary:
    heads = tuple(_heads(raw["heads"]))
    lexicon = raw["lexicon"]
    return Vocabulary(
        heads=Index((head.wording, head) for head in heads),
        families={name: _family(entry) for name, entry in raw["families"].items()},
        before=Index(_effects(raw["before"]), backwards=True),
        after=Index(_effects(raw["after"])),
        links=Index(_effects({kind: raw["links"][kind] for kind in _LINK_KINDS})),
        articled=frozenset(words_of(w) for w in expand_all(raw["links"]["articled"])),
        conjunctions=Index(_effects({"and": [w for w in raw["links"]["and"] if words_of(w)]})),
        articles=frozenset(raw["links"]["articles"]),
        determiners=frozenset(raw["links"]["determiners"]),
        counterparts=Index(_counterparts(raw["counterparts"])),
        counterpart_links=Index((words_of(w), True) for w in raw["counterparts"]["links"]),
        bodies=Index(_effects(raw["bodies"])),
        foreign=frozenset(words_of(w) for w in raw["foreign"]["words"]),
        not_foreign=frozenset(words_of(w) for w in raw["foreign"]["not"]),
        state_rules=_rules([*raw.get("by_state", ()), *raw.get("with_portfolio", ())]),
        deputies=dict(raw["deputies"]),
        never={name: frozenset(fold(w) for w in found) for name, found in raw["never"].items()},
        nouns=frozenset(w for text in lexicon["nouns"].split() for w in words_of(text)),
        adjectives=frozenset(w for text in lexicon["adjectives"].split() for w in words_of(text)),
        endings=tuple(fold(w) for w in lexicon["endings"]),
        not_endings=frozenset(fold(w) for w in lexicon["not_endings"]),
        adjectives_before=raw["adjectives"] == "before",
        open_to_all=raw["open"] == "any",
        premodifiers=bool(raw["before"]["premodifiers"]),
        names_after_article=bool(raw["links"]["names_after_article"]),
        organisation_adjectives={
            fold(word): key for key, words in raw["organisation_adjectives"].items() for word in words
        },
        wordings=len({head.wording for head in heads}),
    )


_LINK_KINDS = ("of", "to", "charged", "for", "at", "attached", "within")


def _heads(entries: Iterable[Mapping[str, Any]]) -> Iterator[Head]:
    seen: set[tuple[str, ...]] = set()
    for entry in entries:
        rest = {key: value for key, value in entry.items() if key not in {"one", "many"}}
        for plural, key in ((False, "one"), (True, "many")):
            for spelling in expand_all(entry.get(key, ())):
                wording = words_of(spelling)
                if wording not in seen:
                    seen.add(wording)
                    yield Head(wording=wording, spelling=spelling, plural=plural, **rest)


def _family(entry: Mapping[str, Any]) -> Family:
    sets = {key: frozenset(entry[key]) for key in ("place", "office", "open")}
    return Family(
        links=tuple(entry["links"]),
        organisation=entry.get("organisation"),
        adjective=bool(entry.get("adjective", False)),
        **sets,
    )


def _effects(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for effect, wordings in table.items():
        if isinstance(wordings, list):
            for wording in expand_all(wordings):
                yield words_of(wording), effect


def _counterparts(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], tuple[bool, bool]]]:
    for key, plural, bare in (("one", False, True), ("many", True, True), ("with_adjective", False, False)):
        for wording in table[key]:
            yield words_of(wording), (plural, bare)


def _rules(entries: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], tuple[StateRule, ...]]:
    rules: dict[tuple[str, ...], tuple[StateRule, ...]] = {}
    for entry in entries:
        rule = StateRule(
            role=entry["role"],
            states=frozenset(entry.get("states", ())),
            links=frozenset(entry.get("links", ())),
            states_not=frozenset(entry.get("states_not", ())),
            bare=bool(entry.get("bare", False)),
        )
        for head in entry["heads"]:
            rules[words_of(head)] = (*rules.get(words_of(head), ()), rule)
    return rules


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

"""The names of the world in one language, as a trie over words.

In: the language's and the world's data files. Out: `lexicon(language)`: what may begin at a word of a text,
first parts of compound adjectives, and the small words that decide whether a name is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.languages import data
from kg.mentions.spelling import WORD, fold, path

Trie = dict[str, Any]
_ENTRIES = ""  # the key of a node under which the names that end there are kept
_WORD_LISTS = (
    "locatives",
    "city_locatives",
    "articles",
    "determiners",
    "honorifics",
    "function_words",
    "acronym_words",
    "not_cities",
    "also_persons",
    "given_names",
    "compound_ends",
    "conjunctions",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: how it is written, what it means, and what must stand before it (`locative`, `article`).

    `tail` is the sign after its last word that belongs to it, as in "U.S.".
    """

    kind: str
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    organisation: str | None = None
    default: str | None = None
    decidable: tuple[str, ...] = ()
    both: bool = False
    plural: bool = False
    also_city: bool = False
    strict: bool = False
    tail: str = ""
    needs: str = ""

    @property
    def ambiguous(self) -> bool:
        """Whether the text has to decide which of the codes is meant."""
        return len(self.codes) > 1 and not self.both


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the gazetteer knows of one language."""

    trie: Trie
    prefixes: dict[str, Entry]
    words: dict[str, frozenset[str]]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, built once."""
    places = data(language, "places")
    words = {key: frozenset(_folded(name) for name in places[key]) for key in _WORD_LISTS}
    trie: Trie = {}
    for entry, names in _names(language):
        for name in names:
            if name not in places["unmatched"]:
                _add(trie, name, _conditions(entry, name, places, words["articles"]))
    return Lexicon(trie, {fold(name): entry for entry, name in _prefixes(language)}, words)


def entries(node: Trie) -> list[Entry]:
    """The names that end at a node of the trie."""
    found: list[Entry] = node.get(_ENTRIES, [])
    return found


def exact(known: Lexicon, name: str) -> list[Entry]:
    """The entries of a name as a whole, an article before it passed over; capitals do not count."""
    keys = path(name)
    found = _follow(known.trie, keys)
    if not found and len(keys) > 1 and keys[0] in known.words["articles"]:
        return _follow(known.trie, [keys[1].lstrip(" '"), *keys[2:]])
    return found


def _follow(node: Trie, keys: list[str]) -> list[Entry]:
    for key in keys:
        node = node.get(key, {})
    return entries(node) if keys else []


def _folded(name: str) -> str:
    return " ".join(fold(word) for word in WORD.findall(name))


def _conditions(entry: Entry, name: str, places: dict[str, Any], articles: frozenset[str]) -> Entry:
    """The entry as it holds for one spelling of the name."""
    words = tuple(WORD.findall(name))
    needs = (
        "locative" if name in places["locative_only"] else "article" if name in places["article_only"] else ""
    )
    # "Le Cap" is not "le cap" at the head of a sentence: with an article in front all capitals count.
    strict = fold(words[0]) in articles
    return replace(
        entry, words=words, needs=needs, strict=strict, tail="" if name[-1].isalnum() else name[-1]
    )


def _add(trie: Trie, name: str, entry: Entry) -> None:
    """Of two names with one spelling the earlier counts."""
    node = trie
    for key in path(name):
        node = node.setdefault(key, {})
    known: list[Entry] = node.setdefault(_ENTRIES, [])
    if all(old.words != entry.words for old in known):
        known.append(entry)


def _names(language: str) -> Iterator[tuple[Entry, Iterable[str]]]:
    """Every name with what it stands for, the stronger readings first."""
    states, places = data(language, "states"), data(language, "places")
    yield Entry("blocked"), places["adjectives"]["blocked"]
    for item in states["ambiguous"]:
        if item["kind"] != "prefix":
            yield _shared(item), item["names"]
    for code, state in states["states"].items():
        yield from _state(code, state)
    for part in data(language, "organisations").values():
        for key, names in part.items():
            yield Entry("organisation", organisation=key), names
    yield Entry("region"), (*places["adjectives"]["phrases"], *places["regions"])
    for code, names in places["regions_of"].items():
        yield Entry("region", (code,)), names
    for code, names in places["cities"].items():
        yield Entry("city", () if code == "-" else (code,)), names


def _shared(item: dict[str, Any]) -> Entry:
    return Entry(
        item["kind"],
        tuple(item["codes"]),
        default=item.get("default"),
        decidable=tuple(item.get("decidable", item["codes"])),
        both=item.get("both", False),
    )


def _state(code: str, state: dict[str, Any]) -> Iterator[tuple[Entry, Iterable[str]]]:
    kind = "region" if data("world", "states")[code].get("open") else "state"
    capitals = state.get("capitals", [])
    others = state.get("other", ())
    officials = (state["official"].replace(state["name"], other) for other in others)  # "... du Vietnam"
    for name in dict.fromkeys((state["name"], state["official"], *others, *officials)):
        yield Entry(kind, (code,), also_city=name in capitals), [name]
    yield Entry("capital", (code,)), capitals
    yield Entry("metonym", (code,)), state.get("metonyms", ())
    yield Entry("inhabitant", (code,)), state.get("nouns", ())
    for forms in state.get("adjectives", ()):
        # Either one form for all, or masculine and feminine singular, then masculine and feminine plural.
        singular, plural = ([forms], []) if isinstance(forms, str) else (forms[:2], forms[2:])
        yield Entry("adjective", (code,)), singular
        yield Entry("adjective", (code,), plural=True), plural


def _prefixes(language: str) -> Iterator[tuple[Entry, str]]:
    states = data(language, "states")
    for code, state in states["states"].items():
        for name in state.get("prefixes", ()):
            yield Entry("prefix", (code,), (name,)), name
    for item in states["ambiguous"]:
        if item["kind"] == "prefix":
            for name in item["names"]:
                yield replace(_shared(item), words=(name,)), name

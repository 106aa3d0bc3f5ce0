"""The vocabulary of offices: `offices.toml` of a language, made ready for matching.

In: a language. Out: its `Vocabulary`, read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import BrokenData
from kg.languages import data
from kg.mentions.offices.tokens import Index, expand_all, fold, words_of

_LINK_KINDS = ("of", "to", "charged", "for", "at", "attached", "within")


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
    company: bool = False
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
    own_bodies: Index[str]
    terms: Index[str]
    seats: Index[str]
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
    fields: frozenset[str]
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
        own_bodies=Index(_effects(raw["own_bodies"])),
        seats=Index(_effects({"seat": raw["links"]["seats"]})),
        terms=Index(_effects({"term": raw["links"]["terms"]})),
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
        fields=frozenset(lexicon.get("fields", ())),
        wordings=len({head.wording for head in heads}),
    )


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

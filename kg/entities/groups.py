"""Words that refer back to several persons, to a side, or to somebody by a plain noun.

In: a text and its places. Out: `Group`s ("les deux ministres", "the Turkish side", "le dirigeant burkinabè",
"ce dernier"), sorted and disjoint. Whom they mean is for `discourse` to say; which words there are is the
language's data (`discourse.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.languages import data
from kg.mentions.gazetteer import Place


@dataclass(frozen=True, slots=True)
class Group:
    """Words that stand for several persons or for a side: where, how many, which roles, of which state."""

    start: int
    end: int
    kind: str  # "group", "sides", "side", "state", "both", "latter", "other", "person", "head"
    count: int = 0
    roles: frozenset[str] = frozenset()
    state: str | None = None
    feminine: bool = False


def groups(shadow: str, language: str, places: Sequence[Place]) -> list[Group]:
    """The words of a text that refer back to several persons, to a side, or to somebody by a plain noun."""
    table = data(language, "discourse")
    lower = shadow.lower()
    found: list[Group] = []
    adjectives = {p.start: p for p in places if p.kind in ("adjective", "inhabitant")}
    ends = {p.end: p for p in places if p.kind in ("adjective", "inhabitant")}

    def free(start: int, end: int) -> bool:
        return all(end <= g.start or g.end <= start for g in found)

    def state_beside(start: int, end: int) -> tuple[str | None, int, int]:
        behind = adjectives.get(end + 1)
        if behind:
            return behind.code, start, behind.end
        before = ends.get(start - 1)
        return (before.code, before.start, end) if before else (None, start, end)

    quantifiers = table["quantifiers"]
    for noun, roles in sorted(table["groups"].items(), key=lambda item: -len(item[0])):
        for start, end in _occurrences(lower, noun):
            quantifier = _quantifier(lower, start, quantifiers)
            if quantifier and free(start, end):
                found.append(Group(start, end, "group", quantifiers[quantifier], frozenset(roles)))
    for noun in table["sides"]["plural"]:
        for start, end in _occurrences(lower, noun):
            quantifier = _quantifier(lower, start, quantifiers)
            counted = (
                quantifier and quantifiers[quantifier] >= 2 and (" " in quantifier or quantifier == "both")
            )
            alone = quantifier and noun in table["sides"]["plural_alone"]
            if quantifier and (counted or alone) and free(start, end):
                found.append(Group(start, end, "sides", quantifiers[quantifier]))
    for noun in table["sides"]["state_nouns"]:
        for start, end in _occurrences(lower, noun):
            code, begin, stop = state_beside(start, end)
            if code and free(begin, stop):
                kind = "side" if noun in table["sides"]["singular"] else "state"
                found.append(Group(begin, stop, kind, 1, state=code))
    for noun in sorted(table["persons"]["nouns"], key=len, reverse=True):
        for start, end in _occurrences(lower, noun):
            code, begin, stop = state_beside(start, end)
            known = code or noun in table["persons"]["address"] or _definite(lower, start, table)
            if known and free(begin, stop):
                feminine = (
                    lower[:start]
                    .rstrip()
                    .endswith(tuple(f" {w}" for w in table["gender"]["feminine_determiners"]))
                )
                kind = "head" if noun in table["persons"]["heads"] else "person"
                roles = frozenset(table["persons"]["roles"].get(noun, ()))
                found.append(Group(begin, stop, kind, 1, roles, code, feminine))
    for kind in ("both", "latter", "other"):
        for phrase in sorted(table["phrases"][kind], key=len, reverse=True):
            for start, end in _occurrences(lower, phrase):
                if free(start, end) and not (kind == "both" and _quantifies(lower, end, quantifiers, phrase)):
                    found.append(Group(start, end, kind, quantifiers.get(phrase, 2) if kind == "both" else 1))
    return sorted(found, key=lambda group: group.start)


def _occurrences(lower: str, phrase: str) -> Iterable[tuple[int, int]]:
    if phrase not in lower:  # the quick answer, and the usual one
        return
    for match in re.finditer(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", lower):
        yield match.span()


def _quantifier(lower: str, start: int, quantifiers: dict[str, int]) -> str | None:
    before = lower[max(0, start - 20) : start].rstrip()
    if start and not lower[start - 1].isspace():
        return None
    fitting = [q for q in quantifiers if re.search(rf"(?<!\w){re.escape(q)}$", before)]
    return max(fitting, key=len, default=None)


def _quantifies(lower: str, end: int, quantifiers: dict[str, int], phrase: str) -> bool:
    """Whether words that may stand alone ("both", "the two") count a noun behind them instead."""
    following = re.match(r"[\s-]*([^\W\d_]+)", lower[end : end + 30])
    return (
        phrase in quantifiers and following is not None and (following[1].endswith("s") or lower[end] == "-")
    )


def _definite(lower: str, start: int, table: dict[str, dict[str, list[str]]]) -> bool:
    before = lower[max(0, start - 6) : start]
    return before.rstrip().split(" ")[-1].strip("'") in table["gender"]["determiners"]

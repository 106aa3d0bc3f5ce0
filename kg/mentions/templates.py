"""Short templates over tokens: the small grammar in which language data words its expressions.

In: a text and templates such as `[le] {day} {month} [{year}]`, made of words, `{slot}` or `{slot:key}`,
`[optional]`, `(this|or that)` and `<macro>`; a backslash takes a bracket as it is. Out: tokens with offsets,
and matches with what the slots read. There is no repetition, so a match is bounded by its template's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar
from unicodedata import normalize

from kg.errors import BrokenData

_TOKEN = re.compile(
    r"\n[ \t\r]*\n"  # a blank line: ends every expression
    r"|\d{4}-\d{2}(?:-\d{2})?(?![\w-])"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\w)"
    r"|\d{1,3}(?:[ ,.]\d{3})+(?!\w)"
    r"|\d+[.,]\d+"
    r"|\d+[^\W\d_]*"
    r"|(?:[^\W\d_][\u0300-\u036f]*)+"
    r"|\S"
)
_PART = re.compile(r"\{[a-z]+(?::[a-z0-9]+)?\}|\\[\[\]()|]|[\[\]()|]|" + _TOKEN.pattern)

_REMEMBERED = 20_000  # readings of tokens that a grammar keeps


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark; `word` is its caseless, composed form."""

    text: str
    word: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


Reader = Callable[[Token], object | None]


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot's reading: which token, and what it says."""

    index: int
    value: object


Bindings = dict[str, Slot]


@dataclass(frozen=True, slots=True)
class _Word:
    word: str


@dataclass(frozen=True, slots=True)
class _Hole:
    slot: str
    key: str


@dataclass(frozen=True, slots=True)
class _Choice:
    branches: tuple[_Sequence, ...]


_Node = _Word | _Hole | _Choice
_Sequence = tuple[_Node, ...]
_EMPTY: _Sequence = ()


@lru_cache(maxsize=2)  # dates, ordinals and durations ask for the same text's one after the other
def tokens(text: str) -> tuple[Token, ...]:
    """The text's tokens in order; white space separates and is no token, a blank line is one."""
    return tuple(
        Token(m.group(), normalize("NFC", m.group()).casefold(), m.start(), m.end())
        for m in _TOKEN.finditer(text)
    )


def compile_template(template: str, macros: Mapping[str, str]) -> _Sequence:
    """A template as nodes. Raises BrokenData where brackets do not pair or a macro is unknown."""

    def expand(match: re.Match[str]) -> str:
        if match.group(1) not in macros:
            raise BrokenData(f"the template {template!r} uses the unknown macro <{match.group(1)}>")
        return macros[match.group(1)]

    expanded = template
    for _ in range(4):  # macros may use macros, not without end
        expanded = re.sub(r"<([a-z_]+)>", expand, expanded)
    parts = _PART.findall(expanded)
    choice, rest = _parse_choice(parts, 0)
    if rest != len(parts):
        raise BrokenData(f"the brackets of the template {template!r} do not pair")
    return choice.branches[0] if len(choice.branches) == 1 else (choice,)


def _parse_choice(parts: Sequence[str], at: int) -> tuple[_Choice, int]:
    branches: list[_Sequence] = []
    nodes: list[_Node] = []
    while at < len(parts) and parts[at] not in {")", "]"}:
        part = parts[at]
        at += 1
        if part == "|":
            branches.append(tuple(nodes))
            nodes = []
        elif part in {"(", "["}:
            inner, at = _parse_choice(parts, at)
            if at >= len(parts) or parts[at] != {"(": ")", "[": "]"}[part]:
                raise BrokenData(f"the brackets of the template {' '.join(parts)!r} do not pair")
            at += 1
            nodes.append(_Choice((*inner.branches, _EMPTY)) if part == "[" else inner)
        elif part.startswith("{"):
            slot, _, key = part[1:-1].partition(":")
            nodes.append(_Hole(slot, key or slot))
        else:
            nodes.append(_Word(part.removeprefix("\\").casefold()))
    return _Choice((*branches, tuple(nodes))), at


def _openings(nodes: _Sequence) -> Iterator[tuple[_Word | _Hole | None, _Sequence]]:
    """Each word or slot that may come first, with what follows it; None where the sequence may be empty."""
    if not nodes:
        yield None, _EMPTY
        return
    head, tail = nodes[0], nodes[1:]
    if isinstance(head, _Choice):
        for branch in head.branches:
            yield from _openings(branch + tail)
    else:
        yield head, tail


def _key(symbol: _Word | _Hole) -> str:
    """What a word or slot is looked up by; no token is written like a slot."""
    return symbol.word if isinstance(symbol, _Word) else f"{{{symbol.slot}}}"


def _slots(nodes: _Sequence) -> set[str]:
    """The slots that a template names anywhere."""
    inner = (_slots(branch) for node in nodes if isinstance(node, _Choice) for branch in node.branches)
    return {node.slot for node in nodes if isinstance(node, _Hole)}.union(*inner)


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """One way for a template to begin; entries are tried in the order of their numbers."""

    number: int
    first: _Word | _Hole
    rest: _Sequence
    carried: T


@dataclass(frozen=True, slots=True)
class _Read:
    """What the slots of a grammar read in a token, and under which keys its templates are looked up."""

    keys: tuple[str, ...]
    values: Mapping[str, object]


@dataclass(slots=True)
class Grammar(Generic[T]):
    """Templates that each carry something, looked up by the first two tokens that they may begin with."""

    readers: Mapping[str, Reader]
    macros: Mapping[str, str] = field(default_factory=dict)
    _entries: dict[str, dict[str | None, list[_Entry[T]]]] = field(default_factory=dict)
    _read: dict[str, _Read] = field(default_factory=dict)
    _count: int = 0

    def add(self, templates: Iterable[str], carried: T) -> None:
        """Adds templates; what is added first comes first among equals."""
        for template in templates:
            nodes = compile_template(template, self.macros)
            for unknown in _slots(nodes) - self.readers.keys():
                raise BrokenData(f"the template {template!r} uses the unknown slot {{{unknown}}}")
            for first, rest in _openings(nodes):
                if first is None:
                    continue
                self._count += 1
                entry = _Entry(self._count, first, rest, carried)
                seconds = self._entries.setdefault(_key(first), {})
                for second in {_key(s) if s else None for s, _ in _openings(rest)}:
                    seconds.setdefault(second, []).append(entry)

    def matches(self, words: Sequence[Token], at: int) -> Iterator[tuple[int, Bindings, T]]:
        """All matches that start at a token: where each ends, what its slots read, what it carries."""
        if at >= len(words):
            return
        read = self._reading(words[at])
        tables = [self._entries[key] for key in read.keys if key in self._entries]
        if not tables:
            return
        following = self._reading(words[at + 1]).keys if at + 1 < len(words) else ()
        candidates = {
            entry.number: entry
            for table in tables
            for key in (None, *following)
            for entry in table.get(key, ())
        }
        for _, entry in sorted(candidates.items()):
            first = entry.first
            bound = {} if isinstance(first, _Word) else {first.key: Slot(at, read.values[first.slot])}
            for end, bindings in self._match(entry.rest, words, at + 1):
                yield end, bound | bindings, entry.carried

    def _match(self, nodes: _Sequence, words: Sequence[Token], at: int) -> Iterator[tuple[int, Bindings]]:
        if not nodes:
            yield at, {}
            return
        head, tail = nodes[0], nodes[1:]
        if isinstance(head, _Choice):
            word = words[at].word if at < len(words) else None
            for branch in head.branches:
                opener = branch[0] if branch else None
                if not isinstance(opener, _Word) or opener.word == word:
                    yield from self._match(branch + tail, words, at)
        elif at < len(words):
            if isinstance(head, _Word):
                if words[at].word == head.word:
                    yield from self._match(tail, words, at + 1)
            elif (value := self._reading(words[at]).values.get(head.slot)) is not None:
                for end, bindings in self._match(tail, words, at + 1):
                    yield end, {head.key: Slot(at, value), **bindings}

    def _reading(self, token: Token) -> _Read:
        """A token's reading, kept for its next occurrence."""
        read = self._read.get(token.text)
        if read is None:
            values = {
                slot: value for slot, reader in self.readers.items() if (value := reader(token)) is not None
            }
            read = _Read((token.word, *(f"{{{slot}}}" for slot in values)), values)
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[token.text] = read
        return read

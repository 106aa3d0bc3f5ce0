"""Short templates over tokens: the small grammar in which language data words its expressions.

In: a text and templates such as `[le] {day} {month} [{year}]`, made of words, `{slot}` or `{slot:key}`,
`[optional]`, `(this|or that)` and `<macro>`; a backslash takes a bracket as it is. Out: tokens with offsets,
and matches with what the slots read. There is no repetition, so a match is bounded by its template's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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


def tokens(text: str) -> list[Token]:
    """The text's tokens in order; white space separates and is no token, a blank line is one."""
    return [
        Token(m.group(), normalize("NFC", m.group()).casefold(), m.start(), m.end())
        for m in _TOKEN.finditer(text)
    ]


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


def _match(
    nodes: _Sequence, words: Sequence[Token], at: int, readers: Mapping[str, Reader]
) -> Iterator[tuple[int, Bindings]]:
    if not nodes:
        yield at, {}
        return
    head, tail = nodes[0], nodes[1:]
    if isinstance(head, _Choice):
        word = words[at].word if at < len(words) else None
        for branch in head.branches:
            opener = branch[0] if branch else None
            if not isinstance(opener, _Word) or opener.word == word:
                yield from _match(branch + tail, words, at, readers)
    elif at < len(words):
        if isinstance(head, _Word):
            if words[at].word == head.word:
                yield from _match(tail, words, at + 1, readers)
        elif (value := readers[head.slot](words[at])) is not None:
            for end, bindings in _match(tail, words, at + 1, readers):
                yield end, {head.key: Slot(at, value), **bindings}


def _starts(nodes: _Sequence) -> set[_Word | _Hole]:
    """The words and slots that a match may start with."""
    found: set[_Word | _Hole] = set()
    if nodes and isinstance(nodes[0], _Choice):
        for branch in nodes[0].branches:
            found |= _starts(branch + nodes[1:])
    elif nodes and isinstance(nodes[0], _Word | _Hole):
        found.add(nodes[0])
    return found


T = TypeVar("T")


@dataclass(slots=True)
class Grammar(Generic[T]):
    """Templates that each carry something, looked up by how they start."""

    readers: Mapping[str, Reader]
    macros: Mapping[str, str] = field(default_factory=dict)
    _by_word: dict[str, list[tuple[_Sequence, T]]] = field(default_factory=dict)
    _by_slot: dict[str, list[tuple[_Sequence, T]]] = field(default_factory=dict)

    def add(self, templates: Iterable[str], carried: T) -> None:
        """Adds templates; what is added first comes first among equals."""
        for template in templates:
            nodes = compile_template(template, self.macros)
            words: set[str] = set()
            slots: set[str] = set()
            for start in _starts(nodes):
                if isinstance(start, _Word):
                    words.add(start.word)
                else:
                    slots.add(start.slot)
            for word in words:
                self._by_word.setdefault(word, []).append((nodes, carried))
            for slot in slots:
                if slot not in self.readers:
                    raise BrokenData(f"the template {template!r} uses the unknown slot {{{slot}}}")
                self._by_slot.setdefault(slot, []).append((nodes, carried))

    def matches(self, words: Sequence[Token], at: int) -> Iterator[tuple[int, Bindings, T]]:
        """All matches that start at a token: where each ends, what its slots read, what it carries."""
        if at >= len(words):
            return
        candidates = list(self._by_word.get(words[at].word, ()))
        for slot, entries in self._by_slot.items():
            if self.readers[slot](words[at]) is not None:
                candidates += entries
        for nodes, carried in candidates:
            for end, bindings in _match(nodes, words, at, self.readers):
                yield end, bindings, carried

"""Instruments by name: "Accord de coopération en matière de pêche maritime", "the New START Treaty".

In: a parsed document. Out: `InstrumentMention`s in the order of the text: where the name stands, label and
kind. Head nouns without a name of their own ("un accord", "d'un commun accord") are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.analysis import Parsed
from kg.languages import data
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.mentions.label_tokens import plain
from kg.mentions.labels import Names

_NO_YEAR = re.compile(r"\D*")


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """An instrument's name.

    Offsets are those of the label; `token` is its head noun, `first` and `last` its ends. A `loose` one
    counts only where something is done to it. An `absent` one is said not to be there ("aucun accord de pêche").
    """

    start: int
    end: int
    label: str
    kind: str
    token: int
    first: int
    last: int
    loose: bool
    definite: bool
    absent: bool


@dataclass(frozen=True, slots=True)
class _Head:
    words: tuple[str, ...]
    kind: str
    loose: bool
    marked: frozenset[str]
    proper: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    heads: dict[str, tuple[_Head, ...]]
    naming: dict[str, frozenset[str]]
    first_words: frozenset[str]
    deeds: frozenset[str]


@cache
def _vocabulary(language: str) -> _Vocabulary:
    table = data(language, "agreement")
    heads: dict[str, list[_Head]] = {}
    for entry in table["instruments"]:
        for words in entry["heads"]:
            parts = tuple(words.replace("'", "' ").split())
            head = _Head(
                parts,
                entry["kind"],
                entry.get("loose", False),
                frozenset(entry.get("marked", ())),
                entry.get("proper", False),
            )
            heads.setdefault(parts[0], []).append(head)
    ordered = {first: tuple(sorted(group, key=lambda h: -len(h.words))) for first, group in heads.items()}
    naming = {key: frozenset(words) for key, words in table["naming"].items()}
    return _Vocabulary(ordered, naming, frozenset(ordered), frozenset(table["context"]["actions"]))


def find(parsed: Parsed, text: str, language: str) -> list[InstrumentMention]:
    """The instruments that a text names, without overlaps."""
    finder = _Finder(parsed, text, language)
    found: list[InstrumentMention] = []
    for at in range(len(parsed.doc)):
        if found and at <= found[-1].last:
            continue
        mention = finder.at(at)
        if mention is not None and not (found and mention.first <= found[-1].last):
            found.append(mention)
    return found


class _Finder:
    def __init__(self, parsed: Parsed, text: str, language: str) -> None:
        self.words = _vocabulary(language)
        self.names = Names(parsed, text, language, self.words.first_words, "instrument")
        self.doc, self.parsed = parsed.doc, parsed

    def at(self, at: int) -> InstrumentMention | None:
        """The mention whose head noun begins at a token, if it is one."""
        head = self._head(at)
        if head is None or self._blocked(at, len(head.words)):
            return None
        last = at + len(head.words) - 1
        names = self.names
        start = names.left_start(at, self.words.naming["out"])
        if self._compounds_on(last):
            return None
        end = names.without_empty(start, names.right_end(last))
        loose = head.loose and not self._is_marked(start, end, at, head)
        if not self._has_name(start, end, at, head) or self._is_list_heading(start, end):
            return None
        before = plain(self.doc[start - 1]) if start else ""
        definite = before in names.words.words["articles"] and before not in names.words.words["new_articles"]
        ends = self.parsed.ends
        label = names.wording(start, end)
        if isinstance(self.parsed.mentions.get(start), DateMention) and start < at:
            label = _NO_YEAR.sub("", label, count=1)  # the year without its article
        return InstrumentMention(
            ends[end - 1] - len(label),
            ends[end - 1],
            label,
            head.kind,
            at,
            start,
            end - 1,
            loose or before in self.words.naming["absent"],
            definite,
            before in self.words.naming["absent"],
        )

    def _head(self, at: int) -> _Head | None:
        if at in self.parsed.mentions:
            return None
        for head in self.words.heads.get(plain(self.doc[at]), ()):
            words = tuple(plain(token) for token in self.doc[at : at + len(head.words)])
            if words == head.words:
                return head
        return None

    def _compounds_on(self, last: int) -> bool:
        """Whether the noun is but the first part of another: "agreement text", "treaty body"."""
        if self.names.words.bare_complement or last + 1 >= len(self.doc):
            return False
        following = self.doc[last + 1]
        if following.lower_ in self.words.deeds or following.lemma_.lower() in self.words.deeds:
            return False
        return (
            following.pos_ in ("NOUN", "PROPN")
            and last + 1 not in self.parsed.mentions
            and not following.is_sent_start
        )

    def _blocked(self, at: int, length: int) -> bool:
        naming = self.words.naming
        if at and plain(self.doc[at - 1]) in naming["not_preceded"]:
            return True
        following = ""
        for token in self.doc[at + length : at + length + 4]:
            following = f"{following} {plain(token)}".strip().replace("' ", "'")
            if following in naming["not_followed"] and not self._leads_to_noun(token.i + 1):
                return True
        return False

    def _leads_to_noun(self, at: int) -> bool:
        """Whether "to" leads to what a protocol is added to: "the Protocol to the Treaty"."""
        lead = plain(self.doc[at - 1]) in self.names.words.words["topical"]
        return lead and at < len(self.doc) and self.names.words.has("articles", self.doc[at])

    def _is_marked(self, start: int, end: int, at: int, head: _Head) -> bool:
        """Whether a loose noun names an instrument by its capital or by a word beside it."""
        if head.proper and end - start > 1 and self._is_proper(at):
            return True
        words = {plain(token) for token in self.doc[start:end] if token.i != at or len(head.words) > 1}
        return bool(words & head.marked) or (bool(head.marked) and plain(self.doc[at]) in head.marked)

    def _is_proper(self, at: int) -> bool:
        """Whether a noun with a capital names an instrument, rather than what somebody says: "Déclaration du ..."."""
        token = self.doc[at]
        if (
            not self.names.tokens.capital(at)
            or token.is_sent_start
            or "Plur" in token.morph.get("Number", [])
        ):
            return False
        behind = at + 1
        if behind < len(self.doc) and plain(self.doc[behind]) in self.names.words.words["of"]:
            behind = self.names.tokens.behind_determiner(behind + 1)
            mention = self.parsed.mentions.get(behind)
            speaker = behind < len(self.doc) and plain(self.doc[behind]) in self.words.naming["speakers"]
            return not speaker and (mention is None or isinstance(mention, Place | DateMention))
        return True

    def _has_name(self, start: int, end: int, at: int, head: _Head) -> bool:
        """Whether a phrase has a name of its own, beyond what many such things are called."""
        vague, lists = self.words.naming["vague"], self.names.words.words
        own = range(at, at + len(head.words))
        tokens = [t for t in self.doc[start:end] if t.i not in own]
        telling = [t for t in tokens if not self._is_small(t) and plain(t) not in vague]
        if any(self._is_dated(t) for t in telling):
            return True
        plural = "Plur" in self.doc[at].morph.get("Number", [])
        capital = self.doc[at].text[:1].isupper()
        if (
            plural
            and not capital
            and not any(t.text[:1].isupper() or t.i in self.parsed.mentions for t in telling[:1])
        ):
            return False
        if telling:
            return True
        vaguely = [t for t in tokens if plain(t) in vague]
        return (capital and bool(vaguely) and all(t.text[:1].isupper() for t in vaguely)) or (
            head.kind == "partnership"
            and bool(tokens)
            and any(plain(t) in head.marked for t in tokens)
            and bool(lists)
        )

    def _is_list_heading(self, start: int, end: int) -> bool:
        """Whether a phrase only names kinds: "Agreement/MoU", as over a table."""
        told = [t for t in self.doc[start:end] if t.text != "/"]
        return len(told) < end - start and all(plain(t) in self.words.first_words for t in told)

    def _is_small(self, token: Token) -> bool:
        words = self.names.words
        return (
            token.is_punct
            or any(
                words.has(kind, token)
                for kind in ("articles", "determiners", "of", "between", "conjunctions", "partner")
            )
            or token.pos_ in ("ADP", "DET", "CCONJ", "PART")
        )

    def _is_dated(self, token: Token) -> bool:
        mention = self.parsed.mentions.get(token.i)
        return isinstance(mention, DateMention) or (
            isinstance(mention, Place) and mention.kind in ("city", "capital")
        )

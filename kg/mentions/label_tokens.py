"""The words around a name, and what may be asked of each.

In: a parsed document and the language's `labels.toml`. Out: `LabelTokens`: whether a token goes on with the
one before it, begins a preposition of a name, is a number, a quotation, another thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from spacy.tokens import Token

from kg.analysis import Parsed
from kg.languages import data
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place

Use = Literal["gathering", "instrument"]

LONGEST = 40  # tokens
_LONGEST_PREPOSITION = 5  # tokens
LONGEST_LIST = 14  # tokens in which an enumeration has to come to its end
HYPHENS = frozenset("-–/")
QUOTES = {"«": "»", "“": "”", '"': '"'}
_YEARS = re.compile(r"(?:\D{0,30}\s)?(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2})?")
_LEAD = re.compile(r"\d.*", re.DOTALL)
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"})


@dataclass(frozen=True, slots=True)
class LabelWords:
    """A language's words around names, lower case."""

    words: dict[str, frozenset[str]]
    bare_complement: bool
    proper_case: bool
    empty: tuple[str, ...]

    def has(self, kind: str, token: Token) -> bool:
        return plain(token) in self.words[kind]


@cache
def label_words(language: str) -> LabelWords:
    """The words of a language that `labels.toml` gives."""
    table: dict[str, Any] = data(language, "labels")
    words = {key: frozenset(value) for key, value in table.items() if isinstance(value, list)}
    empty = tuple(sorted(table["empty"], key=len, reverse=True))
    return LabelWords(words, table["bare_complement"], table["proper_case"], empty)


def plain(token: Token) -> str:
    """A token's word in lower case with a plain apostrophe."""
    return token.lower_.replace("’", "'")


def is_group(mention: Any) -> bool:
    """Whether a mention of persons names none of them: "Foreign Ministers", "ministres"."""
    return getattr(mention, "name", None) is None and getattr(mention, "kind", "group") == "group"


def is_bare_name(mention: Any) -> bool:
    """Whether a mention is a name with neither office nor honorific, which may be that of a place or a thing."""
    name: Any = getattr(mention, "name", None)
    offices: Any = getattr(mention, "offices", None)
    if name is None or offices:
        return False
    return bool(name.start == mention.start or getattr(mention, "state", None))


class LabelTokens:
    """A document's tokens, for the questions asked while a name is read."""

    def __init__(self, parsed: Parsed, text: str, words: LabelWords, heads: frozenset[str]) -> None:
        self.parsed, self.doc, self.text = parsed, parsed.doc, text
        self.words, self.heads = words, heads

    def gap(self, at: int) -> str:
        """What the text has between a token and the one before it (dropped brackets, white space)."""
        return self.text[self.parsed.ends[at - 1] : self.parsed.starts[at]] if at else ""

    def tight(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return at > 0 and self.parsed.ends[at - 1] == self.parsed.starts[at]

    def goes_on(self, at: int) -> bool:
        """Whether a token may still belong to what stands before it."""
        tight = self.tight(at)
        if self.doc[at].is_sent_start and not tight:
            return False
        gap = self.gap(at)
        if "\n" in gap and (
            not self.doc[at].text[:1].isalpha() or self.in_capitals(at - 1) != self.in_capitals(at)
        ):
            return False
        return "(" not in gap or bool(re.fullmatch(r"\s*\([^\s()]{2,15}\)\s*", gap))

    def preposition(self, at: int) -> tuple[int, str]:
        """The longest preposition of a name that begins at a token: how many tokens, and its words."""
        best = 0, ""
        joined = ""
        for length in range(1, _LONGEST_PREPOSITION + 1):
            if at + length > len(self.doc) or (length > 1 and self.doc[at + length - 1].is_sent_start):
                break
            joined = f"{joined} {plain(self.doc[at + length - 1])}".strip().replace("' ", "'")
            if any(joined in self.words.words[kind] for kind in ("inner", "topical", "partner", "local")):
                best = length, joined
        return best

    def behind_determiner(self, at: int) -> int:
        while at < len(self.doc) and (
            self.words.has("articles", self.doc[at]) or self.words.has("determiners", self.doc[at])
        ):
            at += 1
        return at

    def begins_another(self, at: int) -> bool:
        token = self.doc[at]
        mention = self.parsed.mentions.get(at)
        person = (
            mention is not None
            and not isinstance(mention, Place | DateMention)
            and getattr(mention, "name", None)
        )
        return bool(person) or plain(token) in self.heads or self.words.has("other_things", token)

    def is_plain(self, at: int) -> bool:
        token = self.doc[at]
        return not (
            token.is_punct or token.is_space or self.words.has("stops", token) or token.text in ";:()"
        ) and any(c.isalnum() for c in token.text)

    def adjectival(self, token: Token) -> bool:
        return self.words.has("adjectives", token)

    def is_number(self, at: int) -> bool:
        return self.doc[at].text[:1].isdigit() or self.is_years(at)

    def is_years(self, at: int) -> bool:
        """Whether a token is a year or a span of years: "2024-2026", "for the years 2023-2026"."""
        mention = self.parsed.mentions.get(at)
        if not isinstance(mention, DateMention) or mention.bound is not None or mention.kind == "month":
            return False
        text = self.text[self.parsed.starts[at] : self.parsed.ends[at]]
        before = _LEAD.sub("", text).casefold().split()
        small = self.words.words["articles"] | self.words.words["years"]
        return _YEARS.fullmatch(text) is not None and all(word in small for word in before)

    def capital(self, at: int) -> bool:
        start = self.parsed.starts[at]
        start += self.text[start : start + 1] in HYPHENS and self.tight(at)
        return self.text[start : start + 1].isupper()

    def in_capitals(self, at: int) -> bool:
        text = self.text[self.parsed.starts[at] : self.parsed.ends[at]]
        return text.isupper() and len(text) > 3

    def parsed_inside(self, head: int, at: int) -> bool:
        """Whether the parse joins a token to a word inside the name, behind its head."""
        token = self.doc[at]
        for _ in range(4):
            if token.dep_ == "conj":
                return head < token.head.i < at
            token = token.head
        return False

    def quotation(self, at: int) -> int | None:
        closing = QUOTES[self.doc[at].text]
        for ahead in range(at + 1, min(len(self.doc), at + LONGEST_LIST)):
            if self.doc[ahead].text == closing:
                return ahead + 1
        return None

    def between_places(self, at: int) -> bool:
        mentions = self.parsed.mentions
        return isinstance(mentions.get(at - 1), Place) and isinstance(mentions.get(at + 1), Place)

"""How far a name reaches to the left of its head noun.

In: a document's label tokens and the head noun. Out: `LeftSide.start`, the index of the name's first token.
"""

from __future__ import annotations

from typing import Any

from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.mentions.label_tokens import HYPHENS, LONGEST, NOMINAL, LabelTokens, Use, is_group, plain


class LeftSide:
    """The words in front of a head noun."""

    def __init__(self, tokens: LabelTokens, use: Use) -> None:
        self.tokens, self.use = tokens, use
        self.doc, self.parsed, self.words, self.heads = tokens.doc, tokens.parsed, tokens.words, tokens.heads

    def start(self, head: int, out: frozenset[str]) -> int:
        """The index of the name's first token before its head noun; `out` are words that stay outside."""
        at = head
        while at > 0 and head - at < LONGEST // 2:
            before = at - 1
            token, mention = self.doc[before], self.parsed.mentions.get(before)
            if self.doc[at].is_sent_start and not self.tokens.tight(at):
                break
            if token.text in HYPHENS and self.tokens.tight(at) and self.tokens.tight(before):
                at = before
                continue
            if self._hyphenated(at):
                at = before
                continue
            if "(" in self.tokens.gap(at):
                break
            if isinstance(mention, DateMention):
                at = before if self._is_numbered(head, before) else at
                break
            named = self.tokens.capital(before) and self.tokens.capital(head) and not token.is_sent_start
            if (plain(token) in out and not named) or plain(token) in self.words.words["articles"]:
                break
            if not self._goes_left(head, before, mention):
                break
            at = before
        return self._trimmed(at, head, out)

    def _is_numbered(self, head: int, at: int) -> bool:
        """Whether a year tells an instrument from others of its name: "the 2011 Framework Arrangement"."""
        return (
            self.words.proper_case
            and self.use == "instrument"
            and self.tokens.capital(head)
            and self.tokens.is_years(at)
            and (not at or self.words.has("articles", self.doc[at - 1]) or self._with_article(at))
        )

    def _with_article(self, at: int) -> bool:
        """Whether a masked token holds its article: "the 2011"."""
        words = self.tokens.text[self.parsed.starts[at] : self.parsed.ends[at]].casefold().split()
        return words[0] in self.words.words["articles"] or bool(self.doc[at].is_sent_start)

    def _hyphenated(self, at: int) -> bool:
        return at > 0 and self.doc[at].text[:1] in HYPHENS and self.tokens.tight(at)

    def _goes_left(self, head: int, at: int, mention: Any) -> bool:
        token = self.doc[at]
        if isinstance(mention, Place):
            return self.words.proper_case or self.tokens.tight(at + 1)
        if not self.words.proper_case:
            return self.words.has("before", token)
        if mention is not None:
            return not isinstance(mention, DateMention) and is_group(mention)
        if plain(token) in self.words.words["possessives"]:
            owner = self.parsed.mentions.get(at - 1) if at else None
            group = owner is None or (not isinstance(owner, Place | DateMention) and is_group(owner))
            return at > 0 and group and self.doc[at - 1].pos_ in NOMINAL
        if token.text == "+":
            return at > 0
        joins = (
            self.words.has("conjunctions", token)
            or plain(token) in self.words.words["of"]
            or token.text == ","
        )
        if joins:
            return at > 0 and self._joins(head, at)
        if self.tokens.capital(at) and token.pos_ not in (
            "PRON",
            "DET",
            "ADP",
            "SCONJ",
            "CCONJ",
            "AUX",
            "ADV",
            "INTJ",
        ):
            return not token.is_sent_start or token.pos_ != "VERB"
        return (
            token.pos_ in ("NOUN", "ADJ")
            and any(c.isalpha() for c in token.text)
            and not self.tokens.capital(head)
        )

    def _joins(self, head: int, at: int) -> bool:
        """Whether "and", "of" or a comma stands inside a name: capitals on both sides, or two adjectives."""
        left, right = self.doc[at - 1], self.doc[at + 1]
        if self.parsed.mentions.get(at - 1) is not None or left.is_punct:
            return False
        if self.tokens.capital(at - 1) and self.tokens.capital(at + 1) and self.tokens.capital(head):
            return left.pos_ in NOMINAL and plain(left) not in self.heads
        if plain(self.doc[at]) in self.words.words["of"]:
            return self._is_compound_of(head, at)
        return self.words.has("conjunctions", self.doc[at]) and left.pos_ == right.pos_ == "ADJ"

    def _is_compound_of(self, head: int, at: int) -> bool:
        """Whether "of" stands inside a compound before a plain noun: "the cessation of hostilities accord"."""
        left, right, before = self.doc[at - 1], self.doc[at + 1], self.doc[at - 2] if at > 1 else None
        return before is not None and (
            self.use == "instrument"
            and right.i < head
            and self.doc[head].is_lower
            and "Plur" not in self.doc[head].morph.get("Number", [])
            and left.pos_ == right.pos_ == "NOUN"
            and not self.tokens.begins_another(at - 1)
            and not self.words.has("acts", left)
            and (self.words.has("articles", before) or before.pos_ == "DET")
        )

    def _trimmed(self, at: int, head: int, out: frozenset[str]) -> int:
        while at < head:
            token = self.doc[at]
            joint = (
                self.words.has("conjunctions", token)
                or token.is_punct
                or plain(token) in self.words.words["of"]
            )
            proper = self.tokens.capital(at) and self.tokens.capital(head) and not token.is_sent_start
            outside = plain(token) in out and not (proper and self.use == "instrument")
            if not (joint or plain(token) in self.words.words["possessives"] or outside):
                break
            at += 1
        return at

"""How far the name of a gathering or an instrument reaches around its head noun.

In: a parsed document and the token that says what the thing is ("Commission", "agreement"). Out: the tokens of
its name. The words that go on with a name, and those that end it, are the language's data (`labels.toml`); the
parse is asked only where words leave it open, since it is weak on long names and headlines.
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

_LONGEST = 40  # tokens
_LONGEST_PREPOSITION = 5  # tokens
_LONGEST_LIST = 14  # tokens in which an enumeration has to come to its end
_HYPHENS = frozenset("-–/")
_QUOTES = {"«": "»", "“": "”", '"': '"'}
_YEARS = re.compile(r"(?:\D{0,30}\s)?(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2})?")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"})


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


class Names:
    """A document's tokens, for the questions asked while a name is read."""

    def __init__(self, parsed: Parsed, text: str, language: str, heads: frozenset[str], use: Use) -> None:
        self.parsed = parsed
        self.text = text
        self.doc = parsed.doc
        self.words = label_words(language)
        self.heads = heads
        self.use = use

    # -- to the right

    def right_end(self, head: int) -> int:
        """The index behind the last token of the name whose head noun is token `head`."""
        at, topic = head + 1, False
        seen: set[str] = set()
        capital = self.words.proper_case and self._capital(head) and not self._in_capitals(head)
        while at < min(len(self.doc), head + _LONGEST):
            if not self._goes_on(at):
                break
            length, word = self._preposition(at)
            following: int | None
            if length:
                if word in self.words.words["between"]:
                    following = self._pair(head, at + length)
                else:
                    following = self._complement(head, at, length, word, topic, capital)
                topic = topic or word in self.words.words["topical"]
                seen.add(word)
            elif self.words.has("conjunctions", self.doc[at]):
                following = self._conjoined(head, at, seen, capital)
            elif self.doc[at].text == ",":
                following = self._listed(head, at, capital)
            else:
                following = self._word(head, at, capital, behind_head=at == head + 1)
            if following is None:
                break
            at = following
        return at

    def _goes_on(self, at: int) -> bool:
        """Whether a token may still belong to what stands before it."""
        tight = self.tight(at)
        if self.doc[at].is_sent_start and not tight:
            return False
        gap = self.gap(at)
        if gap.count("\n") and self._in_capitals(at - 1) != self._in_capitals(at):
            return False
        return "(" not in gap or bool(re.fullmatch(r"\s*\([^\s()]{2,15}\)\s*", gap))

    def gap(self, at: int) -> str:
        """What the text has between a token and the one before it (dropped brackets, white space)."""
        return self.text[self.parsed.ends[at - 1] : self.parsed.starts[at]] if at else ""

    def tight(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return at > 0 and self.parsed.ends[at - 1] == self.parsed.starts[at]

    def _preposition(self, at: int) -> tuple[int, str]:
        """The longest preposition of a name that begins at a token: how many tokens, and its words."""
        best = 0, ""
        joined = ""
        for length in range(1, _LONGEST_PREPOSITION + 1):
            if at + length > len(self.doc) or (length > 1 and self.doc[at + length - 1].is_sent_start):
                break
            joined = f"{joined} {plain(self.doc[at + length - 1])}".strip()
            if any(joined in self.words.words[kind] for kind in ("inner", "topical", "partner", "local")):
                best = length, joined
        return best

    def _complement(
        self, head: int, at: int, length: int, word: str, topic: bool, capital: bool
    ) -> int | None:
        """The index behind the noun that a preposition leads to, None where the name does not go on."""
        lists = self.words.words
        start = self._behind_determiner(at + length)
        if start >= len(self.doc) or not self._goes_on(start):
            return None
        mention = self.parsed.mentions.get(start)
        if word in lists["benefit"] and isinstance(mention, Place) and mention.kind == "state" and self.use == "instrument":
            return None
        if word in lists["inner"] or word in lists["topical"]:
            if isinstance(mention, DateMention) and not self._is_years(start):
                return None
            return self._content(head, start, capital, behind_preposition=True)
        if word in lists["partner"]:
            named = isinstance(mention, Place) and mention.kind in ("state", "organisation", "region")
            return start + 1 if named else None
        if isinstance(mention, DateMention):
            return start + 1 if self.use == "instrument" and self._is_years(start) else None
        if not topic and not (self.use == "instrument" and capital):
            return None
        if isinstance(mention, Place):
            towns = mention.kind in ("city", "capital") or (
                self.use == "gathering" and mention.kind == "state"
            )
            return None if towns else self._content(head, start, capital, behind_preposition=True)
        plain_noun = self.use == "instrument" or self._capital(start)
        return self._content(head, start, capital, behind_preposition=True) if plain_noun else None

    def _behind_determiner(self, at: int) -> int:
        while at < len(self.doc) and (
            self.words.has("articles", self.doc[at]) or self.words.has("determiners", self.doc[at])
        ):
            at += 1
        return at

    def _pair(self, head: int, at: int) -> int | None:
        """The index behind "A and B" of "between A and B"."""
        start = self._behind_determiner(at)
        first = self._content(head, start, False, behind_preposition=True) if start < len(self.doc) else None
        if first is None:
            return None
        end = first
        while end < min(len(self.doc), at + _LONGEST) and self._goes_on(end):
            token = self.doc[end]
            if self.words.has("conjunctions", token):
                second = self._behind_determiner(end + 1)
                if self.words.words["between"] & {plain(self.doc[min(end + 1, len(self.doc) - 1)])}:
                    return end
                if second >= len(self.doc) or self.words.has("new_articles", self.doc[end + 1]) or self._begins_another(second):
                    return end
                last = self._content(head, second, False, behind_preposition=True)
                return end if last is None else last
            following: int | None
            if token.text == ",":
                follow = self._behind_determiner(end + 1)
                following = follow + 1 if isinstance(self.parsed.mentions.get(follow), Place) else None
            else:
                length, word = self._preposition(end)
                if length and (word in self.words.words["of"] or word in self.words.words["inner"]):
                    following = self._content(
                        head, self._behind_determiner(end + length), False, behind_preposition=True
                    )
                elif length:
                    following = None
                else:
                    following = self._word(head, end, False, behind_head=False)
            if following is None:
                break
            end = following
        return end

    def _conjoined(self, head: int, at: int, seen: set[str], capital: bool) -> int | None:
        """The index behind what "and" adds to the name, None where it adds another thing."""
        after = at + 1
        if after >= len(self.doc) or self.words.has("new_articles", self.doc[after]):
            return None
        length, word = self._preposition(after)
        if length:
            again = word in self.words.words["of"] and any(s.split()[-1] in self.words.words["of"] or s.endswith("'") for s in seen)
            inner = self._behind_determiner(after + length)
            new = any(self.words.has("new_articles", t) for t in self.doc[after + length : inner])
            if (word not in seen and not again) or new or inner >= len(self.doc) or self._begins_another(inner):
                return None
            return self._complement(head, after, length, word, True, capital)
        start = self._behind_determiner(after)
        if start >= len(self.doc) or self._begins_another(start):
            return None
        noun = self.doc[start]
        if start > after and not self._parsed_inside(head, start):
            return None
        if noun.pos_ in ("VERB", "AUX") and not self._adjectival(noun) and not self._capital(start):
            return None
        if start == after and self.doc[at - 1].i == head:
            return None
        if start == after and noun.dep_ == "conj" and noun.head.i == head and noun.pos_ != "ADJ":
            return None
        return self._content(head, start, capital, behind_preposition=True)

    def _parsed_inside(self, head: int, at: int) -> bool:
        """Whether the parse joins a token to a word inside the name, behind its head."""
        token = self.doc[at]
        for _ in range(4):
            if token.dep_ == "conj":
                return head < token.head.i < at
            token = token.head
        return False

    def _begins_another(self, at: int) -> bool:
        token = self.doc[at]
        mention = self.parsed.mentions.get(at)
        person = (
            mention is not None
            and not isinstance(mention, Place | DateMention)
            and getattr(mention, "name", None)
        )
        return bool(person) or plain(token) in self.heads or self.words.has("other_things", token)

    def _listed(self, head: int, at: int, capital: bool) -> int | None:
        """The index behind the next part of an enumeration that closes with "and": "economic, social and cultural"."""
        if at - head < 2 and self.doc[at - 1].pos_ != "ADJ":
            return None
        length, word = self._preposition(at + 1)
        start = at + 1 + length if length and word in self.words.words["of"] else at + 1
        bare = start
        start = self._behind_determiner(start)
        if start >= len(self.doc) or not self._is_plain(start) or self._begins_another(start):
            return None
        noun = self.doc[start]
        adjective = noun.pos_ == "ADJ" and self.doc[at - 1].pos_ == "ADJ"
        if not (adjective or noun.dep_ in ("conj", "appos") or start > bare):
            return None
        for ahead in range(start + 1, min(len(self.doc), start + _LONGEST_LIST)):
            token = self.doc[ahead]
            if token.is_sent_start or token.pos_ in ("VERB", "AUX", "PRON") or self.words.has("stops", token):
                return None
            if self.words.has("conjunctions", token):
                last = self._behind_determiner(ahead + 1 + self._preposition(ahead + 1)[0])
                if (
                    last >= len(self.doc)
                    or self._begins_another(last)
                    or self.words.has("new_articles", self.doc[ahead + 1])
                ):
                    return None
                joined = self.doc[last].pos_ == noun.pos_ and (adjective or self._parsed_inside(head, last))
                return self._content(head, start, capital, behind_preposition=True) if joined else None
            if token.text == "," and isinstance(self.parsed.mentions.get(ahead + 1), DateMention):
                return None
        return None

    def _word(self, head: int, at: int, capital: bool, behind_head: bool) -> int | None:
        """The index behind a word (or a hyphen with its word, or a quotation) that goes on with the name."""
        token = self.doc[at]
        if (
            token.text[-1] in _HYPHENS
            and len(token.text) > 1
            and at + 1 < len(self.doc)
            and self.tight(at + 1)
        ):
            return at + 2
        if token.text in _HYPHENS and self._between_places(at):
            return at + 2
        if token.text in _HYPHENS and self.tight(at) and at + 1 < len(self.doc) and self.tight(at + 1):
            return at + 2
        if token.text in _QUOTES:
            return self._quotation(at)
        if token.text == "+" and at + 1 < len(self.doc):
            return at + 2
        if plain(token) in self.words.words["possessives"] and token.pos_ in ("PART", "PUNCT"):
            return at + 1 if not behind_head else None
        if behind_head and not self.words.bare_complement and not self._is_number(at):
            return None
        return self._content(head, at, capital, behind_preposition=False)

    def _between_places(self, at: int) -> bool:
        mentions = self.parsed.mentions
        return isinstance(mentions.get(at - 1), Place) and isinstance(mentions.get(at + 1), Place)

    def _quotation(self, at: int) -> int | None:
        closing = _QUOTES[self.doc[at].text]
        for ahead in range(at + 1, min(len(self.doc), at + _LONGEST_LIST)):
            if self.doc[ahead].text == closing:
                return ahead + 1
        return None

    def _content(self, head: int, at: int, capital: bool, behind_preposition: bool) -> int | None:
        """The index behind a word with a meaning of its own, if that word goes on with the name."""
        if at >= len(self.doc) or not self._goes_on(at):
            return None
        token, mention = self.doc[at], self.parsed.mentions.get(at)
        if isinstance(mention, DateMention):
            return at + 1 if self._is_years(at) and self.use == "instrument" else None
        if isinstance(mention, Place):
            noun = mention.kind not in ("adjective", "compound")
            loose = not behind_preposition and noun and not self.tight(at) and not self.words.bare_complement
            return (
                None if loose and at > head + 1 and self.doc[at - 1].pos_ not in ("PROPN", "ADJ") else at + 1
            )
        if mention is not None:
            named = getattr(mention, "name", None) is not None or getattr(mention, "kind", "group") != "group"
            return None if named or not behind_preposition else at + 1
        if token.text in _QUOTES:
            return self._quotation(at)
        if not self._is_plain(at) or (
            plain(token) in self.heads and not behind_preposition and token.is_lower
        ):
            return None
        if capital and token.is_lower:
            return None
        if token.pos_ in ("VERB", "AUX"):
            gerund = behind_preposition and token.tag_ == "VBG"
            return at + 1 if self._adjectival(token) or self._capital(at) or gerund else None
        if (
            token.pos_ in ("PRON", "SCONJ", "INTJ", "ADV", "DET")
            and not self._capital(at)
            and not self._adjectival(token)
        ):
            return None
        if (
            token.pos_ == "NOUN"
            and not behind_preposition
            and self.doc[at - 1].pos_ == "NOUN"
            and self.words.bare_complement
        ):
            return at + 1 if self._capital(at) or self._in_capitals(at) or self.tight(at) else None
        return at + 1

    def _is_plain(self, at: int) -> bool:
        token = self.doc[at]
        return not (
            token.is_punct or token.is_space or self.words.has("stops", token) or token.text in ";:()"
        ) and any(c.isalnum() for c in token.text)

    def _adjectival(self, token: Token) -> bool:
        return self.words.has("adjectives", token)

    def _is_number(self, at: int) -> bool:
        return self.doc[at].text[:1].isdigit() or self._is_years(at)

    def _is_years(self, at: int) -> bool:
        """Whether a token is a year or a span of years: "2024-2026", "for the years 2023-2026"."""
        mention = self.parsed.mentions.get(at)
        if not isinstance(mention, DateMention) or mention.bound is not None:
            return False
        text = self.text[self.parsed.starts[at] : self.parsed.ends[at]]
        return _YEARS.fullmatch(text) is not None

    def _capital(self, at: int) -> bool:
        start = self.parsed.starts[at]
        return self.text[start : start + 1].isupper()

    def _in_capitals(self, at: int) -> bool:
        text = self.text[self.parsed.starts[at] : self.parsed.ends[at]]
        return text.isupper() and len(text) > 3

    # -- to the left

    def left_start(self, head: int, out: frozenset[str]) -> int:
        """The index of the first token of the name in front of its head noun; `out` are words that stay outside."""
        at = head
        while at > 0 and head - at < _LONGEST // 2:
            before = at - 1
            token, mention = self.doc[before], self.parsed.mentions.get(before)
            if self.doc[at].is_sent_start and not self.tight(at):
                break
            if token.text in _HYPHENS and self.tight(at) and self.tight(before):
                at = before
                continue
            if self._hyphenated(at):
                at = before
                continue
            if "(" in self.gap(at) or isinstance(mention, DateMention):
                break
            named = self._capital(before) and self._capital(head) and not token.is_sent_start
            if (plain(token) in out and not named) or plain(token) in self.words.words["articles"]:
                break
            if not self._goes_left(head, before, mention):
                break
            at = before
        return self._trimmed(at, head, out)

    def _hyphenated(self, at: int) -> bool:
        return at > 0 and self.doc[at].text in _HYPHENS and self.tight(at)

    def _goes_left(self, head: int, at: int, mention: Any) -> bool:
        token = self.doc[at]
        if isinstance(mention, Place):
            return self.words.proper_case or self.tight(at + 1)
        if not self.words.proper_case:
            return self.words.has("before", token)
        if mention is not None:
            return getattr(mention, "name", None) is None and getattr(mention, "kind", "group") == "group"
        if plain(token) in self.words.words["possessives"]:
            owner = self.parsed.mentions.get(at - 1) if at else None
            bare = isinstance(owner, Place) and owner.kind in ("state", "metonym", "capital", "city")
            return at > 0 and owner is None and self.doc[at - 1].pos_ in _NOMINAL and not bare
        if token.text == "+":
            return at > 0
        joins = (
            self.words.has("conjunctions", token)
            or plain(token) in self.words.words["of"]
            or token.text == ","
        )
        if joins:
            return 0 < at and self._joins(head, at)
        if self._capital(at) and token.pos_ not in (
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
            token.pos_ in ("NOUN", "ADJ") and any(c.isalpha() for c in token.text) and not self._capital(head)
        )

    def _joins(self, head: int, at: int) -> bool:
        """Whether "and", "of" or a comma stands inside a name: capitals on both sides, or two adjectives."""
        left, right = self.doc[at - 1], self.doc[at + 1]
        if self.parsed.mentions.get(at - 1) is not None or left.is_punct:
            return False
        if self._capital(at - 1) and self._capital(at + 1) and self._capital(head):
            return left.pos_ in _NOMINAL and plain(left) not in self.heads
        return self.words.has("conjunctions", self.doc[at]) and left.pos_ == right.pos_ == "ADJ"

    def _trimmed(self, at: int, head: int, out: frozenset[str]) -> int:
        while at < head:
            token = self.doc[at]
            joint = (
                self.words.has("conjunctions", token)
                or token.is_punct
                or plain(token) in self.words.words["of"]
            )
            if not (joint or plain(token) in self.words.words["possessives"] or plain(token) in out):
                break
            at += 1
        return at

    # -- the words

    def wording(self, start: int, end: int) -> str:
        """The document's own words of the tokens from `start` up to, not including, `end`."""
        return self.text[self.parsed.starts[start] : self.parsed.ends[end - 1]]

    def without_empty(self, start: int, end: int) -> int:
        """The index behind the name without a complement that names nothing ("between the two countries")."""
        words = " ".join(plain(token) for token in self.doc[start:end])
        for phrase in self.words.empty:
            tail = " ".join(phrase.replace("'", "' ").split())
            if words.endswith(f" {tail}"):
                return end - len(tail.split())
        return end

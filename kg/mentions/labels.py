"""How far the name of a gathering or an instrument reaches around its head noun.

In: a parsed document and the token that says what the thing is ("Commission", "agreement"). Out: the tokens
of its name. The words that go on with a name, and those that end it, are the language's data (`labels.toml`);
the parse is asked only where words leave it open, since it is weak on long names and headlines.
"""

from __future__ import annotations

from typing import Any

from kg.analysis import Parsed
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.mentions.label_tokens import (
    HYPHENS,
    NOMINAL,
    QUOTES,
    LabelTokens,
    Use,
    is_bare_name,
    is_group,
    label_words,
    plain,
)

_LONGEST = 40  # tokens
_LONGEST_COMPANY = 6  # tokens
_LONGEST_LIST = 14  # tokens in which an enumeration has to come to its end


class Names:
    """A document's tokens, for the questions asked while a name is read."""

    def __init__(self, parsed: Parsed, text: str, language: str, heads: frozenset[str], use: Use) -> None:
        self.parsed = parsed
        self.text = text
        self.doc = parsed.doc
        self.words = label_words(language)
        self.heads = heads
        self.use = use
        self.tokens = LabelTokens(parsed, text, self.words, heads)

    # -- to the right

    def right_end(self, head: int) -> int:
        """The index behind the last token of the name whose head noun is token `head`."""
        at, topic = head + 1, False
        seen: set[str] = set()
        capital = self.words.proper_case and self.doc[head].is_title and not self.tokens.in_capitals(head)
        while at < min(len(self.doc), head + _LONGEST):
            if not self.tokens.goes_on(at):
                break
            length, word = self.tokens.preposition(at)
            following: int | None
            if length:
                if word in self.words.words["between"]:
                    capital = False  # what the parties are named for may be told in plain words
                    following = self._pair(head, at + length, self.words.has("linking", self.doc[at]))
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

    def _complement(
        self, head: int, at: int, length: int, word: str, topic: bool, capital: bool
    ) -> int | None:
        """The index behind the noun that a preposition leads to, None where the name does not go on."""
        lists = self.words.words
        start = self.tokens.behind_determiner(at + length)
        if start >= len(self.doc) or not self.tokens.goes_on(start):
            return None
        mention = self.parsed.mentions.get(start)
        if (
            word in lists["benefit"]
            and isinstance(mention, Place)
            and mention.kind == "state"
            and self.use == "instrument"
        ):
            return None
        if word in lists["inner"] or word in lists["topical"]:
            if isinstance(mention, DateMention) and not self.tokens.is_years(start):
                return None
            return self._content(head, start, capital, behind_preposition=True)
        if word in lists["partner"]:
            named = isinstance(mention, Place) and mention.kind in ("state", "organisation", "region")
            return start + 1 if named else self._company(start, mention)
        if isinstance(mention, DateMention):
            return None
        if not topic and not (self.use == "instrument" and capital):
            return None
        if isinstance(mention, Place):
            towns = mention.kind in ("city", "capital") or (
                self.use == "gathering" and mention.kind == "state"
            )
            return None if towns else self._content(head, start, capital, behind_preposition=True)
        plain_noun = self.use == "instrument" or self.tokens.capital(start)
        return self._content(head, start, capital, behind_preposition=True) if plain_noun else None

    def _company(self, at: int, mention: Any) -> int | None:
        """The index behind a partner's name of its own, in capitals: "contract with Sinohydra Ltd"."""
        if self.use != "instrument" or not self.words.proper_case:
            return None
        end = at
        while end < min(len(self.doc), at + _LONGEST_COMPANY) and self.tokens.goes_on(end):
            other = self.parsed.mentions.get(end)
            if other is not None or self.doc[end].pos_ != "PROPN" or not self.tokens.capital(end):
                break
            end += 1
        return end if end > at else None

    def _pair(self, head: int, at: int, linked: bool) -> int | None:
        """The index behind "A and B" of "between A and B", behind "A to B" of "linking A to B"."""
        start = self.tokens.behind_determiner(at)
        first = self._content(head, start, False, behind_preposition=True) if start < len(self.doc) else None
        if first is None:
            return None
        end = first
        while end < min(len(self.doc), at + _LONGEST) and self.tokens.goes_on(end):
            token = self.doc[end]
            if self.words.has("conjunctions", token) or (linked and self.words.has("links", token)):
                second = self.tokens.behind_determiner(end + 1)
                if self.words.words["between"] & {plain(self.doc[min(end + 1, len(self.doc) - 1)])}:
                    return end
                if (
                    second >= len(self.doc)
                    or self.words.has("new_articles", self.doc[end + 1])
                    or self.tokens.begins_another(second)
                ):
                    return end
                last = self._content(head, second, False, behind_preposition=True)
                return end if last is None else last
            following: int | None
            if token.text == ",":
                follow = self.tokens.behind_determiner(end + 1)
                following = follow + 1 if isinstance(self.parsed.mentions.get(follow), Place) else None
            else:
                length, word = self.tokens.preposition(end)
                if length and (word in self.words.words["of"] or word in self.words.words["inner"]):
                    following = self._content(
                        head, self.tokens.behind_determiner(end + length), False, behind_preposition=True
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
        length, word = self.tokens.preposition(after)
        if length:
            again = word in self.words.words["of"] and any(
                s.split()[-1] in self.words.words["of"] or s.endswith("'") for s in seen
            )
            inner = self.tokens.behind_determiner(after + length)
            new = any(self.words.has("new_articles", t) for t in self.doc[after + length : inner])
            if (
                (word not in seen and not again)
                or new
                or inner >= len(self.doc)
                or self.tokens.begins_another(inner)
            ):
                return None
            return self._complement(head, after, length, word, True, capital)
        start = self.tokens.behind_determiner(after)
        if start >= len(self.doc) or self.tokens.begins_another(start):
            return None
        noun = self.doc[start]
        if start > after and not self.tokens.parsed_inside(head, start):
            return None
        if (
            noun.pos_ in ("VERB", "AUX")
            and not self.tokens.adjectival(noun)
            and not self.tokens.capital(start)
        ):
            return None
        if start == after and self.doc[at - 1].i == head:
            return None
        if start == after and noun.dep_ == "conj" and noun.head.i == head and noun.pos_ != "ADJ":
            return None
        return self._content(head, start, capital, behind_preposition=True)

    def _listed(self, head: int, at: int, capital: bool) -> int | None:
        """The index behind the next part of a list that closes with "and": "economic and social"."""
        if at - head < 2 and self.doc[at - 1].pos_ != "ADJ":
            return None
        length, word = self.tokens.preposition(at + 1)
        start = at + 1 + length if length and word in self.words.words["of"] else at + 1
        bare = start
        start = self.tokens.behind_determiner(start)
        if start >= len(self.doc) or not self.tokens.is_plain(start) or self.tokens.begins_another(start):
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
                last = self.tokens.behind_determiner(ahead + 1 + self.tokens.preposition(ahead + 1)[0])
                if (
                    last >= len(self.doc)
                    or self.tokens.begins_another(last)
                    or self.words.has("new_articles", self.doc[ahead + 1])
                ):
                    return None
                joined = self.doc[last].pos_ == noun.pos_ and (
                    adjective or self.tokens.parsed_inside(head, last)
                )
                return self._content(head, start, capital, behind_preposition=True) if joined else None
            if token.text == "," and isinstance(self.parsed.mentions.get(ahead + 1), DateMention):
                return None
        return None

    def _word(self, head: int, at: int, capital: bool, behind_head: bool) -> int | None:
        """The index behind a word (or a hyphen with its word, or a quotation) that goes on with the name."""
        token = self.doc[at]
        if (
            token.text[-1] in HYPHENS
            and len(token.text) > 1
            and at + 1 < len(self.doc)
            and self.tokens.tight(at + 1)
        ):
            return at + 2
        if token.text in HYPHENS and self.tokens.between_places(at):
            return at + 2
        if (
            token.text in HYPHENS
            and self.tokens.tight(at)
            and at + 1 < len(self.doc)
            and self.tokens.tight(at + 1)
        ):
            return at + 2
        if token.text in QUOTES:
            return self.tokens.quotation(at)
        if token.text == "+" and at + 1 < len(self.doc):
            return at + 2
        if plain(token) in self.words.words["possessives"] and token.pos_ in ("PART", "PUNCT"):
            return at + 1 if not behind_head else None
        if behind_head and not self.words.bare_complement and not self.tokens.is_number(at):
            return None
        return self._content(head, at, capital, behind_preposition=False)

    def _content(self, head: int, at: int, capital: bool, behind_preposition: bool) -> int | None:
        """The index behind a word with a meaning of its own, if that word goes on with the name."""
        if at >= len(self.doc) or not self.tokens.goes_on(at):
            return None
        token, mention = self.doc[at], self.parsed.mentions.get(at)
        if isinstance(mention, DateMention):
            return at + 1 if self.tokens.is_years(at) and self.use == "instrument" else None
        if isinstance(mention, Place):
            noun = mention.kind not in ("adjective", "compound")
            loose = (
                not behind_preposition
                and noun
                and not self.tokens.tight(at)
                and not self.words.bare_complement
            )
            return (
                None if loose and at > head + 1 and self.doc[at - 1].pos_ not in ("PROPN", "ADJ") else at + 1
            )
        if mention is not None:
            thing = self.use == "instrument" and is_bare_name(mention)
            return at + 1 if behind_preposition and (thing or is_group(mention)) else None
        if token.text in QUOTES:
            return self.tokens.quotation(at)
        if not self.tokens.is_plain(at) or (
            plain(token) in self.heads and not behind_preposition and token.is_lower
        ):
            return None
        if capital and token.is_lower:
            return None
        if token.pos_ in ("VERB", "AUX"):
            gerund = behind_preposition and (token.tag_ == "VBG" or self._is_noun_like(head, at))
            return at + 1 if self.tokens.adjectival(token) or self.tokens.capital(at) or gerund else None
        if (
            token.pos_ in ("PRON", "SCONJ", "INTJ", "ADV", "DET")
            and not self.tokens.capital(at)
            and not self.tokens.adjectival(token)
        ):
            return None
        if (
            token.pos_ == "NOUN"
            and not behind_preposition
            and self.doc[at - 1].pos_ == "NOUN"
            and self.words.bare_complement
        ):
            return (
                at + 1
                if self.tokens.capital(at) or self.tokens.in_capitals(at) or self.tokens.tight(at)
                else None
            )
        return at + 1

    def _is_noun_like(self, head: int, at: int) -> bool:
        """Whether a word that reads as a verb is a noun: behind an article, or "de conduire" behind a noun."""
        before = self.doc[at - 1]
        if self.words.has("articles", before) or self.words.has("fused", before):
            return True
        infinitive = "Inf" in self.doc[at].morph.get("VerbForm", []) and self.words.has("of", before)
        return infinitive and at - 2 > head and self.doc[at - 2].pos_ in ("NOUN", "VERB", "PROPN")

    # -- to the left

    def left_start(self, head: int, out: frozenset[str]) -> int:
        """The index of the name's first token before its head noun; `out` are words that stay outside."""
        at = head
        while at > 0 and head - at < _LONGEST // 2:
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
        words = self.text[self.parsed.starts[at] : self.parsed.ends[at]].casefold().split()
        return words[0] in self.words.words["articles"] or bool(self.doc[at].is_sent_start)

    def _hyphenated(self, at: int) -> bool:
        return at > 0 and self.doc[at].text in HYPHENS and self.tokens.tight(at)

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

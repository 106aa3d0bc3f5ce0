"""How far a name reaches to the right of its head noun.

In: a document's label tokens and the head noun. Out: `RightSide.end`, the index behind the name's last token.
"""

from __future__ import annotations

from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.mentions.label_joins import Joins
from kg.mentions.label_tokens import HYPHENS, LONGEST, QUOTES, LabelTokens, Use, plain
from kg.mentions.label_words import ContentWords

_LONGEST_COMPANY = 6  # tokens


class RightSide:
    """The words behind a head noun."""

    def __init__(self, tokens: LabelTokens, use: Use) -> None:
        self.tokens, self.use = tokens, use
        self.doc, self.parsed, self.words, self.heads = tokens.doc, tokens.parsed, tokens.words, tokens.heads
        self.content, self.joined = ContentWords(tokens, use), Joins(tokens, use, self.complement)

    def end(self, head: int) -> int:
        """The index behind the last token of the name whose head noun is token `head`."""
        at, topic = head + 1, False
        seen: set[str] = set()
        capital = self.words.proper_case and self.doc[head].is_title and not self.tokens.in_capitals(head)
        while at < min(len(self.doc), head + LONGEST):
            if not self.tokens.goes_on(at):
                break
            length, word = self.tokens.preposition(at)
            following: int | None
            if length:
                if word in self.words.words["between"]:
                    capital = False  # what the parties are named for may be told in plain words
                    following = self._pair(head, at + length, self.words.has("linking", self.doc[at]))
                else:
                    capital = capital and not self._tells_plainly(at + length, word)
                    following = self.complement(head, at, length, word, topic, capital)
                topic = topic or word in self.words.words["topical"]
                seen.add(word)
            elif self.words.has("conjunctions", self.doc[at]):
                following = self.joined.conjoined(head, at, seen, capital)
            elif self.doc[at].text == ",":
                following = self.joined.listed(head, at, capital)
            else:
                following = self._word(head, at, capital, behind_head=at == head + 1)
            if following is None:
                break
            at = following
        return at

    def _tells_plainly(self, at: int, word: str) -> bool:
        """Whether plain words tell the subject of a name with a capital: "a Memorandum on critical minerals"."""
        lists = self.words.words
        start = self.tokens.behind_determiner(at)
        if self.use != "instrument" or word not in lists["plain_topics"] or start >= len(self.doc):
            return False
        noun = self.doc[start]
        told = noun.pos_ in ("NOUN", "ADJ", "VERB") and not self.tokens.capital(start)
        return told and start not in self.parsed.mentions and plain(noun) not in lists["no_topics"]

    def complement(
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
            return self.content.end_of(head, start, capital, behind_preposition=True)
        if word in lists["partner"]:
            named = isinstance(mention, Place) and mention.kind in ("state", "organisation", "region")
            return start + 1 if named else self._company(start)
        if isinstance(mention, DateMention):
            return None
        if not topic and self._is_region(head, start):
            return self.content.end_of(head, start, False, behind_preposition=True)
        if not topic and not (self.use == "instrument" and capital):
            return None
        if isinstance(mention, Place):
            towns = mention.kind in ("city", "capital") or (
                self.use == "gathering" and mention.kind == "state"
            )
            return None if towns else self.content.end_of(head, start, capital, behind_preposition=True)
        plain_noun = self.use == "instrument" or self.tokens.capital(start)
        return self.content.end_of(head, start, capital, behind_preposition=True) if plain_noun else None

    def _is_region(self, head: int, at: int) -> bool:
        """Whether a region ends a name with a capital: "Code de conduite en mer Orientale", "en Méditerranée"."""
        compound = head > 1 and self.words.has("of", self.doc[head - 1])  # "Code de conduite"
        if self.use != "instrument" or self.words.proper_case:
            return False
        if not self.tokens.capital(head - 2 if compound else head):
            return False
        mention = self.parsed.mentions.get(at)
        if mention is not None:
            return isinstance(mention, Place) and mention.kind == "region"
        behind = at + 1
        named = behind < len(self.doc) and self.tokens.goes_on(behind) and self.tokens.capital(behind)
        return named and self.doc[at].pos_ in ("NOUN", "PROPN") and self.doc[behind].pos_ in ("ADJ", "PROPN")

    def _pair(self, head: int, at: int, linked: bool) -> int | None:
        """The index behind "A and B" of "between A and B", behind "A to B" of "linking A to B"."""
        start = self.tokens.behind_determiner(at)
        first = (
            self.content.end_of(head, start, False, behind_preposition=True)
            if start < len(self.doc)
            else None
        )
        if first is None:
            return None
        end = first
        while end < min(len(self.doc), at + LONGEST) and self.tokens.goes_on(end):
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
                last = self.content.end_of(head, second, False, behind_preposition=True)
                return end if last is None else last
            following: int | None
            if token.text == ",":
                follow = self.tokens.behind_determiner(end + 1)
                following = follow + 1 if isinstance(self.parsed.mentions.get(follow), Place) else None
            else:
                length, word = self.tokens.preposition(end)
                if length and (word in self.words.words["of"] or word in self.words.words["inner"]):
                    following = self.content.end_of(
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
        return self.content.end_of(head, at, capital, behind_preposition=False)

    def _company(self, at: int) -> int | None:
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

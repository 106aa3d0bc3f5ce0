"""What "and" and commas add to a name: "on trade and investment", "economic, social and cultural".

In: a document's label tokens, the head noun and the joining token. Out: `Joins`: the index behind what is
added, None where it is another thing.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.mentions.dates import DateMention
from kg.mentions.label_tokens import LONGEST_LIST, LabelTokens, Use
from kg.mentions.label_words import ContentWords

Complement = Callable[[int, int, int, str, bool, bool], int | None]


class Joins:
    """Coordination inside a name; `complement` reads what a preposition leads to."""

    def __init__(self, tokens: LabelTokens, use: Use, complement: Complement) -> None:
        self.tokens, self.use = tokens, use
        self.doc, self.parsed, self.words, self.heads = tokens.doc, tokens.parsed, tokens.words, tokens.heads
        self.content, self.complement = ContentWords(tokens, use), complement

    def conjoined(self, head: int, at: int, seen: set[str], capital: bool) -> int | None:
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
            return self.complement(head, after, length, word, True, capital)
        start = self.tokens.behind_determiner(after)
        if start >= len(self.doc) or self.tokens.begins_another(start):
            return None
        noun = self.doc[start]
        if start > after and not (self.tokens.parsed_inside(head, start) or self._is_twin(head, at, start)):
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
        return self.content.end_of(head, start, capital, behind_preposition=True)

    def _is_twin(self, head: int, at: int, start: int) -> bool:
        """Whether two bare nouns are the one subject of a name: "Accord pour la paix et la réconciliation"."""
        if self.use != "instrument" or not self.tokens.capital(head) or start != at + 2 or at - 2 <= head:
            return False
        one, other = self.doc[at - 1], self.doc[start]
        alike = self.doc[at - 2].lower_ == self.doc[at + 1].lower_
        nouns = one.pos_ == other.pos_ == "NOUN" and one.is_lower and other.is_lower
        return alike and nouns and other.dep_ == "conj" and other.head.i == head

    def listed(self, head: int, at: int, capital: bool) -> int | None:
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
        for ahead in range(start + 1, min(len(self.doc), start + LONGEST_LIST)):
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
                return self.content.end_of(head, start, capital, behind_preposition=True) if joined else None
            if token.text == "," and isinstance(self.parsed.mentions.get(ahead + 1), DateMention):
                return None
        return None

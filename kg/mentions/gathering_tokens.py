"""A document's tokens, for the questions asked while a gathering's name is read.

In: a parsed document, its ordinals and the language's words for gatherings. Out: `GatheringTokens`: head nouns
and ranks at a token, whether a phrase is a name, and the `GatheringMention` of a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.analysis import Parsed
from kg.mentions.gathering_mention import GatheringMention
from kg.mentions.gathering_words import Heads, vocabulary
from kg.mentions.gazetteer import Place
from kg.mentions.label_tokens import plain
from kg.mentions.labels import Names
from kg.mentions.numbers import Number

_REACH = 6  # tokens between a rank and the head noun it counts


class GatheringTokens:
    """What all that look for gatherings share."""

    def __init__(self, parsed: Parsed, text: str, language: str, ordinals: Sequence[Number]) -> None:
        self.words = vocabulary(language)
        self.names = Names(parsed, text, language, self.words.heads, "gathering")
        self.doc, self.parsed, self.text = parsed.doc, parsed, text
        self.ranks = {n.end: n for n in ordinals}

    def head(self, at: int, heads: Heads) -> tuple[int, str] | None:
        """The index of the last token of a head noun that begins at a token, and its kind."""
        if at in self.parsed.mentions:
            return None
        for parts, kind in heads.get(plain(self.doc[at]), ()):
            words = tuple(plain(token) for token in self.doc[at : at + len(parts)])
            if words == parts and not self.compounds_on(at + len(parts), parts[-1]):
                return at + len(parts) - 1, kind
        return None

    def compounds_on(self, at: int, head: str) -> bool:
        """Whether the next word is the head of the same compound: "Forum Summit", "Ministerial Meeting"."""
        if self.names.words.bare_complement or at >= len(self.doc) or self.doc[at].is_sent_start:
            return False
        word = plain(self.doc[at])
        if head in self.words.naming["qualities"] and word in self.words.named:
            return True
        return word in self.words.events or word in self.words.bodies

    def blocked(self, at: int) -> bool:
        naming = self.words.naming
        if at and plain(self.doc[at - 1]) in naming["not_preceded"]:
            return True
        following = ""
        for token in self.doc[at + 1 : at + 4]:
            following = f"{following} {plain(token)}".strip().replace("' ", "'")
            if following in naming["not_followed"]:
                return True
        return False

    def in_capitals(self, at: int) -> bool:
        """Whether a token stands in capitals."""
        return self.text[self.parsed.starts[at] : self.parsed.ends[at]].isupper()

    def is_body(self, place: Place) -> bool:
        """Whether an organisation is named as a council, a commission or the like."""
        first = place.name.replace("’", "'").casefold().split()
        return any(word in self.words.bodies or word in self.words.events for word in first)

    def kind_of_body(self, place: Place) -> str:
        words = place.name.casefold().split()
        for word in words:
            entries = self.words.bodies.get(word) or self.words.events.get(word)
            if entries:
                return entries[-1][1]
        return "session"

    def is_rank(self, at: int) -> bool:
        return self.parsed.ends[at] in self.ranks

    def rank_before(self, at: int) -> Number | None:
        return self.ranks.get(self.parsed.ends[at - 1]) if at else None

    def rank(self, first: int, head: int) -> tuple[Number | None, int]:
        """The rank in front of a phrase, with the index of the token where it begins."""
        for at in range(head, max(0, min(first, head) - _REACH), -1):
            rank = self.rank_before(at)
            if rank:
                token = self.parsed.token_at(rank.start)
                return rank, token.i if token is not None else at - 1
            before = self.doc[at - 1]
            loose = (
                at - 1 < first
                and plain(before) not in self.words.passed | self.words.kept | self.words.naming["out"]
            )
            if loose and not before.is_punct:
                break
        return None, first

    def mention(
        self,
        head: int,
        start: int,
        end: int,
        kind: str,
        *,
        sitting: bool = False,
        needs_sitting: bool = False,
        weak: bool = False,
    ) -> GatheringMention:
        rank, ranked_from = self.rank(min(start, head), head)
        if rank is None and start > head:
            inner = self.ranks.get(self.parsed.ends[start - 1])
            rank = inner
        while start < head and self.is_rank(start) and rank is not None:
            start += 1
        first = min(start, head, ranked_from)
        last = max(end - 1, head)
        label = self.names.wording(start, end)
        starts, ends = self.parsed.starts, self.parsed.ends
        ordinal = int(rank.value) if rank is not None else None
        return GatheringMention(
            starts[first], ends[last], starts[start], ends[end - 1], label,
            self.kind(self.names.wording(first, last + 1), kind), ordinal, head, first, last,
            sitting, needs_sitting, weak,
        )  # fmt: skip

    def kind(self, label: str, kind: str) -> str:
        folded = label.casefold().replace("’", "'")
        for rule in self.words.decide:
            if any(word in folded for word in rule.get("except", ())):
                continue
            if any(word.replace("’", "'") in folded for word in rule["words"]):
                return str(rule["kind"])
        return kind or "session"

    def has_name(self, start: int, end: int, head: int) -> bool:
        """Whether a phrase has a name of its own, beyond its head noun and what all such are called."""
        common = self.words.kept | self.words.passed
        tokens = [t for t in self.doc[start:end] if t.i != head and plain(t) not in common]
        marked = self.words.naming["marked"]
        capitals = self.names.wording(start, end).isupper()
        for token in tokens:
            if capitals and token.i not in self.parsed.mentions and plain(token) not in marked:
                continue
            if isinstance(self.parsed.mentions.get(token.i), Place) or (
                token.i not in self.parsed.mentions and token.text[:1].isupper()
            ):
                return True
            if plain(token) in marked or plain(token).partition("-")[0] in marked:
                return True
        weak = plain(self.doc[head]) in self.words.naming["weak"]
        proper = self.doc[head].text[:1].isupper() and not self.doc[head].is_sent_start and not capitals
        if proper and not weak and any(t.pos_ in ("ADJ", "NOUN", "PROPN") for t in tokens):
            return True
        complement = any(plain(t) in self.names.words.words["topical"] for t in tokens)
        return complement and not weak

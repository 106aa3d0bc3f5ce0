"""Short mentions of a gathering that was named before: "the Summit", "la prochaine session".

In: a document's tokens and the gatherings found so far. Out: `ShortForms`: the mention that a short form makes,
and the fullest name for one that begins like another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.gathering_mention import GatheringMention
from kg.mentions.gathering_tokens import GatheringTokens
from kg.mentions.label_tokens import plain

_FAR = 2500  # code points to a gathering that a short mention takes up
_WITHIN = 12  # tokens behind a noun in which "with" tells whom it is with
_NEXT = 8  # tokens between a body and its own sitting


class ShortForms:
    """Short forms, and the gatherings that they take up."""

    def __init__(self, tokens: GatheringTokens) -> None:
        self.tokens = tokens
        self.words, self.names, self.doc, self.parsed = tokens.words, tokens.names, tokens.doc, tokens.parsed

    def short(self, at: int, before: Sequence[GatheringMention]) -> GatheringMention | None:
        """A short mention of a gathering that was named before, if a token is its head noun."""
        word, short = plain(self.doc[at]), self.words.short
        if word not in short["words"] or self.tokens.blocked(at) or not before:
            return None
        first = at
        while first > 0 and self._is_quality(first - 1):
            first -= 1
        if first == 0 or self._goes_on_otherwise(at):
            return None
        determiner = plain(self.doc[first - 1])
        if determiner not in short["definite"] | short["relative"] or (
            determiner in short["pointing"] and word not in short["any"] and not self._holds(at)
        ):
            return None
        known = self._taken_up(word, at, before)
        if known is None:
            return None
        own = first > 1 and plain(self.doc[first - 2]) in short["relative"]
        rank = next(
            (self.tokens.ranks[self.parsed.ends[i]] for i in range(first, at) if self.tokens.is_rank(i)), None
        )
        other = rank is not None and known.ordinal not in (None, rank.value)
        again = short["further"] | self.words.kept
        around = self.doc[first : min(at + 2, len(self.doc))]
        further = not own and (other or any(plain(t) in again for t in around))
        ordinal = int(rank.value) if rank else None if further else known.ordinal
        starts, ends = self.parsed.starts, self.parsed.ends
        last = at
        while last + 1 < len(self.doc) and plain(self.doc[last + 1]) in self.words.kept | self.words.passed:
            last += 1
        return replace(
            known, start=starts[first], end=ends[last], ordinal=ordinal, token=at, first=first, last=last,
            sitting=True, needs_sitting=False, weak=False, short=True, further=further,
            antecedent=known.antecedent or known.start,
        )  # fmt: skip

    def _is_quality(self, at: int) -> bool:
        word = plain(self.doc[at])
        return (
            self.tokens.is_rank(at)
            or word in self.words.passed | self.words.kept | self.words.short["further"]
        )

    def _goes_on_otherwise(self, at: int) -> bool:
        """Whether a complement makes it a meeting of its own."""
        behind = at + 1
        while behind < len(self.doc) and (self._is_quality(behind) or self.doc[behind].pos_ == "ADJ"):
            behind += 1
        if behind >= len(self.doc):
            return False
        words = self.names.words.words
        if "Part" in self.doc[behind].morph.get("VerbForm", []) and self._is_with_somebody(behind):
            return True
        return (
            plain(self.doc[behind])
            in words["of"] | words["between"] | words["partner"] | self.words.short["other"]
        )

    def _is_with_somebody(self, at: int) -> bool:
        """Whether it is a talk with somebody: "la rencontre prévue le 3 mai avec la ministre"."""
        for token in self.doc[at : at + _WITHIN]:
            if token.is_sent_start or (token.pos_ == "AUX" and token.i > at):
                return False
            if plain(token) in self.names.words.words["partner"]:
                return True
        return False

    def _taken_up(self, word: str, at: int, before: Sequence[GatheringMention]) -> GatheringMention | None:
        """The gathering that a short mention means: called by its word, else the last sitting or any."""
        near = [
            known
            for known in reversed(before)
            if self.parsed.starts[at] - known.end <= _FAR and not known.needs_sitting and not known.further
        ]
        relative = any(
            plain(token) in self.words.short["relative"] for token in self.doc[max(0, at - 3) : at]
        )
        if (relative or self._holds(at)) and before[-1].needs_sitting and at - before[-1].last <= _NEXT:
            return before[-1]
        if near and word in self.words.short["any"] and (relative or self._next_to_relative(at)):
            return near[0]
        for known in near:
            if word == plain(self.doc[known.token]) or word in known.label.casefold().split():
                return known
        if word in self.words.short["any"]:
            return next(
                (known for known in near if known.sitting and not known.short), near[0] if near else None
            )
        return next((known for known in near if known.sitting), None) if word in self.words.named else None

    def _holds(self, at: int) -> bool:
        """Whether the body in front holds a sitting of its own: "the Council held its 159th session"."""
        return any(plain(token) in self.words.short["own"] for token in self.doc[max(0, at - 4) : at])

    def _next_to_relative(self, at: int) -> bool:
        return any(plain(token) in self.words.short["relative"] for token in self.doc[max(0, at - 4) : at])

    def completed(self, mention: GatheringMention, before: Sequence[GatheringMention]) -> GatheringMention:
        """A mention with the fullest name of its gathering, where its own begins one told before."""
        words = mention.label.casefold().split()
        for known in reversed(before):
            full = known.label.casefold().split()
            if len(full) > len(words) and full[: len(words)] == words and not known.needs_sitting:
                same = mention.ordinal is None or mention.ordinal == known.ordinal
                return replace(
                    mention, label=known.label, kind=known.kind, weak=False,
                    label_start=known.label_start, label_end=known.label_end,
                    antecedent=(known.antecedent or known.start) if same else None,
                )  # fmt: skip
        return mention

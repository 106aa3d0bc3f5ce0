"""Sittings of a body: "the eighth session of the Joint Commission", "the Council's 43rd session".

In: a document's tokens. Out: `Sittings.at`: the mention whose head noun ("session") is a token.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions.gathering_mention import GatheringMention
from kg.mentions.gathering_tokens import GatheringTokens
from kg.mentions.gazetteer import Place
from kg.mentions.label_tokens import plain

_BEFORE_OWNER = 18  # tokens between a body and its own sitting
_BEFORE_BODY = 12  # tokens of a body's name in front of its head noun


class Sittings:
    """The sittings that a text names."""

    def __init__(self, tokens: GatheringTokens) -> None:
        self.tokens = tokens
        self.words, self.names, self.doc, self.parsed = tokens.words, tokens.names, tokens.doc, tokens.parsed

    def at(self, at: int) -> GatheringMention | None:
        names = self.names
        behind = at + 1
        while behind < len(self.doc) and plain(self.doc[behind]) in self.words.passed | self.words.kept:
            behind += 1
        body = self._body_behind(behind)
        if body:
            start, end, kind = body
            label_start = start
            kept = [t.i for t in self.doc[max(0, at - 3) : behind] if plain(t) in self.words.kept]
            if kept:
                label_start = min(kept[0], at)
            return self.tokens.mention(at, label_start, end, kind, sitting=True)
        if plain(self.doc[at]) in self.words.of_body_only:
            return None
        before = self._body_before(at)
        if before:
            return self.tokens.mention(at, before[0], before[1], before[2], sitting=True)
        if (owned := self._owned(at)) is not None:
            return owned
        if plain(self.doc[at]) not in self.words.named:
            return None
        start, end = names.left_start(at, self.words.naming["out"] | self.words.passed), names.right_end(at)
        end = names.without_empty(start, end)
        if end - start < 2 or not self.tokens.has_name(start, end, at):
            return None
        return self.tokens.mention(at, start, end, "", sitting=True, weak=True)

    def _body_behind(self, at: int) -> tuple[int, int, str] | None:
        """The body of which a sitting is told, behind "of the": first and past-last token, kind."""
        if at >= len(self.doc) or plain(self.doc[at]) not in self.names.words.words["of"]:
            return None
        start = at + 1
        while start < len(self.doc) and self.names.words.has("articles", self.doc[start]):
            start += 1
        if start < len(self.doc) and plain(self.doc[start]) in self.words.sittings:
            return self._body_behind(start + 1)
        if start >= len(self.doc):
            return None
        if self.tokens.rank_before(start + 1):
            start += 1
        place = self.parsed.mentions.get(start)
        if isinstance(place, Place) and place.kind == "organisation" and self.tokens.is_body(place):
            end = self.names.right_end(start)
            return start, end, self.tokens.kind_of_body(place)
        for ahead in range(start, min(start + _BEFORE_BODY, len(self.doc))):
            token = self.doc[ahead]
            head = self.tokens.head(ahead, self.words.bodies) or self.tokens.head(ahead, self.words.events)
            if head:
                first = self.names.left_start(ahead, self.words.naming["out"])
                end = self.names.right_end(head[0])
                return (max(first, start), end, head[1]) if first <= start else None
            if (token.is_punct and not self.names.tokens.tight(ahead)) or self.names.words.has(
                "stops", token
            ):
                return None
        return None

    def _body_before(self, at: int) -> tuple[int, int, str] | None:
        """The body in front of a sitting: "the Joint Committee meeting", "the Council's 43rd session"."""
        if not self.names.words.proper_case:
            return None
        before = at - 1
        while before > 0 and (
            plain(self.doc[before]) in self.words.passed | self.words.kept or self.tokens.is_rank(before)
        ):
            before -= 1
        if before > 0 and plain(self.doc[before]) in self.names.words.words["possessives"]:
            before -= 1
        place = self.parsed.mentions.get(before)
        if isinstance(place, Place) and place.kind == "organisation" and self.tokens.is_body(place):
            return before, before + 1, self.tokens.kind_of_body(place)
        for entries in (self.words.bodies.get(plain(self.doc[before]), ()),):
            if entries and before not in self.parsed.mentions and self.doc[before].text[:1].isupper():
                start = self.names.left_start(before, self.words.naming["out"])
                return (start, before + 1, entries[-1][1]) if start < before else None
        return None

    def _owned(self, at: int) -> GatheringMention | None:
        """The ranked sitting of a body told before it: "the Council, at its 898th meeting", or in the line above."""
        rank, first = self.tokens.rank(at, at)
        if rank is None or not first:
            return None
        if plain(self.doc[first - 1]) in self.words.short["own"]:
            window = range(max(self.doc[at].sent.start, first - _BEFORE_OWNER), first - 1)
        elif self.doc[first].is_sent_start and self.tokens.in_capitals(at):
            window = range(first - 1, first)
        else:
            return None
        body = next((i for i in window if self._is_body(i)), None)
        if body is None:
            return None
        end = self.names.right_end(body)
        kind = self.tokens.kind_of_body(self.parsed.mentions[body])
        whole = self.tokens.mention(at, body, min(end, first), kind, sitting=True)
        starts, ends = self.parsed.starts, self.parsed.ends
        return replace(
            whole, start=starts[first], end=ends[at], first=first, last=at, ordinal=int(rank.value)
        )

    def _is_body(self, at: int) -> bool:
        place = self.parsed.mentions.get(at)
        return isinstance(place, Place) and place.kind == "organisation" and self.tokens.is_body(place)

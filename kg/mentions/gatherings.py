"""Gatherings by name: "the 43rd session of the GCC Supreme Council", "le XVIIIe Sommet de la Francophonie".

In: a parsed document with its ordinals. Out: `GatheringMention`s in the order of the text: where the phrase
stands, the label as worded without its rank, kind and rank. A mention tells a name, not yet a fact: a body
(`needs_sitting`) meets only where the text says so, and a weak noun (`weak`) needs a date, a place or a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.analysis import Parsed
from kg.mentions.gathering_events import Events
from kg.mentions.gathering_mention import GatheringMention
from kg.mentions.gathering_short import ShortForms
from kg.mentions.gathering_sittings import Sittings
from kg.mentions.gathering_tokens import GatheringTokens
from kg.mentions.label_tokens import plain
from kg.mentions.numbers import Number

__all__ = ["GatheringMention", "find"]


def find(parsed: Parsed, text: str, language: str, ordinals: Sequence[Number]) -> list[GatheringMention]:
    """The gatherings that a text names, without overlaps."""
    finder = _Finder(GatheringTokens(parsed, text, language, ordinals))
    found: list[GatheringMention] = []
    for at in range(len(parsed.doc)):
        if found and at <= found[-1].last:
            continue
        mention = finder.at(at) or finder.short_forms.short(at, found)
        if mention is None or (found and mention.first <= found[-1].last):
            continue
        found.append(mention if mention.short else finder.short_forms.completed(mention, found))
    return found


class _Finder:
    def __init__(self, tokens: GatheringTokens) -> None:
        self.tokens = tokens
        self.sittings, self.events, self.short_forms = Sittings(tokens), Events(tokens), ShortForms(tokens)

    def at(self, at: int) -> GatheringMention | None:
        """The mention whose head noun is a token, if it is one."""
        mention = self._unless_blocked(at)
        return None if mention is None or self.tokens.blocked(at) else mention

    def _unless_blocked(self, at: int) -> GatheringMention | None:
        word = plain(self.tokens.doc[at])
        if word in self.tokens.words.sittings and (mention := self.sittings.at(at)):
            return mention
        for heads, is_body in ((self.tokens.words.events, False), (self.tokens.words.bodies, True)):
            head = self.tokens.head(at, heads)
            if head:
                return self.events.named(at, *head, is_body)
        return self.events.organised(at) or self.events.acronym(at)

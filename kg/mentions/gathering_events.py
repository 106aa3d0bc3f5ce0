"""Events that are gatherings by name: "the Dakar Forum on Peace", COP28, "le Conseil européen d'octobre".

In: a document's tokens. Out: `Events`: the mention whose head noun, organisation or acronym is a token.
"""

from __future__ import annotations

from kg.mentions.dates import DateMention
from kg.mentions.gathering_mention import GatheringMention
from kg.mentions.gathering_tokens import GatheringTokens
from kg.mentions.gazetteer import Place
from kg.mentions.label_tokens import plain


class Events:
    """The events that a text names."""

    def __init__(self, tokens: GatheringTokens) -> None:
        self.tokens = tokens
        self.words, self.names, self.doc, self.parsed = tokens.words, tokens.names, tokens.doc, tokens.parsed

    def named(self, at: int, last: int, kind: str, is_body: bool) -> GatheringMention | None:
        names, naming, word = self.names, self.words.naming, plain(self.doc[at])
        start = names.left_start(at, naming["out"])
        end = names.without_empty(start, names.right_end(last))
        if word in naming["capital"] and not self.doc[at].text[:1].isupper():
            return None
        if not self.tokens.has_name(start, end, at):
            return None
        weak = word in naming["weak"]
        if kind == "negotiation" and not self._is_talks(start, end, at):
            return None
        return self.tokens.mention(at, start, end, kind, needs_sitting=is_body, weak=weak)

    def _is_talks(self, start: int, end: int, head: int) -> bool:
        """Whether negotiations are a round of talks with a name, rather than work on a text."""
        if self.tokens.rank(min(start, head), head)[0] is not None:
            return True
        named = self.words.naming["talks"]
        for token in self.doc[start:end]:
            place = self.parsed.mentions.get(token.i)
            town = isinstance(place, Place) and place.kind in ("city", "capital")
            if town or plain(token) in named or plain(token).partition("-")[0] in named:
                return True
        return False

    def organised(self, at: int) -> GatheringMention | None:
        """A series of gatherings that counts as an organisation: "Forum économique mondial de Davos"."""
        place = self.parsed.mentions.get(at)
        if not isinstance(place, Place) or place.kind != "organisation":
            return None
        kinds = [
            group[-1][1] for word in place.name.casefold().split() if (group := self.words.events.get(word))
        ]
        if self._is_monthly(at):
            kind = self.words.monthly.get(str(place.organisation), kinds[0] if kinds else "session")
            return self.tokens.mention(at, at, at + 1, kind)
        if not kinds or kinds[0] not in ("forum", "summit") or self._leads_to_head(at):
            return None
        return self.tokens.mention(at, at, self.names.right_end(at), kinds[0], needs_sitting=True)

    def _leads_to_head(self, at: int) -> bool:
        """Whether an organisation only begins the name of a meeting: "Forum Foreign Ministers' Meeting"."""
        if not self.names.words.proper_case:
            return False
        for token in self.doc[at + 1 : at + 6]:
            if token.pos_ == "ADP" or token.is_sent_start or token.text == ",":
                return False
            if plain(token) in self.words.named or plain(token) in self.words.events:
                return token.text[:1].isupper()
        return False

    def _is_monthly(self, at: int) -> bool:
        """Whether a body is named by the month in which it met: "the October European Council"."""
        place = self.parsed.mentions.get(at)
        if not isinstance(place, Place) or not self.tokens.is_body(place):
            return False
        before, behind = self.parsed.mentions.get(at - 1), self.parsed.mentions.get(at + 1)
        if isinstance(before, DateMention) and before.kind == "month":
            return self.names.words.proper_case and self.parsed.starts[at] - before.end <= 3
        if behind is None and at + 2 < len(self.doc):
            joined = plain(self.doc[at + 1]) in self.names.words.words["of"]
            behind = self.parsed.mentions.get(at + 2) if joined else None
        if not isinstance(behind, DateMention) or behind.kind not in ("month", "day", "interval"):
            return False
        lead = self.tokens.text[self.parsed.ends[at] : behind.end].split()
        word = lead[0].replace("’", "'").casefold() if lead else ""
        return any(word == of or (of.endswith("'") and word.startswith(of)) for of in self._genitives())

    def _genitives(self) -> frozenset[str]:
        return self.names.words.words["of"]

    def acronym(self, at: int) -> GatheringMention | None:
        """COP28, TICAD 8."""
        text = self.doc[at].text
        kind = self.words.acronyms.get(text.rstrip("0123456789"))
        if kind is None:
            return None
        numbered = text[-1].isdigit()
        end = at + 1
        while (
            not numbered
            and end < min(at + 3, len(self.doc))
            and (self.doc[end].text == "-" or self.doc[end].text.isdigit())
        ):
            end += 1
        if not numbered and end == at + 1 and not self.tokens.rank_before(at):
            return None
        return self.tokens.mention(at, at, end, kind)

"""When something is done to an instrument, and for how long it runs.

In: a mention of an instrument with its surroundings. Out: `Times`: the date of a cue, the duration told beside
it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Token

from kg.extractors import circumstances
from kg.extractors.cue_words import Cue, Surroundings, words
from kg.languages import data
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

Aspect = Literal["past", "future"]
_FULL = 10  # code points of a full date
_HANDED = 14  # tokens between "deposit" and "ratification"
_BESIDE = 20  # code points in front of a name
_SINCE = 60  # code points behind talks in which is told since when
_BEHIND = 140  # code points behind the last word of what is done


class Times:
    """The dates and durations around one mention."""

    def __init__(self, reading: Reading, mention: InstrumentMention, around: Surroundings) -> None:
        self.reading, self.mention, self.around = reading, mention, around
        self.doc = reading.parsed.doc
        sentence = self.doc[mention.token].sent
        first = bisect_left(reading.instruments, sentence.start, key=lambda other: other.token)
        last = bisect_left(reading.instruments, sentence.end, key=lambda other: other.token)
        self._of_sentence = reading.instruments[first:last]
        self.clauses = {clause.head.i for clause in reading.clauses}

    def date(self, cue: Cue, action: str) -> tuple[str | None, Token | None]:
        """The date of what a cue tells, and the token that gives it."""
        aspect: Aspect = "future" if action in ("planned", "proposed") else "past"
        for token, mention in self._candidates(cue):
            value = dates.reading(mention, aspect)
            if value is None or mention.kind in ("time-of-day", "vague") or self._is_own(token):
                continue
            if mention.bound in ("by", "before", "until") and action != "planned":
                continue
            if mention.kind == "anchored" and len(value) == _FULL and aspect == "future":
                value = self._told_before(mention) or value
            if self.fits(value, action):
                return value, token
        return None, None

    def since(self, cue: Cue) -> str | None:
        """Since when talks go on: "en négociation depuis 2012"."""
        start = self.reading.parsed.starts[cue.token.i]
        _, end = self.reading.sentence(cue.token)
        for mention in self.reading.dates_in(start, min(end, start + _SINCE)):
            if mention.bound == "since":
                value = dates.reading(mention, "past")
                return f"{value}/.." if value and "/" not in value else value
        return None

    def fits(self, value: str, action: str) -> bool:
        """Whether a date can be that of the deed: a plan is not over, what is done is not to come."""
        now = self.reading.document.date
        if now is None:
            return True
        return not dates.is_before(value, now) if action == "planned" else not dates.is_after(value, now)

    def duration(self, cue: Cue | None) -> str | None:
        """How long the instrument runs, told beside what happens to it, not beside another instrument."""
        start, end = self.reading.sentence(self.doc[self.mention.token])
        others = [m for m in self.reading.instruments if m.start != self.mention.start]
        low = max([start, *(m.end for m in others if m.end <= self.mention.start)])
        high = min([end, *(m.start for m in others if m.start >= self.mention.end)])
        cues = [c.token.i for c in self.around.cues] + ([cue.token.i] if cue is not None else [])
        last = max([self.mention.end, *(self.reading.parsed.ends[i] for i in cues)])
        first = min([self._phrase_start(), *(self.reading.parsed.starts[i] for i in cues)])
        low, high = max(low, first), min(high, last + _BEHIND)
        for token in self.reading.parsed.tokens_in(last, high):
            if token.pos_ == "CCONJ" and self.reading.parsed.starts[token.i] >= last:
                high = min(high, self.reading.parsed.starts[token.i])
        return next((str(n.value) for n in self.reading.durations if low <= n.start < high), None)

    def _phrase_start(self) -> int:
        """Where the words right in front of the name begin: "a three-year", "for five years, a" not."""
        start = max(0, self.mention.start - _BESIDE)
        comma = self.reading.shadow.rfind(",", start, self.mention.start)
        return max(start, comma)

    def _told_before(self, mention: DateMention) -> str | None:
        """The day that "that day" means for a plan: the last one told in the paragraph."""
        told = circumstances.told_before(self.reading, mention.start)
        return dates.reading(told, "future") if told is not None else None

    def _candidates(self, cue: Cue) -> Iterator[tuple[Token, DateMention]]:
        nominal = cue.token.i not in self.clauses
        if cue.behind:
            yield from self._trail(cue)
        elif nominal:
            yield from self._between(cue)
            yield from self._of_governor(cue)
        yield from self._region(cue)
        if nominal and not cue.behind:
            limit = min((c.token.i for c in self.around.cues if c.behind), default=len(self.doc))
            for index in self.around.trail:
                mention = self.reading.parsed.mentions.get(index)
                if isinstance(mention, DateMention) and index < limit:
                    yield self.doc[index], mention

    def _between(self, cue: Cue) -> Iterator[tuple[Token, DateMention]]:
        """Days between a noun of action and the name: "la signature, samedi, de la Convention"."""
        for index in self.around.before:
            mention = self.reading.parsed.mentions.get(index)
            if isinstance(mention, DateMention) and index > cue.token.i:
                yield self.doc[index], mention

    def _of_governor(self, cue: Cue) -> Iterator[tuple[Token, DateMention]]:
        """The day of the verb that a noun of action depends on: "a déposé hier l'instrument de ratification"."""
        handing = words(self.reading.language, "agreement").context["handing"]
        above = [token for token in self._nouns_before(cue) if token.lemma_.lower() in handing]
        verb = self.around.verb
        for index in self.around.before if above else ():
            mention = self.reading.parsed.mentions.get(index)
            if isinstance(mention, DateMention) and above[0].i < index < cue.token.i:
                yield self.doc[index], mention
        for head in [*above[:1], *([verb] if verb is not None and self.is_handed() else [])]:
            for own in circumstances.own_dates(self.reading, head):
                token = self.reading.parsed.token_at(own.start)
                if token is not None:
                    yield token, own

    def _nouns_before(self, cue: Cue) -> list[Token]:
        """The words of the sentence before a cue, nearest first, as far as a handing over may stand."""
        start = max(cue.token.sent.start, cue.token.i - _HANDED)
        return list(reversed(self.doc[start : cue.token.i]))

    def is_handed(self) -> bool:
        """Whether a verb above brings a ratification about: instruments are deposited or exchanged."""
        verb = self.around.verb
        handing = words(self.reading.language, "agreement").context["handing"]
        return verb is not None and verb.lemma_.lower() in handing

    def _is_own(self, token: Token) -> bool:
        """Whether a date stands inside the name or is joined to it by "of": "l'Accord du 3 mars 2016"."""
        if any(other.first <= token.i <= other.last for other in self._of_sentence):
            return True
        genitives = data(self.reading.language, "labels")["of"]
        if token.i == self.mention.last + 1:
            return self.reading.shadow[self.reading.parsed.starts[token.i] :].startswith(
                tuple(f"{word} " for word in genitives)
            )
        return token.i == self.mention.last + 2 and self.doc[token.i - 1].lower_ in genitives

    def _trail(self, cue: Cue) -> Iterator[tuple[Token, DateMention]]:
        following = [
            c.token.i
            for c in self.around.cues
            if c.behind and c.token.i > cue.token.i and c.effect != cue.effect
        ]
        limit = min(following, default=len(self.doc))
        others = [c.token.i for c in self.around.cues if c.behind and c.token.i < cue.token.i]
        first = cue.token.i if others else cue.token.i - 3
        for index in self.around.trail:
            mention = self.reading.parsed.mentions.get(index)
            if isinstance(mention, DateMention) and first <= index < limit:
                yield self.doc[index], mention

    def _region(self, cue: Cue) -> Iterator[tuple[Token, DateMention]]:
        own = sorted(circumstances.region(self.reading, cue.token), key=lambda t: abs(t.i - cue.token.i))
        for token in own:
            mention = self.reading.parsed.mentions.get(token.i)
            if isinstance(mention, DateMention) and not self._is_of_another(token, cue):
                yield token, mention
        aspect: Aspect = "future" if cue.tense == "future" else "past"
        near = circumstances.when(self.reading, cue.token, aspect)
        nominal = cue.token.i not in self.clauses
        if near is not None and not (nominal and near.start < self.reading.parsed.starts[cue.token.i]):
            beside = self.reading.parsed.token_at(near.start)
            if beside is not None and not self._is_of_another(beside, cue) and self._is_near(beside, cue):
                yield beside, near

    def _is_near(self, token: Token, cue: Cue) -> bool:
        """Whether a date in front of the name may be told of a verb behind it: it opens the sentence."""
        if not cue.behind or token.i > self.mention.first:
            return True
        return not any(t.pos_ == "VERB" for t in self.doc[token.sent.start : token.i])

    def _is_of_another(self, token: Token, cue: Cue) -> bool:
        """Whether a date is told of another cue: one between the two, or one behind the name before the date."""
        others = [c for c in self.around.cues if c.token.i != cue.token.i and c.effect != cue.effect]
        if token.i > cue.token.i:
            return any(cue.token.i < c.token.i < token.i for c in others)
        return any(c.behind and self.mention.last < c.token.i < token.i for c in others)

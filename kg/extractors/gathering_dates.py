"""When a gathering takes place.

In: a mention of a gathering with its surroundings and the stretches that tell of it without a verb. Out:
`Days.of`, its date as EDTF; `Days.used` takes in the tokens that told it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from spacy.tokens import Token

from kg.extractors import circumstances
from kg.extractors.cue_words import Cue, Surroundings, words
from kg.extractors.gathering_headings import Stretches
from kg.languages import data
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.gatherings import GatheringMention
from kg.reading import Reading

Aspect = Literal["past", "future"] | None


class Days:
    """The dates around one mention."""

    def __init__(
        self,
        reading: Reading,
        mention: GatheringMention,
        around: Surroundings,
        stretches: Stretches,
    ) -> None:
        self.reading, self.mention, self.around, self.stretches = reading, mention, around, stretches
        self.doc = reading.parsed.doc
        self.context = words(reading.language, "gathering").context
        self.used: list[Token] = []

    def of(self, aspect: Aspect) -> str | None:
        owner = self._date_in_front()
        if owner is not None and (value := self.value(owner, aspect or "future")):
            self.used.append(self.doc[self.around.before[0]])
            return value
        begin = end = None
        trail = list(self.trail_dates())
        for index, mention in trail:
            cue = self.cue_before(index)
            scheduled = aspect is None and cue is not None and cue.tense == "present"
            value = self.value(mention, "future" if scheduled else aspect)
            if value is None or self._is_given_up(cue, index, trail):
                continue
            if cue is not None and cue.effect == "begin":
                begin = begin or value
            elif begin and cue is not None and self._closes(cue, mention):
                end = end or self._value_after(mention, begin) or value
            else:
                self.used.append(self.doc[index])
                return value
            self.used.append(self.doc[index])
        if begin:
            if end and "/" not in begin + end:
                return f"{begin}/{end}" if not dates.is_after(begin, end) else begin
            now = self.reading.document.date
            over = any(cue.effect == "end" for cue in self.around.cues)
            future = now is not None and dates.is_after(begin, now)
            return begin if future or over or "/" in begin else f"{begin}/.."
        return self._date_of_verbs(aspect)

    def _closes(self, cue: Cue, mention: DateMention) -> bool:
        """Whether a date ends what has begun: "opened on Tuesday and goes on until Thursday"."""
        return cue.effect == "end" or mention.bound == "until" or cue.tense == "future"

    def _date_in_front(self) -> DateMention | None:
        """The date that owns the name: "July's NATO Summit"."""
        if not self.around.before or not data(self.reading.language, "labels")["possessives"]:
            return None
        mention = self.reading.parsed.mentions.get(self.around.before[0])
        if not isinstance(mention, DateMention):
            return None
        between = self.reading.shadow[mention.end : self.mention.start].strip()
        owned = self.reading.shadow[mention.start : mention.end].endswith(
            tuple(data(self.reading.language, "labels")["possessives"])
        )
        return mention if between in ("'s", "'") or (not between and owned) else None

    def trail_dates(self) -> Iterator[tuple[int, DateMention]]:
        for index in self.around.trail:
            mention = self.reading.parsed.mentions.get(index)
            if isinstance(mention, DateMention):
                yield index, mention
        for stretch in (self.stretches.bracket, self.stretches.heading):
            for mention in self.reading.dates_in(*stretch) if stretch else ():
                yield self.mention.last, mention

    def cue_before(self, index: int) -> Cue | None:
        behind = [c for c in self.around.cues if c.behind and self.mention.last < c.token.i < index]
        return max(behind, key=lambda c: c.token.i, default=None)

    def value(self, mention: DateMention, aspect: Aspect) -> str | None:
        value = dates.reading(mention, aspect)
        if value is not None and mention.kind in ("time-of-day", "vague"):
            return None
        return value

    def _is_given_up(self, cue: Cue | None, index: int, trail: Sequence[tuple[int, DateMention]]) -> bool:
        """Whether a day was first meant and another is told behind: "due in August, will now meet in May"."""
        if cue is None or cue.effect not in ("plan", "hold"):
            return False
        later = [c for c in self.around.cues if c.behind and c.token.i > index and self._renews(c)]
        return any(at > c.token.i for c in later for at, _ in trail)

    def _renews(self, cue: Cue) -> bool:
        """Whether a cue sets another day: a verb to come, or one of moving a day."""
        if cue.effect in ("hold", "begin"):
            finite = any(child.pos_ == "AUX" for child in cue.token.children)
            return cue.tense == "future" or (cue.tense == "past" and finite and not cue.negated)
        return cue.effect == "plan" and cue.token.lemma_.lower() in self.context["resetting"]

    def _value_after(self, mention: DateMention, begin: str) -> str | None:
        """What a date means that ends what begins on a day: "opens tomorrow and closes on Saturday"."""
        aspects: tuple[Aspect, ...] = (None, "future", "past")
        values = [self.value(mention, aspect) for aspect in aspects]
        return next((v for v in values if v is not None and dates.is_after(v, begin)), None)

    def _date_of_verbs(self, aspect: Aspect) -> str | None:
        beside = any(cue.effect == "occasion" for cue in self.around.cues)
        for cue in self.around.cues:
            if not cue.behind and self._leads_onward(cue.token.i):
                continue
            if beside and not cue.behind and cue.effect == "hold":
                continue  # the day of a talk in the margins is not the gathering's own
            if cue.effect in ("hold", "begin", "end", "plan", "attend"):
                for token, found in self.dates_of(cue.token, aspect):
                    if cue.effect == "begin" and cue.behind and aspect == "past" and "/" not in found:
                        found = f"{found}/.."
                    self.used.append(token)
                    return found
        if any(c.effect == "attend" for c in self.around.cues) or self._travels():
            for token, found in self._before_dates(aspect):
                self.used.append(token)
                return found
            verb = self.around.verb
            if verb is not None and self._key_is_travel(verb) and not self._leads_onward(verb.i):
                for token, found in self.dates_of(verb, aspect):
                    self.used.append(token)
                    return found
        if beside:
            return None
        if any(c.effect == "hold" and not c.behind for c in self.around.cues):
            return self._date_of_sentence(aspect) or self._day_of_story()
        if any(c.effect in ("attend", "begin") and not c.behind for c in self.around.cues):
            return self._date_of_journey(aspect) or self._date_at_front(aspect) or self._day_of_story()
        return None

    def _date_of_journey(self, aspect: Aspect) -> str | None:
        """The days of the journey that leads there: "visits Georgetown from 8 to 10 May, where she opens"."""
        start, _ = self.reading.sentence(self.doc[self.mention.token])
        tokens = self.reading.parsed.tokens_in(start, self.mention.start)
        where = next((t for t in reversed(tokens) if t.lower_ in self.context["where"]), None)
        if where is None:
            return None
        found = self.reading.dates_in(start, self.reading.parsed.starts[where.i])
        if not found:
            return None
        return self.value(found[-1], None) or self.value(found[-1], aspect)

    def _date_at_front(self, aspect: Aspect) -> str | None:
        """The one day that opens the sentence: "In November, the Speaker is to arrive to take part"."""
        sentence = self.doc[self.mention.token].sent
        start = self.reading.parsed.starts[sentence.start]
        found = self.reading.dates_in(start, self.mention.start)
        if len(found) != 1:
            return None
        token = self.reading.parsed.token_at(found[0].start)
        opening = token is not None and not any(
            t.pos_ in ("VERB", "AUX") for t in self.doc[sentence.start : token.i]
        )
        return self.value(found[0], aspect) if opening else None

    def _day_of_story(self) -> str | None:
        """The last day told, where the sentence goes on with it: "In the afternoon, she attended"."""
        start, _ = self.reading.sentence(self.doc[self.mention.token])
        if not any(m.kind == "time-of-day" for m in self.reading.dates_in(start, self.mention.start)):
            return None
        told = [m for m in self.reading.dates if m.start < start and m.kind in ("day", "relative-day")]
        return told[-1].value if told else None

    def dates_of(self, verb: Token, aspect: Aspect) -> Iterator[tuple[Token, str]]:
        for token in circumstances.region(self.reading, verb):
            mention = self.reading.parsed.mentions.get(token.i)
            if isinstance(mention, DateMention) and (value := self.value(mention, aspect)):
                yield token, value

    def _leads_onward(self, start: int) -> bool:
        """Whether a journey goes on before the name: "to Beijing on 4 May, then to the islands for the Forum"."""
        stretch = self.doc[start : self.mention.first] if start < self.mention.first else ()
        return any(token.lower_ in self.context["onward"] for token in stretch)

    def _before_dates(self, aspect: Aspect) -> Iterator[tuple[Token, str]]:
        for index in self.around.before:
            if self._leads_onward(index):
                return
            mention = self.reading.parsed.mentions.get(index)
            if isinstance(mention, DateMention) and (value := self.value(mention, aspect)):
                yield self.doc[index], value

    def _travels(self) -> bool:
        return any(token.lemma_.lower() in self.context["travel"] for token in self._stretch_before())

    def _stretch_before(self) -> Sequence[Token]:
        first = min(self.around.before, default=self.mention.first)
        begin = self.doc[self.mention.first].sent.start
        return list(self.doc[max(begin, first - 5) : self.mention.first])

    def _key_is_travel(self, verb: Token) -> bool:
        return verb.lemma_.lower() in self.context["travel"]

    def _date_of_sentence(self, aspect: Aspect) -> str | None:
        """The day that the sentence tells before the name, for a session that somebody chairs."""
        start, _ = self.reading.sentence(self.doc[self.mention.token])
        found = [m for m in self.reading.dates_in(start, self.mention.start) if self.value(m, aspect)]
        if not found:
            return None
        return self.value(found[-1], aspect)

"""Whether, when and where a gathering takes place.

In: a mention of a gathering with its surroundings. Out: `Circumstances`: status, date, place and host as far
as the sentence tells them, None where nothing says that the gathering takes place at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors import circumstances
from kg.extractors.cue_words import Cue, Surroundings, words
from kg.extractors.gathering_places import PLACES, Whereabouts
from kg.extractors.phrase_tokens import is_participle
from kg.languages import data
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.gatherings import GatheringMention
from kg.reading import Reading

Aspect = Literal["past", "future"] | None
_HEADING = 160  # code points


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a sentence tells of a gathering; `tokens` are those that tell it."""

    status: str
    date: str | None
    place: str | None
    host: str | None
    tokens: tuple[Token, ...]
    told: bool


class Circumstance:
    """One mention, its surroundings and the reading, for the questions asked of them."""

    def __init__(
        self, reading: Reading, mention: GatheringMention, around: Surroundings, clauses: Mapping[int, Clause]
    ) -> None:
        self.reading, self.mention, self.around, self.clauses = reading, mention, around, clauses
        self.doc = reading.parsed.doc
        self.context = words(reading.language, "gathering").context
        self.used: list[Token] = []
        self.heading = self._heading_lines()

    def read(self) -> Circumstances | None:
        """The circumstances, None where the text does not say that the gathering takes place."""
        cues = self.around.cues
        moved = [c for c in cues if c.effect in ("postpone", "cancel") and not c.negated]
        if (
            any(c.negated for c in cues if c.effect in ("hold", "plan", "attend", "begin", "tenue"))
            and not moved
        ):
            return None
        status = moved[0].effect if moved else None
        aspect = self._aspect(cues) if not moved else "future"
        date = self._postponed_date(moved[0]) if moved else self._date(aspect)
        place, host = self._where()
        told = bool(cues) or date is not None
        if self.heading and not any(c.effect in ("plan", "future") for c in cues):
            aspect = aspect or "past"
        if status is not None:
            named = {"postpone": "postponed", "cancel": "cancelled"}[status]
            return Circumstances(named, date, place, host, tuple(self.used), True)
        worded = self._status(aspect, date)
        if worded is None:
            return None
        return Circumstances(worded, date, place, host, tuple(self.used), told)

    # -- status

    def _aspect(self, cues: Sequence[Cue]) -> Aspect:
        """Whether the words put the gathering in the past or the future."""
        for cue in cues:
            if cue.effect in ("hold", "begin", "end") and cue.tense in ("past", "future"):
                self.used.append(cue.token)
                return cue.tense
            if cue.effect in ("hold", "begin") and cue.tense == "present" and cue.behind:
                self.used.append(cue.token)
                return None
            if cue.effect in ("plan", "future"):
                self.used.append(cue.token)
                return "future"
            if cue.effect == "past":
                return "past"
            if cue.effect in ("attend", "tenue", "occasion", "hold", "begin"):
                self.used.append(cue.token)
                tense = cue.tense if cue.tense in ("past", "future") else self._tense_above(cue)
                if tense:
                    return tense
        return None

    def _tense_above(self, cue: Cue) -> Aspect:
        """The tense of the verb that a noun stands with: "signée en marge de la COP" is past."""
        verb = next((t for t in cue.token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if cue.effect == "occasion" and verb is not None and is_participle(verb):
            clause = self.clauses.get(verb.i)
            if clause is not None and clause.mood == "participle":
                return "past"
        return self._tense_of_sentence()

    def _tense_of_sentence(self) -> Aspect:
        verb = self.around.verb
        clause = self.clauses.get(verb.i) if verb is not None else None
        if clause is None or clause.tense not in ("past", "future"):
            return None
        if clause.lemma in self.context["invite"]:
            return "future"
        return "past" if clause.tense == "past" else "future"

    def _status(self, aspect: Aspect, date: str | None) -> str | None:
        now = self.reading.document.date
        effects = {cue.effect for cue in self.around.cues}
        if date is not None and now is not None and not date.endswith("/.."):
            if dates.is_after(date, now):
                return "planned"
            if dates.is_before(date, now):
                return "planned" if aspect == "future" and "plan" in effects else "held"
        if date is not None and date.endswith("/.."):
            return "under-way"
        if date is not None and now is not None and "/" in date and aspect != "future":
            ended = date.rpartition("/")[2] == now or "end" in effects or "hold" in effects
            return "held" if ended and aspect == "past" and "begin" not in effects else "under-way"
        if aspect == "past":
            return (
                "under-way"
                if "begin" in effects and "end" not in effects and self._opens_itself()
                else "held"
            )
        if aspect == "future":
            return "planned"
        present = any(
            c.tense == "present" and c.effect in ("hold", "begin", "attend", "occasion")
            for c in self.around.cues
        )
        if present or effects & {"begin"}:
            return "under-way"
        if effects & {"occasion", "hold", "end"}:
            return "held"
        if effects & {"plan", "attend", "tenue"}:
            return "planned"
        return None if date is None else "held"

    def _opens_itself(self) -> bool:
        """Whether the gathering opened, not: somebody opened it."""
        for cue in self.around.cues:
            if cue.effect == "begin":
                clause = self.clauses.get(cue.token.i)
                agents = self.reading.agents(clause.subjects, metonymy=False) if clause else ()
                return not any(agent.kind == "person" for agent in agents)
        return False

    # -- date

    def _date(self, aspect: Aspect) -> str | None:
        owner = self._date_in_front()
        if owner is not None and (value := self._value(owner, aspect or "future")):
            self.used.append(self.doc[self.around.before[0]])
            return value
        begin = end = None
        trail = list(self._trail_dates())
        for index, mention in trail:
            cue = self._cue_before(index)
            scheduled = aspect is None and cue is not None and cue.tense == "present"
            value = self._value(mention, "future" if scheduled else aspect)
            if value is None or self._is_given_up(cue, index, trail):
                continue
            if cue is not None and cue.effect == "begin":
                begin = begin or value
            elif cue is not None and cue.effect == "end" and begin:
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

    def _trail_dates(self) -> Iterator[tuple[int, DateMention]]:
        for index in self.around.trail:
            mention = self.reading.parsed.mentions.get(index)
            if isinstance(mention, DateMention):
                yield index, mention
        bracket = self._bracket()
        if bracket:
            for mention in self.reading.dates_in(*bracket):
                yield self.mention.last, mention
        lines = self.heading
        if lines:
            for mention in self.reading.dates_in(*lines):
                yield self.mention.last, mention

    def _bracket(self) -> tuple[int, int] | None:
        """The offsets of a bracket right behind the name."""
        text, end = self.reading.shadow, self.mention.end
        if text[end : end + 2] != " (":
            return None
        closing = text.find(")", end, end + 90)
        return (end + 2, closing) if closing > 0 else None

    def _cue_before(self, index: int) -> Cue | None:
        behind = [c for c in self.around.cues if c.behind and self.mention.last < c.token.i < index]
        return max(behind, key=lambda c: c.token.i, default=None)

    def _value(self, mention: DateMention, aspect: Aspect) -> str | None:
        value = dates.reading(mention, aspect)
        if value is not None and mention.kind in ("time-of-day", "vague"):
            return None
        return value

    def _is_given_up(self, cue: Cue | None, index: int, trail: Sequence[tuple[int, DateMention]]) -> bool:
        """Whether a day was first meant and another is told behind: "due in August, will now meet in May"."""
        if cue is None or cue.effect not in ("plan", "hold"):
            return False
        later = [
            c for c in self.around.cues if c.behind and c.token.i > index and c.effect in ("hold", "begin")
        ]
        told = any(c.tense == "future" and any(at > c.token.i for at, _ in trail) for c in later)
        return told

    def _value_after(self, mention: DateMention, begin: str) -> str | None:
        """What a date means that ends what begins on a day: "opens tomorrow and closes on Saturday"."""
        aspects: tuple[Aspect, ...] = (None, "future", "past")
        values = [self._value(mention, aspect) for aspect in aspects]
        return next((v for v in values if v is not None and dates.is_after(v, begin)), None)

    def _date_of_verbs(self, aspect: Aspect) -> str | None:
        for cue in self.around.cues:
            if cue.effect in ("hold", "begin", "end", "plan", "attend"):
                for token, found in self._dates_of(cue.token, aspect):
                    if cue.effect == "begin" and cue.behind and aspect == "past" and "/" not in found:
                        found = f"{found}/.."
                    self.used.append(token)
                    return found
        if any(c.effect == "attend" for c in self.around.cues) or self._travels():
            for token, found in self._before_dates(aspect):
                self.used.append(token)
                return found
            verb = self.around.verb
            if verb is not None and self._key_is_travel(verb):
                for token, found in self._dates_of(verb, aspect):
                    self.used.append(token)
                    return found
        if any(c.effect == "hold" and not c.behind for c in self.around.cues):
            return self._date_of_sentence(aspect)
        return None

    def _dates_of(self, verb: Token, aspect: Aspect) -> Iterator[tuple[Token, str]]:
        for token in circumstances.region(self.reading, verb):
            mention = self.reading.parsed.mentions.get(token.i)
            if isinstance(mention, DateMention) and (value := self._value(mention, aspect)):
                yield token, value

    def _before_dates(self, aspect: Aspect) -> Iterator[tuple[Token, str]]:
        for index in self.around.before:
            mention = self.reading.parsed.mentions.get(index)
            if isinstance(mention, DateMention) and (value := self._value(mention, aspect)):
                yield self.doc[index], value

    def _travels(self) -> bool:
        return any(token.lemma_.lower() in self.context["travel"] for token in self._stretch_before())

    def _stretch_before(self) -> Sequence[Token]:
        first = min(self.around.before, default=self.mention.first)
        return list(self.doc[max(0, first - 5) : self.mention.first])

    def _key_is_travel(self, verb: Token) -> bool:
        return verb.lemma_.lower() in self.context["travel"]

    def _date_of_sentence(self, aspect: Aspect) -> str | None:
        """The day that the sentence tells before the name, for a session that somebody chairs."""
        start, _ = self.reading.sentence(self.doc[self.mention.token])
        found = [m for m in self.reading.dates_in(start, self.mention.start) if self._value(m, aspect)]
        if not found:
            return None
        return self._value(found[-1], aspect)

    def _postponed_date(self, cue: Cue) -> str | None:
        """The new date where one is told, else the original one."""
        now = self.reading.document.date
        original: str | None = None
        fresh = None
        if cue.effect == "postpone" and not cue.behind:
            fresh = self._put_off_to(cue) or self._held_anew()
        anew = fresh is not None
        for index, mention in self._trail_dates():
            after = (index > cue.token.i and cue.behind) or (
                not cue.behind and self._cue_before(index) is not None
            )
            value = dates.reading(mention, "future" if after else None)
            if value is None:
                continue
            if (
                after
                and cue.effect == "postpone"
                and not anew
                and (now is None or not dates.is_before(value, now))
            ):
                fresh = value
                self.used.append(self.doc[index])
            elif original is None and not after:
                original = value
                self.used.append(self.doc[index])
        if fresh is None and original is None:
            for token, value in self._dates_of(cue.token, "future"):
                original = value
                self.used.append(token)
        if fresh is None and cue.effect == "postpone":
            fresh = self._held_anew()
        return fresh or original

    def _put_off_to(self, cue: Cue) -> str | None:
        """The new date between a noun and the name: "the postponement to 2017 of the Joint Commission"."""
        for index in self.around.before:
            mention = self.reading.parsed.mentions.get(index)
            lead = self.doc[index - 1].lower_ if index else ""
            if isinstance(mention, DateMention) and index > cue.token.i and lead in self.context["into"]:
                self.used.append(self.doc[index])
                return self._value(mention, "future")
        return None

    def _held_anew(self) -> str | None:
        for cue in self.around.cues:
            if cue.effect in ("hold", "plan") and cue.tense == "future":
                for token, value in self._dates_of(cue.token, "future"):
                    now = self.reading.document.date
                    if token.i > cue.token.i and (now is None or dates.is_after(value, now)):
                        self.used.append(token)
                        return value
        return None

    # -- a heading and the lines below it

    def _heading_lines(self) -> tuple[int, int] | None:
        """The offsets of the lines below a heading that tell its place and days."""
        text, line = self.reading.shadow, self.reading.shadow.rfind("\n", 0, self.mention.start) + 1
        end = text.find("\n", self.mention.end)
        heading = text[line:end].strip() if end > 0 else ""
        if not heading or len(heading) > _HEADING or heading[-1] in ".;,":
            return None
        if any(
            line <= self.reading.parsed.starts[i] < end and c.mood == "indicative"
            for i, c in self.clauses.items()
        ):
            return None
        seen = 0
        while seen < 3 and 0 < end < len(text):
            begin, end = end + 1, text.find("\n", end + 1)
            end = len(text) if end < 0 else end
            words = text[begin:end].strip()
            if not words:
                continue
            seen += 1
            first = words.casefold()
            if first.startswith(
                tuple(data(self.reading.language, "gathering")["heading"]["labels"])
            ) or self._opens_with_place(begin):
                return begin, min(end, begin + _HEADING)
        return None

    def _opens_with_place(self, begin: int) -> bool:
        place = next((p for p in self.reading.places if begin <= p.start <= begin + 3), None)
        if place is None or place.kind not in PLACES:
            return False
        near = self.reading.dates_in(place.end, place.end + 6)
        return bool(near)

    def _where(self) -> tuple[str | None, str | None]:
        stretches = (self._bracket(), self.heading)
        whereabouts = Whereabouts(self.reading, self.mention, self.around, self.clauses, stretches)
        found = whereabouts.place_and_host()
        self.used.extend(whereabouts.used)
        return found

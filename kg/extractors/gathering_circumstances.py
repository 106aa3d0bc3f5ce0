"""Whether, when and where a gathering takes place.

In: a mention of a gathering with its surroundings. Out: `Circumstances`: status, date, place and host as far as
the sentence tells them, None where nothing says that the gathering takes place at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors import circumstances
from kg.extractors.cues import Cue, Surroundings, words
from kg.languages import data
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.gatherings import GatheringMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

Aspect = Literal["past", "future"] | None
_PLACES = ("state", "capital", "city", "region")
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
        place, host = self._place_and_host()
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
                tense = cue.tense if cue.tense in ("past", "future") else self._tense_of_sentence()
                if tense:
                    return tense
        return None

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
        for index, mention in self._trail_dates():
            value = self._value(mention, aspect)
            if value is None:
                continue
            cue = self._cue_before(index)
            if cue is not None and cue.effect == "begin":
                begin = begin or value
            elif cue is not None and cue.effect == "end" and begin:
                end = end or value
            else:
                self.used.append(self.doc[index])
                return value
            self.used.append(self.doc[index])
        if begin:
            if end and "/" not in begin + end:
                return f"{begin}/{end}"
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
        owned = self.reading.shadow[mention.start : mention.end].endswith(tuple(data(self.reading.language, "labels")["possessives"]))
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
        fresh = self._held_anew() if cue.effect == "postpone" and not cue.behind else None
        for index, mention in self._trail_dates():
            after = (
                index > cue.token.i and cue.behind or (not cue.behind and self._cue_before(index) is not None)
            )
            value = dates.reading(mention, "future" if after else None)
            if value is None:
                continue
            if after and cue.effect == "postpone" and (now is None or not dates.is_before(value, now)):
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
        if any(line <= self.reading.parsed.starts[i] < end and c.mood == "indicative" for i, c in self.clauses.items()):
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
            if first.startswith(tuple(data(self.reading.language, "gathering")["heading"]["labels"])) or self._opens_with_place(begin):
                return begin, min(end, begin + _HEADING)
        return None

    def _opens_with_place(self, begin: int) -> bool:
        place = next((p for p in self.reading.places if begin <= p.start <= begin + 3), None)
        if place is None or place.kind not in _PLACES:
            return False
        near = self.reading.dates_in(place.end, place.end + 6)
        return bool(near)

    # -- place

    def _place_and_host(self) -> tuple[str | None, str | None]:
        found = next(self._places(), None)
        host = self._host_agent()
        if found is None:
            return (host[1], host[0]) if host is not None else (None, None)
        place, token = found
        if token is not None:
            self.used.append(token)
        code = place.code or self._state_behind(token)
        return circumstances.named_place(self.reading, place), code or (host[0] if host else None)

    def _places(self) -> Iterator[tuple[Place, Token | None]]:
        bracket = self._bracket()
        if bracket:
            for place in self.reading.places:
                if bracket[0] <= place.start < bracket[1] and place.kind in _PLACES:
                    yield place, None
        if self.heading:
            for place in self.reading.places:
                if self.heading[0] <= place.start < self.heading[1] and place.kind in _PLACES:
                    yield place, None
        loose = self._telegraphic()
        for index in self.around.trail:
            named = self.reading.place(self.doc[index])
            if named and named.kind in _PLACES and (loose or self._stands_as_place(index)):
                yield named, self.doc[index]
        for cue in self.around.cues:
            own = cue.behind or cue.effect not in ("plan", "postpone")
            if own and cue.effect in ("hold", "begin", "end", "attend", "plan", "postpone"):
                yield from self._places_of(cue.token)
        yield from self._places_before()

    def _places_of(self, verb: Token) -> Iterator[tuple[Place, Token]]:
        kinds: tuple[Literal["locative", "direction"], ...] = ("locative", "direction")
        for kind in kinds:
            for _, place, token in circumstances.places(self.reading, verb, kind):
                if not self._inside(token) and not self._owns(token.i):
                    yield place, token

    def _places_before(self) -> Iterator[tuple[Place, Token | None]]:
        """Where the sentence is before the name: the aim of a journey, the scene of a talk in the margins."""
        wanted = {
            *data(self.reading.language, "circumstances")["locative"],
            *data(self.reading.language, "circumstances")["direction"],
        }
        for index in self.around.before:
            near = self.reading.place(self.doc[index])
            if near and near.kind in _PLACES and self._preposition(index) in wanted and not self._owns(index):
                yield near, self.doc[index]
        effects = {cue.effect for cue in self.around.cues}
        if effects & {"occasion", "hold", "attend"} and not effects & {"postpone", "cancel"}:
            start, _ = self.reading.sentence(self.doc[self.mention.token])
            for place in reversed(self.reading.places):
                if start <= place.start < self.mention.start and place.kind in ("capital", "city"):
                    token = self.reading.parsed.token_at(place.start)
                    if token is not None and self._preposition(token.i) in wanted and not self._owns(token.i):
                        yield place, token
        verb = self.around.verb
        if verb is not None and "occasion" in effects:
            for _, place, token in circumstances.places(self.reading, verb, "locative"):
                if place.kind in ("capital", "city") and not self._inside(token):
                    yield place, token

    def _owns(self, index: int) -> bool:
        """Whether a place is a possessor: "at Tehran's request"."""
        possessives = data(self.reading.language, "labels")["possessives"]
        return index + 1 < len(self.doc) and self.doc[index + 1].lower_ in possessives

    def _inside(self, token: Token) -> bool:
        return self.mention.first <= token.i <= self.mention.last

    def _preposition(self, index: int) -> str:
        for back in (1, 2):
            if index - back >= 0 and self.doc[index - back].pos_ == "ADP":
                return self.doc[index - back].lower_
        return circumstances.preposition_of(self.reading, self.doc[index])

    def _stands_as_place(self, index: int) -> bool:
        """Whether a place behind the name says where: with a preposition of place, or behind one that does."""
        wanted = {*data(self.reading.language, "circumstances")["locative"]}
        preposition = self._preposition(index) if self.doc[index - 1].pos_ in ("ADP", "DET") else ""
        if preposition:
            return preposition in wanted
        return self._hosted_by(index)

    def _hosted_by(self, index: int) -> bool:
        cue = next((c for c in self.around.cues if c.behind and c.token.i > index), None)
        return (
            cue is not None
            and cue.word in self.context["hosting"]
            and self.reading.place(self.doc[index]) is not None
        )

    def _is_hosting(self, cue: Cue) -> bool:
        return cue.word in self.context["hosting"] or cue.token.lemma_.lower() in self.context["hosting"]

    def _telegraphic(self) -> bool:
        """Whether the mention stands in a line without a verb of its own: "Forum, Dakar: June"."""
        sentence = self.doc[self.mention.token].sent
        if self.mention.last + 1 < len(self.doc) and self.doc[self.mention.last + 1].text not in ",:(–—":
            heading = self.mention.last + 1 == sentence.end
            return heading and self.reading.document.text[self.mention.start : self.mention.end].isupper()
        return not any(
            clause.head.i in range(sentence.start, sentence.end)
            and clause.mood in ("indicative", "conditional")
            for clause in self.clauses.values()
            if sentence.start <= clause.head.i < sentence.end
        )

    def _state_behind(self, token: Token | None) -> str | None:
        """The state that is named right behind a town: "in Karuizawa, Japan"."""
        if token is None:
            return None
        for ahead in self.doc[token.i + 1 : token.i + 3]:
            place = self.reading.place(ahead)
            if place and place.kind == "state":
                return place.code
        return None

    def _host_agent(self) -> tuple[str, str | None] | None:
        """The state that is said to host, with its name as a place."""
        for cue in self.around.cues:
            if not self._is_hosting(cue):
                continue
            clause = self.clauses.get(cue.token.i)
            for subject in clause.subjects if clause else ():
                place = self.reading.place(subject)
                if place and place.code and place.kind in _PLACES:
                    return place.code, circumstances.named_place(self.reading, place)
        return None

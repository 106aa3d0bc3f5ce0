"""Where a gathering takes place and who is its host.

In: a mention of a gathering with its surroundings, and the stretches of text that tell its place without a
verb: a bracket behind the name, the lines below a heading. Out: the place as worded, the host's code, and the
tokens that told them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.entities.stays import stays
from kg.extractors import circumstances, sojourns
from kg.extractors.cue_words import Cue, Surroundings, words
from kg.languages import data
from kg.mentions.gatherings import GatheringMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_TOPIC = 8  # tokens between a place and the noun that it belongs to
_STORY = 350  # code points before a sentence
_TOWNS = ("capital", "city")
_NAMED_BY_TOWN = ("conference", "summit", "forum", "negotiation")
PLACES = ("state", "capital", "city", "region")


class Whereabouts:
    """The places around one mention; `used` takes in the tokens that told the place."""

    def __init__(
        self,
        reading: Reading,
        mention: GatheringMention,
        around: Surroundings,
        clauses: Mapping[int, Clause],
        stretches: tuple[tuple[int, int] | None, tuple[int, int] | None],
    ) -> None:
        self.reading, self.mention, self.around, self.clauses = reading, mention, around, clauses
        self.bracket, self.heading = stretches
        self.doc = reading.parsed.doc
        self.context = words(reading.language, "gathering").context
        self.used: list[Token] = []

    def place_and_host(self) -> tuple[str | None, str | None]:
        found = next(self._places(), None) or next(self._places_of_story(), None)
        host = self._host_agent()
        if found is None:
            return (host[1], host[0]) if host is not None else (None, None)
        place, token = found
        if place.kind == "state" and token is not None and self._hosted_by(token.i):
            return None, place.code  # "the Forum, which Kenya is to host" tells no place
        if token is not None:
            self.used.append(token)
        code = place.code or self._state_behind(token)
        return circumstances.named_place(self.reading, place), code or (host[0] if host else None)

    def _places(self) -> Iterator[tuple[Place, Token | None]]:
        bracket = self.bracket
        if bracket:
            for place in self.reading.places:
                if bracket[0] <= place.start < bracket[1] and place.kind in PLACES:
                    yield place, None
        if self.heading:
            for place in self.reading.places:
                if self.heading[0] <= place.start < self.heading[1] and place.kind in PLACES:
                    yield place, None
        loose = self._telegraphic()
        told = [
            (named, self.doc[index])
            for index in self.around.trail
            if (named := self.reading.place(self.doc[index])) is not None
            and named.kind in PLACES
            and (loose or self._stands_as_place(index))
            and not self._is_of_topic(index)
        ]
        yield from sorted(told, key=lambda found: found[0].kind not in _TOWNS)
        for cue in self.around.cues:
            own = cue.behind or cue.effect not in ("plan", "postpone")
            if own and cue.effect in ("hold", "begin", "end", "attend", "plan", "postpone"):
                yield from self._places_of(cue.token)
        yield from self._places_before()

    def _places_of_story(self) -> Iterator[tuple[Place, Token | None]]:
        """Where the story is: "there" after a journey, the town of the visit, the town that the name begins with."""
        sentence = self.doc[self.mention.token].sent
        start = self.reading.parsed.starts[sentence.start]
        if any(
            token.lower_ in self.context["there"] for token in sentence[: self.mention.first - sentence.start]
        ):
            goals = {s.offset for s in stays(self.reading.shadow, self.reading.language, self.reading.places)}
            near = [p for p in self.reading.places if start - _STORY < p.start < start and p.kind in _TOWNS]
            yield from ((place, None) for place in reversed(near) if place.start in goals)
        effects = {cue.effect for cue in self.around.cues}
        if self.mention.kind in _NAMED_BY_TOWN and effects:
            inside = (p for p in self.reading.places if self._names(p))
            yield from ((place, None) for place in inside)
        moved = effects & {"postpone", "cancel"}
        if "hold" in effects and not moved and any(c.tense == "past" for c in self.around.cues):
            visit = sojourns.during(self.reading, self.mention.start, future=False)
            if visit is not None and visit.place is not None and visit.place.kind in _TOWNS:
                yield visit.place, None

    def _names(self, place: Place) -> bool:
        """Whether a conference is called after a town: "the Brussels Conference", "la Conférence de Berlin"."""
        if place.kind not in _TOWNS or not self.mention.label_start <= place.start < self.mention.label_end:
            return False
        head = self.reading.parsed.starts[self.mention.token]
        low, high = (place.end, head) if place.start < head else (head, place.start)
        return len(self.reading.shadow[low:high].split()) <= 2

    def _places_of(self, verb: Token) -> Iterator[tuple[Place, Token]]:
        if any(token.lower_ in self.context["onward"] for token in self.doc[verb.i : self.mention.first]):
            return  # "to Beijing, then to Fiji for the Forum"
        kinds: tuple[Literal["locative", "direction"], ...] = ("locative", "direction")
        for kind in kinds:
            for _, place, token in circumstances.places(self.reading, verb, kind):
                if not (self._inside(token) or self._owns(token.i) or self._is_of_topic(token.i)):
                    yield place, token

    def _places_before(self) -> Iterator[tuple[Place, Token | None]]:
        """Where the sentence is before the name: the aim of a journey, the scene of a talk in the margins."""
        wanted = {
            *data(self.reading.language, "circumstances")["locative"],
            *data(self.reading.language, "circumstances")["direction"],
        }
        for index in self.around.before:
            near = self.reading.place(self.doc[index])
            led = self._preposition(index) in wanted or self._is_goal(index)
            if near and near.kind in PLACES and led and not self._owns(index):
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
        if verb is not None and verb.lemma_.lower() in self.context["travel"]:
            clause = self.clauses.get(verb.i)
            for token in clause.objects if clause else ():
                if (goal := self.reading.place(token)) is not None and goal.kind in PLACES:
                    yield goal, token
        yield from self._place_of_journey()
        if verb is not None and "occasion" in effects:
            for _, place, token in circumstances.places(self.reading, verb, "locative"):
                if place.kind in ("capital", "city") and not self._inside(token):
                    yield place, token

    def _place_of_journey(self) -> Iterator[tuple[Place, Token | None]]:
        """The town that "where" takes up: "a visit to Bratislava, where he took part"."""
        sentence = self.doc[self.mention.token].sent
        for at in range(self.mention.first - 1, sentence.start, -1):
            if self.doc[at].lower_ in self.context["where"]:
                low, high = self.reading.parsed.starts[sentence.start], self.reading.parsed.starts[at]
                near = [p for p in self.reading.places if low <= p.start < high and p.kind in PLACES]
                yield from ((place, None) for place in near[-1:])
                return

    def _is_goal(self, index: int) -> bool:
        """Whether a place is the object of a verb of travel: "visited Hanoi for the Dialogue"."""
        return index > 0 and self.doc[index - 1].lemma_.lower() in self.context["travel"]

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
        """Whether a place behind the name says where: with a preposition of place, or as a host."""
        wanted = {*data(self.reading.language, "circumstances")["locative"]}
        preposition = self._preposition(index) if self.doc[index - 1].pos_ in ("ADP", "DET") else ""
        if preposition:
            return preposition in wanted
        return self._hosted_by(index)

    def _is_of_topic(self, index: int) -> bool:
        """Whether a place tells where the subject is: "held on 12 December on the situation in Sudan"."""
        topical = data(self.reading.language, "labels")["topical"]
        between = self.doc[max(self.mention.last + 1, index - _TOPIC) : index]
        rules, mentions = grammar(self.reading.language), self.reading.parsed.mentions
        nouns = [
            t.i for t in between if t.pos_ == "NOUN" and t.i not in mentions and not rules.has(t, "object")
        ]
        return any(
            t.lower_ in topical
            for noun in nouns[-1:]
            for t in self.doc[max(self.mention.last + 1, noun - 3) : noun]
        )

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
                if place and place.code and place.kind in PLACES:
                    town = place.kind != "state"
                    return place.code, circumstances.named_place(self.reading, place) if town else None
        return None

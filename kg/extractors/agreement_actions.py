"""What happens to an instrument: signed, initialled, renewed, when and by whom.

In: a mention of an instrument in its reading. Out: `Deed`s, what the text says is done to it, each with its
date, its duration, who does it and the tokens that say so. The latest stage that a document states is for the
caller.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors import circumstances
from kg.extractors.agreement_actors import Actors
from kg.extractors.agreement_lead import Lead
from kg.extractors.cue_words import Cue, Surroundings, Words, words
from kg.facts import Agent
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

Aspect = Literal["past", "future"]
_STAGES = (
    "mentioned",
    "proposed",
    "negotiated",
    "planned",
    "signed",
    "ratified",
    "in-force",
    "amended",
    "renewed",
    "suspended",
    "denounced",
    "expired",
)
_SEQUEL = 14  # tokens
_LIFTED = frozenset({"ratified", "in-force", "renewed", "amended", "suspended", "denounced", "expired"})


@dataclass(slots=True)
class Deed:
    """One thing done to an instrument. `actors` do it; `stage` orders the actions of an instrument's life."""

    action: str
    date: str | None = None
    duration: str | None = None
    actors: tuple[Agent, ...] = ()
    states: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    passages: list[tuple[int, int]] = field(default_factory=list)

    @property
    def stage(self) -> int:
        return _STAGES.index(self.action)


class Deeds:
    """The deeds that the surroundings of a mention tell."""

    def __init__(
        self,
        reading: Reading,
        mention: InstrumentMention,
        around: Surroundings,
        clauses: Mapping[int, Clause],
    ) -> None:
        self.reading, self.mention, self.around, self.clauses = reading, mention, around, clauses
        self.doc = reading.parsed.doc
        self.words: Words = words(reading.language, "agreement")
        self.context = self.words.context
        self.actors = Actors(reading, mention, clauses)

    def read(self, lead: Lead | None) -> list[Deed]:
        """All deeds told of the mention, by its own sentence or by the lead of its list."""
        found = [deed for cue in self.around.cues if (deed := self._deed(cue))]
        if lead is not None and not any(deed.action != "negotiated" for deed in found):
            found.extend(self._led(lead))
        found.extend(self._sequel())
        return found

    # -- "...; it will be signed in 2024", "...; signature planned for May"

    def _sequel(self) -> Iterator[Deed]:
        """What the next sentence says, where it begins with the pronoun or what is done."""
        sentence = self.doc[self.mention.token].sent
        if sentence.end >= len(self.doc) or self._named_in(self.mention.last + 1, sentence.end):
            return
        following = self.doc[sentence.end].sent
        first = following[0]
        begins = self.reading.parsed.starts[first.i]
        separated = self.reading.shadow[max(0, begins - 8) : begins].rstrip()[-1:]
        pronoun = first.lower_ in self.context["pronouns"] and separated in (";", ".")
        nominal = first.lower_ in self.context["actions"] and separated == ";"
        if not (pronoun or nominal) or self._named_in(following.start, following.end):
            return
        for token in following[:_SEQUEL]:
            cue = self._plain_cue(token)
            if cue is None or (pronoun and not self._has_subject(token, first)):
                continue
            action = self._action(cue)
            if action is None:
                continue
            dated = [
                (t, m)
                for t in following[token.i - following.start :]
                if isinstance(m := self.reading.parsed.mentions.get(t.i), DateMention)
            ]
            aspect: Aspect = "future" if action == "planned" else "past"
            date = next(
                (v for _, m in dated if (v := dates.reading(m, aspect)) and self._fits(v, action)), None
            )
            deed = Deed(action, date, None, self.actors.of(cue), (), ())
            deed.passages.append(
                (self.reading.parsed.starts[first.i], self.reading.parsed.ends[following[-1].i])
            )
            yield deed
            return

    def _plain_cue(self, token: Token) -> Cue | None:
        effect = self.words.effects.get(token.lower_) or self.words.effects.get(token.lemma_.lower())
        if effect is None:
            return None
        clause = self.clauses.get(token.i)
        return Cue(effect, clause.tense if clause else "none", token, clause.negated if clause else False)

    def _has_subject(self, token: Token, first: Token) -> bool:
        clause = self.clauses.get(token.i)
        return clause is not None and first in (*clause.objects, *clause.subjects)

    def _named_in(self, start: int, end: int) -> bool:
        at = bisect_left(self.reading.instruments, start, key=lambda other: other.token)
        return at < len(self.reading.instruments) and self.reading.instruments[at].token < end

    # -- from a cue

    def _deed(self, cue: Cue) -> Deed | None:
        action = self._action(cue)
        if action is None:
            return None
        tokens = (cue.token,)
        date, token = self._date(cue, action) if action != "proposed" else (None, None)
        actors = self.actors.of(cue)
        return Deed(
            action,
            date,
            self._duration(),
            actors,
            self._states(actors),
            tokens + ((token,) if token is not None else ()),
        )

    def _action(self, cue: Cue) -> str | None:
        """What a cue comes to: an action noun may be planned, wished for or done; a future verb is a plan."""
        effect = cue.effect
        if effect == "passing" or cue.negated:
            return None
        if effect == "planned":
            return "planned" if self._is_about_signing(cue) else None
        nominal = cue.token.pos_ in ("NOUN", "PROPN") and cue.token.i not in self.clauses
        if nominal:
            return self._nominal_action(cue)
        if cue.tense == "future":
            if self._is_wanted(cue.token):
                return "proposed" if effect in ("signed", "negotiated") else None
            if effect == "signed":
                return "planned"
            return None if effect in _LIFTED else effect
        if (
            self._is_wanted(cue.token)
            and cue.token.i in self.clauses
            and self.clauses[cue.token.i].mood == "infinitive"
        ):
            return "proposed" if effect == "signed" else None
        return effect

    def _nominal_action(self, cue: Cue) -> str | None:
        effect = cue.effect
        if effect == "in-force":
            return (
                None
                if self._is_prospective(cue.token)
                or self._is_wanted(cue.token)
                or self._tense_above(cue.token) == "future"
                else effect
            )
        if effect not in ("signed", "negotiated", "proposed") and self._is_wanted(cue.token):
            return None
        if effect == "signed":
            if any(self.words.effects.get(t.lower_) == "negotiated" for t in cue.token.ancestors):
                return "negotiated"
            if cue.word in self.context["conclusion"] and self._is_wanted(cue.token):
                return "proposed"
            if self._is_prospective(cue.token):
                return "planned"
            if self._is_wanted(cue.token):
                return "proposed"
            return "planned" if self._tense_above(cue.token) == "future" else "signed"
        if effect in _LIFTED and self._is_prospective(cue.token):
            return None
        return effect

    def _is_about_signing(self, cue: Cue) -> bool:
        """Whether it is the signing that is planned."""
        near = [*cue.token.children, cue.token.head, *self.doc[max(0, cue.token.i - 6) : cue.token.i + 6]]
        return any(
            self.words.effects.get(t.lower_) == "signed"
            or self.words.effects.get(t.lemma_.lower()) == "signed"
            for t in near
        )

    def _is_wanted(self, token: Token) -> bool:
        """Whether a verb or noun above says that it is only called for, intended or discussed."""
        current = token
        for _ in range(5):
            if any(
                child.lower_ in self.context["wanted"] for child in current.children if child.dep_ == "amod"
            ):
                return True
            if current.head is current:
                return False
            current = current.head
            if current.lemma_.lower() in self.context["wanted"] or current.lower_ in self.context["wanted"]:
                return True
            clause = self.clauses.get(current.i)
            if clause is not None and clause.mood == "indicative":
                return False
        return False

    def _is_prospective(self, token: Token) -> bool:
        near = [*token.children, *list(token.ancestors)[:4]]
        following = self.doc[token.i + 1 : token.i + 4]
        return any(
            t.lower_ in self.context["prospective"] or t.lemma_.lower() in self.context["prospective"]
            for t in [*near, *following]
        )

    def _tense_above(self, token: Token) -> str:
        current = token
        for _ in range(6):
            clause = self.clauses.get(current.i)
            if clause is not None and clause.mood in ("indicative", "conditional"):
                return clause.tense
            if current.head is current:
                break
            current = current.head
        return "none"

    # -- when, for how long, by whom

    def _date(self, cue: Cue, action: str) -> tuple[str | None, Token | None]:
        aspect: Aspect = "future" if action in ("planned", "proposed") else "past"
        own = self._trail_dates(cue) if cue.behind else self._region_dates(cue)
        for token, mention in own:
            value = dates.reading(mention, aspect)
            if value is None or mention.kind in ("time-of-day", "vague") or self._inside(token):
                continue
            if self._fits(value, action):
                return value, token
        return None, None

    def _fits(self, value: str, action: str) -> bool:
        """Whether a date can be that of the deed: a plan is not over, what is done is not to come."""
        now = self.reading.document.date
        if now is None:
            return True
        return not dates.is_before(value, now) if action == "planned" else not dates.is_after(value, now)

    def _inside(self, token: Token) -> bool:
        return self.mention.first <= token.i <= self.mention.last

    def _trail_dates(self, cue: Cue) -> Iterator[tuple[Token, DateMention]]:
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
        yield from self._region_dates(cue)

    def _region_dates(self, cue: Cue) -> Iterator[tuple[Token, DateMention]]:
        for token in circumstances.region(self.reading, cue.token):
            mention = self.reading.parsed.mentions.get(token.i)
            if isinstance(mention, DateMention) and not self._inside(token):
                yield token, mention
        aspect: Aspect = "future" if cue.tense == "future" else "past"
        near = circumstances.when(self.reading, cue.token, aspect)
        nominal = cue.token.i not in self.clauses
        if near is not None and not (nominal and near.start < self.reading.parsed.starts[cue.token.i]):
            beside = self.reading.parsed.token_at(near.start)
            if beside is not None:
                yield beside, near

    def _duration(self) -> str | None:
        """How long the instrument runs, told beside what happens to it."""
        start, end = self.reading.sentence(self.doc[self.mention.token])
        low, high = max(start, self.mention.start - 20), min(end, self.mention.end + 140)
        return next((str(n.value) for n in self.reading.durations if low <= n.start < high), None)

    def _states(self, actors: tuple[Agent, ...]) -> tuple[str, ...]:
        return tuple(agent.name for agent in actors if agent.kind == "state")

    # -- from a lead

    def _led(self, lead: Lead) -> Iterator[Deed]:
        for token in lead.tokens:
            key = token.lower_ if token.lower_ in self.words.effects else token.lemma_.lower()
            effect = self.words.effects.get(key)
            if effect is None or effect == "passing":
                continue
            clause = self.clauses.get(token.i)
            if clause is not None and clause.negated:
                return
            future = clause is not None and clause.tense == "future"
            action = "planned" if effect == "planned" or (effect == "signed" and future) else effect
            found = [
                (t, m)
                for t in lead.tokens
                if isinstance(m := self.reading.parsed.mentions.get(t.i), DateMention)
            ]
            aspect: Aspect = "future" if action == "planned" else "past"
            date = next(
                (v for _, m in found if (v := dates.reading(m, aspect)) and self._fits(v, action)), None
            )
            led = next(
                (str(n.value) for n in self.reading.durations if lead.start <= n.start < lead.end), None
            )
            duration = led or self._duration()
            actors = self.reading.agents(clause.subjects) if clause is not None else self._by(lead)
            deed = Deed(action, date, duration, actors, self._states(actors), ())
            deed.passages.append((lead.start, lead.end))
            yield deed
            return

    def _by(self, lead: Lead) -> tuple[Agent, ...]:
        behind = [t for t in lead.tokens if t.i and self.doc[t.i - 1].lower_ in self.context["by"]]
        return self.reading.agents(behind)

"""Whether a gathering takes place, with when and where.

In: a mention of a gathering with its surroundings. Out: `Circumstances`: status, date, place and host as far
as the sentence tells them, None where nothing says that the gathering takes place at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.cue_words import Cue, Surroundings, words
from kg.extractors.gathering_dates import Aspect, Days
from kg.extractors.gathering_delays import Delay
from kg.extractors.gathering_headings import stretches
from kg.extractors.gathering_places import Whereabouts
from kg.extractors.phrase_tokens import is_participle
from kg.mentions import dates
from kg.mentions.gatherings import GatheringMention
from kg.reading import Reading

_DENYING = frozenset({"hold", "plan", "attend", "begin", "tenue"})


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
        self.context = words(reading.language, "gathering").context
        self.stretches = stretches(reading, mention, clauses)
        self.days = Days(reading, mention, around, self.stretches)

    def read(self) -> Circumstances | None:
        """The circumstances, None where the text does not say that the gathering takes place."""
        cues = [cue for cue in self.around.cues if not self._is_goal(cue)]
        known = self.mention.short and not self.mention.further
        if known and any(c.effect == "occasion" and not c.behind for c in cues):
            # what follows "on the margins of the Assembly" is told of the talk
            return Circumstances(
                self._status(self._aspect(cues[:1]), None) or "held", None, None, None, (), True
            )
        given_up = self._given_up(cues)
        if given_up is not None:
            place, host = self._where()
            date = Delay(self.days).of(given_up)
            return Circumstances("cancelled", date, place, host, (*self.days.used, given_up.token), True)
        moved = [c for c in cues if c.effect in ("postpone", "cancel") and not c.negated]
        if any(c.negated for c in cues if c.effect in self._denying()) and not moved:
            return None
        status = moved[0].effect if moved else None
        aspect = self._aspect(cues) if not moved else "future"
        date = Delay(self.days).of(moved[0]) if moved else self.days.of(aspect)
        place, host = self._where()
        told = bool(cues) or date is not None
        if self.stretches.heading and not any(c.effect in ("plan", "future") for c in cues):
            aspect = aspect or "past"
        if status is not None:
            named = {"postpone": "postponed", "cancel": "cancelled"}[status]
            return Circumstances(named, date, place, host, tuple(self.days.used), True)
        worded = self._status(aspect, date)
        if worded is None:
            return None
        return Circumstances(worded, date, place, host, tuple(self.days.used), told)

    def _is_goal(self, cue: Cue) -> bool:
        """Whether something else is put off to this one: "la signature a été renvoyée à la prochaine session"."""
        first = self.mention.first
        if cue.effect != "postpone" or cue.behind or cue.token.i >= first:
            return False
        return any(t.lower_ in self.context["into"] for t in self._lead_of(first))

    def _lead_of(self, first: int) -> Sequence[Token]:
        """The preposition, and the article behind it, right in front of the name."""
        doc = self.reading.parsed.doc
        at = first - 1 if doc[first].pos_ == "DET" or doc[first - 1].pos_ != "DET" else first - 2
        return list(doc[max(at, 0) : at + 1])

    def _given_up(self, cues: Sequence[Cue]) -> Cue | None:
        """The verb that says a planned gathering will not be held after all: "n'aura finalement pas lieu"."""
        if any(c.effect == "postpone" for c in cues):
            return None
        planned = any(c.effect in ("plan", "hold") and c.behind and not c.negated for c in cues)
        for cue in cues:
            if cue.effect != "hold" or not cue.negated or not cue.behind:
                continue
            near = self.reading.parsed.doc[max(cue.token.i - 5, self.mention.last + 1) : cue.token.i + 4]
            late = cue.tense == "future" and any(token.lower_ in self.context["given_up"] for token in near)
            if planned or late:
                return cue
        return None

    def _denying(self) -> frozenset[str]:
        """What no gathering is without; that somebody stays away from one with a rank does not deny it."""
        return _DENYING - {"attend"} if self.mention.ordinal is not None else _DENYING

    def _aspect(self, cues: Sequence[Cue]) -> Aspect:
        """Whether the words put the gathering in the past or the future."""
        if any(self._took_place(cue) for cue in cues):
            return "past"
        coming = any(c.effect in ("hold", "begin") and c.tense == "future" for c in cues)
        for cue in cues:
            if cue.effect == "end" and coming and cue.token.i not in self.clauses:
                continue  # "will co-chair the session, at the close of which"
            if cue.effect in ("hold", "begin") and self._is_wished(cue):
                return "future"
            if cue.effect in ("hold", "begin", "end") and cue.tense in ("past", "future"):
                self.days.used.append(cue.token)
                return cue.tense
            if cue.effect in ("hold", "begin") and cue.tense == "present" and cue.behind:
                self.days.used.append(cue.token)
                return None
            if cue.effect in ("plan", "future"):
                self.days.used.append(cue.token)
                return "future"
            if cue.effect == "past":
                return "past"
            if cue.effect in ("attend", "tenue", "occasion", "hold", "begin"):
                self.days.used.append(cue.token)
                tense = cue.tense if cue.tense in ("past", "future") else self._tense_above(cue)
                if tense:
                    return tense
        coming = not self.around.cues and self._tense_of_sentence() == "future"
        return "future" if coming else None

    def _took_place(self, cue: Cue) -> bool:
        """Whether a verb of its own behind the name says that it was held, whatever was planned."""
        clause = self.clauses.get(cue.token.i)
        told = clause is not None and clause.mood == "indicative" and not clause.negated
        return told and cue.behind and cue.effect == "hold" and cue.tense == "past"

    def _is_wished(self, cue: Cue) -> bool:
        """Whether somebody is only resolved or ready to do it: "sa détermination à accueillir le Forum"."""
        clause = self.clauses.get(cue.token.i)
        if cue.behind or cue.token.i < 2 or clause is None or clause.mood != "infinitive":
            return False
        leading = self.reading.parsed.doc[cue.token.i - 2]  # past "à" or "to"
        return self.around.wished or leading.lemma_.lower() in self.context["wish"]

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

    def _where(self) -> tuple[str | None, str | None]:
        told = (self.stretches.bracket, self.stretches.heading)
        whereabouts = Whereabouts(self.reading, self.mention, self.around, self.clauses, told)
        found = whereabouts.place_and_host()
        self.days.used.extend(whereabouts.used)
        return found

"""What happens to an instrument: signed, initialled, renewed, by whom.

In: a mention of an instrument in its reading. Out: `Deed`s, what the text says is done to it, each with its
date, its duration, who does it and the tokens that say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors import agreement_bodies, agreement_lead, agreement_story
from kg.extractors.agreement_actors import Actors, is_aside
from kg.extractors.agreement_deeds import Deed
from kg.extractors.agreement_lead import Lead
from kg.extractors.agreement_sequels import Sequels
from kg.extractors.agreement_stages import Stages
from kg.extractors.agreement_times import Aspect, Times
from kg.extractors.cue_words import Cue, Surroundings, Words, words
from kg.facts import Agent
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_WITH_A_SIGNING = frozenset({"signed", "renewed", "amended"})


class Deeds:
    """The deeds that the surroundings of a mention tell."""

    def __init__(
        self,
        reading: Reading,
        mention: InstrumentMention,
        around: Surroundings,
        clauses: Mapping[int, Clause],
        lead: Lead | None,
    ) -> None:
        self.reading, self.mention, self.around, self.clauses = reading, mention, around, clauses
        heading = lead or agreement_lead.over_item(reading, mention)
        self.lead = lead or (heading if self._signers(reading, mention) else None)
        self.heading = heading
        self.stages = Stages(reading, mention, around, clauses, heading)
        self.doc = reading.parsed.doc
        self.words: Words = words(reading.language, "agreement")
        self.context = self.words.context
        self.actors = Actors(reading, mention, clauses)
        self.times = Times(reading, mention, around)

    def read(self) -> list[Deed]:
        """All deeds told of the mention, by its own sentence, the lead of its list or what follows."""
        found = [deed for cue in self.around.cues if (deed := self._deed(cue))]
        led = list(self._led(self.lead)) if self.lead is not None else []
        shared = led or (list(self._led(self.heading)) if self.heading is not None else [])
        if not any(deed.action != "negotiated" for deed in found):
            found.extend(led)
        self._share(found, [deed for deed in shared if deed.action == "signed"])
        found.extend(self._told_later(found))
        length = Sequels(self.reading, self.mention, self.clauses).length() if found else None
        for deed in found:
            deed.duration = deed.duration or length
        if self.mention.absent:
            found = [deed for deed in found if deed.action == "negotiated"]
        return found

    def _signers(self, reading: Reading, mention: InstrumentMention) -> tuple[Agent, ...]:
        """The persons that an item names in front of its instrument: "a) by Minister X and Minister Y, the ..."."""
        line = reading.shadow.rfind("\n", 0, mention.start) + 1
        tokens = reading.parsed.tokens_in(line, mention.start)
        by = words(reading.language, "agreement").context["by"]
        if not any(token.lower_ in by for token in tokens[:4]):
            return ()
        return tuple(agent for agent in reading.agents(tokens, metonymy=False) if agent.kind == "person")

    def _share(self, found: Sequence[Deed], led: Sequence[Deed]) -> None:
        """Gives a deed without a day that of the signing that it is part of: of its list, or of its verb."""
        for deed in found:
            if deed.date is not None or deed.action not in _WITH_A_SIGNING:
                continue
            above = set(deed.tokens[0].ancestors) if deed.tokens else set()
            signing = [d for d in found if d is not deed and d.action == "signed" and above & set(d.tokens)]
            for other in (*led, *signing):
                deed.date = deed.date or other.date
                deed.actors = deed.actors or (other.actors if not self._has_by(deed) else ())
                deed.live = deed.live or (other.live and other.action == "signed")

    def _has_by(self, deed: Deed) -> bool:
        """Whether a noun of action tells by whom: "witnessed the signing by officials of the Agreement"."""
        start = deed.tokens[0].i if deed.tokens else self.mention.first
        return any(token.lower_ in self.context["by"] for token in self.doc[start : self.mention.first])

    def _told_later(self, found: Sequence[Deed]) -> Iterator[Deed]:
        """What the sentences behind say; of a signing told before, only who signs."""
        for cue, passage in Sequels(self.reading, self.mention, self.clauses).read():
            action = self.stages.of(cue)
            if action is None:
                continue
            date = self.times.date(cue, action)[0] or self._date_behind(cue, action)
            actors = self.actors.of(cue)
            known = next((deed for deed in found if deed.action == action), None)
            if known is not None:
                named = any(actor.kind == "person" for actor in known.actors)
                known.actors = known.actors if named else actors or known.actors
                known.date = known.date or date
                known.passages.append(passage)
                continue
            yield Deed(action, date, None, actors, passages=[passage], live=True)

    def _date_behind(self, cue: Cue, action: str) -> str | None:
        """The first date behind a word, in its sentence, that can be that of the deed."""
        aspect: Aspect = "future" if action == "planned" else "past"
        for token in self.doc[cue.token.i : cue.token.sent.end]:
            mention = self.reading.parsed.mentions.get(token.i)
            value = dates.reading(mention, aspect) if isinstance(mention, DateMention) else None
            if value is not None and self.times.fits(value, action):
                return value
        return None

    def _deed(self, cue: Cue) -> Deed | None:
        action = self.stages.of(cue)
        if action is None:
            return None
        nominal = cue.token.i not in self.clauses
        talks = nominal and action == "negotiated"
        if action == "proposed":
            talks = nominal or cue.effect != "proposed"
        date, token = self.times.date(cue, action) if not talks else (self.times.since(cue), None)
        if date is None and nominal and action == "ratified" and self.times.is_handed():
            date = agreement_story.story_day(self.reading, self.mention, by_persons=True)
        if action == "planned" and date is None:
            date = agreement_story.planned_day(self.reading, self.mention)
        return Deed(
            action,
            date,
            self.times.duration(cue),
            self.actors.of(cue),
            (cue.token, token) if token is not None else (cue.token,),
            partners=self.actors.partners(cue),
            bodies=agreement_bodies.of(self.reading, self.mention, cue, self.clauses),
            live=self._is_live(cue),
        )

    def _is_live(self, cue: Cue) -> bool:
        """Whether the sentence itself tells the deed, rather than recall it: no participle, no pluperfect."""
        clause = self.clauses.get(cue.token.i)
        if clause is None:
            return not cue.behind and cue.effect == "signed"
        if is_aside(self.mention, cue):
            return False
        recalled = any(child.lower_ in self.context["recalling"] for child in cue.token.children)
        relative = grammar(self.reading.language).has(cue.token, "relative")
        told = clause.mood == "indicative" or (not cue.behind and self._is_inverted(cue.token))
        return told and not recalled and not relative

    def _is_inverted(self, token: Token) -> bool:
        """Whether a participle is the sentence's verb, its auxiliary in front: "A été reconduite la Convention"."""
        return token.dep_ == "ROOT" and any(child.pos_ == "AUX" for child in token.children)

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
                (v for _, m in found if (v := dates.reading(m, aspect)) and self.times.fits(v, action)), None
            )
            led = next(
                (str(n.value) for n in self.reading.durations if lead.start <= n.start < lead.end), None
            )
            duration = led or self.times.duration(None)
            actors = self.reading.agents(clause.subjects) if clause is not None else self._by(lead)
            actors = actors or self._signers(self.reading, self.mention)
            yield Deed(action, date, duration, actors, passages=[(lead.start, lead.end)], live=True)
            return
        if agreement_lead.tells_outcomes(self.reading, self.reading.shadow[lead.start : lead.end]):
            yield Deed(
                "signed", duration=self.times.duration(None), passages=[(lead.start, lead.end)], live=True
            )

    def _by(self, lead: Lead) -> tuple[Agent, ...]:
        behind = [t for t in lead.tokens if t.i and self.doc[t.i - 1].lower_ in self.context["by"]]
        return self.reading.agents(behind)

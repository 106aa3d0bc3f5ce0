"""What happens to an instrument: signed, initialled, renewed, by whom.

In: a mention of an instrument in its reading. Out: `Deed`s, what the text says is done to it, each with its
date, its duration, who does it and the tokens that say so; `latest`, the one that counts among several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors import agreement_bodies, agreement_lead, agreement_times
from kg.extractors.agreement_actors import Actors
from kg.extractors.agreement_lead import Lead
from kg.extractors.agreement_sequels import Sequels
from kg.extractors.agreement_times import Aspect, Times
from kg.extractors.cue_words import Cue, Surroundings, Words, words
from kg.facts import Agent
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_STAGES = (
    "mentioned",
    "proposed",
    "negotiated",
    "planned",
    "signed",
    "ratified",
    "in-force",
    "amended",
    "suspended",
    "denounced",
    "expired",
    "renewed",
)
_LIFTED = frozenset({"ratified", "in-force", "renewed", "amended", "suspended", "denounced", "expired"})
_ENDED = frozenset({"suspended", "denounced", "expired"})


@dataclass(slots=True)
class Deed:
    """One thing done to an instrument. `actors` do it; `partners` are those that it is done with.

    `bodies` are agencies and companies that do it by name; a `live` deed is what the sentence itself tells, not
    what it recalls.
    """

    action: str
    date: str | None = None
    duration: str | None = None
    actors: tuple[Agent, ...] = ()
    tokens: tuple[Token, ...] = ()
    passages: list[tuple[int, int]] = field(default_factory=list)
    partners: tuple[Agent, ...] = ()
    bodies: tuple[Agent, ...] = ()
    live: bool = False

    @property
    def stage(self) -> int:
        return _STAGES.index(self.action)

    @property
    def states(self) -> tuple[str, ...]:
        """The states that do it themselves."""
        return tuple(agent.name for agent in self.actors if agent.kind == "state")


def latest(deeds: Sequence[Deed]) -> Deed:
    """The latest stage counts; an end that comes after a renewal does; of two accounts the one with a date."""
    best = max(deeds, key=lambda deed: (deed.stage, deed.date is not None))
    for deed in deeds:
        later = deed.date and best.date and dates.is_after(deed.date, best.date)
        if best.action == "renewed" and deed.action in _ENDED and later:
            return deed
    return best


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
        self.lead = lead
        self.heading = lead or agreement_lead.over_item(reading, mention)
        self.doc = reading.parsed.doc
        self.words: Words = words(reading.language, "agreement")
        self.context = self.words.context
        self.actors = Actors(reading, mention, clauses)
        self.times = Times(reading, mention, around)

    def read(self) -> list[Deed]:
        """All deeds told of the mention, by its own sentence, the lead of its list or what follows."""
        found = [deed for cue in self.around.cues if (deed := self._deed(cue))]
        if self.lead is not None and not any(deed.action != "negotiated" for deed in found):
            found.extend(self._led(self.lead))
        found.extend(self._told_later(found))
        if self.mention.absent:
            found = [deed for deed in found if deed.action == "negotiated"]
        return found

    def _told_later(self, found: Sequence[Deed]) -> Iterator[Deed]:
        """What the sentences behind say; of a signing told before, only who signs."""
        for cue, passage in Sequels(self.reading, self.mention, self.clauses).read():
            action = self._action(cue)
            if action is None:
                continue
            date = self.times.date(cue, action)[0] or self._date_behind(cue, action)
            actors = self.actors.of(cue)
            known = next((deed for deed in found if deed.action == action), None)
            if known is not None:
                known.actors = known.actors or actors
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

    # -- from a cue

    def _deed(self, cue: Cue) -> Deed | None:
        action = self._action(cue)
        if action is None:
            return None
        nominal = cue.token.i not in self.clauses
        talks = nominal and action == "negotiated"
        if action == "proposed":
            talks = nominal or cue.effect != "proposed"
        date, token = self.times.date(cue, action) if not talks else (None, None)
        if date is None and nominal and action == "ratified" and self.times.is_handed():
            date = agreement_times.story_day(self.reading, self.mention, by_persons=True)
        if action == "planned" and date is None:
            date = agreement_times.planned_day(self.reading, self.mention)
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
        recalled = any(child.lower_ in self.context["recalling"] for child in cue.token.children)
        relative = grammar(self.reading.language).has(cue.token, "relative")
        return clause.mood == "indicative" and not recalled and not relative

    def _action(self, cue: Cue) -> str | None:
        """What a cue comes to: an action noun may be planned, wished for or done; a future verb is a plan."""
        effect = cue.effect
        if effect == "passing" or cue.negated:
            return None
        if effect == "planned":
            clause = self.clauses.get(cue.token.i)
            calling = cue.token.lemma_.lower() in self.context["wanted"]
            if clause is not None and not clause.passive and not cue.behind and calling:
                return None
            return "planned" if self._is_about_signing(cue) else None
        if effect == "signed" and cue.behind and self._are_talks_over(cue):
            return "negotiated"
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

    def _are_talks_over(self, cue: Cue) -> bool:
        """Whether it is the negotiations on the instrument that a verb behind it says are concluded."""
        clause = self.clauses.get(cue.token.i)
        talks = [c for c in self.around.cues if c.effect == "negotiated" and c.token.i < self.mention.first]
        if clause is None or not any(c.token.i not in self.clauses for c in talks):
            return False
        inside = range(self.mention.first, self.mention.last + 1)
        return not any(token.i in inside for token in (*clause.objects, *clause.subjects))

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
            if current.i > token.i and self.doc[current.i - 1].text == ",":
                return False  # an aside: "the extension, agreed yesterday, of the contract"
            if current.lemma_.lower() in self.context["wanted"] or current.lower_ in self.context["wanted"]:
                return True
            clause = self.clauses.get(current.i)
            if clause is not None and clause.mood == "indicative":
                return False
        return False

    def _is_prospective(self, token: Token) -> bool:
        near = [*token.children, *list(token.ancestors)[:4]]
        following = self.doc[token.i + 1 : token.i + 4]
        lead = self.heading.tokens if self.heading is not None else ()
        return any(
            t.lower_ in self.context["prospective"] or t.lemma_.lower() in self.context["prospective"]
            for t in [*near, *following, *lead]
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
                (v for _, m in found if (v := dates.reading(m, aspect)) and self.times.fits(v, action)), None
            )
            led = next(
                (str(n.value) for n in self.reading.durations if lead.start <= n.start < lead.end), None
            )
            duration = led or self.times.duration(None)
            actors = self.reading.agents(clause.subjects) if clause is not None else self._by(lead)
            yield Deed(action, date, duration, actors, passages=[(lead.start, lead.end)], live=True)
            return

    def _by(self, lead: Lead) -> tuple[Agent, ...]:
        behind = [t for t in lead.tokens if t.i and self.doc[t.i - 1].lower_ in self.context["by"]]
        return self.reading.agents(behind)

"""What a word said of an instrument comes to: signed, planned, proposed, or nothing.

In: a cue of a mention with its surroundings. Out: `Stages.of`, the action that the cue tells. A noun of action
may be planned, wished for or done; a verb to come is a plan.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.agreement_lead import Lead
from kg.extractors.cue_words import Cue, Surroundings, words
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_LIFTED = frozenset({"ratified", "in-force", "renewed", "amended", "suspended", "denounced", "expired"})


class Stages:
    """The actions that the cues of one mention tell; `heading` is the lead over its list."""

    def __init__(
        self,
        reading: Reading,
        mention: InstrumentMention,
        around: Surroundings,
        clauses: Mapping[int, Clause],
        heading: Lead | None,
    ) -> None:
        self.mention, self.around, self.clauses, self.heading = mention, around, clauses, heading
        self.doc = reading.parsed.doc
        self.words = words(reading.language, "agreement")
        self.context = self.words.context

    def of(self, cue: Cue) -> str | None:
        """What a cue comes to: an action noun may be planned, wished for or done; a future verb is a plan."""
        effect = cue.effect
        if effect == "passing" or cue.negated or self._is_without(cue):
            return None
        if effect == "expired" and cue.tense == "present" and cue.token.pos_ == "VERB":
            return None  # "expires at the end of the year"
        if cue.word in self.context["adopting"] and self.mention.kind != "declaration":
            return None
        if effect == "planned":
            clause = self.clauses.get(cue.token.i)
            calling = cue.token.lemma_.lower() in self.context["wanted"]
            if clause is not None and not clause.passive and not cue.behind and calling:
                return None
            return "planned" if self._is_about_signing(cue) else None
        if effect == "signed" and (self._are_talks_over(cue) if cue.behind else self._ends_talks(cue)):
            return "negotiated"
        nominal = cue.token.pos_ in ("NOUN", "PROPN", "ADP") and cue.token.i not in self.clauses
        if nominal:
            return self._nominal_action(cue)
        if cue.tense == "future":
            if self._is_wanted(cue.token):
                return "proposed" if effect in ("signed", "negotiated") else None
            if effect == "signed":
                obliged = any(child.lower_ in self.context["obliging"] for child in cue.token.children)
                return "proposed" if obliged else "planned"
            return None if effect in _LIFTED else effect
        if self._is_wanted(cue.token) and self._is_unreal(cue):
            return "proposed" if effect == "signed" else None
        return effect

    def _is_without(self, cue: Cue) -> bool:
        """Whether it did not come about: "had expired without being renewed"."""
        near = self.doc[max(cue.token.sent.start, cue.token.i - 4) : cue.token.i]
        return any(token.lower_ in self.context["without"] for token in near)

    def _is_unreal(self, cue: Cue) -> bool:
        """Whether a verb is an infinitive or a subjunctive: what is wished, not what is done."""
        clause = self.clauses.get(cue.token.i)
        if clause is None:
            return False
        verbs = [cue.token, *(child for child in cue.token.children if child.pos_ == "AUX")]
        return clause.mood == "infinitive" or any("Sub" in verb.morph.get("Mood", []) for verb in verbs)

    def _are_talks_over(self, cue: Cue) -> bool:
        """Whether it is the negotiations on the instrument that a verb behind it says are concluded."""
        clause = self.clauses.get(cue.token.i)
        talks = [c for c in self.around.cues if c.effect == "negotiated" and c.token.i < self.mention.first]
        if clause is None or not any(c.token.i not in self.clauses for c in talks):
            return False
        inside = range(self.mention.first, self.mention.last + 1)
        return not any(token.i in inside for token in (*clause.objects, *clause.subjects))

    def _ends_talks(self, cue: Cue) -> bool:
        """Whether it is negotiations that are concluded: "the conclusion of the negotiations on the treaty"."""
        between = self.doc[cue.token.i + 1 : self.mention.first]
        talks = [t for t in between if t.lower_ in self.context["actions"] and t.pos_ == "NOUN"]
        ended = [t for t in talks if self.words.effects.get(t.lower_) == "negotiated"]
        return any(
            not any(t.text in ",;" or t.pos_ == "CCONJ" for t in self.doc[cue.token.i : talk.i])
            for talk in ended
        )

    def _nominal_action(self, cue: Cue) -> str | None:
        effect = cue.effect
        above = self._clause_above(cue.token)
        if effect == "in-force" and above is not None and above.negated:
            return None  # "n'est toujours pas entré en vigueur"
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
        if effect == "negotiated" and self._is_to_begin(cue.token):
            return "proposed"
        if effect == "signed":
            if self._is_put_off(cue.token):
                return "planned"
            if self._is_held_back(cue.token):
                return "negotiated" if self._talks_follow(cue.token) else None
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

    def _is_to_begin(self, token: Token) -> bool:
        """Whether talks are only to be opened: "sont convenus d'entamer des négociations"."""
        verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or verb.lemma_.lower() not in self.context["starting"]:
            return False
        clause = self.clauses.get(verb.i)
        return clause is not None and clause.mood == "infinitive" and self._is_wanted(verb)

    def _is_put_off(self, token: Token) -> bool:
        """Whether the signing was moved to a later day."""
        clause = self._clause_above(token)
        return clause is not None and clause.lemma in self.context["putting_off"]

    def _is_held_back(self, token: Token) -> bool:
        """Whether the signing does not take place: "n'interviendra pas à cette occasion"."""
        clause = self._clause_above(token)
        return clause is not None and clause.negated and token in clause.subjects

    def _talks_follow(self, token: Token) -> bool:
        """Whether the sentence goes on with talks: "will not be signed: negotiations continue"."""
        following = self.doc[self.mention.last + 1 : token.sent.end]
        return any(self.words.effects.get(t.lower_) == "negotiated" for t in following)

    def _clause_above(self, token: Token) -> Clause | None:
        verb = next((t for t in token.ancestors if t.i in self.clauses), None)
        return self.clauses[verb.i] if verb is not None else None

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

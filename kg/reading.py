"""A document, read: everything that an extractor may see.

In: a `Document`. Out: a `Reading`: the parsed text, its mentions (places, dates, numbers, persons) and what
each token stands for. Reading makes no facts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg import analysis, clauses
from kg.analysis import Mask, Parsed
from kg.clauses import Clause, grammar
from kg.document import Document
from kg.entities import discourse, entity, home, phrases, states
from kg.entities.discourse import Resolved
from kg.entities.entity import Entity
from kg.entities.groups import Group
from kg.entities.groups import groups as find_groups
from kg.entities.phrases import Phrase
from kg.facts import Agent, Quote
from kg.languages import data
from kg.mentions import dates, gatherings, gazetteer, instruments, numbers, offices, people
from kg.mentions.dates import DateMention
from kg.mentions.gatherings import GatheringMention
from kg.mentions.gazetteer import Place
from kg.mentions.honorifics import find_honorifics
from kg.mentions.instruments import InstrumentMention
from kg.mentions.numbers import Number
from kg.mentions.spans import Spans, sentence_start

_PERSONAL_PLACES = frozenset(
    {"state", "organisation", "capital", "city", "metonym", "region", "adjective", "inhabitant", "compound"}
)
_LONGEST_BRACKET = 60
_HYPHENATED = re.compile(r"(?<![\w-])[a-z]{2,}(?:-[a-z]{2,}){1,3}(?![\w-])")
_GROUP_MASKS: dict[str, analysis.MaskKind] = {
    "group": "offices",
    "sides": "keep",
    "side": "keep",
    "state": "keep",
    "person": "office",
    "head": "office",
    "both": "offices",
    "latter": "person",
    "other": "person",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A read document. Offsets are code points of `document.text`; tokens are those of `parsed.doc`."""

    document: Document
    shadow: str
    parsed: Parsed
    clauses: tuple[Clause, ...]
    places: tuple[Place, ...]
    dates: tuple[DateMention, ...]
    ordinals: tuple[Number, ...]
    durations: tuple[Number, ...]
    persons: tuple[Entity, ...]
    resolved: Resolved
    home: str | None
    gatherings: tuple[GatheringMention, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()

    @property
    def language(self) -> str:
        return self.document.language

    def entities(self, token: Token) -> tuple[Entity, ...]:
        """The persons that a token stands for; several for "the two ministers" and "they"."""
        return self.resolved.entities.get(token.i, ())

    def agents(self, tokens: Iterable[Token], metonymy: bool = True) -> tuple[Agent, ...]:
        """Whom some tokens stand for, as facts name them, without repetition, in text order.

        Persons where some are meant; otherwise states and organisations. A capital stands for its government
        only with `metonymy`: for the subject of a verb of speech, not for where something happens.
        """
        found: list[Agent] = []
        for token in tokens:
            for agent in self._agents(token, metonymy):
                if agent not in found:
                    found.append(agent)
        return tuple(found)

    def _agents(self, token: Token, metonymy: bool) -> list[Agent]:
        entities = self.entities(token)
        if entities:
            return [agent for e in entities if (agent := e.agent())]
        states = self.resolved.states.get(token.i)
        if states:
            return [Agent("state", code) for code in states]
        place = self.parsed.mentions.get(token.i)
        if isinstance(place, Place):
            if place.organisation and place.kind == "organisation" and token.pos_ != "ADJ":
                return [Agent("organisation", self.organisation(place.organisation))]
            if place.code and (place.kind in ("state", "metonym") or (place.kind == "capital" and metonymy)):
                return [Agent("state", place.code)]
        return []

    def organisation(self, key: str) -> str:
        """An organisation's name as this document words it, in full where it does so somewhere.

        A body of an organisation (its commission, its council) stands for the organisation.
        """
        parent = gazetteer.organisation_of(key) if _is_body(key) else key
        worded = [p.name for p in self.places if p.organisation == parent]
        if any(name.isupper() and " " in name for name in worded) and _is_known(parent):
            # capitals of a masthead say the name in full, but not how it is written
            worded = [name for name in worded if " " in name and not name.isupper()]
            worded = worded or [gazetteer.organisation_name(parent, self.language)]
        full = [name for name in worded if " " in name]
        if full or worded:
            return max(full, key=len) if full else worded[0]
        return gazetteer.organisation_name(parent, self.language) if _is_known(parent) else parent

    def knows(self, key: str) -> bool:
        """Whether a key is that of an organisation of the gazetteer."""
        return _is_known(key)

    def main_organisation(self) -> str | None:
        """The organisation that the document speaks of most: what "the Authority" or "the Union" is of."""
        named = Counter(gazetteer.organisation_of(p.organisation) for p in self.places if p.organisation)
        return max(named, key=lambda key: (named[key], key), default=None)

    def organisation_near(self, offset: int) -> str | None:
        """The one organisation that is named before an offset in its sentence."""
        start = sentence_start(self.shadow, offset)
        named = {
            gazetteer.organisation_of(p.organisation)
            for p in self.places
            if p.organisation and start <= p.start < offset
        }
        return named.pop() if len(named) == 1 else None

    def letterhead_organisation(self) -> bool:
        """Whether the document is an organisation's own: it names one before any state."""
        named = [p for p in self.places if p.kind in ("organisation", "state")]
        return bool(named) and named[0].kind == "organisation"

    def place(self, token: Token) -> Place | None:
        """The place that a token is, if it is one."""
        mention = self.parsed.mentions.get(token.i)
        return mention if isinstance(mention, Place) else None

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """The date expressions that begin between two offsets."""
        return [date for date in self.dates if start <= date.start < end]

    def quote(self, start: int, end: int) -> Quote:
        """The passage between two offsets."""
        return self.document.quote(start, end)

    def sentence(self, token: Token) -> tuple[int, int]:
        """The offsets of the sentence of a token."""
        sentence = token.sent
        return self.parsed.starts[sentence.start], self.parsed.ends[sentence.end - 1]

    def text(self, tokens: Sequence[Token]) -> str:
        """The document's own words under some tokens, from the first to the last."""
        start, end = self.parsed.span(tokens)
        return self.document.text[start:end]


def _is_known(key: str) -> bool:
    return key in data("world", "organisations")


def _is_body(key: str) -> bool:
    return _is_known(key) and str(data("world", "organisations")[key].get("kind", "")).endswith("-body")


def read(document: Document, model: str | None = None) -> Reading:
    """Reads a document with the model of its language (`model` names another)."""
    shadow, language = document.shadow, document.language
    places = gazetteer.find(shadow, language)
    found_dates = dates.find(shadow, language, document.date)
    titles = offices.find(shadow, language, places)
    honorifics = find_honorifics(shadow, language)
    blocked = [place for place in places if place.kind in _PERSONAL_PLACES]
    found_names = people.find(shadow, language, titles, honorifics, blocked)
    mentions = phrases.assemble(shadow, language, titles, found_names, honorifics, places)
    persons, owner = entity.named(mentions)
    _set_genders(persons, shadow, language)
    home_state = home.find(shadow, language, places, persons)
    _settle_first(persons, home_state)
    groups = find_groups(shadow, language, places)
    masks = _masks(shadow, language, mentions, groups, places, found_dates)
    parsed = analysis.parse(shadow, language, masks, model)
    found_clauses = clauses.find(parsed.doc, language)
    resolved = discourse.Discourse(parsed, language, found_clauses, persons, owner, home_state, shadow).run()
    states.settle(shadow, language, parsed, found_clauses, places, persons, resolved, home_state)
    ranks = numbers.ordinals(shadow, language)
    return Reading(
        document=document,
        shadow=shadow,
        parsed=parsed,
        clauses=tuple(found_clauses),
        places=tuple(places),
        dates=tuple(found_dates),
        ordinals=tuple(ranks),
        durations=tuple(numbers.durations(shadow, language)),
        persons=tuple(persons),
        resolved=resolved,
        home=home_state,
        gatherings=tuple(gatherings.find(parsed, document.text, language, ranks)),
        instruments=tuple(instruments.find(parsed, document.text, language)),
    )


def _settle_first(persons: Sequence[Entity], home_state: str | None) -> None:
    """The first person in office is of the state that the document speaks for, where no title says otherwise."""
    first = next((person for person in persons if person.offices), None)
    if first is not None and first.state is None and first.organisation is None:
        first.state = home_state


def _set_genders(persons: Iterable[Entity], shadow: str, language: str) -> None:
    """Honorifics, titles and the article in front tell whether "he" or "she" may stand for a person."""
    table = data(language, "discourse")["gender"]
    for person in persons:
        votes = 0
        for phrase in person.phrases:
            name_start = phrase.name.start if phrase.name else phrase.end
            words = shadow[phrase.start : name_start].lower()
            before = shadow[max(0, phrase.start - 4) : phrase.start].lower().split()
            votes += 2 * sum(_has_word(words, word) for word in table["feminine"])
            votes -= 2 * sum(_has_word(words, word) for word in table["masculine"])
            if phrase.offices and before:
                votes += before[-1] in table["feminine_determiners"]
        person.gender = "f" if votes > 0 else "m" if votes < 0 else None


def _has_word(text: str, word: str) -> bool:
    return (
        f" {word} " in f" {text.replace(',', ' ').replace('.', '. ')} "
        or f" {word} " in f" {text.replace(',', ' ')} "
    )


def _masks(
    shadow: str,
    language: str,
    mentions: Sequence[Phrase],
    groups: Sequence[Group],
    places: Sequence[Place],
    found_dates: Sequence[DateMention],
) -> list[Mask]:
    """What the parser sees as single tokens; persons win over groups, groups over places, places over dates."""
    before_office = set(data(language, "model")["placeholders"]["before_office"])
    masks: list[Mask] = []
    taken = Spans()

    def add(start: int, end: int, kind: analysis.MaskKind, mention: object) -> None:
        if start < end and not taken.meets(start, end):
            taken.add(start, end)
            masks.append(Mask(start, end, kind, mention))

    for phrase in mentions:
        if not phrase.is_plural:
            kind = _placeholder(shadow, phrase, before_office)
            add(phrase.start, _with_closing_comma(shadow, language, phrase, mentions), kind, phrase)
    for group in groups:
        add(group.start, group.end, _GROUP_MASKS[group.kind], group)
    for phrase in mentions:
        add(phrase.start, phrase.end, _placeholder(shadow, phrase, before_office), phrase)
    for place in places:
        multiword = " " in place.name or "-" in place.name
        if place.kind == "organisation":
            add(place.start, place.end, "organisation" if multiword else "keep", place)
        elif place.kind in ("state", "capital", "city", "metonym", "region"):
            add(place.start, place.end, "state" if multiword else "keep", place)
        else:
            add(place.start, place.end, "keep", place)
    for date in found_dates:
        add(date.start, date.end, "date", date)
    for start, end in _brackets(shadow):
        add(start, end, "drop", None)
    if data(language, "model")["hyphenated"]:
        for match in _HYPHENATED.finditer(shadow):
            add(match.start(), match.end(), "keep", None)
    return masks


def _placeholder(shadow: str, phrase: Phrase, before_office: set[str]) -> analysis.MaskKind:
    """An article asks for a noun behind it; without one a name reads best."""
    previous = shadow[max(0, phrase.start - 8) : phrase.start].replace("'", " ").lower().split()
    if not previous or previous[-1] not in before_office:
        return "person"
    return "offices" if phrase.is_plural else "office"


def _with_closing_comma(shadow: str, language: str, phrase: Phrase, mentions: Sequence[Phrase]) -> int:
    """The end of a phrase with an apposition, its closing comma included where the sentence simply goes on."""
    inner = phrase.name is not None and phrase.offices and "," in shadow[phrase.start : phrase.end]
    if not inner or shadow[phrase.end : phrase.end + 2] != ", ":
        return phrase.end
    following = re.findall(r"[\w']+", shadow[phrase.end : phrase.end + 40])[:2]
    relatives = grammar(language).relative_pronouns
    list_goes_on = any(phrase.end < other.start <= phrase.end + 12 for other in mentions)
    return phrase.end if list_goes_on or any(w.lower() in relatives for w in following) else phrase.end + 1


def _brackets(shadow: str) -> Iterable[tuple[int, int]]:
    """Short brackets, which tell the parser nothing."""
    start = shadow.find("(")
    while start >= 0:
        end = shadow.find(")", start, start + _LONGEST_BRACKET)
        if end > 0:
            yield start, end + 1
        start = shadow.find("(", start + 1)

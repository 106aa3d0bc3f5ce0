"""Everything that the graph talks about gets its IRI here and nowhere else.

In: facts and the names in them. Out: IRIs that are readable and the same for the same text and version: no
running numbers, no clock, nothing random. What a name alone does not tell apart across documents (a family
name, a label such as "commission mixte") stays inside its document: a false merge is worse than a missed one.
Inside a document two different names never share an IRI, so that the facts table comes back as it went in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from kg.errors import BrokenData
from kg.facts import Agent, Agreement, Contact, Fact, Gathering, Office, Position, Quote, Visit
from kg.graph.authority import Authority, authority, link_words
from kg.graph.namespaces import BASE as BASE
from kg.graph.slugs import fingerprint, slug, words

META, AUTHORITY, LINKS, DERIVED, ONTOLOGY = "meta", "authority", "links", "derived", "ontology"
REVIEW, WITHHELD, KNOWN = "review", "withheld", "known"
SINGLE_SEATS = ("head-of-state", "head-of-government", "foreign-minister")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]+")
_ROMAN = re.compile(r"[ivxl]+")
# A label of fewer words, with no state in it, may be any body's: it is not shared across documents.
_TELLING_WORDS = 4
# How much of a long wording a fact's IRI shows, so that what follows it is not cut.
_WORDING = 56
_F = TypeVar("_F", bound=Fact)


def document_iri(document: str, base: str = BASE) -> str:
    """The IRI of a document by its id."""
    return f"{base}doc/{_part(document)}"


def document_id(iri: str) -> str:
    """The document's id out of its IRI or that of its graph."""
    return unquote(iri.rsplit("/", 1)[1])


def document_graph(document: str, base: str = BASE) -> str:
    """The named graph that holds what one document says."""
    return f"{base}graph/doc/{_part(document)}"


def shared_graph(name: str, base: str = BASE) -> str:
    """One of the graphs beside the documents': META, AUTHORITY, LINKS, DERIVED, ONTOLOGY, REVIEW, WITHHELD, KNOWN."""
    return f"{base}graph/{name}"


def activity(document: str, base: str = BASE) -> str:
    """The run of kg that made a document's graph."""
    return f"{base}activity/{_part(document)}"


def software(version: str, base: str = BASE) -> str:
    """The program that made a graph."""
    return f"{base}software/kg-{_part(version)}"


def state(code: str, base: str = BASE) -> str:
    """A state by its code."""
    return f"{base}state/{_part(code)}"


def occurrence(kind: str, actors: Iterable[str], date: str, base: str = BASE) -> str:
    """What several accounts tell: an event by the last parts of its actors' IRIs and its date."""
    return f"{base}event/{kind}/{'+'.join(sorted(a.rsplit('/', 1)[-1] for a in actors))}/{_part(date)}"


def session(series: str, ordinal: int, base: str = BASE) -> str:
    """What several accounts tell: one session of a series, by the series' IRI."""
    return f"{base}event/gathering/{series.rsplit('/', 1)[-1]}/{ordinal}"


@dataclass
class Names:
    """The IRIs of the people, states and things that one document names."""

    document: str
    base: str = BASE
    authority: Authority = field(default_factory=authority)
    _taken: dict[str, object] = field(default_factory=dict)

    def evidence(self, passage: Quote) -> str:
        """A passage of the document, by its offsets."""
        return f"{document_iri(self.document, self.base)}#char={passage.start},{passage.end}"

    def agent(self, agent: Agent) -> str:
        """A person, a state or an organisation."""
        if agent.kind == "state":
            return state(agent.name, self.base)
        known = self.authority.agents.get((agent.kind, slug(agent.name)))
        space = "person" if agent.kind == "person" else "org"
        tail = known or self._shared_if(_tells_who(agent), slug(agent.name))
        return self._mint(f"{space}/{tail}", agent)

    def place(self, label: str) -> str:
        """A place, by the document's name for it."""
        return self._mint(f"place/{slug(label)}", label)

    def office(self, fact: Office) -> str:
        """The office that a fact is about: one of a state's single seats, or a seat by its title."""
        seat = fact.role if fact.role in SINGLE_SEATS else f"{fact.role}-{slug(fact.title)}"
        key = (fact.of, seat)
        if fact.of is None:
            return self._mint(f"office/{_part(self.document)}/{slug(seat)}", key)
        owner = self.agent(fact.of).removeprefix(self.base).partition("/")[2]
        if fact.of.kind != "state" and len(owner) == 2:
            owner = f"org-{owner}"  # `au` is the African Union's, and Australia's
        *local, owner = owner.rsplit("/", 1)
        return self._mint("/".join(["office", *local, slug(f"{owner}-{seat}")]), key)

    def agreement(self, fact: Agreement) -> str:
        """The instrument that a fact is about; shared only where its parties are told."""
        stem = "-".join((_without_states(fact.label, self.authority), *_codes(fact.parties)))
        tail = self._shared_if(len(fact.parties) > 1, slug(stem))
        return self._mint(f"agreement/{tail}", (fact.label, fact.kind, frozenset(fact.parties)))

    def series(self, label: str) -> str:
        """The body or series that a gathering belongs to; states in its label become sorted codes."""
        rest, codes = _split_states(label, self.authority)
        tail = slug("-".join([*rest, *sorted(codes)]))
        return self._mint(
            f"series/{self._shared_if(bool(codes) or len(rest) >= _TELLING_WORDS, tail)}", label
        )

    def occasion(self, label: str) -> str:
        """An occasion that is only named: no fact of the document tells of it."""
        return self._mint(f"event/{_part(self.document)}/{slug(label)}", label)

    def _shared_if(self, telling: bool, tail: str) -> str:
        return tail if telling else f"{_part(self.document)}/{tail}"

    def _mint(self, path: str, key: object) -> str:
        """The IRI for a path, unless something else of this document has it: then with a hash of the name."""
        if self._taken.setdefault(path, key) != key:
            path = f"{path}--{fingerprint(_spell(key))}"
        return self.base + path


def identify(facts: Sequence[_F], base: str = BASE) -> list[_F]:
    """The facts of one document, in their order, each with its IRI; an IRI that a fact has already is kept.

    Evidence is sorted, and what a list says twice it says once: the form in which a graph gives facts back.

    Raises BrokenData where an IRI is malformed or two facts have the same one.
    """
    taken = Counter(fact.id for fact in facts if fact.id)
    for iri, count in taken.items():
        if count > 1 or not _IRI.fullmatch(iri):
            raise BrokenData(f"{'two facts have' if count > 1 else 'a fact has a malformed'} id {iri!r}")
    facts = [_once(fact) for fact in facts]
    ids: dict[int, str] = {}
    for place in sorted(range(len(facts)), key=lambda n: (facts[n].evidence, repr(facts[n]))):
        if not facts[place].id:
            ids[place] = _free(_fact_iri(facts[place], base), taken)
    return [replace(fact, id=ids.get(place, fact.id)) for place, fact in enumerate(facts)]


def _once(fact: _F) -> _F:
    values: dict[str, Any] = {item.name: getattr(fact, item.name) for item in fields(fact)}
    single = {name: tuple(dict.fromkeys(value)) for name, value in values.items() if isinstance(value, tuple)}
    return replace(fact, **(values | single | {"evidence": tuple(sorted(set(fact.evidence)))}))


def _free(iri: str, taken: Counter[str]) -> str:
    number, candidate = 1, iri
    while candidate in taken:
        number += 1
        candidate = f"{iri}-{number}"
    taken[candidate] += 1
    return candidate


def _fact_iri(fact: Fact, base: str) -> str:
    key = slug("-".join(part for part in _key(fact) if part))
    return f"{base}fact/{_part(fact.document)}/{fact.type}-{key}"


def _key(fact: Fact) -> list[str]:
    """What tells a fact from the others of its document, for a reader of its IRI."""
    match fact:
        case Office():
            return [fact.person.name, fact.role]
        case Contact():
            return [*map(_call_name, fact.participants), fact.date or fact.status]
        case Visit():
            return [*map(_call_name, fact.visitors), fact.destination or "", fact.date or fact.status]
        case Agreement():
            label = slug(_without_states(fact.label, authority()), _WORDING)
            return [label, *_codes(fact.parties), fact.action]
        case Gathering():
            return [slug(fact.label, _WORDING), str(fact.ordinal or fact.date or fact.place or fact.status)]
        case Position():
            return [slug(fact.about, _WORDING), fact.stance]
    return []


def _call_name(agent: Agent) -> str:
    """What a person is called by: the name's last word, unless that is a number such as VI or a scrap."""
    last = slug(agent.name.split()[-1]) if agent.name.split() else ""
    plain = agent.kind == "person" and len(last) > 2 and not _ROMAN.fullmatch(last)
    return last if plain else slug(agent.name)


def _tells_who(agent: Agent) -> bool:
    """Whether the name alone is enough to mean the same one in another document: two words, or an acronym."""
    if agent.kind == "person":
        return len(agent.name.split()) > 1
    return len(words(agent.name)) > 1 or (agent.name.isupper() and len(agent.name) > 1)


def _codes(parties: Iterable[Agent]) -> list[str]:
    return sorted({slug(party.name) for party in parties})


def _split_states(label: str, known: Authority) -> tuple[list[str], set[str]]:
    """The words of a label without the states that it names, and the states' codes."""
    rest: list[str] = []
    codes: set[str] = set()
    for word, code in known.mark_states(words(label)):
        if code:
            codes.add(code.lower())
        else:
            rest.append(word)
    return rest, codes


def _without_states(label: str, known: Authority) -> str:
    """The label's slug without states and without the words that led to them."""
    rest: list[str] = []
    for word, code in known.mark_states(words(label)):
        if not code:
            rest.append(word)
            continue
        while rest and rest[-1] in link_words():
            rest.pop()
    return "-".join(rest)


def _spell(key: object) -> str:
    """The key as a text that is the same in every process, which a set's own order is not."""
    if isinstance(key, tuple):
        return "|".join(map(_spell, key))
    return "+".join(sorted(map(repr, key))) if isinstance(key, frozenset) else repr(key)


def _part(text: str) -> str:
    """A text as one segment of an IRI, reversibly."""
    return quote(text, safe="")

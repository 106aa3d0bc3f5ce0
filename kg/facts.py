"""The facts: what flows between reading a text and writing a graph.

In: nothing. Out: the six kinds of fact, as frozen dataclasses, and their JSON Lines form.
A fact is one document's account of one thing; field names and values are those of the facts table
(`docs/facts.md`). Language code makes facts and never sees a triple; graph code stores them and never
sees a model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import IO, Any, ClassVar, Literal, TypeVar

from kg.errors import BrokenData

AgentKind = Literal["person", "state", "organisation"]

STATUSES = ("held", "planned", "under-way", "postponed", "cancelled", "invited")
MEDIA = ("in-person", "phone", "video", "letter", "unspecified")
ROLES = (
    "head-of-state",
    "head-of-government",
    "foreign-minister",
    "minister",
    "deputy-minister",
    "ambassador",
    "envoy",
    "legislator",
    "military",
    "official",
    "international-official",
    "other",
)
VISIT_KINDS = ("state", "official", "working", "private", "unspecified")
AGREEMENT_KINDS = (
    "treaty",
    "agreement",
    "convention",
    "protocol",
    "memorandum",
    "declaration",
    "partnership",
    "roadmap",
    "programme",
    "contract",
    "other",
)
ACTIONS = (
    "mentioned",
    "proposed",
    "negotiated",
    "planned",
    "signed",
    "ratified",
    "in-force",
    "renewed",
    "amended",
    "suspended",
    "denounced",
    "expired",
)
GATHERING_KINDS = (
    "session",
    "summit",
    "conference",
    "forum",
    "ministerial",
    "assembly",
    "negotiation",
    "ceremony",
    "other",
)
STANCES = (
    "supports",
    "welcomes",
    "thanks",
    "condemns",
    "rejects",
    "concerned",
    "calls-for",
    "commits",
    "offers",
    "announces",
)
CONTACT_STATUSES = ("held", "planned", "cancelled", "postponed")
GATHERING_STATUSES = ("held", "under-way", "planned", "postponed", "cancelled")


@dataclass(frozen=True, order=True, slots=True)
class Quote:
    """A passage of a document: half-open code point offsets and the text there, letter for letter."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, order=True, slots=True)
class Agent:
    """Who acts: a person by name, a state by ISO 3166-1 alpha-2 code, an organisation by name.

    The table writes an agent as a plain string; the graph has to know which of the three it is.
    """

    kind: AgentKind
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """What all facts share. `document` is the document's id; `evidence` is sorted and never empty.

    `id` is the IRI of the fact in the graph; empty until the graph's naming gives one.
    """

    type: ClassVar[str] = ""
    document: str
    evidence: tuple[Quote, ...]
    confidence: float = 1.0
    id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Office(Fact):
    """Somebody holds an office."""

    type: ClassVar[str] = "office"
    person: Agent
    title: str
    role: str
    of: Agent | None = None
    former: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact(Fact):
    """People or states talk."""

    type: ClassVar[str] = "contact"
    medium: str
    status: str
    participants: tuple[Agent, ...]
    date: str | None = None
    place: str | None = None
    ordinal: int | None = None
    topics: tuple[str, ...] = ()
    occasion: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit(Fact):
    """Somebody goes to another state, or is to go."""

    type: ClassVar[str] = "visit"
    visitors: tuple[Agent, ...]
    destination: str | None = None
    place: str | None = None
    kind: str = "unspecified"
    status: str
    date: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement(Fact):
    """An instrument between states or organisations, and what happens to it."""

    type: ClassVar[str] = "agreement"
    label: str
    kind: str
    parties: tuple[Agent, ...] = ()
    action: str
    date: str | None = None
    duration: str | None = None
    signatories: tuple[Agent, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering(Fact):
    """A meeting of a body or a multilateral event, with a name of its own."""

    type: ClassVar[str] = "gathering"
    label: str
    kind: str
    ordinal: int | None = None
    status: str
    date: str | None = None
    place: str | None = None
    host: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Position(Fact):
    """Somebody takes a stand on something."""

    type: ClassVar[str] = "position"
    holders: tuple[Agent, ...]
    stance: str
    about: str
    state: tuple[str, ...] = ()


FACT_TYPES: dict[str, type[Fact]] = {
    kind.type: kind for kind in (Office, Contact, Visit, Agreement, Gathering, Position)
}

# Fields of the table that name agents, and those whose values are state codes only.
AGENT_FIELDS = frozenset({"person", "of", "participants", "visitors", "parties", "signatories", "holders"})
PERSON_FIELDS = frozenset({"person", "signatories"})
_HEAD = ("id", "type", "document", "evidence", "confidence")


def to_record(fact: Fact) -> dict[str, Any]:
    """The fact as a row of the facts table: plain JSON values, absent fields left out, fixed key order."""
    record: dict[str, Any] = {"id": fact.id, "type": fact.type, "document": fact.document}
    if not fact.id:
        del record["id"]
    record["evidence"] = [{"start": q.start, "end": q.end, "text": q.text} for q in fact.evidence]
    record["confidence"] = fact.confidence
    for item in fields(fact):
        value = getattr(fact, item.name)
        if item.name in _HEAD or value is None or value is False or value == ():
            continue
        if isinstance(value, tuple):
            value = [str(entry) for entry in value]
        record[item.name] = str(value) if isinstance(value, Agent) else value
    return record


def dumps(fact: Fact) -> str:
    """One line of JSON Lines for a fact, without the line break."""
    return json.dumps(to_record(fact), ensure_ascii=False)


def from_record(record: dict[str, Any], persons: frozenset[str] = frozenset()) -> Fact:
    """A row of the facts table as a fact; `persons` are names that are known to be people's.

    Raises BrokenData where a required field is missing or a field is unknown.
    """
    kind = FACT_TYPES.get(str(record.get("type")))
    if kind is None:
        raise BrokenData(f"unknown fact type {record.get('type')!r}; one of {', '.join(FACT_TYPES)}")
    values: dict[str, Any] = {}
    known = {item.name for item in fields(kind)}
    for name, value in record.items():
        if name == "type":
            continue
        if name not in known:
            raise BrokenData(f"a fact of type {kind.type} has no field {name!r}")
        if name == "evidence":
            values[name] = tuple(sorted(Quote(q["start"], q["end"], q["text"]) for q in value))
        elif name in AGENT_FIELDS:
            agents = [
                _agent(name, entry, persons) for entry in ([value] if isinstance(value, str) else value)
            ]
            values[name] = agents[0] if isinstance(value, str) else tuple(agents)
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
    try:
        return kind(**values)
    except TypeError as error:
        raise BrokenData(f"a fact of type {kind.type} is not complete: {error}") from error


def read(lines: Iterable[str], name: str = "facts") -> Iterator[Fact]:
    """Facts out of JSON Lines. Lines of type `none` (a document without facts) are passed over.

    `name` is what error messages call the source. Raises BrokenData with the line's number.
    """
    records: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BrokenData(f"{name}:{number}: not a line of JSON: {error}") from error
        if not isinstance(record, dict):
            raise BrokenData(f"{name}:{number}: not a JSON object")
        if record.get("type") != "none":
            records.append((number, record))
    persons = _persons(record for _, record in records)
    for number, record in records:
        try:
            yield from_record(record, persons)
        except (BrokenData, KeyError, TypeError) as error:
            raise BrokenData(f"{name}:{number}: {error}") from error


def write(facts: Iterable[Fact], stream: IO[str]) -> int:
    """Writes facts as JSON Lines and returns how many there were."""
    count = 0
    for count, fact in enumerate(facts, 1):  # noqa: B007
        stream.write(dumps(fact) + "\n")
    return count


def is_state_code(text: str) -> bool:
    """Whether the text has the form of a state's code. `EU` and `UN` are reserved for organisations."""
    return (
        len(text) == 2 and text.isascii() and text.isalpha() and text.isupper() and text not in {"EU", "UN"}
    )


def _persons(records: Iterable[dict[str, Any]]) -> frozenset[str]:
    names: set[str] = set()
    for record in records:
        names.update(record.get("signatories", ()))
        if "person" in record:
            names.add(record["person"])
    return frozenset(names)


def _agent(where: str, name: str, persons: frozenset[str]) -> Agent:
    """What a name in the table stands for: its field decides, then its form, then the company it keeps."""
    if where in PERSON_FIELDS or name in persons:
        return Agent("person", name)
    if is_state_code(name):
        return Agent("state", name)
    if where in {"of", "parties"} or name.isupper() or len(name.split()) > 4:
        return Agent("organisation", name)
    return Agent("person", name)


_T = TypeVar("_T", bound=Fact)


def of_type(facts: Iterable[Fact], kind: type[_T]) -> list[_T]:
    """The facts of one type, in their order."""
    return [fact for fact in facts if isinstance(fact, kind)]

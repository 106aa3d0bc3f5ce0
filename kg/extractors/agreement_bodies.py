"""Agencies, chambers, universities and companies that sign an instrument by name.

In: a cue that says what is done to an instrument. Out: `of`: those who do it, where the text names an
organisation among them: in front of the verb, or behind "by".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.clauses import Clause
from kg.extractors import agreement_party_names
from kg.extractors.cue_words import Cue, words
from kg.facts import Agent
from kg.languages import data
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_LONGEST = 220  # code points of two names
_MADE = frozenset({"signed", "renewed", "amended", "negotiated", "denounced"})
_STOPS = re.compile(r"[;:\n]|\.\s|^\s*\w?\s?[-–—•]\s")


def of(
    reading: Reading, mention: InstrumentMention, cue: Cue, clauses: Mapping[int, Clause]
) -> tuple[Agent, ...]:
    """Two bodies that do what a cue tells, at least one of them an organisation; nothing where persons do it."""
    if cue.effect not in _MADE:
        return ()
    stretch = _behind_by(reading, mention, cue) or _in_front(reading, cue, clauses)
    if stretch is None:
        return ()
    found = [
        agreement_party_names.party(reading, *part) for part in agreement_party_names.parts(reading, *stretch)
    ]
    agents = [agent for agent in found[-2:] if agent is not None]
    told = any(agent.kind == "organisation" for agent in agents)
    return tuple(agents) if len(agents) == 2 and told and not has_person(reading, stretch) else ()


def _in_front(reading: Reading, cue: Cue, clauses: Mapping[int, Clause]) -> tuple[int, int] | None:
    """The stretch between the beginning of the clause and an active verb."""
    clause = clauses.get(cue.token.i)
    if clause is None or clause.passive or clause.mood != "indicative" or cue.behind:
        return None
    group = [child.i for child in cue.token.children if child.pos_ == "AUX" and child.i < cue.token.i]
    end = reading.parsed.starts[min([cue.token.i, *group])]
    start, _ = reading.sentence(cue.token)
    start = max(start, end - _LONGEST)
    stops = [match.end() for match in _STOPS.finditer(reading.shadow[start:end])]
    start += stops[-1] if stops else 0
    return _trimmed(reading, start, end)


def _behind_by(reading: Reading, mention: InstrumentMention, cue: Cue) -> tuple[int, int] | None:
    """The stretch behind "by", up to the end of the clause."""
    doc, by = reading.parsed.doc, words(reading.language, "agreement").context["by"]
    for token in doc[cue.token.i + 1 : min(cue.token.i + 5, cue.token.sent.end - 1)]:
        if token.lower_ not in by:
            continue
        start = reading.parsed.starts[token.i + 1]
        _, end = reading.sentence(cue.token)
        end = min(end, start + _LONGEST)
        if start < mention.start < end:
            end = mention.start
        stop = re.search(r"[,;:\n]|\.(?:\s|$)", reading.shadow[start:end])
        return _trimmed(reading, start, start + stop.start() if stop else end)
    return None


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    text = reading.shadow[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def has_person(reading: Reading, stretch: tuple[int, int]) -> bool:
    """Whether a person in office stands in the stretch, or a word for one."""
    for token in reading.parsed.tokens_in(*stretch):
        if any(person.offices for person in reading.entities(token)):
            return True
    offices = data(reading.language, "agreement")["parties"]["persons"]
    folded = re.findall(r"\w+", reading.shadow[stretch[0] : stretch[1]].casefold())
    return any(word in offices for word in folded)

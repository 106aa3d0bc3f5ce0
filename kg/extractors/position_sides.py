"""The sides of a joint communiqué: states that speak as such, whoever represented them.

In: a reading and a token of it. Out: the states that "the two sides", "la partie angolaise" or "they" stand for
where the document is the sides' own: a joint statement, the final communiqué of a joint commission, a list of
outcomes. In an account of a meeting the same words stand for those who met.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.entities.groups import Group
from kg.extractors.position_words import words
from kg.facts import Agent
from kg.reading import Reading

_TITLE_LINES = 12  # lines among which a title stands
_LONGEST_TITLE = 160


def is_joint(reading: Reading) -> bool:
    """Whether a title says that the document is that of its sides; kept with the document."""
    known = reading.parsed.doc.user_data
    if "joint" not in known:
        known["joint"] = _has_joint_title(reading)
    return bool(known["joint"])


def _has_joint_title(reading: Reading) -> bool:
    titles = words(reading.language).sets["joint_titles"]
    lines = [line.strip() for line in reading.shadow.splitlines() if line.strip()][:_TITLE_LINES]
    for line in lines:
        if len(line) > _LONGEST_TITLE or line.endswith((".", ";")):
            return False  # the text has begun
        folded = re.sub(r"[\s-]+", " ", line.casefold())
        if any(title in folded for title in titles):
            return True
    return False


def sides(reading: Reading, token: Token) -> tuple[Agent, ...]:
    """The states that a token stands for as sides of a joint document; nobody where it does not."""
    mention = reading.parsed.mentions.get(token.i)
    if not isinstance(mention, Group) or mention.kind not in ("sides", "side") or not is_joint(reading):
        return ()
    if mention.state is not None:
        return (Agent("state", mention.state),)
    for persons in (reading.entities(token), reading.persons):
        codes = list(dict.fromkeys(person.state for person in persons if person.state))[: mention.count]
        if len(codes) == mention.count:
            return tuple(Agent("state", code) for code in codes)
    named = list(dict.fromkeys(p.code for p in reading.places if p.kind == "state" and p.code))
    return tuple(Agent("state", code) for code in named[: mention.count]) if len(named) > 1 else ()

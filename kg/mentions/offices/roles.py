"""The contract's role of an office, from its words.

In: what the grammar of offices read: the head, how it was modified, its complements, whose it is. Out: one of
the roles of the facts table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.mentions.offices.words import Head, StateRule, Vocabulary

_OTHER = "other"
_MINISTERS = frozenset({"minister", "foreign-minister"})


@dataclass(frozen=True, slots=True)
class Traits:
    """What decides a role. `topic`: the folded words of the complements; `body`: the role that one says."""

    head: Head
    deputy: bool = False
    topic: tuple[str, ...] = ()
    body: str | None = None
    links: frozenset[str] = frozenset()
    complement: bool = False
    parenthesis: bool = False
    state: str | None = None
    organisation: bool = False


def role_of(traits: Traits, words: Vocabulary) -> str:
    """The contract role of an office with these traits."""
    role = _plain_role(traits, words)
    if traits.deputy:
        role = words.deputies.get(role, role)
    return role


def _plain_role(traits: Traits, words: Vocabulary) -> str:
    head = traits.head
    for rule in words.state_rules.get(head.wording, ()):
        if _applies(rule, traits):
            return _upgraded(rule.role, traits, words)
    if traits.parenthesis:
        return "official"
    family = words.families[head.family]
    if traits.organisation and family.organisation and head.role not in _MINISTERS:
        return family.organisation
    if traits.organisation and head.family == "official":
        return family.organisation or head.role
    if head.bodies and traits.complement and not (traits.state and not traits.topic):
        return _upgraded(traits.body or _without_body(head), traits, words)
    if head.alone and not traits.complement and not traits.state:
        return head.alone
    return _upgraded(head.role, traits, words)


def _without_body(head: Head) -> str:
    return _OTHER if head.role in {"head-of-state", "international-official"} else head.role


def _applies(rule: StateRule, traits: Traits) -> bool:
    if rule.states and traits.state not in rule.states:
        return False
    if traits.state in rule.states_not or (rule.bare and traits.topic):
        return False
    return not rule.links or bool(rule.links & traits.links)


def _upgraded(role: str, traits: Traits, words: Vocabulary) -> str:
    """A minister with a foreign portfolio is a foreign minister."""
    if role == "minister" and is_foreign(traits.topic, words):
        return "foreign-minister"
    return role


def is_foreign(topic: Sequence[str], words: Vocabulary) -> bool:
    """Whether a portfolio is foreign affairs."""
    kept = f" {' '.join(topic)} "
    for phrase in words.not_foreign:
        kept = kept.replace(f" {' '.join(phrase)} ", " ")
    return any(f" {' '.join(phrase)} " in kept for phrase in words.foreign)

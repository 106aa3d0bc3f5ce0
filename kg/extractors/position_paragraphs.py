"""Who goes on speaking in a paragraph: "X said, China is ready to …. China opposes Y. His country will …".

In: a `Seeker`, a verb and its holder. Out: the person who was quoted last before in the same paragraph and
whose side the holder is. A spokesperson who reads out a statement speaks for nobody but his ministry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from kg.extractors import verb_groups
from kg.extractors.phrase_tokens import is_finite, is_participle
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_seeker import Seeker
from kg.extractors.position_speakers import is_own_side, sides_of, speaker, speaking
from kg.extractors.position_speech import is_speech
from kg.facts import Agent

_INFERRED = 0.8
_FARTHEST = 8  # sentences


def told_by(seeker: Seeker, verb: Token, holder: Holder) -> Holder:
    """Who tells a stand of his own side, in the sentence or earlier in its paragraph; the holder otherwise."""
    found = speaking(seeker, verb, holder)
    if not found:
        return _goes_on(seeker, verb, NOBODY) if _is_own(seeker, verb) else NOBODY
    one = len(found.agents) == 1 and found.agents[0].kind != "person"
    if one and not speaker(seeker, verb):  # "Madrid regrets X, the ministry said" is nobody else's word
        found = _goes_on(seeker, verb, found) or found
    return found if found.agents == holder.agents else replace(found, spoken_for=holder.agents)


def _is_own(seeker: Seeker, verb: Token) -> bool:
    """Whether the subject is "his country", or an "it" that opens the sentence behind somebody's words."""
    first = verb.sent[0]
    opening = first.lower_ in seeker.words.sets["neuter"]
    own = opening and verb_groups.group_start(seeker.reading, verb) == first.i + 1
    return own or is_own_side(seeker, verb)


def _goes_on(seeker: Seeker, verb: Token, holder: Holder) -> Holder:
    """The last speaker of the paragraph whose side the holder is; of nobody's own side, the last one."""
    if not _is_present(seeker, verb):
        return NOBODY
    for sentence in _before(seeker, verb):
        for other in reversed(seeker.verbs(sentence.start, sentence.end)):
            if not is_speech(seeker, other) or verb_groups.in_relative(seeker.reading, other):
                continue
            found = seeker.of(other)
            if not _is_speaker(seeker, found):
                continue
            sides = sides_of(seeker, found.agents)
            known = sides or _sides_of_others(seeker, found)
            if all((agent.name in known) == bool(sides) for agent in holder.agents):
                return Holder(found.agents, found.token, _INFERRED)
    return NOBODY


def _sides_of_others(seeker: Seeker, saying: Holder) -> set[str]:
    """For whom all others speak: whoever's own side is not told speaks for none of these."""
    named = {agent.name for agent in saying.agents}
    persons = [e for e in seeker.reading.persons if e.name and e.name not in named]
    return sides_of(seeker, [Agent("person", e.name) for e in persons if e.name])


def _is_present(seeker: Seeker, verb: Token) -> bool:
    """Whether a verb is in the present or future, as what somebody says; a perfect goes on with the story."""
    group = seeker.reading.parsed.doc[verb_groups.group_start(seeker.reading, verb) : verb.i + 1]
    finite = next((t for t in group if is_finite(seeker.reading, t)), None)
    if finite is None or "Past" in finite.morph.get("Tense", []) or "Imp" in finite.morph.get("Tense", []):
        return False
    passive = finite.lower_ in seeker.words.sets["passive_forms"]
    return not is_participle(verb) or (passive and not verb_groups.reflexive(seeker.reading, verb))


def _before(seeker: Seeker, verb: Token) -> Iterator[Span]:
    """The sentences before that of a verb in its paragraph, the nearest first."""
    parsed = seeker.reading.parsed
    paragraph = seeker.reading.shadow.rfind("\n", 0, parsed.starts[verb.i]) + 1
    start = verb.sent.start
    for _ in range(_FARTHEST):
        if start == 0 or parsed.starts[start - 1] < paragraph:
            return
        sentence = verb.doc[start - 1].sent
        yield sentence
        start = sentence.start


def _is_speaker(seeker: Seeker, holder: Holder) -> bool:
    """Whether somebody who was quoted speaks in his own name."""
    if not holder or any(agent.kind != "person" for agent in holder.agents):
        return False
    names = {agent.name for agent in holder.agents}
    titles = [
        office.title.casefold()
        for entity in seeker.reading.persons
        if entity.name in names
        for office in entity.offices
    ]
    return not any(word in title for word in seeker.words.sets["spokespersons"] for title in titles)

"""Who speaks: the subject of a verb of speech, of a quotation, of a turn in a transcript.

In: a `Seeker` and a verb. Out: the `Holder` who reports a clause, says "we", or speaks for his own side: he
takes the stand of his state or organisation himself.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from kg.extractors import verb_groups
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_seeker import DEEPEST, FAR, Seeker
from kg.extractors.position_speech import is_set_off, is_speech
from kg.facts import Agent

_LONGEST_QUOTATION = 6  # sentences
_LONGEST_LABEL = 12  # tokens before the colon
_INFERRED, _UNCERTAIN = 0.8, 0.75


def first_person(seeker: Seeker, verb: Token, start: int) -> Holder:
    """Who says "we" or "I": the one who is quoted; in a ministry's own text its state."""
    doc = seeker.reading.parsed.doc
    index = next(
        (
            n
            for n in range(start, max(verb.sent.start, start - 2) - 1, -1)
            if doc[n].lower_ in seeker.words.sets["we"] | seeker.words.sets["i"]
        ),
        None,
    )
    if index is None:
        return NOBODY
    saying = speaker(seeker, verb) or (
        (_quoted_speaker(seeker, verb) or _next_speaker(seeker, verb))
        if _is_quoted(seeker, index)
        else _labelled_speaker(seeker, index)
    )
    if saying:
        return Holder(saying.agents, saying.token, 0.9)
    before = _spoken_for(seeker, verb) if doc[index].lower_ in seeker.words.sets["we"] else NOBODY
    if before:
        return before
    if doc[index].lower_ in seeker.words.sets["we"] and seeker.reading.letterhead_organisation():
        key = next(p.organisation for p in seeker.reading.places if p.organisation)
        return Holder((Agent("organisation", seeker.reading.organisation(key)),), doc[index], _UNCERTAIN)
    if doc[index].lower_ in seeker.words.sets["i"] or not seeker.reading.home or _is_quoted(seeker, index):
        return NOBODY
    return Holder((Agent("state", seeker.reading.home),), doc[index], _UNCERTAIN)


def _spoken_for(seeker: Seeker, verb: Token) -> Holder:
    """The state or organisation that the sentence before speaks of: "Canada regrets X. We call for Y"."""
    start = verb.sent.start
    if start == 0:
        return NOBODY
    before = verb.doc[start - 1].sent
    gap = seeker.reading.shadow[seeker.reading.parsed.ends[start - 1] : seeker.reading.parsed.starts[start]]
    for other in [] if "\n" in gap else seeker.verbs(before.start, before.end):
        found = seeker.subject(other) if not verb_groups.in_relative(seeker.reading, other) else NOBODY
        if found:
            own = len(found.agents) == 1 and found.agents[0].kind != "person"
            return Holder(found.agents, None, _UNCERTAIN) if own else NOBODY
    return NOBODY


def _labelled_speaker(seeker: Seeker, index: int) -> Holder:
    """Whose turn it is in a transcript: "Spokesperson: We thank …"; the label opens the paragraph."""
    parsed = seeker.reading.parsed
    start = seeker.reading.shadow.rfind("\n", 0, parsed.starts[index]) + 1
    label: list[Token] = []
    first = next((n for n in range(max(0, index - FAR), index) if parsed.starts[n] >= start), index)
    for token in parsed.doc[first : min(first + _LONGEST_LABEL, index)]:
        if token.text == ":":
            agents = seeker.agents(label)
            person = agents and all(a.kind == "person" for a in agents)
            return Holder(agents, None, _INFERRED) if person else NOBODY
        label.append(token)
    return NOBODY


def _quoted_speaker(seeker: Seeker, verb: Token) -> Holder:
    """Who opened the quotation that a sentence goes on with, some sentences before."""
    start = verb.sent.start
    for _ in range(_LONGEST_QUOTATION):
        if start == 0:
            return NOBODY
        sentence = verb.doc[start - 1].sent
        start = sentence.start
        opening = next((t.i for t in sentence if t.text in '«“"'), None)
        if opening is not None:
            said = [
                t
                for t in seeker.verbs(start, opening)
                if seeker.words.lemma(t) in seeker.words.sets["speech"]
            ]
            return seeker.of(said[-1]) if said else closing_speaker(seeker, sentence)
    return NOBODY


def closing_speaker(seeker: Seeker, sentence: Span) -> Holder:
    """Who is named behind a quotation: "…," Mr X said; « … », a déclaré M. X."""
    closing = next((t.i for t in reversed(sentence) if t.text in '»”"'), None)
    if closing is None:
        return NOBODY
    for verb in seeker.verbs(closing + 1, sentence.end):
        if is_speech(seeker, verb) and is_set_off(
            seeker, verb, verb_groups.group_start(seeker.reading, verb)
        ):
            return seeker.of(verb)
    return NOBODY


def _next_speaker(seeker: Seeker, verb: Token) -> Holder:
    """Who is named behind the quotation that a sentence is part of, some sentences on."""
    end = verb.sent.end
    for _ in range(_LONGEST_QUOTATION):
        if end >= len(verb.doc):
            return NOBODY
        sentence = verb.doc[end].sent
        end = sentence.end
        if any(t.text in '»”"' for t in sentence):
            return closing_speaker(seeker, sentence)
    return NOBODY


def _is_quoted(seeker: Seeker, index: int) -> bool:
    """Whether a token stands inside quotation marks that its paragraph opens."""
    start = seeker.reading.parsed.starts[index]
    paragraph = seeker.reading.shadow[seeker.reading.shadow.rfind("\n", 0, start) + 1 : start]
    opened = paragraph.count("«") + paragraph.count("“") > paragraph.count("»") + paragraph.count("”")
    return opened or paragraph.count('"') % 2 == 1


def speaking(seeker: Seeker, verb: Token, holder: Holder) -> Holder:
    """The person who tells a stand of his own state or organisation; the holder otherwise."""
    if not holder and is_own_side(seeker, verb):
        return speaker(seeker, verb)
    if not holder or any(agent.kind == "person" for agent in holder.agents):
        return holder
    reporting = speaker(seeker, verb)
    if not reporting and _is_quoted(seeker, verb.i):
        reporting = _quoted_speaker(seeker, verb) or _next_speaker(seeker, verb)
    reporting = reporting or _labelled_speaker(seeker, verb.i)
    if not reporting or not all(agent.kind == "person" for agent in reporting.agents):
        return holder
    sides = sides_of(seeker, reporting.agents)
    if not sides or all(agent.name in sides for agent in holder.agents):
        return Holder(reporting.agents, reporting.token, _INFERRED)
    return holder


def is_own_side(seeker: Seeker, verb: Token) -> bool:
    """Whether the subject in front of a verb is "his country", "son pays", "her Government"."""
    doc, start = seeker.reading.parsed.doc, verb_groups.group_start(seeker.reading, verb)
    if start < verb.sent.start + 2:
        return False
    return seeker.words.has(doc[start - 1], "own_side") and seeker.words.has(doc[start - 2], "possessives")


def sides_of(seeker: Seeker, agents: Iterable[Agent]) -> set[str]:
    """The states and organisations that some agents are or speak for, as facts name them."""
    return {side for agent in agents for side in _sides(seeker, agent)}


def _sides(seeker: Seeker, agent: Agent) -> set[str]:
    """The state and organisation that a person speaks for, as facts name them."""
    if agent.kind != "person":
        return {agent.name}
    sides: set[str] = set()
    for entity in seeker.reading.persons:
        if entity.name == agent.name:
            if entity.state:
                sides.add(entity.state)
            if entity.organisation:
                sides |= {entity.organisation, seeker.reading.organisation(entity.organisation)}
    return sides


def speaker(seeker: Seeker, verb: Token) -> Holder:
    """Who reports a clause: the subject of the verb of speech before "that", or of one set off behind
    it."""
    doc = seeker.reading.parsed.doc
    for other in seeker.verbs(max(verb.sent.start, verb.i - FAR), min(verb.sent.end, verb.i + FAR)):
        if other.i == verb.i or not is_speech(seeker, other):
            continue
        start = verb_groups.group_start(seeker.reading, other)
        if other.i < verb.i:
            between = doc[other.i + 1 : verb_groups.group_start(seeker.reading, verb)]
            inserted = is_set_off(seeker, other, start) and any(t.text == "," for t in between)
            if (
                inserted
                or _governs(other, verb)
                or any(t.lower_ in seeker.words.sets["that"] for t in between[:6])
                or any(t.text in '«“":' for t in between[:3])
                or (_opens_report(between) and not any(is_speech(seeker, t) for t in between))
            ):
                found = seeker.of(other)
                if found:
                    return found
        elif is_set_off(seeker, other, start):
            found = seeker.of(other)
            if found:
                return found
    return NOBODY


def _opens_report(between: Span) -> bool:
    """Whether a comma alone stands for "that": "Mr X said, China opposes Y"."""
    return len(between) > 1 and between[0].text == "," and between[1].pos_ in ("DET", "PROPN", "PRON", "NOUN")


def _governs(speech: Token, verb: Token) -> bool:
    """Whether the parse makes a clause without "that" depend on a verb of speech."""
    at = verb
    for _ in range(DEEPEST):
        if at.dep_ == "ccomp" and at.head.i == speech.i:
            return at.i > speech.i
        if at.dep_ not in ("xcomp", "conj", "ccomp", "aux"):
            return False
        at = at.head
    return False

"""What a text says of a thing that it names: that it is held, planned, signed, put off.

In: a reading and the mention of a gathering or an instrument. Out: `Cue`s, nearest first, each with what it
tells and its tense. They are looked for where a mention's sentence can hold them: in what follows the name
("..., reportée à juin"), in the verb or noun that it depends on ("la tenue de", "co-chaired"), and in what
stands before it. Which words tell what is the language's data: `[cues]` and `[context]` of the fact type's
file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors import circumstances, cues_before, cues_behind
from kg.extractors.cue_reader import CueReader
from kg.extractors.cue_words import Cue, Named, Surroundings, words
from kg.reading import Reading

_HIGHEST = 9  # steps up the tree
_MOST_BELOW = 40  # tokens below a name that are looked at


def around(reading: Reading, mention: Named, clauses: Mapping[int, Clause], table: str) -> Surroundings:
    """All that the sentence of a mention says of it; `clauses` are the reading's by head token."""
    reader = CueReader(reading, mention, clauses, words(reading.language, table))
    trail_cues, trail = cues_behind.behind(reader)
    above, verb = _above(reader)
    before_cues, before = cues_before.before(reader)
    found: list[Cue] = []
    own = any(_is_own_verb(reader, cue) for cue in trail_cues)
    for cue in (*trail_cues, *_below(reader), *above, *before_cues):
        if all(cue.token.i != known.token.i for known in found) and not _is_of_another(reader, cue, own):
            found.append(cue)
    return Surroundings(
        tuple(found), tuple(trail), tuple(before), verb, _is_denied(reader), _is_wished(reader)
    )


def _is_own_verb(reader: CueReader, cue: Cue) -> bool:
    """Whether a verb behind the name is the one that the name is subject or patient of."""
    clause = reader.clauses.get(cue.token.i)
    inside = range(reader.mention.first, reader.mention.last + 1)
    return (
        clause is not None
        and clause.mood == "indicative"
        and any(token.i in inside for token in (*clause.subjects, *clause.objects))
    )


def _is_of_another(reader: CueReader, cue: Cue, own: bool) -> bool:
    """Whether a verb in front belongs to another clause: "was renewed, and a memorandum was signed"."""
    first = reader.mention.first
    clause = reader.clauses.get(cue.token.i)
    if cue.behind or cue.token.i >= first:
        return False
    between = reader.doc[cue.token.i + 1 : first]
    subordinate = any(token.pos_ == "SCONJ" for token in between)
    if subordinate and any(token.pos_ == "CCONJ" for token in between):
        return cue.effect != "proposed"
    if clause is None:
        return False
    inside = range(first, reader.mention.last + 1)
    if own and not any(token.i in inside for token in (*clause.subjects, *clause.objects)):
        return cue.effect not in ("proposed", "postpone", "cancel")
    return False


def _below(reader: CueReader) -> Iterator[Cue]:
    """Participles and relative clauses that depend on the name, with what is coordinated to them."""
    mention = reader.mention
    inside = range(mention.first, mention.last + 1)
    stack = [c for i in inside for c in reader.doc[i].children if c.i > mention.last]
    steps = 0
    while stack and steps < _MOST_BELOW:
        steps += 1
        token = stack.pop()
        clause_like = token.pos_ in ("VERB", "AUX") or reader.rules.has(token, "relative")
        if reader.tells_of_another(mention.last + 1, token.i):
            continue
        cue = reader.cue(token, behind=True)
        if cue and cue.effect not in reader.light | reader.context["before_only"]:
            yield cue
        if clause_like or cue:
            stack.extend(c for c in token.children if c.dep_ in ("conj", "xcomp", "ccomp") and c.i > token.i)


def _above(reader: CueReader) -> tuple[list[Cue], Token | None]:
    """What the name depends on: nouns of action, then the first verb with a meaning for it."""
    found: list[Cue] = []
    verb: Token | None = None
    foreign = False  # a verb of another meaning stands between
    mention, token = reader.mention, reader.doc[reader.mention.token]
    for _ in range(_HIGHEST):
        head = token.head
        if head is token:
            break
        token = head
        if mention.first <= token.i <= mention.last:
            continue
        cue = reader.cue(token) if not foreign else None
        if cue and (cue.effect not in reader.context["before_only"] or token.i < mention.first):
            found.append(cue)
        foreign = foreign or (token.pos_ == "VERB" and cue is None and not _carries(reader, token))
        if token.pos_ in ("VERB", "AUX"):
            clause = reader.clauses.get(token.i)
            verb = verb or token
            empty = reader.is_modal(token) and not cue
            if clause is not None and clause.mood in ("indicative", "conditional"):
                verb = token
                if not empty or token.head.pos_ != "VERB":
                    break
    if verb is not None and found:
        found.extend(_moved(reader, verb))
    return found, verb


def _carries(reader: CueReader, token: Token) -> bool:
    """Whether a verb only carries what depends on it: a modal, a journey, an invitation."""
    context, lemma = reader.context, token.lemma_.lower()
    return any(lemma in context[key] for key in ("modals", "travel", "invite", "wanted") if key in context)


def _moved(reader: CueReader, verb: Token) -> Iterator[Cue]:
    """A noun beside the verb that says the thing was put off: "à la suite du report décidé mardi"."""
    effects = reader.words.effects
    for token in circumstances.region(reader.reading, verb):
        if token.pos_ == "NOUN" and effects.get(token.lemma_.lower()) in reader.context["moving"]:
            yield Cue(effects[token.lemma_.lower()], "none", token)


def _is_denied(reader: CueReader) -> bool:
    """Whether a word above or in front says that it is not so."""
    first = reader.doc[reader.mention.first]
    denial = reader.context["denial"]
    before = reader.doc[first.sent.start : first.i]
    above = (*first.ancestors, *before)
    if any(token.lower_ in denial or token.lemma_.lower() in denial for token in above):
        return True
    if not any(token.lower_ in reader.context["rumours"] for token in before):
        return False  # else "reports that a pact was concluded are false"
    return any(token.lower_ in reader.context["untrue"] for token in reader.doc[first.i : first.sent.end])


def _is_wished(reader: CueReader) -> bool:
    """Whether it is only wanted or offered: "la volonté d'accueillir le Forum"."""
    wish = reader.context["wish"]
    for token in reader.doc[reader.mention.token].ancestors:
        if token.lemma_.lower() in wish or token.lower_ in wish:
            return True
        clause = reader.clauses.get(token.i)
        if clause is not None and clause.mood == "indicative":
            return False
    return False

"""What a text says of a thing that it names: that it is held, planned, signed, put off.

In: a reading and the mention of a gathering or an instrument. Out: `Cue`s, nearest first, each with what it
tells and its tense. They are looked for where a mention's sentence can hold them: in what follows the name
("..., reportée à juin"), in the verb or noun that it depends on ("la tenue de", "co-chaired"), and in what
stands before it. Which words tell what is the language's data: `[cues]` and `[context]` of the fact type's
file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from spacy.tokens import Token

from kg.clauses import Clause, grammar
from kg.extractors import circumstances
from kg.extractors.cue_words import Cue, Named, Surroundings, Tense, Words, words
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

Effect = Literal[
    "hold", "begin", "end", "plan", "postpone", "cancel", "attend", "occasion", "tenue", "past", "future"
]
_HIGHEST = 9  # steps up the tree
_FURTHEST = 45  # tokens to either side


def around(reading: Reading, mention: Named, clauses: Mapping[int, Clause], table: str) -> Surroundings:
    """All that the sentence of a mention says of it; `clauses` are the reading's by head token."""
    finder = _Finder(reading, mention, clauses, words(reading.language, table))
    denied = finder.is_denied()
    trail_cues, trail = finder.behind()
    above, verb = finder.above()
    before_cues, before = finder.before()
    cues: list[Cue] = []
    for cue in (*trail_cues, *finder.below(), *above, *before_cues):
        if all(cue.token.i != known.token.i for known in cues):
            cues.append(cue)
    return Surroundings(tuple(cues), tuple(trail), tuple(before), verb, denied, finder.is_wished())


class _Finder:
    def __init__(self, reading: Reading, mention: Named, clauses: Mapping[int, Clause], table: Words) -> None:
        self.reading, self.mention = reading, mention
        self.doc = reading.parsed.doc
        self.words = table
        self.light = table.context["light"]
        self.rules = grammar(reading.language)
        self.clauses = clauses

    def cue(self, token: Token, behind: bool = False) -> Cue | None:
        """What a token says of the thing, if anything."""
        key = self._key(token)
        effect = self.words.effects.get(key)
        if effect is None:
            return None
        clause = self.clauses.get(token.i)
        if clause is None:
            return Cue(
                effect, "past" if effect in ("hold", "begin", "end") else "none", token, False, behind, key
            )
        if key in self.words.context["reflexive"] and not (
            clause.reflexive or clause.passive or clause.objects
        ):
            return None
        tense: Tense = clause.tense
        if clause.mood == "participle" and tense == "none":
            tense = "present"
        if any(child.lower_ in self.words.context["to_come"] for child in token.children):
            tense = "future" if clause.passive or behind else self._governing_tense(token)
        elif clause.mood == "infinitive":
            tense = "future" if behind and clause.passive else self._governing_tense(token)
        return Cue(effect, tense, token, clause.negated, behind, key)

    def _tense(self, token: Token) -> Tense:
        clause = self.clauses.get(token.i)
        finite = clause is not None and clause.mood in ("indicative", "conditional")
        return clause.tense if clause is not None and finite else self._governing_tense(token)

    def _key(self, token: Token) -> str:
        lemma, word = token.lemma_.lower(), token.lower_.replace("’", "'")
        for first in (lemma, word):
            for rest in self.words.phrases.get(first, ()):
                if any(child.lower_ == rest for child in token.children) or self._followed_by(token, rest):
                    return f"{first} {rest}"
        if word in self.words.effects:
            return word
        joined = self._hyphenated(token)
        return joined if joined in self.words.effects else lemma

    def _followed_by(self, token: Token, word: str) -> bool:
        return any(following.lower_ == word for following in self.doc[token.i + 1 : token.i + 3])

    def _hyphenated(self, token: Token) -> str:
        """A word with its prefix, where the tokeniser has parted them: "co-chaired"."""
        i = token.i
        if i < 2 or self.doc[i - 1].text != "-":
            return ""
        return f"{self.doc[i - 2].lower_}-{token.lower_}"

    def _governing_tense(self, token: Token) -> Tense:
        """The tense of the finite verb above an infinitive; an invitation or a plan makes it future."""
        current = token
        for _ in range(_HIGHEST):
            if current.head is current:
                break
            current = current.head
            key = self._key(current)
            if key in self.words.context["invite"]:
                return "future"
            clause = self.clauses.get(current.i)
            if clause is not None and clause.mood in ("indicative", "conditional") and clause.tense != "none":
                return clause.tense
        return "none"

    # -- behind the name

    def behind(self) -> tuple[list[Cue], list[int]]:
        """Cues, dates and places in what follows the name, as far as it speaks of the thing."""
        cues: list[Cue] = []
        told: list[int] = []
        relative = False
        start = self.mention.last + 1
        for i in range(start, min(len(self.doc), start + _FURTHEST)):
            token = self.doc[i]
            mention = self.reading.parsed.mentions.get(i)
            if token.is_sent_start and not self._goes_over(i):
                break
            if isinstance(mention, DateMention | Place):
                told.append(i)
                continue
            if mention is not None:
                if relative or self._agent(i):
                    continue
                break
            if token.lower_ in self.words.context["relative"]:
                relative = True
                continue
            cue = self.cue(token, behind=True)
            if (
                cue
                and cue.effect not in self.light
                and token.pos_ in ("VERB", "ADJ", "AUX", "NOUN", "PROPN", "X")
            ):
                cues.append(cue)
                relative = False
                continue
            joined = token.pos_ == "CCONJ" and not cues and not relative
            if joined and not self._is_told(i + 1):
                break
            if not self._passable(i, relative):
                break
        return cues, told

    def _goes_over(self, i: int) -> bool:
        """Whether a line break does not end what is said: a heading over its place and date."""
        mention = self.mention
        heading = self.reading.document.text[mention.start : mention.end].isupper()
        line_of_its_own = heading and isinstance(self.reading.parsed.mentions.get(i), Place)
        return line_of_its_own and i == mention.last + 1

    def _agent(self, i: int) -> bool:
        return (i > 0 and self.doc[i - 1].lower_ in ("par", "by")) or (
            i > 1 and self.doc[i - 2].lower_ in ("par", "by")
        )

    def _passable(self, i: int, relative: bool) -> bool:
        """Whether a token may stand between the name and what is said of it."""
        token = self.doc[i]
        word = token.lower_.replace("’", "'")
        context = self.words.context
        if (
            token.text in ",:()–—-/"
            or word in context["passed"]
            or token.pos_ in ("ADP", "ADV", "AUX", "PART", "NUM")
        ):
            return True
        if token.pos_ == "CCONJ":
            return self._leads_on(i + 1)
        if token.lemma_.lower() in context["modals"]:
            return True
        if token.pos_ in ("DET", "PRON"):
            return relative or self._leads_on(i + 1)
        return relative and token.pos_ in ("NOUN", "PROPN", "ADJ")

    def _is_told(self, i: int) -> bool:
        """Whether a date or a place comes next, past one preposition or article."""
        following = range(i, min(i + 3, len(self.doc)))
        return any(isinstance(self.reading.parsed.mentions.get(at), DateMention | Place) for at in following)

    def _leads_on(self, i: int) -> bool:
        """Whether a cue, a date or a place comes next, past small words."""
        for ahead in range(i, min(i + 6, len(self.doc))):
            token = self.doc[ahead]
            if isinstance(self.reading.parsed.mentions.get(ahead), DateMention | Place):
                return True
            if token.is_sent_start or ahead in self.reading.parsed.mentions or token.pos_ == "NOUN":
                return False
            cue = self.cue(token)
            if cue:
                return cue.effect not in self.light
            if token.pos_ == "VERB" and token.lemma_.lower() not in self.words.context["modals"]:
                return False
        return False

    # -- in the parse

    def below(self) -> Iterator[Cue]:
        """Participles and relative clauses that depend on the name, with what is coordinated to them."""
        inside = range(self.mention.first, self.mention.last + 1)
        stack = [c for i in inside for c in self.doc[i].children if c.i > self.mention.last]
        steps = 0
        while stack and steps < 40:
            steps += 1
            token = stack.pop()
            clause_like = token.pos_ in ("VERB", "AUX") or self.rules.has(token, "relative")
            cue = self.cue(token, behind=True)
            if cue and cue.effect not in self.light | self.words.context["before_only"]:
                yield cue
            if clause_like or cue:
                stack.extend(
                    c for c in token.children if c.dep_ in ("conj", "xcomp", "ccomp") and c.i > token.i
                )

    def above(self) -> tuple[list[Cue], Token | None]:
        """What the name depends on: nouns of action, then the first verb with a meaning for it."""
        cues: list[Cue] = []
        verb: Token | None = None
        foreign = False  # a verb of another meaning stands between
        token = self.doc[self.mention.token]
        for _ in range(_HIGHEST):
            head = token.head
            if head is token:
                break
            token = head
            if self.mention.first <= token.i <= self.mention.last:
                continue
            cue = self.cue(token) if not foreign else None
            if cue and (cue.effect not in self.words.context["before_only"] or token.i < self.mention.first):
                cues.append(cue)
            foreign = foreign or (token.pos_ == "VERB" and cue is None and not self._carries(token))
            if token.pos_ in ("VERB", "AUX"):
                clause = self.clauses.get(token.i)
                verb = verb or token
                empty = token.lemma_.lower() in self.words.context["modals"] and not cue
                if clause is not None and clause.mood in ("indicative", "conditional"):
                    verb = token
                    if not empty or token.head.pos_ != "VERB":
                        break
        if verb is not None and cues:
            cues.extend(self._moved(verb))
        return cues, verb

    def _carries(self, token: Token) -> bool:
        """Whether a verb only carries what depends on it: a modal, a journey, an invitation."""
        context, lemma = self.words.context, token.lemma_.lower()
        return any(
            lemma in context[key] for key in ("modals", "travel", "invite", "wanted") if key in context
        )

    def is_denied(self) -> bool:
        """Whether a word above or in front says that it is not so."""
        first = self.doc[self.mention.first]
        denial = self.words.context["denial"]
        above = (*first.ancestors, *self.doc[first.sent.start : first.i])
        return any(token.lower_ in denial or token.lemma_.lower() in denial for token in above)

    def is_wished(self) -> bool:
        """Whether it is only wanted or offered: "la volonté d'accueillir le Forum"."""
        wish = self.words.context["wish"]
        for token in self.doc[self.mention.token].ancestors:
            if token.lemma_.lower() in wish or token.lower_ in wish:
                return True
            clause = self.clauses.get(token.i)
            if clause is not None and clause.mood == "indicative":
                return False
        return False

    def _moved(self, verb: Token) -> Iterator[Cue]:
        """A noun beside the verb that says the thing was put off: "à la suite du report décidé mardi"."""
        for token in circumstances.region(self.reading, verb):
            if (
                token.pos_ == "NOUN"
                and self.words.effects.get(token.lemma_.lower()) in self.words.context["moving"]
            ):
                yield Cue(self.words.effects[token.lemma_.lower()], "none", token)

    # -- in front of the name

    def before(self) -> tuple[list[Cue], list[int]]:
        """Cues, dates and places in front of the name, back to the first full verb."""
        cues: list[Cue] = []
        told: list[int] = []
        if self.doc[self.mention.first].is_sent_start:
            return cues, told
        for i in range(self.mention.first - 1, max(-1, self.mention.first - _FURTHEST), -1):
            token = self.doc[i]
            mention = self.reading.parsed.mentions.get(i)
            if isinstance(mention, DateMention | Place):
                told.append(i)
            elif mention is None:
                cue = self.cue(token)
                if cue and not (cue.effect in self.words.context["near"] and i < self.mention.first - 4):
                    cues.append(cue)
                known = cue or token.lemma_.lower() in self.words.context["travel"]
                if known and not cue and token.pos_ in ("VERB", "NOUN"):
                    cues.append(Cue("attend", self._tense(token), token, word=token.lemma_.lower()))
                stops = token.pos_ == "VERB" and token.lemma_.lower() not in self.words.context["modals"]
                if stops and not (known and self._is_infinitive(token)):
                    break
                if token.pos_ in ("NOUN", "PROPN") and not known and not self._transparent(i):
                    break
            if self.doc[i].is_sent_start:
                break
        return cues, told

    def _is_infinitive(self, token: Token) -> bool:
        clause = self.clauses.get(token.i)
        return clause is not None and (clause.mood == "infinitive" or clause.tense == "none")

    def _transparent(self, i: int) -> bool:
        return self.doc[i].lower_ in self.words.context["transparent"]

"""What later sentences add to a contact: its topics, who else was there, which one of a series it was.

In: a reading, a sentence and the contacts told so far. Out: nothing; the drafts are filled in.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.clauses import grammar
from kg.extractors.contact_agenda import about, add, agenda, central
from kg.extractors.contact_anaphora import anaphor, in_order
from kg.extractors.contact_attendance import attendance, ordinals
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_fate import dropped
from kg.extractors.contact_frames import frame
from kg.extractors.contact_people import people
from kg.extractors.contact_topics import topics_from
from kg.extractors.contact_words import clauses_between, contact_words, find_phrases
from kg.languages import data
from kg.reading import Reading


def follow(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """Adds what a sentence says of contacts told before it or in it."""
    spoken = [draft for draft in drafts if draft.medium != "letter"]
    if not spoken:
        return
    dropped(reading, sentence, spoken)
    ordinals(reading, sentence, spoken)
    attendance(reading, sentence, spoken)
    about(reading, sentence, spoken)
    if not (
        agenda(reading, sentence, spoken)
        or _subject(reading, sentence, spoken)
        or _passive(reading, sentence, spoken)
    ):
        _fragment(reading, sentence, spoken)


def _subject(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "L'entretien a porté sur …", "The talks covered …", "il a été question de …"."""
    done = False
    word = str(data(reading.language, "contact")["topics"]["impersonal_preposition"])
    start, end = reading.sentence(sentence[0])
    for _, stop, _ in find_phrases(reading, start, end, contact_words(reading, "topics", "impersonal")):
        token = reading.parsed.token_at(stop)
        following = next((t for t in sentence if reading.parsed.starts[t.i] >= stop), None)
        if following is None or (token is None and following is None):
            continue
        if _is_denied(reading, sentence, following.i):
            continue
        topics = topics_from(reading, following.i, sentence.end, word)
        done = add(reading, sentence, drafts, topics) or done
    if done or central(reading, sentence, drafts):
        return True
    noun = anaphor(reading, sentence, True) or _pronoun(reading, sentence)
    if noun is None:
        return False
    drafts = _with_partners(reading, sentence, noun, drafts)
    for entry in data(reading.language, "contact")["topics"]["subjects"]:
        for clause in clauses_between(reading, sentence.start, sentence.end):
            head = clause.head
            if head.sent != sentence.as_doc and not (sentence.start <= head.i < sentence.end):
                continue
            if clause.lemma != entry["verb"] or clause.negated or head.i < noun.i:
                continue
            if noun.pos_ == "PRON" and not entry["preposition"]:
                continue
            first = _behind(reading, head, entry["preposition"], sentence.end)
            if first is not None:
                topics = topics_from(reading, first, sentence.end, entry["preposition"])
                if add(reading, sentence, drafts, topics):
                    return True
    return False


def _with_partners(reading: Reading, sentence: Span, noun: Token, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The contact with those named beside the noun or at the head of the sentence; all where nobody is."""
    words = contact_words(reading, "carrying", "with")
    beside = [a.token for a in frame(reading, noun, None).arguments if a.preposition in words]
    opening = sentence[0].lower_ in words
    leading = [t for t in sentence if t.i < noun.i and people(reading, t)][:1] if opening else []
    named = [a for t in (*beside[:1], *leading) for a in people(reading, t)]
    ordered = in_order(reading, sentence, drafts)
    if not named:
        return [ordered[1]] if ordered is not None else (drafts if not beside else [])
    return [d for d in drafts if d.involves(named)][-1:]


def _is_denied(reading: Reading, sentence: Span, index: int) -> bool:
    """Whether the sentence negates what stands before a token."""
    negations = grammar(reading.language).negations
    return any(t.lower_ in negations for t in sentence if t.i < index)


def _pronoun(reading: Reading, sentence: Span) -> Token | None:
    """A pronoun for the contact itself, which opens the sentence: "Il a porté sur …"."""
    first = sentence[0]
    return first if first.lower_ in contact_words(reading, "topics", "pronouns") else None


def _behind(reading: Reading, head: Token, word: str, last: int) -> int | None:
    """The first token of what follows a verb, behind a preposition if one is asked for."""
    doc = reading.parsed.doc
    if not word:
        probe = head.i + 1
        while probe < last and doc[probe].pos_ in ("ADV", "PUNCT"):
            probe += 1
        return probe if probe < last else None
    contractions = grammar(reading.language).contractions
    size = len(word.split())
    for index in range(head.i + 1, min(last - 1, head.i + 12)):
        phrase = " ".join(t.lower_ for t in doc[index : index + size])
        if phrase == word or contractions.get(doc[index].lower_) == word:
            return index + size
    return None


def _passive(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "Discussed at the meeting were …", "Ont été évoqués …", "… ont été abordés"."""
    discussed = contact_words(reading, "topics", "discussed")
    for clause in clauses_between(reading, sentence.start, sentence.end):
        head = clause.head
        if not sentence.start <= head.i < sentence.end or clause.lemma not in discussed or clause.negated:
            continue
        if not (clause.passive or head.i == sentence.start) or any(
            people(reading, t) for t in clause.subjects
        ):
            continue
        before = sentence[: _before_auxiliary(reading, head, sentence) - sentence.start]
        circumstance = bool(before) and _is_circumstance(reading, before)
        there = contact_words(reading, "setting", "there")
        if circumstance or all(t.pos_ in ("AUX", "ADV", "VERB") or t.lower_ in there for t in before):
            first = head.i + 1 if circumstance else _past_auxiliary(reading, head, sentence)
            topics = topics_from(reading, first, sentence.end)
        else:
            topics = topics_from(reading, sentence.start, _before_auxiliary(reading, head, sentence))
        return add(reading, sentence, drafts, topics)
    return False


def _is_circumstance(reading: Reading, tokens: Span) -> bool:
    """Whether a stretch before a verb only says on which occasion: "Au cours de ces entretiens"."""
    framing = contact_words(reading, "carrying", "framing")
    word = grammar(reading.language).contractions.get(tokens[0].lower_, tokens[0].lower_)
    opening = " ".join(t.lower_ for t in tokens[:4])
    opens = word in framing or any(opening.startswith(f.rsplit(" ", 1)[0] + " ") for f in framing if " " in f)
    return opens and anaphor(reading, tokens[0].sent) is not None


def _past_auxiliary(reading: Reading, head: Token, sentence: Span) -> int:
    """Where the inverted subject begins: behind "were" and what stands before it."""
    auxiliaries = contact_words(reading, "passive", "auxiliaries")
    for token in reading.parsed.doc[head.i + 1 : min(sentence.end, head.i + 10)]:
        if token.lemma_.lower() in auxiliaries:
            return token.i + 1
    return head.i + 1


def _before_auxiliary(reading: Reading, head: Token, sentence: Span) -> int:
    index = head.i
    while index > sentence.start and reading.parsed.doc[index - 1].pos_ in ("AUX", "ADV"):
        index -= 1
    return index


def _fragment(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """ "With the Prime Minister she discussed A; with the Foreign Minister, B": the second half."""
    prepositions = {
        p for v in data(reading.language, "contact")["verbs"] if v.get("talk") for p in v["partners"]
    }
    if sentence[0].lower_ not in prepositions or any(
        c.head.sent.start == sentence.start and c.tense != "none"
        for c in clauses_between(reading, sentence.start, sentence.end)
    ):
        return
    ordered = in_order(reading, sentence, drafts)
    token = sentence.doc[ordered[0]] if ordered else next((t for t in sentence if people(reading, t)), None)
    comma = next((t for t in sentence if t.text == "," and token is not None and t.i > token.i), None)
    if token is None or comma is None:
        return
    partners = people(reading, token)
    chosen = [ordered[1]] if ordered else [d for d in drafts if d.involves(partners)]
    if chosen:
        chosen[-1].discusses(topics_from(reading, comma.i + 1, sentence.end))
        chosen[-1].covers(*reading.sentence(sentence[0]))

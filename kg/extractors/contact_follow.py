"""What later sentences add to a contact: its topics, who else was there, which one of a series it was.

In: a reading, a sentence and the contacts told so far. Out: nothing; the drafts are filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.clauses import Clause, grammar
from kg.extractors import contact_setting, contact_status, contact_verbs
from kg.extractors.contact_drafts import Draft
from kg.extractors.contact_frames import contact_words, find_phrases, frame, people, preposition
from kg.extractors.contact_topics import introduced, topics_from
from kg.facts import Agent
from kg.languages import data
from kg.reading import Reading

_FAR = 2000  # code points between a contact and what still speaks of it


def follow(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """Adds what a sentence says of contacts told before it or in it."""
    spoken = [draft for draft in drafts if draft.medium != "letter"]
    if not spoken:
        return
    _ordinals(reading, sentence, spoken)
    _attendance(reading, sentence, spoken)
    _about(reading, sentence, spoken)
    if not (
        _opening(reading, sentence, spoken)
        or _subject(reading, sentence, spoken)
        or _passive(reading, sentence, spoken)
    ):
        _fragment(reading, sentence, spoken)


def _last(reading: Reading, drafts: Sequence[Draft], at: int) -> list[Draft]:
    """The contact that "the meeting" is at an offset: the last one told, with those of the same verb."""
    near = [
        d for d in drafts if d.at <= at and at - d.at < _FAR and d.status not in ("cancelled", "postponed")
    ]
    return [max(near, key=lambda d: d.touched(at))] if near else []


def _anaphor(reading: Reading, sentence: Span) -> Token | None:
    """A definite contact noun without partners: "L'entretien", "these talks", "les deux réunions"."""
    nouns = contact_words(reading, "attendance", "nouns")
    definite = {
        *contact_words(reading, "topics", "determiners"),
        *contact_words(reading, "attendance", "both"),
    } - contact_words(reading, "topics", "indefinite")
    named = [(g.first, g.last) for g in reading.gatherings]
    for token in sentence:
        if any(first <= token.i <= last for first, last in named):
            continue
        if token.lower_ in nouns and token.i not in reading.parsed.mentions:
            before = reading.parsed.doc[max(sentence.start, token.i - 3) : token.i]
            contracted = grammar(reading.language).contractions
            if any(t.lower_ in definite or t.lower_ in contracted for t in before) and not _has_partners(
                reading, token
            ):
                return token
    return None


def _has_partners(reading: Reading, noun: Token) -> bool:
    return any(a.preposition in ("avec", "with") for a in frame(reading, noun, None).arguments[:1])


# -- topics


def _opening(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "Au menu de cet entretien : …", "Sujets : …"."""
    start, end = reading.sentence(sentence[0])
    for _, stop, _ in find_phrases(
        reading, start, min(end, start + 60), contact_words(reading, "topics", "openings")
    ):
        colon = next((t for t in sentence if t.text == ":" and reading.parsed.starts[t.i] >= stop), None)
        if colon is None or reading.parsed.starts[colon.i] - stop > 60:
            continue
        last = _rest_of_line(reading, colon.i + 1, sentence.end)
        topics = topics_from(reading, colon.i + 1, last)
        for draft in _last(reading, drafts, start):
            draft.discusses(topics)
            draft.covers(start, reading.parsed.ends[last - 1])
        return bool(topics)
    return False


def _about(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """ "Au sujet de X, les deux ministres ont …": what the same people speak of together was discussed."""
    start, end = reading.sentence(sentence[0])
    for at, stop, _ in find_phrases(reading, start, min(end, start + 40), _with_articles(reading, "about")):
        first = next((t for t in sentence if reading.parsed.starts[t.i] >= stop), None)
        comma = next((t for t in sentence if t.text == "," and reading.parsed.starts[t.i] > stop), None)
        if first is None or comma is None:
            continue
        acting = [
            a
            for t in sentence[comma.i - sentence.start : comma.i - sentence.start + 8]
            for a in people(reading, t)
        ]
        chosen = [d for d in _last(reading, drafts, start) if len(acting) > 1 and d.involves(acting)]
        for draft in chosen:
            draft.discusses(topics_from(reading, first.i, comma.i))
            draft.covers(at, reading.parsed.ends[comma.i - 1])
        return


def _with_articles(reading: Reading, key: str) -> list[str]:
    """The phrases that name a subject, also with the article drawn into them."""
    found: list[str] = []
    for phrase in contact_words(reading, "topics", key):
        found.append(phrase)
        stem, _, last = phrase.rpartition(" ")
        found.extend(
            f"{stem} {short}"
            for short, full in grammar(reading.language).contractions.items()
            if full == last and stem
        )
    return found


def _rest_of_line(reading: Reading, first: int, last: int) -> int:
    """A list split by semicolons goes on to the end of its line."""
    doc = reading.parsed.doc
    while last < len(doc) and doc[last - 1].text == ";":
        start, end = reading.parsed.starts[last - 1], reading.parsed.starts[last]
        if "\n" in reading.shadow[start:end]:
            break
        last = doc[last].sent.end
    return last


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
        topics = topics_from(reading, following.i, sentence.end, word)
        done = _add(reading, sentence, drafts, topics) or done
    if done or _central(reading, sentence, drafts):
        return True
    noun = _anaphor(reading, sentence) or _pronoun(reading, sentence)
    if noun is None:
        return False
    for entry in data(reading.language, "contact")["topics"]["subjects"]:
        for clause in reading.clauses:
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
                if _add(reading, sentence, drafts, topics):
                    return True
    return False


def _pronoun(reading: Reading, sentence: Span) -> Token | None:
    """A pronoun for the contact itself, which opens the sentence: "Il a porté sur …"."""
    first = sentence[0]
    return first if first.lower_ in contact_words(reading, "topics", "pronouns") else None


def _central(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "X était au centre de l'entretien", "X a fait l'objet de cet appel"."""
    noun = _anaphor(reading, sentence)
    start, end = reading.sentence(sentence[0])
    if noun is None:
        return False
    contracted = _with_articles(reading, "central")
    for at, stop, _ in find_phrases(reading, start, end, contracted):
        token = reading.parsed.token_at(at)
        if token is None or noun.i < token.i or reading.parsed.starts[noun.i] - stop > 12:
            continue
        verb = next((t for t in sentence if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or verb.i >= token.i or verb.i == sentence.start:
            return False
        return _add(reading, sentence, drafts, topics_from(reading, sentence.start, verb.i))
    return False


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


def _add(reading: Reading, sentence: Span, drafts: Sequence[Draft], topics: Sequence[str]) -> bool:
    start, end = reading.sentence(sentence[0])
    chosen = _last(reading, drafts, start)
    for draft in chosen:
        draft.discusses(topics)
        draft.covers(start, end)
        _complete(reading, sentence, draft)
    return bool(chosen)


def _complete(reading: Reading, sentence: Span, draft: Draft) -> None:
    """Takes date and place from "the talks, held in Chisinau on Monday"."""
    happening = contact_words(reading, "carrying", "happening")
    noun = _anaphor(reading, sentence)
    if noun is None:
        return
    for clause in reading.clauses:
        if clause.lemma in happening and 0 < clause.head.i - noun.i <= 5:
            setting = contact_setting.own(reading, frame(reading, clause.head, clause), "held")
            draft.place = draft.place or setting.place
            if setting.own_date and not draft.own_date:
                draft.date, draft.own_date = setting.date, True


def _passive(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "Discussed at the meeting were …", "Ont été évoqués …", "… ont été abordés"."""
    discussed = contact_words(reading, "topics", "discussed")
    for clause in reading.clauses:
        head = clause.head
        if not sentence.start <= head.i < sentence.end or clause.lemma not in discussed or clause.negated:
            continue
        if not (clause.passive or head.i == sentence.start) or any(
            people(reading, t) for t in clause.subjects
        ):
            continue
        if head.i - sentence.start <= 3:
            first = _past_auxiliary(reading, head, sentence)
            topics = topics_from(reading, first, sentence.end)
        else:
            topics = topics_from(reading, sentence.start, _before_auxiliary(reading, head, sentence))
        return _add(reading, sentence, drafts, topics)
    return False


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
        c.head.sent.start == sentence.start and c.tense != "none" for c in reading.clauses
    ):
        return
    token = next((t for t in sentence if people(reading, t)), None)
    comma = next((t for t in sentence if t.text == "," and token is not None and t.i > token.i), None)
    if token is None or comma is None:
        return
    partners = people(reading, token)
    chosen = [d for d in drafts if d.involves(partners)]
    if chosen:
        chosen[-1].discusses(topics_from(reading, comma.i + 1, sentence.end))
        chosen[-1].covers(*reading.sentence(sentence[0]))


def talks(reading: Reading, clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Reads a clause of discussing: what it says goes to the contact of the same people, or tells one."""
    told = contact_verbs.talk(reading, clause)
    if told is None:
        return []
    verb, found = told
    acting = list(dict.fromkeys(a for t in found.subjects for a in people(reading, t)))
    partners = [
        a
        for arg in found.with_preposition([p for p in verb["partners"] if p])
        for a in people(reading, arg.token)
    ]
    briefed = [a for arg in found.with_preposition([""]) for a in people(reading, arg.token)]
    both = list(dict.fromkeys([*acting, *(partners or ([] if verb["partners"] else briefed))]))
    spoken = [
        d for d in drafts if d.medium != "letter" and reading.parsed.starts[clause.head.i] - d.at < _FAR
    ]
    chosen = [d for d in spoken if len(both) > 1 and d.involves(both)]
    antecedent = [
        d for d in spoken if partners and d.origin >= clause.head.sent.start and d.involves(partners)
    ]
    target = (antecedent or chosen)[-1:] if (antecedent or chosen) else []
    if not target and len(both) < 2 and not (_has_subject(reading, clause) and acting):
        target = [
            d
            for d in spoken
            if d.touched(reading.parsed.starts[clause.head.i]) >= reading.sentence(clause.head)[0]
        ][-1:]
    topics = _talk_topics(reading, clause, verb["topics"])
    if target:
        target[0].discusses(topics)
        target[0].covers(*contact_verbs._span(reading, found, _last_token(reading, clause, topics)))
        return []
    alone = bool(verb.get("alone"))
    drafted = contact_verbs.from_talk(reading, clause, verb, found) if partners or alone else []
    for draft in drafted:
        draft.discusses(topics if len(drafted) == 1 else [])
        draft.confidence = min(draft.confidence, 0.85)
    return drafted


def _last_token(reading: Reading, clause: Clause, topics: Sequence[str]) -> int:
    sentence = clause.head.sent
    if not topics:
        return min(sentence.end - 1, clause.head.i + 3)
    _, end = reading.sentence(clause.head)
    at = reading.document.text.find(topics[-1], reading.parsed.starts[clause.head.i], end)
    token = reading.parsed.token_at(at + len(topics[-1]) - 1) if at >= 0 else None
    return token.i if token is not None else clause.head.i


def _has_subject(reading: Reading, clause: Clause) -> bool:
    """Whether a verb has a subject of its own, not that of the verb before it."""
    rules = grammar(reading.language)
    return any(rules.has(child, "subject", "passive_subject") for child in clause.head.children)


def _talk_topics(reading: Reading, clause: Clause, words: Sequence[str]) -> list[str]:
    doc = reading.parsed.doc
    end = clause.head.sent.end
    at = introduced(reading, clause.head.i + 1, end, [w for w in words if w])
    if at is not None and (at[0] - clause.head.i < 9 or "" not in words):
        return topics_from(reading, at[0], end, at[1])
    if "" not in words:
        return []
    first = clause.head.i + 1
    while first < end and (
        doc[first].pos_ in ("ADV", "PUNCT")
        or _is_partner(reading, first)
        or doc[first].lower_ in ("en", "revue")
    ):
        first += 1
    return topics_from(reading, first, end) if first < end else []


def _is_partner(reading: Reading, index: int) -> bool:
    """Whether a token belongs to "avec lui", which may stand between a verb and its object."""
    doc = reading.parsed.doc
    if people(reading, doc[index]) and preposition(reading, index)[0]:
        return True
    following = doc[index + 1 : index + 4]
    return doc[index].pos_ == "ADP" and any(people(reading, t) for t in following[:2])


# -- who else, which one


def _attendance(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """ "X took part in this meeting", "Also present was X", "she was joined by X"."""
    if _present(reading, sentence, drafts):
        return
    words = contact_words(reading, "attendance", "verbs")
    nouns = contact_words(reading, "attendance", "nouns")
    start, end = reading.sentence(sentence[0])
    for clause in reading.clauses:
        if not sentence.start <= clause.head.i < sentence.end or clause.negated or clause.tense == "future":
            continue
        if any(abs(d.origin - clause.head.i) < 2 for d in drafts):
            continue
        anaphor = _anaphor(reading, sentence)
        there = clause.lemma in words and anaphor is not None and anaphor.lower_ in nouns
        joined = (
            clause.lemma in contact_words(reading, "attendance", "joined")
            and clause.passive
            and anaphor is not None
        )
        if not (there or joined) or contact_status.of_clause(reading, clause, clause.head.i) is None:
            continue
        persons = _attending(reading, clause, sentence)
        chosen = _all_meant(reading, sentence, drafts, start)
        if not persons or not chosen or all(p in d.participants for p in persons for d in chosen):
            continue
        for draft in chosen:
            if draft.status == "held" and draft.origin < sentence.start:
                draft.adds(persons)
                draft.covers(start, end)
                _complete(reading, sentence, draft)
        return


def _present(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> bool:
    """ "Also present was X", "Était également présente Mme X"."""
    present = contact_words(reading, "attendance", "present")
    being = contact_words(reading, "passive", "auxiliaries")
    if not any(t.lower_ in present for t in sentence) or not any(t.lemma_.lower() in being for t in sentence):
        return False
    negations = grammar(reading.language).negations
    if any(t.lower_ in negations for t in sentence):
        return False
    start, end = reading.sentence(sentence[0])
    tokens = [t for t in sentence if people(reading, t) and not preposition(reading, t.i)[0]]
    persons = list(dict.fromkeys(a for t in tokens for a in people(reading, t)))
    chosen = [d for d in _all_meant(reading, sentence, drafts, start) if d.status == "held"]
    for draft in chosen:
        if persons and not all(person in draft.participants for person in persons):
            draft.adds(persons)
            draft.covers(start, end)
    return bool(persons and chosen)


def _attending(reading: Reading, clause: Clause, sentence: Span) -> list[Agent]:
    tokens = [t for t in (*clause.subjects, *clause.objects) if people(reading, t)]
    if not tokens:
        tokens = [
            t
            for t in sentence
            if people(reading, t) and t.i < clause.head.i + 12 and not preposition(reading, t.i)[0]
        ]
    return list(dict.fromkeys(a for t in tokens for a in people(reading, t)))


def _all_meant(reading: Reading, sentence: Span, drafts: Sequence[Draft], start: int) -> list[Draft]:
    """The contacts that "both meetings" are, or the last one."""
    both = contact_words(reading, "attendance", "both")
    anaphor = _anaphor(reading, sentence)
    before = [d for d in drafts if d.at < start]
    if anaphor is not None and before:
        lead = {t.lower_ for t in reading.parsed.doc[max(sentence.start, anaphor.i - 2) : anaphor.i]}
        if lead & both and anaphor.lower_.endswith("s"):
            same = [d for d in before if d.origin == before[-1].origin]
            if len(same) > 1:
                return same
    return [max(before, key=lambda d: d.touched(start))] if before else []


def _ordinals(reading: Reading, sentence: Span, drafts: Sequence[Draft]) -> None:
    """ "Il s'agit du 3ème entretien entre …", "their third conversation"."""
    nouns = contact_words(reading, "ordinals", "nouns")
    start, end = reading.sentence(sentence[0])
    for number in reading.ordinals:
        if not start <= number.start < end or not isinstance(number.value, int):
            continue
        behind = next(iter(_tokens_from(reading, number.end, sentence)), None)
        if behind is None or behind.lower_ not in nouns:
            continue
        if any(g.start <= number.start < g.end for g in reading.gatherings):
            continue
        named = [a for arg in frame(reading, behind, None).arguments for a in people(reading, arg.token)]
        near = [d for d in _last(reading, drafts, end) if not named or d.involves(named)]
        for draft in near:
            if draft.ordinal is None and draft.status != "cancelled":
                draft.ordinal = number.value
                last = max(reading.parsed.ends[behind.i], number.end)
                draft.covers(number.start, last)


def _tokens_from(reading: Reading, offset: int, sentence: Span) -> Iterator[Token]:
    for token in sentence:
        if reading.parsed.starts[token.i] >= offset and token.pos_ not in ("ADJ", "PUNCT"):
            yield token
            return

"""What stands in front of a name and speaks of it: "la signature, samedi, de la Convention".

In: the reader of a mention's cues. Out: `before`: the cues back to the first full verb, and the dates and
places beside them. What stands between two commas before "of" is passed over.
"""

from __future__ import annotations

from kg.extractors.cue_reader import CueReader
from kg.extractors.cue_words import Cue
from kg.languages import data
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place

_FURTHEST = 45  # tokens from the name
_LONGEST_ASIDE = 14  # tokens between two commas


def before(reader: CueReader) -> tuple[list[Cue], list[int]]:
    """Cues in front of the name, with the indices of dates and places, nearest first."""
    cues: list[Cue] = []
    told: list[int] = []
    doc, mention, context = reader.doc, reader.mention, reader.context
    mentions = reader.reading.parsed.mentions
    if doc[mention.first].is_sent_start:
        return cues, told
    lowest = max(-1, mention.first - _FURTHEST)
    i = mention.first - 1
    while i > lowest:
        token, met = doc[i], mentions.get(i)
        opening = _aside(reader, i)
        if opening is not None:
            told.extend(
                at for at in range(i, opening, -1) if isinstance(mentions.get(at), DateMention | Place)
            )
            i = opening - 1
            continue
        if isinstance(met, DateMention | Place):
            told.append(i)
        elif met is None and not _is_length(reader, i):
            cue = reader.cue(token)
            if cue and not (cue.effect in context["near"] and i < mention.first - 4):
                cues.append(cue)
            known = cue or token.lemma_.lower() in context["travel"]
            if known and not cue and token.pos_ in ("VERB", "NOUN"):
                cues.append(Cue("attend", reader.tense(token), token, word=token.lemma_.lower()))
            stops = token.pos_ == "VERB" and not reader.is_modal(token)
            if stops and not (known and _is_infinitive(reader, i)):
                break
            if token.pos_ in ("NOUN", "PROPN") and not known and token.lower_ not in context["transparent"]:
                break
        if token.is_sent_start:
            break
        i -= 1
    return cues, told


def _aside(reader: CueReader, i: int) -> int | None:
    """The index of the comma that opens an aside which closes at a token, before "of" or at the name itself."""
    doc = reader.doc
    if doc[i].text != "," or i + 1 >= len(doc):
        return None
    labels = data(reader.reading.language, "labels")
    if doc[i + 1].lower_.replace("’", "'") not in labels["of"]:
        return None
    for at in range(i - 1, max(doc[i].sent.start, i - _LONGEST_ASIDE), -1):
        if doc[at].text == ",":
            return at
    return None


def _is_length(reader: CueReader, i: int) -> bool:
    """Whether a token tells how long: "for two further years"."""
    start = reader.reading.parsed.starts[i]
    lengths = any(length.start <= start < length.end for length in reader.reading.durations)
    return lengths or any(child.pos_ == "NUM" for child in reader.doc[i].children)


def _is_infinitive(reader: CueReader, i: int) -> bool:
    clause = reader.clauses.get(i)
    return clause is not None and (clause.mood == "infinitive" or clause.tense == "none")

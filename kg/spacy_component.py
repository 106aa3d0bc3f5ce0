"""kg as a component of a spaCy pipeline: `nlp.add_pipe("kg_diplomacy")`, then `doc._.kg_facts`.

In: a text that spaCy has made a Doc of. Out: the same Doc, with its facts. kg reads the text itself,
with names and titles masked for the parser, so the components around it neither help nor hinder.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.document import Document
from kg.extraction import facts_of
from kg.mentions.document_date import document_date
from kg.reading import read
from kg.sources.language import check


class Component:
    """Finds the facts of texts in one language; `date` is that of texts that do not tell their own."""

    def __init__(self, language: str, date: str | None) -> None:
        self.language = check(language)
        self.date = date
        if not Doc.has_extension("kg_facts"):
            Doc.set_extension("kg_facts", default=())

    def __call__(self, doc: Doc) -> Doc:
        document = Document("text", doc.text, self.language)
        date = document_date(document.shadow, self.language, None).date or self.date
        doc._.kg_facts = tuple(facts_of(read(replace(document, date=date))))
        return doc


@Language.factory("kg_diplomacy", default_config={"date": None})
def create(nlp: Language, name: str, date: str | None) -> Component:
    """The component for a pipeline, by the pipeline's language. Raises UnreadableDocument for another one."""
    return Component(nlp.lang or "", date)

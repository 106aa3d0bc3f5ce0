"""What each part of the reading brings: `python -m bench.ablation [FOLDER ...]`.

In: folders with `texts/` and `gold/`, by default the rounds under `tests/documents/`. Out: F1 of core and of all facts
and the fact precision, then the difference that it makes when a part is switched off alone. Masked mentions cannot be
switched off: what the extractors read are the mentions themselves.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table as Screen

from kg.document import Document
from kg.evaluation import CORE, Table, count, read, total
from kg.extraction import extract
from kg.facts import to_record
from kg.pipeline import Settings
from kg.sources import find

ROUNDS = sorted((Path(__file__).parents[1] / "tests" / "documents").glob("round-*"))
Measures = tuple[float, float, float]


def _always(value: Any) -> Callable[..., Any]:
    return lambda *_, **__: value


_DISCOURSE = "kg.entities.discourse.Discourse"
# a part → what does its work, and what it would say if the part were not there
PARTS: dict[str, dict[str, Callable[..., Any]]] = {
    "pronouns": {f"{_DISCOURSE}._pronoun": _always(()), f"{_DISCOURSE}._plural_pronoun": _always(())},
    'descriptions ("the Russian minister")': {f"{_DISCOURSE}._description": _always(())},
    'counterparts ("son homologue")': {f"{_DISCOURSE}._counterpart": _always(())},
    'groups ("les deux ministres", "both sides")': {f"{_DISCOURSE}._group": _always(())},
    "the state that a document speaks for": {"kg.entities.home.find": _always(None)},
    "states of persons by who does what": {"kg.entities.states.settle": _always(None)},
    "subjects carried to the items of a list": {"kg.clauses._with_introductions": lambda doc, found: found},
    "contacts in later sentences": {"kg.extractors.contact_follow.follow": _always(None)},
    "contacts that are letters": {"kg.extractors.contact._letters": _always(())},
    "stands in nouns": {"kg.extractors.position_stands.of_expression": _always(())},
    "stands in adjectives and modals": {
        "kg.extractors.position_stands.of_adjective": _always(()),
        "kg.extractors.position_stands.of_duty": _always(()),
    },
}


def main(folders: Sequence[Path]) -> None:
    texts = [folder / "texts" for folder in folders]
    documents = list(Settings().reader().read_all(find(texts, _raise), _raise))
    gold = Table(
        {name: facts for folder in folders for name, facts in read(folder / "gold").by_document.items()}
    )
    whole = _measured(documents, gold)
    console, screen = Console(), Screen("without", "core F1", "all F1", "fact precision")
    console.print(
        f"{len(documents)} documents: core F1 {whole[0]:.3f}, all {whole[1]:.3f}, facts {whole[2]:.3f}"
    )
    for name, replacements in PARTS.items():
        with _without(replacements):
            measured = _measured(documents, gold)
        screen.add_row(name, *(f"{less - full:+.3f}" for less, full in zip(measured, whole, strict=True)))
    console.print(screen)


@contextmanager
def _without(replacements: dict[str, Callable[..., Any]]) -> Iterator[None]:
    with ExitStack() as stack:
        for target, replacement in replacements.items():
            stack.enter_context(patch(target, replacement))
        yield


def _measured(documents: Sequence[Document], gold: Table) -> Measures:
    told = {document.id: [to_record(fact) for fact in facts] for document, facts in extract(documents)}
    counts = count(gold, Table(told))
    core, every = total(counts, CORE).measures(), total(counts).measures()
    return core["f1"], every["f1"], every["fact_precision"]


def _raise(error: Exception, *_: object) -> None:
    raise error


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or ROUNDS)

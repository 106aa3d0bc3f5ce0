"""How much of the speed of the bare spaCy pipeline the whole extraction keeps.

`python -m bench.extraction [WORDS] [FOLDER]` reads the example texts (or the texts of a folder) over and over in one
process, by turns with the language's own pipeline, entity recogniser included, over the same paragraphs. Out: a line
a language: words a second of both, and the ratio with its spread.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import spacy

from kg.document import Document
from kg.extraction import extract
from kg.languages import data
from kg.pipeline import Settings
from kg.sources import find

ROOT = Path(__file__).parents[1]
REPETITIONS = 3
_BATCH = 32


def main(words: int, folder: Path) -> None:
    reader = Settings().reader()
    read = list(reader.read_all(find([folder], lambda error: None), lambda error, _: None))
    for language in sorted({document.language for document in read}):
        measure(language, _enough([d for d in read if d.language == language], words))


def measure(language: str, documents: list[Document]) -> None:
    """Times both by turns, so that a busy machine slows them alike."""
    words = sum(len(document.text.split()) for document in documents)
    paragraphs = [part for document in documents for part in document.text.splitlines() if part.strip()]
    nlp = spacy.load(data(language, "model")["package"])
    list(extract(documents[:1]))
    ratios, bare, whole = [], [], []
    for _ in range(REPETITIONS):
        bare.append(words / _seconds(lambda: list(nlp.pipe(paragraphs, batch_size=_BATCH))))
        whole.append(words / _seconds(lambda: list(extract(documents))))
        ratios.append(whole[-1] / bare[-1])
    sys.stdout.write(
        f"{language}: {len(documents)} documents, {words} words; bare pipeline {median(bare):.0f} words a second, "
        f"extraction {median(whole):.0f}; ratio {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})\n"
    )


def _enough(documents: list[Document], words: int) -> list[Document]:
    each = sum(len(document.text.split()) for document in documents)
    return list(islice(cycle(documents), max(1, round(words / each)) * len(documents)))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 6000,
        Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "seeds",
    )

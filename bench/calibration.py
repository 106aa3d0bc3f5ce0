"""How far confidences can be trusted: `python -m bench.calibration GOLD PREDICTED`.

In: two facts tables (files or folders). Out: for each band of confidence how many facts there are and what share of
them is right (aligned with a gold fact), the expected calibration error (mean distance of the two, weighted by
facts; Naeini et al. 2015) and the precision at a confidence of 0.8 and above.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table as Screen

from kg.evaluation import Table, align, read
from kg.evaluation.slots import COMPARISONS

BANDS = ((0.0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))
TRUSTED = 0.8


def judged(gold: Table, predicted: Table) -> Iterator[tuple[float, bool]]:
    """Each predicted fact's confidence, and whether a gold fact stands behind it."""
    for document in gold.documents:
        for kind in COMPARISONS:
            facts = predicted.facts(document, kind)
            right = [fact for _, fact, _ in align(gold.facts(document, kind), facts).pairs]
            for fact in facts:
                yield float(fact["confidence"]), any(fact is other for other in right)


def main(gold: str, predicted: str) -> None:
    facts = list(judged(read(Path(gold)), read(Path(predicted))))
    screen = Screen("confidence", "facts", "mean confidence", "right")
    error = 0.0
    for low, high in BANDS:
        band = [(confidence, right) for confidence, right in facts if low <= confidence < high]
        if not band:
            continue
        mean = sum(confidence for confidence, _ in band) / len(band)
        share = sum(right for _, right in band) / len(band)
        error += abs(mean - share) * len(band) / len(facts)
        screen.add_row(f"{low:.2f} to {min(high, 1.0):.2f}", str(len(band)), f"{mean:.3f}", f"{share:.3f}")
    trusted = [right for confidence, right in facts if confidence >= TRUSTED]
    console = Console()
    console.print(screen)
    console.print(f"expected calibration error {error:.3f}")
    console.print(
        f"precision at {TRUSTED} and above {sum(trusted) / len(trusted):.3f} ({len(trusted)} facts)"
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

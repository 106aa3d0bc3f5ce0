"""An HTML page with each text and both sets of facts beside it.

In: gold, prediction, counts, and where at hand the folder of the texts. Out: a page that needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from kg.evaluation import report
from kg.evaluation.alignment import align
from kg.evaluation.counts import TYPES, Counts, summary, total
from kg.evaluation.slots import COMPARISONS, Record, entries
from kg.evaluation.tables import Table
from kg.sources.plain import decode

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
body{color:#1b1b1b;background:#fff}
table{border-collapse:collapse}td,th{padding:.15rem .8rem;text-align:right;border-bottom:1px solid #ddd}
th:first-child,td:first-child{text-align:left}pre{white-space:pre-wrap;font:inherit}
section{display:grid;grid-template-columns:1fr 1fr;gap:2rem;border-top:2px solid #444;margin-top:2rem}
section>h2{grid-column:1/-1;margin-bottom:0}
ul{list-style:none;padding:0}li{margin:.3rem 0;padding:.2rem .5rem}
.missed,mark.gold{background:#fde2c8}.false,mark.predicted{background:#d6e4fb}
.found,mark.both{background:#d9efd5}
"""
_KEY = (
    '<p><mark class="both">in both</mark> <mark class="gold">gold only</mark> '
    '<mark class="predicted">predicted only</mark></p>'
)


def render(gold: Table, predicted: Table, counts: Counts, texts: Path | None = None) -> str:
    """The page."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>kg evaluate</title>',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<style>{_STYLE}</style></head><body><h1>Gold and prediction</h1>",
        *_scores(counts),
        _KEY,
    ]
    for document in gold.documents:
        parts += _document(document, gold, predicted, counts, _text(document, texts))
    return "\n".join([*parts, "</body></html>\n"])


def _scores(counts: Counts) -> Iterator[str]:
    columns = ("precision", "recall", "f1", "fact_precision", "fact_recall", "fact_f1", "evidence")
    yield f"<table><tr><th>type</th>{''.join(f'<th>{name}</th>' for name in columns)}<th>facts</th></tr>"
    for name, row in summary(counts).items():
        cells = "".join(f"<td>{row[column]:.3f}</td>" for column in columns)
        yield f"<tr><td>{name}</td>{cells}<td>{row['predicted_facts']}/{row['gold_facts']}</td></tr>"
    yield "</table>"


def _document(name: str, gold: Table, predicted: Table, counts: Counts, text: str) -> Iterator[str]:
    row = total({name: counts[name]}).measures()
    yield f"<section><h2>{escape(name)} <small>F1 {row['f1']:.3f}</small></h2>"
    mine, its = (table.by_document.get(name, []) for table in (predicted, gold))
    yield f"<pre>{_marked(text, _spans(its), _spans(mine))}</pre><ul>"
    for kind in TYPES:
        alignment = align(gold.facts(name, kind), predicted.facts(name, kind))
        for fact in alignment.missed:
            yield f'<li class="missed">− {_told(fact)}</li>'
        for fact in alignment.false:
            yield f'<li class="false">+ {_told(fact)}</li>'
        for wanted, found, _ in alignment.pairs:
            fields = report.differing(wanted, found)
            told = "".join(f"<br>{escape(f)}: predicted {escape(str(found.get(f)))}" for f in fields)
            yield f'<li class="found">{_told(wanted)}{told}</li>'
    yield "</ul></section>"


def _told(fact: Record) -> str:
    fields = (f"{name}: {fact[name]}" for name in COMPARISONS[fact["type"]] if entries(fact, name))
    return f"<b>{escape(fact['type'])}</b> {escape(' · '.join(fields))}"


def _spans(facts: Sequence[Record]) -> list[tuple[int, int]]:
    return [(int(quote["start"]), int(quote["end"])) for fact in facts for quote in fact.get("evidence", ())]


def _marked(text: str, gold: Sequence[tuple[int, int]], predicted: Sequence[tuple[int, int]]) -> str:
    """The text with what either side quotes marked, piece by piece between the ends of quotes."""
    edges = sorted(
        {0, len(text), *(min(max(0, at), len(text)) for span in (*gold, *predicted) for at in span)}
    )
    pieces = []
    for start, end in pairwise(edges):
        its = any(a <= start and end <= b for a, b in gold)
        mine = any(a <= start and end <= b for a, b in predicted)
        piece = escape(text[start:end])
        kind = "both" if its and mine else "gold" if its else "predicted"
        pieces.append(f'<mark class="{kind}">{piece}</mark>' if its or mine else piece)
    return "".join(pieces)


def _text(document: str, folder: Path | None) -> str:
    path = folder / f"{Path(document).name}.txt" if folder else None
    return decode(path.read_bytes()) if path and path.is_file() else ""

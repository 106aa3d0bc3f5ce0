"""One HTML file of the facts that works offline.

In: facts and, where at hand, the documents' texts. Out: a page, the same for the same input, as text or file.
The graph goes through networkx and pyvis; the page around it is a template of ours, with vis-network inlined
from pyvis's package. It loads nothing, and a content security policy with hashes lets nothing else run.
"""

from __future__ import annotations

import base64
import hashlib
import html
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyvis
from pyvis.network import Network

from kg.errors import BadQuery
from kg.facts import Fact
from kg.graph.namespaces import BASE
from kg.views.drawing import Link, arrow, links, rows
from kg.views.folding import best_known, fold
from kg.views.keys import Keys, Naming
from kg.views.network import LEVELS, Level, home_states, identifier, project
from kg.views.payload import Index, Source, columns, fact_columns, packed
from kg.views.selection import select
from kg.views.states import LANGUAGES

PageKind = Literal["graph", "timeline", "matrix"]
PAGES: tuple[PageKind, ...] = ("graph", "timeline", "matrix")

_ASSETS = Path(__file__).parent / "assets"
_PYVIS = Path(pyvis.__file__).parent / "templates"
_VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
_SHARED = (
    "text",
    "data",
    "spelling",
    "state",
    "filter",
    "panel",
    "controls",
    "search",
    "slider",
    "table",
    "save",
)
_STAGES: dict[str, tuple[str, ...]] = {
    "graph": ("labels", "renderer", "graphsvg", "path", "graph"),
    "timeline": ("timeline",),
    "matrix": ("matrix",),
}
_MOST_BYTES = 5_000_000
_MOST_NODES = 20_000
_FACT_BYTES = 220  # packed, about; where to begin when all facts are too many for the page
_NODE_FIELDS = ("id", "kind", "iri", "role", "state", "also", "names", "short", "size", "fold", "x", "y")


@dataclass(frozen=True, slots=True)
class _Picture:
    """The drawn side of a page: nodes and links by identifier, and what folding did to them."""

    nodes: dict[str, dict[str, Any]]
    links: list[Link]


def render(
    facts: Iterable[Fact],
    documents: Mapping[str, Source | tuple[str, str | None, str, str]] | None = None,
    *,
    page: PageKind = "graph",
    title: str = "",
    language: str = "fr",
    level: Level = "persons",
    types: Collection[str] = (),
    start: str | None = None,
    end: str | None = None,
    around: str | None = None,
    depth: int = 1,
    max_nodes: int | None = None,
    iri: Naming | None = None,
    base: str = BASE,
) -> str:
    """The page. `documents` maps ids to text, date, language and title; `language` is the interface's
    where the browser asks for neither French nor English; `base` is where the graph's IRIs start.
    Raises BadQuery for an option it does not know.
    """
    if page not in PAGES:
        raise BadQuery(f"unknown page {page!r}; one of {', '.join(PAGES)}")
    if level not in LEVELS:
        raise BadQuery(f"unknown level {level!r}; one of {', '.join(LEVELS)}")
    keys = Keys(iri, base)
    chosen = select(facts, types=types, start=start, end=end, around=around, depth=depth, keys=keys)
    whole = project(chosen, level=level, keys=keys)
    network = best_known(whole, _MOST_NODES)
    ties = links(network)
    picture = _Picture(rows(network, ties, fold(network, max_nodes)), ties)
    sources = {name: Source(*source) for name, source in (documents or {}).items()}
    index = Index(
        {node: number for number, node in enumerate(picture.nodes)}, home_states(chosen, keys), keys
    )
    settings = {"page": page, "level": level, "actors": whole.number_of_nodes(), "facts": len(chosen)}
    carried = len(chosen)
    while True:
        kept = _best_evidenced(chosen, ties, carried)
        body = fact_columns(kept, index, sources) | {"settings": settings}
        text = _generate(picture, body, page, title or "kg", language)
        size = len(text.encode())
        if size <= _MOST_BYTES or not carried:
            return text
        carried = min(carried // 2, (_MOST_BYTES // _FACT_BYTES))


def write(
    facts: Iterable[Fact],
    path: str | Path,
    documents: Mapping[str, Source | tuple[str, str | None, str, str]] | None = None,
    **options: Any,
) -> Path:
    """Writes the page as UTF-8, with the options of `render`, and returns where it is."""
    target = Path(path)
    target.write_text(render(facts, documents, **options), encoding="utf-8", newline="\n")
    return target


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as the value of a notebook's cell."""

    page: str
    height: int = 720

    def _repr_html_(self) -> str:
        return inline(self.page, self.height)


def inline(page: str, height: int = 720) -> str:
    """A page as a frame for a notebook: it needs no server and no file, in VS Code neither."""
    return (
        f'<iframe srcdoc="{html.escape(page)}" sandbox="allow-scripts allow-downloads" title="kg"'
        f' style="width:100%;height:{int(height)}px;border:0"></iframe>'
    )


def _best_evidenced(facts: Sequence[Fact], ties: Sequence[Link], most: int) -> list[tuple[int, Fact]]:
    """As many facts as a page can carry: the surest of each tie first, then the next of each."""
    if most >= len(facts):
        return list(enumerate(facts))
    position = {identifier(fact, number): number for number, fact in enumerate(facts)}
    rank: dict[int, int] = {}
    for tie in ties:
        numbers = sorted((position[name] for name in tie.facts), key=lambda n: (-facts[n].confidence, n))
        for place, number in enumerate(numbers):
            rank[number] = min(place, rank.get(number, place))
    order = sorted(range(len(facts)), key=lambda n: (rank.get(n, len(facts)), -facts[n].confidence, n))
    return [(number, facts[number]) for number in sorted(order[:most])]


def _generate(picture: _Picture, body: Mapping[str, Any], page: str, title: str, language: str) -> str:
    """Through pyvis: nodes and edges go in by its calls, the page comes out of its `generate_html`."""
    numbers = {name: number for number, name in enumerate(body["facts"].get("id", ()))}
    network = Network(directed=True, cdn_resources="in_line", heading=title)
    for node, row in picture.nodes.items():
        network.add_node(node, label=row["names"][0] if row["names"] else node, **row)
    for tie in picture.links:
        carried = [numbers[name] for name in tie.facts if name in numbers]
        network.add_edge(
            tie.source, tie.target, type=tie.type, arrows=arrow(tie), facts=carried, count=len(tie.facts)
        )
    network.toggle_physics(False)
    network.set_template_dir([str(_ASSETS), str(_PYVIS)], "kg.html.j2")
    environment = network.templateEnv
    environment.autoescape = True
    environment.globals.update(
        payload=lambda nodes, edges: packed(
            {name: part for name, part in body.items() if name != "details"} | _drawn(nodes, edges)
        ),
        details=packed(body["details"]),
        texts=_texts(language),
        document_language=language,
        page=page,
        style=(_ASSETS / "page.css").read_text(encoding="utf-8"),
        scripts=_scripts(page),
        policy=_policy,
    )
    return str(network.generate_html()) + "\n"


def _drawn(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Pyvis's nodes and edges as columns, ends as numbers."""
    numbers = {node["id"]: number for number, node in enumerate(nodes)}
    plain = [{name: node[name] for name in _NODE_FIELDS} for node in nodes]
    for row in plain:
        row["fold"] = numbers.get(row["fold"], -1)
    ends = [
        {
            "source": numbers[edge["from"]],
            "target": numbers[edge["to"]],
            "type": edge["type"],
            "facts": edge["facts"],
            "count": edge["count"],
        }
        for edge in edges
    ]
    return {"nodes": columns(plain), "links": columns(ends)}


def _scripts(page: str) -> list[str]:
    """The page's scripts in order: vis-network where a graph is drawn, then ours as one."""
    names = (*_SHARED, *_STAGES[page], "main")
    parts = [(_ASSETS / "js" / f"{name}.js").read_text(encoding="utf-8") for name in names]
    ours = '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();"
    if page != "graph":
        return [ours]
    library = (_PYVIS / _VIS_NETWORK).read_text(encoding="utf-8")
    # A debugger would follow the map's address, which is not in the page.
    library = library.partition("\n//# sourceMappingURL=")[0]
    return [library, ours]


def _texts(language: str) -> dict[str, Any]:
    order = sorted(LANGUAGES, key=lambda name: name != language)
    found = {name: tomllib.loads((_ASSETS / f"{name}.toml").read_text(encoding="utf-8")) for name in order}
    return found


def _policy(scripts: Sequence[str], style: str) -> str:
    """A content security policy that lets these scripts and this style run and nothing load."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"

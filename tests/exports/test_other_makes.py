"""Exports read back by programs of another make, with the same counts."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import icalendar
import igraph
import pytest
import rdflib
import vobject
from pyoxigraph import NamedNode, Triple

from kg import exports, ontology_files
from kg.document import Document
from kg.exports.context import context
from kg.facts import Agent, Fact, Gathering, Quote, Visit
from kg.graph import iris
from kg.graph.namespaces import PREFIXES, term
from kg.store import Graph

GEXF = "{http://www.gexf.net/1.2draft}"
# A folder that `npm install n3 jsonld ical.js graphology graphology-gexf @xmldom/xmldom` was run in.
MODULES = os.environ.get("KG_NODE_MODULES", "")
READ = """
const fs = require('fs'), N3 = require('n3'), jsonld = require('jsonld'), ICAL = require('ical.js');
const gexf = require('graphology-gexf'), { MultiDirectedGraph } = require('graphology');
global.DOMParser = require('@xmldom/xmldom').DOMParser;
const text = (format) => fs.readFileSync(`${process.argv[2]}/graph.${format}`, 'utf8');
const offline = () => { throw new Error('a context was asked for'); };
(async () => {
  const found = {};
  for (const [format, name] of [['ttl', 'Turtle'], ['nt', 'N-Triples'], ['nq', 'N-Quads'], ['trig', 'TriG']])
    found[format] = new N3.Parser({ format: name }).parse(text(format)).length;
  const quads = await jsonld.toRDF(JSON.parse(text('jsonld')), { documentLoader: offline });
  found.jsonld = quads.length;
  const network = gexf.parse(MultiDirectedGraph, text('gexf'));
  found.gexf = [network.order, network.size];
  const Ical = ICAL.default || ICAL;
  found.ics = new Ical.Component(Ical.parse(text('ics'))).getAllSubcomponents('vevent').length;
  console.log(JSON.stringify(found));
})();
"""


def written(graph: Graph, format: str, types: tuple[str, ...] = ()) -> bytes:
    stream = io.BytesIO()
    exports.write(graph, format, stream, types=types)
    return stream.getvalue()


def visit(document: str, status: str, date: str | None, name: str = "Awa Diop") -> Fact:
    words = f"{name} en visite ({status})"
    return Visit(
        document=document,
        evidence=(Quote(0, len(words), words),),
        visitors=(Agent("person", name),),
        destination="MA",
        status=status,
        date=date,
        purpose="Forum de Rabat",
    )


def add(graph: Graph, date: str, *facts: Fact) -> None:
    name = facts[0].document
    graph.replace(
        Document(name, " ".join(q.text for f in facts for q in f.evidence), "fr", date), list(facts)
    )


def tell_together(graph: Graph) -> None:
    """Says that all visits to Morocco of the test's documents are one."""
    graph.commit()
    one = NamedNode("https://diplomacy.example.org/event/visit/one")
    links = [
        Triple(NamedNode(fact.id), term("dip:accountOf"), one)
        for fact in graph.facts("visit", destination="MA")
        if fact.document in ("first", "second", "third")
    ]
    graph.put(iris.LINKS, links)


def events(graph: Graph) -> list[icalendar.Event]:
    return [e for e in icalendar.Calendar.from_ical(written(graph, "ics")).walk("VEVENT")]  # type: ignore[misc]


def test_node_reads_what_was_written(graph: Graph, tmp_path: Path) -> None:
    if not MODULES or shutil.which("node") is None:
        pytest.skip("KG_NODE_MODULES names no folder with the packages")
    add(graph, "2021-01-01", visit("first", "planned", "2021-05-03"))
    graph.commit()
    for format in ("ttl", "nt", "nq", "trig", "jsonld", "gexf", "ics"):
        (tmp_path / f"graph.{format}").write_bytes(written(graph, format))
    script = Path(MODULES) / "read-exports.cjs"
    script.write_text(READ, encoding="utf-8")
    result = subprocess.run(
        ["node", script, tmp_path], capture_output=True, text=True, check=True, timeout=60, cwd=MODULES
    )
    script.unlink()
    found = json.loads(result.stdout)
    triples = len(written(graph, "nt").splitlines())
    assert {found[format] for format in ("ttl", "nt", "jsonld")} == {triples}
    assert found["nq"] == found["trig"] == len(written(graph, "nq").splitlines())
    network = ElementTree.fromstring(written(graph, "gexf"))
    assert found["gexf"] == [len(list(network.iter(f"{GEXF}{name}"))) for name in ("node", "edge")]
    assert found["ics"] == len(events(graph))


def test_igraph_and_the_tables_of_nodes_and_edges_have_the_same_counts(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_bytes(written(graph, "graphml"))
    network = igraph.Graph.Read_GraphML(str(path))
    with zipfile.ZipFile(io.BytesIO(written(graph, "zip"))) as packed:
        tables = {
            name: list(csv.DictReader(io.StringIO(packed.read(name).decode(), newline="")))
            for name in packed.namelist()
        }
    assert (network.vcount(), network.ecount()) == (len(tables["nodes.csv"]), len(tables["edges.csv"]))
    assert {"Id", "Label", "kind", "iri"} <= tables["nodes.csv"][0].keys()
    assert {row["Source"] for row in tables["edges.csv"]} <= {row["Id"] for row in tables["nodes.csv"]}
    assert set(network.vs["iri"]) == {row["iri"] for row in tables["nodes.csv"]}


def test_gexf_has_a_timeline(graph: Graph) -> None:
    root = ElementTree.fromstring(written(graph, "gexf"))
    [network] = root.iter(f"{GEXF}graph")
    assert (network.get("mode"), network.get("timeformat")) == ("dynamic", "date")
    spans = {(edge.get("start"), edge.get("end")) for edge in root.iter(f"{GEXF}edge")}
    assert ("2020-12-03", "2020-12-03") in spans and ("2021-01-01", "2021-12-31") in spans
    types = {node.get("title"): node.get("type") for node in root.iter(f"{GEXF}attribute")}
    assert types["date"] == "string"


def test_json_has_readable_keys_and_means_the_same(graph: Graph) -> None:
    data = json.loads(written(graph, "jsonld"))
    [contact] = [node for node in data["@graph"] if node.get("type") == "Contact"]
    assert contact["status"] == "dip:status-held" and contact["date"] == "2020-12-03"
    assert not any(":" in key for node in data["@graph"] for key in node)
    ours = rdflib.Graph().parse(data=written(graph, "nt"), format="nt")
    assert set(rdflib.Graph().parse(data=json.dumps(data), format="json-ld")) == set(ours)


def test_the_context_file_is_the_one_that_exports_have() -> None:
    assert json.loads(ontology_files.text("context.jsonld")) == {"@context": context(PREFIXES)}


def test_csv_of_one_type_has_its_columns(graph: Graph) -> None:
    rows = list(csv.DictReader(io.StringIO(written(graph, "csv", ("visit",)).decode(), newline="")))
    assert len(rows) == 2
    assert "visitors" in rows[0] and "stance" not in rows[0] and "evidence" in rows[0]


def test_a_visit_that_is_put_off_moves_in_the_calendar(graph: Graph) -> None:
    add(graph, "2021-01-01", visit("first", "planned", "2021-05-03"))
    graph.commit()
    [before] = events(graph)
    assert (before["status"], int(before["sequence"])) == ("CONFIRMED", 0)
    add(graph, "2021-04-01", visit("second", "postponed", "2021-09"))
    tell_together(graph)
    [after] = events(graph)
    assert after["uid"] == before["uid"]
    assert int(after["sequence"]) == 1
    assert (after["dtstart"].dt.isoformat(), after["dtend"].dt.isoformat()) == ("2021-09-01", "2021-10-01")
    add(graph, "2021-08-01", visit("third", "cancelled", "2021-09"))
    tell_together(graph)
    [last] = events(graph)
    assert (last["uid"], int(last["sequence"]), last["status"]) == (before["uid"], 2, "CANCELLED")
    read = vobject.readOne(written(graph, "ics").decode())
    assert len(read.vevent_list) == 1
    assert read.vevent.status.value == "CANCELLED"


def test_what_never_was_to_come_is_in_no_calendar(graph: Graph) -> None:
    add(graph, "2021-01-01", visit("first", "held", "2020-12-30"))
    words = "un sommet le 3 mai"
    forum = Gathering(
        document="other",
        evidence=(Quote(0, len(words), words),),
        label="Sommet de mai",
        kind="summit",
        status="planned",
        date="2021-05-03",
    )
    add(graph, "2021-01-02", forum)
    graph.commit()
    [event] = events(graph)
    assert str(event["summary"]) == "Sommet de mai"

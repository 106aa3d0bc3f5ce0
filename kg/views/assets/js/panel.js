// The card at the side: who a node is, what a link holds, and for each fact the words that prove it.

function theme() {
  return document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function openPanel(title, ...under) {
  const panel = document.getElementById("panel");
  panel.hidden = false;
  panel.tabIndex = -1;
  panel.replaceChildren(
    h("header", {}, h("h2", {}, title), h("button", { class: "close", "aria-label": t("close"), onclick: closePanel }, "×")), ...under);
  panel.scrollTop = 0;
  return panel;
}

function closePanel() {
  document.getElementById("panel").hidden = true;
  change(() => { state.selected = ""; state.path = ""; state.focus = ""; }, { undo: false });
  document.getElementById("canvas").focus();
}

let panelShows = "";

function drawPanel() {
  const wanted = [state.path, state.selected, language, view.shownFacts, state.selected && serialise()].join("~");
  if (wanted === panelShows) return;
  panelShows = wanted;
  if (state.path && typeof pathPanel === "function") pathPanel();
  else if (state.selected.startsWith("node:") && byId.has(state.selected.slice(5))) nodePanel(byId.get(state.selected.slice(5)));
  else if (state.selected.startsWith("link:") && linkOf(state.selected.slice(5))) linkPanel(linkOf(state.selected.slice(5)));
  else if (state.selected.startsWith("fact:") && factById.has(state.selected.slice(5))) factPanel(factById.get(state.selected.slice(5)));
  else if (stage.panels[state.selected.split(":")[0]]) stage.panels[state.selected.split(":")[0]](state.selected.slice(state.selected.indexOf(":") + 1));
  else document.getElementById("panel").hidden = true;
}

function linkOf(id) {
  return view.links.find((link) => `${data.nodes[link.source].id}>${data.nodes[link.target].id}:${link.type}` === id);
}

function subtitle(node) {
  if (factOfNode(node)) return [word("type", node.kind), dateText(factOfNode(node).fields?.date)].filter(Boolean).join(" · ");
  const parts = [node.kind === "person" ? word("role", node.role) || word("kind", "person") : word("kind", node.kind)];
  const home = node.kind === "person" && node.state ? byId.get(`state/${node.state}`) : null;
  if (home) parts.push(nodeName(home));
  else if (node.kind === "person" && node.state) parts.push(node.state);
  return parts.filter(Boolean).join(" · ");
}

function factOfNode(node) {
  return node.id.startsWith("f:") ? factById.get(node.id.slice(2)) : null;
}

function nodePanel(node) {
  const own = factOfNode(node);
  const panel = openPanel(nodeName(node), h("p", { class: "sub" }, subtitle(node)));
  if (node.also.length) panel.append(h("p", { class: "also" }, t("also", { names: node.also.join(", ") })));
  if (data.settings.page === "graph") panel.append(nodeActions(node));
  if (own) {
    panel.append(factCard(own, true));
    return;
  }
  const facts = node.facts.filter((number) => view.facts[number]).map((number) => data.facts[number]).sort(latestFirst);
  const taken = new Set();
  const group = (title, list, most) => {
    if (!list.length) return;
    list.forEach((fact) => taken.add(fact.index));
    panel.append(factGroup(title, list, most));
  };
  const offices = facts.filter((fact) => fact.type === "office");
  if (node.kind === "person") group(t("offices"), offices, 4);
  group(t("planned_visits"), facts.filter((fact) => fact.type === "visit" && isPlannedVisit(fact)), 4);
  group(t("last_contacts"), facts.filter((fact) => fact.type === "contact"), 4);
  for (const type of ["visit", "agreement", "gathering", "position", "office"]) {
    group(word("types", type), facts.filter((fact) => fact.type === type && !taken.has(fact.index)), 3);
  }
  if (!facts.length) panel.append(h("p", {}, t("no_facts")));
}

function isPlannedVisit(fact) {
  return ["planned", "invited", "postponed"].includes(fact.fields.status);
}

function nodeActions(node) {
  const pinned = state.pinned.has(node.id);
  return h("div", { class: "actions" },
    h("button", { onclick: () => openNode(node.index) }, t("neighbours")),
    h("button", { onclick: () => askPath(node.id) }, t("path_from_here")),
    h("button", { onclick: () => pinNode(node.id), "aria-pressed": String(pinned) }, t("pin")),
    h("button", { onclick: () => hideNode(node.id) }, t("hide")));
}

function factGroup(title, facts, most = 4) {
  const box = h("section", { class: "group" }, h("h3", {}, `${title} `, h("span", { class: "count" }, number(facts.length))));
  facts.slice(0, most).forEach((fact) => box.append(factCard(fact)));
  if (facts.length > most) {
    const more = h("button", { class: "more", onclick: () => {
      more.replaceWith(...facts.slice(most, most + 100).map((fact) => factCard(fact)));
    } }, t("show_more", { count: number(facts.length - most) }));
    box.append(more);
  }
  return box;
}

function linkPanel(link) {
  const [a, b] = [data.nodes[link.source], data.nodes[link.target]];
  const panel = openPanel(`${nodeName(a)} ${link.type === "visit" || link.type === "position" ? "→" : "–"} ${nodeName(b)}`,
    h("p", { class: "sub" }, dot(link.type), `${word("type", link.type)} · ${t("facts_count", { count: number(link.count) })}`),
    h("p", { class: "ends" }, nodeButton(link.source), " ", nodeButton(link.target)));
  const facts = link.facts.map((number) => data.facts[number]).sort(latestFirst);
  facts.slice(0, 40).forEach((fact, place) => panel.append(factCard(fact, place < 6)));
  if (facts.length > 40) panel.append(h("p", {}, t("in_table", { count: number(facts.length - 40) })));
  if (facts.length < link.count) panel.append(h("p", { class: "note" }, t("not_carried", { count: number(link.count - facts.length) })));
}

function factPanel(fact) {
  openPanel(headline(fact), h("p", { class: "ends" }, ...fact.nodes.flatMap((each) => [nodeButton(each), " "])), factCard(fact, true));
}

// Several facts under one title, as a matrix cell or a storyline has them.
function factsPanel(title, facts) {
  const panel = openPanel(title, h("p", { class: "sub" }, t("facts_count", { count: number(facts.length) })));
  facts.slice(0, 60).forEach((fact, place) => panel.append(factCard(fact, place < 4)));
  if (facts.length > 60) panel.append(h("p", {}, t("in_table", { count: number(facts.length - 60) })));
}

function nodeButton(reference) {
  if (typeof reference !== "number") return h("span", {}, reference);
  const node = data.nodes[reference];
  return h("button", { class: "link", onclick: () => goTo(node) }, nodeName(node));
}

function goTo(node) {
  if (typeof showNode === "function") showNode(node.id);
  else change(() => { state.selected = `node:${node.id}`; }, { undo: false });
}

function dot(type) {
  return h("i", { class: `dot ${type}`, "aria-hidden": "true" });
}

const AGENTS = new Set(["person", "of", "participants", "visitors", "parties", "signatories", "holders", "destination", "host", "state"]);
const LISTED = { medium: "medium", status: "status", role: "role", kind: null, action: "action", stance: "stance" };

function fieldValue(fact, name, value) {
  if (AGENTS.has(name)) return value.flatMap((each, place) => (place ? [", ", nodeButton(each)] : [nodeButton(each)]));
  if (name === "date") return [dateText(value)];
  if (name === "ordinal") return [ordinal(value)];
  if (name === "kind") return [word(`${fact.type}_kind`, value)];
  if (name in LISTED) return [word(LISTED[name], value)];
  if (name === "former") return [t("yes")];
  if (Array.isArray(value)) return [h("ul", {}, ...value.map((each) => h("li", {}, each)))];
  return [String(value)];
}

function factCard(fact, open = false) {
  const status = fact.fields.status ?? fact.fields.action ?? "";
  const list = fact.fields.status ? "status" : "action";
  const summary = h("summary", {}, dot(fact.type), h("span", { class: "head" }, headline(fact)),
    h("span", { class: "meta" }, [word("type", fact.type), status && word(list, status), dateText(fact.fields.date)].filter(Boolean).join(" · ")));
  const card = h("details", { class: `fact ${fact.type}`, open }, summary);
  const fill = () => {
    if (card.querySelector(".quotes")) return;
    const fields = h("dl", {});
    for (const [name, value] of Object.entries(fact.fields)) {
      fields.append(h("dt", {}, word("field", name)), h("dd", {}, ...fieldValue(fact, name, value)));
    }
    card.append(quotes(fact), fields);
  };
  if (open) fill();
  card.addEventListener("toggle", fill);
  return card;
}

function quotes(fact) {
  const paper = data.documents[fact.document];
  const box = h("div", { class: "quotes" });
  for (const [before, quote, after] of fact.quotes) {
    box.append(h("blockquote", { lang: paper.language || null }, before, h("mark", {}, quote), after));
  }
  box.append(h("p", { class: "source" }, h("cite", {}, documentName(fact.document)),
    [paper.date && ` · ${dateText(paper.date)}`, ` · ${t("confidence_of", { value: format_percent(fact.confidence) })}`].filter(Boolean).join("")));
  return box;
}

function format_percent(value) {
  return new Intl.NumberFormat(language, { style: "percent" }).format(value);
}

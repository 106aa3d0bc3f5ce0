// The legend, which filters, and the filters that have no colour.

const TYPES = ["contact", "visit", "agreement", "gathering", "position", "office"];
const KINDS = ["state", "organisation", "leader", "minister", "diplomat", "person"];
const counts = {};

function countValues() {
  for (const name of ["types", "kinds", "status", "action", "stance", "states"]) counts[name] = new Map();
  const add = (name, value) => { if (value) counts[name].set(value, (counts[name].get(value) || 0) + 1); };
  for (const fact of data.facts) {
    add("types", fact.type);
    add("status", fact.status);
    add("action", fact.action);
    add("stance", fact.stance);
    for (const code of new Set(statesOf(fact))) add("states", code);
  }
  for (const node of data.nodes) if (node.kind !== "fold" && !node.id.startsWith("f:")) add("kinds", kindOf(node));
}

function drawControls() {
  const box = document.getElementById("filters");
  box.replaceChildren(
    h("h2", { class: "hidden" }, t("legend")),
    boxes("types", t("legend_links"), TYPES, (value) => word("types", value), (value) => linkSign(value)),
    data.settings.page === "graph" ? boxes("kinds", t("legend_nodes"), KINDS, (value) => word("kinds", value), (value) => h("i", { class: `sign ${value}`, "aria-hidden": "true" })) : "",
    h("p", { class: "note" }, t(data.settings.page === "graph" ? "legend_note" : "legend_note_plain")),
    folded("status", t("status_title"), [...TEXTS[language].order.status], (value) => word("status", value)),
    folded("action", t("action_title"), [...TEXTS[language].order.action], (value) => word("action", value)),
    folded("stance", t("stance_title"), [...TEXTS[language].order.stance], (value) => word("stance", value)),
    statePicker(),
    confidencePicker());
  syncControls();
}

function linkSign(type) {
  return h("i", { class: `line ${type}`, "aria-hidden": "true" });
}

function boxes(name, title, values, label, sign = () => "") {
  const found = values.filter((value) => counts[name].has(value));
  const list = h("fieldset", { class: "boxes" }, h("legend", {}, title));
  for (const value of found) {
    const input = h("input", { type: "checkbox", "data-set": name, value, onchange: () => change(() => toggle(state[name], value)) });
    list.append(h("label", {}, input, sign(value), h("span", {}, label(value)), h("span", { class: "count" }, number(counts[name].get(value)))));
  }
  return found.length ? list : "";
}

function folded(name, title, values, label) {
  const list = boxes(name, title, values, label);
  if (!list) return "";
  list.querySelector("legend").classList.add("hidden");
  return h("details", { class: "fold", open: openFolds.has(name), ontoggle: (event) => remember(name, event.target.open) }, h("summary", {}, title), list);
}

const openFolds = new Set(["status"]);

function remember(name, open) {
  if (open) openFolds.add(name);
  else openFolds.delete(name);
}

// States are chosen, not switched off: most questions are about one or two of them.
function statePicker() {
  const codes = [...counts.states.keys()].sort((a, b) => counts.states.get(b) - counts.states.get(a) || (a < b ? -1 : 1));
  if (codes.length < 2) return "";
  const list = h("fieldset", { class: "boxes" }, h("legend", { class: "hidden" }, t("states")));
  for (const code of codes.slice(0, 250)) {
    const node = byId.get(`state/${code}`);
    const input = h("input", { type: "checkbox", "data-set": "states", value: code, onchange: () => change(() => toggle(state.states, code)) });
    list.append(h("label", {}, input, h("span", {}, node ? nodeName(node) : code), h("span", { class: "count" }, number(counts.states.get(code)))));
  }
  return h("details", { class: "fold", open: openFolds.has("states"), ontoggle: (event) => remember("states", event.target.open) },
    h("summary", {}, t("states")), h("p", { class: "note" }, t("states_note")), list);
}

function confidencePicker() {
  const input = h("input", { id: "confidence", type: "range", min: 0, max: 1, step: 0.05, oninput: (event) => change(() => { state.confidence = Number(event.target.value); }, { gesture: "confidence" }) });
  return h("div", { class: "confidence" }, h("label", { for: "confidence" }, t("confidence_least")), h("output", { for: "confidence", id: "confidence-value" }), input);
}

function syncControls() {
  for (const input of document.querySelectorAll("#filters input[data-set]")) {
    const listed = state[input.dataset.set].has(input.value);
    input.checked = input.dataset.set === "states" ? listed : !listed;
  }
  const confidence = document.getElementById("confidence");
  if (confidence) {
    confidence.value = String(state.confidence);
    document.getElementById("confidence-value").textContent = format_percent(state.confidence);
  }
  document.getElementById("undo").disabled = !past.length;
}

function drawCount() {
  const total = data.settings.actors;
  const nodes = view.nodes.filter((number) => data.nodes[number].kind !== "fold").length;
  const parts = [];
  if (data.settings.page === "graph") parts.push(nodes === total ? t("nodes_all", { total: number(total) }) : t("nodes_of", { shown: number(nodes), total: number(total) }));
  if (stage.drawn < view.links.length) parts.push(t("links_of", { shown: number(stage.drawn), total: number(view.links.length) }));
  const every = data.settings.facts;
  parts.push(view.shownFacts === every ? t("facts_all", { total: number(every) }) : t("facts_of", { shown: number(view.shownFacts), total: number(every) }));
  document.getElementById("shown").textContent = parts.join(" · ");
}

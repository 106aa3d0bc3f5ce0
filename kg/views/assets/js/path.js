// The shortest way between two nodes over the links that are shown.

function shortest(from, to) {
  const [start, end] = [byId.get(from)?.index, byId.get(to)?.index];
  if (start === undefined || end === undefined) return null;
  const near = new Map();
  // Ties that say something come before an office that two people merely share a state by.
  for (const link of [...view.links].sort((a, b) => (a.type === "office") - (b.type === "office"))) {
    for (const [a, b] of [[link.source, link.target], [link.target, link.source]]) {
      if (!near.has(a)) near.set(a, []);
      near.get(a).push([b, link.key]);
    }
  }
  const came = new Map([[start, null]]);
  const queue = [start];
  for (let i = 0; i < queue.length && !came.has(end); i++) {
    for (const [next, key] of near.get(queue[i]) || []) {
      if (!came.has(next)) {
        came.set(next, [queue[i], key]);
        queue.push(next);
      }
    }
  }
  if (!came.has(end)) return { nodes: [], links: [] };
  const found = { nodes: [end], links: [] };
  for (let step = came.get(end); step; step = came.get(step[0])) {
    found.nodes.unshift(step[0]);
    found.links.unshift(step[1]);
  }
  return found;
}

function currentPath() {
  const [from, to] = state.path.split("|");
  return from && to ? shortest(from, to) : null;
}

function findPath(from, to) {
  change(() => { state.path = `${from}|${to}`; state.selected = ""; state.focus = ""; });
  const found = currentPath();
  if (found?.nodes.length) stage.renderer.fit(found.nodes);
  say(found?.nodes.length ? t("path_found", { count: found.links.length }) : t("path_none"));
}

// Two search fields, from and to; `from` may be given already.
function askPath(from) {
  const panel = openPanel(t("path"));
  const ends = { from: from || "", to: "" };
  const go = () => { if (ends.from && ends.to) findPath(ends.from, ends.to); };
  for (const side of ["from", "to"]) {
    const id = `path-${side}`;
    const input = h("input", { id, type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list", autocomplete: "off" });
    const list = h("ul", { id: `${id}-list`, class: "suggestions", role: "listbox", hidden: true, "aria-label": t("suggestions") });
    if (ends[side]) input.value = nodeName(byId.get(ends[side]));
    panel.append(h("div", { class: "find" }, h("label", { for: id }, t(`path_${side}`)), input, list));
    suggest(input, list, (node) => { ends[side] = node.id; input.value = nodeName(node); go(); });
  }
  panel.querySelector(from ? "#path-to" : "#path-from").focus();
}

function pathPanel() {
  const [from, to] = state.path.split("|");
  const found = currentPath();
  const panel = openPanel(t("path"));
  panel.append(h("p", { class: "sub" }, `${nodeName(byId.get(from) ?? { names: [from] })} → ${nodeName(byId.get(to) ?? { names: [to] })}`));
  if (!found || !found.nodes.length) {
    panel.append(h("p", {}, t("path_none")));
    return;
  }
  const steps = h("ol", { class: "steps" });
  found.nodes.forEach((number, place) => {
    steps.append(h("li", {}, nodeButton(number)));
    const link = view.links.find((each) => each.key === found.links[place]);
    if (link) steps.append(h("li", { class: "step" }, linkFacts(link)));
  });
  panel.append(steps);
}

function linkFacts(link) {
  return h("details", {}, h("summary", {}, dot(link.type), `${word("type", link.type)} (${number(link.count)})`),
    ...link.facts.map((fact) => factCard(data.facts[fact], link.facts.length < 3)));
}

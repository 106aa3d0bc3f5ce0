// The graph page: what each node and link looks like, and what clicking and keys do.

const THEMES = {
  light: {
    text: "#1b2430", halo: "#fbfbf9", ground: "#fbfbf9", state: "#27384d", stateInk: "#ffffff", organisation: "#ffffff",
    organisationRim: "#27384d", leader: "#e69f00", minister: "#56b4e9", diplomat: "#f0e442", person: "#c3c8ce",
    rim: "#4b5a6b", fold: "#e4e7ea", foldInk: "#27384d", strong: "#101820",
    contact: "#0072b2", visit: "#d55e00", agreement: "#009e73", gathering: "#7a5195", position: "#cc79a7", office: "#b3bac2",
  },
  dark: {
    text: "#e8edf2", halo: "#11161c", ground: "#11161c", state: "#dbe4ee", stateInk: "#18222e", organisation: "#11161c",
    organisationRim: "#dbe4ee", leader: "#e69f00", minister: "#56b4e9", diplomat: "#f0e442", person: "#7d8894",
    rim: "#0b0f14", fold: "#3b4854", foldInk: "#f0f4f8", strong: "#ffffff",
    contact: "#4fa8e0", visit: "#f0803c", agreement: "#2fbf95", gathering: "#b491cf", position: "#e39cc2", office: "#4a5561",
  },
};

const SHAPES = {
  state: "dot", organisation: "square", fold: "hexagon", contact: "diamond", visit: "triangle", agreement: "square",
  gathering: "hexagon", position: "triangleDown",
};

const font = (size, weight) => ({ size, weight, height: size * 1.17, css: `${weight} ${size}px ${FONT}` });
const FONTS = {
  few: { state: font(13, 600), other: font(11.5, 400) },
  many: { state: font(12, 600), other: font(10, 400) },
};
const LINKS = 900;
const OF_EACH = 2;

function startStage() {
  const canvas = document.getElementById("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-describedby", "keys");
  canvas.append(h("p", { id: "keys", class: "hidden", "data-text": "keys" }));
  const holder = h("div", { class: "drawing" });
  canvas.append(holder);
  stage.renderer = createRenderer(holder, {
    node: (id, event) => (event && event.shiftKey && state.selected.startsWith("node:") ? findPath(state.selected.slice(5), data.nodes[id].id) : selectNode(id)),
    link: (id) => selectLink(id),
    nothing: () => clearSelection(),
    open: (id) => openNode(id),
    moved: (ids) => change(() => ids.forEach(moveNode)),
    hover: (what, event) => showTip(what, event),
    drawn: () => { if (!stage.first) { stage.first = performance.now(); document.documentElement.dataset.drawn = String(Math.round(stage.first)); } },
  });
  canvas.addEventListener("keydown", graphKeys);
  drawStage();
  beginView();
  const folds = data.nodes.filter((node) => node.kind === "fold").sort((a, b) => b.members.length - a.members.length);
  if (folds.length) document.documentElement.dataset.largestFold = folds[0].id;
  document.getElementById("zoom-in").addEventListener("click", () => stage.renderer.zoom(1.35));
  document.getElementById("zoom-out").addEventListener("click", () => stage.renderer.zoom(1 / 1.35));
  document.getElementById("zoom-fit").addEventListener("click", () => stage.renderer.fit());
}

// After the room for the picture has changed.
function fitSoon() {
  setTimeout(beginView, 60);
}

// The whole, or where the whole would be dust: the middle of it, large enough to read.
function beginView() {
  const scale = stage.renderer.fit(undefined, false);
  const small = document.getElementById("stage").clientWidth < 700;
  const least = view.nodes.length > CROWD ? (small ? 1 : 0.5) : small ? 0.42 : 0.28;
  if (scale < least) stage.renderer.zoom(least / scale, false);
}

function labelStage() {
  document.getElementById("canvas").setAttribute("aria-label", t("graph_label", { nodes: view.nodes.length, links: view.links.length }));
}

// The nodes that stay bright, or null where all do.
function litNodes() {
  if (state.path) {
    const found = currentPath();
    if (found) return new Set(found.nodes);
  }
  if (state.focus) {
    const node = byId.get(state.focus);
    if (node) return neighbours(node.index);
  }
  if (state.selected.startsWith("node:")) {
    const node = byId.get(state.selected.slice(5));
    if (node && view.nodes.includes(node.index)) return neighbours(node.index);
  }
  if (state.selected.startsWith("link:")) {
    const link = stage.links.get(state.selected.slice(5));
    if (link) return new Set([link.source, link.target]);
  }
  return null;
}

function neighbours(number) {
  const found = new Set([number]);
  for (const link of view.links) {
    if (link.source === number) found.add(link.target);
    if (link.target === number) found.add(link.source);
  }
  return found;
}

function linkId(link) {
  return `${data.nodes[link.source].id}>${data.nodes[link.target].id}:${link.type}`;
}

function drawStage() {
  stage.holes = openHoles();
  stage.moved = new Map([...state.moved].map(movedTo).filter(([number, ...at]) => number !== undefined && at.every(Number.isFinite)).map(([number, ...at]) => [number, at]));
  stage.links = new Map(view.links.map((link) => [linkId(link), link]));
  const lit = litNodes();
  const colours = THEMES[theme()];
  const degree = new Map();
  for (const link of view.links) for (const end of [link.source, link.target]) degree.set(end, (degree.get(end) || 0) + link.count);
  stage.most = Math.max(1, ...view.links.map((link) => (link.type === "office" ? 1 : link.count)));
  const path = state.path ? currentPath() : null;
  const fonts = view.nodes.length <= 250 ? FONTS.few : FONTS.many;
  const nodes = view.nodes.map((number) => nodeItem(data.nodes[number], degree.get(number) || 0, lit, colours, fonts));
  const drawn = thinned(lit);
  const links = drawn.sort((a, b) => (a.type === "office" ? -1 : 0) - (b.type === "office" ? -1 : 0))
    .map((link) => linkItem(link, lit, path, colours));
  stage.renderer.draw({ nodes, links, ink: { text: colours.text, halo: colours.halo } });
  document.getElementById("empty").hidden = nodes.length > 0;
  labelStage();
}

// Where a node was dragged to is of the reader's choices: it can be undone, and a link shows it again.
function moveNode(number) {
  for (const entry of [...state.moved]) if (movedTo(entry)[0] === number) state.moved.delete(entry);
  const { x, y } = stage.renderer.position(number);
  state.moved.add([data.nodes[number].id, Math.round(x), Math.round(y)].join("~"));
}

function movedTo(entry) {
  const [id, x, y] = entry.split("~");
  return [byId.get(id)?.index, Number(x), Number(y)];
}

// Where a node stands while folds are open: each opens a hole for what it held, and the rest makes room.
function pushed(node) {
  const home = node.kind === "fold" && node.state ? byId.get(`state/${node.state}`) : null;
  if (home && home.fold < 0) {
    const [x, y] = stage.moved.get(home.index) ?? pushed(home);
    return [x + node.x - home.x, y + node.y - home.y];
  }
  let [x, y] = [node.x, node.y];
  for (const { holder, reach } of stage.holes) {
    if (node.index === holder.index || node.fold === holder.index || (node.kind === "state" && node.state === holder.state)) continue;
    const [across, down] = [(x - holder.x) / 1.3, (y - holder.y) / 0.8];
    const far = Math.hypot(across, down) || 1;
    // The area of the hole is added to every circle around it, so nothing changes its order.
    const factor = Math.sqrt(far * far + reach * reach) / far;
    [x, y] = [holder.x + across * factor * 1.3, holder.y + down * factor * 0.8];
  }
  return [x, y].map(Math.round);
}

function openHoles() {
  return data.nodes.filter((node) => node.kind === "fold" && shownOf(node)).map((holder) => {
    const last = data.nodes[holder.members[shownOf(holder) - 1]];
    return { holder, reach: Math.hypot((last.x - holder.x) / 1.3, (last.y - holder.y) / 0.8) + 30 };
  });
}

// Too many links are a carpet: beyond LINKS the strongest of each node are drawn, and all of what is chosen.
function thinned(lit) {
  stage.drawn = view.links.length;
  if (view.links.length <= LINKS) return [...view.links];
  const strongest = new Map();
  const order = [...view.links].sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1));
  const kept = order.filter((link) => {
    const [a, b] = [strongest.get(link.source) || 0, strongest.get(link.target) || 0];
    const chosen = lit && lit.has(link.source) && lit.has(link.target);
    if (!chosen && a >= OF_EACH && b >= OF_EACH) return false;
    strongest.set(link.source, a + 1);
    strongest.set(link.target, b + 1);
    return true;
  });
  stage.drawn = kept.length;
  return kept;
}

// What a fold holds together is told by its number; its links come after those between people and states.
function weight(link) {
  const folds = (data.nodes[link.source].kind === "fold") + (data.nodes[link.target].kind === "fold");
  return link.type === "office" ? 0.5 / link.count : link.count / (1 + 9 * folds);
}

function nodeItem(node, rank, lit, colours, fonts) {
  const kind = kindOf(node);
  const selected = state.selected === `node:${node.id}`;
  const pinned = state.pinned.has(node.id);
  const state_ = node.kind === "state";
  const left = node.kind === "fold" ? node.members.length - shownOf(node) : 0;
  const opened = node.kind === "fold" && !left;
  const [x, y] = stage.moved.get(node.index) ?? pushed(node);
  return {
    id: node.index, x, y, size: opened ? 8 : node.size, shape: SHAPES[node.kind] ?? "dot",
    fill: colours[kind] ?? colours.person,
    stroke: selected || pinned ? colours.strong : kind === "organisation" ? colours.organisationRim : node.kind === "state" ? colours.halo : colours.rim,
    code: state_ ? node.state : node.kind === "fold" ? (opened ? "−" : `+${left}`) : "",
    codeInk: state_ ? colours.stateInk : colours.foldInk,
    full: opened || (node.kind === "fold" && (node.state || !node.names.length)) ? [] : wrap(node.kind === "fold" ? nodeName({ ...node, kind: "state" }) : nodeName(node)),
    short: node.kind === "fold" ? "" : shortName(node),
    font: state_ ? fonts.state : fonts.other,
    rank: rank + (state_ ? 1000 : 0) + (lit && lit.has(node.index) ? 5000 : 0),
    must: selected || pinned ? 1 : 0,
    dim: lit ? !lit.has(node.index) : false,
    strong: selected || pinned,
  };
}

function linkItem(link, lit, path, colours) {
  const id = linkId(link);
  const facts = link.facts.map((number) => data.facts[number]);
  const inPath = path && path.links.includes(link.key);
  const focus = state.selected.startsWith("node:") ? byId.get(state.selected.slice(5))?.index : state.focus ? byId.get(state.focus)?.index : undefined;
  const thin = view.nodes.length > CROWD ? 0.55 : 1;
  const touches = focus === undefined || link.source === focus || link.target === focus;
  return {
    id, from: link.source, to: link.target, colour: colours[link.type] ?? colours.office,
    width: link.type === "office" ? thin : thin * (1.6 + Math.min(6.5, 1.5 * Math.sqrt(stage.most - 1)) * Math.sqrt((link.count - 1) / Math.max(1, stage.most - 1))),
    dashes: facts.length > 0 && facts.every(isPlanned), arrow: link.type === "visit", bend: link.bend, faint: link.type === "office",
    dim: path ? !inPath : lit ? !(lit.has(link.source) && lit.has(link.target) && touches) : false,
    opacity: Math.max(0.32, Math.min(0.8, 0.8 * Math.sqrt(500 / Math.max(1, stage.drawn)))),
    strong: inPath || state.selected === `link:${id}`,
  };
}

function isPlanned(fact) {
  return ["planned", "invited", "postponed"].includes(fact.status) || ["planned", "proposed", "negotiated"].includes(fact.action);
}

function selectNode(number) {
  const node = data.nodes[number];
  if (node.kind === "fold") return openNode(number);
  change(() => { state.selected = `node:${node.id}`; state.path = ""; }, { undo: false });
  say(`${nodeName(node)}, ${word("kind", kindOf(node))}, ${t("ties", { count: neighbours(number).size - 1 })}`);
}

function selectLink(id) {
  change(() => { state.selected = `link:${id}`; state.path = ""; }, { undo: false });
}

function clearSelection() {
  if (!state.selected && !state.focus && !state.path) return;
  change(() => { state.selected = ""; state.focus = ""; state.path = ""; }, { undo: false });
}

// A double click: a folded node unfolds, any other brings its neighbours to the fore and hides nothing.
function openNode(number) {
  const node = data.nodes[number];
  if (node.kind === "fold") {
    change(() => unfold(node));
    say(shownOf(node) ? t("unfolded", { count: shownOf(node) }) : t("folded"));
    return;
  }
  change(() => { state.focus = node.id; state.selected = `node:${node.id}`; });
  stage.renderer.fit([...neighbours(number)]);
}

function showNode(id) {
  const node = byId.get(id);
  if (!node) return;
  change(() => {
    state.hidden.delete(id);
    state.kinds.delete(kindOf(node));
    if (node.fold >= 0 && node.place >= shownOf(data.nodes[node.fold])) state.pinned.add(id);
    state.selected = `node:${id}`;
    state.path = "";
    state.focus = "";
  });
  if (view.nodes.includes(node.index)) stage.renderer.centre(node.index, 1);
  else {
    change(() => { state.pinned.add(id); });
    stage.renderer.centre(node.index, 1);
  }
}

function showTip(what, event) {
  const tip = document.getElementById("tip");
  tip.hidden = !what;
  document.getElementById("canvas").classList.toggle("over", Boolean(what));
  if (!what) return;
  if (what.node !== undefined) {
    const node = data.nodes[what.node];
    tip.replaceChildren(h("strong", {}, nodeName(node)), h("span", {}, subtitle(node)));
  } else {
    const link = stage.links.get(what.link);
    if (!link) return;
    tip.replaceChildren(h("strong", {}, `${nodeName(data.nodes[link.source])} ${link.type === "visit" ? "→" : "–"} ${nodeName(data.nodes[link.target])}`),
      h("span", {}, `${word("type", link.type)} · ${t("facts_count", { count: number(link.count) })}`));
  }
  const box = document.getElementById("stage").getBoundingClientRect();
  const x = (event?.clientX ?? box.left) - box.left;
  const y = (event?.clientY ?? box.top) - box.top;
  tip.style.left = `${Math.max(8, Math.min(x + 14, box.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > box.height ? y - tip.offsetHeight - 10 : y + 18}px`;
}

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function graphKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const selected = state.selected.startsWith("node:") ? byId.get(state.selected.slice(5)) : null;
  const act = {
    "+": () => stage.renderer.zoom(1.35), "=": () => stage.renderer.zoom(1.35), "-": () => stage.renderer.zoom(1 / 1.35),
    "0": () => stage.renderer.fit(), "/": () => document.getElementById("search").focus(), "?": () => showHelp(),
    t: () => toggleTable(), Escape: () => clearSelection(),
    Enter: () => (selected ? document.getElementById("panel").focus() : walk([0, 0])), " ": () => selected && openNode(selected.index),
    n: () => selected && openNode(selected.index), h: () => selected && hideNode(selected.id), p: () => selected && pinNode(selected.id),
  }[event.key];
  if (ARROWS[event.key]) {
    if (event.shiftKey) stage.renderer.pan(ARROWS[event.key][0] * 60, ARROWS[event.key][1] * 60);
    else walk(ARROWS[event.key]);
  } else if (act) act();
  else return;
  event.preventDefault();
}

// The nearest node in the direction of an arrow key; the first time, the one with most ties.
function walk([right, down]) {
  const items = stage.renderer.items();
  if (!items.length) return;
  const here = state.selected.startsWith("node:") ? stage.renderer.position(byId.get(state.selected.slice(5))?.index) : null;
  let next = null;
  if (!here) next = items.reduce((best, item) => (item.rank > best.rank ? item : best));
  else {
    let least = Infinity;
    for (const item of items) {
      const ahead = (item.x - here.x) * right + (item.y - here.y) * down;
      const aside = Math.abs((item.x - here.x) * down) + Math.abs((item.y - here.y) * right);
      if (item.id === here.id || ahead <= 0 || ahead < aside * 0.5) continue;
      if (ahead + aside * 2 < least) [least, next] = [ahead + aside * 2, item];
    }
  }
  if (!next) return;
  change(() => { state.selected = `node:${data.nodes[next.id].id}`; state.path = ""; state.focus = ""; }, { undo: false });
  stage.renderer.centre(next.id, 0);
  const node = data.nodes[next.id];
  say(`${nodeName(node)}, ${subtitle(node)}`);
}

function hideNode(id) {
  change(() => { state.hidden.add(id); state.pinned.delete(id); state.selected = ""; state.focus = ""; });
  say(t("hidden_now", { name: nodeName(byId.get(id)) }));
}

function pinNode(id) {
  change(() => toggle(state.pinned, id));
}

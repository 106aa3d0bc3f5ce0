// What is shown under the reader's choices: facts first, then links and nodes that follow from them.

const view = { facts: [], nodes: [], links: [], shownFacts: 0 };

function filtered() {
  return state.types.size || state.status.size || state.action.size || state.stance.size || state.states.size ||
    state.confidence > 0 || state.from !== null || state.to !== null || !state.undated;
}

function inTime(fact) {
  if (fact.from === null && fact.to === null) return state.undated;
  return (state.to === null || fact.from === null || fact.from <= state.to) &&
    (state.from === null || fact.to === null || fact.to >= state.from);
}

function statesOf(fact) {
  return fact.nodes.map((number) => data.nodes[number].state).filter(Boolean);
}

function passes(fact) {
  if (state.types.has(fact.type)) return false;
  if (fact.status && state.status.has(fact.status)) return false;
  if (fact.action && state.action.has(fact.action)) return false;
  if (fact.stance && state.stance.has(fact.stance)) return false;
  if (fact.confidence < state.confidence) return false;
  if (state.states.size && !statesOf(fact).some((code) => state.states.has(code))) return false;
  // An office has no date of its own: it says who somebody is, whenever.
  return fact.type === "office" ? true : inTime(fact);
}

function compute() {
  const filters = [...["types", "status", "action", "stance", "states"].map((name) => [...state[name]].sort().join()), state.confidence, state.from, state.to, state.undated].join("~");
  if (filters !== view.filters) {
    view.facts = data.facts.map(passes);
    view.shownFacts = view.facts.reduce((sum, shown) => sum + shown, 0);
    view.filters = filters;
  }
  const anyFilter = filtered();
  const stands = data.nodes.map((node) => standsFor(node));
  const groups = new Map();
  for (const link of data.links) {
    const [a, b] = [stands[link.source], stands[link.target]];
    if (a < 0 || b < 0 || a === b || state.types.has(link.type)) continue;
    const facts = anyFilter ? link.facts.filter((number) => view.facts[number]) : link.facts;
    // A page that could not carry every fact still knows how many there are, as long as nothing is filtered.
    const count = anyFilter ? facts.length : link.count;
    if (!count) continue;
    const arrow = link.type === "visit" || link.type === "position";
    const [source, target] = arrow || a < b ? [a, b] : [b, a];
    const key = `${source}>${target}:${link.type}`;
    const group = groups.get(key);
    if (group) {
      group.parts.push(facts);
      group.count += count;
    } else groups.set(key, { key, source, target, type: link.type, parts: [facts], count });
  }
  const linked = new Set();
  for (const group of groups.values()) {
    group.facts = group.parts.length > 1 ? [...new Set(group.parts.flat())] : group.parts[0];
    linked.add(group.source).add(group.target);
  }
  view.nodes = data.nodes.filter((node) => nodeShown(node, stands, linked, anyFilter)).map((node) => node.index);
  const shown = new Set(view.nodes);
  view.links = [...groups.values()].filter((group) => shown.has(group.source) && shown.has(group.target));
  bend(view.links);
}

// The node that is drawn for a node: itself, the folded node that holds it, or none (-1).
function standsFor(node) {
  if (state.hidden.has(node.id) || state.kinds.has(kindOf(node))) return -1;
  if (node.fold < 0 || state.pinned.has(node.id)) return node.index;
  const holder = data.nodes[node.fold];
  if (node.place < shownOf(holder)) return node.index;
  return state.hidden.has(holder.id) ? -1 : holder.index;
}

// Folded nodes unfold by so many at a time, the best evidenced first: "fold:MA~2" is two times.
const UNFOLD = 24;

function shownOf(holder) {
  for (const entry of state.opened) {
    const [id, times] = entry.split("~");
    if (id === holder.id) return Math.min(holder.members.length, UNFOLD * (Number(times) || 1));
  }
  return 0;
}

function unfold(holder) {
  const times = shownOf(holder) / UNFOLD;
  for (const entry of [...state.opened]) if (entry.split("~")[0] === holder.id) state.opened.delete(entry);
  if (times * UNFOLD < holder.members.length) state.opened.add(`${holder.id}~${Math.floor(times) + 1}`);
}

function nodeShown(node, stands, linked, anyFilter) {
  if (stands[node.index] !== node.index) return false;
  if (state.pinned.has(node.id) || linked.has(node.index)) return true;
  if (node.kind === "fold") return shownOf(node) > 0 || !anyFilter || node.members.some((m) => factsShown(data.nodes[m]));
  return anyFilter ? factsShown(node) : true;
}

function factsShown(node) {
  return node.facts.some((number) => view.facts[number]);
}

// Links between the same two nodes fan out so that each can be seen and clicked.
function bend(links) {
  const pairs = new Map();
  for (const link of links) {
    const pair = link.source < link.target ? `${link.source}-${link.target}` : `${link.target}-${link.source}`;
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(link);
  }
  for (const together of pairs.values()) {
    together.sort((a, b) => (a.key < b.key ? -1 : 1));
    together.forEach((link, place) => {
      const turn = (place - (together.length - 1) / 2) * 0.28;
      link.bend = link.source < link.target ? turn : -turn;
    });
  }
}

// Four groups of nodes that look different: states, organisations, and people by office.
const OFFICES = {
  "head-of-state": "leader", "head-of-government": "leader", "foreign-minister": "minister", minister: "minister",
  "deputy-minister": "minister", ambassador: "diplomat", envoy: "diplomat", "international-official": "diplomat",
};

function kindOf(node) {
  if (node.kind === "person") return OFFICES[node.role] ?? "person";
  return node.kind;
}

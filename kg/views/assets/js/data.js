// The facts out of their columns, with the indexes that everything else uses.

const data = { nodes: [], links: [], facts: [], documents: [], settings: {} };
const byId = new Map();
const factById = new Map();

async function unpackElement(id) {
  const element = document.getElementById(id);
  let text = element.textContent;
  if (element.dataset.encoding === "deflate") {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    text = await new Response(stream).text();
  }
  element.remove();
  return JSON.parse(text);
}

async function load() {
  const packed = await unpackElement("kg-data");
  data.settings = packed.settings;
  for (const name of ["nodes", "links", "facts", "documents"]) data[name] = unpack(packed[name]);
  for (const node of data.nodes) {
    node.facts = [];
    node.members = [];
    byId.set(node.id, node);
  }
  for (const node of data.nodes) if (node.fold >= 0) data.nodes[node.fold].members.push(node.index);
  // Folded nodes lie in a spiral around the node that holds them, the best evidenced innermost.
  const far = (holder) => (member) => Math.hypot((data.nodes[member].x - holder.x) / 1.3, (data.nodes[member].y - holder.y) / 0.8);
  for (const node of data.nodes) {
    const reach = far(node);
    node.members.sort((a, b) => reach(a) - reach(b) || a - b);
  }
  for (const node of data.nodes) node.members.forEach((member, place) => { data.nodes[member].place = place; });
  for (const fact of data.facts) {
    factById.set(fact.id, fact);
    for (const node of fact.nodes) data.nodes[node].facts.push(fact.index);
    const own = byId.get(`f:${fact.id}`);
    if (own) own.facts.push(fact.index);
  }
}

// What the facts say in full, which the first picture does not need.
async function loadDetails() {
  const { fields, quotes } = await unpackElement("kg-details");
  data.facts.forEach((fact, place) => {
    fact.fields = fields[place];
    fact.quotes = quotes[place];
  });
}

function unpack(columns) {
  const names = Object.keys(columns);
  const count = names.length ? columns[names[0]].length : 0;
  const rows = new Array(count);
  for (let i = 0; i < count; i++) {
    const row = { index: i };
    for (const name of names) row[name] = columns[name][i];
    rows[i] = row;
  }
  return rows;
}

function nodeName(node) {
  if (node.kind === "fold") {
    const where = node.names.length ? node.names[language === "en" && node.names.length > 1 ? 1 : 0] : t("others");
    return `+${node.members.length} ${where}`;
  }
  return node.names.length > 1 ? node.names[LANGUAGES.indexOf(language)] : node.names[0];
}

function agentName(reference) {
  return typeof reference === "number" ? nodeName(data.nodes[reference]) : reference;
}

function agentNames(references) {
  return (references || []).map(agentName).join(", ");
}

// Shown in the picture where there is no room for the whole name.
function shortName(node) {
  return node.kind === "state" ? nodeName(node) : node.short;
}

// A fact in a line, in the reader's language as far as the words are ours.
function headline(fact) {
  const f = fact.fields;
  const place = f.place || agentNames(f.destination);
  switch (fact.type) {
    case "office": return `${agentNames(f.person)}: ${f.title}`;
    case "contact": return (f.participants || []).map(agentName).join(" – ");
    case "visit": return [agentNames(f.visitors), place].filter(Boolean).join(" → ");
    case "agreement": return f.label;
    case "gathering": return f.ordinal ? `${f.label} (${ordinal(f.ordinal)})` : f.label;
    case "position": return `${agentNames(f.holders)} – ${word("stance", f.stance)}: ${f.about}`;
    default: return fact.id;
  }
}

function ordinal(value) {
  const rule = new Intl.PluralRules(language, { type: "ordinal" }).select(value);
  return `${value}${TEXTS[language].ordinal[rule] ?? TEXTS[language].ordinal.other}`;
}

function documentName(number) {
  const paper = data.documents[number];
  return paper.title || paper.id;
}

// The day by which facts are put in order: their own last, else their document's.
function dayOf(fact) {
  return fact.to ?? fact.from ?? documentDay(fact.document);
}

function documentDay(number) {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(data.documents[number].date || "");
  return match ? Date.UTC(+match[1], (match[2] || 1) - 1, +(match[3] || 1)) / DAY : -Infinity;
}

function latestFirst(a, b) {
  const [left, right] = [dayOf(a), dayOf(b)];
  return left === right ? a.index - b.index : right > left ? 1 : -1;
}

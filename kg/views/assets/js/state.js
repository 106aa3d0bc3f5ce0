// What the reader has chosen, in the address after the # so that a link shows the same view again.

const LISTS = ["types", "kinds", "status", "action", "stance", "states", "hidden", "pinned", "opened", "moved"];
const state = fresh();
const past = [];
const last = { gesture: "", time: 0 };
const listeners = [];

// What the page draws in its middle: the graph, the timeline or the matrix; each fills in its part.
const stage = { renderer: null, links: new Map(), drawn: Infinity, most: 1, first: 0, panels: {}, moved: new Map(), holes: [] };

function fresh() {
  const empty = { confidence: 0, from: null, to: null, undated: true, focus: "", selected: "", path: "", text: "" };
  for (const name of LISTS) empty[name] = new Set();
  return empty;
}

// `types`, `kinds`, `status`, `action` and `stance` list what is switched off, `states` what is chosen, and
// `moved` where nodes were dragged to, as "person/ana-lopes~120~-45".
function serialise() {
  const parts = new URLSearchParams();
  for (const name of LISTS) if (state[name].size) parts.set(name, [...state[name]].sort().join("|"));
  if (state.confidence) parts.set("confidence", String(state.confidence));
  for (const name of ["from", "to"]) if (state[name] !== null) parts.set(name, new Date(state[name] * DAY).toISOString().slice(0, 10));
  if (!state.undated) parts.set("undated", "no");
  for (const name of ["focus", "selected", "path"]) if (state[name]) parts.set(name, state[name]);
  return parts.toString();
}

function restore(text) {
  const parts = new URLSearchParams(text);
  Object.assign(state, fresh());
  for (const name of LISTS) if (parts.get(name)) state[name] = new Set(parts.get(name).split("|"));
  state.confidence = Math.min(1, Math.max(0, Number(parts.get("confidence")) || 0));
  for (const name of ["from", "to"]) {
    const time = Date.parse(parts.get(name) || "");
    state[name] = Number.isNaN(time) ? null : Math.round(time / DAY);
  }
  state.undated = parts.get("undated") !== "no";
  for (const name of ["focus", "selected", "path"]) state[name] = parts.get(name) || "";
}

// Every change goes through here: it can be undone, and everybody hears of it. Changes of one `gesture`, such
// as a handle that is dragged, are undone together.
function change(how, { undo = true, gesture = "" } = {}) {
  const before = serialise();
  how(state);
  const after = serialise();
  const goesOn = gesture && gesture === last.gesture && performance.now() - last.time < 900;
  [last.gesture, last.time] = [gesture, performance.now()];
  if (undo && before !== after && !goesOn) {
    past.push(before);
    if (past.length > 200) past.shift();
  }
  notify();
}

function undo() {
  if (!past.length) return;
  restore(past.pop());
  notify();
  say(t("undone"));
}

function notify() {
  for (const listener of listeners) listener();
  writeHash();
}

let hashTimer = 0;

function writeHash() {
  clearTimeout(hashTimer);
  hashTimer = setTimeout(() => {
    try {
      history.replaceState(null, "", `#${address()}`);
    } catch {
      // A frame without an address of its own, as in a notebook, has no link to keep.
    }
  }, 250);
}

function address() {
  const parts = new URLSearchParams(serialise());
  parts.set("lang", language);
  if (document.documentElement.dataset.theme) parts.set("theme", document.documentElement.dataset.theme);
  return parts.toString();
}

function toggle(set, value) {
  if (!set.delete(value)) set.add(value);
}

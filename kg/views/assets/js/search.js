// Search with suggestions: names, other spellings and state names in both languages, accents folded.

let entries = [];

function indexNames() {
  entries = [];
  for (const node of data.nodes) {
    if (node.kind === "fold") continue;
    for (const name of new Set([...node.names, ...node.also, ...(node.kind === "state" ? [node.state] : [])])) {
      entries.push({ node, plain: plain(name), sound: skeleton(name), weight: node.facts.length });
    }
  }
}

function search(query, most = 8) {
  const best = new Map();
  for (const entry of entries) {
    const score = closeness(query, entry);
    if (score && score > (best.get(entry.node)?.score ?? 0)) best.set(entry.node, { score, weight: entry.weight });
  }
  return [...best].sort((a, b) => b[1].score - a[1].score || b[1].weight - a[1].weight || (a[0].id < b[0].id ? -1 : 1)).slice(0, most).map(([node]) => node);
}

// The combobox of the ARIA practices: the field keeps the focus, arrow keys move through the list.
function suggest(input, list, choose) {
  let found = [];
  let active = -1;
  const show = () => {
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    list.replaceChildren(...found.map((node, place) => h("li", {
      id: `${list.id}-${place}`, role: "option", "aria-selected": String(place === active),
      onmousedown: (event) => { event.preventDefault(); take(place); },
    }, h("i", { class: `sign ${kindOf(node)}`, "aria-hidden": "true" }), h("span", {}, nodeName(node)), h("small", {}, subtitle(node)))));
    if (active >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => { found = []; active = -1; show(); };
  const take = (place) => { const node = found[place]; close(); if (node) choose(node); };
  input.addEventListener("input", () => { found = search(input.value); active = found.length ? 0 : -1; show(); if (input.value && !found.length) say(t("no_match")); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!found.length) found = search(input.value);
      if (found.length) active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      show();
      event.preventDefault();
    } else if (event.key === "Enter" && found.length) {
      take(Math.max(active, 0));
      event.preventDefault();
    } else if (event.key === "Escape") close();
  });
  input.addEventListener("blur", close);
}

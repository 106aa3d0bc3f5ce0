// The same content as a table: for screen readers, for print, and for people who prefer one.

const table = { order: "date", down: true, most: 200 };
// More rows than this nobody prints, and the browser would stand still.
const PRINTED = 3000;
const COLUMNS = ["type", "what", "date", "status", "quote", "document", "confidence"];

function toggleTable(open) {
  const box = document.getElementById("table");
  box.hidden = open === undefined ? !box.hidden : !open;
  document.getElementById("show-table").setAttribute("aria-pressed", String(!box.hidden));
  document.body.classList.toggle("with-table", !box.hidden);
  drawTable();
  if (typeof fitSoon === "function") fitSoon();
  if (!box.hidden) box.focus({ preventScroll: true });
}

function cell(fact, column) {
  const f = fact.fields;
  switch (column) {
    case "type": return word("type", fact.type);
    case "what": return headline(fact);
    case "date": return dateText(f.date);
    case "status": return f.status ? word("status", f.status) : f.action ? word("action", f.action) : f.stance ? word("stance", f.stance) : "";
    case "document": return documentName(fact.document);
    case "confidence": return format_percent(fact.confidence);
    default: return fact.quotes.map((quote) => quote[1]).join(" […] ");
  }
}

function sortedFacts() {
  const facts = data.facts.filter((fact) => view.facts[fact.index]);
  const sign = table.down ? -1 : 1;
  const value = { date: (fact) => dayOf(fact), confidence: (fact) => fact.confidence }[table.order] ?? ((fact) => cell(fact, table.order));
  const keyed = facts.map((fact) => [value(fact), fact]);
  const compare = typeof keyed[0]?.[0] === "string" ? new Intl.Collator(language).compare : (a, b) => (a === b ? 0 : a < b ? -1 : 1);
  return keyed.sort((a, b) => sign * compare(a[0], b[0]) || a[1].index - b[1].index).map(([, fact]) => fact);
}

function drawTable(all = false) {
  const box = document.getElementById("table");
  if (box.hidden && !all) return;
  const facts = sortedFacts();
  const rows = facts.slice(0, all ? PRINTED : table.most);
  const head = COLUMNS.map((column) => h("th", { scope: "col", "aria-sort": table.order === column ? (table.down ? "descending" : "ascending") : null },
    h("button", { onclick: () => { table.down = table.order === column ? !table.down : false; table.order = column; drawTable(); document.querySelector(`#table th[data-column="${column}"] button`)?.focus(); } }, word("column", column))));
  head.forEach((th, place) => { th.dataset.column = COLUMNS[place]; });
  const body = rows.map((fact) => h("tr", {}, ...COLUMNS.map((column) => {
    if (column === "type") return h("td", {}, dot(fact.type), cell(fact, column));
    if (column === "what") return h("th", { scope: "row" }, h("button", { class: "link", onclick: () => change(() => { state.selected = `fact:${fact.id}`; }, { undo: false }) }, cell(fact, column)));
    if (column === "quote") return h("td", { class: "quote", lang: data.documents[fact.document].language || null }, cell(fact, column));
    return h("td", {}, cell(fact, column));
  })));
  box.replaceChildren(h("table", {}, h("caption", {}, document.getElementById("shown").textContent), h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...body)));
  if (facts.length > rows.length) box.append(h("button", { class: "more", onclick: () => { table.most += 500; drawTable(); } }, t("show_more", { count: number(facts.length - rows.length) })));
}

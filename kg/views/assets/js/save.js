// Taking things along: facts as CSV, the picture as PNG and SVG, a link to the present view.

function download(name, content, type) {
  const url = content instanceof Blob ? URL.createObjectURL(content) : URL.createObjectURL(new Blob([content], { type }));
  const anchor = h("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
}

// A leading sign would make a spreadsheet calculate what a document says.
function csvCell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const CSV_FIELDS = ["person", "title", "role", "of", "former", "medium", "status", "action", "stance", "participants", "visitors", "destination", "holders",
  "about", "state", "label", "kind", "parties", "signatories", "host", "date", "place", "ordinal", "duration", "topics", "occasion", "purpose"];

function factsCsv() {
  const lines = [["id", "type", "document", "confidence", ...CSV_FIELDS, "quote"]];
  for (const fact of sortedFacts()) {
    const fields = CSV_FIELDS.map((name) => {
      const value = fact.fields[name];
      if (value === undefined) return "";
      const list = Array.isArray(value) ? value : [value];
      return list.map((each) => (AGENTS.has(name) && typeof each === "number" ? tableName(data.nodes[each]) : String(each))).join("; ");
    });
    lines.push([fact.id, fact.type, data.documents[fact.document].id, String(fact.confidence), ...fields, fact.quotes.map((quote) => quote[1]).join(" […] ")]);
  }
  return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

// In data a state is its code, in whatever language the page is read.
function tableName(node) {
  return node.kind === "state" ? node.state : node.names[0];
}

function saveCsv() {
  download("kg-facts.csv", factsCsv(), "text/csv;charset=utf-8");
}

function savePng() {
  const source = stage.renderer.canvas();
  const canvas = h("canvas", { width: source.width, height: source.height });
  const context = canvas.getContext("2d");
  context.fillStyle = THEMES[theme()].ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0);
  canvas.toBlob((blob) => download("kg-graph.png", blob), "image/png");
}

function saveSvg() {
  const picture = data.settings.page === "graph" ? graphSvg() : stageSvg();
  download("kg-graph.svg", `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`, "image/svg+xml");
}

function copyLink() {
  const link = `${location.href.split("#")[0]}#${address()}`;
  const shown = () => {
    const dialog = document.getElementById("dialog");
    const field = h("input", { type: "text", readonly: true, value: link, "aria-label": t("copy_link") });
    dialog.replaceChildren(h("p", {}, t("copy_by_hand")), field, h("form", { method: "dialog" }, h("button", {}, t("close"))));
    dialog.showModal();
    field.select();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(link).then(() => flash(t("copied")), shown);
  else shown();
}

function flash(text) {
  say(text);
  const tip = h("div", { class: "flash" }, text);
  document.body.append(tip);
  setTimeout(() => tip.remove(), 2200);
}

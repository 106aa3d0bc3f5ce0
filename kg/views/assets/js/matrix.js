// The matrix page: states by states, how many facts there are between any two, and which.

const matrix = { cells: new Map(), codes: [], most: 40 };

function startStage() {
  const canvas = document.getElementById("canvas");
  canvas.className = "matrix";
  canvas.setAttribute("role", "region");
  canvas.tabIndex = 0;
  stage.panels.cell = cellPanel;
  drawStage();
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
}

// From whom to whom: the order counts for visits and positions; elsewhere both cells hold the fact.
function pairsOfStates(fact) {
  const f = fact.fields;
  const homes = (references) => [...new Set((references || []).map((each) => (typeof each === "number" ? data.nodes[each].state : "")).filter(Boolean))];
  if (fact.type === "visit") return cross(homes(f.visitors), homes(f.destination));
  if (fact.type === "position") return cross(homes(f.holders), homes(f.state));
  const together = homes(fact.type === "contact" ? f.participants : fact.type === "agreement" ? [...(f.parties || []), ...(f.signatories || [])] : []);
  return cross(together, together);
}

function cross(from, to) {
  return from.flatMap((a) => to.filter((b) => b !== a).map((b) => [a, b]));
}

function stateName(code) {
  const node = data.nodes.find((each) => each.kind === "state" && each.state === code);
  return node ? nodeName(node) : code;
}

function drawStage() {
  const canvas = document.getElementById("canvas");
  canvas.setAttribute("aria-label", t("matrix_label"));
  matrix.cells = new Map();
  const totals = new Map();
  for (const fact of data.facts) {
    if (!view.facts[fact.index]) continue;
    const touched = new Set();
    for (const [a, b] of pairsOfStates(fact)) {
      const key = `${a}>${b}`;
      if (!matrix.cells.has(key)) matrix.cells.set(key, []);
      matrix.cells.get(key).push(fact);
      touched.add(a).add(b);
    }
    for (const code of touched) totals.set(code, (totals.get(code) || 0) + 1);
  }
  const codes = [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a) || (a < b ? -1 : 1));
  matrix.codes = codes.slice(0, matrix.most);
  const top = Math.max(1, ...[...matrix.cells.values()].map((facts) => facts.length));
  const names = new Map(matrix.codes.map((code) => [code, stateName(code)]));
  const head = h("tr", {}, h("td", {}), ...matrix.codes.map((code) => h("th", { scope: "col", title: names.get(code) }, h("abbr", { title: names.get(code) }, code))), h("th", { scope: "col" }, t("total")));
  const rows = matrix.codes.map((code) => h("tr", {}, h("th", { scope: "row" }, names.get(code), " ", h("small", {}, code)),
    ...matrix.codes.map((other) => matrixCell(code, other, names, top)), h("td", { class: "total" }, number(totals.get(code)))));
  const table = h("table", {}, h("caption", {}, t("matrix_caption")), h("thead", {}, head), h("tbody", {}, ...rows));
  table.addEventListener("keydown", matrixKeys);
  const [down, right] = [canvas.scrollTop, canvas.scrollLeft];
  canvas.replaceChildren(codes.length ? table : "");
  if (codes.length > matrix.most) canvas.append(h("button", { class: "more", onclick: () => { matrix.most += 40; drawStage(); } }, t("show_more", { count: number(codes.length - matrix.most) })));
  canvas.scrollTo(right, down);
  document.getElementById("empty").hidden = codes.length > 0;
}

function matrixCell(a, b, names, top) {
  if (a === b) return h("td", { class: "same" });
  const facts = matrix.cells.get(`${a}>${b}`) || [];
  if (!facts.length) return h("td", {});
  const strength = Math.ceil(Math.sqrt(facts.length / top) * 5);
  const byType = TYPES.map((type) => [type, facts.filter((fact) => fact.type === type).length]).filter(([, count]) => count);
  const told = `${names.get(a)} → ${names.get(b)}: ${byType.map(([type, count]) => `${word("types", type)} ${count}`).join(", ")}`;
  return h("td", {}, h("button", { class: `heat h${strength}`, "aria-label": `${number(facts.length)} – ${told}`, title: told,
    "aria-current": state.selected === `cell:${a}>${b}` ? "true" : null,
    onclick: () => change(() => { state.selected = `cell:${a}>${b}`; }, { undo: false }) }, number(facts.length)));
}

// Arrow keys go from cell to cell; Tab would take hundreds of steps.
function matrixKeys(event) {
  const arrow = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const cell = event.target.closest("td");
  if (!arrow || !cell) return;
  const body = cell.parentElement.parentElement;
  let [row, column] = [cell.parentElement.rowIndex - 1, cell.cellIndex];
  for (;;) {
    row += arrow[0];
    column += arrow[1];
    const next = body.rows[row]?.cells[column];
    if (!next) return;
    const button = next.querySelector("button");
    if (button) {
      button.focus();
      event.preventDefault();
      return;
    }
  }
}

function cellPanel(key) {
  const [a, b] = key.split(">");
  const facts = [...(matrix.cells.get(key) || [])].sort(latestFirst);
  factsPanel(`${stateName(a)} → ${stateName(b)}`, facts);
}

function stageSvg() {
  const size = 24;
  const codes = matrix.codes;
  const picture = s("svg", { xmlns: SVG, viewBox: `0 0 ${codes.length * size + 190} ${codes.length * size + 50}`, "font-family": "sans-serif", "font-size": 11 });
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink").trim();
  picture.append(s("rect", { width: "100%", height: "100%", fill: style.getPropertyValue("--ground").trim() }));
  const top = Math.max(1, ...[...matrix.cells.values()].map((facts) => facts.length));
  codes.forEach((code, row) => {
    picture.append(s("text", { x: 176, y: row * size + 56, "text-anchor": "end", fill: ink }, stateName(code)), s("text", { x: row * size + 190, y: 30, "text-anchor": "middle", fill: ink }, code));
    codes.forEach((other, column) => {
      const count = (matrix.cells.get(`${code}>${other}`) || []).length;
      if (!count) return;
      picture.append(s("rect", { x: column * size + 179, y: row * size + 41, width: size - 2, height: size - 2, rx: 3, fill: style.getPropertyValue("--accent").trim(), "fill-opacity": 0.15 + 0.6 * Math.sqrt(count / top) }),
        s("text", { x: column * size + 190, y: row * size + 56, "text-anchor": "middle", fill: ink }, String(count)));
    });
  });
  return picture;
}

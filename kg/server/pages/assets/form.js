// A plain form in the place of YASGUI: sends the query, shows a table or the text of the answer.
const settings = JSON.parse(document.getElementById("settings").textContent);
const [form, field, format, answer] = ["form", "query", "format", "answer"].map((id) => document.getElementById(id));
field.value = settings.query;
const cell = (row, name, text) => { row.appendChild(document.createElement(name)).textContent = text; };

function table({ head, results, boolean }) {
  if (results === undefined) return Object.assign(document.createElement("p"), { textContent: boolean ? "yes" : "no" });
  const made = document.createElement("table");
  const top = made.createTHead().insertRow();
  head.vars.forEach((name) => cell(top, "th", name));
  const body = made.createTBody();
  for (const binding of results.bindings) {
    const row = body.insertRow();
    head.vars.forEach((name) => cell(row, "td", binding[name]?.value ?? ""));
  }
  return made;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  answer.textContent = "…";
  const response = await fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: `${format.value}, */*;q=0.1` },
    body: field.value,
  });
  const isTable = response.ok && response.headers.get("content-type").startsWith("application/sparql-results+json");
  const shown = isTable ? table(await response.json()) : Object.assign(document.createElement("pre"), { textContent: await response.text() });
  answer.replaceChildren(shown);
});
document.documentElement.dataset.ready = "";

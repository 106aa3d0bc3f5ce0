// Starts the page: reads the data, restores the view of the address, draws, and listens.

function redraw() {
  compute();
  drawStage();
  drawCount();
  syncControls();
  drawTime();
  drawPanel();
  drawTable();
}

function setLanguage(wanted) {
  language = TEXTS[wanted] ? wanted : browserLanguage();
  writeTexts();
  document.getElementById("search").placeholder = t("search_hint");
}

function switchLanguage() {
  setLanguage(language === "fr" ? "en" : "fr");
  drawControls();
  indexNames();
  document.getElementById("time").replaceChildren();
  panelShows = "";
  notify();
}

function switchTheme() {
  document.documentElement.dataset.theme = theme() === "dark" ? "light" : "dark";
  notify();
}

function showHelp() {
  const dialog = document.getElementById("dialog");
  dialog.replaceChildren(h("h2", {}, t("help")), ...t("help_text").split("\n").map((line) => h("p", {}, line)), h("form", { method: "dialog" }, h("button", {}, t("close"))));
  dialog.showModal();
}

function listen() {
  const click = (id, act) => document.getElementById(id)?.addEventListener("click", () => { act(); closeMenus(); });
  click("undo", undo);
  click("show-table", () => toggleTable());
  click("show-path", () => askPath());
  click("copy-link", copyLink);
  click("save-csv", saveCsv);
  click("save-png", savePng);
  click("save-svg", saveSvg);
  click("print", () => print());
  click("language", switchLanguage);
  click("theme", switchTheme);
  click("help", showHelp);
  click("reset", () => { change(() => Object.assign(state, fresh())); if (stage.renderer) stage.renderer.fit(); });
  click("toggle-filters", () => {
    const open = document.body.classList.toggle("with-filters");
    document.getElementById("toggle-filters").setAttribute("aria-expanded", String(open));
  });
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); toggleTable(true); });
  suggest(document.getElementById("search"), document.getElementById("suggestions"), (node) => {
    document.getElementById("search").value = nodeName(node);
    goTo(node);
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName) && event.target.type !== "checkbox" && event.target.type !== "range";
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) { undo(); event.preventDefault(); }
    if (event.key === "Escape") closeMenus();
  });
  document.getElementById("panel").addEventListener("keydown", (event) => { if (event.key === "Escape") closePanel(); });
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu")) closeMenus(); });
  addEventListener("hashchange", () => { readAddress(); redraw(); });
  addEventListener("beforeprint", () => drawTable(true));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

function closeMenus() {
  for (const menu of document.querySelectorAll(".menu[open]")) menu.open = false;
}

function readAddress() {
  const text = location.hash.slice(1);
  const parts = new URLSearchParams(text);
  restore(text);
  if (["light", "dark"].includes(parts.get("theme"))) document.documentElement.dataset.theme = parts.get("theme");
  setLanguage(parts.get("lang"));
}

async function start() {
  await load();
  readAddress();
  countValues();
  drawControls();
  indexNames();
  startTime();
  compute();
  const graph = data.settings.page === "graph";
  if (graph) {
    startStage();
    drawCount();
    // A frame, before the rest of the work.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  }
  await loadDetails();
  if (!graph) startStage();
  listen();
  listeners.push(redraw);
  drawCount();
  drawTime();
  drawPanel();
  document.documentElement.dataset.ready = "yes";
}

start();

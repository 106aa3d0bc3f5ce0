// YASGUI, told to know this service only: no catalogue of others, no completions and no prefixes from elsewhere.
const settings = JSON.parse(document.getElementById("settings").textContent);
const prefixes = Object.entries(settings.prefixes).map(([name, space]) => `${name}: <${space}>`);
const endpoint = new URL("/sparql", location.href).href;
Yasgui.Yasqe.forkAutocompleter("prefixes", { name: "own-prefixes", persistenceId: null, get: () => Promise.resolve(prefixes) });
Yasgui.Yasqe.defaults.autocompleters = ["variables", "own-prefixes"];
Yasgui.Yasqe.defaults.value = settings.query;
Yasgui.Yasr.defaults.prefixes = settings.prefixes;
const editor = new Yasgui(document.getElementById("editor"), {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: false,
  persistenceId: null,
  populateFromUrl: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => {} },
});
document.documentElement.dataset.ready = "";
if (new URLSearchParams(location.search).has("question")) editor.getTab()?.query();

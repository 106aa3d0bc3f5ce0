// The timeline page: a storyline a row, what is dated to the day as a mark, what is vague as a band.

const STORIES = ["visit", "gathering", "agreement", "contact"];
const DONE = new Set(["held", "under-way", "signed", "ratified", "in-force", "renewed", "amended"]);
const OFF = new Set(["cancelled", "suspended", "denounced", "expired"]);
const timeline = { stories: [], most: 150, width: 800 };

function startStage() {
  const canvas = document.getElementById("canvas");
  canvas.className = "timeline";
  canvas.setAttribute("role", "region");
  canvas.tabIndex = 0;
  stage.panels.story = storyPanel;
  new ResizeObserver(() => { if (laneWidth() !== timeline.width) drawStage(); }).observe(canvas);
  drawStage();
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
}

function storyKey(fact) {
  const f = fact.fields;
  if (fact.type === "visit") return `visit ${agentNames(f.visitors)} ${agentNames(f.destination) || f.place || ""}`;
  if (fact.type === "contact") return `contact ${(f.participants || []).map(agentName).sort().join(" ")}`;
  return `${fact.type} ${plain(f.label || "")}`;
}

// Facts that tell of the same thing, in the order in which their documents tell it.
function stories() {
  const found = new Map();
  for (const fact of data.facts) {
    if (!view.facts[fact.index] || !STORIES.includes(fact.type)) continue;
    const key = storyKey(fact);
    if (!found.has(key)) found.set(key, { key, type: fact.type, facts: [] });
    found.get(key).facts.push(fact);
  }
  for (const story of found.values()) {
    story.facts.sort((a, b) => documentDay(a.document) - documentDay(b.document) || a.index - b.index);
    story.day = Math.min(...story.facts.map((fact) => fact.from ?? fact.to ?? Infinity));
  }
  return [...found.values()].sort((a, b) => STORIES.indexOf(a.type) - STORIES.indexOf(b.type) || a.day - b.day || (a.key < b.key ? -1 : 1));
}

function laneWidth() {
  const canvas = document.getElementById("canvas");
  return Math.max(220, canvas.clientWidth - (canvas.clientWidth < 620 ? 20 : 330));
}

function stageStatus(fact) {
  return fact.fields.status ?? fact.fields.action ?? "";
}

function statusWord(fact) {
  return word(fact.fields.status ? "status" : "action", stageStatus(fact));
}

function scaleOf() {
  const [first, last] = [state.from ?? time.first, state.to ?? time.last];
  const pad = Math.max(2, (last - first) * 0.02);
  const span = last - first + 2 * pad;
  return { first: first - pad, last: last + pad, x: (day) => ((day - first + pad) / span) * timeline.width };
}

function drawStage() {
  const canvas = document.getElementById("canvas");
  canvas.setAttribute("aria-label", t("timeline_label"));
  timeline.width = laneWidth();
  timeline.stories = stories();
  const dated = timeline.stories.filter((story) => story.day !== Infinity);
  const scale = scaleOf();
  const ticks = axisTicks(scale);
  const parts = [h("div", { class: "axis", "aria-hidden": "true" }, axis(scale, ticks))];
  let left = timeline.most;
  for (const type of STORIES) {
    const rows = dated.filter((story) => story.type === type);
    if (!rows.length || left <= 0) continue;
    const list = h("ol", {}, ...rows.slice(0, left).map((story) => storyRow(story, scale, ticks)));
    left -= rows.length;
    parts.push(h("section", {}, h("h2", {}, dot(type), word("types", type), " ", h("span", { class: "count" }, number(rows.length))), list));
  }
  if (dated.length > timeline.most) parts.push(h("button", { class: "more", onclick: () => { timeline.most += 300; drawStage(); } }, t("show_more", { count: number(dated.length - timeline.most) })));
  const undated = timeline.stories.filter((story) => story.day === Infinity);
  if (undated.length) {
    parts.push(h("details", { class: "undated-list" }, h("summary", {}, `${t("undated_row")} (${number(undated.length)})`),
      h("ul", {}, ...undated.slice(0, 300).map((story) => h("li", {}, storyButton(story))))));
  }
  const top = canvas.scrollTop;
  canvas.replaceChildren(...parts);
  canvas.scrollTop = top;
  document.getElementById("empty").hidden = timeline.stories.length > 0;
}

function storyButton(story) {
  const last = story.facts[story.facts.length - 1];
  const chain = story.facts.map(statusWord).filter((text, place, all) => text && text !== all[place - 1]).join(" → ");
  return h("button", { class: "story", "aria-current": state.selected === `story:${story.key}` ? "true" : null,
    onclick: () => change(() => { state.selected = `story:${story.key}`; }, { undo: false }) },
    h("span", { class: "head" }, headline(last)), h("span", { class: "meta" }, [chain, dateText(last.fields.date)].filter(Boolean).join(" · ")));
}

function storyRow(story, scale, ticks) {
  const lane = s("svg", { width: timeline.width, height: 34, class: `lane ${story.type}`, "aria-hidden": "true" });
  for (const tick of ticks) lane.append(s("line", { x1: scale.x(tick.day), x2: scale.x(tick.day), y1: 0, y2: 34, class: "grid" }));
  lane.append(...storyMarks(story, scale, 17));
  lane.addEventListener("click", () => change(() => { state.selected = `story:${story.key}`; }, { undo: false }));
  return h("li", {}, storyButton(story), lane);
}

function storyMarks(story, scale, y) {
  const spans = story.facts.filter((fact) => fact.from !== null || fact.to !== null);
  const middles = spans.map((fact) => (scale.x(fact.from ?? scale.first) + scale.x(fact.to ?? scale.last)) / 2);
  const marks = [];
  if (middles.length > 1) marks.push(s("line", { x1: Math.min(...middles), x2: Math.max(...middles), y1: y, y2: y, class: "thread" }));
  spans.forEach((fact, place) => {
    const [a, b] = [scale.x(fact.from ?? scale.first), scale.x(fact.to ?? scale.last)];
    const title = s("title", {}, [headline(fact), statusWord(fact), dateText(fact.fields.date)].join(" · "));
    if (fact.from !== fact.to) marks.push(s("rect", { x: a, width: Math.max(3, b - a), y: y - 6, height: 12, rx: 6, class: `band ${DONE.has(stageStatus(fact)) ? "done" : ""}` }));
    marks.push(s("g", { class: "mark" }, title, ...mark(middles[place], y, stageStatus(fact))));
  });
  return marks;
}

// Full: it took place or holds. Hollow: to come. Crossed: called off. With an arrow: put off.
function mark(x, y, status) {
  if (OFF.has(status)) return [s("path", { d: `M${x - 4.5} ${y - 4.5}l9 9m0-9l-9 9`, class: "cross" })];
  const circle = s("circle", { cx: x, cy: y, r: 5.5, class: DONE.has(status) ? "full" : "hollow" });
  return status === "postponed" ? [circle, s("path", { d: `M${x + 7} ${y}h7m-3-3l3 3l-3 3`, class: "put-off" })] : [circle];
}

function axisTicks(scale) {
  const days = scale.last - scale.first;
  const step = [[20, "day", 2], [75, "day", 7], [200, "month", 1], [560, "month", 2], [1300, "month", 6], [6000, "year", 1], [25000, "year", 5], [Infinity, "year", 25]].find(([most]) => days < most);
  const [, unit, size] = step;
  const ticks = [];
  const start = new Date(scale.first * DAY);
  let at = unit === "day" ? Math.ceil(scale.first) * DAY : Date.UTC(start.getUTCFullYear(), unit === "month" ? start.getUTCMonth() : 0, 1);
  while (at / DAY <= scale.last && ticks.length < 60) {
    if (at / DAY >= scale.first) {
      const options = unit === "year" ? { year: "numeric" } : unit === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" };
      ticks.push({ day: at / DAY, text: format(at, options) });
    }
    const date = new Date(at);
    if (unit === "day") at += size * DAY;
    else at = unit === "month" ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + size, 1) : Date.UTC(date.getUTCFullYear() + size, 0, 1);
  }
  return ticks;
}

function axis(scale, ticks) {
  const picture = s("svg", { width: timeline.width, height: 26 });
  let free = -Infinity;
  for (const tick of ticks) {
    const x = scale.x(tick.day);
    picture.append(s("line", { x1: x, x2: x, y1: 20, y2: 26, class: "grid" }));
    if (x < free || x + tick.text.length * 7 > timeline.width) continue;
    picture.append(s("text", { x: x + 3, y: 16 }, tick.text));
    free = x + tick.text.length * 7 + 14;
  }
  return picture;
}

function storyPanel(key) {
  const story = timeline.stories.find((each) => each.key === key);
  if (story) factsPanel(headline(story.facts[story.facts.length - 1]), story.facts);
}

function stageSvg() {
  const rows = timeline.stories.filter((story) => story.day !== Infinity).slice(0, timeline.most);
  const scale = scaleOf();
  const ticks = axisTicks(scale);
  const picture = s("svg", { xmlns: SVG, viewBox: `0 0 ${timeline.width + 320} ${rows.length * 26 + 40}`, "font-family": "sans-serif", "font-size": 11 });
  picture.append(s("style", {}, svgStyle()), s("rect", { width: "100%", height: "100%", fill: css("--ground") }));
  const lanes = s("g", { transform: "translate(310 30)" });
  for (const tick of ticks) lanes.append(s("line", { x1: scale.x(tick.day), x2: scale.x(tick.day), y1: 0, y2: rows.length * 26, class: "grid" }), s("text", { x: scale.x(tick.day) + 3, y: -6, fill: css("--ink") }, tick.text));
  rows.forEach((story, place) => {
    lanes.append(s("g", { class: `lane ${story.type}` }, ...storyMarks(story, scale, place * 26 + 13)));
    const text = headline(story.facts[story.facts.length - 1]);
    picture.append(s("text", { x: 8, y: place * 26 + 47, fill: css("--ink") }, text.length > 52 ? `${text.slice(0, 51)}…` : text));
  });
  picture.append(lanes);
  return picture;
}

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function svgStyle() {
  const colours = STORIES.map((type) => `.${type}{color:${css(`--${type}`)}}`).join("");
  return `${colours}.grid{stroke:${css("--line")}}.thread{stroke:currentColor;opacity:.5}.band{fill:currentColor;opacity:.22}.full{fill:currentColor}.hollow{fill:${css("--ground")};stroke:currentColor;stroke-width:2}.cross,.put-off{stroke:currentColor;stroke-width:2;fill:none}`;
}

// The time slider: two handles over a histogram of the dates, and play.

const time = { first: 0, last: 0, timer: 0 };

function startTime() {
  let [first, last] = [Infinity, -Infinity];
  for (const fact of data.facts) {
    if (fact.from !== null) first = Math.min(first, fact.from);
    if (fact.to !== null) last = Math.max(last, fact.to);
    if (fact.to === null && fact.from !== null) last = Math.max(last, fact.from);
    if (fact.from === null && fact.to !== null) first = Math.min(first, fact.to);
  }
  [time.first, time.last] = [first, last];
  const box = document.getElementById("time");
  box.hidden = !(first < last);
}

function drawTime() {
  const box = document.getElementById("time");
  if (box.hidden) return;
  const shown = [view.filters, language].join("~");
  if (time.shown === shown && document.getElementById("time-from") && Boolean(time.timer) === time.played) return;
  [time.shown, time.played] = [shown, Boolean(time.timer)];
  const bins = histogram(120);
  const most = Math.max(...bins.map((bin) => bin.all), 0.001);
  const bars = s("svg", { viewBox: "0 0 120 24", preserveAspectRatio: "none", "aria-hidden": "true", class: "bars" });
  bins.forEach((bin, place) => {
    bars.append(s("rect", { x: place + 0.1, width: 0.8, y: 24 - (bin.all / most) * 24, height: (bin.all / most) * 24, class: "all" }));
    bars.append(s("rect", { x: place + 0.1, width: 0.8, y: 24 - (bin.shown / most) * 24, height: (bin.shown / most) * 24, class: "shown" }));
  });
  if (!document.getElementById("time-from")) {
    const handle = (side) => h("input", { id: `time-${side}`, type: "range", min: time.first, max: time.last, step: 1, "aria-label": t(`time_${side}`), oninput: (event) => slide(side, Number(event.target.value)) });
    box.replaceChildren(
      h("button", { id: "play", class: "icon", onclick: play }),
      h("div", { class: "track" }, bars, h("div", { class: "range" }, handle("from"), handle("to"))),
      h("output", { id: "time-text", for: "time-from time-to" }),
      h("label", { class: "undated" }, h("input", { id: "undated", type: "checkbox", onchange: (event) => change(() => { state.undated = event.target.checked; }) }), h("span", {}, t("undated"))));
  } else box.querySelector(".bars").replaceWith(bars);
  const [from, to] = [state.from ?? time.first, state.to ?? time.last];
  for (const [side, value] of [["from", from], ["to", to]]) {
    const input = document.getElementById(`time-${side}`);
    input.value = String(value);
    input.setAttribute("aria-valuetext", dayText(value));
    input.setAttribute("aria-label", t(`time_${side}`));
  }
  const whole = time.last - time.first;
  const track = box.querySelector(".track");
  track.style.setProperty("--from", `${((from - time.first) / whole) * 100}%`);
  track.style.setProperty("--to", `${((to - time.first) / whole) * 100}%`);
  document.getElementById("time-text").textContent = `${dayText(from)} – ${dayText(to)}`;
  document.getElementById("undated").checked = state.undated;
  document.querySelector(".undated span").textContent = t("undated");
  const button = document.getElementById("play");
  button.textContent = time.timer ? "❚❚" : "▶";
  button.setAttribute("aria-label", t(time.timer ? "pause" : "play"));
}

// A fuzzy date is spread over the days that it covers, so it weighs one fact in all.
function histogram(count) {
  const bins = Array.from({ length: count }, () => ({ all: 0, shown: 0 }));
  const width = (time.last - time.first + 1) / count;
  for (const fact of data.facts) {
    if (fact.from === null && fact.to === null) continue;
    const [a, b] = [fact.from ?? time.first, fact.to ?? time.last].map((day) => Math.min(count - 1, Math.max(0, Math.floor((day - time.first) / width))));
    const share = 1 / (b - a + 1);
    for (let place = a; place <= b; place++) {
      bins[place].all += share;
      if (view.facts[fact.index]) bins[place].shown += share;
    }
  }
  return bins;
}

function slide(side, value) {
  stop();
  change(() => {
    state[side] = value;
    if (state.from !== null && state.to !== null && state.from > state.to) state[side === "from" ? "to" : "from"] = value;
    if (state.from === time.first) state.from = null;
    if (state.to === time.last) state.to = null;
  }, { gesture: side });
}

function play() {
  if (time.timer) {
    stop();
    drawTime();
    return;
  }
  const whole = time.last - time.first;
  const span = state.from === null && state.to === null ? Math.max(1, Math.round(whole / 10)) : Math.max(1, (state.to ?? time.last) - (state.from ?? time.first));
  const step = Math.max(1, Math.round(span / 6));
  const start = state.to === null || state.to >= time.last ? time.first : state.from ?? time.first;
  change(() => { state.from = start; state.to = Math.min(time.last, start + span); });
  time.timer = setInterval(() => {
    if (state.to === null || state.to >= time.last) {
      stop();
      drawTime();
      return;
    }
    change(() => { state.from = Math.min(time.last, (state.from ?? time.first) + step); state.to = Math.min(time.last, state.to + step); }, { undo: false });
  }, 700);
  drawTime();
}

function stop() {
  clearInterval(time.timer);
  time.timer = 0;
}

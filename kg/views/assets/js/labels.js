// Where labels go so that none lies on another: the best evidenced first, in whole or short, below or beside.

const widths = new Map();

function textWidth(context, text, font) {
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = font;
    width = context.measureText(text).width;
    if (widths.size > 20000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

function wrap(label) {
  const lines = [""];
  for (const part of label.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + 1 + part.length > 17) lines.push(part);
    else lines[last] = lines[last] ? `${lines[last]} ${part}` : part;
  }
  const cut = lines.slice(0, 2).map((line) => (line.length > 22 ? `${line.slice(0, 21)}…` : line));
  if (lines.length > 2 && !cut[1].endsWith("…")) cut[1] += "…";
  return cut;
}

// A grid of boxes that answers whether a new box is free.
function occupancy(cell) {
  const cells = new Map();
  const visit = (box, act) => {
    for (let x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x++) {
      for (let y = Math.floor(box[1] / cell); y <= Math.floor(box[3] / cell); y++) {
        if (act(`${x},${y}`)) return true;
      }
    }
    return false;
  };
  const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  return {
    add: (box, owner) => visit(box, (key) => {
      if (cells.has(key)) cells.get(key).push([box, owner]);
      else cells.set(key, [[box, owner]]);
    }),
    taken: (box, owner) => visit(box, (key) => (cells.get(key) || []).some(([other, whose]) => whose !== owner && !apart(box, other))),
  };
}

// Items {id, x, y, size, rank, full, short, font, must} in the picture's own units; `unit` is a pixel in them.
function placeLabels(context, items, unit) {
  const taken = occupancy(90 * unit);
  for (const item of items) {
    const r = item.size * 0.9;
    taken.add([item.x - r, item.y - r, item.x + r, item.y + r], item.id);
  }
  const placed = [];
  const order = [...items].sort((a, b) => b.must - a.must || b.rank - a.rank || a.id - b.id);
  for (const item of order) {
    const spots = candidates(context, item, unit);
    const spot = spots.find((each) => !taken.taken(each.box, item.id)) ?? (item.must ? spots[0] : null);
    if (!spot) continue;
    taken.add(spot.box, item.id);
    placed.push({ ...spot, id: item.id, dx: spot.x - item.x, dy: spot.y - item.y });
  }
  return placed;
}

function candidates(context, item, unit) {
  const found = [];
  const texts = item.full.join(" ") === item.short ? [item.full] : [item.full, [item.short]];
  const line = item.font.height * unit;
  const gap = item.size + 2.5 * unit;
  for (const lines of texts) {
    const width = Math.max(...lines.map((text) => textWidth(context, text, item.font.css))) * unit;
    const height = lines.length * line;
    const spot = (x, y, align) => {
      const left = align === "center" ? x - width / 2 : align === "left" ? x : x - width;
      return { lines, x, y, align, line, font: item.font, box: [left - unit, y - unit, left + width + unit, y + height + unit] };
    };
    found.push(
      spot(item.x, item.y + gap, "center"),
      spot(item.x + gap + unit, item.y - height / 2, "left"),
      spot(item.x - gap - unit, item.y - height / 2, "right"),
      spot(item.x, item.y - gap - height, "center"),
      spot(item.x + gap * 0.7, item.y + gap * 0.5, "left"),
      spot(item.x - gap * 0.7, item.y + gap * 0.5, "right"),
      spot(item.x + gap * 0.7, item.y - gap * 0.5 - height, "left"),
      spot(item.x - gap * 0.7, item.y - gap * 0.5 - height, "right"),
    );
  }
  return found;
}

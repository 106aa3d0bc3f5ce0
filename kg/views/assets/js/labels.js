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

// With more nodes than this, labels are short and need less room at the edges.
const CROWD = 90;

// So many nodes at most may have others' labels moved for theirs: it takes time, and is in vain in a throng.
const ASKING = 60;

// How many pixels, across and down, are left beyond the outermost nodes where all of the picture is seen.
function margins(count, width = Infinity) {
  return count > CROWD ? [33, 33] : [Math.min(65, width / 8), 45];
}

// A grid of boxes that answers whether a new box is free.
function occupancy(cell) {
  const cells = new Map();
  const reach = (box, act) => {
    for (let x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x++) {
      for (let y = Math.floor(box[1] / cell); y <= Math.floor(box[3] / cell); y++) {
        if (act(`${x},${y}`)) return true;
      }
    }
    return false;
  };
  const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
  return {
    add: (box, owner) => reach(box, (key) => {
      if (cells.has(key)) cells.get(key).push([box, owner]);
      else cells.set(key, [[box, owner]]);
    }),
    remove: (box) => reach(box, (key) => { cells.set(key, cells.get(key).filter(([other]) => other !== box)); }),
    taken: (box, owner) => reach(box, (key) => (cells.get(key) || []).some(([other, whose]) => whose !== owner && !apart(box, other))),
    inTheWay: (box, owner) => {
      const found = new Map();
      reach(box, (key) => { for (const [other, whose] of cells.get(key) || []) if (whose !== owner && !apart(box, other)) found.set(other, whose); });
      return [...found];
    },
  };
}

// Items {id, x, y, size, rank, full, short, font, must, coded} in the picture's own units; `unit` is a pixel in
// them. First each gets a label, short where it must be, `coded` ones have theirs in them; then names are
// written out as far as there is room. None lies on another, on a node, or over the edge of the picture.
function placeLabels(context, items, unit, width) {
  const taken = occupancy(90 * unit);
  const edge = [Infinity, Infinity, -Infinity, -Infinity];
  const [across, down] = margins(items.length, width).map((pixels) => pixels * unit);
  for (const item of items) {
    const r = item.size * 0.9;
    taken.add([item.x - r, item.y - r, item.x + r, item.y + r], item.id);
    edge[0] = Math.min(edge[0], item.x - across);
    edge[1] = Math.min(edge[1], item.y - down);
    edge[2] = Math.max(edge[2], item.x + across);
    edge[3] = Math.max(edge[3], item.y + down);
  }
  const inside = (box) => box[0] >= edge[0] && box[1] >= edge[1] && box[2] <= edge[2] && box[3] <= edge[3];
  const order = items.filter((item) => item.full.length).sort((a, b) => b.must - a.must || b.rank - a.rank || a.id - b.id);
  const chosen = new Map();
  const put = (item, spot) => {
    if (chosen.has(item.id)) taken.remove(chosen.get(item.id).box);
    taken.add(spot.box, item.id);
    chosen.set(item.id, { ...spot, item, id: item.id, dx: spot.x - item.x, dy: spot.y - item.y });
  };
  const choose = (item, lines, spots = candidates(context, item, lines, unit)) => {
    const free = spots.filter((each) => !taken.taken(each.box, item.id));
    const spot = free.find((each) => inside(each.box)) ?? (item.coded || chosen.has(item.id) ? null : free[0] ?? (item.must ? spots[0] : null));
    if (spot) put(item, spot);
  };
  // Labels that are in the way move to other places of their own, if all of them can.
  const movesFor = (item) => (spot) => {
    const blocking = taken.inTheWay(spot.box, item.id);
    const others = blocking.map(([, owner]) => chosen.get(owner));
    if (!inside(spot.box) || blocking.some(([box], place) => others[place]?.box !== box)) return false;
    taken.add(spot.box, item.id);
    const moved = others.every((other) => {
      const free = candidates(context, other.item, other.lines, unit).find((each) => inside(each.box) && !taken.taken(each.box, other.id));
      if (free) put(other.item, free);
      return free;
    });
    taken.remove(spot.box);
    if (!moved) for (const other of others) put(other.item, other);
    return moved;
  };
  const bare = order.filter((item) => !item.coded && item.short);
  // The layout left room below each node: whoever has it takes it before others look for theirs.
  for (const item of bare) {
    const below = candidates(context, item, [item.short], unit)[0];
    if (inside(below.box) && !taken.taken(below.box, item.id)) choose(item, [item.short], [below]);
  }
  for (const item of bare) if (!chosen.has(item.id)) choose(item, [item.short]);
  for (const item of bare.filter((each) => !chosen.has(each.id)).slice(0, ASKING)) {
    const spot = candidates(context, item, [item.short], unit).find(movesFor(item));
    if (spot) put(item, spot);
  }
  for (const item of order) if (item.full.join(" ") !== item.short || !chosen.has(item.id)) choose(item, item.full);
  return [...chosen.values()];
}

// Below, beside, above, and aslant of a node.
function candidates(context, item, lines, unit) {
  const line = item.font.height * unit;
  const gap = item.size + 2 * unit;
  const width = Math.max(...lines.map((text) => textWidth(context, text, item.font.css))) * unit;
  const height = lines.length * line;
  const spot = (x, y, align) => {
    const left = align === "center" ? x - width / 2 : align === "left" ? x : x - width;
    return { lines, x, y, align, line, font: item.font, box: [left - unit, y, left + width + unit, y + height] };
  };
  return [
    spot(item.x, item.y + gap, "center"),
    spot(item.x + gap + unit, item.y - height / 2, "left"),
    spot(item.x - gap - unit, item.y - height / 2, "right"),
    spot(item.x, item.y - gap - height, "center"),
    spot(item.x + gap * 0.7, item.y + gap * 0.5, "left"),
    spot(item.x - gap * 0.7, item.y + gap * 0.5, "right"),
    spot(item.x + gap * 0.7, item.y - gap * 0.5 - height, "left"),
    spot(item.x - gap * 0.7, item.y - gap * 0.5 - height, "right"),
    spot(item.x - gap, item.y + gap, "left"),
    spot(item.x + gap, item.y + gap, "right"),
    spot(item.x - gap, item.y - gap - height, "left"),
    spot(item.x + gap, item.y - gap - height, "right"),
  ];
}

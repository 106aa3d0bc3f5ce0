// The picture as SVG: the same nodes, links and labels as on the canvas, in vectors.

function graphSvg() {
  const colours = THEMES[theme()];
  const items = stage.renderer.items();
  const at = new Map(items.map((item) => [item.id, item]));
  const pad = 80;
  const [left, top] = [Math.min(...items.map((i) => i.x)) - pad, Math.min(...items.map((i) => i.y)) - pad];
  const [right, bottom] = [Math.max(...items.map((i) => i.x)) + pad, Math.max(...items.map((i) => i.y)) + pad];
  const picture = s("svg", { xmlns: SVG, viewBox: `${left} ${top} ${right - left} ${bottom - top}`, "font-family": "sans-serif" });
  picture.append(s("title", {}, document.title), s("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: colours.ground }));
  for (const link of view.links) {
    const item = linkItem(link, null, null, colours);
    const [a, b] = [at.get(link.source), at.get(link.target)];
    if (!a || !b) continue;
    const [x, y] = [(a.x + b.x) / 2 - (b.y - a.y) * link.bend, (a.y + b.y) / 2 + (b.x - a.x) * link.bend];
    picture.append(s("path", { d: `M${a.x} ${a.y}Q${Math.round(x)} ${Math.round(y)} ${b.x} ${b.y}`, fill: "none", stroke: item.colour, "stroke-width": item.width, "stroke-opacity": item.faint ? 0.45 : 0.72, "stroke-dasharray": item.dashes ? "7 6" : null },
      s("title", {}, `${agentName(link.source)} – ${agentName(link.target)}: ${word("type", link.type)} (${link.count})`)));
    if (item.arrow) picture.append(arrowHead(x, y, b, item.colour));
  }
  for (const item of items) {
    picture.append(nodeSvg(item));
    if (item.code) picture.append(s("text", { x: item.x, y: item.y + item.size * 0.3, "text-anchor": "middle", "font-size": codeSize(item, 1), "font-weight": 600, fill: item.codeInk }, item.code));
  }
  const context = document.createElement("canvas").getContext("2d");
  for (const label of placeLabels(context, items, 1)) {
    const anchor = { center: "middle", left: "start", right: "end" }[label.align];
    label.lines.forEach((text, row) => picture.append(s("text", { x: Math.round(label.x), y: Math.round(label.y + (row + 0.8) * label.line), "text-anchor": anchor, "font-size": label.font.size, "font-weight": label.font.weight, fill: colours.text, stroke: colours.halo, "stroke-width": 3, "paint-order": "stroke" }, text)));
  }
  return picture;
}

function nodeSvg(item) {
  const paint = { fill: item.fill, stroke: item.stroke, "stroke-width": item.strong ? 4 : 1.5 };
  const corners = { square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]], hexagon: [[1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0], [-0.5, -0.87], [0.5, -0.87]], triangle: [[0, -1], [0.9, 0.7], [-0.9, 0.7]], triangleDown: [[0, 1], [0.9, -0.7], [-0.9, -0.7]] }[item.shape];
  if (!corners) return s("circle", { cx: item.x, cy: item.y, r: item.size, ...paint });
  return s("polygon", { points: corners.map(([x, y]) => `${Math.round(item.x + x * item.size)},${Math.round(item.y + y * item.size)}`).join(" "), ...paint });
}

function arrowHead(x, y, end, colour) {
  const angle = Math.atan2(end.y - y, end.x - x);
  const tip = [end.x - Math.cos(angle) * (end.size + 2), end.y - Math.sin(angle) * (end.size + 2)];
  const corner = (turn) => `${Math.round(tip[0] - Math.cos(angle + turn) * 11)},${Math.round(tip[1] - Math.sin(angle + turn) * 11)}`;
  return s("polygon", { points: `${Math.round(tip[0])},${Math.round(tip[1])} ${corner(0.4)} ${corner(-0.4)}`, fill: colour });
}

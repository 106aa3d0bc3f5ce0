// The only file that knows what draws the graph: vis-network on a canvas, without physics.
// In: nodes {id, x, y, size, shape, fill, stroke, code, full, short, rank, must, dim, strong} and
// links {id, from, to, colour, width, dashes, arrow, bend, dim, strong}. Out: events, positions, a picture.

function createRenderer(container, on) {
  const nodes = new vis.DataSet();
  const links = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges: links }, {
    autoResize: false,
    physics: false,
    layout: { improvedLayout: false },
    nodes: { chosen: false, borderWidth: 1.5, borderWidthSelected: 1.5, labelHighlightBold: false, shapeProperties: { interpolation: false } },
    edges: { chosen: false, smooth: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
    interaction: { hover: true, hideEdgesOnDrag: false, hideEdgesOnZoom: false, keyboard: false, selectConnectedEdges: false, tooltipDelay: 100000, zoomSpeed: 0.7 },
  });
  const items = new Map();
  let labels = [];
  let labelScale = 0;
  let moving = false;
  let busy = false;
  let ink = { text: "#000", halo: "#fff", code: "#fff" };

  const canvas = container.querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const outer = container.querySelector(".vis-network");
  if (outer) outer.removeAttribute("tabindex");

  network.on("afterDrawing", (context) => {
    drawCodes(context);
    drawLabels(context);
    on.drawn?.();
  });
  network.on("dragStart", (event) => { moving = !event.nodes.length; });
  network.on("dragEnd", (event) => {
    moving = false;
    for (const id of event.nodes) move(id);
    labelScale = 0;
    network.redraw();
    if (event.nodes.length) on.moved?.(event.nodes);
  });
  network.on("click", (event) => {
    if (event.nodes.length) on.node(event.nodes[0], event.event.srcEvent);
    else if (event.edges.length) on.link(event.edges[0]);
    else on.nothing();
  });
  network.on("doubleClick", (event) => { if (event.nodes.length) on.open(event.nodes[0]); });
  network.on("hoverNode", (event) => on.hover({ node: event.node }, event.event));
  network.on("hoverEdge", (event) => on.hover({ link: event.edge }, event.event));
  network.on("blurNode", () => on.hover(null));
  network.on("blurEdge", () => on.hover(null));

  // vis-network zooms when its box changes; a panel that opens must move nothing: same scale, same middle.
  let size = [container.clientWidth, container.clientHeight];

  function adapt() {
    const now = [container.clientWidth, container.clientHeight];
    if ((now[0] === size[0] && now[1] === size[1]) || !now[0] || !now[1]) return;
    const scale = network.getScale();
    const position = network.DOMtoCanvas({ x: size[0] / 2, y: size[1] / 2 });
    size = now;
    network.setSize("100%", "100%");
    network.moveTo({ position, scale });
    network.redraw();
  }

  new ResizeObserver(adapt).observe(container);

  function move(id) {
    const at = network.getPositions([id])[id];
    const item = items.get(id);
    if (at && item) [item.x, item.y] = [at.x, at.y];
  }

  function drawCodes(context) {
    const scale = network.getScale();
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const item of items.values()) {
      if (!item.code || item.size * scale < CODED) continue;
      context.globalAlpha = item.dim ? 0.35 : 1;
      context.font = `600 ${codeSize(item, scale)}px ${FONT}`;
      context.fillStyle = item.codeInk;
      const at = network.body.nodes[item.id];
      context.fillText(item.code, at ? at.x : item.x, (at ? at.y : item.y) + item.size * 0.05);
    }
    context.globalAlpha = 1;
  }

  function drawLabels(context) {
    const scale = network.getScale();
    if (Math.abs(scale - labelScale) > labelScale * 0.02 || !labelScale) {
      for (const item of items.values()) item.coded = Boolean(item.code) && item.size * scale >= CODED;
      labels = placeLabels(context, [...items.values()], 1 / scale, container.clientWidth);
      labelScale = scale;
    }
    // vis-network has scaled the canvas; labels keep their size on the screen.
    const unit = 1 / scale;
    const halo = !(moving && labels.length > 250);
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3 * unit;
    context.strokeStyle = ink.halo;
    context.fillStyle = ink.text;
    for (const label of labels) {
      const item = items.get(label.id);
      if (!item) continue;
      const at = network.body.nodes[label.id] ?? item;
      context.globalAlpha = item.dim ? 0.28 : 1;
      context.font = `${label.font.weight} ${label.font.size * unit}px ${FONT}`;
      context.textAlign = label.align;
      label.lines.forEach((text, row) => {
        const [x, y] = [at.x + label.dx, at.y + label.dy + row * label.line + unit];
        if (halo) context.strokeText(text, x, y);
        context.fillText(text, x, y);
      });
    }
    context.globalAlpha = 1;
  }

  function replace(set, rows) {
    const wanted = new Map(rows.map((row) => [row.id, row]));
    const gone = set.getIds().filter((id) => !wanted.has(id));
    if (gone.length) set.remove(gone);
    const changed = rows.filter((row) => {
      const known = set.get(row.id);
      return !known || known.mark !== row.mark;
    });
    if (changed.length) set.update(changed);
  }

  return {
    draw(picture) {
      adapt();
      ink = picture.ink;
      items.clear();
      for (const item of picture.nodes) items.set(item.id, item);
      const now = picture.links.length > BUSY;
      if (now !== busy) network.setOptions({ interaction: { hideEdgesOnDrag: now, hideEdgesOnZoom: now } });
      busy = now;
      // vis-network would draw the picture anew at each step of the change.
      network.body.emitter.emit("_blockRedraw");
      replace(nodes, picture.nodes.map(nodeRow));
      // Set in place: an update through the data would have vis-network weigh every option of every node again.
      for (const item of picture.nodes) Object.assign(network.body.nodes[item.id], { x: item.x, y: item.y });
      replace(links, picture.links.map(linkRow));
      labelScale = 0;
      network.body.emitter.emit("_allowRedraw");
      network.redraw();
    },
    fit(ids, animation = true) {
      adapt();
      const chosen = ids ? ids.map((id) => items.get(id)).filter(Boolean) : [...items.values()];
      if (!chosen.length) return;
      // vis-network's own fit knows the nodes but not our labels, which need room at the edges.
      const [left, right] = [Math.min(...chosen.map((item) => item.x)), Math.max(...chosen.map((item) => item.x))];
      const [top, bottom] = [Math.min(...chosen.map((item) => item.y)), Math.max(...chosen.map((item) => item.y))];
      const [across, down] = margins(chosen.length, container.clientWidth);
      const [width, height] = [container.clientWidth - 2 * across, container.clientHeight - 2 * down];
      const scale = Math.max(0.02, Math.min(1.5, width / (right - left + 1), height / (bottom - top + 1)));
      const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
      network.moveTo({ position: middle, scale, animation: animation && calm() });
      return scale;
    },
    centre(id, scale = 0.9, animation = true) {
      adapt();
      const { x, y } = items.get(id);
      network.moveTo({ position: { x, y }, scale: Math.max(network.getScale(), scale), animation: animation && calm() });
    },
    zoom: (factor, animation = true) => network.moveTo({ scale: Math.min(6, Math.max(0.03, network.getScale() * factor)), animation: animation && calm(120) }),
    pan: (x, y) => { const at = network.getViewPosition(); network.moveTo({ position: { x: at.x + x / network.getScale(), y: at.y + y / network.getScale() } }); },
    position: (id) => items.get(id),
    screen: (id) => network.canvasToDOM(network.getPositions([id])[id]),
    items: () => [...items.values()],
    labels: () => labels,
    redraw: () => { labelScale = 0; network.redraw(); },
    canvas: () => canvas,
  };
}

// A node of fewer pixels than this from its middle to its rim has no room for a code that can be read.
const CODED = 8;

// A code fills its node, and on a small one is as large as goes in.
function codeSize(item, scale) {
  const [usual, most] = item.code.length > 2 ? [0.62, 0.85] : [0.86, 1];
  // Few different sizes: a canvas is slow to change its font.
  return Math.ceil(2 * Math.max(item.size * usual, Math.min(item.size * most, 10 / scale))) / 2;
}

// With more links than this, they are not drawn while the picture moves.
const BUSY = 700;

const FONT = '"Inter","Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif';

function calm(duration = 350) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration, easingFunction: "easeInOutQuad" };
}

function nodeRow(item) {
  const width = item.strong ? 4 : 1.5;
  return {
    id: item.id, x: item.x, y: item.y, size: item.size, shape: item.shape, opacity: item.dim ? 0.2 : 1,
    color: { background: item.fill, border: item.stroke }, borderWidth: width, borderWidthSelected: width,
    mark: [item.fill, item.stroke, item.dim, item.strong, item.size].join(),
  };
}

function linkRow(link) {
  return {
    id: link.id, from: link.from, to: link.to, width: link.strong ? link.width + 2 : link.width,
    color: { color: link.colour, opacity: link.dim ? 0.08 : link.strong ? 1 : link.faint ? link.opacity * 0.6 : link.opacity },
    dashes: link.dashes ? [7, 6] : false,
    arrows: link.arrow ? { to: { enabled: true, scaleFactor: 0.55 } } : { to: { enabled: false } },
    smooth: Math.abs(link.bend) < 0.01 ? false : { enabled: true, type: link.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(link.bend) },
    mark: [link.colour, link.width, link.dashes, link.bend, link.dim, link.strong, link.opacity].join(),
  };
}

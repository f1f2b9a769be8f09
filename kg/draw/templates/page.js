"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const by = (id) => document.getElementById(id);
  const stage = by("network");
  const panel = by("panel");
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(stage, { nodes, edges }, data.options);
  stage.network = network; // for whoever builds on the page
  const keys = [...data.focus, ...Object.keys(data.spoken).filter((key) => !data.focus.includes(key))];
  const isNode = (key) => nodes.get(key) !== null;
  let current = null;
  let opener = null;

  function select(key, speak) {
    current = key;
    network.setSelection(isNode(key) ? { nodes: [key], edges: [] } : { nodes: [], edges: [key] });
    if (speak) by("live").textContent = data.spoken[key];
  }

  function show(key) {
    const ends = isNode(key) ? [key, key] : [edges.get(key).from, edges.get(key).to];
    const [from, to] = ends.map((end) => network.getPosition(end));
    const position = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const spot = network.canvasToDOM(position);
    const covered = panel.hidden || panel.offsetWidth === stage.clientWidth ? 0 : panel.offsetWidth;
    const seen = spot.x > 40 && spot.x < stage.clientWidth - covered - 40 && spot.y > 40 && spot.y < stage.clientHeight - 40;
    if (!seen) network.moveTo({ position, offset: { x: -covered / 2, y: 0 } });
  }

  function line(text) {
    const paragraph = document.createElement("p");
    paragraph.className = "meta";
    paragraph.textContent = text;
    return paragraph;
  }

  function open(key, from) {
    const row = by("row-" + key);
    const cells = [...row.cells].map((cell) => cell.textContent.trim());
    const body = by("panel-body");
    const evidence = by("evidence-" + key).cloneNode(true);
    evidence.removeAttribute("id");
    evidence.querySelectorAll("details").forEach((details) => { details.open = true; });
    body.textContent = "";
    by("panel-title").textContent = isNode(key) ? cells[0] : cells.slice(0, 3).join(" ");
    body.append(line(isNode(key) ? cells.slice(1, 3).filter(Boolean).join(" · ")
      : [cells[3], cells[4], "confidence " + cells[5]].filter(Boolean).join(" · ")), evidence);
    if (isNode(key)) body.append(relations(key));
    document.querySelectorAll("tr.chosen").forEach((each) => each.classList.remove("chosen"));
    row.classList.add("chosen");
    select(key, false);
    panel.hidden = false;
    panel.dataset.key = key;
    panel.scrollTop = 0;
    if (from) { opener = from; panel.focus(); }
  }

  function relations(key) {
    const list = document.createElement("ul");
    edges.forEach((edge) => {
      if (edge.from !== key && edge.to !== key) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "open";
      button.textContent = data.spoken[edge.id];
      button.addEventListener("click", () => open(edge.id, opener));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    });
    return list;
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    network.unselectAll();
    (opener || stage).focus();
    opener = null;
  }

  function step(by_) {
    const shown = keys.filter((key) => isNode(key) || !edges.get(key).hidden);
    const at = shown.indexOf(current);
    const next = shown[at < 0 ? 0 : (at + by_ + shown.length) % shown.length];
    if (next === undefined) return;
    select(next, true);
    show(next);
  }

  function whole() {
    network.fit({ animation: false, maxZoomLevel: 1.1 });
    // On a narrow screen the whole picture would be too small to read: begin at what was asked for.
    if (network.getScale() < 0.45 && data.nodes.length) {
      const at = data.focus.length ? network.getPosition(data.focus[0]) : network.getViewPosition();
      network.moveTo({ scale: 0.62, position: at });
    }
  }

  function zoom(factor) { network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) }); }

  function filter() {
    const words = by("search").value.trim().toLowerCase();
    const status = by("status").value;
    const found = new Set();
    nodes.update(data.nodes.map((node) => {
      const matches = !words || data.spoken[node.id].toLowerCase().includes(words);
      if (matches) found.add(node.id);
      by("row-" + node.id).hidden = !matches;
      return { id: node.id, opacity: matches ? 1 : 0.18, font: matches ? node.font : { ...node.font, color: "#b4b4b0" } };
    }));
    edges.update(data.edges.map((edge) => {
      const row = by("row-" + edge.id);
      const matches = (!status || row.dataset.status === status)
        && (!words || found.has(edge.from) || found.has(edge.to) || data.spoken[edge.id].toLowerCase().includes(words));
      row.hidden = !matches;
      return { id: edge.id, hidden: !matches };
    }));
    by("live").textContent = words ? found.size + " found" : "";
    if (words && found.size === 1) { const [only] = found; select(only, false); show(only); }
  }

  network.on("click", (event) => {
    if (event.nodes.length) open(event.nodes[0], stage);
    else if (event.edges.length) open(event.edges[0], stage);
    else close();
  });
  network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { stage.style.cursor = "pointer"; });
  network.on("blurNode", () => { stage.style.cursor = ""; });
  network.on("blurEdge", () => { stage.style.cursor = ""; });
  stage.addEventListener("wheel", (event) => {
    // Without Ctrl the wheel scrolls the page, as the reader expects.
    if (!event.ctrlKey && document.activeElement !== stage) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12);
  }, { passive: false });
  stage.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.key in moves) step(moves[event.key]);
    else if ((event.key === "Enter" || event.key === " ") && current) open(current, stage);
    else if (event.key === "+") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.querySelectorAll("button.open").forEach((button) => {
    button.disabled = false;
    button.addEventListener("focus", () => select(button.dataset.key, false));
    button.addEventListener("click", () => { open(button.dataset.key, button); show(button.dataset.key); });
  });
  by("close").addEventListener("click", close);
  by("closer").addEventListener("click", () => zoom(1.25));
  by("farther").addEventListener("click", () => zoom(0.8));
  by("whole").addEventListener("click", () => network.fit({ animation: false, maxZoomLevel: 1.1 }));
  by("search").addEventListener("input", filter);
  by("status").addEventListener("change", filter);
  by("tools").hidden = false;
  whole();
})();

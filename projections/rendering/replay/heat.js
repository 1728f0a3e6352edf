// The fulfilment of every goal in every quarter, as known at the shown position.
const heatView = {
  name: "overblik",
  create(host) {
    host.append(legend());
    this.chunks = new Chunks(host, this.build, this.drawPart);
    walk(host, (cell, row) => (cell.quarter === undefined
      ? openDetail(row.goal, "title", state.quarter)
      : openDetail(row.goal, "fulfilment", cell.quarter)));
  },
  draw() { this.chunks.redraw(); },

  build(part) {
    const table = gridTable(quarters.length > 20 ? "heat" : "heat roomy", part.name);
    const head = role(table.createTHead(), "rowgroup");
    const years = role(head.insertRow(), "row"), numbers = role(head.insertRow(), "row");
    const corner = headCell(words.goal);
    corner.rowSpan = 2;
    years.append(corner);
    for (const year of new Set(quarters.map((one) => one.year))) {
      const cell = headCell(String(year));
      cell.colSpan = quarters.filter((one) => one.year === year).length;
      cell.scope = "colgroup";
      years.append(cell);
    }
    part.heads = quarters.map((one) => {
      const cell = headCell("");
      cell.append(made("span", "", `${one.number}.`), made("span", "hidden", ` kvartal ${one.year}`));
      numbers.append(cell);
      return cell;
    });
    const body = role(table.createTBody(), "rowgroup");
    part.rows = part.goals.map((goal) => heatRow(goal, body));
    part.scroll = part.root.appendChild(made("div", "scroll"));
    part.scroll.append(table);
    part.count = table.querySelector("caption .count");
  },

  drawPart(part, near) {
    part.heads.forEach((cell, n) => cell.classList.toggle("current", n === state.quarter));
    let shown = 0;
    for (const row of part.rows) {
      if (row.goal.shown) shown += 1;
      if (due(row, row.goal.shown, near)) drawHeatRow(row);
    }
    drawCount(part, shown);
    if (part.at === state.quarter) return;
    part.at = state.quarter;
    requestAnimationFrame(() => intoView(part));
  },
};

// The shown quarter, where a table is wider than the window, as it is on a phone.
const intoView = ({ scroll, heads }) => {
  if (scroll.scrollWidth <= scroll.clientWidth) return;
  const head = heads[state.quarter];
  scroll.scrollLeft = head.offsetLeft + head.offsetWidth - scroll.clientWidth;
};

const heatRow = (goal, body) => {
  const row = role(body.insertRow(), "row");
  row.goal = goal;
  row.head = role(made("th"), "rowheader");
  row.head.scope = "row";
  row.head.tabIndex = -1;
  row.append(row.head);
  row.cells_ = quarters.map((_, quarter) => {
    const cell = role(made("td"), "gridcell");
    cell.quarter = quarter;
    cell.tabIndex = -1;
    row.append(cell);
    return cell;
  });
  return row;
};

const drawHeatRow = (row) => {
  const { goal } = row, title = titleText(goal, goal.now), rows = rowsAt(goal, state.known);
  if (row.told !== title) {
    row.told = title;
    row.head.replaceChildren(made("span", "number", goal.n), " ", made("bdi", "title", text(title)));
  }
  row.cells_.forEach((cell, quarter) => {
    const at = rows[quarter], current = quarter === state.quarter;
    const told = at < 0 ? -1 : 128 * (step(goal, at) + 1) + flags(goal, at);
    if (cell.current !== current) cell.classList.toggle("current", cell.current = current);
    if (cell.told === told) return;
    cell.told = told;
    drawHeatCell(cell, goal, at, quarter);
  });
};

const drawHeatCell = (cell, goal, at, quarter) => {
  const flag = at < 0 ? 0 : flags(goal, at), reached = at < 0 ? -1 : step(goal, at);
  const missing = flag & FLAG.missing;
  cell.className = at < 0 ? "absent" : `heat-cell ${reached < 0 ? "unknown" : `${tone(goal, at)} s${reached}`}`
    + `${missing ? " gap" : ""}${flag & FLAG.late ? " tardy" : ""}${quarter === state.quarter ? " current" : ""}`;
  // The letters are drawn by the style, so that the cell is read by its label alone.
  cell.dataset.short = at < 0 || (missing && reached < 0) ? "" : reached < 0 ? "?" : data.steps[reached][1];
  const said = at < 0 ? [] : [reached < 0 ? words.noStep : data.steps[reached][0], ...marksOf(flag)];
  const label = `${quarters[quarter].words}: ${said.join(", ") || "–"}`;
  cell.setAttribute("aria-label", label);
  cell.title = label;
};

const legend = () => {
  const list = made("ul", "legend");
  const add = (kind, short, label) => {
    const item = made("li"), sample = made("span", `sample heat-cell ${kind}`);
    sample.dataset.short = short;
    sample.setAttribute("aria-hidden", "true");
    item.append(sample, ` ${label}`);
    list.append(item);
  };
  data.steps.forEach(([label, short, kind], n) => add(`${kind} s${n}`, short, label));
  add("unknown", "?", words.noStep);
  add("gap unknown", "", words.missing);
  add("tardy", "", words.late);
  return list;
};

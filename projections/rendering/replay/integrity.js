// How the promises of the shown quarter hold, as known at the last position of the page.
const integrityView = {
  name: "eftersyn",
  create(host) {
    this.lead = host.appendChild(made("div", "told"));
    this.chunks = new Chunks(host, this.build, this.drawPart);
    walk(host, (cell, row) => openDetail(row.goal, cell.column, state.quarter));
  },
  draw() {
    const known = fill(words.integrityKnown, { quarter: quarters[state.quarter].words, position: data.position });
    const lines = data.integrity.leads[state.quarter].map((line) => made("p", "", text(line)));
    this.lead.replaceChildren(...lines, made("p", "soft", known));
    this.chunks.redraw();
  },

  build(part) {
    const table = gridTable("integrity", part.name);
    const head = role(role(table.createTHead(), "rowgroup").insertRow(), "row");
    head.append(headCell(`${words.number} og ${words.title.toLowerCase()}`), ...data.integrity.heads.map(headCell));
    const body = role(table.createTBody(), "rowgroup");
    part.rows = part.goals.map((goal) => integrityRow(goal, body));
    part.root.appendChild(made("div", "scroll")).append(table);
    part.count = table.querySelector("caption .count");
  },

  drawPart(part, near) {
    let shown = 0;
    for (const row of part.rows) {
      const at = data.integrity.goals[row.goal.index][state.quarter];
      const here = row.goal.shown && at >= 0;
      if (here) shown += 1;
      if (due(row, here, near)) drawIntegrityRow(row, at);
    }
    part.root.hidden = shown === 0;
  },
};

const HELD = ["fulfilment", "fulfilment", "deadline", "status"];
const integrityRow = (goal, body) => {
  const row = role(body.insertRow(), "row");
  row.goal = goal;
  row.head = role(made("th"), "rowheader");
  row.head.scope = "row";
  row.head.column = "title";
  row.head.tabIndex = -1;
  row.append(row.head);
  row.cells_ = data.integrity.heads.map((head, n) => {
    const cell = role(made("td"), "gridcell");
    cell.column = HELD[n];
    cell.tabIndex = -1;
    cell.dataset.head = head;
    row.append(cell);
    return cell;
  });
  return row;
};

const drawIntegrityRow = (row, at) => {
  const { goal } = row, told = `${at} ${titleText(goal, goal.now)}`;
  if (row.told === told) return;
  row.told = told;
  row.head.replaceChildren(made("span", "number", goal.n), " ", made("bdi", "title", text(titleText(goal, goal.now))));
  const [fulfilment, evidence, timeliness, ...findings] = data.integrity.rows[at];
  [fulfilment, evidence, timeliness].forEach((one, n) => row.cells_[n].replaceChildren(made("bdi", "", text(one))));
  const list = made("ul");
  list.append(...findings.map((one) => made("li", "", text(one))));
  row.cells_[3].replaceChildren(...(findings.length ? [list] : []));
  row.cells_[3].classList.toggle("empty", !findings.length);
};

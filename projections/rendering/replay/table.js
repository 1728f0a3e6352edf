// Bilag 1 of the shown quarter, as known at the shown position.
const ENDING = { previous_status: "forrige kvartal", status: "kvartalet" };

const tableView = {
  name: "bilag1",
  create(host) {
    this.chunks = new Chunks(host, this.build, this.drawPart);
    walk(host, (cell, row) => openDetail(row.goal, cell.column, state.quarter));
  },
  draw() { this.chunks.redraw(); },

  build(part) {
    const table = gridTable("bilag1", part.name);
    const columns = table.appendChild(made("colgroup"));
    for (const name of ["name", ...COLUMNS]) columns.append(made("col", `w-${name}`));
    const head = role(role(table.createTHead(), "rowgroup").insertRow(), "row");
    head.append(headCell(`${words.number} og ${words.title.toLowerCase()}`));
    part.heads = {};
    COLUMNS.forEach((name, n) => {
      const cell = headCell(data.columns[n]);
      part.heads[name] = cell;
      head.append(cell);
    });
    const body = role(table.createTBody(), "rowgroup");
    part.rows = part.goals.map((goal) => tableRow(goal, body));
    const scroll = part.root.appendChild(made("div", "scroll"));
    scroll.append(table);
    part.count = table.querySelector("caption .count");
  },

  drawPart(part, near) {
    const now = quarters[state.quarter];
    const before = now.number > 1 ? { number: now.number - 1, year: now.year } : { number: 4, year: now.year - 1 };
    const told = { quarter: now.words, previous: `${before.number}. kvartal ${before.year}` };
    for (const name of ["previous_status", "status"]) {
      part.heads[name].textContent = fill(data.columns[COLUMNS.indexOf(name)], told);
    }
    let shown = 0;
    for (const row of part.rows) {
      if (row.goal.shown) shown += 1;
      if (due(row, row.goal.shown, near)) drawRow(row);
    }
    drawCount(part, shown);
  },
};

// How many goals of the section are reached, in the caption; a part without rows goes.
const drawCount = (part, shown) => {
  const standing = part.all.filter((goal) => goal.now >= 0);
  const n = standing.filter((goal) => flags(goal, goal.now) & FLAG.fulfilled).length;
  part.count.textContent = part.first ? fill(words.reached, { n, total: standing.length }) : "";
  part.root.hidden = shown === 0;
};

const headCell = (title) => {
  const cell = role(made("th", "", title), "columnheader");
  cell.scope = "col";
  return cell;
};

const tableRow = (goal, body) => {
  const row = role(body.insertRow(), "row");
  row.goal = goal;
  row.head = role(made("th"), "rowheader");
  row.head.scope = "row";
  row.head.column = "title";
  row.head.tabIndex = -1;
  row.append(row.head);
  row.cells_ = COLUMNS.map((column, n) => {
    const cell = role(made("td", `c-${column}`), "gridcell");
    cell.column = column;
    cell.tabIndex = -1;
    cell.dataset.head = data.columns[n].replace(/\{\w+\}/, ENDING[column] ?? "");
    row.append(cell);
    return cell;
  });
  return row;
};

const drawRow = (row) => {
  const { goal } = row, flag = flags(goal, goal.now), fresh = isNew(goal);
  const titled = `${titleText(goal, goal.now)} ${fresh} ${isChanged(goal, "title")}`;
  if (row.told !== titled) {
    row.told = titled;
    row.head.replaceChildren(made("span", "number", goal.n), " ", made("bdi", "title", text(titleText(goal, goal.now))));
    if (fresh) row.head.append(" ", made("span", "fresh", words.fresh));
    row.head.classList.toggle("changed", isChanged(goal, "title"));
  }
  row.className = `${flag & FLAG.missing ? "missing " : ""}${flag & FLAG.unchanged ? "unchanged" : ""}`;
  for (const cell of row.cells_) drawCell(cell, goal, flag);
};

const drawCell = (cell, goal, flag) => {
  const { column } = cell, said = cellText(goal, goal.now, column), changed = isChanged(goal, column);
  const mark = (column === "deadline" && flag & FLAG.overdue && words.overdue)
    || (column === "status" && flag & FLAG.late && words.late) || "";
  const kind = column === "fulfilment" ? tone(goal, goal.now) : "";
  const told = `${said} ${changed} ${mark} ${kind}`;
  if (cell.told === told) return;
  cell.told = told;
  cell.replaceChildren();
  cell.classList.toggle("empty", !said && !mark && !changed);
  cell.classList.toggle("changed", changed);
  if (said) cell.append(made("bdi", kind ? `cell step ${kind}` : "cell", text(said)));
  if (mark) cell.append(" ", made("span", "mark", mark));
  if (changed) cell.append(" ", made("span", "lit", words.changed));
};

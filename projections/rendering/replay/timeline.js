// What was recorded, moment by moment, with late entries and corrections; and per quarter how much.
const CORRECTION = new Set(["Rettelse", "Trukket tilbage"].map((word) => data.kinds.indexOf(word)));
const MOMENTS = 40, LINES = 6;

const happened = [];
goals.forEach((goal) => goal.e.forEach((event) => happened.push({ goal, event, position: event[EVENT.position] })));
data.sealings.forEach(([position, quarter, actor]) => happened.push({ position, quarter, actor }));
happened.sort((one, other) => one.position - other.position);

const isLate = (event) => event[EVENT.late] > 0 && event[EVENT.late] <= state.known;

const timelineView = {
  name: "tidslinje",
  create(host) {
    this.more = MOMENTS;
    this.chart = host.appendChild(made("div", "chart"));
    const only = made("label", "only");
    this.only = made("input");
    this.only.type = "checkbox";
    this.only.addEventListener("change", () => this.draw());
    only.append(this.only, " Kun efterregistreringer og rettelser");
    this.list = made("ol", "moments");
    this.button = made("button", "", "Vis flere");
    this.button.type = "button";
    this.button.addEventListener("click", () => { this.more += MOMENTS; this.draw(); });
    host.append(only, this.list, this.button);
    host.addEventListener("click", (event) => {
      const line = event.target.closest("button.line");
      if (line) openDetail(line.goal, line.column, line.quarter);
    });
  },

  draw() {
    const known = happened.filter((one) => one.position <= state.known && (!one.goal || one.goal.shown));
    drawChart(this.chart, known);
    const chosen = this.only.checked
      ? known.filter((one) => one.goal && (isLate(one.event) || CORRECTION.has(one.event[EVENT.kind]))) : known;
    const groups = [];
    for (let n = chosen.length - 1; n >= 0 && groups.length <= this.more; n -= 1) {
      const moment = momentAt(chosen[n].position);
      if (groups.at(-1)?.moment !== moment) groups.push({ moment, lines: [] });
      groups.at(-1).lines.unshift(chosen[n]);
    }
    this.button.hidden = groups.length <= this.more;
    this.list.replaceChildren(...groups.slice(0, this.more).map(momentItem));
    if (!groups.length) this.list.append(made("li", "none", words.none));
    document.dispatchEvent(new Event("settled"));
  },

  // On paper nothing can be unfolded: all of it is there.
  settle() {
    this.more = Infinity;
    this.draw();
    for (const rest of this.list.querySelectorAll("details")) {
      rest.whole();
      rest.open = true;
    }
  },
};

const momentItem = ({ moment, lines }) => {
  const item = made("li"), first = lines[0];
  const actors = new Set(lines.map((one) => data.actors[one.goal ? one.event[EVENT.actor] : one.actor]));
  const ways = new Set(lines.filter((one) => one.goal).map((one) => data.channels[one.event[EVENT.channel]]));
  const head = made("h3", "", momentWords(moments[moment].time));
  const n = lines.length;
  const count = n === 1 ? words.entriesOne : fill(words.entries, { n });
  const about = made("p", "by", [[...actors].join(", "), [...ways].join(", "), count].filter(Boolean).join(" · "));
  const list = made("ul");
  list.append(...lines.slice(0, LINES).map(lineItem));
  item.append(head, about, list);
  if (n > LINES) {
    const rest = made("details");
    rest.append(made("summary", "", fill(words.more, { n: n - LINES })));
    rest.whole = () => {
      if (rest.childElementCount > 1) return;
      const further = made("ul");
      further.append(...lines.slice(LINES).map(lineItem));
      rest.append(further);
    };
    rest.addEventListener("toggle", () => { if (rest.open) rest.whole(); });
    item.append(rest);
  }
  item.dataset.position = first.position;
  return item;
};

const lineItem = (one) => {
  const item = made("li");
  item.append(made("span", "at", String(one.position)), " ");
  if (!one.goal) {
    item.className = "seal";
    const quarter = quarters[one.quarter]?.words ?? "";
    item.append(fill(words.quarterSealed, { quarter }));
    return item;
  }
  const { goal, event } = one, about = data.quarters.indexOf(quarterOf(event[EVENT.day]));
  const button = made("button", "line");
  button.type = "button";
  button.goal = goal;
  button.quarter = event[EVENT.kind] === 0 || about < 0 ? state.quarter : about;
  button.column = columnOf(event);
  const row = rowAt(goal, quarters.length - 1, state.known);
  button.append(made("strong", "", goal.n), " ", made("bdi", "", row < 0 ? "" : text(titleText(goal, row))), ": ",
    data.kinds[event[EVENT.kind]]);
  item.append(button);
  if (event[EVENT.kind] > 0 && about >= 0) item.append(" ", made("span", "about", fill(words.about, { quarter: quarters[about].words })));
  if (isLate(event)) item.append(" ", made("span", "mark", words.late));
  return item;
};

// The column that an event is best seen in: its status, its fulfilment, or the first it bears on.
const columnOf = (event) => {
  const bears = (name) => event[EVENT.columns] & (1 << (COLUMNS.indexOf(name) + 1));
  return ["status", "fulfilment"].find(bears) ?? COLUMNS.find(bears) ?? "title";
};

// Entries for each quarter: in time, late, corrections.
const drawChart = (host, known) => {
  const counted = quarters.map(() => ({ total: 0, late: 0, corrected: 0 }));
  for (const { goal, event } of known) {
    if (!goal || !(event[EVENT.columns] & (1 << (COLUMNS.indexOf("status") + 1)))) continue;
    const here = counted[data.quarters.indexOf(quarterOf(event[EVENT.day]))];
    if (!here || event[EVENT.kind] === 0) continue;
    here.total += 1;
    if (isLate(event)) here.late += 1;
    if (CORRECTION.has(event[EVENT.kind])) here.corrected += 1;
  }
  const table = made("table", "bars"), most = Math.max(1, ...counted.map((one) => one.total));
  table.createCaption().textContent = "Registreringer om hvert kvartal";
  const head = table.createTHead().insertRow();
  for (const title of [words.quarterHead, words.total, words.lateHead, words.correctedHead]) {
    const cell = made("th", "", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  counted.forEach((one, n) => {
    if (!one.total && n !== state.quarter) return;
    const row = body.insertRow(), name = made("th", "", quarters[n].words);
    name.scope = "row";
    row.className = n === state.quarter ? "current" : "";
    row.append(name);
    const total = row.insertCell(), bar = made("span", "bar"), late = made("span", "bar-late");
    bar.setAttribute("aria-hidden", "true");
    bar.style.setProperty("--share", (one.total - one.late) / most);
    late.style.setProperty("--share", one.late / most);
    late.setAttribute("aria-hidden", "true");
    total.append(bar, late, ` ${one.total}`);
    row.insertCell().textContent = String(one.late);
    row.insertCell().textContent = String(one.corrected);
  });
  host.replaceChildren(table);
};

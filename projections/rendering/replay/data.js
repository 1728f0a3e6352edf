// The data of the page, as rendering/replay_data.py describes it. Nothing is computed here that a
// report would state: rows are looked up.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const COLUMNS = ["goal", "theme", "deadline", "content", "previous_status", "status",
  "delay_reason", "expected_completion", "fulfilment", "responsible"];
const OWN = { goal: 1, theme: 2, deadline: 3, content: 4, responsible: 5 };
const MOVING = { previous_status: 1, status: 2, delay_reason: 3, expected_completion: 4, fulfilment: 5 };
const FLAG = { fulfilled: 1, unchanged: 2, missing: 4, late: 8, overdue: 16, withdrawn: 32 };
const EVENT = { position: 0, kind: 1, actor: 2, channel: 3, source: 4, day: 5, late: 6, corrects: 7,
  reason: 8, columns: 9, stated: 10 };

const byId = (id) => document.getElementById(id);
const fill = (form, values) => form.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

const made = (tag, kind = "", text = "") => {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  if (text) element.textContent = text;
  return element;
};

const texts = new Array(data.texts.length);
const text = (n) => {
  if (texts[n] === undefined) {
    const cut = data.texts[n];
    texts[n] = typeof cut === "number" ? data.pieces[cut] : cut.map((one) => data.pieces[one]).join("");
  }
  return texts[n];
};

// --- the two times ---

const quarters = data.quarters.map((name) => {
  const [year, number] = name.split("-Q").map(Number);
  const month = 3 * number;
  return { name, year, number, words: `${number}. kvartal ${year}`,
    last: year * 10000 + month * 100 + (month === 6 || month === 9 ? 30 : 31) };
});
const quarterOf = (day) => `${Math.floor(day / 10000)}-Q${Math.ceil((Math.floor(day / 100) % 100) / 3)}`;

const moments = [];
for (let n = 0, position = 0, time = 0; n < data.moments.length; n += 2) {
  position += data.moments[n];
  time += data.moments[n + 1];
  moments.push({ position, time });
}

// The first moment that holds the position; the last one where none does.
const momentAt = (position) => {
  let low = 0, high = moments.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle].position >= position) high = middle; else low = middle + 1;
  }
  return Math.max(low, 0);
};

const momentWords = (time) => {
  const at = new Date(time * 1000);
  const two = (n) => String(n).padStart(2, "0");
  return `${at.getUTCDate()}. ${data.months[at.getUTCMonth()]} ${at.getUTCFullYear()} kl. `
    + `${two(at.getUTCHours())}.${two(at.getUTCMinutes())}`;
};
const dayWords = (day) => `${day % 100}. ${data.months[(Math.floor(day / 100) % 100) - 1]} ${Math.floor(day / 10000)}`;

const sealOf = (quarter, position) => {
  const seals = data.seals[quarter];
  let sealed = 0;
  for (let n = 0; n < seals.length; n += 2) {
    if (seals[n] <= position && (!sealed || seals[n + 1] < sealed)) sealed = seals[n + 1];
  }
  return sealed;
};

// --- goals ---

const goals = data.goals.map((told, index) => {
  const spans = told.h.length / 4;
  const since = new Int32Array(spans);
  for (let n = 0, position = 0; n < spans; n += 1) since[n] = position += told.h[4 * n];
  return { ...told, index, since, now: -1, was: -1, shown: false };
});

// The row of a goal for a quarter as known at a position; -1 where it has none.
const rowAt = (goal, quarter, position) => {
  let low = 0, high = goal.since.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (goal.since[middle] <= position) low = middle + 1; else high = middle;
  }
  for (let n = low - 1; n >= 0; n -= 1) {
    if (goal.h[4 * n + 1] <= quarter && quarter <= goal.h[4 * n + 2]) return goal.h[4 * n + 3];
  }
  return -1;
};

// The rows of a goal for all quarters as known at a position.
const rowsAt = (goal, position) => {
  const rows = new Int32Array(quarters.length).fill(-1);
  for (let n = 0; n < goal.since.length && goal.since[n] <= position; n += 1) {
    rows.fill(goal.h[4 * n + 3], goal.h[4 * n + 1], goal.h[4 * n + 2] + 1);
  }
  return rows;
};

const own = (goal, row) => goal.o[goal.r[8 * row]];
const flags = (goal, row) => goal.r[8 * row + 6];
const step = (goal, row) => goal.r[8 * row + 7];
const titleText = (goal, row) => own(goal, row)[0];
const cellOf = (goal, row, column) =>
  column in OWN ? own(goal, row)[OWN[column]] : goal.r[8 * row + MOVING[column]];
const cellText = (goal, row, column) => goal.c[2 * cellOf(goal, row, column)];
const cellSource = (goal, row, column) => goal.c[2 * cellOf(goal, row, column) + 1];
const tone = (goal, row) => (step(goal, row) < 0 ? "" : data.steps[step(goal, row)][2]);
const marksOf = (flag) => [
  flag & FLAG.missing && words.missing, flag & FLAG.overdue && words.overdue,
  flag & FLAG.late && words.late,
].filter(Boolean);

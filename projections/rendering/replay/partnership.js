// The partnership: deliverables and the year's wheel, as of the shown quarter and as known at the shown
// position. Tables come in words, as rendering/partnership_tables.py describes them.
const partnership = data.partnership, phrases = partnership?.words;

// A view's tables by the two times, as those of a goal are found.
const spansOf = (told) => {
  const since = new Int32Array(told.h.length / 4);
  for (let n = 0, position = 0; n < since.length; n += 1) since[n] = position += told.h[4 * n];
  return { ...told, since };
};
const answers = partnership && Object.fromEntries(["deliverables", "wheel", "homes"]
  .filter((name) => partnership[name]).map((name) => [name, spansOf(partnership[name])]));
const tableAt = (name, quarter) => answers[name].t[rowAt(answers[name], quarter, state.known)];
const rowTexts = (n) => partnership.rows[n].map(text);

const asOfWords = () => fill(phrases.asOf, { day: partnership.days[state.quarter] });
const shortOf = (name) => {
  const table = tableAt(name, state.quarter);
  return table ? text(table[0]) : phrases.notYet;
};

// A table: caption, heads and rows; a row is a list of cells, one of them its head. Cells that hold
// nothing are left out on a phone, where a row is a card.
const plainTable = (kind, caption, heads, rows, headed = 0) => {
  const table = made("table", `plain ${kind}`);
  table.createCaption().append(made("bdi", "", caption));
  const head = table.createTHead().insertRow();
  for (const title of heads) {
    const cell = made("th", "", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    cells.forEach((cell, n) => {
      const at = n === headed ? row.appendChild(made("th")) : row.insertCell();
      if (n === headed) at.scope = "row";
      at.dataset.head = heads[n];
      at.append(cell instanceof Node ? cell : made("bdi", "", cell));
      if (!at.textContent) at.className = "empty";
    });
  }
  return table;
};

const stepOf = (title, tone) => made("bdi", tone ? `step ${tone}` : "", title);

const titled = (title, code) => {
  const both = document.createDocumentFragment();
  both.append(made("bdi", "title", title), " ", made("span", "number", code));
  return both;
};

// What changes only when another table is looked up is drawn only then.
const redrawn = (view, key, make) => {
  if (view.told !== key) {
    view.told = key;
    view.host.replaceChildren(...make());
  }
  document.dispatchEvent(new Event("settled"));
};

const deliverablesView = {
  name: "leverancer",
  create() {},
  short: () => shortOf("deliverables"),
  draw() {
    const at = rowAt(answers.deliverables, state.quarter, state.known);
    redrawn(this, at, () => {
      const [, ...rows] = tableAt("deliverables", state.quarter) ?? [0];
      const cells = rows.map((row, n) => {
        const [title, code, said, tone, since, version, forum, contributing] = rowTexts(row);
        return [String(n + 1), titled(title, code), stepOf(said, tone), since, version, forum, contributing];
      });
      return [plainTable("deliverables", data.title, phrases.deliverables, cells, 1)];
    });
  },
};

const wheelView = {
  name: "aarshjul",
  create() {},
  short: () => shortOf("wheel"),
  draw() {
    const at = rowAt(answers.wheel, state.quarter, state.known);
    redrawn(this, at, () => {
      const [, free, ...forums] = tableAt("wheel", state.quarter) ?? [0, 0];
      const tables = forums.map(([title, ...turns]) => plainTable("wheel", text(title), phrases.wheel,
        turns.map((turn) => {
          const [period, owed, held, planned, said, tone] = rowTexts(turn);
          return [period, owed, held, planned, tone === "warn" ? made("strong", "late", said) : stepOf(said, tone)];
        })));
      return [...tables, ...(text(free) ? [made("p", "soft free", text(free))] : [])];
    });
  },
};

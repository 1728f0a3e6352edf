// Cells that the arrow keys lead through: one stop for the Tab key, Enter or a click opens a cell.
const CELL = '[role="gridcell"], [role="rowheader"]';
const isSeen = (element) => element.offsetParent !== null;

const rowsOf = (host) => [...host.querySelectorAll('tbody [role="row"]')].filter(isSeen);
const cellsOf = (row) => [...row.querySelectorAll(CELL)].filter(isSeen);

const goTo = (host, cell) => {
  if (!cell) return;
  host.querySelectorAll('[tabindex="0"]').forEach((one) => {
    if (one.matches(CELL)) one.tabIndex = -1;
  });
  cell.tabIndex = 0;
  cell.focus();
};

// The first cell takes the Tab key where none does.
const enterable = (host) => {
  const current = [...host.querySelectorAll('td[tabindex="0"], th[tabindex="0"]')].find(isSeen);
  if (current) return;
  const first = [...host.querySelectorAll(CELL)].find(isSeen);
  if (first) first.tabIndex = 0;
};

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0],
  PageDown: [10, 0], PageUp: [-10, 0] };

const walk = (host, open) => {
  host.addEventListener("keydown", (event) => {
    const cell = event.target.closest(CELL);
    if (!cell || event.altKey || event.metaKey) return;
    const row = cell.closest('[role="row"]');
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(cell, row);
      return;
    }
    const rows = rowsOf(host), cells = cellsOf(row);
    const at = rows.indexOf(row), across = cells.indexOf(cell);
    let target;
    if (event.key in STEPS) {
      const [down, right] = STEPS[event.key];
      const there = rows[Math.min(Math.max(at + down, 0), rows.length - 1)];
      target = cellsOf(there)[Math.min(Math.max(across + right, 0), cellsOf(there).length - 1)];
    } else if (event.key === "Home" || event.key === "End") {
      const ends = event.ctrlKey ? cellsOf(event.key === "Home" ? rows[0] : rows.at(-1)) : cells;
      target = event.key === "Home" ? ends[0] : ends.at(-1);
    } else return;
    event.preventDefault();
    goTo(host, target);
  });
  host.addEventListener("click", (event) => {
    const cell = event.target.closest(CELL);
    if (!cell || getSelection().toString()) return;
    goTo(host, cell);
    open(cell, cell.closest('[role="row"]'));
  });
};

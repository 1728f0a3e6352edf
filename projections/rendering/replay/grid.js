// Cells that the arrow keys lead through: one stop for the Tab key in each table, Enter or a click opens a cell.
const CELL = '[role="gridcell"], [role="rowheader"]';
const isSeen = (element) => element.offsetParent !== null;

const rowsOf = (host) => [...host.querySelectorAll('tbody [role="row"]')].filter(isSeen);
const cellsOf = (row) => [...row.querySelectorAll(CELL)].filter(isSeen);

const goTo = (cell) => {
  if (!cell) return;
  const table = cell.closest('[role="grid"]');
  for (const one of table.querySelectorAll('td[tabindex="0"], th[tabindex="0"]')) one.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
};

// In each table one cell takes the Tab key: the last one visited, or the first that is shown.
const enterable = (host) => {
  for (const table of host.querySelectorAll('[role="grid"]')) {
    const current = table.querySelector('td[tabindex="0"], th[tabindex="0"]');
    if (current && !current.parentNode.hidden) continue;
    if (current) current.tabIndex = -1;
    const first = table.querySelector('tbody tr:not([hidden]) > *');
    if (first) first.tabIndex = 0;
  }
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
    goTo(target);
  });
  host.addEventListener("click", (event) => {
    const cell = event.target.closest(CELL);
    if (!cell || getSelection().toString()) return;
    goTo(cell);
    open(cell, cell.closest('[role="row"]'));
  });
};

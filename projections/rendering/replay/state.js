// What is shown, kept in the address after "#", so that a link leads to a moment.
const FIRST = { quarter: quarters.length - 1, known: data.position, view: "bilag1", theme: "", unit: "",
  step: "", remark: "", base: "", cell: "" };
const KEYS = { quarter: "kvartal", known: "kendt", view: "visning", theme: "tema", unit: "tovholder",
  step: "maalopfyldelse", remark: "bemaerkning", base: "fremhaev", cell: "celle" };
const REMARKS = {
  mangler: { words: words.missing, flag: FLAG.missing },
  frist: { words: words.overdue, flag: FLAG.overdue },
  efter: { words: words.late, flag: FLAG.late },
  aendret: { words: words.changed, flag: 0 },
};
const state = { ...FIRST };

const readHash = () => {
  const told = new URLSearchParams(location.hash.slice(1));
  const said = (name) => told.get(KEYS[name]) ?? "";
  const quarter = data.quarters.indexOf(said("quarter"));
  const known = Number.parseInt(said("known"), 10);
  Object.assign(state, FIRST, {
    quarter: quarter < 0 ? FIRST.quarter : quarter,
    known: known > 0 ? Math.min(known, data.position) : FIRST.known,
    view: views.some((one) => one.name === said("view")) ? said("view") : FIRST.view,
    cell: said("cell"),
  });
  for (const name of ["theme", "unit", "step", "remark", "base"]) {
    const known = [...byId(name).options].some((one) => one.value === said(name));
    state[name] = known ? said(name) : "";
  }
};

const hash = () => {
  const told = new URLSearchParams({ kvartal: data.quarters[state.quarter], kendt: state.known });
  for (const name of ["view", "theme", "unit", "step", "remark", "base", "cell"]) {
    if (state[name] !== FIRST[name]) told.set(KEYS[name], state[name]);
  }
  return `#${told}`;
};

// Written when the reader pauses: browsers refuse an address that changes too often. An address that the
// reader went to meanwhile stands.
let writing = 0;
const writeHash = () => {
  clearTimeout(writing);
  const before = location.hash;
  writing = setTimeout(() => {
    if (location.hash === before && before !== hash()) history.replaceState(null, "", hash());
  }, 250);
};

// The quarter and position that the shown ones are compared with; null where there are none.
const compared = () => {
  const { quarter, known } = state;
  if (state.base === "intet") return null;
  if (state.base === "kvartal") return quarter ? { quarter: quarter - 1, known } : null;
  if (state.base === "segl") {
    const sealed = sealOf(quarter, known);
    return sealed ? { quarter, known: sealed } : null;
  }
  const before = momentAt(known) - 1;
  return before < 0 ? null : { quarter, known: moments[before].position };
};

const baseWords = () => ({ kvartal: words.baseQuarter, segl: words.baseSeal })[state.base] ?? words.baseBefore;

const isNew = (goal) => goal.now >= 0 && goal.was < 0 && goal.compared;
const isChanged = (goal, column) => goal.was >= 0 && goal.now >= 0 && (column === "title"
  ? titleText(goal, goal.now) !== titleText(goal, goal.was)
  : cellText(goal, goal.now, column) !== cellText(goal, goal.was, column));
const changesOf = (goal) => (goal.now === goal.was || goal.was < 0 || goal.now < 0 ? 0
  : ["title", ...COLUMNS].filter((column) => isChanged(goal, column)).length);

const matches = (goal) => {
  if (goal.now < 0) return false;
  const [, , , , , , theme, units] = own(goal, goal.now);
  const flag = flags(goal, goal.now);
  if (state.theme && (theme < 0 || data.themes[theme][0] !== state.theme)) return false;
  if (state.unit && !units.some((one) => data.units[one] === state.unit)) return false;
  if (state.step === "-") { if (step(goal, goal.now) >= 0) return false; }
  else if (state.step && data.steps[step(goal, goal.now)]?.[0] !== state.step) return false;
  if (state.remark === "aendret") return isNew(goal) || changesOf(goal) > 0;
  return !state.remark || Boolean(flag & REMARKS[state.remark].flag);
};

// Look up every goal's row for the two times, and for those compared with.
const look = () => {
  const base = compared();
  for (const goal of goals) {
    goal.now = rowAt(goal, state.quarter, state.known);
    goal.compared = base !== null;
    goal.was = base ? rowAt(goal, base.quarter, base.known) : -1;
    goal.shown = matches(goal);
  }
};

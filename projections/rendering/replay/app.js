// The page as a whole: its views, what it says of itself, and what happens at every step.
// A view has a name, makes its elements in create(host), and brings them up to date in draw().
const views = [...(goals.length || !data.partnership ? [tableView, heatView, timelineView] : []),
  ...(data.figures.length ? [figuresView] : []),
  ...(goals.length && data.integrity.leads.length ? [integrityView] : []),
  ...(data.partnership?.deliverables ? [deliverablesView] : []),
  ...(data.partnership ? [wheelView] : []), ...(data.partnership?.homes ? [homesView] : [])];
FIRST.view = views[0].name;

const show = (change) => {
  Object.assign(state, change);
  look();
  drawControls();
  drawSummary();
  drawView();
  writeHash();
};

const drawView = () => {
  delete document.documentElement.dataset.settled;
  for (const view of views) {
    const current = view.name === state.view;
    if (current && !view.host) {
      view.host = byId("views").appendChild(made("div", `view ${view.name}`));
      view.create(view.host);
    }
    if (view.host) view.host.hidden = !current;
    if (current) view.draw();
  }
};

const drawSummary = () => {
  const standing = goals.filter((goal) => goal.now >= 0), shown = goals.filter((goal) => goal.shown);
  const moment = moments[momentAt(state.known)];
  const known = moment ? fill(words.known, { moment: momentWords(moment.time), position: state.known }) : "";
  const sealed = sealOf(state.quarter, state.known);
  const told = { "print-quarter": quarters[state.quarter].words,
    basis: `${known}. ${sealed ? fill(words.sealedAt, { position: sealed }) : words.notSealed}`,
    lead: reachedWords(standing), standing: standingWords(standing), changes: changesWords(shown),
    showing: showingWords(standing, shown) };
  const current = views.find((one) => one.name === state.view), own = current.short?.();
  document.documentElement.classList.toggle("beside-goals", own !== undefined);
  if (own !== undefined) Object.assign(told, { basis: `${known}.`, lead: own, standing: asOfWords(), changes: "", showing: "" });
  drawJumps(own === undefined ? shown : []);
  for (const [id, words_] of Object.entries(told)) if (byId(id).textContent !== words_) byId(id).textContent = words_;
};

const has = (flag) => (goal) => flags(goal, goal.now) & flag;

const reachedWords = (standing) => {
  const said = [[true, data.counts.concrete], [false, data.counts.intent]].flatMap(([concrete, forms]) => {
    const some = standing.filter((goal) => data.sections[goal.s][2] === concrete);
    const n = some.filter(has(FLAG.fulfilled)).length;
    return some.length ? [fill(forms[Number(some.length !== 1)], { n, total: some.length })] : [];
  });
  return said.join(" ") || words.notYet;
};

const standingWords = (standing) => {
  if (!standing.length) return "";
  const count = (flag) => standing.filter(has(flag)).length;
  const { all, missing, unchanged, overdue, late } = data.counts.standing;
  const n = count(FLAG.missing);
  const said = [[unchanged, FLAG.unchanged], [overdue, FLAG.overdue], [late, FLAG.late]]
    .flatMap(([form, flag]) => (count(flag) ? [fill(form, { n: count(flag) })] : []));
  return [n ? fill(missing, { n }) : all, ...said].join(" ");
};

const changesWords = (shown) => {
  if (!compared()) return "";
  const base = baseWords(), n = shown.reduce((sum, goal) => sum + changesOf(goal), 0);
  const added = shown.filter(isNew).length;
  const told = [];
  if (added) told.push(fill(added === 1 ? words.addedOne : words.added, { n: added, base }));
  if (n || !added) told.push(fill(n === 1 ? words.changesOne : n ? words.changes : words.changesNone, { n, base }));
  return told.join(" ");
};

// The goals that changed, as buttons that lead to their cells; not where nearly all did.
const JUMPS = 8;
const drawJumps = (shown) => {
  const changed = shown.filter((goal) => changesOf(goal) > 0);
  const buttons = changed.slice(0, JUMPS).map((goal) => {
    const button = made("button", "jump", `${goal.n} ${text(titleText(goal, goal.now))}`);
    button.type = "button";
    button.goal = goal;
    return button;
  });
  const left = changed.length - JUMPS;
  byId("jumps").replaceChildren(...buttons, ...(left > 0 ? [fill(words.more, { n: left })] : []));
};

const showingWords = (standing, shown) => {
  if (!standing.length) return "";
  const chosen = ["theme", "unit", "step", "remark"].filter((name) => state[name])
    .map((name) => byId(name).selectedOptions[0].textContent);
  const form = !shown.length ? words.noMatch : shown.length === standing.length ? words.showingAll : words.showing;
  const told = fill(form, { n: shown.length, total: standing.length });
  return chosen.length ? `${told} ${fill(words.filters, { filters: chosen.join(", ") })}` : told;
};

const openCell = () => {
  const [number, column] = state.cell.split(".");
  const goal = goals.find((one) => one.n === number);
  if (goal && (column === "title" || COLUMNS.includes(column))) openDetail(goal, column, state.quarter);
};

addEventListener("hashchange", () => { readHash(); show({}); openCell(); });
addEventListener("beforeprint", () => {
  const shown = views.find((one) => one.name === state.view);
  shown.chunks?.settle();
  shown.settle?.();
});
document.addEventListener("settled", () => {
  const { host, chunks } = views.find((one) => one.name === state.view);
  if (chunks && !chunks.settled) return;
  enterable(host);
  document.documentElement.dataset.settled = hash();
});

byId("last").textContent = data.position;
setUpControls();
setPlay();
readHash();
show({});
openCell();

// Sliders, filters, looks and the other things that a reader moves.
const quarterSlider = byId("quarter"), knownSlider = byId("known");

const setUpControls = () => {
  quarterSlider.max = quarters.length - 1;
  knownSlider.max = Math.max(moments.length - 1, 0);
  quarterSlider.addEventListener("input", () => show({ quarter: Number(quarterSlider.value) }));
  knownSlider.addEventListener("input", () => show({ known: moments[knownSlider.value].position }));
  for (const button of document.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => move(button.dataset.step, Number(button.dataset.by)));
  }
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => show({ view: button.dataset.view }));
  }
  setUpFilters();
  byId("play").addEventListener("click", () => (playing ? stop() : play()));
  byId("print").addEventListener("click", () => print());
  byId("copy").addEventListener("click", copyLink);
  for (const radio of document.querySelectorAll("[name=look]")) {
    radio.addEventListener("change", () => { document.documentElement.dataset.look = radio.value; });
  }
  document.querySelector(".sieve").open = matchMedia("(min-width: 48.01rem)").matches;
  const panel = document.querySelector(".panel");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--panel", `${panel.offsetHeight}px`);
  }).observe(panel);
  byId("jumps").addEventListener("click", (event) => {
    if (event.target.goal) jump(event.target.goal);
  });
  drawStrip();
};

// Go to what changed in a goal's row: its first changed cell, or its head.
const jump = (goal) => {
  if (state.view !== tableView.name) show({ view: tableView.name });
  tableView.chunks.settle();
  const row = tableView.chunks.parts.flatMap((part) => part.rows).find((one) => one.goal === goal);
  row.scrollIntoView({ block: "center" });
  goTo(row.querySelector("td.changed") ?? row.head);
};

const move = (name, by) => {
  const slider = name === "quarter" ? quarterSlider : knownSlider;
  slider.value = Number(slider.value) + by;
  slider.dispatchEvent(new Event("input"));
};

const setUpFilters = () => {
  const add = (name, value, label) => byId(name).append(new Option(label, value));
  for (const [code, title] of data.themes) add("theme", code, `${code} ${title}`);
  for (const unit of [...data.units].sort((one, other) => one.localeCompare(other, "da"))) add("unit", unit, unit);
  for (const [label] of data.steps) add("step", label, label);
  add("step", "-", words.noStep);
  for (const [name, remark] of Object.entries(REMARKS)) add("remark", name, remark.words);
  for (const name of ["theme", "unit", "step", "remark", "base"]) {
    byId(name).addEventListener("change", () => show({ [name]: byId(name).value }));
  }
  document.querySelector(".filters").addEventListener("reset", (event) => {
    event.preventDefault();
    show({ theme: "", unit: "", step: "", remark: "", base: "" });
  });
};

const drawControls = () => {
  const quarter = quarters[state.quarter], at = momentAt(state.known), moment = moments[at];
  quarterSlider.value = state.quarter;
  quarterSlider.setAttribute("aria-valuetext", quarter.words);
  byId("quarter-told").textContent = quarter.words;
  const told = moment ? fill(words.knownShort, { moment: momentWords(moment.time), position: state.known }) : "";
  knownSlider.value = at;
  knownSlider.setAttribute("aria-valuetext", told);
  byId("known-told").replaceChildren(moment ? momentWords(moment.time) : "",
    made("span", "at", fill(words.atPosition, { position: state.known })));
  for (const slider of [quarterSlider, knownSlider]) {
    const share = slider.max > 0 ? slider.value / slider.max : 1;
    slider.style.setProperty("--done", `${share * 100}%`);
    for (const by of [-1, 1]) {
      const end = by < 0 ? Number(slider.value) === 0 : slider.value === slider.max;
      document.querySelector(`[data-step="${slider.id}"][data-by="${by}"]`).setAttribute("aria-disabled", String(end));
    }
  }
  for (const name of ["theme", "unit", "step", "remark", "base"]) byId(name).value = state[name];
  for (const button of document.querySelectorAll("[data-view]")) {
    button.hidden = !views.some((one) => one.name === button.dataset.view);
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }
};

// --- play ---

let playing = 0;
const setPlay = () => {
  byId("play").textContent = playing ? words.pause : words.play;
};
const stop = () => { clearInterval(playing); playing = 0; setPlay(); };
const play = () => {
  if (momentAt(state.known) === moments.length - 1) show({ known: moments[0].position });
  playing = setInterval(() => {
    if (momentAt(state.known) === moments.length - 1) stop(); else move("known", 1);
  }, 900);
  setPlay();
};

const copyLink = async () => {
  const button = byId("copy"), label = button.textContent;
  history.replaceState(null, "", hash());
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = words.copied;
  } catch {
    button.textContent = words.copyFailed;
  }
  setTimeout(() => { button.textContent = label; }, 2500);
};

// A line under the slider for each moment: late entries and seals stand out.
const drawStrip = () => {
  const strip = byId("strip"), n = moments.length, bins = Math.min(n, 240);
  const late = new Set(), seals = new Set();
  const bin = (position) => (n > 1 ? Math.round(momentAt(position) / (n - 1) * (bins - 1)) : 0);
  for (const { goal, event, position } of happened) {
    if (!goal) seals.add(bin(position));
    else if (event[EVENT.late]) late.add(bin(position));
  }
  strip.setAttribute("viewBox", "0 0 1000 10");
  for (let one = 0; one < bins; one += 1) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const x = bins > 1 ? one / (bins - 1) * 1000 : 500;
    const kind = late.has(one) ? "late" : seals.has(one) ? "sealed" : "";
    line.setAttribute("class", kind);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    line.setAttribute("y1", kind ? 0 : 4);
    line.setAttribute("y2", 10);
    strip.append(line);
  }
};

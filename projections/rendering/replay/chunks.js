// A long table as short ones: the rows near the window are drawn at once, the others as soon as the browser
// rests, so that two thousand goals move as easily as forty, and search, print and screen readers still
// meet them all. A section of few goals stands whole.
const FEW = 25;
const LENGTH = 12;
const SLICE = 8; // milliseconds of work at a time
const PATIENCE = { timeout: 150 }; // milliseconds after which the rest is drawn, idle or not
const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 30));

class Chunks {
  // build(part) makes the table of a part and its rows; draw(part, near) brings it up to date, or only its
  // rows that are near.
  constructor(host, build, draw) {
    this.host = host;
    this.draw = draw;
    this.parts = [];
    this.version = 0;
    this.resting = false;
    data.sections.forEach(([letter, title, concrete], section) => {
      const mine = goals.filter((goal) => goal.s === section);
      const whole = mine.length <= FEW, length = whole ? FEW : LENGTH;
      for (let first = 0; first < mine.length; first += length) {
        const some = mine.slice(first, first + length);
        const name = whole ? title : fill(words.part, { title, first: some[0].n, last: some.at(-1).n });
        this.parts.push({ letter, section, concrete, name, goals: some, all: mine, whole, first: first === 0,
          version: 0, build, root: null });
      }
    });
    this.watcher = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting } of seen) {
        target.near = isIntersecting;
        if (isIntersecting) this.bring(target.chunk);
      }
    }, { rootMargin: "300px 0px" });
    for (const part of this.parts) {
      part.root = made("div", "chunk");
      part.root.chunk = part;
      part.root.style.setProperty("--rows", part.goals.length);
      host.append(part.root);
      this.watcher.observe(part.root);
    }
    if (this.parts.length) this.parts[0].root.near = true;
  }

  redraw() {
    this.version += 1;
    for (const part of this.parts) {
      if (part.root.near && part.rows) this.draw(part, true);
      else if (part.root.near) this.bring(part);
    }
    this.rest();
  }

  bring(part) {
    if (part.version === this.version) return;
    if (!part.rows) {
      part.build(part);
      for (const row of part.rows) {
        row.chunk = part;
        this.watcher.observe(row);
      }
    }
    part.version = this.version;
    this.draw(part);
  }

  // Draw what is left, a little at a time.
  rest() {
    if (this.resting) return;
    this.resting = true;
    idle(() => {
      this.resting = false;
      const until = performance.now() + SLICE;
      let left = this.parts.find((part) => part.version !== this.version);
      while (left && !this.host.hidden) {
        this.bring(left);
        left = this.parts.find((part) => part.version !== this.version);
        if (performance.now() > until) break;
      }
      if (left && !this.host.hidden) this.rest();
      else document.dispatchEvent(new Event("settled"));
    }, PATIENCE);
  }

  settle() {
    for (const part of this.parts) this.bring(part);
  }

  get settled() {
    return this.parts.every((part) => part.version === this.version);
  }
}

// Hide a row or show it; whether it must be drawn. One that was hidden has not been drawn for long.
const due = (row, shown, near) => {
  const comes = shown && row.hidden;
  row.hidden = !shown;
  return shown && (!near || row.near || comes);
};

const gridTable = (kind, label) => {
  const table = made("table", kind);
  table.setAttribute("role", "grid");
  table.setAttribute("aria-readonly", "true");
  table.createCaption().append(made("bdi", "", label), " ", made("span", "count"));
  return table;
};

const role = (element, name) => {
  element.setAttribute("role", name);
  return element;
};

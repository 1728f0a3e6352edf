// The indicators: each with its chart and its figures, for days up to the shown quarter's last one, as
// known at the shown position. Charts come drawn; here their elements are made.
const SVG = "http://www.w3.org/2000/svg";
const measured = data.figures.map((told) => {
  const since = new Int32Array(told.h.length / 4);
  for (let n = 0, position = 0; n < since.length; n += 1) since[n] = position += told.h[4 * n];
  return { ...told, since, goal: goals.find((goal) => goal.n === told.g) };
});

const figuresView = {
  name: "indikatorer",
  create(host) {
    this.none = host.appendChild(made("p", "none", words.none));
    this.figures = measured.map((one) => {
      const figure = host.appendChild(made("figure"));
      const head = figure.appendChild(made("figcaption")).appendChild(made("h3"));
      head.append(made("span", "number", one.g), " ", made("bdi", "", text(one.t)));
      if (text(one.c)) figure.append(made("p", "soft", text(one.c)));
      const chart = figure.appendChild(made("div", "drawn")), list = figure.appendChild(made("ul", "measured"));
      return { one, figure, chart, list, told: -1 };
    });
  },

  draw() {
    let shown = 0;
    for (const part of this.figures) {
      const { one } = part, seen = one.goal ? one.goal.shown : true;
      part.figure.hidden = !seen;
      if (!seen) continue;
      shown += 1;
      const now = rowAt(one, state.quarter, state.known);
      if (part.told === now) continue;
      part.told = now;
      const [chart, lines] = data.charts[now];
      part.chart.replaceChildren(drawing(chart));
      part.list.replaceChildren(...lines.map((line) => made("li", "", text(line))));
    }
    this.none.hidden = shown > 0;
    document.dispatchEvent(new Event("settled"));
  },
};

const drawing = ([shape, said, ...more]) => {
  const [tag, places, others] = data.shapes[shape];
  const element = document.createElementNS(SVG, tag);
  places.forEach((name, n) => element.setAttribute(name, more[n]));
  for (let n = 0; n < others.length; n += 2) element.setAttribute(others[n], others[n + 1]);
  if (text(said)) element.textContent = text(said);
  element.append(...more.slice(places.length).map(drawing));
  return element;
};

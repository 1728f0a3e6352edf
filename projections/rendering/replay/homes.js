// Homes: a column for each quarter up to the shown one, as known at the shown position, beside the target;
// projects; and the yearly reviews.
const homesView = {
  name: "boliger",
  short: () => shortOf("homes"),
  create(host) {
    this.figure = host.appendChild(made("figure", "homes"));
    const aim = this.figure.appendChild(made("p", "aim-told", `– – ${answers.homes.aim}`));
    aim.setAttribute("aria-hidden", "true");
    this.chart = this.figure.appendChild(made("div", "columns"));
    this.chart.setAttribute("role", "img");
    this.chart.style.setProperty("--most", answers.homes.most);
    this.chart.style.setProperty("--target", answers.homes.target);
    this.chart.append(made("span", "aim"));
    this.columns = quarters.map(() => {
      const column = this.chart.appendChild(made("span", "column"));
      column.append(made("span", "planned"), made("span", "used"));
      return column;
    });
    const years = this.figure.appendChild(made("div", "years"));
    years.setAttribute("aria-hidden", "true");
    quarters.forEach((one, n) => {
      const label = years.appendChild(made("span", "", one.number === 1 || !n ? String(one.year) : ""));
      label.classList.toggle("far", quarters.length > 24 && one.year % 5 > 0);
    });
    this.figure.append(made("figcaption", "key"));
    this.tables = host.appendChild(made("div"));
  },

  draw() {
    let last = [0, 0];
    this.columns.forEach((column, n) => {
      const table = n <= state.quarter ? tableAt("homes", n) : null;
      const [, used, planned] = table ?? [0, 0, 0];
      if (table) last = [used, planned];
      column.style.setProperty("--used", used);
      column.style.setProperty("--planned", planned);
      const words_ = { quarter: quarters[n].words, in_use: used, planned };
      column.title = table ? fill(phrases.figures, words_) : "";
      column.classList.toggle("current", n === state.quarter);
    });
    const [used, planned] = last;
    this.chart.setAttribute("aria-label", fill(phrases.figures,
      { quarter: partnership.days[state.quarter], in_use: used, planned }));
    this.figure.lastChild.replaceChildren(
      made("span", "sample used"), ` ${fill(phrases.inUse, { n: used })} `,
      made("span", "sample planned"), ` ${fill(phrases.planned, { n: planned })}`,
    );
    this.drawTables();
    document.dispatchEvent(new Event("settled"));
  },

  drawTables() {
    const table = tableAt("homes", state.quarter);
    const key = `${rowAt(answers.homes, state.quarter, state.known)} ${quarters[state.quarter].year}`;
    if (this.told === key) return;
    this.told = key;
    const [, , , projects, reviews, left] = table ?? [0, 0, 0, [], [], 0];
    const cells = projects.map((row) => {
      const [title, code, ...more] = rowTexts(row);
      return [titled(title, code), ...more];
    });
    const head = fill(phrases.reviewsHead, { year: quarters[state.quarter].year });
    const parts = [phrases.section, ...answers.homes.reviews];
    this.tables.replaceChildren(
      cells.length ? plainTable("projects", phrases.projectsHead, phrases.projects, cells)
        : made("p", "none", phrases.noProjects),
      ...(reviews.length ? [plainTable("reviews", head, parts, reviews.map(rowTexts))] : []),
      made("p", "soft free", text(left)),
    );
  },
};

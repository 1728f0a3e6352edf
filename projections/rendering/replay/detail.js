// Who said what about a cell: the events that bear on it, the latest first.
const dialog = byId("detail");

const openDetail = (goal, column, quarter) => {
  const row = rowAt(goal, quarter, state.known);
  if (row < 0) return;
  state.cell = `${goal.n}.${column}`;
  const head = column === "title" ? words.title
    : fill(data.columns[COLUMNS.indexOf(column)], { quarter: quarters[quarter].words, previous: words.baseQuarter });
  const dated = head.includes(quarters[quarter].words);
  byId("detail-over").textContent = dated ? head : `${head} · ${quarters[quarter].words}`;
  byId("detail-title").replaceChildren(made("span", "number", goal.n), " ", made("bdi", "", text(titleText(goal, row))));
  byId("detail-body").replaceChildren(...detailBody(goal, column, quarter, row));
  if (!dialog.open) dialog.showModal();
  byId("detail-body").scrollTop = 0;
  writeHash();
};

const detailBody = (goal, column, quarter, row) => {
  const body = [], said = column === "title" ? titleText(goal, row) : cellText(goal, row, column);
  const kind = column === "fulfilment" ? ` step ${tone(goal, row)}` : "";
  const value = made("p", "value");
  value.append(said ? made("bdi", kind, text(said)) : made("span", "soft", words.empty));
  const marks = marksOf(flags(goal, row));
  for (const mark of column === "title" ? [] : marks) value.append(" ", made("span", "mark", mark));
  body.push(value);
  if (quarter === state.quarter && isChanged(goal, column)) {
    const before = column === "title" ? titleText(goal, goal.was) : cellText(goal, goal.was, column);
    const was = made("p", "was");
    was.append(made("strong", "", `${words.was} (${baseWords()}): `), made("bdi", "", text(before) || words.empty));
    body.push(was);
  }
  const events = bearing(goal, column, quarter);
  const known = events.filter((event) => event[EVENT.position] <= state.known).reverse();
  const source = column === "title" ? 0 : cellSource(goal, row, column);
  const list = made("ol", "events");
  list.append(...known.map((event) => eventItem(goal, event, goal.e[source - 1] === event)));
  body.push(known.length ? list : made("p", "soft", words.noEvents));
  const later = events.length - known.length;
  if (later) body.push(made("p", "soft", later === 1 ? words.laterOne : fill(words.later, { n: later })));
  return body;
};

// The events that bear on a column and take effect not after its day.
const bearing = (goal, column, quarter) => {
  const bit = 1 << (COLUMNS.indexOf(column) + 1);
  const { year, number, last } = quarters[quarter];
  const before = number > 1 ? year * 10000 + (3 * number - 3) * 100 + 31 : (year - 1) * 10000 + 1231;
  const day = column === "previous_status" ? before : last;
  return goal.e.filter((event) => event[EVENT.columns] & bit && event[EVENT.day] <= day);
};

const eventItem = (goal, event, holds) => {
  const item = made("li", holds ? "holds" : ""), position = event[EVENT.position];
  const head = made("h3", "", data.kinds[event[EVENT.kind]]);
  if (holds) head.append(" ", made("span", "tag", words.holds));
  if (isLate(event)) head.append(" ", made("span", "mark", words.late));
  const when = made("p", "by", [data.actors[event[EVENT.actor]], momentWords(moments[momentAt(position)].time),
    fill(words.position, { position })].filter(Boolean).join(" · "));
  const facts = made("dl");
  const add = (name, value) => {
    if (!value) return;
    const pair = made("div"), told = made("dd");
    told.append(made("bdi", "", value));
    pair.append(made("dt", "", name), " ", told);
    facts.append(pair);
  };
  for (let n = EVENT.stated; n < event.length; n += 2) add(data.fields[event[n]], text(event[n + 1]) || words.empty);
  add(words.reason, text(event[EVENT.reason]));
  if (event[EVENT.corrects]) {
    const corrected = { position: goal.e[event[EVENT.corrects] - 1][EVENT.position] };
    const form = event[EVENT.kind] === data.kinds.indexOf("Rettelse") ? words.corrects : words.retracts;
    when.append(` · ${fill(form, corrected)}`);
  }
  if (event[EVENT.day]) add(words.valid, dayWords(event[EVENT.day]));
  add(words.source, [data.channels[event[EVENT.channel]], text(event[EVENT.source])].filter(Boolean).join(", "));
  item.append(head, when, facts);
  return item;
};

byId("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("close", () => { state.cell = ""; writeHash(); });

// The report as one recipient reads it.

const BOTH = ["employer", "nav"];

class ReportView {
  constructor(content, answers) {
    this.content = content;
    this.answers = answers;
  }

  // Whether the recipient reads neutral words in place of the detail, with the answers so far.
  isHidden(detail, recipient) {
    const { kind, key, ids } = this.content.details[detail];
    const removed = (index) => (this.answers.details[index] || {}).reply === "remove";
    if (kind === "rewrite") return removed(detail);
    if (kind === "withhold" || ids.length === 0) return true;
    const same = this.content.details.some(
      (other, index) => other.key === key && other.kind !== "rewrite" && removed(index),
    );
    if (kind === "notSensitive") return same;
    return same || !((this.answers.details[detail] || {}).to || []).includes(recipient);
  }

  sections(recipient) {
    return this.content.sections.map((section) => this.section(section, recipient));
  }

  section(section, recipient) {
    const own = section.key === "merknader" ? this.answers.ownWords.trim() : "";
    const blocks = own
      ? own.split(/\n+/).map((line) => element("p", {}, line))
      : section.blocks.map((block) => this.block(block, recipient));
    const number = section.number ? element("span", { class: "number" }, section.number) : null;
    return element(
      "section",
      { class: "part", "aria-labelledby": `${recipient}-${section.key}` },
      element("h3", { id: `${recipient}-${section.key}` }, number, section.heading),
      blocks,
    );
  }

  block(block, recipient) {
    const runs = (each) => this.runs(each, recipient);
    switch (block.k) {
      case "heading":
        return element("h4", {}, block.text);
      case "paragraph":
        return element("p", {}, runs(block.runs));
      case "bullets":
        return list("ul", block.items.map(runs));
      case "numbers":
        return list("ol", block.items.map(runs));
      case "table":
        return this.table(block, runs);
      case "card":
        return element(
          "div",
          { class: "measure" },
          element("h4", {}, element("span", { class: "number" }, block.number), runs(block.title)),
          element(
            "dl",
            {},
            block.rows.map(([label, value]) => [
              element("dt", {}, label),
              element("dd", {}, runs(value)),
            ]),
          ),
        );
      default:
        return chart(block);
    }
  }

  // Rows become cards on a narrow screen, so each cell carries its column's name.
  table(block, runs) {
    const head = block.columns.map((name) => element("th", { scope: "col", role: "columnheader" }, name));
    const rows = block.rows.map((row) =>
      element(
        "tr",
        { role: "row" },
        row.map((cell, i) =>
          element(
            "td",
            { role: "cell" },
            element("span", { class: "column", "aria-hidden": "true" }, block.columns[i]),
            element("span", {}, runs(cell)),
          ),
        ),
      ),
    );
    return element(
      "table",
      { role: "table" },
      element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, head)),
      element("tbody", { role: "rowgroup" }, rows),
    );
  }

  runs(runs, recipient) {
    return recipient === "employee" ? this.marked(runs, 0) : this.masked(runs, recipient);
  }

  masked(runs, recipient) {
    const parts = [];
    let replaced = null;
    for (const run of runs) {
      const spot = (run.s || []).find((each) => this.isHidden(this.content.spots[each].d, recipient));
      if (spot === undefined) {
        parts.push(run.t);
        replaced = null;
      } else if (spot !== replaced) {
        parts.push(element("span", { class: "neutral" }, this.content.spots[spot].n));
        replaced = spot;
      }
    }
    return parts;
  }

  // The employee's text: spots become marks with a number that leads to the answer.
  marked(runs, depth) {
    const parts = [];
    for (let i = 0; i < runs.length; ) {
      const spot = (runs[i].s || [])[depth];
      const isNew = Boolean(runs[i].c);
      let end = i + 1;
      const goesOn = (run) =>
        spot === undefined
          ? (run.s || [])[depth] === undefined && depth === 0 && Boolean(run.c) === isNew
          : (run.s || [])[depth] === spot;
      while (end < runs.length && goesOn(runs[end])) end += 1;
      const group = runs.slice(i, end);
      const inner =
        spot === undefined ? group.map((run) => run.t) : this.mark(spot, group, depth);
      const starts = isNew && depth === 0 && !(i > 0 && runs[i - 1].c);
      if (isNew && depth === 0) {
        const tag = starts ? element("b", { class: "tag" }, say("intro.new")) : null;
        parts.push(element("ins", {}, tag, inner));
      } else parts.push(...[inner].flat());
      i = end;
    }
    return parts;
  }

  mark(spot, group, depth) {
    const index = this.content.spots[spot].d;
    const { kind, ids } = this.content.details[index];
    const number = index + 1;
    const link = element(
      "a",
      { href: `#detail-${number}`, "aria-label": say("detail.number", { number }) },
      String(number),
    );
    const inner = this.marked(group, depth + 1);
    return element("mark", { class: kind, "data-spot": spot }, inner, ids.length ? link : null);
  }
}

// In points, as templates/figure.typ draws it: the positions come from the same layout.
function chart(block) {
  const axis = 405;
  const x = (share) => 34 + share * axis;
  const y = (percent) => 24 + (100 - percent) * 1.02;
  const grid = [0, 50, 100].map((percent) => [
    drawn("line", { class: "grid", x1: x(0), x2: x(1), y1: y(percent), y2: y(percent) }),
    drawn("text", { class: "scale", x: x(0) - 5, y: y(percent) + 3 }, `${percent}\u00a0%`),
  ]);
  const line = block.steps.map(
    (step, index) =>
      `${index ? "L" : "M"}${x(step.from)} ${y(step.before)}L${x(step.from)} ${y(step.percent)}L${x(step.to)} ${y(step.percent)}`,
  );
  const marks = block.reviews.map((mark) => {
    const [left, top] = [x(mark.at), y(mark.percent)];
    return drawn("path", { class: "review", d: `M${left - 5} ${top}l5 -5l5 5l-5 5z` });
  });
  const labels = block.labels.map((label) =>
    drawn("text", { class: "percent", x: x(label.at), y: y(label.low) }, label.text),
  );
  const ticks = block.ticks.map((tick) => [
    drawn("line", { class: "tick", x1: x(tick.at), x2: x(tick.at), y1: y(0), y2: y(0) + 4 }),
    drawn("text", { class: "date", x: x(tick.at), y: y(0) + 15 }, tick.label),
  ]);
  const picture = drawn(
    "svg",
    { viewBox: "0 0 478 148", role: "img", "aria-label": block.alt },
    grid,
    drawn("path", { class: "area", d: `${line.join("")}L${x(1)} ${y(0)}z` }),
    drawn("path", { class: "line", d: line.join("") }),
    marks,
    labels,
    ticks,
  );
  const legend = block.legend ? element("span", {}, `\u25c7 ${block.legend}`) : null;
  return element("figure", {}, picture, element("figcaption", {}, block.caption, " ", legend));
}

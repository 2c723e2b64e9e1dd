// The employee's answers to each marked detail. Nothing is chosen beforehand.

function choicesFor(detail) {
  const choice = (name, reply, to) => ({ text: say(`choice.${detail.kind}_${name}`), reply, to });
  const choices = [choice("fine", "fine")];
  if (detail.kind === "share") {
    for (const recipient of detail.shareWith) {
      choices.push(choice(recipient, "consent", [recipient]));
    }
    if (detail.shareWith.length > 1) choices.push(choice("both", "consent", BOTH));
  }
  choices.push(choice("remove", "remove"));
  return choices;
}

function answeredBy(choice, answer) {
  return (
    Boolean(answer) &&
    answer.reply === choice.reply &&
    (answer.to || []).join() === (choice.to || []).join()
  );
}

function planFor(content, index) {
  const detail = content.details[index];
  const who = detail.shareWith.length > 1 ? "both" : detail.shareWith[0];
  const lines = [say(`detail.${detail.kind}`, { recipients: who ? say(`recipient.${who}`) : "" })];
  const spots = content.spots.filter((spot) => spot.d === index);
  if (detail.kind === "rewrite") {
    lines.push(say("detail.before", { text: detail.before }));
    lines.push(say("detail.after", { text: detail.words }));
  } else if (detail.kind !== "notSensitive") {
    lines.push(say("detail.others", { neutral: spots[0].n }));
  }
  if (detail.reason) lines.push(say("detail.reason", { text: detail.reason }));
  if (spots.length > 1 && detail.kind !== "rewrite") {
    lines.push(say("detail.places", { count: spots.length }));
  }
  return lines;
}

// The sentence with the words in it standing out.
function quoted(detail) {
  const at = detail.kind === "rewrite" ? -1 : detail.sentence.indexOf(detail.words);
  if (at < 0 || detail.sentence === detail.words) return null;
  return element(
    "p",
    { class: "sentence" },
    detail.sentence.slice(0, at),
    element("strong", {}, detail.words),
    detail.sentence.slice(at + detail.words.length),
  );
}

function detailCard(content, index, answers, changed) {
  const detail = content.details[index];
  const number = index + 1;
  const title = detail.kind === "rewrite" ? say(`label.${detail.label}`) : `«${detail.words}»`;
  const radios = choicesFor(detail).map((choice, i) => {
    const id = `choice-${number}-${i}`;
    const radio = element("input", {
      type: "radio",
      id,
      name: `detail-${number}`,
      checked: answeredBy(choice, answers.details[index]),
    });
    radio.addEventListener("change", () => {
      answers.details[index] = { reply: choice.reply, to: choice.to || [] };
      changed();
    });
    return element("div", { class: "choice" }, radio, element("label", { for: id }, choice.text));
  });
  const back = element("a", { href: `#detail-${number}`, class: "back" }, say("detail.to_text"));
  back.addEventListener("click", (event) => {
    event.preventDefault();
    const link = document.querySelector(`mark a[href="#detail-${number}"]`);
    if (link) link.focus();
  });
  return element(
    "fieldset",
    { class: `detail ${detail.kind}`, id: `detail-${number}`, tabindex: "-1" },
    element(
      "legend",
      {},
      element("span", { class: "badge" }, String(number)),
      " ",
      title,
      detail.kind === "rewrite" ? null : element("span", { class: "kind" }, say(`label.${detail.label}`)),
    ),
    quoted(detail),
    planFor(content, index).map((line) => element("p", { class: "plan" }, line)),
    radios,
    back,
  );
}

// All details that stand first in this section, with a button for "the rest is fine".
function detailsOf(content, key, answers, changed) {
  const here = content.details
    .map((detail, index) => ({ detail, index }))
    .filter(({ detail }) => detail.section === key && detail.ids.length > 0);
  if (here.length === 0) return null;
  const status = element("p", { class: "hint", role: "status" });
  const cards = here.map(({ index }) => detailCard(content, index, answers, changed));
  const rest = button(say("detail.rest"), () => {
    for (const { detail, index } of here) {
      if (detail.kind === "share" || answers.details[index]) continue;
      answers.details[index] = { reply: "fine", to: [] };
      document.getElementById(`choice-${index + 1}-0`).checked = true;
    }
    status.textContent = say("detail.rest_done");
    changed();
  });
  const asksMore = here.filter(({ detail }) => detail.kind !== "share").length > 1;
  return element(
    "div",
    { class: "details" },
    element("h4", {}, say("detail.heading")),
    cards,
    asksMore ? [rest, status] : null,
  );
}

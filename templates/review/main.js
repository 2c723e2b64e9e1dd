// From the locked page to the opened one.

const texts = JSON.parse(document.getElementById("texts").textContent);

function emptyAnswers() {
  return { details: {}, remarks: {}, ownWords: "", name: "", isDirty: false };
}

function introduction(content) {
  const isLater = content.sections.some((section) => JSON.stringify(section.blocks).includes('"c":1'));
  return element(
    "section",
    { class: "intro", "aria-labelledby": "intro-heading" },
    element("h2", { id: "intro-heading" }, say("intro.heading")),
    element("ul", {}, texts.intro.points.map((point) => element("li", {}, point))),
    isLater ? element("p", { class: "notice" }, say("intro.changed")) : null,
    element("h3", {}, say("intro.how_heading")),
    element("ol", {}, texts.intro.how.map((step) => element("li", {}, step))),
    element(
      "details",
      { lang: "en" },
      element("summary", {}, say("locked.english")),
      element("ul", {}, texts.english.map((point) => element("li", {}, point))),
    ),
  );
}

function header(copy) {
  return element(
    "dl",
    { class: "meta" },
    copy.meta.map(([label, value]) => [element("dt", {}, label), element("dd", {}, value)]),
  );
}

// The employee's own version: made once, so that focus and half-written text are never lost.
function ownVersion(content, view, form, changed) {
  const parts = content.sections.map((section) => {
    const part = view.section({ ...section, key: section.key }, "employee");
    part.append(
      ...[detailsOf(content, section.key, form.answers, changed)].filter(Boolean),
      form.box(`remark-${section.key}`, say("answer.remark_section"), "", 2, section.key),
    );
    return part;
  });
  return element("div", {}, header(content.copies.employee), parts);
}

function otherVersion(content, view, recipient) {
  const copy = content.copies[recipient];
  return element(
    "div",
    {},
    header(copy),
    view.sections(recipient),
    copy.notes.map((section) => view.section(section, recipient)),
  );
}

function show(content, draft, kept) {
  const answers = { ...emptyAnswers(), ...kept, isDirty: false };
  const view = new ReportView(content, answers);
  const changed = () => {
    answers.isDirty = true;
  };
  const form = new AnswerForm(content, answers, draft, changed);
  const answered = () => form.edited();
  const title = element("h1", { tabindex: "-1" }, content.title);
  const heading = element("h2", { id: "version-heading" });
  const note = element("p", { class: "hint" });
  const end = form.build();
  const own = ownVersion(content, view, form, answered);
  const version = element("div", { class: "version" }, own);
  const tabs = ["employee", "employer", "nav"].map((recipient) => {
    const tab = button(say(`view.${recipient}`), () => choose(recipient), "tab");
    tab.setAttribute("id", `view-${recipient}`);
    return tab;
  });
  let isOwn = true;
  let place = 0;
  const choose = (recipient) => {
    if (isOwn) place = scrollY;
    const wasOwn = isOwn;
    isOwn = recipient === "employee";
    tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.id === `view-${recipient}`)));
    heading.textContent = say(`view.title_${recipient}`);
    note.textContent = say(isOwn ? "view.note_employee" : "view.note_other");
    version.replaceChildren(isOwn ? own : otherVersion(content, view, recipient));
    end.hidden = !isOwn;
    if (isOwn && !wasOwn) scrollTo({ top: place, behavior: "instant" });
    else if (!isOwn) heading.scrollIntoView({ behavior: "instant" });
  };
  choose("employee");
  if (kept) form.draftStatus.textContent = say("draft.restored");
  const opened = document.getElementById("opened");
  opened.replaceChildren(
    element("header", {}, title, kept ? element("p", { class: "notice", role: "status" }, say("draft.restored")) : null),
    element(
      "main",
      {},
      introduction(content),
      element("div", { class: "tabs", role: "group", "aria-label": say("view.label") }, tabs),
      element("section", { "aria-labelledby": "version-heading" }, heading, note, version),
      end,
    ),
  );
  document.getElementById("locked").remove();
  opened.hidden = false;
  title.focus();
  addEventListener("beforeunload", (event) => {
    if (answers.isDirty) event.preventDefault();
  });
}

function start() {
  const form = document.getElementById("unlock");
  const input = document.getElementById("passphrase");
  const error = document.getElementById("passphrase-error");
  const submit = form.querySelector("button");
  document.getElementById("preview").hidden = true;
  form.hidden = false;
  const refuse = (key) => {
    error.textContent = say(`locked.${key}`);
    input.setAttribute("aria-invalid", "true");
    input.focus();
  };
  input.addEventListener("input", () => {
    error.textContent = "";
    input.removeAttribute("aria-invalid");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.getAttribute("aria-disabled") === "true") return;
    if (!foldedPassphrase(input.value)) return void refuse("empty");
    if (!globalThis.crypto || !crypto.subtle) return void refuse("unsupported");
    let sealed;
    try {
      sealed = JSON.parse(document.getElementById("sealed").textContent);
      fromBase64url(sealed.payload);
    } catch {
      return void refuse("damaged");
    }
    error.textContent = "";
    submit.setAttribute("aria-disabled", "true");
    submit.textContent = say("locked.working");
    let request = null;
    try {
      request = await openRequest(sealed, input.value);
    } catch {
      refuse("wrong");
    }
    submit.removeAttribute("aria-disabled");
    submit.textContent = say("locked.button");
    if (!request) return;
    const draft = new Draft(sealed, request.content, request.draftKey);
    show(request.content, draft, await draft.load());
  });
}

start();

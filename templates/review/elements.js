// Making elements. Text reaches the page through textContent only.

function say(key, values) {
  const [table, name] = key.split(".");
  let text = texts[table][name];
  for (const [placeholder, value] of Object.entries(values || {})) {
    text = text.split("{" + placeholder + "}").join(String(value));
  }
  return text;
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  fill(made, attributes, children);
  return made;
}

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(made, attributes, children);
  return made;
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, String(value));
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === "") continue;
    made.append(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

function button(text, onClick, kind) {
  const made = element("button", { type: "button", class: kind || "plain" }, text);
  made.addEventListener("click", onClick);
  return made;
}

// A labelled text box; the hint is read with it.
function textBox(id, label, hint, rows) {
  const hintId = hint ? id + "-hint" : null;
  const box = element("textarea", { id, rows, "aria-describedby": hintId });
  return element(
    "div",
    { class: "box" },
    element("label", { for: id }, label),
    hint ? element("p", { class: "hint", id: hintId }, hint) : null,
    box,
  );
}

function list(tag, items) {
  return element(tag, {}, items.map((item) => element("li", {}, item)));
}

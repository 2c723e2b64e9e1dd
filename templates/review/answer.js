// The employee's answer as a whole: remarks, own words, name, verdict, and the file.

class AnswerForm {
  constructor(content, answers, draft, changed) {
    this.content = content;
    this.answers = answers;
    this.draft = draft;
    this.changed = changed;
    this.result = element("div", { class: "result", id: "result", tabindex: "-1", hidden: true });
    this.status = element("p", { class: "hint", role: "status" });
    this.progress = element("p", { class: "progress" });
    this.error = element("p", { class: "error", role: "alert", id: "answer-error" });
    this.draftStatus = element("p", { class: "hint", role: "status" });
  }

  build() {
    const whole = this.box("remark-whole", say("answer.remark_whole"), say("answer.remark_hint"), 3, "");
    const own = textBox("own-words", say("answer.own_words"), say("answer.own_words_hint"), 3);
    own.lastChild.value = this.answers.ownWords;
    own.lastChild.addEventListener("input", (event) => {
      this.answers.ownWords = event.target.value;
      this.edited();
    });
    this.name = element("input", {
      id: "name",
      type: "text",
      autocomplete: "name",
      "aria-describedby": "answer-error",
    });
    this.name.value = this.answers.name;
    this.name.addEventListener("input", () => {
      this.answers.name = this.name.value;
      this.edited();
    });
    this.refresh();
    return element(
      "section",
      { class: "answer", "aria-labelledby": "answer-heading" },
      element("h2", { id: "answer-heading" }, say("answer.heading")),
      this.progress,
      whole,
      own,
      element("div", { class: "box" }, element("label", { for: "name" }, say("answer.name")), this.name),
      this.error,
      element(
        "div",
        { class: "verdicts" },
        this.verdict("approved", "approve"),
        this.verdict("changesRequested", "changes"),
      ),
      this.status,
      this.result,
      this.draftBox(),
    );
  }

  // A remark box for a section, or for the whole where the key is empty.
  box(id, label, hint, rows, key) {
    const made = textBox(id, label, hint, rows);
    made.lastChild.value = this.answers.remarks[key] || "";
    made.lastChild.addEventListener("input", (event) => {
      this.answers.remarks[key] = event.target.value;
      this.edited();
    });
    return made;
  }

  verdict(verdict, name) {
    const hint = `${name}-hint`;
    const made = button(say(`answer.${name}`), () => this.make(verdict), "verdict");
    made.setAttribute("aria-describedby", hint);
    return element("div", {}, made, element("p", { class: "hint", id: hint }, say(`answer.${name}_hint`)));
  }

  // Something was changed: an answer made before no longer says the same.
  edited() {
    this.error.textContent = "";
    this.name.removeAttribute("aria-invalid");
    if (!this.result.hidden) {
      this.result.hidden = true;
      this.status.textContent = say("result.outdated");
    }
    this.draftStatus.textContent = "";
    this.refresh();
    this.changed();
  }

  refresh() {
    const asked = this.content.details.filter((detail) => detail.ids.length > 0).length;
    const done = Object.keys(this.answers.details).length;
    const words = asked === 0 ? say("answer.none") : say("answer.progress", { done, total: asked });
    const more = asked > 0 ? say(done < asked ? "answer.left" : "answer.all") : "";
    this.progress.textContent = `${words} ${more}`.trim();
  }

  refuse(text, field) {
    this.status.textContent = "";
    this.error.textContent = text;
    if (field === this.name) field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  asAnswer(verdict) {
    const details = [];
    for (const [index, answer] of Object.entries(this.answers.details)) {
      for (const decisionId of this.content.details[index].ids) {
        details.push({ decisionId, reply: answer.reply, consentTo: answer.to });
      }
    }
    const remarks = Object.entries(this.answers.remarks)
      .filter(([, text]) => text.trim())
      .map(([section, text]) => ({ section, text: text.trim() }));
    for (const { section, words } of this.takenOut()) {
      remarks.push({ section, text: say("answer.take_out", { words }) });
    }
    return {
      caseId: this.content.caseId,
      reviewHash: this.content.reviewHash,
      verdict,
      details,
      remarks,
      ownWords: this.answers.ownWords.trim(),
      name: this.answers.name.trim(),
      answeredAt: new Date().toISOString(),
      channel: "page",
    };
  }

  // Withheld details that the employee does not want in their own copy either.
  takenOut() {
    return Object.entries(this.answers.details)
      .filter(([, answer]) => answer.reply === "remove")
      .map(([index]) => this.content.details[index])
      .filter((detail) => detail.kind === "withhold");
  }

  async make(verdict) {
    const answer = this.asAnswer(verdict);
    if (!answer.name) return this.refuse(say("answer.name_missing"), this.name);
    if (verdict === "approved" && this.takenOut().length > 0) {
      return this.refuse(say("answer.take_out_means_changes"), document.getElementById("remark-whole"));
    }
    const asks = answer.remarks.length > 0 || answer.details.some((d) => d.reply === "remove");
    if (verdict === "changesRequested" && !asks) {
      return this.refuse(say("answer.changes_missing"), document.getElementById("remark-whole"));
    }
    this.error.textContent = "";
    try {
      this.show(verdict, answer, await sealAnswer(this.content, answer));
    } catch {
      this.refuse(say("result.failed"), this.name);
    }
    return undefined;
  }

  show(verdict, answer, sealed) {
    const shared = new Set(answer.details.filter((d) => d.reply === "consent").map((d) => d.decisionId));
    const file = new Blob([sealed], { type: "text/plain" });
    const link = element(
      "a",
      {
        class: "button primary",
        id: "save-answer",
        href: URL.createObjectURL(file),
        download: `svar-${this.content.caseId}.txt`,
      },
      say("result.save"),
    );
    const text = textBox("answer-text", say("result.text"), "", 6);
    text.lastChild.value = sealed;
    text.lastChild.readOnly = true;
    const said = element("p", { class: "hint", role: "status" });
    const copy = button(say("result.copy"), () => this.copy(text.lastChild, said));
    this.result.replaceChildren(
      element("h3", {}, say("result.heading")),
      element("p", {}, element("strong", {}, say(`result.${verdict === "approved" ? "approved" : "changes"}`))),
      element("p", {}, shared.size ? say("result.shared", { count: shared.size }) : say("result.not_shared")),
      element("p", {}, say("result.next")),
      element("p", { class: "actions" }, link, copy),
      said,
      text,
    );
    this.status.textContent = "";
    this.result.hidden = false;
    this.result.focus();
    this.answers.isDirty = false;
    this.draft.remove().catch(() => {});
  }

  async copy(box, said) {
    try {
      await navigator.clipboard.writeText(box.value);
      said.textContent = say("result.copied");
    } catch {
      box.focus();
      box.select();
      said.textContent = say("result.select");
    }
  }

  draftBox() {
    const save = async () => {
      try {
        await this.draft.save(this.answers);
        this.answers.isDirty = false;
        this.draftStatus.textContent = say("draft.saved");
      } catch {
        this.draftStatus.textContent = say("draft.failed");
      }
    };
    const remove = async () => {
      try {
        await this.draft.remove();
        this.draftStatus.textContent = say("draft.deleted");
      } catch {
        this.draftStatus.textContent = say("draft.failed");
      }
    };
    return element(
      "div",
      { class: "draft" },
      element("h3", {}, say("draft.heading")),
      element("p", {}, say("draft.text")),
      element("p", { class: "actions" }, button(say("draft.save"), save), button(say("draft.delete"), remove)),
      this.draftStatus,
    );
  }
}

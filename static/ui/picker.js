// A picker's box as a combobox: list autocomplete with manual selection, as the ARIA Authoring Practices ask.
// Without this file the same box has a button that searches, or is looked up when the form is sent.
(() => {
  "use strict";
  const PAUSE = 150;
  const KEPT = 5;

  const recentOf = async (address) => await globalThis.draftStore?.recent(address) ?? [];

  const remember = async (address, value) => {
    const others = (await recentOf(address)).filter((other) => other !== value);
    globalThis.draftStore?.remember(address, [value, ...others].slice(0, KEPT));
  };

  class Picker {
    constructor(root) {
      const find = (selector) => root.querySelector(selector);
      this.root = root;
      this.address = root.dataset.picker;
      this.box = find('input[type="text"]');
      this.name = this.box.name.replace(/_text$/, "");
      this.chosenFor = find('input[name$="_for"]');
      this.clearButton = find(".picker-clear");
      this.popup = find(".picker-popup");
      this.count = find(".picker-count");
      this.left = find(".picker-left");
      this.list = find('[role="listbox"]');
      this.status = find('[role="status"]');
      this.active = null;
      this.enhance(find(".picker-find"));
      this.listen();
    }

    enhance(button) {
      button?.remove();
      this.root.classList.add("picker-live");
      const { box } = this;
      box.setAttribute("role", "combobox");
      box.setAttribute("aria-autocomplete", "list");
      box.setAttribute("aria-expanded", "false");
      box.setAttribute("aria-controls", this.list.id);
      this.showClear();
    }

    listen() {
      this.box.addEventListener("input", () => this.typed());
      this.box.addEventListener("keydown", (event) => this.pressed(event));
      this.box.addEventListener("click", () => this.toggle());
      this.box.addEventListener("blur", () => this.close());
      this.clearButton.addEventListener("click", () => this.clear());
      // The focus stays in the box while a line is pressed.
      this.popup.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest('[role="option"]');
        if (option) this.take(option);
      });
    }

    get isOpen() { return !this.popup.hidden; }

    get options() { return [...this.list.querySelectorAll('[role="option"]')]; }

    typed() {
      this.unchoose();
      this.activate(null);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), PAUSE);
    }

    unchoose() {
      this.root.querySelector(".picker-offer")?.remove();
      this.value().value = "";
      this.showClear();
    }

    value() {
      let value = this.root.querySelector(`input[type="hidden"][name="${CSS.escape(this.name)}"]`);
      if (!value) {
        value = Object.assign(document.createElement("input"), { type: "hidden", name: this.name });
        this.root.append(value);
      }
      return value;
    }

    async search() {
      clearTimeout(this.timer);
      this.asked?.abort();
      const asked = this.asked = new AbortController();
      const query = new URLSearchParams({ q: this.chosen() ? "" : this.box.value });
      query.set("recent", (await recentOf(this.address)).join(","));
      try {
        const answer = await fetch(`${this.address}?${query}`, { signal: asked.signal });
        if (!answer.ok || answer.redirected) throw new Error(answer.status);
        this.show(await answer.text());
      } catch (error) {
        if (error.name !== "AbortError") this.offline();
      }
    }

    chosen() { return this.value().value !== "" && this.box.value === this.chosenFor.value; }

    show(html) {
      const rows = document.createElement("template");
      rows.innerHTML = html;
      const [counted, left] = [".picker-count", ".picker-left"].map((sentence) => {
        const said = rows.content.querySelector(sentence);
        said.remove();
        return said.textContent;
      });
      this.list.replaceChildren(rows.content);
      this.options.forEach((option, index) => { option.id = `${this.list.id}_${index}`; });
      this.count.textContent = counted;
      this.left.textContent = left;
      this.status.textContent = `${counted}. ${left}`;
      if (document.activeElement === this.box) this.open();
    }

    offline() {
      this.close();
      this.status.textContent = this.status.dataset.offline;
    }

    open() {
      this.popup.hidden = false;
      this.list.hidden = !this.options.length;
      this.box.setAttribute("aria-expanded", String(this.options.length > 0));
    }

    close() {
      clearTimeout(this.timer);
      this.asked?.abort();
      this.popup.hidden = true;
      this.box.setAttribute("aria-expanded", "false");
      this.activate(null);
    }

    toggle() {
      if (this.isOpen) this.close();
      else this.search();
    }

    activate(option) {
      this.active?.setAttribute("aria-selected", "false");
      this.active = option ?? null;
      if (!option) return this.box.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      this.box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    async step(by) {
      if (!this.isOpen) await this.search();
      const { options } = this;
      if (!options.length) return;
      const from = options.indexOf(this.active);
      const to = from < 0 ? (by > 0 ? 0 : options.length - 1) : from + by;
      this.activate(options[(to + options.length) % options.length]);
    }

    take(option) {
      this.unchoose();
      this.value().value = option.dataset.value;
      this.box.value = this.chosenFor.value = option.dataset.text;
      remember(this.address, option.dataset.value);
      this.close();
      this.showClear();
      this.box.setSelectionRange(this.box.value.length, this.box.value.length);
      this.status.textContent = option.dataset.text;
      for (const kind of ["input", "change"]) this.value().dispatchEvent(new Event(kind, { bubbles: true }));
    }

    clear() {
      this.box.value = "";
      this.unchoose();
      this.close();
      this.box.focus();
    }

    showClear() { this.clearButton.hidden = this.box.value === ""; }

    pressed(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (this.keys[event.key]?.call(this, event)) event.preventDefault();
      else if (!["Shift", "Alt", "Tab", "Enter"].includes(event.key)) this.activate(null);
    }

    get keys() {
      return {
        ArrowDown(event) {
          if (event.altKey) this.search();
          else this.step(1);
          return true;
        },
        ArrowUp(event) {
          if (event.altKey) this.close();
          else this.step(-1);
          return true;
        },
        Enter() {
          if (!this.isOpen) return false;
          const only = this.options.length === 1 ? this.options[0] : null;
          if (this.active ?? only) this.take(this.active ?? only);
          return true;
        },
        Escape() {
          if (this.isOpen) this.close();
          else if (this.box.value) this.clear();
          else return false;
          return true;
        },
        Tab() {
          if (this.active) this.take(this.active);
          return false;
        },
        Home(event) { return this.caret(event, 0); },
        End(event) { return this.caret(event, this.box.value.length); },
      };
    }

    caret(event, at) {
      if (event.shiftKey) return false;
      this.activate(null);
      this.box.setSelectionRange(at, at);
      return true;
    }
  }

  const enhance = (within) => {
    for (const root of within.querySelectorAll(".picker:not(.picker-live)")) {
      if (root.dataset.picker) new Picker(root);
    }
  };
  enhance(document);
  document.addEventListener("htmx:load", (event) => enhance(event.target));
})();

// Beside a line for a day: "today", the browser's own calendar, and how the server understood what was typed.
// Without this file the line is typed in as before.
(() => {
  "use strict";
  const shown = (iso) => iso.split("-").reverse().join("/");
  const stored = (text) => text.split("/").reverse().join("-");

  const told = (line) => {
    const status = document.createElement("span");
    status.className = "day-told";
    status.setAttribute("role", "status");
    line.append(status);
    return status;
  };

  const understand = async (input, status) => {
    const typed = input.value;
    status.textContent = "";
    if (!typed.trim()) return;
    const answer = await fetch(`${input.dataset.day}?${new URLSearchParams({ typed, ...(input.dataset.past && { past: 1 }) })}`).catch(() => null);
    if (!answer || answer.redirected || input.value !== typed || !answer.ok) return;
    const understood = await answer.json();
    input.value = understood.day ?? typed;
    status.textContent = understood.wrong ?? "";
  };

  const button = (words, label, onClick) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn day-button";
    made.textContent = words;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", onClick);
    return made;
  };

  // The calendar is a date field that nobody sees: the system draws it, on a phone as a wheel.
  const calendar = (take) => {
    const made = document.createElement("input");
    made.type = "date";
    made.className = "day-calendar";
    made.tabIndex = -1;
    made.setAttribute("aria-hidden", "true");
    made.addEventListener("change", () => { if (made.value) take(shown(made.value)); });
    return made;
  };

  const equip = (input) => {
    if (input.closest(".day-line")) return;
    const line = document.createElement("span");
    line.className = "day-line";
    input.replaceWith(line);
    line.append(input);
    const status = told(line);
    const take = (text) => {
      input.value = text;
      status.textContent = "";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    };
    const name = input.labels[0]?.textContent.trim() ?? "";
    const today = input.dataset.today;
    if (today) line.append(button(today, `${today}: ${name}`, () => { take(today); understand(input, status); }));
    const hidden = calendar(take);
    if (hidden.showPicker) {
      const words = input.dataset.calendar;
      line.append(button(words, `${words}: ${name}`, () => {
        hidden.value = /^\d\d\/\d\d\/\d{4}$/.test(input.value) ? stored(input.value) : "";
        hidden.showPicker();
      }), hidden);
    }
    input.addEventListener("change", () => understand(input, status));
  };

  const all = (root) => root.querySelectorAll("input[data-day]").forEach(equip);
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.target));
})();

// Keys of the grid. Without this file the same radios, selects and boxes work by hand.
(() => {
  "use strict";
  const rows = globalThis.gridRows;
  if (!rows) return;
  const { form, radios, chosen } = rows;
  const reason = (row) => rows.field(row, "not_rated_reason");
  const changed = (row) => row.dispatchEvent(new Event("change", { bubbles: true }));

  // The four levels stand first in this order, also where older names are used; 0 is "not rated".
  const radioOfKey = (row, key) => radios(row).find((radio) => radio.value === key) || (row.dataset.row === "own" ? legacyRadio(row, key) : null);
  const legacyRadio = (row, key) => radios(row).find((radio) => radio.closest(".level").classList.contains(`level-l${key}`));

  // A level that was copied from last year is the person's own as soon as the row is touched.
  const copied = form.querySelector("[data-copied-rows]");
  const isLookedAt = (row) => {
    const mark = row.querySelector("[data-copied]");
    if (!mark) return;
    mark.remove();
    copied.value = copied.value.split(" ").filter((key) => key !== row.dataset.row).join(" ");
  };

  const setLevel = (row, key) => {
    const radio = radioOfKey(row, key);
    if (!radio) return false;
    isLookedAt(row);
    radio.checked = true;
    const why = reason(row);
    if (key !== "0") why.value = "";
    else if (!why.value && row.dataset.suggested) why.value = row.dataset.suggested;
    changed(row);
    if (key === "0" && !why.value) {
      why.focus();
      why.showPicker?.();
    } else {
      rows.onward(row);
    }
    return true;
  };
  const clearLevel = (row) => {
    radios(row).forEach((radio) => { radio.checked = false; });
    reason(row).value = "";
    changed(row);
    rows.focus(row);
  };
  const step = (row, by) => rows.focus(rows.beside(row, by) || row);

  // Tab goes from row to row: within a row only the chosen radio, or the first, is a stop. The browser does that for
  // radios of one name; selects and boxes are reached by Tab too, in their order.
  const keyOnLevels = (event, row) => {
    if (event.key >= "0" && event.key <= "4" && event.key.length === 1) return setLevel(row, event.key);
    if (event.key === "ArrowDown") return step(row, 1), true;
    if (event.key === "ArrowUp") return step(row, -1), true;
    if (event.key === "Delete" || event.key === "Backspace") return clearLevel(row), true;
    if (event.key === "n" || event.key === "N") return openNote(row), true;
    if (event.key === "c" || event.key === "C") return row.querySelector("[data-keeps]")?.click(), true;
    return false;
  };
  const openNote = (row) => {
    const details = row.querySelector("details.note");
    if (details) details.open = true;
    row.querySelector("textarea")?.focus();
  };

  // From anywhere on the page but a form of its own, such as the search: saved, or saved and on to the submission.
  const sendBy = (event) => {
    const within = event.target.closest?.("form, dialog");
    if (within && within !== form) return;
    event.preventDefault();
    if (event.repeat) return;
    const finish = event.shiftKey && form.querySelector("[data-finish]");
    form.requestSubmit(finish || form.querySelector('button[name="then"][value=""]'));
  };
  document.addEventListener("keydown", (event) => {
    if (!event.isComposing && (event.ctrlKey || event.metaKey) && event.key === "Enter") sendBy(event);
  });

  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.of(event.target);
    if (!row) return;
    if (event.key === "Enter" && event.target.matches("input, select")) {
      // Enter goes down its column, as in a spreadsheet, and never sends the form by surprise.
      event.preventDefault();
      rows.onward(row, rows.columnOf(event.target));
    } else if (event.target.matches('.levels input[type="radio"]')) {
      if (keyOnLevels(event, row)) event.preventDefault();
    } else if (event.key === "Escape" && event.target.matches("textarea, input, select")) {
      event.preventDefault();
      rows.focus(row);
    }
  });
  form.addEventListener("change", (event) => {
    const row = rows.of(event.target);
    if (row && event.target === reason(row) && event.target.value) rows.onward(row);
    // A reason without the mouse having set "not rated": it says the same.
    if (row && event.target === reason(row) && event.target.value && !chosen(row)) radioOfKey(row, "0").checked = true;
    if (!row || !event.target.matches('.levels input[type="radio"]')) return;
    isLookedAt(row);
    if (event.target.value !== "0") reason(row).value = "";
  });

  const dialog = document.getElementById("keys");
  const showKeys = () => { if (!dialog.open) dialog.showModal(); };
  const keysButton = form.querySelector("[data-keys]");
  keysButton.addEventListener("click", showKeys);
  // Right after the page has opened, a level key goes to the first row that is still empty: no way to it by Tab.
  document.addEventListener("keydown", (event) => {
    if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.all().find((each) => !chosen(each)) || rows.all()[0];
    if (event.key === "ArrowDown") rows.focus(row);
    else if (!keyOnLevels(event, row)) return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches?.("textarea, input:not([type=radio]), select");
    if (event.key === "?" && !writing) {
      event.preventDefault();
      showKeys();
    }
  });
})();

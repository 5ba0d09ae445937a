// Keys of the grid. Without this file the same radios, selects and boxes work by hand.
(() => {
  "use strict";
  const form = document.getElementById("sheet");
  if (!form) return;
  // Rows that can only be read have no radios.
  const rows = () => [...form.querySelectorAll("[data-row]")].filter((row) => row.querySelector(".levels"));
  const radios = (row) => [...row.querySelectorAll('.levels input[type="radio"]')];
  const chosen = (row) => radios(row).find((radio) => radio.checked);
  const reason = (row) => row.querySelector('[name$="-not_rated_reason"]');
  const rowOf = (element) => element.closest("[data-row]");
  const changed = (row) => row.dispatchEvent(new Event("change", { bubbles: true }));

  const focusRow = (row) => {
    if (!row) return;
    (chosen(row) || radios(row)[0]).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const beside = (row, step) => {
    const all = rows();
    return all[all.indexOf(row) + step];
  };

  // The four levels stand first in this order, also where older names are used; 0 is "not rated".
  const radioOfKey = (row, key) => radios(row).find((radio) => radio.value === key) || (row.dataset.row === "own" ? legacyRadio(row, key) : null);
  const legacyRadio = (row, key) => radios(row).find((radio) => radio.closest(".level").classList.contains(`level-l${key}`));

  const setLevel = (row, key) => {
    const radio = radioOfKey(row, key);
    if (!radio) return false;
    radio.checked = true;
    const why = reason(row);
    if (key !== "0") why.value = "";
    else if (!why.value && row.dataset.suggested) why.value = row.dataset.suggested;
    changed(row);
    if (key === "0" && !why.value) {
      why.focus();
      why.showPicker?.();
    } else {
      focusRow(beside(row, 1) || row);
    }
    return true;
  };
  const clearLevel = (row) => {
    radios(row).forEach((radio) => { radio.checked = false; });
    reason(row).value = "";
    changed(row);
    focusRow(row);
  };

  // Tab goes from row to row: within a row only the chosen radio, or the first, is a stop. The browser does that for
  // radios of one name; selects and boxes are reached by Tab too, in their order.
  const keyOnLevels = (event, row) => {
    if (event.key >= "0" && event.key <= "4" && event.key.length === 1) return setLevel(row, event.key);
    if (event.key === "ArrowDown") return focusRow(beside(row, 1)), true;
    if (event.key === "ArrowUp") return focusRow(beside(row, -1)), true;
    if (event.key === "Delete" || event.key === "Backspace") return clearLevel(row), true;
    if (event.key === "n" || event.key === "N") return openNote(row), true;
    return false;
  };
  const openNote = (row) => {
    const details = row.querySelector("details.note");
    if (details) details.open = true;
    row.querySelector("textarea")?.focus();
  };

  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(form.querySelector('button[name="then"][value=""]'));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rowOf(event.target);
    if (!row) return;
    if (event.target.matches('.levels input[type="radio"]')) {
      if (keyOnLevels(event, row)) event.preventDefault();
    } else if (event.key === "Escape" && event.target.matches("textarea, [data-row] input, [data-row] select")) {
      event.preventDefault();
      focusRow(row);
    } else if (event.key === "Enter" && event.target.matches("input")) {
      // Enter in a box goes down a row, as in a spreadsheet, and never sends the form by surprise.
      event.preventDefault();
      const part = event.target.name.split("-").pop();
      beside(row, 1)?.querySelector(`[name$="-${part}"]`)?.focus();
    }
  });
  form.addEventListener("change", (event) => {
    const row = rowOf(event.target);
    if (row && event.target === reason(row) && event.target.value) focusRow(beside(row, 1) || row);
    // A reason without the mouse having set "not rated": it says the same.
    if (row && event.target === reason(row) && event.target.value && !chosen(row)) radioOfKey(row, "0").checked = true;
    if (row && event.target.matches('.levels input[type="radio"]') && event.target.value !== "0") reason(row).value = "";
  });

  // Set all empty at once, and take it back.
  const tools = form.querySelector("[data-tools]");
  if (tools) {
    const undo = tools.querySelector("[data-undo]");
    let filled = [];
    const fillable = (row) => row.dataset.row !== "own" && !("left" in row.dataset) && !chosen(row);
    tools.querySelector("[data-fill]").addEventListener("click", (event) => {
      filled = rows().filter(fillable);
      filled.forEach((row) => { radioOfKey(row, event.target.dataset.fill).checked = true; });
      undo.hidden = filled.length === 0;
      if (filled.length) changed(filled[0]);
    });
    undo.addEventListener("click", () => {
      filled.forEach((row) => radios(row).forEach((radio) => { radio.checked = false; }));
      undo.hidden = true;
      if (filled.length) changed(filled[0]);
    });
    const present = tools.querySelector("[data-present]");
    present?.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    tools.querySelector("[data-fill-present]")?.addEventListener("click", () => {
      const boxes = [...form.querySelectorAll('tr:not([data-left]) [name$="-ballot_present"]')].filter((box) => !box.value);
      boxes.forEach((box) => { box.value = present.value.trim(); });
      if (boxes.length) changed(rowOf(boxes[0]));
    });
  }

  const dialog = document.getElementById("keys");
  const showKeys = () => { if (!dialog.open) dialog.showModal(); };
  const keysButton = form.querySelector("[data-keys]");
  keysButton.addEventListener("click", showKeys);
  // Right after the page has opened, a level key goes to the first row that is still empty: no way to it by Tab.
  document.addEventListener("keydown", (event) => {
    if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows().find((each) => !chosen(each)) || rows()[0];
    if (event.key === "ArrowDown") focusRow(row);
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

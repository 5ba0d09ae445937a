// Filling: from the row above by Ctrl+D, or all that is empty at once; announced, and taken back by Ctrl+Z.
(() => {
  "use strict";
  const rows = globalThis.gridRows;
  const tools = rows?.form.querySelector("[data-tools]");
  if (!tools) return;
  const { form } = rows;
  const undo = tools.querySelector("[data-undo]");
  const said = tools.querySelector("[data-said]");
  // The last filling: what stood in each field before it, and what stands there since.
  let last = [];

  // A level and the reason for none are one thing.
  const partsOf = (column) => (column === "level" ? ["level", "not_rated_reason"] : [column]);
  const standing = ([first, ...others]) => {
    if (first?.type !== "radio") return first?.value ?? "";
    return [first, ...others].find((radio) => radio.checked)?.value ?? "";
  };
  const takes = (fields, value) => {
    if (fields[0]?.type === "radio") return !value || fields.some((radio) => radio.value === value);
    return fields[0]?.options ? [...fields[0].options].some((option) => option.value === value) : fields.length > 0;
  };
  const put = (fields, value) => fields.forEach((field) => {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  });
  const words = (fields) => {
    if (fields[0].type === "radio") return fields.find((radio) => radio.checked).closest("label").title;
    return fields[0].options ? fields[0].selectedOptions[0].textContent : fields[0].value;
  };
  const say = (sentence, value = "") => { said.textContent = said.dataset[sentence].replace("{}", value); };
  // A radio's own event would speak of that radio, chosen or not.
  const tell = ({ fields: [first] }) => (first.type === "radio" ? rows.of(first) : first).dispatchEvent(new Event("change", { bubbles: true }));

  const fill = (changes) => {
    last = changes.map(([fields, value]) => ({ fields, was: standing(fields), now: value }));
    last.forEach(({ fields, now }) => put(fields, now));
    undo.hidden = !last.length;
    if (last.length) tell(last[0]);
  };
  const takeBack = () => {
    const mine = last.filter(({ fields, now }) => standing(fields) === now);
    mine.forEach(({ fields, was }) => put(fields, was));
    last = [];
    undo.hidden = true;
    if (mine.length) tell(mine[0]);
    say("back");
  };

  const fromAbove = (row, column) => {
    const above = rows.beside(row, -1);
    const pairs = above ? partsOf(column).map((part) => [rows.fields(row, part), rows.fields(above, part)]) : [];
    const [[, first] = [[]]] = pairs;
    if (!standing(first)) return say("nothing");
    if (!pairs.every(([here, there]) => takes(here, standing(there)))) return say("other");
    fill(pairs.map(([here, there]) => [here, standing(there)]));
    say("above", words(first));
  };

  const isEmpty = (row, column) => partsOf(column).every((part) => !standing(rows.fields(row, part)));
  const members = () => rows.all().filter((row) => row.dataset.row !== "own" && !("left" in row.dataset));
  // One value for all of a column that are empty, or each row's own.
  const fillEmpty = (column, valueOf) => {
    const empty = members().filter((row) => rows.field(row, column) && isEmpty(row, column) && valueOf(row));
    fill(empty.map((row) => [rows.fields(row, column), valueOf(row)]));
    say("filled", empty.length);
  };
  const proposed = (row) => standing(rows.radios(row)).replace("0", "");
  const present = tools.querySelector("[data-present]");
  const ways = {
    good: () => fillEmpty("level", () => "3"),
    self: () => fillEmpty("self_level", proposed),
    // Nothing written here, what stands first in the column, as on the server.
    present: () => {
      const number = present.value.trim() || members().map((row) => standing(rows.fields(row, "ballot_present"))).find(Boolean) || "";
      fillEmpty("ballot_present", () => number);
    },
  };
  tools.querySelectorAll('button[name="fill"]').forEach((button) => button.addEventListener("click", (event) => {
    event.preventDefault();
    ways[button.value]();
  }));
  present?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    ways.present();
  });
  undo.addEventListener("click", takeBack);

  // In a box that was typed in since, Ctrl+Z is the browser's.
  const isTypedIn = (box) => box.matches("textarea, input:not([type=radio])") &&
    !last.some(({ fields, now }) => fields.includes(box) && box.value === now);
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    const row = rows.of(event.target);
    if (event.key.toLowerCase() === "d" && row && row.dataset.row !== "own") {
      event.preventDefault();
      fromAbove(row, rows.columnOf(event.target));
    } else if (event.key.toLowerCase() === "z" && last.length && !isTypedIn(event.target)) {
      event.preventDefault();
      takeBack();
    }
  });
})();

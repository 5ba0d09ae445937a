// The rows of a grid and its columns, whatever stands in them: a field is named by its row and its column.
globalThis.gridRows = (() => {
  "use strict";
  const form = document.getElementById("sheet");
  if (!form) return null;
  // Rows that can only be read have no radios.
  const all = () => [...form.querySelectorAll("[data-row]")].filter((row) => row.querySelector(".levels"));
  const of = (element) => element.closest("[data-row]");
  const fields = (row, column) => [...row.querySelectorAll(`[name="${row.dataset.row}-${column}"]`)];
  const field = (row, column) => fields(row, column)[0];
  const radios = (row) => fields(row, "level");
  const chosen = (row) => radios(row).find((radio) => radio.checked);
  // The reason for no level stands in the column of the levels.
  const columnOf = (element) => {
    const column = element.name.slice(of(element).dataset.row.length + 1);
    return column === "not_rated_reason" ? "level" : column;
  };
  const beside = (row, step) => {
    const rows = all();
    return rows[rows.indexOf(row) + step];
  };
  const focus = (row, column = "level") => {
    const there = column === "level" ? null : field(row, column);
    (there || chosen(row) || radios(row)[0]).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  // After the last row comes what the page is left by.
  const onward = (row, column) => {
    const next = beside(row, 1);
    if (next) focus(next, column);
    else (form.querySelector("[data-finish]") || chosen(row) || radios(row)[0]).focus();
  };
  return { form, all, of, fields, field, radios, chosen, columnOf, beside, focus, onward };
})();

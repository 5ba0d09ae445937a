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
    const goal = there || chosen(row) || radios(row)[0];
    goal.focus({ preventScroll: true });
    // What is typed there replaces what stood there, as after Tab.
    if (goal.matches("input[inputmode]")) goal.select();
    row.scrollIntoView({ block: "nearest" });
  };
  // Both parts of the points are typed as one: the second follows the first, then the next row.
  const BESIDE = { points_common: "points_results" };
  const FIRST = { points_results: "points_common" };
  // After the last row comes what the page is left by.
  const onward = (row, column) => {
    if (BESIDE[column]) return focus(row, BESIDE[column]);
    const next = beside(row, 1);
    if (next) focus(next, FIRST[column] || column);
    else (form.querySelector("[data-finish]") || chosen(row) || radios(row)[0]).focus();
  };
  return { form, all, of, fields, field, radios, chosen, columnOf, beside, focus, onward };
})();

// Points of a row: their sum, and the level that they give. Without this file the server does it with the next save.
(() => {
  "use strict";
  const form = document.getElementById("sheet");
  if (!form) return;
  const mark = document.documentElement.lang === "en" ? "." : ",";
  const MOST = { points_common: 3000, points_results: 7000 };

  // Whole hundredths; null where the server would not read it either.
  const hundredths = (box) => {
    const match = new RegExp(`^(\\d{1,2})(?:\\${mark}(\\d{1,2})0*)?$`).exec(box.value.trim());
    if (!match) return null;
    const value = Number(match[1]) * 100 + Number((match[2] || "").padEnd(2, "0"));
    return value <= MOST[box.name.split("-").pop()] ? value : null;
  };
  const written = (value) => {
    const rest = String(value % 100).padStart(2, "0").replace(/0+$/, "");
    return `${Math.trunc(value / 100)}${rest && mark}${rest}`;
  };

  const total = (place) => {
    const parts = [...place.querySelectorAll("input")].map(hundredths);
    return parts.includes(null) ? null : parts[0] + parts[1];
  };
  // The fewest points of each level stand on the row, best level first.
  const levelOf = (place, sum) => {
    const least = place.dataset.points.split(" ").map(Number);
    return sum === null ? null : String(least.length - least.findIndex((points) => sum >= points * 100));
  };

  const SENTENCES = { points_common: form.dataset.pointsCommon, points_results: form.dataset.pointsResults };
  // Where the server writes it, if it did.
  const errorOf = (box) => {
    const found = document.getElementById(`${box.name}-error`);
    if (found) return found;
    const error = document.createElement("span");
    error.className = "row-error";
    error.id = `${box.name}-error`;
    error.setAttribute("role", "status");
    box.setAttribute("aria-describedby", error.id);
    box.closest("[data-points]").parentElement.append(error);
    return error;
  };
  const judge = (box) => {
    const isWrong = Boolean(box.value.trim()) && hundredths(box) === null;
    if (!isWrong && !box.classList.contains("is-invalid")) return;
    box.classList.toggle("is-invalid", isWrong);
    const error = errorOf(box);
    error.hidden = !isWrong;
    error.textContent = SENTENCES[box.name.split("-").pop()];
  };

  const watch = (place) => {
    const row = place.closest("[data-row]");
    // A draft that was kept holds what was wrong when it was left.
    place.querySelectorAll("input").forEach(judge);
    const give = place.parentElement.querySelector("[data-give]");
    const radios = [...row.querySelectorAll('.levels input[type="radio"]')];
    const chosen = () => radios.find((radio) => radio.checked)?.value;
    let former = levelOf(place, total(place));
    const show = () => {
      const sum = total(place);
      const level = levelOf(place, sum);
      place.querySelector("[data-sum]").value = sum === null ? "" : written(sum);
      give.hidden = level === null || !chosen() || chosen() === level;
      const radio = radios.find((each) => each.value === level);
      if (radio) give.querySelector("[data-level]").textContent = radio.closest(".level").querySelector(".level-short").textContent;
    };
    // Whoever chose another level than the points gave keeps it.
    const follow = () => {
      const level = levelOf(place, total(place));
      const follows = level !== null && (!chosen() || chosen() === former);
      former = level ?? former;
      if (!follows || chosen() === level) return;
      const radio = radios.find((each) => each.value === level);
      radio.checked = true;
      radio.dispatchEvent(new Event("change", { bubbles: true }));
    };
    place.addEventListener("input", ({ target }) => {
      if (target.classList.contains("is-invalid")) judge(target);
      follow();
      show();
    });
    place.addEventListener("change", ({ target }) => { judge(target); follow(); show(); });
    row.addEventListener("change", show);
  };
  form.querySelectorAll("[data-points]").forEach(watch);
})();

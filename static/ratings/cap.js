// Counters and the cap, at each key, by the same integer arithmetic as the server (ratings/cap.py).
(() => {
  "use strict";
  // What stands above the grid and not beside it is one line that unfolds.
  const folds = document.querySelectorAll(".cap details, .cell-links details");
  if (document.documentElement.clientWidth <= 83.75 * parseFloat(getComputedStyle(document.documentElement).fontSize)) {
    folds.forEach((details) => { details.open = false; });
  }
  folds.forEach((details) => { details.dataset.ready = ""; });
  // On a phone all caps are one line that unfolds; elsewhere they are open (cap.css shows them so until here).
  const isPhone = document.documentElement.clientWidth <= 47.5 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  document.querySelectorAll("details.caps, details.grid-tools").forEach((details) => {
    details.open = !isPhone;
    details.dataset.ready = "";
  });
  const form = document.getElementById("sheet");
  if (!form) return;
  const linesOf = (place) => [...place.querySelectorAll("tr[data-row]")].filter((row) => !("left" in row.dataset) && row.querySelector(".levels"));
  const lines = linesOf(form);
  const cells = [...form.querySelectorAll("[data-cell]")].map((cell) => [cell, linesOf(cell)]);
  const put = (root, name, value) => root.querySelectorAll(`[data-${name}]`).forEach((place) => { place.textContent = value; });

  // The row's group of titles, by which members count from 2025 on: as chosen on the page, else as saved.
  const groupOf = (row) => row.querySelector('[name$="-title_group"]')?.value ?? row.dataset.group ?? "";

  const count = (group) => {
    const counts = { 4: 0, 3: 0, 2: 0, 1: 0, 0: 0, empty: 0 };
    for (const row of lines) {
      if (group !== undefined && groupOf(row) !== group) continue;
      const radio = row.querySelector('.levels input[type="radio"]:checked');
      counts[radio && radio.value !== "" ? radio.value : "empty"] += 1;
    }
    return counts;
  };

  const showCounts = (counts) => {
    const place = form.querySelector("[data-counts]");
    if (!place) return;
    const filled = lines.length - counts.empty;
    put(place, "filled", filled);
    place.querySelector("[data-progress]").value = filled;
    for (const level of [4, 3, 2, 1, 0]) {
      const number = place.querySelector(`[data-count="l${level}"]`);
      if (number) number.textContent = counts[level];
    }
  };

  // Where several cells stand in one grid, each says how far it is.
  const showCells = () => {
    for (const [cell, rows] of cells) {
      put(cell, "filled", rows.filter((row) => row.querySelector('.levels input[type="radio"]:checked')).length);
    }
  };

  const product = (percent, base) => {
    const hundredths = percent * base;
    const whole = Math.trunc(hundredths / 100);
    const rest = hundredths % 100;
    const mark = document.documentElement.lang === "en" ? "." : ",";
    return rest === 0 ? String(whole) : `${whole}${mark}${String(rest).padStart(2, "0").replace(/0$/, "")}`;
  };

  // What is said of it in the line that unfolds.
  const shortsOf = (panel) => {
    const all = panel.closest(".caps");
    if (!all) return [];
    return all.querySelectorAll(`[data-short="${[...all.querySelectorAll("[data-cap]")].indexOf(panel)}"]`);
  };

  const showCap = (panel, counts) => {
    const number = (name) => Number(panel.dataset[name] || 0);
    const [percent, slack] = [number("percent"), number("slack")];
    // Whoever is still empty counts as good, as on the server.
    const excellent = number("excellent") + counts[4];
    const good = number("good") + counts[3] + counts.empty;
    const rated = number("rated") + counts[4] + counts[3] + counts[2] + counts[1] + counts.empty;
    if ("group" in panel.dataset) [panel, ...shortsOf(panel)].forEach((place) => { place.hidden = rated === 0; });
    if (rated < number("minimum") || !panel.querySelector("[data-meter]")) return;
    const bases = { good_only: good, good_or_better: good + excellent, all_rated: rated };
    const whole = (base) => Math.trunc((percent * base + slack) / 100);
    const most = Math.min(
      good + excellent,
      panel.dataset.cap === "good_only"
        ? Math.trunc((percent * (good + excellent) + slack) / (100 + percent))
        : whole(bases[panel.dataset.cap]),
    );
    const over = Math.max(0, excellent - most);
    for (const place of [panel, ...shortsOf(panel)]) {
      put(place, "used", excellent);
      put(place, "most", most);
      put(place, "left", Math.max(0, most - excellent));
      put(place, "over", over);
      place.querySelector("[data-left-line]").hidden = over > 0;
      place.querySelector("[data-over-line]").hidden = over === 0;
      place.classList.toggle("cap-over", over > 0);
    }
    const meter = panel.querySelector("[data-meter]");
    meter.max = most || 1;
    meter.value = excellent;
    for (const reading of panel.querySelectorAll("[data-reading]")) {
      const base = bases[reading.dataset.reading];
      put(reading, "base-count", base);
      put(reading, "product", product(percent, base));
      put(reading, "allowed", whole(base));
    }
  };

  const show = () => {
    showCounts(count());
    showCells();
    form.querySelectorAll("[data-live]").forEach((panel) => showCap(panel, count(panel.dataset.group)));
  };
  form.addEventListener("change", show);
  show();
})();

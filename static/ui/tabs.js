// Where not all tabs fit, the one that is open lies in sight; without this they take several lines (ways.css).
for (const tab of document.querySelectorAll(".tab-line [aria-current]")) {
  const line = tab.closest(".tab-line");
  const [inner, outer] = [tab.getBoundingClientRect(), line.getBoundingClientRect()];
  line.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
}

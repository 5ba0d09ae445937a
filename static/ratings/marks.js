// How many sheets are marked, and all of the page by one press. Without this file the same boxes are marked by hand.
(() => {
  "use strict";
  const bar = document.getElementById("approve");
  const boxes = [...document.querySelectorAll('input[type="checkbox"][name="sheet"]')];
  if (!bar || !boxes.length) return;
  const [all, count] = [bar.querySelector("[data-mark-all]"), bar.querySelector("[data-marked]")];
  const approve = bar.querySelector("[data-approve]");
  const words = { 0: approve.textContent.trim(), 1: approve.dataset.one, many: approve.dataset.many };
  const marked = () => boxes.filter((box) => box.checked).length;
  const show = () => {
    count.querySelector("b").textContent = `${marked()} / ${boxes.length}`;
    all.textContent = marked() === boxes.length ? all.dataset.none : all.dataset.all;
    approve.textContent = (words[marked()] ?? words.many).replace("{count}", marked());
    // Whoever has marked none has nothing to approve: the count beside the button says so.
    approve.disabled = !marked();
  };
  all.addEventListener("click", () => {
    const wanted = marked() < boxes.length;
    boxes.forEach((box) => { box.checked = wanted; });
    show();
  });
  document.addEventListener("change", (event) => { if (boxes.includes(event.target)) show(); });
  // Back brings the marks again, after this file has run.
  addEventListener("pageshow", show);
  all.hidden = count.hidden = false;
  show();
})();

// The bell's link becomes a button that shows the newest notices below itself; without a script it stays a link.
(() => {
  "use strict";
  const bell = document.querySelector("[data-bell]");
  if (!bell) return;
  const link = bell.querySelector("a");
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  const panel = document.createElement("section");
  panel.className = "bar-panel bell-panel";
  panel.id = "bell-panel";
  panel.hidden = true;
  panel.setAttribute("aria-label", button.querySelector(".bell-word").textContent.trim());
  button.setAttribute("aria-controls", panel.id);
  link.replaceWith(button, panel);

  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const load = async () => {
    const answer = await fetch(bell.dataset.bell, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    panel.innerHTML = await answer.text();
  };
  const open = async () => {
    try {
      await load();
      show(true);
    } catch {
      location.assign(link.href);
    }
  };
  show(false);
  button.addEventListener("click", () => (panel.hidden ? open() : show(false)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    const inside = panel.contains(document.activeElement);
    show(false);
    if (inside) button.focus();
  });
  document.addEventListener("click", (event) => {
    if (!bell.contains(event.target)) show(false);
  });
  bell.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !bell.contains(event.relatedTarget)) show(false);
  });
})();

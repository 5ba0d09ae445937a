// The search box of the bar as an ARIA combobox: suggestions below it while one types. Without this, Enter searches.
const box = document.querySelector(".search-box");
const PAUSE = 180;

if (box) {
  const input = box.querySelector("input");
  const panel = box.querySelector(".search-panel");
  const status = box.querySelector("[role=status]");
  let timer;
  let asked;

  const options = () => [...panel.querySelectorAll("[role=option]")];
  const chosen = () => panel.querySelector("[aria-selected=true]");

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(null);
  };

  const show = (html) => {
    panel.innerHTML = html;
    panel.hidden = false;
    input.setAttribute("aria-expanded", "true");
    choose(null);
    status.textContent = panel.querySelector(".search-foot > :first-child").textContent.trim();
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = `${box.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`;
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { "x-requested-with": "fetch" } });
      // Signed out meanwhile, or the server is busy: Enter still searches, and says so.
      if (answer.ok && !answer.redirected) show(await answer.text());
      else close();
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  const move = (step) => {
    const all = options();
    const at = all.indexOf(chosen());
    choose(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length]);
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", panel.id);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim()) timer = setTimeout(ask, PAUSE);
    else close();
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options().length && !panel.hidden) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "ArrowDown" && panel.hidden && input.value.trim()) {
      event.preventDefault();
      ask();
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    }
  });

  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) close();
  });
  // A press on a suggestion must not take the focus away before the link is followed.
  panel.addEventListener("mousedown", (event) => event.preventDefault());

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!slash && !control) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

// Beside each box for a password a button that shows what is typed. Without this file the boxes are as before.
(() => {
  "use strict";
  const words = document.currentScript.dataset.show;
  const boxes = [...document.querySelectorAll('input[type="password"]')];

  const named = (input) => {
    const label = document.createElement("span");
    label.className = "visually-hidden";
    label.textContent = `: ${input.labels[0]?.textContent.trim() ?? ""}`;
    return boxes.length > 1 ? [words, label] : [words];
  };

  const equip = (input) => {
    const [line, button] = [document.createElement("span"), document.createElement("button")];
    const show = (isShown) => {
      input.type = isShown ? "text" : "password";
      button.setAttribute("aria-pressed", String(isShown));
    };
    const hadFocus = document.activeElement === input;
    // Also while it is shown nothing keeps it: see typed_fields.js.
    input.dataset.secret = "";
    input.spellcheck = false;
    input.autocapitalize = "none";
    line.className = "password-line";
    button.type = "button";
    button.className = "btn password-button";
    button.append(...named(input));
    input.replaceWith(line);
    line.append(input, button);
    show(false);
    if (hadFocus) input.focus();
    button.addEventListener("click", () => { show(input.type === "password"); });
    // What is sent, and what Back shows again, is a password.
    input.form?.addEventListener("submit", () => show(false));
    addEventListener("pagehide", () => show(false));
  };
  boxes.forEach(equip);
})();

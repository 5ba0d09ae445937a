// On a brief Ctrl+Shift+Enter presses what the page is there for; what it still needs is gone to instead.
(() => {
  "use strict";
  const button = document.querySelector("[data-deed]");
  if (!button) return;
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key !== "Enter") return;
    const within = event.target.closest?.("form, dialog");
    if (within && within !== button.form) return;
    event.preventDefault();
    if (event.repeat) return;
    const lacking = [...button.form.elements].find((field) => field.required && !field.value.trim());
    if (lacking) lacking.focus();
    else button.form.requestSubmit(button);
  });
})();

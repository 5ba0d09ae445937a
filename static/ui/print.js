// Buttons that print the page: without a script they would do nothing, so it shows them.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Only on a page that answers a form: Back and Reload ask anew for the page that the form stood on, and what was typed
// comes back there. Otherwise the browser asks whether to send again, or shows an error of its own.
(() => {
  "use strict";
  const here = location.href;
  document.querySelectorAll("form").forEach((form) => {
    if (!form.getAttribute("action")) form.action = here;
  });
  const from = document.referrer && new URL(document.referrer);
  history.replaceState(history.state, "", from && from.origin === location.origin ? from.href : here);
})();

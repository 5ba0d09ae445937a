// What is typed and not saved is kept on the server every few seconds, and leaving asks first.
(() => {
  "use strict";
  const form = document.getElementById("sheet");
  if (!form) return;
  const PAUSE = 3000;
  const status = form.querySelector("[data-status]");
  const fields = () => {
    const typed = {};
    const ofThePage = ["csrfmiddlewaretoken", "whose", "draft_id"];
    for (const [name, value] of new FormData(form)) if (!ofThePage.includes(name)) typed[name] = value;
    return JSON.stringify(typed);
  };
  const say = (text, wrong) => {
    status.textContent = text;
    status.classList.toggle("late", Boolean(wrong));
  };
  const saved = fields();
  let kept = saved;
  let timer = 0;
  let sending = false;
  let leaving = false;
  const dirty = () => form.dataset.restored === "yes" || fields() !== saved;

  const send = (body, keepalive) => fetch(form.dataset.draft, {
    method: "POST",
    body,
    keepalive,
    headers: { "Content-Type": "application/json", ...globalThis.formHeaders() },
  });

  const keep = async () => {
    const body = fields();
    if (!form.dataset.draft || sending || leaving || body === kept) return;
    sending = true;
    try {
      const answer = await send(body, false);
      if (answer.ok && !answer.redirected) {
        kept = body;
        if (fields() === body) form.dispatchEvent(new Event("draft:kept"));
        say(`${form.dataset.kept} ${(await answer.json()).kept}`);
      } else {
        say(answer.redirected || answer.status === 403 ? form.dataset.signedOut : form.dataset.offline, true);
      }
    } catch {
      say(form.dataset.offline, true);
    } finally {
      sending = false;
      if (fields() !== kept && !leaving) later();
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };
  const touched = () => {
    if (dirty() && status.textContent !== form.dataset.unsaved) say(form.dataset.unsaved);
    later();
  };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", () => { leaving = true; });
  form.addEventListener("draft:dropped", () => { leaving = true; });
  document.getElementById("discard")?.addEventListener("submit", () => form.dispatchEvent(new Event("draft:dropped")));
  // A page that goes on with what is typed here, and comes back: kept first, so nothing has to be asked.
  const goOn = async (event, go) => {
    event.preventDefault();
    await keep();
    if (!dirty() || fields() === kept) leaving = true;
    go();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-keeps]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) goOn(event, () => location.assign(link.href));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-keeps]")) goOn(event, () => event.target.submit());
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && dirty()) event.preventDefault();
  });
  // What was typed in the last seconds goes on its way although the page ends; browsers carry 64 KiB of it so.
  addEventListener("pagehide", () => {
    const body = fields();
    if (form.dataset.draft && !leaving && body !== kept) send(body, true).catch(() => {});
  });
})();

// Every form that takes text: what is typed is kept in this browser until it is saved, and offered back.
(() => {
  "use strict";
  const config = document.getElementById("drafts");
  if (!config) return;
  const { answered, answeredDraft, csrfCookie, signOut } = config.dataset;
  const store = globalThis.draftStore;
  const { takesText, drawn, read, write } = globalThis.typedFields;
  const PAUSE = 300;
  const SAVED = "draft_saved_";
  const kept = new Map();

  const cookies = () => document.cookie.split("; ").filter(Boolean).map((pair) => pair.split("="));
  // The server says by a cookie what it has saved.
  cookies().filter(([name]) => name.startsWith(SAVED)).forEach(([name]) => {
    store?.saved(name.slice(SAVED.length));
    document.cookie = `${name}=; max-age=0; path=/; samesite=lax`;
  });

  const address = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
  const isAnswer = (form) => Boolean(answered) && address(form) === answered;

  const show = (form, { id, at }, left, bringBack) => {
    const words = config.content.querySelector(bringBack ? "[data-offered]" : "[data-restored]");
    const notice = words.firstElementChild.cloneNode(true);
    const moment = new Date(at);
    const isToday = moment.toDateString() === new Date().toDateString();
    const time = { hour: "2-digit", minute: "2-digit" };
    const day = isToday ? {} : { day: "2-digit", month: "2-digit" };
    notice.querySelector("time").textContent = moment.toLocaleString(document.documentElement.lang, { ...day, ...time });
    const list = notice.querySelector("[data-left]");
    left.forEach((text) => { list.appendChild(document.createElement("li")).textContent = text; });
    if (list && !left.length) list.parentElement.remove();
    notice.querySelector("[data-bring-back]")?.addEventListener("click", () => { notice.remove(); bringBack(); });
    notice.setAttribute("role", "status");
    notice.querySelector("[data-drop]").addEventListener("click", () => {
      form.dispatchEvent(new Event("draft:dropped"));
      store.drop(id);
      location.reload();
    });
    form.before(notice);
  };

  // One page at a time holds a draft: a second tab of the same form begins its own.
  const hold = (id, options) => new Promise((resolve) => {
    if (!navigator.locks) return resolve(true);
    const keep = (lock) => (resolve(Boolean(lock)), lock && new Promise(() => {}));
    navigator.locks.request(`draft:${id}`, options, keep).catch(() => resolve(false));
  });
  // The page that a tab left may hold its draft for a moment more. For another tab's nobody waits: it would be taken
  // from a page that is only reloaded.
  const held = async (name) => {
    for (const { id, at, isHere } of store.list(name)) {
      if (await hold(id, isHere ? { signal: AbortSignal.timeout(500) } : { ifAvailable: true })) return { id, at };
    }
    return null;
  };

  const isBack = () => performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  // After Back browsers fill a form again by themselves, and late.
  const shown = new Promise((resolve) => { addEventListener("pageshow", () => setTimeout(resolve)); });
  const restore = async (form, draft) => {
    if (isBack()) await shown;
    const found = await held(draft.name);
    const content = found && await store.read(found.id);
    // What is saved is not meant twice.
    if (!found && isBack() && store.wasSaved(draft.name)) form.reset();
    if (!content) return;
    const put = () => putBack(form, draft, found, content);
    // What was changed since would be overwritten unseen: the person decides.
    if (content.drawn && content.drawn !== draft.drawn) show(form, found, [], put);
    else put();
  };
  const putBack = (form, draft, found, content) => {
    const { fields: typed = content } = content;
    draft.forget();
    draft.id = found.id;
    const key = form.elements.form_key;
    const fresh = key?.value;
    const { left, changed } = write(form, typed);
    // Sent before on a line that broke, it is done once; changed since, it is something new.
    form.addEventListener("input", ({ isTrusted }) => { if (isTrusted && key) key.value = fresh; });
    if (changed || left.length) show(form, found, left);
    else draft.forget();
  };

  const newId = () => crypto.randomUUID?.().replaceAll("-", "") || String(Math.random()).slice(2);
  const draftOf = (form, name) => {
    const draft = { name, id: newId(), drawn: drawn(form), safe: true, leaving: false, timer: 0, writing: Promise.resolve() };
    const typed = () => read(form, isAnswer(form));
    draft.forget = () => {
      clearTimeout(draft.timer);
      draft.safe = true;
      const { id } = draft;
      draft.writing = draft.writing.then(() => store?.drop(id));
    };
    const put = async (id, fields) => { draft.safe = Boolean(store) && await store.write(id, name, { fields, drawn: draft.drawn }); };
    draft.keep = () => {
      clearTimeout(draft.timer);
      draft.timer = 0;
      const [id, fields] = [draft.id, typed()];
      if (!fields) return draft.forget();
      draft.writing = draft.writing.then(() => put(id, fields));
    };
    draft.touched = () => {
      draft.leaving = draft.safe = false;
      // At once after a pause, then no more often than people pause: sealing takes time that a page about to go has not.
      if (!draft.timer) draft.keep();
      clearTimeout(draft.timer);
      draft.timer = setTimeout(draft.keep, PAUSE);
    };
    draft.leave = () => { draft.leaving = true; };
    draft.isUnsaved = () => !draft.leaving && typed() !== null;
    draft.mustAsk = () => draft.isUnsaved() && !(draft.safe && store?.sealed);
    return draft;
  };

  const follow = (form, index) => {
    const draft = draftOf(form, `${address(form)}#${form.dataset.of ?? index}`);
    kept.set(form, draft);
    form.addEventListener("input", draft.touched);
    form.addEventListener("change", draft.touched);
    form.addEventListener("submit", () => { draft.keep(); draft.leave(); });
    form.addEventListener("draft:kept", draft.forget);
    form.addEventListener("draft:dropped", () => { draft.leave(); draft.forget(); });
    if (isAnswer(form)) {
      draft.id = answeredDraft || draft.id;
      // An answer draws what was typed: what stood there before is known of the draft alone.
      const was = (content) => { draft.drawn = content?.drawn ?? ""; };
      if (store) draft.writing = store.read(draft.id).then(was);
      draft.keep();
    } else if (store) {
      hold(draft.id, {});
      restore(form, draft);
    }
  };

  const token = () => cookies().find(([name]) => name === csrfCookie)?.[1];
  // What the page's scripts send by themselves.
  globalThis.formHeaders = () => ({ "X-CSRFToken": token() || document.querySelector('[name="csrfmiddlewaretoken"]').value, "X-Whose": config.dataset.whose });
  // Signed in again in another tab, the token of this page no longer holds; the cookie has the one that does.
  document.addEventListener("formdata", ({ target, formData }) => {
    if (formData.has("csrfmiddlewaretoken") && token()) formData.set("csrfmiddlewaretoken", token());
    const id = kept.get(target)?.id || (isAnswer(target) && answeredDraft);
    if (id) formData.set("draft_id", id);
  });
  // Whoever signs out leaves nothing on a shared machine, and hears it first.
  document.addEventListener("submit", (event) => {
    if (address(event.target) !== signOut) return;
    const drafts = [...kept.values()];
    if ((store && !store.isEmpty() || drafts.some((draft) => draft.isUnsaved())) && !confirm(config.dataset.signOutLoses)) {
      event.preventDefault();
      return;
    }
    kept.forEach((_draft, form) => form.dispatchEvent(new Event("draft:dropped")));
    store?.dropAll();
  });
  const flush = () => kept.forEach((draft) => { if (!draft.safe && !draft.leaving) draft.keep(); });
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); });
  addEventListener("beforeunload", (event) => {
    if ([...kept.values()].some((draft) => draft.mustAsk())) event.preventDefault();
  });

  const seen = new Map();
  [...document.forms].filter(takesText).forEach((form) => {
    const at = address(form);
    seen.set(at, (seen.get(at) || 0) + 1);
    follow(form, seen.get(at));
  });
})();

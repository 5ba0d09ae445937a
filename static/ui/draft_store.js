// Where the browser keeps what was typed, and what was chosen lately. docs/adr/0017-drafts-in-the-browser.md says why so.
// Where the page may encrypt (TLS, or this very machine): in localStorage, sealed with a key that only pages of this
// person carry, so a closed tab comes back. Elsewhere: in sessionStorage, which ends with the tab.
globalThis.draftStore = (() => {
  "use strict";
  const config = document.getElementById("drafts")?.dataset;
  if (!config) return null;
  const PREFIX = "draft:";
  const RECENT = "recent:";
  const SAVED = `draft-saved:${config.whose}:`;
  const HERE = `draft-here:${config.whose}:`;
  const MOST_HOURS = 72;
  const own = `${PREFIX}${config.whose}:`;
  const ownRecent = `${RECENT}${config.whose}:`;
  const sealed = Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle);
  let storage;
  try {
    storage = sealed ? localStorage : sessionStorage;
    // As choices were kept before: in the clear and for whoever came.
    Object.keys(localStorage).filter((name) => name.startsWith("picker ")).forEach((name) => localStorage.removeItem(name));
  } catch {
    return null;
  }
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const asHex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = sealed && crypto.subtle.importKey("raw", bytes(config.key), "AES-GCM", false, ["encrypt", "decrypt"]);

  const seal = async (text) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(text));
    return asHex(iv) + asHex(body);
  };
  const open = async (hex) => {
    const [iv, body] = [bytes(hex.slice(0, 24)), bytes(hex.slice(24))];
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key, body));
  };
  const starting = (prefix, within = storage) => Object.keys(within).filter((name) => name.startsWith(prefix));
  const names = () => starting(PREFIX);
  const kept = () => [...names(), ...starting(RECENT)];
  const record = (name) => {
    try {
      return JSON.parse(storage.getItem(name)) || {};
    } catch {
      return {};
    }
  };
  const isOld = ({ at }) => !(Date.now() - at < MOST_HOURS * 3600 * 1000);
  // Another person's at a shared machine, or too old: gone before anything is offered.
  const isOwn = (name) => name.split(":")[1] === config.whose;
  kept().filter((name) => !isOwn(name) || isOld(record(name))).forEach((name) => storage.removeItem(name));
  starting("draft-", sessionStorage).filter((name) => !isOwn(name)).forEach((name) => sessionStorage.removeItem(name));

  const read = async (name) => {
    try {
      const { body } = record(name);
      return JSON.parse(sealed ? await open(body) : body);
    } catch {
      return null;
    }
  };
  const write = async (name, content, more = {}) => {
    const text = JSON.stringify(content);
    const body = sealed ? await seal(text) : text;
    storage.setItem(name, JSON.stringify({ at: Date.now(), ...more, body }));
  };

  return {
    sealed,
    // What this tab wrote comes first, then the latest.
    list: (form) => names()
      .map((name) => ({ id: name.slice(own.length), ...record(name) }))
      .filter((each) => each.form === form)
      .map((each) => ({ ...each, isHere: each.id === sessionStorage.getItem(HERE + form) }))
      .sort((one, other) => other.isHere - one.isHere || other.at - one.at),
    // Null for what cannot be read: the password was changed since.
    read: (id) => read(own + id),
    // False where the browser has no room or keeps nothing.
    write: async (id, form, typed) => {
      try {
        await write(own + id, typed, { form });
        sessionStorage.setItem(HERE + form, id);
        return true;
      } catch {
        return false;
      }
    },
    recent: async (address) => await read(ownRecent + address) ?? [],
    // A browser that keeps nothing offers nothing of lately.
    remember: (address, values) => write(ownRecent + address, values).catch(() => {}),
    isEmpty: () => !names().length,
    // What the server has saved is forgotten; that this form was, is known for the Back key.
    saved: (id) => {
      const { form } = record(own + id);
      storage.removeItem(own + id);
      if (form) sessionStorage.setItem(SAVED + form, "");
    },
    wasSaved: (form) => sessionStorage.getItem(SAVED + form) !== null,
    drop: (id) => storage.removeItem(own + id),
    dropAll: () => {
      kept().forEach((name) => storage.removeItem(name));
      starting("draft-", sessionStorage).forEach((name) => sessionStorage.removeItem(name));
    },
  };
})();

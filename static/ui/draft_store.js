// Where the browser keeps what was typed. docs/adr/0017-drafts-in-the-browser.md says why so.
// Where the page may encrypt (TLS, or this very machine): in localStorage, sealed with a key that only pages of this
// person carry, so a closed tab comes back. Elsewhere: in sessionStorage, which ends with the tab.
globalThis.draftStore = (() => {
  "use strict";
  const config = document.getElementById("drafts")?.dataset;
  if (!config) return null;
  const PREFIX = "draft:";
  const SAVED = "draft-saved:";
  const HERE = "draft-here:";
  const MOST_HOURS = 72;
  const own = `${PREFIX}${config.whose}:`;
  const sealed = Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle);
  let storage;
  try {
    storage = sealed ? localStorage : sessionStorage;
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
  const names = () => Object.keys(storage).filter((name) => name.startsWith(PREFIX));
  const record = (name) => {
    try {
      return JSON.parse(storage.getItem(name)) || {};
    } catch {
      return {};
    }
  };
  const isOld = ({ at }) => !(Date.now() - at < MOST_HOURS * 3600 * 1000);
  // Another person's at a shared machine, or too old: gone before anything is offered.
  names().filter((name) => !name.startsWith(own) || isOld(record(name))).forEach((name) => storage.removeItem(name));

  return {
    sealed,
    // What this tab wrote comes first, then the latest.
    list: (form) => names()
      .map((name) => ({ id: name.slice(own.length), ...record(name) }))
      .filter((each) => each.form === form)
      .map((each) => ({ ...each, isHere: each.id === sessionStorage.getItem(HERE + form) }))
      .sort((one, other) => other.isHere - one.isHere || other.at - one.at),
    // Null for what cannot be read: the password was changed since.
    read: async (id) => {
      try {
        const { body } = record(own + id);
        return JSON.parse(sealed ? await open(body) : body);
      } catch {
        return null;
      }
    },
    // False where the browser has no room or keeps nothing.
    write: async (id, form, typed) => {
      try {
        const at = Date.now();
        const text = JSON.stringify(typed);
        const body = sealed ? await seal(text) : text;
        storage.setItem(own + id, JSON.stringify({ at, form, body }));
        sessionStorage.setItem(HERE + form, id);
        return true;
      } catch {
        return false;
      }
    },
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
      names().forEach((name) => storage.removeItem(name));
      Object.keys(sessionStorage).filter((name) => name.startsWith("draft-")).forEach((name) => sessionStorage.removeItem(name));
    },
  };
})();

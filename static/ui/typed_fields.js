// What was typed into a form, field by field, and back into it.
globalThis.typedFields = (() => {
  "use strict";
  const TEXTS = 'textarea, input:not([type]), input:is([type="text"], [type="date"], [type="email"], [type="number"], [type="search"], [type="tel"])';
  // Never kept: secrets and files; what belongs to one page only is drawn anew.
  const NEVER = ["password", "file", "submit", "button", "image", "reset"];
  const OF_THE_PAGE = ["csrfmiddlewaretoken", "whose", "draft_id"];

  const SECRET = 'input:is([type="password"], [data-secret])';
  const controls = (form) => [...form.elements].filter((each) => each.name && !NEVER.includes(each.type) && !each.matches(SECRET) && !OF_THE_PAGE.includes(each.name) && !each.matches("fieldset, output, object"));
  const takesText = (form) => form.matches('[method="post" i]') && controls(form).some((each) => each.matches(TEXTS)) && !form.querySelector(SECRET);
  const isTick = (control) => control.type === "radio" || control.type === "checkbox";

  const state = (control) => {
    if (isTick(control)) return [control.value, control.checked];
    if (control.options) return [...control.options].filter((option) => option.selected).map((option) => option.value);
    return control.value;
  };
  const drawnChoice = (select) => {
    const drawn = [...select.options].filter((option) => option.defaultSelected);
    return (drawn.length || select.multiple ? drawn : [...select.options].slice(0, 1)).map((option) => option.value);
  };
  const isChanged = (control) => {
    if (control.type === "hidden") return false;
    if (isTick(control)) return control.checked !== control.defaultChecked;
    if (control.options) return String(state(control)) !== String(drawnChoice(control));
    return control.value !== control.defaultValue;
  };
  // As the server drew it, whatever was typed since. A page with a version compares row by row by itself.
  const drawn = (form) => {
    if (form.elements.version) return "";
    const told = (control) => {
      if (isTick(control)) return control.defaultChecked;
      return control.options ? drawnChoice(control) : control.defaultValue;
    };
    const shown = controls(form).filter((control) => control.type !== "hidden" || control.name === "seen");
    return JSON.stringify(shown.map((control) => [control.name, told(control)]));
  };
  const byName = (form) => {
    const found = new Map();
    controls(form).forEach((control) => found.set(control.name, [...(found.get(control.name) || []), control]));
    return found;
  };

  // Where the server drew what was typed, every field counts; else those that differ from what it drew. With them all
  // that is hidden: the version that was typed upon, so that a change made meanwhile is noticed when it is sent.
  const read = (form, all) => {
    const named = [...byName(form)];
    const typed = named.filter(([, group]) => group.some((control) => (all ? control.type !== "hidden" : isChanged(control))));
    const hidden = named.filter(([, group]) => group.every((control) => control.type === "hidden"));
    return typed.length ? Object.fromEntries([...hidden, ...typed].map(([name, group]) => [name, group.map(state)])) : null;
  };

  const put = (control, kept) => {
    if (isTick(control)) control.checked = kept[1];
    else if (control.options) [...control.options].forEach((option) => { option.selected = kept.includes(option.value); });
    else control.value = kept;
  };
  const fits = (control, kept) => {
    if (isTick(control)) return Array.isArray(kept) && control.value === kept[0];
    if (!control.options) return typeof kept === "string";
    return Array.isArray(kept) && kept.every((value) => [...control.options].some((option) => option.value === value));
  };
  // Answers with the texts that find no place in the form any more.
  const write = (form, typed) => {
    const named = byName(form);
    const left = [];
    for (const [name, states] of Object.entries(typed)) {
      const group = named.get(name) || [];
      states.forEach((kept, index) => {
        const control = isTick(group[0] || {}) ? group.find((each) => fits(each, kept)) : group[index];
        if (control && fits(control, kept)) put(control, kept);
        else if (typeof kept === "string" && kept.trim()) left.push(kept);
      });
    }
    const changed = controls(form).filter(isChanged);
    changed.forEach((control) => { for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true; });
    changed.forEach((control) => control.dispatchEvent(new Event("input", { bubbles: true })));
    form.dispatchEvent(new Event("change", { bubbles: true }));
    return { left, changed: changed.length };
  };

  return { takesText, drawn, read, write };
})();

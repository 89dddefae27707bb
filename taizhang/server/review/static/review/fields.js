/* The fields of a card: what differs from what the machine or a person said before is marked as changed by hand. */

/** Keys that lead into a field while none has the focus. */
export const FIELD_KEYS = { i: "what", c: "op", v: "value", b: "value2", u: "measure_unit", g: "measure", h: "per", p: "period", o: "subject", l: "unit_name", y: "why" };
export const KINDS = ["target", "actual", "rule", "forecast"];

export const formOf = (card) => card.querySelector("form.fields");

const was = (field) => (field instanceof HTMLSelectElement ? [...field.options].find((one) => one.defaultSelected)?.value ?? field.options[0]?.value ?? "" : field.defaultValue);

const fieldsOf = (card) => [...(formOf(card)?.elements || [])].filter((one) => one.name && !["version", "csrfmiddlewaretoken"].includes(one.name));

/** Whether anything was changed by hand. */
export const dirty = (card) => card.dataset.typed === "yes" || fieldsOf(card).some((one) => one.value !== was(one));

/** Show which fields were changed, and what stood there. */
export function mark(card) {
  for (const field of fieldsOf(card)) {
    const changed = field.value !== was(field);
    field.classList.toggle("by-hand", changed);
    const cell = field.closest(".cell");
    if (!cell || field.name === "why" || field.type === "hidden") continue;
    let hint = cell.querySelector(".was");
    if (!changed) hint?.remove();
    else {
      if (!hint) {
        hint = document.createElement("del");
        hint.className = "was hint";
        cell.append(hint);
      }
      hint.textContent = field instanceof HTMLSelectElement ? [...field.options].find((one) => one.value === was(field))?.text || "" : was(field);
    }
  }
}

/** Go into a field; the first that is wrong, or the first at all, where none is named. */
export function enter(card, name = "") {
  const form = formOf(card);
  const field = name ? form.querySelector(`[name="${name}"]`) : form.querySelector("[aria-invalid=true]") || form.querySelector("[name=what]");
  if (!field) return false;
  field.focus();
  if (field.select) field.select();
  return true;
}

export function setKind(card, kind) {
  const select = formOf(card)?.querySelector("[name=kind]");
  if (!select || ![...select.options].some((one) => one.value === kind)) return false;
  select.value = kind;
  mark(card);
  return true;
}

/** Whether what was typed looks as if it can be kept: numbers and periods as the ledger writes them, no unit changed, nothing to be moved. */
export function likely(card) {
  const form = formOf(card), said = (name) => form.elements[name]?.value?.trim() ?? "";
  const number = (name) => !form.elements[name] || !said(name) || /^[+\-\u2212]?(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?$/.test(said(name));
  const units = [...form.querySelectorAll("[name=unit_name], [name=unit_role]")].some((one) => one.value !== was(one));
  return !units && (!form.elements.value || said("value") !== "") && number("value") && number("value2") && (said("op") === "range") === (said("value2") !== "")
    && said("what") !== "" && (!said("period") || /^((19|20|21)\d\d(-(0[1-9]|1[0-2]))?(\/(19|20|21)\d\d)?|annual)$/.test(said("period")));
}

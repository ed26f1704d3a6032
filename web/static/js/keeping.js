// Keeps what somebody writes into a form in her browser until the site has it.
//
// For forms that are sent by their button alone (`data-t-keep`): a closed tab, a reload or a sign-in
// that has ended loses nothing. The next page says by `data-t-taken` what arrived, and only then it
// leaves the shelf. Evidence is saved on the server while one types: see writing.js.

import { shelfFor } from "./shelf.js";

const DAYS = 30;
const DAY_MS = 86_400_000;

const shelf = shelfFor("keeping");

const addressOf = (form) => {
  const { pathname, search } = new URL(form.getAttribute("action"), location);
  return pathname + search;
};

// ---- what a form says ---------------------------------------------------------------------------

const UNKEPT = ["hidden", "file", "password", "search", "submit", "button", "fieldset"];
const isBox = ({ type }) => type === "radio" || type === "checkbox";
const placeOf = (field) => (isBox(field) ? `${field.name}=${field.value}` : field.name);
const fieldsOf = (form) => [...form.elements].filter(({ name, type }) => name && !UNKEPT.includes(type));
const said = (field) => (isBox(field) ? String(field.checked) : field.value);

// As the page came, whatever was written since.
const served = (field) => {
  if (isBox(field)) return String(field.defaultChecked);
  if (!field.options) return field.defaultValue;
  return ([...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0])?.value ?? "";
};
const write = (field, text) => {
  if (isBox(field)) field.checked = text === "true";
  else field.value = text;
};
const same = (one, other) => one.replaceAll("\r\n", "\n").trim() === other.replaceAll("\r\n", "\n").trim();

// ---- one form -----------------------------------------------------------------------------------

const begun = () => ({ was: {}, now: {} });

class Keeper {
  constructor(form) {
    this.form = form;
    this.address = addressOf(form);
    this.kept = shelf.look(this.address) ?? begun();
    const words = document.getElementById("keeping").content.cloneNode(true);
    this.back = words.querySelector("[data-t-back]");
    this.line = words.querySelector("[data-t-line]");
    this.came = Object.fromEntries(fieldsOf(form).map((field) => [placeOf(field), served(field)]));
    form.prepend(this.back);
    form.append(this.line);
    this.back.querySelector("button").addEventListener("click", () => this.startOver());
    form.addEventListener("input", () => this.hear());
    form.addEventListener("change", () => this.hear());
    this.bringBack();
  }

  hear() {
    const { was, now } = this.kept;
    const changed = fieldsOf(this.form).filter((field) => said(field) !== (now[placeOf(field)] ?? this.came[placeOf(field)]));
    for (const field of changed) {
      was[placeOf(field)] ??= this.came[placeOf(field)] ?? "";
      now[placeOf(field)] = said(field);
    }
    if (changed.length) this.keep();
  }

  keep() {
    const { was, now } = this.kept;
    const isNew = Object.keys(now).some((place) => now[place] !== was[place]);
    if (!isNew) shelf.take(this.address);
    this.line.hidden = !(isNew && shelf.put(this.address, { ...this.kept, at: Date.now() }));
  }

  // Where the page came as it had come then; what was saved since is only told beside.
  bringBack() {
    const { was, now } = this.kept;
    const lost = fieldsOf(this.form).filter((field) => placeOf(field) in now && !same(said(field), now[placeOf(field)]));
    const free = lost.filter((field) => same(served(field), was[placeOf(field)]));
    const taken = lost.filter((field) => !free.includes(field) && !isBox(field) && now[placeOf(field)].trim());
    free.forEach((field) => write(field, now[placeOf(field)]));
    // What is worked out from the fields beside is worked out anew.
    for (const field of free)
      if (!field.hasAttribute("hx-post")) field.dispatchEvent(new Event("change", { bubbles: true }));
    if (free.length) this.tell("free");
    if (taken.length) this.tell("taken", taken.map((field) => now[placeOf(field)]).join("\n\n"));
  }

  tell(which, text = "") {
    this.back.hidden = false;
    const part = this.back.querySelector(`[data-t-part="${which}"]`);
    part.hidden = false;
    const words = part.querySelector("span");
    words.textContent = words.textContent.replace("{when}", ago(this.kept.at));
    part.querySelectorAll("blockquote").forEach((quote) => (quote.textContent = text));
  }

  startOver() {
    shelf.take(this.address);
    this.kept = begun();
    const written = fieldsOf(this.form).filter((field) => said(field) !== served(field));
    written.forEach((field) => write(field, served(field)));
    this.back.hidden = this.line.hidden = true;
    written.at(0)?.focus();
  }
}

// "5 minutes ago", in the page's language.
const ago = (at) => {
  const minutes = Math.max(1, Math.round((Date.now() - at) / 60_000));
  const [n, unit] =
    minutes < 60 ? [minutes, "minute"] : minutes < 1440 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" }).format(-n, unit);
};

// ---- pages --------------------------------------------------------------------------------------

const settle = () => {
  document.querySelectorAll("[data-t-taken]").forEach(({ dataset }) => shelf.take(dataset.tTaken));
  for (const form of document.querySelectorAll("form[data-t-keep]"))
    if (form.tKeeper) form.tKeeper.hear();
    else form.tKeeper = new Keeper(form);
};

for (const [address, { at }] of shelf.all()) if (!(Date.now() - at < DAYS * DAY_MS)) shelf.take(address);
document.addEventListener("htmx:after:process", settle);
settle();

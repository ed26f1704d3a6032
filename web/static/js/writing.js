// Saves what somebody writes while she writes it, and lets nothing of it get lost on the way.
//
// Each field is sent by itself soon after its last key, and while one types on and on. What the
// server does not have yet lies on a shelf of this browser too, and is sent from there later,
// whichever page is opened then. The server merges: see engine/evidence/drafts/merging.py.

import { shelfFor } from "./shelf.js";
import { tellSaved } from "./tassel.js";

const AFTER_MS = 1000; // since the last key
const AT_MOST_MS = 2000; // since the first key that is not saved
const ANSWER_MS = 20_000;
const AGAIN_MS = [2000, 4000, 8000, 15_000, 30_000];
const KEPT_TOGETHER = [["minutes", "outside_minutes"]]; // one is checked by the other

const shelf = shelfFor("writing");

// What a field says; of several boxes to tick, those that are ticked.
const isBoxes = (field) => field instanceof RadioNodeList && [...field].some(({ type }) => type === "checkbox");
const said = (field) =>
  isBoxes(field)
    ? [...field].filter(({ checked }) => checked).map(({ value }) => value).join(",")
    : (field?.value ?? "");
const write = (field, text) => {
  if (!isBoxes(field)) field.value = text;
  else for (const box of field) box.checked = text.split(",").includes(box.value);
};

const token = () => document.querySelector("input[name=csrf_token]")?.value ?? "";

// After signing in again forms need a new mark; nobody else's will do.
const renew = async () => {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("input[name=csrf_token]")?.value;
  if (!fresh || page.body.dataset.tPerson !== document.body.dataset.tPerson) return false;
  document.querySelectorAll("input[name=csrf_token]").forEach((field) => (field.value = fresh));
  return true;
};

// One saving: the answer, or an error that says by its name what is in the way.
const send = async ({ url, ...what }, { keepalive = false, again = true } = {}) => {
  const body = new URLSearchParams({ csrf_token: token(), activity: what.activity, stage: what.stage });
  body.set("window", what.window);
  body.set("seq", what.seq);
  for (const [name, mark] of Object.entries(what.seen)) body.set(`seen-${name}`, mark);
  for (const [name, text] of Object.entries(what.texts)) body.set(name, text);
  const answer = await fetch(url, {
    method: "POST",
    body,
    keepalive,
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (answer.ok) return answer.json();
  if (answer.status === 400 && again && (await renew())) return send({ url, ...what }, { again: false });
  if (answer.status === 409) throw Object.assign(new Error("closed"), await answer.json());
  throw new Error({ 400: "signed-out", 401: "signed-out" }[answer.status] ?? "away");
};

// ---- one form on one page -------------------------------------------------------------------

class Desk {
  unsaved = {};
  seen = {};
  aside = new Set();
  slips = [];
  trouble = "";
  tries = 0;
  seq = 0;

  constructor(form) {
    this.form = form;
    form.tDesk = this;
    this.window = [...crypto.getRandomValues(new Uint32Array(3))].map((n) => n.toString(36)).join("");
    form.elements.window.value = this.window;
    for (const { name, value } of form.querySelectorAll("[name^=seen-]")) this.seen[name.slice(5)] = value;
    form.addEventListener("input", (event) => this.hear(event.target));
    form.addEventListener("change", (event) => this.hear(event.target));
  }

  hear({ name }) {
    if (!(name in this.seen)) return;
    for (const each of KEPT_TOGETHER.find((names) => names.includes(name)) ?? [name])
      this.unsaved[each] = said(this.form.elements[each]);
    this.shelve();
    this.soon(AFTER_MS);
    this.latest ??= setTimeout(() => this.save(), AT_MOST_MS);
  }

  soon(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  rest() {
    clearTimeout(this.timer);
    clearTimeout(this.latest);
    this.latest = undefined;
  }

  get parcel() {
    const { activity, stage } = this.form.elements;
    return {
      url: this.form.dataset.tWriting,
      activity: activity.value,
      stage: stage.value,
      window: this.window,
      seq: this.seq + 1,
      seen: this.seen,
      texts: { ...this.unsaved },
    };
  }

  get isClean() {
    return Object.keys(this.unsaved).length === 0;
  }

  shelve() {
    if (this.isClean) shelf.take(this.window);
    else shelf.put(this.window, this.parcel);
  }

  async save(how) {
    this.rest();
    if (this.isClean || this.held || (this.sending && !how)) return;
    const parcel = this.parcel;
    this.seq += 1;
    this.form.elements.seq.value = this.seq;
    const sending = send(parcel, how);
    this.sending = sending.catch(() => undefined);
    try {
      this.heed(parcel, await sending);
    } catch (refused) {
      this.endure(parcel, refused);
    }
    this.sending = undefined;
    this.shelve();
    this.tell();
    if (!this.isClean && !this.trouble) this.soon(AFTER_MS);
  }

  // The server has it: go on from there, and show what others wrote where nobody writes here.
  heed(parcel, { saved, earlier, seen, aside, slips, others }) {
    this.trouble = "";
    document.querySelector("[data-t-until-saved]")?.remove(); // She has signed in again.
    this.tries = 0;
    this.slips = slips;
    for (const name of Object.keys(parcel.texts)) {
      this.aside[aside.includes(name) ? "add" : "delete"](name);
      if (this.unsaved[name] === parcel.texts[name]) delete this.unsaved[name];
    }
    for (const [name, mark] of Object.entries(seen)) this.know(name, mark);
    for (const [name, { text, mark }] of Object.entries(others)) this.show(name, text, mark);
    const place = document.getElementById("saved-at");
    if (place) Object.assign(place.dataset, { tSaved: saved, tEarlier: earlier });
    if (this.form.isConnected && location.pathname !== this.form.dataset.tHere)
      history.replaceState(history.state, "", this.form.dataset.tHere);
  }

  know(name, mark) {
    this.seen[name] = mark;
    this.form.querySelector(`[name="seen-${name}"]`).value = mark;
  }

  show(name, text, mark) {
    const field = this.form.elements[name];
    if (!field || name in this.unsaved || this.aside.has(name) || field === document.activeElement) return;
    write(field, text);
    this.know(name, mark);
  }

  endure(parcel, refused) {
    this.trouble = ["closed", "signed-out"].includes(refused.message) ? refused.message : "away";
    if (this.trouble === "closed") {
      this.closed = refused.closed;
      for (const name of Object.keys(parcel.texts)) delete this.unsaved[name];
      return;
    }
    this.soon(AGAIN_MS[Math.min(this.tries, AGAIN_MS.length - 1)]);
    this.tries += 1;
  }

  // What came in from the shelf is shown where nobody has begun to write.
  async refresh() {
    try {
      this.heed({ texts: {} }, await send({ ...this.parcel, texts: {} }));
      this.tell();
    } catch {
      // What is shown is what was there a moment ago.
    }
  }

  // Say calmly under the form how it stands.
  tell() {
    const said = this.trouble || (this.aside.size ? "aside" : this.slips.length ? "slip" : "");
    for (const part of this.form.querySelectorAll("[data-t-said]")) {
      part.hidden = part.dataset.tSaid !== said;
      const words = part.querySelector(":scope > span");
      if (words) words.textContent = said === "slip" ? this.slips.join(" ") : (this.closed ?? "");
    }
    const place = this.form.querySelector("#saved-at");
    if (place) place.hidden = Boolean(said);
    tellSaved();
  }
}

const desks = new Set();

const settle = () => {
  for (const form of document.querySelectorAll("form[data-t-writing]"))
    if (!form.tDesk) desks.add(new Desk(form));
    else form.tDesk.tell();
  for (const desk of desks)
    if (!desk.form.isConnected) {
      desk.held = false;
      if (desk.isClean) desks.delete(desk);
      else desk.save({});
    }
};

// ---- buttons --------------------------------------------------------------------------------

// A button sends the whole form: it waits until what is on its way has arrived.
const waitForSaving = async (event) => {
  const desk = event.target.tDesk;
  if (!desk) return;
  desk.rest();
  if (!desk.sending) {
    desk.seq += 1;
    desk.form.elements.seq.value = desk.seq;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  desk.held = true;
  await desk.sending;
  desk.held = false;
  event.target.requestSubmit(event.submitter);
};

// Enter in a field with a button of its own presses that one.
const pressBeside = (event) => {
  const button = event.key === "Enter" && event.target.closest?.(".t-with-button")?.querySelector("button");
  if (!button || event.target === button) return;
  event.preventDefault();
  button.click();
};

const deskOf = ({ detail }) => detail.ctx?.sourceElement?.closest?.("form")?.tDesk;

// Files, links and what is said of them go alone, for the texts go by themselves.
const holdBack = (event) => {
  const desk = deskOf(event);
  const body = event.detail.ctx?.request?.body;
  if (!desk || !body?.has) return;
  if (body.get("do") === "add" || body.has("remove") || body.has("file")) {
    for (const name of Object.keys(desk.seen)) [name, `seen-${name}`].forEach((each) => body.delete(each));
    return;
  }
  desk.held = true;
  desk.carried = { ...desk.unsaved };
};

const letGo = (event) => {
  const desk = deskOf(event);
  if (!desk?.held) return;
  desk.held = false;
  const status = event.detail.ctx?.response?.status ?? 0;
  if ((status >= 200 && status < 400) || [409, 422].includes(status))
    for (const [name, text] of Object.entries(desk.carried ?? {}))
      if (desk.unsaved[name] === text) delete desk.unsaved[name];
  desk.shelve();
  desk.save();
};

// ---- what lies on the shelf -----------------------------------------------------------------

const bringIn = async () => {
  const brought = new Set();
  for (const [id, parcel] of shelf.all())
    try {
      await send(parcel);
      brought.add(parcel.url);
      shelf.take(id);
    } catch (refused) {
      if (refused.message === "closed") shelf.take(id);
    }
  desks.forEach((desk) => brought.has(desk.parcel.url) && desk.refresh());
};

const saveAll = (how) => desks.forEach((desk) => desk.save(how));
const comeBack = () => (document.hidden ? saveAll({ keepalive: true }) : saveAll());

document.addEventListener("keydown", pressBeside);
document.addEventListener("submit", waitForSaving, true);
document.addEventListener("htmx:before:request", holdBack);
document.addEventListener("htmx:finally:request", letGo);
document.addEventListener("htmx:after:process", settle);
document.addEventListener("visibilitychange", comeBack);
addEventListener("focus", () => saveAll());
addEventListener("online", () => saveAll());
addEventListener("pagehide", () => saveAll({ keepalive: true }));
settle();
if (document.body.dataset.tPerson) bringIn();

// Large files go to the server part by part, before the form does: a connection that breaks costs
// no more than one part, and the same file chosen again goes on where it was.

const LARGE = 4_000_000;
const PART = 2_000_000;
const AGAIN_MS = [1000, 2000, 4000, 8000, 15_000];

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const digest = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// The same file, for the same evidence, has the same id after the page was loaded again too.
const idOf = async (file, form) => {
  const said = [form.action, file.name, file.size, file.lastModified].join("\n");
  const id = (await digest(new TextEncoder().encode(said))).slice(0, 32);
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

const ask = async (url, options = {}) => {
  const answer = await fetch(url, { ...options, headers: { "X-CSRFToken": options.token ?? "" } });
  if (answer.ok) return (await answer.json()).received;
  throw Object.assign(new Error("not taken"), { final: answer.status < 500 });
};

// One request that is tried again until the connection is back; a refusal ends it.
const patiently = async (act, tellWaiting) => {
  for (let tries = 0; ; tries += 1)
    try {
      return await act();
    } catch (trouble) {
      if (trouble.final) throw trouble;
      tellWaiting();
      await wait(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)]);
    }
};

const sendOne = async (file, id, { form, url, line }) => {
  const bar = line.querySelector("progress");
  const words = line.querySelector("span");
  const address = `${url}/${id}`;
  const token = form.elements.csrf_token?.value;
  const waiting = () => (words.textContent = form.ownerDocument.querySelector("[data-t-send]").dataset.tWaiting);
  let at = await patiently(() => ask(address), waiting);
  while (at < file.size) {
    bar.value = at / file.size;
    words.textContent = `${Math.floor((100 * at) / file.size)}%`;
    const body = await file.slice(at, at + PART).arrayBuffer();
    const query = new URLSearchParams({ at, digest: await digest(body) });
    at = await patiently(() => ask(`${address}?${query}`, { method: "POST", body, token }), waiting);
  }
};

const lineFor = (file, list) => {
  const line = document.createElement("li");
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", file.name);
  line.append(file.name, bar, document.createElement("span"));
  list.append(line);
  return line;
};

// The server says so too, but only once all of it came.
const isTooLarge = (file, mosts) =>
  file.size > (mosts[file.name.split(".").pop().toLowerCase()] ?? Infinity) * 2 ** 20;

const sendAll = async (input, large, small) => {
  const form = input.form;
  const url = input.dataset.tSend;
  const mosts = JSON.parse(input.dataset.tMost);
  const list = Object.assign(document.createElement("ul"), { className: "t-chosen-files t-sending" });
  input.after(list);
  for (const file of large) {
    const id = await idOf(file, form);
    try {
      if (!isTooLarge(file, mosts)) await sendOne(file, id, { form, url, line: lineFor(file, list) });
    } catch {
      // The server says why beside the field, for it is named although it did not come whole.
    }
    const named = Object.assign(document.createElement("input"), { type: "hidden", name: "sent", value: `${id} ${file.size} ${file.name}` });
    input.after(named);
  }
  list.remove();
  const left = new DataTransfer();
  small.forEach((file) => left.items.add(file));
  input.files = left.files;
  input.dataset.tGone = "";
  input.dispatchEvent(new Event("change", { bubbles: true }));
  delete input.dataset.tGone;
};

let sending;

const chosen = (event) => {
  const input = event.target;
  if (!input.matches?.("input[type=file][data-t-send]") || "tGone" in input.dataset || !crypto.subtle) return;
  const large = [...input.files].filter((file) => file.size > LARGE);
  if (!large.length) return;
  event.stopImmediatePropagation();
  const small = [...input.files].filter((file) => file.size <= LARGE);
  sending = sendAll(input, large, small).finally(() => (sending = undefined));
};

// A button waits until the files are there.
const holdOn = (event) => {
  if (!sending || !event.target.querySelector("[data-t-send]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sending.then(() => wait(300)).then(() => event.target.requestSubmit(event.submitter));
};

document.addEventListener("change", chosen, true);
document.addEventListener("submit", holdOn, true);

// What scripts add to pages that work without them: theme, charts, menus, small courtesies.

const settle = (root) => {
  root.querySelectorAll("[data-t-chart]:not([data-t-drawn])").forEach(draw);
  root.querySelectorAll("[data-t-joy] [data-t-dismiss]").forEach((button) => (button.hidden = false));
  root.querySelectorAll("[data-t-print], [data-t-scripted]").forEach((part) => (part.hidden = false));
  root.querySelectorAll("input[type=file]:not([data-t-listed])").forEach(listFiles);
  root.querySelectorAll("[data-t-record]:not([data-t-offered])").forEach(offer);
  root.querySelectorAll("[data-t-veil]:not([data-t-offered])").forEach(offerToDraw);
  tellSaved();
};

// ---- charts -------------------------------------------------------------------------------

let plotly;

const loadPlotly = ({ tPlotly, tPlotlyCss }) =>
  (plotly ??= new Promise((resolve, reject) => {
    // This id and class keep Plotly from writing styles into the page, which the policy forbids.
    const sheet = Object.assign(document.createElement("link"), {
      id: "plotly.js-style-global",
      className: "no-inline-styles",
      rel: "stylesheet",
      href: tPlotlyCss,
    });
    const script = Object.assign(document.createElement("script"), { src: tPlotly });
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(sheet, script);
  }));

const draw = async (box) => {
  box.dataset.tDrawn = "";
  const source = document.getElementById(box.dataset.tChart);
  if (!source) return;
  try {
    const Plotly = await loadPlotly(box.dataset);
    if (!box.isConnected) return;
    delete box.dataset.tQuiet;
    const figure = coloured(JSON.parse(source.textContent));
    await Plotly.react(box, figure.data, layout(figure.layout), {
      displayModeBar: false,
      responsive: true,
      locale: document.documentElement.lang.slice(0, 2),
    });
  } catch {
    box.closest("figure")?.querySelector("details")?.setAttribute("open", "");
  }
};

const layout = (given = {}) => {
  const axis = { gridcolor: colour("--t-line"), zerolinecolor: colour("--t-line"), linecolor: colour("--t-line-strong"), automargin: true };
  return {
    colorway: [1, 2, 3, 4, 5, 6].map((n) => colour(`--t-chart-${n}`)),
    dragmode: false,
    hoverlabel: { font: { family: "Figtree, sans-serif" } },
    margin: { l: 8, r: 8, t: 8, b: 8, pad: 4 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: false,
    ...given,
    template: undefined,
    title: undefined,
    font: { family: "Figtree, sans-serif", size: 14, color: colour("--t-ink"), ...given.font },
    xaxis: { ...axis, showgrid: false, ...given.xaxis },
    yaxis: { ...axis, ...given.yaxis },
  };
};

const coloured = (value) => {
  if (Array.isArray(value)) return value.map(coloured);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part)]));
  const token = typeof value === "string" && value.match(/^var\((--t-[a-z0-9-]+)\)$/);
  return token ? colour(token[1]) : value;
};

// A token as the browser resolves it here and now, day or evening.
const colour = (token) => {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

const redraw = () => document.querySelectorAll("[data-t-drawn]").forEach(draw);

// ---- theme --------------------------------------------------------------------------------

const chooseTheme = async (event) => {
  const form = event.target.closest("form[data-t-theme]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const choice = event.submitter.value;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  document.documentElement.dataset.bsTheme = choice;
  form.querySelectorAll("button").forEach((button) =>
    button.setAttribute("aria-pressed", String(button.value === choice)),
  );
  redraw();
  await fetch(form.action, { method: "POST", body, redirect: "manual" });
};

// ---- menus --------------------------------------------------------------------------------

const closeMenus = (except) =>
  document.querySelectorAll("details[data-t-menu][open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });

const escape = (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-t-menu][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
};

// ---- files, saving, joy -------------------------------------------------------------------

const listFiles = (input) => {
  input.dataset.tListed = "";
  const list = document.createElement("ul");
  list.className = "t-chosen-files";
  input.after(list);
  input.addEventListener("change", () =>
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        const size = document.createElement("span");
        size.textContent = humanSize(file.size);
        line.append(file.name, size);
        return line;
      }),
    ),
  );
};

// What records is loaded where it is wanted.
const offer = async (box) => {
  box.dataset.tOffered = "";
  const { offerRecording } = await import("./recording.js");
  offerRecording(box);
};

const offerToDraw = async (veil) => {
  veil.dataset.tOffered = "";
  const { offerVeil } = await import("./veil.js");
  offerVeil(veil);
};

const humanSize = (bytes) => {
  const [unit, size] = bytes < 1_000_000 ? ["kilobyte", bytes / 1_000] : ["megabyte", bytes / 1_000_000];
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit,
    maximumFractionDigits: unit === "megabyte" ? 1 : 0,
  }).format(Math.max(size, 1));
};

export const tellSaved = () =>
  document.querySelectorAll("[data-t-saved]:not([data-t-saved=''])").forEach((place) => {
    const seconds = Math.round((Date.now() - Date.parse(place.dataset.tSaved)) / 1000);
    const words = place.querySelector("span");
    if (!words || Number.isNaN(seconds)) return;
    const said =
      seconds < 5
        ? place.dataset.tNow
        : seconds < 60
          ? place.dataset.tSeconds.replace("{n}", Math.floor(seconds / 5) * 5)
          : seconds < 3600
            ? place.dataset.tMinutes.replace("{n}", Math.floor(seconds / 60))
            : place.dataset.tEarlier;
    if (words.textContent === said) return;
    place.setAttribute("aria-live", seconds < 5 ? "polite" : "off");
    words.textContent = said;
  });

const dismiss = (event) => event.target.closest?.("[data-t-dismiss]")?.closest("[data-t-joy]")?.remove();

const printPage = (event) => event.target.closest?.("[data-t-print]") && window.print();

// ---- writing and reviewing ----------------------------------------------------------------

// A search answers while one types. Leaving its field says "change" again, and that would put the
// list in place anew under a button that is just being pressed.
const searchOnce = (event) => {
  if (event.target.type === "search" && event.target.form?.hasAttribute("hx-get")) event.stopPropagation();
};

// On a review a digit chooses a score: of the criterion that has the focus, else of the first one
// that has no score yet; then the next one is on. In a field it is a digit.
const scoreByDigit = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("textarea, select, [type=text], [type=search]")) return;
  const scores = event.target.closest?.("[data-t-scores]") ?? nextToScore();
  const chosen = [...(scores?.querySelectorAll("input[type=radio]") ?? [])].find((each) => each.value === event.key);
  if (!chosen) return;
  chosen.click();
  (nextToScore() ?? chosen).focus();
};

const nextToScore = () =>
  [...document.querySelectorAll("[data-t-keys] [data-t-scores]")].find(
    (each) => !each.closest("details:not([open])") && !each.querySelector(":checked"),
  );

// Anywhere on a review, by the same buttons: Ctrl Enter approves, with Shift it sends back, with Alt
// it declines.
const decideByKeys = (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const verdict = event.shiftKey ? "send_back" : event.altKey ? "decline" : "approve";
  const button = document.querySelector(`[data-t-keys] button[value="${verdict}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
};

// ---- what is new ----------------------------------------------------------------------------

// Parts that look for news do so once a minute, and only while somebody can see them.
const LOOK_AFTER = 60_000;
let looked = Date.now();

const look = () => {
  if (document.visibilityState !== "visible" || Date.now() - looked < LOOK_AFTER) return;
  looked = Date.now();
  document.querySelectorAll("[data-t-look]").forEach((part) => part.dispatchEvent(new CustomEvent("look")));
};

// ---- after a page was swapped -------------------------------------------------------------

// Where a screen reader and the keyboard go on: the mended form, or the new page's content.
const moveFocus = ({ detail }) => {
  if (detail.ctx?.sourceElement?.hasAttribute?.("data-t-look")) return;
  const errors = document.querySelector("#errors");
  if (errors && [409, 422].includes(detail.ctx?.response?.status)) return errors.focus();
  const whole = detail.ctx?.target === document.body || detail.ctx?.target === "body";
  if (!whole) return keepFocusNear(detail.ctx?.target);
  const wanted = document.querySelector("[autofocus]");
  if (wanted) return wanted.focus();
  return document.querySelector("#main")?.focus({ preventScroll: true });
};

// What had the focus is gone with the part that it stood in: go on where the part now is.
const keepFocusNear = (part) => {
  const fresh = part?.id ? document.getElementById(part.id) : null;
  const wanted = fresh?.querySelector("[autofocus]") ?? document.querySelector(".t-with-button [autofocus]");
  if (wanted) {
    wanted.removeAttribute("autofocus"); // Once: another part may come while it still stands there.
    return wanted.focus();
  }
  if (document.activeElement && document.activeElement !== document.body) return;
  const place = fresh?.childElementCount ? fresh : document.querySelector("#main");
  if (!place) return;
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
};

document.addEventListener("submit", chooseTheme);
document.addEventListener("change", searchOnce, true);
document.addEventListener("click", (event) => {
  closeMenus(event.target.closest?.("details[data-t-menu]"));
  dismiss(event);
  printPage(event);
});
document.addEventListener("keydown", escape);
document.addEventListener("keydown", scoreByDigit);
document.addEventListener("keydown", decideByKeys);
document.addEventListener("htmx:after:process", (event) => settle(event.target));
document.addEventListener("htmx:after:swap", moveFocus);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
document.addEventListener("visibilitychange", look);
setInterval(look, 5000);
setInterval(tellSaved, 5000);
settle(document);

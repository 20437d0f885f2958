// Lights up what belongs together, copies, and moves by keys. Every page is complete without it.
// Elements that belong together carry the same data-item. No state is kept; the address is the state.

/** Items under a node, innermost first: a word can belong to a person, a figure and a statement at once. */
function itemsAt(/** @type {EventTarget|null} */ node) {
  const found = [];
  for (let at = node instanceof Element ? node.closest("[data-item]") : null; at; at = at.parentElement?.closest("[data-item]") ?? null)
    found.push(at.dataset.item);
  return found;
}

function light(/** @type {string[]} */ items) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const item of items)
    for (const part of document.querySelectorAll(`[data-item="${CSS.escape(item)}"]`)) part.classList.add("lit");
}

const texts = document.body.dataset;
const say = (/** @type {string} */ text) => { const live = document.querySelector("[role=status]"); if (live) live.textContent = text; };

async function copy(/** @type {string} */ text, /** @type {string} */ done) {
  try { await navigator.clipboard.writeText(text); say(done); } catch { say(texts.refused); }
}

function copyItem(/** @type {string} */ item) {
  const source = document.querySelector("[data-cite]")?.dataset.cite ?? document.title;
  // The button has the words as the report has them; on the page ids of items stand among them.
  const words = document.querySelector(`[data-copy="${CSS.escape(item)}"]`)?.dataset.words;
  if (words) copy(`“${words}” (${source}, ${new URL(`#${item}`, location.href).href})`, texts.copied);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copyItem(button.dataset.copy));
}

document.addEventListener("pointerover", e => light(itemsAt(e.target)));
document.addEventListener("focusin", e => { const items = itemsAt(e.target); if (items.length) light(items); });

// What the legend hides stands in the address, so that a link shows the page as it is seen; parts of a long report keep it.
for (const legend of document.querySelectorAll("[data-legend]")) {
  legend.addEventListener("change", () => {
    const hidden = [...legend.querySelectorAll("input:not(:checked)")].map(i => i.value).join(",");
    const hide = (/** @type {string} */ address) => {
      const url = new URL(address, location.href);
      if (hidden) url.searchParams.set("hide", hidden); else url.searchParams.delete("hide");
      return url.href;
    };
    history.replaceState(null, "", hide(location.href));
    for (const part of document.querySelectorAll('a[href*="part="], .languages a')) part.href = hide(part.href);
  });
}

const stops = () => [...document.querySelectorAll("[data-stop]")];

function step(/** @type {number} */ by) {
  const all = stops();
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement.closest?.("[data-stop]"));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

// Keys press what is on the page, so whatever a key does can be done by hand as well. A reader can switch them off (WCAG 2.1.4).
if (texts.keys !== "off") document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const item = itemsAt(document.activeElement)[0];
  const button = document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
  if (button) button.click();
  else if (e.key === "/") document.querySelector("input[type=search]")?.focus();
  else if (e.key === "Escape") light([]);
  else if (e.key === "j") step(1);
  else if (e.key === "k") step(-1);
  else if (e.key === "t" && item) {
    const here = document.activeElement.closest(".mark");
    document.querySelector(here ? `#${CSS.escape(item)} > .tag` : `.hold > .tag[href="#${CSS.escape(item)}"]`)?.focus();
  }
  else if (e.key === "c" && item) copyItem(item);
  else if (e.key === "l" && item) copy(new URL(`#${item}`, location.href).href, texts.linked);
  else return;
  e.preventDefault();
});

// Words that are selected in a report can be marked as something the reading missed: the link takes them, with their place, to the form.
// The form can be reached and filled without this.
const link = document.querySelector("[data-mark-words]");
const form = link?.getAttribute("href");

/** Code points of a paragraph before a point; ids of items stand among the words on the page, not in the text. */
function before(/** @type {Element} */ paragraph, /** @type {Node} */ node, /** @type {number} */ offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  const part = range.cloneContents();
  for (const tag of part.querySelectorAll(".tag")) tag.remove();
  return [...part.textContent].length;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const paragraph = selection.rangeCount && !selection.isCollapsed && selection.anchorNode.parentElement?.closest("[data-start]");
  if (!link) return;
  if (!paragraph || !paragraph.contains(selection.focusNode)) { link.setAttribute("href", form); return; }
  const range = selection.getRangeAt(0);
  const part = range.cloneContents();
  for (const tag of part.querySelectorAll(".tag")) tag.remove();
  const words = part.textContent;
  const lead = [...words].length - [...words.trimStart()].length;
  const at = Number(paragraph.dataset.start) + before(paragraph, range.startContainer, range.startOffset) + lead;
  if (words.trim()) link.setAttribute("href", `${form}&words=${encodeURIComponent(words.trim())}&at=${at}`);
});

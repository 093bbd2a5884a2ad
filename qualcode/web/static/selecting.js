// Words that are selected, as places in the transcript: characters are counted as the transcript counts them.
const length = (text) => [...text].length;

function place(node, offset) {
  const words = (node.nodeType === 1 ? node : node.parentElement)?.closest(".words[data-start]");
  if (!words) return null;
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(node, offset);
  return { words, at: Number(words.dataset.start) + length(before.toString()) };
}

// What is selected, within what one person says: from where to where, and the words.
export function selection() {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = trimmed(chosen.getRangeAt(0));
  if (!range) return null;
  const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
  if (!start || !end || end.at <= start.at || start.words.closest(".turn") !== end.words.closest(".turn")) return null;
  if (start.words.closest(".asked")) return null;
  return { start: start.at, end: end.at, text: wordsOf(range, start.words.closest(".turn")), range, words: start.words };
}

function wordsOf(range, turn) {
  const found = [];
  for (const words of turn.querySelectorAll(".words")) {
    if (!range.intersectsNode(words)) continue;
    const part = document.createRange();
    part.selectNodeContents(words);
    if (words.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (words.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    found.push(part.toString());
  }
  return found.join(" ");
}

// A selection by triple click ends at the beginning of what follows; one over a margin begins before the words.
function trimmed(range) {
  const all = [...document.querySelectorAll(".words[data-start]")].filter((words) => range.intersectsNode(words));
  const touched = all.filter((words) => {
    const inside = document.createRange();
    inside.selectNodeContents(words);
    if (words.contains(range.startContainer)) inside.setStart(range.startContainer, range.startOffset);
    if (words.contains(range.endContainer)) inside.setEnd(range.endContainer, range.endOffset);
    return inside.toString() !== "";
  });
  if (!touched.length) return null;
  const cut = range.cloneRange();
  if (!touched[0].contains(range.startContainer)) cut.setStart(touched[0], 0);
  const last = touched.at(-1);
  if (!last.contains(range.endContainer)) cut.setEnd(last, last.childNodes.length);
  return cut;
}

// Select from one place of a stretch to another, in the characters of the transcript.
function select(words, start, end) {
  const [from, to] = [start, end].map((at) => find(words, at));
  getSelection().setBaseAndExtent(...from, ...to);
  words.scrollIntoView({ block: "nearest" });
}

function find(words, at) {
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let left = at;
  let node;
  while ((node = walker.nextNode())) {
    const letters = [...node.data];
    if (left <= letters.length) return [node, letters.slice(0, left).join("").length];
    left -= letters.length;
  }
  return [words, words.childNodes.length];
}

let byWord = false;

// [ and ] go from sentence to sentence, with shift they take in more; w: from word to word, or back to sentences.
export function pickBy(key) {
  const words = selection()?.words ?? document.querySelector(".words.here");
  if (!words) return false;
  if (key === "w") {
    byWord = !byWord;
    return true;
  }
  const text = words.textContent;
  const ends = byWord
    ? [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)]
        .filter((part) => part.isWordLike)
        .map((part) => [length(text.slice(0, part.index)), length(text.slice(0, part.index)) + length(part.segment)])
    : (words.dataset.sentences ?? "").split(" ").filter(Boolean).map((each) => each.split("-").map(Number));
  if (!ends.length) return false;
  const now = selection();
  const base = Number(words.dataset.start);
  let first = now ? ends.findIndex(([, end]) => end > now.start - base) : -1;
  let last = now ? ends.findLastIndex(([start]) => start < now.end - base) : -1;
  const limit = (place) => Math.max(0, Math.min(ends.length - 1, place));
  if (!now) first = last = key === "[" ? ends.length - 1 : 0;
  else if (key === "]") first = last = limit(last + 1);
  else if (key === "[") first = last = limit(first - 1);
  else if (key === "}") last = limit(last + 1);
  else first = limit(first - 1);
  select(words, ends[first][0], ends[last][1]);
  return true;
}

// What can be done with it, beside it.
let bar;
document.addEventListener("selectionchange", () => {
  const chosen = document.querySelector("dialog[open]") ? null : selection();
  bar?.remove();
  bar = null;
  if (!chosen) return;
  const made = document.querySelector("#picked")?.content.cloneNode(true);
  if (!made) return;
  bar = made.firstElementChild;
  const code = bar.querySelector("a");
  code.href = chosen.words.dataset.pick || document.querySelector('[data-action="add"]')?.href || code.href;
  document.body.append(bar);
  const box = chosen.range.getBoundingClientRect();
  const left = Math.max(8, Math.min(innerWidth - bar.offsetWidth - 8, box.left));
  bar.style.left = `${left + scrollX}px`;
  bar.style.top = `${Math.max(scrollY + 64, box.top + scrollY - bar.offsetHeight - 8)}px`;
});
document.addEventListener("mousedown", (event) => event.target.closest(".bar") && event.preventDefault());
document.addEventListener("click", (event) => {
  const copy = event.target.closest("[data-copy]");
  const chosen = copy && selection();
  if (chosen) navigator.clipboard.writeText(`“${chosen.text}” (${chosen.words.closest("[data-whose]")?.dataset.whose ?? ""})`);
});

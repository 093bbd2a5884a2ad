// From one passage to the next: the page that is coming is fetched before it is asked for.
const ahead = new Map();
const known = {};
export const here = () => document.querySelector(".two")?.dataset ?? {};
export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export async function fetchPage(address, quiet = false) {
  for (let pause = 500; ; pause = Math.min(2 * pause, 8000)) {
    try {
      const answer = await fetch(address);
      return { page: new DOMParser().parseFromString(await answer.text(), "text/html"), address: answer.url };
    } catch {
      if (!quiet) say("The study does not answer; trying again …", "waits");
      await wait(pause);
    }
  }
}

export function fetchAhead() {
  const { following } = here();
  if (following && !ahead.has(following)) ahead.set(following, fetchPage(following, true));
}

export const forget = () => ahead.clear();

// Parts of a page in which something is typed or ticked, and not sent yet, stay when it is drawn anew.
function keepTyped(old, next, sent) {
  const [parts, anew] = [old, next].map((page) => [...page.querySelectorAll("section")]);
  const isTyped = (each) => each.value !== each.defaultValue || each.checked !== each.defaultChecked;
  if (parts.length === anew.length)
    parts.forEach((part, place) => part.contains(sent) || [...part.querySelectorAll("input")].some(isTyped) && anew[place].isConnected && anew[place].replaceWith(part));
}

// Take what was fetched ahead, else fetch it; counts that were told since stay as they are.
export async function showPage(address, { push = true, kept = false, sent } = {}) {
  const wanted = kept && ahead.get(address);
  ahead.delete(address);
  const found = await (wanted || fetchPage(address));
  const said = document.querySelector("#said");
  const old = document.querySelector("main");
  if (sent) keepTyped(old, found.page.querySelector("main"), sent);
  const lost = old.contains(document.activeElement) || document.activeElement.closest?.(".steps");
  for (const part of ["main", ".top", ".steps"]) {
    const [now, next] = [document, found.page].map((page) => page.querySelector(part));
    if (now && next) now.replaceWith(document.adoptNode(next));
    else if (next) document.querySelector(".line").append(document.adoptNode(next));
    else now?.remove();
  }
  document.title = found.page.title;
  document.body.className = found.page.body.className;
  if (!kept) {
    const told = found.page.querySelector("#said");
    if (told?.dataset.told && !said.dataset.stays) say(told.textContent, told.className);
    Object.assign(document.body.dataset, found.page.body.dataset);
    for (const name of Object.keys(known)) delete known[name];
  } else tellCounts(known);
  if (push) history.pushState(null, "", found.address);
  if (lost) document.querySelector("main").focus({ preventScroll: true });
  place();
  if (matchMedia("(max-width: 58rem)").matches) document.querySelector("#figure")?.scrollIntoView({ behavior: "instant" });
  fetchAhead();
}

export function tellCounts(counts) {
  Object.assign(known, counts);
  for (const [name, value] of Object.entries(known)) {
    for (const each of document.querySelectorAll(`[data-${name.replace(/[A-Z]/g, "-$&").toLowerCase()}]`))
      each.textContent = Number(value).toLocaleString("en");
  }
  const bar = document.querySelector(".queue progress");
  if (bar && known.total) bar.value = known.total - known.left;
}

export function say(text, kind = "") {
  const said = document.querySelector("#said");
  said.textContent = text;
  said.className = kind;
}

// The whole passage in sight, with what comes before it where there is room.
export function place() {
  const passage = document.querySelector(".words.here");
  if (!passage || location.hash) return;
  const [top, bottom] = [".top", ".line"].map((bar) => document.querySelector(bar)?.offsetHeight ?? 0);
  const box = passage.closest(".turn").getBoundingClientRect();
  const room = innerHeight - top - bottom;
  const article = passage.closest("article").getBoundingClientRect();
  const above = Math.max(0, Math.min(box.top - article.top + 80, (room - box.height) / 2));
  scrollTo({ top: scrollY + box.top - top - above, behavior: "instant" });
}

place();
fetchAhead();

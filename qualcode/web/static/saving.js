// Decisions in line: each with its own passage and an id of its own, sent one after the other until the study has it.
import { forget, here, say, showPage, tellCounts, wait } from "./going.js";
import { closeDialog } from "./picking.js";

const GOES_ON = ["accept", "reject", "skip", "next"];
let line = Promise.resolve();
let outbox = Promise.resolve();
let emptied = 0;
let waiting = 0;
let inHand = 0;
const decided = new Set();

// Whoever presses a key before the next passage is there means that one: the form is looked for when its turn has come.
export function inLine(find, more = {}) {
  const turn = emptied;
  inHand += 1;
  line = line
    .then(() => turn === emptied && act(find(), more))
    .catch((error) => console.error(error))
    .finally(() => (inHand -= 1));
}

// What a button or a form says is sent; `more` is said besides.
async function act(pressed, more) {
  if (!pressed) return;
  const form = pressed.form ?? pressed;
  const said = new FormData(form, pressed === form ? null : pressed);
  for (const [name, value] of Object.entries(more)) said.set(name, value);
  said.set("id", crypto.randomUUID());
  const action = said.get("action");
  const dialog = form.closest("dialog");
  if (dialog) {
    carry(said);
    closeDialog();
  }
  const from = here();
  const target = from.here;
  const next = action === "next" ? pressed.dataset.onward : from.following;
  const apart = sameMarks(form) || !next || passageOf(next) !== passageOf(target);
  if (!GOES_ON.includes(action) || dialog || !next || decided.has(next) || !apart) {
    await outbox;
    waiting += 1;
    const answer = await send(form.getAttribute("action"), said, target).finally(() => (waiting -= 1));
    forget();
    if (!answer) return;
    decided.clear();
    if (!answer.isError) await showPage(answer.goesTo, { sent: form });
    return;
  }
  if (action !== "next") decided.add(target);
  waiting += 1;
  outbox = outbox.then(() => send("/decide", said, target)).finally(() => (waiting -= 1));
  if (action !== "next") say("saving …");
  await showPage(next, { kept: action !== "next" });
}

// Done once nothing waits any more; null where nothing does.
export const settled = () => (waiting || inHand ? line.then(() => outbox) : null);

// One decision: sent again with the same id until there is an answer.
async function send(address, said, target) {
  for (let pause = 500; ; pause = Math.min(2 * pause, 8000)) {
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "X-Qualcode": "1" },
        body: new URLSearchParams(said),
      });
      if (answer.status !== 503) return await told(answer, target);
    } catch {
      // no connection
    }
    say(`Not saved yet: the study does not answer. ${waiting} waiting; leave this page open.`, "waits");
    await wait(pause);
  }
}

async function told(answer, target) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = page.querySelector("#said");
  const isError = !answer.ok || !said || said.classList.contains("error");
  const text = said?.textContent.trim() || (answer.ok ? "" : page.querySelector("h1")?.textContent) || "";
  if (isError) {
    emptied += 1;
    decided.delete(target);
    say(text, "error");
    document.querySelector("#said").dataset.stays = "1";
    forget();
    if (target && target !== here().here) await showPage(target);
    else if (target && answer.ok) await showPage(target);
    delete document.querySelector("#said").dataset.stays;
    return { isError };
  }
  const { left, total, allLeft, goesTo, newest } = said.dataset;
  tellCounts({ left, total, allLeft });
  document.body.dataset.newest = newest;
  if (text) say(text);
  return { goesTo };
}

// Marks and the note go along with a code that is picked in a dialog.
function carry(said) {
  const card = document.querySelector("main form.card");
  if (!card || said.get("code") !== card.elements.code.value || said.get("segment") !== card.elements.segment.value) return;
  for (const mark of new FormData(card).getAll("marks")) said.append("marks", mark);
  if (card.elements.note?.value) said.set("note", card.elements.note.value);
}

// What is private in a passage holds for every code on it: the next one is then looked at anew.
const sameMarks = (form) => [...form.querySelectorAll("[name=marks]")].every((box) => box.checked === box.defaultChecked);
const passageOf = (address) => new URL(address, location.href).pathname.split("/")[2];

addEventListener("beforeunload", (event) => waiting && event.preventDefault());

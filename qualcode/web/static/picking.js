// A page in a window of its own, and a list that typing narrows down.
import { fetchPage, say } from "./going.js";
import { selection } from "./selecting.js";

let open;

export function closeDialog() {
  open?.close();
}

export async function openDialog(address) {
  const chosen = selection();
  const { page } = await fetchPage(address);
  const content = page.querySelector("main");
  if (!content) return say("That did not work.", "error");
  closeDialog();
  const dialog = (open = document.createElement("dialog"));
  const close = Object.assign(document.createElement("button"), { className: "close", textContent: "✕", type: "button" });
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => dialog.close());
  dialog.append(close, ...document.adoptNode(content).childNodes);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  const title = dialog.querySelector("h1");
  if (title) dialog.setAttribute("aria-label", title.textContent);
  document.body.append(dialog);
  const form = dialog.querySelector("[data-pick]");
  if (form) prepare(form, chosen);
  for (const settings of dialog.querySelectorAll('form[action="/settings"]'))
    settings.append(hidden("to", location.pathname + location.search));
  dialog.showModal();
  (dialog.querySelector("[autofocus]:not([hidden])") ?? dialog.querySelector("button.main"))?.focus();
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

function prepare(form, chosen) {
  if (chosen) {
    for (const name of ["start", "end", "text"]) form.append(hidden(name, chosen[name]));
    form.querySelector(".sentences")?.remove();
    const shown = form.querySelector(".selected");
    shown.textContent = chosen.text;
    shown.hidden = false;
  }
  const find = form.querySelector(".find");
  if (!find) return;
  find.hidden = false;
  const input = find.querySelector("input");
  const items = [...form.querySelectorAll(".codes li")].map((item) => ({
    item,
    name: fold(item.querySelector("bdi:last-of-type").textContent),
    all: fold(item.textContent),
  }));
  const list = form.querySelector(".codes");
  let first = 0;
  const narrow = (step) => {
    const words = fold(input.value).split(/\s+/);
    const has = (text) => words.every((word) => text.includes(word));
    const found = [...items.filter((each) => has(each.name)), ...items.filter((each) => !has(each.name) && has(each.all))];
    first = step ? Math.max(0, Math.min(found.length - 1, first + step)) : 0;
    items.forEach(({ item }) => item.remove());
    found.forEach(({ item }, place) => {
      item.firstElementChild.classList.toggle("first", place === first && (input.value !== "" || step !== undefined));
      list.append(item);
    });
    if (step) found[first]?.item.scrollIntoView({ block: "nearest" });
    return found[first]?.item.firstElementChild;
  };
  input.addEventListener("input", () => narrow());
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) narrow(step);
    else if (event.key === "Enter") list.querySelector(".first")?.click();
    else return;
    event.preventDefault();
  });
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

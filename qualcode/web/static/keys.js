// One key, one button: a key does what a click on what shows it does.
import { showPage } from "./going.js";
import { inLine } from "./saving.js";
import { openDialog } from "./picking.js";
import { pickBy, selection } from "./selecting.js";

const PICKS = ["[", "]", "{", "}", "w"];

addEventListener("keydown", (event) => {
  if (event.repeat || event.altKey || event.metaKey || event.isComposing) return;
  const focused = document.activeElement;
  const types = focused.closest?.("textarea, select, input:not([type=checkbox], [type=radio])");
  if (types) return leaveNote(event, focused);
  if (document.querySelector("dialog[open]")) return;
  if (event.ctrlKey) {
    if (event.key === "z") press("undo", event);
    return;
  }
  const keys = JSON.parse(document.body.dataset.keys || "{}");
  if (Object.keys(keys).length && PICKS.includes(event.key) && pickBy(event.key)) return event.preventDefault();
  const action = Object.keys(keys).find((each) => keys[each] === event.key);
  if (!action) return;
  if (event.key === "Enter" && focused !== document.body && focused.id !== "main") return;
  press(action, event);
});

// In the line for the note Enter leaves it, and keeps the note of what is decided already.
function leaveNote(event, focused) {
  if (event.key !== "Enter" || focused.name !== "note") return;
  event.preventDefault();
  focused.blur();
  if (focused.form.dataset.decided) inLine(() => focused.form, { action: "note" });
}

function press(action, event) {
  const find = () => document.querySelector(["main", ".line", ".bar"].map((part) => `${part} [data-action="${action}"]`));
  if (action === "theme") return turn();
  if (action === "open") return goOn(event);
  const button = find();
  if (!button) return;
  event.preventDefault();
  if (button.matches("label")) {
    // Its turn comes with the passage it was meant for.
    inLine(() => void find()?.querySelector("input").click());
  } else if (button.matches("button")) {
    inLine(find);
  } else if (action === "trim" && selection()) {
    const { start, end, text } = selection();
    inLine(() => document.querySelector("form.card"), { action, start, end, text });
  } else if (button.dataset.dialog !== undefined) {
    inLine(() => void openDialog(find().href));
  } else {
    inLine(() => void (find() && showPage(find().href)));
  }
}

function goOn(event) {
  const to = document.querySelector(".two")?.dataset.following;
  if (!to) return;
  event.preventDefault();
  showPage(to, { kept: true });
}

function turn() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = (document.documentElement.dataset.theme || (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  fetch("/settings", { method: "POST", body: new URLSearchParams({ theme, to: "/keys" }) });
}

// What links and forms do without a script, done without leaving the page: keys, saving in line, the next one ahead.
import { inLine, settled } from "./saving.js";
import { showPage } from "./going.js";
import { openDialog } from "./picking.js";
import "./keys.js";
import "./selecting.js";
import "./looking.js";
import "./bringing.js";

// The second half of a double click would land on the next passage, which nobody has seen.
let last = { timeStamp: -1000 };
document.addEventListener(
  "click",
  (event) => {
    const again = event.timeStamp - last.timeStamp < 250 && Math.hypot(event.x - last.x, event.y - last.y) < 4;
    if (event.detail && again && event.pointerType !== "touch" && event.target.closest("form[data-inline] button")) event.preventDefault();
    last = event.detail ? event : last;
  },
  true,
);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.inline === undefined) return;
  event.preventDefault();
  const pressed = event.submitter ?? form;
  inLine(() => pressed.isConnected && pressed);
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.form?.matches(".filters")) field.form.requestSubmit();
  if (field.name === "marks" && field.form.dataset.decided)
    inLine(() => field.form, { action: "mark", mark: field.value });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const leaves = link.origin === location.origin && link.dataset.dialog === undefined;
  if (leaves && settled()) {
    event.preventDefault();
    leave(link.href);
  } else if (link.dataset.dialog !== undefined) {
    event.preventDefault();
    openDialog(link.href);
  } else if (link.matches(".review .two a[href^='/review/'], .steps a, [data-stay], [data-stay] a")) {
    event.preventDefault();
    showPage(link.href);
  }
});

// Nobody leaves before what they decided is kept.
async function leave(address) {
  while (settled()) await settled();
  location.assign(address);
}

addEventListener("popstate", () => showPage(location.href, { push: false }));

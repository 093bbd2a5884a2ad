// Files on their way into the study, one after the other; and how far long work is.
import { say } from "./going.js";

async function send(kind, file, list) {
  const line = document.createElement("li");
  line.textContent = `${file.name} …`;
  list.append(line);
  try {
    const answer = await fetch(`/upload/${kind}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    const said = await answer.text();
    line.textContent = answer.ok ? `✓ ${file.name}${said}` : said;
    line.className = answer.ok ? "" : "error";
  } catch {
    line.textContent = `${file.name} could not be sent`;
    line.className = "error";
  }
  return line.className === "";
}

async function bring(drop, files) {
  const list = document.querySelector(".uploads");
  let sent = 0;
  const named = [...files].sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
  for (const file of named) if (!file.name.startsWith(".") && (await send(drop.dataset.kind, file, list))) sent += 1;
  if (sent && drop.dataset.kind === "project") location = "/project";
  else if (sent) say(`${sent} file${sent === 1 ? "" : "s"} brought in. Read them with the button below.`);
  document.querySelector(".go button")?.classList.add("main");
}

// Of what was dropped the files, those in folders included.
async function filesOf(transfer) {
  const found = [];
  const walk = async (entry) => {
    if (entry.isFile) found.push(await new Promise((done, fail) => entry.file(done, fail)));
    else {
      const reader = entry.createReader();
      for (let part; (part = await new Promise((done, fail) => reader.readEntries(done, fail))).length; )
        for (const each of part) await walk(each);
    }
  };
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  for (const entry of entries) await walk(entry);
  return entries.length ? found : [...transfer.files];
}

const dropOf = (event) => event.target.closest?.("[data-kind]");
document.addEventListener("change", (event) => event.target.type === "file" && bring(dropOf(event), event.target.files));
for (const name of ["dragover", "dragleave", "drop"])
  document.addEventListener(name, async (event) => {
    if (!document.querySelector("[data-upload]")) return;
    event.preventDefault();
    const drop = dropOf(event);
    for (const each of document.querySelectorAll("[data-kind]")) each.classList.toggle("over", each === drop && name === "dragover");
    if (name === "drop" && drop) bring(drop, await filesOf(event.dataTransfer));
  });

const work = document.querySelector("#work");
if (work) {
  const look = setInterval(async () => {
    const answer = await fetch("/work").catch(() => null);
    if (!answer) return;
    if (answer.status === 204) {
      clearInterval(look);
      location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["progress", ".muted"]) {
      const [now, next] = [document.querySelector(`#work ${part}`), page.querySelector(`#work ${part}`)];
      if (now && next) now.replaceWith(document.adoptNode(next));
    }
  }, 500);
}

// What others did meanwhile, asked for while somebody looks.
import { say, tellCounts } from "./going.js";

const EVERY = 5000;

setInterval(async () => {
  if (document.hidden || document.querySelector("dialog[open]")) return;
  const { newest = "0", generation } = document.body.dataset;
  try {
    const answer = await fetch(`/since?after=${newest}`);
    if (answer.status !== 200) return;
    const news = await answer.json();
    document.body.dataset.newest = news.newest;
    tellCounts({ allLeft: news.left });
    if (news.said) say(news.said);
    if (String(news.generation) !== generation) say("The study changed meanwhile: load the page again to see it.", "waits");
  } catch {
    // the next one tells
  }
}, EVERY);

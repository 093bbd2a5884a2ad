"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const dialog = document.getElementById("behind");
  const put = (id, text) => { document.getElementById(id).textContent = text; };

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    made.dir = "auto";
    if (className) made.className = className;
    return made;
  }

  function open(button) {
    const passages = (data.figures[button.dataset.figure] || []).map((place) => data.passages[place]);
    put("behind-title", button.dataset.row + ", " + button.dataset.column + ": " + button.dataset.shown);
    put("behind-figure", "Figure " + button.dataset.figure);
    put("behind-count", passages.length + " " + dialog.dataset.unit + (passages.length === 1 ? "" : "s"));
    const shown = document.getElementById("behind-passages");
    shown.replaceChildren(...passages.map(([text, attribution, where, theme]) => {
      const quote = document.createElement("blockquote");
      const footer = element("footer", attribution);
      footer.append(" ", element("small", [theme, where].filter(Boolean).join(" · ")));
      quote.append(element("p", text), footer);
      return quote;
    }));
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-figure]");
    if (button) open(button);
    if (event.target === dialog) dialog.close();
  });

  document.addEventListener("focusin", (event) => {
    // Browsers leave a figure half out of a table that scrolls; by mouse it must stay under the pointer.
    if (event.target.matches(".figure:focus-visible")) {
      event.target.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    }
  });

  const filters = document.querySelector(".filters");
  if (!filters) return;
  filters.hidden = false;
  const theme = document.getElementById("filter-theme");
  const type = document.getElementById("filter-type");
  const words = document.getElementById("filter-words");

  function filter() {
    const wanted = words.value.trim().toLocaleLowerCase();
    let count = 0;
    for (const section of document.querySelectorAll("section.quotes")) {
      let kept = 0;
      const fits = !theme.value || section.dataset.theme === theme.value;
      for (const quote of section.querySelectorAll("blockquote")) {
        const shown = fits && (!type.value || quote.dataset.type === type.value)
          && (!wanted || quote.textContent.toLocaleLowerCase().includes(wanted));
        quote.hidden = !shown;
        kept += shown;
      }
      section.hidden = !kept;
      count += kept;
    }
    put("filter-count", count === 1 ? "1 quote" : count + " quotes");
    document.getElementById("no-quotes").hidden = count > 0;
  }

  for (const control of [theme, type, words]) control.addEventListener("input", filter);
  filter();
})();

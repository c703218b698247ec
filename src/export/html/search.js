// Finds pages. Everything can be read and reached without this script.
"use strict";

(() => {
  const box = document.getElementById("q");
  const results = document.getElementById("results");
  const entries = window.stratlasIndex;

  // The slash goes to the search from anywhere but a field.
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName || "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  if (!results || !entries) return;

  const MOST = 200;
  const status = document.getElementById("status");
  const all = document.getElementById("all");
  const told = status.textContent;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const index = entries.map(([file, kind, name, said], at) => ({
    file, kind, name, said, at, key: fold(name), text: fold(kind + " " + said),
  }));

  // 0 is best; null is no match. Every word has to be somewhere.
  const rank = (entry, words, query) => {
    if (!words.every((word) => entry.key.includes(word) || entry.text.includes(word))) return null;
    if (entry.key === query) return 0;
    if (entry.key.startsWith(query)) return 1;
    const starts = entry.key.split(/[^\p{L}\p{N}]+/u);
    if (words.every((word) => starts.some((start) => start.startsWith(word)))) return 2;
    if (words.every((word) => entry.key.includes(word))) return 3;
    return words.some((word) => entry.key.includes(word)) ? 4 : 5;
  };

  const item = (entry) => {
    const li = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry.file;
    link.textContent = entry.name;
    const kind = document.createElement("span");
    kind.className = "badge plain";
    kind.textContent = entry.kind;
    const about = document.createElement("div");
    about.className = "about";
    about.textContent = entry.said;
    li.append(link, " ", kind, about);
    return li;
  };

  const show = () => {
    const query = fold(box.value.trim());
    const words = query.split(/\s+/).filter(Boolean);
    results.hidden = words.length === 0;
    all.hidden = words.length > 0;
    if (words.length === 0) {
      results.replaceChildren();
      status.textContent = told;
      return;
    }
    const found = index
      .map((entry) => [rank(entry, words, query), entry])
      .filter(([rank]) => rank !== null)
      .sort(([a, x], [b, y]) => a - b || x.at - y.at);
    results.replaceChildren(...found.slice(0, MOST).map(([, entry]) => item(entry)));
    const count = found.length === 1 ? "1 page" : found.length + " pages";
    status.textContent = found.length > MOST ? count + " found; the first " + MOST + " are shown." : count + " found.";
  };

  const links = () => Array.from(results.querySelectorAll("a"));

  // From the field down into the results and back up.
  document.addEventListener("keydown", (event) => {
    const shown = links();
    const at = shown.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== box) return;
    if (event.key === "ArrowDown" && shown.length > 0) {
      event.preventDefault();
      shown[Math.min(at + 1, shown.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? box : shown[at - 1]).focus();
    } else if (event.key === "Escape" && at >= 0) {
      box.focus();
    }
  });

  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = links()[0];
    if (first) first.focus();
  });
  box.addEventListener("input", show);

  box.value = new URLSearchParams(window.location.search).get("q") || "";
  show();
  box.focus();
})();

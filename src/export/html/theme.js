// Applies the theme that the reader chose, before the page is drawn. Without a choice, the system decides.
"use strict";

(() => {
  const THEMES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem("stratlas-theme"); } catch { return null; } };
  const apply = (theme) => { if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme; };
  let theme = THEMES.includes(stored()) ? stored() : "auto";
  apply(theme);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const show = () => { button.lastElementChild.textContent = theme; };
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      try { localStorage.setItem("stratlas-theme", theme); } catch { /* The choice then lasts for the page. */ }
      apply(theme);
      show();
    });
  });
})();

// Filters and sorts the lists and tables of a page, and shows the relations of one node of a graph. Without it all is
// there, in the order of the page.
"use strict";

(() => {
  const MIN_ROWS = 20;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // Filtering of long lists

  const filterable = (list) => {
    const rows = Array.from(list.children);
    const texts = rows.map((row) => fold(row.textContent));
    const bar = document.createElement("div");
    bar.className = "filter";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    input.type = "search";
    input.autocomplete = "off";
    label.append("Filter ", input);
    bar.append(label, count);
    let letter = "";
    const apply = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, at) => {
        const isIn = texts[at].trimStart().replace(/^[^\p{L}\p{N}]+/u, "").startsWith(letter);
        row.hidden = !isIn || !words.every((word) => texts[at].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
    };
    input.addEventListener("input", apply);
    bar.append(letters(rows, texts, (chosen) => { letter = chosen; apply(); }));
    if (rows.some((row) => row.dataset.sort)) bar.append(order(list, rows));
    list.before(bar);
    apply();
  };

  const letters = (rows, texts, choose) => {
    const nav = document.createElement("span");
    nav.className = "letters";
    const firsts = [...new Set(texts.map((text) => text.trim().match(/^[^\p{L}\p{N}]*([a-z])/u)?.[1]).filter(Boolean))].sort();
    if (firsts.length < 8) return nav;
    for (const first of ["", ...firsts]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = first === "" ? "All" : first.toUpperCase();
      button.setAttribute("aria-pressed", String(first === ""));
      button.addEventListener("click", () => {
        for (const other of nav.children) other.setAttribute("aria-pressed", String(other === button));
        choose(first);
      });
      nav.append(button);
    }
    return nav;
  };

  // The orders of a list: that of the page, and each figure that its rows have, highest first.
  const order = (list, rows) => {
    const figures = rows.map((row) => JSON.parse(row.dataset.sort || "{}"));
    const names = [...new Set(figures.flatMap((one) => Object.keys(one)))];
    const label = document.createElement("label");
    const select = document.createElement("select");
    for (const name of ["as listed", "name", ...names]) select.add(new Option(name));
    label.append("Sort by ", select);
    select.addEventListener("change", () => {
      const at = rows.map((_, at) => at);
      if (select.value === "name") at.sort((a, b) => collator.compare(rows[a].textContent.trim(), rows[b].textContent.trim()));
      else if (select.selectedIndex > 1) {
        const figure = (at) => figures[at][select.value] ?? "";
        at.sort((a, b) => collator.compare(String(figure(b)), String(figure(a))) || a - b);
      }
      list.append(...at.map((at) => rows[at]));
    });
    return label;
  };

  // Sorting of tables by a column

  const sortable = (table) => {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      if (!head.textContent.trim()) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.setAttribute("aria-label", `Sort by ${head.textContent.trim()}`);
      button.textContent = "⇅";
      button.addEventListener("click", () => {
        const state = head.getAttribute("aria-sort");
        const next = state === "ascending" ? "descending" : state === "descending" ? null : "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        if (next) head.setAttribute("aria-sort", next);
        const sign = next === "descending" ? -1 : 1;
        const text = (row) => row.cells[column]?.textContent.trim() || "";
        const sorted = next ? rows.slice().sort((a, b) => sign * collator.compare(text(a), text(b))) : rows;
        body.append(...sorted);
      });
      head.append(" ", button);
    });
  };

  // The relations of the node under the pointer or with the focus

  const highlight = (graph) => {
    const edges = graph.querySelector(".edges");
    const choose = (event) => {
      const node = event.type === "pointerout" || event.type === "focusout" ? null : event.target.closest("[data-node]");
      edges.classList.toggle("chosen", node !== null);
      for (const edge of edges.children) {
        edge.classList.toggle("chosen", node !== null && edge.dataset.ends.split(" ").includes(node.dataset.node));
      }
    };
    for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) graph.addEventListener(type, choose);
  };

  // A narrow screen shows a part of a scale, so it starts where most of the dots are.
  for (const scale of document.querySelectorAll("svg.swarm")) {
    const frame = scale.parentElement;
    const dots = Array.from(scale.querySelectorAll("circle"), (dot) => dot.cx.baseVal.value).sort((a, b) => a - b);
    const middle = dots[Math.floor(dots.length / 2)] / scale.viewBox.baseVal.width;
    frame.scrollLeft = middle * scale.clientWidth - frame.clientWidth / 2;
  }
  for (const graph of document.querySelectorAll("svg.graph")) {
    if (graph.querySelector("[data-node]")) highlight(graph);
  }
  for (const list of document.querySelectorAll("main ul.list:not(#results)")) {
    if (list.children.length >= MIN_ROWS) filterable(list);
  }
  for (const table of document.querySelectorAll("article:not(.home-page) table.grid")) {
    if (table.tHead && table.tBodies[0].rows.length > 2) sortable(table);
  }
})();

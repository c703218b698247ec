// Finds pages. Everything can be read and reached without this script. The ranking is that of `stratlas search`.
"use strict";

(() => {
  const MAX_SHOWN = 100;
  const MAX_IN_PANEL = 8;
  const BEFORE = 40;
  const LENGTH = 180;
  const INDEX_URL = new URL("search-index.js", document.currentScript.src);
  const ROOT_URL = new URL("..", document.currentScript.src);

  const box = document.getElementById("q");
  const form = box.form;
  const page = document.getElementById("results");
  const panel = document.getElementById("panel");
  const results = page || panel.querySelector("ul");
  const status = document.getElementById("status");
  const all = document.getElementById("all");
  const quiet = status.textContent;
  const limit = page ? MAX_SHOWN : MAX_IN_PANEL;

  // Folding

  let letters = {};
  const foldPart = (text) =>
    Array.from(text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(), (c) => letters[c] || c).join("");
  const spell = (text) =>
    text.replace(/[-_\t\n\r\u00a0\u2010-\u2015]/g, " ").replace(/[\u2018\u2019\u02bc]/g, "'");
  const fold = (text) => spell(/^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : foldPart(text));

  // The index, folded once

  let entries = null;
  let fields = {};
  let orders = {};
  let opposing = [];
  let vocabulary = null;

  const prepare = (index) => {
    ({ letters, fields, orders, opposing } = index);
    const kinds = [];
    let people = 0;
    entries = index.entries.map(([file, kind, summary, names, shorts, longs, filters, person], at) => {
      if (!kinds.includes(kind)) kinds.push(kind);
      const keys = names.map(fold);
      const entry = {
        file, kind, summary, names, shorts, longs, at, keys, rank: kinds.indexOf(kind),
        length: new TextEncoder().encode(keys[0]).length,
        short: shorts.map(fold).join("\n"), long: longs.map(fold).join("\n"),
        filters: new Set(filters ? filters.split(" ") : []),
      };
      if (person) {
        const [positions, organisations, updated] = person;
        entry.person = people;
        people += 1;
        entry.positions = positions.map(([tag, stance, tentative, sources]) => ({ tag, stance, tentative, sources }));
        Object.assign(entry, { organisations: organisations.map(fold), updated });
      }
      return entry;
    });
  };

  let loading = null;
  const load = () => {
    loading ||= new Promise((resolve, reject) => {
      if (window.stratlasIndex) return resolve();
      const script = document.createElement("script");
      script.src = INDEX_URL;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }).then(() => entries || prepare(window.stratlasIndex));
    return loading;
  };

  // Queries, in the grammar of `stratlas search`: words, 'exact, "phrases", ^start, end$, field:value[,value], and ! for
  // what must not be

  const parse = (text) => {
    const query = { terms: [], filters: [], faults: [], order: null };
    let at = 0;
    const eat = (wanted) => text[at] === wanted && Boolean(at += 1);
    const word = (stop) => {
      const read = { text: "", isQuoted: false, endsBare: false };
      let isWithin = false;
      while (at < text.length && (isWithin || !(/\s/.test(text[at]) || text[at] === stop))) {
        const c = text[at];
        at += 1;
        read.endsBare = !isWithin && c !== '"';
        if (c === '"') [isWithin, read.isQuoted] = [!isWithin, true];
        else if (c === "\\" && isWithin && /["\\]/.test(text[at] ?? "")) { read.text += text[at]; at += 1; }
        else read.text += c;
      }
      return read;
    };
    const clause = (not) => {
      const name = text.slice(at).match(/^([a-z][a-z-]*):/i);
      if (!name) {
        const isStart = eat("^");
        const isExact = !isStart && eat("'");
        return term(query, { not, isStart, isExact }, word());
      }
      at += name[0].length;
      const values = [];
      do {
        const value = word(",").text;
        if (value) values.push(value);
      } while (eat(","));
      filter(query, not, name[1].toLowerCase(), values);
    };
    for (;;) {
      while (/\s/.test(text[at] ?? "")) at += 1;
      if (at >= text.length) return query;
      clause(eat("!"));
    }
  };

  const term = (query, { not, isStart, isExact }, read) => {
    const isEnd = read.endsBare && read.text.endsWith("$");
    const text = fold(isEnd ? read.text.slice(0, -1) : read.text);
    if (text.trim()) query.terms.push({ text, not, isStart, isEnd, exact: isExact || read.isQuoted || not });
  };

  const filter = (query, not, field, values) => {
    const fault = (message) => query.faults.push(message);
    const known = fields[field];
    if (!known) {
      const nearest = closest(field, Object.keys(fields));
      const advice = nearest ? `did you mean “${nearest}:”?` : "quotation marks make it a text to search for.";
      return fault(`There is no field “${field}”; ${advice}`);
    }
    if (known === "reviews") return fault(`“${field}:” is about your own reviews, which no site has: stratlas search takes it.`);
    if (values.length === 0) return fault(`“${field}:” needs a value: ${examples(known)}`);
    if (known === "date") {
      const wrong = values.find((value) => !/^[<>]?\d{4}(-\d{2}(-\d{2})?)?$/.test(value));
      if (wrong) return fault(`“${field}:” has no value “${wrong}”; write 2026, 2026-05, <2026-05 or >2026-05.`);
    }
    if (!Array.isArray(known)) {
      return query.filters.push({ not, field, values: known === "text" ? values.map(fold) : values });
    }
    const slugs = [];
    for (const value of values) {
      const found = choose(known, value);
      if (!found.slug) return fault(`“${field}:” has no value “${value}”; ${found.advice(field)}`);
      slugs.push(found.slug);
    }
    if (field === "sort") query.order = slugs[0];
    else query.filters.push({ not, field, values: slugs });
  };

  const examples = (known) => {
    if (known === "date") return "2026-05, or <2026-05 for before it.";
    if (known === "text") return "part of a name.";
    const slugs = known.map(([slug]) => slug);
    return slugs.slice(0, 12).join(", ") + (slugs.length > 12 ? ", …" : ".");
  };

  // The value that is meant: by its spelling, else by a name, else by the only spelling or name that starts so.
  const choose = (known, value) => {
    const folded = fold(value);
    const starting = known.filter((names) => names.slice(0, 2).some((name) => fold(name).startsWith(folded)));
    const found = known.find(([slug]) => slug === value) ||
      known.find((names) => names.some((name) => fold(name) === folded)) || (starting.length === 1 ? starting[0] : null);
    if (found) return { slug: found[0] };
    const nearest = closest(value.toLowerCase(), known.map(([slug]) => slug));
    const advice = (field) => starting.length > 1 ? `it could be ${starting.slice(0, 12).map(([slug]) => slug).join(", ")}.` :
      nearest ? `did you mean “${field}:${nearest}”?` : `the values are ${examples(known)}`;
    return { advice };
  };

  // A date is compared at its own precision: 2026 alone is neither before, after nor in 2026-05.
  const isWhen = (when, date) => {
    if (!date) return false;
    const sign = when.match(/^[<>]/);
    const wanted = when.slice(sign ? 1 : 0);
    if (!sign) return date.startsWith(wanted);
    const known = Math.min(date.length, wanted.length);
    const [one, other] = [date.slice(0, known), wanted.slice(0, known)];
    return sign[0] === "<" ? one < other : one > other;
  };

  const admits = (entry, filters) => filters.every((filter) => holds(entry, filter, filters) !== filter.not);

  const holds = (entry, { field, values, not }, filters) => {
    if (field === "kind" && values.includes(entry.kind)) return true;
    const has = values.some((value) => entry.filters.has(`${field}:${value}`));
    if (entry.person === undefined || has) return has;
    // A tag and a stance are of one position.
    const wanted = (of) => filters.filter((other) => other.field === of && !other.not).map((other) => other.values);
    const isStance = (stances, { stance }) =>
      stances.includes(stance) || stances.includes(opposing.includes(stance) ? "opposing" : "endorsing");
    const tags = wanted("tag");
    const isOn = ({ tag }) => tags.length === 0 || tags.some((some) => some.includes(tag));
    const isMeant = (position) => wanted("stance").every((stances) => isStance(stances, position));
    const { positions } = entry;
    switch (field) {
      case "kind": return values.includes("position") && positions.some((one) => isMeant(one) && isOn(one));
      case "tag": return positions.some((one) => values.includes(one.tag) && (not || isMeant(one)));
      case "stance": return positions.some((one) => isStance(values, one) && isOn(one));
      case "tentative": {
        const asked = positions.filter(isOn);
        return values.includes(asked.length > 0 && asked.every((one) => one.tentative) ? "yes" : "no");
      }
      case "source":
      case "stated": {
        const isSource = ([depth, date]) =>
          field === "source" ? values.includes(depth) : values.some((when) => isWhen(when, date));
        return positions.some((one) => isMeant(one) && isOn(one) && one.sources.some(isSource));
      }
      case "org": return values.some((part) => entry.organisations.some((name) => name.includes(part)));
      case "updated": return values.some((when) => isWhen(when, entry.updated));
      default: return false;
    }
  };

  // Ranking

  const [TIGHT, INSIDE, WORD, START, WHOLE] = [1, 2, 3, 4, 5];
  const NAME = [0, 7, 9, 11, 13, 15];
  const ALIAS = [0, 7, 8, 10, 12, 14];
  const startsWord = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);

  const position = (text, term) => {
    let first = -1;
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      if (startsWord(text, at)) return at;
      if (first < 0) first = at;
    }
    return first;
  };

  const literal = (text, term) => {
    const at = position(text, term);
    if (at < 0) return 0;
    if (text === term) return WHOLE;
    return at === 0 ? START : startsWord(text, at) ? WORD : INSIDE;
  };

  const isSubsequence = (term, text) => {
    let at = 0;
    for (const c of text) if (c === term[at]) at += 1;
    return at === term.length;
  };

  // Initials, starts of words, one letter left out.
  const isTight = (term, text) => {
    if (!isSubsequence(term, text)) return false;
    let ends = null;
    for (const wanted of term) {
      let before = false;
      ends = Array.from(text, (c, at) => {
        const starts = startsWord(text, at);
        const reached = ends ? ends[at - 1] || ends[at - 2] || (starts && before) : starts;
        if (ends) before ||= ends[at];
        return Boolean(reached) && c === wanted;
      });
    }
    return ends !== null && ends.includes(true);
  };

  const MIN_SCORE = -32768;
  const type = (c) => {
    if (c === undefined) return "start";
    if (" /\\|()[]{}".includes(c)) return "start";
    if (/[!-'*-.:-@^-`~]/.test(c)) return "break";
    return "letter";
  };

  // The alignment score of the terminal's fuzzy matcher, which orders matches of one weight.
  const quality = (text, term) => {
    const [choice, pattern] = [Array.from(text).slice(0, 512), Array.from(term).slice(0, 64)];
    const firsts = [];
    for (let at = 0; at < choice.length && firsts.length < pattern.length; at += 1) {
      if (choice[at] === pattern[firsts.length]) firsts.push(at);
    }
    if (firsts.length < pattern.length) return 0;
    const places = choice.map((_, at) => ({ start: 8, break: 7, letter: 0 })[type(choice[at - 1])]);
    places[0] *= 2;
    const row = () => choice.map(() => 0).concat(0).map(() => ({ match: MIN_SCORE, skip: MIN_SCORE, bonus: 0 }));
    const rows = [row(), row()];
    for (const cell of rows[0]) cell.skip = -1;
    pattern.forEach((wanted, nth) => {
      const [here, above] = [rows[(nth + 1) % 2], rows[nth % 2]];
      for (let at = firsts[nth]; at < choice.length; at += 1) {
        const [cell, last, up] = [here[at + 1], here[at], above[at]];
        if (choice[at] === wanted) {
          const bonus = Math.max(last.bonus, places[at], 4);
          last.bonus = bonus;
          cell.match = Math.max(up.match + bonus, up.skip + places[at]) + 16;
        } else {
          cell.match = MIN_SCORE;
          cell.bonus = 0;
        }
        cell.skip = Math.max(last.match - 4, last.skip - 1);
      }
    });
    const found = rows[pattern.length % 2].slice(firsts[firsts.length - 1]);
    const best = Math.max(0, ...found.map((cell) => cell.match));
    return Math.min(999, Math.floor((best * 1000) / (pattern.length * 32)));
  };

  // How a term that is bound to the start or the end of a name is in it.
  const bound = (name, { text, isStart, isEnd }) => {
    if (isStart && isEnd) return name === text ? WHOLE : 0;
    if (isStart ? !name.startsWith(text) : !name.endsWith(text)) return 0;
    if (name === text) return WHOLE;
    return isStart ? START : startsWord(name, name.length - text.length) ? WORD : INSIDE;
  };

  const score = (entry, term) => {
    const { text, exact } = term;
    const isBound = term.isStart || term.isEnd;
    let best = { score: 0, fit: 0 };
    entry.keys.forEach((key, nth) => {
      const fit = isBound ? bound(key, term) : literal(key, text) || (!exact && isTight(text, key) ? TIGHT : 0);
      if (fit === 0) return;
      const value = (nth === 0 ? NAME : ALIAS)[fit] * 1000 + quality(key, text);
      if (value > best.score) best = { score: value, fit, nth };
    });
    if (best.fit > TIGHT || isBound) return best;
    for (const [where, high, low] of [["short", 6000, 5000], ["long", 3000, 2000]]) {
      const at = position(entry[where], text);
      const value = at < 0 ? 0 : startsWord(entry[where], at) ? high : low;
      if (value > best.score) best = { score: value, fit: INSIDE, where };
    }
    return best;
  };

  const find = ({ terms, filters, order }) => {
    const sought = terms.filter((term) => !term.not);
    const whole = sought.length > 1 && terms.length === sought.length ? sought.map((term) => term.text).join(" ") : null;
    const found = [];
    for (const entry of entries) {
      if (!admits(entry, filters)) continue;
      const scores = sought.map((term) => score(entry, term));
      if (scores.some((one) => one.score === 0)) continue;
      if (terms.some((term) => term.not && score(entry, term).score > 0)) continue;
      const total = scores.reduce((sum, one) => sum + one.score, 0) + (entry.keys[0] === whole ? 1000 : 0);
      found.push({ entry, total, scores });
    }
    if (order) {
      // People come first, in the order; the others keep theirs.
      const rank = ({ entry }) => entry.person === undefined ? Infinity : orders[order][entry.person];
      return found.sort((a, b) => (rank(a) === rank(b) ? a.entry.at - b.entry.at : rank(a) - rank(b)));
    }
    if (sought.length === 0) return found;
    return found.sort((a, b) =>
      b.total - a.total || a.entry.rank - b.entry.rank || a.entry.length - b.entry.length || a.entry.at - b.entry.at);
  };

  // Typing errors

  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[b.length];
  };

  const closest = (word, words) => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    let best = null;
    for (const one of words) {
      const away = distance(word, one, most);
      if (away <= most && (!best || away < best.away)) best = { one, away };
    }
    return best && best.one;
  };

  // The query with each word that no page has replaced by the closest word of a name.
  const corrected = (query) => {
    vocabulary ||= [...new Set(entries.flatMap((entry) => entry.keys[0].split(/[^\p{L}\p{N}]+/u)))];
    const changes = [];
    const terms = query.terms.map((term) => {
      // Scattered letters are rarely what was meant.
      if (term.not || term.isStart || term.isEnd || entries.some((entry) => score(entry, term).fit > TIGHT)) return term;
      const word = closest(term.text, vocabulary);
      if (!word) return term;
      changes.push([term.text, word]);
      return { ...term, text: word };
    });
    return changes.length > 0 ? { query: { ...query, terms }, changes } : null;
  };

  // Excerpts

  // Ranges of `text` in which the folded terms are.
  const ranges = (text, terms) => {
    const folded = fold(text);
    let origin = (at) => at;
    if (folded.length !== text.length) {
      const origins = [];
      let at = 0;
      for (const c of text) {
        for (let n = fold(c).length; n > 0; n -= 1) origins.push(at);
        at += c.length;
      }
      origins.push(text.length);
      origin = (at) => origins[Math.min(at, origins.length - 1)];
    }
    const found = [];
    for (const { text: term } of terms) {
      const at = position(folded, term);
      if (at >= 0) found.push([origin(at), Math.max(origin(at + term.length), origin(at) + 1)]);
    }
    return found.sort((a, b) => a[0] - b[0]);
  };

  const marked = (text, found) => {
    const parts = [];
    let at = 0;
    for (const [start, end] of found) {
      if (start < at) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    parts.push(text.slice(at));
    return parts;
  };

  const excerpt = ({ entry, scores }, terms) => {
    const nth = scores.findIndex((one) => one.where);
    const texts = nth < 0 ? [] : entry[scores[nth].where + "s"];
    const text = texts.find((text) => ranges(text, [terms[nth]]).length > 0) || entry.summary;
    const found = nth < 0 ? [] : ranges(text, terms);
    const first = found.length > 0 ? found[0][0] : 0;
    let start = text.length <= LENGTH ? 0 : Math.max(0, first - BEFORE);
    if (start > 0) start = Math.min(first, text.indexOf(" ", start) + 1 || start);
    let end = Math.min(text.length, start + LENGTH);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + LENGTH / 2);
    const inside = found.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from - start, to - start]);
    return [start > 0 ? "… " : "", ...marked(text.slice(start, end), inside), end < text.length ? " …" : ""];
  };

  const kindBadge = (entry) => {
    const kind = document.createElement("span");
    kind.className = "badge plain";
    kind.textContent = entry.kind;
    return kind;
  };

  const item = (hit, terms) => {
    const { entry } = hit;
    const li = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(entry.file, ROOT_URL);
    link.append(...marked(entry.names[0], ranges(entry.names[0], terms)));
    const about = document.createElement("div");
    about.className = "about";
    about.append(...excerpt(hit, terms));
    li.append(link, " ", kindBadge(entry), about);
    return li;
  };

  // The page of results, and the panel below the field on other pages

  const message = (query, hits, changes) => {
    if (query.faults.length > 0) return query.faults[0];
    const count = hits.length === 1 ? "1 page" : `${hits.length} pages`;
    const said = hits.length > limit ? `${count} found; the first ${limit} are shown.` : `${count} found.`;
    return changes.map(([typed, word]) => `No page has “${typed}”; showing “${word}”. `).join("") + said;
  };

  const run = (text) => {
    let query = parse(text);
    if (query.faults.length > 0) return { query, hits: [], changes: [] };
    let [hits, changes] = [find(query), []];
    const better = hits.length === 0 ? corrected(query) : null;
    if (better) [query, changes, hits] = [better.query, better.changes, find(better.query)];
    return { query, hits, changes };
  };

  const remember = (text) => {
    const hash = text ? "#q=" + encodeURIComponent(text) : location.pathname + location.search.replace(/[?&]q=[^&]*/, "");
    // A page on a disk may change nothing of its address but what follows the hash.
    try { history.replaceState(null, "", hash); } catch { if (text) location.replace(hash); }
  };

  const show = () => {
    const text = box.value.trim();
    const isEmpty = text === "";
    if (all) all.hidden = !isEmpty;
    (panel || results).hidden = isEmpty;
    if (page) remember(text);
    if (isEmpty) {
      results.replaceChildren();
      status.textContent = quiet;
      return;
    }
    const { query, hits, changes } = run(text);
    const sought = query.terms.filter((term) => !term.not);
    results.replaceChildren(...hits.slice(0, limit).map((hit) => item(hit, sought)));
    status.textContent = message(query, hits, changes);
    if (panel && hits.length > 0) {
      const link = document.createElement("a");
      link.href = form.action + "#q=" + encodeURIComponent(text);
      link.textContent = "Show all";
      status.append(" ", link);
    }
  };

  const links = () => Array.from((panel || results).querySelectorAll("li a"));
  const close = () => { if (panel) panel.hidden = true; };

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName || "");
    // The slash goes to the search from anywhere but a field.
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    // From the field down into the results and back up.
    const shown = links();
    const at = shown.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== box) return;
    if (event.key === "ArrowDown" && shown.length > 0) {
      event.preventDefault();
      shown[Math.min(at + 1, shown.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? box : shown[at - 1]).focus();
    } else if (event.key === "Escape") {
      if (at >= 0) box.focus();
      else close();
    }
  });

  // Enter opens the best hit; while the index loads, it waits.
  form.addEventListener("submit", (event) => {
    if (box.value.trim() === "") return;
    event.preventDefault();
    load().then(() => {
      show();
      const [first] = links();
      if (first) first.click();
    }, () => form.submit());
  });
  box.addEventListener("focus", () => { load().then(() => { if (box.value && document.activeElement === box) show(); }, () => {}); });
  box.addEventListener("input", () => { load().then(show, () => {}); });
  document.addEventListener("click", (event) => { if (!event.target.closest("header")) close(); });

  // Previews of the pages behind links, for a pointer that rests on one

  const REST = 400;
  const preview = document.createElement("div");
  preview.id = "preview";
  preview.hidden = true;
  document.body.append(preview);
  let resting = null;

  const entryOf = (link) => {
    const to = new URL(link.getAttribute("href"), location.href);
    const isHere = to.pathname === location.pathname;
    return isHere ? null : entries.find((entry) => new URL(entry.file, ROOT_URL).pathname === to.pathname);
  };

  const showPreview = (link) => {
    const entry = entryOf(link);
    if (!entry || !entry.summary) return;
    const title = document.createElement("strong");
    title.textContent = entry.names[0];
    const about = document.createElement("p");
    about.textContent = entry.summary;
    preview.replaceChildren(title, " ", kindBadge(entry), about);
    preview.hidden = false;
    const at = link.getBoundingClientRect();
    const isAbove = at.bottom + preview.offsetHeight + 8 > innerHeight && at.top > preview.offsetHeight + 8;
    preview.style.left = `${scrollX + Math.max(8, Math.min(at.left, document.documentElement.clientWidth - preview.offsetWidth - 8))}px`;
    preview.style.top = `${scrollY + (isAbove ? at.top - preview.offsetHeight - 4 : at.bottom + 4)}px`;
  };

  const rest = (event) => {
    if (event.pointerType !== "mouse" || preview.contains(event.target)) return clearTimeout(resting);
    const link = event.target.closest("main a[href]");
    clearTimeout(resting);
    // The pointer may cross the gap to the preview before it goes.
    resting = setTimeout(() => {
      preview.hidden = true;
      if (link && !link.getAttribute("rel")) load().then(() => showPreview(link), () => {});
    }, REST);
  };
  document.addEventListener("pointerover", rest);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") preview.hidden = true; });

  window.stratlasSearch = (text) => run(text).hits.map((hit) => hit.entry.file);

  if (page) {
    const asked = () => {
      const hash = location.hash.startsWith("#q=") ? location.hash.slice(3) : null;
      return hash === null ? new URLSearchParams(location.search).get("q") || "" : decodeURIComponent(hash);
    };
    const start = () => { box.value = asked(); load().then(show, () => {}); };
    window.addEventListener("hashchange", () => { if (asked() !== box.value.trim()) start(); });
    start();
    box.focus();
  }
})();

"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const theme = document.getElementById("theme");
  const night = matchMedia("(prefers-color-scheme: dark)");
  // a page opened from a file may not be allowed to remember
  const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* until it is closed */ } };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : night.matches);
  const show = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  if (["light", "dark"].includes(remembered("aptcheck-theme"))) root.dataset.theme = remembered("aptcheck-theme");
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; remember("aptcheck-theme", root.dataset.theme); show(); });
  night.addEventListener("change", show);
  show();

  // A folded proposal is text until it is opened, which keeps a page of a thousand quick.
  const proposals = [...document.querySelectorAll(".proposal")];
  const kept = (fold) => fold.querySelector(":scope > noscript");
  const build = (fold) => {
    const text = kept(fold);
    if (!text) return;
    const template = document.createElement("template");
    template.innerHTML = text.textContent;
    text.replaceWith(template.content);
    fold.dispatchEvent(new CustomEvent("built", { bubbles: true }));
  };
  for (const fold of proposals) {
    fold.addEventListener("toggle", () => { if (fold.open) build(fold); });
    if (fold.open) build(fold);
  }

  const filters = document.getElementById("filters");
  if (filters) {
    const escaped = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
    const plain = (text) => text.replace(/\s+/g, " ").toLowerCase();
    const markup = (text) => plain(text.replace(/<[^>]*>/g, ""));
    // what the page escaped is compared with words escaped in the same way
    const source = (text) => plain(text.replace(/[&<>"']/g, (sign) => escaped[sign]));
    const spoken = (element) => source(element.textContent);
    const inText = (text) => [...text.matchAll(/<article class="finding (\w+)"[^]*?<\/article>/g)]
      .map(([whole, severity]) => ({ severity, text: markup(whole) }));
    const inPage = (part) => [...part.querySelectorAll(".finding")]
      .map((finding) => ({ severity: finding.dataset.severity, text: spoken(finding) }));
    const parts = (proposals.length ? proposals : [document]).map((part) => ({ part, head: part === document ? "" : spoken(part.querySelector("summary")) }));
    const index = (one) => { one.findings ??= kept(one.part === document ? root : one.part) ? inText(kept(one.part).textContent) : inPage(one.part); };
    const mark = (one) => {
      one.part.querySelectorAll(".finding").forEach((finding, place) => { finding.hidden = !one.shown[place]; });
      for (const group of one.part.querySelectorAll(".group")) group.hidden = !group.querySelector(".finding:not([hidden])");
    };
    const apply = () => {
      const chosen = new FormData(filters);
      const severities = new Set(chosen.getAll("severity"));
      const verdicts = filters.elements.verdict ? new Set(chosen.getAll("verdict")) : null;
      const words = source(chosen.get("text")).split(" ").filter(Boolean);
      const every = severities.size === 3;
      let [left, all, open] = [0, 0, 0];
      for (const one of parts) {
        index(one);
        const named = words.every((word) => one.head.includes(word));
        one.shown = one.findings.map(({ severity, text }) => severities.has(severity) && (named || words.every((word) => one.head.includes(word) || text.includes(word))));
        const some = one.shown.filter(Boolean).length;
        one.on = (!verdicts || verdicts.has(one.part.dataset.verdict)) && (some > 0 || (named && every));
        all += one.shown.length;
        mark(one);
        if (one.on || !proposals.length) { left += some; open += 1; }
        if (proposals.length) one.part.hidden = !one.on;
      }
      if (words.length) {
        for (const group of document.querySelectorAll(".group:not([hidden])")) group.open = true;
        if (open <= 5) for (const one of parts) if (one.on && proposals.length) one.part.open = true;
      }
      document.getElementById("shown").textContent = `${proposals.length ? `${open} of ${proposals.length} proposals, ` : ""}${left} of ${all} findings shown`;
    };
    document.addEventListener("built", (event) => {
      const one = parts.find(({ part }) => part === event.target);
      if (one?.shown) mark(one);
    });
    filters.addEventListener("input", apply);
    filters.addEventListener("submit", (event) => event.preventDefault());
    // a browser may keep what was typed when a page is loaded again
    if (proposals.length) document.getElementById("shown").textContent = `${proposals.length} proposals`;
    if (!proposals.length || filters.elements.text.value || filters.querySelector("input[type=checkbox]:not(:checked)")) apply();
  }

  const sorts = [...document.querySelectorAll("[data-sort]")];
  const list = document.getElementById("list");
  const place = new Map(proposals.map((fold, index) => [fold, index]));
  const number = (css) => (fold) => -(parseInt(fold.querySelector(css).textContent, 10) || 0);
  const text = (css) => (fold) => fold.querySelector(css).textContent.trim();
  const keys = {
    title: text("h3"), programme: text(".programme"), order: (fold) => place.get(fold),
    error: number(".number:nth-of-type(3)"), warning: number(".number:nth-of-type(4)"), info: number(".number:nth-of-type(5)"), unchecked: number(".number:nth-of-type(6)"),
  };
  const words = new Intl.Collator(undefined, { numeric: true });
  for (const button of sorts) {
    button.addEventListener("click", () => {
      const again = button.getAttribute("aria-pressed") === "true" && !button.dataset.turned;
      for (const other of sorts) { other.setAttribute("aria-pressed", String(other === button)); delete other.dataset.turned; }
      if (again) button.dataset.turned = "yes";
      const values = new Map(proposals.map((fold) => [fold, keys[button.dataset.sort](fold)]));
      const compare = (a, b) => (typeof a === "string" ? words.compare(a, b) : a - b);
      const sorted = [...proposals].sort((a, b) => (again ? -1 : 1) * compare(values.get(a), values.get(b)) || place.get(a) - place.get(b));
      list.append(...sorted);
    });
  }

  const holder = (id) => proposals.filter((fold) => id.startsWith(`${fold.id}-`)).sort((a, b) => b.id.length - a.id.length)[0];
  // some programs write the @ of an address as %40
  const address = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } };
  const unfold = () => {
    const [id] = address().split("@");
    if (!id) return;
    if (!document.getElementById(id) && holder(id)) build(holder(id));
    const target = document.getElementById(id);
    // else what is shown would not be what the filter says
    if (filters && target?.closest("[hidden]")) { filters.reset(); filters.dispatchEvent(new Event("input")); }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  // a link that is followed twice changes no address
  document.addEventListener("click", (event) => { if (event.target.closest?.("a")?.getAttribute("href") === location.hash) unfold(); });
  unfold();

  addEventListener("beforeprint", () => document.querySelectorAll("details:not(.ledger, .rule, .proposal)").forEach((fold) => { fold.open = true; }));
})();

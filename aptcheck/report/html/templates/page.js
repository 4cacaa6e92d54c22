"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const theme = document.getElementById("theme");
  const night = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : night.matches);
  const show = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; show(); });
  night.addEventListener("change", show);
  show();

  const filters = document.getElementById("filters");
  if (filters) {
    const findings = [...document.querySelectorAll(".finding")];
    const texts = findings.map((finding) => finding.textContent.toLowerCase());
    const apply = () => {
      const severities = new Set(new FormData(filters).getAll("severity"));
      const words = filters.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      findings.forEach((finding, index) => {
        finding.hidden = !severities.has(finding.dataset.severity) || !words.every((word) => texts[index].includes(word));
      });
      for (const group of document.querySelectorAll(".group")) {
        group.hidden = !group.querySelector(".finding:not([hidden])");
        if (words.length && !group.hidden) group.open = true;
      }
      const left = findings.filter((finding) => !finding.hidden).length;
      document.getElementById("shown").textContent = `${left} of ${findings.length} shown`;
    };
    filters.addEventListener("input", apply);
    filters.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  const unfold = (hash) => {
    const target = hash.length > 1 && document.getElementById(hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", () => unfold(location.hash));
  unfold(location.hash);

  addEventListener("beforeprint", () => document.querySelectorAll("details:not(.ledger, .rule)").forEach((fold) => { fold.open = true; }));
})();

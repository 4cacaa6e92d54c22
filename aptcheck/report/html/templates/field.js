"use strict";
(() => {
  const inside = (angle, arcs) => arcs.some(([low, high]) => low <= angle && angle <= high);
  const turns = [0, -720, -360, 360, 720];
  const height = 170;
  const onTurn = (angle, low, high) => turns.some((whole) => low <= angle + whole && angle + whole <= high);
  const runs = (tracks, angle) => tracks.flatMap((track) => {
    const found = [];
    let open = null;
    for (const [day, low, high] of track) {
      if (onTurn(angle, low, high)) { if (open) open[1] = day; else found.push(open = [day, day]); } else open = null;
    }
    return found;
  });
  const spell = (day) => new Date(`${day}T00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

  const setUp = (field) => {
    const data = JSON.parse(field.dataset.field);
    const slider = field.querySelector(".slider");
    const exact = field.querySelector(".angle");
    const aperture = field.querySelector(".aperture");
    const reduced = (angle) => ((angle % 360) + 360) % 360;
    const words = field.querySelector(".words");
    const turn = (value, from) => {
      const angle = Math.min(360, Math.max(0, Number(value)));
      const met = data.obstacles.filter((obstacle) => inside(angle, obstacle.angles));
      const stars = data.sources.filter((source) => inside(angle, source.angles));
      const named = (stars.length ? stars : met).map((one) => one.label);
      const codes = [...new Set(met.map((obstacle) => obstacle.code).filter(Boolean))];
      const allowed = inside(angle, data.allowed);
      const when = runs(data.tracks, angle).map(([a, b]) => (a === b ? spell(a) : `${spell(a)} to ${spell(b)}`));
      const about = when.length ? ` Dates: about ${when.join(", ")}.` : "";
      field.dataset.state = met.length ? "meets" : !allowed ? "outside" : data.checked ? "clean" : "unknown";
      words.textContent = {
        meets: `Spoiled by ${named.slice(0, 4).join(", ")}${named.length > 4 ? ` and ${named.length - 4} more` : ""}${codes.length ? ` (${codes.join(", ")})` : ""}.${about}`,
        outside: "Not an allowed angle.",
        clean: `${data.clean}${about}`,
        unknown: `${data.unknown}${about}`,
      }[field.dataset.state];
      for (const part of field.querySelectorAll(".turning")) part.setAttribute("transform", `rotate(${-angle})`);
      for (const part of field.querySelectorAll("[data-source]")) part.classList.toggle("hit", inside(angle, data.sources[part.dataset.source - 1]?.angles ?? []));
      for (const panel of field.querySelectorAll("svg[data-low]")) {
        const [low, high] = [Number(panel.dataset.low), Number(panel.dataset.high)];
        const shown = turns.map((whole) => angle + whole).find((at) => low <= at && at <= high);
        const level = panel.querySelector(".level");
        level.setAttribute("visibility", shown === undefined ? "hidden" : "visible");
        level.setAttribute("transform", `translate(0 ${height * (high - (shown ?? high)) / (high - low)})`);
      }
      const turned = reduced(angle + data.offset);
      field.querySelector(".reading").textContent = `${angle.toFixed(1)}°`;
      field.querySelector(".beside").textContent = `${turned.toFixed(1)}°`;
      slider.setAttribute("aria-valuetext", `${angle.toFixed(1)} degrees, aperture PA ${turned.toFixed(1)}`);
      if (from !== slider) slider.value = angle;
      if (from !== exact) exact.value = angle;
      if (from !== aperture) aperture.value = Number(turned.toFixed(3));
    };
    slider.addEventListener("input", () => turn(slider.value, slider));
    exact.addEventListener("input", () => { if (exact.value !== "") turn(exact.value, exact); });
    aperture.addEventListener("input", () => { if (aperture.value !== "") turn(reduced(aperture.value - data.offset), aperture); });
    const dial = field.querySelector(".dial");
    dial.addEventListener("click", (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(dial.getScreenCTM().inverse());
      turn(Math.round(((Math.atan2(-at.x, -at.y) * 180 / Math.PI + 360) % 360) * 2) / 2, null);
    });
    turn(exact.value, exact);
  };

  const setUpAll = (within) => within.querySelectorAll(".field").forEach(setUp);
  document.addEventListener("built", (event) => setUpAll(event.target));
  setUpAll(document);
})();

"use strict";
(() => {
  const turns = [0, -720, -360, 360, 720];
  const height = 170;
  const onTurn = (angle, low, high) => turns.some((whole) => low <= angle + whole && angle + whole <= high);
  const inside = (angle, arcs) => arcs.some(([low, high]) => onTurn(angle, low, high));
  const reduced = (angle) => ((angle % 360) + 360) % 360;
  const runs = (tracks, angle) => tracks.flatMap((track) => {
    const found = [];
    let open = null;
    for (const [day, low, high] of track) {
      if (onTurn(angle, low, high)) { if (open) open[1] = day; else found.push(open = [day, day]); } else open = null;
    }
    return found;
  });
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const spell = (day) => { const [year, month, date] = day.split("-").map(Number); return `${date} ${months[month - 1]} ${year}`; };

  const distance = (corners, x, y) => {
    let nearest = Infinity;
    const sides = new Set();
    corners.forEach(([ax, ay], index) => {
      const [bx, by] = corners[(index + 1) % corners.length];
      const [dx, dy, px, py] = [bx - ax, by - ay, x - ax, y - ay];
      const length = dx * dx + dy * dy;
      const along = length ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
      nearest = Math.min(nearest, Math.hypot(px - along * dx, py - along * dy));
      if (length) sides.add(dx * py - dy * px >= 0);
    });
    return sides.size === 1 ? 0 : nearest;
  };
  const outlines = (field) => [...field.querySelectorAll(".stage .footprint path")].map((path) => ({
    bands: path.dataset.bands.split(" "),
    pad: Number(path.dataset.pad ?? 0),
    polygons: path.getAttribute("d").split("Z").filter(Boolean).map((line) => line.slice(1).split("L").map((at) => at.split(" ").map(Number))),
  }));
  // of the circles of a source, the one that reaches farthest into an outline of its bands
  const circle = (source, drawn, angle) => {
    const there = source.stops.filter((stop) => inside(angle, stop[3]));
    const [cos, sin] = [Math.cos(angle * Math.PI / 180), Math.sin(angle * Math.PI / 180)];
    let best = null;
    for (const [east, north, drift] of there.length ? there : source.stops) {
      const [x, y] = [east * cos - north * sin, north * cos + east * sin];
      for (const { bands, pad, polygons } of drawn) {
        const away = Math.min(...polygons.map((corners) => distance(corners, x, y))) - pad;
        for (const [names, need] of source.needs) {
          if (!names.split(" ").some((name) => bands.includes(name) || bands[0] === "all")) continue;
          const radius = need + drift;
          if (!best || radius - away > best.within) best = { east, north, radius, names, within: radius - away };
        }
      }
    }
    return best;
  };

  const setUp = (field) => {
    const data = JSON.parse(field.dataset.field);
    const [slider, exact, aperture, words] = [".slider", ".angle", ".aperture", ".words"].map((css) => field.querySelector(css));
    const drawn = outlines(field);
    const spoilers = (angle) => {
      const named = [...data.sources, ...data.science].filter((one) => inside(angle, one.angles)).map((one) => one.label);
      const met = data.findings.filter((one) => inside(angle, one.angles));
      named.push(...met.filter((one) => !one.seen).map((one) => one.label));
      const codes = [...new Set(met.map((one) => one.code))];
      return `Spoiled by ${named.slice(0, 4).join(", ")}${named.length > 4 ? ` and ${named.length - 4} more` : ""}${codes.length ? ` (${codes.join(", ")})` : ""}.`;
    };
    const circles = (angle) => {
      for (const need of field.querySelectorAll(".stage .need")) {
        const best = circle(data.sources[need.dataset.source - 1], drawn, angle);
        if (!best) continue;
        need.setAttribute("cx", best.east);
        need.setAttribute("cy", best.north);
        need.setAttribute("r", best.radius);
        need.dataset.bands = best.names;
      }
    };
    const show = (angle) => {
      const allowed = inside(angle, data.allowed);
      const spoiled = [...data.findings, ...data.sources, ...data.science].some((one) => inside(angle, one.angles));
      const when = runs(data.tracks, angle).map(([a, b]) => (a === b ? spell(a) : `${spell(a)} to ${spell(b)}`));
      const about = when.length ? ` Dates: about ${when.join(", ")}.` : "";
      const state = !allowed ? "outside" : spoiled ? "meets" : data.checked ? "clean" : "unknown";
      field.dataset.state = state;
      words.textContent = state === "outside" ? "Not an allowed angle." : `${state === "meets" ? spoilers(angle) : data[state]}${about}`;
      for (const part of field.querySelectorAll(".turning")) part.setAttribute("transform", `rotate(${-angle})`);
      const hit = (part, one) => part.classList.toggle("hit", state === "meets" && inside(angle, one?.angles ?? []));
      for (const part of field.querySelectorAll("[data-source]")) hit(part, data.sources[part.dataset.source - 1]);
      for (const part of field.querySelectorAll("[data-science]")) hit(part, data.science[part.dataset.science]);
      for (const part of field.querySelectorAll("[data-angles]")) part.setAttribute("visibility", inside(angle, JSON.parse(part.dataset.angles)) ? "inherit" : "hidden");
      circles(angle);
      for (const panel of field.querySelectorAll("svg[data-low]")) {
        const [low, high] = [Number(panel.dataset.low), Number(panel.dataset.high)];
        const shown = turns.map((whole) => angle + whole).find((at) => low <= at && at <= high);
        const level = panel.querySelector(".level");
        level.setAttribute("visibility", shown === undefined ? "hidden" : "visible");
        level.setAttribute("transform", `translate(0 ${height * (high - (shown ?? high)) / (high - low)})`);
      }
      const turned = reduced(angle + data.offset);
      field.querySelector(".reading").textContent = `${angle.toFixed(1)}°`;
      field.querySelector(".beside-reading").textContent = `${turned.toFixed(1)}°`;
      for (const title of field.querySelectorAll(".sky > title")) title.textContent = title.textContent.replace(/at V3PA [^°]*°, aperture PA [^°]*°$/, `at V3PA ${angle.toFixed(1)}°, aperture PA ${turned.toFixed(1)}°`);
      slider.setAttribute("aria-valuetext", `${angle.toFixed(1)} degrees, aperture PA ${turned.toFixed(1)}`);
      return turned;
    };
    const turn = (value, from) => {
      const angle = Math.min(360, Math.max(0, Number(value)));
      const turned = show(angle);
      if (from !== slider) slider.value = angle;
      if (from !== exact || angle !== Number(value)) exact.value = angle;
      if (from !== aperture) aperture.value = Number(turned.toFixed(3));
    };
    // an address with an angle is made only once the reader has turned, and replaces the last one
    let waiting = 0;
    const turnByHand = (value, from) => {
      turn(value, from);
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        // a page inside another one may have no address to change
        try { history.replaceState(history.state, "", `#${field.id}@${Number(Number(exact.value).toFixed(3))}`); } catch { /* then there is no link to send */ }
      }, 300);
    };
    slider.addEventListener("input", () => turnByHand(slider.value, slider));
    exact.addEventListener("input", () => { if (exact.value !== "") turnByHand(exact.value, exact); });
    aperture.addEventListener("input", () => { if (aperture.value !== "") turnByHand(reduced(aperture.value - data.offset), aperture); });
    aperture.addEventListener("change", () => { if (aperture.value !== "") aperture.value = Number(reduced(Number(aperture.value)).toFixed(6)); });
    const dial = field.querySelector(".dial");
    dial.addEventListener("click", (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(dial.getScreenCTM().inverse());
      turnByHand(Math.round(((Math.atan2(-at.x, -at.y) * 180 / Math.PI + 360) % 360) * 2) / 2, null);
    });
    field.addEventListener("turned", (event) => turn(event.detail, null));
    turn(exact.value, exact);
  };

  // some programs write the @ of an address as %40
  const address = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } };
  // "#obs-20@123.5" is observation 20 at a V3PA of 123.5; the page itself unfolds what an address names
  const follow = (within) => {
    const asked = /^(.+)@(\d+(?:\.\d+)?)$/.exec(address());
    const field = asked && document.getElementById(asked[1]);
    if (field?.classList.contains("field") && within.contains(field)) field.dispatchEvent(new CustomEvent("turned", { detail: asked[2] }));
  };
  const setUpAll = (within) => within.querySelectorAll(".field").forEach(setUp);
  document.addEventListener("built", (event) => { setUpAll(event.target); follow(event.target); });
  addEventListener("hashchange", () => follow(document));
  setUpAll(document);
  follow(document);
})();

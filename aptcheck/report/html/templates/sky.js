"use strict";
(() => {
  const half = 300;
  const lengths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600];
  const within = (value, most) => Math.min(most, Math.max(-most, value));

  const setUp = (stage) => {
    const sky = stage.querySelector(".sky");
    const perArcsec = Number(sky.dataset.scale);
    const zoomed = sky.querySelectorAll(".zoom");
    const edges = sky.querySelectorAll(".edge");
    const [bar, label] = [sky.querySelector(".bar path"), sky.querySelector(".bar text")];
    const plain = [bar.getAttribute("d"), label.textContent];
    // marks and words move with the sky and keep their size
    const pins = [...sky.querySelectorAll(".pin")].map((pin) => [pin, ...pin.getAttribute("transform").match(/-?[\d.]+/g).map(Number)]);
    let [scale, x, y] = [1, 0, 0];

    const measure = () => {
      const length = lengths.findLast((one) => one * perArcsec * scale <= half / 2) ?? lengths[0];
      const width = (length * perArcsec * scale).toFixed(1);
      const [line, words] = scale === 1 ? plain : [`M0-5V5M0 0H${width}M${width}-5V5`, length < 60 ? `${length}″` : `${length / 60}′`];
      bar.setAttribute("d", line);
      label.textContent = words;
    };
    const place = () => {
      [x, y] = [within(x, half * (scale - 1)), within(y, half * (scale - 1))];
      for (const part of zoomed) part.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
      for (const [pin, left, top] of pins) pin.setAttribute("transform", `translate(${scale * left + x} ${scale * top + y})`);
      for (const part of edges) part.setAttribute("visibility", scale === 1 ? "inherit" : "hidden");
      sky.classList.toggle("zoomed", scale !== 1);
      measure();
    };
    const zoom = (factor, [left, top] = [0, 0]) => {
      const next = factor ? Math.min(40, Math.max(1, scale * factor)) : 1;
      [x, y] = [left - (left - x) * next / scale, top - (top - y) * next / scale];
      scale = next;
      place();
    };
    const move = (across, down) => { [x, y] = [x + across, y + down]; place(); };
    const at = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sky.getScreenCTM().inverse());
      return [point.x, point.y];
    };

    sky.tabIndex = 0;
    for (const button of stage.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
    sky.addEventListener("wheel", (event) => {
      // else the page scrolls on, as everywhere
      if (!(event.ctrlKey || event.metaKey || stage.contains(document.activeElement))) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), at(event));
    }, { passive: false });
    const keys = { "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), 0: () => zoom(0), ArrowLeft: () => move(40, 0), ArrowRight: () => move(-40, 0), ArrowUp: () => move(0, 40), ArrowDown: () => move(0, -40) };
    sky.addEventListener("keydown", (event) => {
      const known = keys[event.key];
      if (!known || event.ctrlKey || event.metaKey || event.altKey || (event.key.startsWith("Arrow") && scale === 1)) return;
      event.preventDefault();
      known();
    });

    const held = new Map();
    let dragged = false;
    sky.addEventListener("pointerdown", (event) => { if (!held.size) dragged = false; held.set(event.pointerId, at(event)); });
    sky.addEventListener("pointermove", (event) => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const now = at(event);
      const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
        zoom(Math.hypot(now[0] - other[0], now[1] - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1])), middle);
      } else if (scale !== 1) move(now[0] - before[0], now[1] - before[1]);
      if (!dragged && Math.hypot(now[0] - before[0], now[1] - before[1]) > 3) { dragged = true; sky.setPointerCapture(event.pointerId); }
      if (dragged || other) held.set(event.pointerId, now);
    });
    for (const end of ["pointerup", "pointercancel"]) sky.addEventListener(end, (event) => held.delete(event.pointerId));
    sky.addEventListener("touchmove", (event) => { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });
    sky.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
  };

  // what is pointed at is named in the picture and marked in the table, and the other way round
  const name = (field) => {
    const [sky, tip, stage] = [".close .sky", ".tip", ".stage"].map((css) => field.querySelector(css));
    let named = [];
    const mark = (element) => {
      for (const part of named) part.classList.remove("named");
      const at = element?.closest("[data-source], [data-spot]");
      const [kind, number] = at?.dataset.source ? ["source", at.dataset.source] : ["spot", at?.dataset.spot];
      named = number ? [...field.querySelectorAll(`[data-${kind}="${number}"]`)] : [];
      for (const part of named) part.classList.add("named");
    };
    const tell = (element, event) => {
      const at = sky.contains(element) ? element.closest("[data-tip]") : null;
      tip.hidden = !at;
      if (!at) return;
      tip.textContent = at.dataset.tip;
      const [frame, box] = [stage.getBoundingClientRect(), at.getBoundingClientRect()];
      const [left, top] = event ? [event.clientX, event.clientY] : [box.right, box.bottom];
      tip.style.left = `${Math.max(0, Math.min(left - frame.left + 12, frame.width - tip.offsetWidth))}px`;
      tip.style.top = `${Math.max(0, Math.min(top - frame.top + 12, frame.height - tip.offsetHeight))}px`;
    };
    const ready = () => {
      for (const title of sky.querySelectorAll("* > title")) {
        const owner = title.parentElement;
        if (owner === sky) continue;
        owner.dataset.tip = title.textContent;
        if (owner.matches("a, [role]")) owner.setAttribute("aria-label", title.textContent);
        title.remove();
      }
    };
    for (const one of sky.querySelectorAll(".science")) { one.setAttribute("tabindex", "0"); one.setAttribute("role", "img"); }
    for (const start of ["pointerenter", "focusin"]) stage.addEventListener(start, ready, { once: true });
    field.addEventListener("pointerover", (event) => { mark(event.target); tell(event.target, event); });
    field.addEventListener("focusin", (event) => { mark(event.target); tell(event.target, null); });
    field.addEventListener("pointerleave", () => { mark(null); tell(null); });
    field.addEventListener("focusout", () => { mark(null); tell(null); });
    stage.addEventListener("keydown", (event) => { if (event.key === "Escape") tell(null); });
  };

  const setUpAll = (within) => {
    within.querySelectorAll(".stage").forEach(setUp);
    within.querySelectorAll(".field").forEach(name);
  };
  document.addEventListener("built", (event) => setUpAll(event.target));
  setUpAll(document);
})();

"use strict";
(() => {
  const reduced = (angle) => ((angle % 360) + 360) % 360;
  const radians = Math.PI / 180;
  const perRadian = 3600 / radians;
  const colours = { 1: "blue", 2: "green", 3: "yellow", 4: "red" };

  // the position on the sky of an offset in the plane that touches it at the target
  const onSky = (data, east, north) => {
    const [x, y, dec] = [east / perRadian, north / perRadian, data.dec * radians];
    const [toward, up] = [Math.cos(dec) - y * Math.sin(dec), Math.sin(dec) + y * Math.cos(dec)];
    return [reduced(data.ra + Math.atan2(x, toward) / radians), Math.atan2(up, Math.hypot(x, toward)) / radians].map((angle) => angle.toFixed(8));
  };
  const corners = (line) => line.slice(1).split("L").map((at) => at.split(" ").map(Number));
  const polygons = (data, field, angle) => {
    const [cos, sin] = [Math.cos(angle * radians), Math.sin(angle * radians)];
    const at = `V3PA ${angle.toFixed(2)}, aperture PA ${reduced(angle + data.offset).toFixed(2)}`;
    return [...field.querySelectorAll(".stage .footprint path")].flatMap((path) => path.getAttribute("d").split("Z").filter(Boolean).map((line) => {
      const points = corners(line).map(([x, y]) => onSky(data, x * cos + y * sin, y * cos - x * sin));
      const colour = colours[/^([1-4])[ABC]$/.exec(path.dataset.bands.split(" ")[0])?.[1]] ?? "green";
      return `polygon(${points.flat().join(",")}) # color=${colour} tag={V3PA ${angle.toFixed(2)}} text={${path.dataset.bands.replaceAll("/", " ")} ${at}}`;
    }));
  };
  const regions = (data, field, angle) => {
    const [inner, outer] = data.ring;
    const centre = onSky(data, 0, 0).join(",");
    const ring = inner > 0 ? `annulus(${centre},${inner}",${outer}")` : `circle(${centre},${outer}")`;
    return ["# Region file format: DS9", "icrs", `${ring} # color=cyan text={aperture ${data.aperture}}`, ...polygons(data, field, angle), ""].join("\n");
  };

  // a cell that a spreadsheet would read as a formula stays text
  const cell = (value) => {
    const text = typeof value === "string" ? value.replace(/^[=+\-@\t\r]/, "'$&") : String(value ?? "");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const table = (rows) => rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  const angles = (data) => table([
    ["kind", "v3pa_from_deg", "v3pa_to_deg", "aperture_pa_from_deg", "aperture_pa_to_deg"],
    ...[["allowed", data.allowed], ["avoid", data.avoid], [data.checked ? "clean" : "not checked", data.left]].flatMap(([kind, arcs]) =>
      arcs.map(([low, high]) => [kind, low, high, ...[low, high].map((angle) => Number(reduced(angle + data.offset).toFixed(6)))])),
  ]);
  const sources = (data) => table([
    ["number", "designation", "ra_deg", "dec_deg", "east_arcsec", "north_arcsec", "flux_ujy", "wavelength_um", "spoils_within_arcsec", "v3pa_from_deg", "v3pa_to_deg"],
    ...data.sources.flatMap((one, index) => one.angles.map(([low, high]) => [index + 1, one.name, ...onSky(data, ...one.at).map(Number), ...one.at, one.flux, one.um, one.needs.length ? Math.max(...one.needs.map((need) => need[1])) : "", low, high])),
  ]);

  const looks = ["color", "display", "fill", "fill-opacity", "filter", "font-family", "font-size", "font-weight", "opacity", "paint-order", "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "vector-effect", "visibility"];
  const picture = async (sky) => {
    const copy = sky.cloneNode(true);
    const parts = [sky, ...sky.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((part, index) => {
      const style = getComputedStyle(parts[index]);
      for (const look of looks) part.setAttribute(look, style.getPropertyValue(look).replaceAll('"', "'"));
    });
    const [width, side] = [sky.clientWidth || 600, 1200];
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", width);
    copy.setAttribute("height", width);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
    canvas.getContext("2d").drawImage(image, 0, 0, side, side);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  const save = (content, name) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(content), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  document.addEventListener("click", async (event) => {
    const what = event.target.closest?.("[data-take]")?.dataset.take;
    if (!what) return;
    const field = event.target.closest(".field");
    const data = JSON.parse(field.dataset.field);
    const angle = Number(field.querySelector(".angle").value);
    const [text, sheet] = [(content) => new Blob([content], { type: "text/plain" }), (content) => new Blob([content], { type: "text/csv" })];
    const at = `${field.id}-v3pa-${angle.toFixed(2)}`;
    if (what === "reg") save(text(regions(data, field, angle)), `${at}.reg`);
    if (what === "angles") save(sheet(angles(data)), `${field.id}-angles.csv`);
    if (what === "sources") save(sheet(sources(data)), `${field.id}-sources.csv`);
    if (what === "png") save(await picture(field.querySelector(".close .sky")), `${at}.png`);
  });
})();

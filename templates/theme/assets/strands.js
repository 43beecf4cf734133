// Filters the timeline and the list of events by strand; its state stands in the address (?strand=…),
// so that it can be shared. Without this script the page is whole and has no controls.
(() => {
  const figure = document.querySelector(".fig-timeline");
  if (!figure || figure.querySelector(".fig-controls")) return;
  const names = [...new Set([...figure.querySelectorAll(".fig-lane")].map((lane) => lane.dataset.strand))];
  if (names.length < 2) return;
  const sections = [...document.querySelectorAll("section[data-strand]")];
  const amount = (name) => figure.querySelectorAll(`.fig-lane[data-strand="${CSS.escape(name)}"]`)[0].querySelectorAll("a").length;
  const total = names.reduce((sum, name) => sum + amount(name), 0);

  const controls = document.createElement("fieldset");
  controls.className = "fig-controls";
  const legend = controls.appendChild(document.createElement("legend"));
  legend.textContent = "Show";
  const boxes = names.map((name) => {
    const label = controls.appendChild(document.createElement("label"));
    const box = label.appendChild(document.createElement("input"));
    box.type = "checkbox";
    box.value = name;
    label.append(name);
    return box;
  });
  const told = controls.appendChild(document.createElement("output"));
  told.setAttribute("aria-live", "polite");

  // Lanes that are shown close up, and the picture ends below the last.
  const settle = (picture, shown) => {
    const lanes = [...picture.querySelectorAll(".fig-lane")];
    let at = null;
    for (const lane of lanes) {
      at ??= Number(lane.dataset.top);
      const hidden = !shown.has(lane.dataset.strand);
      lane.classList.toggle("fig-hidden", hidden);
      if (hidden) continue;
      lane.setAttribute("transform", `translate(0 ${at})`);
      at += Number(lane.dataset.height);
    }
    const [, , width] = picture.getAttribute("viewBox").split(" ");
    picture.setAttribute("viewBox", `0 0 ${width} ${at + 4}`);
  };

  const show = () => {
    const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const picture of figure.querySelectorAll("svg:not(.fig-sample)")) settle(picture, shown);
    for (const section of sections) section.hidden = !shown.has(section.dataset.strand);
    const count = [...shown].reduce((sum, name) => sum + amount(name), 0);
    told.textContent = `${count} of ${total} events`;
    return shown;
  };

  const keep = (shown) => {
    const address = new URL(location.href);
    address.searchParams.delete("strand");
    if (!shown.size) address.searchParams.append("strand", "");
    else if (shown.size < names.length) for (const name of shown) address.searchParams.append("strand", name);
    history.replaceState(history.state, "", address);
  };

  const wanted = new URL(location.href).searchParams.getAll("strand");
  for (const box of boxes) box.checked = !wanted.length || wanted.includes(box.value);
  controls.addEventListener("change", () => keep(show()));
  figure.querySelector("figcaption").after(controls);
  show();
})();

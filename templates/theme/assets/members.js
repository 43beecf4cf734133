// Sorts and filters a table by its columns; its state stands in the address, so that it can be shared:
// ?name=…&group=…&state=…&position=…&sort=-name. Without this script the table is whole and has no
// controls. Columns are those whose heading names a key; the first is searched, the others are chosen from.
(() => {
  for (const place of document.querySelectorAll(".members")) {
    const table = place.querySelector("table");
    if (!table || place.querySelector(".fig-controls")) continue;
    const body = table.tBodies[0];
    const columns = [...table.tHead.rows[0].cells]
      .map((cell, index) => ({ cell, index, key: cell.dataset.key, name: cell.textContent.trim() }))
      .filter((column) => column.key);
    const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const rows = [...body.rows].map((row) => {
      const words = columns.map((column) => row.cells[column.index].textContent.trim());
      return { row, words, folded: fold(words[0]) };
    });
    const collator = new Intl.Collator("en");
    const asked = new URL(location.href).searchParams;

    const controls = document.createElement("form");
    controls.className = "fig-controls";
    controls.setAttribute("role", "search");
    controls.setAttribute("aria-label", `Filter: ${table.caption?.textContent.trim() ?? "table"}`);
    const fields = columns.map((column, index) => {
      const label = controls.appendChild(document.createElement("label"));
      const field = document.createElement(index ? "select" : "input");
      if (index) {
        const found = [...new Set(rows.map((entry) => entry.words[index]))].sort(collator.compare);
        field.add(new Option("all", ""));
        for (const words of found) field.add(new Option(words, words));
      } else {
        field.type = "search";
        field.autocomplete = "off";
        field.spellcheck = false;
      }
      field.name = column.key;
      field.value = asked.get(column.key) ?? "";
      if (index && field.selectedIndex < 0) field.value = "";
      label.append(column.name, field);
      return field;
    });
    const reset = controls.appendChild(document.createElement("button"));
    reset.type = "button";
    reset.textContent = "Show all";
    const told = controls.appendChild(document.createElement("output"));
    told.setAttribute("aria-live", "polite");

    // The last column is counted by its values among the rows that are shown.
    const tell = (shown) => {
      const counts = new Map();
      for (const entry of shown) {
        const words = entry.words.at(-1);
        counts.set(words, (counts.get(words) ?? 0) + 1);
      }
      const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([words, count]) => `${count} ${words}`);
      told.textContent = `${shown.length} of ${rows.length}${parts.length ? `: ${parts.join(", ")}` : ""}`;
    };

    let waiting;
    const filter = () => {
      const wanted = fields.map((field) => field.value);
      const name = fold(wanted[0].trim());
      const shown = rows.filter(
        (entry) =>
          entry.folded.includes(name) && wanted.every((words, i) => !i || !words || entry.words[i] === words),
      );
      const kept = new Set(shown);
      for (const entry of rows) entry.row.hidden = !kept.has(entry);
      reset.disabled = !wanted.some(Boolean);
      clearTimeout(waiting);
      waiting = setTimeout(tell, 250, shown);
    };

    let sorted = "";
    const sort = (by) => {
      const down = by.startsWith("-");
      const index = columns.findIndex((column) => column.key === by.replace(/^-/, ""));
      sorted = index < 0 ? "" : by;
      for (const [i, column] of columns.entries()) {
        if (i === index) column.cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        else column.cell.removeAttribute("aria-sort");
      }
      const turned = down ? -1 : 1;
      const ordered = index < 0 ? rows : [...rows].sort((a, b) => turned * collator.compare(a.words[index], b.words[index]));
      body.append(...ordered.map((entry) => entry.row));
    };

    const keep = () => {
      const address = new URL(location.href);
      const state = { ...Object.fromEntries(fields.map((field) => [field.name, field.value.trim()])), sort: sorted };
      for (const [key, value] of Object.entries(state)) {
        if (value) address.searchParams.set(key, value);
        else address.searchParams.delete(key);
      }
      history.replaceState(history.state, "", address);
    };

    for (const column of columns) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "fig-sort";
      button.append(...column.cell.childNodes);
      button.addEventListener("click", () => {
        sort(sorted === column.key ? `-${column.key}` : column.key);
        keep();
      });
      column.cell.append(button);
    }
    controls.addEventListener("input", () => {
      filter();
      keep();
    });
    controls.addEventListener("submit", (event) => event.preventDefault());
    // At once, with the fields: whoever asks next what is shown is told so.
    reset.addEventListener("click", () => {
      controls.reset();
      filter();
      keep();
      fields[0].focus();
    });
    place.prepend(controls);
    if (asked.get("sort")) sort(asked.get("sort"));
    filter();
  }
})();

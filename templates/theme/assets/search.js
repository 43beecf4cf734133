// The search dialog. Material's own worker ranks; it and the index load when the dialog first opens.
const dialog = document.querySelector("dialog.search")
const box = dialog.querySelector("input")
const state = dialog.querySelector("[role=status]")
const list = dialog.querySelector("ol")
const top = new URL("../", import.meta.url)
const MOST = 30

// The messages of Material's search worker.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3

const worker = new Worker(new URL(dialog.dataset.worker, location.href))
let ready = false

worker.addEventListener("message", ({ data: message }) => {
  if (message.type === READY) {
    ready = true
    ask()
  } else if (message.type === RESULT) tell(message.data.items)
})
state.textContent = "The search is loading."
fetch(new URL(dialog.dataset.index, location.href))
  .then((answer) => answer.json())
  .then(({ config, docs }) => worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } }))
  .catch(() => { state.textContent = "The search could not be loaded. The chapters list every page." })

function ask() {
  if (!ready) return
  if (box.value.trim()) worker.postMessage({ type: QUERY, data: box.value })
  else {
    state.textContent = ""
    list.replaceChildren()
  }
}

// The index holds the text as HTML; of its elements only the marks around what was found are kept.
function words(html) {
  const line = document.createElement("span")
  line.innerHTML = html.replace(/<(?!\/?mark>)[^>]*>/g, " ")
  return line
}

function around(html) {
  const text = html.replace(/<(?!\/?mark>)[^>]*>/g, " ")
  const at = Math.max(0, text.indexOf("<mark>") - 60)
  const from = at && text.indexOf(" ", at)
  const cut = text.slice(from, from + 220)
  return words((from ? "… " : "") + cut.slice(0, Math.max(cut.lastIndexOf(" "), 0) || cut.length))
}

function tell(groups) {
  if (!box.value.trim()) return
  state.textContent = groups.length === 1 ? "1 page found" : `${groups.length} pages found`
  list.replaceChildren(...groups.slice(0, MOST).map((group) => {
    const page = group.find((doc) => !doc.location.includes("#")) ?? group[0]
    const parts = group.filter((doc) => doc !== page && doc.score > 0).slice(0, 2)
    const item = document.createElement("li")
    for (const doc of [page, ...parts]) {
      const a = document.createElement("a")
      a.href = new URL(doc.location, top)
      a.className = doc === page ? "search__page" : "search__part"
      a.append(words(doc.title))
      item.append(a)
    }
    const said = document.createElement("p")
    said.append(around((parts.find((doc) => doc.text.includes("<mark>")) ?? page).text))
    item.append(said)
    return item
  }))
}

box.addEventListener("input", ask)
dialog.addEventListener("keydown", (event) => {
  const stops = [box, ...list.querySelectorAll("a")]
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step) {
    event.preventDefault()
    stops[Math.min(Math.max(stops.indexOf(document.activeElement) + step, 0), stops.length - 1)].focus()
  } else if (event.key === "Enter" && document.activeElement === box) list.querySelector("a")?.click()
})
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("[data-close], a")) dialog.close()
})

export function open() {
  dialog.showModal()
  box.select()
}

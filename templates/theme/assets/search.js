// The search dialog. Material's own worker finds and ranks; it and the index load when the dialog first
// opens. Two things are decided here: all words must be found before any will do, and a page that is
// called what was typed comes before pages that speak of it.
const dialog = document.querySelector("dialog.search")
const box = dialog.querySelector("input")
const state = dialog.querySelector("[role=status]")
const list = dialog.querySelector("ol")
const top = new URL("../", import.meta.url)
const MOST = 30

// The messages of Material's search worker.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3

const worker = new Worker(new URL(dialog.dataset.worker, location.href))
let separator = null
let ready = false
let waiting = []

// The worker answers in the order it is asked.
worker.addEventListener("message", ({ data: message }) => {
  if (message.type === READY) {
    ready = true
    ask()
  } else if (message.type === RESULT) waiting.shift()(message.data.items)
})
state.textContent = "The search is loading."
fetch(new URL(dialog.dataset.index, location.href))
  .then((answer) => answer.json())
  .then(({ config, docs }) => {
    separator = new RegExp(config.separator)
    worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } })
  })
  .catch(() => { state.textContent = "The search could not be loaded. The chapters list every page." })

function found(query) {
  worker.postMessage({ type: QUERY, data: query })
  return new Promise((told) => waiting.push(told))
}

// The words as the index has them, without the signs that the worker's query language knows.
function parted(text) {
  return text.toLowerCase().split(separator).map((word) => word.replace(/[+\-~^:*"]/g, "")).filter(Boolean)
}

async function ask() {
  if (!ready) return
  const typed = box.value
  const asked = parted(typed)
  const all = asked.map((word) => `+${word}`).join(" ")
  let groups = []
  for (const query of asked.length ? [`${all}*`, all, asked.map((word) => `${word}^1`).join(" ")] : []) {
    groups = await found(query)
    if (typed !== box.value) return
    if (groups.length) break
  }
  tell(groups, asked)
}

const main = (group) => group.find((doc) => !doc.location.includes("#")) ?? group[0]

// Called so; known under it, with or without naming it in the title; its name begins so; speaks of it.
// Records that stand behind others, such as sources, are weighed low and do not come first by name.
function rank(group, asked) {
  const doc = main(group)
  const key = asked.join(" ")
  const [title, ...others] = [doc.title, ...(doc.tags ?? [])].map((name) => parted(words(name).textContent).join(" "))
  if (title === key) return 0
  if (others.includes(key)) return title.includes(key) ? 1 : 2
  return title.startsWith(key) && (doc.boost ?? 1) >= 1 ? 3 : 4
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

function tell(groups, asked) {
  state.textContent = !asked.length ? "" : groups.length === 1 ? "1 page found" : `${groups.length} pages found`
  const ranks = new Map(groups.map((group) => [group, rank(group, asked)]))
  const sorted = [...groups].sort((one, other) => ranks.get(one) - ranks.get(other))
  list.replaceChildren(...sorted.slice(0, MOST).map((group) => {
    const page = main(group)
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

// The search dialog. What it reads is written by generator/outputs/search_index.py: an index that names the other files,
// the words by how they begin, and what to show of the pages. Only what a query needs is fetched. All words
// must be found on a page before any will do, and a page that is called what was typed comes before pages
// that speak of it.
const dialog = document.querySelector("dialog.search")
const box = dialog.querySelector("input")
const state = dialog.querySelector("[role=status]")
const list = dialog.querySelector("ol")
const top = new URL("../", import.meta.url)
const MOST = 30
// How much a word that only begins as the one typed counts of one that is the same.
const BEGUN = 0.6
// The rank of a page whose name begins as what was typed, and of one that speaks of it; see `_names`.
const BEGINS = 3, SPEAKS = 4

const fetched = new Map()
function file(name) {
  if (!fetched.has(name)) {
    const answer = fetch(new URL(`search/${name}.json`, top)).then((found) => found.json())
    fetched.set(name, answer)
    answer.catch(() => fetched.delete(name))
  }
  return fetched.get(name)
}

const ready = file("index").then((index) => {
  const firsts = []
  let parts = 0
  for (const many of index.parts) {
    firsts.push(parts)
    parts += many
  }
  return { ...index, firsts, many: parts, beginnings: new Set(index.beginnings), unsought: new Set(index.unsought) }
})

// As `folded` of generator/outputs/search_index.py.
export function folded(text) {
  const plain = text.replace(/['’]s\b/g, "").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

async function beginningAs(word, { beginnings }) {
  const key = [3, 2, 1].map((length) => [...word].slice(0, length).join("")).find((start) => beginnings.has(start))
  if (!key) return { words: {}, names: {} }
  const safe = [...key].map((c) => (c < "\x80" ? c : `-${c.codePointAt(0).toString(16)}`)).join("")
  return file(`words-${safe}`)
}

// The parts in which a word stands, with how much it tells there: the rarer a word, the more.
async function standing(word, index) {
  const found = new Map()
  const { words } = await beginningAs(word, index)
  for (const [other, places] of Object.entries(words)) {
    if (!other.startsWith(word)) continue
    const share = (other === word ? 1 : BEGUN) * Math.log(1 + (2 * index.many) / places.length)
    for (let at = 0; at < places.length; at += 2) {
      found.set(places[at], Math.max(found.get(places[at]) ?? 0, places[at + 1] * share))
    }
  }
  return found
}

function pageOf(part, { firsts }) {
  let low = 0
  let high = firsts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (firsts[middle] <= part) low = middle
    else high = middle - 1
  }
  return low
}

// Every page on which a word stands: how much each word tells there at best, and each part by itself.
async function spokenOf(asked, index) {
  const pages = new Map()
  const all = await Promise.all(asked.map((word) => standing(word, index)))
  all.forEach((places, number) => {
    for (const [part, told] of places) {
      const place = pageOf(part, index)
      if (!pages.has(place)) pages.set(place, { best: asked.map(() => 0), parts: new Map() })
      const page = pages.get(place)
      page.best[number] = Math.max(page.best[number], told)
      page.parts.set(part - index.firsts[place], (page.parts.get(part - index.firsts[place]) ?? 0) + told)
    }
  })
  return pages
}

async function called(asked, index) {
  const ranks = new Map()
  const key = asked.join(" ")
  const { names } = asked.length ? await beginningAs(asked[0], index) : { names: {} }
  for (const [name, pages] of Object.entries(names)) {
    for (let at = 0; at < pages.length; at += 2) {
      const rank = name === key ? pages[at + 1] : name.startsWith(key) && pages[at + 1] === 0 ? BEGINS : SPEAKS
      if (rank < SPEAKS) ranks.set(pages[at], Math.min(rank, ranks.get(pages[at]) ?? SPEAKS))
    }
  }
  return ranks
}

async function find(asked) {
  const index = await ready
  const sought = asked.filter((word) => !index.unsought.has(word))
  const [spoken, ranks] = await Promise.all([spokenOf(sought, index), called(asked, index)])
  for (const place of ranks.keys()) if (!spoken.has(place)) spoken.set(place, { best: [], parts: new Map() })
  let pages = [...spoken].map(([place, { best, parts }]) => ({
    place,
    parts,
    rank: ranks.get(place) ?? SPEAKS,
    words: best.filter(Boolean).length,
    told: best.reduce((sum, one) => sum + one, 0),
  }))
  const whole = pages.filter((page) => page.words === sought.length || page.rank < SPEAKS)
  if (whole.length) pages = whole
  pages.sort((one, other) => one.rank - other.rank || other.words - one.words || other.told - one.told || one.place - other.place)
  const shown = await Promise.all(pages.slice(0, MOST).map(async ({ place, parts }) => {
    const [address, title, summary, headings] =
      (await file(`pages-${Math.floor(place / index.pagesInFile)}`))[place % index.pagesInFile]
    const best = [...parts].filter(([part]) => part > 0).sort((one, other) => other[1] - one[1])
    return { address, title, summary, parts: best.slice(0, 2).map(([part]) => headings[part - 1]) }
  }))
  return { many: pages.length, shown, sought }
}

// Text with a mark around each word that begins as one that was sought.
function marked(text, sought) {
  const pieces = text.split(/([\p{L}\p{N}\p{M}]+)/u)
  return pieces.map((piece) => {
    const word = folded(piece)[0]
    if (!word || !sought.some((one) => word.startsWith(one))) return piece
    const mark = document.createElement("mark")
    mark.textContent = piece
    return mark
  })
}

function link(className, address, text) {
  const a = document.createElement("a")
  a.href = new URL(address, top)
  a.className = className
  a.textContent = text
  return a
}

async function ask() {
  const typed = box.value
  const asked = folded(typed)
  try {
    const { many, shown, sought } = asked.length ? await find(asked) : { many: 0, shown: [], sought: [] }
    if (typed !== box.value) return
    state.textContent = !asked.length ? "" : many === 1 ? "1 page found" : `${many} pages found`
    list.replaceChildren(...shown.map(({ address, title, summary, parts }) => {
      const item = document.createElement("li")
      const said = document.createElement("p")
      said.append(...marked(summary, sought))
      item.append(link("search__page", address, title), said)
      item.append(...parts.map(([id, heading]) => link("search__part", `${address}#${id}`, heading)))
      return item
    }))
  } catch {
    state.textContent = "The search could not be loaded. The chapters list every page."
  }
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

// What was typed before this script had come.
ask()

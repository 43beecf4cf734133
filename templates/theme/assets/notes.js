// What a page does where scripts run: it opens a source, a phrase's note or a preview beside the words, and copies
// a citation. Everything shown comes from the pages themselves.

const root = document.documentElement

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.closest("div").querySelector("pre").textContent)
    button.textContent = "Copied"
  })
}

// The same phrase in every language, while one is pointed at.
document.querySelector(".texts")?.addEventListener("pointerover", (event) => {
  const phrase = event.target.closest("[data-phrase]")?.dataset.phrase
  for (const mark of document.querySelectorAll(".texts mark")) {
    mark.classList.toggle("same", mark.dataset.phrase === phrase)
  }
})

// The note beside the words. There is one, and it stands in the document right behind the link it
// belongs to, so that the next Tab leads into it.
const WAIT = 300
const LINKS =
  ".md-typeset a[href]:not(.headerlink, .own-voice, .back, .edit, [rel], .trail a, .neighbours a, svg a, .note a)"
const PINNED = ".sign a, a.phrase"
const note = document.createElement("span")
note.className = "note"
note.id = "_note"
note.lang = root.lang
note.popover = "manual"
note.tabIndex = -1
let link = null
let pinned = false
let timer = 0
// Counts what was asked to be shown or to be hidden: what arrives late is no longer wanted.
let asked = 0

const pages = new Map()
function page(url) {
  const address = url.origin + url.pathname
  if (address === location.origin + location.pathname) return document
  if (!pages.has(address)) {
    pages.set(address, fetch(address).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.statusText)
      return new DOMParser().parseFromString(await answer.text(), "text/html")
    }))
  }
  return pages.get(address)
}

// A part says itself what makes up its note; another part is shown by its own words, a page by its head.
function pieces(found, url) {
  const part = url.hash && found.getElementById(decodeURIComponent(url.hash.slice(1)))
  if (!part) return found.querySelectorAll(".md-typeset :is(.kicker, h1, .summary)")
  const holder = part.closest(".phrase-note, .sources > li") ?? part
  const marked = [...holder.querySelectorAll("[data-note]")].filter((piece) => {
    // Of a source's places only the one that this sign cites.
    return !piece.matches(".place") || piece.querySelector(`[href="#${link.id}"]`)
  })
  if (marked.length) return /^H[1-6]$/.test(part.tagName) ? [part, ...marked] : marked
  if (!/^H[1-6]$/.test(part.tagName)) return [part]
  return part.nextElementSibling?.matches("p") ? [part, part.nextElementSibling] : [part]
}

function filled(found, url) {
  const lines = []
  for (const piece of pieces(found, url)) {
    const line = document.createElement("span")
    line.className = piece.matches("h1, h2, h3, h4, strong") ? "note__title" : piece.className
    line.classList.add("note__line")
    line.append(...piece.cloneNode(true).childNodes)
    for (const left of line.querySelectorAll(".headerlink, .sign, .back, svg, script, button")) left.remove()
    for (const named of line.querySelectorAll("[id]")) named.removeAttribute("id")
    for (const block of line.querySelectorAll("p, div, ul, ol, li, h3, h4")) {
      const inline = document.createElement("span")
      inline.className = "note__line"
      inline.append(...block.childNodes)
      block.replaceWith(inline)
    }
    for (const a of line.querySelectorAll("a[href]")) a.href = new URL(a.getAttribute("href"), url)
    lines.push(line)
  }
  return lines
}

// What was read of a source stands on the source's own page.
async function read(found, url) {
  const own = found.getElementById(url.hash.slice(1))?.querySelector("a")
  try {
    const words = (await page(new URL(own.href))).getElementById("_read")?.textContent
    if (!words) return []
    const line = document.createElement("span")
    line.className = "note__line"
    line.textContent = `Read of it: ${words}`
    return [line]
  } catch {
    return []
  }
}

function ways(url) {
  const statement = link.closest(".statement, .facts [id], tr[id]")
  const shown = [[link.matches(".sign a") ? "In the list of sources" : "All about it", url.href]]
  if (link.matches(".sign a") && statement) shown.push(["Address of this statement", `#${statement.id}`])
  const line = document.createElement("span")
  line.className = "note__ways"
  for (const [words, href] of shown) {
    const a = document.createElement("a")
    a.href = href
    a.textContent = words
    a.addEventListener("click", hide)
    line.append(a, " ")
  }
  return line
}

// Below the last line of the link, or above its first: never on it. The room between two rounds is
// measured, so the note may be as tall as its words need.
function place() {
  const rects = link.getClientRects()
  const [first, last] = [rects[0], rects[rects.length - 1]]
  const side = 8
  const left = Math.max(side, Math.min(last.left, root.clientWidth - note.offsetWidth - side))
  const below = last.bottom + side
  const above = first.top - side - note.offsetHeight
  const fits = below + note.offsetHeight <= innerHeight || above < 0
  note.style.left = `${left + scrollX}px`
  note.style.top = `${(fits ? below : above) + scrollY}px`
}

async function show(target, pin) {
  const url = new URL(target.href)
  if (!pin && link === target) return
  const mine = ++asked
  let found
  try {
    found = await page(url)
  } catch {
    if (pin) location.href = url.href
    return
  }
  if (mine !== asked) return
  hide()
  link = target
  pinned = pin
  const lines = filled(found, url)
  if (!lines.length) return hide()
  note.replaceChildren(...lines)
  if (link.matches(PINNED)) note.append(ways(url))
  note.setAttribute("role", pin ? "dialog" : "tooltip")
  note.setAttribute("aria-label", pin ? (link.ariaLabel ?? link.textContent) : "Preview")
  const holder = link.closest(".sign") ?? link
  holder.after(note)
  note.showPopover()
  place()
  if (pin) note.focus({ preventScroll: true })
  else link.setAttribute("aria-describedby", note.id)
  if (!link.matches(".sign a")) return
  // The note does not wait for another page. Where it has been left meanwhile, its lines are no longer in it.
  lines.at(-1).after(...(await read(found, url)))
  if (link === target) place()
}

function hide() {
  asked++
  clearTimeout(timer)
  if (!link) return
  link.removeAttribute("aria-describedby")
  link = null
  pinned = false
  if (note.isConnected) note.hidePopover()
  note.remove()
}

function later(act) {
  clearTimeout(timer)
  timer = setTimeout(act, WAIT)
}

if ("popover" in HTMLElement.prototype) {
  const of = (event) => event.target.closest?.(LINKS)
  const local = (a) => a.origin === location.origin && a.getAttribute("href") !== "#"
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || pinned) return
    const target = of(event)
    if (target && local(target)) later(() => show(target, false))
    else if (note.contains(event.target)) clearTimeout(timer)
    else if (link && document.activeElement !== link) later(hide)
    else if (!link) clearTimeout(timer)
  })
  document.addEventListener("focusin", (event) => {
    if (note.contains(event.target)) return
    hide()
    const target = of(event)
    if (target && local(target) && target.matches(":focus-visible")) later(() => show(target, false))
  })
  document.addEventListener("click", (event) => {
    const target = of(event)
    if (target?.matches(PINNED) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault()
      clearTimeout(timer)
      show(target, true)
    } else if (!note.contains(event.target)) hide()
    // A link in the note leads away from it; the note goes once the browser has followed the link.
    else if (event.target.closest("a")) setTimeout(hide)
  })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !link) return
    const back = link
    const inside = note.contains(document.activeElement)
    hide()
    if (inside) back.focus({ preventScroll: true })
    clearTimeout(timer)
  })
  addEventListener("resize", () => link && place())
}

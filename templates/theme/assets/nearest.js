// The pages whose addresses are nearest to one that does not exist, by the pairs of letters they share.
// The ends of a word count as letters, so that a number of one digit is not lost.
const place = document.querySelector("[data-nearest]")
const top = new URL(place.dataset.top, location.href)

function pairs(words) {
  const found = new Set()
  for (const word of words.toLowerCase().split(/[^a-z0-9]+/)) {
    if (word) for (let at = 0; at <= word.length; at++) found.add(` ${word} `.slice(at, at + 2))
  }
  return found
}

function likeness(one, other) {
  const shared = [...one].filter((pair) => other.has(pair)).length
  return (2 * shared) / (one.size + other.size || 1)
}

const asked = pairs(decodeURIComponent(location.pathname.slice(top.pathname.length)))
const map = await (await fetch(place.dataset.nearest)).text()
const site = [...new DOMParser().parseFromString(map, "text/xml").querySelectorAll("loc")].map((loc) => loc.textContent)
const home = site.reduce((shortest, address) => (address.length < shortest.length ? address : shortest))
const near = site
  .map((address) => address.slice(home.length))
  .map((path) => [likeness(asked, pairs(path)), path])
  .filter(([score, path]) => path && score > 0.3)
  .sort(([one], [other]) => other - one)
  .slice(0, 5)
for (const [, path] of near) {
  const a = document.createElement("a")
  a.href = new URL(path, top)
  a.textContent = path
  const item = document.createElement("li")
  item.append(a)
  place.querySelector("ul").append(item)
  fetch(a.href).then((answer) => answer.text()).then((text) => {
    a.textContent = new DOMParser().parseFromString(text, "text/html").querySelector("h1")?.textContent ?? path
  })
}
place.hidden = !near.length

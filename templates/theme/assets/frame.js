// What the frame does where scripts run: the reader chooses the scheme, opens the search, closes the menu.

// The scheme: a choice that agrees with the system is no choice and is forgotten.
const root = document.documentElement
const scheme = document.querySelector("[data-scheme-switch]")
const system = matchMedia("(prefers-color-scheme: dark)")
const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches)
const tellScheme = () => scheme.setAttribute("aria-pressed", String(isDark()))
tellScheme()
system.addEventListener("change", tellScheme)
scheme.addEventListener("click", () => {
  const dark = !isDark()
  if (dark === system.matches) delete root.dataset.scheme
  else root.dataset.scheme = dark ? "dark" : "light"
  try {
    if (root.dataset.scheme) localStorage.setItem("scheme", root.dataset.scheme)
    else localStorage.removeItem("scheme")
  } catch { /* A browser that keeps nothing still changes the page. */ }
  tellScheme()
})

// The search opens before its script has come, so that nothing typed at once is lost.
const search = document.querySelector("dialog.search")
document.querySelector("[data-search]").addEventListener("click", () => {
  search.showModal()
  search.querySelector("input").select()
  import("./search.js").catch(() => {
    search.querySelector("[role=status]").textContent = "The search could not be loaded. The chapters list every page."
  })
})

const menu = document.querySelector(".menu")
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return
  menu.open = false
  menu.querySelector("summary").focus()
})

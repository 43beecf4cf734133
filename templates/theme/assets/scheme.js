// The scheme the reader chose here, set before the first paint. Without a choice, and without scripts,
// the stylesheet follows the system.
const chosen = (() => { try { return localStorage.getItem("scheme") } catch { return null } })()
if (chosen) document.documentElement.dataset.scheme = chosen

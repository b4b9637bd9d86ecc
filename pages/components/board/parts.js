// Small things the other parts are built from. Names of clients come from files: text goes in as text, never as markup.

const ROW_PX = 36
const AXIS_PX = 28

function element(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined && text !== null) made.textContent = text
  return made
}

function button(className, text, label) {
  const made = element("button", className, text)
  made.type = "button"
  if (label) made.setAttribute("aria-label", label)
  return made
}

// "{n} besök" with {n: 3} is "3 besök".
function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}

// Replaces the children of `host` only when what they are made from has changed.
function redraw(host, source, make) {
  const signature = JSON.stringify(source)
  if (host.dataset.signature === signature) return false
  host.dataset.signature = signature
  host.replaceChildren(...make())
  return true
}

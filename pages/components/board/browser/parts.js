// Small things the other parts are built from. Names of clients come from files: text goes in as text, never as markup.

export const ROW_PX = 36
export const AXIS_PX = 28
export const BAR_PX = 26
export const STEP_MS = 5 * 60000

export function element(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined && text !== null) made.textContent = text
  return made
}

export function button(className, text, label) {
  const made = element("button", className, text)
  made.type = "button"
  if (label) made.setAttribute("aria-label", label)
  return made
}

// "{n} besök" with {n: 3} is "3 besök".
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}

// Local time as "07:05". Asking Intl for every bar takes longer than drawing it, so where the clocks stand still
// over the whole range they are asked once.
export function clockOf({ locale, zone, range }) {
  const hours = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone })
  const ahead = (moment) => {
    const [hour, minute] = hours.format(moment).split(":").map(Number)
    return (hour * 60 + minute - (Math.floor(moment / 60000) % 1440) + 1440) % 1440
  }
  const shift = ahead(range[0])
  if (shift !== ahead(range[1])) return (moment) => hours.format(moment)
  const two = (number) => String(number).padStart(2, "0")
  return (moment) => {
    const minutes = (Math.floor(moment / 60000) + shift) % 1440
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  }
}

// Replaces the children of `host` only when what they are made from has changed.
export function redraw(host, source, make) {
  const signature = JSON.stringify(source)
  if (host.dataset.signature === signature) return false
  host.dataset.signature = signature
  host.replaceChildren(...make())
  return true
}

export function percentOf(board, moment) {
  const [first, last] = board.data.range
  return `${(100 * (moment - first)) / (last - first)}%`
}

export function widthOf(board, start, end) {
  const [first, last] = board.data.range
  return `${(100 * (end - start)) / (last - first)}%`
}

export function itemOf(board, id) {
  return board.data.items.find(([item]) => item === id)
}

export function chipOf(board, id) {
  return board.data.lane.find(([item]) => item === id)
}

// What is told aloud; the same words twice are told twice.
export function say(board, words) {
  board.live.textContent = board.live.textContent === words ? words + "\u00a0" : words
}

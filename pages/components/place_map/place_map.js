// The map itself. Names come from files: text goes in as text, never as markup.

const maps = new WeakMap()
const REST_MS = 350
const STILL_PX = 4
const STEP_PX = 10

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  let map = maps.get(parentElement)
  if (!map) {
    map = mount(parentElement)
    maps.set(parentElement, map)
  }
  map.send = setTriggerValue
  update(map, data)
  return map.leave
}

function mount(parentElement) {
  const root = parentElement.querySelector(".place-map")
  const map = { root, view: { lat: 62, lon: 15, scale: 0.0005, width: 600, height: 420 }, pin: null, drag: null, told: null }
  build(map)
  listen(map)
  const watch = new ResizeObserver(() => resize(map))
  watch.observe(map.canvas)
  map.leave = () => {
    watch.disconnect()
    clearTimeout(map.resting)
    maps.delete(parentElement)
  }
  return map
}

function html(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text) made.textContent = text
  return made
}

function svg(tag, attributes = {}, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  if (text) made.textContent = text
  return made
}

function build(map) {
  map.canvas = svg("svg", { class: "canvas", tabindex: "0", role: "application" })
  map.net = svg("g", { class: "net" })
  map.dots = svg("g", { class: "dots" })
  map.bar = svg("g", { class: "bar" })
  map.needle = svg("g", { class: "needle" })
  map.needle.append(svg("path", { d: "M0 0 L-9 -20 A10 10 0 1 1 9 -20 Z" }), svg("circle", { cy: "-23", r: "4" }))
  map.canvas.append(map.net, map.dots, map.bar, map.needle)
  map.buttons = html("div", "buttons")
  for (const name of ["closer", "further", "all"]) {
    map[name] = html("button", name)
    map[name].type = "button"
    map.buttons.append(map[name])
  }
  map.hint = html("p", "hint")
  map.live = html("p", "live")
  map.live.setAttribute("aria-live", "polite")
  map.root.replaceChildren(map.canvas, map.buttons, map.hint, map.live)
}

function listen(map) {
  map.canvas.addEventListener("pointerdown", (event) => grab(map, event))
  map.canvas.addEventListener("pointermove", (event) => pull(map, event))
  map.canvas.addEventListener("pointerup", (event) => drop(map, event))
  map.canvas.addEventListener("pointercancel", () => (map.drag = null))
  map.canvas.addEventListener("keydown", (event) => walk(map, event))
  map.canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault()
      look(map, zoomed(map.view, event.deltaY < 0 ? 1.25 : 0.8, pointOf(map, event)))
    },
    { passive: false },
  )
  map.closer.addEventListener("click", () => look(map, zoomed(map.view, 1.6, pinPoint(map))))
  map.further.addEventListener("click", () => look(map, zoomed(map.view, 1 / 1.6, pinPoint(map))))
  map.all.addEventListener("click", () => look(map, fitted(map.view, everything(map))))
}

function pointOf(map, event) {
  const box = map.canvas.getBoundingClientRect()
  return [event.clientX - box.left, event.clientY - box.top]
}

function pinPoint(map) {
  return map.pin ? toPixel(map.view, map.pin) : undefined
}

function everything(map) {
  const known = map.data.known.map(([lat, lon]) => [lat, lon])
  return map.pin ? [...known, map.pin] : known
}

function grab(map, event) {
  if (event.button) return
  map.canvas.setPointerCapture(event.pointerId)
  map.drag = { from: pointOf(map, event), at: pointOf(map, event), isPin: map.needle.contains(event.target), moved: false }
}

function pull(map, event) {
  if (!map.drag) return
  const [x, y] = pointOf(map, event)
  const { from, at, isPin } = map.drag
  if (!map.drag.moved && Math.hypot(x - from[0], y - from[1]) < STILL_PX) return
  map.drag.moved = true
  map.drag.at = [x, y]
  if (isPin) {
    const [px, py] = toPixel(map.view, map.pin)
    put(map, toPosition(map.view, [px + x - at[0], py + y - at[1]]))
  } else look(map, shift(map.view, x - at[0], y - at[1]))
}

function drop(map, event) {
  if (map.drag && !map.drag.moved && !map.drag.isPin) put(map, toPosition(map.view, pointOf(map, event)))
  map.drag = null
}

function walk(map, event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  const way = ways[event.key]
  if (way) {
    const step = event.shiftKey ? 1 : STEP_PX
    const [x, y] = pinPoint(map) ?? [map.view.width / 2, map.view.height / 2]
    put(map, toPosition(map.view, map.pin ? [x + way[0] * step, y + way[1] * step] : [x, y]))
    keepInSight(map)
  } else if (event.key === "+") look(map, zoomed(map.view, 1.6, pinPoint(map)))
  else if (event.key === "-") look(map, zoomed(map.view, 1 / 1.6, pinPoint(map)))
  else return
  event.preventDefault()
}

function keepInSight(map) {
  const [x, y] = pinPoint(map)
  const isOut = x < 20 || y < 30 || x > map.view.width - 20 || y > map.view.height - 20
  if (isOut) look(map, shift(map.view, map.view.width / 2 - x, map.view.height / 2 - y))
}

// The pin stands here now; the page hears of it when it has rested.
function put(map, position) {
  map.pin = position.map((degrees) => Number(degrees.toFixed(6)))
  drawPin(map)
  clearTimeout(map.resting)
  map.resting = setTimeout(() => {
    map.told = JSON.stringify(map.pin)
    map.live.textContent = said(map)
    map.send("place", map.pin)
  }, REST_MS)
}

function said(map) {
  const [lat, lon] = map.pin.map((degrees) => degrees.toFixed(5).replace(".", map.data.comma))
  return map.data.words.pin.replace("{lat}", lat).replace("{lon}", lon)
}

function look(map, view) {
  map.view = view
  draw(map)
}

function resize(map) {
  const { width, height } = map.canvas.getBoundingClientRect()
  if (!width || !height || !map.data) return
  const isFirst = !map.isSized
  map.isSized = true
  map.view = { ...map.view, width, height }
  if (isFirst) map.view = fitted(map.view, everything(map))
  draw(map)
}

function update(map, data) {
  const isOther = JSON.stringify(map.data?.known) !== JSON.stringify(data.known)
  map.data = data
  const words = data.words
  map.canvas.setAttribute("aria-label", words.map)
  map.hint.textContent = words.hint
  map.closer.textContent = "+"
  map.further.textContent = "−"
  map.all.textContent = words.all
  map.closer.setAttribute("aria-label", words.closer)
  map.further.setAttribute("aria-label", words.further)
  // What the page says counts unless it only repeats what was told: the pin may have moved on meanwhile.
  const isEcho = JSON.stringify(data.pin) === map.told
  if (!isEcho) {
    clearTimeout(map.resting)
    map.pin = data.pin
    map.told = JSON.stringify(data.pin)
    if (map.pin && map.isSized) {
      const [x, y] = pinPoint(map)
      if (x < 0 || y < 0 || x > map.view.width || y > map.view.height) map.view = fitted(map.view, everything(map))
    }
  }
  if (map.isSized && isOther) map.view = fitted(map.view, everything(map))
  if (map.isSized) draw(map)
  else resize(map)
}

function draw(map) {
  drawNet(map)
  drawDots(map)
  drawBar(map)
  drawPin(map)
}

function drawNet(map) {
  const { view, net } = map
  const [north, west] = toPosition(view, [0, 0])
  const [south, east] = toPosition(view, [view.width, view.height])
  net.replaceChildren()
  const step = netStep((north - south) / view.height)
  const digits = Math.max(0, -Math.floor(Math.log10(step)))
  for (let i = Math.ceil(south / step); i * step <= north; i += 1) {
    const y = toPixel(view, [i * step, view.lon])[1]
    net.append(svg("line", { x1: 0, x2: view.width, y1: y, y2: y }))
    net.append(svg("text", { x: 6, y: y - 4 }, `${(i * step).toFixed(digits).replace(".", map.data.comma)}° N`))
  }
  const wide = netStep((east - west) / view.width)
  for (let i = Math.ceil(west / wide); i * wide <= east; i += 1) {
    const x = toPixel(view, [view.lat, i * wide])[0]
    net.append(svg("line", { y1: 0, y2: view.height, x1: x, x2: x }))
    net.append(svg("text", { x: x + 4, y: 14 }, `${(i * wide).toFixed(digits).replace(".", map.data.comma)}° E`))
  }
}

function drawDots(map) {
  const { view, dots, data } = map
  dots.replaceChildren()
  const taken = []
  for (const [lat, lon, label] of data.known) {
    const [x, y] = toPixel(view, [lat, lon])
    if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue
    const dot = label
      ? svg("circle", { cx: x, cy: y, r: 4.5, class: "home" })
      : svg("rect", { x: x - 6, y: y - 6, width: 12, height: 12, class: "office" })
    const name = label || data.words.office
    dot.append(svg("title", {}, name))
    dots.append(dot)
    // Names only where there is room for them.
    if (taken.every(([tx, ty]) => Math.abs(tx - x) > 64 || Math.abs(ty - y) > 13)) {
      taken.push([x, y])
      dots.append(svg("text", { x: x + 8, y: y + 4 }, name))
    }
  }
}

function drawBar(map) {
  const { view, bar, data } = map
  const metres = roundLength(140 / view.scale)
  const length = metres * view.scale
  const [x, y] = [14, view.height - 14]
  const name = metres >= 1000 ? `${metres / 1000} km` : `${String(metres).replace(".", data.comma)} m`
  bar.replaceChildren(
    svg("path", { d: `M${x} ${y - 6} V${y} H${x + length} V${y - 6}` }),
    svg("text", { x: x + length + 6, y }, name),
  )
}

function drawPin(map) {
  map.needle.toggleAttribute("hidden", !map.pin)
  map.needle.style.display = map.pin ? "" : "none"
  if (!map.pin) return
  const [x, y] = toPixel(map.view, map.pin)
  map.needle.setAttribute("transform", `translate(${x} ${y})`)
}

// The day in motion: time runs here, and the server is asked for nothing while it does.

const SVG = "http://www.w3.org/2000/svg"
const GRID = 10000
const PACE = 15 * 60 // seconds of the day in one second
const STEP_MS = 60000
const LEAP_MS = 10 * 60000 // for those who want no motion: a leap a second

const maps = new WeakMap()
// Kept while the app is open in this tab: another page and back shows the same moment of the same day.
const moments = new Map()

export function show({ data, parentElement, setTriggerValue }) {
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
  const root = parentElement.querySelector(".motion")
  const map = { root, carers: new Map(), isPlaying: false, frame: 0, last: 0 }
  map.svg = shape("svg", { viewBox: "-700 -700 11400 11400", role: "group" })
  map.ways = shape("g")
  map.places = shape("g")
  map.dots = shape("g")
  map.svg.append(map.ways, map.places, map.dots)
  map.play = document.createElement("button")
  map.play.type = "button"
  map.slider = document.createElement("input")
  map.slider.type = "range"
  map.slider.step = STEP_MS
  map.clock = document.createElement("output")
  map.told = document.createElement("p")
  const steer = document.createElement("div")
  steer.className = "steer"
  steer.append(map.play, map.slider, map.clock)
  root.replaceChildren(map.svg, steer, map.told)
  map.play.addEventListener("click", () => (map.isPlaying ? pause(map) : play(map)))
  map.slider.addEventListener("input", () => go(map, Number(map.slider.value)))
  const watch = new ResizeObserver(() => map.data && fit(map))
  watch.observe(map.svg)
  map.leave = () => {
    pause(map)
    watch.disconnect()
    maps.delete(parentElement)
  }
  return map
}

function shape(name, attributes = {}) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function update(map, data) {
  map.data = data
  const { words, range, locale, zone } = data
  map.time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone })
  map.svg.setAttribute("aria-label", words.map)
  map.slider.setAttribute("aria-label", words.moment)
  map.slider.disabled = map.play.disabled = !range
  name(map)
  const [first, last] = range ?? [0, 1]
  map.slider.min = first
  map.slider.max = last
  const signature = JSON.stringify([data.places, data.carers, data.unplanned])
  if (map.signature !== signature) draw(map)
  map.signature = signature
  const known = moments.get(data.day)
  const isNow = data.now && data.now >= first && data.now <= last
  go(map, Math.min(last, Math.max(first, known ?? (isNow ? data.now : first + (last - first) / 4))))
  fit(map)
}

function name(map) {
  const { words } = map.data
  map.play.classList.toggle("playing", map.isPlaying)
  map.play.setAttribute("aria-label", map.isPlaying ? words.pause : words.play)
  map.play.title = map.isPlaying ? words.pause : words.play
}

function draw(map) {
  const { places, carers, unplanned, words } = map.data
  const missed = new Set(unplanned)
  map.unit = map.unit ?? 20
  map.places.replaceChildren(
    ...places.map(([x, y], number) => {
      const isMissed = missed.has(number)
      const dot = shape("circle", { cx: x, cy: y, class: isMissed ? "missed" : "place", "vector-effect": "non-scaling-stroke" })
      dot.dataset.px = isMissed ? 4.5 : 2.5
      if (isMissed) dot.append(titled(words.unplanned))
      return dot
    }),
  )
  map.ways.replaceChildren(
    ...carers.filter((each) => each[3]).map((each) => {
      const [, , , , , , start, drives] = each
      const path = [start, ...drives.filter((drive) => drive[5] === 1).map((drive) => drive[3])]
      return shape("polyline", {
        points: path.map((place) => places[place].join()).join(" "), class: "way", "vector-effect": "non-scaling-stroke",
      })
    }),
  )
  map.carers = new Map()
  map.dots.replaceChildren(
    ...[...carers].sort((a, b) => a[3] - b[3]).map((each) => {
      const [word, label, initials, isChosen] = each
      const dot = shape("g", { class: isChosen ? "carer chosen" : "carer", role: "button", tabindex: isChosen ? 0 : -1 })
      const circle = shape("circle", { r: 11 })
      const text = shape("text")
      text.textContent = initials
      const title = titled(label)
      dot.append(title, circle, text)
      dot.addEventListener("click", () => map.send("select", word))
      dot.addEventListener("keydown", (event) => event.key === "Enter" && map.send("select", word))
      map.carers.set(each, { dot, title })
      return dot
    }),
  )
}

function titled(words) {
  const title = shape("title")
  title.textContent = words
  return title
}

// Signs keep their size on screen whatever the map's scale.
function fit(map) {
  const { width, height } = map.svg.getBoundingClientRect()
  if (!width) return
  map.unit = 11400 / Math.min(width, height)
  for (const dot of map.places.children) dot.setAttribute("r", dot.dataset.px * map.unit)
  go(map, map.moment)
}

// Where a carer is and what of: on the way, with a client, waiting, or not at work (null).
function whereabouts(each, moment, places) {
  const [, , , , from, until, start, drives, visits] = each
  if (moment < from || moment > until) return null
  let at = places[start]
  let doing = "waiting"
  for (const [begin, end, here, there, before, after] of drives) {
    if (moment < begin) break
    const share = moment >= end ? after : before + ((after - before) * (moment - begin)) / (end - begin)
    const [a, b] = [places[here], places[there]]
    at = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
    doing = moment < end ? "driving" : "waiting"
  }
  const visit = visits.find(([begin, end]) => begin <= moment && moment < end)
  return visit ? { at: places[visit[2]], doing: "visiting" } : { at, doing }
}

function go(map, moment) {
  const { words, places, day } = map.data
  map.moment = moment
  moments.set(day, moment)
  const count = { visiting: 0, driving: 0, waiting: 0 }
  const crowd = new Map()
  for (const [each, { dot, title }] of map.carers) {
    const found = whereabouts(each, moment, places)
    dot.style.display = found ? "" : "none"
    if (!found) continue
    count[found.doing] += 1
    dot.classList.toggle("visiting", found.doing === "visiting")
    dot.classList.toggle("waiting", found.doing === "waiting")
    // Several at one place stand beside each other.
    const spot = found.at.map((each) => Math.round(each / (map.unit * 8))).join()
    const beside = crowd.get(spot) ?? 0
    crowd.set(spot, beside + 1)
    const x = found.at[0] + beside * 13 * map.unit
    dot.setAttribute("transform", `translate(${x} ${found.at[1]}) scale(${map.unit})`)
    const told = `${each[1]}, ${words[found.doing]}`
    if (title.textContent !== told) {
      title.textContent = told
      dot.setAttribute("aria-label", told)
    }
  }
  const time = map.data.range ? map.time.format(moment) : ""
  const said = ["visiting", "driving", "waiting"].map((each) => `${count[each]} ${words[each]}`).join(" · ")
  map.slider.value = moment
  map.slider.setAttribute("aria-valuetext", `${time}, ${said}`)
  map.clock.textContent = time
  map.told.textContent = map.data.range ? said : words.nobody
}

function play(map) {
  if (map.moment >= map.data.range[1]) go(map, map.data.range[0])
  map.isPlaying = true
  map.last = performance.now()
  map.isStill = matchMedia("(prefers-reduced-motion: reduce)").matches
  name(map)
  map.frame = requestAnimationFrame((now) => tick(map, now))
}

function tick(map, now) {
  if (!map.isPlaying) return
  const passed = now - map.last
  if (!map.isStill || passed >= 1000) {
    map.last = now
    const next = map.moment + (map.isStill ? LEAP_MS : Math.min(passed, 250) * PACE)
    go(map, Math.min(map.data.range[1], next))
    if (next >= map.data.range[1]) return pause(map)
  }
  map.frame = requestAnimationFrame((at) => tick(map, at))
}

function pause(map) {
  map.isPlaying = false
  cancelAnimationFrame(map.frame)
  if (map.data) name(map)
}

// What is drawn: legend, lane, names, hours and bars. Positions are percent of the body, so zooming touches no bar.

import { AXIS_PX, BAR_PX, ROW_PX, button, element, filled, percentOf, redraw, widthOf } from "./parts.js"

const LEGEND = [
  "fixed", "movable", "break", "travel", "waiting", "pinned", "double", "critical", "changed", "outside",
]

// Letters of a bar that have a sign, most urgent first, and the sign's class and text.
const SIGNS = { x: ["late", "!"], s: ["late", "!"], c: ["crit"], p: ["lock"], d: ["two", "2"], n: ["chg"] }
const NAMES = { pinned: "p", double: "d", critical: "c", changed: "n", outside: "x" }

export function drawLegend(board) {
  const { words } = board.data
  redraw(board.legend, words, () =>
    LEGEND.map((name) => {
      const entry = element("li")
      entry.append(sign(name), element("span", "", words[name]))
      return entry
    }),
  )
}

function sign(name) {
  const [className, text] = SIGNS[NAMES[name]] ?? ["swatch " + name]
  return element("i", className, text)
}

export function drawLane(board) {
  const { lane, words } = board.data
  redraw(board.lane, [lane, words.unplanned, board.data.can_edit], () => {
    const title = element("strong", "", words.unplanned + " ")
    title.append(element("span", lane.length ? "count" : "count none", lane.length))
    const chips = element("div", "chips")
    for (const [id, client, what, minutes, when] of lane) {
      const detail = filled(words.minutes, { n: minutes, window: when })
      const chip = button("chip", null, `${words.unplanned}: ${client} ${what}, ${detail}`)
      chip.title = what
      chip.dataset.id = id
      if (board.data.can_edit) chip.classList.add("liftable")
      chip.tabIndex = -1
      chip.append(element("b", "", client), element("span", "", what.split(",")[0]), element("i", "", detail))
      chips.append(chip)
    }
    if (chips.firstChild) chips.firstChild.tabIndex = 0
    return [title, lane.length ? chips : element("span", "muted", words.all_planned)]
  })
}

export function drawNames(board) {
  const { groups, words } = board.data
  redraw(board.names, [groups, words.visits], () => [
    element("div", "corner"),
    ...groups.map(([id, name, visits, percent, light, initials]) => {
      const counted = visits === 1 ? words.one_visit : filled(words.visits, { n: visits })
      const efficiency = percent === null ? words.no_efficiency : filled(words.efficiency, { n: percent })
      const row = button("name", null, `${name}, ${counted}, ${efficiency}`)
      row.dataset.id = id
      row.tabIndex = -1
      row.title = `${name} · ${efficiency}`
      const who = element("span", "who")
      who.append(element("b", "", name), element("span", "", counted))
      const share = element("span", "share " + light, percent === null ? "–" : filled(words.percent, { n: percent }))
      row.append(element("span", "initials", initials), who, share)
      return row
    }),
  ])
  const height = `${groups.length * ROW_PX + AXIS_PX}px`
  if (board.body.style.height !== height) board.body.style.height = height
  board.empty.hidden = groups.length > 0
  board.empty.textContent = words.nobody
}

export function drawHours(board) {
  redraw(board.axis, [board.data.ticks, board.data.range], () =>
    board.data.ticks.map(([at, label, isMidnight], number) => {
      const hour = element("span", isMidnight ? "hour midnight" : "hour", label)
      hour.dataset.number = number
      hour.style.left = percentOf(board, at)
      return hour
    }),
  )
  redraw(board.lines, [board.data.ticks, board.data.range], () =>
    board.data.ticks.map(([at, , isMidnight]) => {
      const line = element("i", isMidnight ? "line midnight" : "line")
      line.style.left = percentOf(board, at)
      return line
    }),
  )
}

export function place(board, bar, group, start, end, part = 0, parts = 1) {
  bar.style.top = `${AXIS_PX + group * ROW_PX + 5 + (part * BAR_PX) / parts}px`
  bar.style.height = parts > 1 ? `${BAR_PX / parts - 1}px` : ""
  bar.style.left = percentOf(board, start)
  bar.style.width = widthOf(board, start, end)
}

// Every bar once: those whose signature is known stay untouched, the others are moved, made or taken away.
export function drawBars(board) {
  const { data } = board
  const kept = new Set()
  const added = document.createDocumentFragment()
  const span = data.range.join()
  let changed = 0

  const put = (id, signature, make, paint) => {
    kept.add(id)
    if (board.signatures.get(id) === signature) return
    changed += 1
    board.signatures.set(id, signature)
    let bar = board.bars.get(id)
    if (!bar) {
      bar = make()
      board.bars.set(id, bar)
      added.append(bar)
    }
    paint(bar)
  }

  for (const [group, start, end, kind] of data.bg) {
    const id = `${kind}.${group}.${start}.${end}`
    put(id, span, () => element("i"), (bar) => {
      bar.className = "under " + { S: "shift", T: "travel", W: "waiting" }[kind]
      place(board, bar, group, start, end)
    })
  }
  for (const item of data.items) {
    const [id, group, start, end] = item
    put(id, `${span} ${item.join("|")} ${data.groups[group][1]} ${data.can_edit}`, () => makeBar(item), (bar) => {
      paintBar(board, bar, item)
      place(board, bar, group, start, end, item[7], item[8])
    })
  }
  for (const [id, bar] of board.bars) {
    if (kept.has(id)) continue
    bar.remove()
    board.bars.delete(id)
    board.signatures.delete(id)
    changed += 1
  }
  board.body.append(added)
  return changed
}

function makeBar([id, , , , , , flags]) {
  const bar = flags === "b" ? element("div") : button()
  bar.dataset.id = id
  if (flags !== "b") bar.tabIndex = -1
  return bar
}

function paintBar(board, bar, [, group, start, end, client, what, flags]) {
  const { words } = board.data
  const has = (flag) => flags.includes(flag)
  const inside = element("span", "inside")
  if (has("b")) {
    bar.className = "bar rest"
    bar.title = `${words.break} ${board.time(start)}–${board.time(end)}`
    inside.append(element("b", "client", words.break))
  } else {
    bar.className = "bar visit " + (has("m") ? "movable" : "fixed")
    bar.classList.toggle("troubled", has("x") || has("s"))
    bar.classList.toggle("faded", has("f"))
    bar.classList.toggle("liftable", board.data.can_edit && !has("p"))
    const label = visitLabel(board, client, what, start, end, group, flags)
    bar.setAttribute("aria-label", label)
    bar.title = label
    const shown = new Set(Object.keys(SIGNS).filter(has).map((flag) => SIGNS[flag]))
    const signs = [...new Map([...shown].map((each) => [each[0], each])).values()]
    for (const [className, text] of signs) inside.append(element("i", className, text))
    inside.append(element("b", "client", client), element("span", "what", what))
  }
  bar.replaceChildren(inside)
}

export function visitLabel(board, client, what, start, end, group, flags) {
  const { words, groups } = board.data
  const said = {
    p: words.pinned, m: words.movable, d: words.double, c: words.critical, n: words.changed, x: words.outside,
    s: words.short,
  }
  const marks = [...flags].map((flag) => said[flag]).filter(Boolean)
  return [`${client} ${what}`.trim(), `${board.time(start)}–${board.time(end)}`, groups[group][1], ...marks].join(", ")
}

// Walking and choosing: one tab stop for the bars and one for the lane, arrows between them.

import { actByKey } from "./keys.js"
import { drawMarks } from "./marking.js"
import { AXIS_PX, ROW_PX, filled, say } from "./parts.js"

// What a reader has just asked for wins over an older answer for so long.
const PATIENCE_MS = 1500

export function choose(board, id) {
  const wanted = id === board.selected ? "" : id
  board.asked = { id: wanted, at: performance.now() }
  mark(board, wanted)
  sayChosen(board, wanted)
  board.send("select", wanted)
}

export function follow(board, selected) {
  const { asked } = board
  if (asked && asked.id !== (selected ?? "") && performance.now() - asked.at < PATIENCE_MS) return
  board.asked = null
  const isNew = board.selected !== (selected ?? "")
  mark(board, selected ?? "")
  if (isNew && selected) bring(board, selected)
}

// Draws the selection: the bar or name itself, its row, its mates and, as soon as they are known, its windows.
export function mark(board, id) {
  board.selected = id
  const { items, groups, win } = board.data
  const row = groups.findIndex(([group]) => group === id)
  const group = row >= 0 ? row : (items.find(([item]) => item === id)?.[1] ?? -1)
  const isHere = id in win
  for (const [item, bar] of board.bars) {
    if (!bar.dataset.id) continue
    bar.classList.toggle("selected", item === id)
    const pressed = String(item === id)
    if (bar.tagName === "BUTTON" && bar.getAttribute("aria-pressed") !== pressed) bar.setAttribute("aria-pressed", pressed)
  }
  ;[...board.names.children].slice(1).forEach((name, number) => {
    name.classList.toggle("selected", number === row)
    name.classList.toggle("near", number === group && number !== row)
    name.setAttribute("aria-pressed", String(number === row))
  })
  for (const chip of board.lane.querySelectorAll(".chip")) {
    chip.classList.toggle("selected", chip.dataset.id === id)
    chip.setAttribute("aria-pressed", String(chip.dataset.id === id))
  }
  drawMarks(board)
  if (group < 0 && isHere && board.windowed !== id) bringWindow(board)
  board.windowed = isHere ? id : null
  board.band.hidden = group < 0
  if (group >= 0) board.band.style.top = `${AXIS_PX + group * ROW_PX}px`
  const stop = board.bars.get(id) ?? board.names.querySelector(`[data-id="${CSS.escape(id)}"]`)
  if (stop) roam(board, stop)
}

function sayChosen(board, id) {
  const { words } = board.data
  const bar = id && board.root.querySelector(`button[data-id="${CSS.escape(id)}"]`)
  say(board, bar ? filled(words.selected, { what: bar.getAttribute("aria-label") }) : words.cleared)
}

// The one bar or name that Tab leads to.
export function roam(board, stop) {
  if (board.stop) board.stop.tabIndex = -1
  board.stop = stop
  stop.tabIndex = 0
}

export function firstStop(board) {
  if (board.stop?.isConnected) return
  const first = board.names.children[1]
  board.stop = null
  if (first) roam(board, first)
}

export function bring(board, id) {
  const bar = board.bars.get(id)
  if (bar) return intoView(board, bar)
  const found = board.root.querySelector(`[data-id="${CSS.escape(id)}"]`)
  found?.scrollIntoView({ block: "nearest", inline: "nearest" })
}

// Scrolls the board only, never the page; keeps clear of the hours above and the names to the left.
export function intoView(board, bar) {
  const { scroller } = board
  const names = board.names.offsetWidth
  const left = bar.offsetLeft + names
  const right = left + bar.offsetWidth
  const isLeft = left < scroller.scrollLeft + names + 8
  const isRight = right > scroller.scrollLeft + scroller.clientWidth - 8
  if (isLeft || isRight) scroller.scrollLeft = left - (names + scroller.clientWidth) / 2
  const top = bar.offsetTop
  if (top < scroller.scrollTop + AXIS_PX + 4) scroller.scrollTop = top - AXIS_PX - 8
  const below = top + ROW_PX - scroller.clientHeight
  if (below > scroller.scrollTop) scroller.scrollTop = below
}

// A visit nobody makes has no bar: what is worth seeing is when it could be made.
function bringWindow(board) {
  const { scroller } = board
  const window = board.windows.firstChild
  if (!window) return
  const seen = scroller.clientWidth - board.names.offsetWidth
  const isOut = window.offsetLeft < scroller.scrollLeft || window.offsetLeft > scroller.scrollLeft + seen - 40
  if (isOut) scroller.scrollLeft = window.offsetLeft - seen / 3
}

export function walk(board, event) {
  const at = event.target.closest("button[data-id]")
  if (actByKey(board, at, event)) return
  if (event.key === "Escape" && board.selected) {
    event.preventDefault()
    return choose(board, board.selected)
  }
  if (!at || event.altKey || event.ctrlKey || event.metaKey) return
  const next = at.classList.contains("chip") ? nextChip(board, at, event.key) : nextBar(board, at, event.key)
  if (!next) return
  event.preventDefault()
  if (next.classList.contains("chip")) at.tabIndex = -1
  if (next.classList.contains("chip")) next.tabIndex = 0
  else roam(board, next)
  next.focus({ preventScroll: true })
  if (next.classList.contains("visit")) intoView(board, next)
  else next.scrollIntoView({ block: "nearest", inline: "nearest" })
}

function nextChip(board, at, key) {
  if (key === "ArrowRight") return at.nextElementSibling
  if (key === "ArrowLeft") return at.previousElementSibling
  return key === "ArrowDown" ? board.stop : null
}

function nextBar(board, at, key) {
  const { items, groups } = board.data
  const visits = items.filter(([, , , , , , flags]) => flags !== "b" && !flags.includes("f"))
  const item = visits.find(([id]) => id === at.dataset.id)
  const row = item ? item[1] : groups.findIndex(([id]) => id === at.dataset.id)
  const name = (number) => (number < 0 ? null : (board.names.children[number + 1] ?? null)) // after the corner
  const inRow = visits.filter((each) => each[1] === row).sort((a, b) => a[2] - b[2])
  const place = item ? inRow.indexOf(item) : -1
  const bar = (found) => (found ? board.bars.get(found[0]) : null)
  if (key === "ArrowRight") return bar(inRow[place + 1])
  if (key === "ArrowLeft") return place > 0 ? bar(inRow[place - 1]) : item ? name(row) : null
  if (key === "Home") return name(row)
  if (key === "End") return bar(inRow[inRow.length - 1])
  if (key !== "ArrowUp" && key !== "ArrowDown") return null
  const step = key === "ArrowDown" ? 1 : -1
  if (!item) return name(row + step) ?? (step < 0 ? board.lane.querySelector(".chip") : null)
  const middle = (item[2] + item[3]) / 2
  for (let other = row + step; other >= 0 && other < groups.length; other += step) {
    const there = visits.filter((each) => each[1] === other)
    const distance = (each) => Math.abs((each[2] + each[3]) / 2 - middle)
    if (there.length) return bar(there.reduce((a, b) => (distance(b) < distance(a) ? b : a)))
  }
  return null
}

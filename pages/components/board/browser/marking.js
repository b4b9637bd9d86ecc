// What is marked for a visit in the hand or selected: shifts that can take it and at what price, those that cannot,
// and the visits it is tied to with their windows.

import { points } from "./aiming.js"
import { ROW_PX, element, itemOf, percentOf, redraw, widthOf } from "./parts.js"

export function drawMarks(board) {
  const { data, hand } = board
  const id = hand?.id ?? board.selected
  const offers = data.offers[id] ?? []
  const refused = hand ? (data.refused[id] ?? {}) : {}
  const isTold = id in data.win
  const ties = isTold ? data.ties : []
  drawWindows(board, isTold ? id : null)
  drawTies(board, ties)
  drawOffers(board, id, offers)
  const best = new Map()
  for (const [row, , delta] of offers) if (!best.has(row)) best.set(row, delta)
  ;[...board.names.children].slice(1).forEach((name, row) => {
    name.classList.toggle("can", best.has(row))
    name.classList.toggle("cannot", row in refused)
    const mark = name.querySelector(".offer")
    if (!best.has(row)) return mark?.remove()
    const shown = mark ?? name.appendChild(element("span", "offer"))
    shown.textContent = points(board, best.get(row))
    shown.classList.toggle("better", best.get(row) <= 0)
  })
}

function drawWindows(board, id) {
  const spans = id === null ? [] : board.data.win[id]
  redraw(board.windows, [spans, board.data.range], () =>
    spans.map(([start, end]) => {
      const span = element("i", "window")
      span.style.left = percentOf(board, start)
      span.style.width = widthOf(board, start, end)
      return span
    }),
  )
}

function drawTies(board, ties) {
  const tied = new Map(ties)
  for (const [item, bar] of board.bars) {
    if (!bar.dataset.id) continue
    bar.classList.toggle("mate", tied.get(item) === "g")
    bar.classList.toggle("tied", tied.has(item) && tied.get(item) !== "g")
  }
  const strips = ties.flatMap(([id]) => {
    const item = itemOf(board, id)
    return item ? (board.data.win[id] ?? []).map((span) => [item[1], ...span]) : []
  })
  redraw(board.strips, [strips, board.data.range], () =>
    strips.map(([row, start, end]) => {
      const strip = element("i", "strip")
      strip.style.top = `${row * ROW_PX}px`
      strip.style.left = percentOf(board, start)
      strip.style.width = widthOf(board, start, end)
      return strip
    }),
  )
}

function drawOffers(board, id, offers) {
  const item = itemOf(board, id)
  const chip = board.data.lane.find(([each]) => each === id)
  const length = item ? item[3] - item[2] : (chip?.[3] ?? 0) * 60000
  redraw(board.slots, [offers, length, board.data.range], () =>
    offers.map(([row, start, delta]) => {
      const slot = element("i", delta <= 0 ? "slot better" : "slot")
      slot.style.top = `${row * ROW_PX + 5}px`
      slot.style.left = percentOf(board, start)
      slot.style.width = widthOf(board, start, start + length)
      return slot
    }),
  )
}

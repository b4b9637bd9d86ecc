// Where a carried visit would land, and what stands against it there. Only a hint: Python decides.

import { AXIS_PX, ROW_PX, STEP_MS, filled } from "./parts.js"

export function snapped(moment) {
  return Math.round(moment / STEP_MS) * STEP_MS
}

// The place under the pointer: `{row, start}`, `{lane: true}`, or null where nothing can be put.
export function placeAt(board, hand, x, y) {
  const lane = board.lane.getBoundingClientRect()
  const seen = board.scroller.getBoundingClientRect()
  if (y >= lane.top && y < lane.bottom && x >= lane.left && x <= lane.right) return hand.isChip ? null : { lane: true }
  if (y < seen.top || y > seen.bottom || x < seen.left || x > seen.right) return null
  const body = board.body.getBoundingClientRect()
  const row = Math.floor((y - body.top - AXIS_PX) / ROW_PX)
  if (row < 0 || row >= board.data.groups.length) return null
  const [first, last] = board.data.range
  const held = first + ((x - body.left) / body.width) * (last - first) - hand.grip
  // To another row at the same time is the commonest move: near its old start a visit keeps it to the second.
  const start = !hand.isChip && Math.abs(held - hand.start) <= STEP_MS / 2 ? hand.start : snapped(held)
  // An offer's price holds at its own start, which need not lie on the grid: near it the visit is drawn to it.
  const offer = offerFor(board, hand.id, { row, start: held })
  if (offer && Math.abs(held - offer[1]) <= STEP_MS / 2) return { row, start: offer[1] }
  return { row, start: Math.min(last - hand.length, Math.max(first, start)) }
}

// Why not there, in words; nothing where nothing known stands against it.
export function against(board, hand, at) {
  const { words, refused, win, by, bg, groups } = board.data
  if (!at || at.lane) return ""
  if (by === "client") {
    if (at.row !== hand.row) return words.other_client
  } else {
    const why = refused[hand.id]?.[at.row]
    if (why) return why
    const end = at.start + hand.length
    const shifts = bg.filter(([row, , , kind]) => row === at.row && kind === "S")
    if (!shifts.some(([, from, until]) => from <= at.start && end <= until))
      return filled(words.outside_shift, { who: groups[at.row][1] })
  }
  const windows = win[hand.id]
  const isInside = windows?.some(([from, until]) => from <= at.start && at.start + hand.length <= until)
  return windows?.length && !isInside ? words.outside_window : ""
}

// The offer of a row nearest to a start, as `[row, start, delta, words]`.
export function offerFor(board, id, at) {
  const offers = (board.data.offers[id] ?? []).filter(([row]) => row === at.row)
  const distance = ([, start]) => Math.abs(start - at.start)
  return offers.reduce((best, each) => (!best || distance(each) < distance(best) ? each : best), null)
}

export function points(board, delta) {
  const number = new Intl.NumberFormat(board.data.locale, { signDisplay: "exceptZero", maximumFractionDigits: 0 })
  return filled(board.data.words.points, { n: number.format(delta) })
}

// The same moves by key: Alt with arrows carries, Enter saves, Escape undoes; nothing is sent before Enter.

import { act } from "./acting.js"
import { openCard } from "./card.js"
import { carry, drop, lift, putBack, spoken } from "./carrying.js"
import { STEP_MS, itemOf, say } from "./parts.js"
import { intoView } from "./walking.js"

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

// True when the key was an act and walking has nothing to do with it.
export function actByKey(board, at, event) {
  if (!board.data.can_edit) return false
  const done = inHand(board, event) || history(board, event) || onVisit(board, at, event)
  if (done) event.preventDefault()
  return done
}

function inHand(board, event) {
  if (board.hand?.by !== "key") return false
  if (event.key === "Enter") drop(board)
  else if (event.key === "Escape") putBack(board, true)
  else if (event.altKey && event.key in ARROWS) step(board, ...ARROWS[event.key])
  else return event.key === "Tab" ? (putBack(board), false) : !event.ctrlKey && !event.metaKey
  return true
}

function history(board, event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const key = event.key.toLowerCase()
  const isRedo = key === "y" || (key === "z" && event.shiftKey)
  if (key !== "z" && !isRedo) return false
  if (isRedo ? board.data.can_redo : board.data.can_undo) act(board, isRedo ? "redo" : "undo")
  return true
}

function onVisit(board, at, event) {
  if (!at || !at.matches(".visit, .chip")) return false
  const { id } = at.dataset
  board.focused = id
  if (event.altKey && event.key in ARROWS) return takeUp(board, id, ARROWS[event.key])
  if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) return openCard(board, id), true
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const item = itemOf(board, id)
  if (!item) return false
  if (event.key.toLowerCase() === "p") return act(board, "pin", { id, pinned: !item[6].includes("p") }), true
  if (event.key === "Delete" || event.key === "Backspace") {
    if (!item[6].includes("p")) return act(board, "unassign", { id }), true
    lift(board, id, "key") // says that it is locked
    return true
  }
  return false
}

function takeUp(board, id, [rows, steps]) {
  const hand = lift(board, id, "key")
  if (!hand) return true
  if (!hand.isChip) {
    hand.at = { row: hand.row, start: hand.start }
    step(board, rows, steps)
    return true
  }
  const best = board.data.offers[id]?.[0]
  const start = best?.[1] ?? firstStart(board, id)
  show(board, { row: best?.[0] ?? 0, start })
  return true
}

// Of a visit nobody makes: when it may first begin, else what is in sight.
export function firstStart(board, id) {
  const { range, win } = board.data
  const [first, last] = range
  const seen = first + (board.scroller.scrollLeft / Math.max(1, board.body.clientWidth)) * (last - first)
  return Math.ceil((win[id]?.[0]?.[0] ?? seen) / STEP_MS) * STEP_MS
}

function step(board, rows, steps) {
  const { hand, data } = board
  const [first, last] = data.range
  const onGrid = steps > 0 ? Math.floor(hand.at.start / STEP_MS) : Math.ceil(hand.at.start / STEP_MS)
  const start = steps ? (onGrid + steps) * STEP_MS : hand.at.start
  const row = data.by === "client" ? hand.at.row : hand.at.row + rows
  show(board, {
    row: Math.min(data.groups.length - 1, Math.max(0, row)),
    start: Math.min(last - hand.length, Math.max(first, start)),
  })
}

function show(board, at) {
  carry(board, at)
  intoView(board, board.ghost)
  carry(board, at) // the words stand where the bar now is
  say(board, spoken(board, board.hand, at))
}


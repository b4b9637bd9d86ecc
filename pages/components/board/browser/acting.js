// What changes the plan: sent once, marked as under way, and done with when Python has answered.

import { say } from "./parts.js"

const PATIENCE_MS = 15000
const NOTE_MS = 8000

// Numbered by the clock, so that a board drawn anew after a page switch never repeats a number Python knows.
function nextNumber(board) {
  board.seq = Math.max(Date.now(), board.seq + 1)
  return board.seq
}

export function act(board, name, details = {}, ghost = null) {
  if (!board.data.can_edit || board.pending) return ghost?.remove()
  const seq = nextNumber(board)
  const timer = setTimeout(() => giveUp(board), PATIENCE_MS)
  board.pending = { name, id: details.id, seq, ghost, timer, was: placeOf(board, details.id) }
  board.root.classList.add("busy")
  board.bars.get(details.id)?.classList.add("leaving")
  say(board, board.data.words.saving)
  board.send(name, { ...details, seq, base: details.base ?? board.data.version })
}

function placeOf(board, id) {
  const item = board.data.items.find(([each]) => each === id)
  return item ? item.slice(1, 4).join() : "lane"
}

// Called with every new list: ours is answered when it bears our number.
export function hear(board) {
  const { pending, data } = board
  const answer = `${data.seq} ${data.note}`
  if (data.note && answer !== board.heard) tell(board, data.note)
  board.heard = answer
  if (!pending || data.seq < pending.seq) return
  const isSame = placeOf(board, pending.id) === pending.was && ["move", "unassign"].includes(pending.name)
  settle(board, isSame)
  if (!data.note) say(board, board.data.words.saved)
  refocus(board, pending.id)
}

function giveUp(board) {
  if (!board.pending) return
  settle(board, true)
  tell(board, board.data.words.no_answer)
}

function settle(board, goesBack) {
  const { ghost, timer, id } = board.pending
  clearTimeout(timer)
  board.pending = null
  board.root.classList.remove("busy")
  const bar = board.bars.get(id)
  bar?.classList.remove("leaving")
  if (!ghost) return
  if (!goesBack || !bar) return ghost.remove()
  // The bar goes back before everybody's eyes.
  ghost.classList.add("returning")
  ghost.style.top = bar.style.top
  ghost.style.left = bar.style.left
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches
  setTimeout(() => ghost.remove(), isStill ? 0 : 260)
}

// Where the keyboard was before the act it is after it, though the visit may now be a chip instead of a bar.
function refocus(board, id) {
  if (!id || board.focused !== id) return
  const found = board.bars.get(id) ?? board.lane.querySelector(`[data-id="${CSS.escape(id)}"]`)
  found?.focus({ preventScroll: true })
}

// Said and shown: why something was refused, and what would help.
export function tell(board, words) {
  say(board, words)
  board.note.textContent = words
  board.note.hidden = false
  clearTimeout(board.noteTimer)
  board.noteTimer = setTimeout(() => (board.note.hidden = true), NOTE_MS)
}

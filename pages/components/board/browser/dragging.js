// By mouse, pen and finger. A finger scrolls as everywhere; held still on a visit for a moment it takes the visit up.

import { placeAt } from "./aiming.js"
import { openCard } from "./card.js"
import { carry, drop, lift, putBack } from "./carrying.js"

const SLACK_PX = 4
const TOUCH_SLACK_PX = 10
const HOLD_MS = 420
const EDGE_PX = 42
const FASTEST_PX = 16

export function listenToPointers(board) {
  const { root } = board
  root.addEventListener("pointerdown", (event) => press(board, event))
  root.addEventListener("pointermove", (event) => move(board, event))
  root.addEventListener("pointerup", (event) => release(board, event))
  root.addEventListener("pointercancel", () => cancel(board))
  root.addEventListener("lostpointercapture", () => board.press && board.hand && cancel(board))
  // A page that scrolls under a carried visit would take the finger away from us.
  root.addEventListener("touchmove", (event) => board.hand && event.preventDefault(), { passive: false })
  root.addEventListener("dragstart", (event) => event.preventDefault())
  root.addEventListener("contextmenu", (event) => {
    const at = event.target.closest(".visit, .chip")
    if (!at || !board.data.can_edit) return
    event.preventDefault()
    if (board.press?.type !== "touch") openCard(board, at.dataset.id)
  })
  // The click that ends a drag is not a choice.
  root.addEventListener("click", (event) => board.hasDragged && stop(board, event), { capture: true })
}

function stop(board, event) {
  board.hasDragged = false
  event.stopPropagation()
  event.preventDefault()
}

function press(board, event) {
  board.hasDragged = false
  board.focused = null // the pointer, not the keyboard, is where the planner is
  const at = event.target.closest(".visit, .chip")
  if (!at || !board.data.can_edit || event.button !== 0 || !event.isPrimary || board.hand) return
  const box = at.getBoundingClientRect()
  const held = {
    id: at.dataset.id, type: event.pointerType, pointer: event.pointerId, x: event.clientX, y: event.clientY,
    share: (event.clientX - box.left) / Math.max(1, box.width), bar: at, timer: 0, wasCarried: false,
  }
  if (held.type === "touch") held.timer = setTimeout(() => begin(board), HOLD_MS)
  board.press = held
}

function begin(board) {
  const { press: held } = board
  const length = lengthOf(board, held.id)
  const hand = lift(board, held.id, held.type, held.share * length)
  if (!hand) return cancel(board)
  hand.pointer = pointerBox(held)
  board.root.setPointerCapture(held.pointer)
  if (held.type === "touch") navigator.vibrate?.(15)
  held.escape = (event) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    board.hasDragged = true
    cancel(board)
  }
  window.addEventListener("keydown", held.escape, true)
  follow(board)
  held.frame = requestAnimationFrame(() => scrollAtEdge(board))
}

function lengthOf(board, id) {
  const item = board.data.items.find(([each]) => each === id)
  return item ? item[3] - item[2] : (board.data.lane.find(([each]) => each === id)?.[3] ?? 0) * 60000
}

function pointerBox({ x, y }) {
  return { left: x, right: x, top: y - 8, bottom: y + 12 }
}

function move(board, event) {
  const { press: held } = board
  if (!held || event.pointerId !== held.pointer) return
  const distance = Math.hypot(event.clientX - held.x, event.clientY - held.y)
  if (!board.hand) {
    if (held.type === "touch") {
      if (distance > TOUCH_SLACK_PX) forget(board) // this finger scrolls
      return
    }
    if (distance <= SLACK_PX) return
    begin(board)
    if (!board.hand) return
  }
  if (distance > SLACK_PX) held.wasCarried = true
  held.x = event.clientX
  held.y = event.clientY
  follow(board)
}

function follow(board) {
  const { press: held, hand } = board
  hand.pointer = pointerBox(held)
  carry(board, placeAt(board, hand, held.x, held.y))
}

function release(board, event) {
  const { press: held } = board
  if (!held || event.pointerId !== held.pointer) return
  const isCarried = Boolean(board.hand)
  forget(board)
  if (!isCarried) return
  board.hasDragged = true
  setTimeout(() => (board.hasDragged = false), 50)
  if (held.wasCarried) return drop(board)
  putBack(board)
  openCard(board, held.id) // held and let go: what a right click is to a mouse
}

function cancel(board) {
  forget(board)
  if (board.hand) putBack(board)
}

function forget(board) {
  const { press: held } = board
  if (!held) return
  clearTimeout(held.timer)
  cancelAnimationFrame(held.frame)
  if (held.escape) window.removeEventListener("keydown", held.escape, true)
  board.press = null
  if (board.root.hasPointerCapture(held.pointer)) board.root.releasePointerCapture(held.pointer)
}

// Near an edge the board scrolls by itself, the faster the nearer.
function scrollAtEdge(board) {
  const { press: held, hand, scroller } = board
  if (!held || !hand) return
  const box = scroller.getBoundingClientRect()
  const names = board.names.offsetWidth
  const pull = (before, after) =>
    before < EDGE_PX ? -Math.min(1, (EDGE_PX - before) / EDGE_PX) : after < EDGE_PX ? Math.min(1, (EDGE_PX - after) / EDGE_PX) : 0
  const dx = held.y > box.top ? pull(held.x - box.left - names, box.right - held.x) : 0
  const dy = held.y > box.top - 8 ? pull(held.y - box.top - 28, box.bottom - held.y) : 0
  const [left, top] = [scroller.scrollLeft, scroller.scrollTop]
  scroller.scrollLeft += dx * FASTEST_PX
  scroller.scrollTop += dy * FASTEST_PX
  if (scroller.scrollLeft !== left || scroller.scrollTop !== top) {
    held.wasCarried = true
    follow(board)
  }
  held.frame = requestAnimationFrame(() => scrollAtEdge(board))
}

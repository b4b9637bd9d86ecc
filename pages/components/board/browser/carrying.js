// A visit in the planner's hand, whether by mouse, finger or key: taken up, carried, put down or put back.

import { act, tell } from "./acting.js"
import { against, offerFor, points } from "./aiming.js"
import { drawMarks } from "./marking.js"
import { chipOf, element, filled, itemOf, say } from "./parts.js"
import { place } from "./rows.js"

// Takes a visit up; `grip` is how long after its start it is held. Nothing when it may not be moved.
export function lift(board, id, by, grip = 0) {
  if (!board.data.can_edit || board.pending || board.hand) return null
  const { words } = board.data
  const item = itemOf(board, id)
  const chip = chipOf(board, id)
  if (!item && !chip) return null
  if (item?.[6].includes("p")) return tell(board, words.locked), null
  if (chip && board.data.by === "client") return tell(board, words.only_by_carer), null
  const length = item ? item[3] - item[2] : chip[3] * 60000
  const hand = {
    id, by, length, grip: chip ? Math.min(grip, length / 2) : grip, isChip: !item, base: board.data.version,
    row: item ? item[1] : -1, start: item ? item[2] : 0, parts: item ? [item[7] ?? 0, item[8] ?? 1] : [0, 1],
    label: item ? `${item[4]} ${item[5]}`.trim() : `${chip[1]} ${chip[2]}`.trim(), at: null,
  }
  board.hand = hand
  board.ghost = element("i", "bar ghost")
  board.ghost.append(element("b", "client", item ? item[4] : chip[1]))
  board.ghost.hidden = true
  board.body.append(board.ghost)
  board.root.classList.add("carrying")
  board.bars.get(id)?.classList.add("lifted")
  ask(board, id)
  drawMarks(board)
  return hand
}

// Windows, offers and refusals of a visit, unless they are here already.
export function ask(board, id) {
  if (board.data.can_edit && !(id in board.data.offers && id in board.data.win)) board.send("pick", id)
}

export function carry(board, at) {
  const { hand, ghost } = board
  hand.at = at
  const why = against(board, hand, at)
  ghost.hidden = !at || Boolean(at.lane)
  if (!ghost.hidden) place(board, ghost, at.row, at.start, at.start + hand.length, ...(board.data.by === "client" ? hand.parts : []))
  ghost.classList.toggle("wrong", Boolean(why))
  board.lane.classList.toggle("target", Boolean(at?.lane))
  for (const [number, name] of [...board.names.children].slice(1).entries())
    name.classList.toggle("over", at !== null && number === at.row)
  board.aim.textContent = spoken(board, hand, at, why)
  board.aim.classList.toggle("wrong", Boolean(why))
  board.aim.hidden = false
  standAside(board)
}

export function spoken(board, hand, at, why = against(board, hand, at)) {
  const { words, groups } = board.data
  if (!at) return filled(words.nowhere, { what: hand.label })
  if (at.lane) return filled(words.to_lane, { what: hand.label })
  const offer = why ? null : offerFor(board, hand.id, at)
  const price = offer ? priced(board, offer, at) : ""
  const when = `${board.time(at.start)}–${board.time(at.start + hand.length)}`
  return [`${hand.label} ${when}`, groups[at.row][1], why || price].filter(Boolean).join(" · ")
}

// A price is exact at the offer's start; held elsewhere, the words say which start it belongs to.
function priced(board, [, start, delta, words], at) {
  const price = points(board, delta)
  return start === at.start ? `${price} (${words})` : `${board.time(start)}: ${price} (${words})`
}

// The words stand above the bar where there is room, else below it; never under the pointer, never outside.
function standAside(board) {
  const { aim, ghost, root, hand } = board
  const frame = root.getBoundingClientRect()
  const held = ghost.hidden ? hand.pointer : ghost.getBoundingClientRect()
  if (!held) return
  const middle = (held.left + (held.right ?? held.left)) / 2 - frame.left
  const half = aim.offsetWidth / 2
  aim.style.left = `${Math.max(half + 4, Math.min(frame.width - half - 4, middle))}px`
  const above = held.top - frame.top - aim.offsetHeight - 10
  aim.style.top = `${above > 4 ? above : (held.bottom ?? held.top) - frame.top + 12}px`
}

// Puts the visit down where it is held; nothing is sent when it is where it was.
export function drop(board) {
  const { hand, ghost } = board
  const { at } = hand
  const isHere = at && !at.lane && at.row === hand.row && at.start === hand.start
  if (!at || isHere || (board.data.by === "client" && !at.lane && at.row !== hand.row)) return putBack(board)
  const { id, base } = hand
  letGo(board)
  if (at.lane) {
    ghost.remove()
    return act(board, "unassign", { id, base })
  }
  ghost.classList.add("sent")
  act(board, "move", { id, group: board.data.groups[at.row][0], start: at.start, base }, ghost)
}

// Whoever lets go by choice has heard already what is wrong with the place, and is told that nothing changed.
export function putBack(board, isByChoice = false) {
  const { ghost } = board
  const why = !isByChoice && board.hand.at && against(board, board.hand, board.hand.at)
  letGo(board)
  ghost.remove()
  say(board, why || board.data.words.put_back)
}

function letGo(board) {
  board.bars.get(board.hand.id)?.classList.remove("lifted")
  board.hand = board.ghost = null
  board.root.classList.remove("carrying")
  board.lane.classList.remove("target")
  board.aim.hidden = true
  for (const name of board.names.children) name.classList.remove("over")
  drawMarks(board)
}

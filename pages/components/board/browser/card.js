// The card of a visit: everything dragging can do, with a list of carers, a time and buttons.

import { act, tell } from "./acting.js"
import { points } from "./aiming.js"
import { ask } from "./carrying.js"
import { button, chipOf, element, itemOf, say } from "./parts.js"
import { firstStart } from "./keys.js"

export function openCard(board, id) {
  if (!board.data.can_edit || board.hand || board.pending) return
  const item = itemOf(board, id)
  if (!item && !chipOf(board, id)) return
  board.focused = id
  board.carded = id
  ask(board, id)
  build(board, id)
  board.card.showModal()
}

// New offers may have come while the card is open.
export function refreshCard(board) {
  if (!board.card.open) return
  if (!itemOf(board, board.carded) && !chipOf(board, board.carded)) return board.card.close()
  drawOffers(board, board.carded)
}

function build(board, id) {
  const { words, groups, by } = board.data
  const item = itemOf(board, id)
  const chip = chipOf(board, id)
  const isPinned = Boolean(item?.[6].includes("p"))
  const title = element("h2", "", item ? `${item[4]} ${item[5]}`.trim() : `${chip[1]} ${chip[2]}`.trim())
  title.id = "card-title"
  const where = item ? `${board.time(item[2])}–${board.time(item[3])} · ${groups[item[1]][1]}` : words.unplanned
  const form = element("form", "where")
  form.method = "dialog"
  const who = element("select")
  if (by === "carer") groups.forEach(([, name], row) => who.append(option(name, row)))
  const when = element("input")
  when.type = "time"
  when.step = 300
  when.required = true
  const start = item ? item[2] : firstStart(board, id)
  when.value = board.time(start)
  if (item) who.value = item[1]
  const save = element("button", "save", words.move)
  save.value = "move"
  if (by === "carer") form.append(labelled(words.carer, who))
  form.append(labelled(words.start, when), save)
  for (const each of [who, when, save]) each.disabled = isPinned || (!item && by === "client")
  form.addEventListener("submit", () => moveTo(board, id, start, by === "carer" ? Number(who.value) : item?.[1], when.value))
  board.offers = element("div", "offers")
  const acts = element("div", "acts")
  if (item) {
    const pin = button("", isPinned ? words.unpin : words.pin)
    pin.addEventListener("click", () => done(board, "pin", { id, pinned: !isPinned }))
    const out = button("", words.take_out)
    out.disabled = isPinned
    out.addEventListener("click", () => done(board, "unassign", { id }))
    acts.append(pin, out)
  }
  const close = button("", words.close)
  close.addEventListener("click", () => board.card.close())
  acts.append(close)
  board.card.replaceChildren(title, element("p", "muted", where), form, board.offers, acts)
  if (isPinned) form.after(element("p", "muted", words.locked))
  drawOffers(board, id)
}

function drawOffers(board, id) {
  const { words, offers, groups } = board.data
  const known = offers[id]
  const isPinned = Boolean(itemOf(board, id)?.[6].includes("p"))
  if (!known?.length || isPinned) return board.offers.replaceChildren()
  const found = known.map(([row, start, delta, said]) => {
    const offer = button("take")
    offer.append(element("b", "", groups[row][1]), element("span", "", board.time(start)), element("i", "", points(board, delta)))
    offer.append(element("span", "said", said))
    offer.addEventListener("click", () => done(board, "move", { id, group: groups[row][0], start }))
    return offer
  })
  board.offers.replaceChildren(element("h3", "", words.who_can), ...found)
}

function labelled(words, field) {
  const label = element("label", "", words)
  label.append(field)
  return label
}

function option(name, value) {
  const made = element("option", "", name)
  made.value = value
  return made
}

// The clock of the field is the board's: the difference to the time it showed first is what is moved. A time that was
// written is meant, to the minute.
function moveTo(board, id, start, row, time) {
  const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
  const moved = start + (minutes(time) - minutes(board.time(start))) * 60000
  const item = itemOf(board, id)
  if (item && item[1] === row && item[2] === moved) return say(board, board.data.words.put_back)
  if (row === undefined || !board.data.groups[row]) return tell(board, board.data.words.only_by_carer)
  act(board, "move", { id, group: board.data.groups[row][0], start: moved })
}

function done(board, name, details) {
  board.card.close()
  act(board, name, details)
}

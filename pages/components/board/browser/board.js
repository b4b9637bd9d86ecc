// The board: mounted once per place on the page, then only patched.

import { act, hear } from "./acting.js"
import { refreshCard } from "./card.js"
import { carry, putBack } from "./carrying.js"
import { listenToPointers } from "./dragging.js"
import { drawMarks } from "./marking.js"
import { button, chipOf, clockOf, element, itemOf } from "./parts.js"
import { drawBars, drawHours, drawLane, drawLegend, drawNames } from "./rows.js"
import { drawNow, firstView, keepView, thinOut, zoomTo } from "./viewing.js"
import { choose, firstStop, follow, roam, walk } from "./walking.js"

const boards = new WeakMap()

export async function show({ data, parentElement, setTriggerValue }) {
  let board = boards.get(parentElement)
  if (!board) {
    board = mount(parentElement)
    boards.set(parentElement, board)
  }
  board.send = setTriggerValue
  board.next = data
  await board.styled
  if (board.next === data) update(board, data)
  return board.leave
}

function mount(parentElement) {
  const root = parentElement.querySelector(".board")
  const board = {
    root, bars: new Map(), signatures: new Map(), selected: "", asked: null, stop: null, zoom: 1, seq: 0,
    hand: null, press: null, pending: null, styled: styled(parentElement),
  }
  build(board)
  listen(board)
  listenToPointers(board)
  const watch = new ResizeObserver(() => board.data && thinOut(board))
  watch.observe(board.scroller)
  const clock = setInterval(() => board.data && drawNow(board), 15000)
  board.leave = () => {
    watch.disconnect()
    clearInterval(clock)
    if (board.hand) putBack(board)
    boards.delete(parentElement)
  }
  return board
}

// Nothing is measured before the style is there; without it the board is still better than nothing.
function styled(parentElement) {
  const links = [...parentElement.querySelectorAll("link[rel=stylesheet]")].filter((link) => !link.sheet)
  const loaded = (link) => new Promise((done) => ["load", "error"].forEach((name) => link.addEventListener(name, done)))
  return Promise.all(links.map(loaded))
}

function build(board) {
  const head = element("div", "head")
  board.legend = element("ul", "legend")
  board.undo = button("icon undo")
  board.redo = button("icon redo")
  board.out = button("", "−")
  board.fit = button("wide")
  board.in = button("", "+")
  const zoom = element("div", "zoom")
  zoom.append(board.undo, board.redo, board.out, board.fit, board.in)
  head.append(board.legend, zoom)
  board.lane = element("div", "lane")
  board.scroller = element("div", "scroller")
  board.names = element("div", "names")
  board.body = element("div", "body")
  for (const name of ["lines", "windows", "strips", "slots"]) board[name] = element("div", "layer")
  board.axis = element("div", "axis")
  board.band = element("i", "band")
  board.now = element("i", "now")
  board.empty = element("p", "empty")
  board.now.hidden = board.band.hidden = true
  board.body.append(board.lines, board.windows, board.band, board.strips, board.axis, board.now, board.slots)
  board.scroller.append(board.names, board.body)
  board.aim = element("p", "aim")
  board.note = element("p", "note")
  board.aim.hidden = board.note.hidden = true
  board.aim.setAttribute("aria-hidden", "true") // the live region says it
  board.note.setAttribute("aria-hidden", "true")
  board.live = element("p", "live")
  board.live.setAttribute("aria-live", "polite")
  board.card = element("dialog", "card")
  board.card.setAttribute("aria-labelledby", "card-title")
  board.root.setAttribute("role", "group")
  board.root.replaceChildren(head, board.lane, board.scroller, board.empty, board.aim, board.note, board.live, board.card)
}

function listen(board) {
  board.root.addEventListener("click", (event) => {
    const chosen = event.target.closest("button[data-id]")
    if (chosen) choose(board, chosen.dataset.id)
  })
  board.root.addEventListener("focusin", (event) => {
    const stop = event.target.closest("button[data-id]:not(.chip)")
    if (stop) roam(board, stop)
  })
  board.root.addEventListener("focusout", (event) => {
    if (board.hand?.by === "key" && !board.root.contains(event.relatedTarget)) putBack(board)
  })
  board.root.addEventListener("keydown", (event) => board.card.open || walk(board, event))
  board.card.addEventListener("click", (event) => event.target === board.card && board.card.close())
  board.undo.addEventListener("click", () => act(board, "undo"))
  board.redo.addEventListener("click", () => act(board, "redo"))
  board.in.addEventListener("click", () => zoomTo(board, board.zoom * 1.4))
  board.out.addEventListener("click", () => zoomTo(board, board.zoom / 1.4))
  board.fit.addEventListener("click", () => zoomTo(board, 1))
  board.scroller.addEventListener("scroll", () => keepView(board), { passive: true })
  board.scroller.addEventListener("wheel", (event) => zoomByWheel(board, event), { passive: false })
}

function zoomByWheel(board, event) {
  if (!event.ctrlKey) return
  event.preventDefault()
  const names = board.names.offsetWidth
  const seen = board.scroller.clientWidth - names
  const at = (event.clientX - board.scroller.getBoundingClientRect().left - names) / Math.max(1, seen)
  zoomTo(board, board.zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15), Math.min(1, Math.max(0, at)))
}

// Bars come with seconds after the range's start; here every moment is epoch milliseconds.
function unpacked(data) {
  const first = data.range[0]
  const at = (seconds) => first + seconds * 1000
  const items = data.items.map(([id, row, start, end, ...rest]) => [id, row, at(start), at(end), ...rest])
  return { ...data, items, bg: data.bg.map(([row, start, end, kind]) => [row, at(start), at(end), kind]) }
}

function update(board, told) {
  const began = performance.now()
  const data = unpacked(told)
  const before = board.data
  const isOtherView = !before || before.days !== data.days || before.by !== data.by
  board.data = data
  board.told = began
  board.time = clockOf(data)
  drawHead(board)
  drawLane(board)
  drawNames(board)
  drawHours(board)
  // Before the bars are there: measuring the width afterwards would lay out every one of them twice.
  if (isOtherView) firstView(board)
  else thinOut(board)
  board.root.dataset.changed = drawBars(board)
  drawNow(board)
  follow(board, data.sel)
  keepHand(board)
  drawMarks(board)
  hear(board)
  refreshCard(board)
  firstStop(board)
  board.root.dataset.drawn = (performance.now() - began).toFixed(1)
}

function drawHead(board) {
  const { words, days, can_edit, can_undo, can_redo } = board.data
  board.root.setAttribute("aria-label", can_edit ? `${words.board} ${words.board_edit}` : words.board)
  board.root.classList.toggle("by-client", board.data.by === "client")
  for (const name of ["undo", "redo", "out", "in"]) {
    const said = { undo: words.undo, redo: words.redo, out: words.zoom_out, in: words.zoom_in }[name]
    board[name].setAttribute("aria-label", said)
    board[name].title = said
  }
  board.fit.textContent = days > 1 ? words.whole_week : words.whole_day
  board.undo.hidden = board.redo.hidden = !can_edit
  board.undo.disabled = !can_undo
  board.redo.disabled = !can_redo
  drawLegend(board)
}

// The plan may have changed under a carried visit: it stays in the hand as long as it is there at all.
function keepHand(board) {
  if (!board.hand) return
  if (!itemOf(board, board.hand.id) && !chipOf(board, board.hand.id)) return putBack(board)
  board.bars.get(board.hand.id)?.classList.add("lifted")
  if (board.hand.at) carry(board, board.hand.at)
}

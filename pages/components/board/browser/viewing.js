// How much of the day is seen, and the line that says what time it is.

import { percentOf } from "./parts.js"

const CLOSEST = 14
const NEEDED_PX = 46 // an hour's label and some air

// Kept while the app is open in this tab, so that another page and back shows the same hours. The server is not told:
// a word to it draws the whole page anew.
const views = new Map()

export function zoomTo(board, zoom, at = 0.5) {
  const { scroller, body } = board
  const seen = scroller.clientWidth - board.names.offsetWidth
  const middle = (scroller.scrollLeft + seen * at) / Math.max(1, body.clientWidth)
  board.zoom = Math.min(CLOSEST, Math.max(1, zoom))
  body.style.width = `${100 * board.zoom}%`
  scroller.scrollLeft = middle * body.clientWidth - seen * at
  thinOut(board)
  keepView(board)
}

// At each width only as many hours as can be read.
export function thinOut(board) {
  const { ticks, range, days } = board.data
  if (!ticks.length) return
  const spacing = ticks.length > 1 ? (ticks[1][0] - ticks[0][0]) / (range[1] - range[0]) : 1
  const step = Math.ceil(NEEDED_PX / Math.max(1, spacing * board.body.clientWidth))
  const isWeek = days > 1
  for (const hour of board.axis.children) {
    const number = Number(hour.dataset.number)
    const isMidnight = hour.classList.contains("midnight")
    hour.hidden = isWeek && step > 1 ? !isMidnight : number % step !== 0
  }
}

export function keepView(board) {
  const { scroller } = board
  views.set(viewOf(board), { zoom: board.zoom, left: scroller.scrollLeft, top: scroller.scrollTop })
}

function viewOf(board) {
  return `${board.data.days} ${board.data.by}`
}

export function firstView(board) {
  const known = views.get(viewOf(board))
  zoomTo(board, known ? known.zoom : startingZoom(board), 0)
  board.scroller.scrollLeft = known ? known.left : 0
  board.scroller.scrollTop = known ? known.top : 0
}

// A narrow screen shows fewer hours, never narrower ones.
function startingZoom(board) {
  const seen = Math.max(1, board.scroller.clientWidth - board.names.offsetWidth)
  return board.data.days > 1 ? board.data.zoom : Math.max(board.data.zoom, (board.data.zoom * 640) / seen)
}

export function drawNow(board) {
  const { now, range } = board.data
  const moment = now === null ? null : now + (performance.now() - board.told)
  board.now.hidden = moment === null || moment > range[1]
  if (!board.now.hidden) board.now.style.left = percentOf(board, moment)
}

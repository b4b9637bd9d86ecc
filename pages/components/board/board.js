// The board: mounted once per place on the page, then only patched. Moving visits will add a gesture beside `choose`.

const boards = new WeakMap()

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  let board = boards.get(parentElement)
  if (!board) {
    board = mount(parentElement)
    boards.set(parentElement, board)
  }
  board.send = setTriggerValue
  update(board, data)
  return board.leave
}

function mount(parentElement) {
  const root = parentElement.querySelector(".board")
  const board = { root, bars: new Map(), signatures: new Map(), selected: "", asked: null, stop: null, zoom: 1 }
  build(board)
  listen(board)
  const watch = new ResizeObserver(() => board.data && thinOut(board))
  watch.observe(board.scroller)
  const clock = setInterval(() => board.data && drawNow(board), 30000)
  board.leave = () => {
    watch.disconnect()
    clearInterval(clock)
    boards.delete(parentElement)
  }
  return board
}

function build(board) {
  const head = element("div", "head")
  board.legend = element("ul", "legend")
  board.out = button("", "−")
  board.fit = button("wide")
  board.in = button("", "+")
  const zoom = element("div", "zoom")
  zoom.append(board.out, board.fit, board.in)
  head.append(board.legend, zoom)
  board.lane = element("div", "lane")
  board.scroller = element("div", "scroller")
  board.names = element("div", "names")
  board.body = element("div", "body")
  board.lines = element("div", "layer")
  board.windows = element("div", "layer")
  board.axis = element("div", "axis")
  board.band = element("i", "band")
  board.now = element("i", "now")
  board.empty = element("p", "empty")
  board.now.hidden = board.band.hidden = true
  board.body.append(board.lines, board.windows, board.band, board.axis, board.now)
  board.scroller.append(board.names, board.body)
  board.live = element("p", "live")
  board.live.setAttribute("aria-live", "polite")
  board.root.setAttribute("role", "group")
  board.root.replaceChildren(head, board.lane, board.scroller, board.empty, board.live)
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
  board.root.addEventListener("keydown", (event) => walk(board, event))
  board.in.addEventListener("click", () => zoomTo(board, board.zoom * 1.4))
  board.out.addEventListener("click", () => zoomTo(board, board.zoom / 1.4))
  board.fit.addEventListener("click", () => zoomTo(board, 1))
  board.scroller.addEventListener("scroll", () => keepView(board), { passive: true })
  board.scroller.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      const names = board.names.offsetWidth
      const seen = board.scroller.clientWidth - names
      const at = (event.clientX - board.scroller.getBoundingClientRect().left - names) / Math.max(1, seen)
      zoomTo(board, board.zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15), Math.min(1, Math.max(0, at)))
    },
    { passive: false },
  )
}

function update(board, data) {
  const began = performance.now()
  const isFirst = !board.data
  const isOtherSpan = !isFirst && board.data.days !== data.days
  board.data = data
  board.told = began
  board.time = clockOf(data)
  board.root.setAttribute("aria-label", data.words.board)
  board.out.setAttribute("aria-label", data.words.zoom_out)
  board.in.setAttribute("aria-label", data.words.zoom_in)
  board.fit.textContent = data.days > 1 ? data.words.whole_week : data.words.whole_day
  drawLegend(board)
  drawLane(board)
  drawNames(board)
  drawHours(board)
  // Before the bars are there: measuring the width afterwards would lay out every one of them twice.
  if (isFirst || isOtherSpan) firstView(board)
  else thinOut(board)
  board.root.dataset.changed = drawBars(board)
  drawNow(board)
  follow(board, data.sel)
  firstStop(board)
  board.root.dataset.drawn = (performance.now() - began).toFixed(1)
}

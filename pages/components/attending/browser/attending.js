// The buttons of the visit at hand. They work without a network: what is pressed is kept and sent when it comes back,
// and the next visit gets its buttons meanwhile.

import { add, sender, waiting } from "./keeping.js"

const AFTER = { START: "STARTED", FINISH: "DONE" }
const ORDER = ["PLANNED", "STARTED", "DONE"]
const panels = new WeakMap()

export function show({ data, parentElement, setTriggerValue }) {
  let panel = panels.get(parentElement)
  if (!panel) {
    panel = mount(parentElement, data)
    panels.set(parentElement, panel)
  }
  panel.data = data
  panel.report = (id) => setTriggerValue("reported", id)
  draw(panel)
  if (waiting(data.user).length) panel.sender.send()
  return panel.leave
}

function mount(parentElement, data) {
  const root = parentElement.querySelector(".attending")
  const panel = { root, told: new Map(), trouble: "", why: "" }
  panel.label = made("p", "label")
  panel.row = made("div", "row")
  panel.way = made("a", "way")
  panel.act = made("button", "act")
  panel.act.type = "button"
  panel.state = made("p", "state")
  panel.state.setAttribute("role", "status")
  panel.row.append(panel.way, panel.act)
  root.replaceChildren(panel.label, panel.row, panel.state)
  panel.sender = sender(data.user, data.route, (answer) => hear(panel, answer))
  panel.act.addEventListener("click", () => press(panel))
  panel.leave = () => {
    panel.sender.stop()
    panels.delete(parentElement)
  }
  return panel
}

function made(tag, name) {
  const element = document.createElement(tag)
  element.className = name
  return element
}

function press(panel) {
  const visit = atHand(panel)
  if (!visit) return
  panel.why = ""
  add(panel.data.user, visit.id, stateOf(panel, visit) === "STARTED" ? "FINISH" : "START")
  draw(panel)
  panel.sender.send()
}

function hear(panel, answer) {
  panel.trouble = answer.is === "later" || answer.is === "stranger" ? answer.is : ""
  if (answer.is === "taken") panel.told.set(answer.visit, answer.state)
  if (answer.is === "refused") panel.why = answer.why
  draw(panel)
  if (answer.act) panel.report(answer.act.id)
}

// As far as is known here: by the page, by the server's last answers, and by what waits to be sent.
function stateOf(panel, visit) {
  const acts = waiting(panel.data.user).filter((act) => act.visit === visit.id)
  const known = [visit.state, panel.told.get(visit.id), ...acts.map((act) => AFTER[act.kind])]
  return known.filter(Boolean).reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a))
}

const atHand = (panel) => panel.data.visits.find((visit) => stateOf(panel, visit) !== "DONE")

function draw(panel) {
  const { data } = panel
  const visit = atHand(panel)
  const { words } = data
  panel.label.textContent = visit && visit !== data.visits[0] ? `${words.next} ${visit.label}` : ""
  panel.row.hidden = !visit
  if (visit) {
    const isBegun = stateOf(panel, visit) === "STARTED"
    panel.act.textContent = isBegun ? words.finish : words.start
    panel.act.dataset.act = isBegun ? "finish" : "start"
    panel.act.dataset.visit = visit.id
    panel.act.disabled = data.readOnly
    panel.way.textContent = words.way
    panel.way.hidden = !visit.at
    if (visit.at) panel.way.href = wayTo(visit.at)
  }
  panel.state.textContent = said(panel)
  panel.state.classList.toggle("trouble", Boolean(panel.why))
}

function said(panel) {
  const { words, user } = panel.data
  const count = waiting(user).length
  if (panel.why) return panel.why
  if (!count) return atHand(panel) ? "" : words.over
  if (panel.trouble === "stranger") return words.stranger
  if (panel.trouble === "later" || !navigator.onLine) return words.waiting.replace("{count}", count)
  return words.sending
}

// The phone's own map is opened by the carer; nobody is told anything before.
function wayTo([lat, lon]) {
  const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent)
  return isApple ? `maps:?daddr=${lat},${lon}` : `geo:${lat},${lon}?q=${lat},${lon}`
}

// Acts the server has not confirmed yet, kept in this browser per user: ids and instants, never a name.

const PATIENT_MS = 10000
const PAUSES_MS = [2000, 4000, 8000, 15000, 30000]
const unkept = new Map() // where the browser lets us store nothing, until the tab is closed

const nameOf = (user) => `caire.acts.${user}`

export function waiting(user) {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(user)) ?? "[]")
    return Array.isArray(kept) ? kept : []
  } catch {
    return unkept.get(user) ?? []
  }
}

function keep(user, acts) {
  unkept.set(user, acts)
  try {
    if (acts.length) localStorage.setItem(nameOf(user), JSON.stringify(acts))
    else localStorage.removeItem(nameOf(user))
  } catch {
    // the map above still has them
  }
}

export function add(user, visit, kind) {
  if (waiting(user).some((act) => act.visit === visit && act.kind === kind)) return
  keep(user, [...waiting(user), { id: newId(), visit, kind, at: Date.now() }])
}

const drop = (user, id) => keep(user, waiting(user).filter((act) => act.id !== id))

// Made here, so that the act is known again however often it is sent; randomUUID is missing where there is no https.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

// Sends what waits, oldest first, until nothing does; `tell` hears of every answer and of every failure.
export function sender(user, route, tell) {
  let isSending = false
  let failures = 0
  let timer = 0
  async function send() {
    clearTimeout(timer)
    if (isSending) return
    isSending = true
    try {
      for (let act = waiting(user)[0]; act; act = waiting(user)[0]) {
        const answer = await post(user, route, act)
        if (answer.is === "later" || answer.is === "stranger") {
          timer = setTimeout(send, PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)])
          tell(answer)
          return
        }
        failures = 0
        drop(user, act.id)
        tell({ ...answer, act })
      }
    } finally {
      isSending = false
    }
  }
  const online = () => send()
  addEventListener("online", online)
  const stop = () => {
    clearTimeout(timer)
    removeEventListener("online", online)
  }
  return { send, stop }
}

async function post(user, route, act) {
  const told = { user, id: act.id, visit: act.visit, kind: act.kind }
  const body = new URLSearchParams({ ...told, waited: Math.round((Date.now() - act.at) / 1000) })
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENT_MS)
  try {
    const address = new URL(route, document.baseURI)
    const given = { method: "POST", credentials: "same-origin", body, signal: patience.signal }
    const answer = await fetch(address, given)
    if (answer.status === 200) return { is: "taken", ...(await answer.json()) }
    if (answer.status === 422) return { is: "refused", ...(await answer.json()) }
    return { is: answer.status === 401 || answer.status === 403 ? "stranger" : "later" }
  } catch {
    return { is: "later" }
  } finally {
    clearTimeout(timer)
  }
}

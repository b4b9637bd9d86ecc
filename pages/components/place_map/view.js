// Where a position lies in the drawing and back: metres east and south of a centre, `scale` pixels to the metre.

const METRES_PER_DEGREE = 111195
const SWEDEN = [[55.2, 11], [69.1, 24.2]]
const CLOSEST = 4
const FURTHEST = 0.0002

function narrowing(lat) {
  return Math.cos((lat * Math.PI) / 180)
}

function toPixel(view, [lat, lon]) {
  const x = (lon - view.lon) * METRES_PER_DEGREE * narrowing(view.lat) * view.scale
  const y = (view.lat - lat) * METRES_PER_DEGREE * view.scale
  return [view.width / 2 + x, view.height / 2 + y]
}

function toPosition(view, [x, y]) {
  const lat = view.lat - (y - view.height / 2) / (METRES_PER_DEGREE * view.scale)
  const lon = view.lon + (x - view.width / 2) / (METRES_PER_DEGREE * narrowing(view.lat) * view.scale)
  return [lat, lon]
}

function shift(view, dx, dy) {
  const [lat, lon] = toPosition(view, [view.width / 2 - dx, view.height / 2 - dy])
  return { ...view, lat: Math.min(85, Math.max(-85, lat)), lon }
}

// The position under `at` stays there.
function zoomed(view, factor, at = [view.width / 2, view.height / 2]) {
  const scale = Math.min(CLOSEST, Math.max(FURTHEST, view.scale * factor))
  const held = toPosition(view, at)
  const [x, y] = toPixel({ ...view, scale }, held)
  return shift({ ...view, scale }, at[0] - x, at[1] - y)
}

// All positions in sight with a margin; a single one from a kilometre or so.
function fitted(view, positions) {
  const shown = positions.length ? positions : SWEDEN
  const lats = shown.map(([lat]) => lat)
  const lons = shown.map(([, lon]) => lon)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const lat = (south + north) / 2
  const tall = Math.max(1500, (north - south) * METRES_PER_DEGREE)
  const wide = Math.max(1500, (east - west) * METRES_PER_DEGREE * narrowing(lat))
  const scale = 0.85 * Math.min(view.width / wide, view.height / tall)
  return { ...view, lat, lon: (west + east) / 2, scale: Math.min(CLOSEST, Math.max(FURTHEST, scale)) }
}

// 1, 2 or 5 times a power of ten, not more than `most`.
function roundLength(most) {
  const power = 10 ** Math.floor(Math.log10(most))
  return [5, 2, 1].map((step) => step * power).find((length) => length <= most)
}

// Degrees between the lines of the net, so that they stand some 120 pixels apart.
function netStep(degreesPerPixel) {
  const wanted = degreesPerPixel * 120
  const power = 10 ** Math.floor(Math.log10(wanted))
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= wanted)
}

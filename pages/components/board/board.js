// One day of a plan. Props: services/board/payload.py. Events: `select`, a visit's id or "g:" + a carer's id.
// Names come from files and people: everything is written with textContent, never as markup.
const BOARDS = new WeakMap();
const ROW_PX = 36, AXIS_PX = 28, BAR_TOP_PX = 5, OPENING_ZOOM = 1.8, MOST_ZOOM = 14, HOUR_MS = 3600000;
const LEGEND = ["fixed", "movable", "break", "travel", "waiting", "locked", "double", "late"];

const make = (tag, kind, text) => {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  if (text != null) element.textContent = text;
  return element;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let board = BOARDS.get(parentElement);
  if (!board) BOARDS.set(parentElement, (board = new Board(parentElement)));
  board.send = setTriggerValue;
  board.show(data);
  return board.close;
}

class Board {
  constructor(parent) {
    this.bars = new Map(); // id -> element
    this.signs = new Map(); // id -> what the element shows
    this.told = {}; // part of the frame -> what it shows
    this.zoom = OPENING_ZOOM;
    this.frame();
    parent.append(this.root);
    this.listen();
    this.close = () => { this.root.remove(); BOARDS.delete(parent); };
  }

  frame() {
    this.root = make("section", "board");
    const head = make("div", "head");
    this.legend = make("div", "legend");
    const zoom = make("div", "zoom");
    this.out = zoom.appendChild(make("button", "", "\u2212"));
    this.whole = zoom.appendChild(make("button"));
    this.in = zoom.appendChild(make("button", "", "+"));
    head.append(this.legend, zoom);
    const lane = make("div", "lane");
    this.laneTitle = lane.appendChild(make("strong"));
    this.laneCount = lane.appendChild(make("span", "count"));
    this.chips = lane.appendChild(make("div", "chips"));
    this.lane = lane;
    this.scroller = make("div", "scroller");
    this.inner = this.scroller.appendChild(make("div", "inner"));
    this.labels = this.inner.appendChild(make("div", "labels"));
    this.body = this.inner.appendChild(make("div", "body"));
    this.axis = this.body.appendChild(make("div", "axis"));
    this.lines = this.body.appendChild(make("div", "lines"));
    this.focusRow = this.body.appendChild(make("i", "row-picked"));
    this.focusRow.hidden = true;
    this.empty = make("p", "empty");
    this.empty.hidden = true;
    this.live = make("div", "live");
    this.live.setAttribute("aria-live", "polite");
    for (const button of [this.out, this.whole, this.in]) button.type = "button";
    this.root.append(head, lane, this.scroller, this.empty, this.live);
  }

  // ---- what is shown -------------------------------------------------------------------------------------------

  show(data) {
    const began = performance.now(), isFirst = !this.data;
    const dayChanged = this.data && this.data.day !== data.day;
    this.data = data;
    [this.first, this.last] = data.range;
    this.order = new Map(data.groups.map((group, i) => [group[0], i]));
    this.changed = 0;
    this.once("words", data.words, () => this.writeWords(data.words));
    this.once("axis", [data.axis, data.range], () => this.writeAxis());
    this.once("groups", data.groups, () => this.writeLabels());
    this.once("lane", [data.lane, data.words.none_unassigned], () => this.writeLane());
    this.writeBars();
    this.writeNow();
    this.writeWindows();
    this.pick(data.sel, isFirst || dayChanged);
    if (isFirst) this.open();
    this.root.dataset.changed = this.changed;
    this.root.dataset.ms = (performance.now() - began).toFixed(1);
    this.root.dataset.ready = data.day;
  }

  once(part, facts, write) {
    const sign = JSON.stringify(facts);
    if (this.told[part] === sign) return;
    this.told[part] = sign;
    write();
  }

  writeWords(words) {
    this.root.setAttribute("aria-label", words.board);
    this.legend.replaceChildren(...LEGEND.map((name) => {
      const entry = make("span");
      entry.append(make("i", "sample " + name, name === "double" ? "2" : name === "late" ? "!" : null), make("span", "", words[name]));
      return entry;
    }));
    this.whole.textContent = words.whole_day;
    this.in.setAttribute("aria-label", words.zoom_in);
    this.out.setAttribute("aria-label", words.zoom_out);
    this.in.title = words.zoom_in;
    this.out.title = words.zoom_out;
    this.laneTitle.textContent = words.unassigned;
    this.empty.textContent = words.nothing;
  }

  share(moment) { return 100 * (moment - this.first) / (this.last - this.first) + "%"; }

  writeAxis() {
    const labels = [], lines = [];
    for (const [moment, text] of this.data.axis) {
      const label = make("span", "", text), line = make("i");
      label.style.left = line.style.left = this.share(moment);
      labels.push(label);
      lines.push(line);
    }
    this.axis.replaceChildren(...labels);
    this.lines.replaceChildren(...lines);
  }

  writeLabels() {
    const { groups, words } = this.data;
    const rows = groups.map(([id, name, initials, visits, used, level]) => {
      const row = make("button", "label");
      row.type = "button";
      row.dataset.id = "g:" + id;
      row.tabIndex = -1;
      const lines = make("span", "lines-of-label");
      lines.append(make("b", "", name), make("span", "", visits));
      const share = make("span", "used " + level, used);
      share.title = words.utilisation;
      row.append(make("span", "avatar", initials), lines, share);
      row.setAttribute("aria-label", `${name}, ${visits}, ${used}`);
      return row;
    });
    this.labels.replaceChildren(make("div", "corner"), ...rows);
    this.body.style.height = AXIS_PX + groups.length * ROW_PX + "px";
    this.empty.hidden = groups.length > 0;
    this.scroller.hidden = groups.length === 0;
  }

  writeLane() {
    const { lane, words } = this.data;
    this.laneCount.textContent = lane.length;
    this.lane.classList.toggle("none", lane.length === 0);
    const chips = lane.map(([id, client, what, length, when], i) => {
      const chip = make("button", "chip");
      chip.type = "button";
      chip.dataset.id = id;
      chip.tabIndex = i === 0 ? 0 : -1;
      chip.append(make("b", "", client), make("span", "", what), make("i", "", `${length} · ${when}`));
      chip.setAttribute("aria-label", `${words.unassigned}: ${client} ${what}, ${length}, ${when}`);
      chip.title = what;
      return chip;
    });
    this.chips.replaceChildren(...(chips.length ? chips : [make("span", "all-well", words.none_unassigned)]));
  }

  writeBars() {
    const seen = new Set(), fresh = document.createDocumentFragment();
    for (const [id, group, start, end, kind] of this.data.bg) {
      this.put(seen, fresh, id, group, start, end, "bg " + kind, "", () => make("i"));
    }
    for (const [id, group, start, end, client, what, flags, said] of this.data.items) {
      const isBreak = flags.includes("b");
      const kind = isBreak ? "bar brk" : "bar v " + (flags.includes("m") ? "mov" : "fix") + (flags.includes("x") ? " bad" : "");
      const bar = this.put(seen, fresh, id, group, start, end, kind, said + flags, () => make(isBreak ? "div" : "button"));
      if (bar) this.fill(bar, isBreak, client, what, flags, said);
    }
    for (const [id, bar] of this.bars) {
      if (seen.has(id)) continue;
      bar.remove();
      this.bars.delete(id);
      this.signs.delete(id);
      this.changed++;
    }
    this.body.append(fresh);
    this.rows = null; // order for the arrow keys, made when asked for
  }

  put(seen, fresh, id, group, start, end, kind, extra, create) {
    seen.add(id);
    const row = this.order.get(group), sign = [row, start, end, this.first, this.last, kind, extra].join();
    if (this.signs.get(id) === sign) return null;
    let bar = this.bars.get(id);
    if (!bar) {
      bar = create();
      bar.dataset.id = id;
      this.bars.set(id, bar);
      fresh.append(bar);
    }
    bar.className = kind;
    bar.style.top = AXIS_PX + row * ROW_PX + BAR_TOP_PX + "px";
    bar.style.left = this.share(start);
    bar.style.width = 100 * (end - start) / (this.last - this.first) + "%";
    this.signs.set(id, sign);
    this.changed++;
    return bar;
  }

  fill(bar, isBreak, client, what, flags, said) {
    const inside = make("span", "in");
    if (flags.includes("x")) inside.append(make("i", "sign late", "!"));
    if (flags.includes("p")) inside.append(make("i", "sign lock"));
    if (flags.includes("d")) inside.append(make("i", "sign two", "2"));
    inside.append(make("b", "client", client));
    if (what) inside.append(make("span", "what", what));
    bar.replaceChildren(inside);
    bar.setAttribute("aria-label", said);
    bar.title = said;
    if (isBreak) { bar.setAttribute("role", "img"); return; }
    bar.type = "button";
    bar.tabIndex = -1;
    bar.setAttribute("aria-pressed", "false");
  }

  writeNow() {
    this.nowLine?.remove();
    this.nowLabel?.remove();
    if (!this.data.now) return;
    const [moment, text] = this.data.now;
    this.nowLine = this.body.appendChild(make("i", "now"));
    this.nowLabel = this.axis.appendChild(make("span", "now-label", text));
    this.nowLabel.title = this.data.words.now;
    this.nowLine.style.left = this.nowLabel.style.left = this.share(moment);
  }

  writeWindows() {
    this.windows?.forEach((window) => window.remove());
    this.windows = (this.data.win[this.data.sel] || []).map(([open, close]) => {
      const window = make("i", "window");
      const [from, until] = [Math.max(open, this.first), Math.min(close, this.last)];
      window.style.left = this.share(from);
      window.style.width = 100 * Math.max(0, until - from) / (this.last - this.first) + "%";
      this.body.prepend(window);
      return window;
    });
  }

  // ---- selection -----------------------------------------------------------------------------------------------

  pick(id, isSilent) {
    const before = this.picked;
    this.picked = id;
    for (const old of this.root.querySelectorAll(".picked")) {
      old.classList.remove("picked");
      old.setAttribute("aria-pressed", "false");
    }
    const found = id && this.byId(id);
    const row = found && this.order.get(id.startsWith("g:") ? id.slice(2) : this.groupOf(id));
    this.focusRow.hidden = row == null;
    if (row != null) this.focusRow.style.top = AXIS_PX + row * ROW_PX + "px";
    if (!found) return this.rove(this.stop?.isConnected ? this.stop : null);
    found.classList.add("picked");
    found.setAttribute("aria-pressed", "true");
    if (!found.classList.contains("chip")) this.rove(found);
    if (before === id) return;
    this.bringIntoView(found);
    if (!isSilent) this.live.textContent = `${this.data.words.selected}: ${found.getAttribute("aria-label")}`;
  }

  byId(id) {
    return this.bars.get(id) || [...this.root.querySelectorAll(".label,.chip")].find((one) => one.dataset.id === id);
  }

  groupOf(id) { return this.data.items.find((item) => item[0] === id)?.[1]; }

  bringIntoView(element) {
    if (element.classList.contains("chip")) {
      const lane = this.chips, chip = element;
      if (chip.offsetLeft < lane.scrollLeft || chip.offsetLeft + chip.offsetWidth > lane.scrollLeft + lane.clientWidth) lane.scrollLeft = chip.offsetLeft - 8;
      return;
    }
    const view = this.scroller, width = view.clientWidth - this.labels.offsetWidth;
    const top = element.offsetTop, bottom = top + element.offsetHeight;
    if (top < view.scrollTop + AXIS_PX) view.scrollTop = top - AXIS_PX - BAR_TOP_PX;
    else if (bottom > view.scrollTop + view.clientHeight) view.scrollTop = bottom - view.clientHeight + BAR_TOP_PX;
    if (element.classList.contains("label")) return;
    if (element.offsetLeft < view.scrollLeft || element.offsetLeft + element.offsetWidth > view.scrollLeft + width) view.scrollLeft = element.offsetLeft - width / 3;
  }

  // ---- hands: pointer and keyboard -----------------------------------------------------------------------------

  listen() {
    // A pick is a click; a drag, once visits may be moved, begins on the same bars with pointerdown.
    this.root.addEventListener("click", (event) => {
      const touched = event.target.closest("[data-id]");
      if (touched && !touched.matches(".brk,.bg")) this.send("select", touched.dataset.id);
    });
    this.root.addEventListener("focusin", (event) => {
      if (event.target.matches(".v,.label")) this.rove(event.target);
    });
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.in.addEventListener("click", () => this.zoomTo(this.zoom * 1.4));
    this.out.addEventListener("click", () => this.zoomTo(this.zoom / 1.4));
    this.whole.addEventListener("click", () => this.zoomTo(1));
    this.scroller.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const seen = this.scroller.getBoundingClientRect(), label = this.labels.offsetWidth;
      this.zoomTo(this.zoom * (event.deltaY < 0 ? 1.2 : 1 / 1.2), (event.clientX - seen.left - label) / (seen.width - label));
    }, { passive: false });
  }

  rove(element) {
    // One stop for the Tab key in the whole timeline: the element last used, else the first.
    const next = element || this.labels.querySelector(".label");
    if (this.stop && this.stop !== next) this.stop.tabIndex = -1;
    if (next) next.tabIndex = 0;
    this.stop = next;
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const from = event.target;
    const next = from.matches(".chip") ? this.besideChip(from, event.key)
      : from.matches(".v,.label") ? this.beside(from, event.key) : null;
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    this.bringIntoView(next);
  }

  besideChip(chip, key) {
    const next = key === "ArrowRight" ? chip.nextElementSibling : key === "ArrowLeft" ? chip.previousElementSibling
      : key === "ArrowDown" ? this.stop : null;
    if (next?.matches(".chip")) { chip.tabIndex = -1; next.tabIndex = 0; }
    return next;
  }

  lineUp() {
    const rows = this.data.groups.map(([id]) => [this.byId("g:" + id)]);
    const visits = this.data.items.filter((item) => !item[6].includes("b")).sort((one, two) => one[2] - two[2]);
    for (const item of visits) rows[this.order.get(item[1])].push(this.bars.get(item[0]));
    return rows;
  }

  beside(from, key) {
    this.rows ||= this.lineUp();
    const at = this.rows.findIndex((row) => row.includes(from)), row = this.rows[at], place = row.indexOf(from);
    if (key === "ArrowRight") return row[place + 1];
    if (key === "ArrowLeft") return row[place - 1];
    if (key === "Home") return row[0];
    if (key === "End") return row[row.length - 1];
    const other = key === "ArrowDown" ? this.rows[at + 1] : key === "ArrowUp" ? this.rows[at - 1] : null;
    if (!other || place === 0 || other.length === 1) return other?.[0];
    const middle = (bar) => bar.offsetLeft + bar.offsetWidth / 2, aim = middle(from);
    return other.slice(1).reduce((best, bar) => Math.abs(middle(bar) - aim) < Math.abs(middle(best) - aim) ? bar : best);
  }

  // ---- zoom ----------------------------------------------------------------------------------------------------

  open() {
    this.inner.style.setProperty("--zoom", this.zoom);
    this.scroller.scrollLeft = 0;
    if (!this.data.now) return;
    const ago = (this.data.now[0] - HOUR_MS - this.first) / (this.last - this.first);
    this.scroller.scrollLeft = Math.max(0, ago * this.body.offsetWidth);
  }

  zoomTo(zoom, keep = 0.5) {
    const view = this.scroller, width = view.clientWidth - this.labels.offsetWidth;
    const centre = (view.scrollLeft + width * keep) / this.body.offsetWidth;
    this.zoom = Math.min(MOST_ZOOM, Math.max(1, zoom));
    this.inner.style.setProperty("--zoom", this.zoom);
    view.scrollLeft = centre * this.body.offsetWidth - width * keep;
  }
}

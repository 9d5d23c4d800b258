// Where rows lie. "Scroll" is the place in the whole list in CSS pixels; the element's own scrollTop can't follow that far, because
// browsers stop at some 17 million pixels. Beyond Tallest the two differ: small steps move rows pixel by pixel, a drag of the
// thumb moves them in proportion.
const Tallest = 12_000_000;

export class ListGeometry {
  constructor(list, canvas, window) {
    this.list = list;
    this.canvas = canvas;
    this.window = window;
    this.total = 0;
    this.first = 0;
    this.heads = [];
    this.scroll = list.scrollTop;
    this.top = list.scrollTop;
    this.probe = canvas.appendChild(probe('message-row'));
    this.headProbe = canvas.appendChild(probe('date-head'));
  }

  /** Reads the sizes from the style sheet; true when they changed. Keeps the first visible row where it is. */
  measure() {
    const row = this.probe.offsetHeight, head = this.headProbe.offsetHeight, view = this.list.clientHeight;
    if (view === 0) { this.wasHidden = true; return false; } // another pane has the screen; the sizes are those of then
    if (this.wasHidden) { this.wasHidden = false; this.list.scrollTop = this.top; this.top = this.list.scrollTop; }
    if (row === this.rowHeight && head === this.headHeight && view === this.view) return false;
    const at = this.rowHeight ? this.indexAt(this.scroll) : 0;
    const offset = this.rowHeight ? this.rowTop(at) - this.scroll : 0;
    const atTop = this.atTop;
    const rescaled = this.rowHeight !== undefined && row !== this.rowHeight;
    Object.assign(this, { rowHeight: row, headHeight: head, view });
    this.lay();
    if (rescaled && !atTop) this.keep(at, offset);
    this.place();
    return true;
  }

  /** An empty list at its top. */
  renew() {
    this.total = this.first = this.scroll = this.top = 0;
    this.heads = [];
    this.list.scrollTop = 0;
    this.lay();
  }

  /** A new window: its place, the date heads in it, and by how much rows shifted because others came or went above. */
  update({ total, first, count, heads, shift, dated }) {
    const outside = dated ? this.heads.map(i => i === 0 ? 0 : i + shift).filter(i => i > 0 && (i < first || i >= first + count) && i < total) : [];
    this.heads = [...new Set([...outside, ...heads, ...(dated && total ? [0] : [])])].sort((a, b) => a - b);
    this.total = total;
    this.first = first;
    this.lay();
  }

  lay() {
    const tail = 12; // the list's own padding at its end
    this.full = this.total * this.rowHeight + this.heads.length * this.headHeight + tail;
    this.tall = Math.min(this.full, Tallest);
    this.canvas.style.blockSize = `${this.tall}px`;
  }

  get scaled() { return this.full > this.tall; }

  get furthest() { return Math.max(0, this.full - this.view); }

  get atTop() { return this.scroll < (this.rowHeight || 1) / 2; }

  headsBefore(index) {
    let low = 0, high = this.heads.length;
    while (low < high) { const mid = (low + high) >> 1; if (this.heads[mid] < index) low = mid + 1; else high = mid; }
    return low;
  }

  hasHead(index) { return this.heads[this.headsBefore(index)] === index; }

  /** Top of the row's block: its date head when it has one, else the row. */
  blockTop(index) { return index * this.rowHeight + this.headsBefore(index) * this.headHeight; }

  rowTop(index) { return this.blockTop(index) + (this.hasHead(index) ? this.headHeight : 0); }

  indexAt(y) {
    let index = Math.max(0, Math.min(this.total - 1, Math.floor(y / this.rowHeight)));
    while (index > 0 && this.blockTop(index) > y) index -= Math.max(1, Math.floor((this.blockTop(index) - y) / (this.rowHeight + this.headHeight)));
    while (index < this.total - 1 && this.blockTop(index + 1) <= y) index++;
    return Math.max(0, index);
  }

  visible() { return { from: this.indexAt(this.scroll), to: this.indexAt(this.scroll + this.view) }; }

  /** Which rows to ask for when these are there: none, those that are seen when one of them is missing, else a screen around them. */
  needed(first, count) {
    if (!this.total) return null;
    const { from, to } = this.visible();
    const screen = Math.max(8, to - from + 1), margin = Math.ceil(screen / 2);
    const covers = (low, high) => first <= Math.max(0, low) && first + count >= Math.min(this.total, high + 1);
    if (covers(from - margin, to + margin)) return null;
    const isUrgent = !covers(from, to), around = isUrgent ? 1 : screen;
    const start = Math.max(0, from - around);
    return { first: start, count: Math.min(200, to + 1 + around - start), isUrgent };
  }

  /** The element scrolled: by hand a little, or by the thumb anywhere. False when nothing moved. */
  follow() {
    const now = this.list.scrollTop, moved = now - this.top;
    if (moved === 0 || this.list.clientHeight === 0) return false;
    this.top = now;
    if (!this.scaled) this.scroll = now;
    else if (Math.abs(moved) <= this.smallStep) this.scroll = this.clamp(this.scroll + moved);
    else this.scroll = this.clamp(now * this.furthest / (this.tall - this.view));
    if (this.scaled && this.drifted()) this.align();
    this.place();
    return true;
  }

  /** What a wheel, a key or a finger can move in one frame. One pixel of the thumb is always more. */
  get smallStep() { return Math.max(2 * this.view, this.tall / this.view / 2); }

  /** Small steps drift from the proportional place: close to an end they would stop short of it or run out of room. */
  drifted() {
    const room = this.tall - this.view;
    const above = this.top < 2 * this.view || this.scroll < 2 * this.view;
    const below = this.top > room - 2 * this.view || this.scroll > this.furthest - 2 * this.view;
    return (above && Math.abs(this.scroll - this.top) > 1) || (below && Math.abs(this.furthest - this.scroll - (room - this.top)) > 1);
  }

  /** Sets the element's scrollTop anew, in proportion, and pixel for pixel close to the ends; rows stay where they are seen. */
  align() {
    const room = this.tall - this.view, close = 4 * this.view;
    const to = this.scroll < close ? this.scroll : this.furthest - this.scroll < close ? room - (this.furthest - this.scroll)
      : Math.max(close, Math.min(room - close, this.scroll * room / this.furthest));
    this.list.scrollTop = to;
    this.top = this.list.scrollTop;
  }

  keep(index, offset) { this.moveTo(this.rowTop(index) - offset); }

  moveTo(scroll) {
    const to = this.clamp(scroll), by = to - this.scroll;
    if (by === 0) return;
    this.scroll = to;
    if (!this.scaled) { this.list.scrollTop = to; this.top = this.list.scrollTop; }
    else {
      this.list.scrollTop = this.top + by;
      this.top = this.list.scrollTop;
      if (Math.abs(by) > this.smallStep || this.drifted()) this.align();
    }
    this.place();
  }

  toTop() { this.moveTo(0); }

  /** Scrolls as little as it takes for the row to be seen whole, below a date head that sticks to the top. */
  reveal(index, centre) {
    const top = this.rowTop(index), room = this.heads.length ? this.headHeight : 0;
    if (centre) { if (top < this.scroll + room || top + this.rowHeight > this.scroll + this.view) this.moveTo(top - (this.view - this.rowHeight) / 2); }
    else if (top < this.scroll + room) this.moveTo(index === 0 ? 0 : top - room);
    else if (top + this.rowHeight > this.scroll + this.view) this.moveTo(top + this.rowHeight - this.view + 4);
  }

  place() { this.window.style.insetBlockStart = `${this.blockTop(this.first) - this.scroll + this.top}px`; }

  clamp(scroll) { return Math.max(0, Math.min(this.furthest, scroll)); }
}

function probe(kind) {
  const element = document.createElement('div');
  element.className = `${kind} list-probe`;
  element.setAttribute('aria-hidden', 'true');
  return element;
}

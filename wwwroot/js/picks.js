// Which messages are picked, by UID, so that arrivals and scrolling change nothing about it. A range stands for an interval of
// UIDs: rows are in UID order, so "everything from here to there" costs the same for three messages and for a million.

export class Picks {
  constructor() { this.clear(); }

  clear() {
    this.single = new Set();
    this.interval = null;
  }

  has(uid) {
    return this.single.has(uid) || (this.interval !== null && inside(this.interval, uid) && !this.interval.except.has(uid));
  }

  get count() { return this.single.size + (this.interval ? this.interval.count - this.interval.except.size : 0); }

  toggle(uid) {
    if (this.interval && inside(this.interval, uid)) {
      if (!this.interval.except.delete(uid)) this.interval.except.add(uid);
      if (this.interval.except.size === this.interval.count) this.interval = null;
    } else if (!this.single.delete(uid)) this.single.add(uid);
  }

  /** Picks from one row to another, in either direction; an earlier range gives way to it. */
  range(a, b, count) {
    const [low, high] = Number(a) < Number(b) ? [a, b] : [b, a];
    this.interval = { low, high, count, except: new Set() };
    for (const uid of this.single) if (inside(this.interval, uid)) this.single.delete(uid);
  }

  all(top, count) {
    this.clear();
    this.interval = { low: '1', high: top, count, except: new Set() };
  }

  /** The form in which the circuit is told. */
  toMessage() {
    return {
      uids: [...this.single].map(Number), count: this.count,
      low: Number(this.interval?.low ?? 0), high: Number(this.interval?.high ?? 0), except: [...(this.interval?.except ?? [])].map(Number),
    };
  }

  restore(message) {
    this.clear();
    for (const uid of message.uids) this.single.add(String(uid));
    if (message.high) {
      const except = new Set(message.except.map(String));
      this.interval = { low: String(message.low), high: String(message.high), count: message.count - message.uids.length + except.size, except };
    }
  }

  static single(uid) { return { uids: [Number(uid)], count: 1, low: 0, high: 0, except: [] }; }

  static holds(message, uid) {
    const number = Number(uid);
    return message.uids.includes(number) || (message.high > 0 && number >= message.low && number <= message.high && !message.except.includes(number));
  }
}

function inside(interval, uid) { return Number(uid) >= Number(interval.low) && Number(uid) <= Number(interval.high); }

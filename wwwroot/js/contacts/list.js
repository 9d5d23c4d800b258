// The list of people and groups: only the rows that are seen exist, so that ten thousand are as quick as ten.

import { avatar, icon, make } from '/js/compose/parts.js';
import { language } from '/js/compose/words.js';
import { counted, word } from '/js/contacts/server.js';

// Rows above and below what is seen: a turn of the wheel shows no gap.
const Spare = 8;

const collator = new Intl.Collator(language(), { sensitivity: 'base', numeric: true });

/** Without case and marks, for searching. */
export const plain = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export const nameOf = entry => entry.name || entry.addresses?.[0] || '';

/** Entries of both kinds as the list has them, sorted; made once for each answer of the server. */
export function indexed({ people, groups }) {
  const all = [...people.map(person => ({ ...person, kind: 'person' })), ...groups.map(group => ({ ...group, kind: 'group', kept: true, addresses: [], detail: '' }))];
  for (const entry of all) entry.text = plain([entry.name, entry.detail, ...entry.addresses].join(' '));
  return all.sort((one, other) => collator.compare(nameOf(one), nameOf(other)) || (one.id < other.id ? -1 : 1));
}

export class ContactList {
  constructor(scroller, { open }) {
    Object.assign(this, { scroller, open, items: [], tops: [], height: 0, at: -1, current: null });
    this.rows = make('ul', { className: 'contact-rows', 'aria-label': word('Contacts') });
    scroller.append(this.rows);
    this.drawn = new Map();
    scroller.addEventListener('scroll', () => this.draw(), { passive: true });
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(scroller);
    this.rows.addEventListener('click', e => this.clicked(e));
    this.rows.addEventListener('focusin', () => this.tab());
    this.rows.addEventListener('keydown', e => this.pressed(e));
  }

  stop() { this.resized.disconnect(); }

  /** Shows these entries; the place stays where it was, as far as it is still there. */
  show(entries) {
    const heights = { row: this.size('--contact-row', 54), head: this.size('--contact-head', 30) };
    Object.assign(this, { items: [], tops: [], entries });
    let letter = null, top = 0;
    for (const entry of entries) {
      const first = letterOf(nameOf(entry));
      if (first !== letter) { letter = first; this.items.push({ head: letter }); this.tops.push(top); top += heights.head; }
      this.items.push(entry);
      this.tops.push(top);
      top += heights.row;
    }
    this.height = top;
    this.rows.style.setProperty('block-size', `${top}px`);
    for (const row of this.drawn.values()) row.remove();
    this.drawn.clear();
    this.at = this.items.findIndex(item => item.id === this.current);
    this.draw();
  }

  size(name, other) { return parseFloat(getComputedStyle(this.scroller).getPropertyValue(name)) || other; }

  draw() {
    const { scrollTop, clientHeight } = this.scroller;
    const from = Math.max(0, this.indexAt(scrollTop) - Spare), to = Math.min(this.items.length, this.indexAt(scrollTop + clientHeight) + Spare + 1);
    for (const [at, row] of this.drawn) if ((at < from || at >= to) && !row.contains(document.activeElement)) { row.remove(); this.drawn.delete(at); }
    for (let at = from; at < to; at++) {
      if (this.drawn.has(at)) continue;
      const row = this.row(at);
      row.style.setProperty('inset-block-start', `${this.tops[at]}px`);
      const next = [...this.drawn.keys()].filter(key => key > at).sort((one, other) => one - other)[0];
      this.rows.insertBefore(row, next === undefined ? null : this.drawn.get(next));
      this.drawn.set(at, row);
    }
    this.tab();
  }

  /** The item at a height, by halving. */
  indexAt(top) {
    let low = 0, high = this.tops.length - 1;
    while (low < high) { const mid = (low + high + 1) >> 1; if (this.tops[mid] <= top) low = mid; else high = mid - 1; }
    return Math.max(0, low);
  }

  row(at) {
    const item = this.items[at];
    if (item.head) return make('li', { className: 'date-head', 'aria-hidden': 'true', text: item.head });
    const isGroup = item.kind === 'group';
    const name = nameOf(item);
    const below = isGroup ? counted('People', item.members.length) : item.detail || (item.name ? item.addresses[0] : '');
    const link = make('a', { className: 'contact-row', href: `/contacts#${item.id}`, tabindex: '-1', data: { at }, 'aria-current': item.id === this.current ? 'true' : null, children: [
      isGroup ? make('span', { className: 'avatar h-255', 'aria-hidden': 'true', children: [icon('users')] }) : avatar({ name: item.name, address: item.addresses[0] ?? '' }),
      make('span', { className: 'grow truncate', children: [make('b', { text: name, dir: 'auto' }), below ? make('small', { text: below, dir: 'auto' }) : null] }),
      item.kept ? null : make('span', { className: 'badge', text: word('Collected') }),
    ] });
    return make('li', { 'aria-setsize': this.entries.length, 'aria-posinset': this.entries.indexOf(item) + 1, children: [link] });
  }

  /** One row is in the order of Tab: the current one, else the first that is seen. */
  tab() {
    const links = [...this.rows.querySelectorAll('.contact-row')];
    const one = links.find(link => link === document.activeElement) ?? links.find(link => Number(link.dataset.at) === this.at) ?? links[0];
    for (const link of links) link.tabIndex = link === one ? 0 : -1;
  }

  mark(id) {
    this.current = id;
    this.at = this.items.findIndex(item => item.id === id);
    for (const link of this.rows.querySelectorAll('.contact-row')) {
      if (this.items[Number(link.dataset.at)]?.id === id) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
    }
    this.tab();
  }

  reveal(at, { focus = true } = {}) {
    if (at < 0) return;
    const top = this.tops[at], bottom = this.tops[at + 1] ?? this.height;
    const head = this.size('--contact-head', 30);
    if (top - head < this.scroller.scrollTop) this.scroller.scrollTop = top - head;
    else if (bottom > this.scroller.scrollTop + this.scroller.clientHeight) this.scroller.scrollTop = bottom - this.scroller.clientHeight;
    this.draw();
    if (focus) this.drawn.get(at)?.querySelector('a')?.focus({ preventScroll: true });
  }

  clicked(e) {
    const link = e.target.closest('.contact-row');
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    this.open(this.items[Number(link.dataset.at)]);
  }

  pressed(e) {
    const link = e.target.closest('.contact-row');
    if (!link || e.ctrlKey || e.metaKey || e.altKey) return;
    const at = Number(link.dataset.at);
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.size('--contact-row', 54)) - 1);
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -this.items.length, End: this.items.length }[e.key];
    if (step === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    let to = Math.max(0, Math.min(this.items.length - 1, at + step));
    if (this.items[to].head) to = step > 0 || to === 0 ? to + 1 : to - 1;
    this.reveal(Math.min(to, this.items.length - 1));
  }
}

function letterOf(name) {
  const first = [...plain(name)].find(c => /\S/.test(c)) ?? '';
  return /\p{L}/u.test(first) ? first.toLocaleUpperCase(language()) : '#';
}

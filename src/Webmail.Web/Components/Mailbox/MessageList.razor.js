// The browser's half of the message list: where the rows are, which row has the focus, which are picked. The circuit renders
// windows of rows; everything that must answer to a finger or a key at once happens here.

import { ListGeometry } from '/js/list-geometry.js';
import { Picks } from '/js/picks.js';
import { act, comeBack, command, press } from '/js/list-acts.js';

// One question is on its way; a newer one overtakes it after this long, and the circuit then drops the older.
const OvertakeAfter = 120;
// A window that failed to come (the circuit is away) is asked for again after this long.
const RetryAfter = 1000;

// A message clicked before the circuit is there opens with it; if it does not come, as a page of its own after this long.
const OpenWithoutAfter = 3000;

// What was done in the prerendered list, for the one the circuit puts in its place.
let former = null;

/** The list as it stands in the page: alive as soon as it is parsed or drawn, whether the circuit is there or not. */
class MessageListElement extends HTMLElement {
  connectedCallback() { queueMicrotask(() => this.wake()); } // Blazor inserts an element before its content, in one go

  disconnectedCallback() {
    this.view?.dispose();
    this.view = null;
  }

  wake() {
    if (!this.isConnected || this.view) return;
    this.view = new MessageListView(this);
    if (former?.path === location.pathname) this.view.inherit(former);
    former = null;
  }
}

customElements.define('message-list', MessageListElement);

/** The circuit is there: from now on it is asked for rows and told what was done. */
export async function bind(list, server) {
  await null; // an element that was drawn in this very moment wakes first
  list.wake();
  list.view.bind(server);
  return list.view;
}

class MessageListView {
  constructor(list) {
    this.list = list;
    this.server = null;
    this.bound = new Promise(resolve => { this.resolveServer = resolve; });
    this.path = location.pathname;
    this.pane = list.closest('.list-pane');
    this.canvas = list.querySelector('.list-canvas');
    this.window = list.querySelector('.list-window');
    this.geometry = new ListGeometry(list, this.canvas, this.window);
    this.picks = new Picks();
    this.gone = new Set();
    this.cursor = -1;
    this.rows = [];
    this.first = 0;
    this.wanted = null;
    this.answered = '';
    this.inFlight = 0;
    this.wasAtTop = true;
    this.abort = new AbortController();
    this.actions = this.pane.querySelector('[data-row-actions]')?.firstElementChild?.cloneNode(true);

    const on = (target, type, handler, options = {}) => target.addEventListener(type, handler, { signal: this.abort.signal, ...options });
    on(list, 'scroll', () => this.scrolled(), { passive: true });
    on(list, 'click', e => this.clicked(e), { capture: true });
    on(list, 'pointerdown', e => this.pressed(e), { passive: true });
    on(list, 'change', e => this.ticked(e));
    on(list, 'mouseover', e => this.hover(e.target.closest?.('.message-row[data-uid]')));
    on(list, 'mouseleave', () => this.actions?.remove());
    on(list, 'focusin', e => this.focused(e.target.closest('.message-row[data-uid]')));
    on(list.closest('.sheet'), 'click', e => command(this, e));
    on(document, 'keydown', e => press(this, e));

    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(list);
    this.sizes.observe(this.geometry.probe);
    this.changes = new MutationObserver(() => this.absorb());
    this.changes.observe(this.window, { childList: true, attributes: true, attributeFilter: ['data-list', 'data-stamp', 'data-open'] });

    this.geometry.measure();
    list.dataset.live = '';
    this.absorb();
  }

  bind(server) {
    this.server = server;
    this.list.dataset.bound = '';
    this.resolveServer(server);
    this.before?.resolveServer(server); // what was done meanwhile
    this.before = null;
    if (!this.wasAtTop) this.call('AtTop', false);
    this.ensure();
    if (!this.opening) return;
    clearTimeout(this.openAlone);
    const { uid, href } = this.opening;
    this.opening = null;
    const link = this.window.querySelector(`:scope > [data-uid="${uid}"] .row-link`);
    if (link) link.click(); else location.assign(href);
  }

  /** Goes on where the prerendered list was left: its place, its focus, what was picked and what was done. */
  inherit(before) {
    this.before = before;
    this.gone = before.gone;
    this.picks = before.picks;
    this.base = before.base;
    this.cursor = before.cursor;
    this.focusWanted = before.cursor >= 0;
    this.opening = before.opening;
    if (this.opening) this.openLater(this.opening);
    this.absorb();
    this.geometry.moveTo(before.geometry.scroll);
    this.mark();
    this.repick();
  }

  dispose() {
    if (!this.server) former = this;
    clearTimeout(this.openAlone);
    this.abort.abort();
    this.sizes.disconnect();
    this.changes.disconnect();
    clearTimeout(this.later);
    this.actions?.remove();
  }

  // ---- windows ----------------------------------------------------------------------------------------------------

  /** Takes over what the circuit has rendered, without moving the row under the reader's eye. */
  absorb() {
    this.geometry.measure();
    if (!this.geometry.rowHeight) return; // never seen yet: on a phone that opened with a message
    const renewed = this.window.dataset.list !== this.listId;
    if (renewed) this.renew();
    const anchor = this.geometry.atTop ? null : this.anchor();
    const first = Number(this.window.dataset.first);
    this.rows = [...this.window.querySelectorAll(':scope > .message-row[data-uid]')];
    for (const row of this.rows) row.toggleAttribute('data-gone', this.gone.has(row.dataset.uid));
    const shown = this.rows.filter(row => !row.hasAttribute('data-gone'));
    for (const uid of this.gone) if (!this.rows.some(row => row.dataset.uid === uid)) this.gone.delete(uid);
    const hidden = this.rows.length - shown.length;
    const cursorUid = this.uidAt(this.cursor);
    const before = { first: this.first, uids: this.uids ?? [] };
    this.first = first;
    this.rows = shown;
    this.uids = shown.map(row => row.dataset.uid);
    const shift = this.shiftSince(before);
    const heads = [];
    shown.forEach((row, i) => { if (row.previousElementSibling?.matches('.date-head:not(.floating)')) heads.push(first + i); });
    this.geometry.update({
      total: Math.max(shown.length, Number(this.window.dataset.total) - hidden), first, count: shown.length, heads, shift,
      dated: this.window.dataset.dated === 'true',
    });
    if (anchor && this.indexOf(anchor.uid) >= 0) this.geometry.keep(this.indexOf(anchor.uid), anchor.offset);
    if (cursorUid && this.indexOf(cursorUid) >= 0) this.cursor = this.indexOf(cursorUid);
    this.geometry.place();
    const open = Number(this.window.dataset.openIndex ?? -1);
    if (renewed && open >= 0) {
      this.cursor = open;
      this.geometry.reveal(open, true);
    }
    this.dress();
    this.mark();
    this.ensure();
  }

  /** Another folder: nothing of the one before holds. */
  renew() {
    const isFirst = this.listId === undefined; // what was scrolled to before the module ran is where people want to be
    this.listId = this.window.dataset.list;
    this.gone.clear();
    this.picks.clear();
    this.base = undefined;
    this.cursor = -1;
    this.first = 0;
    this.rows = [];
    this.uids = [];
    this.wanted = null;
    this.answered = '';
    this.wasAtTop = true;
    this.actions?.remove();
    if (!isFirst) this.geometry.renew();
    this.repick();
  }

  /** The first visible rows with their distance from the top edge; the first that is still there afterwards holds the list. */
  anchor() {
    const { from, to } = this.geometry.visible();
    for (let i = from; i <= to; i++) {
      const uid = this.uidAt(i);
      if (uid && !this.gone.has(uid) && this.window.querySelector(`:scope > [data-uid="${uid}"]`)) return { uid, offset: this.geometry.rowTop(i) - this.geometry.scroll };
    }
    return null;
  }

  /** By how much rows moved because others came or went above: told by the first row that was there before and still is. */
  shiftSince(before) {
    const at = before.uids.findIndex(uid => this.uids.includes(uid));
    return at < 0 ? 0 : this.indexOf(before.uids[at]) - (before.first + at);
  }

  uidAt(index) { return this.uids?.[index - this.first] ?? null; }

  indexOf(uid) { const at = this.uids?.indexOf(uid) ?? -1; return at < 0 ? -1 : this.first + at; }

  rowAt(index) { return this.rows[index - this.first] ?? null; }

  /** Row numbers, picks and the one tab stop, for rows that came in. */
  dress() {
    this.rows.forEach((row, i) => {
      const index = this.first + i;
      row.setAttribute('aria-rowindex', index + 1);
      row.tabIndex = index === this.cursor ? 0 : -1;
      const picked = this.picks.has(row.dataset.uid);
      row.setAttribute('aria-selected', picked);
      const box = row.querySelector('.pick input');
      if (box.checked !== picked) box.checked = picked;
    });
    if (!this.rowAt(this.cursor) && this.rows.length) {
      const { from } = this.geometry.visible();
      (this.rowAt(from) ?? this.rows[0]).tabIndex = 0;
    }
    if (this.focusWanted && this.rowAt(this.cursor)) {
      this.focusWanted = false;
      this.rowAt(this.cursor).focus({ preventScroll: true });
    }
  }

  scrolled() {
    if (!this.geometry.follow()) return;
    this.mark();
    this.ensure(); // at once: the browser tells of scrolling once a frame, and the frame after would be one too late
  }

  resized() {
    if (!this.geometry.measure()) return;
    if (this.window.dataset.list !== this.listId) this.absorb();
    this.ensure();
  }

  /** Asks for the rows around what is seen when the rendered ones run out. */
  ensure() {
    if (!this.server) return;
    const needed = this.geometry.needed(this.first, this.rows.length);
    if (needed && !needed.isUrgent && this.rushed) {
      // The rows that are seen came alone; those around them must not hold up their painting.
      this.rushed = false;
      requestAnimationFrame(() => setTimeout(() => { if (!this.abort.signal.aborted) this.ensure(); }));
      return;
    }
    this.rushed = needed?.isUrgent ?? false;
    this.wanted = needed;
    this.pump();
  }

  pump() {
    if (!this.wanted) return;
    const key = `${this.wanted.first}:${this.wanted.count}:${this.geometry.total}`;
    if (key === this.answered) return; // the circuit has said all it knows about these rows
    const wait = this.inFlight ? this.sentAt + OvertakeAfter - performance.now() : 0;
    if (wait > 0) {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.pump(), wait);
      return;
    }
    const { first, count } = this.wanted;
    this.wanted = null;
    this.inFlight++;
    this.sentAt = performance.now();
    this.answered = key;
    this.server.invokeMethodAsync('Show', first, count).catch(() => false).then(came => {
      this.inFlight--;
      if (this.abort.signal.aborted) return;
      if (came) return this.ensure();
      this.answered = '';
      clearTimeout(this.later);
      this.later = setTimeout(() => this.ensure(), RetryAfter);
    });
  }

  /** A lost circuit is told by the banner; nothing that was on its way is worth an error in the console. */
  call(method, ...args) {
    return this.bound.then(server => server.invokeMethodAsync(method, ...args)).catch(error => { if (!this.abort.signal.aborted) console.warn(method, error.message); });
  }

  mark() {
    const atTop = this.geometry.atTop;
    if (atTop === this.wasAtTop) return;
    this.wasAtTop = atTop;
    if (this.server) this.call('AtTop', atTop);
  }

  // ---- focus ------------------------------------------------------------------------------------------------------

  go(index, { focus = true } = {}) {
    const to = Math.max(0, Math.min(this.geometry.total - 1, index));
    if (to < 0) return;
    this.rowAt(this.cursor)?.setAttribute('tabindex', '-1');
    this.cursor = to;
    this.reveal(to);
    const row = this.rowAt(to);
    if (row) {
      row.tabIndex = 0;
      if (focus) row.focus({ preventScroll: true });
    } else this.focusWanted = focus;
  }

  focused(row) {
    if (!row) return;
    const index = this.indexOf(row.dataset.uid);
    if (index >= 0 && index !== this.cursor) {
      this.rowAt(this.cursor)?.setAttribute('tabindex', '-1');
      this.cursor = index;
      row.tabIndex = 0;
    }
    this.hover(row);
  }

  reveal(index, centre = false) {
    this.geometry.reveal(index, centre);
    this.mark();
    this.ensure();
  }

  hover(row) {
    if (!this.actions || !row || row.contains(this.actions)) return;
    row.append(this.actions);
    const unread = row.classList.contains('is-unread');
    for (const button of this.actions.querySelectorAll('[data-when]')) button.hidden = (button.dataset.when === 'unread') !== unread;
  }

  get openUid() { return this.window.dataset.open || null; }

  /** What an action is for: the row of its button, else the picked rows, else the focused one, else the open message. */
  targets(uid) {
    if (uid) return Picks.single(uid);
    if (this.picks.count) return this.picks.toMessage();
    const focused = document.activeElement?.closest?.('.message-row[data-uid]');
    const reading = document.activeElement?.closest?.('.reading-pane');
    const nearest = (reading ? this.openUid : focused?.dataset.uid) ?? this.openUid ?? this.uidAt(this.cursor);
    return nearest ? Picks.single(nearest) : null;
  }

  holds(targets, uid) { return Picks.holds(targets, uid); }

  toTop() {
    this.geometry.toTop();
    this.mark();
    this.ensure();
  }

  // ---- opening ----------------------------------------------------------------------------------------------------

  /** Between pressing and letting go there is time for a way to the mail server and back. Not with a finger, which may be about to scroll. */
  pressed(e) {
    const row = e.target.closest('.message-row[data-uid]');
    if (!row || !this.server || e.button !== 0 || e.pointerType === 'touch' || e.shiftKey || e.ctrlKey || e.metaKey || e.target.closest('.acts, .pick')) return;
    this.call('Expect', Number(row.dataset.uid));
  }

  clicked(e) {
    const row = e.target.closest('.message-row[data-uid]');
    if (!row || e.button !== 0) return;
    const index = this.indexOf(row.dataset.uid);
    if (e.target.closest('.acts')) return;
    if (e.target.closest('.pick')) {
      if (e.shiftKey && !e.target.matches('input')) { e.preventDefault(); e.stopPropagation(); this.pickRange(index); }
      else if (e.shiftKey) { e.preventDefault(); setTimeout(() => this.pickRange(index)); }
      return;
    }
    if (e.shiftKey || e.ctrlKey || e.metaKey) {
      e.preventDefault();
      e.stopPropagation();
      if (e.shiftKey) this.pickRange(index); else this.pick(index);
      return;
    }
    this.cursor = index;
    this.foretellOpen(row);
    if (this.server) return;
    e.preventDefault();
    e.stopPropagation();
    this.openLater({ uid: row.dataset.uid, href: row.querySelector('.row-link').href });
  }

  openLater(opening) {
    clearTimeout(this.openAlone);
    this.opening = opening;
    this.openAlone = setTimeout(() => location.assign(opening.href), OpenWithoutAfter);
  }

  /** The row shows as open before the circuit answers with the message. */
  foretellOpen(row) {
    for (const other of this.window.querySelectorAll('.message-row.is-open')) { other.classList.remove('is-open'); other.removeAttribute('aria-current'); }
    row.classList.add('is-open');
    row.setAttribute('aria-current', 'true');
    this.list.closest('[data-view]')?.setAttribute('data-view', 'read');
  }

  open(index) {
    const row = this.rowAt(index);
    if (!row) { this.go(index); return; }
    this.go(index);
    row.querySelector('.row-link')?.click();
  }

  openNeighbour(by) {
    const open = this.openUid ? this.indexOf(this.openUid) : -1;
    const from = open >= 0 ? open : this.cursor;
    const to = from + by;
    if (to < 0 || to >= this.geometry.total) return;
    if (this.rowAt(to)) this.open(to); else this.call('OpenAt', to);
  }

  // ---- picking ----------------------------------------------------------------------------------------------------

  pick(index) {
    const uid = this.uidAt(index);
    if (!uid) return;
    this.picks.toggle(uid);
    this.base = index;
    this.repick();
  }

  pickRange(index) {
    const from = this.base ?? Math.max(0, this.cursor);
    const a = this.uidAt(from), b = this.uidAt(index);
    if (a && b) this.picks.range(a, b, Math.abs(index - from) + 1);
    this.base = from;
    this.cursor = index;
    this.repick();
  }

  async pickAll() {
    const top = await this.call('TopUid');
    if (!top) return;
    this.picks.all(top, this.geometry.total);
    this.repick();
  }

  clearPicks() {
    this.picks.clear();
    this.base = undefined;
    this.repick();
  }

  ticked(e) {
    const row = e.target.closest('.message-row[data-uid]');
    if (!row || !e.target.matches('.pick input')) return;
    const index = this.indexOf(row.dataset.uid);
    if (this.picks.has(row.dataset.uid) !== e.target.checked) this.picks.toggle(row.dataset.uid);
    this.base = index;
    this.repick();
  }

  repick() {
    this.dress();
    this.pane.toggleAttribute('data-picking', this.picks.count > 0);
    const count = new Intl.NumberFormat(document.documentElement.lang || undefined).format(this.picks.count);
    for (const place of this.pane.querySelectorAll('[data-count]')) if (place.textContent !== count) place.textContent = count;
  }

  // ---- asked by the circuit -----------------------------------------------------------------------------------------

  act(kind, uid) { act(this, kind, uid); }

  comeBack(targets) { comeBack(this, targets); }
}

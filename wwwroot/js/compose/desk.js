// All open composers: opening from keys, buttons, links and addresses; docking side by side; coming back after a reload.

import { Composer } from '/js/compose/composer.js';
import { restore } from '/js/compose/content.js';
import { hold, prepare } from '/js/compose/from-mail.js';
import { openMenu } from '/js/compose/menu.js';
import { opening, whenShown } from '/js/compose/opening.js';
import * as journal from '/js/compose/journal.js';
import { look } from '/js/compose/outbox-watch.js';
import { accountKey } from '/js/compose/server.js';
import { watchSignOut } from '/js/compose/leaving.js';
import * as tabs from '/js/compose/tabs.js';
import { toast } from '/js/compose/toasts.js';
import { word } from '/js/compose/words.js';

const DockWidth = 640, MiniWidth = 260, Gap = 12, Edge = 24;
// More than this nobody keeps in mind; the oldest is saved and closed.
const MostOpen = 8;

const keys = { c: 'new', r: 'reply', a: 'reply-all', f: 'forward' };

class Desk {
  constructor() {
    this.composers = [];
    this.closing = new Set();
    addEventListener('click', e => this.clicked(e), { capture: true });
    addEventListener('keydown', e => this.pressed(e), { capture: true });
    addEventListener('resize', () => this.dock());
    addEventListener('pointerdown', prepare, { capture: true });
    addEventListener('dragstart', e => hold(e, folderOfAddress()), { capture: true });
    for (const type of ['pagehide', 'visibilitychange']) addEventListener(type, () => { for (const composer of this.composers) composer.keepNow(); });
    document.addEventListener('mail-compose', e => this.open({ kind: 'new', mailto: e.detail.mailto }));
    watchSignOut(this);
    this.restore();
    this.fromAddress();
    look(2000);
    // The first one of a page would take the time that the browser needs to read the code.
    (globalThis.requestIdleCallback ?? setTimeout)(() => new Composer(this, { kind: 'new' }).stopQuietly());
  }

  // ---- opening ---------------------------------------------------------------------------------------------------

  /** question: what POST open is asked. The shell stands before this returns. */
  open(question, button = document.activeElement) {
    if (question.kind === 'draft') {
      const known = this.composers.find(composer => composer.question.kind === 'draft' && composer.question.uid === question.uid && composer.question.folder === question.folder);
      if (known) { this.shape(known, known.form === 'minimised' ? 'docked' : known.form); known.focusFirst(); return known; }
    }
    while (this.composers.length >= MostOpen) this.composers[0].close();
    const composer = new Composer(this, { folder: null, validity: 0, uid: 0, selection: null, mailto: null, format: null, ...question });
    composer.opener = button;
    this.add(composer, 'docked');
    composer.focusFirst();
    composer.load();
    return composer;
  }

  add(composer, form) {
    this.composers.push(composer);
    document.body.append(composer.window);
    this.shape(composer, form);
  }

  /** A draft that was taken back from the outbox. */
  reopen(draft, from) {
    const composer = new Composer(this, { ...from.question, kind: 'draft' });
    this.add(composer, 'docked');
    tabs.take(draft.id, () => composer.close());
    composer.fill({ draft, identities: from.identities, limits: from.limits, undoSeconds: from.undoSeconds, askAbove: from.askAbove, attachmentWords: from.ownWords ?? from.attachmentWords, ownDomains: from.ownDomains, zone: from.zone, can: from.can });
    composer.editor.focus();
  }

  /** The open message, as the page names it. */
  messageOf(place) {
    return place?.dataset.uid ? { folder: place.dataset.folder, validity: Number(place.dataset.validity), uid: Number(place.dataset.uid) } : null;
  }

  answer(kind, button, place) {
    if (!place) {
      this.forgetWish?.();
      const coming = opening();
      if (coming) { this.forgetWish = whenShown(coming, () => this.answer(kind, button)); return true; }
      place = this.messageOf(document.querySelector('.reading-pane[data-uid]'));
    }
    if (!place) return false;
    this.open({ kind, ...place, selection: kind.startsWith('reply') ? this.selection() : null }, button);
    return true;
  }

  /** What is selected in the message: quoted alone. */
  selection() {
    const frame = document.querySelector('mail-frame:not([idle])');
    if (frame?.selected) return frame.selected;
    const chosen = getSelection();
    const body = document.querySelector('.reading-pane .message-body');
    if (!chosen || chosen.isCollapsed || !body?.contains(chosen.anchorNode)) return null;
    const lines = document.createElement('div');
    chosen.toString().split('\n').forEach((line, at) => { if (at) lines.append(document.createElement('br')); lines.append(line); });
    return lines.innerHTML;
  }

  clicked(e) {
    const target = e.target.closest?.('[data-compose], [data-compose-more], .message-row.is-draft, a[href^="mailto:"]');
    if (!target || Number(target.dataset.why) || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey) return;
    if (target.matches('.message-row')) { if (!e.target.closest('.pick, .acts')) this.openRow(e, target); return; }
    e.preventDefault();
    e.stopPropagation();
    if (target.matches('a')) { this.open({ kind: 'new', mailto: target.getAttribute('href') }, target); return; }
    target.closest('[popover]')?.hidePopover();
    if (target.hasAttribute('data-compose-more')) this.more(target);
    else if (target.dataset.compose === 'new') this.open({ kind: 'new' }, target);
    else this.answer(target.dataset.compose, target, this.messageOf(target.closest('[data-uid][data-folder]')));
  }

  /** The rarer ways to answer. */
  more(button) {
    const place = this.messageOf(button.closest('[data-uid][data-folder]'));
    const way = (kind, label, icon) => ({ label: word(label), icon, run: () => this.answer(kind, button, place) });
    openMenu(button, [
      way('reply', 'Reply', 'reply'), way('reply-all', 'ReplyAll', 'reply-all'), ...(button.hasAttribute('data-list') ? [way('reply-list', 'ReplyList', 'users')] : []),
      null, way('forward', 'Forward', 'forward'), way('forward-attached', 'ForwardAttached', 'paperclip'), way('redirect', 'Redirect', 'send'), way('edit-as-new', 'EditAsNew', 'pencil'),
    ], { label: word('MoreActions') });
  }

  openRow(e, row) {
    const folder = folderOfAddress();
    if (folder === null) return;
    e.preventDefault();
    e.stopPropagation();
    this.open({ kind: 'draft', folder, validity: 0, uid: Number(row.dataset.uid) }, row);
  }

  pressed(e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey || e.repeat || isBusy(e.target)) return;
    if (e.key === 'z') { const undo = document.querySelector('.compose-toasts [data-toast="undo"]'); if (undo) { e.preventDefault(); e.stopImmediatePropagation(); undo.click(); } return; }
    const kind = keys[e.key];
    if (!kind) return;
    if (kind === 'new') { e.preventDefault(); this.open({ kind: 'new' }); } else if (this.answer(kind, document.activeElement)) e.preventDefault();
  }

  fromAddress() {
    const address = new URL(location.href);
    const mailto = address.searchParams.get('compose');
    if (mailto === null) return;
    address.searchParams.delete('compose');
    history.replaceState(history.state, '', address);
    this.open(/^mailto:/i.test(mailto) ? { kind: 'new', mailto } : { kind: 'new' });
  }

  /** What a reload or a crash left open; what another tab is writing stays there. */
  async restore() {
    let entries = [];
    try { entries = await journal.all(accountKey()); } catch { return; }
    for (const entry of entries.sort((one, other) => one.at - other.at)) {
      if (this.composers.some(composer => composer.key === entry.key)) continue;
      const id = entry.state.draft.id ?? entry.key;
      const composer = new Composer(this, entry.question, entry.key);
      if (!await tabs.take(id, () => composer.close())) { composer.stopQuietly(); continue; }
      this.add(composer, entry.form ?? 'docked');
      restore(composer, entry);
      if (!entry.isDirty && composer.isOpened) composer.saver.settled(new Date(entry.at)); else composer.saver.changed();
      if (!composer.isOpened) composer.load();
    }
  }

  // ---- places ----------------------------------------------------------------------------------------------------

  shape(composer, form) {
    composer.form = form;
    if (form === 'full') for (const other of this.composers) if (other !== composer && other.form === 'full') this.shape(other, 'minimised');
    composer.window.dataset.form = form;
    composer.window.classList.toggle('composer-full', form === 'full');
    composer.root.classList.toggle('docked', form !== 'full');
    composer.root.classList.toggle('minimised', form === 'minimised');
    const files = composer.part('files');
    (form === 'full' ? composer.part('aside-files') : composer.part('file-place')).append(files);
    const label = (name, text) => { const button = composer.root.querySelector(`[data-do="${name}"]`); button.setAttribute('aria-label', text); button.title = text; return button; };
    label('full', word(form === 'full' ? 'Dock' : 'FullScreen')).querySelector('use').setAttribute('href', composer.root.querySelector('[data-do="full"]').dataset[form === 'full' ? 'iconBack' : 'iconFull']);
    label('minimise', word(form === 'minimised' ? 'Restore' : 'Minimise'));
    this.dock();
    if (form !== 'minimised' && !composer.window.contains(document.activeElement)) composer.editor.focus();
    composer.keepSoon();
  }

  /** Newest at the edge; those that have no room beside it lie minimised. */
  dock() {
    let at = Edge;
    for (const composer of [...this.composers].reverse()) {
      if (composer.form === 'full') { composer.root.style.insetInlineEnd = ''; continue; }
      if (composer.form === 'docked' && at > Edge && at + DockWidth > innerWidth && innerWidth >= 760) { this.shape(composer, 'minimised'); return; }
      composer.root.style.insetInlineEnd = innerWidth < 760 ? '' : `${at}px`;
      at += (composer.form === 'minimised' ? MiniWidth : DockWidth) + Gap;
    }
  }

  raise(composer) {
    for (const other of this.composers) other.window.toggleAttribute('data-front', other === composer);
  }

  remove(composer) {
    const hadFocus = composer.window.contains(document.activeElement);
    this.composers = this.composers.filter(other => other !== composer);
    composer.window.remove();
    this.dock();
    if (!hadFocus) return;
    const next = this.composers.findLast(other => other.form !== 'minimised');
    if (composer.opener?.isConnected && composer.opener !== document.body) composer.opener.focus({ preventScroll: true });
    else if (next) next.editor.focus();
    else (document.querySelector('.message-row[tabindex="0"]') ?? document.getElementById('main'))?.focus({ preventScroll: true });
  }

  /** Closed, but not yet with the server: goes on in the background; a reload brings it back. */
  keepTrying(composer) {
    this.closing.add(composer);
    toast(word('ClosedKept'));
    composer.saver.saved = answer => { composer.draft.revision = answer.revision; this.closing.delete(composer); composer.end(); };
  }

  get folder() { return folderOfAddress(); }

  leaveTo(path) {
    for (const composer of this.composers) composer.keepNow();
    location.assign(path);
  }

  told(text) { toast(text); }

  failed(text) { toast(text, { failure: true }); }
}

function isBusy(target) {
  return target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button)$/.test(target.type))
    || target.closest?.('.compose-window, .compose-menu') || document.querySelector('dialog[open], [popover]:popover-open') !== null;
}

/** The folder in the page's address (MailUrl.cs); null on another page. */
function folderOfAddress() {
  const parts = location.pathname.split('/');
  if (parts[1] !== 'mail' || parts.length < 3) return parts[1] === 'mail' ? 'INBOX' : null;
  if (!parts[3]) return 'INBOX';
  const segment = decodeURIComponent(parts[3]);
  return (segment.startsWith('~2') ? segment.slice(2) : segment).replaceAll('~1', '/').replaceAll('~0', '~');
}

export const desk = new Desk();

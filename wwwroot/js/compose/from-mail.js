// Messages and their files, attached without passing through the browser: dragged from the list or the open message, or picked from a menu.

import { openMenu } from '/js/compose/menu.js';
import { clearNote, note } from '/js/compose/notes.js';
import { announce } from '/js/compose/parts.js';
import { fileFromMail, Refused } from '/js/compose/server.js';
import { toast } from '/js/compose/toasts.js';
import { word } from '/js/compose/words.js';

// Told to nobody: what is dragged is kept here, so that no other page can pretend to drag a message.
let held = null;

export const isHeld = () => held !== null;

const chosen = () => [...document.querySelectorAll('.message-list .message-row')].filter(row => row.querySelector('.pick input:checked'));

const placeOf = element => { const at = element?.closest('[data-uid][data-folder]'); return at ? { folder: at.dataset.folder, validity: Number(at.dataset.validity) || 0, uid: Number(at.dataset.uid) } : null; };

const subjectOf = row => row.querySelector('.subj')?.textContent.trim() || word('NoSubject');

/** folder: the one of the list; null on other pages. */
export function hold(e, folder) {
  const tile = e.target.closest?.('.attachment-tile[data-section]');
  const row = tile ? null : e.target.closest?.('.message-list .message-row');
  if (!tile && (!row || folder === null)) return;
  const rows = row && row.querySelector('.pick input:checked') ? chosen() : [row];
  held = tile ? [{ ...placeOf(tile), section: tile.dataset.section, name: tile.querySelector('.file-name').title }] : rows.map(one => ({ folder, validity: 0, uid: Number(one.dataset.uid), section: null, name: subjectOf(one) }));
  e.dataTransfer.setData('text/plain', held.map(one => one.name).join('\n'));
  e.dataTransfer.effectAllowed = 'copyMove';
  addEventListener('dragend', () => { held = null; }, { once: true, capture: true });
}

/** A tile is no link: it has to be told that it can be dragged, and only while there is something to drag it to. */
export function prepare(e) {
  const tile = e.target.closest?.('.attachment-tile[data-section]');
  if (tile) tile.draggable = document.querySelector('.compose-window') !== null;
}

export function take(composer) {
  const places = held ?? [];
  held = null;
  return attachFromMail(composer, places);
}

export async function attachFromMail(composer, places) {
  if (!composer.isOpened) { announce(composer.root, word('StillOpening')); return; }
  note(composer.root, 'mail', { text: word('AttachingMail', places.length) });
  for (const place of places) {
    try {
      const file = await fileFromMail(composer.draft.id, { folder: place.folder, validity: place.validity, uid: place.uid, section: place.section });
      composer.uploads.adopt([{ ...file, inline: false }]);
      announce(composer.root, word('FileDone', file.name));
      composer.changed();
      clearNote(composer.root, 'mail');
    } catch (error) {
      note(composer.root, 'mail', { kind: 'error', text: (error instanceof Refused && error.body.message) || word('AttachMailFailed', place.name), server: error.body?.server, acts: [{ label: word('TryAgain'), run: () => attachFromMail(composer, places.slice(places.indexOf(place))) }] });
      return;
    }
  }
}

/** What is open or selected behind the composer. */
export function fromMailMenu(composer, button, folder) {
  const pane = document.querySelector('.reading-pane[data-uid]');
  const open = placeOf(pane);
  const parts = [...document.querySelectorAll('.reading-pane .attachment-tile[data-section]')].filter(tile => placeOf(tile)).map(tile => ({ ...placeOf(tile), section: tile.dataset.section, name: tile.querySelector('.file-name').title }));
  const rows = folder === null ? [] : chosen().map(row => ({ folder, validity: 0, uid: Number(row.dataset.uid), section: null, name: subjectOf(row) }));
  const subject = pane?.querySelector('.thread-head h1')?.textContent.trim() || word('NoSubject');
  const items = [
    ...(open ? [{ label: word('AttachOpen', subject), icon: 'mail', run: () => attachFromMail(composer, [{ ...open, section: null, name: subject }]) }] : []),
    ...parts.map(part => ({ label: part.name, icon: 'paperclip', run: () => attachFromMail(composer, [part]) })),
    ...(rows.length ? [{ label: word('AttachSelected', rows.length), icon: 'inbox', run: () => attachFromMail(composer, rows) }] : []),
  ];
  if (items.length) openMenu(button, items, { label: word('AttachFromMail') });
  else toast(word('AttachFromMailHint'), { seconds: 10 });
}

// Looks after what was sent until it is out, and says so when it was refused: also when the composer is long closed.

import { outbox, reminders } from '/js/compose/server.js';
import { toast } from '/js/compose/toasts.js';
import { word } from '/js/compose/words.js';

const Soon = 1500;
const Often = 5000;
const Seldom = 60000;
// A reminder may come due while a page stays open for days.
const Reminding = 300000;

const Told = 'wm-reminded';

const mine = new Set();
const told = new Set();
let timer = 0;

export function watchOutbox(id, dueAt) {
  mine.add(id);
  document.dispatchEvent(new CustomEvent('outbox-changed'));
  look(Math.max(Soon, new Date(dueAt) - Date.now() + Soon));
}

/** Asks now and shows the count beside the folders. */
export function look(wait = 0) {
  clearTimeout(timer);
  timer = setTimeout(check, wait);
}

async function check() {
  if (document.visibilityState === 'hidden') { timer = setTimeout(check, Seldom); return; }
  let entries, unanswered;
  try { entries = await outbox(); unanswered = (await reminders()).filter(reminder => reminder.state === 'unanswered'); } catch { timer = setTimeout(check, Seldom); return; }
  const live = entries.filter(entry => entry.state !== 'filed' && entry.state !== 'sent');
  show(live.length + unanswered.length, live.some(entry => entry.state === 'refused' || entry.state === 'unknown'));
  remind(unanswered);
  for (const entry of live) {
    if (!['refused', 'unknown'].includes(entry.state) || told.has(entry.id + entry.state)) continue;
    told.add(entry.id + entry.state);
    toast(word(entry.state === 'refused' ? 'WasRefused' : 'IsUnknown', entry.subject || word('NoSubject')), { failure: true, acts: [{ label: word('Look'), run: () => { location.assign('/outbox'); } }] });
  }
  const sentNow = [...mine].filter(id => !live.some(entry => entry.id === id));
  for (const id of sentNow) mine.delete(id);
  const dueSoon = live.filter(entry => entry.state === 'queued' || entry.state === 'sending' || entry.state === 'waiting').map(entry => new Date(entry.dueAt) - Date.now());
  if (!live.length) timer = setTimeout(check, Reminding);
  else timer = setTimeout(check, Math.min(Seldom, Math.max(Often, Math.min(...(dueSoon.length ? dueSoon : [Seldom])) + Soon)));
}

/** Told once on this device; the page of the outbox keeps them until they are done. */
function remind(unanswered) {
  const known = new Set((localStorage.getItem(Told) ?? '').split(' '));
  const fresh = unanswered.filter(reminder => !known.has(reminder.id + reminder.dueAt));
  localStorage.setItem(Told, unanswered.map(reminder => reminder.id + reminder.dueAt).join(' '));
  if (!fresh.length) return;
  const text = fresh.length === 1 ? word('NobodyAnsweredTold', fresh[0].subject || word('NoSubject')) : word('NobodyAnsweredMany', fresh.length);
  toast(text, { failure: true, acts: [{ label: word('Look'), run: () => { location.assign('/outbox'); } }] });
}

/** Kept as attributes of the page, which no render of the circuit touches; the style sheet shows the entry by them. */
function show(count, isBad) {
  document.documentElement.toggleAttribute('data-outbox', count > 0);
  document.documentElement.toggleAttribute('data-outbox-bad', isBad);
  for (const place of document.querySelectorAll('[data-outbox-count]')) place.textContent = count || '';
}

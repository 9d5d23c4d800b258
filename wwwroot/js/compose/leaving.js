// Signing out: what is being written goes to the server first, and what the server has does not stay on the device. What the server can't take
// now stays for this account's next visit: nothing is lost, and no other account is shown it.

import * as journal from '/js/compose/journal.js';
import { accountKey } from '/js/compose/server.js';

/** Milliseconds that signing out waits for a server. */
const Patience = 5000;

export function watchSignOut(desk) {
  addEventListener('submit', e => {
    const form = e.target;
    if (!form.matches?.('form[action$="/sign-out"]') || form.dataset.left === '') return;
    e.preventDefault();
    e.stopPropagation();
    form.dataset.left = '';
    leave(desk).catch(() => {}).finally(() => form.submit());
  }, { capture: true });
}

async function leave(desk) {
  const composers = [...desk.composers, ...desk.closing];
  const saves = Promise.allSettled(composers.map(composer => composer.saver.now()));
  await Promise.race([saves, new Promise(done => setTimeout(done, Patience))]);
  const unsaved = new Set(composers.filter(composer => composer.saver.isDirty).map(composer => composer.key));
  for (const composer of composers) if (!unsaved.has(composer.key)) composer.keepNow = () => {}; // leaving the page would write it down again
  for (const entry of await journal.all(accountKey())) if (!unsaved.has(entry.key)) await journal.forget(entry.key);
}

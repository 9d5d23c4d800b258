// Toasts of the composer: what was sent and how to take it back. They work without the circuit.

import { icon, iconButton, make } from '/js/compose/parts.js';
import { word } from '/js/compose/words.js';

const Stay = 6000;

let region = null;

function regionElement() {
  region ??= document.body.appendChild(make('div', { className: 'toast-region compose-toasts' }));
  return region;
}

/**
 * Shows one; the one before gives way. seconds: how long, with a bar that runs out; acts: { label, kbd, run }; failure: stays until it is dismissed.
 * Answers { update, close }.
 */
export function toast(text, { seconds = Stay / 1000, acts = [], failure = false, ended } = {}) {
  const words = make('span', { text, dir: 'auto' });
  const bar = failure ? null : make('span', { className: 'timer', 'aria-hidden': 'true' });
  bar?.style.setProperty('animation-duration', `${seconds}s`);
  let left = seconds * 1000, since = performance.now(), timer = 0;
  const close = () => { clearTimeout(timer); if (!box.isConnected) return; box.remove(); ended?.(); };
  const run = () => { since = performance.now(); timer = setTimeout(close, left); };
  const box = make('div', { className: 'toast', role: failure ? 'alert' : 'status', children: [
    failure ? icon('circle-alert', 'm') : null, words,
    ...acts.map(act => make('button', { type: 'button', className: 'btn small', data: act.name ? { toast: act.name } : {}, children: [document.createTextNode(act.label), act.kbd ? make('kbd', { text: act.kbd }) : null], on: { click: () => { clearTimeout(timer); box.remove(); act.run(); } } })),
    iconButton('x', word('Dismiss'), close, 'small'), bar,
  ] });
  // What runs out on the server as well can't be held by looking at it.
  if (!failure && !acts.some(act => act.name === 'undo')) {
    const hold = () => { clearTimeout(timer); left = Math.max(1000, left - (performance.now() - since)); };
    for (const type of ['mouseenter', 'focusin']) box.addEventListener(type, hold);
    for (const type of ['mouseleave', 'focusout']) box.addEventListener(type, run);
  }
  regionElement().replaceChildren(box);
  if (!failure) run();
  return { close, update: value => { words.textContent = value; }, get isShown() { return box.isConnected; } };
}

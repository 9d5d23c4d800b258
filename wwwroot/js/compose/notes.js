// Banners inside a composer: what is wrong, where, and the way out.

import { icon, make } from '/js/compose/parts.js';

const Icons = { error: 'circle-alert', warn: 'triangle-alert', info: 'clock' };

/** Puts one under its name in place of the one before. acts: { label, run }. Errors are told at once. */
export function note(root, name, { kind = 'info', text, server, acts = [] }) {
  clearNote(root, name);
  const banner = make('div', { className: `banner${kind === 'error' ? ' bad' : kind === 'warn' ? ' warn' : ''}`, role: kind === 'error' ? 'alert' : 'status', data: { note: name }, children: [
    icon(Icons[kind]), make('p', { children: [document.createTextNode(text), server ? make('small', { className: 'said', text: server, dir: 'auto' }) : null] }),
    ...acts.map(act => make('button', { type: 'button', className: 'btn small', text: act.label, on: { click: () => { banner.remove(); act.run(); } } })),
  ] });
  root.querySelector('[data-part="notes"]').append(banner);
}

export function clearNote(root, name) {
  root.querySelector(`[data-note="${name}"]`)?.remove();
}

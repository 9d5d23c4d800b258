// A menu at its button: keys, place, focus. Made when it is asked for, gone when it is closed.

import { icon, make } from '/js/compose/parts.js';

let current = null;

/** items: { label, icon, end, checked, run } or null for a line. Returns when it is shown. */
export function openMenu(button, items, { label } = {}) {
  const again = current?.button === button;
  closeMenu();
  if (again) return;
  const menu = make('div', { className: 'menu compose-menu', role: 'menu', 'aria-label': label ?? button.getAttribute('aria-label') ?? button.textContent, tabindex: '-1' });
  for (const item of items) menu.append(item ? entry(item) : make('hr', { role: 'separator' }));
  show(button, menu);
  (menu.querySelector('[aria-checked="true"]') ?? menu.querySelector('button'))?.focus();
}

/** Any panel at a button (emoji, colours): the same closing, the caller's content. */
export function openPanel(button, panel) {
  const again = current?.button === button;
  closeMenu();
  if (again) return;
  panel.classList.add('menu', 'compose-menu');
  show(button, panel);
  panel.querySelector('[autofocus], button, input')?.focus();
}

function entry(item) {
  const isChoice = item.checked !== undefined;
  return make('button', { type: 'button', role: isChoice ? 'menuitemcheckbox' : 'menuitem', 'aria-checked': isChoice ? String(item.checked) : null, tabindex: '-1',
    children: [icon(isChoice && item.checked ? 'check' : item.icon ?? 'minus', item.icon || item.checked ? '' : 'is-blank'), document.createTextNode(item.label), item.end ? make('span', { className: 'end', text: item.end }) : null],
    on: { click: () => { closeMenu(); item.run(); } } });
}

function show(button, menu) {
  // In the top layer: a composer holds its content together, fixed places included.
  menu.popover = 'manual';
  (button.closest('.composer') ?? document.body).append(menu);
  menu.showPopover();
  button.setAttribute('aria-expanded', 'true');
  const at = button.getBoundingClientRect(), box = menu.getBoundingClientRect();
  const rtl = document.documentElement.dir === 'rtl';
  const left = rtl ? at.right - box.width : at.left;
  menu.style.left = `${Math.max(8, Math.min(innerWidth - box.width - 8, left))}px`;
  menu.style.top = `${at.top - box.height - 6 > 8 ? at.top - box.height - 6 : Math.max(8, Math.min(innerHeight - box.height - 8, at.bottom + 6))}px`;
  current = { button, menu };
  menu.addEventListener('keydown', press);
  menu.addEventListener('focusout', leave);
  addEventListener('pointerdown', outside, { capture: true });
  addEventListener('resize', closeMenu, { once: true });
}

export function closeMenu({ refocus = true } = {}) {
  if (!current) return false;
  const { button, menu } = current;
  current = null;
  removeEventListener('pointerdown', outside, { capture: true });
  const hadFocus = menu.contains(document.activeElement);
  menu.remove();
  button.setAttribute('aria-expanded', 'false');
  if (hadFocus && refocus && button.isConnected) button.focus();
  return true;
}

function outside(e) {
  if (current && !current.menu.contains(e.target) && !current.button.contains(e.target)) closeMenu({ refocus: false });
}

function leave(e) {
  if (e.relatedTarget && !current?.menu.contains(e.relatedTarget)) closeMenu({ refocus: false });
}

function press(e) {
  const buttons = [...current.menu.querySelectorAll('button:not([disabled])')];
  const at = buttons.indexOf(document.activeElement);
  const columns = Number(current.menu.dataset.columns ?? 1);
  const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  const step = { ArrowDown: columns, ArrowUp: -columns, ...(columns > 1 ? { [forward]: 1, [backward]: -1 } : {}) }[e.key];
  if (e.key === 'Escape') { e.preventDefault(); e.stopPropagation(); closeMenu(); return; }
  if (e.key === 'Tab') { closeMenu(); return; }
  if (e.target.tagName === 'INPUT' && e.key !== 'ArrowDown') { e.stopPropagation(); return; }
  if (step) { e.preventDefault(); buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus(); }
  else if (e.key === 'Home' || e.key === 'End') { e.preventDefault(); buttons.at(e.key === 'Home' ? 0 : -1)?.focus(); }
  else if (e.key.length === 1 && !e.ctrlKey && !e.metaKey && columns === 1 && e.key !== ' ') {
    buttons.find((button, index) => index > at && button.textContent.trim().toLowerCase().startsWith(e.key.toLowerCase()))?.focus();
  }
  e.stopPropagation();
}

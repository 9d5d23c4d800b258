// The shell's part in the browser: looks, drawer, folding, panes, single keys. Nothing here waits for the circuit.
const root = document.documentElement;
const remembered = new URLSearchParams(cookie('wm-device') ?? '');

function cookie(name) {
  return document.cookie.split('; ').find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}

/** Kept in a cookie, so that the next page already comes out right. */
function remember(name, value) {
  if (value) remembered.set(name, value); else remembered.delete(name);
  const text = [...remembered].map(([key, kept]) => `${key}=${kept}`).join('&');
  document.cookie = `wm-device=${text}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
}

const acts = {
  skip: () => document.getElementById('main')?.focus(),
  nav: () => drawer(root.dataset.nav !== 'open'),
  theme: button => look('theme', button.dataset.to ?? (isDark() ? 'light' : 'dark')),
  density: button => look('density', button.dataset.to),
  panes: button => look('panes', button.dataset.to ?? { right: 'below', below: 'off', off: 'right' }[root.dataset.panes ?? 'right']),
  fold: button => fold(button),
  help: () => document.getElementById('shortcuts')?.showModal(),
  'close-dialog': button => button.closest('dialog').close(),
  reload: () => location.reload(),
  retry: () => globalThis.Blazor?.reconnect().then(back => back || location.reload()),
};

function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function look(name, value) {
  if (value) root.dataset[name] = value; else delete root.dataset[name];
  remember(name, value);
  press();
}

/** Takes back the last action. One that is still on its way is waited for: its toast has the button, and an older toast's would take back another. */
async function undo() {
  await document.querySelector('.message-list')?.acting;
  document.querySelector('[data-undo]')?.click();
}

/** Every switch for a look shows what is set, wherever it stands. */
function press() {
  for (const name of ['theme', 'density', 'panes']) {
    const value = root.dataset[name] ?? '';
    for (const button of document.querySelectorAll(`button[data-act="${name}"][data-to]`)) button.setAttribute('aria-pressed', button.dataset.to === value);
    for (const input of document.querySelectorAll(`input[data-look="${name}"]`)) input.checked = input.value === value;
    for (const select of document.querySelectorAll(`select[data-look="${name}"]`)) select.value = value;
  }
}

function drawer(open) {
  if (open) root.dataset.nav = 'open'; else delete root.dataset.nav;
  if (open) document.querySelector('#side-nav .nav-item')?.focus();
}

function fold(button) {
  const open = button.getAttribute('aria-expanded') !== 'true';
  show(button, open);
  const keys = new Set((remembered.get('folds') ?? '').split('.').filter(Boolean));
  if (open) keys.delete(button.dataset.key); else keys.add(button.dataset.key);
  remember('folds', [...keys].slice(-200).join('.'));
}

function show(button, open) {
  button.setAttribute('aria-expanded', open);
  button.setAttribute('aria-label', open ? button.dataset.collapse : button.dataset.expand);
  const list = button.closest('li').querySelector(':scope > ul');
  if (list) list.hidden = !open;
}

addEventListener('click', e => {
  const button = e.target.closest?.('[data-act]');
  if (button && acts[button.dataset.act]) { e.preventDefault(); acts[button.dataset.act](button); return; }
  if (root.dataset.nav === 'open' && (!e.target.closest?.('.side-nav') || e.target.closest('a'))) drawer(false);
  const menu = e.target.closest?.('[popover] a');
  if (menu) menu.closest('[popover]').hidePopover();
});

addEventListener('change', e => {
  const name = e.target.dataset?.look;
  if (name) look(name, e.target.value);
});

// ---- keys ---------------------------------------------------------------------------------------------------------------

const places = { i: 'inbox', d: 'drafts', t: 'sent', a: 'archive' };
const panes = ['.side-nav', '.list-pane', '.reading-pane', '.compose-window .composer'];
let going = 0;

addEventListener('keydown', e => {
  if (e.key === 'F6') { e.preventDefault(); nextPane(e.shiftKey ? -1 : 1); return; }
  if (e.key === 'Escape' && root.dataset.nav === 'open') { e.preventDefault(); drawer(false); return; }
  if (e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target) || document.querySelector('dialog[open], [popover]:popover-open')) return;
  if (going && performance.now() - going < 1500) {
    going = 0;
    if (e.key === 'f') { e.preventDefault(); e.stopImmediatePropagation(); toFolders(); }
    else if (places[e.key]) { e.preventDefault(); e.stopImmediatePropagation(); document.querySelector(`.side-nav [data-role="${places[e.key]}"]`)?.click(); }
    return;
  }
  if (e.key === 'g') { going = performance.now(); e.preventDefault(); }
  else if (e.key === '?') { e.preventDefault(); acts.help(); }
  else if (e.key === 'z') { e.preventDefault(); undo(); }
}, { capture: true });

// What was asked for in a window of a message before its circuit was there.
let asked = null;
const isWaiting = () => document.querySelector('.alone main[data-waiting]') !== null;

function goOn() {
  if (!asked || isWaiting()) return;
  const button = document.querySelector(`.read-bar [data-key="${CSS.escape(asked)}"]`);
  if (!button) return;
  asked = null;
  button.click();
}

addEventListener('click', e => {
  const button = e.target.closest?.('.read-bar button[data-key]');
  if (button && isWaiting()) asked = button.dataset.key;
});

// What a list did with a key first counts: these come after it, and in a window of its own there is none.
addEventListener('keydown', e => {
  if (e.defaultPrevented || e.altKey || e.repeat || isTyping(e.target) || document.querySelector('dialog[open], [popover]:popover-open')) return;
  const command = e.ctrlKey || e.metaKey;
  const button = command
    ? e.key.toLowerCase() === 'p' && !e.shiftKey ? document.querySelector('.read-bar [data-print]') : null
    : document.querySelector(`.read-bar [data-key="${CSS.escape(e.key)}"]`);
  if (!button) return;
  e.preventDefault();
  button.click();
});

// A link is what it is without script, and with the keys that open a tab.
addEventListener('click', e => {
  const link = e.target.closest?.('a[data-print], a[data-window]');
  if (!link || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  if (link.hasAttribute('data-window')) { open(link.href, '_blank', 'popup,noopener,width=900,height=820'); return; }
  const scope = link.closest('.message-item') ?? document.querySelector('.thread > li > article');
  const shown = scope?.querySelector('mail-frame[pictures]') && link.dataset.withImages;
  open(shown || link.href, '_blank', 'noopener');
});

function isTyping(target) {
  return target.isContentEditable || target.closest?.('.compose-window') || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button)$/.test(target.type));
}

function toFolders() {
  if (getComputedStyle(document.querySelector('.side-nav')).visibility === 'hidden') drawer(true);
  (document.querySelector('.side-nav .nav-item[aria-current]') ?? document.querySelector('.side-nav .nav-item'))?.focus();
}

function nextPane(by) {
  const shown = panes.map(name => document.querySelector(name)).filter(pane => pane && pane.offsetParent !== null && getComputedStyle(pane).visibility !== 'hidden');
  const at = shown.findIndex(pane => pane.contains(document.activeElement));
  const pane = shown[(at + by + shown.length) % shown.length];
  if (!pane) return;
  const target = pane.querySelector('.nav-item[aria-current]') ?? pane.querySelector('.message-row[tabindex="0"]') ?? pane.querySelector('.read-scroll, .editor:not([hidden])') ?? pane.querySelector('a[href], button, [tabindex="0"]');
  target?.focus();
}

// ---- the list's edge ------------------------------------------------------------------------------------------------------

addEventListener('pointerdown', e => {
  const edge = e.target.closest?.('.list-edge');
  if (!edge || e.button !== 0) return;
  edge.setPointerCapture(e.pointerId);
  edge.classList.add('is-moving');
  root.dataset.resizing = '';
  const sheet = edge.closest('.sheet').getBoundingClientRect();
  const move = to => widen(edge, document.dir === 'rtl' || root.dir === 'rtl' ? sheet.right - to.clientX : to.clientX - sheet.left);
  const end = () => {
    edge.classList.remove('is-moving');
    delete root.dataset.resizing;
    edge.removeEventListener('pointermove', move);
    remember('list', edge.getAttribute('aria-valuenow'));
  };
  edge.addEventListener('pointermove', move);
  edge.addEventListener('lostpointercapture', end, { once: true });
});

addEventListener('keydown', e => {
  if (!e.target.matches?.('.list-edge') || !['ArrowLeft', 'ArrowRight'].includes(e.key)) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  const wider = (e.key === 'ArrowRight') !== (root.dir === 'rtl');
  widen(e.target, Number(e.target.getAttribute('aria-valuenow')) + (wider ? 16 : -16));
  remember('list', e.target.getAttribute('aria-valuenow'));
}, { capture: true });

function widen(edge, width) {
  const to = Math.round(Math.max(320, Math.min(640, width)));
  root.dataset.listW = to;
  root.style.setProperty('--list-user', `${to}px`);
  edge.setAttribute('aria-valuenow', to);
}

// ---- after each render ------------------------------------------------------------------------------------------------------

const seen = new ResizeObserver(entries => {
  for (const entry of entries) {
    const row = entry.target.querySelector('.message-row')?.offsetHeight;
    if (row) remember('rows', String(Math.max(4, Math.min(80, Math.ceil(entry.contentRect.height / row)))));
  }
});

// The circuit draws the page anew when it starts and a switch drawn by the server shows what was set when the page was asked for.
new MutationObserver(() => {
  const list = document.querySelector('.message-list');
  if (list && !list.dataset.measured) { list.dataset.measured = ''; seen.observe(list); }
  const open = new Set((remembered.get('folds') ?? '').split('.').filter(Boolean));
  for (const button of document.querySelectorAll('[data-act="fold"]:not([data-set])')) { button.dataset.set = ''; show(button, !open.has(button.dataset.key)); }
  if (document.querySelector('[data-look], [data-to]:not([data-set])')) press();
  goOn();
}).observe(document.body, { childList: true, subtree: true });
press();

// ---- the circuit --------------------------------------------------------------------------------------------------------------

document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', e => {
  // The server forgot this tab (it was away for too long, or the server was started anew): the address says where to go on.
  if (e.detail.state === 'rejected') location.reload();
});

// What keys and buttons do in the message list, and how it shows before the server has done it. The view knows rows, focus and picks.

export function press(view, e) {
  if (e.defaultPrevented || e.altKey || isTyping(e.target) || document.querySelector('dialog[open], [popover]:popover-open')) return;
  if (!view.list.isConnected) return;
  const inList = view.pane.contains(e.target) || e.target === document.body;
  const inReading = !!e.target.closest?.('.reading-pane');
  const single = view.pane.offsetParent === null; // the reading pane has the whole sheet
  const done = () => { e.preventDefault(); };
  if (e.ctrlKey || e.metaKey) {
    if (e.key === 'a' && inList) { done(); view.pickAll(); }
    return;
  }
  const step = by => {
    done();
    if (e.shiftKey) { view.go(view.cursor + by); view.pickRange(view.cursor); }
    else if (single || inReading) view.openNeighbour(by);
    else view.go(view.cursor < 0 ? 0 : view.cursor + by);
  };
  const page = Math.max(1, Math.floor(view.list.clientHeight / view.geometry.rowHeight) - 1);
  switch (e.key) {
    case 'j': case 'J': return step(1);
    case 'k': case 'K': return step(-1);
    case 'ArrowDown': if (inList) step(1); return;
    case 'ArrowUp': if (inList) step(-1); return;
    case 'PageDown': if (inList) { done(); view.go(view.cursor + page); } return;
    case 'PageUp': if (inList) { done(); view.go(view.cursor - page); } return;
    case 'Home': if (inList) { done(); view.go(0); } return;
    case 'End': if (inList) { done(); view.go(view.geometry.total - 1); } return;
    case 'Enter': case 'o': if (inList && view.cursor >= 0 && !e.target.closest?.('button, a:not(.row-link)')) { done(); view.open(view.cursor); } return;
    case 'x': if (view.cursor >= 0) { done(); view.pick(view.cursor); } return;
    case 'e': done(); return act(view, 'archive');
    case '#': case 'Delete': done(); return act(view, 'delete');
    case 's': done(); return act(view, 'toggle-star');
    case 'I': done(); return act(view, 'read');
    case 'U': done(); return act(view, 'unread');
    case 'u': done(); if (single) document.querySelector('[data-back]')?.click(); return act(view, 'toggle-read');
    case 'Escape':
      if (view.picks.count) { done(); view.clearPicks(); }
      else if (view.openUid) { done(); document.querySelector('[data-back]')?.click(); view.go(view.cursor); }
  }
}

export function command(view, e) {
  const button = e.target.closest('[data-do]');
  if (!button) return;
  const what = button.dataset.do;
  if (what === 'clear') return view.clearPicks();
  if (what === 'all') return void view.pickAll();
  if (what === 'older' || what === 'newer') return view.openNeighbour(what === 'older' ? 1 : -1);
  if (what === 'top') return view.toTop();
  e.preventDefault();
  e.stopPropagation();
  act(view, what, button.closest('.message-row[data-uid]')?.dataset.uid);
}

export function act(view, kind, uid) {
  const targets = view.targets(uid);
  if (!targets) return;
  const leaves = kind === 'archive' || kind === 'delete';
  const touched = view.rows.filter(row => view.holds(targets, row.dataset.uid));
  if (kind === 'toggle-read') kind = touched.some(row => row.classList.contains('is-unread')) ? 'read' : 'unread';
  if (kind === 'toggle-star') kind = touched.every(row => row.classList.contains('is-flagged')) ? 'unstar' : 'star';
  if (leaves) foretellLeave(view, touched);
  if (kind === 'read' || kind === 'unread') for (const row of touched) row.classList.toggle('is-unread', kind === 'unread');
  if (kind === 'star' || kind === 'unstar') for (const row of touched) row.classList.toggle('is-flagged', kind === 'star');
  if (leaves && view.picks.count && !uid) view.clearPicks();
  view.list.acting = view.call('Act', kind, targets);
}

/** An action failed: the rows are shown and picked again. */
export function comeBack(view, targets) {
  for (const uid of [...view.gone]) if (view.holds(targets, uid)) view.gone.delete(uid);
  view.picks.restore(targets);
  view.absorb();
  view.repick();
}

/** Rows leave at once; the next older row gets the focus, and is opened when the open one left. */
function foretellLeave(view, touched) {
  if (!touched.length) return;
  const hadFocus = view.pane.contains(document.activeElement) || document.activeElement === document.body;
  const openLeft = touched.some(row => row.dataset.uid === view.openUid);
  const cursorLeft = touched.includes(view.rowAt(view.cursor));
  const last = view.rows.indexOf(touched[touched.length - 1]);
  const next = view.rows.slice(last + 1).find(row => !touched.includes(row)) ?? view.rows.slice(0, last).reverse().find(row => !touched.includes(row));
  for (const row of touched) view.gone.add(row.dataset.uid);
  view.actions?.remove();
  view.absorb();
  if (!next) return;
  const index = view.indexOf(next.dataset.uid);
  if (openLeft) view.open(index);
  else if (cursorLeft) view.go(index, { focus: hadFocus });
}

function isTyping(target) {
  return target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button)$/.test(target.type));
}

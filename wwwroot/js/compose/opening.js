// The message that is being opened: an answer asked for before it is there is for it, not for the one still shown.

const Patience = 10_000;

/** The UID that a row or the pane says will be shown, when another message (or none) is shown yet; else null. */
export function opening() {
  const pane = document.querySelector('.reading-pane');
  if (!pane) return null;
  const coming = document.querySelector('.message-row.is-open')?.dataset.uid ?? pane.querySelector('read-scroll')?.getAttribute('message');
  return coming && coming !== pane.dataset.uid ? coming : null;
}

/** Calls back once that message is shown. Not when another one is opened meanwhile, and not after a while. */
export function whenShown(uid, then) {
  const pane = document.querySelector('.reading-pane');
  const end = () => { watch.disconnect(); clearTimeout(timer); };
  const watch = new MutationObserver(() => {
    if (pane.dataset.uid === uid) { end(); then(); } else if (opening() !== uid) end();
  });
  watch.observe(pane, { attributes: true, attributeFilter: ['data-uid', 'message'], subtree: true });
  const timer = setTimeout(end, Patience);
  return end;
}

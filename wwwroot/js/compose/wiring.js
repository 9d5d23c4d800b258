// What buttons, keys and dropped files do in a composer.

import { ask } from '/js/compose/dialogs.js';
import { openEmoji } from '/js/compose/emoji.js';
import { isHeld, take } from '/js/compose/from-mail.js';
import { closeMenu } from '/js/compose/menu.js';
import { identityMenu, moreMenu, signatureMenu } from '/js/compose/options.js';
import { laterMenu, sendNow } from '/js/compose/sending.js';
import { UsualDays } from '/js/compose/reminding.js';
import { drawTemplates, templateMenu } from '/js/compose/templates.js';
import { word } from '/js/compose/words.js';

export function wire(composer) {
  const { window: frame, root } = composer;
  const acts = {
    minimise: () => composer.desk.shape(composer, composer.form === 'minimised' ? 'docked' : 'minimised'),
    full: () => { composer.desk.shape(composer, composer.form === 'full' ? 'docked' : 'full'); if (composer.form === 'full') drawTemplates(composer); },
    close: () => composer.close(),
    cc: () => reveal(composer, 'cc'),
    bcc: () => reveal(composer, 'bcc'),
    identity: button => identityMenu(composer, button),
    quote: () => composer.unfoldQuote(),
    send: () => sendNow(composer),
    'send-more': button => laterMenu(composer, button),
    attach: () => pick(composer, false),
    image: () => pick(composer, true),
    emoji: button => openEmoji(button, text => composer.editor.insertText(text)),
    template: button => templateMenu(composer, button),
    signature: button => signatureMenu(composer, button),
    more: button => moreMenu(composer, button),
    discard: () => discard(composer),
  };

  frame.addEventListener('click', e => {
    const button = e.target.closest('[data-do]');
    if (button) { if (composer.form === 'minimised' && button.dataset.do === 'close') e.stopPropagation(); acts[button.dataset.do]?.(button); return; }
    if (composer.form === 'minimised' && e.target.closest('.composer-head')) composer.desk.shape(composer, 'docked');
    else if (e.target === composer.part('body')) composer.editor.focus();
  });
  frame.addEventListener('pointerdown', () => composer.desk.raise(composer));
  frame.addEventListener('change', e => {
    const name = e.target.dataset.option;
    if (!name) return;
    if (name === 'remind') composer.remind = e.target.checked ? { days: UsualDays } : null; else composer.options[name] = e.target.checked;
    composer.optionsChanged();
  });
  composer.part('subject').addEventListener('input', () => composer.changed());
  composer.part('subject').addEventListener('keydown', e => { if ((e.key === 'Enter' || (e.key === 'Tab' && !e.shiftKey)) && !e.ctrlKey && !e.metaKey && !e.isComposing) { e.preventDefault(); composer.editor.focus(); } });
  composer.part('pick').addEventListener('change', e => { composer.addFiles([...e.target.files], e.target.dataset.inline === 'true'); e.target.value = ''; });
  root.addEventListener('move-recipient', e => lift(composer, e.detail));
  frame.addEventListener('keydown', e => press(composer, e, acts), { capture: true });
  frame.addEventListener('keydown', e => { if (e.key !== 'F6') e.stopPropagation(); }); // single keys of the page are not meant
  dropping(composer);
}

function press(composer, e, acts) {
  if (e.isComposing) return;
  const mod = e.ctrlKey || e.metaKey;
  const done = () => { e.preventDefault(); e.stopPropagation(); };
  const key = e.key.toLowerCase();
  if (mod && e.key === 'Enter') { done(); sendNow(composer, { archive: e.shiftKey && Boolean(composer.question.uid) && composer.can.includes('archive') }); }
  else if (mod && e.shiftKey && key === 'l') { done(); acts['send-more'](composer.root.querySelector('[data-do="send-more"]')); }
  else if (mod && e.shiftKey && key === 'c') { done(); reveal(composer, 'cc'); }
  else if (mod && e.shiftKey && key === 'b') { done(); reveal(composer, 'bcc'); }
  else if (mod && e.shiftKey && key === 'a') { done(); acts.attach(); }
  else if (mod && e.shiftKey && key === 'f') { done(); acts.full(); }
  else if (mod && !e.shiftKey && key === 'k' && composer.editor.element.contains(e.target)) { done(); composer.bar.run('link', composer.root.querySelector('[data-format="link"]')); }
  else if (mod && key === 's') { done(); composer.saver.now(); }
  else if (e.key === 'Escape' && !e.defaultPrevented) escape(composer, e, done);
}

/** One step out: menu, suggestions, picture, then the composer. */
function escape(composer, e, done) {
  if (e.target.closest('.compose-menu')) return;
  if (closeMenu()) { done(); return; }
  if (composer.fields.some(field => !field.suggestions.list.hidden)) return;
  done();
  if (composer.images.image) { composer.images.pick(null); return; }
  composer.close();
}

function reveal(composer, name) {
  composer.showField(name, true);
  composer[name].input.focus();
}

function pick(composer, inline) {
  const input = composer.part('pick');
  input.dataset.inline = String(inline);
  input.accept = inline ? 'image/png,image/jpeg,image/gif,image/webp' : '';
  input.click();
}

/** The keyboard's twin of dragging a chip: to the next field. */
function lift(composer, { from, person }) {
  const at = composer.fields.indexOf(from);
  const to = composer.fields[(at + 1) % composer.fields.length];
  composer.showField(to.name, true);
  from.remove(person);
  to.add([person]);
  to.chips.at(-1)?.focus();
}

async function discard(composer) {
  const isLittle = composer.isBlank;
  if (!isLittle && await ask({ title: word('DiscardTitle'), text: word('DiscardText'), buttons: [{ label: word('Cancel'), value: 'no' }, { label: word('Discard'), value: 'yes', look: 'primary danger' }] }) !== 'yes') return;
  try { await composer.discard(); } catch { composer.desk.failed(word('DiscardFailed')); }
}

function dropping(composer) {
  const { window: frame } = composer;
  let depth = 0;
  const hasFiles = e => isHeld() || e.dataTransfer?.types.includes('Files');
  const end = () => { depth = 0; frame.removeAttribute('data-dropping'); };
  frame.addEventListener('dragenter', e => { if (hasFiles(e)) { depth++; frame.setAttribute('data-dropping', ''); } });
  frame.addEventListener('dragleave', e => { if (hasFiles(e) && --depth <= 0) end(); });
  frame.addEventListener('dragover', e => { if (hasFiles(e)) { e.preventDefault(); e.dataTransfer.dropEffect = 'copy'; } });
  frame.addEventListener('drop', e => {
    if (!hasFiles(e)) return;
    e.preventDefault();
    e.stopPropagation();
    end();
    if (isHeld()) { take(composer); return; }
    const inText = composer.editor.element.contains(e.target);
    composer.addFiles([...e.dataTransfer.files], inText);
  }, { capture: true });
}

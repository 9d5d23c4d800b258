// What a composer holds, as the server takes it and as the journal keeps it.

import { buildFragment } from '/js/compose/html.js';
import * as journal from '/js/compose/journal.js';

export const Blank = '<p><br></p>';

/** The draft of the contract, folded quote included. */
export function readDraft(composer) {
  const { editor, quote, quoteText } = composer;
  const format = editor.isPlain ? 'plain' : 'html';
  const tail = quote ? `<p class="attribution">${attributionHtml(composer)}</p>${quote}` : '';
  const plainTail = quoteText ? `\n\n${composer.attribution}\n${quoteText}` : '';
  return {
    ...composer.draft, quote: null, quoteText: null, attribution: null, ...composer.recipients, subject: composer.subject, format, options: { ...composer.options },
    html: format === 'html' ? cleanHtml(editor) + tail : '', text: format === 'plain' ? editor.text + plainTail : '', files: composer.uploads.listed,
  };
}

/** Pictures that are still on their way have no place in what is saved. */
function cleanHtml(editor) {
  const { html } = editor;
  if (!html.includes('data-upload')) return html;
  const holder = document.createElement('div');
  holder.append(buildFragment(html));
  for (const image of holder.querySelectorAll('img[data-upload]')) image.remove();
  return holder.innerHTML;
}

/** The lines above the quote, escaped. */
export function attributionHtml({ attribution }) {
  const holder = document.createElement('p');
  attribution.split('\n').forEach((line, at) => { if (at) holder.append(document.createElement('br')); holder.append(line); });
  return holder.innerHTML;
}

/** Everything that a reload must bring back. */
export function snapshot(composer) {
  const { editor, recipients: { to, cc, bcc } } = composer;
  return {
    draft: { ...composer.draft, to, cc, bcc, subject: composer.subject, format: editor.isPlain ? 'plain' : 'html', options: { ...composer.options } },
    html: editor.isPlain ? '' : editor.html, text: editor.isPlain ? editor.text : '',
    quote: composer.quote, quoteText: composer.quoteText, attribution: composer.attribution, files: composer.uploads.kept, sendKey: composer.sendKey ?? null, remind: composer.remind,
    context: { identities: composer.identities, limits: composer.limits, undoSeconds: composer.undoSeconds, ownDomains: composer.ownDomains, ownWords: composer.ownWords, can: composer.can, zone: composer.zone, quotePlace: composer.quotePlace, askAbove: composer.askAbove },
  };
}

/** Puts a snapshot back into a fresh composer. */
export function restore(composer, { state }) {
  const { draft } = state;
  Object.assign(composer, state.context, { sendKey: state.sendKey, remind: state.remind, version: 1, isOpened: Boolean(draft.id), draft, quote: state.quote, quoteText: state.quoteText, attribution: state.attribution });
  composer.options = { ...composer.options, ...draft.options };
  for (const field of composer.fields) field.write(draft[field.name] ?? []);
  composer.subject = draft.subject;
  composer.editor.setHtml(state.html || Blank);
  composer.editor.setText(state.text ?? '');
  composer.editor.show(draft.format === 'plain');
  composer.showAll();
  const files = state.files ?? [];
  journal.filesOf(composer.key).then(blobs => composer.uploads.restore(files, blobs), () => composer.uploads.restore(files, []));
  if (composer.isOpened) composer.window.dataset.ready = '';
}

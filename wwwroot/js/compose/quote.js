// The quoted original: below what is written (folded), above it, or not at all, as the person wants it.

import { attributionHtml, Blank } from '/js/compose/content.js';

/** The texts with which an answer begins. A quote that stands above is part of them from the start. */
export function beginning(composer, draft) {
  const { attribution, quote, quoteText } = composer;
  const asked = draft.source?.relation === 'reply' && !composer.question.selection ? composer.quotePlace : 'below'; // a marked passage was marked to be quoted
  if (asked === 'below' || (!quote && !quoteText)) return { html: draft.html || Blank, text: draft.text ?? '', isBelow: false };
  Object.assign(composer, { quote: null, quoteText: null, attribution: '' });
  if (asked === 'none') return { html: draft.html || Blank, text: draft.text ?? '', isBelow: false };
  return { html: `<p class="attribution">${attributionHtml({ attribution })}</p>${quote ?? ''}${draft.html || Blank}`, text: `${attribution}\n${quoteText ?? ''}\n\n${draft.text ?? ''}`, isBelow: true };
}

/** Puts the caret below a quote that stands above. */
export function caretBelow(editor) {
  if (editor.isPlain) {
    const at = editor.plain.value.split(/\n*^-- $/m)[0].length;
    editor.focus();
    editor.plain.setSelectionRange(at, at);
    return;
  }
  const last = [...editor.element.children].filter(child => !child.matches('.signature')).at(-1);
  if (!last) { editor.focus(true); return; }
  const range = document.createRange();
  range.selectNodeContents(last);
  range.collapse(true);
  editor.sheet.setSelection(range);
  editor.sheet.focus();
}

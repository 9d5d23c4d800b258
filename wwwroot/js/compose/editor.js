// The text of a message: Squire for formatted text, a text field for plain. Foreign HTML comes in through html.js and nowhere else.

import Squire from '/vendor/squire-rte/squire.js';
import { buildFragment, isBlank, safeLink } from '/js/compose/html.js';
import { mendWord, tame } from '/js/compose/paste.js';
import { toHtml, toPlain } from '/js/compose/plain.js';

/** Squire with what the page's policy needs: nothing is parsed into the page, no style attribute is written as text. */
class Sheet extends Squire {
  _setRawHTML(html) {
    const root = this.getRoot();
    root.replaceChildren(buildFragment(html));
    if (!root.firstChild) root.append(this.createDefaultBlock());
    this._ignoreChange = true;
    return this;
  }

  setTextColor(color) { return this.look('color', 'color', color); }

  setHighlightColor(color) { return this.look('highlight', 'backgroundColor', color); }

  setFontSize(size) { return this.look('size', 'fontSize', size); }

  setFontFace(face) { return this.look('font', 'fontFamily', face); }

  look(name, property, value) {
    this.changeFormat(value ? { tag: 'SPAN', attributes: { class: name } } : null, { tag: 'SPAN', attributes: { class: name } });
    for (const span of this.getRoot().querySelectorAll(`span.${name}`)) if (!span.style[property]) span.style[property] = value;
    return this;
  }
}

export class Editor {
  constructor(element, plain, { changed, files }) {
    Object.assign(this, { element, plain, changed, files });
    this.isPlain = false;
    element.parentElement.addEventListener('paste', e => { if (element.contains(e.target)) this.pasted(e); }, { capture: true });
    this.sheet = new Sheet(element, { blockTag: 'P', sanitizeToDOMFragment: buildFragment, addLinks: true, didError: error => console.warn('editor', error.message) });
    this.sheet._imageResizer.destroy(); // it writes style attributes; image-tool.js does it
    this.sheet.addEventListener('input', () => this.changed());
    this.sheet.addEventListener('willPaste', e => { if (e.detail.fragment) tame(e.detail.fragment); });
    plain.addEventListener('input', () => this.changed());
    plain.addEventListener('paste', e => { const files = [...(e.clipboardData?.files ?? [])]; if (files.length && !e.clipboardData.types.includes('text/plain')) { e.preventDefault(); this.files(files, false); } });
  }

  pasted(e) {
    const data = e.clipboardData;
    if (!data) return;
    const files = [...data.files];
    const html = data.getData('text/html');
    // Office programs put a picture of the cells beside the cells: the text is what is meant.
    if (files.length && !(html && data.getData('text/plain').trim())) {
      e.preventDefault();
      e.stopImmediatePropagation();
      this.files(files, true);
    } else if (html && !this.sheet._isShiftDown && !html.startsWith('<!-- squire -->')) {
      e.preventDefault();
      e.stopImmediatePropagation();
      this.sheet.insertHTML(mendWord(html), true);
    }
  }

  get html() { return this.isPlain ? toHtml(this.plain.value) : this.sheet.getHTML(); }

  get text() { return this.isPlain ? this.plain.value : toPlain(this.element); }

  get isEmpty() { return this.isPlain ? !this.plain.value.trim() : isBlank(this.element); }

  /** Only what the person wrote: without signature and quotes. */
  get ownText() {
    if (this.isPlain) return this.plain.value.split('\n').filter(line => !line.startsWith('>')).join('\n').split(/^-- $/m)[0];
    return toPlain(this.ownPart());
  }

  get ownHtml() { return this.ownPart().innerHTML; }

  ownPart() {
    const copy = this.element.cloneNode(true);
    for (const foreign of copy.querySelectorAll('blockquote, .signature, .attribution')) foreign.remove();
    return copy;
  }

  /** Puts the text in as the beginning: there is nothing to undo before it. */
  setHtml(html) {
    this.sheet.setHTML(html);
    if (this.isPlain) this.plain.value = toPlain(this.element);
  }

  setText(text) { this.plain.value = text; }

  /** Changes the text in a way that can be undone; focus and selection stay. */
  change(work) {
    if (this.isPlain) return;
    this.sheet.saveUndoState();
    work(this.element, buildFragment);
    this.changed();
  }

  toPlain() {
    this.plain.value = toPlain(this.element);
    this.show(true);
  }

  toFormatted() {
    this.sheet.setHTML(toHtml(this.plain.value));
    this.show(false);
  }

  show(isPlain) {
    this.isPlain = isPlain;
    this.element.hidden = isPlain;
    this.plain.hidden = !isPlain;
  }

  focus(atStart = false) {
    if (this.isPlain) { this.plain.focus(); if (atStart) this.plain.setSelectionRange(0, 0); return; }
    if (atStart) this.sheet.moveCursorToStart();
    this.sheet.focus();
  }

  insertText(text) {
    if (this.isPlain) { this.plain.setRangeText(text, this.plain.selectionStart, this.plain.selectionEnd, 'end'); this.plain.focus(); this.changed(); }
    else { this.sheet.focus(); this.sheet.insertPlainText(text, false); }
  }

  insertHtml(html) {
    if (this.isPlain) this.insertText(toPlain(buildFragment(html)));
    else { this.sheet.focus(); this.sheet.insertHTML(html, false); }
  }

  /** The link around the caret, and what is selected. */
  get linkHere() {
    const range = this.sheet.getSelection();
    const at = range.commonAncestorContainer;
    const link = (at.nodeType === Node.ELEMENT_NODE ? at : at.parentElement)?.closest('a');
    return { href: link && this.element.contains(link) ? link.getAttribute('href') : '', text: range.collapsed ? link?.textContent ?? '' : this.sheet.getSelectedText() };
  }

  setLink(address, text) {
    const href = safeLink(address);
    if (!href) return false;
    const { href: before } = this.linkHere;
    const range = this.sheet.getSelection();
    if (range.collapsed && !before) {
      const link = document.createElement('a');
      link.setAttribute('href', href);
      link.textContent = text || address;
      this.sheet.focus();
      this.sheet.insertHTML(link.outerHTML, false);
    } else {
      if (range.collapsed) { const link = range.startContainer.parentElement.closest('a'); range.selectNodeContents(link); this.sheet.setSelection(range); }
      this.sheet.makeLink(href);
    }
    return true;
  }

  stop() { this.sheet.destroy(); }
}

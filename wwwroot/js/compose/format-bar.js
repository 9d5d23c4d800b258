// The bar of formatting commands: what is set where the caret stands, and one tab stop for all.

import { form } from '/js/compose/dialogs.js';
import { closeMenu, openMenu, openPanel } from '/js/compose/menu.js';
import { make } from '/js/compose/parts.js';
import { word } from '/js/compose/words.js';

const Sizes = [['SizeSmall', '0.8em'], ['SizeNormal', ''], ['SizeLarge', '1.25em'], ['SizeHuge', '1.6em']];
// Readable on white and on black paper alike, but for the first, which takes the colour away.
const Colours = ['', '#5f6b73', '#c0392b', '#b9770e', '#7d6608', '#1e8449', '#117a8b', '#2471a3', '#6c3483', '#a93273'];
const Marks = ['', '#fff3b0', '#d4f5d0', '#cfe8fc', '#f9d5e5', '#e8dafc'];

const Toggles = {
  bold: ['B', sheet => sheet.bold(), sheet => sheet.removeBold()],
  italic: ['I', sheet => sheet.italic(), sheet => sheet.removeItalic()],
  underline: ['U', sheet => sheet.underline(), sheet => sheet.removeUnderline()],
  strike: ['S', sheet => sheet.strikethrough(), sheet => sheet.removeStrikethrough()],
  bullets: ['UL', sheet => sheet.makeUnorderedList(), sheet => sheet.removeList()],
  numbers: ['OL', sheet => sheet.makeOrderedList(), sheet => sheet.removeList()],
  quote: ['BLOCKQUOTE', sheet => sheet.increaseQuoteLevel(), sheet => sheet.decreaseQuoteLevel()],
  code: [null, sheet => sheet.toggleCode(), sheet => sheet.toggleCode()],
};

export class FormatBar {
  constructor(bar, editor) {
    this.bar = bar;
    this.editor = editor;
    this.buttons = [...bar.querySelectorAll('button')];
    this.buttons.forEach((button, at) => { button.tabIndex = at ? -1 : 0; });
    bar.addEventListener('mousedown', e => { if (e.target.closest('button')) e.preventDefault(); }); // the text keeps its selection
    bar.addEventListener('click', e => { const button = e.target.closest('[data-format]'); if (button) this.run(button.dataset.format, button); });
    bar.addEventListener('keydown', e => this.press(e));
    for (const type of ['pathChange', 'cursor', 'select']) editor.sheet.addEventListener(type, () => this.later());
  }

  later() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.show());
  }

  isSet(name) {
    const { sheet } = this.editor;
    if (name === 'code') return sheet.hasFormat('PRE') || sheet.hasFormat('CODE');
    return sheet.hasFormat(Toggles[name][0]);
  }

  show() {
    for (const button of this.buttons) if (Toggles[button.dataset.format]) button.setAttribute('aria-pressed', String(this.isSet(button.dataset.format)));
    const size = this.editor.sheet.getFontInfo().fontSize;
    const name = Sizes.find(([, value]) => value && value === size)?.[0] ?? 'SizeNormal';
    this.bar.querySelector('[data-part="size"]').textContent = word(name);
  }

  run(name, button) {
    const { sheet } = this.editor;
    if (Toggles[name]) {
      sheet.focus();
      Toggles[name][this.isSet(name) ? 2 : 1](sheet);
      this.show();
    } else if (name === 'size') openMenu(button, Sizes.map(([label, value]) => ({ label: word(label), checked: (sheet.getFontInfo().fontSize ?? '') === value, run: () => this.after(() => sheet.setFontSize(value || null)) })));
    else if (name === 'colour') this.colours(button);
    else if (name === 'link') this.link();
    else if (name === 'table') this.table();
    else if (name === 'clear') this.after(() => sheet.removeAllFormatting());
  }

  after(work) {
    this.editor.sheet.focus();
    work();
    this.show();
  }

  colours(button) {
    const swatch = (value, label, run) => {
      const dot = make('button', { type: 'button', className: `icon-btn swatch${value ? '' : ' none'}`, 'aria-label': label, title: label, on: { click: () => { closeMenu({ refocus: false }); this.after(run); } } });
      if (value) dot.style.setProperty('--swatch', value);
      return dot;
    };
    const { sheet } = this.editor;
    openPanel(button, make('div', { className: 'colour-panel', role: 'group', 'aria-label': word('Colours'), data: { columns: Colours.length }, children: [
      make('p', { className: 'tiny muted', text: word('TextColour') }),
      make('div', { className: 'row', children: Colours.map((value, at) => swatch(value, value ? word('ColourNumber', at) : word('NoColour'), () => sheet.setTextColor(value || null))) }),
      make('p', { className: 'tiny muted', text: word('MarkColour') }),
      make('div', { className: 'row', children: Marks.map((value, at) => swatch(value, value ? word('MarkNumber', at) : word('NoMark'), () => sheet.setHighlightColor(value || null))) }),
    ] }));
  }

  async link() {
    const { sheet } = this.editor;
    const range = sheet.getSelection().cloneRange();
    const here = this.editor.linkHere;
    const answer = await form({ title: word(here.href ? 'EditLink' : 'AddLink'), submit: word('Apply'), remove: here.href ? word('RemoveLink') : null, fields: [
      { name: 'address', label: word('LinkAddress'), value: here.href, required: true, dir: 'ltr' },
      ...(range.collapsed && !here.href ? [{ name: 'text', label: word('LinkText'), value: '' }] : []),
    ] });
    sheet.focus();
    sheet.setSelection(range);
    if (answer?.remove) sheet.removeLink();
    else if (answer) this.editor.setLink(answer.address, answer.text);
  }

  async table() {
    const { sheet } = this.editor;
    const range = sheet.getSelection().cloneRange();
    const answer = await form({ title: word('Table'), submit: word('Insert'), fields: [
      { name: 'rows', label: word('Rows'), type: 'number', value: 3, min: 1, max: 50 }, { name: 'columns', label: word('Columns'), type: 'number', value: 3, min: 1, max: 12 }] });
    sheet.focus();
    sheet.setSelection(range);
    if (!answer) return;
    const count = (text, most) => Math.max(1, Math.min(most, Number(text) || 1));
    const row = `<tr>${'<td style="border:1px solid #b4bec5;padding:4px 8px"><br></td>'.repeat(count(answer.columns, 12))}</tr>`;
    sheet.insertHTML(`<table style="border-collapse:collapse"><tbody>${row.repeat(count(answer.rows, 50))}</tbody></table><p><br></p>`, false);
  }

  press(e) {
    const at = this.buttons.indexOf(document.activeElement);
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const to = { [forward]: at + 1, [forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight']: at - 1, Home: 0, End: this.buttons.length - 1 }[e.key];
    if (to === undefined || at < 0) return;
    e.preventDefault();
    const next = this.buttons[(to + this.buttons.length) % this.buttons.length];
    this.buttons.forEach(button => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  }
}

// A picture in the text that was clicked: a frame around it with a grip and sizes. It lies over the text, not in it.

import { openMenu } from '/js/compose/menu.js';
import { form } from '/js/compose/dialogs.js';
import { icon, make } from '/js/compose/parts.js';
import { word } from '/js/compose/words.js';

const Widths = [['ImageSmall', 200], ['ImageMedium', 400], ['ImageLarge', 640]];
const Least = 24;

export class ImageTool {
  constructor(body, editor) {
    this.body = body;
    this.editor = editor;
    this.button = make('button', { type: 'button', className: 'btn small', 'aria-haspopup': 'menu', children: [icon('scaling'), make('span')], on: { click: () => this.menu() } });
    this.grip = make('span', { className: 'grip', 'aria-hidden': 'true' });
    this.frame = make('div', { className: 'inline-image image-tool', hidden: true, children: [make('span', { className: 'tool', children: [this.button] }), this.grip] });
    body.append(this.frame);
    editor.element.addEventListener('click', e => this.pick(e.target.closest('img')));
    editor.element.addEventListener('keydown', e => { if (this.image && (e.key === 'Delete' || e.key === 'Backspace')) { e.preventDefault(); e.stopImmediatePropagation(); this.remove(); } else this.pick(null); }, { capture: true });
    editor.sheet.addEventListener('input', () => { if (this.image && !this.image.isConnected) this.pick(null); else this.place(); });
    this.grip.addEventListener('pointerdown', e => this.drag(e));
    new ResizeObserver(() => this.place()).observe(editor.element);
  }

  pick(image) {
    this.image = image && this.editor.element.contains(image) ? image : null;
    this.frame.hidden = !this.image;
    if (!this.image) return;
    const range = document.createRange();
    range.selectNode(this.image);
    this.editor.sheet.setSelection(range);
    this.place();
  }

  place() {
    if (!this.image) return;
    const to = this.image.getBoundingClientRect(), from = this.body.getBoundingClientRect();
    Object.assign(this.frame.style, { left: `${to.left - from.left}px`, top: `${to.top - from.top + this.body.scrollTop}px`, width: `${to.width}px`, height: `${to.height}px` });
    this.button.lastChild.textContent = word(Widths.find(([, width]) => width === this.image.width)?.[0] ?? 'ImageOwn', Math.round(to.width));
  }

  size(width) {
    this.editor.change(() => {
      if (width) this.image.setAttribute('width', Math.round(width)); else this.image.removeAttribute('width');
      this.image.removeAttribute('height');
      this.image.style.removeProperty('width');
      this.image.style.removeProperty('height');
    });
    this.place();
  }

  menu() {
    openMenu(this.button, [
      ...Widths.map(([name, width]) => ({ label: word(name), checked: this.image.width === width, run: () => this.size(width) })),
      { label: word('ImageOriginal'), checked: !this.image.hasAttribute('width'), run: () => this.size(0) },
      null,
      { label: word('ImageText'), icon: 'accessibility', run: () => this.describe() },
      { label: word('RemoveImage'), icon: 'trash-2', run: () => this.remove() },
    ]);
  }

  async describe() {
    const { image } = this;
    const answer = await form({ title: word('ImageText'), submit: word('Apply'), fields: [{ name: 'text', label: word('ImageTextLabel'), value: image.alt }] });
    if (answer) this.editor.change(() => { image.alt = answer.text; });
  }

  remove() {
    const { image } = this;
    this.pick(null);
    this.editor.change(() => image.remove());
    this.editor.focus();
  }

  drag(e) {
    e.preventDefault();
    this.grip.setPointerCapture(e.pointerId);
    const { image } = this;
    const from = e.clientX, width = image.getBoundingClientRect().width;
    const towards = document.documentElement.dir === 'rtl' ? -1 : 1;
    let to = width;
    const move = now => { to = Math.max(Least, width + (now.clientX - from) * towards); image.style.width = `${to}px`; this.place(); };
    this.grip.addEventListener('pointermove', move);
    this.grip.addEventListener('lostpointercapture', () => { this.grip.removeEventListener('pointermove', move); image.style.removeProperty('width'); this.size(to); }, { once: true });
  }
}

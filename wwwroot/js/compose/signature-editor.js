// The rich signature in the settings: an editor over the form's own text fields, which keep what a circuit reads.

import { Editor } from '/js/compose/editor.js';
import { make } from '/js/compose/parts.js';

class SignatureEditor extends HTMLElement {
  connectedCallback() { queueMicrotask(() => this.build()); } // the fields are drawn after the element

  build() {
    if (this.editor || !this.isConnected) return;
    const [html, text] = this.querySelectorAll('textarea');
    const label = this.querySelector('label');
    html.hidden = true;
    const paper = make('div', { className: 'editor input', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label.textContent, spellcheck: 'true', dir: 'auto' });
    const holder = make('div', { className: 'signature-paper composer-body', children: [paper] });
    this.append(holder);
    this.editor = new Editor(paper, document.createElement('textarea'), { changed: () => this.tell(html, text), files: () => {} });
    this.editor.setHtml(html.value || '<p><br></p>');
  }

  tell(html, text) {
    clearTimeout(this.timer);
    const write = (field, value) => { if (field.value === value) return; field.value = value; field.dispatchEvent(new Event('change', { bubbles: true })); };
    this.timer = setTimeout(() => { write(html, this.editor.isEmpty ? '' : this.editor.html); write(text, this.editor.text); }, 120);
  }

  disconnectedCallback() { this.editor?.stop(); }
}

customElements.define('signature-editor', SignatureEditor);

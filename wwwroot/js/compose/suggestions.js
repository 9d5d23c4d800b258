// The list below a recipient field: a combobox with a listbox; the focus stays in the field.

import { avatar, icon, make, newId } from '/js/compose/parts.js';
import { people } from '/js/compose/server.js';
import { word } from '/js/compose/words.js';

const Wait = 90; // a fast typist's next key comes within it

export class Suggestions {
  constructor(input, box, take, chosen) {
    Object.assign(this, { input, box, take, chosen });
    this.found = [];
    this.at = -1;
    this.list = make('div', { className: 'menu autocomplete', role: 'listbox', id: newId('people'), 'aria-label': word('Suggestions'), hidden: true });
    box.append(this.list);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', this.list.id);
    this.list.addEventListener('pointerdown', e => e.preventDefault()); // the field keeps the focus
    this.list.addEventListener('click', e => { const option = e.target.closest('[role="option"]'); if (option) this.choose(Number(option.dataset.at)); });
  }

  ask(text) {
    clearTimeout(this.timer);
    this.abort?.abort();
    if (!text || text.length > 200) { this.close(); return; }
    this.timer = setTimeout(async () => {
      this.abort = new AbortController();
      try {
        const found = await people(text, this.abort.signal);
        if (this.input.value.trim() === text && document.activeElement === this.input) this.show(found, text);
      } catch {
        this.close(); // without suggestions one can still write to people
      }
    }, Wait);
  }

  show(found, text) {
    const there = new Set(this.chosen().map(person => person.address.toLowerCase()));
    this.found = found.filter(person => person.kind === 'group' || !there.has(person.address.toLowerCase()));
    this.at = this.found.length ? 0 : -1;
    this.list.replaceChildren(...this.found.map((person, at) => this.option(person, at, text)));
    this.list.hidden = !this.found.length;
    this.input.setAttribute('aria-expanded', String(!this.list.hidden));
    this.mark();
  }

  option(person, at, text) {
    const isGroup = person.kind === 'group';
    const picture = isGroup ? make('span', { className: 'avatar h-255', 'aria-hidden': 'true', children: [icon('users')] }) : avatar(person);
    const below = isGroup ? word('GroupCount', person.count ?? person.members?.length ?? 0) : person.name ? person.address : '';
    return make('div', { role: 'option', id: newId('person'), data: { at }, 'aria-selected': 'false', children: [picture,
      make('span', { className: 'grow', children: [lit(make('b', { dir: 'auto' }), person.name || person.address, text), below ? lit(make('small'), below, text) : null] })] });
  }

  mark() {
    const options = [...this.list.children];
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === this.at)));
    if (options[this.at]) { this.input.setAttribute('aria-activedescendant', options[this.at].id); options[this.at].scrollIntoView({ block: 'nearest' }); }
    else this.input.removeAttribute('aria-activedescendant');
  }

  /** True when the key was for the list. */
  press(e) {
    if (this.list.hidden) return false;
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { this.at = (this.at + (e.key === 'ArrowDown' ? 1 : -1) + this.found.length) % this.found.length; this.mark(); }
    else if ((e.key === 'Enter' && !e.ctrlKey && !e.metaKey) || (e.key === 'Tab' && !e.shiftKey)) this.choose(this.at);
    else if (e.key === 'Escape') this.close();
    else return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  }

  choose(at) {
    const person = this.found[at];
    this.close();
    if (person) this.take(person);
  }

  close() {
    clearTimeout(this.timer);
    this.abort?.abort();
    this.list.hidden = true;
    this.list.replaceChildren();
    this.found = [];
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }
}

/** The text with the found letters marked. */
function lit(element, text, words) {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) element.textContent = text;
  else element.append(text.slice(0, at), make('mark', { text: text.slice(at, at + words.length) }), text.slice(at + words.length));
  return element;
}

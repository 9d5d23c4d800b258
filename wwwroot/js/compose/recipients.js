// One recipient field: chips, typing, pasting, dragging. Suggestions are drawn by suggestions.js.

import { domainOf, isAddress, parsePeople, sameAddress, writePerson } from '/js/compose/addresses.js';
import { announce, avatar, icon, make } from '/js/compose/parts.js';
import { Suggestions } from '/js/compose/suggestions.js';
import { word } from '/js/compose/words.js';

// Chips that are drawn at once; a list of hundreds pasted at once is folded behind a number.
const Shown = 60;

let dragged = null;

export class Recipients {
  constructor(root, line, { changed, ownDomains }) {
    Object.assign(this, { root, line, changed, ownDomains });
    this.people = [];
    this.box = line.querySelector('.recipients');
    this.input = this.box.querySelector('input');
    this.label = line.querySelector('label').textContent;
    this.suggestions = new Suggestions(this.input, this.box, found => this.take(found), () => this.people);
    this.box.addEventListener('click', e => { if (e.target === this.box) this.input.focus(); });
    this.input.addEventListener('keydown', e => this.press(e));
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('paste', e => this.pasted(e));
    this.input.addEventListener('blur', () => setTimeout(() => { if (!this.box.contains(document.activeElement)) this.finish(); }));
    this.box.addEventListener('keydown', e => this.pressChip(e));
    this.line.addEventListener('dragover', e => { if (dragged || e.dataTransfer.types.includes('text/plain')) { e.preventDefault(); this.line.classList.add('is-over'); } });
    this.line.addEventListener('dragleave', e => { if (!this.line.contains(e.relatedTarget)) this.line.classList.remove('is-over'); });
    this.line.addEventListener('drop', e => this.dropped(e));
  }

  get isEmpty() { return !this.people.length && !this.input.value.trim(); }

  get invalid() { return this.people.filter(person => !isAddress(person.address)); }

  /** What is typed and not yet a chip counts too. */
  read() {
    const typed = this.input.value.trim();
    return [...this.people, ...(typed ? parsePeople(typed) : [])].map(({ name, address }) => ({ name, address }));
  }

  write(people) {
    this.people = people.map(({ name, address }) => ({ name: name ?? '', address }));
    this.draw();
  }

  add(people) {
    const fresh = people.filter(person => person.address && !this.people.some(known => sameAddress(known.address, person.address)));
    if (!fresh.length) return;
    this.people.push(...fresh);
    this.draw();
    this.changed();
    announce(this.root, fresh.length === 1 ? word('Added', fresh[0].name || fresh[0].address, this.label) : word('AddedMany', fresh.length, this.label));
  }

  take(found) {
    this.input.value = '';
    this.add(found.kind === 'group' ? found.members ?? [] : [found]);
    this.input.focus();
  }

  /** Makes chips of what is typed. */
  finish() {
    this.suggestions.close();
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = '';
    this.add(parsePeople(text));
  }

  typed() {
    const value = this.input.value;
    if (/[,;\n，；、]\s*$/.test(value) && !/^"[^"]*$/.test(value.trim())) { if (value.includes('@')) { this.finish(); return; } }
    this.changed();
    this.suggestions.ask(value.trim());
  }

  press(e) {
    if (e.isComposing || this.suggestions.press(e)) return;
    if ((e.key === 'Enter' && !e.ctrlKey && !e.metaKey) || (e.key === ' ' && isAddress(this.input.value.trim()) && this.input.selectionEnd === this.input.value.length)) {
      if (this.input.value.trim()) { e.preventDefault(); this.finish(); }
      else if (e.key === 'Enter') e.preventDefault();
    } else if (e.key === 'Tab' && this.input.value.trim()) this.finish();
    else if ((e.key === 'Backspace' || this.isBack(e.key)) && this.input.selectionEnd === 0) {
      const last = this.chips.at(-1);
      if (last) { e.preventDefault(); last.focus(); }
    }
  }

  isBack(key) { return key === (document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'); }

  get chips() { return [...this.box.querySelectorAll('.recipient-chip')]; }

  /** On a chip: arrows go along, Delete removes, Enter edits, Space lifts it to the next field, Ctrl C copies. */
  pressChip(e) {
    const chip = e.target.closest('.recipient-chip');
    if (!chip || e.target.closest('.recipient-chip button')) return;
    const at = this.chips.indexOf(chip);
    const person = this.people[at];
    if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') { e.preventDefault(); (this.chips[at + (this.isBack(e.key) ? -1 : 1)] ?? (this.isBack(e.key) ? chip : this.input)).focus(); }
    else if (e.key === 'Delete' || e.key === 'Backspace') { e.preventDefault(); this.remove(person, true); }
    else if (e.key === 'Enter' || e.key === 'F2') { e.preventDefault(); this.edit(person); }
    else if (e.key === ' ') { e.preventDefault(); this.root.dispatchEvent(new CustomEvent('move-recipient', { detail: { from: this, person } })); }
    else if ((e.ctrlKey || e.metaKey) && e.key === 'c') { e.preventDefault(); navigator.clipboard?.writeText(writePerson(person)).catch(() => {}); }
    else if (e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey) this.input.focus();
  }

  pasted(e) {
    const text = e.clipboardData?.getData('text/plain') ?? '';
    if (!text.includes('@')) return;
    const people = parsePeople(this.input.value.slice(0, this.input.selectionStart) + text + this.input.value.slice(this.input.selectionEnd));
    if (people.length === 1 && !isAddress(people[0].address)) return;
    e.preventDefault();
    this.input.value = '';
    this.suggestions.close();
    this.add(people);
  }

  dropped(e) {
    this.line.classList.remove('is-over');
    if (dragged) {
      e.preventDefault();
      const { from, person } = dragged;
      if (from !== this) { from.remove(person); this.add([person]); }
      return;
    }
    const people = parsePeople(e.dataTransfer.getData('text/plain')).filter(person => isAddress(person.address));
    if (people.length) { e.preventDefault(); this.add(people); }
  }

  remove(person, refocus = false) {
    const at = this.people.indexOf(person);
    if (at < 0) return;
    this.people.splice(at, 1);
    this.draw();
    this.changed();
    if (refocus) (this.chips[Math.min(at, this.chips.length - 1)] ?? this.input).focus();
  }

  edit(person) {
    this.finish();
    this.remove(person);
    this.input.value = person.name ? writePerson(person) : person.address;
    this.input.focus();
    this.changed();
  }

  draw() {
    const known = new Map(this.chips.map(chip => [chip.person, chip]));
    for (const [person, chip] of known) if (!this.people.includes(person)) chip.remove();
    this.people.slice(0, Shown).forEach(person => this.box.insertBefore(known.get(person) ?? this.chip(person), this.input));
    this.box.querySelector('.more-people')?.remove();
    if (this.people.length > Shown) this.box.insertBefore(make('span', { className: 'badge more-people', text: word('MorePeople', this.people.length - Shown) }), this.input);
  }

  chip(person) {
    const name = person.name || person.address;
    const invalid = !isAddress(person.address);
    const outside = !invalid && this.ownDomains().length > 0 && !this.ownDomains().includes(domainOf(person.address));
    const note = invalid ? word('InvalidAddress') : outside ? word('Outside') : '';
    const remove = make('button', { type: 'button', tabindex: '-1', 'aria-label': word('Remove', name), children: [icon('x')], on: { click: () => { this.remove(person); this.input.focus(); } } });
    const chip = make('span', { className: `recipient-chip${invalid ? ' invalid' : outside ? ' outside' : ''}`, tabindex: '-1', role: 'group', draggable: 'true', title: [person.name ? `${person.name} <${person.address}>` : person.address, note].filter(Boolean).join('\n'),
      'aria-label': [name, person.name ? person.address : '', note].filter(Boolean).join(', '),
      children: [invalid ? null : avatar(person), make('span', { text: name, dir: 'auto' }), outside ? icon('globe', 'lock') : null, remove] });
    chip.person = person;
    chip.addEventListener('dblclick', () => this.edit(person));
    chip.addEventListener('dragstart', e => { dragged = { from: this, person }; e.dataTransfer.setData('text/plain', writePerson(person)); e.dataTransfer.effectAllowed = 'move'; });
    chip.addEventListener('dragend', () => { dragged = null; });
    return chip;
  }

  /** The own domains became known, or changed. */
  redraw() {
    for (const chip of this.chips) chip.remove();
    this.draw();
  }
}

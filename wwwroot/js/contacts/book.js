// The address book's page: list and search on one side, a card or its form on the other. It works while the circuit is away.

import { ask } from '/js/compose/dialogs.js';
import { openMenu } from '/js/compose/menu.js';
import { icon, iconButton, make } from '/js/compose/parts.js';
import { accountKey, Refused } from '/js/compose/server.js';
import { toast } from '/js/compose/toasts.js';
import { groupCard, personCard } from '/js/contacts/card.js';
import { groupForm, personForm } from '/js/contacts/edit.js';
import { ContactList, indexed, nameOf, plain } from '/js/contacts/list.js';
import * as server from '/js/contacts/server.js';
import { counted, word } from '/js/contacts/server.js';

const Slow = 400;
const MaxFile = 16 * 1024 * 1024;

const kinds = { contacts: entry => entry.kept, groups: entry => entry.kind === 'group', collected: entry => !entry.kept };

// The circuit draws the page anew when it takes over; what was typed until then goes on in the new one.
const Handover = 3000;
let before = null;

class ContactBook extends HTMLElement {
  connectedCallback() {
    Object.assign(this, { entries: null, kind: 'contacts', open: null, form: null, isSearching: false });
    this.build();
    if (before && performance.now() - before.at < Handover) {
      this.kind = before.kind;
      this.search.value = before.text;
      if (before.isFocused) this.search.focus();
    }
    this.leaving = new AbortController();
    addEventListener('popstate', () => this.follow(), { signal: this.leaving.signal });
    addEventListener('keydown', e => this.pressed(e), { signal: this.leaving.signal });
    addEventListener('beforeunload', e => { if (this.isDirty) e.preventDefault(); }, { signal: this.leaving.signal });
    this.load();
  }

  disconnectedCallback() {
    before = { at: performance.now(), kind: this.kind, text: this.search.value, isFocused: this.isSearching }; // taken out, it does not have the keys any more
    this.leaving.abort();
    this.list?.stop();
    this.replaceChildren();
  }

  build() {
    this.count = make('span', { role: 'status' });
    this.search = make('input', { className: 'input', type: 'search', 'aria-label': word('Search'), placeholder: word('SearchHint'), autocomplete: 'off', on: { input: () => this.filter(), focus: () => { this.isSearching = true; }, blur: () => setTimeout(() => { if (this.isConnected) this.isSearching = false; }), keydown: e => { if (e.key === 'ArrowDown') { e.preventDefault(); this.list.reveal(this.list.items.findIndex(item => item.id)); } } } });
    this.pick = make('input', { type: 'file', accept: '.vcf,.vcard,text/vcard,text/x-vcard', multiple: true, hidden: true, tabindex: '-1', 'aria-label': word('Import'), on: { change: e => { this.take([...e.target.files]); e.target.value = ''; } } });
    this.kindButtons = Object.keys(kinds).map(kind => make('button', { type: 'button', 'aria-pressed': String(kind === this.kind), data: { kind }, text: word(`Show-${kind}`), on: { click: () => { this.kind = kind; this.filter(); } } }));
    const more = iconButton('ellipsis', word('MoreActs'), () => openMenu(more, [{ label: word('Import'), icon: 'upload', run: () => this.pick.click() }, { label: word('Export'), icon: 'download', run: () => { location.assign(server.exportAddress()); } }], { label: word('MoreActs') }));
    const scroller = make('div', { className: 'message-list' });
    this.state = make('div', { className: 'contact-state', hidden: true });
    const pane = make('section', { className: 'list-pane', 'aria-labelledby': 'contacts-title', children: [
      make('div', { className: 'list-head', children: [make('h1', { id: 'contacts-title', children: [document.createTextNode(`${word('Contacts')} `), this.count] }),
        iconButton('user-plus', word('NewContact'), () => this.edit({ kind: 'person', id: crypto.randomUUID(), isNew: true })), iconButton('users', word('NewGroup'), () => this.edit({ kind: 'group', id: crypto.randomUUID(), isNew: true })), more] }),
      make('div', { className: 'contact-find', children: [this.search, make('div', { className: 'segmented', role: 'group', 'aria-label': word('Show'), children: this.kindButtons })] }),
      this.state, scroller, this.pick,
    ] });
    this.pane = make('section', { className: 'reading-pane contact-pane', 'aria-label': word('Details') });
    this.append(pane, this.pane);
    this.list = new ContactList(scroller, { open: entry => this.show(entry.id) });
    pane.addEventListener('dragover', e => { if (e.dataTransfer?.types.includes('Files')) e.preventDefault(); });
    pane.addEventListener('drop', e => { if (e.dataTransfer?.files.length) { e.preventDefault(); this.take([...e.dataTransfer.files]); } });
    this.pane.addEventListener('click', e => { const link = e.target.closest('[data-open]'); if (link && !e.ctrlKey && !e.metaKey) { e.preventDefault(); this.show(link.dataset.open); } });
    this.rest();
  }

  // ---- the list --------------------------------------------------------------------------------------------------

  async load() {
    const slow = setTimeout(() => this.say(make('div', { className: 'skeleton-rows', role: 'status', 'aria-label': word('Loading'), children: Array.from({ length: 8 }, () => make('div', { className: 'skeleton' })) })), this.entries ? Infinity : Slow);
    try {
      this.entries = indexed(await server.list());
      this.say(null);
      this.filter();
      if (!this.open) await this.follow();
    } catch (error) {
      if (this.entries) { toast(word('Unreachable'), { failure: true }); return; }
      const isOut = error instanceof Refused ? error.status === 401 : await server.isSignedOut();
      this.say(state('users', word(isOut ? 'SignedOut' : 'Unreachable'), word(isOut ? 'SignedOutText' : 'UnreachableText'),
        isOut ? make('a', { className: 'btn primary', href: '/sign-in', text: word('SignIn') }) : make('button', { type: 'button', className: 'btn', text: word('TryAgain'), on: { click: () => this.load() } }), 'alert'));
    } finally {
      clearTimeout(slow);
    }
  }

  filter() {
    if (!this.entries) return;
    const words = plain(this.search.value).split(/\s+/).filter(Boolean);
    // What is searched for may be anywhere.
    const found = this.entries.filter(words.length ? entry => words.every(one => entry.text.includes(one)) : kinds[this.kind]);
    for (const button of this.kindButtons) button.setAttribute('aria-pressed', String(!words.length && button.dataset.kind === this.kind));
    this.list.show(found);
    this.list.scroller.hidden = !found.length;
    const groups = this.entries.filter(kinds.groups).length;
    this.count.textContent = words.length ? word('FoundCount', found.length) : word('Count', counted('People', this.entries.filter(entry => entry.kept).length - groups), counted('GroupCount', groups));
    if (found.length) this.say(null);
    else if (words.length) this.say(state('search', word('NothingFound'), word('NothingFoundText', this.search.value.trim()), make('button', { type: 'button', className: 'btn', text: word('ClearSearch'), on: { click: () => { this.search.value = ''; this.filter(); this.search.focus(); } } })));
    else this.say(this.kind === 'collected' ? state('users', word('NoneCollected'), word('NoneCollectedText')) : this.kind === 'groups' ? state('users', word('NoGroups'), word('NoGroupsText'), make('button', { type: 'button', className: 'btn', text: word('NewGroup'), on: { click: () => this.edit({ kind: 'group', id: crypto.randomUUID(), isNew: true }) } }))
      : state('users', word('NoContacts'), word('NoContactsText'), make('button', { type: 'button', className: 'btn', children: [icon('upload'), document.createTextNode(word('Import'))], on: { click: () => this.pick.click() } })));
  }

  say(content) {
    this.state.hidden = !content;
    this.state.replaceChildren(...(content ? [content] : []));
  }

  get groups() { return (this.entries ?? []).filter(kinds.groups); }

  entry(id) { return (this.entries ?? []).find(entry => entry.id === id); }

  byAddress(address) { return this.entries.find(entry => entry.kind === 'person' && entry.addresses.some(one => one.toLowerCase() === address.toLowerCase())); }

  // ---- one of them -----------------------------------------------------------------------------------------------

  /** The address says which one is open. */
  async follow() {
    const id = location.hash.slice(1);
    if (id === (this.open ?? '')) return;
    if (id && this.entry(id)) await this.show(id, { push: false }); else if (!id) this.rest();
  }

  async show(id, { push = true } = {}) {
    if (!await this.mayLeave()) return;
    const entry = this.entry(id);
    if (!entry) { this.rest(); return; }
    this.open = id;
    this.form = null;
    this.dataset.view = 'read';
    if (push && location.hash !== `#${id}`) history.pushState(history.state, '', `/contacts#${id}`);
    this.list.mark(id);
    const acts = { back: () => this.back(), edit: () => this.edit(entry), remove: () => this.remove(entry) };
    if (entry.kind === 'group') {
      this.fill(groupCard(entry, address => this.byAddress(address), { ...acts, download: server.exportAddress(id), without: member => this.write(entry, { ...entry, members: entry.members.filter(one => one !== member) }) }));
      return;
    }
    try {
      const person = await server.find(id);
      if (this.open === id && !this.form) this.fill(personCard(person, this.groups, { ...acts, keep: () => this.write(entry, { ...person, kept: true }) }));
    } catch (error) {
      if (this.open === id) this.fill([state('life-buoy', word('Unreachable'), word('UnreachableText'), make('button', { type: 'button', className: 'btn', text: word('TryAgain'), on: { click: () => this.show(id, { push: false }) } }), 'alert')]);
      if (error instanceof Refused && error.status === 404) this.load();
    }
  }

  fill(children) { this.pane.replaceChildren(...children); }

  rest() {
    Object.assign(this, { open: null, form: null });
    delete this.dataset.view;
    this.list.mark(null);
    this.fill([state('users', word('PickOne'), word('PickOneText'))]);
  }

  async back() {
    if (!await this.mayLeave()) return;
    const { at } = this.list;
    if (location.hash) history.pushState(history.state, '', '/contacts');
    this.rest();
    this.list.reveal(at);
  }

  // ---- changing --------------------------------------------------------------------------------------------------

  async edit(entry) {
    if (!await this.mayLeave()) return;
    let known = entry;
    try { if (entry.kind === 'person' && !entry.isNew) known = await server.find(entry.id); } catch { toast(word('Unreachable'), { failure: true }); return; }
    const blank = entry.kind === 'person' ? { name: '', addresses: [], phones: [], facts: [], groups: [], organization: '', title: '', note: '', ...known } : { name: '', members: [], ...known };
    const acts = { submit: changed => this.write(entry, changed), cancel: () => this.cancel(entry) };
    const { form, first } = entry.kind === 'person' ? personForm(blank, this.groups, entry.isNew, acts) : groupForm(blank, entry.isNew, acts);
    this.form = form;
    this.open = entry.id;
    this.dataset.view = 'read';
    form.addEventListener('input', () => { form.dataset.dirty = ''; });
    this.fill([make('div', { className: 'read-bar', children: [iconButton('arrow-left', word('Back'), acts.cancel, 'only-touch flip')] }), make('div', { className: 'contact-scroll', children: [form] })]);
    first.focus();
  }

  async cancel(entry) {
    if (!await this.mayLeave()) return;
    if (entry.isNew) await this.back(); else await this.show(entry.id, { push: false });
  }

  get isDirty() { return this.form?.isConnected && 'dirty' in this.form.dataset; }

  async mayLeave() {
    if (!this.isDirty) return true;
    if (await ask({ title: word('LoseTitle'), text: word('LoseText'), buttons: [{ label: word('Discard'), value: 'yes' }, { label: word('KeepEditing'), value: 'no', look: 'primary' }] }) !== 'yes') return false;
    delete this.form.dataset.dirty;
    return true;
  }

  async write(entry, changed) {
    const button = this.form?.querySelector('[type="submit"]');
    if (button?.disabled) return;
    if (button) button.disabled = true;
    try {
      if (entry.kind === 'group') await server.saveGroup({ id: changed.id, name: changed.name, members: changed.members.map(({ name, address }) => ({ name, address })) }); else await server.save(changed);
      if (this.form) delete this.form.dataset.dirty;
      await this.load();
      if (entry.kind === 'person' && this.kind === 'collected') { this.kind = 'contacts'; this.filter(); }
      await this.show(entry.id);
      this.list.reveal(this.list.at, { focus: entry.kind === 'person' || entry.isNew });
    } catch (error) {
      this.refused(error);
    } finally {
      if (button) button.disabled = false;
    }
  }

  refused(error) {
    const text = error instanceof Refused ? error.body.message || word('NotSaved') : word('NoConnection');
    const place = this.form?.querySelector('.error');
    if (!place) { toast(text, { failure: true }); return; }
    place.replaceChildren(icon('circle-alert'), document.createTextNode(text));
    place.hidden = false;
    const named = error.body?.address && [...this.form.querySelectorAll('[name="address"]')].find(input => input.value.trim() === error.body.address);
    (named ?? this.form.querySelector(error.body?.problem === 'name-missing' ? '[name="name"]' : '[name="address"], .recipients input'))?.focus();
  }

  /** Gone at once, and back with Undo. */
  async remove(entry) {
    const { at } = this.list;
    try {
      const gone = await (entry.kind === 'group' ? server.dropGroup(entry.id) : server.drop(entry.id));
      if (location.hash) history.replaceState(history.state, '', '/contacts');
      this.rest();
      await this.load();
      this.list.reveal(Math.min(at, this.list.items.length - 1));
      toast(word('Deleted', nameOf(entry)), { acts: [{ label: word('Undo'), kbd: 'Z', name: 'undo', run: () => this.restore(entry, gone) }] });
    } catch (error) {
      if (error instanceof Refused && error.status === 404) { this.rest(); await this.load(); return; }
      this.refused(error);
    }
  }

  async restore(entry, gone) {
    try {
      await (entry.kind === 'group' ? server.saveGroup(gone) : server.save(gone));
      await this.load();
      await this.show(entry.id);
    } catch (error) {
      this.refused(error);
    }
  }

  async take(files) {
    const sum = { added: 0, merged: 0, groups: 0, withoutAddress: 0, noRoom: 0 };
    for (const file of files) {
      if (file.size > MaxFile) { toast(word('FileTooLarge', file.name), { failure: true }); return; }
      try {
        const outcome = await server.take(file);
        for (const name of Object.keys(sum)) sum[name] += outcome[name];
      } catch (error) {
        toast(error instanceof Refused ? error.body.message || word('ImportFailed', file.name) : word('NoConnection'), { failure: true });
        return;
      }
    }
    await this.load();
    const all = sum.added + sum.merged + sum.withoutAddress + sum.noRoom;
    if (!all) { toast(word('NoCards'), { failure: true }); return; }
    const parts = [word('ImportedAdded', sum.added), sum.merged ? word('ImportedMerged', sum.merged) : '', sum.groups ? word('ImportedGroups', sum.groups) : '', sum.withoutAddress ? word('ImportedWithout', sum.withoutAddress) : '', sum.noRoom ? word('ImportedNoRoom', sum.noRoom) : ''];
    toast(parts.filter(Boolean).join(' '), { failure: sum.noRoom > 0, seconds: 10 });
  }

  pressed(e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || this.form?.contains(e.target) || document.querySelector('dialog[open], [popover]:popover-open') || e.target.closest?.('.compose-window, input, textarea, select')) {
      if (e.key === 'Escape' && e.target === this.search) { this.search.value = ''; this.filter(); this.list.reveal(Math.max(this.list.at, this.list.items.findIndex(item => item.id))); }
      return;
    }
    const entry = this.entry(e.target.closest?.('.contact-row')?.hash.slice(1) ?? this.open);
    const act = { '/': () => this.search.focus(), Escape: () => this.open && this.back(), Delete: () => entry && this.remove(entry), '#': () => entry && this.remove(entry), F2: () => entry && this.edit(entry) }[e.key];
    if (!act) return;
    e.preventDefault();
    e.stopPropagation();
    act();
  }
}

const state = (image, title, text, button = null, role = null) => make('div', { className: 'empty-state', role, children: [icon(image), make('h2', { text: title }), make('p', { text, dir: 'auto' }), button] });

if (accountKey()) customElements.define('contact-book', ContactBook);

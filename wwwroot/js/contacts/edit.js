// The forms of a person and of a group. They answer what was written; the book saves it.

import { Recipients } from '/js/compose/recipients.js';
import { icon, iconButton, make, newId } from '/js/compose/parts.js';
import { word } from '/js/contacts/server.js';

const Types = { address: ['', 'work', 'home'], phone: ['', 'cell', 'work', 'home'] };
const TypeWords = { '': 'Other', work: 'Work', home: 'Home', cell: 'Mobile' };

function field(label, input, hint) {
  input.id = newId('contact');
  return make('div', { className: 'field', children: [make('label', { for: input.id, text: label }), input, hint ? make('span', { className: 'hint', text: hint }) : null] });
}

const text = (name, value, more = {}) => make('input', { className: 'input', name, value: value ?? '', autocomplete: 'off', dir: 'auto', maxlength: '256', ...more });

/** Values with a kind each: addresses, telephone numbers. */
function values(kind, label, add, list) {
  const rows = make('div', { className: 'value-rows' });
  const row = ({ value, type }, { focus = false } = {}) => {
    const input = kind === 'address' ? text(kind, value, { type: 'text', inputmode: 'email', dir: 'ltr', 'aria-label': label, maxlength: '320' }) : text(kind, value, { type: 'tel', dir: 'ltr', 'aria-label': label });
    const select = make('select', { className: 'input', name: `${kind}-type`, 'aria-label': word('Kind'), children: Types[kind].map(name => make('option', { value: name, text: word(TypeWords[name]), selected: name === type })) });
    const line = make('div', { className: 'value-row', children: [input, select, iconButton('x', word('RemoveLine'), () => { line.remove(); form.dispatchEvent(new Event('input', { bubbles: true })); })] });
    rows.append(line);
    if (focus) input.focus();
  };
  for (const one of list.length ? list : [{ value: '', type: '' }]) row(one);
  const form = make('fieldset', { className: 'group', children: [make('legend', { text: label }), rows, make('button', { type: 'button', className: 'btn small quiet', children: [icon('plus'), document.createTextNode(add)], on: { click: () => row({ value: '', type: '' }, { focus: true }) } })] });
  return form;
}

const read = (form, kind) => [...form.querySelectorAll(`.value-row:has([name="${kind}"])`)].map(line => ({ value: line.querySelector('input').value.trim(), type: line.querySelector('select').value })).filter(one => one.value);

/** person: as the server has it; groups: all of the book. */
export function personForm(person, groups, isNew, { submit, cancel }) {
  const note = make('textarea', { className: 'input', name: 'note', rows: '4', dir: 'auto', maxlength: '8000' });
  note.value = person.note ?? '';
  const first = text('name', person.name);
  const form = shell(word(isNew ? 'NewContact' : 'EditContact'), [
    field(word('Name'), first), values('address', word('Email'), word('AddEmail'), person.addresses),
    make('div', { className: 'grid-2', children: [field(word('Organisation'), text('organization', person.organization)), field(word('JobTitle'), text('title', person.title))] }),
    values('phone', word('Phone'), word('AddPhone'), person.phones), field(word('Note'), note),
    groups.length ? make('fieldset', { className: 'group', children: [make('legend', { text: word('Groups') }), make('div', { className: 'check-list', children: groups.map(group => make('label', { className: 'check', children: [make('input', { type: 'checkbox', name: 'group', value: group.id, checked: person.groups.includes(group.id) }), make('span', { text: group.name, dir: 'auto' })] })) })] }) : null,
  ], cancel, () => submit({ ...person, kept: true, name: form.elements.name.value.trim(), organization: form.elements.organization.value.trim(), title: form.elements.title.value.trim(), note: note.value.trim(),
    addresses: read(form, 'address'), phones: read(form, 'phone'), groups: [...form.querySelectorAll('[name="group"]:checked')].map(box => box.value) }));
  return { form, first };
}

export function groupForm(group, isNew, { submit, cancel }) {
  const first = text('name', group.name, { required: true });
  const id = newId('members');
  const line = make('div', { className: 'line field members-line', data: { field: 'to' }, children: [make('label', { for: id, text: word('Members') }), make('div', { className: 'recipients input', children: [make('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false' })] }), make('span', { className: 'hint', text: word('MembersHint') })] });
  const form = shell(word(isNew ? 'NewGroup' : 'EditGroup'), [field(word('GroupName'), first), line], cancel, () => { members.finish(); submit({ ...group, name: first.value.trim(), members: members.read() }); });
  const members = new Recipients(form, line, { changed: () => form.dispatchEvent(new Event('input', { bubbles: true })), ownDomains: () => [] });
  members.write(group.members);
  return { form, first };
}

function shell(title, children, cancel, submit) {
  const id = newId('contact-form');
  return make('form', { className: 'contact-form', novalidate: true, 'aria-labelledby': id, children: [
    make('h1', { id, text: title }), ...children, make('p', { className: 'error', role: 'alert', hidden: true }),
    make('div', { className: 'btn-row', children: [make('button', { type: 'submit', className: 'btn primary', text: word('Save') }), make('button', { type: 'button', className: 'btn', text: word('Cancel'), on: { click: cancel } })] }),
    make('div', { className: 'sr-only', role: 'status', data: { part: 'announce' } }),
  ], on: {
    submit: e => { e.preventDefault(); submit(); },
    keydown: e => { if (e.key === 'Escape' && !e.defaultPrevented) { e.preventDefault(); e.stopPropagation(); cancel(); } else if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); submit(); } },
  } });
}

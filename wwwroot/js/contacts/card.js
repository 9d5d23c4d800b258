// One person or group, to be looked at. Every text of a card is a stranger's: it is only ever set as text.

import { avatar, icon, iconButton, make } from '/js/compose/parts.js';
import { language } from '/js/compose/words.js';
import { counted, word } from '/js/contacts/server.js';

const day = date => new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(date);

const fact = (label, ...value) => [make('dt', { text: label }), make('dd', { className: 'wrap', children: value })];

const typed = type => (['work', 'home', 'cell'].includes(type) ? word({ work: 'Work', home: 'Home', cell: 'Mobile' }[type]) : null);

const mailto = addresses => `mailto:${addresses.map(address => encodeURIComponent(address).replaceAll('%40', '@')).join(',')}`;

/** acts: edit, remove, keep, back. */
export function personCard(person, groups, acts) {
  const name = person.name || person.addresses[0].value;
  const below = [person.title, person.organization].filter(Boolean).join(', ');
  const member = groups.filter(group => person.groups.includes(group.id));
  return page(acts, name, [
    person.kept ? null : make('div', { className: 'banner accent', children: [icon('user-plus'), make('p', { text: word('CollectedText', person.times, day(new Date(person.lastAt))) }),
      make('button', { type: 'button', className: 'btn small', text: word('Keep'), on: { click: acts.keep } })] }),
    head(avatar({ name: person.name, address: person.addresses[0].value }), name, below, [make('a', { className: 'btn primary', href: mailto([person.addresses[0].value]), children: [icon('mail'), document.createTextNode(word('Write'))] })]),
    make('dl', { className: 'facts', children: [
      ...person.addresses.flatMap(address => fact(typed(address.type) ?? word('Email'), make('a', { className: 'link', href: mailto([address.value]), text: address.value, dir: 'ltr' }))),
      ...person.phones.flatMap(phone => fact(typed(phone.type) ?? word('Phone'), make('span', { className: 'num', text: phone.value, dir: 'ltr' }))),
      ...person.facts.flatMap(({ kind, value }) => fact(word({ postal: 'Postal', web: 'Web', birthday: 'Birthday' }[kind] ?? 'Web'), make('span', { className: 'lines', text: value, dir: 'auto' }))),
      ...(member.length ? fact(word('Groups'), ...member.map(group => make('a', { className: 'link', href: `/contacts#${group.id}`, text: group.name, dir: 'auto', data: { open: group.id } }))) : []),
      ...(person.note ? fact(word('Note'), make('span', { className: 'lines', text: person.note, dir: 'auto' })) : []),
      ...(person.kept && person.times ? fact(word('Mail'), make('span', { className: 'muted', text: word('WrittenTo', person.times, day(new Date(person.lastAt))) })) : []),
    ] }),
  ]);
}

export function groupCard(group, find, acts) {
  const rows = group.members.map(member => {
    const known = find(member.address);
    const name = known?.name || member.name || member.address;
    return make('li', { children: [avatar({ name: known?.name || member.name, address: member.address }),
      make('span', { className: 'text truncate', children: [known ? make('a', { className: 'link', href: `/contacts#${known.id}`, text: name, dir: 'auto', data: { open: known.id } }) : make('b', { text: name, dir: 'auto' }), make('small', { text: member.address, dir: 'ltr' })] }),
      iconButton('x', word('RemoveMember', name), () => acts.without(member), 'small')] });
  });
  return page(acts, group.name, [
    head(make('span', { className: 'avatar h-255', 'aria-hidden': 'true', children: [icon('users')] }), group.name, counted('People', group.members.length),
      group.members.length ? [make('a', { className: 'btn primary', href: mailto(group.members.map(member => member.address)), children: [icon('mail'), document.createTextNode(word('WriteAll'))] })] : []),
    rows.length ? make('ul', { className: 'rows', 'aria-label': word('Members'), children: rows }) : make('p', { className: 'sub', text: word('NoMembers') }),
  ]);
}

function page(acts, name, children) {
  const bar = make('div', { className: 'read-bar', children: [
    iconButton('arrow-left', word('Back'), acts.back, 'only-touch flip'), iconButton('pencil', word('EditNamed', name), acts.edit),
    acts.download ? make('a', { className: 'icon-btn', href: acts.download, download: '', 'aria-label': word('ExportGroup'), title: word('ExportGroup'), children: [icon('download')] }) : null,
    iconButton('trash-2', word('DeleteNamed', name), acts.remove, 'danger'),
  ] });
  return [bar, make('div', { className: 'contact-scroll', tabindex: '0', role: 'region', 'aria-label': name, children: [make('article', { className: 'contact-card', children })] })];
}

const head = (picture, name, below, buttons) => make('header', { children: [picture, make('div', { children: [make('h1', { text: name, dir: 'auto' }), below ? make('p', { text: below, dir: 'auto' }) : null] }), make('div', { className: 'btn-row', children: buttons })] });

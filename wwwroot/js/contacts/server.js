// The address book's requests.

import { addressOf, ask } from '/js/compose/server.js';
import { wordsOf } from '/js/compose/words.js';

export const word = wordsOf('contact-words');

/** A page that sends us to the sign-in says it, where a request only fails. */
export const isSignedOut = () => fetch('/contacts', { redirect: 'manual', credentials: 'same-origin' }).then(answer => answer.type === 'opaqueredirect', () => false);

/** "1 person", "9 people". */
export const counted = (name, number) => (number === 1 ? word(`${name}One`) : word(name, number.toLocaleString(document.documentElement.lang || undefined)));

export const list = () => ask('GET', 'book');
export const find = id => ask('GET', `book/people/${id}`);
export const save = person => ask('PUT', `book/people/${person.id}`, person);
export const drop = id => ask('DELETE', `book/people/${id}`);
export const saveGroup = group => ask('PUT', `book/groups/${group.id}`, group);
export const dropGroup = id => ask('DELETE', `book/groups/${id}`);
export const take = file => ask('POST', 'book/import', file, { raw: true, patience: 120000 });
export const exportAddress = group => addressOf(`book/export${group ? `?group=${group}` : ''}`);

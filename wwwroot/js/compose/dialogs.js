// Questions of the composer, in real dialogs: focus stays inside and goes back afterwards.

import { icon, make, newId } from '/js/compose/parts.js';
import { word } from '/js/compose/words.js';

/** Asks; answers the value of the pressed button, null when it was left. buttons: { label, value, look, icon }; the last one has the focus. */
export function ask({ title, text, detail, buttons, role = 'alertdialog' }) {
  const titleId = newId('ask'), textId = newId('ask');
  const dialog = make('dialog', { className: 'dialog compose-dialog', role, 'aria-labelledby': titleId, 'aria-describedby': textId, children: [
    make('div', { className: 'head', children: [make('h2', { id: titleId, text: title }), make('p', { id: textId, text, dir: 'auto' }), detail ? make('p', { className: 'sub', text: detail, dir: 'auto' }) : null] }),
    make('div', { className: 'foot', children: buttons.map((button, at) => make('button', { type: 'button', className: `btn ${button.look ?? ''}`.trim(), value: button.value, autofocus: at === buttons.length - 1,
      children: [button.icon ? icon(button.icon) : null, document.createTextNode(button.label)], on: { click: () => dialog.close(button.value) } })) }),
  ] });
  return shown(dialog);
}

/** A form with fields: { name, label, type, value, required, options }. Answers an object, or null. */
export function form({ title, fields, submit, remove }) {
  const titleId = newId('form');
  const body = make('form', { method: 'dialog', className: 'stack', children: [
    make('div', { className: 'head', children: [make('h2', { id: titleId, text: title })] }),
    make('div', { className: 'body', children: fields.map(field => {
      const id = newId('field');
      const control = field.type === 'textarea' ? make('textarea', { className: 'input', id, name: field.name, rows: 6, text: field.value ?? '' })
        : make('input', { className: 'input', id, name: field.name, type: field.type ?? 'text', value: field.value ?? '', required: field.required, min: field.min, max: field.max, dir: field.dir, autocomplete: 'off' });
      return make('div', { className: 'field', children: [make('label', { for: id, text: field.label }), control, field.hint ? make('span', { className: 'hint', text: field.hint }) : null] });
    }) }),
    make('div', { className: 'foot', children: [
      remove ? make('button', { type: 'button', className: 'btn danger', text: remove, on: { click: () => dialog.close('remove') } }) : null,
      make('button', { type: 'button', className: 'btn', text: word('Cancel'), on: { click: () => dialog.close('') } }),
      make('button', { type: 'submit', className: 'btn primary', value: 'ok', text: submit }),
    ] }),
  ] });
  const dialog = make('dialog', { className: 'dialog compose-dialog', 'aria-labelledby': titleId, children: [body] });
  return shown(dialog).then(how => (how === 'remove' ? { remove: true } : how === 'ok' ? Object.fromEntries(new FormData(body)) : null));
}

function shown(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.addEventListener('keydown', e => e.stopPropagation());
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
    resolve(dialog.returnValue || null);
  }, { once: true }));
}

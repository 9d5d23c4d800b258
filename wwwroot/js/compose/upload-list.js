// The tiles of a message's attachments, with progress and ways out.

import { icon, iconButton, make } from '/js/compose/parts.js';
import { secondsLeft } from '/js/compose/uploads.js';
import { size, word } from '/js/compose/words.js';

const Icons = [[/^image\//, 'image'], [/^video\//, 'file-video'], [/sheet|excel|csv/, 'sheet'], [/^message\//, 'mail'], [/calendar/, 'calendar'], [/html|json|xml|javascript/, 'file-code']];

export function drawUploads(list, uploads, { limit }) {
  const shown = uploads.files.filter(file => !file.inline || file.state !== 'done');
  const known = new Map([...list.children].map(tile => [tile.dataset.local, tile]));
  for (const [local, tile] of known) if (!shown.some(file => file.local === local)) tile.remove();
  for (const file of shown) {
    const tile = known.get(file.local) ?? list.appendChild(build(file, uploads));
    update(tile, file, limit);
  }
  list.hidden = !shown.length;
}

function build(file, uploads) {
  const remove = iconButton('x', '', () => {
    const next = tile.nextElementSibling ?? tile.previousElementSibling;
    uploads.remove(file);
    (next?.querySelector('button') ?? tile.closest('.composer')?.querySelector('[data-do="attach"]'))?.focus();
  });
  const again = iconButton('rotate-cw', word('RetryFile', file.name), () => uploads.again(file));
  const tile = make('li', { className: 'upload-tile', data: { local: file.local }, children: [
    make('span', { className: 'thumb', children: [icon(Icons.find(([type]) => type.test(file.type))?.[1] ?? 'file-text')] }),
    make('span', { className: 'truncate', children: [make('span', { className: 'name', text: middle(file.name), title: file.name, dir: 'auto' }), make('small')] }),
    make('span', { className: 'tile-acts', children: [again, remove] }),
    make('span', { className: 'meter', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-label': word('Uploading', file.name), children: [make('span')] }),
  ] });
  return tile;
}

function update(tile, file, limit) {
  const failed = file.state === 'failed';
  const done = file.state === 'done';
  tile.classList.toggle('failed', failed);
  const label = done || failed ? word('RemoveFile', file.name) : word('CancelFile', file.name);
  const [again, remove] = tile.querySelectorAll('button');
  remove.setAttribute('aria-label', label);
  remove.title = label;
  again.hidden = !failed || !file.blob;
  const meter = tile.querySelector('.meter');
  meter.hidden = done || failed;
  const percent = file.size ? Math.floor(file.received / file.size * 100) : 100;
  meter.setAttribute('aria-valuenow', percent);
  meter.style.setProperty('--v', `${percent}%`);
  tile.querySelector('small').textContent = sentence(file, limit);
}

function sentence(file, limit) {
  if (file.state === 'done') return size(file.size);
  if (file.state === 'failed') return file.problem === 'lost' ? word('FileLost') : file.problem === 'too-large' && limit ? word('FileTooLarge', size(file.size), size(limit)) : file.problem || word('FileFailed');
  if (file.state === 'paused') return word('FilePaused', size(file.received), size(file.size));
  const left = secondsLeft(file);
  return left === null ? word('FileProgress', size(file.received), size(file.size)) : word('FileProgressLeft', size(file.received), size(file.size), left);
}

/** A long name keeps its ending, and direction controls can't move it. */
function middle(name) {
  const clean = name.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u001f]/g, '');
  return clean.length > 46 ? `${clean.slice(0, 30)}…${clean.slice(-14)}` : clean;
}

// Files and pictures coming into a composer.

import { note } from '/js/compose/notes.js';
import { announce } from '/js/compose/parts.js';
import { contentAddress } from '/js/compose/server.js';
import { size, word } from '/js/compose/words.js';

const NoPicture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Base64 and headers: what is left of a server's limit for the files themselves. */
export const payload = limit => limit / 1.37;

/** Takes files in. `inline`: pictures go into the text; a place holds them until they are up. */
export function attach(composer, files, inline) {
  const { uploads, editor, limits } = composer;
  for (const blob of files) {
    const isPicture = inline && !editor.isPlain && /^image\/(png|jpeg|gif|webp|avif)$/.test(blob.type);
    const most = Math.min(limits.message ? payload(limits.message) - uploads.total : Infinity, limits.files ?? Infinity);
    if (blob.size > most) {
      note(composer.root, 'size', { kind: 'error', text: word('FileTooLargeNamed', blob.name, size(blob.size), size(Math.min(limits.message ? payload(limits.message) : Infinity, limits.files ?? Infinity))) });
      continue;
    }
    const file = uploads.add(blob, { inline: isPicture, name: blob.name || word(isPicture ? 'PastedImage' : 'PastedFile') });
    if (isPicture) holdPlace(editor, file);
  }
  composer.changed();
}

function holdPlace(editor, file) {
  const image = document.createElement('img');
  image.src = NoPicture;
  image.alt = file.name.replace(/\.[a-z]+$/i, '');
  image.className = 'uploading';
  image.dataset.upload = file.local;
  editor.sheet.focus();
  editor.sheet.insertElement(image);
}

/** A file is up. A picture whose place was deleted meanwhile is not wanted any more. */
export function attached(composer, file) {
  if (file.inline) {
    const image = composer.editor.element.querySelector(`img[data-upload="${file.local}"]`);
    if (!image) { composer.uploads.remove(file); return; }
    image.src = contentAddress(composer.draft.id, file.id);
    image.classList.remove('uploading');
    delete image.dataset.upload;
  }
  announce(composer.root, word('FileDone', file.name));
  composer.changed();
}

// A small set for mail; the system's own picker has the rest.

import { make } from '/js/compose/parts.js';
import { closeMenu, openPanel } from '/js/compose/menu.js';
import { word } from '/js/compose/words.js';

const Set = '😀 😃 😄 😁 😅 😂 🙂 😉 😊 😍 😘 😎 🤔 😐 😏 😴 😮 😢 😭 😡 😱 😇 🤗 🤩 🥳 🙄 😬 🤝 👍 👎 👏 🙏 💪 👋 ✌️ 👌 🤞 ☝️ 👉 👀 ❤️ 💙 💚 💛 💜 💔 ✨ ⭐ 🔥 🎉 🎁 🎂 🥂 ☕ 🍕 🌍 🌞 🌧️ ❄️ 🌊 🚀 ✈️ 🚆 🚗 ⚓ ⏰ 📅 📌 📎 📷 💡 🔒 ✅ ❌ ❗ ❓ ⚠️ 💯 🆗 🔔'.split(' ');
const Columns = 10;

export function openEmoji(button, pick) {
  const panel = make('div', { className: 'emoji-panel', role: 'group', 'aria-label': word('Emoji'), data: { columns: Columns },
    children: Set.map(text => make('button', { type: 'button', className: 'icon-btn', text, on: { click: () => { closeMenu({ refocus: false }); pick(text); } } })) });
  openPanel(button, panel);
}

// Comfort for the sign-in form; the form works without it.
const password = document.getElementById("password");
const show = document.getElementById("show-password");
const caps = document.getElementById("caps-hint");

show.hidden = false;
show.addEventListener("click", () => {
  const visible = password.type === "password";
  password.type = visible ? "text" : "password";
  show.setAttribute("aria-pressed", String(visible));
  password.focus();
});

for (const type of ["keydown", "keyup"])
  password.addEventListener(type, event => { caps.hidden = !event.getModifierState?.("CapsLock"); });
password.addEventListener("blur", () => { caps.hidden = true; });

// A password never stays readable: it is hidden again before the form leaves, so that the browser offers to save it.
const form = password.form;
const submit = form.querySelector("button[type=submit]");
form.addEventListener("submit", () => {
  password.type = "password";
  submit.setAttribute("aria-busy", "true");
});
// A page that comes back from the back/forward cache is not busy.
addEventListener("pageshow", () => submit.removeAttribute("aria-busy"));

const security = document.getElementById("security");
const port = document.getElementById("port");
security?.addEventListener("change", () => { port.placeholder = security.value === "Tls" ? "993" : "143"; });

import { createHash } from 'node:crypto'

/** The only style of the pages. Contrasts are 4.5:1 and more; targets are 44 px and more; nothing depends on colour alone. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #14213d; --paper: #fff; --line: #5c677d; --act: #0b5394; --on-act: #fff; --bad: #9b1c1c; --bad-paper: #fdf0ef; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eef1f6; --paper: #111827; --line: #9aa5b8; --act: #8ec5ff; --on-act: #0b1a2b; --bad: #ffb4ab; --bad-paper: #3a1717; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
header { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem 0; font-weight: 600; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
label { display: block; margin-top: 1.25rem; font-weight: 600; }
.hint { margin: 0; color: var(--ink); font-size: 0.9375rem; }
input { display: block; width: 100%; min-height: 2.75rem; margin-top: 0.25rem; padding: 0.5rem 0.75rem; border: 2px solid var(--line);
  border-radius: 0.25rem; background: var(--paper); color: var(--ink); font: inherit; }
.code { max-width: 12rem; letter-spacing: 0.2em; font-variant-numeric: tabular-nums; }
button { display: block; }
.button { display: inline-block; }
button, .button { min-height: 2.75rem; margin-top: 1.75rem; padding: 0.625rem 1.5rem; border: 0; border-radius: 0.25rem;
  background: var(--act); color: var(--on-act); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 3px; }
.problem { margin: 0 0 1rem; padding: 0.75rem 1rem; border-left: 0.375rem solid var(--bad); background: var(--bad-paper); }
.problem h2 { margin: 0; color: var(--bad); font-size: 1.0625rem; }
.problem p { margin: 0.25rem 0 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 2.5rem 0 0; padding: 1rem 0 0; border-top: 1px solid var(--line); list-style: none; }
nav a { display: inline-block; padding: 0.5rem 0; color: var(--act); }
nav [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
`

/** For the Content-Security-Policy: this style and no other. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

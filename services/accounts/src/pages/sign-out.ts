import { Html, html } from './html.ts'
import type { Language } from './language.ts'
import { layout } from './layout.ts'
import { TEXTS } from './texts/index.ts'

/** `form` is the provider's own, empty but for its token; its id is op.logoutForm. */
export function signOutForm({ hub, language, form }: { hub: string; language: Language; form: string }): string {
  const texts = TEXTS[language]
  const main = html`
<h1>${texts.signOutQuestion}</h1>
<p>${texts.signOutHint}</p>
${new Html(form)}
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>${texts.signOut}</button>
`
  return layout({ hub, language, title: texts.signOut, main })
}

import { html } from './html.ts'
import { LANGUAGES, type Language, NAMES } from './language.ts'
import { layout } from './layout.ts'
import { TEXTS } from './texts/index.ts'
import type { Problem } from './texts/texts.ts'

export interface SignInPage {
  readonly hub: string
  readonly language: Language
  /** Path of this page: the form goes back to it. */
  readonly path: string
  readonly problem?: Problem | undefined
}

/** The form is empty each time: what was typed, a password in the wrong field perhaps, does not come back. */
export function signInPage({ hub, language, path, problem }: SignInPage): string {
  const texts = TEXTS[language]
  const told = problem && texts.problems[problem]
  const title = told ? `${texts.errorPrefix}: ${texts.signIn}` : texts.signIn
  const wrong = html`aria-describedby="problem" aria-invalid="true" `
  const described = problem === 'refused' ? wrong : undefined
  const main = html`
<h1>${texts.signIn}</h1>
${told && html`<div class="problem" id="problem" role="alert"><h2>${told.title}</h2><p>${told.next}</p></div>`}
<form method="post" action="${path}?lang=${language}">
<label for="username">${texts.username}</label>
<input id="username" name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="100" required autofocus ${described}>
<label for="password">${texts.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="500" required ${described}>
<label for="code">${texts.code}</label>
<p class="hint" id="code-hint">${texts.codeHint}</p>
<input class="code" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required ${
    problem === 'refused'
      ? html`aria-describedby="problem code-hint" aria-invalid="true"`
      : html`aria-describedby="code-hint"`
  }>
<button type="submit">${texts.submit}</button>
</form>
<nav aria-label="${texts.languages}"><ul>${LANGUAGES.map(other => languageItem(other, language, path))}</ul></nav>
`
  return layout({ hub, language, title, main })
}

const languageItem = (other: Language, current: Language, path: string) =>
  other === current
    ? html`<li><a href="${path}?lang=${other}" lang="${other}" aria-current="true">${NAMES[other]}</a></li>`
    : html`<li><a href="${path}?lang=${other}" hreflang="${other}" lang="${other}">${NAMES[other]}</a></li>`

import { html } from './html.ts'
import type { Language } from './language.ts'
import { layout } from './layout.ts'
import { TEXTS } from './texts/index.ts'
import type { MessageName } from './texts/texts.ts'

/** Says what happened and what to do, with the way back where there is one. */
export function messagePage(page: {
  hub: string
  language: Language
  message: MessageName
  back?: string | undefined
}): string {
  const { hub, language, message, back } = page
  const texts = TEXTS[language]
  const { title, next } = texts.messages[message]
  const main = html`
<h1>${title}</h1>
<p>${next}</p>
${back === undefined ? undefined : html`<p><a class="button" href="${back}">${texts.goBack}</a></p>`}
`
  return layout({ hub, language, title, main })
}

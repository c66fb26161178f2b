import { Html, html } from './html.ts'
import type { Language } from './language.ts'
import { STYLE } from './style.ts'
import { TEXTS } from './texts/index.ts'

/** One page: no script, no image, nothing from elsewhere. */
export function layout(page: { hub: string; language: Language; title: string; main: Html }): string {
  const { hub, language, title, main } = page
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Amparo</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>Amparo · ${TEXTS[language].hub} ${hub}</header>
<main>${main}</main>
</body>
</html>
`.text
}

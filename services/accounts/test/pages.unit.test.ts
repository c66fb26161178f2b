import { describe, expect, test } from 'vitest'
import { Html, html } from '../src/pages/html.ts'
import { chooseLanguage, LANGUAGES } from '../src/pages/language.ts'
import { messagePage } from '../src/pages/message.ts'
import { signInPage } from '../src/pages/sign-in.ts'

describe('html', () => {
  test('escapes everything that is put in, unless it was made by html', () => {
    expect(html`<p title="${`"'<&>`}">${new Html('<b>x</b>')}${undefined}</p>`.text).toBe(
      '<p title="&quot;&#39;&lt;&amp;&gt;"><b>x</b></p>',
    )
  })
})

describe('the language', () => {
  test.each([
    ['fr en', 'es', 'fr'],
    ['de fr-CA', 'es', 'fr'],
    [undefined, 'de, en;q=0.3, pt;q=0.9', 'pt'],
    [undefined, 'en;q=0, *', 'es'],
    [42, undefined, 'es'],
    ['', '', 'es'],
  ])('of ui_locales %j and Accept-Language %j is %s', (uiLocales, header, language) => {
    expect(chooseLanguage(uiLocales, header)).toBe(language)
  })
})

describe('every page in every language', () => {
  test.each(LANGUAGES)('%s: each id is there once, and whatever points to an id finds it', language => {
    const problems = [undefined, 'refused', 'blocked', 'busy', 'agency', 'unavailable'] as const
    for (const problem of problems) {
      const page = signInPage({ hub: 'XA', language, path: '/interaction/x', problem })
      const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const pointers = [...page.matchAll(/(?:for|aria-describedby)="([^"]+)"/g)].flatMap(([, to = '']) => to.split(' '))
      for (const pointer of pointers) expect(ids).toContain(pointer)
      expect(page).not.toContain('undefined')
    }
    for (const message of ['expired', 'unusable', 'failed', 'signedOut'] as const) {
      expect(messagePage({ hub: 'XA', language, message, back: 'https://portal.example/' })).toMatch(
        /<h1>[^<]+<\/h1>\s*<p>[^<]+<\/p>/,
      )
    }
  })
})

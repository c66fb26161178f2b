import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const ROOT = new URL('../../', import.meta.url).pathname
const read = (file: string) => readFileSync(`${ROOT}${file}`, 'utf8')
const filesOf = (...patterns: string[]) => patterns.flatMap(pattern => globSync(pattern, { cwd: ROOT })).toSorted()

/** What a catalogue says, without its keys: the texts between its quotes. */
const said = (source: string): string[] =>
  [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, plain, made]) => plain ?? made ?? '')

/** Every text in one language of a tree that was read. */
const textsIn = (tree: unknown, language: string): string[] => {
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([key, value]) =>
    key === language && typeof value === 'string' ? [value] : textsIn(value, language),
  )
}

/** All that people read in one language: pages, explanations, sign-in, protocols, rules of the auditors. */
const allIn = (language: string): string[] => [
  ...filesOf(
    `services/portal/web/i18n/**/${language}.ts`,
    `services/accounts/src/pages/texts/${language}.ts`,
    `services/consent/src/domain/explanation/${language}.ts`,
    `libs/contracts/src/coded/${language}.ts`,
  ).flatMap(file => said(read(file))),
  ...filesOf(
    'libs/protocols/shipped.json',
    'services/exchange/data/shipped.json',
    'services/audit/policy/*.json',
  ).flatMap(file => textsIn(JSON.parse(read(file)), language)),
]

/** As Portugal writes or says it. */
const EUROPEAN =
  /(?<!\p{L})(?:contact[oea]\p{L}*|registo\p{L}*|regist(?:ad|ar|e(?!r|m))\p{L}*|fact[oa]s?|\p{L}*[óé]nic[oa]s?|géner\p{L}+|morada|alcunhas?|matrícula|ecrãs?|utilizador\p{L}*|ficheiros?|telemóve\p{L}+|equipas?|descarreg\p{L}+|noutr[oa]s?|nout[ro]\p{L}*|num|numa|nalgum\p{L}*|porquê|planea\p{L}+|controlo|bebés?|regressar|acede\p{L}*|rece[çc]ão|caduc\p{L}+|destap\p{L}+|lho|lha|píxeis|demasiad\p{L}+|organismos?|de turno)(?!\p{L})|[«»]|^A (?:ser \p{L}+d[ao]s?$|\p{L}+r ?…)/iu

describe('what people read', () => {
  test('is found, in every language', () => {
    for (const language of ['es', 'en', 'fr', 'pt']) expect(allIn(language).length).toBeGreaterThan(3_000)
  })

  test('in Portuguese is as Brazil says it', () => {
    expect(allIn('pt').filter(text => EUROPEAN.test(text))).toEqual([])
  })

  test('in Spanish calls an agency “institución” alone', () => {
    expect(allIn('es').filter(text => /(?<!\p{L})organismos?(?!\p{L})/iu.test(text))).toEqual([])
  })

  test('in Portuguese calls an agency “instituição” alone', () => {
    // Of the body, and where an appeal goes.
    const others = /Remoção de órgãos|tirar um órgão|ao órgão que a lei indica/u
    expect(allIn('pt').filter(text => /(?<!\p{L})órgãos?(?!\p{L})/iu.test(text.replace(others, '')))).toEqual([])
  })

  test('in French calls an agency “organisme” alone, and says “vous”', () => {
    expect(allIn('fr').filter(text => /(?<!\p{L})(?:institutions?|tu|ton|tes|toi)(?!\p{L})/iu.test(text))).toEqual([])
  })
})

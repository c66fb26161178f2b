import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../src/domain/codes.ts'
import { APART, type DecisionRecord } from '../src/domain/decision-record.ts'
import { en } from '../src/domain/explanation/en.ts'
import { es } from '../src/domain/explanation/es.ts'
import { explain } from '../src/domain/explanation/explain.ts'
import { fr } from '../src/domain/explanation/fr.ts'
import { pt } from '../src/domain/explanation/pt.ts'
import type { LANGUAGES } from '../src/domain/explanation/texts.ts'
import { type DenialCode, PRECEDENCE } from '../src/domain/precedence.ts'
import { nameOf, permitted, refused, unsaid } from './fixtures/decisions.ts'
import { policy } from './fixtures/policy.ts'

const IN_EACH = [
  ['es', es],
  ['en', en],
  ['fr', fr],
  ['pt', pt],
] as const
const rules: readonly DenialCode[] = PRECEDENCE.map(({ code }) => code)
const said = (decision: DecisionRecord, standing: 'owner' | 'asker', language: (typeof LANGUAGES)[number] = 'en') => {
  const { title, parts } = explain(decision, standing, language, { nameOf, policy })
  return [title, ...parts.flatMap(({ heading, lines }) => [heading, ...lines])].join('\n')
}
const partsOf = (decision: DecisionRecord, standing: 'owner' | 'asker') =>
  explain(decision, standing, 'en', { nameOf, policy }).parts.map(({ about }) => about)

/** Every text of a language by its path. */
const textsIn = (value: object, path = ''): [string, string][] =>
  Object.entries(value).flatMap(([key, text]) =>
    typeof text === 'string' ? [[`${path}/${key}`, text] as [string, string]] : textsIn(text, `${path}/${key}`),
  )
const bracesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([brace]) => brace).sort()

describe.each([
  ['es', es],
  ['en', en],
  ['fr', fr],
  ['pt', pt],
] as const)('in %s', (language, texts) => {
  test('there are words for everything, and the braces are those of English', () => {
    const english = new Map(textsIn(en))
    const own = new Map(textsIn(texts))
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [path, text] of own) {
      expect(text.trim(), path).not.toBe('')
      expect([path, bracesIn(text)]).toEqual([path, bracesIn(english.get(path) ?? '')])
    }
  })

  test.each(rules)('%s is explained whole, with what to do next', rule => {
    for (const standing of ['owner', 'asker'] as const) {
      const text = said({ ...refused, rule, told: rule }, standing, language)
      expect(text).not.toMatch(/[{}]|undefined/)
      expect(text).toContain(texts.rule[rule].because)
      expect(text).toContain(texts.rule[rule].next)
    }
  })

  test.each(['submit', 'package', 'view', 'link', 'import', 'hand_over'] as const)(
    'a permit to %s is explained whole',
    occasion => {
      for (const report of [false, true]) {
        const text = said({ ...permitted, occasion, report }, 'owner', language)
        expect(text).not.toMatch(/[{}]|undefined/)
        expect(text).toContain(texts.coded.basis.consent)
      }
    },
  )
})

test.each([
  ['en', ['asked in private', 'no nationality is known', 'seeks protection or fears return', 'another country sent']],
  ['es', ['en privado', 'no se conoce su nacionalidad', 'busca protección o teme regresar', 'vino de otro país']],
  ['fr', ['en privé', 'nationalité n’est pas connue', 'cherche protection ou craint', 'vient d’un autre pays']],
  ['pt', ['em particular', 'nacionalidade não é conhecida', 'busca proteção ou teme voltar', 'veio de outro país']],
] as const)(
  'in %s whoever is refused a state says what to do of each: not asked, no nationality known, protection sought, sent by another country',
  (language, words) => {
    const rule = 'state_of_nationality'
    for (const standing of ['owner', 'asker'] as const)
      for (const word of words) expect(said({ ...refused, rule, told: rule }, standing, language)).toContain(word)
  },
)

describe.each(APART)('a decision of its own table: %s', occasion => {
  const of = (decision: DecisionRecord): DecisionRecord => ({
    ...{ ...decision, occasion, protocol: undefined, priority: undefined },
    ...(occasion === 'record' && { purpose: undefined, permission: undefined }),
  })
  test.each(IN_EACH)(
    'is explained in %s in words of its own, permit and every refusal',
    (language, { apart, rule: rules }) => {
      const permit = said(of(permitted), 'owner', language)
      expect(permit).toContain(apart.title.permit)
      expect(permit).toContain(apart.permitted)
      for (const { code: rule } of PRECEDENCE) {
        const text = said({ ...of(refused), rule, told: rule }, 'asker', language)
        const { because, next } = apart.rule[occasion][rule] ?? rules[rule]
        for (const words of [apart.title.denial, because, next]) expect(text).toContain(words)
        expect(`${permit}${text}`).not.toMatch(/[{}]|undefined/)
      }
    },
  )
})

test('of a question to another hub nothing is shown, and of a person’s own record neither purpose nor basis is asked', () => {
  const about = (occasion: DecisionRecord['occasion'], change: Partial<DecisionRecord> = {}) =>
    partsOf({ ...permitted, occasion, ...change }, 'asker')
  expect(about('match')).toEqual(['asked', 'purpose', 'decided', 'basis', 'next'])
  expect(about('notice')).toEqual(['asked', 'purpose', 'decided', 'basis', 'released', 'withheld', 'next'])
  expect(about('record', { purpose: undefined, permission: undefined })).toEqual(['asked', 'decided', 'next'])
})

test.each([
  ['en', 'may receive it for: Shelter'],
  ['es', 'puede recibirlo para: Alojamiento'],
  ['fr', 'recevoir ces données pour : Hébergement'],
  ['pt', 'pode receber para: Acolhimento'],
] as const)(
  'in %s whoever left the purpose open is told which ones suit the recipient, whatever was decided',
  (language, words) => {
    const open = { ...refused, purpose: undefined }
    for (const decision of [open, { ...unsaid, purpose: undefined }])
      expect(said(decision, 'asker', language)).toContain(words)
    expect(said({ ...open, occasion: 'record' }, 'asker', language)).not.toContain(words)
    expect(said(refused, 'asker', language)).not.toContain(words)
  },
)

describe('the owning agency', () => {
  test('reads which bases there are, why each did not carry it, and the true list of what is withheld', () => {
    expect(partsOf(refused, 'owner')).toEqual(['asked', 'purpose', 'decided', 'bases', 'next'])
    expect(said(refused, 'owner')).toContain('Consent of the person (basis-1, version 2): could not carry it.')
    const text = said(permitted, 'owner')
    expect(text).toContain('Health – not part of what was agreed. The reader is not told of this gap.')
    expect(text).toContain('Record basis-1, version 2.')
  })
})

describe('whoever asked', () => {
  test('reads what it was told, and nothing of the bases', () => {
    expect(partsOf(refused, 'asker')).toEqual(['asked', 'purpose', 'decided', 'next'])
    for (const decision of [permitted, refused]) expect(said(decision, 'asker')).not.toContain('basis-1')
  })

  test.each(IN_EACH)(
    'is told in %s of no rule that would tell a secret, whatever was decided',
    (language, { rule: rules, unsaid: words }) => {
      for (const occasion of [unsaid.occasion, ...APART])
        for (const { code: rule } of PRECEDENCE) {
          const text = said({ ...unsaid, rule, occasion }, 'asker', language)
          for (const line of Object.values(words)) expect(text).toContain(line)
          expect(text).not.toContain(rules[rule].because)
        }
      for (const line of Object.values(words)) expect(said(unsaid, 'owner', language)).not.toContain(line)
      expect(said(unsaid, 'owner', language)).toContain(rules.guardian_conflict.because)
    },
  )

  test('is told of no secret category, and of a view that holds everything in the same line', () => {
    const secret = ['self_incriminating', 'help_seeking', 'health', 'safety', 'migration_status'] as const
    const text = said(permitted, 'asker')
    for (const category of secret) expect(text).not.toContain(en.coded.category[category])
    expect(text).toContain('Documents – not part of what was agreed.')
    const { permission } = permitted
    if (permission === undefined) throw new Error('not permitted')
    const whole = { ...permitted, permission: { ...permission, categories: CATEGORIES, withheld: [] } }
    for (const one of [permitted, whole]) expect(said(one, 'asker')).toContain(en.withheld.incomplete)
  })

  test('reads an agency that has left the directory as one that is unknown', () => {
    const { parts } = explain(refused, 'asker', 'en', { nameOf: () => undefined, policy })
    expect(parts[0]?.lines[0]).toContain('An agency that is not in the directory')
  })
})

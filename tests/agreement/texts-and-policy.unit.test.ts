import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { agencyTypes, purposes, referralPurposes } from '@amparo/contracts'
import { describe, expect, it, test } from 'vitest'
import { readsTexts } from '../../services/portal/web/form/reads-texts.ts'

interface Named {
  readonly categories: readonly string[]
}
const policy: { readonly mandates: Record<string, Named>; readonly purposes: Record<string, Named> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../services/consent/policy/mandates.v1.json'), 'utf8'),
)
const hasTexts = (named: Named | undefined) => named?.categories.includes('narrative') === true

/** The page says before anything is written that nobody will read it: of the same agencies and purposes as consent decides. */
describe('whom no text reaches', () => {
  it.each(agencyTypes.all.filter(type => type !== 'audit'))('is the same for the page and for consent: %s', type => {
    expect(readsTexts(type, '')).toBe(hasTexts(policy.mandates[type]))
    for (const purpose of referralPurposes)
      expect(readsTexts(type, purpose), purpose).toBe(
        hasTexts(policy.mandates[type]) && hasTexts(policy.purposes[purpose]),
      )
  })
})

test('a person may be referred or looked for to the purposes for which consent lets anything be read, and to no other', () => {
  expect(referralPurposes).toEqual(purposes.all.filter(purpose => policy.purposes[purpose]?.categories.length !== 0))
})

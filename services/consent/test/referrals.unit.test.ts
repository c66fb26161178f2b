import { describe, expect, it } from 'vitest'
import { assessForm } from '../src/domain/assess-form.ts'
import type { AgencyType, Priority, Protocol } from '../src/domain/codes.ts'
import { decide } from '../src/domain/decide.ts'
import type { Facts } from '../src/domain/disclosure.ts'
import type { Form } from '../src/domain/form.ts'
import { recordOf } from '../src/domain/record-of.ts'
import { adult, agency, circumstances, hoursAfter, NOW } from './fixtures/cases.ts'
import { policy } from './fixtures/policy.ts'
import referrals from './fixtures/referrals.json' with { type: 'json' }

interface Sample {
  name: string
  protocol: Protocol
  priority: Priority
  sender: { hub: string; type: AgencyType }
  recipient: { hub: string; type: AgencyType }
  person: {
    minor: boolean
    guardianNamed: boolean
    speaksLanguageExplained: boolean
    protectionSeeker: boolean
    needs: number
  }
  form: Omit<Form, 'subjectRef'>
  expect: string
}
// JSON has no codes, only strings; the loader of the service would have checked them.
const samples = referrals as unknown as Sample[]

const agreements: Facts['instruments'] = (['assistance', 'criminal'] as const).map(matter => ({
  id: matter,
  hubs: ['XA', 'XB', 'XC'],
  matter,
  validUntil: hoursAfter(24 * 365),
}))

const TEXT_IN: Readonly<Record<string, string>> = { eng: 'text-in-english' }

/** What the samples do not say of how a consent was taken: as a careful officer takes it. */
const takenOf = ({ interpreter, grantedBy, signature }: Sample['form'], formText: string): Form['taken'] => ({
  ...{ formText, comprehension: 'own_words', capacity: 'able' },
  ...(interpreter && { interpreter: 'professional' }),
  ...(signature === 'oral_with_witness' && { witness: { from: 'no_agency' } }),
  ...(grantedBy === 'guardian' && {
    guardian: { authority: 'parent', document: 'b'.repeat(64), conflictCheck: 'none_found' },
  }),
})

/** A form on paper, recorded and used within the hour. */
function outcomeOf(sample: Sample) {
  const { person } = sample
  const form: Form = {
    ...sample.form,
    subjectRef: 'share-1',
    priority: sample.priority,
    ...(sample.form.basis === 'consent' && { sheet: { id: 'sheet-1', sha256: 'd'.repeat(64) } }),
    taken: takenOf({ ...sample.form }, TEXT_IN[sample.form.languageExplained] ?? 'text-in-use'),
    justification: sample.form.justification && {
      ...{ ...sample.form.justification, personTold: 'told' },
      // It compels what the form names, as long as it says.
      ...{ compels: sample.form.dataCategories, until: sample.form.validUntil },
    },
  }
  const facts = { ...adult, ...person, helpSeekingNeeds: person.needs > 0, instruments: agreements }
  const assessment = assessForm(form, facts, circumstances, policy, NOW)
  if (!assessment.valid) return { code: assessment.code, categories: [] as readonly string[] }
  const decision = decide(
    {
      occasion: 'submit',
      sender: agency(sample.sender.hub, sample.sender.type),
      recipient: agency(sample.recipient.hub, sample.recipient.type),
      userId: 'user-1',
      protocol: sample.protocol,
      priority: sample.priority,
      purpose: undefined,
      services: person.needs,
    },
    [recordOf(form, assessment.term, { id: 'basis-1', ofAdult: undefined, now: NOW })],
    facts,
    policy,
    hoursAfter(1),
  )
  return decision.permit
    ? { code: 'accept', categories: decision.categories, purpose: decision.purpose }
    : { code: decision.reason, categories: [] as readonly string[] }
}

describe('the referrals of four languages', () => {
  it.each(samples)('$name: $form.basis, $sender.type to $recipient.type, is $expect', sample => {
    expect(outcomeOf(sample).code).toBe(sample.expect)
  })

  it('release all that was agreed and is not secret, where it was agreed to by the person', () => {
    const short = samples
      .filter(sample => sample.expect === 'accept' && sample.form.basis === 'consent')
      .map(sample => {
        const { categories } = outcomeOf(sample)
        return [sample.name, sample.form.dataCategories.filter(category => !categories.includes(category))]
      })
      .filter(([, missing]) => missing?.length)
    expect(short).toEqual([])
  })

  it('go for the purpose that protocol and recipient imply', () => {
    const purposes = samples.filter(s => s.expect === 'accept').map(s => [s.name, outcomeOf(s).purpose])
    expect(Object.fromEntries(purposes)).toMatchInlineSnapshot(`
      {
        "en-01": "shelter",
        "en-02": "shelter",
        "en-05": "criminal_investigation",
        "en-13": "shelter",
        "en-15": "legal_assistance",
        "es-01": "shelter",
        "es-02": "labour_claim",
        "es-03": "medical_care",
        "es-05": "criminal_investigation",
        "es-13": "shelter",
        "fr-01": "shelter",
        "fr-03": "shelter",
        "fr-08": "shelter",
        "fr-13": "shelter",
        "fr-14": "medical_care",
        "pt-01": "labour_claim",
        "pt-04": "psychosocial_support",
        "pt-08": "shelter",
        "pt-12": "formal_identification",
        "pt-15": "criminal_investigation",
      }
    `)
  })
})

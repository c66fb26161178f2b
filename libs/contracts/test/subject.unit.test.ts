import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  agencyTypeOf,
  agencyTypes,
  consentFormSchema,
  fieldErrorsOf,
  type SubjectPayloadInput,
  subjectPayloadSchema,
} from '../src/index.ts'

const FOLDER = new URL('../../../tests/inputs/', import.meta.url)
const inputs = readdirSync(FOLDER)
  .filter(file => file.endsWith('.json'))
  .map(file => ({ file, input: JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) }))
/** Every other refusal is a decision on what is written there, not a fault of the writing. */
const isMiswritten = ({ input }: (typeof inputs)[number]) => input.expect.reason === 'unknown_code'
const wellWritten = inputs.filter(one => !isMiswritten(one))
const miswritten = inputs.filter(isMiswritten)

const valid = (): SubjectPayloadInput & Record<string, unknown> => ({
  subject: {
    identity: {
      names: ['Ana Ficticia'],
      aliases: [],
      dateOfBirth: '1999',
      phones: [],
      emails: [],
      documents: [],
      addresses: [],
    },
    gender: 'Feminine',
    ageBand: '24--26',
    isMinor: false,
    languages: ['spa', 'nah'],
    nationalities: ['PE', 'XA'],
    migrationStatus: null,
    needs: ['Housing Services'],
    risks: ['trafficker_at_large'],
    safeContact: null,
  },
  trafficking: {
    status: 'PossibleVictimOfTrafficking',
    exploitationTypes: ['ForcedLabour'],
    methodsOfControl: ['DebtBondage'],
    recruitment: ['AtWork'],
    events: [{ type: 'Transit', country: 'XB', from: '2026-01-02', to: null }],
  },
})

/** The valid payload with one field, named by its pointer, replaced. */
function changed(pointer: string, value: unknown): unknown {
  const payload = valid()
  const keys = pointer.split('/').slice(1)
  const last = keys.pop() ?? ''
  const owner = keys.reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), payload)
  if (owner instanceof Object) Reflect.set(owner, last, value)
  return payload
}

function refusals(payload: unknown) {
  const { success, error } = subjectPayloadSchema.safeParse(payload)
  return success ? [] : fieldErrorsOf(error)
}

describe('the subject payload', () => {
  it.each(wellWritten)(
    'of $file is accepted as it is ($input.expect.outcome)',
    ({ input: { subject, trafficking, narrative, attachments } }) => {
      const payload = { subject, trafficking, narrative, attachments }
      expect(subjectPayloadSchema.parse(payload)).toEqual(payload)
    },
  )

  it('with a kind of exploitation spelt otherwise is refused, though the rest of it is in order', () => {
    const found = miswritten.map(({ file, input: { subject, trafficking, narrative, attachments } }) => [
      file,
      refusals({ subject, trafficking, narrative, attachments }),
    ])
    expect(found).toEqual([['amp-fr-05.json', [{ pointer: '/trafficking/exploitationTypes/0', code: 'unknown_code' }]]])
  })

  it('needs no narrative, attachment, age or birth date', () => {
    expect(refusals(valid())).toEqual([])
    expect(refusals(changed('/subject/ageBand', null))).toEqual([])
    expect(refusals(changed('/subject/identity/dateOfBirth', null))).toEqual([])
    expect(subjectPayloadSchema.parse(valid()).attachments).toEqual([])
  })

  it.each([
    ['/subject/gender', 'Female'],
    ['/subject/ageBand', '18-24'],
    ['/subject/languages/0', 'es'],
    ['/subject/languages/1', 'fre'],
    ['/subject/nationalities/0', 'ZZ'],
    ['/subject/nationalities/1', 'pe'],
    ['/subject/migrationStatus', 'Illegal'],
    ['/subject/needs/0', 'housing'],
    ['/trafficking/status', 'Victim'],
    ['/trafficking/exploitationTypes/0', 'Slavery'],
    ['/trafficking/methodsOfControl/0', 'constructor'],
    ['/trafficking/recruitment/0', 'ByPhone'],
    ['/trafficking/events/0/type', 'Arrival'],
    ['/trafficking/events/0/country', 'PER'],
  ])(
    'with a code at %s that is not on its list (%s) is refused, naming the field and not the value',
    (pointer, code) => {
      const fields = refusals(changed(pointer, code))
      expect(fields).toEqual([{ pointer, code: 'unknown_code' }])
    },
  )

  it.each([
    ['/subject/isMinor', undefined, 'required'],
    ['/subject/gender', undefined, 'required'],
    ['/subject/gender', 3, 'invalid'],
    ['/subject/risks/0', 'María said so', 'invalid'],
    ['/subject/identity/dateOfBirth', '1999-13', 'invalid'],
    ['/subject/identity/dateOfBirth', '1998-02-31', 'invalid'],
    ['/subject/identity/dateOfBirth', '1999-02-29', 'invalid'],
    ['/subject/identity/names/0', '  ', 'invalid'],
    ['/trafficking/events/0/to', '2025-12-31', 'ends_before_start'],
  ])('with %s = %j is refused as %3$s', (pointer, value, code) => {
    expect(refusals(changed(pointer, value))).toEqual([{ pointer, code }])
  })

  it('with a field that nobody asked for is refused, since nobody would protect it', () => {
    expect(refusals({ ...valid(), note: 'Ana' })).toEqual([{ pointer: '', code: 'unexpected_field' }])
    expect(refusals(changed('/subject/identity/nickname', 'Ana'))).toEqual([
      { pointer: '/subject/identity', code: 'unexpected_field' },
    ])
  })

  it("of somebody in a child's age band says that this is a child", () => {
    expect(refusals(changed('/subject/ageBand', '9--17'))).toEqual([
      { pointer: '/subject/isMinor', code: 'age_in_doubt_means_child' },
    ])
  })

  it("takes other standards' spellings of a method of control as the picklist's", () => {
    const payload = changed('/trafficking/methodsOfControl', ['Threats', 'ThreatOfLawEnforcement', 'RestrictsMovement'])
    expect(subjectPayloadSchema.parse(payload).trafficking.methodsOfControl).toEqual([
      'PhysicalThreats',
      'ThreatsLawEnforcement',
      'RestrictsMovement',
    ])
  })
})

describe('the consent form', () => {
  it.each(inputs)('of $file is accepted as it is', ({ input: { consent } }) => {
    expect(consentFormSchema.parse(consent)).toEqual(consent)
  })

  it.each([
    ['basis', 'legitimate_interest', '/basis'],
    ['purposes', ['marketing'], '/purposes/0'],
    ['dataCategories', ['everything'], '/dataCategories/0'],
    ['recipients', [{ jurisdiction: 'XA', agencyType: 'employer' }], '/recipients/0/agencyType'],
    ['languageExplained', 'spanish', '/languageExplained'],
  ])('with an unknown code in %s is refused', (field, value, pointer) => {
    const { error } = consentFormSchema.safeParse({ ...inputs[0]?.input.consent, [field]: value })
    expect(error && fieldErrorsOf(error)).toEqual([{ pointer, code: 'unknown_code' }])
  })

  it('must say which migration agency it means', () => {
    const recipients = [{ jurisdiction: 'XA', agencyType: 'migration' }]
    const { error } = consentFormSchema.safeParse({ ...inputs[0]?.input.consent, recipients })
    expect(error && fieldErrorsOf(error)).toEqual([{ pointer: '/recipients/0/unit', code: 'required' }])
  })
})

describe('an agency type of a form', () => {
  it('is one of the directory, "migration" by its unit', () => {
    const types = inputs.flatMap(({ input }) => [input.from, input.to, ...input.consent.recipients]).map(agencyTypeOf)
    expect(types.filter(type => !agencyTypes.is(type))).toEqual([])
    expect(agencyTypeOf({ agencyType: 'migration', unit: 'protection' })).toBe('migration_protection')
    expect(agencyTypeOf({ agencyType: 'migration', unit: 'enforcement' })).toBe('migration_enforcement')
  })
})

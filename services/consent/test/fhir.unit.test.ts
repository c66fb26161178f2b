import { describe, expect, test } from 'vitest'
import { valueAt } from '../src/domain/fhir/at.ts'
import { formToRecord } from '../src/domain/fhir/importable.ts'
import { isTooDeep } from '../src/domain/fhir/leaves.ts'
import { endOf, lastWholeDay, startOf } from '../src/domain/fhir/moments.ts'
import { extensionUrl, SYSTEMS } from '../src/domain/fhir/names.ts'
import { readConsent } from '../src/domain/fhir/read.ts'
import { example } from './fixtures/fhir/hl7.ts'
import { carried, controller, faultsOf, full, missingFrom, officer, written } from './fixtures/fhir/written.ts'

const provision = (change: object) => {
  const resource = written()
  return { ...resource, provision: [{ ...Object(valueAt(resource, '/provision/0')), ...change }] }
}

describe('a consent as FHIR', () => {
  test('forbids everything but what its one provision permits, and that but for whom the person excluded', () => {
    expect(written(full)).toMatchObject({
      decision: 'deny',
      provision: [
        {
          period: { end: '2090-03-31' },
          actor: [
            { reference: { type: 'Group', identifier: { system: SYSTEMS.party, value: 'XA:shelter' } } },
            { reference: { type: 'Organization', identifier: { value: `XB:health:${controller.agencyId}` } } },
          ],
          action: [{ coding: [{ code: 'access' }] }],
          purpose: [{ code: 'shelter' }, { system: SYSTEMS.reason, code: 'TREAT' }],
          provision: [{ actor: [{ reference: { identifier: { value: `XB:police::${officer}` } } }] }],
        },
      ],
    })
  })

  test('names the person by the reference of the agency and a guardian not at all', () => {
    const { subject, grantor } = written(full)
    expect(subject).toEqual({ type: 'Patient', identifier: { system: SYSTEMS.subject, value: 'share-1' } })
    expect(grantor).toEqual([{ type: 'RelatedPerson', identifier: { system: SYSTEMS.grantor, value: 'guardian' } }])
    expect(JSON.stringify(written(full))).not.toMatch(/"display"|"text"|"title"|"reference":"/)
  })

  test('names for search only whom FHIR lets stand there', () => {
    expect(written(full)['grantee']).toMatchObject([{ type: 'Organization' }])
    expect(written()).not.toHaveProperty('grantee')
  })

  test('is inactive once it is not in force', () => {
    expect(written(carried({}, { inForce: false }))['status']).toBe('inactive')
  })

  test('limited to a protocol, or to ways of passing it on, says so where FHIR lets nobody overlook it', () => {
    expect(written(full)['modifierExtension']).toEqual([
      { url: extensionUrl('protocol'), valueCode: 'oas-64-standard' },
      { url: extensionUrl('actions'), valueCode: 'refer' },
    ])
  })
})

describe('a FHIR Consent is not taken over', () => {
  const elsewhere = { hub: 'XA', agencyId: officer }
  const unknown = { coding: [{ system: 'http://loinc.org', code: '34133-9' }] }
  const actor = { role: unknown, reference: { reference: 'Organization/f001' } }
  test.each([
    ['that is only a draft', { ...written(), status: 'draft' }, 'fhir_not_in_force', '/status'],
    [
      'that was withdrawn',
      written(carried({}, { withdrawnAt: '2024-12-02T00:00:00.000Z' })),
      'fhir_not_in_force',
      '/status',
    ],
    ['that begins later', { ...written(), period: { start: '2025-02-01' } }, 'fhir_not_in_force', '/period/start'],
    ['of another agency', written(carried({}, { controller: elsewhere })), 'fhir_other_controller', '/controller'],
    [
      'of nobody known',
      { ...written(), controller: [{ reference: 'Organization/f001' }] },
      'fhir_other_controller',
      '/controller',
    ],
    ['that permits what it does not forbid', { ...written(), decision: 'permit' }, 'fhir_would_widen', '/decision'],
    ['that decides nothing', { ...written(), decision: undefined }, 'fhir_would_widen', '/decision'],
    ['to research', { ...written(), category: [unknown] }, 'fhir_would_widen', '/category'],
    [
      'that rests on something else',
      { ...written(), regulatoryBasis: [{ coding: [{ system: SYSTEMS.basis, code: 'vital_interest' }] }] },
      'fhir_would_widen',
      '/regulatoryBasis/0',
    ],
    [
      'under a policy of its own',
      { ...written(), policyBasis: { url: 'https://hospital.example/policy' } },
      'fhir_would_widen',
      '/policyBasis',
    ],
    ['until a year that has no day', { ...written(), period: { end: '2090' } }, 'fhir_would_widen', '/period'],
    [
      'with a modifier',
      { ...written(), modifierExtension: [{ url: 'https://hospital.example/not', valueBoolean: true }] },
      'fhir_would_widen',
      '/modifierExtension/0',
    ],
    [
      'by rules of its own',
      { ...written(), implicitRules: 'https://hospital.example/rules' },
      'fhir_would_widen',
      '/implicitRules',
    ],
    [
      'with a condition of ours said twice',
      { ...written(), extension: [0, 1].map(() => ({ url: extensionUrl('signature'), valueCode: 'signed' })) },
      'fhir_would_widen',
      '/extension/1',
    ],
    [
      'with an extension of ours that is not known yet',
      { ...written(), extension: [{ url: extensionUrl('newer'), valueCode: 'x' }] },
      'fhir_would_widen',
      '/extension/0',
    ],
    [
      'for some documents',
      provision({ documentType: [{ system: 'urn:ietf:bcp:13', code: 'application/hl7-cda+xml' }] }),
      'fhir_would_widen',
      '/provision/0/documentType/0',
    ],
    [
      'for some resources',
      provision({ resourceType: [{ code: 'Condition' }] }),
      'fhir_would_widen',
      '/provision/0/resourceType/0',
    ],
    [
      'for data under a label',
      provision({ securityLabel: [{ code: 'N' }] }),
      'fhir_would_widen',
      '/provision/0/securityLabel/0',
    ],
    [
      'for data of a time',
      provision({ dataPeriod: { end: '2024-01-01' } }),
      'fhir_would_widen',
      '/provision/0/dataPeriod',
    ],
    [
      'for one instance',
      provision({ data: [{ meaning: 'instance', reference: { reference: 'Observation/1' } }] }),
      'fhir_would_widen',
      '/provision/0/data/0',
    ],
    [
      'by an expression',
      provision({ expression: { language: 'text/cql', expression: 'true' } }),
      'fhir_would_widen',
      '/provision/0/expression',
    ],
    ['in another role', provision({ actor: [actor] }), 'fhir_would_widen', '/provision/0/actor/0'],
    [
      'to change, not to read',
      provision({ action: [{ coding: [{ system: SYSTEMS.action, code: 'correct' }] }] }),
      'fhir_would_widen',
      '/provision/0/action/0',
    ],
    [
      'with an exception that is not understood',
      provision({ provision: [{ purpose: [{ code: 'ETREAT' }] }] }),
      'fhir_would_widen',
      '/provision/0/provision/0/purpose/0',
    ],
    [
      'but for somebody unknown',
      provision({ provision: [{ actor: [actor] }] }),
      'fhir_would_widen',
      '/provision/0/provision/0/actor/0',
    ],
    [
      'with a second permission',
      { ...written(), provision: [...[written()['provision']].flat(), { purpose: [] }] },
      'fhir_would_widen',
      '/provision/1/purpose',
    ],
  ])('%s', (_, resource, code, pointer) => {
    expect(faultsOf(resource)).toEqual([{ code, pointer }])
  })

  test('for longer than it lasts', () => {
    const oral = carried({ signature: 'oral' }, { endsAt: '2024-12-04T10:00:00.000Z' })
    expect(formToRecord(readConsent(written(oral)))).toMatchObject({ validUntil: '2024-12-03' })
  })
})

describe('what does not map', () => {
  test('is reported by its place alone, and what is left permits less', () => {
    const { form, unmapped } = readConsent({
      ...provision({ purpose: [{ system: SYSTEMS.purpose, code: 'shelter' }, { code: 'HPAYMT' }] }),
      text: { status: 'generated', div: '<div>Maria</div>' },
      subject: { identifier: { system: SYSTEMS.subject, value: 'share-1' }, display: 'Maria' },
    })
    expect(form).toMatchObject({ purposes: ['shelter'] })
    expect(unmapped.filter(({ reason }) => reason !== 'recorded_anew')).toEqual([
      { path: '/subject/display', reason: 'free_text' },
      { path: '/provision/0/purpose/1/code', reason: 'foreign_code' },
      { path: '/text/status', reason: 'free_text' },
      { path: '/text/div', reason: 'free_text' },
    ])
    expect(JSON.stringify([form, unmapped])).not.toContain('Maria')
  })

  test('is named where the form lacks it, in the words of FHIR', () => {
    expect(missingFrom(example('basic'))).toEqual([
      '/subject',
      '/grantor',
      '/provision/0/purpose',
      '/provision/0/actor',
      '/provision/0/code',
      '/extension:language-explained',
      '/extension:interpreter',
      '/verification',
    ])
  })
})

describe('a moment', () => {
  test.each([
    ['2025-03-31', '2025-03-31', '2025-03-31'],
    ['2025-03-31T23:59:59.999Z', '2025-03-31', '2025-03-31'],
    ['2025-03-31T10:00:00+02:00', '2025-03-31', '2025-03-30'],
    ['2025-03-31T23:30:00-02:00', '2025-04-01', '2025-03-31'],
  ])('%s begins on %s, and as an end leaves %s as the last whole day', (value, first, last) => {
    expect(startOf(value)?.toISOString().slice(0, 10)).toBe(first)
    const end = endOf(value)
    expect(end && lastWholeDay(end)).toBe(last)
  })

  test.each(['2025', '2025-03', '2025-02-30', '2025-02-30T10:00:00Z', '2025-03-31T10:00:00', 'soon', 7, undefined])(
    '%s is none',
    value => {
      expect([startOf(value), endOf(value)]).toEqual([undefined, undefined])
    },
  )
})

test('a resource of a hundred thousand brackets is found to be too deep, and not walked', () => {
  expect(isTooDeep(JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)))).toBe(true)
  expect(isTooDeep(written(full))).toBe(false)
})

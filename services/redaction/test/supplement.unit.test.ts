import { subjectPayloadSchema } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { supplemented } from '../src/domain/supplement.ts'
import { aPayload } from './fixtures/forms.ts'

describe('a supplement', () => {
  test('fills in fields, replaces lists whole, and leaves alone what it does not name', () => {
    const record = { subject: { identity: { names: [], phones: ['1'] }, needs: ['a', 'b'] }, narrative: null }
    const filled = supplemented(record, { subject: { identity: { names: ['N'] }, needs: ['c'] } })
    expect(filled).toEqual({ subject: { identity: { names: ['N'], phones: ['1'] }, needs: ['c'] }, narrative: null })
    expect(record.subject.needs).toEqual(['a', 'b'])
  })

  test('that says null says it: some fields have it as an answer', () => {
    expect(supplemented({ narrative: { lang: 'es', text: 't' } }, { narrative: null })).toEqual({ narrative: null })
  })

  test('cannot reach behind the record, whatever its fields are called', () => {
    const evil: unknown = JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    )
    const filled = supplemented(aPayload(), evil)
    expect({}).not.toHaveProperty('polluted')
    expect(Object.getPrototypeOf(filled)).toBe(Object.prototype)
    expect(subjectPayloadSchema.safeParse(filled).success).toBe(false)
  })
})

/** Directive of three minutes: everything else may be said later. */
test('the least that can be registered: nobody’s name, an age band, urgent needs, and how to reach them safely', () => {
  const nothing = { names: [], aliases: [], phones: [], emails: [], documents: [], addresses: [] }
  const safeContact = { channel: 'phone', value: '+599 55 0731', when: 'any', codeWord: null, language: 'spa' }
  const subject = {
    ...{ identity: nothing, gender: 'NonSpecifiedUnknown', ageBand: '18--20', isMinor: false, languages: [] },
    ...{ nationalities: [], migrationStatus: null, needs: ['Housing Services'], risks: [], safeContact },
  }
  const unknown = { exploitationTypes: [], methodsOfControl: [], recruitment: [], events: [] }
  const trafficking = { status: 'PossibleVictimOfTrafficking', ...unknown }
  expect(subjectPayloadSchema.safeParse({ subject, trafficking }).error).toBeUndefined()
})

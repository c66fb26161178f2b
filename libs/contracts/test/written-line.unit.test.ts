import { describe, expect, it } from 'vitest'
import { accreditationShape } from '../src/accreditation.ts'
import { fieldErrorsOf, fileNameLine, keptPayloadSchema, subjectPayloadSchema, writtenLine } from '../src/index.ts'

const read = (text: string) => writtenLine().safeParse(text)
const refusal = (text: string) => {
  const { error } = read(text)
  return error === undefined ? [] : fieldErrorsOf(error).map(({ code }) => code)
}
const sign = (code: number) => String.fromCodePoint(code)

describe('what is written into a field of one line', () => {
  it.each([
    0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0xfff9, 0xe0041, 0x0007, 0x009f,
    0xd800,
  ])('is refused with U+%s, which turns the rest round or hides what it says', code => {
    expect(refusal(`Ana ${String.fromCharCode(0x41)}${code === 0xd800 ? '\ud800' : sign(code)}Ficticia`)).toEqual([
      'hidden_character',
    ])
  })

  it.each([
    0x00ad, 0x034f, 0x061c, 0x115f, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0x2063, 0x3164, 0xfeff,
  ])('loses U+%s, which is pasted along and shows nothing', code =>
    expect(read(`Ana Fic${sign(code)}ticia`).data).toBe('Ana Ficticia'),
  )

  it.each([
    ['Persian', 'علی\u200cرضا'],
    ['Devanagari', 'क्\u200dष'],
    ['Sinhala', 'ක්\u200dර'],
    ['Malayalam', 'ന്\u200d'],
  ])('keeps the joiners that %s is written with', (_, name) => expect(read(name).data).toBe(name))

  it.each([
    'Ñusta Kichwa',
    'O’Connor-Pérez',
    'Nguyễn Thị',
    '王小明',
    'محمد',
    '👩‍👧'.replace('\u200d', ''),
    'Calle 5\nLima',
  ])('is taken as it is in any script: %s', name => expect(read(name).data).toBe(name))

  it('is none if nothing in it can be seen', () => expect(refusal('\u200b\u3164 ')).toEqual(['invalid']))
})

const payload = (name: string) => ({
  subject: {
    identity: { names: [name], aliases: [], phones: [], emails: [], documents: [], addresses: [] },
    ...{ gender: 'Feminine', ageBand: null, isMinor: false, languages: [], nationalities: [], migrationStatus: null },
    ...{ needs: [], risks: [] },
  },
  trafficking: {
    ...{
      status: 'PossibleVictimOfTrafficking',
      exploitationTypes: [],
      methodsOfControl: [],
      recruitment: [],
      events: [],
    },
  },
})

describe('a person whose name would be shown turned round', () => {
  it('is not registered, and the field is named', () => {
    const { error } = subjectPayloadSchema.safeParse(payload('Ana \u202eaicitciF'))
    expect(error && fieldErrorsOf(error)).toEqual([{ pointer: '/subject/identity/names/0', code: 'hidden_character' }])
  })

  it('and was registered before stays to be read, as it is without the marks', () => {
    const { subject } = keptPayloadSchema.parse(payload('Ana \u202eaicitciF'))
    expect(subject.identity.names).toEqual(['Ana aicitciF'])
  })
})

it('The name of a file loses them all: nobody types it', () => {
  expect(fileNameLine.parse('foto\u202egpj.exe')).toBe('fotogpj.exe')
})

it('Neither does an institution that approved an agency carry any', () => {
  expect(accreditationShape.safeParse({ on: '2026-01-31', by: ['Minis\u202eterio'] }).success).toBe(false)
})

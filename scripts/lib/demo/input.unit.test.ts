import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, describe, expect, it, test } from 'vitest'
import { hubsNamed, readInputs, steered, type WrittenInput } from './input.ts'
import { pointerInInput } from './requests.ts'

const scratch = tempDir('inputs')
afterAll(() => removeTempDir(scratch))

const [sound] = readInputs(fileURLToPath(new URL('../../../tests/inputs', import.meta.url)))
if (!sound) throw new Error('no inputs')

let folders = 0
function read(...inputs: readonly unknown[]): WrittenInput[] {
  const dir = join(scratch, `${++folders}`)
  mkdirSync(dir)
  for (const [n, input] of inputs.entries()) writeFileSync(join(dir, `in-${n}.json`), JSON.stringify(input))
  return readInputs(dir)
}

function fieldsOf(input: WrittenInput): readonly string[] {
  try {
    steered(input)
    return []
  } catch (error) {
    return (error as { fields: readonly string[] }).fields
  }
}

describe('an input that lacks what the demonstration steers by', () => {
  test.each<[string, object, string[]]>([
    ['nobody is named', { from: undefined, to: undefined, consent: undefined }, ['/from', '/to', '/consent']],
    ['nothing was agreed', { consent: null }, ['/consent']],
    ['half a sender', { from: { jurisdiction: 'XA' } }, ['/from/agencyType']],
    ['a number for a code', { to: { jurisdiction: 7, agencyType: 'police' } }, ['/to/jurisdiction']],
  ])('%s: is read with the others, and its fields are named', (_, part, fields) => {
    const [first, second] = read({ ...sound, ...part }, sound)
    expect([first && fieldsOf(first), second && fieldsOf(second)]).toEqual([fields, []])
  })

  it('without any of the rest is the API’s to refuse', () => {
    const { id, from, to, consent } = steered(sound)
    expect(read({ id, from, to, consent }).map(fieldsOf)).toEqual([[]])
  })

  it('without an id has that of its file', () => {
    expect(read({ ...sound, id: undefined }).map(({ id }) => id)).toEqual(['in-0'])
  })

  it('names the hubs that it does name', () => {
    expect(hubsNamed({ ...sound, from: { jurisdiction: 'XA', agencyType: 'police' }, to: 'XB' })).toEqual(['XA'])
  })
})

test.each<[string, unknown, RegExp]>([
  ['a list', [], /in-0\.json is no referral input: not an object/],
  ['what is expected of it', { ...sound, expect: { outcome: 'perhaps' } }, /no referral input: expect\.outcome/],
  ['its marks', { ...sound, spans: [{ start: 'here' }] }, /no referral input: spans/],
])('a folder is not taken in which nobody can tell %s', (_, input, words) => {
  expect(() => read(input)).toThrow(words)
})

test.each([
  ['/subject/needs/0', '/subject/needs/0'],
  ['/services/2', '/subject/needs/2'],
  ['/validUntil', '/consent/validUntil'],
  ['/recipients/1/hub', '/consent/recipients/1/jurisdiction'],
  ['/recipients/1/agencyType', '/consent/recipients/1/agencyType'],
  ['/consentAssent', '/consent/assent'],
  ['/priority', '/priority'],
])('what the API says of %s is said of %s in the input', (said, inInput) => {
  expect(pointerInInput(said, steered(sound))).toBe(inInput)
})

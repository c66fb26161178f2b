import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { needlesOf } from './needles.ts'
import { Scanner } from './scanner.ts'

const name = 'María Fernanda Quispe'
const scan = (text: string | Uint8Array, strings = [name]) => {
  const scanner = new Scanner(needlesOf(strings))
  return typeof text === 'string' ? scanner.text('here', text) : scanner.binary('here', text)
}

describe('the scan finds a name', () => {
  it.each([
    ['as written', name],
    ['decomposed', name.normalize('NFD')],
    ['without accents, in capitals', 'MARIA FERNANDA QUISPE'],
    ['in hex', Buffer.from(name).toString('hex')],
    ['in upper-case hex', Buffer.from(name).toString('hex').toUpperCase()],
    ['in JSON with escapes', JSON.stringify({ n: name }).replace('í', '\\u00ed')],
    ['in a soft-hyphened form', name.replace('Fern', 'Fer\u00adn')],
  ])('%s', (_, text) => expect(scan(`before ${text} after`)).not.toEqual([]))

  it('in base64 wherever it begins, among any neighbours', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (before, after) => {
        const encoded = Buffer.concat([before, Buffer.from(name), after])
        expect(scan(encoded.toString('base64'))).not.toEqual([])
        expect(scan(encoded.toString('base64url'))).not.toEqual([])
      }),
    )
  })

  it('across the seam of two chunks', () => {
    const bytes = Buffer.alloc(8 * 1024 * 1024 + 100, 'x')
    bytes.write(name, 8 * 1024 * 1024 - 10)
    expect(scan(bytes)).not.toEqual([])
  })
})

it('finds nothing in random bytes', () => {
  const bytes = crypto.getRandomValues(new Uint8Array(65_536))
  expect(scan(bytes)).toEqual([])
})

it('looks for a short name as a word, so that keys and hashes do not cry wolf', () => {
  expect(scan('x9MaFeRq/', ['Mafer'])).toEqual([])
  expect(scan('-----\nmAfer+', ['Mafer'])).toHaveLength(1)
  expect(scan(Buffer.from([0, 13, ...Buffer.from('Mafer'), 0]), ['Mafer'])).toHaveLength(1)
  expect(scan(Buffer.from('Mafer').toString('hex'), ['Mafer'])).toHaveLength(1)
})

it('looks for a very short alias as a word, not within others', () => {
  expect(scan('lucid', ['Lu'])).toEqual([])
  expect(scan('{"alias":"Lú"}', ['Lu'])).toEqual([{ id: 'string 1', place: 'here' }])
})

describe('what the product itself says', () => {
  const own = ['The person will be told.', 'The person will be told. Wait.', 'A young child']
  const found = (text: string) => new Scanner(needlesOf(['Will', 'Young']), own).text('here', text).map(({ id }) => id)

  it('is no finding, whole and as written', () => {
    expect(found('{"text": "The person will be told.", "hint": "The person will be told. Wait."}')).toEqual([])
    expect(found('A young child')).toEqual([])
  })

  it('hides no name: neither beside it nor in a sentence that is nearly one of it', () => {
    expect(found('The person will be told. Will')).toEqual(['string 1'])
    expect(found('The person will be told: young')).toEqual(['string 2', 'string 1'])
  })
})

it('short words in the hash of a password are chance; beside it they are not', () => {
  const hash = `scrypt$131072$8$1$${'a'.repeat(22)}$${'b'.repeat(20)}-lu_${'b'.repeat(19)}`
  expect(scan(`(1,${hash},2)`, ['Lu'])).toEqual([])
  expect(scan(`(1,${hash},Lu)`, ['Lu'])).not.toEqual([])
  expect(scan('(1,scrypt$131072$8$1$short-lu_er,2)', ['Lu'])).not.toEqual([])
})

it('short words in a certificate are chance; a longer name in it is not', () => {
  const armored = (body: string) =>
    `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${body}\n-----END PGP PUBLIC KEY BLOCK-----`
  expect(scan(armored('xjMEZ+lu/kQ'), ['Lu'])).toEqual([])
  expect(scan(`${armored('xjME')} Lu`, ['Lu'])).not.toEqual([])
  expect(scan(armored(Buffer.from(name).toString('base64')))).not.toEqual([])
})

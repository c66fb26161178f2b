import { describe, expect, it } from 'vitest'
import { bookOf } from '../src/book.ts'
import { calendarFile, hashOf, overlayFile, protocolFile } from '../src/index.ts'
import { small } from './fixtures/protocols.ts'

const TEXT = { es: 'Propio', en: 'Own', fr: 'Propre', pt: 'Próprio' }
const overlay = (hub: string, version: number, calendar: string, small: object) =>
  overlayFile.parse({ overlay: hub, version, about: TEXT, sources: ['a test'], calendar, protocols: { small } })
const second = { ...small, version: 2 }
const book = bookOf({
  protocols: [second, small],
  forms: [],
  overlays: [
    overlay('XA', 1, 'bogota', { deadlines: { accept: { within: 'PT1H' }, answer: { within: 'PT1H' } } }),
    overlay('XA', 2, 'bogota', {
      name: TEXT,
      states: { sent: TEXT },
      deadlines: { accept: { within: 'PT5H' }, answer: { within: 'PT5H' } },
    }),
    overlay('XB', 1, 'madrid', { steps: { accept: TEXT }, deadlines: { answer: { within: 'PT9H' } } }),
  ],
  calendars: [
    calendarFile.parse({ calendar: 'bogota', timeZone: 'America/Bogota', weekend: [6, 7], holidays: [] }),
    calendarFile.parse({ calendar: 'madrid', timeZone: 'Europe/Madrid', weekend: [6, 7], holidays: [] }),
  ],
})

describe('a book', () => {
  it('keeps every version and gives the latest to who asks for none', () => {
    expect(book.latest('small')?.version).toBe(2)
    expect(book.get('small', 1)).toBe(small)
    expect(book.versions('small')(3)).toBeUndefined()
    expect(book.all()).toHaveLength(1)
    expect(book.everyVersion()).toHaveLength(2)
    expect(book.latest('other')).toBeUndefined()
  })

  it('has a plain calendar for a hub that has none', () => {
    expect(book.calendarOf('XZ')).toMatchObject({ id: 'plain', timeZone: 'UTC' })
    expect(book.overlayVersion('XZ')).toBe(0)
    expect(book.forHub(small, 'XZ')).toBe(small)
  })
})

describe('an overlay', () => {
  it('sets time limits and names, and leaves everything else', () => {
    const here = book.forHub(small, 'XA')
    expect(here.name).toEqual(TEXT)
    expect(here.states['sent']).toEqual({ ...small.states['sent'], text: TEXT })
    expect(here.deadlines['accept']).toEqual({ ...small.deadlines['accept'], within: 'PT5H' })
    expect(here.deadlines['review']).toEqual(small.deadlines['review'])
    expect(book.forHub(small, 'XB').steps['accept']?.text).toEqual(TEXT)
  })

  it('in force when a referral was sent stays in force for it', () => {
    expect(book.forHub(small, 'XA', 1).deadlines['accept']?.within).toBe('PT1H')
    expect(book.forHub(small, 'XA', 0)).toBe(small)
  })

  it('is that of the country whose agency owes the step', () => {
    const terms = book.between(small, { sender: { hub: 'XB' }, recipient: { hub: 'XA' } })
    // The recipient owes an acceptance, the sender an answer.
    expect(terms.protocol.deadlines['accept']?.within).toBe('PT5H')
    expect(terms.protocol.deadlines['answer']?.within).toBe('PT9H')
    expect(terms.calendars.sender.timeZone).toBe('Europe/Madrid')
    expect(terms.calendars.recipient.timeZone).toBe('America/Bogota')
  })
})

describe('the hash of a protocol', () => {
  it('is the same however its file is laid out, and another when it says something else', () => {
    const reversed = Object.fromEntries(Object.entries(small).reverse())
    expect(hashOf(protocolFile.parse(reversed))).toBe(hashOf(small))
    expect(hashOf(second)).not.toBe(hashOf(small))
    expect(hashOf(small)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('stays what it was when the file format grows: hubs of different versions of the service mean the same by a file', () => {
    const text = { es: 'a', en: 'b', fr: 'c', pt: 'd' }
    const plain = protocolFile.parse({
      ...{
        protocol: 'plain',
        version: 1,
        family: 'oas-64-standard',
        name: text,
        about: text,
        sources: ['a'],
        start: 'a',
      },
      states: { a: { status: 'requested', turn: 'recipient', text }, b: { status: 'completed', final: true, text } },
      steps: { end: { by: 'recipient', scopes: ['referral:work'], from: ['a'], to: 'b', text } },
      deadlines: {
        // biome-ignore lint/suspicious/noThenProperty: the file's own word
        end: { text, in: 'open', since: 'opened', within: 'P1D', owner: 'recipient', then: [{ do: 'remind' }] },
      },
    })
    // A new field with a default would change it, and every referral between two hubs would be refused until both have it.
    expect(hashOf(plain)).toBe('687a3237186b7db583c788c49986b746bcf009d48ae892923f6b2211df676cd3')
  })
})

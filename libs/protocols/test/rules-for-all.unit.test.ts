import { agencyTypes, protocols as families } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { isFinal, loadBook, type Protocol } from '../src/index.ts'
import { shipped } from './fixtures/played.ts'

const book = loadBook()
const all = book.all().map(protocol => ({ name: protocol.protocol, protocol }))
const PRIORITIES = ['emergency', 'urgent', 'normal'] as const
const open = (protocol: Protocol) => Object.keys(protocol.states).filter(state => !isFinal(protocol, state))

describe.each(all)('$name', ({ protocol }) => {
  it('is of the family of its name, so that its rules of disclosure are the ones meant', () => {
    expect(families.all).toContain(protocol.family)
    expect(protocol.family).toBe(protocol.protocol)
  })

  it('says on what it rests', () => {
    expect(protocol.sources.length).toBeGreaterThan(1)
  })

  it('lets every deadline end with somebody who is called, or with another agency', () => {
    for (const [name, { then }] of Object.entries(protocol.deadlines))
      for (const priority of PRIORITIES) {
        const those = then
          .filter(({ priorities }) => priorities?.includes(priority) ?? true)
          .map(({ do: what }) => what)
        expect(
          those.some(what => what === 'supervisor' || what === 'phone' || what === 'offer-next'),
          `${name}, ${priority}`,
        ).toBe(true)
      }
  })

  it('leaves no open state to nobody', () => {
    for (const state of open(protocol)) expect(protocol.states[state]?.turn).toBeDefined()
  })

  it('keeps an attempt to reach the person inside the agency that made it', () => {
    const step = protocol.steps['record-contact']
    if (protocol.protocol === 'spontaneous-transmission') expect(step).toBeUndefined()
    else expect(step).toMatchObject({ private: true })
  })
})

describe('who takes part', () => {
  it('the deciding authority is never migration enforcement', () => {
    expect(shipped('formal-identification').recipients.only).toBeDefined()
    expect(shipped('formal-identification').recipients.only).not.toContain('migration_enforcement')
  })

  it('migration enforcement receives no child and neither sends nor receives a transfer', () => {
    expect(shipped('child-safeguarding').recipients.not).toContain('migration_enforcement')
    const { senders, recipients } = shipped('cross-border-transfer')
    expect(senders.not).toContain('migration_enforcement')
    expect(recipients.only).not.toContain('migration_enforcement')
  })

  it('auditors take part in no referral', () => {
    const admits = (list: Protocol['senders']) =>
      agencyTypes.all.filter(type => (list.only?.includes(type) ?? true) && !list.not?.includes(type))
    for (const { protocol } of all)
      for (const list of [protocol.senders, protocol.recipients]) expect(admits(list)).not.toContain('audit')
  })

  it('protection is asked of a programme and of nobody else', () => {
    expect(shipped('witness-protection').recipients.only).toEqual(['witness_protection'])
  })

  it('what one authority tells another unasked stays between police, prosecution, courts and central authorities', () => {
    const justice = ['central_authority', 'court', 'police', 'prosecution']
    const { senders, recipients } = shipped('spontaneous-transmission')
    for (const { only } of [senders, recipients]) expect(only?.toSorted()).toEqual(justice)
  })

  it('child safeguarding is for children', () => {
    expect(shipped('child-safeguarding').subjects).toBe('minors')
  })
})

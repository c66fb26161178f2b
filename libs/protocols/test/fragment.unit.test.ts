import { describe, expect, it } from 'vitest'
import { checkLibrary } from '../src/check/library.ts'
import { readLibrary } from '../src/library.ts'

const TEXT = '{ es: Texto, en: Text, fr: Texte, pt: Texto }'
const fragment = `fragment: work
states:
  waiting: { status: on-hold, turn: recipient, text: ${TEXT} }
  working: { status: in-progress, turn: recipient, text: ${TEXT} }
steps:
  start: { by: recipient, scopes: [referral:work], from: [sent, waiting], to: working, text: ${TEXT} }
  wait: { by: recipient, scopes: [referral:work], from: [sent], to: waiting, text: ${TEXT} }
deadlines:
  work: { text: ${TEXT}, in: open, since: opened, within: P7D, owner: sender, then: [{ do: supervisor }] }
`
const protocol = (more: string) => `protocol: whole
version: 1
family: oas-64-standard
name: ${TEXT}
about: ${TEXT}
sources: [a test]
include: [work]
start: sent
states:
  sent: { status: requested, turn: recipient, text: ${TEXT} }
  done: { status: completed, final: true, text: ${TEXT} }
steps:
  finish: { by: recipient, scopes: [referral:work], from: [working], to: done, text: ${TEXT} }
${more}`
const read = (more: string, part = fragment) =>
  readLibrary([
    { file: 'work.yaml', yaml: part },
    { file: 'whole.yaml', yaml: protocol(more) },
  ])
const faultsOf = (library: ReturnType<typeof read>) => [...library.faults, ...checkLibrary(library)]

describe('a fragment', () => {
  it('gives a protocol its states, steps and deadlines', () => {
    const library = read('deadlines: {}')
    expect(faultsOf(library)).toEqual([])
    expect(Object.keys(library.protocols[0]?.protocol.states ?? {})).toEqual(['waiting', 'working', 'sent', 'done'])
  })

  it('is replaced entry by entry by what the file says itself', () => {
    const own = `deadlines:\n  work: { text: ${TEXT}, in: open, since: opened, within: PT1H, owner: sender, then: [{ do: phone }] }`
    const library = read(own)
    expect(faultsOf(library)).toEqual([])
    expect(library.protocols[0]?.protocol.deadlines['work']).toMatchObject({ within: 'PT1H', owner: 'sender' })
  })

  it('is not taken over where the file leaves it out, and no step leads from a state that is left out', () => {
    const library = read('deadlines: {}\nwithout: { states: [waiting], steps: [wait] }')
    expect(faultsOf(library)).toEqual([])
    const steps = library.protocols[0]?.protocol.steps
    expect(Object.keys(steps ?? {})).toEqual(['start', 'finish'])
    expect(steps?.['start']?.from).toEqual(['sent'])
  })

  it('has its faults reported where they are, once for all protocols that include it', () => {
    const faulty = fragment.replace('from: [sent], to: waiting', 'from: [sent], to: resting')
    const again = protocol('deadlines: {}').replace('protocol: whole', 'protocol: other')
    const library = readLibrary([
      { file: 'work.yaml', yaml: faulty },
      { file: 'whole.yaml', yaml: protocol('deadlines: {}') },
      { file: 'other.yaml', yaml: again },
    ])
    expect(faultsOf(library).filter(({ code }) => code === 'unknown_state')).toEqual([
      expect.objectContaining({ file: 'work.yaml', line: 7, pointer: '/steps/wait/to' }),
    ])
  })

  it('that cannot be read makes no faults in those that include it', () => {
    const library = read('deadlines: {}', fragment.replace('fragment: work', 'fragment: work\nversion: one\nstates: 7'))
    expect(new Set(faultsOf(library).map(({ file }) => file))).toEqual(new Set(['work.yaml']))
  })
})

describe('a version that extends an earlier one', () => {
  const older = protocol('deadlines: {}\nrecipients: { only: [shelter] }').replace('version: 1', 'version: 2')
  const both = (second: string) =>
    readLibrary([
      { file: 'work.yaml', yaml: fragment },
      { file: 'one.yaml', yaml: protocol('deadlines: {}') },
      { file: 'two.yaml', yaml: older },
      { file: 'three.yaml', yaml: `protocol: whole\nversion: 3\nextends: 2\n${second}` },
    ])
  const third = (second: string) => both(second).protocols.find(({ protocol: { version } }) => version === 3)

  it('says all that that one says, but for what it says itself', () => {
    const more = `steps:
  finish: { by: recipient, scopes: [referral:decide], from: [working], to: done, text: ${TEXT} }
  note: { by: recipient, scopes: [referral:work], from: [working], text: ${TEXT} }
`
    const library = both(more)
    expect(faultsOf(library)).toEqual([])
    const found = third(more)?.protocol
    expect(Object.keys(found?.steps ?? {})).toEqual(['start', 'wait', 'finish', 'note'])
    expect(found).toMatchObject({ version: 3, start: 'sent', recipients: { only: ['shelter'] } })
    expect(found?.steps['finish']?.scopes).toEqual(['referral:decide'])
    const before = library.protocols.find(({ protocol: { version } }) => version === 2)
    expect(before?.protocol.steps['finish']?.scopes).toEqual(['referral:work'])
  })

  it('has a fault reported in the file that has it', () => {
    const own = `steps:\n  note: { by: recipient, scopes: [referral:work], from: [resting], text: ${TEXT} }\n`
    expect(faultsOf(both(own))).toContainEqual(
      expect.objectContaining({ file: 'three.yaml', line: 5, code: 'unknown_state' }),
    )
  })
})

import { generateKeyPairSync } from 'node:crypto'
import { ConfigError } from '@amparo/config'
import { NoteAlgorithm, noteKeyOf, noteKeyText } from '@amparo/crypto/tlog'
import { describe, expect, test } from 'vitest'
import { witnessing } from '../src/domain/witnesses.ts'
import { checkWitnesses, readWitnessConfig } from '../src/witness-config.ts'

const { publicKey } = generateKeyPairSync('ed25519')
const log = noteKeyText(noteKeyOf('log.example', NoteAlgorithm.ED25519, publicKey))
const witnessKey = noteKeyOf('witness.example', NoteAlgorithm.COSIGNATURE, publicKey)
const witness = noteKeyText(witnessKey)
const another = (name: string) =>
  noteKeyText(noteKeyOf(name, NoteAlgorithm.COSIGNATURE, generateKeyPairSync('ed25519').publicKey))
const [second, third] = [another('second.example'), another('third.example')]
const lines = (...of: string[]) => readWitnessConfig(of.join('\n'))

describe('The file of logs and witnesses', () => {
  test('names whose heads are signed, and who signs ours and where', () => {
    const text = `# of 2026\n\nlog ${log} # their log\nwitness ${witness} http://127.0.0.1:7380/\n`
    const { logs, witnesses } = readWitnessConfig(text)
    expect(logs.map(noteKeyText)).toEqual([log])
    expect(witnesses).toMatchObject([{ key: { name: 'witness.example' }, url: 'http://127.0.0.1:7380' }])
  })
  test('says who runs a witness, and which is at home', () => {
    const { witnesses } = lines(
      'operator police.example',
      `witness ${witness} http://w.example domestic operator ombudsman.example`,
      `witness ${second} http://s.example operator university.example # of another country`,
      `witness ${third} http://t.example domestic`,
    )
    expect(witnesses).toMatchObject([
      { domestic: true, operator: 'ombudsman.example' },
      { domestic: false, operator: 'university.example' },
      { domestic: true, operator: undefined },
    ])
  })
  test('may be empty', () => expect(readWitnessConfig('')).toEqual({ logs: [], witnesses: [] }))

  test.each([
    ['a log by the key of a witness', `log ${witness}`],
    ['a witness by the key of a log', `witness ${log} http://w.example`],
    ['a witness without an address', `witness ${witness}`],
    ['a key with another hash', `log ${log.replace(/\+[0-9a-f]{8}/, '+00000000')}`],
    ['another word', `logs ${log}`],
    ['a word more', `witness ${witness} http://w.example more`],
    ['an operator without a name', `witness ${witness} http://w.example operator`],
    ['the words in another order', `witness ${witness} http://w.example operator o.example domestic`],
    ['two operators of the hub', 'operator a.example\noperator b.example'],
    [
      "a witness of the hub's own operator",
      `operator o.example\nwitness ${witness} http://w.example operator o.example`,
    ],
    ['one witness twice', `witness ${witness} http://w.example\nwitness ${witness} http://v.example`],
    [
      'one key under two names',
      `witness ${witness} http://w.example\nwitness ${noteKeyText({ ...noteKeyOf('other.example', NoteAlgorithm.COSIGNATURE, publicKey) })} http://v.example`,
    ],
  ])('with %s is not taken', (_, line) => {
    expect(() => readWitnessConfig(line)).toThrow(TypeError)
  })
})

describe('A hub', () => {
  const named = (own: string) => () =>
    checkWitnesses(
      lines(`witness ${witness} http://w.example`),
      noteKeyOf(own, NoteAlgorithm.COSIGNATURE, publicKey),
      true,
    )

  test('is no witness of its own log, under whatever name', () => {
    expect(named('witness.example')).toThrow(ConfigError)
    expect(named('another.example')).toThrow(/AMPARO_WITNESSES_FILE: names this hub's own key/)
  })
  test('without a witness does not start, and says what to do, but for trying out', () => {
    expect(() => checkWitnesses(lines(''), witnessKey, false)).toThrow(/names no witness.*AMPARO_UNWITNESSED=trial/)
    expect(() => checkWitnesses(lines(''), witnessKey, true)).not.toThrow()
    expect(() => checkWitnesses(lines(`witness ${second} http://s.example`), witnessKey, false)).not.toThrow()
  })
})

describe('Witnesses are enough', () => {
  const of = (name: string, operator?: string, domestic = false) => ({ name, operator, domestic })
  test.each([
    ['three of different operators, one of them at home', true, [of('a', 'x', true), of('b', 'y'), of('c')]],
    ['not two', false, [of('a', 'x', true), of('b', 'y')]],
    ['not three of two operators', false, [of('a', 'x', true), of('b', 'y'), of('c', 'y')]],
    ['not three of abroad', false, [of('a', 'x'), of('b', 'y'), of('c', 'z')]],
    ['not if nobody says who runs the one at home', false, [of('a', undefined, true), of('b', 'y'), of('c', 'z')]],
    ['not none', false, []],
  ])('%s', (_, enough, witnesses) => expect(witnessing(witnesses).enough).toBe(enough))
})

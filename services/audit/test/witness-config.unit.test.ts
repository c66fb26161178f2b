import { generateKeyPairSync } from 'node:crypto'
import { NoteAlgorithm, noteKeyOf, noteKeyText } from '@amparo/crypto/tlog'
import { describe, expect, test } from 'vitest'
import { readWitnessConfig } from '../src/witness-config.ts'

const { publicKey } = generateKeyPairSync('ed25519')
const log = noteKeyText(noteKeyOf('log.example', NoteAlgorithm.ED25519, publicKey))
const witness = noteKeyText(noteKeyOf('witness.example', NoteAlgorithm.COSIGNATURE, publicKey))

describe('The file of logs and witnesses', () => {
  test('names whose heads are signed, and who signs ours and where', () => {
    const text = `# of 2026\n\nlog ${log} # their log\nwitness ${witness} http://127.0.0.1:7380/\n`
    const { logs, witnesses } = readWitnessConfig(text)
    expect(logs.map(noteKeyText)).toEqual([log])
    expect(witnesses).toMatchObject([{ key: { name: 'witness.example' }, url: 'http://127.0.0.1:7380' }])
  })
  test('may be empty', () => expect(readWitnessConfig('')).toEqual({ logs: [], witnesses: [] }))

  test.each([
    ['a log by the key of a witness', `log ${witness}`],
    ['a witness by the key of a log', `witness ${log} http://w.example`],
    ['a witness without an address', `witness ${witness}`],
    ['a key with another hash', `log ${log.replace(/\+[0-9a-f]{8}/, '+00000000')}`],
    ['another word', `logs ${log}`],
    ['a word more', `witness ${witness} http://w.example more`],
  ])('with %s is not taken', (_, line) => {
    expect(() => readWitnessConfig(line)).toThrow(TypeError)
  })
})

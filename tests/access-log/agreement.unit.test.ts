import { NoteAlgorithm, type NoteKey, noteKeyOf, noteKeyText, signatureLine, signNote } from '@amparo/crypto/tlog'
import { describe, expect, test } from 'vitest'
import { BEGAN, type Files, keys, leaves, log, momentOf, stranger, witness, written } from './support/small-log.ts'
import { type Given, verifiers } from './support/verifiers.ts'

const SIZE = 6
const second = `witness ${noteKeyText(stranger.key)}\n`
const alone = keys.replace(/^witness .*\n/m, '')
const files = written({ records: leaves(SIZE) })
const headOf = (of: Files) => of.get('checkpoint') ?? Buffer.alloc(0)
const unseen = headOf(written({ records: leaves(4), cosigners: [] }))
const withHead = (change: (text: string) => string): Files =>
  new Map([...files, ['checkpoint', Buffer.from(change(headOf(files).toString()))]])
const textOf = (head: Buffer) => head.toString().split('\n\n')[0]?.concat('\n') ?? ''
/** By the witness, at any second that eight bytes can say. */
const cosignedAt = (seconds: number, of = witness) => {
  const at = { getTime: () => seconds * 1_000 } as Date
  return signatureLine(signNote(textOf(headOf(files)), of.key, of.privateKey, at))
}
const secondsOf = (moment: Date) => moment.toISOString().replace('.000Z', 'Z')
const byNobody = (name: string) => `\u2014 ${name} ${Buffer.alloc(72, 7).toString('base64')}\n`
const otherType = (key: NoteKey, algorithm: NoteAlgorithm) => noteKeyText(noteKeyOf(key.name, algorithm, key.publicKey))
const last = (change: { sequence?: number; takenAt?: number }) =>
  written({ records: leaves(SIZE).map((leaf, i) => (i === SIZE - 1 ? { ...leaf, ...change } : leaf)), cosigners: [] })

const whole: Readonly<Record<string, Given>> = {
  'whose quorum nobody named, if one of two witnesses has signed': { files, keys: keys + second },
  'of which all that are asked for have signed': { files, keys: `${keys}quorum 1\n` },
  'of which nobody is asked to have signed': { files: last({}), keys: `${keys}quorum 0\n` },
  'that was seen in that second': { files, keys: `${keys}seen ${secondsOf(momentOf(SIZE))}\n` },
  'that no witness is named for': { files: last({}), keys: alone },
  'that goes on from a kept head which no witness has seen': { files, keys, since: [unseen] },
  'with keys between remarks and empty lines': { files, keys: `# of 2027\n\n${keys}\n#\n` },
  'whose head somebody signed whom nobody knows': { files: withHead(head => head + byNobody('w.example')), keys },
  'whose head has 64 signatures': {
    files: withHead(head => head + byNobody('w.example').repeat(62)),
    keys,
  },
  'whose last entry is of the last second that there is': { files: last({ takenAt: 2 ** 53 - 1 }), keys: alone },
}

const wrong: Readonly<Record<string, Given>> = {
  'whose quorum nobody named, if none of two witnesses has signed': { files: last({}), keys: keys + second },
  'of which two have to have signed, and one has': { files, keys: `${keys}${second}quorum 2\n` },
  'of which more have to have signed than are named': { files, keys: `${keys}quorum 2\n` },
  'with a kept head that the log has not signed': { files, keys, since: [Buffer.from(cosigned(unseen))] },
  'with a kept head on which a believed signature is false': {
    ...{ files, keys },
    since: [Buffer.concat([unseen, Buffer.from(cosignedAt(BEGAN + 600))])],
  },
  'whose source counts past what a number holds': { files: last({ sequence: 2 ** 53 }), keys: alone },
  'whose last entry is past what a number holds': { files: last({ takenAt: 2 ** 53 }), keys: alone },
  'that a witness signed at a second past what a number holds': {
    files: withHead(head => head + cosignedAt(2 ** 53)),
    keys,
  },
  'that its witness signed twice, once before its last entry was taken': {
    files: withHead(head => head + cosignedAt(BEGAN - 3_600)),
    keys,
  },
  'whose head has 65 signatures': { files: withHead(head => head + byNobody('w.example').repeat(63)), keys },
  'whose head a name with a space of Unicode signed': {
    files: withHead(head => head + byNobody('w\u0085.example')),
    keys,
  },
  'whose head a name with a plus signed': { files: withHead(head => head + byNobody('w+.example')), keys },
  'with the log’s key as one of a witness': {
    files,
    keys: keys.replace(noteKeyText(log.key), otherType(log.key, NoteAlgorithm.COSIGNATURE)),
  },
  'with a witness’s key as one of a log': {
    files,
    keys: keys.replace(noteKeyText(witness.key), otherType(witness.key, NoteAlgorithm.ED25519)),
  },
  'with keys in lines that end as on Windows': { files, keys: keys.replaceAll('\n', '\r\n') },
  'with two spaces before a key': { files, keys: keys.replace('witness ', 'witness  ') },
  'with a remark behind a key': { files, keys: keys.replace(/\n$/, ' # ours\n') },
  'with a quorum that begins with zero': { files, keys: `${keys}quorum 01\n` },
  'with a quorum in another notation': { files, keys: `${keys}quorum 1e0\n` },
  'with two quorums': { files, keys: `${keys}quorum 1\nquorum 1\n` },
  'that nobody is named to have seen since': { files: last({}), keys: `${alone}seen 2027-01-15T08:00:00Z\n` },
  'seen since two moments': { files, keys: `${keys}${'seen 2027-01-15T08:00:00Z\n'.repeat(2)}` },
  'seen since a day that is none': { files, keys: `${keys}seen 2026-02-30T00:00:00Z\n` },
  'seen since an hour that is none': { files, keys: `${keys}seen 2026-01-15T24:00:00Z\n` },
  'seen since a moment in another notation': { files, keys: `${keys}seen 2026-01-15T08:00:00.000Z\n` },
  'with two logs': { files, keys: keys + keys.split('\n')[0]?.concat('\n') },
  'with no log': { files, keys: keys.replace(/^log .*\n/m, '') },
}

function cosigned(head: Buffer): string {
  const text = textOf(head)
  return `${text}\n${signatureLine(signNote(text, witness.key, witness.privateKey, momentOf(4)))}`
}

/** Keys that are no keys are refused by an error, and not by a fault. */
const finds = (verify: (typeof verifiers)[number][1], given: Given) =>
  verify(given).catch((error: Error) => [error.message])

describe.each(verifiers)('%s', (_name, verify) => {
  test.each(Object.entries(whole))('believes a log %s', async (_of, given) => {
    expect(await finds(verify, given)).toEqual([])
  })

  test.each(Object.entries(wrong))('does not believe a log %s', async (_of, given) => {
    expect(await finds(verify, given)).not.toEqual([])
  })
})

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

/** The last leaf with other bytes, in a log that its own key has signed. */
const lastLeaf = (change: (bytes: Buffer) => Buffer): Given => ({
  files: written({ records: leaves(SIZE), leaf: (bytes, i) => (i === SIZE - 1 ? change(bytes) : bytes) }),
  keys,
})
const setting = (at: number, ...values: readonly number[]) =>
  lastLeaf(bytes => {
    bytes.set(values, at)
    return bytes
  })
/** Where in a leaf of `consent` its numbers stand. */
const NAME_ENDS = 2 + 'consent'.length
const [SEQUENCE, EPOCH_AT, OWN] = [NAME_ENDS, NAME_ENDS + 16, NAME_ENDS + 24]
const TOO_MUCH = [0, 0x20, 0, 0, 0, 0, 0, 0]
/** Another text, signed by log and witness. */
const saying = (head: (text: string) => string): Given => ({ files: written({ records: leaves(SIZE), head }), keys })
const keptAt = (size: number, seconds: number) =>
  headOf(written({ records: leaves(size), at: new Date(seconds * 1_000) }))
/** What the witness has signed, but for its end. */
const cutTo = (length: number) =>
  cosignedAt(BEGAN + 600).replace(/[^ ]+\n$/, text => `${Buffer.from(text, 'base64').toString('base64', 0, length)}\n`)
const idOf = (key: NoteKey) => noteKeyText(key).split('+')[1] ?? ''
/** Of a key whose ID has a letter, as one in forty has not. */
const lettered =
  Array.from({ length: 20 }, (_, n) => noteKeyOf(`w${n}.example`, NoteAlgorithm.COSIGNATURE, stranger.key.publicKey))
    .map(noteKeyText)
    .find(text => /\+[0-9a-f]*[a-f][0-9a-f]*\+/.test(text)) ?? ''

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
  'that its key signed twice': {
    files: withHead(head => head + (head.split('\n\n')[1]?.split('\n')[0] ?? '').concat('\n')),
    keys,
  },
  'that goes on from a kept head of no leaves': { files, keys, since: [keptAt(0, BEGAN)] },
  'that its witness signed five minutes before its last entry was taken': {
    files: withHead(head => head + cosignedAt(BEGAN + 60 * (SIZE - 1) - 300)),
    keys,
  },
  'whose next entry was taken five minutes before a witness signed a kept head': {
    ...{ files, keys },
    since: [keptAt(4, BEGAN + 60 * 4 + 300)],
  },
  'whose head somebody signed by a name with DEL': {
    files: withHead(head => head + byNobody('w\u007f.example')),
    keys,
  },
  'whose head somebody signed by a name with U+0081': {
    files: withHead(head => head + byNobody('w\u0081.example')),
    keys,
  },
  'whose head somebody signed by a name with U+FEFF': {
    files: withHead(head => head + byNobody('w\ufeff.example')),
    keys,
  },
  'whose head another key of the witness’s name signed': {
    files: withHead(head => head + byNobody(witness.key.name)),
    keys,
  },
  'of which none is gone': { files, keys: `${keys}minimum 0\n` },
  'with a witness whose key ID has letters': { files, keys: `${keys}witness ${lettered}\n` },
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
  'that its witness signed more than five minutes before its last entry was taken': {
    files: withHead(head => head + cosignedAt(BEGAN + 60 * (SIZE - 1) - 301)),
    keys,
  },
  'whose next entry was taken more than five minutes before a witness signed a kept head': {
    ...{ files, keys },
    since: [keptAt(4, BEGAN + 60 * 4 + 301)],
  },
  'that has fewer leaves than a kept head': { files, keys, since: [headOf(written({ records: leaves(SIZE + 1) }))] },
  'whose head has a signature that is only a key ID': {
    files: withHead(head => `${head}\u2014 w.example ${Buffer.alloc(4).toString('base64')}\n`),
    keys,
  },
  'whose head ends with an empty line': { files: withHead(head => `${head}\n`), keys },
  'whose head begins with a byte order mark': { files: withHead(head => `\ufeff${head}`), keys },
  'whose head has lines as on Windows': { files: withHead(head => head.replaceAll('\n', '\r\n')), keys },
  'whose head has a control character': { files: withHead(head => head + byNobody('w\u0001.example')), keys },
  'that its witness signed with a time alone': { files: withHead(head => head + cutTo(12)), keys },
  'that its witness signed with fewer bytes': { files: withHead(head => head + cutTo(75)), keys },
  'whose head has a tab': { files: withHead(head => head + byNobody('w\t.example')), keys },
  'whose head has a fourth line': saying(text => `${text}more\n`),
  'whose head has zeros in front of its size': saying(text => text.replace(`\n${SIZE}\n`, `\n0${SIZE}\n`)),
  'whose head has a plus in front of its size': saying(text => text.replace(`\n${SIZE}\n`, `\n+${SIZE}\n`)),
  'whose head has a shorter root': saying(text =>
    text.replace(/[^\n]+\n$/, `${Buffer.alloc(31).toString('base64')}\n`),
  ),
  'whose head has base64 of the web': saying(text => text.replace(/[^\n]+\n$/, `${'_'.repeat(43)}=\n`)),
  'whose head is of another': saying(text => text.replace('/xa/', '/xb/')),
  'with a leaf of version 0': setting(0, 0),
  'with a leaf of version 4': setting(0, 4),
  'with a leaf of version 2 that has numbers': setting(0, 2),
  'with a leaf whose source is in capitals': setting(2, 0x43),
  'with a leaf whose source has no name': setting(1, 0),
  'with a leaf whose source has a longer name': setting(1, NAME_ENDS - 1),
  'with a leaf of sequence 0': setting(SEQUENCE, ...Array(8).fill(0)),
  'with a leaf of a sequence that is too much': setting(SEQUENCE, ...TOO_MUCH),
  'with a leaf of a time that is too much': { ...setting(SEQUENCE + 8, ...TOO_MUCH), keys: alone },
  'with a leaf of an epoch that is too much': setting(EPOCH_AT, ...TOO_MUCH),
  'with a leaf of an own number that is too much': setting(OWN, ...TOO_MUCH),
  'with a leaf that is longer': lastLeaf(bytes => Buffer.concat([bytes, Buffer.alloc(1)])),
  'with a leaf that is shorter': lastLeaf(bytes => bytes.subarray(0, -1)),
  'with a leaf of nothing': lastLeaf(() => Buffer.alloc(0)),
  'whose source begins with its second entry, though none is gone': {
    files: written({ records: leaves(SIZE + 1).slice(1), at: momentOf(SIZE + 1), version: 2 }),
    keys: `${keys}minimum 5\n`,
  },
  'with a key ID in capitals': {
    files,
    keys: `${keys}witness ${lettered.replace(/\+.*?\+/, id => id.toUpperCase())}\n`,
  },
  'with a key ID that is another': {
    files,
    keys: keys.replace(idOf(witness.key), idOf(log.key)),
  },
  'with the log’s key as its witness’s, too': {
    files,
    keys: `${keys}witness ${otherType(log.key, NoteAlgorithm.COSIGNATURE)}\n`,
  },
  'with a minimum that is too much': { files, keys: `${keys}minimum ${2 ** 53}\n` },
  'with a minimum that begins with zero': { files, keys: `${keys}minimum 01\n` },
  'with two minimums': { files, keys: `${keys}minimum 0\nminimum 0\n` },
  'with keys whose last line is not ended': { files, keys: keys.slice(0, -1) },
  'with keys that begin with a byte order mark': { files, keys: `\ufeff${keys}` },
  'with a word in keys that nobody knows': { files, keys: `${keys}operator w\n` },
  'seen since the last second of an hour and one more': { files, keys: `${keys}seen 2026-01-15T08:00:60Z\n` },
  'with two logs': { files, keys: keys + keys.split('\n')[0]?.concat('\n') },
  'with no log': { files, keys: keys.replace(/^log .*\n/m, '') },
}

function cosigned(head: Buffer): string {
  const text = textOf(head)
  return `${text}\n${signatureLine(signNote(text, witness.key, witness.privateKey, momentOf(4)))}`
}

/** Keys that are no keys are refused by an error, and not by a fault; an error of the program is neither. */
const finds = (verify: (typeof verifiers)[number][1], given: Given) =>
  verify(given).catch((error: Error) => {
    if (error instanceof RangeError) throw error
    return [error.message]
  })

describe.each(verifiers)('%s', (_name, verify) => {
  test.each(Object.entries(whole))('believes a log %s', async (_of, given) => {
    expect(await finds(verify, given)).toEqual([])
  })

  test.each(Object.entries(wrong))('does not believe a log %s', async (_of, given) => {
    expect(await finds(verify, given)).not.toEqual([])
  })
})

#!/usr/bin/env node
/**
 * A second verifier of Amparo's access log, for whoever does not want to believe the first. Written from specifications alone, by a hand that had read neither
 * the first nor what writes the log; but what is pruned, numbers of sources, `seen`, and proofs of entries, by one that had. No line is shared with either. It needs Node 18, no package and no network.
 *
 *   node audit-recheck.mjs FOLDER KEYS [HEAD...]
 *
 * FOLDER has the files of a log (`checkpoint`, `tile/...`) and may have proofs of entries (`entries/*.tlog-proof`), KEYS the keys that are believed, each HEAD is a checkpoint that
 * somebody kept. Writes what is wrong, a line each. Ends with 0 if nothing is, 1 if something is, 2 if it cannot be told.
 *
 * How: all leaves are hashed, and from them every complete subtree, level upon level, into plain arrays. A tile is then a
 * stretch of one of these arrays, and the root of any beginning of the log is put together from a few of their hashes.
 *
 * In brackets, where a rule is from:
 *   [note] c2sp.org/signed-note      [checkpoint] c2sp.org/tlog-checkpoint     [cosignature] c2sp.org/tlog-cosignature
 *   [tiles] c2sp.org/tlog-tiles      [6962] RFC 6962, section 2.1              [log] docs/access-log.md
 *   [proof] c2sp.org/tlog-proof
 */
import * as crypto from 'node:crypto'
import { createPublicKey, verify } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What is wrong with a file, in words for whoever checks. */
class Wrong extends Error {}
const demand = (holds, what) => {
  if (!holds) throw new Wrong(what)
}
/** At once where Node can (since 20.12): three times as fast on so few bytes. Answered as a string of a byte a character. */
const digest = crypto.hash
  ? bytes => crypto.hash('sha256', bytes, 'binary')
  : bytes => crypto.createHash('sha256').update(bytes).digest('binary')
const sha256 = bytes => Buffer.from(digest(bytes), 'binary')

// ---- Bytes and text -------------------------------------------------------------------------------------------------

/** [log] The one canonical form of base64: decoders pass over stray characters and spare bits, what they give does not. */
function base64(text) {
  const bytes = Buffer.from(text, 'base64')
  demand(bytes.toString('base64') === text, 'base64 is not in its one form')
  return bytes
}

/** [note] UTF-8, and no control character but newline. A byte order mark stays: it is a character like others. */
function plainText(bytes) {
  let text
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Wrong('is not UTF-8')
  }
  const control = [...text].some(character => character < ' ' && character !== '\n')
  demand(!control, 'has a control character')
  return text
}

/** [note] "Key names MUST be non-empty and MUST NOT contain any Unicode spaces or plus". */
const isKeyName = name => /^[^\p{White_Space}+]+$/u.test(name)

// ---- Keys that are believed -----------------------------------------------------------------------------------------

/** [note] Signature types: the log signs plainly; [cosignature] a witness signs with the time. */
const PLAIN = 0x01
const TIMED = 0x04

/** [note] Verifier key: `<name>+<key ID in hex>+<base64 of type and public key>`. */
function readKey(text) {
  const [, name, id, encoded] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/.exec(text) ?? []
  demand(name !== undefined && isKeyName(name), 'a key is NAME+ID+BASE64')
  const material = base64(encoded)
  const type = material[0]
  demand(material.length === 33 && (type === PLAIN || type === TIMED), 'a key is of Ed25519, type 01 or 04')
  // [note] [cosignature] key ID = SHA-256(name || 0x0A || type || public key)[:4]
  demand(
    sha256(Buffer.concat([Buffer.from(`${name}\n`), material])).toString('hex', 0, 4) === id,
    'a key has another ID',
  )
  const x = material.toString('base64url', 1)
  return { name, id, type, x, ed25519: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) }
}

/**
 * [log] One line `log KEY`, any of `witness KEY`, at most one `quorum N` (without it, one witness if any is named), one `minimum N`, one `seen TIME`.
 */
export function readKeys(text) {
  const named = { log: [], witness: [], quorum: [], minimum: [], seen: [] }
  for (const line of text.split('\n').filter(line => line !== '' && !line.startsWith('#'))) {
    const [, what, value] = /^(log|witness|quorum|minimum|seen) ([^ ]+)$/.exec(line) ?? []
    demand(what, `not a line of keys: ${line}`)
    named[what].push(value)
  }
  demand(named.log.length === 1, 'keys name one log')
  demand(
    named.quorum.length < 2 && named.quorum.every(number => /^(0|[1-9]\d{0,3})$/.test(number)),
    'quorum is one number',
  )
  const [minimum = '0', ...more] = named.minimum
  const isNumber = /^(0|[1-9]\d{0,15})$/.test(minimum) && Number.isSafeInteger(Number(minimum))
  demand(more.length === 0 && isNumber, 'minimum is one number')
  const witnesses = named.witness.map(readKey)
  const quorum = Number(named.quorum[0] ?? Math.min(1, witnesses.length))
  demand(named.seen.length < 2 && (named.seen.length === 0 || witnesses.length > 0), 'seen is one moment, of witnesses')
  return { log: readKey(named.log[0]), witnesses, quorum, minimum: Number(minimum), seen: named.seen.map(secondOf)[0] }
}

/** [log] `2027-01-31T12:00:00Z`, and nothing that a calendar has not; as a bigint, since cosignatures say it in eight bytes. */
function secondOf(text) {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(text) ?? []
  const [year, month, day, hour, minute, second] = parts.map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second)
  const back = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
  ]
  const same = [...back, date.getUTCSeconds()].every((part, i) => part === Number(parts[i]))
  demand(parts.length === 6 && same, 'seen is a moment like 2027-01-31T12:00:00Z')
  return BigInt(date.getTime() / 1000)
}

/** Keys under which a signature would not say what it is taken to say. */
function judgeKeys({ log, witnesses, quorum }) {
  demand(log.type === PLAIN, 'the key of the log is not of type 01')
  demand(
    witnesses.every(({ type }) => type === TIMED),
    'the key of a witness is not of type 04',
  )
  // [cosignature] "the same public key can't be used across multiple cosigners": one holder would count as two.
  demand(new Set([log, ...witnesses].map(({ x }) => x)).size === witnesses.length + 1, 'two keys are the same')
  demand(quorum <= witnesses.length, `a quorum of ${quorum} needs as many witnesses`)
}

// ---- Heads ----------------------------------------------------------------------------------------------------------

/** [note] Notes must be accepted up to 16 signatures, and should be limited. */
const MOST_SIGNATURES = 64

/** [note] A text that ends in newline, an empty line (the last there is), lines of signatures. */
function readNote(bytes) {
  const whole = plainText(bytes)
  const gap = whole.lastIndexOf('\n\n')
  demand(gap > 0 && whole.endsWith('\n'), 'is not a text and its signatures')
  const lines = whole.slice(gap + 2, -1).split('\n')
  demand(lines.length <= MOST_SIGNATURES, 'has too many signatures')
  return { text: whole.slice(0, gap + 1), signatures: lines.map(readSignature) }
}

/** [note] `— <key name> base64(32-bit key ID || signature)` */
function readSignature(line) {
  const [, name, encoded] = /^\u2014 ([^ ]+) ([^ ]+)$/u.exec(line) ?? []
  demand(name !== undefined && isKeyName(name), 'has a line that is no signature')
  const bytes = base64(encoded)
  demand(bytes.length > 4, 'has a signature without bytes')
  return { name, id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) }
}

/** [note] Ed25519 over the text. */
function checkPlain(text, key, bytes) {
  demand(verify(null, Buffer.from(text), key.ed25519, bytes), `the signature of ${key.name} is not of this text`)
}

/** [cosignature] u64 time, then Ed25519 over `cosignature/v1`, the time, the text. Answers when it was signed. */
function checkTimed(text, key, bytes) {
  demand(bytes.length === 8 + 64, `the cosignature of ${key.name} is not of 72 bytes`)
  const time = bytes.readBigUInt64BE()
  demand(time < 2n ** 53n, `the cosignature of ${key.name} has no time that there is`)
  checkPlain(`cosignature/v1\ntime ${time}\n${text}`, key, bytes.subarray(8))
  return time
}

/**
 * [checkpoint] Origin, size, root. Nothing of it is looked at before the log's signature holds [note], and a head on which
 * a believed key's signature is false is not believed at all [note]. Keys that nobody believes say nothing [note].
 */
function readHead(bytes, { log, witnesses }) {
  const { text, signatures } = readNote(bytes)
  const by = key => signatures.filter(({ name, id }) => name === key.name && id === key.id)
  demand(by(log).length > 0, 'the log has not signed it')
  for (const signature of by(log)) checkPlain(text, log, signature.bytes)
  const cosigned = witnesses.flatMap(key =>
    by(key).map(signature => ({ key, time: checkTimed(text, key, signature.bytes) })),
  )

  const [origin, size, root, ...rest] = text.split('\n')
  demand(root !== undefined && rest.length === 1, 'is not three lines') // [log] no extension lines
  demand(origin === log.name, 'is of another log')
  demand(/^(0|[1-9]\d*)$/.test(size) && Number.isSafeInteger(Number(size)), 'has no size')
  const hash = base64(root)
  demand(hash.length === 32, 'has a root that is no hash')
  return { size: Number(size), root: hash, cosigned }
}

// ---- Leaves ---------------------------------------------------------------------------------------------------------

/** [tiles] Each entry of a bundle after its length, a big-endian uint16; [log] no byte more. */
function readBundle(bytes, width) {
  const entries = []
  let at = 0
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + bytes.readUInt16BE(at)
    demand(end <= bytes.length, 'ends within an entry')
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  demand(entries.length === width && at === bytes.length, `is not ${width} entries`)
  return entries
}

/** [log] Hashes that a leaf ends with: two commitments, and since version 2 those of the two halves as they are kept. */
const HASHES_OF_VERSION = { 1: 2, 2: 4, 3: 4 }
/** [log] Numbers before them: sequence and time; in version 3 since when the source counts, and what it counted. */
const NUMBERS_OF_VERSION = { 1: 2, 2: 2, 3: 4 }

/** [log] Version, source, numbers, hashes of 32 bytes, nothing after them. Numbers are below 2^53. */
function readLeaf(bytes) {
  const hashes = HASHES_OF_VERSION[bytes[0]]
  demand(hashes !== undefined, 'is of no version that there is')
  const first = 2 + (bytes[1] ?? 0)
  const count = NUMBERS_OF_VERSION[bytes[0]]
  demand(bytes.length === first + count * 8 + hashes * 32, 'is not as long as it says')
  const source = bytes.toString('latin1', 2, first)
  demand(/^[a-z]{1,32}$/.test(source), 'has no name of a source')
  const [sequence, takenAt] = [bytes.readBigUInt64BE(first), bytes.readBigUInt64BE(first + 8)]
  demand(sequence < 2n ** 53n && takenAt < 2n ** 53n, 'has a number that is too large')
  const actor = bytes.subarray(first + count * 8, first + count * 8 + 32)
  if (count === 2) return { source, sequence, takenAt, actor }
  const [epoch, own] = [bytes.readBigUInt64BE(first + 16), bytes.readBigUInt64BE(first + 24)]
  demand(epoch < 2n ** 53n && own < 2n ** 53n, 'has a number that is too large')
  demand(epoch > 0n && own > 0n, 'has a number of its source that there is not')
  return { source, sequence, takenAt, actor, epoch, own }
}

/**
 * [log] What sources count themselves. In each epoch of a source each number from 1 on comes once; a later one may come first, and then the
 * leaf is remembered until the log ends. No epoch begins after a later one. Where leaves before are gone, so may be what a number follows.
 */
function ownCounts(pruned) {
  const lists = new Map() // by source and epoch: numbers in the order of the log, with their leaves
  const newest = new Map()
  return {
    take({ source, epoch, own }, leaf) {
      if (own === undefined) return []
      const name = `${source} since ${epoch}`
      const begins = !lists.has(name)
      if (begins) lists.set(name, [])
      lists.get(name).push([Number(own), leaf])
      const older = begins && !pruned && epoch < (newest.get(source) ?? 0n)
      if (epoch > (newest.get(source) ?? 0n)) newest.set(source, epoch)
      return older ? [`counts of ${source} go back to ${epoch}`] : []
    },
    /** Sorted, they have to be 1, 2, 3 and so on. */
    *faults() {
      for (const [name, numbers] of lists) {
        // Where leaves are gone, what is before the first that was met may be among them, or have come late.
        const first = pruned ? numbers[0][0] : 1
        let due = first
        for (const [number, leaf] of numbers.sort(([a, at], [b, after]) => a - b || at - after)) {
          if (number < first) continue
          if (number > due) yield [leaf, `numbers ${due} to ${number - 1} of ${name} have not come`]
          if (number < due) yield [leaf, `number ${number} of ${name} is there twice`]
          due = Math.max(due, number + 1)
        }
      }
    },
  }
}

/**
 * [log] A source counts on by one, from one or, where leaves before are gone, from anywhere; time never goes back. Answers what is wrong
 * with the leaf after those before.
 */
function orderKeeper(pruned) {
  const last = new Map()
  let latest = 0n
  return ({ source, sequence, takenAt }) => {
    const first = pruned && sequence > 0n ? sequence : 1n
    const due = last.has(source) ? last.get(source) + 1n : first
    last.set(source, sequence)
    const back = takenAt < latest
    latest = takenAt
    return [
      ...(sequence === due ? [] : [`is number ${sequence} of ${source}, where ${due} is due`]),
      ...(back ? ['was taken before the leaf before it'] : []),
    ]
  }
}

/** [log] Seconds by which the clocks of log and witness may differ, a head's way to the witness and back in them. */
const CLOCKS = 300n

/**
 * [log] A witness signs what is there: no leaf is later than a cosignature on a head that has it, nor earlier than one on a
 * head that lacks it, but for what clocks may differ. As time never goes back, the last leaf of a head and the next say it of all.
 */
const judgeTime = ({ size, cosigned }, timeOf) =>
  cosigned.flatMap(({ key, time }) => [
    ...(timeOf.get(size - 1) > time + CLOCKS
      ? [`leaf ${size - 1} is later than ${key.name} signed a head with it`]
      : []),
    ...(timeOf.get(size) < time - CLOCKS ? [`leaf ${size} is earlier than ${key.name} signed a head without it`] : []),
  ])

// ---- Tree -----------------------------------------------------------------------------------------------------------

const HASH = 32

/** Room for a byte and what is hashed after it; taken anew for each would cost more than the hash, as a buffer for each hash would. */
const room = Buffer.alloc(1 + 65_535)
const roomForPair = room.subarray(0, 1 + 2 * HASH)
/** [6962] MTH({d}) = SHA-256(0x00 || d), to where it belongs. */
function putLeafHash(entry, into, at) {
  room[0] = 0
  room.set(entry, 1)
  into.write(digest(room.subarray(0, 1 + entry.length)), at, 'binary')
}
/** [6962] SHA-256(0x01 || left || right), of two hashes that follow one another in `hashes`, to where it belongs. */
function putNodeHash(hashes, first, into, at) {
  room[0] = 1
  hashes.copy(room, 1, first, first + 2 * HASH)
  into.write(digest(roomForPair), at, 'binary')
}
function nodeHash(left, right) {
  const hash = Buffer.alloc(HASH)
  putNodeHash(Buffer.concat([left, right]), 0, hash, 0)
  return hash
}

/**
 * Of each height, the hashes of all complete subtrees of 2^height leaves, from the left, one after another. Where the leaves before `from`
 * are gone, hashes of what is before it are taken from tiles, each eighth height (`below(level, first, end)` answers them): as many as
 * the tile has that reaches beyond, which are all that anything after needs. What is before those stays zero, and is not looked at.
 */
function subtrees(leafHashes, from, below) {
  const heights = [leafHashes]
  let known = from
  for (let under = leafHashes; under.length >= 2 * HASH; under = heights[heights.length - 1]) {
    const hashes = Buffer.alloc(Math.floor(under.length / (2 * HASH)) * HASH)
    known = Math.ceil(known / 2)
    for (let i = known; i < hashes.length / HASH; i++) putNodeHash(under, 2 * i * HASH, hashes, i * HASH)
    if (heights.length % 8 === 0 && known % WIDTH > 0) {
      const first = known - (known % WIDTH)
      below(heights.length / 8, first, known).copy(hashes, first * HASH)
      known = first
    }
    heights.push(hashes)
  }
  return heights
}

/**
 * [6962] MTH(D[n]) splits at the largest power of two below n: the left part is complete, the right is split again. So each
 * binary digit 1 of n is a complete subtree, the last of its height; they are joined from the right.
 */
function rootOf(heights, size) {
  let root
  for (let height = 0; 2 ** height <= size; height++) {
    const count = Math.floor(size / 2 ** height)
    if (count % 2 === 0) continue
    const subtree = heights[height].subarray((count - 1) * HASH, count * HASH)
    root = root === undefined ? subtree : nodeHash(subtree, root)
  }
  return root ?? sha256(Buffer.alloc(0)) // [6962] MTH({}) = SHA-256()
}

// ---- Proofs of single entries ---------------------------------------------------------------------------------------

/** [proof] Header, `extra`, index, hashes from the leaf upwards, an empty line, the checkpoint. [log] `extra` is there, and JSON. */
function readProof(bytes) {
  const text = plainText(bytes)
  const gap = text.indexOf('\n\n')
  const [header, extra, index, ...path] = text.slice(0, Math.max(gap, 0)).split('\n')
  demand(header === 'c2sp.org/tlog-proof@v1', 'is no proof')
  const [, encoded] = /^extra ([^ ]+)$/.exec(extra) ?? []
  const [, number] = /^index (0|[1-9]\d{0,15})$/.exec(index) ?? []
  demand(encoded !== undefined && number !== undefined, 'does not show an entry and its place')
  const hashes = path.map(base64)
  demand(
    hashes.every(hash => hash.length === HASH),
    'has a step that is no hash',
  )
  return { ...readExtra(base64(encoded)), index: Number(number), hashes, checkpoint: Buffer.from(text.slice(gap + 2)) }
}

/** [log] `record`, the leaf's bytes; `actor` with `bytes` and `salt`. What is told beside is under no signature of the log. */
function readExtra(bytes) {
  let shown
  try {
    shown = JSON.parse(plainText(bytes))
  } catch {
    throw new Wrong('shows no entry')
  }
  const parts = [shown?.record, shown?.actor?.bytes, shown?.actor?.salt]
  demand(
    parts.every(part => typeof part === 'string'),
    'shows no entry',
  )
  const [record, half, salt] = parts.map(base64)
  demand(salt.length === 32, 'has a salt that is none')
  return { record, half, salt }
}

/** [6962] 2.1.1: the last hash of a path is of the other part of the tree, which splits at the largest power of two below its size. */
function rootAlong(hash, index, size, hashes) {
  if (size === 1) {
    demand(hashes.length === 0, 'has more hashes than there are levels')
    return hash
  }
  demand(hashes.length > 0, 'has fewer hashes than there are levels')
  let left = 1
  while (2 * left < size) left *= 2
  const rest = hashes.slice(0, -1)
  const other = hashes[hashes.length - 1]
  return index < left
    ? nodeHash(rootAlong(hash, index, left, rest), other)
    : nodeHash(other, rootAlong(hash, index - left, size - left, rest))
}

/**
 * [log] One entry: its leaf stands where the proof says under the proof's head, which the log has signed, and commits to the half that is
 * shown. Answers the head, to be compared with the log like any that was kept, and the leaf's hash, which has to be the log's.
 */
function judgeProof(bytes, keys) {
  const { record, half, salt, index, hashes, checkpoint } = readProof(bytes)
  const head = readHead(checkpoint, keys)
  const leaf = sha256(Buffer.concat([Buffer.from([0]), record]))
  demand(index < head.size, 'is of a place that its head does not have')
  demand(rootAlong(leaf, index, head.size, hashes).equals(head.root), 'its leaf does not stand at its place')
  const commitment = sha256(Buffer.concat([Buffer.from('amparo/audit-commitment/v1\n'), salt, half]))
  demand(readLeaf(record).actor.equals(commitment), 'its leaf is of another entry than it shows')
  return { ...head, index, leaf }
}

// ---- Files ----------------------------------------------------------------------------------------------------------

const WIDTH = 256

/** [tiles] Index 1234067 is `x001/x234/067`; a tile that is not full says how wide it is. */
function tilePath(level, index, width) {
  const last = String(index % 1000).padStart(3, '0')
  let folders = ''
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    folders = `x${String(rest % 1000).padStart(3, '0')}/${folders}`
  return `tile/${level}/${folders}${last}${width < WIDTH ? `.p/${width}` : ''}`
}

/** [tiles] What a level has to be cut into, if it has so many hashes (or entries), from the tile on in which `from` is; none is empty. */
function* tilesOf(level, count, from = 0) {
  for (let first = from - (from % WIDTH); first < count; first += WIDTH) {
    const width = Math.min(WIDTH, count - first)
    yield { path: tilePath(level, first / WIDTH, width), first, width }
  }
}

/** [tiles] A hash of level L is that of a complete subtree of 256^L leaves. */
function judgeTile(bytes, hashes) {
  demand(bytes.length === hashes.length, `is ${bytes.length} bytes, not ${hashes.length}`)
  for (let at = 0; at < hashes.length; at += HASH)
    demand(bytes.compare(hashes, at, at + HASH, at, at + HASH) === 0, `hash ${at / HASH} is not that of its leaves`)
}

// ---- All of it ------------------------------------------------------------------------------------------------------

/** Everything that is wrong with the log whose files are read, with heads that were kept (`since`) and with proofs of its entries; a line each. */
export function recheck({ read, keys, since = [], proofs = [] }) {
  const faults = []
  const say = (where, what) => faults.push(`${where}: ${what}`)
  /** What `work` answers; undefined, if something is wrong and has been said. */
  const attempt = (where, work) => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      return void say(where, error.message)
    }
  }
  const file = path => {
    const bytes = read(path)
    demand(bytes !== undefined, 'is not there')
    return bytes
  }

  attempt('keys', () => judgeKeys(keys))
  if (faults.length > 0) return faults
  const head = attempt('checkpoint', () => readHead(file('checkpoint'), keys))
  const kept = since.map((bytes, i) => ({
    where: `head ${i + 1}`,
    ...attempt(`head ${i + 1}`, () => readHead(bytes, keys)),
  }))
  for (const { where, bytes } of proofs) {
    const proven = attempt(where, () => judgeProof(bytes, keys))
    if (proven !== undefined) kept.push({ where, ...proven })
  }
  if (faults.length > 0) return faults // without heads that are believed there is nothing to compare with

  // [cosignature] "Log clients can verify a quorum of cosignatures"; a witness counts once.
  const signed = new Set(head.cosigned.map(({ key }) => key)).size
  if (signed < keys.quorum) say('checkpoint', `${signed} witnesses have signed it, not ${keys.quorum}`)

  // [log] An earlier head of the same log is signed and whole, too: what was seen since a moment cannot be older than it.
  if (keys.seen !== undefined) {
    const asked = Math.max(1, keys.quorum)
    const since = new Set(head.cosigned.filter(({ time }) => time >= keys.seen).map(({ key }) => key)).size
    if (since < asked)
      say('checkpoint', `${since} witnesses have signed it since the moment that is asked for, not ${asked}`)
  }

  // [tiles] Pruning: what ends at the minimum index, or before it, need not be there.
  const { minimum } = keys
  if (minimum > head.size) return [...faults, `checkpoint: has ${head.size} leaves, and the first ${minimum} are gone`]
  const from = minimum - (minimum % WIDTH)
  const leafHashes = [Buffer.alloc(from * HASH)]
  const timeOf = new Map()
  const watched = new Set([head, ...kept].flatMap(({ size }) => [size - 1, size]))
  const outOfOrder = orderKeeper(from > 0)
  const counts = ownCounts(from > 0)
  for (const { path, first, width } of tilesOf('entries', head.size, from)) {
    const entries = attempt(path, () => readBundle(file(path), width))
    if (entries === undefined) return [...faults, `${path}: nothing from leaf ${first} on has been verified`]
    const hashes = Buffer.alloc(width * HASH)
    leafHashes.push(hashes)
    for (const [i, entry] of entries.entries()) {
      putLeafHash(entry, hashes, i * HASH)
      const leaf = attempt(`leaf ${first + i}`, () => readLeaf(entry))
      if (leaf === undefined) continue
      for (const what of [...outOfOrder(leaf), ...counts.take(leaf, first + i)]) say(`leaf ${first + i}`, what)
      if (watched.has(first + i)) timeOf.set(first + i, leaf.takenAt)
    }
  }

  for (const [leaf, what] of counts.faults()) say(`leaf ${leaf}`, what)

  const below = (level, first, end) => {
    const width = Math.min(WIDTH, Math.floor(head.size / 256 ** level) - first)
    const path = tilePath(level, first / WIDTH, width)
    const hashes = attempt(path, () => {
      const bytes = file(path)
      demand(bytes.length === width * HASH, `is ${bytes.length} bytes, not ${width * HASH}`)
      return bytes
    })
    return hashes === undefined ? Buffer.alloc(0) : hashes.subarray(0, (end - first) * HASH)
  }
  const heights = subtrees(Buffer.concat(leafHashes), from, below)
  for (let level = 0; 256 ** level <= head.size; level++) {
    const hashes = heights[8 * level]
    for (const { path, first, width } of tilesOf(level, hashes.length / HASH, Math.floor(minimum / 256 ** level)))
      attempt(path, () => judgeTile(file(path), hashes.subarray(first * HASH, (first + width) * HASH)))
  }

  for (const { where, size, root, cosigned, index, leaf } of [{ where: 'checkpoint', ...head }, ...kept]) {
    if (size > head.size) say(where, `had ${size} leaves, the log has ${head.size}`)
    else if (size < minimum) say(where, `had ${size} leaves, which are gone and cannot be compared`)
    else if (!rootOf(heights, size).equals(root)) say(where, `its root is not that of the first ${size} leaves`)
    else if (leaf !== undefined && index >= from && !leaf.equals(heights[0].subarray(index * HASH, (index + 1) * HASH)))
      say(where, `its entry is not leaf ${index}`)
    for (const what of judgeTime({ size, cosigned }, timeOf)) say(where, what)
  }
  return faults
}

// ---- Command line ---------------------------------------------------------------------------------------------------

const fileOf = folder => path => {
  try {
    return readFileSync(join(folder, path))
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Those that the folder brings, in the order of their names. */
function proofsIn(folder) {
  const entries = join(folder, 'entries')
  const names = existsSync(entries) ? readdirSync(entries).filter(name => name.endsWith('.tlog-proof')) : []
  return names.sort().map(name => ({ where: `entries/${name}`, bytes: readFileSync(join(entries, name)) }))
}

function main([folder, keys, ...heads]) {
  try {
    demand(folder !== undefined && keys !== undefined, 'usage: node audit-recheck.mjs FOLDER KEYS [HEAD...]')
    demand(statSync(folder).isDirectory(), `no folder ${folder}`)
    const since = heads.map(head => readFileSync(head))
    const proofs = proofsIn(folder)
    const faults = recheck({ read: fileOf(folder), keys: readKeys(plainText(readFileSync(keys))), since, proofs })
    const whole =
      proofs.length === 0 ? 'The log is whole.' : `The log is whole, and has the entries of ${proofs.length} proofs.`
    console.log(faults.length === 0 ? whole : faults.join('\n'))
    return faults.length === 0 ? 0 : 1
  } catch (error) {
    console.error(error.message)
    return 2
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href)
  process.exitCode = main(process.argv.slice(2))
